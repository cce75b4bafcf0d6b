//! Two administrators who change one thing, a form that is stale, a session that ends midway: nothing is lost, and it is said.

use crate::support::app::spawn;
use crate::support::person::enrol_with;
use crate::support::scoped::enable;
use crate::support::sp::{Sp, register};
use senza::domain::Role;

const SESSIONS: &str = "/admin/sessions";
const REMOVE: &str = "/admin/applications/remove";

// Threat: the second one's form, made from what was before, takes the first one's choice back unseen.
#[test]
fn of_two_administrators_the_second_sees_what_the_first_chose_and_what_she_typed() {
    let app = spawn();
    let (mut root, mut eve) = (enrol_with(&app, "root", &[Role::Owner]), enrol_with(&app, "eve", &[Role::Owner]));
    let page = root.browser.get(SESSIONS);
    let first = [("longest", "600"), ("idle", "40"), ("shared_idle", "4")];
    assert_eq!(eve.change(&app, SESSIONS, &first).status, 303);
    let typed = [("longest", "500"), ("idle", "30"), ("shared_idle", "3")];
    let stale = root.send(&app, SESSIONS, &page, &typed);
    assert!(
        stale.status == 422 && stale.text_of("fault").unwrap().contains("Somebody else changed this"),
        "{}",
        stale.body
    );
    assert!(stale.text_of("now").unwrap().contains("40 minutes unused, 600 at most"), "{}", stale.body);
    for (name, value) in typed {
        assert!(stale.body.contains(&format!("name=\"{name}\"")) && stale.body.contains(&format!("value=\"{value}\"")));
    }
    assert_eq!(app.count("session_policy where longest = 600"), 1);
    assert_eq!(root.send(&app, SESSIONS, &stale, &typed).status, 303, "control: having seen it, she may");
    assert_eq!(app.count("session_policy where longest = 500"), 1);
    // What cannot be is shown again as it was typed.
    let odd = root.change(&app, SESSIONS, &[("longest", "a day"), ("idle", "30"), ("shared_idle", "3")]);
    assert!(odd.status == 422 && odd.body.contains("value=\"a day\""), "{}", odd.body);
}

#[test]
fn a_form_that_arrives_after_its_session_ended_is_sent_once_more_after_signing_in() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let token = root.browser.get("/admin/people").hidden("form_token").unwrap();
    let typed = [("form_token", &*token), ("identifier", "ada"), ("attributes", "mail=ada@example.org")];
    app.sql("delete from session");
    let page = root.browser.post("/admin/invite", &typed);
    assert!(page.status == 403 && page.body.contains("You are signed out"), "{}", page.body);
    assert!(page.body.contains("reload this page") && app.count("invitation") == 0);
    let sign_in = root.browser.get("/login");
    assert_eq!(root.fill_in(&app, &sign_in).status, 303);
    let asked = root.browser.post("/admin/invite", &typed);
    assert!(
        asked.status == 200 && asked.body.contains("value=\"ada\"") && app.count("invitation") == 0,
        "{}",
        asked.body
    );
    let done = root.send(&app, "/admin/invite", &asked, &[]);
    assert!(done.status == 200 && done.body.contains("ada is invited"), "{}", done.body);
}

// Threat: an application is removed that another administrator has just changed, or added a purpose to, by somebody who saw what it was
// before.
#[test]
fn an_application_that_was_changed_meanwhile_is_not_removed_unseen() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let sp = Sp::new("ward").named("Ward list").encrypted_to().register(&app);
    let entity: String = url::form_urlencoded::byte_serialize(sp.entity_id.as_bytes()).collect();
    let page = root.browser.get(&format!("{REMOVE}?entity={entity}"));
    register(&app, sp.metadata().as_bytes(), &["mail"]);
    let stale = root.send(&app, REMOVE, &page, &[]);
    assert!(stale.status == 422 && stale.text_of("fault").unwrap().contains("Somebody else changed"), "{}", stale.body);
    assert_eq!((app.count("service_provider"), app.count("audit where event = 'service provider removed'")), (1, 0));
    // What it is delivered goes with it as well.
    enable(&app, &sp, "notes");
    let added = root.send(&app, REMOVE, &stale, &[]);
    assert!(added.status == 422 && added.text_of("fault").unwrap().contains("Somebody else changed"), "{}", added.body);
    assert!(added.body.contains("<code>notes</code>") && !stale.body.contains("<code>notes</code>"), "{}", added.body);
    assert_eq!(app.count("audit where event in ('scope removed', 'service provider removed')"), 0);
    let without = [("looked_at", "")];
    assert_eq!(root.send(&app, REMOVE, &page, &without).status, 400, "a form without it is none of ours");
    let done = root.send(&app, REMOVE, &added, &[]);
    assert_eq!(
        done.location().as_deref(),
        Some("/admin/applications?done=removed"),
        "control: having seen it, they may"
    );
    assert_eq!(app.count("service_provider"), 0);
}
