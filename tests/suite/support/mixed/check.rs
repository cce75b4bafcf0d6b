//! Compares an account with what must be true of it: what should open opens, what should not does not.

use super::NAMES;
use super::facts::{Facts, Person, Standing};
use super::flows::pages;
use super::worker::{Away, Worker};
use crate::support::answer::Answer;
use crate::support::browser::{Browser, Page};
use crate::support::sp::percent;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What does not fit.
type Unfit = Vec<String>;

impl Worker<'_> {
    /// Finds out which of two a person is whose change had no answer, and says so when it is neither.
    pub fn settle(&mut self, who: usize) -> Result<(), Away> {
        let (now, or) = (self.people[who].now.clone(), self.people[who].or.clone().expect("two"));
        // Each comparison takes a code: what is known need not be asked again.
        let as_before = match self.people[who].unfit.take() {
            Some(unfit) => unfit,
            None => self.fits(who, &now, Some(&or))?,
        };
        if as_before.is_empty() {
            self.people[who].or = None;
            self.run.outcome.lock().unwrap().before += 1;
            return Ok(());
        }
        self.people[who].unfit = Some(as_before.clone());
        // A code of this moment may have been used up by what should have been refused.
        let person = &mut self.people[who];
        person.step = person.step.max(step_of(self.run.site.now()));
        let as_after = self.fits(who, &or, Some(&now))?;
        self.people[who].unfit = None;
        if as_after.is_empty() {
            self.people[who].or = None;
            self.people[who].becomes(or);
            self.run.outcome.lock().unwrap().after += 1;
            return Ok(());
        }
        self.wrong(format!("half changed: as before: {as_before:?}; as after: {as_after:?}"));
        // Once is enough.
        self.people[who].or = None;
        self.people[who].now.standing = Standing::Gone;
        self.people[who].old.clear();
        Ok(())
    }

    /// Every account, at the end.
    pub fn check_all(&mut self) {
        let patience = Instant::now() + Duration::from_secs(600);
        let nobody = Person::new(Facts::invited(String::new(), String::new(), BTreeMap::new()));
        self.people.push(std::mem::replace(&mut self.administrator, nobody));
        let mut left: Vec<usize> = (0..self.people.len()).collect();
        while !left.is_empty() {
            self.run.site.wait_until_there();
            left.retain(|who| {
                self.begin();
                let checked = self.check_one(*who);
                self.end();
                checked.is_err()
            });
            if Instant::now() > patience {
                for who in &left {
                    let (now, or) = (&self.people[*who].now, &self.people[*who].or);
                    let or = or.as_ref().map(|or| or.standing);
                    let why = self.why.borrow().clone();
                    self.wrong(format!("could not be checked: {} {:?} {or:?}: {why}", now.identifier, now.standing));
                }
                return;
            }
            if !left.is_empty() {
                // Until their apps show other codes.
                std::thread::sleep(Duration::from_secs(2));
            }
        }
        let accounts = self.people.iter().filter(|person| person.now.standing != Standing::Gone).count();
        self.run.outcome.lock().unwrap().accounts += u32::try_from(accounts).unwrap();
    }

    fn check_one(&mut self, who: usize) -> Result<(), Away> {
        if !self.people[who].is_settled() {
            self.settle(who)?;
        }
        let facts = self.people[who].now.clone();
        // Before anything else, which could end a session.
        self.sessions(who)?;
        let old = self.people[who].old.last().cloned();
        for unfit in self.fits(who, &facts, old.as_ref())? {
            self.wrong(format!("{:?} in the end: {unfit}", facts.standing));
        }
        self.run.outcome.lock().unwrap().checked += 1;
        Ok(())
    }

    /// Sessions that should be live are, and those that ended are not.
    fn sessions(&mut self, who: usize) -> Result<(), Away> {
        for is_live in [true, false] {
            let person = &mut self.people[who];
            let browsers = if is_live {
                let mut live = std::mem::take(&mut person.sessions);
                live.append(&mut person.older);
                live
            } else {
                std::mem::take(&mut person.ended)
            };
            for mut browser in browsers {
                let page = self.there(browser.get("/portal"))?;
                if (page.status == 200) != is_live {
                    self.wrong(format!("a session that is live ({is_live}): {}", page.status));
                }
            }
        }
        Ok(())
    }

    /// What does not fit these facts; `other` are facts that must not hold: of before, or of what did not happen.
    pub fn fits(&mut self, who: usize, facts: &Facts, other: Option<&Facts>) -> Result<Unfit, Away> {
        let mut unfit = Unfit::new();
        if facts.standing == Standing::Active {
            // Before anything is tried that is refused: each such try counts.
            self.awaits_a_code(who)?;
        }
        if let Some(other) = other {
            self.is_not(who, facts, other, &mut unfit)?;
        }
        match facts.standing {
            Standing::Active => self.gets_in(who, facts, &mut unfit)?,
            Standing::Invited => {
                let page = self.there(self.browser().get(&facts.link))?;
                note(&mut unfit, page.status == 200, || format!("the link: {}", page.status));
            }
            Standing::Revoked | Standing::Frozen | Standing::Gone => self.stays_out(facts, &mut unfit)?,
        }
        Ok(unfit)
    }

    /// What others have that these have not serves nothing.
    fn is_not(&mut self, who: usize, facts: &Facts, other: &Facts, unfit: &mut Unfit) -> Result<(), Away> {
        let is_here = |identifier: &str| self.people.iter().any(|one| one.now.identifier == identifier);
        let moved = other.identifier != facts.identifier && !is_here(&other.identifier);
        if facts.standing == Standing::Active && other.has_enrolled() {
            if other.passphrase != facts.passphrase && self.may_be_refused(who) {
                let code = self.any_code(facts);
                self.is_refused(&facts.identifier, &other.passphrase, &code, "the other passphrase", unfit)?;
            }
            if other.seed != facts.seed && self.may_be_refused(who) {
                let code = self.any_code(other);
                self.is_refused(&facts.identifier, &facts.passphrase, &code, "the other authenticator", unfit)?;
            }
            if moved && self.may_be_refused(who) {
                let code = self.any_code(facts);
                self.is_refused(&other.identifier, &other.passphrase, &code, "the other identifier", unfit)?;
            }
        }
        if let Some(kit) = other.kit.as_ref().filter(|kit| facts.kit.as_ref() != Some(kit)) {
            self.kit_is_refused(kit, "the other kit", unfit)?;
        }
        if other.standing == Standing::Invited && (facts.standing != Standing::Invited || facts.link != other.link) {
            let page = self.there(self.browser().get(&other.link))?;
            note(unfit, page.status == 410, || format!("the other link: {}", page.status));
        }
        Ok(())
    }

    fn gets_in(&mut self, who: usize, facts: &Facts, unfit: &mut Unfit) -> Result<(), Away> {
        let step = self.people[who].step;
        let code = self.code_of(who, &facts.seed)?;
        let mut browser = self.own_browser(who);
        let page = pages::sign_in(&mut browser, &facts.identifier, &facts.passphrase, &code);
        let page = self.there(page)?;
        if page.status != 303 {
            // A code that came with a refusal is not used up.
            self.people[who].step = step;
            unfit.push(format!("does not get in: {}", page.status));
            return Ok(());
        }
        self.is_told(who, facts, &mut browser, unfit)?;
        let console = self.there(browser.get("/admin"))?;
        note(unfit, (console.status == 200) == facts.admin, || format!("the console: {}", console.status));
        match &facts.kit {
            Some(kit) => {
                let page = self.there(pages::type_kit(&mut self.browser(), kit))?;
                note(unfit, page.status == 303, || format!("the kit: {}", page.status));
            }
            None => {
                let page = self.there(browser.get("/account"))?;
                note(unfit, page.body.contains("You have none."), || "a kit that is not theirs".to_owned());
            }
        }
        self.people[who].device = Some(browser.signed_out());
        self.people[who].sessions.push(browser);
        Ok(())
    }

    /// Each service provider is told what it is to be told, of the same person as before.
    pub fn is_told(&mut self, who: usize, facts: &Facts, browser: &mut Browser, unfit: &mut Unfit) -> Result<(), Away> {
        for n in 0..2 {
            let init = format!("/saml/init?sp={}", percent(&self.run.sps[n].entity_id));
            let page = self.there(browser.get(&init))?;
            let Some(answer) = Answer::read(&page).filter(Answer::is_success) else {
                unfit.push(format!("is not signed on: {} {:?}", page.status, page.location()));
                return Ok(());
            };
            let known = self.people[who].pairwise[n].get_or_insert_with(|| answer.pairwise_id()).clone();
            note(unfit, known == answer.pairwise_id(), || "is another person".to_owned());
            let mut told = answer.told();
            told.retain(|name, _| NAMES.contains(&&**name));
            let told: BTreeMap<String, String> = told.into_iter().map(|(name, all)| (name, all.join(" "))).collect();
            match facts.told(self.now()) {
                Some(should) => note(unfit, told == should, || format!("told {told:?} instead of {should:?}")),
                // What cannot be compared would fit either of both: another time.
                None if !self.people[who].is_settled() => {
                    *self.why.borrow_mut() = "something is about to end".to_owned();
                    return Err(Away);
                }
                None => {}
            }
        }
        Ok(())
    }

    fn stays_out(&mut self, facts: &Facts, unfit: &mut Unfit) -> Result<(), Away> {
        if facts.standing != Standing::Gone {
            self.run.outcome.lock().unwrap().knocks += 1;
        }
        if facts.standing == Standing::Revoked && !facts.has_enrolled() {
            let page = self.there(self.browser().get(&facts.link))?;
            note(unfit, page.status == 410, || format!("the link of who was revoked: {}", page.status));
        }
        if facts.has_enrolled() {
            let code = self.any_code(facts);
            self.is_refused(&facts.identifier, &facts.passphrase, &code, "who must stay out", unfit)?;
        }
        if let Some(kit) = &facts.kit {
            self.kit_is_refused(kit, "the kit of who must stay out", unfit)?;
        }
        Ok(())
    }

    fn is_refused(
        &self,
        identifier: &str,
        passphrase: &str,
        code: &str,
        what: &str,
        unfit: &mut Unfit,
    ) -> Result<(), Away> {
        let page = pages::sign_in(&mut self.browser(), identifier, passphrase, code);
        // Too many tries is no way in either.
        let page = if page.status == 429 { page } else { self.there(page)? };
        note(unfit, [403, 429].contains(&page.status), || format!("{what} gets in: {}", page.status));
        Ok(())
    }

    fn kit_is_refused(&self, kit: &str, what: &str, unfit: &mut Unfit) -> Result<(), Away> {
        let page = pages::type_kit(&mut self.browser(), kit);
        let page = if page.status == 429 { page } else { self.there(page)? };
        note(unfit, [403, 429].contains(&page.status), || format!("{what} opens: {}", page.status));
        Ok(())
    }
}

/// The thirty seconds of a moment.
pub fn step_of(now: time::OffsetDateTime) -> u64 {
    u64::try_from(now.unix_timestamp()).unwrap() / 30
}

fn note(unfit: &mut Unfit, is_so: bool, what: impl FnOnce() -> String) {
    if !is_so {
        unfit.push(what());
    }
}

/// What a page that leads to `/login` says.
pub fn leads_to_the_sign_in(page: &Page) -> bool {
    page.location().as_deref() == Some("/login")
}

impl Person {
    /// Somebody of whom nothing more is asked.
    pub fn is_gone(&self) -> bool {
        self.now.standing == Standing::Gone
    }
}
