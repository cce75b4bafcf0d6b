//! How a keeper does, as the server that asks it sees it: for the metrics and the console.

use super::{Alarms, Form, Keeper};
use crate::domain::measures::{Asked, MEASURES};

/// What stands in the place of an address where the keeper is no other process.
pub const INSIDE: &str = "inside this server";

/// One keeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Where it is.
    pub name: String,
    /// Questions that it answered, refusals for a budget's sake among them, and those that it did not, since this server started.
    pub answered: u64,
    pub failed: u64,
    /// It gave no answer a moment ago: others are asked first.
    pub is_shunned: bool,
    /// Those that came with its last answer.
    pub alarms: Alarms,
}

impl Keeper {
    /// Each keeper that there is.
    pub fn health(&self) -> Vec<Health> {
        match &self.0 {
            Form::Embedded(keeper) => {
                let sum = |of: fn(&crate::domain::measures::Answers) -> u64| {
                    Asked::ALL.iter().filter_map(|asked| MEASURES.keeper(*asked)).map(of).sum()
                };
                vec![Health {
                    name: INSIDE.to_owned(),
                    answered: sum(|answers| answers.answered.get() + answers.refused.get()),
                    failed: sum(|answers| answers.failed.get()),
                    is_shunned: false,
                    alarms: keeper.alarms(),
                }]
            }
            Form::Remote(keeper) => keeper.health(),
        }
    }

    /// Questions that were refused for a budget's sake, since this server started.
    pub fn refused_for_a_budget() -> u64 {
        Asked::ALL.iter().filter_map(|asked| MEASURES.keeper(*asked)).map(|answers| answers.refused.get()).sum()
    }
}
