//! Argon2id off the async threads, as many at once as there are permits: memory and time stay bounded under load.

use crate::domain::{Secret, SecretText};
use crate::vault::stretch::{Cost, StretchError, stretch};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long somebody waits for a permit before they are told to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Runs Argon2id under a permit.
#[derive(Clone)]
pub struct Stretcher {
    permits: Arc<Semaphore>,
}

/// One stretching to be done; it owns what it reads, so that it can move to another thread.
pub struct Job {
    pub identifier: String,
    pub passphrase: SecretText,
    pub salt: [u8; 16],
    pub associated: Vec<u8>,
    pub cost: Cost,
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
        Self { permits: Arc::new(Semaphore::new(permits.max(1))) }
    }

    /// The permit moves into the task: a request that goes away frees it only when the memory is free again.
    pub async fn run(&self, job: Job) -> Result<Secret<32>, StretcherError> {
        let waiting = Arc::clone(&self.permits).acquire_owned();
        let permit = tokio::time::timeout(LONGEST_WAIT, waiting).await.map_err(|_| StretcherError::Busy)?;
        let permit = permit.map_err(|_| StretcherError::Ended)?;
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            stretch(&job.identifier, &job.passphrase, &job.salt, &job.associated, job.cost)
        });
        Ok(task.await.map_err(|_| StretcherError::Ended)??)
    }
}
