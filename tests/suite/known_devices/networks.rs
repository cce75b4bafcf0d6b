//! What one network can do, and what it cannot.

use super::{COOKIE, device_of, guess, sign_in, stopped, throttled, throttled_app, with_device};
use crate::support::app::{Options, TestApp};
use crate::support::browser::Browser;
use crate::support::network::network;
use crate::support::person::{Person, enrol, invite};
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
