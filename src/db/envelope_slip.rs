//! `envelope_slip`: what a person has of an envelope, sealed to them, at a place that names nobody.

use super::{DbError, PgConnection, must_touch};
use time::Date;

pub struct SlipRow {
    pub place: [u8; 32],
    pub sealed: Vec<u8>,
    pub expires_on: Date,
}

fn as_list(places: &[[u8; 32]]) -> Vec<Vec<u8>> {
    places.iter().map(|place| place.to_vec()).collect()
}

/// Of these places those that are taken, with what lies there.
pub async fn at(db: &mut PgConnection, places: &[[u8; 32]]) -> Result<Vec<([u8; 32], Vec<u8>)>, DbError> {
    let rows =
        sqlx::query!("select place, sealed from envelope_slip where place = any($1) order by place", &as_list(places))
            .fetch_all(db)
            .await?;
    rows.into_iter().map(|row| Ok((super::fixed("envelope_slip", "place", &row.place)?, row.sealed))).collect()
}

/// False where somebody else has taken the place meanwhile.
pub async fn insert(db: &mut PgConnection, row: &SlipRow) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "insert into envelope_slip (place, sealed, expires_on) values ($1, $2, $3) on conflict do nothing",
        row.place.as_slice(),
        row.sealed,
        row.expires_on
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn remove(db: &mut PgConnection, place: &[u8; 32]) -> Result<(), DbError> {
    let done = sqlx::query!("delete from envelope_slip where place = $1", place.as_slice()).execute(db).await?;
    must_touch("envelope_slip", 1, &done)
}

/// Empties all of these places.
pub async fn clear(db: &mut PgConnection, places: &[[u8; 32]]) -> Result<u64, DbError> {
    let done = sqlx::query!("delete from envelope_slip where place = any($1)", &as_list(places)).execute(db).await?;
    Ok(done.rows_affected())
}
