//! Mixed flows: several people at once do everything that can be done here, by its pages, while a model keeps what must be
//! true of each; at the end every account is compared with it.
//!
//! Weighted chance from a printed seed. Each worker has people, an administrator and chance of its own, so that what it does
//! follows from the seed alone.

pub mod check;
pub mod dice;
pub mod facts;
pub mod flows;
pub mod site;
pub mod typed;
pub mod worker;

use super::sp::Sp;
use site::Site;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use typed::Typed;
use worker::Worker;

/// What the service providers of the flows may be told; two of them are what a directory keeps, where there is one.
pub const NAMES: [&str; 3] = ["ward", "cn", "mobile"];

/// What is to be done.
pub struct Plan {
    pub seed: u64,
    /// How many at once.
    pub workers: usize,
    /// In all; a run that is ended from outside has no such number.
    pub flows: Option<usize>,
    /// How many people one worker has at most, and how many to begin with.
    pub people: usize,
    pub first: usize,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub counts: BTreeMap<&'static str, u32>,
    /// Whatever was not as the model says.
    pub findings: Vec<String>,
    /// Changes without an answer that turned out not to have happened, or to have.
    pub before: u32,
    pub after: u32,
    pub checked: u32,
    /// People who are in the database.
    pub accounts: u32,
    /// How often somebody who was revoked or frozen tried to get in.
    pub knocks: u32,
}

/// Shared by the workers of one run.
pub struct Run<'a> {
    pub site: &'a dyn Site,
    pub sps: [Sp; 2],
    pub typed: Typed,
    pub outcome: Mutex<Outcome>,
    /// Set from outside, to end a run without a number of flows.
    pub ends: AtomicBool,
    is_enough: AtomicBool,
}

/// Two service providers that are told what the flows grant.
pub fn portals() -> [Sp; 2] {
    ["mixed-one", "mixed-two"].map(|name| Sp::new(name).told(&NAMES))
}

impl<'a> Run<'a> {
    /// Both service providers are registered.
    pub fn new(site: &'a dyn Site, sps: [Sp; 2]) -> Self {
        let (ends, is_enough) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { site, sps, typed: Typed::default(), outcome: Mutex::default(), ends, is_enough }
    }

    /// Runs the flows, `meanwhile` beside them; then checks every account.
    pub fn all(&self, plan: &Plan, meanwhile: impl FnOnce() + Send) {
        println!("mixed flows: MIXED_SEED={}", plan.seed);
        let mut workers: Vec<Worker<'_>> = (0..plan.workers).map(|n| Worker::new(self, plan, n)).collect();
        std::thread::scope(|scope| {
            let meanwhile = scope.spawn(meanwhile);
            for worker in &mut workers {
                scope.spawn(|| worker.surely_ends(Worker::work));
            }
            let ended = meanwhile.join();
            self.ends.store(plan.flows.is_none(), Ordering::SeqCst);
            ended.unwrap();
        });
        if self.is_enough.load(Ordering::SeqCst) {
            return;
        }
        std::thread::scope(|scope| {
            for worker in &mut workers {
                scope.spawn(|| worker.surely_ends(Worker::check_all));
            }
        });
    }

    /// What was to be found is found: no account need be checked.
    pub fn is_enough(&self) {
        self.is_enough.store(true, Ordering::SeqCst);
    }

    pub fn finding(&self, what: String) {
        println!("FOUND {what}");
        self.outcome.lock().unwrap().findings.push(what);
    }

    /// What was done, in one line.
    pub fn summary(&self) -> String {
        let outcome = self.outcome.lock().unwrap();
        let flows: u32 = outcome.counts.values().sum();
        format!(
            "{flows} flows: {:?}; {} accounts, each compared with the model; {} tries of people who were revoked or frozen; \
             {} changes without an answer: {} had happened, {} had not; {} findings",
            outcome.counts,
            outcome.accounts,
            outcome.knocks,
            outcome.before + outcome.after,
            outcome.after,
            outcome.before,
            outcome.findings.len()
        )
    }
}
