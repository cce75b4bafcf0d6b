//! A service provider that somebody is looking at before it is registered, or changed: read, checked against what is known, and put in
//! its place only by whoever proves once more who they are, and only where nobody else was first.

use super::approvals::Wanted;
use super::check::{self, Section};
use super::registration::changes;
use super::scope_rows::Stored;
use super::{ApprovalError, Federation, Options, Outcome, Put, Registration, RegistryError, ServiceProvider};
use crate::db::service_provider::ServiceProviderRow;
use crate::db::{self, DbError};
use crate::saml::metadata::{AcceptPolicy, LocationError, MetadataError, parse_sp};
use crate::sign_in::change::{ChangeError, Typed, confirmed, confirmed_holding};
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use std::sync::Arc;
use time::Date;

/// What an operator chooses for one.
#[derive(Debug, Clone)]
pub struct Choices {
    pub released: Vec<String>,
    pub options: Options,
    pub allow_http_acs: bool,
}

/// One that was looked at.
pub struct Candidate {
    pub sp: ServiceProvider,
    pub choices: Choices,
    /// Its check list, in plain words.
    pub sections: Vec<Section>,
    /// The version of the row that is there now, 0 for none: what it takes the place of.
    pub version: u64,
    /// What differs from the version before, where there is one that counts.
    pub changes: Option<Vec<Text>>,
    /// Some of its addresses are plain http, which has to be allowed.
    pub needs_http: bool,
    /// What will be stored.
    pub metadata: Vec<u8>,
}

/// One that is registered, for who looks at it.
pub struct Registered {
    pub sp: Arc<ServiceProvider>,
    pub candidate: Candidate,
    pub added_on: Date,
    pub changed_on: Option<Date>,
}

/// Why it was not done. In every case nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ProvedError {
    #[error(transparent)]
    Proof(#[from] ChangeError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Approval(#[from] ApprovalError),
}

impl Federation {
    /// Reads metadata that somebody hands in. Without choices: those of the version before, or none.
    ///
    /// # Errors
    /// The metadata is refused, with the reason; or database or keeper are away.
    pub async fn consider(&self, metadata: &[u8], choices: Option<Choices>) -> Result<Candidate, RegistryError> {
        let now = self.parts.clock.now();
        let strict = parse_sp(metadata, &AcceptPolicy { allow_http_acs: false }, now);
        let needs_http = matches!(&strict, Err(MetadataError::Location(LocationError::PlainHttp(_))));
        let parsed =
            if needs_http { parse_sp(metadata, &AcceptPolicy { allow_http_acs: true }, now)? } else { strict? };
        let row = self.row(&parsed.metadata.entity_id).await?;
        let version = row.as_ref().map_or(0, |row| row.version);
        let before = match row {
            Some(row) => Some((row.allow_http_acs, self.believed(row).await?)),
            None => None,
        };
        let before = before.and_then(|(http, sp)| Some((http, sp?)));
        let of_before = || match &before {
            Some((http, sp)) => {
                Choices { released: sp.released().to_vec(), options: *sp.options(), allow_http_acs: *http }
            }
            None => Choices { released: Vec::new(), options: Options::default(), allow_http_acs: false },
        };
        let choices = choices.unwrap_or_else(of_before);
        let sp = ServiceProvider::new(parsed.metadata, choices.released.clone(), choices.options);
        let known = before.as_ref().map(|(_, sp)| &**sp);
        Ok(Candidate {
            sections: check::about(&sp, &parsed.notes, known, needs_http, now),
            changes: known.map(|before| changes(before, &sp)),
            metadata: parsed.stored_xml,
            sp,
            choices,
            version,
            needs_http,
        })
    }

    /// One that is registered, with its check list as it is today.
    ///
    /// # Errors
    /// Its metadata is no longer accepted; or database or keeper are away.
    pub async fn registered(&self, entity_id: &str) -> Result<Option<Registered>, RegistryError> {
        let Some(sp) = self.find(entity_id).await? else { return Ok(None) };
        let Some(row) = self.row(entity_id).await? else { return Ok(None) };
        let dates = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::dates(&mut db, self.parts.org, entity_id).await?
        };
        let Some((added_on, changed_on)) = dates else { return Ok(None) };
        let candidate = self.consider(&row.metadata, None).await?;
        Ok(Some(Registered { sp, candidate, added_on, changed_on }))
    }

    /// Registers what was looked at, by somebody who proves who they are: `looked_at` is the version that it takes the place of.
    ///
    /// # Errors
    /// See [`ProvedError`].
    pub async fn put_proved(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        metadata: &[u8],
        choices: Choices,
        looked_at: u64,
        request_id: &str,
    ) -> Result<Outcome<Put>, ProvedError> {
        // What cannot be registered costs no code.
        let policy = AcceptPolicy { allow_http_acs: choices.allow_http_acs };
        let parsed = parse_sp(metadata, &policy, self.parts.clock.now()).map_err(RegistryError::from)?;
        choices.options.check(&parsed.metadata).map_err(RegistryError::from)?;
        let mut transaction = confirmed(&self.parts, person, typed, request_id).await?;
        if self.is_second_person_needed(&mut transaction).await? {
            let (entity_id, name) = (&parsed.metadata.entity_id, &parsed.metadata.display_name);
            // As it is stored: without whom to call.
            let (name, metadata) = (name.as_deref().unwrap_or(entity_id), &*parsed.stored_xml);
            let wanted = Wanted { name, metadata, choices: &choices };
            let act = self.to_change(&mut transaction, (entity_id, looked_at), Some(wanted)).await?;
            return Ok(Outcome::Waits(self.propose(transaction, person, act, request_id).await?));
        }
        let Choices { released, options, allow_http_acs } = choices;
        let registration = Registration { metadata, released, allow_http_acs, options };
        let put = self.put_in(transaction, registration, Some(looked_at), Some(person.account), request_id).await?;
        Ok(Outcome::Done(put))
    }

    /// Removes one, with its keys, by somebody who proves who they are: in the state that they looked at, by its [`tag`](Self::tag).
    ///
    /// # Errors
    /// See [`ProvedError`].
    pub async fn remove_proved(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        entity_id: &str,
        tag: &str,
        request_id: &str,
    ) -> Result<Outcome<bool>, ProvedError> {
        let mut transaction = confirmed_holding(&self.parts, person, typed, request_id).await?;
        let looked_at = self.tagged_in(&mut transaction, entity_id, tag).await?.ok_or(RegistryError::Changed)?;
        if self.is_second_person_needed(&mut transaction).await? {
            let act = self.to_change(&mut transaction, (entity_id, looked_at), None).await?;
            return Ok(Outcome::Waits(self.propose(transaction, person, act, request_id).await?));
        }
        let by = Some(person.account);
        Ok(Outcome::Done(self.remove_in(transaction, entity_id, Some(looked_at), by, request_id).await?))
    }

    /// Whether there lies a row of it, whatever it is worth.
    ///
    /// # Errors
    /// The database is away.
    pub async fn has_row(&self, entity_id: &str) -> Result<bool, RegistryError> {
        Ok(self.row(entity_id).await?.is_some())
    }

    pub(super) async fn row(&self, entity_id: &str) -> Result<Option<ServiceProviderRow>, RegistryError> {
        if entity_id.contains('\0') {
            return Ok(None);
        }
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await?)
    }

    async fn believed(&self, row: ServiceProviderRow) -> Result<Option<Arc<ServiceProvider>>, RegistryError> {
        let stored = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            Stored::of(&mut db, self, &row.entity_id).await?
        };
        self.believe(row, stored).await
    }
}
