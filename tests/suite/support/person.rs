//! A person: enrols, signs in, keeps an authenticator.

use super::app::TestApp;
use super::browser::{Browser, Page};
use senza::domain::{Attribute, Identifier, Role, SecretBytes};
use senza::sign_in::invitation::{self, Invitee};
use senza::sign_in::totp;
use time::Duration;

pub const PASSPHRASE: &str = "horse piano velvet tuesday";

pub struct Person {
    pub identifier: String,
    pub passphrase: String,
    pub seed: SecretBytes,
    pub browser: Browser,
}

/// The enrolment link's path for someone new.
pub fn invite(app: &TestApp, identifier: &str, admin: bool, attributes: &[(&str, &str)]) -> String {
    invite_with(app, identifier, if admin { &[Role::Owner] } else { &[] }, attributes)
}

/// The same for who may do something in the console.
pub fn invite_with(app: &TestApp, identifier: &str, roles: &[Role], attributes: &[(&str, &str)]) -> String {
    let mut collected = Vec::new();
    for (name, value) in attributes {
        Attribute::collect(&mut collected, name, value);
    }
    let identifier = Identifier::parse(identifier).unwrap();
    let invitee = Invitee { identifier, roles: roles.to_vec(), attributes: collected };
    let token = app.block_on(invitation::invite(&app.parts, invitee, None, "test")).unwrap();
    format!("/enrol/{}", token.expose())
}

/// Enrols through the pages, as a browser without JavaScript would; ends signed in.
pub fn enrol(app: &TestApp, identifier: &str) -> Person {
    enrol_as(app, identifier, false, &[])
}

pub fn enrol_as(app: &TestApp, identifier: &str, admin: bool, attributes: &[(&str, &str)]) -> Person {
    let person = enrol_at_once(app, identifier, admin, attributes);
    // The enrolment used this step's code up.
    app.clock.advance(Duration::seconds(30));
    person
}

/// Leaves the clock alone: the next code is the one that was used.
pub fn enrol_at_once(app: &TestApp, identifier: &str, admin: bool, attributes: &[(&str, &str)]) -> Person {
    enrol_by(app, identifier, &invite(app, identifier, admin, attributes))
}

/// Somebody with these roles in the console.
pub fn enrol_with(app: &TestApp, identifier: &str, roles: &[Role]) -> Person {
    let person = enrol_by(app, identifier, &invite_with(app, identifier, roles, &[]));
    app.clock.advance(Duration::seconds(30));
    person
}

/// By a link that was made before. Leaves the clock alone.
pub fn enrol_by(app: &TestApp, identifier: &str, link: &str) -> Person {
    let mut browser = Browser::new(&app.base);
    let page = browser.get(link);
    assert_eq!(page.status, 200, "{}", page.body);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").expect("the URI as text")).unwrap();
    let code = app.code(&seed);
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &code)];
    let done = browser.submit(link, &page, &typed);
    assert_eq!((done.status, done.location().as_deref()), (303, Some("/portal")), "{}", done.body);
    Person { identifier: identifier.to_owned(), passphrase: PASSPHRASE.to_owned(), seed, browser }
}

impl Person {
    /// Signs in with a fresh browser and all three fields at once.
    pub fn sign_in(&mut self, app: &TestApp) -> Page {
        self.browser = Browser::new(&app.base);
        let page = self.browser.get("/login");
        self.fill_in(app, &page)
    }

    /// Fills in the sign-in form that a page shows.
    pub fn fill_in(&mut self, app: &TestApp, page: &Page) -> Page {
        app.clock.advance(Duration::seconds(30));
        let code = app.code(&self.seed);
        let typed = [("identifier", &*self.identifier), ("passphrase", &*self.passphrase), ("code", &*code)];
        self.browser.submit("/login", page, &typed)
    }
}
