//! Invitation and enrolment.

use crate::support::browser::Page;
use crate::support::mixed::facts::{Facts, Person, Said, Standing};
use crate::support::mixed::flows::pages;
use crate::support::mixed::worker::{Away, Worker};
use senza::sign_in::totp;
use std::collections::BTreeMap;

/// By the console, of an administrator of the worker's own.
pub fn invite(worker: &mut Worker<'_>, _: usize) -> Result<(), Away> {
    worker.invited += 1;
    let number = worker.invited * 10 + worker.number;
    // A staff list, in order: the drill looks for its order as well.
    let identifier = format!("person{number:06}@saint-barbara.example");
    let mut said = BTreeMap::new();
    for name in ["ward", "cn"] {
        let value = format!("{} {} of {number}", worker.dice.word(), worker.dice.word());
        worker.run.typed.note("attribute", &value);
        said.insert(name, Said { value, until: None });
    }
    // A code that nobody saw would leave an account that nobody knows of.
    let by_code = !worker.run.site.may_be_away() && worker.dice.once_in(8);
    let (link, code) = surely(worker, &identifier, by_code, &said)?;
    let identifier = code.unwrap_or(identifier);
    worker.run.typed.note("identifier", &identifier);
    worker.people.push(Person::new(Facts::invited(identifier, link, said)));
    Ok(())
}

pub fn invite_again(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let before = worker.people[who].now.clone();
    // It says all anew, and nothing of it ends.
    let said: BTreeMap<_, _> =
        before.said.iter().map(|(name, said)| (*name, Said { until: None, ..said.clone() })).collect();
    let identifier = before.identifier.clone();
    let (link, _) = surely(worker, &identifier, false, &said)?;
    worker.people[who].becomes(Facts { standing: Standing::Invited, link, said, ..before });
    Ok(())
}

/// Again and again until it was answered: an invitation takes the place of one before.
fn surely(
    worker: &mut Worker<'_>,
    identifier: &str,
    by_code: bool,
    said: &BTreeMap<&'static str, Said>,
) -> Result<(String, Option<String>), Away> {
    for _ in 0..200 {
        let sent = worker.as_administrator(|worker, who| send(worker, who, identifier, by_code, said));
        if sent.is_ok() || !worker.run.site.may_be_away() {
            return sent;
        }
        std::thread::sleep(std::time::Duration::from_millis(250));
        worker.run.site.wait_until_there();
    }
    worker.wrong("nobody could be invited".to_owned());
    Err(Away)
}

/// The link's path, and the login code where one was made.
fn send(
    worker: &mut Worker<'_>,
    administrator: usize,
    identifier: &str,
    by_code: bool,
    said: &BTreeMap<&'static str, Said>,
) -> Result<(String, Option<String>), Away> {
    let lines: String = said.iter().map(|(name, said)| format!("{name}={}\n", said.value)).collect();
    if let Some(made) = worker.run.site.invite_by_command(identifier, &lines) {
        let link = made.map_err(|()| Away)?;
        worker.run.typed.note("invitation", link.trim_start_matches("/enrol/"));
        return Ok((link, None));
    }
    let code = worker.code(administrator)?;
    let mut browser = worker.session(administrator)?;
    let page = worker.there(browser.get("/admin/people"))?;
    let mut typed = vec![("form_token", page.hidden("form_token").unwrap_or_default()), ("attributes", lines)];
    typed.extend([("passphrase", worker.people[administrator].now.passphrase.clone()), ("code", code)]);
    match by_code {
        true => typed.push(("login_code", "yes".to_owned())),
        false => typed.push(("identifier", identifier.to_owned())),
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    worker.run.site.changing(1);
    let page = browser.post("/admin/invite", &typed);
    worker.run.site.changing(-1);
    let page = worker.must(page, 200, "an invitation")?;
    worker.people[administrator].sessions.push(browser);
    let link = page.body.split(&format!("{}/enrol/", worker.run.site.base())).nth(1);
    let token = link.and_then(|rest| rest.split('<').next()).expect("a link").to_owned();
    worker.run.typed.note("invitation", &token);
    Ok((format!("/enrol/{token}"), page.text_of("login-code").filter(|_| by_code)))
}

pub fn enrol(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let before = worker.people[who].now.clone();
    let mut browser = worker.browser();
    let page = worker.must(browser.get(&before.link), 200, "an enrolment link")?;
    let seed = seed_of(worker, &page);
    let passphrase = worker.dice.passphrase();
    worker.run.typed.note("passphrase", &passphrase);
    let code = worker.code_of(who, &seed)?;
    let link = before.link.clone();
    let after = Facts { standing: Standing::Active, seed, passphrase: passphrase.clone(), ..before };
    let typed = [("passphrase", &*passphrase), ("passphrase_confirm", &*passphrase), ("code", &*code)];
    let send = |_: &mut Person| browser.submit(&link, &page, &typed);
    worker.decide(who, after, "enrolment", send, |page| page.location().as_deref() == Some("/portal"))?;
    worker.keep(who, browser);
    Ok(())
}

pub fn seed_of(worker: &Worker<'_>, page: &Page) -> Vec<u8> {
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").expect("the URI as text")).unwrap();
    worker.run.typed.seed(seed.expose());
    seed.expose().to_vec()
}

/// A form with a mistake in it changes nothing.
pub fn faulty(worker: &mut Worker<'_>, who: usize) -> Result<(), Away> {
    let link = worker.people[who].now.link.clone();
    let mut browser = worker.browser();
    let page = worker.must(browser.get(&link), 200, "an enrolment link")?;
    let seed = seed_of(worker, &page);
    let code = totp::code_at(&senza::domain::SecretBytes::new(seed), worker.now()).unwrap();
    let typed = [("passphrase", "short"), ("passphrase_confirm", "short"), ("code", &*code)];
    let page = browser.submit(&link, &page, &typed);
    worker.must(page, 422, "an enrolment with a fault").map(drop)
}

impl Worker<'_> {
    /// A browser in which they are signed in, taken from theirs.
    pub fn session(&mut self, who: usize) -> Result<crate::support::browser::Browser, Away> {
        while let Some(mut browser) = self.people[who].sessions.pop() {
            if self.run.site.may_be_away() {
                let page = browser.get("/portal");
                if self.there(page.clone()).is_err() {
                    self.people[who].sessions.push(browser);
                    return Err(Away);
                }
                if page.status != 200 {
                    self.wrong(format!("a session is gone: {} {:?}", page.status, page.location()));
                    continue;
                }
            }
            return Ok(browser);
        }
        let facts = self.people[who].now.clone();
        let code = self.code(who)?;
        let mut browser = self.own_browser(who);
        let page = pages::sign_in(&mut browser, &facts.identifier, &facts.passphrase, &code);
        self.must(page, 303, "a sign-in")?;
        self.people[who].device = Some(browser.signed_out());
        self.note_cookie(&browser);
        Ok(browser)
    }

    pub fn keep(&mut self, who: usize, browser: crate::support::browser::Browser) {
        self.note_cookie(&browser);
        self.people[who].device = Some(browser.signed_out());
        self.people[who].sessions.push(browser);
    }

    fn note_cookie(&self, browser: &crate::support::browser::Browser) {
        if let Some(cookie) = browser.cookie("senza_session") {
            self.run.typed.note("cookie", cookie);
        }
    }
}
