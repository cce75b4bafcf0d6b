//! Found by name in the session of one who holds the keyring, on record; and looked at by the page that there is for everybody.

use super::{events, found, listing, search, turn};
use crate::again::keyring::second;
use crate::support::again::administrator;
use crate::support::app::spawn;
use crate::support::person::{enrol, enrol_as, enrol_with, invite};
use senza::domain::{Identifier, Role};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::revocation::{restore, revoke};

const SCRIPT: &str = "<script>alert(1)</script> O’Neill & \"Sons\"";

fn look(who: &mut crate::support::person::Person, identifier: &str) -> crate::support::browser::Page {
    who.console("/admin/people/find", &[("identifier", identifier)])
}

// Threat: whoever searches is seen by nobody; a name that is a script runs; an address says who was looked for.
#[test]
fn people_are_found_by_name_on_record_and_their_page_has_what_they_are_reached_by() {
    let app = spawn();
    let mut root = listing(&app, false);
    let mail = ("mail", "anni.private@hospital.example");
    let mut anni =
        enrol_as(&app, "m4711", false, &[("displayName", "Änni Müller"), mail, ("telephoneNumber", "+39 02 555")]);
    enrol_as(&app, "m4712", false, &[("givenName", "Otto"), ("sn", "Müller")]);
    enrol_as(&app, "m4713", false, &[("displayName", SCRIPT)]);
    // Not there before he has come.
    invite(&app, "m4714", false, &[("displayName", "Carl Waiting")]);
    assert_eq!(found(&search(&mut root, "MULLER")), ["m4711", "m4712"], "by name: Änni, Otto");
    for (words, whom) in [
        ("otto muller", "m4712"),
        ("lle änn", "m4711"),
        ("+3902555", "m4711"),
        ("anni.private", "m4711"),
        ("m4712", "m4712"),
        ("<script>", "m4713"),
    ] {
        let page = search(&mut root, words);
        assert_eq!(found(&page), [whom], "{words}");
        assert!(!page.body.contains("anni.private@") && !page.body.contains("<script>"), "{}", page.body);
    }
    // Nor is a contact read letter by letter.
    for nobody in ["waiting", "anni +39", "555", "hospital.example"] {
        assert!(found(&search(&mut root, nobody)).is_empty(), "{nobody}");
    }
    let nobody = search(&mut root, "perpetua");
    assert!(
        found(&nobody).is_empty() && nobody.text_of("state").unwrap().contains("Nobody among 4"),
        "{}",
        nobody.body
    );
    for too_little in ["", " ", "m", &"m".repeat(300)] {
        assert_eq!(search(&mut root, too_little).status, 422, "{too_little:?}");
    }
    assert_eq!(events(&app, "directory searched"), 12);
    assert!(root.browser.get("/account/activity").body.contains("You searched the directory of people"));
    assert!(!anni.browser.get("/account/activity").body.contains("looked at how your account stands"), "not yet");
    // Her page, by a form; and she is told.
    let page = look(&mut root, "m4711");
    assert!(page.body.contains("<bdi>Änni Müller</bdi>") && page.body.contains(mail.1), "{}", page.body);
    assert!(page.body.contains("+39 02 555") || page.body.contains("&#43;39 02 555"), "{}", page.body);
    assert!(anni.browser.get("/account/activity").body.contains("looked at how your account stands"));
    let script = look(&mut root, "m4713");
    assert!(script.body.contains("&#60;script&#62;") && !script.body.contains("<script>alert"), "{}", script.body);
    assert_eq!(app.findings(), []);
}

#[test]
fn an_entry_follows_what_is_said_of_somebody_and_what_they_sign_in_with() {
    let app = spawn();
    let mut root = listing(&app, false);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada Byron")]);
    assert_eq!(found(&search(&mut root, "byron")), ["ada@example.org"]);
    let rows = || {
        app.count("directory d where exists (select from kept k where k.account_id = d.account_id and k.mac <> d.mac)")
    };
    app.sql("create table kept as select * from directory");
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(rows(), 0, "nothing has changed, and nothing is written");
    let page = root.console("/admin/people/act", &[("identifier", "ada@example.org"), ("act", "say")]);
    let typed = [("name", "displayName"), ("values", "Ada Lovelace")];
    assert_eq!(root.send(&app, "/admin/people/act/confirm", &page, &typed).status, 200);
    assert_eq!(found(&search(&mut root, "byron")), ["ada@example.org"], "nobody can open hers, and write it anew");
    assert_eq!(ada.browser.get("/portal").status, 200);
    assert!(found(&search(&mut root, "byron")).is_empty());
    assert_eq!(found(&search(&mut root, "lovelace")), ["ada@example.org"], "she was here");
    let done = ada.change(&app, "/account/identifier", &[("new_identifier", "ada.l@example.org")]);
    assert_eq!(done.status, 303, "{}", done.body);
    ada.identifier = "ada.l@example.org".to_owned();
    ada.browser.get("/portal");
    assert_eq!(found(&search(&mut root, "lovelace")), ["ada.l@example.org"]);
    // Revoked, she is not found; restored, she is again once she has come.
    let who = Identifier::parse("ada.l@example.org").unwrap();
    app.block_on(revoke(&app.parts, &who, "test")).unwrap();
    assert!(found(&search(&mut root, "lovelace")).is_empty());
    app.block_on(restore(&app.parts, &who, "test")).unwrap();
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(found(&search(&mut root, "lovelace")), ["ada.l@example.org"]);
    assert_eq!(ada.change(&app, "/account/delete", &[]).status, 200);
    assert!(found(&search(&mut root, "lovelace")).is_empty(), "deleted with her account");
}

// Threat: somebody without a place on the keyring, or who lost it, searches.
#[test]
fn who_does_not_hold_the_keyring_finds_nobody_by_name() {
    let app = spawn();
    let mut root = listing(&app, false);
    enrol_as(&app, "m4711", false, &[("displayName", "Änni Müller")]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let page = search(&mut desk, "muller");
    assert!(found(&page).is_empty() && page.text_of("state").unwrap().contains("you do not hold it"), "{}", page.body);
    assert!(look(&mut desk, "m4711").text_of("directory").unwrap().contains("you do not hold"));
    assert_eq!(desk.browser.get("/admin/settings/directory").status, 403, "nor chooses");
    // She asks for a place and gets one.
    assert_eq!(desk.console("/admin/keyring/join", &[]).status, 303);
    let (id, fingerprint, _) = crate::again::keyring::member(&app, &root, "desk").unwrap();
    let form = [("member", &*id.to_string()), ("fingerprint", &*fingerprint)];
    assert_eq!(root.proven(&app, "/admin/keyring/admit", &form).status, 303);
    assert_eq!(found(&search(&mut desk, "muller")), ["m4711"]);
    assert!(look(&mut desk, "m4711").body.contains("<bdi>Änni Müller</bdi>"));
    let mut auditor = enrol_with(&app, "auditor", &[Role::Auditor]);
    assert_eq!(auditor.browser.get("/admin/people/directory").status, 403);
}

// Threat: a search goes on for somebody who was shut out while it ran.
#[test]
fn who_is_taken_off_or_revoked_while_a_search_runs_sees_nothing_of_it() {
    let app = spawn();
    let mut root = listing(&app, false);
    enrol_as(&app, "m4711", false, &[("displayName", "Änni Müller")]);
    let mut eve = second(&app, &mut root, "eve@example.org");
    let mut mallory = second(&app, &mut root, "mallory@example.org");
    assert_eq!(found(&search(&mut eve, "muller")), ["m4711"], "control");
    // One search at a time: theirs have begun, and wait.
    let turn = app.block_on(app.parts.searches.clone().acquire_owned()).unwrap();
    let (id, ..) = crate::again::keyring::member(&app, &root, "eve@example.org").unwrap();
    let waits = |events_before: i64| {
        while events(&app, "directory searched") <= events_before {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        std::thread::sleep(std::time::Duration::from_millis(300));
    };
    let answers = std::thread::scope(|scope| {
        let before = events(&app, "directory searched");
        let one = scope.spawn(|| search(&mut eve, "muller"));
        waits(before);
        let other = scope.spawn(|| search(&mut mallory, "muller"));
        waits(before + 1);
        assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
        let who = Identifier::parse("mallory@example.org").unwrap();
        app.block_on(revoke(&app.parts, &who, "test")).unwrap();
        drop(turn);
        [one.join().unwrap(), other.join().unwrap()]
    });
    let [taken_off, revoked] = answers;
    assert!(taken_off.text_of("state").unwrap().contains("you do not hold it"), "{}", taken_off.body);
    assert!(revoked.status >= 400, "{} {}", revoked.status, revoked.body);
    assert!(!taken_off.body.contains("m4711") && !revoked.body.contains("m4711"));
    // Whoever stays has the new key: a search that met it midway begins again.
    let turn = app.block_on(app.parts.searches.clone().acquire_owned()).unwrap();
    let signed_in = root.signed_in(&app);
    let page = std::thread::scope(|scope| {
        let before = events(&app, "directory searched");
        let one = scope.spawn(|| search(&mut root, "muller"));
        waits(before);
        app.block_on(senza::sign_in::keyring::rekey(&app.parts, &signed_in, &[], "test")).unwrap();
        drop(turn);
        one.join().unwrap()
    });
    assert_eq!(found(&page), ["m4711"]);
}

// Threat: whoever left a session open, or took one over, is shut out by hand while a search runs in it; or does not do this work any more.
#[test]
fn whose_session_is_ended_or_role_withdrawn_while_a_search_runs_sees_nothing_of_it() {
    let app = spawn();
    let mut root = listing(&app, false);
    enrol_as(&app, "m4711", false, &[("displayName", "Änni Müller")]);
    let mut eve = second(&app, &mut root, "eve@example.org");
    let mut mallory = second(&app, &mut root, "mallory@example.org");
    let mut stays = second(&app, &mut root, "stays@example.org");
    let turn = app.block_on(app.parts.searches.clone().acquire_owned()).unwrap();
    let answers = std::thread::scope(|scope| {
        let mut all = Vec::new();
        for who in [&mut eve, &mut mallory, &mut stays] {
            let before = events(&app, "directory searched");
            all.push(scope.spawn(move || search(who, "muller")));
            while events(&app, "directory searched") <= before {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            std::thread::sleep(std::time::Duration::from_millis(300));
        }
        let page = root.console("/admin/people/act", &[("identifier", "eve@example.org"), ("act", "end-sessions")]);
        assert_eq!(root.send(&app, "/admin/people/act/confirm", &page, &[]).status, 200);
        let withdraw = Grant { attributes: Vec::new(), roles: Some(Vec::new()), withdrawn: Vec::new(), expires: None };
        let who = Identifier::parse("mallory@example.org").unwrap();
        app.block_on(grant(&app.parts, &who, withdraw, "test")).unwrap();
        drop(turn);
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    for (page, name) in answers.iter().zip(["session ended", "role withdrawn"]) {
        assert!(page.status == 403 && !page.body.contains("m4711"), "{name}: {} {}", page.status, page.body);
    }
    assert_eq!(found(&answers[2]), ["m4711"], "control: of whom nothing changed");
}

#[test]
fn without_a_directory_nothing_is_written_and_the_pages_say_so() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    assert_eq!(app.count("directory"), 0);
    let page = look(&mut root, "ada@example.org");
    assert!(page.status == 200 && page.text_of("directory").is_none(), "{}", page.body);
    assert!(root.browser.get("/admin/people/directory").body.contains("keeps no directory"));
    assert_eq!(turn(&app, &mut root, false).status, 409);
}
