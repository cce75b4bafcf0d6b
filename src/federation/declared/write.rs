//! Doing it, in one transaction: each change on record before it is so (decision 14), as the console's are.

use super::compare::Planned;
use super::plan::Plan;
use super::{DeclaredError, RegistryError};
use crate::audit::{Event, Subject};
use crate::domain::AccountId;
use crate::federation::Federation;
use crate::federation::to_record::ToRecord;
use crate::federation::writing::Cleared;
use crate::sign_in::change::declared_limits;
use crate::sign_in::tokens::Changing;

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
            noted.push(ToRecord::new(Event::ServiceProviderPut, by, row.entity_id));
        }
        for (entity_id, version) in removed {
            // What somebody changed meanwhile is not what was to go.
            let Cleared { removed, ended } = self.clear(&mut transaction, &entity_id, Some(version)).await?;
            noted.extend(ended);
            if removed {
                noted.push(ToRecord::new(Event::ServiceProviderRemoved, by, entity_id));
            }
        }
        if let Some(limits) = limits {
            declared_limits::declare(&self.parts, &mut transaction, limits).await?;
            noted.push(ToRecord::new(Event::SessionLimitsChanged, by, ""));
        }
        // Last of all: what goes on record next has ended, also where nothing is done after all.
        transaction.stands(&self.parts).await.map_err(RegistryError::from)?;
        self.record_all(noted, request_id).await.map_err(RegistryError::from)?;
        transaction.commit(&self.parts).await.map_err(RegistryError::from)?;
        Ok(plan)
    }
}
