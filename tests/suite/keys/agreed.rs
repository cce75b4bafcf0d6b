//! What a person said, and what follows: nothing is delivered that they did not agree to, as it is now.

use super::{agree, enable, is_question, numbers, open, portal, say, told};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::enrol;
use crate::support::sp::{Keys, Sp, encryption, register, stranger};
use crate::support::ways::open_vault;
use senza::federation::ScopeWanted;
use senza::vault::profile::consents::Answer as Said;

fn has_key(page: &Page) -> bool {
    !told(&Answer::of(page), "notes").is_empty()
}

#[test]
fn a_purpose_never_agreed_to_gets_nothing_and_the_application_opens_all_the_same() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let page = open(&mut ada.browser, &sp.entity_id);
    assert!(page.body.contains("will hold this key") && page.body.contains("cannot be taken back"), "{}", page.body);
    assert!(!has_key(&say(&mut ada.browser, &page, "later")));
    let again = open(&mut ada.browser, &sp.entity_id);
    assert!(is_question(&again), "asked again next time");
    assert!(!has_key(&say(&mut ada.browser, &again, "never")));
    let opened = open(&mut ada.browser, &sp.entity_id);
    assert!(!is_question(&opened) && !has_key(&opened), "and not after that");
    // The control: who agrees gets one.
    let mut bob = enrol(&app, "bob@example.org");
    assert_eq!(numbers(&agree(&mut bob.browser, &sp.entity_id), "notes"), ["1.1"]);
    assert_eq!(app.count("audit where event = 'key agreed to' and service_provider = 'https://notes.example/saml'"), 1);
    assert_eq!(app.count("audit where event = 'key refused for good'"), 1);
    // The first delivery wrote down which key; the next one writes nothing.
    let version = "profile where version = 4";
    let versions = app.count(version);
    assert!(has_key(&open(&mut bob.browser, &sp.entity_id)));
    assert_eq!(app.count(version), versions);
}

#[test]
fn a_passive_sign_on_asks_nobody_and_brings_only_what_was_agreed_to() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let passive = |browser: &mut Browser| browser.get(&sp.request(&app).with("IsPassive", "true").unsigned());
    let answer = Answer::of(&passive(&mut ada.browser));
    assert!(answer.is_success() && told(&answer, "notes").is_empty());
    agree(&mut ada.browser, &sp.entity_id);
    assert!(has_key(&passive(&mut ada.browser)));
}

/// The service provider with another key to encrypt to.
fn metadata_with(sp: &Sp, keys: &Keys) -> String {
    sp.metadata().replace(&encryption().certificate_text(), &keys.certificate_text())
}

// Threat: an agreement with one service provider serves whoever takes its place in the register.
#[test]
fn a_key_or_metadata_that_changed_ends_the_agreement_and_the_page_says_what() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let first = told(&agree(&mut ada.browser, &sp.entity_id), "notes");
    sp.clone().register(&app);
    assert!(has_key(&open(&mut ada.browser, &sp.entity_id)), "registered anew as it was: nothing changed");
    let said = |page: &Page, words: &str| assert!(is_question(page) && page.body.contains(words), "{}", page.body);
    register(&app, metadata_with(&sp, stranger()).as_bytes(), &["mail"]);
    let page = open(&mut ada.browser, &sp.entity_id);
    said(&page, "The application's encryption key is another");
    let later = say(&mut ada.browser, &page, "later");
    let opened = Answer::opened(&later, stranger()).unwrap();
    assert!(opened.is_success() && told(&opened, "notes").is_empty(), "until then none");
    let other = sp.clone().having(|sp| sp.acs.push((12, "https://notes.example/new".into(), false))).register(&app);
    let page = open(&mut ada.browser, &other.entity_id);
    said(&page, "Something in its description");
    let anew = Answer::of(&say(&mut ada.browser, &page, "agree"));
    assert_eq!(told(&anew, "notes"), first, "agreed to anew, it is the key of before");
    let gone = change_plain(&app, &sp);
    let page = open(&mut ada.browser, &sp.entity_id);
    said(&page, "another form");
    let answer = Answer::of(&say(&mut ada.browser, &page, "agree"));
    assert_eq!(numbers(&answer, "notes"), [format!("1.{gone}")]);
    assert_eq!(answer.told()["secret"], [told(&answer, "notes")[0].key.clone()], "the newest alone");
}

/// Removed and added again with a plain form; the epoch that it is at then.
fn change_plain(app: &TestApp, sp: &Sp) -> u32 {
    super::change(app, sp, "notes", ScopeWanted::Remove).unwrap();
    super::change(app, sp, "notes", ScopeWanted::Add { plain: Some("secret".into()) }).unwrap().epoch
}

// Threat: what is agreed to is another thing than what stood on the page.
#[test]
fn what_changed_while_the_page_was_open_is_asked_anew() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let page = open(&mut ada.browser, &sp.entity_id);
    register(&app, metadata_with(&sp, stranger()).as_bytes(), &["mail"]);
    let other = ada.browser.submit("/keys/agree", &page, &[("answer", "agree")]);
    assert_eq!(other.status, 409);
    assert!(other.body.contains("changed while this page was open"), "{}", other.body);
    assert!(open_vault(&app, &ada).profile.consents.is_empty(), "nothing was agreed to");
    sp.clone().register(&app);
    super::change(&app, &sp, "notes", ScopeWanted::Remove).unwrap();
    // What is offered no more is not agreed to either: the sign-on goes on.
    let gone = ada.browser.submit("/keys/agree", &page, &[("answer", "agree")]);
    assert!(!has_key(&ada.browser.follow(gone)));
}

#[test]
fn two_tabs_that_answer_at_once_leave_both_answers() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    enable(&app, &sp, "files");
    let other = portal(&app, "other", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let (one, two) = (open(&mut ada.browser, &sp.entity_id), open(&mut ada.browser, &other.entity_id));
    let same = open(&mut ada.browser, &sp.entity_id);
    std::thread::scope(|scope| {
        for page in [&one, &two, &same] {
            let mut browser = ada.browser.here_alone();
            scope.spawn(move || assert_eq!(browser.submit("/keys/agree", page, &[("answer", "agree")]).status, 303));
        }
    });
    let consents = open_vault(&app, &ada).profile.consents;
    let said: Vec<_> = consents.iter().map(|one| (one.entity_id.as_str(), one.answer)).collect();
    // Both tabs of the one were at its first purpose.
    assert_eq!(said, [(&*sp.entity_id, Said::Agreed), (&*other.entity_id, Said::Agreed)]);
    // Somebody else's form, and nobody's, agree to nothing.
    let mut eve = enrol(&app, "eve@example.org");
    let page = open(&mut eve.browser, &sp.entity_id);
    let forged = eve.browser.post("/keys/agree", &[("sign_on", &page.hidden("sign_on").unwrap()), ("answer", "agree")]);
    assert_eq!(forged.status, 400);
    let mut nobody = Browser::new(&app.base);
    let led = nobody.get(&format!("/keys/agree?sign_on={}", page.hidden("sign_on").unwrap()));
    assert!(led.location().unwrap().starts_with("/saml/continue"), "{:?}", led.location());
    assert!(open_vault(&app, &eve).profile.consents.is_empty());
}
