//! How many large bodies of programs are received, and how many are read and compared, at once in one server: each takes its octets of
//! memory.

use super::problem::Problem;
use actix_web::http::StatusCode;
use tokio::sync::{Semaphore, SemaphorePermit};

pub(in crate::http) struct Turns {
    /// Whole federations on their way here: whoever sends slowly keeps nobody from being compared.
    received: Semaphore,
    compared: Semaphore,
    /// Applications, one each.
    single: Semaphore,
}

impl Default for Turns {
    fn default() -> Self {
        Self { received: Semaphore::new(6), compared: Semaphore::new(2), single: Semaphore::new(16) }
    }
}

impl Turns {
    /// # Errors
    /// As many come as may.
    pub(super) fn to_send(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.received.try_acquire().map_err(|_| none())
    }

    /// # Errors
    /// As many are compared as may be.
    pub(super) fn to_be_compared(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.compared.try_acquire().map_err(|_| none())
    }

    /// # Errors
    /// As many change one as may.
    pub(super) fn to_change_one(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.single.try_acquire().map_err(|_| none())
    }
}

fn none() -> Problem {
    let detail = "Others are being read and compared just now. Send it again in a moment.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Not at this moment", detail, "no turn").retry_after(5)
}
