//! `account`: a random id, the handle that finds it, its live state and its inbox's public key.

use super::{DbError, PgConnection, bigint, fixed, must_touch, unsigned};
use crate::domain::{AccountId, AccountState, Handle, OrgId};
use futures_util::{Stream, TryStreamExt};
use time::Date;
use uuid::Uuid;

#[derive(PartialEq, Eq)]
pub struct AccountRow {
    pub id: AccountId,
    pub org: OrgId,
    pub handle: Handle,
    pub state: AccountState,
    pub inbox_public: [u8; 32],
    /// Covers the handle, and the inbox's key, its version and which items lie in it.
    pub inbox_mac: Vec<u8>,
    /// Not below the highest sequence that an item was given; another handle moves it too.
    pub inbox_version: u64,
}

pub async fn by_handle(db: &mut PgConnection, org: OrgId, handle: &Handle) -> Result<Option<AccountRow>, DbError> {
    let row = sqlx::query!(
        "select id, state, inbox_public, inbox_mac, inbox_version from account where org_id = $1 and handle = $2",
        org.0,
        handle.as_bytes().as_slice()
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(AccountRow {
            id: AccountId(row.id),
            org,
            handle: *handle,
            state: state(&row.state)?,
            inbox_public: fixed("account", "inbox_public", &row.inbox_public)?,
            inbox_mac: row.inbox_mac,
            inbox_version: unsigned("account", "inbox_version", row.inbox_version)?,
        })
    })
    .transpose()
}

/// The row of a known id, as it is now.
pub async fn by_id(db: &mut PgConnection, id: AccountId) -> Result<Option<AccountRow>, DbError> {
    let row = sqlx::query!(
        "select org_id, handle, state, inbox_public, inbox_mac, inbox_version from account where id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(AccountRow {
            id,
            org: OrgId(row.org_id),
            handle: Handle(fixed("account", "handle", &row.handle)?),
            state: state(&row.state)?,
            inbox_public: fixed("account", "inbox_public", &row.inbox_public)?,
            inbox_mac: row.inbox_mac,
            inbox_version: unsigned("account", "inbox_version", row.inbox_version)?,
        })
    })
    .transpose()
}

/// The row of a known id, locked until the transaction ends.
pub async fn by_id_for_update(db: &mut PgConnection, id: AccountId) -> Result<Option<AccountRow>, DbError> {
    let row = sqlx::query!(
        "select org_id, handle, state, inbox_public, inbox_mac, inbox_version from account where id = $1 for update",
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(AccountRow {
            id,
            org: OrgId(row.org_id),
            handle: Handle(fixed("account", "handle", &row.handle)?),
            state: state(&row.state)?,
            inbox_public: fixed("account", "inbox_public", &row.inbox_public)?,
            inbox_mac: row.inbox_mac,
            inbox_version: unsigned("account", "inbox_version", row.inbox_version)?,
        })
    })
    .transpose()
}

pub async fn insert(db: &mut PgConnection, account: &AccountRow, created_on: Date) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into account (id, org_id, handle, state, created_on, inbox_public, inbox_mac, inbox_version)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        account.id.0,
        account.org.0,
        account.handle.as_bytes().as_slice(),
        account.state.as_str(),
        created_on,
        account.inbox_public.as_slice(),
        account.inbox_mac,
        bigint(account.inbox_version)
    )
    .execute(db)
    .await?;
    must_touch("account", 1, &done)
}

/// A new inbox key, for an account that has not been enrolled yet.
pub async fn replace_inbox(db: &mut PgConnection, account: &AccountRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update account set inbox_public = $2, inbox_mac = $3, inbox_version = $4 where id = $1 and state = 'invited'",
        account.id.0,
        account.inbox_public.as_slice(),
        account.inbox_mac,
        bigint(account.inbox_version)
    )
    .execute(db)
    .await?;
    must_touch("account", 1, &done)
}

/// A new inbox key for an account whose vault is being exchanged, above the versions of the one before.
pub async fn exchange_inbox(db: &mut PgConnection, account: &AccountRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update account set inbox_public = $2, inbox_mac = $3, inbox_version = $4
         where id = $1 and state = 'active' and inbox_version <= $4",
        account.id.0,
        account.inbox_public.as_slice(),
        account.inbox_mac,
        bigint(account.inbox_version)
    )
    .execute(db)
    .await?;
    must_touch("account", 1, &done)
}

/// From invited to active; touches no row when another enrolment was first.
pub async fn activate(db: &mut PgConnection, id: AccountId) -> Result<(), DbError> {
    let done = sqlx::query!("update account set state = 'active' where id = $1 and state = 'invited'", id.0)
        .execute(db)
        .await?;
    must_touch("account", 1, &done)
}

/// The live flag, which holds at the next request everywhere. The caller holds the person: what they are just sending comes before, or not
/// at all.
pub async fn set_state(db: &mut PgConnection, id: AccountId, state: AccountState) -> Result<(), DbError> {
    let done = sqlx::query!("update account set state = $2 where id = $1", id.0, state.as_str()).execute(db).await?;
    must_touch("account", 1, &done)
}

/// What the inbox now holds: the newest item's sequence, and the MAC over all.
pub async fn update_inbox(db: &mut PgConnection, account: &AccountRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update account set inbox_mac = $2, inbox_version = $3 where id = $1",
        account.id.0,
        account.inbox_mac,
        bigint(account.inbox_version)
    )
    .execute(db)
    .await?;
    must_touch("account", 1, &done)
}

/// An account's live flag.
pub struct FlagRow {
    pub id: AccountId,
    pub org: OrgId,
    pub handle: Handle,
    pub state: AccountState,
    pub created_on: Date,
}

/// Every account's live flag, one at a time.
pub fn flags(db: &mut PgConnection) -> impl Stream<Item = Result<FlagRow, DbError>> + Send + '_ {
    struct Row {
        id: Uuid,
        org_id: Uuid,
        handle: Vec<u8>,
        state: String,
        created_on: Date,
    }
    sqlx::query_as!(
        Row,
        r#"select id, org_id, handle, state, greatest(least(created_on, '9999-12-31'), '0001-01-01') as "created_on!"
           from account order by id"#
    )
    .fetch(db)
    .map_err(DbError::from)
    .and_then(async |row| {
        Ok(FlagRow {
            id: AccountId(row.id),
            org: OrgId(row.org_id),
            handle: Handle(fixed("account", "handle", &row.handle)?),
            state: state(&row.state)?,
            created_on: row.created_on,
        })
    })
}

/// Another handle, and the MAC that vouches for it. False when the new one is taken: the transaction is then of no more use.
pub async fn change_handle(db: &mut PgConnection, from: &Handle, account: &AccountRow) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update account set handle = $3, inbox_mac = $4, inbox_version = $5 where id = $1 and handle = $2",
        account.id.0,
        from.as_bytes().as_slice(),
        account.handle.as_bytes().as_slice(),
        account.inbox_mac,
        bigint(account.inbox_version)
    )
    .execute(db)
    .await;
    match done {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
        done => must_touch("account", 1, &done?).map(|()| true),
    }
}

/// Deletes an account with everything that hangs on it.
pub async fn delete(db: &mut PgConnection, id: AccountId) -> Result<(), DbError> {
    let done = sqlx::query!("delete from account where id = $1", id.0).execute(db).await?;
    must_touch("account", 1, &done)
}

/// The day on which the person was invited.
pub async fn created_on(db: &mut PgConnection, id: AccountId) -> Result<Date, DbError> {
    let query = sqlx::query_scalar!(
        r#"select greatest(least(created_on, '9999-12-31'), '0001-01-01') as "created_on!" from account where id = $1"#,
        id.0
    );
    Ok(query.fetch_one(db).await?)
}

pub(super) fn state(text: &str) -> Result<AccountState, DbError> {
    AccountState::parse(text).ok_or(DbError::Shape { table: "account", what: "state" })
}
