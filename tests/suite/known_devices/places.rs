//! Steps that wait: nobody fills the table for others.

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::network::network;
use crate::support::person::{PASSPHRASE, enrol, invite};
use crate::support::sp::Sp;
use senza::sign_in::waiting::WaitingPolicy;

/// Room for so few that a test fills it.
fn small() -> TestApp {
    let mut options = Options::default();
    options.policy.waiting = WaitingPolicy { most: 160 };
    spawn_with(options)
}

fn first_step(base: &str, identifier: &str) -> (Browser, Page) {
    let mut browser = Browser::new(base);
    let page = browser.get("/login");
    let typed = [("identifier", identifier), ("passphrase", PASSPHRASE), ("code", "")];
    let answer = browser.submit("/login", &page, &typed);
    (browser, answer)
}

// Threat: a stranger begins sign-ons without end, none of which needs a session, and nobody else's can wait.
#[test]
fn one_network_that_begins_many_sign_ons_finds_no_room_and_others_do() {
    let app = small();
    let sp = Sp::new("portal").register(&app);
    let ada = enrol(&app, "ada@example.org");
    let (here, there) = (network(&app, 1), network(&app, 2));
    let (mut hers, waits) = first_step(&there, "ada@example.org");
    assert_eq!(waits.status, 303);
    let begin = |base: &str, path: &str| Browser::new(base).get(path);
    let begun: Vec<u16> = (0..30).map(|_| begin(&here, &sp.request(&app).unsigned()).status).collect();
    let room = begun.iter().filter(|status| **status == 303).count();
    assert!((5..=10).contains(&room) && begun[29] == 503, "{begun:?}");
    let again = sp.request(&app).unsigned();
    let full = begin(&here, &again);
    assert_eq!((full.status, full.header("retry-after")), (503, Some("60")));
    assert!(full.body.contains("Nothing is lost"), "{}", full.body);
    assert_eq!(first_step(&here, "nobody").1.status, 503, "nor does a first step wait");

    assert_eq!(begin(&there, &sp.request(&app).unsigned()).status, 303, "control: another network has room");
    assert_eq!(first_step(&there, "nobody").1.status, 303);
    let second = hers.get(&waits.location().unwrap());
    assert_eq!(second.status, 200, "and nothing that waited is gone");
    let done = hers.submit("/login", &second, &[("code", &app.code(&ada.seed))]);
    assert_eq!(done.location().as_deref(), Some("/portal"));
    // What found no room was not used up by that.
    assert_eq!(begin(&there, &again).status, 303);
}

// Threat: somebody with one link opens its page without end.
#[test]
fn one_link_takes_room_from_no_other() {
    let app = small();
    let (one, two) = (invite(&app, "one", false, &[]), invite(&app, "two", false, &[]));
    let mut browser = Browser::new(&app.base);
    let pages: Vec<u16> = (0..30).map(|_| browser.get(&one).status).collect();
    assert!(pages[0] == 200 && pages[29] == 503, "{pages:?}");
    assert_eq!(browser.get(&two).status, 200, "control");
}

#[test]
fn finished_steps_make_room_again() {
    let app = small();
    let _ada = enrol(&app, "ada@example.org");
    for _ in 0..40 {
        let (mut browser, waits) = first_step(&app.base, "ada@example.org");
        let second = browser.get(&waits.location().expect("room"));
        assert_eq!(browser.submit("/login", &second, &[("code", "000000")]).status, 403);
    }
}

// What was written by others, or before a restart, counts from the next sweep on.
#[test]
fn the_sweep_counts_what_waits() {
    let app = small();
    app.sql(
        "insert into pending (id_hash, epoch, sealed, expires_at)
         select sha256(n::text::bytea), 1, '', now() + interval '1 hour' from generate_series(1, 160) n",
    );
    assert_eq!(first_step(&app.base, "nobody").1.status, 303, "control: not counted yet");
    app.block_on(senza::startup::server::sweep_rows(&app.parts)).unwrap();
    assert_eq!(first_step(&app.base, "nobody").1.status, 503);
    app.sql("delete from pending");
    app.block_on(senza::startup::server::sweep_rows(&app.parts)).unwrap();
    assert_eq!(first_step(&app.base, "nobody").1.status, 303);
}
