//! The register of service providers: what is believed of their rows, and the lookup that every sign-on makes. They come, change and go in
//! [`writing`](super::writing).

use super::flight::{Seen, Unfound};
use super::options::covered;
use super::said::{metadata_error, options_error};
use super::scope_rows::Stored;
use super::{Federation, Options, OptionsError, ServiceProvider};
use crate::audit::{AuditError, Entry, Event, Subject, VerifyError};
use crate::db::one_read::{ProviderStamp, Question};
use crate::db::service_provider::ServiceProviderRow;
use crate::db::session::LiveSession;
use crate::db::{self, DbError, PgConnection};
use crate::domain::OrgId;
use crate::domain::variant::{Check, skips};
use crate::keeper::{KeeperError, row_digest};
use crate::saml::metadata::{AcceptPolicy, MetadataError, parse_sp};
use crate::sign_in::tokens::CommitError;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::words::Text;
use std::sync::Arc;
use time::OffsetDateTime;

#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// Somebody in the console wanted to do it alone.
    #[error("this needs a second person here: propose it, and another administrator approves it")]
    SecondPerson,
    #[error(transparent)]
    Approval(Box<super::ApprovalError>),
    #[error(transparent)]
    Maker(Box<super::MakerError>),
    #[error("why a look came to nothing could not be sealed: {0}")]
    Seal(#[from] crate::vault::seal::SealError),
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// What was looked at is not what there is now.
    #[error("somebody else changed this application meanwhile")]
    Changed,
    /// A program began it, whose token has ended since.
    #[error("what it was begun by ended meanwhile: {0}")]
    Ended(&'static str),
    #[error(transparent)]
    Db(DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

impl From<DbError> for RegistryError {
    /// A write that did not touch the row it must: another was first.
    fn from(error: DbError) -> Self {
        if matches!(error, DbError::Touched { .. }) { Self::Changed } else { Self::Db(error) }
    }
}

impl From<CommitError> for RegistryError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Ended(cause) => Self::Ended(cause),
            CommitError::Db(error) => error.into(),
            CommitError::Keeper(error) => Self::Keeper(error),
        }
    }
}

impl From<VerifyError> for RegistryError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Db(error) => Self::Db(error),
            VerifyError::Keeper(error) => Self::Keeper(error),
        }
    }
}

impl RegistryError {
    /// True when the operator can mend it by other metadata or other options.
    pub fn is_about_metadata(&self) -> bool {
        self.about_metadata().is_some()
    }

    /// What there is to mend, for whoever can, in a sentence without its capital and its end.
    pub fn about_metadata(&self) -> Option<Text> {
        match self {
            Self::Metadata(error) => Some(metadata_error(error)),
            Self::Options(error) => Some(options_error(*error)),
            _ => None,
        }
    }
}

impl Federation {
    /// The service provider of this entityID; a row without the keeper's MAC does not exist.
    ///
    /// No connection is held when it returns: whoever answers a sign-on waits for the audit writer, which needs one.
    pub async fn find(&self, entity_id: &str) -> Result<Option<Arc<ServiceProvider>>, RegistryError> {
        Ok(self.find_both(entity_id, None).await?.0)
    }

    /// The same, and the row of the session that a cookie leads to, in the one read that a sign-on makes.
    pub(super) async fn find_both(
        &self,
        entity_id: &str,
        session: Option<[u8; 32]>,
    ) -> Result<(Option<Arc<ServiceProvider>>, Option<Box<LiveSession>>), RegistryError> {
        // PostgreSQL's text holds no NUL, so that nothing can be registered under such a name.
        let provider = Some(entity_id).filter(|name| !name.contains('\0')).map(str::to_owned);
        let found = self.parts.reads.ask(Question { session, provider }).await?;
        let sp = match found.provider {
            None => None,
            Some(stamp) => match self.cache.get(entity_id, &stamp) {
                Some(known) => Some(known).filter(|sp| self.is_current(sp)),
                None => self.read(entity_id).await?,
            },
        };
        Ok((sp, found.session))
    }

    /// The whole row, for who is not known yet.
    async fn read(&self, entity_id: &str) -> Result<Option<Arc<ServiceProvider>>, RegistryError> {
        let row = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await?
        };
        match row {
            Some(row) => {
                let scopes = self.stored_scopes(entity_id).await?;
                self.believe(row, scopes).await
            }
            None => Ok(None),
        }
    }

    /// The same, as it is in a transaction.
    pub(super) async fn find_in(
        &self,
        db: &mut PgConnection,
        entity_id: &str,
    ) -> Result<Option<Arc<ServiceProvider>>, RegistryError> {
        let row = db::service_provider::by_entity_id(db, self.parts.org, entity_id).await?;
        let Some(row) = row else { return Ok(None) };
        let scopes = Stored::of(db, self, entity_id).await?;
        self.believe(row, scopes).await
    }

    /// Why nobody is found under a name, for the record of it.
    pub(super) async fn why_unfound(&self, entity_id: &str, seen: &Seen) -> Option<Unfound> {
        if !self.flights.is_on() || entity_id.contains('\0') {
            return None;
        }
        let row = {
            let mut db = self.parts.pool.acquire().await.ok()?;
            db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await.ok()?
        };
        let Some(row) = row else { return Some(Unfound::NotConnected) };
        let digest = mac_digest(self.parts.org, &row);
        if !self.parts.keeper.check_row_mac(digest, &row.mac).await.ok()? {
            return Some(Unfound::NotOurs);
        }
        let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
        match parse_sp(&row.metadata, &policy, seen.at) {
            Ok(parsed) if !parsed.metadata.is_expired(seen.at) => Some(Unfound::Unreadable),
            Ok(_) | Err(MetadataError::Expired(_)) => Some(Unfound::Expired),
            Err(_) => Some(Unfound::Unreadable),
        }
    }

    /// All of them, by name.
    pub async fn all(&self) -> Result<Vec<Arc<ServiceProvider>>, RegistryError> {
        let (rows, mut scopes) = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            let rows = db::service_provider::all(&mut db, self.parts.org).await?;
            (rows, Stored::all(&mut db, self).await?)
        };
        let mut all = Vec::new();
        for row in rows {
            let own = scopes.take(&row.entity_id);
            all.extend(self.believe(row, own).await?);
        }
        all.sort_by_key(|sp| sp.name().to_lowercase());
        Ok(all)
    }

    /// The stored metadata of one, for who wants to read it.
    pub async fn stored(&self, entity_id: &str) -> Result<Option<Vec<u8>>, RegistryError> {
        // A row without the keeper's MAC does not exist.
        if self.find(entity_id).await?.is_none() {
            return Ok(None);
        }
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await?.map(|row| row.metadata))
    }

    pub(super) async fn record(
        &self,
        event: Event,
        subject: Subject,
        sp: &str,
        request_id: &str,
    ) -> Result<(), AuditError> {
        self.record_at(self.parts.clock.now(), event, subject, (sp, request_id)).await
    }

    /// The same, of a moment that something else is compared with.
    pub(super) async fn record_at(
        &self,
        at: OffsetDateTime,
        event: Event,
        subject: Subject,
        (sp, request_id): (&str, &str),
    ) -> Result<(), AuditError> {
        let entry = Entry {
            at,
            event,
            subject,
            service_provider: sp.to_owned(),
            request_id: request_id.to_owned(),
            mark: None,
            participant: None,
            session: None,
        };
        self.parts.journal.record(entry).await
    }

    pub(super) async fn believe(
        &self,
        row: ServiceProviderRow,
        scopes: Stored,
    ) -> Result<Option<Arc<ServiceProvider>>, RegistryError> {
        let stamp = stamp_of(&row, &scopes);
        let digest = mac_digest(self.parts.org, &row);
        if !self.parts.keeper.check_row_mac(digest, &row.mac).await? && !skips(Check::ProviderMac) {
            tracing::error!(entity_id = row.entity_id, "a service provider's row was not written by this service");
            return Ok(None);
        }
        // The MAC holds, and these are the octets that were parsed before.
        if let Some(known) = self.cache.get(&row.entity_id, &stamp) {
            return Ok(Some(known).filter(|sp| self.is_current(sp)));
        }
        let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
        let parsed = match parse_sp(&row.metadata, &policy, self.parts.clock.now()) {
            Ok(parsed) => parsed,
            Err(error) => {
                tracing::error!(entity_id = row.entity_id, %error, "stored metadata is no longer accepted");
                return Ok(None);
            }
        };
        let Some(options) = Options::of(&row.options) else {
            tracing::error!(entity_id = row.entity_id, "its options are of a newer program");
            return Ok(None);
        };
        let scopes = self.known_scopes(scopes).await?.believed;
        let sp = ServiceProvider::new(parsed.metadata, row.released, options);
        let sp = Arc::new(sp.with_scopes(sha256(&row.metadata), scopes));
        self.cache.put(stamp, &sp);
        Ok(Some(sp).filter(|sp| self.is_current(sp)))
    }

    /// Metadata says until when it may be relied on; afterwards there is no such service provider.
    fn is_current(&self, sp: &ServiceProvider) -> bool {
        let expired = sp.metadata().is_expired(self.parts.clock.now());
        if expired {
            tracing::warn!(entity_id = sp.entity_id(), "the metadata of this service provider has expired");
        }
        !expired
    }
}

/// What the row looks like to the read that every sign-on makes.
fn stamp_of(row: &ServiceProviderRow, scopes: &Stored) -> ProviderStamp {
    let (scopes, noted) = scopes.stamps();
    ProviderStamp {
        version: row.version,
        metadata_digest: sha256(&row.metadata).to_vec(),
        released: row.released.clone(),
        allow_http_acs: row.allow_http_acs,
        options: row.options.clone(),
        mac: row.mac.clone(),
        scopes,
        noted,
    }
}

/// Every column that changes what a service provider may do or be told.
pub(super) fn mac_digest(org: OrgId, row: &ServiceProviderRow) -> [u8; 32] {
    let released: Vec<&[u8]> = row.released.iter().map(|name| name.as_bytes()).collect();
    let (released, allow_http_acs, options) = (lp(&released), [u8::from(row.allow_http_acs)], covered(&row.options));
    let mut columns: Vec<&[u8]> = vec![org.as_bytes(), &row.metadata, &released, &allow_http_acs];
    columns.extend(options.as_deref());
    row_digest("service_provider", row.entity_id.as_bytes(), row.version, &columns)
}
