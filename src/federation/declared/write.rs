//! Doing it, in one transaction: each change on record before it is so (decision 14), as the console's are.

use super::compare::Planned;
use super::plan::Plan;
use super::{DeclaredError, RegistryError};
use crate::audit::{Event, Subject};
use crate::domain::AccountId;
use crate::federation::Federation;
use crate::sign_in::change::declared_limits;
use crate::sign_in::tokens::Changing;
use futures_util::{StreamExt as _, TryStreamExt as _};

/// Rows that wait for the audit's commit at once: they share it.
const AT_ONCE: usize = 128;

impl Federation {
    pub(in crate::federation) async fn written(
        &self,
        transaction: impl Into<Changing>,
        planned: Planned,
        by: Option<AccountId>,
        request_id: &str,
    ) -> Result<Plan, DeclaredError> {
        let mut transaction = transaction.into();
        self.alone(&mut transaction, by).await?;
        let by = by.map_or(Subject::Nobody, Subject::Account);
        let Planned { plan, put, removed, limits, .. } = planned;
        let mut noted = Vec::with_capacity(put.len() + removed.len());
        for (mut row, name) in put {
            self.vouch_and_put(&mut transaction, &mut row, &name).await?;
            noted.push((Event::ServiceProviderPut, row.entity_id));
        }
        for (entity_id, version) in removed {
            // What somebody changed meanwhile is not what was to go.
            if self.clear(&mut transaction, &entity_id, Some(version), request_id).await? {
                noted.push((Event::ServiceProviderRemoved, entity_id));
            }
        }
        if let Some(limits) = limits {
            declared_limits::declare(&self.parts, &mut transaction, limits).await?;
            noted.push((Event::SessionLimitsChanged, String::new()));
        }
        transaction.stands(&self.parts).await.map_err(RegistryError::from)?;
        // Put together before anything is waited for.
        let noting: Vec<_> =
            noted.iter().map(|(event, entity_id)| self.record(*event, by, entity_id, request_id)).collect();
        let waited = futures_util::stream::iter(noting).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await;
        waited.map_err(RegistryError::from)?;
        transaction.commit(&self.parts).await.map_err(RegistryError::from)?;
        Ok(plan)
    }
}
