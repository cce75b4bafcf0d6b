//! An identity provider for which the vectors are made, someone signed in, and the two things that are done with each file.

use crate::cost::{self, Cost};
use crate::listener::Listener;
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::harmless::{is_harmless, is_helpful};
use crate::support::person::{Person, enrol_as};
use crate::support::sp::{path, percent, redirect, register_with};
use crate::table::{Gets, Reject, Sent, Then};
use crate::vectors;
use data_encoding::BASE64;
use senza::domain::variant::skip;
use senza::domain::{Clock, SystemClock};
use senza::saml::metadata::{AcceptPolicy, parse_sp};
use std::process::Command;
use time::OffsetDateTime;
use time::macros::datetime;

/// The vectors' moment.
const NOW: OffsetDateTime = datetime!(2026-01-01 12:00 UTC);

/// As far as the shortest place shows it: a number that is none is cut.
const SCRIPT: &str = "<script>alert(31337)";

pub(crate) struct Scene {
    app: TestApp,
    ada: Person,
    listener: Listener,
    /// The vector that the service provider was registered from.
    portal: Option<&'static str>,
    worst: Cost,
}

/// What came of sending a file.
pub(crate) struct Outcome {
    /// The last page, where there were several; for metadata, none.
    page: Option<Page>,
    /// Why metadata was refused.
    refused: Option<String>,
    /// Pages before the last, which must be like it.
    others: Vec<Page>,
}

impl Scene {
    pub(crate) fn new() -> Self {
        // The vectors' moment is not to come before the end of the enrolment, nor long after.
        let ahead = datetime!(2026-01-01 11:58 UTC) - SystemClock.now();
        let options = Options { known_as: Some("https://idp.example.org"), ahead, ..Options::default() };
        let app = spawn_with(options);
        let ada = enrol_as(&app, "ada@example.org", true, &[]);
        let listener = Listener::start("https://sp.example.org/sp");
        Self { app, ada, listener, portal: None, worst: Cost::default() }
    }

    pub(crate) fn worst(&self) -> String {
        format!("the dearest reject: {}", self.worst)
    }

    /// The file is refused: as the table says, cheaply, without harm.
    pub(crate) fn reject(&mut self, reject: &Reject) -> String {
        let Reject(_, file, sent, gets, ..) = reject;
        skip(&[]);
        self.prepare(sent);
        let mut said = String::new();
        let mut least: Option<Cost> = None;
        // Something else in this process may have had its turn meanwhile; so the lowest of a few counts.
        for _ in 0..20 {
            let (outcome, cost) = self.send(file, sent);
            said = check(file, gets, &outcome);
            assert_eq!(self.listener.calls(), 0, "{file}: something was fetched");
            let best = least.map_or(cost, |other| Cost {
                cpu: cost.cpu.min(other.cpu),
                memory_kib: cost.memory_kib.min(other.memory_kib),
            });
            least = Some(best);
            if best.is_little() {
                break;
            }
            self.forget(sent);
        }
        if matches!(sent, Sent::Again) {
            self.app.restart();
            said = check(file, gets, &self.send(file, sent).0) + " also after a restart";
        }
        let cost = least.unwrap();
        assert!(cost.is_little(), "{file}: {cost}");
        self.worst.cpu = self.worst.cpu.max(cost.cpu);
        self.worst.memory_kib = self.worst.memory_kib.max(cost.memory_kib);
        format!("{said} ({cost})")
    }

    /// Without the check the same file succeeds.
    pub(crate) fn control(&mut self, reject: &Reject) -> String {
        let Reject(_, file, sent, _, without, then) = reject;
        self.forget(sent);
        match then {
            Then::FoolsXmlsec => return fools_xmlsec(file),
            Then::CostsAlone => return cost::alone(file),
            _ => {}
        }
        skip(without);
        let (outcome, cost) = self.send(file, sent);
        skip(&[]);
        let calls = self.listener.calls();
        match then {
            Then::Answered => answered(file, &outcome, None),
            Then::AnsweredAs(id) => answered(file, &outcome, Some(id)),
            Then::AnsweredAt(location) => {
                let answer = Answer::of(outcome.page.as_ref().unwrap());
                assert!(answer.is_success() && answer.action == *location, "{file}: {}", answer.action);
                format!("success, sent to {location}")
            }
            Then::AskedAs(id) => {
                let page = outcome.page.as_ref().unwrap();
                let field = page.hidden("SAMLResponse").unwrap_or_else(|| panic!("{file}: {}", page.body));
                let response = String::from_utf8(BASE64.decode(field.as_bytes()).unwrap()).unwrap();
                assert!(response.contains(&format!("InResponseTo=\"{id}\"")), "{file}: {response}");
                format!("a LogoutResponse to {id}")
            }
            Then::AsksToSignIn => {
                let location = outcome.page.as_ref().unwrap().location().unwrap_or_default();
                assert!(location.starts_with("/login?sign_on="), "{file}: {location}");
                "acted on: it asks to sign in again".to_owned()
            }
            Then::Believed => {
                let page = outcome.page.as_ref().unwrap();
                assert!(page.status == 200 && page.body.contains("has signed you out"), "{file}: {}", page.body);
                "believed".to_owned()
            }
            Then::Registered => {
                assert_eq!(outcome.refused, None, "{file}");
                self.portal = None;
                "registered".to_owned()
            }
            Then::Costs => {
                assert!(!cost.is_little(), "{file}: {cost}");
                cost.to_string()
            }
            Then::Fetches => {
                assert!(calls > 0, "{file}: nothing was fetched");
                format!("fetched {calls} times")
            }
            Then::Reflects => {
                self.portal = None;
                let page = outcome.page.unwrap();
                assert!(page.body.contains(SCRIPT), "{file}: {}", page.body);
                "the script stands in the page".to_owned()
            }
            Then::FoolsXmlsec | Then::CostsAlone => unreachable!(),
        }
    }

    /// As if nothing had been sent before.
    fn prepare(&mut self, sent: &Sent) {
        self.app.sql("delete from seen_request");
        self.app.sql("delete from pending");
        self.app.clock.advance(NOW - self.app.clock.now());
        let portal = match sent {
            Sent::Post | Sent::Logout | Sent::LogoutAnswer | Sent::EveryOrder => "../accept/post/service-provider.xml",
            _ => "../accept/metadata/plain.xml",
        };
        if self.portal != Some(portal) {
            let refused = self.register(&vectors::read(portal));
            assert_eq!(refused, None);
            self.portal = Some(portal);
        }
        if let Sent::Again = sent {
            let (outcome, _) = self.send("described/reused-id.xml", sent);
            answered("the first time", &outcome, None);
        }
    }

    fn forget(&self, sent: &Sent) {
        if !matches!(sent, Sent::Again) {
            self.app.sql("delete from seen_request");
        }
    }

    fn register(&self, metadata: &[u8]) -> Option<String> {
        register_with(&self.app, metadata, &[], Default::default()).err().map(|error| error.to_string())
    }

    /// What it costs is what it costs client and server together.
    fn send(&mut self, file: &str, sent: &Sent) -> (Outcome, Cost) {
        let octets = self.with_listener(vectors::read(file));
        let one = |page| Outcome { page: Some(page), refused: None, others: Vec::new() };
        match sent {
            Sent::Redirect | Sent::Again => {
                let path = path(&redirect(&octets, None));
                Cost::of(|| one(self.ada.browser.get(&path)))
            }
            Sent::Query => {
                let path = path(std::str::from_utf8(&octets).unwrap());
                Cost::of(|| one(self.ada.browser.get(&path)))
            }
            Sent::EveryOrder => self.every_order(std::str::from_utf8(&octets).unwrap()),
            Sent::Post => {
                let body = format!("SAMLRequest={}", percent(&BASE64.encode(&octets)));
                Cost::of(|| one(self.post(&body)))
            }
            Sent::Form => Cost::of(|| one(self.post(std::str::from_utf8(&octets).unwrap()))),
            Sent::Logout | Sent::LogoutAnswer => {
                let field = if matches!(sent, Sent::Logout) { "SAMLRequest" } else { "SAMLResponse" };
                let body = format!("{field}={}", percent(&BASE64.encode(&octets)));
                Cost::of(|| one(logout(&self.app, &body)))
            }
            Sent::Metadata => Cost::of(|| Outcome { page: None, refused: self.register(&octets), others: Vec::new() }),
            Sent::Console => {
                self.portal = None;
                let metadata = String::from_utf8(octets).unwrap();
                Cost::of(|| one(self.ada.browser.hand_in(&metadata)))
            }
        }
    }

    /// From another site, and then where that leads.
    fn post(&mut self, body: &str) -> Page {
        let posted = Browser::new(&self.app.base).post_raw("/saml/sso", FORM, body);
        self.ada.browser.after(posted)
    }

    fn every_order(&mut self, query: &str) -> (Outcome, Cost) {
        let parts: Vec<&str> = query.split('&').collect();
        let (mut pages, mut worst) = (Vec::new(), Cost::default());
        for order in vectors::orders(&parts) {
            self.app.sql("delete from seen_request");
            let (page, cost) = Cost::of(|| self.ada.browser.get(&path(&order)));
            pages.push(page);
            worst.cpu = worst.cpu.max(cost.cpu);
            worst.memory_kib = worst.memory_kib.max(cost.memory_kib);
        }
        let page = pages.pop();
        (Outcome { page, refused: None, others: pages }, worst)
    }

    fn with_listener(&self, octets: Vec<u8>) -> Vec<u8> {
        match std::str::from_utf8(&octets) {
            Ok(text) if text.contains("127.0.0.1:1/") => {
                text.replace("127.0.0.1:1/", &format!("{}/", self.listener.address)).into_bytes()
            }
            _ => octets,
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// By a browser in which nobody is signed in, so that a logout that succeeds ends nothing.
fn logout(app: &TestApp, body: &str) -> Page {
    let mut browser = Browser::new(&app.base);
    let posted = browser.post_raw("/saml/slo", FORM, body);
    match posted.location() {
        Some(next) if next.starts_with("/saml/slo/continue?") => browser.get(&next),
        _ => posted,
    }
}

/// What was got is what the table says, and harmless.
fn check(file: &str, gets: &Gets, outcome: &Outcome) -> String {
    let pages = || outcome.others.iter().chain(&outcome.page);
    for page in pages() {
        is_harmless(file, page);
    }
    match gets {
        Gets::Page(words) => {
            for page in pages() {
                assert!(Answer::read(page).is_none(), "{file}");
                let sentence = is_helpful(file, page);
                assert!(sentence.contains(words), "{file}: {words:?} is not in {sentence:?}");
            }
            let page = outcome.page.as_ref().unwrap();
            format!(
                "{} {words:?}{}",
                page.status,
                match outcome.others.len() {
                    0 => String::new(),
                    more => format!(" in each of {} orders", more + 1),
                }
            )
        }
        Gets::Response(second) => {
            let answer = Answer::of(outcome.page.as_ref().unwrap());
            assert_eq!((answer.status().1.as_str(), answer.assertion.as_deref()), (*second, None), "{file}");
            assert_eq!(answer.action, "https://sp.example.org/acs", "{file}");
            format!("Response {second}")
        }
        Gets::Text => answered(file, outcome, None) + ", as text",
        Gets::Refused(words) => {
            let why = outcome.refused.as_deref().unwrap_or_else(|| panic!("{file} was taken"));
            assert!(why.contains(words), "{file}: {words:?} is not in {why:?}");
            format!("refused: {words:?}")
        }
        Gets::Shown(words) => {
            let page = outcome.page.as_ref().unwrap();
            assert!(page.body.contains(words), "{file}: {words:?} is not in {}", page.body);
            format!("{} shown as text", page.status)
        }
    }
}

/// A Response with success, at the registered endpoint.
fn answered(file: &str, outcome: &Outcome, id: Option<&str>) -> String {
    for page in outcome.others.iter().chain(&outcome.page) {
        let answer = Answer::read(page).unwrap_or_else(|| panic!("{file}: {} {}", page.status, page.body));
        assert!(answer.is_success(), "{file}: {:?}", answer.status());
        assert_eq!(answer.action, "https://sp.example.org/acs", "{file}");
        if let Some(id) = id {
            assert_eq!(answer.frame("InResponseTo").as_deref(), Some(id), "{file}");
        }
    }
    id.map_or_else(|| "success".to_owned(), |id| format!("success, for {id:?}"))
}

/// xmlsec1 finds the signature sound, although the message was altered after it was made.
fn fools_xmlsec(file: &str) -> String {
    let message = String::from_utf8(vectors::read(file)).unwrap();
    assert!(message.contains("ProviderName=\"evil\""), "{file} was altered");
    let metadata = String::from_utf8(vectors::read("../accept/post/service-provider.xml")).unwrap();
    let certificate = metadata.split("X509Certificate>").nth(1).unwrap().split('<').next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("sp.pem");
    std::fs::write(&pem, format!("-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n")).unwrap();
    let output = Command::new("xmlsec1")
        .args(["--verify", "--pubkey-cert-pem", pem.to_str().unwrap(), "--id-attr:ID"])
        .args(["urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest", vectors::path(file).to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    "xmlsec1 finds the altered message sound".to_owned()
}

/// Reads metadata without the checks, in a process that will be ended.
pub(crate) fn parse_alone(reject: &Reject) {
    let octets = vectors::read(reject.1);
    skip(reject.4);
    let _ = parse_sp(&octets, &AcceptPolicy::default(), NOW);
}
