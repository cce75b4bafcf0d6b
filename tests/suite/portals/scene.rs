//! An identity provider, portals that know it and are known to it, and people with a session.

use super::mellon::Mellon;
use super::samael::Samael;
use super::script::Script;
use super::trail::Trail;
use super::{Portal, Wish};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol_as};
use crate::support::sp::register;
use std::sync::atomic::{AtomicUsize, Ordering};
use time::Duration;

pub struct Scene {
    pub app: TestApp,
    pub portals: Vec<Box<dyn Portal>>,
    people: AtomicUsize,
}

/// The demo portal needs libxml2, and is left out where `make` was told so.
pub fn without_demo() -> bool {
    std::env::var("DEMO").is_ok_and(|demo| demo == "0")
}

/// Every portal, each of which knows the identity provider by this metadata.
pub fn portals(idp: &str) -> Vec<Box<dyn Portal>> {
    let mut portals: Vec<Box<dyn Portal>> =
        vec![Box::new(Script::pysaml2(idp)), Box::new(Script::node_saml(idp)), Box::new(Mellon::start(idp))];
    if !without_demo() {
        portals.push(Box::new(Samael::start(idp)));
    }
    portals
}

impl Scene {
    pub fn new() -> Self {
        let app = spawn();
        let idp = Browser::new(&app.base).get("/saml/metadata").body;
        let portals = portals(&idp);
        for metadata in portals.iter().flat_map(|portal| portal.metadata()) {
            register(&app, metadata.as_bytes(), &["mail", "displayName"]);
        }
        Self { app, portals, people: AtomicUsize::new(0) }
    }

    /// Any portal but this one.
    pub fn another(&self, than: &dyn Portal) -> &dyn Portal {
        self.portals.iter().find(|portal| portal.name() != than.name()).unwrap().as_ref()
    }

    /// Someone who signed in half a minute ago, by clocks that agree: the portals' clocks are the real one.
    pub fn person(&self) -> Person {
        self.app.clock.advance(Duration::seconds(-30));
        let name = format!("person-{}@example.org", self.people.fetch_add(1, Ordering::Relaxed));
        enrol_as(&self.app, &name, false, &[("mail", &name), ("displayName", "Ada Lovelace"), ("uid", "ada")])
    }

    /// Signs on at once, because there is a session; the portal knows whom it was told.
    pub fn sign_on(&self, ada: &mut Person, portal: &dyn Portal, wish: &Wish) -> Answer {
        let trail = Trail::from(&mut ada.browser, &portal.sign_in(wish));
        self.arrived(ada, portal, wish, &trail)
    }

    pub fn arrived(&self, ada: &mut Person, portal: &dyn Portal, wish: &Wish, trail: &Trail) -> Answer {
        let failed = || format!("{:#?}\n{}", trail.addresses(), trail.end().body);
        let answer = trail.answer(portal.keys()).unwrap_or_else(|| panic!("no answer: {}", failed()));
        assert!(answer.is_success(), "{:?}", answer.status());
        let home = self.home(&mut ada.browser, portal, wish);
        assert!(portal.knows(&home), "{}\n{}", home.body, failed());
        let name_id = answer.text("NameID");
        assert!(home.body.contains(&name_id), "{name_id} is not on {}", home.body);
        answer
    }

    pub fn home(&self, browser: &mut Browser, portal: &dyn Portal, wish: &Wish) -> Page {
        browser.get(&portal.home(wish))
    }

    pub fn is_known(&self, browser: &mut Browser, portal: &dyn Portal) -> bool {
        portal.knows(&self.home(browser, portal, &Wish::PLAIN))
    }

    /// Whether there is a session at the identity provider.
    pub fn has_session(&self, browser: &mut Browser) -> bool {
        browser.get("/account").status == 200
    }

    /// Fills in the sign-in form at which a way ended, and goes on. The code is the one after the enrolment's.
    pub fn fill_in(&self, ada: &mut Person, at: &Trail) -> Trail {
        let code = self.app.code(&ada.seed);
        let typed = [("identifier", &*ada.identifier), ("passphrase", &*ada.passphrase), ("code", &*code)];
        let page = ada.browser.submit("/login", at.end(), &typed);
        Trail::onwards(&mut ada.browser, at.end_address(), page)
    }
}
