//! The controls of the kills: a program whose change is two commits, and one that does not look at live flags, are found out
//! by the very run that finds nothing in the real one.

use crate::support::kills::{Strikes, strike};
use crate::support::mixed::dice;

fn findings(without: &'static str) -> Vec<String> {
    let midway = without == "OneCommit";
    let strikes = Strikes { seed: dice::seed(), kills: 60, without: Some(without), midway, until_found: true };
    strike(&strikes).0.findings
}

#[test]
fn a_change_in_two_commits_is_found_half_done() {
    let found = findings("OneCommit");
    assert!(found.iter().any(|one| one.contains("half changed")), "{found:#?}");
}

#[test]
fn a_revoked_person_who_is_admitted_is_found() {
    let found = findings("LiveFlag");
    assert!(found.iter().any(|one| one.contains("a revoked person was admitted")), "{found:#?}");
}
