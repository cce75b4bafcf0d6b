//! What of an address at which metadata is looked at lies in the database, and counts: since when, why a look came to nothing, and which
//! server looks.

use super::subscribed::{ADDRESS, events, fault, look, moved, subscribe, waits};
use super::{about, root};
use crate::drill::dump;
use crate::support::app::{TestApp, spawn};
use crate::support::person::Person;
use crate::support::sp::{Sp, register};
use data_encoding::HEXLOWER;
use senza::federation::{Federation, Fetch, Looked, RegistryError};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Mutex};
use time::Duration;

/// Longer than any look may take here: what waits longer has failed.
const LONG: std::time::Duration = std::time::Duration::from_secs(60);

// Threat: whoever writes to the database puts back what was chosen for an application that was removed, for whoever is registered under its
// name since; or an address that somebody has ended, or replaced.
#[test]
fn an_address_of_before_is_none_when_its_row_is_put_back() {
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward").register(&app);
    let counts = |app: &TestApp| app.block_on(app.federation.subscription(&sp.entity_id)).unwrap().is_some();
    subscribe(&app, &mut root, &sp);
    app.sql("create table removed as select * from subscription");
    assert!(app.block_on(app.federation.remove(&sp.entity_id, "test")).unwrap());
    register(&app, sp.metadata().as_bytes(), &[]);
    app.sql("insert into subscription select * from removed");
    assert!(!counts(&app), "of the application that was removed");
    let never: Fetch = Arc::new(|_: &str| Err("it should not be fetched".into()));
    assert_eq!(app.block_on(app.federation.look_at(&sp.entity_id, never, "test")).unwrap(), Looked::Nowhere);
    // Chosen anew, and ended by hand.
    app.clock.advance(Duration::MINUTE);
    app.sql("delete from subscription");
    subscribe(&app, &mut root, &sp);
    assert!(counts(&app), "control: chosen since");
    app.sql("create table ended as select * from subscription");
    let page = root.browser.get(&about("subscription", &sp.entity_id));
    assert_eq!(root.send(&app, "/admin/applications/subscription", &page, &[("address", "")]).status, 303);
    app.sql("insert into subscription select * from ended");
    assert!(!counts(&app), "it was ended");
    // Replaced: not even for the application that it was chosen for.
    app.clock.advance(Duration::MINUTE);
    subscribe(&app, &mut root, &sp);
    assert!(counts(&app), "control");
    app.sql("delete from subscription; insert into subscription select * from ended");
    assert!(!counts(&app), "another was chosen since");
    assert_eq!((events(&app, "subscription ended for good"), app.findings().len()), (5, 0));
    app.sql("delete from audit where event = 'subscription ended for good'");
    assert!(counts(&app), "control: it is the audit that says so");
    assert!(!app.findings().is_empty(), "and whoever takes that away is noticed");
}

// Threat: what somebody publishes, whom to call among it, is quoted in the database.
#[test]
fn why_a_look_came_to_nothing_is_sealed() {
    const NAMED: &str = "perpetua.quackenbush@example.org";
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward").register(&app);
    subscribe(&app, &mut root, &sp);
    assert_eq!(look(&app, &sp, Err(&format!("call {NAMED}"))), Looked::Done);
    assert_eq!(fault(&app, &sp), format!("call {NAMED}"));
    let page = root.browser.get(&about("subscription", &sp.entity_id));
    assert!(page.text_of("why").unwrap().contains(NAMED), "control: whoever looks reads it: {}", page.body);
    let hex = HEXLOWER.encode(NAMED.as_bytes());
    let holds = |dump: &[u8], sought: &str| dump.windows(sought.len()).any(|one| one == sought.as_bytes());
    let clean = dump(&app);
    assert!(!holds(&clean, NAMED) && !holds(&clean, &hex));
    app.sql(&format!("create table planted as select '{NAMED}'::text as text, '{NAMED}'::bytea as octets"));
    let planted = dump(&app);
    assert!(holds(&planted, NAMED) && holds(&planted, &hex), "control: it would be found");
    // Exchanged, it is no row of ours.
    app.sql("update subscription set why = set_byte(why, 40, get_byte(why, 40) # 1)");
    assert!(app.block_on(app.federation.subscription(&sp.entity_id)).unwrap().is_none());
}

// Threat: two servers look at one address at the same moment, again and again, and what the slower one found takes the place of what came later.
#[test]
#[expect(clippy::async_yields_async, reason = "it goes on beside what follows")]
fn of_two_servers_one_looks_and_what_came_too_late_is_not_noted() {
    let app = spawn();
    let mut root = root(&app);
    let sp = Sp::new("ward").register(&app);
    subscribe(&app, &mut root, &sp);
    let another = app.block_on(Federation::new(app.parts.clone(), &app.base, "localhost")).unwrap();
    let ((begun, begins), (open, gate)) = (channel::<()>(), sync_channel::<()>(0));
    let (begun, gate, slow) = (Mutex::new(begun), Mutex::new(gate), moved(&sp, "slow"));
    let fetch: Fetch = Arc::new(move |address: &str| {
        assert_eq!(address, ADDRESS);
        begun.lock().unwrap().send(()).unwrap();
        gate.lock().unwrap().recv_timeout(LONG).unwrap();
        Ok(slow.clone().into_bytes())
    });
    let (flow, name) = (Federation::clone(&app.federation), sp.entity_id.clone());
    let first = app.block_on(async { tokio::spawn(async move { flow.look_at(&name, fetch, "test").await }) });
    begins.recv_timeout(LONG).unwrap();
    let never: Fetch = Arc::new(|_: &str| panic!("another server looks already"));
    assert_eq!(app.block_on(another.look_at(&sp.entity_id, never.clone(), "test")).unwrap(), Looked::Busy);
    app.sql("update subscription set next_at = now() - interval '1 day'");
    assert!(!app.block_on(another.look_at_next(never)).unwrap(), "nor in the background");
    // Longer than any look may take: the other one looks then, and what the first one brings is of before.
    app.clock.advance(Duration::seconds(61));
    let quick = moved(&sp, "quick");
    let brings: Fetch = Arc::new(move |_: &str| Ok(quick.clone().into_bytes()));
    let looked = app.block_on(another.look_at(&sp.entity_id, brings, "test")).unwrap();
    assert_eq!(looked, Looked::Done, "control: a minute later it is another's turn");
    open.send(()).unwrap();
    assert!(matches!(app.block_on(first).unwrap(), Err(RegistryError::Changed)));
    let page = root.browser.get(&about("found", &sp.entity_id));
    assert!(waits(&app, &sp) && page.body.contains("quick.example") && !page.body.contains("slow.example"));
}

/// And on one server few.
#[expect(clippy::async_yields_async, reason = "it goes on beside what follows")]
pub(super) fn few_at_a_time(app: &TestApp, root: &mut Person, never: Fetch) {
    let all: Vec<Sp> = ["one", "two", "three"].map(|name| Sp::new(name).register(app)).into_iter().collect();
    for sp in &all {
        subscribe(app, root, sp);
    }
    let ((begun, begins), (open, gate)) = (channel::<()>(), sync_channel::<()>(0));
    let (begun, gate) = (Mutex::new(begun), Mutex::new(gate));
    let slow: Fetch = Arc::new(move |_: &str| {
        begun.lock().unwrap().send(()).unwrap();
        gate.lock().unwrap().recv_timeout(LONG).unwrap();
        Err("slow".into())
    });
    let under_way: Vec<_> = all[..2]
        .iter()
        .map(|sp| {
            let (flow, name, fetch) = (Federation::clone(&app.federation), sp.entity_id.clone(), slow.clone());
            let looking = async move { flow.look_at(&name, fetch, "test").await.unwrap() };
            app.block_on(async { tokio::spawn(looking) })
        })
        .collect();
    for _ in &under_way {
        begins.recv_timeout(LONG).unwrap();
    }
    let third = |fetch: Fetch| app.block_on(app.federation.look_at(&all[2].entity_id, fetch, "test")).unwrap();
    assert_eq!(third(never), Looked::Busy);
    // To whichever of them takes it.
    for _ in &under_way {
        open.send(()).unwrap();
    }
    for looked in under_way {
        assert_eq!(app.block_on(looked).unwrap(), Looked::Done);
    }
    assert_eq!(third(Arc::new(|_: &str| Err("none".into()))), Looked::Done, "control: others are done");
}
