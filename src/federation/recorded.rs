//! What is recorded of a sign-on on its way: where it begins, waits and goes on.

use super::flight::{Came, Ended, Seen, Trail};
use super::{AnswerError, Federation, SignOn, SignOnError};
use crate::domain::Source;
use crate::words::Text;
use std::sync::Arc;

/// A request on its way, for the record of it.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    pub request_id: &'a str,
    pub source: Source,
}

impl SignOn {
    /// For the record of it.
    pub(super) fn recorded(&self) -> Option<(&Arc<Seen>, Trail)> {
        self.seen.as_ref().zip(self.trail)
    }

    /// Of the request that is being answered.
    pub(super) fn request_id(&self) -> &str {
        self.seen.as_ref().map_or("", |seen| &seen.request_id)
    }
}

impl Federation {
    pub(super) fn seen(&self, coming: Coming<'_>, came: Came) -> Seen {
        Seen::new(coming.request_id, came, coming.source, &*self.parts.clock)
    }

    /// [`initiate`](Self::initiate) at somebody's request, which is recorded.
    ///
    /// # Errors
    /// There is no such service provider; keeper or database are away.
    pub async fn begin_here(&self, entity_id: &str, coming: Coming<'_>) -> Result<SignOn, SignOnError> {
        let (mut seen, trail) = (self.seen(coming, Came::Here), self.flights.trail());
        seen.issuer = Some(entity_id.chars().take(1024).collect());
        match self.initiate(entity_id).await {
            Ok(mut sign_on) => {
                seen.sp.clone_from(&sign_on.found);
                (sign_on.trail, sign_on.seen) = (Some(trail), Some(Arc::new(seen)));
                Ok(sign_on)
            }
            Err(error) => {
                self.flights.stopped(&Arc::new(seen), trail, &error);
                Err(error)
            }
        }
    }

    /// A sign-on that has waited goes on with this request: its service provider is looked up as it is now.
    ///
    /// # Errors
    /// As [`look_up`](Self::look_up), which is recorded.
    pub async fn resume(&self, sign_on: &mut SignOn, coming: Coming<'_>) -> Result<(), AnswerError> {
        let mut seen = self.seen(coming, Came::Back);
        seen.issuer = Some(sign_on.sp.clone());
        let found = self.look_up(sign_on).await;
        seen.sp.clone_from(&sign_on.found);
        sign_on.seen = Some(Arc::new(seen));
        self.note_failure(sign_on, found.as_ref().err());
        found
    }

    /// Records that the person is asked for something.
    pub fn asks(&self, sign_on: &SignOn, what: Text) {
        self.note(sign_on, Ended::Waiting(what));
    }

    /// Records that the person could not be asked, or that this very request came before.
    pub fn asks_in_vain(&self, sign_on: &SignOn, is_repeated: bool) {
        let Some((seen, trail)) = sign_on.recorded() else { return };
        if is_repeated { self.flights.replayed(seen, trail) } else { self.flights.not_asked(seen, trail) }
    }

    pub(super) fn note(&self, sign_on: &SignOn, ended: Ended) {
        if let Some((seen, trail)) = sign_on.recorded() {
            self.flights.note(seen, trail, ended);
        }
    }
}
