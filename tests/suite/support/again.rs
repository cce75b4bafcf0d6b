//! What administrators do for somebody who has lost everything, and with the keyring, through the pages.

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::person::{PASSPHRASE, Person, enrol_as};
use senza::domain::SecretBytes;
use senza::sign_in::totp;

/// An administrator, and the question answered.
pub fn administrator(app: &TestApp, escrows: bool) -> Person {
    let mut root = enrol_as(app, "root@example.org", true, &[]);
    let done = root.answer(app, escrows);
    assert_eq!(done.status, 303, "{}", done.body);
    root
}

impl Person {
    /// Posts a form of the console.
    pub fn console(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.browser.get("/admin/people").hidden("form_token").unwrap_or_default();
        let mut all = vec![("form_token", &*token)];
        all.extend_from_slice(fields);
        self.browser.post(path, &all)
    }

    /// The same, of one that gives something: with both factors once more.
    pub fn proven(&mut self, app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Page {
        let (passphrase, code) = (self.passphrase.clone(), self.next_code(app));
        let mut all = vec![("passphrase", &*passphrase), ("code", &*code)];
        all.extend_from_slice(fields);
        self.console(path, &all)
    }

    pub fn answer(&mut self, app: &TestApp, escrows: bool) -> Page {
        let keep = if escrows { "yes" } else { "no" };
        self.proven(app, "/admin/keyring/choice", &[("keep", keep), ("understood", "yes")])
    }

    /// What the page says would be lost.
    pub fn consider(&mut self, identifier: &str) -> Page {
        self.console("/admin/again", &[("identifier", identifier)])
    }

    /// The link for somebody who begins again; the page must say of the names what is expected.
    pub fn link_again(&mut self, app: &TestApp, identifier: &str, keeps_names: bool, more: &[(&str, &str)]) -> String {
        let said = self.consider(identifier);
        assert_eq!(said.status, 200, "{}", said.body);
        assert_eq!(said.body.contains("Their names at applications stay"), keeps_names, "{}", said.body);
        assert_eq!(said.body.contains("become a new person at every application"), !keeps_names);
        let mut fields = vec![("identifier", identifier)];
        fields.extend_from_slice(more);
        if !keeps_names {
            let refused = self.console("/admin/again/link", &fields);
            assert_eq!(refused.status, 422, "it has to be meant: {}", refused.body);
            fields.push(("new_person", "yes"));
        }
        let page = self.proven(app, "/admin/again/link", &fields);
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(page.body.contains("Applications will know them as before"), keeps_names);
        path_of(&page.text_of("link").unwrap())
    }
}

pub fn path_of(link: &str) -> String {
    format!("/enrol/{}", link.split("/enrol/").nth(1).unwrap())
}

/// Fills in the page of a link to begin again; `understood` is the box that says so.
pub fn complete(app: &TestApp, link: &str, passphrase: &str, understood: bool) -> (Browser, SecretBytes, Page) {
    let mut browser = Browser::new(&app.base);
    let page = browser.get(link);
    assert_eq!(page.status, 200, "{}", page.body);
    let (seed, done) = send(app, &mut browser, &page, link, passphrase, understood);
    (browser, seed, done)
}

pub fn send(
    app: &TestApp,
    browser: &mut Browser,
    page: &Page,
    link: &str,
    passphrase: &str,
    understood: bool,
) -> (SecretBytes, Page) {
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").expect("the URI as text")).unwrap();
    let code = app.code(&seed);
    let mut typed = vec![("passphrase", passphrase), ("passphrase_confirm", passphrase), ("code", &*code)];
    if understood {
        typed.push(("understood", "yes"));
    }
    let done = browser.submit(link, page, &typed);
    (seed, done)
}

/// Begins again by a link, with another passphrase than the usual; ends signed in.
pub fn begin_again(app: &TestApp, identifier: &str, link: &str, passphrase: &str) -> Person {
    let (browser, seed, done) = complete(app, link, passphrase, true);
    assert_eq!((done.status, done.location().as_deref()), (303, Some("/portal")), "{}", done.body);
    assert_ne!(passphrase, PASSPHRASE);
    app.clock.advance(time::Duration::seconds(30));
    Person { identifier: identifier.to_owned(), passphrase: passphrase.to_owned(), seed, browser }
}
