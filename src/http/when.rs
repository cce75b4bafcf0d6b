//! A moment, or a day, as a page says it: in words, in an element that says it to machines too.

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

    fn words(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(at) => {
                Self::Day(at.date()).words(f)?;
                f.write_str(", ")?;
                Self::Time(at).words(f)
            }
            // No break before UTC, on whatever line the time stands.
            Self::Time(at) => write!(f, "{:02}:{:02}\u{a0}UTC", at.hour(), at.minute()),
            Self::Day(day) => write!(f, "{} {} {}", day.day(), day.month(), day.year()),
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
        self.words(f)?;
        f.write_str("</time>")
    }
}

/// A moment in words alone, for what is no page.
pub(super) fn written(at: OffsetDateTime) -> String {
    struct Words(When);
    impl fmt::Display for Words {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.words(f)
        }
    }
    Words(at.into()).to_string().replace('\u{a0}', " ")
}

/// Digits and names of months.
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
