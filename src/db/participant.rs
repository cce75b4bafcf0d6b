//! `participant`: who must be told when a session ends, sealed under the keeper's key.

use super::{DbError, PgConnection, must_touch};
use std::collections::BTreeMap;
use time::Date;

/// One sign-on.
#[derive(Debug, Clone)]
pub struct ParticipantRow {
    /// A keeper HMAC of service provider and NameID.
    pub locator: [u8; 32],
    /// A keeper HMAC of the session's id hash.
    pub session_group: [u8; 32],
    pub sealed: Vec<u8>,
    pub ends_on: Date,
}

/// A record with what its key is made from.
pub struct SealedParticipant {
    pub locator: Vec<u8>,
    pub sealed: Vec<u8>,
}

/// Adds rows; of two for one name in one session, also of one that is there already, the later stays.
pub async fn put(db: &mut PgConnection, rows: &[&ParticipantRow]) -> Result<(), DbError> {
    let later: BTreeMap<_, _> = rows.iter().map(|row| ((row.locator, row.session_group), *row)).collect();
    let rows: Vec<&ParticipantRow> = later.into_values().collect();
    let column = |of: fn(&ParticipantRow) -> &[u8]| rows.iter().map(|row| of(row).to_vec()).collect::<Vec<_>>();
    let ends_on: Vec<Date> = rows.iter().map(|row| row.ends_on).collect();
    let done = sqlx::query!(
        "insert into participant (locator, session_group, sealed, ends_on)
         select * from unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::date[])
         on conflict (locator, session_group) do update set sealed = excluded.sealed, ends_on = excluded.ends_on",
        &column(|row| &row.locator),
        &column(|row| &row.session_group),
        &column(|row| &row.sealed),
        &ends_on
    )
    .execute(db)
    .await?;
    must_touch("participant", rows.len() as u64, &done)
}

/// All sign-ons of a name at a service provider.
pub async fn by_locator(db: &mut PgConnection, locator: &[u8; 32]) -> Result<Vec<SealedParticipant>, DbError> {
    let query = sqlx::query_as!(
        SealedParticipant,
        "select locator, sealed from participant where locator = $1 limit 256",
        locator.as_slice()
    );
    Ok(query.fetch_all(db).await?)
}

/// All sign-ons of a session.
pub async fn by_session(db: &mut PgConnection, group: &[u8; 32]) -> Result<Vec<SealedParticipant>, DbError> {
    let query = sqlx::query_as!(
        SealedParticipant,
        "select locator, sealed from participant where session_group = $1 limit 4096",
        group.as_slice()
    );
    Ok(query.fetch_all(db).await?)
}
