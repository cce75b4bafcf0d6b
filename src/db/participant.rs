//! `participant`: who must be told when a session ends, sealed under the keeper's key. Rows are added by
//! [`one_commit`](super::one_commit).

use super::{DbError, PgConnection};
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

/// More sign-ons of one session, or under one name, are not looked at.
pub const MOST: i64 = 4096;

/// Of two for one name in one session, the later: one statement may touch a row once.
pub(super) fn later_of_each<'a>(rows: &[&'a ParticipantRow]) -> Vec<&'a ParticipantRow> {
    let later: BTreeMap<_, _> = rows.iter().map(|row| ((row.locator, row.session_group), *row)).collect();
    later.into_values().collect()
}

/// All sign-ons of a name at a service provider.
pub async fn by_locator(db: &mut PgConnection, locator: &[u8; 32]) -> Result<Vec<SealedParticipant>, DbError> {
    let query = sqlx::query_as!(
        SealedParticipant,
        "select locator, sealed from participant where locator = $1 limit $2",
        locator.as_slice(),
        MOST
    );
    Ok(query.fetch_all(db).await?)
}

/// All sign-ons of a session.
pub async fn by_session(db: &mut PgConnection, group: &[u8; 32]) -> Result<Vec<SealedParticipant>, DbError> {
    let query = sqlx::query_as!(
        SealedParticipant,
        "select locator, sealed from participant where session_group = $1 limit $2",
        group.as_slice(),
        MOST
    );
    Ok(query.fetch_all(db).await?)
}

/// Takes away the sign-ons under a name in these sessions: who is signed out need not be told.
pub async fn remove(db: &mut PgConnection, locator: &[u8; 32], groups: &[Vec<u8>]) -> Result<(), DbError> {
    sqlx::query!("delete from participant where locator = $1 and session_group = any($2)", locator.as_slice(), groups)
        .execute(db)
        .await?;
    Ok(())
}
