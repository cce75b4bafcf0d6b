//! `way_in` and `root_seal`: what each way into an account needs, and the root sealed to it.

use super::{DbError, PgConnection, fixed, integer, must_touch, unsigned};
use crate::domain::{AccountId, WayId};
use crate::vault::account::{RootSeal, WayRow};
use crate::vault::harden::Way;
use crate::vault::stretch::Cost;

/// The account's passphrase way in with the newest root sealed to it.
pub async fn passphrase(db: &mut PgConnection, account: AccountId) -> Result<Option<(WayRow, RootSeal)>, DbError> {
    const TABLE: &str = "way_in";
    let row = sqlx::query!(
        "select w.id, w.salt, w.memory_kib, w.passes, w.lanes, w.wrapped_kw, w.verifier, w.sealed_private,
                s.root_epoch, s.sealed
         from way_in w join root_seal s on s.way_id = w.id
         where w.account_id = $1 and w.way = 'passphrase'
         order by s.root_epoch desc limit 1",
        account.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let way = WayRow {
            id: WayId(row.id),
            way: Way::Passphrase,
            salt: fixed(TABLE, "salt", &row.salt)?,
            cost: Cost {
                memory_kib: unsigned(TABLE, "memory_kib", row.memory_kib.into())?,
                passes: unsigned(TABLE, "passes", row.passes.into())?,
                lanes: unsigned(TABLE, "lanes", row.lanes.into())?,
            },
            wrapped_kw: row.wrapped_kw,
            verifier: fixed(TABLE, "verifier", &row.verifier)?,
            sealed_private: row.sealed_private,
        };
        let root_epoch = unsigned("root_seal", "root_epoch", row.root_epoch.into())?;
        Ok((way, RootSeal { way: WayId(row.id), root_epoch, sealed: row.sealed }))
    })
    .transpose()
}

pub async fn insert(db: &mut PgConnection, account: AccountId, way: &WayRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into way_in (id, account_id, way, salt, memory_kib, passes, lanes, wrapped_kw, verifier, sealed_private)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        way.id.0,
        account.0,
        way.way.label(),
        way.salt.as_slice(),
        integer(way.cost.memory_kib),
        integer(way.cost.passes),
        integer(way.cost.lanes),
        way.wrapped_kw,
        way.verifier.as_slice(),
        way.sealed_private
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
