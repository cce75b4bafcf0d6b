//! `inbox_item`: what others put in, signed by the keeper and sealed to the account's inbox.

use super::{DbError, PgConnection, must_touch};
use crate::domain::AccountId;
use uuid::Uuid;

pub struct InboxRow {
    pub id: Uuid,
    pub sealed: Vec<u8>,
}

pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Vec<InboxRow>, DbError> {
    let rows = sqlx::query!("select id, sealed from inbox_item where account_id = $1 order by id", account.0)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| InboxRow { id: row.id, sealed: row.sealed }).collect())
}

pub async fn insert(db: &mut PgConnection, account: AccountId, item: &InboxRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into inbox_item (id, account_id, sealed) values ($1, $2, $3)",
        item.id,
        account.0,
        item.sealed
    )
    .execute(db)
    .await?;
    must_touch("inbox_item", 1, &done)
}

/// Empties the inbox of an account whose inbox key is being replaced.
pub async fn clear(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    sqlx::query!("delete from inbox_item where account_id = $1", account.0).execute(db).await?;
    Ok(())
}

/// Takes away items that others have taken the place of.
pub async fn delete(db: &mut PgConnection, account: AccountId, ids: &[Uuid]) -> Result<(), DbError> {
    let done = sqlx::query!("delete from inbox_item where account_id = $1 and id = any($2)", account.0, ids)
        .execute(db)
        .await?;
    must_touch("inbox_item", ids.len() as u64, &done)
}
