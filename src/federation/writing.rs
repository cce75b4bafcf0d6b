//! Service providers come, change and go. What writes says whether it may be done by one person alone, so that no page forgets to ask.

use super::catalogue::listed_as;
use super::registration::{Put, Registration, changes};
use super::registry::mac_digest;
use super::scope_rows::Stored;
use super::to_record::ToRecord;
use super::{Federation, RegistryError, ServiceProvider, notes};
use crate::audit::{Event, Subject};
use crate::db::service_provider::ServiceProviderRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::AccountId;
use crate::saml::attribute::short_name;
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::sign_in::tokens::Changing;
use crate::vault::derive::sha256;

impl Federation {
    /// Adds a service provider or replaces the version before, and says what changed.
    ///
    /// # Errors
    /// The metadata is refused, with the reason; `SecondPerson`; or database or keeper are away.
    pub async fn put(
        &self,
        registration: Registration<'_>,
        by: Option<AccountId>,
        request_id: &str,
    ) -> Result<Put, RegistryError> {
        let transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        self.put_in(transaction, registration, None, by, request_id).await
    }

    /// The same in a transaction that has begun, and only where the version there is now is the one that was looked at: 0 for none.
    ///
    /// # Errors
    /// `SecondPerson` where somebody in the console does it alone, and the organisation wants two.
    pub(super) async fn put_in(
        &self,
        transaction: impl Into<Changing>,
        registration: Registration<'_>,
        looked_at: Option<u64>,
        by: Option<AccountId>,
        request_id: &str,
    ) -> Result<Put, RegistryError> {
        let mut transaction = transaction.into();
        self.alone(&mut transaction, by).await?;
        let put = self.write(&mut transaction, registration, looked_at).await?;
        // On record before it is so: see decision 14.
        transaction.stands(&self.parts).await?;
        let by = by.map_or(Subject::Nobody, Subject::Account);
        self.record(Event::ServiceProviderPut, by, &put.entity_id, request_id).await?;
        transaction.commit(&self.parts).await?;
        Ok(put)
    }

    /// Deny by default: whoever acts in the console, by whichever of its ways, may do it alone. The command line asks nobody.
    pub(super) async fn alone(&self, db: &mut PgConnection, by: Option<AccountId>) -> Result<(), RegistryError> {
        if by.is_some() && self.is_second_person_needed(db).await? {
            return Err(RegistryError::SecondPerson);
        }
        Ok(())
    }

    /// Writes the row, once it is known that it may be. The caller puts it on record, and commits.
    pub(super) async fn write(
        &self,
        db: &mut PgConnection,
        registration: Registration<'_>,
        looked_at: Option<u64>,
    ) -> Result<Put, RegistryError> {
        let now = self.parts.clock.now();
        let policy = AcceptPolicy { allow_http_acs: registration.allow_http_acs };
        let parsed = parse_sp(registration.metadata, &policy, now)?;
        registration.options.check(&parsed.metadata)?;
        let entity_id = parsed.metadata.entity_id.clone();
        let known = db::service_provider::by_entity_id(db, self.parts.org, &entity_id).await?;
        let version = known.as_ref().map_or(1, |row| row.version + 1);
        if looked_at.is_some_and(|looked_at| looked_at + 1 != version) {
            return Err(RegistryError::Changed);
        }
        let before = match known {
            Some(row) => self.believe(row, Stored::of(db, self, &entity_id).await?).await?,
            None => None,
        };
        let mut row = ServiceProviderRow {
            entity_id,
            version,
            metadata: parsed.stored_xml,
            released: registration.released,
            allow_http_acs: registration.allow_http_acs,
            options: registration.options.columns(),
            mac: Vec::new(),
        };
        let name = parsed.metadata.display_name.clone().unwrap_or_else(|| row.entity_id.clone());
        self.vouch_and_put(db, &mut row, &name).await?;
        let sp = ServiceProvider::new(parsed.metadata, row.released, registration.options);
        Ok(Put {
            unknown: sp.released().iter().filter(|name| short_name(name).is_none()).cloned().collect(),
            name: sp.name().to_owned(),
            notes: parsed
                .notes
                .iter()
                .map(ToString::to_string)
                .chain(notes::about(&sp))
                .chain(
                    before
                        .as_ref()
                        .and_then(|before| notes::about_keys(before, sha256(&row.metadata), &sp))
                        .map(|said| said.english()),
                )
                .collect(),
            changes: before.map(|before| changes(&before, &sp)),
            entity_id: row.entity_id,
        })
    }

    /// Has the keeper vouch for a row and puts it in the place of the version before. The caller puts it on record, and commits.
    ///
    /// # Errors
    /// `Changed` where another was first; database or keeper away.
    pub(super) async fn vouch_and_put(
        &self,
        db: &mut PgConnection,
        row: &mut ServiceProviderRow,
        name: &str,
    ) -> Result<(), RegistryError> {
        // What was removed meanwhile does not come back by a change of it.
        if row.version > 1
            && db::service_provider::lock(db, self.parts.org, &row.entity_id).await? != row.version.checked_sub(1)
        {
            return Err(RegistryError::Changed);
        }
        row.mac = self.parts.keeper.row_mac(mac_digest(self.parts.org, row)).await?.to_vec();
        let today = self.parts.clock.now().date();
        Ok(db::service_provider::put(db, self.parts.org, row, &listed_as(name), today).await?)
    }

    /// True when there was one to remove.
    pub async fn remove(&self, entity_id: &str, request_id: &str) -> Result<bool, RegistryError> {
        self.remove_by(entity_id, None, request_id).await
    }

    /// The same by somebody in the console, alone.
    ///
    /// # Errors
    /// `SecondPerson`; database or keeper away.
    pub async fn remove_by(
        &self,
        entity_id: &str,
        by: Option<AccountId>,
        request_id: &str,
    ) -> Result<bool, RegistryError> {
        let transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        self.remove_in(transaction, entity_id, None, by, request_id).await
    }

    /// The same in a transaction that has begun; where a version was looked at, that one alone.
    ///
    /// # Errors
    /// As of [`put_in`](Self::put_in); `Changed`.
    pub(super) async fn remove_in(
        &self,
        transaction: impl Into<Changing>,
        entity_id: &str,
        looked_at: Option<u64>,
        by: Option<AccountId>,
        request_id: &str,
    ) -> Result<bool, RegistryError> {
        let mut transaction = transaction.into();
        self.alone(&mut transaction, by).await?;
        let Cleared { removed, mut ended } = self.clear(&mut transaction, entity_id, looked_at).await?;
        if removed {
            let by = by.map_or(Subject::Nobody, Subject::Account);
            ended.push(ToRecord::new(Event::ServiceProviderRemoved, by, entity_id));
        }
        // Last of all: what goes on record next has ended, also where nothing is removed after all.
        transaction.stands(&self.parts).await?;
        self.record_all(ended, request_id).await?;
        transaction.commit(&self.parts).await?;
        Ok(removed)
    }

    /// Takes the row away with all that hangs on it, once it is known that it may go. Nothing of it is on record yet: the caller, who may
    /// still be refused, puts it there last of all, and commits.
    ///
    /// # Errors
    /// `Changed`; database or keeper away.
    pub(super) async fn clear(
        &self,
        db: &mut PgConnection,
        entity_id: &str,
        looked_at: Option<u64>,
    ) -> Result<Cleared, RegistryError> {
        // In the order in which whoever changes several goes: the organisation, then rows.
        db::organisation::hold(db, self.parts.org).await?;
        let removed = db::service_provider::remove(db, self.parts.org, entity_id, looked_at).await?;
        // Another was first: they changed it, or removed it.
        if looked_at.is_some() && !removed {
            return Err(RegistryError::Changed);
        }
        // With its keys: whoever is registered under this name later begins without.
        let mut ended = self.remove_scopes(db, entity_id).await?;
        if removed {
            ended.push(self.partner_links_ended(entity_id).await?);
            ended.push(self.subscription_ended(entity_id).await?);
        }
        Ok(Cleared { removed, ended })
    }
}

/// What came of taking a row away, in a transaction that is not committed yet.
pub(super) struct Cleared {
    /// There was one.
    pub(super) removed: bool,
    /// What ends with it, for good as soon as it is on record: so that no row of it counts that is put back later.
    pub(super) ended: Vec<ToRecord>,
}
