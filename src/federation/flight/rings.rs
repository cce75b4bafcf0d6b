//! How many records of each kind are kept, so that no kind pushes out another, and no stranger fills the disk.

use super::FlightError;
use crate::db::flight::Outcome;
use crate::db::{self, DbError};
use crate::domain::FlightPolicy;
use crate::domain::measures::MEASURES;
use crate::sign_in::Parts;
use time::{Duration, OffsetDateTime};

/// The kinds are trimmed as often, and until then each may grow by as much as it has.
const TURN: Duration = Duration::minutes(5);

/// Of one kind, in all.
fn most(policy: FlightPolicy, outcome: Outcome) -> u32 {
    match outcome {
        Outcome::Answered => policy.records,
        Outcome::Refused | Outcome::Stopped | Outcome::Waiting => policy.records / 4,
        Outcome::Unknown => policy.records / 20,
    }
}

/// Of one service provider's on one day, of those that are sent without anybody having signed in.
fn most_of_one(policy: FlightPolicy) -> u32 {
    policy.records / 100
}

/// What may still be written in this turn.
pub(super) struct Budget {
    policy: FlightPolicy,
    since: OffsetDateTime,
    used: [u32; Outcome::ALL.len()],
}

impl Budget {
    pub(super) fn of(policy: FlightPolicy) -> Self {
        Self { policy, since: OffsetDateTime::UNIX_EPOCH, used: Default::default() }
    }

    pub(super) fn has_room(&mut self, outcome: Outcome, now: OffsetDateTime) -> bool {
        if now - self.since >= TURN || now < self.since {
            (self.since, self.used) = (now, Default::default());
        }
        let place = Outcome::ALL.iter().position(|one| *one == outcome).unwrap_or_default();
        let Some(used) = self.used.get_mut(place) else { return false };
        let has_room = *used < most(self.policy, outcome);
        *used = used.saturating_add(1);
        if !has_room {
            MEASURES.flights_lost.add(1);
        }
        has_room
    }
}

/// Takes away what is over, and of each kind the oldest above its number.
pub(super) async fn trim(parts: &Parts) -> Result<(), FlightError> {
    let (policy, now) = (parts.policy.flight, parts.clock.now());
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let gone = db::flight::expire(&mut db, now - Duration::days(policy.days.into()), now + Duration::days(2)).await?;
    db::flight_share::expire(&mut db, now).await?;
    for outcome in [Outcome::Refused, Outcome::Stopped] {
        db::flight::trim_each(&mut db, outcome, most_of_one(policy).into()).await?;
    }
    for outcome in Outcome::ALL {
        db::flight::trim(&mut db, outcome, most(policy, outcome).into()).await?;
    }
    tracing::debug!(gone, "records of sign-ons that are over were taken away");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    // Threat: a stranger sends garbage until the disk is full, or until nobody's real failures are to be found.
    #[test]
    fn each_kind_has_a_budget_of_its_own_that_comes_back() {
        let policy = FlightPolicy::new(3, 1000).unwrap();
        let (mut budget, now) = (Budget::of(policy), datetime!(2026-04-11 12:00 UTC));
        let written = (0..5000).filter(|_| budget.has_room(Outcome::Unknown, now)).count();
        assert_eq!(written, 50);
        assert!(
            budget.has_room(Outcome::Answered, now) && budget.has_room(Outcome::Stopped, now),
            "others have theirs"
        );
        assert!(!budget.has_room(Outcome::Unknown, now + Duration::minutes(4)));
        assert!(budget.has_room(Outcome::Unknown, now + TURN));
        assert!(FlightPolicy::new(15, 1000).is_none() && FlightPolicy::new(3, 10).is_none());
    }
}
