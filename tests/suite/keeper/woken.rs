//! How often a sign-on wakes a keeper of its own process: where nobody is there to share with, that is what it costs.

use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::between::Between;
use crate::support::browser::Browser;
use crate::support::keeper::{KeeperProcess, start};
use crate::support::person::enrol;
use crate::support::program::Home;
use crate::support::sp::Sp;
use senza::audit::{Audit, Entry, Event, Subject};
use senza::domain::Clock;
use senza::startup::KeeperPlace;
use std::collections::BTreeMap;

/// By their numbers in `docs/keeper.md`.
const AUDIT_SUBJECTS: u8 = 13;
const AUDIT_LINKS: u8 = 14;
const PARTICIPATION: u8 = 20;
const SIGN_SAML: u8 = 21;

struct Scene {
    app: TestApp,
    between: Between,
    _keeper: KeeperProcess,
    _home: Home,
}

impl Scene {
    fn new() -> Self {
        let home = Home::new();
        let keeper = start(&home, "run");
        let between = Between::to(&keeper.socket);
        let place = KeeperPlace::Sockets(vec![between.socket().into()]);
        let app = spawn_with(Options { keeper: Some(place), ..Options::default() });
        Self { app, between, _keeper: keeper, _home: home }
    }

    /// Every row of the chains holds, and there are as many chains, and as many rows of this event.
    fn holds(&self, event: &str, chains: i64, rows: i64) {
        let app = &self.app;
        let audit =
            Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now: app.clock.now() };
        let mut found = Vec::new();
        app.block_on(audit.verify(None, &mut |finding| found.push(finding.clone()))).unwrap();
        assert_eq!(found, []);
        assert_eq!(app.count(&format!("audit where event = '{event}'")), rows);
        assert_eq!(app.count("(select distinct chain from audit) as chains"), chains);
    }

    /// The row of a sign-on.
    fn entry(&self, request_id: &str) -> Entry {
        Entry {
            at: self.app.clock.now(),
            event: Event::SignedOn,
            subject: Subject::Pseudonym([7; 32]),
            service_provider: "https://portal.example".to_owned(),
            request_id: request_id.to_owned(),
            mark: None,
            participant: None,
            session: None,
        }
    }
}

#[test]
fn a_sign_on_alone_wakes_the_keeper_twice() {
    let scene = Scene::new();
    let app = &scene.app;
    let mut ada = enrol(app, "ada@example.org");
    let portal = Sp::new("portal").register(app);
    let mut sign_ons = |count: usize| {
        for _ in 0..count {
            assert!(Answer::of(&ada.browser.get(&portal.request(app).unsigned())).is_success());
        }
        scene.between.heard()
    };
    // Until each of the server's threads has a connection of its own.
    sign_ons(20);
    let woken = sign_ons(5);
    // What does not wait for each other's answers is asked at once: the second signature covers the first.
    let one = [vec![AUDIT_SUBJECTS, PARTICIPATION, SIGN_SAML], vec![AUDIT_LINKS, SIGN_SAML]];
    assert_eq!(woken, [&one[..]; 5].concat());
    scene.holds("signed on", 1, 25);
}

// Threat: of two who take the chain's next place at once, both write there, or one is lost.
#[test]
fn sign_ons_at_once_make_one_chain() {
    let scene = Scene::new();
    let app = &scene.app;
    let ada = enrol(app, "ada@example.org");
    let portal = Sp::new("portal").register(app);
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    let sign_ons_at_once = || {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut browser = Browser::new(&app.base);
                    browser.set_cookie("senza_session", &cookie);
                    for _ in 0..25 {
                        assert!(Answer::of(&browser.get(&portal.request(app).unsigned())).is_success());
                    }
                });
            }
        });
    };
    let (mut ways, mut rounds) = (BTreeMap::<Vec<u8>, usize>::new(), 0);
    let is_own = |writing: &[u8]| writing.contains(&AUDIT_LINKS) && writing.contains(&SIGN_SAML);
    // Who always finds somebody to share with asks for none of their own.
    while rounds < 20 && !ways.keys().any(|writing| is_own(writing)) {
        sign_ons_at_once();
        rounds += 1;
        scene.between.heard().into_iter().for_each(|writing| *ways.entry(writing).or_default() += 1);
    }
    println!("{rounds} rounds: {ways:?}");
    assert!(ways.keys().any(|writing| is_own(writing)), "control: some asked for their own links: {ways:?}");
    scene.holds("signed on", 1, 100 * rounds);
}

// Threat: a link that was made for a place which somebody else's row took meanwhile is written further on.
#[test]
fn a_link_for_a_place_that_is_taken_is_not_written() {
    let scene = Scene::new();
    let (app, between) = (&scene.app, &scene.between);
    app.block_on(app.parts.record(Event::Started, Subject::Nobody, "the first")).unwrap();
    between.hold(AUDIT_LINKS);
    let (own, other) = app.block_on(async {
        let parts = &app.parts;
        let meanwhile = async {
            between.is_held().await;
            let other = parts.record(Event::Started, Subject::Nobody, "somebody else's").await;
            between.release();
            other
        };
        tokio::join!(parts.journal.record(scene.entry("held")), meanwhile)
    });
    own.unwrap();
    other.unwrap();
    let query = "select request_id from audit order by seq";
    let written: Vec<String> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
    assert_eq!(written, ["the first", "somebody else's", "held"]);
    scene.holds("signed on", 1, 1);
}

// A request that its browser gives up, with the chain's next place in its hands.
#[test]
fn who_goes_away_with_the_next_place_keeps_nobody_from_it() {
    let scene = Scene::new();
    let (app, between) = (&scene.app, &scene.between);
    between.hold(AUDIT_LINKS);
    app.block_on(async {
        tokio::select! {
            done = app.parts.journal.record(scene.entry("gone")) => panic!("control: it is held: {done:?}"),
            () = between.is_held() => {}
        }
    });
    between.release();
    for n in 0..3 {
        app.block_on(app.parts.journal.record(scene.entry(&format!("{n}")))).unwrap();
    }
    scene.holds("signed on", 1, 3);
}
