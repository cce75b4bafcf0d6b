//! `session`: found by a hash of the cookie's id, sealed under the cookie's key and the keeper's epoch key.

use super::session_policy::PolicyRow;
use super::{DbError, PgConnection, integer, must_touch};
use crate::domain::{AccountId, AccountState, Handle, OrgId};
use time::Date;

pub struct SessionRow {
    pub id_hash: [u8; 32],
    pub account: AccountId,
    pub epoch: u32,
    pub sealed: Vec<u8>,
    pub ends_on: Date,
}

/// A session with what must be compared before it is believed: the account's live state, and its name, inbox and profile as they
/// stand. See [`one_read`](super::one_read).
pub struct LiveSession {
    pub session: SessionRow,
    pub org: OrgId,
    pub handle: Handle,
    pub state: AccountState,
    pub inbox_version: u64,
    pub inbox_mac: Vec<u8>,
    pub root_epoch: u32,
    /// SHA-256 of the profile's sealed record.
    pub profile_digest: [u8; 32],
    /// What the organisation chose of how long sessions last, as it stands there.
    pub policy: Option<PolicyRow>,
}

pub async fn insert(db: &mut PgConnection, row: &SessionRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into session (id_hash, account_id, epoch, sealed, ends_on) values ($1, $2, $3, $4, $5)",
        row.id_hash.as_slice(),
        row.account.0,
        integer(row.epoch),
        row.sealed,
        row.ends_on
    )
    .execute(db)
    .await?;
    must_touch("session", 1, &done)
}

/// What a session holds; nobody else writes to it, or ends it, until the caller has committed.
pub async fn held(db: &mut PgConnection, id_hash: &[u8; 32]) -> Result<Option<Vec<u8>>, DbError> {
    let query = sqlx::query_scalar!("select sealed from session where id_hash = $1 for update", id_hash.as_slice());
    Ok(query.fetch_optional(db).await?)
}

/// Writes what a session now holds. The caller holds it.
pub async fn update(db: &mut PgConnection, id_hash: &[u8; 32], sealed: &[u8]) -> Result<(), DbError> {
    let done = sqlx::query!("update session set sealed = $2 where id_hash = $1", id_hash.as_slice(), sealed)
        .execute(db)
        .await?;
    must_touch("session", 1, &done)
}

/// The same unless somebody wrote meanwhile to what was read; true when it was written. What another request has put there, a
/// lock or another key, is not undone by one that read before it.
pub async fn update_read(
    db: &mut PgConnection,
    id_hash: &[u8; 32],
    read: &[u8],
    sealed: &[u8],
) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update session set sealed = $3 where id_hash = $1 and sealed = $2",
        id_hash.as_slice(),
        read,
        sealed
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends one session; says whose it was. Ending one that has ended is no error.
pub async fn end(db: &mut PgConnection, id_hash: &[u8; 32]) -> Result<Option<AccountId>, DbError> {
    let ended = sqlx::query_scalar!("delete from session where id_hash = $1 returning account_id", id_hash.as_slice())
        .fetch_optional(db)
        .await?;
    Ok(ended.map(AccountId))
}

/// A session of an account, for its owner's list.
pub struct Listed {
    pub id_hash: Vec<u8>,
    pub epoch: i32,
    pub ends_on: Date,
}

/// An account's sessions, the newest day first; more than anyone reads are left out.
pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Vec<Listed>, DbError> {
    let query = sqlx::query_as!(
        Listed,
        r#"select id_hash, epoch, greatest(least(ends_on, '9999-12-31'), '0001-01-01') as "ends_on!" from session
           where account_id = $1 order by epoch desc, id_hash limit 100"#,
        account.0
    );
    Ok(query.fetch_all(db).await?)
}

/// Ends one of an account's sessions; false when there is none by this hash.
pub async fn end_of_account(db: &mut PgConnection, account: AccountId, id_hash: &[u8]) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from session where account_id = $1 and id_hash = $2", account.0, id_hash)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends an account's sessions but one; returns how many there were.
pub async fn end_others(db: &mut PgConnection, account: AccountId, kept: &[u8; 32]) -> Result<u64, DbError> {
    let done = sqlx::query!("delete from session where account_id = $1 and id_hash <> $2", account.0, kept.as_slice())
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

/// Ends all of an account's sessions; returns how many there were.
pub async fn end_all(db: &mut PgConnection, account: AccountId) -> Result<u64, DbError> {
    let done = sqlx::query!("delete from session where account_id = $1", account.0).execute(db).await?;
    Ok(done.rows_affected())
}

/// Whether it is there at this moment. Leaves no trace in the row.
pub async fn is_there(db: &mut PgConnection, id_hash: &[u8; 32]) -> Result<bool, DbError> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from session where id_hash = $1) as "is_there!""#,
        id_hash.as_slice()
    );
    Ok(found.fetch_one(db).await?)
}

/// Which of these are there, and nobody is about to end them.
pub async fn live(db: &mut PgConnection, sessions: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, DbError> {
    let query =
        sqlx::query_scalar!("select id_hash from session where id_hash = any($1) for key share skip locked", sessions);
    Ok(query.fetch_all(db).await?)
}
