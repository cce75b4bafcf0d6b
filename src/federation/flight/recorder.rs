//! Takes records from requests, which never wait for it, and writes them many at a time.
//!
//! A queue that is full, a database that is away, a table that somebody holds: records are lost then, and counted, and no sign-on is.

use super::told::Landed;
use super::{FlightError, keys, rings};
use crate::db::flight::{FlightRow, Outcome};
use crate::db::{self, DbError};
use crate::domain::measures::MEASURES;
use crate::domain::{OrgId, Random};
use crate::keeper::session_epoch;
use crate::sign_in::Parts;
use crate::vault::flight::{DayKey, record_context, row};
use crate::vault::seal::seal;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

/// Requests that have ended and are not written yet.
const QUEUE: usize = 2048;
/// Written together.
const BATCH: usize = 256;
/// How long the first of a batch waits for others: a commit is shared by what comes meanwhile.
const TOGETHER: Duration = Duration::from_millis(250);

enum Order {
    Write(Box<Landed>),
    /// Answered once all that came before is written, or lost.
    Settle(oneshot::Sender<()>),
}

#[derive(Clone)]
pub(super) struct Recorder(mpsc::Sender<Order>);

impl Recorder {
    /// It ends when the last of these is dropped.
    pub(super) fn start(parts: Parts) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        tokio::spawn(Writer { rings: rings::Budget::of(parts.policy.flight), today: None, parts }.run(receiver));
        Self(sender)
    }

    /// Never waits.
    pub(super) fn take(&self, landed: Landed) {
        if self.0.try_send(Order::Write(Box::new(landed))).is_err() {
            MEASURES.flights_lost.add(1);
        }
    }

    /// Returns once what was taken before is written, or lost.
    pub(super) async fn settled(&self) {
        let (done, wait) = oneshot::channel();
        if self.0.send(Order::Settle(done)).await.is_ok() {
            // Whoever was to answer has stopped.
            let _ = wait.await;
        }
    }
}

struct Writer {
    parts: Parts,
    rings: rings::Budget,
    today: Option<(u32, Arc<DayKey>)>,
}

impl Writer {
    async fn run(mut self, mut receiver: mpsc::Receiver<Order>) {
        loop {
            let (batch, settled) = gather(&mut receiver).await;
            let (count, is_over) = (batch.len(), batch.is_empty() && settled.is_none());
            if count > 0
                && let Err(error) = self.write(batch).await
            {
                tracing::warn!(%error, count, "records of sign-ons were lost");
                MEASURES.flights_lost.add(count as u64);
                self.today = None;
            }
            if let Some(settled) = settled {
                let _ = settled.send(());
            }
            if is_over {
                return;
            }
        }
    }

    async fn write(&mut self, batch: Vec<Landed>) -> Result<(), FlightError> {
        let now = self.parts.clock.now();
        let batch: Vec<Landed> = batch.into_iter().filter(|one| self.rings.has_room(one.outcome(), now)).collect();
        // Around midnight a batch may be of two days.
        let (mut days, mut rows) = (batch.into_iter().peekable(), Vec::new());
        while let Some(first) = days.peek() {
            let day = session_epoch(first.seen.at);
            let of_day: Vec<_> = std::iter::from_fn(|| days.next_if(|one| session_epoch(one.seen.at) == day)).collect();
            let (key, org, random) = (self.key(day).await?, self.parts.org, Arc::clone(&self.parts.random));
            // The one thread of these tasks is the audit's too.
            let sealing =
                move || of_day.into_iter().map(|one| sealed(one, &key, org, &*random)).collect::<Result<Vec<_>, _>>();
            rows.extend(tokio::task::spawn_blocking(sealing).await.map_err(|_| FlightError::NoKey)??);
        }
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let written = db::flight::insert(&mut transaction, &rows).await?;
        transaction.commit().await.map_err(DbError::from)?;
        MEASURES.flights_written.add(written);
        Ok(())
    }

    async fn key(&mut self, day: u32) -> Result<Arc<DayKey>, FlightError> {
        if let Some((known, key)) = &self.today
            && *known == day
        {
            return Ok(Arc::clone(key));
        }
        let key = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            Arc::new(keys::of_day(&self.parts, &mut db, day).await?)
        };
        self.today = Some((day, Arc::clone(&key)));
        Ok(key)
    }
}

/// What is written together, and who waits for it; neither when there is nobody any more.
async fn gather(receiver: &mut mpsc::Receiver<Order>) -> (Vec<Landed>, Option<oneshot::Sender<()>>) {
    let mut batch = Vec::new();
    let mut until = None;
    while batch.len() < BATCH {
        let next = match until {
            None => receiver.recv().await,
            Some(until) => match tokio::time::timeout_at(until, receiver.recv()).await {
                Ok(next) => next,
                Err(_) => break,
            },
        };
        match next {
            Some(Order::Write(landed)) => batch.push(*landed),
            Some(Order::Settle(settled)) => return (batch, Some(settled)),
            None => break,
        }
        until.get_or_insert_with(|| Instant::now() + TOGETHER);
    }
    (batch, None)
}

fn sealed(landed: Landed, key: &DayKey, org: OrgId, random: &dyn Random) -> Result<FlightRow, FlightError> {
    let (micros, trail, outcome): (_, _, Outcome) = (landed.micros(), landed.trail.to_vec(), landed.outcome());
    let (place, provider) = (key.place(&landed.seen.request_id), key.provider(landed.provider()));
    let plain = landed.record().encode()?;
    let columns = row(&place, micros, &provider, outcome.word(), &trail);
    let sealed = seal(key.secret(), &record_context(org, &columns), &plain, random)?;
    let (place, provider, outcome) = (place.to_vec(), provider.to_vec(), outcome.word().to_owned());
    Ok(FlightRow { place, micros, provider, outcome, trail, sealed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Source, SystemClock};
    use crate::federation::flight::record::Came;
    use crate::federation::flight::seen::Seen;
    use crate::federation::flight::told::Ended;
    use crate::words::Text;

    fn landed() -> Landed {
        let seen = Arc::new(Seen::new("ab2c3d4e", Came::Here, Source::Unknown, &SystemClock));
        Landed { seen, trail: [0; 16], ended: Ended::Waiting(Text::default()), took: Duration::ZERO }
    }

    // Threat: a database that hangs makes requests wait for their records, or takes memory for each.
    #[tokio::test]
    async fn a_full_queue_loses_records_and_makes_nobody_wait() {
        let (sender, mut receiver) = mpsc::channel(QUEUE);
        let recorder = Recorder(sender);
        (0..QUEUE).for_each(|_| recorder.take(landed()));
        let lost = MEASURES.flights_lost.get();
        (0..10).for_each(|_| recorder.take(landed()));
        assert!(MEASURES.flights_lost.get() >= lost + 10);
        assert_eq!(gather(&mut receiver).await.0.len(), BATCH);
        recorder.take(landed());
        let rest = std::iter::from_fn(|| receiver.try_recv().ok()).count();
        assert_eq!(rest, QUEUE - BATCH + 1, "control: where there is room again, it is taken");
    }
}
