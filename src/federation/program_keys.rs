//! Keys of an application for a program of the person's own: those that its token holds, as long as the application would get them.

use super::{Federation, RegistryError};
use crate::audit::{AuditError, Entry, Event, Subject};
use crate::domain::AccountId;
use crate::vault::api_token::HeldKey;
use crate::vault::scoped_key::ScopedKey;

impl Federation {
    /// Those whose epoch is live, of a scope that is there; newest first.
    ///
    /// # Errors
    /// The database or the keeper is away.
    pub async fn live_of<'a>(&self, held: &'a HeldKey) -> Result<Vec<&'a ScopedKey>, RegistryError> {
        let Some(sp) = self.find(&held.entity_id).await? else { return Ok(Vec::new()) };
        let is_it =
            |scope: &&crate::keys::scope::Scope| scope.purpose == held.purpose && scope.delivery == held.delivery;
        let Some(scope) = sp.scopes().iter().find(is_it) else { return Ok(Vec::new()) };
        let epochs = scope.live_epochs(self.parts.clock.now().date());
        Ok(held.keys.iter().filter(|key| epochs.contains(&key.number.epoch)).collect())
    }

    /// Puts on record that a program was given one.
    ///
    /// # Errors
    /// It cannot be put on record: nothing is given then.
    pub async fn given_to_program(
        &self,
        account: AccountId,
        held: &HeldKey,
        request_id: &str,
    ) -> Result<(), AuditError> {
        let entry = Entry {
            at: self.parts.clock.now(),
            event: Event::KeyForProgram,
            subject: Subject::Account(account),
            service_provider: held.entity_id.clone(),
            request_id: request_id.to_owned(),
            mark: None,
            participant: None,
            session: None,
        };
        self.parts.journal.record(entry).await
    }
}
