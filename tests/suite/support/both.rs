//! Passphrase and passkey, both needed: chosen and used over HTTP, by an authenticator of software.

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::person::{Person, enrol};
use crate::Software;
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

pub const PRF: &str = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";

/// With what follows from its PRF.
pub fn with_prf(message: &str, prf: &str) -> String {
    let mut message: Value = serde_json::from_str(message).unwrap();
    message["prf"] = prf.into();
    message.to_string()
}

/// An authenticator at a page on which a passkey is made.
pub fn at_page(app: &TestApp, page: &Page) -> Software {
    let user = BASE64URL_NOPAD.decode(page.hidden("user").unwrap().as_bytes()).unwrap();
    assert_eq!(user.len(), 64);
    Software::new(&app.base, &page.hidden("rp").unwrap(), &user)
}

/// Identifier and passphrase, in a fresh browser; the page of the second step.
pub fn first_step(app: &TestApp, identifier: &str, passphrase: &str) -> (Browser, Page) {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", identifier), ("passphrase", passphrase), ("code", "")];
    let first = browser.submit("/login", &page, &typed);
    let page = browser.get(&first.location().unwrap_or_else(|| panic!("{} {}", first.status, first.body)));
    assert_eq!(page.status, 200);
    (browser, page)
}

/// Makes a passkey whose PRF gives a key; beside the passphrase.
pub fn add_with_prf(app: &TestApp, person: &mut Person, name: &str) -> Software {
    let page = person.browser.get("/account/passkeys");
    let made = at_page(app, &page);
    let message = with_prf(&made.make(&page.hidden("challenge").unwrap()), PRF);
    let done = person.send(app, "/account/passkeys", &page, &[("passkey", &message), ("name", name)]);
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=added"), "{}", done.body);
    made
}

/// The fields of a proof by passphrase and passkey: passphrase, question and answer.
pub fn proof(person: &mut Person, key: &mut Software, page: &Page) -> [(&'static str, String); 3] {
    let form_token = page.hidden("form_token").unwrap();
    let question = person.browser.post("/account/passkey/question", &[("form_token", &form_token)]);
    let said: Value = serde_json::from_str(&question.body).unwrap();
    let text = |name: &str| said[name].as_str().unwrap().to_owned();
    let answer = with_prf(&key.get(&text("challenge")), PRF);
    [("passphrase", person.passphrase.clone()), ("question", text("question")), ("answer", answer)]
}

/// Sends a change with passphrase and passkey as its proof.
pub fn send_by_both(person: &mut Person, key: &mut Software, path: &str, page: &Page, more: &[(&str, &str)]) -> Page {
    let proof = proof(person, key, page);
    let typed: Vec<(&str, &str)> =
        proof.iter().map(|(name, text)| (*name, &**text)).chain(more.iter().copied()).collect();
    person.browser.submit(path, page, &typed)
}

pub fn change_by_both(person: &mut Person, key: &mut Software, path: &str, more: &[(&str, &str)]) -> Page {
    let page = person.browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    send_by_both(person, key, path.split('?').next().unwrap(), &page, more)
}

/// Makes a second one, which the passphrase opens the account with from then on.
pub fn add_with_prf_by_both(app: &TestApp, person: &mut Person, key: &mut Software, name: &str) -> Software {
    let page = person.browser.get("/account/passkeys");
    let made = at_page(app, &page);
    let message = with_prf(&made.make(&page.hidden("challenge").unwrap()), PRF);
    let done = send_by_both(person, key, "/account/passkeys", &page, &[("passkey", &message), ("name", name)]);
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=added"), "{}", done.body);
    made
}

pub fn choose(person: &mut Person, key: &mut Software) {
    let done = change_by_both(person, key, "/account/both", &[]);
    assert_eq!(done.location().as_deref(), Some("/account?done=both"), "{}", done.body);
}

/// Somebody with a kit, a passkey, and both chosen.
pub fn chosen(app: &TestApp, name: &str) -> (Person, Software, String) {
    let mut person = enrol(app, name);
    let kit = person.make_kit(app);
    let mut key = add_with_prf(app, &mut person, "Blue key");
    choose(&mut person, &mut key);
    (person, key, kit)
}

/// Identifier and passphrase, then the passkey with its PRF, in a fresh browser.
pub fn by_both(app: &TestApp, name: &str, passphrase: &str, key: &mut Software) -> (Browser, Page) {
    by_message(app, name, passphrase, |asked| with_prf(&key.get(asked), PRF))
}

pub fn by_message(app: &TestApp, name: &str, passphrase: &str, make: impl FnOnce(&str) -> String) -> (Browser, Page) {
    let (mut browser, page) = first_step(app, name, passphrase);
    let message = make(&page.hidden("challenge").unwrap());
    let done = browser.submit("/login", &page, &[("passkey", &message)]);
    (browser, done)
}
