//! Holds people without a trace. Who locks a row writes the number of their transaction into it, where it stays until somebody else
//! locks it: a copy of the files would say whose rows one transaction locked together, as of one who sends something and those it is for.
//! PostgreSQL keeps these locks in its memory alone.

use super::{DbError, PgConnection};
use crate::domain::AccountId;

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

/// Accounts' ids are random.
fn number(account: AccountId) -> i64 {
    let (first, _) = account.0.as_u64_pair();
    i64::from_be_bytes(first.to_be_bytes())
}
