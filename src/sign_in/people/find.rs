//! Somebody, found by what they sign in with, and how their account stands. On record, for both: who looked, and at whose.

use crate::audit::{AuditError, Event, Recent, Subject, VerifyError, Whose};
use crate::db::account::AccountRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountState, Handle, Identifier};
use crate::keeper::{KeeperError, day_of_epoch};
use crate::sign_in::acting::Acting;
use crate::sign_in::activity::ALL;
use crate::sign_in::directory::{self, DirectoryError, Listing};
use crate::sign_in::inbox::{Console, InboxFlowError};
use crate::sign_in::{Parts, named, row_macs};
use crate::vault::account::FactorKind;
use crate::vault::harden::Way;
use time::Date;

#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// How an account stands, as far as that is known without the person. Ways in and factors are what the database says: the
/// person's own page compares them with what only they can open.
pub struct Found {
    pub state: AccountState,
    /// Whether they have ever set their account up.
    pub is_enrolled: bool,
    /// Whether they open the console, with whatever role: the keeper knows that much.
    pub opens_console: bool,
    /// Whether nobody can say so yet: their account is from before it was noted, until they sign in next.
    pub is_console_unknown: bool,
    /// Whether it is the account of whoever looks.
    pub is_own: bool,
    pub invited_on: Date,
    pub ways: Vec<Way>,
    pub apps: usize,
    pub passkeys: usize,
    /// The day on which each of their sessions began, the newest first; a hundred at most.
    pub sessions: Vec<Date>,
    /// Until when a link of theirs serves.
    pub link_until: Option<Date>,
    /// What the directory says of them, to who looks; to a program it says nothing.
    pub listing: Listing,
    /// What is on record of the last thirty days, and of refused tries under this identifier.
    pub recent: Recent,
}

/// Looks somebody up. `None` when nobody signs in with this: it costs the same look-up, and is on record as well.
///
/// # Errors
/// The keeper answers no more look-ups for now, or does not vouch for what was found; database or keeper away.
pub async fn find(
    parts: &Parts,
    by: &impl Acting,
    identifier: &Identifier,
    request_id: &str,
) -> Result<Option<Found>, FindError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    // Before anybody is found: whatever comes of it is on record.
    parts.record(Event::PersonSought, Subject::Account(by.account()), request_id).await?;
    let Some((account, mut found)) = rows(parts, by, &handle).await? else { return Ok(None) };
    let whose = Whose { org: parts.org, account: account.id, handle: Some(handle) };
    found.recent = Recent::read(&parts.pool, &parts.keeper, whose, parts.clock.now(), ALL).await?;
    if let Some(session) = by.session() {
        found.listing = directory::of(parts, session, &account).await?;
    }
    parts.record(Event::PersonShown, Subject::Account(account.id), request_id).await?;
    Ok(Some(found))
}

async fn rows(parts: &Parts, by: &impl Acting, handle: &Handle) -> Result<Option<(AccountRow, Found)>, FindError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let Some(known) = named::known(parts, &mut db, handle).await? else { return Ok(None) };
    let account = known.account;
    let ways = db::way_in::of_account(&mut db, account.id).await?.into_iter().map(|(way, _)| way.way).collect();
    let factors = db::factor::of_account(&mut db, account.id).await?;
    let apps = factors.iter().filter(|one| one.kind == FactorKind::Totp).count();
    let sessions = db::session::of_account(&mut db, account.id).await?;
    let found = Found {
        state: account.state,
        is_enrolled: db::profile::read(&mut db, account.id).await?.is_some(),
        opens_console: known.console == Console::Open,
        is_console_unknown: known.console == Console::Unknown,
        is_own: account.id == by.account(),
        invited_on: db::account::created_on(&mut db, account.id).await?,
        ways,
        apps,
        passkeys: factors.len() - apps,
        sessions: sessions.iter().map(|one| day_of_epoch(u32::try_from(one.epoch).unwrap_or_default())).collect(),
        link_until: link_until(parts, &mut db, &account).await?,
        listing: Listing::Off,
        recent: Recent { recorded: Vec::new(), broken: 0, is_cut: false },
    };
    Ok(Some((account, found)))
}

async fn link_until(parts: &Parts, db: &mut PgConnection, account: &AccountRow) -> Result<Option<Date>, FindError> {
    let row = db::invitation::of_account(db, account.id).await?;
    let Some(row) = row.filter(|row| row.expires_on >= parts.clock.now().date()) else { return Ok(None) };
    let is_ours = parts.keeper.check_row_mac(row_macs::invitation(parts.org, &row), &row.mac).await?;
    Ok(is_ours.then_some(row.expires_on))
}
