//! SIGKILL, at random moments, of the program and of PostgreSQL, while people change their accounts: each change without an
//! answer has happened wholly or not at all, nobody is lost, and nobody who was revoked is admitted.
//!
//! The real program with its private cluster, `fsync` on. Mixed flows run; somebody strikes, and brings back what was struck.

mod rows;
mod struck;
mod victims;

use super::mixed::site::Site as _;
use super::mixed::{Outcome, Plan, Run, portals};
use std::collections::BTreeMap;
use std::time::Duration;
use struck::Struck;
use victims::{Aim, At, Victim};

/// How the run is to be.
pub struct Strikes {
    pub seed: u64,
    pub kills: usize,
    /// A check that the program leaves out; of the variant alone.
    pub without: Option<&'static str>,
    /// Whether each strike waits until a change was committed midway; otherwise most wait for a change's transaction, and of five one
    /// for a change that cannot go on.
    pub midway: bool,
    /// Ends at the first finding, with nothing checked after it: of the controls.
    pub until_found: bool,
}

/// One strike, and what it met.
#[derive(Debug, Clone, Copy)]
struct Met {
    victim: Victim,
    /// Requests that change something and had no answer, as their senders count.
    in_flight: bool,
    /// Of them, one had a transaction open that had locked or written a row already, as PostgreSQL counts.
    midway: bool,
}

/// Runs the flows and strikes; everything is checked at the end.
pub fn strike(plan: &Strikes) -> (Outcome, u32) {
    let struck = Struck::new(plan.without);
    let sps = portals();
    struck.register(&sps);
    let run = Run::new(&struck, sps);
    let mut met = Vec::new();
    let mixed = Plan { seed: plan.seed, workers: 4, flows: None, people: 16, first: 8 };
    run.all(&mixed, || {
        for n in 0..plan.kills {
            if plan.until_found && !run.outcome.lock().unwrap().findings.is_empty() {
                run.is_enough();
                break;
            }
            let aim = match plan.midway {
                true => Some(Aim { at: At::Committed, patience: Duration::from_secs(20), within: 50 }),
                // Surely midway, however quick the machine is.
                false if n % 5 == 0 => Some(Aim { at: At::Held, patience: Duration::from_secs(20), within: 12 }),
                // A change's transaction takes some milliseconds.
                false => (n % 2 == 0).then_some(Aim { at: At::Open, patience: Duration::from_secs(4), within: 12 }),
            };
            met.push(victims::kill(&struck, &run, plan.seed.wrapping_add(n as u64), aim));
        }
    });
    let outcome = std::mem::take(&mut *run.outcome.lock().unwrap());
    let (summary, midway) = summary(&met);
    *run.outcome.lock().unwrap() = outcome;
    println!("{summary}\n{}", run.summary());
    let outcome = std::mem::take(&mut *run.outcome.lock().unwrap());
    drop(run);
    let accounts = rows::accounts(&struck);
    let mut outcome = outcome;
    outcome.findings.extend(rows::half_changed(&struck));
    if accounts != i64::from(outcome.accounts) {
        outcome.findings.push(format!("{accounts} accounts in the database, {} of the model", outcome.accounts));
    }
    println!("{accounts} accounts in the database; {} findings; it is {} now", outcome.findings.len(), struck.now());
    (outcome, midway)
}

fn summary(met: &[Met]) -> (String, u32) {
    let mut by_victim: BTreeMap<Victim, [u32; 3]> = BTreeMap::new();
    for one in met {
        let counts = by_victim.entry(one.victim).or_default();
        counts[0] += 1;
        counts[1] += u32::from(one.in_flight);
        counts[2] += u32::from(one.midway);
    }
    let sum = |n: usize| by_victim.values().map(|counts| counts[n]).sum::<u32>();
    let mut said = format!(
        "{} kills; at {} a change was in flight, at {} its transaction was open and had touched a row:",
        sum(0),
        sum(1),
        sum(2)
    );
    for (victim, [all, flight, midway]) in &by_victim {
        said += &format!("\n  {victim:?}: {all} kills, {flight} with a change in flight, {midway} midway");
    }
    (said, sum(2))
}
