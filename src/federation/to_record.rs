//! What is written and not committed yet, as it goes on record: before it is so (decision 14), and once nothing but the commit can refuse it
//! any more. Some of it ends things for good, whatever becomes of the transaction: a purpose's keys, a link, an address that is looked at.

use super::Federation;
use crate::audit::{AuditError, Event, Subject};
use futures_util::{StreamExt as _, TryStreamExt as _};

/// Rows that wait for the audit's commit at once: they share it.
const AT_ONCE: usize = 128;

/// One row of the audit.
#[must_use = "it is written, and nobody will know"]
pub(super) struct ToRecord {
    pub(super) event: Event,
    pub(super) subject: Subject,
    /// In the audit's column for a service provider; empty where none is concerned.
    pub(super) about: String,
}

impl ToRecord {
    pub(super) fn new(event: Event, subject: Subject, about: impl Into<String>) -> Self {
        Self { event, subject, about: about.into() }
    }
}

impl Federation {
    /// Puts all of it on record. The caller has asked last of all whether it may be, and commits next.
    ///
    /// # Errors
    /// Something of it could not be: the caller does not commit.
    pub(super) async fn record_all(&self, all: Vec<ToRecord>, request_id: &str) -> Result<(), AuditError> {
        // Put together before anything is waited for.
        let noting: Vec<_> = all
            .into_iter()
            .map(|ToRecord { event, subject, about }| self.noted(event, subject, about, request_id))
            .collect();
        futures_util::stream::iter(noting).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await.map(drop)
    }

    async fn noted(&self, event: Event, subject: Subject, about: String, request_id: &str) -> Result<(), AuditError> {
        self.record(event, subject, &about, request_id).await
    }
}
