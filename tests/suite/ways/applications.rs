//! What each application is told, as its person sees it.

use super::two_portals;
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::person::enrol_as;

#[test]
fn a_person_sees_what_each_application_is_told_and_when_they_opened_it_last() {
    let app = spawn();
    let [one, two] = two_portals(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Augusta Ada King")]);
    let before = ada.browser.get("/account/applications");
    assert!(before.body.contains("None in the last 30 days") && before.body.contains("two"), "{}", before.body);
    let answer = Answer::of(&ada.browser.get(&one.request(&app).unsigned()));
    let persistent =
        one.request(&app).naming(" Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\"").unsigned();
    let persistent = Answer::of(&ada.browser.get(&persistent)).text("NameID");
    let page = ada.browser.get("/account/applications");
    let (used, others) = page.body.split_once("id=\"others\"").unwrap();
    assert!(used.contains(&format!("value=\"{}\"", answer.pairwise_id())), "as it was asserted: {used}");
    assert!(used.contains(&format!("value=\"{persistent}\"")), "and the NameID that stays: {used}");
    assert!(used.contains("You opened it last on <time") && !used.contains("not opened it lately"), "{used}");
    assert!(others.contains("not opened it lately") && !others.contains(&answer.pairwise_id()), "{others}");
    assert!(!page.body.contains("Augusta"), "what is not released is not told");
    let told = Answer::of(&ada.browser.get(&two.request(&app).unsigned())).pairwise_id();
    assert!(others.contains(&told), "what it will be told is what it then is told");
    let file: serde_json::Value = serde_json::from_str(&ada.browser.get("/account/export").body).unwrap();
    let dated =
        file["applications"].as_array().unwrap().iter().filter(|one| one["last_opened_in_these_days"].is_string());
    assert_eq!(dated.count(), 2, "{file}");
    assert_eq!(Browser::new(&app.base).get("/account/applications").location().as_deref(), Some("/login"));
}

// Threat: a row of the audit that somebody made up shows an application as opened.
#[test]
fn what_the_keeper_does_not_vouch_for_is_not_shown_as_opened() {
    let app = spawn();
    let [one, _] = two_portals(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[]);
    assert!(Answer::of(&ada.browser.get(&one.request(&app).unsigned())).is_success());
    let control = ada.browser.get("/account/applications");
    assert_eq!(control.body.matches("You opened it last").count(), 1, "control");
    app.sql("update audit set service_provider = 'elsewhere' where event = 'signed on'");
    let page = ada.browser.get("/account/applications");
    assert_eq!(page.body.matches("You opened it last").count(), 0);
    assert!(page.text_of("partial").is_some(), "and the page says so");
}
