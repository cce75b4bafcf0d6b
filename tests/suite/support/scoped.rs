//! A service provider that gets keys, and what a person does about it.

use super::answer::Answer;
use super::app::TestApp;
use super::browser::{Browser, Page};
use super::sp::{Sp, percent};
use senza::federation::{ScopeError, ScopeWanted};
use senza::keys::scope::Scope;

pub const NOTES: &str = "senza:scoped-key:notes";

/// A service provider that assertions are encrypted to, and that may have keys for this purpose.
pub fn portal(app: &TestApp, name: &str, purpose: &str) -> Sp {
    let sp = Sp::new(name).encrypted_to().told(&["mail"]).register(app);
    enable(app, &sp, purpose);
    sp
}

pub fn enable(app: &TestApp, sp: &Sp, purpose: &str) {
    change(app, sp, purpose, ScopeWanted::Add { plain: None }).unwrap();
}

/// As `senza scope` does.
pub fn change(app: &TestApp, sp: &Sp, purpose: &str, wanted: ScopeWanted) -> Result<Scope, ScopeError> {
    app.block_on(app.federation.change_scope(&sp.entity_id, purpose, wanted, "test")).map(|done| done.scope)
}

/// Opens an application from here, as far as the first page that does not lead on.
pub fn open(browser: &mut Browser, entity_id: &str) -> Page {
    let page = browser.get(&format!("/saml/init?sp={}", percent(entity_id)));
    browser.follow(page)
}

/// Says something on the page that asks about a key; the page after.
pub fn say(browser: &mut Browser, page: &Page, answer: &str) -> Page {
    assert!(is_question(page), "{} {:?} {}", page.status, page.location(), page.body);
    let said = browser.submit("/keys/agree", page, &[("answer", answer)]);
    browser.follow(said)
}

pub fn is_question(page: &Page) -> bool {
    page.status == 200 && page.body.contains("action=\"/keys/agree\"")
}

/// Opens an application, and agrees as often as one is asked.
pub fn agree(browser: &mut Browser, entity_id: &str) -> Answer {
    let mut page = open(browser, entity_id);
    while is_question(&page) {
        page = say(browser, &page, "agree");
    }
    Answer::of(&page)
}

/// One value of a key attribute, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub purpose: String,
    pub id: String,
    pub epoch: String,
    pub key: String,
}

pub fn told(answer: &Answer, purpose: &str) -> Vec<Told> {
    let values = answer.told().remove(&format!("senza:scoped-key:{purpose}")).unwrap_or_default();
    let take = |value: String| {
        let parts: Vec<String> = value.split(' ').map(str::to_owned).collect();
        let [purpose, id, epoch, key] = parts.try_into().unwrap();
        Told { purpose, id, epoch, key }
    };
    values.into_iter().map(take).collect()
}

pub fn numbers(answer: &Answer, purpose: &str) -> Vec<String> {
    let number = |one: Told| one.id.rsplit_once('.').unwrap().0.to_owned();
    told(answer, purpose).into_iter().map(number).collect()
}
