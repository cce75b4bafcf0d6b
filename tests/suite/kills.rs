//! Nothing is half changed, whoever is killed: fifty strikes by `make test`, five hundred by `make soak`. The controls, with
//! a change in two commits and without the look at live flags, are in `tests/rejects`.

use crate::support::kills::{Strikes, strike};
use crate::support::mixed::dice;
use std::time::Instant;

/// By `make soak` more.
fn kills() -> usize {
    std::env::var("KILLS").ok().map_or(50, |text| text.parse().unwrap())
}

#[test]
fn no_account_is_lost_or_half_changed_and_nobody_revoked_comes_in_whoever_is_killed() {
    let begun = Instant::now();
    let (outcome, midway) =
        strike(&Strikes { seed: dice::seed(), kills: kills(), without: None, midway: false, until_found: false });
    println!("{} kills in {:.0} s", kills(), begun.elapsed().as_secs_f64());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    assert!(midway as usize >= kills() / 10, "control: {midway} kills came midway");
    assert!(
        outcome.knocks > 0 && outcome.after + outcome.before > 0,
        "control: somebody knocked, and some had no answer"
    );
}
