//! Throttling that nobody can turn into a lock-out: strangers are slowed down, wherever they come from, and the devices with
//! which people have signed in still let them in.

mod forgotten;
mod nameless;
mod networks;
mod places;

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::network::network;
use crate::support::person::{PASSPHRASE, Person, enrol};
use data_encoding::BASE64URL_NOPAD;
use senza::domain::Clock;
use senza::keeper::Limits;
use senza::sign_in::throttle::ThrottlePolicy;
use senza::startup::server;
use time::Duration;

const COOKIE: &str = "senza_known";

/// As the program ships.
fn throttled() -> Options {
    let mut options = Options::default();
    options.policy.throttle = ThrottlePolicy::default();
    options
}

fn throttled_app() -> TestApp {
    stopped(throttled())
}

/// Its clock moves only when a test moves it, and stands at the beginning of ten minutes: at their end something is forgotten.
fn stopped(options: Options) -> TestApp {
    let app = spawn_with(options);
    app.clock.stop();
    app.clock.advance(Duration::seconds(600 - app.clock.now().unix_timestamp() % 600));
    app
}

/// One form with all three fields.
fn sign_in(browser: &mut Browser, identifier: &str, passphrase: &str, code: &str) -> Page {
    let page = browser.get("/login");
    assert_eq!(page.status, 200, "{}", page.body);
    browser.submit("/login", &page, &[("identifier", identifier), ("passphrase", passphrase), ("code", code)])
}

fn guess(base: &str, identifier: &str) -> u16 {
    sign_in(&mut Browser::new(base), identifier, "a guess", "123456").status
}

/// Signs a person in with a browser that shows this and nothing else.
fn with_device(app: &TestApp, base: &str, person: &Person, device: Option<&str>) -> (Browser, Page) {
    let mut browser = Browser::new(base);
    if let Some(device) = device {
        browser.set_cookie(COOKIE, device);
    }
    let page = sign_in(&mut browser, &person.identifier, &person.passphrase, &person.next_code(app));
    (browser, page)
}

fn device_of(browser: &Browser) -> String {
    browser.cookie(COOKIE).expect("a known device").to_owned()
}

fn forged(device: &str) -> String {
    let mut octets = BASE64URL_NOPAD.decode(device.as_bytes()).unwrap();
    // Both of its MACs: the one that takes a name, and the one that does not.
    for place in [51, 83] {
        octets[place] ^= 1;
    }
    BASE64URL_NOPAD.encode(&octets)
}

/// Strangers from many networks guess until the name is closed for a while.
fn close(app: &TestApp, networks: &[String], identifier: &str) {
    for base in networks.iter().cycle().take(100) {
        guess(base, identifier);
        if guess(base, identifier) == 429 && guess(&networks[0], identifier) == 429 {
            app.clock.advance(Duration::seconds(2));
        }
    }
    app.clock.advance(Duration::minutes(5));
    while networks.iter().all(|base| guess(base, identifier) != 403) {
        app.clock.advance(Duration::minutes(1));
    }
}

// Threat: a stranger tries until the owner cannot get in.
#[test]
fn a_stranger_fails_a_thousand_times_and_the_owners_known_device_gets_in_at_once() {
    let app = throttled_app();
    let (ada, bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let (known, anothers) = (device_of(&ada.browser), device_of(&bob.browser));
    let strangers: Vec<String> = (1..=50).map(|number| network(&app, number)).collect();
    let mut answers = std::collections::BTreeMap::new();
    for base in strangers.iter().cycle().take(1000) {
        app.clock.advance(Duration::seconds(20));
        *answers.entry(guess(base, "ada@example.org")).or_insert(0) += 1;
    }
    println!("a stranger's thousand tries from 50 networks, one each 20 s: {answers:?}");
    assert_eq!(answers.values().sum::<i32>(), 1000);
    assert!(answers[&429] > 900 && answers[&403] > 50, "{answers:?}");

    let elsewhere = network(&app, 99);
    close(&app, &strangers, "ada@example.org");
    let (_, waits) = with_device(&app, &elsewhere, &ada, None);
    assert_eq!(waits.status, 429, "an unknown device waits");
    for (device, whose) in [(forged(&known), "forged"), (anothers, "of another person"), ("x".into(), "of nobody")] {
        assert_eq!(with_device(&app, &elsewhere, &ada, Some(&device)).1.status, 429, "{whose}");
    }
    let (mut hers, enters) = with_device(&app, &elsewhere, &ada, Some(&known));
    assert_eq!((enters.status, enters.location().as_deref()), (303, Some("/portal")), "the known device does not wait");
    assert_eq!(hers.get("/portal").status, 200);
    let still = with_device(&app, &elsewhere, &ada, None).1;
    assert_eq!(still.status, 429, "control: it is closed for strangers all the while");
    let seconds: i64 = still.header("retry-after").unwrap().parse().unwrap();
    assert!(still.body.contains(&format!("{seconds} second")) && seconds <= 301, "{}", still.body);
    app.clock.advance(Duration::seconds(seconds));
    assert_eq!(with_device(&app, &elsewhere, &ada, None).1.status, 303, "and after that time the unknown one gets in");
}

// Threat: a device of long ago, or one that somebody made known with a passphrase since changed, is as good as the owner's.
#[test]
fn a_device_is_a_stranger_again_after_its_time_and_after_a_change_of_passphrase() {
    let app = throttled_app();
    let mut ada = enrol(&app, "ada@example.org");
    let before = device_of(&ada.browser);
    let strangers: Vec<String> = (1..=20).map(|number| network(&app, number)).collect();
    close(&app, &strangers, "ada@example.org");
    let other = "quiet copper lantern field";
    let changed = ada.change_passphrase(&app, other);
    assert_eq!(changed.status, 303, "who is signed in changes it meanwhile: {}", changed.body);
    ada.passphrase = other.to_owned();
    let after = device_of(&ada.browser);
    close(&app, &strangers, "ada@example.org");
    assert_eq!(with_device(&app, &app.base, &ada, Some(&before)).1.status, 429);
    assert_eq!(with_device(&app, &app.base, &ada, Some(&after)).1.status, 303, "control: the browser that changed it");
    app.clock.advance(Duration::days(179));
    close(&app, &strangers, "ada@example.org");
    let (renewed, page) = with_device(&app, &app.base, &ada, Some(&after));
    assert_eq!(page.status, 303, "control: it is known for half a year");
    app.clock.advance(Duration::days(3));
    close(&app, &strangers, "ada@example.org");
    assert_eq!(with_device(&app, &app.base, &ada, Some(&after)).1.status, 429);
    let renewed = device_of(&renewed);
    assert_eq!(with_device(&app, &app.base, &ada, Some(&renewed)).1.status, 303, "control: each sign-in renews it");
}

// Threat: whoever steals a device's cookie guesses without end.
#[test]
fn a_known_device_is_slowed_down_like_a_stranger_and_apart_from_them() {
    let app = throttled_app();
    let ada = enrol(&app, "ada@example.org");
    let stolen = device_of(&ada.browser);
    let mut thief = Browser::new(&app.base);
    thief.set_cookie(COOKIE, &stolen);
    let tries: Vec<u16> = (0..7).map(|_| sign_in(&mut thief, "ada@example.org", "a guess", "123456").status).collect();
    assert_eq!(tries, [403, 403, 403, 403, 403, 403, 429]);
    assert_eq!(with_device(&app, &app.base, &ada, None).1.status, 303, "control: strangers' bucket is another");
}

// Threat: whoever has one session of somebody's makes others, and tries in each.
#[test]
fn all_sessions_of_one_account_try_in_one_bucket() {
    let app = throttled_app();
    let mut one = enrol(&app, "ada@example.org");
    let mut two = one.elsewhere(&app);
    let other = "quiet copper lantern field";
    let wrong = |person: &mut Person| {
        let right = std::mem::replace(&mut person.passphrase, "a guess".to_owned());
        let status = person.change_passphrase(&app, other).status;
        person.passphrase = right;
        status
    };
    let tries: Vec<u16> = (0..6).map(|_| wrong(&mut one)).collect();
    assert_eq!(tries, [422; 6]);
    assert_eq!(app.count("throttle where failures = 6"), 1);
    wrong(&mut two);
    assert_eq!(app.count("throttle where failures = 7"), 1, "the same bucket");
    app.clock.advance(Duration::minutes(5));
    assert_eq!(two.change_passphrase(&app, other).status, 303, "control: it opens again");
}

// Threat: a stranger's tries, let through by a server, use up what the keeper answers for an account.
#[test]
fn the_keeper_answers_a_known_device_when_strangers_have_used_up_their_half() {
    let limits = Limits { hardenings_per_minute: 12, ..Limits::default() };
    let app = stopped(Options { limits, ..Options::default() });
    let ada = enrol(&app, "ada@example.org");
    let known = device_of(&ada.browser);
    let tries: Vec<u16> = (0..8).map(|_| guess(&app.base, "ada@example.org")).collect();
    assert_eq!(tries, [403, 403, 403, 403, 403, 403, 429, 429]);
    let mut browser = Browser::new(&app.base);
    let enters = |browser: &mut Browser| sign_in(browser, "ada@example.org", PASSPHRASE, &app.code(&ada.seed)).status;
    assert_eq!(enters(&mut browser), 429, "control: without its cookie it is a stranger");
    browser.set_cookie(COOKIE, &known);
    assert_eq!(enters(&mut browser), 303);
}

// Threat: a refusal gives away by its cookies who has signed in with this browser, or a page names them.
#[test]
fn only_a_sign_in_makes_a_device_known_and_its_cookie_names_nobody() {
    let app = throttled_app();
    let ada = enrol(&app, "ada@example.org");
    let refused = sign_in(&mut Browser::new(&app.base), "ada@example.org", PASSPHRASE, "000000");
    assert_eq!(refused.status, 403);
    assert!(refused.headers.iter().all(|(name, value)| name != "set-cookie" || !value.contains(COOKIE)));
    let (browser, page) = with_device(&app, &app.base, &ada, None);
    let set: Vec<&String> =
        page.headers.iter().map(|(_, value)| value).filter(|value| value.contains(COOKIE)).collect();
    assert!(set[0].contains("HttpOnly") && set[0].contains("SameSite=Lax") && set[0].contains("Max-Age=15552000"));
    let octets = BASE64URL_NOPAD.decode(device_of(&browser).as_bytes()).unwrap();
    let query = "select handle from account union all select uuid_send(id) from account";
    let rows: Vec<Vec<u8>> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
    assert!(rows.iter().all(|row| octets.windows(row.len()).all(|window| window != row.as_slice())));
    assert_eq!((octets.len(), rows.len()), (84, 2));
}

// Threat: somebody whose name shares a bucket with a victim's opens it, for more guesses at the victim, by signing in.
#[test]
fn a_success_of_ones_own_opens_no_bucket() {
    let app = throttled_app();
    let ada = enrol(&app, "ada@example.org");
    // Begun before, finished after the guesses: its try is taken back when the bucket is closed.
    let mut own = Browser::new(&app.base);
    let page = own.get("/login");
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", "")];
    let waits = own.submit("/login", &page, &typed);
    let second = own.get(&waits.location().unwrap());
    let strangers: Vec<String> = (1..=8).map(|number| network(&app, number)).collect();
    let guesses: Vec<u16> = strangers.iter().map(|base| guess(base, "ada@example.org")).collect();
    assert_eq!(guesses, [403, 403, 403, 403, 403, 429, 429, 429]);
    assert_eq!(own.submit("/login", &second, &[("code", &app.code(&ada.seed))]).status, 303);
    assert_eq!(guess(&strangers[7], "ada@example.org"), 429, "still closed");
    let counted: i64 = app.count("throttle where failures = 5");
    assert_eq!(counted, 1, "control: its own try was taken back");
}

// Of many tries at once in an open bucket each is counted.
#[test]
fn parallel_tries_are_all_counted() {
    // What a bucket forgets, it forgets as time passes.
    let app = stopped(Options::default());
    std::thread::scope(|scope| {
        (0..20).for_each(|_| drop(scope.spawn(|| assert_eq!(guess(&app.base, "ada@example.org"), 403))));
    });
    assert_eq!(app.count("throttle where failures = 20"), 1);
}

// Threat: whoever has a device of somebody's learns from its bucket that the account was revoked.
#[test]
fn a_device_of_somebody_revoked_sees_what_everyone_sees() {
    let app = throttled_app();
    let (ada, bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let strangers: Vec<String> = (1..=8).map(|number| network(&app, number)).collect();
    let identifier = senza::domain::Identifier::parse("ada@example.org").unwrap();
    app.block_on(senza::sign_in::revocation::revoke(&app.parts, &identifier, "test")).unwrap();
    for name in ["ada@example.org", "bob@example.org"] {
        let closed: Vec<u16> = strangers.iter().map(|base| guess(base, name)).collect();
        assert_eq!(closed[6..], [429, 429], "{name}: closed for strangers");
    }
    let tries = |person: &Person| {
        let mut browser = Browser::new(&app.base);
        browser.set_cookie(COOKIE, &device_of(&person.browser));
        (0..7).map(|_| sign_in(&mut browser, &person.identifier, "a guess", "1").status).collect::<Vec<_>>()
    };
    assert_eq!(tries(&ada), tries(&bob));
    assert_eq!(tries(&bob)[6], 429, "control: this device's bucket");
}

// Threat: a row that comes with the first try at a name, or goes, tells which names are tried.
#[test]
fn the_number_of_throttle_buckets_never_changes() {
    let app = spawn_with(Options::default());
    let before = app.count("throttle");
    let ada = enrol(&app, "ada@example.org");
    let (_, known) = with_device(&app, &app.base, &ada, Some(&device_of(&ada.browser)));
    assert_eq!((known.status, guess(&app.base, "nobody@example.org")), (303, 403));
    assert_eq!((before, app.count("throttle")), (32_768, 32_768));
    assert_eq!(app.count("throttle where failures = 1 and bucket < 16384"), 1, "control: a stranger's was counted");
    let of_devices = "throttle where failures = 0 and bucket >= 16384 and open_at > 'epoch'";
    assert_eq!(app.count(of_devices), 1, "control: the device's too, and taken back");
}

// Threat: a bucket's last try, to the microsecond in a back-up of each day, is the time of an audit row. The bucket is the
// same every day; who has it would join the pseudonyms of two days.
#[test]
fn a_bucket_says_no_moment_of_a_try_once_it_is_open() {
    let app = throttled_app();
    let tries = |many| (0..many).map(|_| guess(&app.base, "nobody@example.org")).collect::<Vec<_>>();
    let exact = "throttle where open_at > 'epoch' and mod(extract(epoch from open_at)::numeric + 60, 600) <> 0";
    app.clock.advance(Duration::seconds(37));
    assert_eq!(tries(5), [403; 5]);
    assert_eq!((app.count("throttle where failures = 5"), app.count(exact)), (1, 0), "counted, and open all the while");
    assert_eq!(tries(1), [403]);
    assert_eq!(app.count(exact), 1, "control: who is closed knows until when");
    app.block_on(server::sweep_rows(&app.parts)).unwrap();
    assert_eq!((app.count(exact), tries(1)), (1, vec![429]), "a closed bucket stays closed");
    app.clock.advance(Duration::minutes(2));
    app.block_on(server::sweep_rows(&app.parts)).unwrap();
    assert_eq!((app.count(exact), app.count("throttle where failures = 6")), (0, 1));
    // What a bucket forgets it forgets once in ten minutes, however often it is tried.
    app.clock.advance(Duration::minutes(10));
    assert_eq!(tries(2), [403, 429], "one was forgotten, and this one closes it again");
}
