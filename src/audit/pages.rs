//! The audit as it is looked through: rows as they lie there, each with whether the keeper vouches for it.
//!
//! Nothing is left out because it does not hold: whoever looks is told which row it is. That rows are missing no page can see; the
//! walk of [`verify`](super::verify) does.

use super::chain::moment;
use super::event::Event;
use super::recent::{self, Whose, checked};
use super::verify::VerifyError;
use crate::db::audit::{Linked, StoredRow};
use crate::db::audit_pages::{self, Place, Span};
use crate::db::{self, DbError, PgPool};
use crate::keeper::{Keeper, KeeperError};
use std::collections::HashSet;
use time::{Date, OffsetDateTime, UtcOffset};
use uuid::Uuid;

/// Of a person no more is looked at in one go: the keeper makes two pseudonyms for each day.
pub const MOST_DAYS: usize = 31;
/// So many rows of a person are shown at most.
pub const MOST_ROWS: u16 = 500;

/// One row, and whether it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub chain: Uuid,
    pub seq: i64,
    /// `None` where no moment stands there, which nobody here writes.
    pub at: Option<OffsetDateTime>,
    /// The event's word, as it stands there.
    pub word: String,
    pub subject: Vec<u8>,
    pub service_provider: String,
    pub request_id: String,
    pub mac: Vec<u8>,
    /// The keeper's MAC is over this row and the one before.
    pub holds: bool,
}

impl Seen {
    /// `None` for the word of another version.
    pub fn event(&self) -> Option<Event> {
        Event::parse(&self.word)
    }

    fn of(row: &StoredRow, holds: bool) -> Self {
        Self {
            chain: row.chain,
            seq: row.seq,
            at: row.micros.and_then(moment),
            word: row.event.clone(),
            subject: row.subject.clone(),
            service_provider: row.service_provider.clone(),
            request_id: row.request_id.clone(),
            mac: row.mac.clone(),
            holds,
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    /// In UTC, the first and the last day among them.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// All where none are named.
    pub events: Option<Vec<Event>>,
    /// An entityID.
    pub service_provider: Option<String>,
    /// Behind the last row of the page before.
    pub before: Option<Place>,
}

/// One page.
#[derive(Debug, Default)]
pub struct Page {
    pub rows: Vec<Seen>,
    /// Where the next one begins, if there is more.
    pub older: Option<Place>,
}

/// The midnight with which a day begins.
pub fn midnight(day: Date) -> OffsetDateTime {
    day.midnight().assume_utc()
}

impl Sieve {
    fn before(&self) -> Option<Place> {
        let end = self.to.and_then(Date::next_day).map(|day| Place::end_of(midnight(day)));
        // The page before ended within the span.
        self.before.or(end)
    }

    /// Words to go by. An application's rows are found by their events as well: those of which this program knows.
    fn words(&self) -> Option<Vec<String>> {
        let words = |events: &[Event]| events.iter().map(|event| event.as_str().to_owned()).collect();
        match (&self.events, &self.service_provider) {
            (Some(events), _) => Some(words(events)),
            (None, Some(_)) => Some(words(Event::ALL)),
            (None, None) => None,
        }
    }
}

/// The latest `limit` rows of what is looked for, latest first.
///
/// # Errors
/// Database or keeper away.
pub async fn page(pool: &PgPool, keeper: &Keeper, sieve: &Sieve, limit: u16) -> Result<Page, VerifyError> {
    let words = sieve.words();
    let span = Span {
        from: sieve.from.map(midnight),
        before: sieve.before(),
        events: words.as_deref(),
        // PostgreSQL's text holds no NUL, so that nothing is registered under such a name.
        service_provider: sieve.service_provider.as_deref().filter(|name| !name.contains('\0')),
        limit: i64::from(limit) + 1,
    };
    let mut rows = {
        let mut db = pool.acquire().await.map_err(DbError::from)?;
        audit_pages::latest(&mut db, &span).await?
    };
    let has_more = rows.len() > usize::from(limit);
    rows.truncate(limit.into());
    let rows = seen(keeper, &rows).await?;
    let last = rows.last().filter(|_| has_more);
    // A whole page of rows without a moment: what has one comes behind it.
    let older = last.map(|row| match row.at {
        Some(at) => Place { at, chain: row.chain, seq: row.seq },
        None => Place::end_of(END_OF_TIME),
    });
    Ok(Page { rows, older })
}

/// The last moment that a row can have.
const END_OF_TIME: OffsetDateTime = time::macros::datetime!(9999-12-31 23:59:59 UTC);

/// What is on record of one person, latest first, and whether there is more.
///
/// # Errors
/// Database or keeper away.
pub async fn of_person(
    pool: &PgPool,
    keeper: &Keeper,
    whose: Whose,
    days: &[Date],
) -> Result<(Vec<Seen>, bool), VerifyError> {
    let days = days.get(..days.len().min(MOST_DAYS)).unwrap_or_default();
    let sought = recent::sought(keeper, whose, days, i64::from(MOST_ROWS) + 1).await?;
    let mut rows = {
        let mut db = pool.acquire().await.map_err(DbError::from)?;
        db::audit::of_subjects(&mut db, &sought).await?
    };
    let is_cut = rows.len() > usize::from(MOST_ROWS);
    rows.truncate(MOST_ROWS.into());
    Ok((seen(keeper, &rows).await?, is_cut))
}

/// The days from one to another, the latest first, no more than are looked at of a person.
pub fn days(from: Date, to: Date) -> Vec<Date> {
    let back = std::iter::successors(Some(to), |day| day.previous_day());
    back.take_while(|day| *day >= from).take(MOST_DAYS).collect()
}

/// Today, as the audit counts days.
pub fn today(now: OffsetDateTime) -> Date {
    now.to_offset(UtcOffset::UTC).date()
}

/// Each row with whether it stands, in their order.
///
/// # Errors
/// No keeper answers.
pub(super) async fn seen(keeper: &Keeper, rows: &[Linked]) -> Result<Vec<Seen>, KeeperError> {
    let stand: HashSet<*const StoredRow> =
        checked(keeper, rows).await?.iter().map(|one| std::ptr::from_ref(one.row)).collect();
    let seen = |one: &Linked| Seen::of(&one.row, stand.contains(&std::ptr::from_ref(&one.row)));
    Ok(rows.iter().map(seen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn days_are_counted_back_and_bounded() {
        assert_eq!(days(date!(2026 - 02 - 27), date!(2026 - 03 - 01)).len(), 3);
        assert_eq!(days(date!(2026 - 03 - 02), date!(2026 - 03 - 01)), []);
        let long = days(date!(2020 - 01 - 01), date!(2026 - 03 - 31));
        assert_eq!((long.len(), long[0], long[30]), (MOST_DAYS, date!(2026 - 03 - 31), date!(2026 - 03 - 01)));
    }

    #[test]
    fn the_last_day_is_among_those_looked_at_and_a_page_goes_on_where_the_last_one_ended() {
        let sieve = Sieve { to: Some(date!(2026 - 03 - 01)), ..Sieve::default() };
        assert_eq!(sieve.before(), Some(Place::end_of(datetime!(2026-03-02 0:00 UTC))));
        let place = Place { at: datetime!(2026-02-20 0:00 UTC), chain: Uuid::max(), seq: 4 };
        assert_eq!(Sieve { before: Some(place), ..sieve }.before(), Some(place));
        assert_eq!(Sieve::default().words(), None);
        let of_one = Sieve { service_provider: Some("https://a.example".to_owned()), ..Sieve::default() };
        assert_eq!(of_one.words().map(|words| words.len()), Some(Event::ALL.len()));
    }
}
