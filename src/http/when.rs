//! A moment, or a day, as a page says it: in words, in an element that says it to machines too. The clock is the viewer's, unless it is
//! said to be another; which one it is stands behind the time.

use super::zone::{houses, with_viewers};
use crate::domain::Zone;
use crate::domain::zone::{Called, Local};
use crate::say;
use crate::words::{Argument, Text, Value};
use askama::filters::HtmlSafe;
use std::fmt;
use time::{Date, OffsetDateTime, UtcOffset};

/// Written by a template as a `<time>` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    what: What,
    clock: Clock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// To the minute.
    Moment(OffsetDateTime),
    /// On a day that was said just before.
    Time(OffsetDateTime),
    /// One that begins and ends in UTC, as all that are kept: it says so where the clock is another.
    Day(Date),
    /// One that begins and ends by the viewer's clock.
    DayThere(Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// Of whoever the page is for.
    Viewers,
    /// The organisation's, for what is read elsewhere.
    Houses,
    /// Of a page, or a part of one, that says so.
    Utc,
}

impl When {
    /// The time of a moment's day.
    pub(super) fn time(at: OffsetDateTime) -> Self {
        Self { what: What::Time(at.to_offset(UtcOffset::UTC)), clock: Clock::Viewers }
    }

    /// A day of [`day_there`].
    pub(super) fn day(day: Date) -> Self {
        Self { what: What::DayThere(day), clock: Clock::Viewers }
    }

    /// In UTC, whoever looks.
    pub(super) fn in_utc(self) -> Self {
        Self { clock: Clock::Utc, ..self }
    }

    /// In the organisation's zone: on paper, which is for somebody else.
    pub(super) fn in_the_house(self) -> Self {
        Self { clock: Clock::Houses, ..self }
    }

    fn words(self) -> Text {
        match self.clock {
            Clock::Viewers => with_viewers(|zone| self.by(zone)),
            Clock::Houses => self.by(&houses()),
            Clock::Utc => self.by(&Zone::UTC),
        }
    }

    /// In words alone, by the clocks of a zone: for what is no page, which no request's zone is about.
    pub(super) fn by(self, zone: &Zone) -> Text {
        match self.what {
            What::Moment(at) => {
                let there = zone.local(at);
                say("when-moment").with("day", date(there.at.date())).with("time", time(&there))
            }
            What::Time(at) => time(&zone.local(at)),
            What::Day(day) if !zone.is_utc() => say("when-day-in-utc").with("day", date(day)),
            What::Day(day) | What::DayThere(day) => date(day),
        }
    }

    fn machine(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            // Whole seconds: the form that HTML and RFC 3339 have in common.
            What::Moment(at) | What::Time(at) => {
                let (day, time) = (at.date(), at.time());
                write_day(day, f)?;
                write!(f, "T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
            }
            What::Day(day) | What::DayThere(day) => write_day(day, f),
        }
    }
}

/// On which day that is, by the viewer's clock.
pub(super) fn day_there(at: OffsetDateTime) -> Date {
    with_viewers(|zone| zone.local(at).at.date())
}

/// The year is no count: it has no separators in any language.
fn date(day: Date) -> Text {
    say("when-day")
        .with("day", day.day())
        .with("month", say("when-month").with("month", u8::from(day.month())))
        .with("year", day.year().to_string())
}

fn time(Local { at, called }: &Local) -> Text {
    say("when-time")
        .with("hour", format!("{:02}", at.hour()))
        .with("minute", format!("{:02}", at.minute()))
        .with("clock", clock(called))
}

fn clock(called: &Called) -> Text {
    match called {
        Called::Utc => say("when-utc"),
        Called::Letters(letters) => letters.as_str().into(),
        Called::Offset(offset) => {
            let (hours, minutes, _) = offset.as_hms();
            let sign = if offset.is_negative() { '−' } else { '+' };
            let minutes = if minutes == 0 { String::new() } else { format!(":{:02}", minutes.unsigned_abs()) };
            say("when-offset").with("offset", format!("{sign}{}{minutes}", hours.unsigned_abs()))
        }
    }
}

fn write_day(day: Date, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

impl From<OffsetDateTime> for When {
    fn from(at: OffsetDateTime) -> Self {
        Self { what: What::Moment(at.to_offset(UtcOffset::UTC)), clock: Clock::Viewers }
    }
}

impl From<Date> for When {
    fn from(day: Date) -> Self {
        Self { what: What::Day(day), clock: Clock::Viewers }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<time datetime=\"")?;
        self.machine(f)?;
        f.write_str("\">")?;
        write!(f, "{}</time>", self.words())
    }
}

/// Within a message it stays the element that it is.
impl Argument for When {
    fn value(&self) -> Value {
        Value::Markup { written: self.to_string(), spoken: self.words().plain() }
    }
}

/// Digits, and a message.
impl HtmlSafe for When {}

#[cfg(test)]
mod tests;
