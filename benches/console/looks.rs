//! What is looked at: every page of the console, and those of its answers to forms that look something up.

use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person};
use crate::support::stock::Stock;
use senza::domain::{Clock, SystemClock};
use senza::http::CONSOLE;
use senza::sign_in::totp;
use std::time::Duration;

/// What was found at a published address: nothing is published where this runs.
const FOUND: &str = "/admin/applications/found";

pub struct Look {
    pub name: String,
    path: String,
    /// Sent where it is a form's answer.
    fields: Option<Vec<(&'static str, String)>>,
    /// What proves that it is that page.
    pub shows: String,
}

impl Look {
    pub fn open(&self, browser: &mut Browser) -> Page {
        match &self.fields {
            None => browser.get(&self.path),
            Some(fields) => {
                let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
                browser.post(&self.path, &fields)
            }
        }
    }
}

fn page(path: impl Into<String>, shows: &str) -> Look {
    let path = path.into();
    Look { name: format!("`{}`", path.split("metadata=").next().unwrap()), path, fields: None, shows: shows.to_owned() }
}

fn answer(name: &str, path: &str, token: &str, fields: &[(&'static str, &str)], shows: &str) -> Look {
    let own = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
    let fields = Some(own.chain([("form_token", token.to_owned())]).collect());
    Look { name: format!("`{path}`: {name}"), path: path.to_owned(), fields, shows: shows.to_owned() }
}

/// Where the link leads that bears this mark.
fn linked(page: &Page, mark: &str) -> String {
    let links = page.body.split("<a ").map(|link| link.split('>').next().unwrap());
    let link =
        links.into_iter().find(|link| link.contains(mark)).unwrap_or_else(|| panic!("no {mark} in {}", page.body));
    let address = link.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    address.replace("&#38;", "&").replace("&amp;", "&")
}

pub fn all(stock: &Stock, administrator: &mut Person) -> Vec<Look> {
    let identifier = administrator.identifier.clone();
    let mut looks = pages_alone();
    looks.push(proposal(administrator));
    let browser = &mut administrator.browser;
    let token = browser.get("/admin/people").hidden("form_token").unwrap();
    looks.extend(applications(browser));
    looks.extend(sign_ons(browser, &token));
    looks.extend(audit(browser, stock));
    let person = [("identifier", &*identifier)];
    looks.push(answer("somebody who is here", "/admin/people/find", &token, &person, &identifier));
    looks.push(answer(
        "nobody",
        "/admin/people/find",
        &token,
        &[("identifier", "nobody")],
        "Nobody signs in with this",
    ));
    looks.push(answer("a person's rows", "/admin/audit/person", &token, &person, "On record of"));
    looks.push(answer(
        "before a link to begin again",
        "/admin/again",
        &token,
        &[("identifier", "person3")],
        "begins again",
    ));
    looks.push(answer(
        "without a directory",
        "/admin/people/directory",
        &token,
        &[("words", "muller")],
        "keeps no directory",
    ));
    for line in CONSOLE.iter().filter(|line| line.method == "GET" && line.address != FOUND) {
        let is_seen = |look: &Look| look.path.split('?').next() == Some(line.address);
        assert!(looks.iter().any(is_seen), "{} is looked at by nobody", line.address);
    }
    looks
}

fn pages_alone() -> Vec<Look> {
    vec![
        page("/admin", "<h1>Console</h1>"),
        page("/admin/people", "<h1>People</h1>"),
        page("/admin/people/many", "<h1>Invite many people</h1>"),
        page("/admin/settings", "<h1>Settings</h1>"),
        page("/admin/settings/roles", "<h1>Who may do what here</h1>"),
        page("/admin/settings/tokens", "<h1>Tokens for the console</h1>"),
        page("/admin/settings/tokens/new", "<h1>Make a token for the console</h1>"),
        page("/admin/approvals", "<h1>Waiting for a second person</h1>"),
        page("/admin/settings/approvals", "<h1>A second person</h1>"),
        page("/admin/settings/keys", "<h1>Our keys</h1>"),
        page("/admin/settings/keys/step?step=publish&kind=rsa", "<h1>Make a next key</h1>"),
        page("/admin/settings/look", "<h1>What pages look like</h1>"),
        page("/admin/sessions", "<h1>How long sessions last</h1>"),
        page("/admin/keyring", "<h1>Names at applications</h1>"),
        page("/admin/people/directory", "<h1>People by name</h1>"),
        page("/admin/settings/directory", "<h1>A directory of people</h1>"),
        // What everybody sees, where there are as many applications.
        page("/portal", "<h1>Your applications</h1>"),
        page("/portal?find=portal7", "portal7"),
        page("/account/applications", "and what each is told</h1>"),
    ]
}

/// One that waits: that it takes two from now on, which one owner alone can only propose.
fn proposal(owner: &mut Person) -> Look {
    const REQUIREMENT: &str = "/admin/settings/approvals";
    let form = owner.browser.get(REQUIREMENT);
    // A code serves once, and one served at the enrolment.
    std::thread::sleep(Duration::from_secs(31));
    let code = totp::code_at(&owner.seed, SystemClock.now()).unwrap();
    let done = owner.browser.submit(REQUIREMENT, &form, &[("passphrase", PASSPHRASE), ("code", &code)]);
    let one = page(done.location().unwrap_or_else(|| panic!("{}", done.body)), "You proposed this");
    Look { name: "`/admin/approvals/one`".to_owned(), ..one }
}

fn applications(browser: &mut Browser) -> Vec<Look> {
    let list = browser.get("/admin/applications");
    let one = "entity=https%3A%2F%2Fportal.example%2Fsaml";
    let looked = browser.hand_in(&crate::portal::Portal::new().metadata_of("https://another.example/saml"));
    let metadata = looked.hidden("metadata").unwrap_or_else(|| panic!("{}", looked.body));
    let look = format!("/admin/applications/look?metadata={metadata}");
    vec![
        page("/admin/applications", "<h1>Applications</h1>"),
        page(linked(&list, "id=\"next\""), "<h1>Applications</h1>"),
        page("/admin/applications?find=portal7", "portal7"),
        page("/admin/applications?find=nowhere", "<h1>Applications</h1>"),
        page(format!("/admin/applications/one?{one}"), "https://portal.example/saml"),
        page("/admin/applications/add", "<h1>Add an application</h1>"),
        page(look, "before it goes live"),
        page(format!("/admin/applications/change?{one}"), "may know</h1>"),
        page(format!("/admin/applications/trial?{one}"), "<h1>Try the sign-on to"),
        page(format!("/admin/applications/remove?{one}"), "<h1>Remove"),
        page(format!("/admin/applications/subscription?{one}"), "<h1>The address of"),
        page(format!("/admin/applications/engineers?{one}"), "to its engineers</h1>"),
    ]
}

fn sign_ons(browser: &mut Browser, token: &str) -> Vec<Look> {
    let list = browser.get("/admin/sign-ons");
    let button = list.body.split("name=\"request_id\" value=\"").nth(1).unwrap_or_else(|| panic!("{}", list.body));
    let request_id = button.split('"').next().unwrap();
    vec![
        page("/admin/sign-ons", "<h1>Sign-ons</h1>"),
        page(linked(&list, "rel=\"next\""), "<h1>Sign-ons</h1>"),
        page("/admin/sign-ons?application=https%3A%2F%2Fportal.example%2Fsaml", "<h1>Sign-ons</h1>"),
        page("/admin/sign-ons?outcome=stopped", "<h1>Sign-ons</h1>"),
        answer("one, by its id", "/admin/sign-ons/find", token, &[("request_id", request_id)], "<h1>One sign-on</h1>"),
    ]
}

fn audit(browser: &mut Browser, stock: &Stock) -> Vec<Look> {
    let list = browser.get("/admin/audit");
    let day = |back: i64| {
        let query = format!("select to_char(now() - interval '{back} days', 'YYYYMMDD')::bigint");
        let day = stock.number(&query).to_string();
        format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
    };
    let (from, to) = (day(40), day(38));
    vec![
        page("/admin/audit", "<h1>Audit</h1>"),
        page(linked(&list, "rel=\"next\""), "<h1>Audit</h1>"),
        page("/admin/audit?event=kind:sign-ins", "<h1>Audit</h1>"),
        page("/admin/audit?event=frozen", "<h1>Audit</h1>"),
        page("/admin/audit?application=https%3A%2F%2Fportal.example%2Fsaml", "<h1>Audit</h1>"),
        page("/admin/audit?application=https%3A%2F%2Fportal9.example%2Fsaml", "<h1>Audit</h1>"),
        page(format!("/admin/audit?from={from}&to={to}"), "<h1>Audit</h1>"),
        page(format!("/admin/audit?outcome=refused&from={from}&to={to}"), "<h1>Audit</h1>"),
    ]
}
