//! `senza drill --price`: what one guess costs on this machine, and what follows.

use super::{CommandError, output};
use crate::domain::SecretText;
use crate::drill::price::{Guess, Price};
use crate::vault::{Cost, stretch};
use std::time::{Duration, Instant};

const RUNS: u32 = 5;

pub(super) fn price() -> Result<(), CommandError> {
    let cost = Cost::STANDARD;
    let mut fastest = Duration::MAX;
    for _ in 0..RUNS {
        let began = Instant::now();
        stretch("ada@example.org", &SecretText::new("a guess".into()), &[0; 16], &[], cost)
            .map_err(CommandError::said)?;
        fastest = fastest.min(began.elapsed());
    }
    let Cost { memory_kib, passes, lanes } = cost;
    output::raw(Price(Guess { memory_kib, passes, lanes, fastest, runs: RUNS }).to_string().as_bytes())
}
