//! `/account/keys`: what a person sees and ends.

use super::{agree, is_question, numbers, open, portal, say, told};
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::person::enrol;
use senza::federation::ScopeWanted;

#[test]
fn a_person_sees_what_was_delivered_and_ends_it() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.browser.get("/account/keys").text_of("none").is_some());
    let key = told(&agree(&mut ada.browser, &sp.entity_id), "notes").remove(0);
    let page = ada.browser.get("/account/keys");
    assert!(page.body.contains(&key.id) && page.body.contains("first on"), "{}", page.body);
    assert!(page.body.contains("Its server holds it"), "{}", page.body);
    assert!(!page.body.contains(&key.key), "the key itself stands nowhere");
    // An epoch that has ended is told from those that still come.
    assert!(!page.body.contains("not any more"), "{}", page.body);
    super::change(&app, &sp, "notes", ScopeWanted::Rotate { overlap: 0 }).unwrap();
    assert_eq!(numbers(&Answer::of(&open(&mut ada.browser, &sp.entity_id)), "notes"), ["1.2"]);
    let page = ada.browser.get("/account/keys");
    let of_key =
        |id: &str| page.body.split("<dt>Key ").find(|part| part.contains(id)).unwrap().contains("not any more");
    assert!(of_key("1.1.") && !of_key("1.2."), "{}", page.body);
    let key = told(&Answer::of(&open(&mut ada.browser, &sp.entity_id)), "notes").remove(0);
    let of = [("sp", &*sp.entity_id), ("purpose", "notes"), ("delivery", "assertion")];
    let ended = ada.browser.submit("/account/keys", &page, &[&of[..], &[("do", "end")]].concat());
    assert_eq!(ended.location().as_deref(), Some("/account/keys?done=ended"));
    let page = open(&mut ada.browser, &sp.entity_id);
    assert!(!is_question(&page) && told(&Answer::of(&page), "notes").is_empty(), "the next sign-on brings none");
    let page = ada.browser.get("/account/keys");
    assert!(page.body.contains(&key.id), "what had been delivered still stands there");
    let again = ada.browser.submit("/account/keys", &page, &[&of[..], &[("do", "ask")]].concat());
    assert_eq!(again.location().as_deref(), Some("/account/keys?done=ask"));
    let page = open(&mut ada.browser, &sp.entity_id);
    assert_eq!(told(&Answer::of(&say(&mut ada.browser, &page, "agree")), "notes"), std::slice::from_ref(&key));
    super::change(&app, &sp, "notes", ScopeWanted::Remove).unwrap();
    let page = ada.browser.get("/account/keys");
    assert!(page.body.contains("ended it for everybody") && page.body.contains(&key.id), "{}", page.body);
    // In the file of all that is held, and in the activity, in words.
    let export = ada.browser.get("/account/export").body;
    assert!(export.contains("keys_for_applications") && export.contains(&key.id) && !export.contains(&key.key));
    let activity = ada.browser.get("/account/activity").body;
    for words in ["You agreed to give a key to", "You ended the delivery of a key", "You want to be asked again"] {
        assert!(activity.contains(words), "{words}: {activity}");
    }
    assert!(ada.browser.get("/account/applications").body.contains("href=\"/account/keys\""));
}

// Threat: a form of another site, or of somebody else, ends or restarts a delivery.
#[test]
fn what_is_not_there_or_not_from_the_page_changes_nothing() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    let of = [("sp", &*sp.entity_id), ("purpose", "notes"), ("delivery", "assertion"), ("do", "end")];
    assert_eq!(ada.browser.post("/account/keys", &of).status, 400, "without the form's token");
    let page = ada.browser.get("/account/keys");
    for (name, value) in [("sp", "https://other.example"), ("purpose", "No such"), ("delivery", "post"), ("do", "x")] {
        let typed: Vec<_> = of.iter().map(|(known, own)| (*known, if known == &name { value } else { own })).collect();
        assert_eq!(ada.browser.submit("/account/keys", &page, &typed).location().as_deref(), Some("/account/keys"));
    }
    assert!(!told(&Answer::of(&open(&mut ada.browser, &sp.entity_id)), "notes").is_empty());
}
