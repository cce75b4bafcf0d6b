//! Two people of the same shape, each of whose rows is put everywhere, one whom nobody touches, and what reads each row.

use super::rows::{Row, rows};
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol_as, invite};
use crate::support::sp::{Sp, percent};
use crate::support::ways::type_kit;
use senza::audit::Audit;
use senza::domain::{Attribute, Clock as _, Identifier, SystemRandom};
use senza::sign_in::grant::{self, Grant};
use senza::startup::{self, Environment};
use std::sync::Arc;
use time::Duration;

const NEW_PASSPHRASE: &str = "copper lantern walks quietly home";

/// What reads a row, for one of the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    SignIn(usize),
    Kit(usize),
    /// A change of passphrase: what else wraps a factor is opened by nothing but changes.
    Change(usize),
    Link(usize),
    SignOn(usize),
    Session(usize),
    /// A step that waits.
    Waits(usize),
    /// How many service providers a sign-out tells.
    SignOut(usize),
    Verify,
    Start,
}

/// What came of it.
pub struct Got {
    pub is_admitted: bool,
    /// `None` where no page is shown.
    pub page: Option<Page>,
}

pub struct Scene {
    pub app: TestApp,
    pub people: [Person; 2],
    pub untouched: Person,
    pub accounts: [String; 2],
    pub kits: [String; 2],
    pub links: [String; 2],
    pub sps: [Sp; 2],
    /// Of sessions that are not used for anything else.
    pub cookies: [String; 2],
    /// A path and whose session it needs.
    pub waiting: Vec<(String, Option<usize>)>,
    /// Rows of before a change.
    pub older: Vec<Row>,
}

const TABLES_WITH_VERSIONS: [&str; 7] =
    ["account", "way_in", "root_seal", "factor", "profile", "inbox_item", "session"];

impl Scene {
    pub fn new() -> Self {
        let app = spawn();
        let sps = ["one", "two"].map(|name| Sp::new(name).leaving_by(&["Redirect"]).told(&["ward"]).register(&app));
        let mut people = ["ada@example.org", "eve@example.org"]
            .map(|name| enrol_as(&app, name, name.starts_with("ada"), &[("ward", "one"), ("mail", name)]));
        let untouched = enrol_as(&app, "bob@example.org", false, &[("ward", "three")]);
        let kits = people.each_mut().map(|person| person.make_kit(&app));
        let older = TABLES_WITH_VERSIONS.iter().flat_map(|table| rows(&app, table, "true")).collect();
        for person in &mut people {
            assert_eq!(person.change_passphrase(&app, NEW_PASSPHRASE).status, 303);
            person.passphrase = NEW_PASSPHRASE.to_owned();
            let mut put = Grant::default();
            Attribute::collect(&mut put.attributes, "ward", "two");
            let identifier = Identifier::parse(&person.identifier).unwrap();
            app.block_on(grant::grant(&app.parts, &identifier, put, "test")).unwrap();
        }
        let mut scene = Self {
            accounts: people.each_ref().map(|person| person.signed_in(&app).account.0.to_string()),
            links: ["trent", "walter"].map(|name| invite(&app, name, name == "trent", &[])),
            cookies: Default::default(),
            waiting: Vec::new(),
            untouched,
            people,
            kits,
            sps,
            older,
            app,
        };
        for who in 0..2 {
            scene.prepare(who);
        }
        scene
    }

    fn prepare(&mut self, who: usize) {
        let mut session = self.people[who].elsewhere(&self.app);
        self.cookies[who] = session.browser.cookie("senza_session").unwrap().to_owned();
        for sp in &self.sps {
            assert!(Answer::of(&session.browser.get(&sp.request(&self.app).unsigned())).is_success());
        }
        let drawn = self.people[who].change(&self.app, "/account/kit", &[]).location().unwrap();
        self.waiting.push((drawn, Some(who)));
        let accepted = type_kit(&self.app, &self.kits[who]).1.location().unwrap();
        self.waiting.push((accepted, None));
        let step = self.sign_in(who, "").location().unwrap();
        self.waiting.push((step, None));
        // The kit's page is shown to the session that drew it, and to others of its account.
        self.people[who].browser = session.browser;
    }

    fn sign_in(&self, who: usize, code: &str) -> Page {
        let (person, mut browser) = (&self.people[who], Browser::new(&self.app.base));
        let page = browser.get("/login");
        let typed = [("identifier", &*person.identifier), ("passphrase", &*person.passphrase), ("code", code)];
        browser.submit("/login", &page, &typed)
    }

    fn signed_in(&self, who: usize) -> Browser {
        let mut browser = Browser::new(&self.app.base);
        browser.set_cookie("senza_session", &self.cookies[who]);
        browser
    }

    pub fn try_it(&mut self, probe: Probe) -> Got {
        if matches!(probe, Probe::SignIn(_) | Probe::Change(_)) {
            // A code that is refused for what was done to a row may be used up all the same.
            self.app.clock.advance(Duration::seconds(30));
        }
        let page = match probe {
            Probe::SignIn(who) => self.sign_in(who, &self.app.code(&self.people[who].seed)),
            Probe::Kit(who) => type_kit(&self.app, &self.kits[who]).1,
            Probe::Change(who) => self.change(who),
            Probe::Link(n) => Browser::new(&self.app.base).get(&self.links[n]),
            Probe::SignOn(n) => {
                let init = format!("/saml/init?sp={}", percent(&self.sps[n].entity_id));
                self.untouched.browser.get(&init)
            }
            Probe::Session(who) => self.signed_in(who).get("/portal"),
            Probe::Waits(n) => {
                let (path, who) = self.waiting[n].clone();
                who.map_or_else(|| Browser::new(&self.app.base), |who| self.signed_in(who)).get(&path)
            }
            Probe::SignOut(who) => self.sign_out(who),
            Probe::Verify | Probe::Start => return self.without_a_page(probe),
        };
        let is_admitted = match probe {
            Probe::SignIn(_) | Probe::Kit(_) | Probe::Change(_) => page.status == 303,
            Probe::SignOn(_) => Answer::read(&page).is_some_and(|answer| answer.is_success()),
            Probe::SignOut(_) => page.body.matches("<iframe").count() == 2,
            _ => page.status == 200,
        };
        Got { is_admitted, page: Some(page) }
    }

    fn change(&self, who: usize) -> Page {
        let (mut browser, person) = (self.signed_in(who), &self.people[who]);
        let page = browser.get("/account/passphrase");
        let code = self.app.code(&person.seed);
        // To the same, so that it can be done again.
        let new = &*person.passphrase;
        let typed = [("passphrase", new), ("code", &*code), ("new_passphrase", new), ("new_passphrase_confirm", new)];
        browser.submit("/account/passphrase", &page, &typed)
    }

    /// The session is put back.
    pub fn sign_out(&self, who: usize) -> Page {
        let sessions = rows(&self.app, "session", "true");
        let mut browser = self.signed_in(who);
        let asked = browser.get("/logout");
        let left = browser.submit("/logout", &asked, &[]);
        let page = browser.follow(left);
        self.app.sql("delete from session");
        sessions.iter().for_each(|row| row.insert(&self.app));
        page
    }

    fn without_a_page(&self, probe: Probe) -> Got {
        let (app, now) = (&self.app, self.app.clock.now());
        let is_admitted = if probe == Probe::Verify {
            let audit = Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now };
            app.block_on(audit.verify(None, &mut |_| ())).is_ok_and(|verified| verified.findings == 0)
        } else {
            let environment = Environment {
                clock: app.clock.clone(),
                random: Arc::new(SystemRandom),
                policy: Options::default().policy,
                permits: 1,
                limits: Options::default().limits,
            };
            app.block_on(startup::parts(app.database.clone(), app.keeper_at.clone(), environment))
                .is_ok_and(|parts| parts.org == app.parts.org)
        };
        Got { is_admitted, page: None }
    }

    /// Nobody touched them: they get in and are signed on.
    pub fn the_untouched_gets_in(&mut self) {
        assert_eq!(self.untouched.sign_in(&self.app).status, 303, "an untouched person");
        assert!(self.try_it(Probe::SignOn(0)).is_admitted && self.try_it(Probe::SignOn(1)).is_admitted);
    }
}
