//! `way_in` and `root_seal`: what each way into an account needs, and the root sealed to it.

use super::{DbError, PgConnection, fixed, integer, must_touch, unsigned};
use crate::domain::{AccountId, WayId};
use crate::vault::account::{RootSeal, WayRow};
use crate::vault::harden::Way;
use crate::vault::stretch::Cost;
use uuid::Uuid;

const TABLE: &str = "way_in";

/// The account's passphrase way in with the newest root sealed to it: the one that opens by the passphrase, or one of those that
/// need a passkey besides, which are stretched alike.
pub async fn passphrase(db: &mut PgConnection, account: AccountId) -> Result<Option<(WayRow, RootSeal)>, DbError> {
    let row = sqlx::query_as!(
        Joined,
        "select w.id, w.way, w.salt, w.memory_kib, w.passes, w.lanes, w.wrapped_kw, w.locator, w.verifier,
                w.share, w.sealed_private, w.account_id, s.root_epoch, s.sealed
         from way_in w join root_seal s on s.way_id = w.id
         where w.account_id = $1 and w.way in ('passphrase', 'both')
         order by w.way desc, w.id, s.root_epoch desc limit 1",
        account.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Joined::parts).transpose()?.map(|(_, way, seal)| (way, seal)))
}

/// The account's ways in that need passphrase and passkey both, of which no more are looked at than there may be.
pub async fn both(db: &mut PgConnection, account: AccountId, most: i64) -> Result<Vec<(WayRow, RootSeal)>, DbError> {
    let rows = sqlx::query_as!(
        Joined,
        "select distinct on (w.id) w.id, w.way, w.salt, w.memory_kib, w.passes, w.lanes, w.wrapped_kw, w.locator,
                w.verifier, w.share, w.sealed_private, w.account_id, s.root_epoch, s.sealed
         from way_in w join root_seal s on s.way_id = w.id
         where w.account_id = $1 and w.way = 'both' order by w.id, s.root_epoch desc limit $2",
        account.0,
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.parts().map(|(_, way, seal)| (way, seal))).collect()
}

/// All of an account's ways in, each with the newest root sealed to it.
pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Vec<(WayRow, RootSeal)>, DbError> {
    let rows = sqlx::query_as!(
        Joined,
        "select distinct on (w.id) w.id, w.way, w.salt, w.memory_kib, w.passes, w.lanes, w.wrapped_kw, w.locator,
                w.verifier, w.share, w.sealed_private, w.account_id, s.root_epoch, s.sealed
         from way_in w join root_seal s on s.way_id = w.id
         where w.account_id = $1 order by w.id, s.root_epoch desc",
        account.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.parts().map(|(_, way, seal)| (way, seal))).collect()
}

/// The recovery kit or passkey with this locator, whose it is, and the newest root sealed to it.
pub async fn by_locator(
    db: &mut PgConnection,
    way: Way,
    locator: &[u8; 32],
) -> Result<Option<(AccountId, WayRow, RootSeal)>, DbError> {
    let row = sqlx::query_as!(
        Joined,
        "select w.id, w.way, w.salt, w.memory_kib, w.passes, w.lanes, w.wrapped_kw, w.locator, w.verifier,
                w.share, w.sealed_private, w.account_id, s.root_epoch, s.sealed
         from way_in w join root_seal s on s.way_id = w.id
         where w.locator = $1 and w.way = $2
         order by s.root_epoch desc limit 1",
        locator.as_slice(),
        way.label()
    )
    .fetch_optional(db)
    .await?;
    row.map(Joined::parts).transpose()
}

/// A way in and a root sealed to it, as they are read.
struct Joined {
    id: Uuid,
    way: String,
    salt: Vec<u8>,
    memory_kib: i32,
    passes: i32,
    lanes: i32,
    wrapped_kw: Vec<u8>,
    locator: Option<Vec<u8>>,
    verifier: Vec<u8>,
    share: Option<Vec<u8>>,
    sealed_private: Vec<u8>,
    account_id: Uuid,
    root_epoch: i32,
    sealed: Vec<u8>,
}

impl Joined {
    fn parts(self) -> Result<(AccountId, WayRow, RootSeal), DbError> {
        let id = WayId(self.id);
        let locator = self.locator.map(|locator| fixed(TABLE, "locator", &locator)).transpose()?;
        let way = WayRow {
            id,
            way: Way::from_label(&self.way).ok_or(DbError::Shape { table: TABLE, what: "way" })?,
            salt: fixed(TABLE, "salt", &self.salt)?,
            cost: Cost {
                memory_kib: unsigned(TABLE, "memory_kib", self.memory_kib.into())?,
                passes: unsigned(TABLE, "passes", self.passes.into())?,
                lanes: unsigned(TABLE, "lanes", self.lanes.into())?,
            },
            wrapped_kw: self.wrapped_kw,
            locator,
            verifier: fixed(TABLE, "verifier", &self.verifier)?,
            share: self.share,
            sealed_private: self.sealed_private,
        };
        let root_epoch = unsigned("root_seal", "root_epoch", self.root_epoch.into())?;
        Ok((AccountId(self.account_id), way, RootSeal { way: id, root_epoch, sealed: self.sealed }))
    }
}

pub async fn insert(db: &mut PgConnection, account: AccountId, way: &WayRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into way_in (id, account_id, way, salt, memory_kib, passes, lanes, wrapped_kw, verifier, sealed_private,
                             locator, share)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        way.id.0,
        account.0,
        way.way.label(),
        way.salt.as_slice(),
        integer(way.cost.memory_kib),
        integer(way.cost.passes),
        integer(way.cost.lanes),
        way.wrapped_kw,
        way.verifier.as_slice(),
        way.sealed_private,
        way.locator.as_ref().map(|locator| locator.as_slice()),
        way.share
    )
    .execute(db)
    .await?;
    must_touch("way_in", 1, &done)
}

pub async fn insert_root_seal(db: &mut PgConnection, seal: &RootSeal) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into root_seal (way_id, root_epoch, sealed) values ($1, $2, $3)",
        seal.way.0,
        integer(seal.root_epoch),
        seal.sealed
    )
    .execute(db)
    .await?;
    must_touch("root_seal", 1, &done)
}

/// Takes a way in away, with the roots sealed to it.
pub async fn remove(db: &mut PgConnection, account: AccountId, way: WayId) -> Result<(), DbError> {
    let done =
        sqlx::query!("delete from way_in where id = $1 and account_id = $2", way.0, account.0).execute(db).await?;
    must_touch(TABLE, 1, &done)
}

/// Puts a root of a later epoch in the place of the one that was sealed to a way in before.
pub async fn replace_root_seal(db: &mut PgConnection, seal: &RootSeal) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update root_seal set root_epoch = $2, sealed = $3 where way_id = $1 and root_epoch < $2",
        seal.way.0,
        integer(seal.root_epoch),
        seal.sealed
    )
    .execute(db)
    .await?;
    must_touch("root_seal", 1, &done)
}

/// Takes all of an account's ways in away.
pub async fn remove_all(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    sqlx::query!("delete from way_in where account_id = $1", account.0).execute(db).await?;
    Ok(())
}
