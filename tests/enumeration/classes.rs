//! The classes of names that a stranger must not tell apart, some names of each, and the two steps of trying one.

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::both::chosen;
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person, enrol, invite};
use senza::domain::{AccountId, Identifier};
use senza::sign_in::revocation::revoke;
use senza::sign_in::throttle::ThrottlePolicy;
use std::time::{Duration, Instant};

/// Names of each class: a difference of one row from another is not to pass for one of classes.
pub(crate) const NAMES: usize = 8;
/// What is planted.
pub(crate) const PLANTED: Duration = Duration::from_millis(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// There is no such account.
    Unknown,
    /// An account, and another passphrase than its own.
    Wrong,
    /// An account, and no passphrase.
    Empty,
    /// An account that was revoked, and its right passphrase.
    Revoked,
    /// An account that is frozen, and its right passphrase.
    Frozen,
    /// An account that was invited and never enrolled.
    Invited,
    /// An account whose passphrase opens nothing without a passkey, and its right passphrase.
    Both,
    /// As [`Class::Unknown`], and a millisecond longer.
    Planted,
}

impl Class {
    /// Those that must be equal.
    pub(crate) const EQUAL: [Self; 7] =
        [Self::Unknown, Self::Wrong, Self::Empty, Self::Revoked, Self::Frozen, Self::Invited, Self::Both];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Wrong => "wrong",
            Self::Empty => "empty",
            Self::Revoked => "revoked",
            Self::Frozen => "frozen",
            Self::Invited => "invited",
            Self::Both => "both",
            Self::Planted => "planted",
        }
    }

    pub(crate) fn passphrase(self) -> &'static str {
        match self {
            Self::Wrong => "horse piano velvet mondays",
            Self::Empty => "",
            _ => PASSPHRASE,
        }
    }

    /// All of one length, and of no order that a class has.
    pub(crate) fn identifier(self, name: usize) -> String {
        format!("person{:04}@example.org", (name * 8 + self as usize) * 37 % 1000)
    }
}

pub(crate) struct Scene {
    pub(crate) app: TestApp,
    /// One person's authenticator, for codes of the right form.
    ada: Person,
}

impl Scene {
    /// Everyone of each class, at the floor cost, with a throttle that counts and closes nothing.
    pub(crate) fn new() -> Self {
        let mut options = Options::default();
        options.policy.throttle = ThrottlePolicy { free: u32::MAX, ..options.policy.throttle };
        options.policy.throttle.source.free = u32::MAX;
        options.policy.throttle.source.look_ups_per_second = u32::MAX;
        options.limits.handles_per_second = u32::MAX;
        options.limits.hardenings_per_minute = u32::MAX;
        let app = spawn_with(options);
        let ada = enrol(&app, "ada@example.org");
        for name in 0..NAMES {
            for class in [Class::Wrong, Class::Empty, Class::Revoked, Class::Frozen] {
                let person = enrol(&app, &class.identifier(name));
                let account = person.signed_in(&app).account;
                become_of(&app, class, &class.identifier(name), account);
            }
            invite(&app, &Class::Invited.identifier(name), false, &[]);
            chosen(&app, &Class::Both.identifier(name));
        }
        let handles = (0..NAMES).map(|name| handle(&app, &Class::Planted.identifier(name)));
        senza::domain::variant::plant_delay(handles.collect::<Vec<_>>(), PLANTED);
        Self { app, ada }
    }
}

fn become_of(app: &TestApp, class: Class, identifier: &str, account: AccountId) {
    match class {
        Class::Revoked => {
            app.block_on(revoke(&app.parts, &Identifier::parse(identifier).unwrap(), "test")).unwrap();
        }
        Class::Frozen => {
            let done = app.sql(&format!("update account set state = 'frozen' where id = '{account}'"));
            assert_eq!(done, 1);
        }
        _ => {}
    }
}

fn handle(app: &TestApp, identifier: &str) -> [u8; 32] {
    *app.block_on(app.parts.keeper.handle(app.parts.org, identifier)).unwrap().as_bytes()
}

/// A browser that has the form open.
pub(crate) struct Stranger<'a> {
    scene: &'a Scene,
    browser: Browser,
    form_token: String,
}

/// An answer, and how long it took from the form's leaving to the last octet of the page.
pub(crate) struct Answer {
    pub(crate) page: Page,
    pub(crate) took: Duration,
}

impl<'a> Stranger<'a> {
    pub(crate) fn new(scene: &'a Scene) -> Self {
        let mut browser = Browser::new(&scene.app.base);
        let form_token = browser.get("/login").hidden("form_token").unwrap();
        Self { scene, browser, form_token }
    }

    /// Name and passphrase, no code.
    pub(crate) fn first_step(&mut self, class: Class, name: usize) -> Answer {
        let identifier = class.identifier(name);
        self.post(&[("identifier", &identifier), ("passphrase", class.passphrase()), ("code", "")])
    }

    /// The code.
    pub(crate) fn second_step(&mut self, first: &Answer) -> Answer {
        let location = first.page.location().expect("the second step");
        let attempt = location.split("attempt=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let code = self.scene.app.code(&self.scene.ada.seed);
        self.post(&[("attempt", &attempt), ("code", &code)])
    }

    /// All in one form.
    pub(crate) fn one_form(&mut self, class: Class, name: usize) -> Answer {
        let (identifier, code) = (class.identifier(name), self.scene.app.code(&self.scene.ada.seed));
        self.post(&[("identifier", &identifier), ("passphrase", class.passphrase()), ("code", &code)])
    }

    fn post(&mut self, typed: &[(&str, &str)]) -> Answer {
        let mut fields = vec![("form_token", self.form_token.as_str()), ("sign_on", "")];
        fields.extend_from_slice(typed);
        let begun = Instant::now();
        let page = self.browser.post("/login", &fields);
        Answer { page, took: begun.elapsed() }
    }
}
