//! `directory`: each person's entry, sealed to the administrators' keyring.

use super::{DbError, PgConnection, integer, must_touch, unsigned};
use crate::domain::AccountId;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryRow {
    pub account: AccountId,
    /// Of the keyring to which it is sealed.
    pub epoch: u32,
    pub sealed: Vec<u8>,
    /// For the person's own session alone.
    pub mark: Vec<u8>,
    pub mac: Vec<u8>,
}

struct Columns {
    account_id: Uuid,
    epoch: i32,
    sealed: Vec<u8>,
    mark: Vec<u8>,
    mac: Vec<u8>,
}

impl Columns {
    /// An epoch that is none reads as one of which there is no key.
    fn row(self) -> DirectoryRow {
        let epoch = unsigned("directory", "epoch", self.epoch.into()).unwrap_or_default();
        let account = AccountId(self.account_id);
        DirectoryRow { account, epoch, sealed: self.sealed, mark: self.mark, mac: self.mac }
    }
}

pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Option<DirectoryRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select account_id, epoch, sealed, mark, mac from directory where account_id = $1",
        account.0
    );
    Ok(row.fetch_optional(db).await?.map(Columns::row))
}

/// Puts a person's entry in the place of the former, if there is one.
pub async fn put(db: &mut PgConnection, row: &DirectoryRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into directory (account_id, epoch, sealed, mark, mac) values ($1, $2, $3, $4, $5)
         on conflict (account_id) do update set epoch = excluded.epoch, sealed = excluded.sealed, mark = excluded.mark,
             mac = excluded.mac",
        row.account.0,
        integer(row.epoch),
        row.sealed,
        row.mark,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("directory", 1, &done)
}

/// So many entries behind this account's, in the order of their keys, which says nothing.
pub async fn after(db: &mut PgConnection, account: AccountId, most: u32) -> Result<Vec<DirectoryRow>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        "select account_id, epoch, sealed, mark, mac from directory where account_id > $1 order by account_id limit $2",
        account.0,
        i64::from(most)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Columns::row).collect())
}

/// Some of the entries that are sealed to a keyring before this epoch's, which nobody else changes until the transaction ends.
pub async fn before(db: &mut PgConnection, epoch: u32, most: u32) -> Result<Vec<DirectoryRow>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        "select account_id, epoch, sealed, mark, mac from directory where epoch < $1 order by epoch, account_id limit $2
         for update skip locked",
        integer(epoch),
        i64::from(most)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Columns::row).collect())
}

/// Takes a person's away, if there is one.
pub async fn remove(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    sqlx::query!("delete from directory where account_id = $1", account.0).execute(db).await?;
    Ok(())
}

/// Takes everybody's away.
pub async fn clear(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query!("delete from directory").execute(db).await?;
    Ok(())
}

/// How many people there are, who has an entry, and whose of those is still sealed to an earlier keyring: so many at most of each,
/// for whoever asks whether there are more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub people: i64,
    pub listed: i64,
    pub behind: i64,
}

pub async fn counts(db: &mut PgConnection, epoch: u32, most: i64) -> Result<Counts, DbError> {
    let counts = sqlx::query_as!(
        Counts,
        r#"select (select count(*) from (select from account limit $2) as few) as "people!",
                  (select count(*) from (select from directory limit $2) as few) as "listed!",
                  (select count(*) from (select from directory where epoch < $1 limit $2) as few) as "behind!""#,
        integer(epoch),
        most
    );
    Ok(counts.fetch_one(db).await?)
}
