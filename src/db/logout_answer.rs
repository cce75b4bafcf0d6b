//! `logout_answer`: our logout requests that are under way, each with what its service provider answered.

use super::{DbError, PgConnection, must_touch};
use time::OffsetDateTime;

/// A request that leaves.
pub struct AskedRow {
    /// A hash of service provider and request id: finds the row when an answer comes.
    pub mark: [u8; 32],
    /// A hash of the logout under way and the place in it: finds all tries there.
    pub place: [u8; 32],
    /// The `participant` rows that a good answer makes superfluous.
    pub locator: [u8; 32],
    pub session_groups: Vec<Vec<u8>>,
}

/// Before the request leaves.
pub async fn ask(db: &mut PgConnection, row: &AskedRow, expires_at: OffsetDateTime) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into logout_answer (mark, place, locator, session_groups, outcome, expires_at)
         values ($1, $2, $3, $4, 'asked', $5)",
        row.mark.as_slice(),
        row.place.as_slice(),
        row.locator.as_slice(),
        &row.session_groups,
        expires_at
    )
    .execute(db)
    .await?;
    must_touch("logout_answer", 1, &done)
}

/// Notes an answer, the first to each request; `false` where there is no such request, or it was answered. Who has been
/// signed out need not be told again.
pub async fn note(db: &mut PgConnection, mark: &[u8; 32], outcome: &str) -> Result<bool, DbError> {
    let done = sqlx::query_scalar!(
        "with answered as (
             update logout_answer set outcome = $2 where mark = $1 and outcome = 'asked' returning locator, session_groups
         ), told as (
             delete from participant p using answered a
             where $2 = 'signed out' and p.locator = a.locator and p.session_group = any(a.session_groups)
         )
         select count(*) as \"count!\" from answered",
        mark.as_slice(),
        outcome
    )
    .fetch_one(db)
    .await?;
    Ok(done == 1)
}

/// The outcomes of all tries at these places.
pub async fn at(db: &mut PgConnection, places: &[Vec<u8>]) -> Result<Vec<(Vec<u8>, String)>, DbError> {
    let rows =
        sqlx::query!("select place, outcome from logout_answer where place = any($1)", places).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.place, row.outcome)).collect())
}
