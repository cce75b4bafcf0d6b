//! One who does flows, one after another, with people of their own.

use super::check::step_of;
use super::dice::Dice;
use super::facts::{Facts, Person};
use super::flows::{self, Flow};
use super::site::{Act, Told};
use super::{Plan, Run};
use crate::support::browser::{Browser, Page};
use senza::sign_in::totp;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::Ordering;
use std::time::Duration;
use time::OffsetDateTime;

/// Nothing can be said or done now: no answer, or no code.
#[derive(Debug)]
pub struct Away;

pub struct Worker<'a> {
    pub run: &'a Run<'a>,
    pub dice: Dice,
    pub number: usize,
    pub people: Vec<Person>,
    /// How many have been invited.
    pub invited: usize,
    pub administrator: Person,
    flows: Option<usize>,
    pub most: usize,
    is_at_it: bool,
    /// Why nothing could be said the last time.
    pub why: RefCell<String>,
}

impl<'a> Worker<'a> {
    pub fn new(run: &'a Run<'a>, plan: &Plan, number: usize) -> Self {
        let share = |all: usize| all / plan.workers + usize::from(number < all % plan.workers);
        let identifier = format!("administrator-{number}@saint-barbara.example");
        let link = run.site.invite_administrator(&identifier);
        let mut worker = Self {
            run,
            dice: Dice::new(plan.seed.wrapping_mul(1000) + number as u64),
            number,
            people: Vec::new(),
            invited: 0,
            administrator: Person::new(Facts { admin: true, ..Facts::invited(identifier, link, BTreeMap::new()) }),
            flows: plan.flows.map(share),
            most: plan.people,
            is_at_it: false,
            why: RefCell::default(),
        };
        worker.as_administrator(|worker, who| flows::coming::enrol(worker, who)).expect("an administrator");
        for who in 0..plan.first {
            flows::coming::invite(&mut worker, 0).expect("an invitation");
            flows::coming::enrol(&mut worker, who).expect("an enrolment");
        }
        if plan.first > 0 {
            // In a run of any length somebody knocks.
            flows::operator::freeze(&mut worker, 0).expect("somebody who may not come in");
        }
        worker.end();
        worker
    }

    /// The administrator for the time of this is one of the people, the last.
    pub fn as_administrator<T>(&mut self, act: impl FnOnce(&mut Self, usize) -> T) -> T {
        let nobody = Person::new(Facts::invited(String::new(), String::new(), BTreeMap::new()));
        let who = self.people.len();
        self.people.push(std::mem::replace(&mut self.administrator, nobody));
        let done = act(self, who);
        self.administrator = self.people.remove(who);
        done
    }

    /// Others wait for a flow that is under way: one that ends by a panic is over as well.
    pub fn surely_ends(&mut self, act: impl FnOnce(&mut Self)) {
        let done = catch_unwind(AssertUnwindSafe(|| act(self)));
        self.end();
        done.unwrap_or_else(|why| resume_unwind(why));
    }

    pub fn work(&mut self) {
        let mut done = 0;
        while self.flows.is_none_or(|flows| done < flows) && !self.run.ends.load(Ordering::SeqCst) {
            self.run.site.wait_until_there();
            self.begin();
            if let Some(who) = self.people.iter().position(|person| !person.is_settled()) {
                let _ = self.settle(who);
            }
            let (flow, who) = self.choose();
            match (flow.act)(self, who) {
                Ok(()) => {
                    done += 1;
                    *self.run.outcome.lock().unwrap().counts.entry(flow.name).or_default() += 1;
                }
                // Where time passes by itself: another flow, in a moment.
                Err(Away) => std::thread::sleep(Duration::from_millis(20)),
            }
            self.end();
        }
    }

    pub fn begin(&mut self) {
        if !std::mem::replace(&mut self.is_at_it, true) {
            self.run.site.begin();
        }
    }

    pub fn end(&mut self) {
        if std::mem::replace(&mut self.is_at_it, false) {
            self.run.site.end();
        }
    }

    /// A flow by its weight, and somebody whom it suits.
    fn choose(&mut self) -> (&'static Flow, usize) {
        let all: usize = flows::FLOWS.iter().map(|flow| flow.weight).sum();
        loop {
            let mut at = self.dice.under(all);
            let flow = flows::FLOWS.iter().find(|flow| {
                let is_it = at < flow.weight;
                at = at.saturating_sub(flow.weight);
                is_it
            });
            let flow = flow.unwrap();
            let here = self.people.iter().filter(|person| !person.is_gone()).count();
            if flow.needs_nobody && (flow.name != "invite" || here < self.most) {
                return (flow, 0);
            }
            let people = self.people.len();
            if people == 0 || flow.needs_nobody {
                continue;
            }
            let first = self.dice.under(people);
            let suited = (0..people).map(|n| (first + n) % people).find(|n| {
                let person = &self.people[*n];
                person.is_settled() && (flow.suits)(person)
            });
            if let Some(who) = suited {
                return (flow, who);
            }
        }
    }

    pub fn now(&self) -> OffsetDateTime {
        self.run.site.now()
    }

    pub fn browser(&self) -> Browser {
        Browser::that_may_fail(self.run.site.base())
    }

    /// As their own browser, where they have one.
    pub fn own_browser(&self, who: usize) -> Browser {
        self.people[who].device.as_ref().map_or_else(|| self.browser(), Browser::signed_out)
    }

    /// Whether one more refusal slows nobody down.
    pub fn may_be_refused(&mut self, who: usize) -> bool {
        self.people[who].failures += 1;
        !self.run.site.may_be_away() || self.people[who].failures < 4
    }

    /// A code that this seed has not been asked for; used up by this.
    pub fn code_of(&mut self, who: usize, seed: &[u8]) -> Result<String, Away> {
        let next = self.awaits_a_code(who)?;
        self.people[who].step = next;
        let at = OffsetDateTime::from_unix_timestamp(i64::try_from(next * 30).unwrap()).unwrap();
        Ok(totp::code_at(&senza::domain::SecretBytes::new(seed.to_vec()), at).unwrap())
    }

    /// The step whose code would be next; lets time pass where that can be done.
    pub fn awaits_a_code(&mut self, who: usize) -> Result<u64, Away> {
        for _ in 0..2 {
            let now = step_of(self.now());
            // The step of before may be over by the time it arrives.
            let next = now.max(self.people[who].step + 1);
            if next <= now + 1 {
                return Ok(next);
            }
            self.end();
            let passed = self.run.site.let_time_pass();
            self.begin();
            if !passed {
                *self.why.borrow_mut() = format!("no code after {} at {now}", self.people[who].step);
                return Err(Away);
            }
        }
        Err(Away)
    }

    pub fn code(&mut self, who: usize) -> Result<String, Away> {
        let seed = self.people[who].now.seed.clone();
        self.code_of(who, &seed)
    }

    /// What their app shows now, used or not: for tries that are refused whatever it is.
    pub fn any_code(&self, facts: &Facts) -> String {
        if facts.seed.is_empty() { "123456".to_owned() } else { totp::code_at(&facts.seed(), self.now()).unwrap() }
    }

    /// The page, unless nobody answered.
    pub fn there(&self, page: Page) -> Result<Page, Away> {
        let is_away = page.status == 0 || page.status >= 500 || page.status == 429;
        if is_away && !self.run.site.may_be_away() {
            self.wrong(format!("{} {}", page.status, page.body));
        }
        if is_away {
            *self.why.borrow_mut() = format!("{} {:?}", page.status, page.text_of("sentence").unwrap_or(page.body));
            return Err(Away);
        }
        Ok(page)
    }

    /// The page, which must have this status.
    pub fn must(&self, page: Page, status: u16, what: &str) -> Result<Page, Away> {
        let page = self.there(page)?;
        if page.status != status {
            self.wrong(format!(
                "{what}: {} instead of {status}: {}",
                page.status,
                page.text_of("fault").unwrap_or_default()
            ));
            return Err(Away);
        }
        Ok(page)
    }

    pub fn wrong(&self, what: String) {
        self.run.finding(format!("worker {}: {what}", self.number));
    }

    /// The request that decides: afterwards the person is what `after` says, when it was done; either of both, when no
    /// answer came; and as they were, when it was refused, which is then for the caller to judge.
    pub fn decide(
        &mut self,
        who: usize,
        after: Facts,
        what: &str,
        send: impl FnOnce(&mut Person) -> Page,
        is_done: impl FnOnce(&Page) -> bool,
    ) -> Result<Page, Away> {
        self.run.site.changing(1);
        let page = send(&mut self.people[who]);
        self.run.site.changing(-1);
        if self.there(page.clone()).is_err() {
            // Which of the two, nobody knows yet; nor which cookie serves.
            let person = &mut self.people[who];
            person.or = Some(after);
            person.forget_sessions();
            return Err(Away);
        }
        if !is_done(&page) {
            let said = page.text_of("fault").unwrap_or_default();
            self.wrong(format!("{what}: {} {:?} {said}", page.status, page.location()));
            return Err(Away);
        }
        self.people[who].becomes(after);
        Ok(page)
    }

    /// The same by an operator's command.
    pub fn operate(&mut self, who: usize, after: Facts, act: &Act) -> Result<(), Away> {
        let identifier = self.people[who].now.identifier.clone();
        self.run.site.changing(1);
        let told = self.run.site.operate(&identifier, act);
        self.run.site.changing(-1);
        match told {
            Told::Done => {
                self.people[who].becomes(after);
                Ok(())
            }
            Told::Unknown => {
                let person = &mut self.people[who];
                person.or = Some(after);
                person.forget_sessions();
                Err(Away)
            }
            Told::Refused(why) => {
                self.wrong(format!("{act:?}: {why}"));
                Err(Away)
            }
        }
    }
}
