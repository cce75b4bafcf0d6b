//! A moment, or a day, as a page says it: in words, in an element that says it to machines too.

use crate::say;
use crate::words::{Argument, Text, Value};
use askama::filters::HtmlSafe;
use std::fmt;
use time::{Date, OffsetDateTime, UtcOffset};

/// Written by a template as a `<time>` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// To the minute. In UTC, and it says so: a page without script does not know where its reader is.
    Moment(OffsetDateTime),
    /// On a day that was said just before.
    Time(OffsetDateTime),
    Day(Date),
}

impl When {
    /// The time of a moment's day.
    pub(super) fn time(at: OffsetDateTime) -> Self {
        Self::Time(at.to_offset(UtcOffset::UTC))
    }

    fn words(self) -> Text {
        match self {
            Self::Moment(at) => {
                say("when-moment").with("day", Self::Day(at.date()).words()).with("time", Self::Time(at).words())
            }
            Self::Time(at) => {
                say("when-time").with("hour", format!("{:02}", at.hour())).with("minute", format!("{:02}", at.minute()))
            }
            // The year is no count: it has no separators in any language.
            Self::Day(day) => say("when-day")
                .with("day", day.day())
                .with("month", say("when-month").with("month", u8::from(day.month())))
                .with("year", day.year().to_string()),
        }
    }

    fn machine(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Whole seconds: the form that HTML and RFC 3339 have in common.
            Self::Moment(at) | Self::Time(at) => {
                Self::Day(at.date()).machine(f)?;
                write!(f, "T{:02}:{:02}:{:02}Z", at.hour(), at.minute(), at.second())
            }
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day()),
        }
    }
}

impl From<OffsetDateTime> for When {
    fn from(at: OffsetDateTime) -> Self {
        Self::Moment(at.to_offset(UtcOffset::UTC))
    }
}

impl From<Date> for When {
    fn from(day: Date) -> Self {
        Self::Day(day)
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
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn is_said_in_words_and_for_machines() {
        let moment = When::from(datetime!(2026-11-25 21:58:07.9 UTC)).to_string();
        assert_eq!(moment, "<time datetime=\"2026-11-25T21:58:07Z\">25 November 2026, 21:58\u{a0}UTC</time>");
        let time = When::time(datetime!(2026-11-25 21:58:07.9 UTC)).to_string();
        assert_eq!(time, "<time datetime=\"2026-11-25T21:58:07Z\">21:58\u{a0}UTC</time>");
        let elsewhere = When::from(datetime!(2027-01-01 00:30 +2)).to_string();
        assert_eq!(elsewhere, "<time datetime=\"2026-12-31T22:30:00Z\">31 December 2026, 22:30\u{a0}UTC</time>");
        let day = When::from(date!(2026 - 03 - 01)).to_string();
        assert_eq!(day, "<time datetime=\"2026-03-01\">1 March 2026</time>");
    }
}
