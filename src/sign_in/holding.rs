//! Holds people without a trace (`db::held_apart`): by numbers that follow from the account, the day and the keeper's key. Whoever has a
//! login of the database sees the numbers that are held just now, and neither knows whose they are nor what others will be held by.

use super::Parts;
use crate::db::held_apart::{self, Hold, Numbers, number};
use crate::db::{DbError, PgConnection};
use crate::domain::AccountId;
use crate::keeper::{KeeperError, row_digest};
use time::{Duration, OffsetDateTime};

/// Around midnight people are held by the numbers of both days. Of two servers each has one that the other has too, as long as their
/// clocks, and the moments at which they asked for the numbers, are less than twice as long apart.
const AROUND: Duration = Duration::minutes(30);

/// The numbers by which an account is held at this time. Asks the keeper: before a transaction in which others are held as well.
///
/// # Errors
/// No keeper answers.
pub async fn numbers(parts: &Parts, account: AccountId) -> Result<Numbers, KeeperError> {
    let mut numbers = Vec::new();
    for day in days(parts.clock.now()) {
        // A row that no table has.
        let digest = row_digest("account.held", account.as_bytes(), day, &[parts.org.as_bytes()]);
        numbers.push(number(day, &parts.keeper.row_mac(digest).await?));
    }
    Ok(Numbers(numbers))
}

/// Until the transaction ends.
///
/// # Errors
/// Database or keeper away.
pub async fn hold<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    how: Hold,
) -> Result<(), E> {
    let numbers = numbers(parts, account).await?;
    Ok(held_apart::hold(db, &[(numbers, how)]).await?)
}

/// Alone, if whoever holds them lets go soon: see [`held_apart::hold_alone_if_soon`].
///
/// # Errors
/// Database or keeper away.
pub async fn hold_alone_if_soon<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<(), E> {
    let numbers = numbers(parts, account).await?;
    Ok(held_apart::hold_alone_if_soon(db, &numbers).await?)
}

/// One, or two around midnight; as Julian day numbers.
fn days(now: OffsetDateTime) -> Vec<u64> {
    let day = |at: OffsetDateTime| u64::try_from(at.to_julian_day()).unwrap_or_default();
    let mut days = vec![day(now - AROUND), day(now + AROUND)];
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    // Threat: of two servers one holds somebody by the number of a day, and the other by that of the next: neither sees the other.
    #[test]
    fn whoever_holds_somebody_at_once_has_a_day_in_common() {
        let midnight = datetime!(2026-11-27 0:00 UTC);
        let at = |minutes| days(midnight + Duration::minutes(minutes));
        for begun in -120..120 {
            for other in begun - 60..=begun + 60 {
                assert!(at(begun).iter().any(|day| at(other).contains(day)), "{begun} and {other} minutes");
            }
        }
        assert!(!at(-31).contains(&at(30)[0]), "control: further apart they have none");
        assert_eq!((at(-31).len(), at(-30).len(), at(29).len(), at(30).len()), (1, 2, 2, 1));
        assert_ne!(at(-120), at(120), "whoever has seen a number holds nobody by it the day after");
    }
}
