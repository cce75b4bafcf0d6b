//! Nothing is half exchanged: every statement of every step fails once, by an error and by a lost connection.

use super::NEW;
use super::keyring::member;
use crate::support::again::{administrator, send};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol, enrol_as};
use crate::ways::factors::rows;
use crate::ways::halfway::{FAILPOINTS, look_again};
use senza::domain::Identifier;
use senza::sign_in::again::{self, By, Offer};
use senza::sign_in::invitation::Invitee;
use senza::sign_in::keyring::{admit, answer, choose_directory, rekey, reseal};

struct Scene {
    root: Person,
    eve: Person,
    ada: Person,
    /// A link to begin again, and its page.
    link: String,
    page: (Browser, Page),
}

struct Flow {
    name: &'static str,
    /// Whether names are kept before it.
    escrows: bool,
    prepare: fn(&TestApp, &mut Scene),
    /// Whether it was done.
    send: fn(&TestApp, &mut Scene) -> bool,
}

fn nothing(_: &TestApp, _: &mut Scene) {}

fn done(page: &Page) -> bool {
    assert!([200, 303].contains(&page.status) || page.status >= 500, "{} {}", page.status, page.body);
    page.status < 400
}

/// As the page does once the proof is used up, which is whole by itself.
fn answered(app: &TestApp, scene: &Scene, escrows: bool) -> bool {
    app.block_on(answer(&app.parts, &scene.root.signed_in(app), escrows, true, "test")).is_ok()
}

fn listed(app: &TestApp, scene: &Scene, directory: bool) -> bool {
    app.block_on(choose_directory(&app.parts, &scene.root.signed_in(app), directory, "test")).is_ok()
}

const FLOWS: [Flow; 11] = [
    Flow {
        name: "re-enrolment, names stay",
        escrows: true,
        prepare: nothing,
        send: |app, scene| {
            let (browser, page) = &mut scene.page;
            done(&send(app, browser, page, &scene.link, NEW, true).1)
        },
    },
    Flow {
        name: "re-enrolment, a new person",
        escrows: false,
        prepare: nothing,
        send: |app, scene| {
            let (browser, page) = &mut scene.page;
            done(&send(app, browser, page, &scene.link, NEW, true).1)
        },
    },
    Flow {
        name: "the link",
        escrows: true,
        prepare: nothing,
        send: |app, scene| {
            let (by, identifier) = (scene.root.signed_in(app), Identifier::parse("ada@example.org").unwrap());
            let invitee = Invitee { identifier, roles: Vec::new(), attributes: Vec::new() };
            let offer = Offer { invitee, accepts_new_person: false };
            app.block_on(again::offer(&app.parts, &By::Administrator(&by), offer, "test")).is_ok()
        },
    },
    Flow {
        name: "a sign-in that keeps the seed",
        escrows: true,
        prepare: |app, _| {
            app.sql("delete from escrow");
        },
        send: |app, scene| done(&scene.ada.sign_in(app)),
    },
    Flow { name: "turned on", escrows: false, prepare: nothing, send: |app, scene| answered(app, scene, true) },
    Flow { name: "turned off", escrows: true, prepare: nothing, send: |app, scene| answered(app, scene, false) },
    Flow {
        name: "a directory turned on",
        escrows: false,
        prepare: nothing,
        send: |app, scene| listed(app, scene, true),
    },
    Flow {
        name: "a directory turned off",
        escrows: false,
        prepare: |app, scene| {
            assert!(listed(app, scene, true));
            assert!(scene.ada.sign_in(app).status == 303 && app.count("directory") > 0);
        },
        send: |app, scene| listed(app, scene, false),
    },
    Flow {
        name: "a place asked for",
        escrows: true,
        prepare: nothing,
        send: |_, scene| done(&scene.eve.console("/admin/keyring/join", &[])),
    },
    Flow {
        name: "a place given",
        escrows: true,
        prepare: |_, scene| assert_eq!(scene.eve.console("/admin/keyring/join", &[]).status, 303),
        send: |app, scene| {
            let (id, fingerprint, _) = member(app, &scene.root, "eve@example.org").unwrap();
            app.block_on(admit(&app.parts, &scene.root.signed_in(app), id, &fingerprint, "test")).is_ok()
        },
    },
    Flow {
        name: "a new key",
        escrows: true,
        prepare: nothing,
        send: |app, scene| app.block_on(rekey(&app.parts, &scene.root.signed_in(app), &[], "test")).is_ok(),
    },
];

fn scene(app: &TestApp, escrows: bool) -> Scene {
    let mut root = administrator(app, escrows);
    let eve = enrol_as(app, "eve@example.org", true, &[]);
    let ada = enrol(app, "ada@example.org");
    let link = root.link_again(app, "ada@example.org", escrows, &[]);
    let mut browser = Browser::new(&app.base);
    let page = browser.get(&link);
    Scene { root, eve, ada, link, page: (browser, page) }
}

/// Fails the flow at each statement in turn until it goes through; how many times it failed.
fn fail_everywhere(flow: &Flow, cuts: bool) -> u32 {
    let app = spawn();
    let mut scene = scene(&app, flow.escrows);
    (flow.prepare)(&app, &mut scene);
    // What a first look at the console writes is not the flow's.
    scene.root.browser.get("/admin");
    scene.eve.browser.get("/admin");
    app.sql(FAILPOINTS);
    for at in 1..80 {
        if at % 8 == 1 && flow.name != "a sign-in that keeps the seed" {
            look_again(&app, [&mut scene.root, &mut scene.eve, &mut scene.ada]);
        }
        let before = rows(&app);
        app.sql(&format!(
            "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
        ));
        let went_through = (flow.send)(&app, &mut scene);
        app.sql("update test_failpoint set at = 0");
        if went_through {
            assert!(at > 2, "control: {} has statements to fail at, {at}", flow.name);
            assert_ne!(rows(&app), before, "control: {} changes something", flow.name);
            return at - 1;
        }
        assert_eq!(rows(&app), before, "{} at {at}: half changed", flow.name);
        if flow.name != "a sign-in that keeps the seed" {
            assert!(scene.ada.is_signed_in() && scene.root.is_signed_in(), "{} at {at}", flow.name);
        }
    }
    panic!("{} never went through", flow.name);
}

// The audit row is durable before anything begins again: without the one there is not the other.
#[test]
fn nobody_begins_again_who_cannot_be_put_on_record() {
    for flow in &FLOWS {
        let app = spawn();
        let mut scene = scene(&app, flow.escrows);
        (flow.prepare)(&app, &mut scene);
        scene.root.browser.get("/admin");
        scene.eve.browser.get("/admin");
        let before = rows(&app);
        app.close_audit();
        let went_through = (flow.send)(&app, &mut scene);
        app.open_audit();
        assert!(!went_through, "{}", flow.name);
        assert_eq!(rows(&app), before, "{}: done, and not on record", flow.name);
        assert!((flow.send)(&app, &mut scene), "control: {}", flow.name);
        assert_ne!(rows(&app), before, "control: {} changes something", flow.name);
    }
}

fn all(cuts: bool) -> u32 {
    let counts: Vec<(&str, u32)> = FLOWS.iter().map(|flow| (flow.name, fail_everywhere(flow, cuts))).collect();
    println!("{} failpoints, 0 accounts half changed: {counts:?}", counts.iter().map(|(_, n)| n).sum::<u32>());
    counts.iter().map(|(_, n)| n).sum()
}

#[test]
fn nobody_is_half_re_enrolled_whichever_statement_fails() {
    assert!(all(false) > 50);
}

#[test]
fn nobody_is_half_re_enrolled_whenever_the_connection_is_lost() {
    assert!(all(true) > 50);
}

#[test]
fn a_batch_of_a_new_key_that_fails_is_done_by_a_later_one() {
    for cuts in [false, true] {
        let app = spawn();
        let root = scene(&app, true).root;
        let signed_in = root.signed_in(&app);
        app.block_on(rekey(&app.parts, &signed_in, &[], "test")).unwrap();
        app.sql(FAILPOINTS);
        let mut failed = 0;
        for at in 1..40 {
            let before = rows(&app);
            app.sql(&format!(
                "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
            ));
            let done = app.block_on(reseal(&app.parts, &signed_in, 10, 1));
            app.sql("update test_failpoint set at = 0");
            if let Ok(done) = done {
                assert_eq!((done.resealed, done.left), (3, 0));
                break;
            }
            assert_eq!(rows(&app), before, "at {at}");
            failed += 1;
        }
        assert!(failed > 2);
        println!("{failed} failpoints in a batch, 0 rows half sealed");
    }
}
