//! The account's own page: ways in, sessions, export, deletion.

use super::audited;
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::person::{enrol, enrol_as};
use crate::support::sp::Sp;
use crate::support::ways::type_kit;

/// The names of the other sessions on the page.
fn others(page: &crate::support::browser::Page) -> Vec<String> {
    let named = page.hidden_fields().into_iter().filter(|(name, value)| name == "session" && value != "all");
    named.map(|(_, value)| value).collect()
}

#[test]
fn a_person_sees_their_sessions_and_ends_one_or_all() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    let (mut one, mut two) = (ada.elsewhere(&app), ada.elsewhere(&app));
    let page = ada.browser.get("/account");
    assert_eq!(others(&page).len(), 2, "{}", page.body);
    assert_eq!(page.body.matches("This one").count(), 1);
    assert_eq!(page.body.matches("data-label=\"Since\"").count(), 3);
    let token = page.hidden("form_token").unwrap();
    let end = |person: &mut crate::support::person::Person, token: &str, name: &str| {
        person.browser.post("/account/sessions", &[("form_token", token), ("session", name)])
    };
    // Whose it is not does not end it.
    let theirs = bob.browser.get("/account").hidden("form_token").unwrap();
    end(&mut bob, &theirs, &others(&page)[0]);
    end(&mut bob, &theirs, &others(&page)[1]);
    assert!(one.is_signed_in() && two.is_signed_in());
    assert_eq!(end(&mut ada, &token, &others(&page)[0]).location().as_deref(), Some("/account?done=session"));
    assert_eq!([&mut one, &mut two].into_iter().filter_map(|one| one.is_signed_in().then_some(())).count(), 1);
    assert!(end(&mut ada, &token, "not one").status == 303 && ada.is_signed_in());
    assert!(end(&mut ada, &token, "all").body.contains("signed out"));
    assert!(!one.is_signed_in() && !two.is_signed_in() && !ada.is_signed_in() && bob.is_signed_in());
    assert_eq!(audited(&app, "sessions ended"), 2);
}

// A session keeps its place with service providers when a change gives it a new cookie: they are told of its end.
#[test]
fn a_session_with_a_new_cookie_is_still_the_session_that_service_providers_know() {
    let app = spawn();
    let portal = Sp::new("one").leaving_by(&["Redirect"]).register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let index = |ada: &mut crate::support::person::Person| {
        Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).attribute("AuthnStatement", "SessionIndex")
    };
    let before = index(&mut ada);
    ada.make_kit(&app);
    assert_eq!(ada.change(&app, "/account/remove", &[]).status, 303);
    let page = ada.browser.get("/logout");
    let out = ada.browser.submit("/logout", &page, &[]);
    let leaving = ada.browser.follow(out);
    assert!(leaving.body.contains("<iframe"), "the portal is told: {}", leaving.body);
    assert_eq!(app.count("session"), 0);
    let mut again = ada.elsewhere(&app);
    assert_ne!(index(&mut again), before, "control: another session has another index");
}

#[test]
fn all_that_is_held_comes_as_a_file() {
    let app = spawn();
    let sp = Sp::new("portal").told(&["mail"]).register(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada.l@example.org")]);
    ada.make_kit(&app);
    let file = ada.browser.get("/account/export");
    assert_eq!(file.header("content-type"), Some("application/json"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
    let whole: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(whole["identifier"], "ada@example.org");
    assert_eq!(whole["attributes"][0]["values"][0], "ada.l@example.org");
    assert_eq!(whole["ways_in"].as_array().unwrap().len(), 2);
    assert_eq!(whole["sessions"].as_array().unwrap().len(), 1);
    let pairwise = Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).pairwise_id();
    assert!(whole["applications"].to_string().contains(&pairwise));
    let rows = whole["rows_as_they_lie_in_the_database"].as_array().unwrap();
    let tables: std::collections::BTreeSet<_> = rows.iter().filter_map(|row| row["table"].as_str()).collect();
    for table in ["account", "way_in", "root_seal", "factor", "profile", "inbox_item", "session"] {
        assert!(tables.contains(table), "{tables:?}");
    }
    assert_eq!(Browser::new(&app.base).get("/account/export").location().as_deref(), Some("/login"));
}

#[test]
fn a_deleted_account_leaves_no_row_and_lets_nobody_in() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    let kit = ada.make_kit(&app);
    let mut other = ada.elsewhere(&app);
    assert!(ada.browser.get("/account/delete").body.contains("keeper's keys of"));
    let gone = ada.change(&app, "/account/delete", &[]);
    assert!(gone.status == 200 && gone.body.contains("Your account is deleted"), "{}", gone.body);
    assert!(!other.is_signed_in() && !ada.is_signed_in());
    assert_eq!((type_kit(&app, &kit).1.status, ada.sign_in(&app).status), (403, 403));
    for table in ["account", "way_in", "root_seal", "factor", "profile", "session"] {
        assert_eq!(app.count(table), 1, "{table}: Bob's");
    }
    assert_eq!(bob.sign_in(&app).status, 303);
    assert_eq!(audited(&app, "account deleted"), 1);
    let mut new = enrol(&app, "ada@example.org");
    assert!(new.is_signed_in(), "and can be invited again, as somebody new");
}

#[test]
fn every_page_of_changes_leads_strangers_to_the_sign_in() {
    let app = spawn();
    let mut stranger = Browser::new(&app.base);
    for path in ["", "/passphrase", "/identifier", "/authenticator", "/kit", "/remove", "/delete", "/export", "/stolen"]
    {
        assert_eq!(stranger.get(&format!("/account{path}")).location().as_deref(), Some("/login"), "{path}");
    }
    let token = stranger.get("/recover").hidden("form_token").unwrap();
    for path in
        ["/passphrase", "/identifier", "/authenticator", "/kit", "/kit/confirm", "/remove", "/sessions", "/delete"]
    {
        let path = format!("/account{path}");
        assert_eq!(stranger.post(&path, &[("form_token", &token)]).location().as_deref(), Some("/login"), "{path}");
        assert_eq!(stranger.post(&path, &[]).status, 400, "{path}: a form from elsewhere");
    }
    assert!(stranger.get("/login").body.contains("href=\"/recover\""));
    assert_eq!(stranger.get("/recover/renew?page=nothing").status, 410);
}
