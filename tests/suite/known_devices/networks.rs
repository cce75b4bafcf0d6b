//! What one network can do, and what it cannot.

use super::{COOKIE, device_of, forged, guess, sign_in, stopped, throttled, throttled_app, with_device};
use crate::support::app::{Options, TestApp};
use crate::support::browser::Browser;
use crate::support::network::network;
use crate::support::person::{Person, enrol, invite};
use senza::keeper::Limits;
use senza::vault::kit::Kit;
use std::collections::BTreeSet;
use time::Duration;

/// A stranger tries every ten seconds, always a moment before; the owner's unknown device comes when it was told to. After
/// how long the owner gets in, within six hours.
fn owner_enters_after(app: &TestApp, ada: &Person) -> Option<Duration> {
    let (strangers, owners) = (network(app, 1), network(app, 2));
    let (mut stranger, mut owner) = (Browser::new(&strangers), Browser::new(&owners));
    let (theirs, hers) = (stranger.get("/login"), owner.get("/login"));
    let guess = [("identifier", "ada@example.org"), ("passphrase", "a guess"), ("code", "123456")];
    let (mut gone, mut due) = (Duration::ZERO, Duration::HOUR);
    while gone < Duration::hours(6) {
        stranger.submit("/login", &theirs, &guess);
        if gone >= due {
            let code = app.code(&ada.seed);
            let right = [("identifier", "ada@example.org"), ("passphrase", &*ada.passphrase), ("code", &*code)];
            let answer = owner.submit("/login", &hers, &right);
            if answer.status == 303 {
                return Some(gone - Duration::HOUR);
            }
            let seconds: i64 = answer.header("retry-after").unwrap().parse().unwrap();
            due = gone + Duration::seconds(seconds);
        }
        app.clock.advance(Duration::seconds(10));
        gone += Duration::seconds(10);
    }
    None
}

// Threat: a stranger who is always a moment quicker keeps the owner's new device out for ever, with one try in five minutes.
#[test]
fn one_network_cannot_keep_a_name_closed() {
    let app = throttled_app();
    let ada = enrol(&app, "ada@example.org");
    let entered = owner_enters_after(&app, &ada).expect("the owner enters");
    println!("against one network, an unknown device gets in after {entered}");
    assert!(entered <= Duration::minutes(12), "{entered}");

    let mut options = throttled();
    options.policy.throttle.source.longest_at_a_name = options.policy.throttle.longest;
    let app = stopped(options);
    let ada = enrol(&app, "ada@example.org");
    assert_eq!(
        owner_enters_after(&app, &ada),
        None,
        "control: a network that waits no longer than all do keeps her out"
    );
}

// Threat: one network tries one passphrase at everybody's name.
#[test]
fn a_network_that_tries_many_names_waits_and_known_devices_in_it_do_not() {
    let mut options = throttled();
    options.policy.throttle.source.free = 100;
    let app = stopped(options);
    let (ada, bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let here = network(&app, 1);
    let tries: Vec<u16> = (0..110)
        .map(|n| {
            app.clock.advance(Duration::milliseconds(100));
            guess(&here, &format!("person{n}@example.org"))
        })
        .collect();
    let free = tries.iter().filter(|status| **status == 403).count();
    assert!((101..=103).contains(&free) && tries[109] == 429, "{free} {tries:?}");
    let bobs = sign_in(&mut Browser::new(&here), "bob@example.org", &bob.passphrase, &app.code(&bob.seed));
    assert_eq!(bobs.status, 429);
    let known = device_of(&ada.browser);
    assert_eq!(with_device(&app, &here, &ada, Some(&known)).1.status, 303);
    assert_eq!(
        with_device(&app, &network(&app, 2), &bob, None).1.status,
        303,
        "control: another network does not wait"
    );
}

// Threat: one network asks for so many names that the keeper, which limits look-ups in all, answers nobody else.
#[test]
fn a_network_that_asks_for_many_names_at_once_takes_none_from_others() {
    let mut options = Options::default();
    options.policy.throttle.source.look_ups_per_second = 1;
    options.policy.throttle.source.look_up_burst = 10;
    let app = stopped(options);
    let (here, there) = (network(&app, 1), network(&app, 2));
    let tries: Vec<u16> = (0..40).map(|n| guess(&here, &format!("person{n}"))).collect();
    let looked_up = tries.iter().filter(|status| **status == 403).count();
    assert!(looked_up < 20 && tries.contains(&429), "{tries:?}");
    assert_eq!(guess(&there, "person"), 403, "control");
}

/// What of the look-ups is there, and does not come back while a test takes its time: a hundred for strangers at the server,
/// 120 at the keeper, and as many that are kept.
pub(super) fn scarce(look_up_burst: u32, in_all: u32) -> Options {
    let mut options = Options::default();
    let source = &mut options.policy.throttle.source;
    (source.look_ups_per_second, source.look_ups_in_all_per_second) = (0, 0);
    (source.look_up_burst, source.look_ups_in_all_burst) = (look_up_burst, in_all);
    options.limits = Limits { handles_per_second: 0, handle_burst: 240, ..options.limits };
    options
}

/// All at once try 150 names; how many were looked up.
fn flood(app: &TestApp, networks: u8) -> usize {
    let bases: Vec<String> = (1..=networks).map(|number| network(app, number)).collect();
    let tries = 150 / usize::from(networks);
    let from = |place: usize, base: &str| {
        (0..tries).filter(|n| guess(base, &format!("nobody{place}.{n}@example.org")) == 403).count()
    };
    std::thread::scope(|scope| {
        let all: Vec<_> =
            bases.iter().enumerate().map(|(place, base)| scope.spawn(move || from(place, base))).collect();
        all.into_iter().map(|one| one.join().unwrap()).sum()
    })
}

// Threat: ten networks, or fifty, keep everybody out: the look-up of a name comes before a device is told from a stranger.
#[test]
fn many_networks_keep_out_neither_a_known_device_nor_an_owner_on_a_quiet_network() {
    for networks in [10, 50] {
        let app = stopped(scarce(25, 100));
        let ada = enrol(&app, "ada@example.org");
        let looked_up = flood(&app, networks);
        println!("{networks} networks had {looked_up} of 150 names looked up");
        assert!((50..100).contains(&looked_up), "control: they had most there was: {looked_up}");
        let known = device_of(&ada.browser);
        let crowded = network(&app, 1);
        assert_eq!(with_device(&app, &crowded, &ada, Some(&known)).1.status, 303, "a known device, among the flood");
        assert_eq!(
            with_device(&app, &network(&app, 99), &ada, None).1.status,
            303,
            "an unknown one, on a quiet network"
        );
    }
}

// The same where the server shares nothing out, so that the keeper has nothing left for strangers.
#[test]
fn half_of_what_the_keeper_looks_up_is_kept_for_known_devices() {
    let app = stopped(scarce(1_000_000, 1_000_000));
    let ada = enrol(&app, "ada@example.org");
    let looked_up = flood(&app, 50);
    assert!((100..120).contains(&looked_up), "control: all that there was: {looked_up}");
    let known = device_of(&ada.browser);
    let elsewhere = network(&app, 99);
    assert_eq!(with_device(&app, &elsewhere, &ada, None).1.status, 429, "control: nothing is left for strangers");
    assert_eq!(
        with_device(&app, &elsewhere, &ada, Some(&forged(&known))).1.status,
        429,
        "control: nor for a forged one"
    );
    assert_eq!(with_device(&app, &elsewhere, &ada, Some(&known)).1.status, 303);
}

// Threat: somebody tries links and kits, each of which has the keeper and the database look something up.
#[test]
fn links_and_kits_that_lead_nowhere_slow_a_network_down() {
    let mut options = throttled();
    options.policy.throttle.source.free = 5;
    let app = stopped(options);
    let (here, there) = (network(&app, 1), network(&app, 2));
    let link = invite(&app, "ada@example.org", false, &[]);
    let mut browser = Browser::new(&here);
    for _ in 0..20 {
        assert_eq!(browser.get(&link).status, 200, "a link that serves is no guess");
    }
    let links: Vec<u16> = (0..4).map(|n| browser.get(&format!("/enrol/{n}")).status).collect();
    assert_eq!(links, [410; 4]);
    let type_kit = |browser: &mut Browser| {
        let groups = Kit::random(&senza::domain::SystemRandom).groups();
        let kit = groups.iter().map(|group| group.expose().to_owned()).collect::<Vec<_>>().join("-");
        let page = browser.get("/recover");
        browser.submit("/recover", &page, &[("kit", &kit)])
    };
    assert_eq!([type_kit(&mut browser).status, type_kit(&mut browser).status], [403, 403]);
    let waits = type_kit(&mut browser);
    assert_eq!(waits.status, 429);
    assert!(matches!(waits.header("retry-after"), Some("2" | "3")));
    assert!(waits.body.contains("/recover"), "{}", waits.body);
    assert_eq!(browser.get(&link).status, 429, "whatever it tries");
    let mut elsewhere = Browser::new(&there);
    assert_eq!((elsewhere.get(&link).status, type_kit(&mut elsewhere).status), (200, 403), "control");
    app.clock.advance(Duration::seconds(3));
    assert_eq!(browser.get(&link).status, 200, "and it comes back");
}

// Threat: an answer tells who exists by who has to wait, or by the page on which that stands.
#[test]
fn whoever_waits_gets_the_same_page_whatever_is_closed() {
    let app = throttled_app();
    let ada = enrol(&app, "ada@example.org");
    let plain = |base: &str, identifier: &str, device: Option<&str>| {
        let mut browser = Browser::new(base);
        device.into_iter().for_each(|device| browser.set_cookie(COOKIE, device));
        let last = (0..7).map(|_| sign_in(&mut browser, identifier, "a guess", "123456")).last().unwrap();
        let id = last.header("x-request-id").unwrap().to_owned();
        let seconds = last.header("retry-after").unwrap().to_owned();
        let headers: BTreeSet<String> = last.headers.iter().map(|(name, _)| name.clone()).collect();
        (last.status, headers, last.body.replace(&id, "[request]").replace(&seconds, "[seconds]"))
    };
    let known = device_of(&ada.browser);
    let device = plain(&network(&app, 1), "ada@example.org", Some(&known));
    let somebody = plain(&network(&app, 2), "ada@example.org", None);
    let nobody = plain(&network(&app, 3), "nobody@example.org", None);
    assert_eq!((device.0, &device), (429, &somebody));
    assert_eq!(somebody, nobody);
}

// Threat: the database, or whoever reads it, learns where people come from.
#[test]
fn no_address_is_stored() {
    let app = throttled_app();
    let ada = enrol(&app, "ada@example.org");
    let base = network(&app, 77);
    let tries: Vec<u16> = (0..8).map(|_| guess(&base, "ada@example.org")).collect();
    assert_eq!(tries[7], 429);
    assert_eq!(with_device(&app, &base, &ada, Some(&device_of(&ada.browser))).1.status, 303);
    let text = |query: String| -> Vec<String> {
        app.block_on(sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&app.parts.pool)).unwrap()
    };
    let tables = text("select tablename::text from pg_tables where schemaname = 'public'".into());
    let rows = tables.iter().flat_map(|table| text(format!("select row::text from {table} as row")));
    let whole = rows.collect::<Vec<_>>().join("\n");
    assert!(whole.contains("sign-in refused") && whole.contains("\\x"), "control: all rows are looked at, octets too");
    for address in ["127.0.1.77", "7f00014d"] {
        assert!(!whole.contains(address), "{address}");
    }
}
