//! For what service providers may get keys: what an operator enables, rotates, ends and removes. Which rows of it count is for
//! [`scope_rows`](super::scope_rows).
//!
//! Ending never depends on what the database says: where the row is not the one that was written last, or is hidden, what takes its
//! place has ended all the same, and nothing that comes back counts.

use super::scope_rows::{Before, Known, Stored};
use super::to_record::ToRecord;
use super::{Federation, RegistryError, ServiceProvider};
use crate::audit::{Event, Subject, scope_digest, scope_words};
use crate::db::{self, DbError, PgConnection};
use crate::domain::scope::{ENTITY_ID_MAX, Purpose, PurposeFault};
use crate::keys::return_address::{ReturnAddress, ReturnFault};
use crate::keys::scope::{MOST_PURPOSES, Scope, ScopeFault};
use crate::saml::attribute::{full_name, is_plain_name};
use time::{Date, Duration};

/// The longest overlap that a rotation may have.
const LONGEST_OVERLAP: u16 = 3660;

/// What an operator wants of a scope.
#[derive(Debug)]
pub enum Wanted {
    /// That there is one in assertions; with the attribute of the plain form, if there is to be one.
    Add { plain: Option<String> },
    /// That there is one for pages, which are led back to this address.
    AddForPages { back: String },
    /// A new epoch, the one of now delivered for so many days more.
    Rotate { overlap: u16 },
    /// That an epoch is not delivered any more.
    End { epoch: u32 },
    /// That there is none.
    Remove,
}

/// Why it was not done. In every case nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ScopeError {
    #[error("no service provider is registered as {0}; `senza sp list` shows those that are")]
    Unknown(String),
    #[error(transparent)]
    Purpose(#[from] PurposeFault),
    #[error(
        "{0} has no key in its metadata that assertions can be encrypted to: keys would travel in the open, through every browser, and are not delivered so; give it one and add its metadata again"
    )]
    Unencrypted(String),
    #[error("the entityID is longer than {ENTITY_ID_MAX} octets: no keys are derived for it")]
    LongName,
    #[error("{0} may get keys for {1} already; `senza scope rotate` begins a new epoch, `senza scope remove` ends it")]
    Known(String, Purpose),
    #[error("{0} gets no keys for {1}; `senza scope list` shows for what which service provider does")]
    None(String, Purpose),
    #[error(
        "{0:?} cannot carry a key: the name must be a URI or a plain word, and not one that already says something else"
    )]
    PlainName(String),
    #[error(
        "{0:?} already carries something else for this service provider: an attribute that it is told, or another purpose's key"
    )]
    PlainTaken(String),
    #[error("{0} may get keys for {MOST_PURPOSES} purposes already, as many as one may; `senza scope remove` ends one")]
    ManyPurposes(String),
    #[error(transparent)]
    Return(#[from] ReturnFault),
    #[error(transparent)]
    Fault(#[from] ScopeFault),
    #[error(
        "the database does not have what this service wrote last of {0}'s keys for {1}: it was put back, changed or deleted, and nothing of it is delivered; `senza scope remove` and then `senza scope add` begin it anew, and `senza audit verify` says more"
    )]
    NotAsWritten(String, Purpose),
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<DbError> for ScopeError {
    fn from(error: DbError) -> Self {
        Self::Registry(error.into())
    }
}

/// What there was before a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    Live,
    Removed,
    /// Something else than this service had written last, or nothing although it had written something.
    NotAsWritten,
    Nothing,
}

/// A change that was made.
#[derive(Debug)]
pub struct Done {
    /// As it is now.
    pub scope: Scope,
    pub was: Was,
}

impl Federation {
    /// Does what an operator wants.
    ///
    /// # Errors
    /// See [`ScopeError`].
    pub async fn change_scope(
        &self,
        entity_id: &str,
        purpose: &str,
        wanted: Wanted,
        request_id: &str,
    ) -> Result<Done, ScopeError> {
        let purpose = Purpose::parse(purpose)?;
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let known = self.held_scopes(&mut transaction, entity_id).await?;
        // While they are held: how many there are, and whether the service provider is there still.
        let sp = self.find_in(&mut transaction, entity_id).await?;
        let before = known.before(entity_id, &purpose);
        let was = match &before {
            Before::Nothing => Was::Nothing,
            Before::Unsure(_) => Was::NotAsWritten,
            Before::Scope(scope) if scope.is_removed => Was::Removed,
            Before::Scope(_) => Was::Live,
        };
        let (event, mut scope) = match (wanted, sp) {
            // Also of a service provider whose own row is hidden.
            (Wanted::Remove, _) => (Event::ScopeRemoved, removed(before, entity_id, &purpose)?),
            (_, None) => return Err(ScopeError::Unknown(entity_id.to_owned())),
            (wanted, Some(sp)) => self.changed(&sp, before, purpose, wanted)?,
        };
        let changed = self.put_scope(&mut transaction, &known, &mut scope, event).await?;
        // On record before it is so (decision 14).
        self.record_all(vec![changed], request_id).await.map_err(RegistryError::from)?;
        transaction.commit().await.map_err(DbError::from)?;
        Ok(Done { scope, was })
    }

    fn changed(
        &self,
        sp: &ServiceProvider,
        before: Before,
        purpose: Purpose,
        wanted: Wanted,
    ) -> Result<(Event, Scope), ScopeError> {
        let today = self.parts.clock.now().date();
        let live = |before, purpose| match before {
            Before::Scope(scope) if !scope.is_removed => Ok(scope),
            Before::Unsure(_) => Err(ScopeError::NotAsWritten(sp.entity_id().to_owned(), purpose)),
            Before::Scope(_) | Before::Nothing => Err(ScopeError::None(sp.entity_id().to_owned(), purpose)),
        };
        Ok(match wanted {
            Wanted::Add { plain } => {
                check_new(sp, &purpose, plain.as_deref())?;
                (Event::ScopeAdded, added(before, sp.entity_id(), purpose, plain)?)
            }
            Wanted::AddForPages { back } => {
                check_name(sp, &purpose)?;
                let back = ReturnAddress::parse(&back)?;
                (Event::ScopeAdded, added(before, sp.entity_id(), purpose, None)?.to_page(back))
            }
            Wanted::Rotate { overlap } => {
                let until = until(today, overlap.min(LONGEST_OVERLAP));
                (Event::ScopeRotated, live(before, purpose)?.rotated(until, today)?)
            }
            // Which epochs were live, nobody knows: none is.
            Wanted::End { .. } if let Before::Unsure(ended) = before => (Event::ScopeEpochEnded, ended),
            Wanted::End { epoch } => (Event::ScopeEpochEnded, live(before, purpose)?.ended(epoch, today)?),
            Wanted::Remove => (Event::ScopeRemoved, removed(before, sp.entity_id(), &purpose)?),
        })
    }

    /// A scope in one line, with tabs between: what `senza scope list` shows.
    pub fn scope_line(&self, scope: &Scope) -> String {
        let today = self.parts.clock.now().date();
        let until = |epoch: u32| scope.former.iter().find(|former| former.epoch == epoch).map(|former| former.until);
        let epoch = |epoch: u32| until(epoch).map_or(epoch.to_string(), |until| format!("{epoch} until {until}"));
        let epochs: Vec<String> = scope.live_epochs(today).into_iter().map(epoch).collect();
        let back = scope.return_to.as_ref().map(ReturnAddress::as_str);
        let last = back.or(scope.plain.as_deref()).unwrap_or_default();
        let delivery = scope.delivery.word();
        format!("{}\t{}\t{delivery}\t{}\t{last}", scope.entity_id, scope.purpose, epochs.join(", "))
    }

    /// What is known of a service provider's, while nobody else changes any.
    async fn held_scopes(&self, db: &mut PgConnection, entity_id: &str) -> Result<Known, RegistryError> {
        db::organisation::hold(db, self.parts.org).await?;
        let stored = Stored::of(db, self, entity_id).await?;
        Ok(self.known_scopes(stored).await?)
    }

    /// Writes its row, and says what is to go on record: the very row that it is, since no other counts.
    async fn put_scope(
        &self,
        db: &mut PgConnection,
        known: &Known,
        scope: &mut Scope,
        event: Event,
    ) -> Result<ToRecord, RegistryError> {
        let now = self.parts.clock.now().unix_timestamp_nanos() / 1_000;
        let version = known.next_version(&scope.entity_id, &scope.purpose, u64::try_from(now).unwrap_or_default());
        scope.version = scope.version.max(version);
        let mut row = scope.row();
        let digest = scope_digest(self.parts.org, &row);
        row.mac = self.parts.keeper.row_mac(digest).await?.to_vec();
        db::scope::put(db, self.parts.org, &row).await?;
        Ok(ToRecord::new(event, Subject::Row(digest), scope_words(&row)))
    }

    /// All of a service provider's, when it is removed, and what is to go on record of that: from then on none of them counts, whatever
    /// becomes of the transaction. The caller puts it there last of all, and commits.
    pub(super) async fn remove_scopes(
        &self,
        db: &mut PgConnection,
        entity_id: &str,
    ) -> Result<Vec<ToRecord>, RegistryError> {
        let known = self.held_scopes(db, entity_id).await?;
        let mut ended = Vec::new();
        for purpose in known.purposes(entity_id) {
            let mut scope = match known.before(entity_id, &purpose) {
                Before::Scope(scope) if scope.is_removed => continue,
                Before::Scope(scope) => scope.removed(),
                Before::Unsure(ended) => ended,
                Before::Nothing => continue,
            };
            ended.push(self.put_scope(db, &known, &mut scope, Event::ScopeRemoved).await?);
        }
        Ok(ended)
    }
}

fn until(today: Date, overlap: u16) -> Option<Date> {
    today.checked_add(Duration::days(overlap.into())).filter(|_| overlap > 0)
}

/// A new one, or one of before at an epoch that there has not been.
fn added(before: Before, name: &str, purpose: Purpose, plain: Option<String>) -> Result<Scope, ScopeError> {
    match before {
        Before::Nothing => Ok(Scope::new(name, purpose, plain)),
        Before::Unsure(ended) => Ok(ended.again(plain)?),
        Before::Scope(scope) if scope.is_removed => Ok(scope.again(plain)?),
        Before::Scope(_) => Err(ScopeError::Known(name.to_owned(), purpose)),
    }
}

/// Removed, whatever there was: what may be hidden at this moment does not count when it comes back.
fn removed(before: Before, name: &str, purpose: &Purpose) -> Result<Scope, ScopeError> {
    match before {
        Before::Scope(scope) => Ok(scope.removed()),
        Before::Unsure(ended) => Ok(ended),
        Before::Nothing if name.len() > ENTITY_ID_MAX => Err(ScopeError::LongName),
        Before::Nothing => Ok(Scope::removed_at(name, purpose.clone(), 0)),
    }
}

fn check_name(sp: &ServiceProvider, purpose: &Purpose) -> Result<(), ScopeError> {
    if sp.entity_id().len() > ENTITY_ID_MAX {
        return Err(ScopeError::LongName);
    }
    let others = sp.scopes().iter().filter(|scope| scope.purpose != *purpose);
    if others.count() < MOST_PURPOSES { Ok(()) } else { Err(ScopeError::ManyPurposes(sp.entity_id().to_owned())) }
}

/// What must hold where keys are to be delivered in assertions.
fn check_new(sp: &ServiceProvider, purpose: &Purpose, plain: Option<&str>) -> Result<(), ScopeError> {
    check_name(sp, purpose)?;
    if sp.metadata().encryption_key().is_none() {
        return Err(ScopeError::Unencrypted(sp.entity_id().to_owned()));
    }
    let Some(plain) = plain else { return Ok(()) };
    if !is_plain_name(plain) {
        return Err(ScopeError::PlainName(plain.to_owned()));
    }
    let is_told = sp.released().iter().any(|name| full_name(name) == plain);
    let is_anothers =
        sp.scopes().iter().any(|scope| scope.purpose != *purpose && scope.plain.as_deref() == Some(plain));
    if is_told || is_anothers { Err(ScopeError::PlainTaken(plain.to_owned())) } else { Ok(()) }
}
