//! Argon2id off the async threads, as many at once as there are permits: memory and time stay bounded under load.

use super::turns::Turns;
use crate::domain::measures::MEASURES;
use crate::domain::{Secret, SecretText, Source};
use crate::vault::stretch::{Cost, StretchError, pad, stretch};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// How long somebody waits for a permit before they are told to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Runs Argon2id under a permit.
#[derive(Clone)]
pub struct Stretcher {
    permits: Arc<Semaphore>,
    /// As many strangers as there are permits may wait for one; the others wait here, by their network. Whoever is known
    /// waits for those few.
    strangers: Turns,
}

/// One stretching to be done; it owns what it reads, so that it can move to another thread.
pub struct Job {
    pub identifier: String,
    pub passphrase: SecretText,
    pub salt: [u8; 16],
    pub associated: Vec<u8>,
    pub cost: Cost,
    /// What everybody's sign-in costs now: a cheaper one works on for nothing until it has cost as much.
    pub padded_to: Cost,
    pub queue: Queue,
}

/// Where one waits.
#[derive(Debug, Clone, Copy)]
pub enum Queue {
    /// For few.
    Known,
    /// One network after another has its turn, however many wait from each.
    Strangers(Source),
}

#[derive(Debug, thiserror::Error)]
pub enum StretcherError {
    #[error(transparent)]
    Stretch(#[from] StretchError),
    #[error("too many sign-ins at once")]
    Busy,
    #[error("the stretching task ended early")]
    Ended,
}

impl Stretcher {
    /// `permits` at once; each takes the cost's memory while it runs.
    pub fn new(permits: usize) -> Self {
        let permits = permits.max(1);
        Self { permits: Arc::new(Semaphore::new(permits)), strangers: Turns::new(permits) }
    }

    /// The permit moves into the task: a request that goes away frees it only when the memory is free again.
    pub async fn run(&self, job: Job) -> Result<Secret<32>, StretcherError> {
        let (waiting, began) = (self.permit(job.queue), Instant::now());
        let present = MEASURES.stretch_waiting.enter();
        let permit = tokio::time::timeout(LONGEST_WAIT, waiting).await;
        drop(present);
        MEASURES.stretch_wait.took(began.elapsed());
        let permit = permit.map_err(|_| StretcherError::Busy)?;
        let permit = permit.map_err(|_| StretcherError::Ended)?;
        let task = tokio::task::spawn_blocking(move || {
            let (_permit, began) = (permit, Instant::now());
            let stretched = stretch(&job.identifier, &job.passphrase, &job.salt, &job.associated, job.cost)
                .and_then(|stretched| pad(job.cost, job.padded_to).map(|()| stretched));
            MEASURES.stretch_run.took(began.elapsed());
            stretched
        });
        Ok(task.await.map_err(|_| StretcherError::Ended)??)
    }

    async fn permit(&self, queue: Queue) -> Result<OwnedSemaphorePermit, AcquireError> {
        let _turn = match queue {
            Queue::Known => None,
            Queue::Strangers(source) => self.strangers.turn(source).await,
        };
        Arc::clone(&self.permits).acquire_owned().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    // Threat: so many strangers wait that nobody else's turn comes.
    #[tokio::test]
    async fn whoever_is_known_waits_for_few_strangers() {
        let stretcher = Stretcher::new(1);
        let stranger = Queue::Strangers(Source::Unknown);
        let order = Arc::new(Mutex::new(Vec::new()));
        let held = stretcher.permit(stranger).await.unwrap();
        let come = |name: &'static str, queue| {
            let (stretcher, order) = (stretcher.clone(), Arc::clone(&order));
            tokio::spawn(async move {
                let permit = stretcher.permit(queue).await.unwrap();
                order.lock().unwrap().push(name);
                drop(permit);
            })
        };
        let mut all = Vec::new();
        for _ in 0..5 {
            all.push(come("stranger", stranger));
            tokio::task::yield_now().await;
        }
        all.push(come("known", Queue::Known));
        tokio::task::yield_now().await;
        drop(held);
        for one in all {
            one.await.unwrap();
        }
        assert_eq!(order.lock().unwrap()[..3], ["stranger", "known", "stranger"]);
    }
}
