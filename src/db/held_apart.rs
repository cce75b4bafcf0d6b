//! Holds people without a trace. Who locks a row writes the number of their transaction into it, where it stays until somebody else
//! locks it: a copy of the files would say whose rows one transaction locked together, as of one who sends something and those it is for.
//! PostgreSQL keeps these locks in its memory alone.

use super::{DbError, PgConnection};
use crate::domain::AccountId;
use sqlx::{Connection as _, Executor as _};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// With others who hold it so too.
    Shared,
    Alone,
}

/// Until the transaction ends. In one order for all: nobody waits for somebody who waits for them.
pub async fn hold(db: &mut PgConnection, people: &[(AccountId, Hold)]) -> Result<(), DbError> {
    let mut people: Vec<(i64, Hold)> = people.iter().map(|(account, how)| (number(*account), *how)).collect();
    // Who is held both ways is held alone.
    people.sort_by_key(|(number, how)| (*number, *how != Hold::Alone));
    people.dedup_by_key(|(number, _)| *number);
    for (number, how) in people {
        match how {
            Hold::Alone => sqlx::query!(r#"select 1 as "one!" from pg_advisory_xact_lock($1)"#, number)
                .fetch_one(&mut *db)
                .await
                .map(drop)?,
            Hold::Shared => {
                sqlx::query!(r#"select 1 as "one!" from pg_advisory_xact_lock_shared($1)"#, number)
                    .fetch_one(&mut *db)
                    .await
                    .map(drop)?;
            }
        }
    }
    Ok(())
}

/// Holds one alone, if whoever holds them lets go within a few seconds, as everybody of ours does. Any login of the database can hold
/// whom it likes for as long as it likes: what must happen happens then all the same.
pub async fn hold_alone_if_soon(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    let mut inner = db.begin().await?;
    inner.execute("set local lock_timeout = '3s'").await?;
    match hold(&mut inner, &[(account, Hold::Alone)]).await {
        Ok(()) => {
            inner.execute("set local lock_timeout to default").await?;
            inner.commit().await?;
        }
        Err(error) if error.is_lock_timeout() => {
            inner.rollback().await?;
            tracing::error!(
                "somebody holds a person by the database's advisory locks, and does not let go: gone on without"
            );
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Accounts' ids are random.
fn number(account: AccountId) -> i64 {
    let (first, _) = account.0.as_u64_pair();
    i64::from_be_bytes(first.to_be_bytes())
}
