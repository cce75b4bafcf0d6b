//! How many large bodies of programs are received, and how many are read and compared, at once in one server: each takes its octets of
//! memory.

use super::problem::Problem;
use actix_web::http::StatusCode;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A turn is kept by the work that it is for, which goes on where whoever sent it is gone.
pub(in crate::http) struct Turns {
    /// Whole federations on their way here: whoever sends slowly keeps nobody from being compared.
    received: Arc<Semaphore>,
    compared: Arc<Semaphore>,
    /// Applications, one each.
    single: Arc<Semaphore>,
}

impl Default for Turns {
    fn default() -> Self {
        let of = |places| Arc::new(Semaphore::new(places));
        Self { received: of(6), compared: of(2), single: of(16) }
    }
}

impl Turns {
    /// # Errors
    /// As many come as may.
    pub(super) fn to_send(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.received).try_acquire_owned().map_err(|_| none())
    }

    /// # Errors
    /// As many are compared as may be.
    pub(super) fn to_be_compared(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.compared).try_acquire_owned().map_err(|_| none())
    }

    /// # Errors
    /// As many change one as may.
    pub(super) fn to_change_one(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.single).try_acquire_owned().map_err(|_| none())
    }
}

fn none() -> Problem {
    let detail = "Others are being read and compared just now. Send it again in a moment.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Not at this moment", detail, "no turn").retry_after(5)
}
