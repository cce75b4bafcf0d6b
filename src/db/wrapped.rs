//! The wrapped hardening keys of `way_in` and `invitation`, apart from the rest of their rows: read by the epoch that each
//! begins with, and exchanged for the same key under another.

use super::invitation::InvitationRow;
use super::{DbError, PgConnection, fixed};
use crate::domain::{AccountId, WayId};
use uuid::Uuid;

/// A way in's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedWay {
    pub way: WayId,
    pub account: AccountId,
    pub wrapped_kw: Vec<u8>,
}

/// How many rows there are of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub epoch: u32,
    pub ways: u64,
    pub invitations: u64,
}

/// The wrapped key of one way in.
pub async fn of_way(db: &mut PgConnection, way: WayId) -> Result<Option<Vec<u8>>, DbError> {
    Ok(sqlx::query_scalar!("select wrapped_kw from way_in where id = $1", way.0).fetch_optional(db).await?)
}

/// Ways in by their ids, from the one after this on; those of other epochs alone, where one is named.
pub async fn ways(
    db: &mut PgConnection,
    after: WayId,
    but_of: Option<u32>,
    limit: i64,
) -> Result<Vec<WrappedWay>, DbError> {
    let rows = sqlx::query!(
        "select id, account_id, wrapped_kw from way_in
         where id > $1 and ($2::bytea is null or substring(wrapped_kw from 1 for 4) <> $2) order by id limit $3",
        after.0,
        but_of.map(|epoch| epoch.to_be_bytes().to_vec()),
        limit
    )
    .fetch_all(db)
    .await?;
    let way = |id, account, wrapped_kw| WrappedWay { way: WayId(id), account: AccountId(account), wrapped_kw };
    Ok(rows.into_iter().map(|row| way(row.id, row.account_id, row.wrapped_kw)).collect())
}

/// Puts a new wrapped key where exactly the old one still lies. Waits for nobody who holds a row: such a row is left as it is.
/// Returns how many were exchanged.
pub async fn exchange_ways(db: &mut PgConnection, before: &[WrappedWay], after: &[Vec<u8>]) -> Result<u64, DbError> {
    let ids: Vec<Uuid> = before.iter().map(|row| row.way.0).collect();
    let old: Vec<Vec<u8>> = before.iter().map(|row| row.wrapped_kw.clone()).collect();
    let done = sqlx::query!(
        "with free as materialized (
             select w.id, fresh.new from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as fresh (id, old, new)
             join way_in w on w.id = fresh.id and w.wrapped_kw = fresh.old
             for update of w skip locked
         )
         update way_in w set wrapped_kw = free.new from free where w.id = free.id",
        &ids,
        &old,
        after
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Invitations of other epochs than this, by their locators, from the one after this on.
pub async fn invitations(
    db: &mut PgConnection,
    after: &[u8],
    but_of: u32,
    limit: i64,
) -> Result<Vec<InvitationRow>, DbError> {
    let but_of = but_of.to_be_bytes();
    let rows = sqlx::query!(
        r#"select locator, account_id, wrapped_kw, sealed,
                  greatest(least(expires_on, '9999-12-31'), '0001-01-01') as "expires_on!", mac
           from invitation where locator > $1 and substring(wrapped_kw from 1 for 4) <> $2 order by locator limit $3"#,
        after,
        but_of.as_slice(),
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(InvitationRow {
                locator: fixed("invitation", "locator", &row.locator)?,
                account: AccountId(row.account_id),
                wrapped_kw: row.wrapped_kw,
                sealed: row.sealed,
                expires_on: row.expires_on,
                mac: row.mac,
            })
        })
        .collect()
}

/// Puts a new wrapped key, and the MAC that covers it, where exactly the old ones still lie.
pub async fn exchange_invitation(
    db: &mut PgConnection,
    before: &InvitationRow,
    wrapped_kw: &[u8],
    mac: &[u8],
) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update invitation set wrapped_kw = $4, mac = $5 where locator = $1 and wrapped_kw = $2 and mac = $3",
        before.locator.as_slice(),
        before.wrapped_kw,
        before.mac,
        wrapped_kw,
        mac
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A row that says that it is of an epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub table: &'static str,
    /// Its key: a way in's id, an invitation's locator in hexadecimal.
    pub row: String,
    pub epoch: u32,
}

/// Some of the rows that say that they are of a later epoch than this.
pub async fn ahead(db: &mut PgConnection, newest: u32, limit: i64) -> Result<Vec<Claimed>, DbError> {
    let newest = newest.to_be_bytes();
    // What is cut short counts as of epoch 0.
    let rows = sqlx::query!(
        r#"select is_way as "is_way!", row as "row!", epoch as "epoch!" from (
               select true as is_way, id::text as row, substring(wrapped_kw from 1 for 4) as epoch from way_in
               union all
               select false, encode(locator, 'hex'), substring(wrapped_kw from 1 for 4) from invitation
           ) as all_of_them where length(epoch) = 4 and epoch > $1 order by is_way desc, row limit $2"#,
        newest.as_slice(),
        limit
    )
    .fetch_all(db)
    .await?;
    let table = |is_way| if is_way { "way_in" } else { "invitation" };
    Ok(rows
        .into_iter()
        .map(|row| Claimed { table: table(row.is_way), row: row.row, epoch: number(&row.epoch) })
        .collect())
}

/// How many rows there are of each epoch, by epoch. What is cut short counts as of epoch 0.
pub async fn counts(db: &mut PgConnection) -> Result<Vec<Count>, DbError> {
    let rows = sqlx::query!(
        r#"select epoch as "epoch!", sum(ways)::bigint as "ways!", sum(invitations)::bigint as "invitations!" from (
               select substring(wrapped_kw from 1 for 4) as epoch, count(*) as ways, 0 as invitations from way_in group by 1
               union all
               select substring(wrapped_kw from 1 for 4), 0, count(*) from invitation group by 1
           ) as all_of_them group by 1 order by 1"#
    )
    .fetch_all(db)
    .await?;
    let count = |one: i64| u64::try_from(one).unwrap_or_default();
    Ok(rows
        .iter()
        .map(|row| Count { epoch: number(&row.epoch), ways: count(row.ways), invitations: count(row.invitations) })
        .collect())
}

fn number(octets: &[u8]) -> u32 {
    octets.try_into().map(u32::from_be_bytes).unwrap_or_default()
}
