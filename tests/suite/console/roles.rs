//! Owners say who may do what, and there is always one.

use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol, enrol_with};
use senza::domain::Role;

const PAGE: &str = "/admin/settings/roles";
const DONE: Option<&str> = Some("/admin/settings/roles?done=yes");

fn give(app: &TestApp, owner: &mut Person, to: &str, boxes: &[&str]) -> Page {
    let mut typed = vec![("identifier", to)];
    typed.extend(boxes.iter().map(|one| (*one, "yes")));
    owner.change(app, PAGE, &typed)
}

fn opens(person: &mut Person, pages: [&str; 4]) -> [bool; 4] {
    pages.map(|page| person.browser.get(page).status == 200)
}

const PAGES: [&str; 4] = ["/admin/settings/roles", "/admin/applications", "/admin/people", "/admin/settings"];

#[test]
fn an_owner_gives_roles_and_takes_them_and_each_opens_what_it_opens() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut ada = enrol(&app, "ada");
    for (boxes, open) in [
        (&["auditor"][..], [false, true, false, true]),
        (&["help_desk"], [false, false, true, false]),
        (&["federation"], [false, true, false, false]),
        (&["federation", "help_desk"], [false, true, true, false]),
        (&["admin"], [true, true, true, true]),
        (&[], [false; 4]),
    ] {
        assert_eq!(give(&app, &mut root, "ada", boxes).location().as_deref(), DONE);
        assert_eq!(opens(&mut ada, PAGES), open, "{boxes:?}, at her next request");
    }
    assert_eq!(app.count("audit where event = 'roles given'"), 6);
    assert_eq!(app.findings(), [], "and the audit holds");
    assert!(ada.browser.get("/account/activity").body.contains("changed what it says about you"));
    // What was typed is there again, and nobody's name is in an address.
    let unknown = give(&app, &mut root, "nobody", &["auditor"]);
    assert!(unknown.status == 422 && unknown.body.contains("value=\"nobody\""), "{}", unknown.body);
    assert!(unknown.body.contains("name=\"auditor\" value=\"yes\" checked"));
    assert_eq!(app.count("audit where event = 'roles refused'"), 1, "it tells who is known");
}

// Threat: nobody could say who holds which role any more.
#[test]
fn no_owner_takes_the_role_from_themselves_and_of_two_one_stays() {
    let app = spawn();
    let (mut root, mut eve) = (enrol_with(&app, "root", &[Role::Owner]), enrol_with(&app, "eve", &[Role::Owner]));
    for boxes in [&[][..], &["auditor"], &["admin"]] {
        let own = give(&app, &mut root, "root", boxes);
        assert!(own.status == 422 && own.text_of("fault").unwrap().contains("another owner says"), "{}", own.body);
    }
    assert_eq!(root.browser.get(PAGE).status, 200);
    // At the same moment: both pages are open, both send.
    let pages = [root.browser.get(PAGE), eve.browser.get(PAGE)];
    let codes = [root.next_code(&app), eve.next_code(&app)];
    let statuses = std::thread::scope(|scope| {
        let all = [(&mut root, "eve"), (&mut eve, "root")].into_iter().zip(pages.iter().zip(&codes));
        let sent = all.map(|((person, other), (page, code))| {
            scope.spawn(move || {
                let passphrase = person.passphrase.clone();
                let typed = [("identifier", other), ("passphrase", &passphrase), ("code", code)];
                person.browser.submit(PAGE, page, &typed).status
            })
        });
        sent.map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    let owners = [&mut root, &mut eve].map(|person| person.browser.get(PAGE).status == 200);
    assert_eq!(owners.iter().filter(|is_one| **is_one).count(), 1, "one of them stays: {statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
}

// Threat: the help desk makes itself, or somebody else, an owner; or somebody at an owner's open session does.
#[test]
fn roles_are_an_owners_to_give_with_a_fresh_second_factor() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    enrol(&app, "ada");
    let people = desk.browser.get("/admin/people");
    assert!(people.status == 200 && !people.body.contains("name=\"admin\""), "it is not offered: {}", people.body);
    for (path, name) in [("/admin/invite", "mallory"), ("/admin/again/link", "ada")] {
        for role in ["admin", "federation", "help_desk", "auditor"] {
            let fields = [("identifier", name), (role, "yes"), ("new_person", "yes")];
            let refused = desk.console(path, &fields);
            assert!(refused.status == 403, "{path} {role}: {}", refused.status);
        }
    }
    assert_eq!(app.count("invitation"), 0);
    let token = people.hidden("form_token").unwrap();
    let code = desk.next_code(&app);
    let mut forged = vec![("form_token", &*token), ("identifier", "desk"), ("admin", "yes"), ("code", &*code)];
    let passphrase = desk.passphrase.clone();
    forged.push(("passphrase", &passphrase));
    assert_eq!(desk.browser.post(PAGE, &forged).status, 403);
    // At an owner's open session, without her factors.
    let page = root.browser.get(PAGE);
    let code = root.next_code(&app);
    for typed in [
        [("passphrase", "a guess that is long enough"), ("code", &*code)],
        [("passphrase", &passphrase), ("code", "000000")],
    ] {
        let typed = [&[("identifier", "ada"), ("admin", "yes")][..], &typed].concat();
        assert_eq!(root.browser.submit(PAGE, &page, &typed).status, 422);
    }
    assert_eq!(app.count("audit where event = 'roles given'"), 0);
    assert_eq!(Browser::new(&app.base).get(PAGE).location().as_deref(), Some("/login"));
    // Control.
    assert_eq!(desk.proven(&app, "/admin/invite", &[("identifier", "mallory")]).status, 200, "without a role she may");
    assert_eq!(give(&app, &mut root, "ada", &["admin"]).location().as_deref(), DONE);
}
