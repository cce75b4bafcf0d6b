//! What bad input gets: a page with one sentence and a request id, or an error Response at a registered endpoint.
//!
//! Each attack is a sound message with one thing spoilt; its control is the same message, unspoilt, which is answered.

mod binding;
mod document;
mod elsewhere;
mod post;
mod signature;
mod wishes;

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::harmless::{SCRIPT, is_harmless, is_helpful};
use crate::support::person::{Person, enrol};
use crate::support::sp::{Request, Sp, fresh_id, path, redirect, sign, signing};
use std::time::{Duration, Instant};

/// What an attack is to be answered with.
enum Said {
    /// A page of status 4xx, with these words in its sentence.
    Page(&'static str),
    /// A Response with this second-level status, to the endpoint of the sound message.
    Posted(&'static str),
    /// Success, at the endpoint of the sound message: what was hostile in it does no harm.
    Success,
}

/// Its name, what it gets, and how it spoils a sound message: the query that arrives.
struct Attack(&'static str, Said, fn(&Sound) -> String);

/// A message that is answered with success.
struct Sound {
    request: Request,
    is_signed: bool,
}

impl Sound {
    fn new(app: &TestApp, sp: &Sp, is_signed: bool) -> Self {
        Self { request: sp.request(app), is_signed }
    }

    fn query(&self) -> String {
        self.with_xml(self.request.xml().as_bytes())
    }

    fn with_xml(&self, xml: &[u8]) -> String {
        self.signed(redirect(xml, Some("state")))
    }

    fn with_relay_state(&self, relay_state: &str) -> String {
        self.signed(redirect(self.request.xml().as_bytes(), Some(relay_state)))
    }

    /// Another document: one text of it replaced, which must have been there.
    fn replacing(&self, from: &str, to: &str) -> String {
        let xml = self.request.xml();
        assert!(xml.contains(from), "{from} is not in {xml}");
        self.with_xml(xml.replacen(from, to, 1).as_bytes())
    }

    /// With another request; signed, if the sound one is.
    fn changed(&self, change: impl FnOnce(&mut Request)) -> String {
        let mut request = self.request.clone();
        change(&mut request);
        self.with_xml(request.xml().as_bytes())
    }

    fn with(&self, attribute: &'static str, value: &str) -> String {
        self.with_xml(self.request.clone().with(attribute, value).xml().as_bytes())
    }

    fn containing(&self, xml: &str) -> String {
        self.with_xml(self.request.clone().containing(xml).xml().as_bytes())
    }

    fn signed(&self, query: String) -> String {
        if self.is_signed { sign(&query, &signing().key) } else { query }
    }
}

/// Someone signed in; a portal whose requests come as they like, and one whose requests must be signed.
struct Scene {
    app: TestApp,
    ada: Person,
    portal: Sp,
    strict: Sp,
}

impl Scene {
    fn new() -> Self {
        let app = spawn();
        let ada = enrol(&app, "ada@example.org");
        let portal = Sp::new("portal").register(&app);
        let strict = Sp::new("strict").signing_requests().register(&app);
        Self { app, ada, portal, strict }
    }

    /// Runs each attack and its control.
    fn run(&mut self, attacks: &[Attack], is_signed: bool) {
        let waiting = self.app.count("pending");
        for Attack(name, said, spoil) in attacks {
            let sp = if is_signed { self.strict.clone() } else { self.portal.clone() };
            let mut sound = Sound::new(&self.app, &sp, is_signed);
            let started = Instant::now();
            let page = self.ada.browser.get(&path(&spoil(&sound)));
            let took = started.elapsed();
            assert!(took < Duration::from_secs(15), "{name}: {took:?}");
            let got = judge(name, said, &page, &sp);
            if !matches!(said, Said::Page(_)) {
                // An answer uses a request up.
                sound.request.id = fresh_id();
            }
            let control = Answer::of(&self.ada.browser.get(&path(&sound.query())));
            assert!(control.is_success() && control.action == sp.default_acs(), "{name}: the control");
            eprintln!("{name:<60} signed {is_signed:<5} {got}");
        }
        assert_eq!(self.app.count("pending"), waiting, "nothing hostile is left waiting");
    }

    /// Each attack by messages that are signed and by such that are not.
    fn run_both(&mut self, attacks: &[Attack]) {
        self.run(attacks, false);
        self.run(attacks, true);
    }
}

/// Checks what an attack got, and says it in a line.
fn judge(name: &str, said: &Said, page: &Page, sp: &Sp) -> String {
    is_harmless(name, page);
    match (said, Answer::read(page)) {
        (Said::Page(words), None) => {
            let sentence = is_helpful(name, page);
            assert!(sentence.contains(words), "{name}: {words:?} is not in {sentence:?}");
            format!("{} {sentence}", page.status)
        }
        (Said::Posted(second), Some(answer)) => {
            let (top, status) = answer.status();
            assert_eq!((status.as_str(), answer.assertion.as_deref()), (*second, None), "{name}");
            assert_ne!(top, "Success", "{name}");
            assert_eq!(answer.action, sp.default_acs(), "{name}");
            format!("Response {top}, {status}")
        }
        (Said::Success, Some(answer)) => {
            assert!(answer.is_success() && answer.action == sp.default_acs(), "{name}: {:?}", answer.status());
            "Response Success".to_owned()
        }
        (_, answer) => panic!("{name}: {} {answer:?} {:?} {}", page.status, page.location(), page.body),
    }
}
