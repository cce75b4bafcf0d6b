//! How long something may last that somebody chooses, in words.

use crate::say;
use crate::words::Text;

/// Hours, or the days that they make.
pub(super) fn hours(hours: i64) -> Text {
    if hours % 24 == 0 { days(hours / 24) } else { say("span-hours").with("hours", hours) }
}

pub(super) fn days(days: i64) -> Text {
    if days == 365 { say("span-one-year") } else { say("span-days").with("days", days) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_said_in_the_largest_measure() {
        let said = |text: Text| text.english();
        assert_eq!([said(hours(1)), said(hours(24)), said(hours(14 * 24))], ["1 hour", "1 day", "14 days"]);
        assert_eq!([said(days(1)), said(days(90)), said(days(365))], ["1 day", "90 days", "1 year"]);
    }
}
