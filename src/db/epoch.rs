//! What a rotation of the keeper's epochs asks of the database besides rows: who else rotates, and whose transactions were open.
//! And who else has a key for decryption made.

use super::{DbError, PgConnection};
use sqlx::Connection as _;

/// "keeper epochs", as a number that nobody else takes a lock by.
const ROTATION: i64 = 0x6b65_6570_6572_2031;

/// "encryption key", in the same way.
const DECRYPTION_KEY: i64 = 0x656e_636b_6579_2031;

/// Takes the lock that one rotation at a time has, for as long as this connection lasts; false where somebody has it.
pub async fn lock(db: &mut PgConnection) -> Result<bool, DbError> {
    try_lock(db, ROTATION).await
}

/// Takes the lock that one server at a time has a key for decryption made by, in the same way.
pub async fn lock_decryption_key(db: &mut PgConnection) -> Result<bool, DbError> {
    try_lock(db, DECRYPTION_KEY).await
}

async fn try_lock(db: &mut PgConnection, what: i64) -> Result<bool, DbError> {
    Ok(sqlx::query_scalar!("select pg_try_advisory_lock($1) as \"held!\"", what).fetch_one(db).await?)
}

/// Gives the lock back. Where that cannot be said, PostgreSQL gives it back when it sees that the connection has gone.
pub async fn unlock(db: PgConnection) {
    if let Err(error) = db.close().await {
        tracing::debug!(%error, "the connection of a rotation did not end well");
    }
}

/// Gives this transaction a number, so that a rotation that comes now waits for its end.
pub async fn be_waited_for(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query_scalar!("select pg_current_xact_id()::text as \"number!\"").fetch_one(db).await?;
    Ok(())
}

/// A number above that of every transaction that is open: taken by this very statement. A snapshot's own bound is no such
/// number, since it is that of the last transaction that has ended: whoever began after that one would be forgotten.
pub async fn next_number(db: &mut PgConnection) -> Result<i64, DbError> {
    let own = sqlx::query_scalar!("select pg_current_xact_id()::text::bigint as \"own!\"");
    Ok(own.fetch_one(db).await?)
}

/// Whether every transaction below this number has ended.
pub async fn have_ended(db: &mut PgConnection, below: i64) -> Result<bool, DbError> {
    let oldest = sqlx::query_scalar!("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as \"oldest!\"");
    Ok(oldest.fetch_one(db).await? >= below)
}
