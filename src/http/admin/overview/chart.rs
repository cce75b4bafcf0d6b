//! A chart of bars, a day each: shapes alone, whose numbers stand in words and in a table beside them. Colours come from the stylesheet.

use crate::audit::Daily;
use crate::http::when::When;
use crate::say;
use crate::words::Text;

/// The width of a bar and of the room before it, and the height of all, in the drawing's own measure.
const BAR: u64 = 16;
const GAP: u64 = 4;
const HEIGHT: u64 = 100;

pub(super) struct Chart {
    /// Of its elements.
    pub(super) id: &'static str,
    pub(super) title: Text,
    /// What is seen, for whoever does not see it.
    pub(super) summary: Text,
    pub(super) bars: Vec<Bar>,
    pub(super) width: u64,
    pub(super) rows: Vec<Row>,
    /// Days that are not counted yet.
    pub(super) missing: usize,
}

pub(super) struct Bar {
    pub(super) x: u64,
    pub(super) y: u64,
    pub(super) height: u64,
}

pub(super) struct Row {
    pub(super) day: When,
    pub(super) times: Option<u64>,
}

impl Chart {
    pub(super) fn of(id: &'static str, title: Text, days: &[Daily]) -> Self {
        let most = days.iter().filter_map(|day| day.times).max().unwrap_or_default();
        let total: u64 = days.iter().filter_map(|day| day.times).sum();
        let today = days.last().and_then(|day| day.times).unwrap_or_default();
        let bars = (0..).zip(days).filter_map(|(place, day)| bar(place, day.times?, most));
        Self {
            id,
            title,
            summary: say("admin-overview-chart-summary")
                .with("today", today)
                .with("total", total)
                .with("days", days.len())
                .with("most", most),
            bars: bars.collect(),
            width: days.len() as u64 * (BAR + GAP),
            rows: days.iter().rev().map(|day| Row { day: When::from(day.day).in_utc(), times: day.times }).collect(),
            missing: days.iter().filter(|day| day.times.is_none()).count(),
        }
    }
}

/// Anything at all is seen.
fn bar(place: u64, times: u64, most: u64) -> Option<Bar> {
    let height = (times.saturating_mul(HEIGHT).checked_div(most)?).max(u64::from(times > 0) * 2);
    (height > 0).then(|| Bar { x: place * (BAR + GAP) + GAP / 2, y: HEIGHT - height, height })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn bars_are_as_high_as_their_numbers_and_stay_within_the_drawing() {
        let day = |times| Daily { day: date!(2026 - 03 - 01), times };
        let chart =
            Chart::of("a", "A".into(), &[day(None), day(Some(0)), day(Some(1)), day(Some(1000)), day(Some(500))]);
        let drawn: Vec<(u64, u64, u64)> = chart.bars.iter().map(|bar| (bar.x, bar.y, bar.height)).collect();
        assert_eq!(drawn, [(42, 98, 2), (62, 0, 100), (82, 50, 50)]);
        assert_eq!((chart.missing, chart.width, chart.rows.len()), (1, 100, 5));
        assert!(chart.summary.english().contains("500 today, 1501 in 5 days"), "{:?}", chart.summary);
        assert!(Chart::of("a", "A".into(), &[day(Some(0)); 1]).bars.is_empty());
        assert_eq!(Chart::of("a", "A".into(), &[day(Some(u64::MAX / 200)); 1]).bars[0].height, 100);
    }
}
