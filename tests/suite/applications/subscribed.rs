//! An address at which metadata is looked at again: what is found there counts for nothing before somebody has seen and approved it.

use super::subscribed_since::few_at_a_time;
use super::{about, root, stored};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::Person;
use crate::support::sp::{Keys, Sp, encryption, instant, register_with};
use senza::db::subscription::Turn;
use senza::domain::Clock as _;
use senza::federation::{Fetch, Looked, Options, RegistryError};
use senza::words::Text;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use time::{Duration, OffsetDateTime};

const SUBSCRIPTION: &str = "/admin/applications/subscription";
const FOUND: &str = "/admin/applications/found";
const DISMISS: &str = "/admin/applications/found/dismiss";
pub(super) const ADDRESS: &str = "https://ward.example/metadata";

/// A look that brings this; the next comes when it may.
pub(super) fn look(app: &TestApp, sp: &Sp, brought: Result<String, &str>) -> Looked {
    app.clock.advance(Duration::seconds(61));
    let brought = brought.map(String::into_bytes).map_err(Text::from);
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&asked);
    // What goes wrong in it would be a look that came to nothing.
    let fetch: Fetch = Arc::new(move |address: &str| {
        noted.lock().unwrap().push(address.to_owned());
        brought.clone()
    });
    let looked = app.block_on(app.federation.look_at(&sp.entity_id, fetch, "test")).unwrap();
    assert_eq!(*asked.lock().unwrap(), [ADDRESS]);
    looked
}

/// The same in the background, when its turn has come.
fn passing(app: &TestApp, brought: String) {
    app.clock.advance(Duration::seconds(61));
    app.sql("update subscription set next_at = now() - interval '1 day'");
    let fetch: Fetch = Arc::new(move |_: &str| Ok(brought.clone().into_bytes()));
    assert!(app.block_on(app.federation.look_at_next(fetch)).unwrap());
}

/// A fetch that notes that it was made, which it should not be.
pub(super) fn counting() -> (Fetch, Arc<AtomicUsize>) {
    let made = Arc::new(AtomicUsize::new(0));
    let noted = Arc::clone(&made);
    let fetch: Fetch = Arc::new(move |_: &str| {
        noted.fetch_add(1, Ordering::SeqCst);
        Err("nothing".into())
    });
    (fetch, made)
}

/// Whether something waits then.
fn finds(app: &TestApp, sp: &Sp, metadata: String) -> bool {
    assert_eq!(look(app, sp, Ok(metadata)), Looked::Done);
    assert_eq!(fault(app, sp), "");
    waits(app, sp)
}

pub(super) fn waits(app: &TestApp, sp: &Sp) -> bool {
    app.block_on(app.federation.subscription(&sp.entity_id)).unwrap().is_some_and(|known| known.waits)
}

pub(super) fn fault(app: &TestApp, sp: &Sp) -> String {
    app.block_on(app.federation.subscription(&sp.entity_id)).unwrap().unwrap().fault.english()
}

/// It answers at another address.
pub(super) fn moved(sp: &Sp, to: &str) -> String {
    sp.clone().having(|sp| sp.acs = vec![(1, format!("https://{to}.example/acs"), true)]).metadata()
}

fn until(metadata: &str, at: OffsetDateTime) -> String {
    metadata.replacen(" entityID=", &format!(" validUntil=\"{}\" entityID=", instant(at)), 1)
}

pub(super) fn subscribe(app: &TestApp, root: &mut Person, sp: &Sp) {
    let page = root.browser.get(&about("subscription", &sp.entity_id));
    let on = root.send(app, SUBSCRIPTION, &page, &[("address", ADDRESS)]);
    assert!(on.status == 303 && on.location().unwrap().ends_with("done=on"), "{}", on.body);
}

fn goes_to(app: &TestApp, root: &mut Person, sp: &Sp) -> String {
    Answer::of(&root.browser.get(&sp.request(app).unsigned())).action
}

pub(super) fn events(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

fn says(page: &Page, all: &[&str]) {
    for said in all {
        assert!(page.status == 200 && page.body.contains(said), "{said}: {}", page.body);
    }
}

// Threats: whoever controls what is published at the address has people's answers sent elsewhere, or a key believed; what is approved is not
// what was seen; somebody at an administrator's open session.
#[test]
#[expect(
    clippy::too_many_lines,
    clippy::cognitive_complexity,
    reason = "one scene for all of it: another server costs more than these lines"
)]
fn what_is_found_waits_for_somebody_who_has_seen_exactly_that_and_proves_who_they_are() {
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward").told(&["mail"]).register(&app);
    let page = root.browser.get(&about("subscription", &sp.entity_id));
    let wrong = [("address", ADDRESS), ("passphrase", "a guess that is wrong"), ("code", "000000")];
    assert_eq!(root.browser.submit(SUBSCRIPTION, &page, &wrong).status, 422);
    for bad in ["http://ward.example/", "file:///etc/passwd", "ward", "https://a:b@ward.example/"] {
        let refused = root.send(&app, SUBSCRIPTION, &page, &[("address", bad)]);
        assert!(refused.status == 422 && refused.body.contains("must start with https://"), "{bad}: {}", refused.body);
    }
    assert_eq!(app.count("subscription"), 0);
    subscribe(&app, &mut root, &sp);
    assert!(!finds(&app, &sp, sp.metadata()), "control: as it is registered");
    assert!(
        finds(&app, &sp, until(&sp.metadata(), app.clock.now() + Duration::days(3))),
        "it would end, and has no end"
    );
    assert!(finds(&app, &sp, moved(&sp, "elsewhere")));
    assert_eq!(goes_to(&app, &mut root, &sp), sp.default_acs());
    says(&root.browser.get("/admin"), &["metadata has changed", &about("found", &sp.entity_id)]);
    says(&root.browser.get(&about("one", &sp.entity_id)), &[ADDRESS, "a change waits"]);
    let seen = root.browser.get(&about("found", &sp.entity_id));
    says(
        &seen,
        &[
            "<del>https://ward.example/acs/default, by HTTP-POST, number 5, the usual one</del>",
            "<ins>https://elsewhere.example/acs, by HTTP-POST, number 1, the usual one</ins>",
            "</span>goes</span>",
            "</span>comes</span>",
            "Is it the partner",
        ],
    );
    says(&seen, &["The document as a whole", "SHA-256 "]);
    assert!(!seen.body.contains("<md:") && !seen.body.contains("Keys that its requests"), "what stays is not shown");
    // Something else is found while the page stands open.
    assert!(finds(&app, &sp, moved(&sp, "attacker")));
    for path in [FOUND, DISMISS] {
        let stale = root.send(&app, path, &seen, &[]);
        assert!(
            stale.status == 422 && stale.body.contains("decide again") && stale.body.contains("attacker"),
            "{}",
            stale.body
        );
    }
    assert_eq!((goes_to(&app, &mut root, &sp), waits(&app, &sp)), (sp.default_acs().to_owned(), true));
    assert!(finds(&app, &sp, moved(&sp, "elsewhere")));
    // What cannot be used is said, and what was found before waits on.
    for (brought, said) in [
        (Ok(Sp::new("other").metadata()), "describes another application, https://other.example/saml"),
        (Ok("<html></html>".to_owned()), "this is no metadata"),
        (Ok(until(&sp.metadata(), app.clock.now() - Duration::HOUR)), "expired"),
        (Ok(format!("{}<!--{}-->", sp.metadata(), "x".repeat(600_000))), "longer than 512 KiB"),
        (Err("ward.example cannot be reached"), "cannot be reached"),
    ] {
        assert_eq!(look(&app, &sp, brought), Looked::Done);
        assert!(fault(&app, &sp).contains(said) && waits(&app, &sp), "{said}: {}", fault(&app, &sp));
    }
    says(
        &root.browser.get(&about("subscription", &sp.entity_id)),
        &["came to nothing", "Ward.example cannot be reached."],
    );
    let seen = root.browser.get(&about("found", &sp.entity_id));
    let wrong = [("passphrase", "a guess that is wrong"), ("code", "000000")];
    assert_eq!(root.browser.submit(FOUND, &seen, &wrong).status, 422);
    assert_eq!(goes_to(&app, &mut root, &sp), sp.default_acs());
    let done = root.send(&app, FOUND, &seen, &[]);
    assert!(done.status == 303 && done.location().unwrap().ends_with("done=approved"), "{}", done.body);
    assert_eq!(goes_to(&app, &mut root, &sp), "https://elsewhere.example/acs", "control");
    assert_eq!((waits(&app, &sp), stored(&app, &sp.entity_id)), (false, Some((vec!["mail".to_owned()], 2))));
    // The page served once.
    assert_eq!(root.send(&app, FOUND, &seen, &[]).status, 303);
    assert_eq!(stored(&app, &sp.entity_id).unwrap().1, 2);
    assert_eq!((events(&app, "subscription put"), events(&app, "service provider put")), (1, 2));
    // From the inside nothing is fetched, and nothing is said of it.
    for inside in ["https://localhost:1/metadata", "https://169.254.169.254/", "https://[::1]/"] {
        let page = root.browser.get(&about("subscription", &sp.entity_id));
        root.send(&app, SUBSCRIPTION, &page, &[("address", inside)]);
        app.clock.advance(Duration::seconds(61));
        let page = root.browser.get(&about("subscription", &sp.entity_id));
        let looked = root.browser.submit("/admin/applications/subscription/look", &page, &[]);
        let page = root.browser.follow(looked);
        let why = page.text_of("why").unwrap_or_else(|| panic!("{inside}: {}", page.body));
        assert!(why.contains("is not a public address") && !why.contains("127.0.0.1"), "{inside}: {why}");
    }
    let page = root.browser.get(&about("subscription", &sp.entity_id));
    let off = root.send(&app, SUBSCRIPTION, &page, &[("address", "")]);
    assert!(off.location().unwrap().ends_with("done=off") && app.count("subscription") == 0, "{}", off.body);
    assert_eq!(app.findings(), []);
}

// Threats: what was good when it was found, and is over, is approved; an application that is over comes back with less, or more, than was
// chosen for it; what somebody has left is asked again until it is approved, or hidden for good from whoever looks; a look that was under way
// brings an ended one back.
#[test]
#[expect(clippy::too_many_lines, reason = "one scene for all of it: another server costs more than these lines")]
fn what_is_over_is_not_approved_and_what_was_left_does_not_come_back() {
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward").encrypted_to();
    let short = until(&sp.metadata(), app.clock.now() + Duration::days(40));
    register_with(&app, short.as_bytes(), &["mail"], Options::default()).unwrap();
    subscribe(&app, &mut root, &sp);
    assert!(!finds(&app, &sp, until(&sp.metadata(), app.clock.now() + Duration::days(41))), "a day longer each day");
    // Left: not asked again, unless something else changes.
    let elsewhere = |app: &TestApp, days| until(&moved(&sp, "elsewhere"), app.clock.now() + Duration::days(days));
    assert!(finds(&app, &sp, elsewhere(&app, 41)));
    let seen = root.browser.get(&about("found", &sp.entity_id));
    let left = root.browser.submit(DISMISS, &seen, &[]);
    assert!(left.status == 303 && left.location().unwrap().ends_with("done=dismissed"), "{}", left.body);
    passing(&app, elsewhere(&app, 42));
    assert!(!waits(&app, &sp) && events(&app, "subscription change dismissed") == 1);
    let page = root.browser.get(&about("subscription", &sp.entity_id));
    assert!(page.text_of("left").unwrap().contains("has left what was found"), "{}", page.body);
    assert_eq!(root.send(&app, FOUND, &seen, &[]).status, 303, "nothing waits that could be approved");
    assert_eq!(stored(&app, &sp.entity_id).unwrap().1, 1);
    passing(&app, moved(&sp, "another"));
    assert!(waits(&app, &sp), "control: something else");
    // Whoever looks by hand is shown also what somebody has left.
    let seen = root.browser.get(&about("found", &sp.entity_id));
    assert_eq!(root.browser.submit(DISMISS, &seen, &[]).status, 303);
    passing(&app, moved(&sp, "another"));
    assert!(!waits(&app, &sp) && finds(&app, &sp, moved(&sp, "another")));
    // Good when it was found.
    let soon = until(&moved(&sp, "third"), app.clock.now() + Duration::minutes(10));
    assert!(finds(&app, &sp, soon));
    let seen = root.browser.get(&about("found", &sp.entity_id));
    says(&seen, &["Approve it</button>"]);
    app.clock.advance(Duration::minutes(20));
    let over = root.send(&app, FOUND, &seen, &[]);
    assert!(
        over.status == 422 && over.body.contains("It cannot be so") && over.body.contains("id=\"unusable\""),
        "{}",
        over.body
    );
    assert!(!over.body.contains("Approve it</button>") && stored(&app, &sp.entity_id).unwrap().1 == 1);
    assert_eq!(goes_to(&app, &mut root, &sp), sp.default_acs());
    // What is registered is over by now: nobody is signed on, and what is found there mends it, with what was chosen before.
    app.clock.advance(Duration::days(40));
    root.sign_in(&app);
    assert_eq!(root.browser.get(&sp.request(&app).unsigned()).status, 404);
    assert!(finds(&app, &sp, until(&sp.metadata(), app.clock.now() + Duration::days(40))));
    says(&root.browser.get(&about("one", &sp.entity_id)), &["Nobody is signed on here", "Where its metadata is"]);
    let seen = root.browser.get(&about("found", &sp.entity_id));
    says(&seen, &["Until when its metadata holds"]);
    assert_eq!(root.send(&app, FOUND, &seen, &[]).status, 303);
    let answer = Answer::of(&root.browser.get(&sp.request(&app).unsigned()));
    assert!(
        answer.is_success() && answer.told().keys().any(|name| name.ends_with("100.1.3")),
        "control: it is told what it was"
    );
    // A key that ends soon, and a later one at the address: seen on the overview.
    let (later, keys) = (Keys::lasting(4000).certificate_text(), encryption().certificate_text());
    assert!(finds(&app, &sp, sp.metadata().replace(&keys, &later)));
    app.block_on(app.federation.look_at_key_dates()).unwrap();
    says(&root.browser.get("/admin"), &["it has a later key for encryption", "A found change mends it"]);
    says(
        &root.browser.get(&about("found", &sp.entity_id)),
        &["Keys that it is written to with", "can read what it is told"],
    );
    // Ended while a look was under way.
    let other = moved(&sp, "fourth");
    let (ended, pool) = (Arc::new(Mutex::new(None)), app.parts.pool.clone());
    let (outcome, handle) = (Arc::clone(&ended), app.block_on(async { tokio::runtime::Handle::current() }));
    app.clock.advance(Duration::seconds(61));
    let fetch: Fetch = Arc::new(move |_: &str| {
        let gone = handle.block_on(sqlx::query("delete from subscription").execute(&pool)).unwrap();
        *outcome.lock().unwrap() = Some(gone.rows_affected());
        // It would wait.
        Ok(other.clone().into_bytes())
    });
    let looked = app.block_on(app.federation.look_at(&sp.entity_id, fetch, "test"));
    assert!(
        matches!(looked, Err(RegistryError::Changed))
            && *ended.lock().unwrap() == Some(1)
            && app.count("subscription") == 0
    );
}

/// What whoever writes to the database may try.
const EDITS: [&str; 13] = [
    "found = convert_to(replace(convert_from(found, 'UTF8'), 'elsewhere', 'attacker'), 'UTF8')",
    "found = null",
    "found_at = found_at - interval '1 day'",
    "looked_at = null",
    "good_at = looked_at - interval '1 microsecond'",
    "address = 'https://attacker.example/'",
    "fault = 'call this number'",
    "dismissed = '\\x00'",
    "why = '\\x00'",
    "made_at = made_at + interval '1 microsecond'",
    "made_at = null",
    "version = version + 1",
    "mac = set_byte(mac, 0, get_byte(mac, 0) # 1)",
];

// Threats: whoever writes to the database has something approved that was never found, or another address looked at, or looks never made;
// servers of a fleet, or somebody impatient, fetch one address over and over; looks take all threads.
#[test]
fn what_the_database_alone_says_is_not_found_and_one_look_is_made_at_a_time() {
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward").register(&app);
    subscribe(&app, &mut root, &sp);
    assert!(finds(&app, &sp, moved(&sp, "elsewhere")));
    let (never, made) = counting();
    app.sql("create table kept as select * from subscription");
    for meddled in EDITS {
        app.clock.advance(Duration::seconds(61));
        assert_eq!(app.sql(&format!("update subscription set {meddled}")), 1);
        assert_eq!(app.block_on(app.federation.subscription(&sp.entity_id)).unwrap(), None, "{meddled}");
        let looked = app.block_on(app.federation.look_at(&sp.entity_id, never.clone(), "test")).unwrap();
        assert_eq!(looked, Looked::Nowhere, "{meddled}");
        assert!(app.block_on(app.federation.waiting(&[], 20)).unwrap().0.is_empty(), "{meddled}");
        assert_eq!(root.browser.get(&about("found", &sp.entity_id)).status, 303, "{meddled}");
        app.sql("delete from subscription; insert into subscription select * from kept");
        assert!(waits(&app, &sp), "control: as it was left");
    }
    // Under another's name it is none of that one's.
    let other = Sp::new("other").register(&app);
    app.sql("update subscription set entity_id = 'https://other.example/saml'");
    assert_eq!(app.block_on(app.federation.subscription(&other.entity_id)).unwrap(), None);
    app.sql("delete from subscription; insert into subscription select * from kept");

    // One server at a time, and some hours between; what the database says of turns puts none off for long.
    let now = app.clock.now() + Duration::minutes(5);
    let claim = |now: OffsetDateTime| {
        let turn =
            Turn { now, held: now + Duration::MINUTE, next: now + Duration::hours(6), never: now + Duration::DAY };
        app.block_on(async {
            let mut db = app.parts.pool.acquire().await.unwrap();
            senza::db::subscription::claim_due(&mut db, app.parts.org, turn).await.unwrap()
        })
    };
    assert_eq!(claim(now), None, "it was looked at just now");
    let later = now + Duration::hours(11);
    assert_eq!((claim(later), claim(later)), (Some(sp.entity_id.clone()), None), "the second server finds none");
    app.sql("update subscription set next_at = 'infinity', held_until = 'infinity'");
    assert_eq!(claim(later), Some(sp.entity_id.clone()), "what was never written by us is due");
    app.sql("update subscription set next_at = now() - interval '1 day', held_until = now() - interval '1 day'");
    let (fetch, looks) = counting();
    assert!(app.block_on(app.federation.look_at_next(fetch.clone())).unwrap());
    assert!(!app.block_on(app.federation.look_at_next(never.clone())).unwrap());
    assert_eq!(app.block_on(app.federation.look_at(&sp.entity_id, never.clone(), "test")).unwrap(), Looked::Busy);
    app.clock.advance(Duration::seconds(61));
    assert_eq!(app.block_on(app.federation.look_at(&sp.entity_id, fetch, "test")).unwrap(), Looked::Done, "control");
    assert_eq!((looks.load(Ordering::SeqCst), made.load(Ordering::SeqCst)), (2, 0));

    few_at_a_time(&app, &mut root, never);
    assert_eq!(made.load(Ordering::SeqCst), 0);
    assert_eq!(app.count("subscription where entity_id like '%ward%'"), 1, "control");
    assert!(app.block_on(app.federation.remove(&sp.entity_id, "test")).unwrap());
    assert_eq!(app.count("subscription where entity_id like '%ward%'"), 0, "it goes with its application");
}
