//! Transactions that were open when the keepers went on: who has got a key of the old epoch commits it, or does not, before
//! anything follows from there being none.

use super::{EpochError, Say};
use crate::db::{self, PgConnection};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How long those who had begun are waited for: far longer than anybody takes for a page.
const PATIENCE: Duration = Duration::from_secs(600);
const PAUSE: Duration = Duration::from_millis(100);
/// How often it is said how far it is.
pub(super) const WORD: Duration = Duration::from_secs(2);

/// Until everybody has ended who may have got a key of an old epoch and not committed it yet. `step` begins what is said.
pub(super) async fn wait_out(db: &mut PgConnection, step: &str, say: Say<'_>) -> Result<(), EpochError> {
    let below = db::epoch::next_number(db).await?;
    let (begun, mut said) = (Instant::now(), Instant::now());
    while !db::epoch::have_ended(db, below).await? {
        if begun.elapsed() > PATIENCE {
            return Err(EpochError::Open(PATIENCE.as_secs() / 60));
        }
        if said.elapsed() > WORD {
            said = Instant::now();
            let seconds = begun.elapsed().as_secs();
            say(&format!("{step}waiting for transactions that were open, {seconds} s so far."));
        }
        sleep(PAUSE).await;
    }
    say(&format!("{step}every transaction that was open then has ended."));
    Ok(())
}
