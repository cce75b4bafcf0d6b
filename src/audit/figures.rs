//! How often what happened, hour by hour, for thirty days: counted from the audit's rows themselves, and kept in this process alone. So
//! nothing that somebody writes into a table of sums can say otherwise than the rows; whether those stand, a walk of them says.
//!
//! The last hours are counted anew whenever somebody looks, since rows of an hour may come a moment after it; the days before once,
//! one at a time, in the background.

use super::event::Event;
use crate::db::audit_pages::{self, Tally};
use crate::db::escrow::Counts;
use crate::db::stock::Stock;
use crate::db::{self, DbError, PgPool};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use time::{Date, Duration, OffsetDateTime, UtcOffset};

/// How many days are counted, today among them.
pub const FIGURE_DAYS: u16 = 30;
/// What was counted so lately is not counted again.
const FRESH: Duration = Duration::seconds(5);
/// Rows come no later than this after their moment, and servers' clocks are no further apart.
const LATE: Duration = Duration::minutes(10);

/// What is counted so far.
#[derive(Debug, Default)]
pub struct Figures {
    counted: Mutex<Counted>,
    /// How many of what there is, and when that was counted.
    stock: Mutex<Option<(OffsetDateTime, Vec<Stock>)>>,
    /// How many are enrolled and kept by the keyring, as of then.
    names: Mutex<Option<(OffsetDateTime, Counts)>>,
}

#[derive(Debug, Default)]
struct Counted {
    /// By hours since 1970, by words of events.
    hours: BTreeMap<i64, BTreeMap<String, u64>>,
    /// From when on, and until when, everything is in it.
    span: Option<(OffsetDateTime, OffsetDateTime)>,
}

/// How often some events happened, a day each, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daily {
    pub day: Date,
    /// `None` for a day that is not counted yet.
    pub times: Option<u64>,
}

impl Figures {
    /// Counts what has come since somebody last looked; the first time, today.
    ///
    /// # Errors
    /// The database is away.
    pub async fn look(&self, pool: &PgPool, now: OffsetDateTime) -> Result<(), DbError> {
        let from = match self.counted().span {
            Some((_, until)) if now - until < FRESH && now >= until => return Ok(()),
            Some((_, until)) => hour_of(until.min(now) - LATE),
            None => midnight_of(now),
        };
        // Also what other servers' clocks put a little ahead.
        let rows = count(pool, from, now + LATE).await?;
        self.take(rows, from, now);
        Ok(())
    }

    /// Counts the day before the earliest one that is counted; false when there is none left.
    ///
    /// # Errors
    /// The database is away.
    pub async fn count_back(&self, pool: &PgPool, now: OffsetDateTime) -> Result<bool, DbError> {
        self.look(pool, now).await?;
        let Some((from, _)) = self.counted().span else { return Ok(false) };
        let least = midnight_of(now) - Duration::days(i64::from(FIGURE_DAYS) - 1);
        if from <= least {
            return Ok(false);
        }
        let earlier = midnight_of(from - Duration::MICROSECOND);
        let rows = count(pool, earlier, from).await?;
        let mut counted = self.counted();
        counted.add(rows);
        if let Some((from, _)) = &mut counted.span {
            *from = earlier.min(*from);
        }
        Ok(true)
    }

    /// Of the events that `of` says yes to, by day.
    pub fn daily(&self, now: OffsetDateTime, of: impl Fn(Event) -> bool) -> Vec<Daily> {
        let counted = self.counted();
        let words: Vec<&str> = Event::ALL.iter().filter(|event| of(**event)).map(|event| event.as_str()).collect();
        let day_of = |back: u16| midnight_of(now) - Duration::days(i64::from(back));
        let days = (0..FIGURE_DAYS).rev().map(day_of);
        days.map(|midnight| {
            let is_counted = counted.span.is_some_and(|(from, _)| from <= midnight);
            let hours = counted.hours.range(number(midnight)..number(midnight) + 24);
            let times = hours.flat_map(|(_, events)| words.iter().filter_map(|word| events.get(*word))).sum();
            Daily { day: midnight.date(), times: is_counted.then_some(times) }
        })
        .collect()
    }

    /// How often one event happened since a moment, by whole hours.
    pub fn since(&self, from: OffsetDateTime, event: Event) -> u64 {
        self.counted().hours.range(number(from)..).filter_map(|(_, events)| events.get(event.as_str())).sum()
    }

    /// Until when everything is counted.
    pub fn until(&self) -> Option<OffsetDateTime> {
        self.counted().span.map(|(_, until)| until)
    }

    /// How many of what there is, as it was counted last.
    pub fn stock(&self) -> Option<(OffsetDateTime, Vec<Stock>)> {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many people are enrolled, and of how many the keyring keeps the names, as it was counted last.
    pub fn names(&self) -> Option<(OffsetDateTime, Counts)> {
        *self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts both. It reads whole tables: in the background.
    ///
    /// # Errors
    /// The database is away.
    pub async fn count_stock(
        &self,
        pool: &PgPool,
        now: OffsetDateTime,
    ) -> Result<(OffsetDateTime, Vec<Stock>), DbError> {
        let (rows, names) = {
            let mut db = pool.acquire().await?;
            (db::stock::count(&mut db).await?, db::escrow::count_all(&mut db).await?)
        };
        *self.names.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, names));
        let counted = (now, rows);
        *self.stock.lock().unwrap_or_else(PoisonError::into_inner) = Some(counted.clone());
        Ok(counted)
    }

    fn take(&self, rows: Vec<Tally>, from: OffsetDateTime, now: OffsetDateTime) {
        let mut counted = self.counted();
        // What was counted of these hours before is in it again.
        counted.hours.split_off(&number(from));
        counted.add(rows);
        let first = counted.span.map_or(from, |(first, _)| first);
        counted.span = Some((first, now));
        let least = number(midnight_of(now) - Duration::days(i64::from(FIGURE_DAYS)));
        counted.hours = counted.hours.split_off(&least);
    }

    fn counted(&self) -> std::sync::MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted {
    fn add(&mut self, rows: Vec<Tally>) {
        for Tally { hour, event, times } in rows {
            // What is no event of ours is not counted: its words would be whatever somebody writes.
            if Event::parse(&event).is_some() {
                let times = u64::try_from(times).unwrap_or_default();
                *self.hours.entry(number(hour)).or_default().entry(event).or_default() += times;
            }
        }
    }
}

async fn count(pool: &PgPool, from: OffsetDateTime, until: OffsetDateTime) -> Result<Vec<Tally>, DbError> {
    let mut db = pool.acquire().await?;
    audit_pages::tally(&mut db, from, until).await
}

fn number(at: OffsetDateTime) -> i64 {
    at.unix_timestamp().div_euclid(3600)
}

fn hour_of(at: OffsetDateTime) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(number(at) * 3600).unwrap_or(at)
}

fn midnight_of(at: OffsetDateTime) -> OffsetDateTime {
    at.to_offset(UtcOffset::UTC).date().midnight().assume_utc()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn tally(hour: OffsetDateTime, event: Event, times: i64) -> Tally {
        Tally { hour, event: event.as_str().to_owned(), times }
    }

    #[test]
    fn hours_are_counted_anew_and_not_twice_and_days_that_are_not_counted_say_so() {
        let (figures, now) = (Figures::default(), datetime!(2026-11-25 14:30 UTC));
        let today = midnight_of(now);
        figures.take(vec![tally(today, Event::SignedOn, 5), tally(hour_of(now), Event::SignedOn, 2)], today, now);
        let on = |event| event == Event::SignedOn;
        let daily = figures.daily(now, on);
        assert_eq!(daily.len(), usize::from(FIGURE_DAYS));
        assert_eq!((daily[29].times, daily[28].times, daily[29].day), (Some(7), None, now.date()));
        // The last hour once more, with what has come.
        figures.take(vec![tally(hour_of(now), Event::SignedOn, 3)], hour_of(now), now + Duration::minutes(1));
        assert_eq!(figures.daily(now, on)[29].times, Some(8));
        assert_eq!(figures.since(hour_of(now), Event::SignedOn), 3);
        // Words that are no event of ours are nowhere.
        let strange = Tally { hour: today, event: "<b>".to_owned(), times: 9 };
        figures.take(vec![strange], today, now);
        assert_eq!(figures.daily(now, |_| true)[29].times, Some(0));
        // The day after, the latest day is another one, and yesterday is still there.
        figures.take(vec![tally(today, Event::SignedIn, 1)], today, now);
        let tomorrow = now + Duration::days(1);
        figures.take(Vec::new(), hour_of(tomorrow), tomorrow);
        let daily = figures.daily(tomorrow, |event| event == Event::SignedIn);
        assert_eq!((daily[29].times, daily[28].times), (Some(0), Some(1)));
    }
}
