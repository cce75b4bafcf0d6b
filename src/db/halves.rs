//! A change in two commits, with a moment between: what no transaction here may ever be. For the control of the tests that
//! kill the program at random, and in their variant alone.

use super::{DbError, PgConnection};
use crate::domain::AccountId;
use crate::domain::variant::{Check, skips};

/// Commits what was written so far and begins anew, if this process is to leave the one commit out.
///
/// # Errors
/// The database is away.
pub async fn commit_midway(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    if !skips(Check::OneCommit) {
        return Ok(());
    }
    sqlx::raw_sql("commit; begin").execute(&mut *db).await?;
    // Not compile-checked: the program that is shipped has none of this.
    sqlx::query("select from account where id = $1 for update").bind(account.0).execute(&mut *db).await?;
    sqlx::query("select pg_sleep(0.1)").execute(db).await?;
    Ok(())
}
