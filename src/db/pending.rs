//! `pending`: sign-ons and sign-ins under way, sealed under a key that only the tab's token gives.

use super::{DbError, PgConnection, integer, must_touch, unsigned};
use time::OffsetDateTime;

pub struct PendingRow {
    pub id_hash: [u8; 32],
    pub epoch: u32,
    pub sealed: Vec<u8>,
    pub expires_at: OffsetDateTime,
}

pub async fn read(
    db: &mut PgConnection,
    id_hash: [u8; 32],
    now: OffsetDateTime,
) -> Result<Option<PendingRow>, DbError> {
    let row = sqlx::query!(
        r#"select epoch, sealed, least(expires_at, '9999-12-31Z') as "expires_at!" from pending
           where id_hash = $1 and expires_at > $2"#,
        id_hash.as_slice(),
        now
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let epoch = unsigned("pending", "epoch", row.epoch.into())?;
        Ok(PendingRow { id_hash, epoch, sealed: row.sealed, expires_at: row.expires_at })
    })
    .transpose()
}

pub async fn insert(db: &mut PgConnection, row: &PendingRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into pending (id_hash, epoch, sealed, expires_at) values ($1, $2, $3, $4)",
        row.id_hash.as_slice(),
        integer(row.epoch),
        row.sealed,
        row.expires_at
    )
    .execute(db)
    .await?;
    must_touch("pending", 1, &done)
}

/// Takes the row away; true when it was still there, which only one of two racing requests sees.
pub async fn take(db: &mut PgConnection, id_hash: &[u8; 32]) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from pending where id_hash = $1", id_hash.as_slice()).execute(db).await?;
    Ok(done.rows_affected() == 1)
}

/// How many rows there are. Reads all of them: for the sweep, and not for a request.
pub async fn count(db: &mut PgConnection) -> Result<u64, DbError> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from pending"#).fetch_one(db).await?;
    Ok(u64::try_from(count).unwrap_or_default())
}
