//! Holds people without a trace. Who locks a row writes the number of their transaction into it, where it stays until somebody else
//! locks it: a copy of the files would say whose rows one transaction locked together, as of one who sends something and those it is for.
//! PostgreSQL keeps these locks in its memory alone. Which number is whose, it does not know: `sign_in::holding` does.

use super::{DbError, PgConnection};
use sqlx::Connection as _;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// With others who hold it so too.
    Shared,
    Alone,
}

/// By which somebody is held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    day: u64,
    lock: i64,
}

/// Those of one person: one, or two around midnight.
#[derive(Debug, Clone)]
pub struct Numbers(pub Vec<Number>);

/// Of a MAC over the person and the day.
pub fn number(day: u64, mac: &[u8; 32]) -> Number {
    let [a, b, c, d, e, f, g, h, ..] = *mac;
    Number { day, lock: i64::from_be_bytes([a, b, c, d, e, f, g, h]) }
}

/// Until the transaction ends. In one order for all, the earlier day first: nobody waits for somebody who waits for them.
pub async fn hold(db: &mut PgConnection, people: &[(Numbers, Hold)]) -> Result<(), DbError> {
    let all = people.iter().flat_map(|(numbers, how)| numbers.0.iter().map(|number| (*number, *how)));
    let mut all: Vec<(Number, Hold)> = all.collect();
    // Who is held both ways is held alone.
    all.sort_by_key(|(number, how)| (*number, *how != Hold::Alone));
    all.dedup_by_key(|(number, _)| *number);
    for (Number { lock, .. }, how) in all {
        match how {
            Hold::Alone => sqlx::query!(r#"select 1 as "one!" from pg_advisory_xact_lock($1)"#, lock)
                .fetch_one(&mut *db)
                .await
                .map(drop)?,
            Hold::Shared => sqlx::query!(r#"select 1 as "one!" from pg_advisory_xact_lock_shared($1)"#, lock)
                .fetch_one(&mut *db)
                .await
                .map(drop)?,
        }
    }
    Ok(())
}

/// Holds one alone, if whoever holds them lets go within a few seconds, as everybody of ours does. Any login of the database that has seen
/// a number held can hold it for as long as it likes: what must happen happens then all the same.
pub async fn hold_alone_if_soon(db: &mut PgConnection, numbers: &Numbers) -> Result<(), DbError> {
    let mut inner = db.begin().await?;
    let before = wait_at_most(&mut inner, "3s").await?;
    match hold(&mut inner, &[(numbers.clone(), Hold::Alone)]).await {
        Ok(()) => {
            wait_at_most(&mut inner, &before).await?;
            inner.commit().await?;
        }
        Err(DbError::Held(_)) => {
            inner.rollback().await?;
            tracing::error!(
                "somebody holds a person by the database's advisory locks, and does not let go: gone on without"
            );
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// What this transaction waits for from now on, whatever it is, it waits for no longer; returns for how long it did until now.
pub async fn wait_at_most(db: &mut PgConnection, time: &str) -> Result<String, DbError> {
    let before =
        sqlx::query_scalar!(r#"select current_setting('lock_timeout') as "before!""#).fetch_one(&mut *db).await?;
    sqlx::query_scalar!(r#"select set_config('lock_timeout', $1, true) as "now!""#, time).fetch_one(db).await?;
    Ok(before)
}
