//! Why a look came to nothing, sealed in its row: the sentence quotes what somebody publishes, which may name people, as no metadata in the
//! database does.

use super::super::{Federation, RegistryError};
use crate::db::subscription::SubscriptionRow;
use crate::domain::OrgId;
use crate::keeper::row_digest;
use crate::say;
use crate::vault::seal::{RecordContext, open, seal};
use crate::words::Text;

impl Federation {
    /// Nothing for nothing.
    pub(super) async fn sealed_why(&self, entity_id: &str, why: &Text) -> Result<Vec<u8>, RegistryError> {
        if why.is_empty() {
            return Ok(Vec::new());
        }
        let (parts, org) = (&self.parts, self.parts.org);
        let key = parts.keeper.participant_key(&place(org, entity_id)).await?;
        Ok(seal(&key, &context(org, entity_id), why.kept().as_bytes(), &*parts.random)?)
    }

    /// As it was sealed; of a row of before, as it stands.
    pub(super) async fn why(&self, row: &SubscriptionRow) -> Result<Text, RegistryError> {
        if row.why.is_empty() {
            return Ok(row.fault.clone().into());
        }
        let (parts, org) = (&self.parts, self.parts.org);
        let key = parts.keeper.participant_key(&place(org, &row.entity_id)).await?;
        Ok(match open(&key, &context(org, &row.entity_id), &row.why) {
            Ok(plain) => Text::recalled(&String::from_utf8_lossy(plain.expose())),
            Err(error) => {
                tracing::error!(%error, entity_id = row.entity_id, "why a look came to nothing is ours, and cannot be read");
                say("subscriptions-unreadable")
            }
        })
    }
}

/// What the keeper makes the key of: no service provider's name leads to such a place.
fn place(org: OrgId, entity_id: &str) -> [u8; 32] {
    row_digest("subscription.why", entity_id.as_bytes(), 1, &[org.as_bytes()])
}

fn context(org: OrgId, entity_id: &str) -> RecordContext<'_> {
    RecordContext { org, table: "subscription", row: entity_id.as_bytes(), slot: "why", version: 1 }
}
