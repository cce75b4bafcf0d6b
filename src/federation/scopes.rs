//! For what service providers may get keys: what an operator enables, rotates, ends and removes; and which rows are believed.
//!
//! Whoever writes to the database can delete a row, and nothing is delivered. They can put one back that the keeper's MAC was over:
//! this process remembers the latest that it has believed, and each person's profile the latest that they were served by.

use super::{Federation, RegistryError, ServiceProvider};
use crate::audit::{AuditError, Event, Subject};
use crate::db::scope::{ScopeRow, Stamped};
use crate::db::{self, DbError, PgConnection};
use crate::domain::scope::{ENTITY_ID_MAX, Purpose, PurposeFault};
use crate::domain::variant::{Check, skips};
use crate::keeper::KeeperError;
use crate::keys::return_address::{ReturnAddress, ReturnFault};
use crate::keys::scope::{Scope, ScopeFault, mac_digest};
use crate::saml::attribute::{full_name, is_plain_name};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use time::{Date, Duration};

/// The longest overlap that a rotation may have.
const LONGEST_OVERLAP: u16 = 3660;

/// By entityID and purpose.
#[derive(Default)]
pub(super) struct Seen(Mutex<HashMap<(String, String), u64>>);

impl Seen {
    /// Whether this is the latest that was believed, which it is from now on.
    fn is_latest(&self, scope: &Scope) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = seen.entry((scope.entity_id.clone(), scope.purpose.to_string())).or_default();
        let is_latest = scope.version >= *latest;
        *latest = scope.version.max(*latest);
        is_latest || skips(Check::ScopePutBack)
    }
}

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
    #[error(transparent)]
    Return(#[from] ReturnFault),
    #[error(transparent)]
    Fault(#[from] ScopeFault),
    #[error("somebody else changed it at the same moment; look at `senza scope list`")]
    Meanwhile,
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Db(DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

impl From<DbError> for ScopeError {
    fn from(error: DbError) -> Self {
        if matches!(error, DbError::Touched { .. }) { Self::Meanwhile } else { Self::Db(error) }
    }
}

impl Federation {
    /// Does what an operator wants. The scope as it is now.
    ///
    /// # Errors
    /// See [`ScopeError`].
    pub async fn change_scope(
        &self,
        entity_id: &str,
        purpose: &str,
        wanted: Wanted,
        request_id: &str,
    ) -> Result<Scope, ScopeError> {
        let purpose = Purpose::parse(purpose)?;
        let sp = self.find(entity_id).await?.ok_or_else(|| ScopeError::Unknown(entity_id.to_owned()))?;
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let rows = db::scope::of(&mut transaction, self.parts.org, entity_id).await?;
        let highest = rows.iter().filter(|one| one.row.purpose == purpose.as_str()).map(|one| one.row.version).max();
        let known = self.believed(rows).await?.into_iter().find(|scope| scope.purpose == purpose);
        let (event, mut scope) = self.changed(&sp, known, purpose, wanted)?;
        // Also above a row that is not believed.
        scope.version = scope.version.max(highest.unwrap_or_default().saturating_add(1));
        self.put_scope(&mut transaction, &scope).await?;
        // On record before it is so: see decision 14.
        self.record(event, Subject::Nobody, entity_id, request_id).await?;
        transaction.commit().await.map_err(DbError::from)?;
        Ok(scope)
    }

    fn changed(
        &self,
        sp: &Arc<ServiceProvider>,
        known: Option<Scope>,
        purpose: Purpose,
        wanted: Wanted,
    ) -> Result<(Event, Scope), ScopeError> {
        let (name, today) = (sp.entity_id().to_owned(), self.parts.clock.now().date());
        let live = |known: Option<Scope>, purpose| {
            known.filter(|scope| !scope.is_removed).ok_or(ScopeError::None(name.clone(), purpose))
        };
        Ok(match wanted {
            Wanted::Add { plain } => {
                check_new(sp, &purpose, plain.as_deref())?;
                (Event::ScopeAdded, added(known, &name, purpose, plain)?)
            }
            Wanted::AddForPages { back } => {
                check_name(sp)?;
                let back = ReturnAddress::parse(&back)?;
                (Event::ScopeAdded, added(known, &name, purpose, None)?.to_page(back))
            }
            Wanted::Rotate { overlap } => {
                let until = until(today, overlap.min(LONGEST_OVERLAP));
                (Event::ScopeRotated, live(known, purpose)?.rotated(until, today)?)
            }
            Wanted::End { epoch } => (Event::ScopeEpochEnded, live(known, purpose)?.ended(epoch, today)?),
            Wanted::Remove => (Event::ScopeRemoved, live(known, purpose)?.removed()),
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

    async fn put_scope(&self, db: &mut PgConnection, scope: &Scope) -> Result<(), ScopeError> {
        let mut row = scope.row();
        row.mac = self.parts.keeper.row_mac(mac_digest(self.parts.org, &row)).await?.to_vec();
        Ok(db::scope::put(db, self.parts.org, &row).await?)
    }

    /// All of a service provider's, when it is removed. The caller commits.
    pub(super) async fn remove_scopes(&self, db: &mut PgConnection, entity_id: &str) -> Result<(), RegistryError> {
        let rows = db::scope::of(db, self.parts.org, entity_id).await?;
        for scope in self.believed(rows).await?.into_iter().filter(|scope| !scope.is_removed) {
            let mut row = scope.removed().row();
            row.mac = self.parts.keeper.row_mac(mac_digest(self.parts.org, &row)).await?.to_vec();
            db::scope::put(db, self.parts.org, &row).await?;
        }
        Ok(())
    }

    pub(super) async fn scope_rows(&self, entity_id: &str) -> Result<Vec<Stamped>, RegistryError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(db::scope::of(&mut db, self.parts.org, entity_id).await?)
    }

    /// Those rows that count, without those that were removed.
    pub(super) async fn believed_scopes(&self, rows: Vec<Stamped>) -> Result<Vec<Scope>, RegistryError> {
        let believed = self.believed(rows).await?.into_iter();
        Ok(believed.filter(|scope| !scope.is_removed).collect())
    }

    /// Those that carry the keeper's MAC, and are the latest that was seen here.
    async fn believed(&self, rows: Vec<Stamped>) -> Result<Vec<Scope>, KeeperError> {
        let mut believed = Vec::new();
        for Stamped { row, .. } in rows {
            match self.believes(&row).await? {
                Ok(scope) => believed.push(scope),
                Err(why) => {
                    let (entity_id, purpose, version) = (row.entity_id, row.purpose, row.version);
                    tracing::error!(entity_id, purpose, version, "the row of a scope does not count: {why}");
                }
            }
        }
        Ok(believed)
    }

    /// The scope of a row, or why it is none.
    async fn believes(&self, row: &ScopeRow) -> Result<Result<Scope, &'static str>, KeeperError> {
        let is_ours = self.parts.keeper.check_row_mac(mac_digest(self.parts.org, row), &row.mac).await?;
        if !is_ours && !skips(Check::ScopeMac) {
            return Ok(Err("it was not written by this service"));
        }
        let Some(scope) = Scope::of(row) else { return Ok(Err("it is of a newer program")) };
        Ok(if self.scopes_seen.is_latest(&scope) { Ok(scope) } else { Err("an earlier one was put back") })
    }
}

fn until(today: Date, overlap: u16) -> Option<Date> {
    today.checked_add(Duration::days(overlap.into())).filter(|_| overlap > 0)
}

/// A new one, or one of before at an epoch that there has not been.
fn added(known: Option<Scope>, name: &str, purpose: Purpose, plain: Option<String>) -> Result<Scope, ScopeError> {
    match known {
        None => Ok(Scope::new(name, purpose, plain)),
        Some(scope) if scope.is_removed => Ok(scope.again(plain)?),
        Some(_) => Err(ScopeError::Known(name.to_owned(), purpose)),
    }
}

fn check_name(sp: &ServiceProvider) -> Result<(), ScopeError> {
    if sp.entity_id().len() > ENTITY_ID_MAX { Err(ScopeError::LongName) } else { Ok(()) }
}

/// What must hold where keys are to be delivered in assertions.
fn check_new(sp: &ServiceProvider, purpose: &Purpose, plain: Option<&str>) -> Result<(), ScopeError> {
    check_name(sp)?;
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
