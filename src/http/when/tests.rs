use super::*;
use crate::http::zone::seen_from;
use time::macros::{date, datetime};

const MOMENT: OffsetDateTime = datetime!(2026-11-25 21:58:07.9 UTC);

#[test]
fn is_said_in_words_and_for_machines() {
    let moment = When::from(MOMENT).to_string();
    assert_eq!(moment, "<time datetime=\"2026-11-25T21:58:07Z\">25 November 2026, 21:58\u{a0}UTC</time>");
    let time = When::time(MOMENT).to_string();
    assert_eq!(time, "<time datetime=\"2026-11-25T21:58:07Z\">21:58\u{a0}UTC</time>");
    let elsewhere = When::from(datetime!(2027-01-01 00:30 +2)).to_string();
    assert_eq!(elsewhere, "<time datetime=\"2026-12-31T22:30:00Z\">31 December 2026, 22:30\u{a0}UTC</time>");
    let day = When::from(date!(2026 - 03 - 01)).to_string();
    assert_eq!(day, "<time datetime=\"2026-03-01\">1 March 2026</time>");
}

#[test]
fn the_viewers_clock_says_which_it_is_and_machines_are_told_the_same_as_before() {
    let from = |zone: &str, at: OffsetDateTime| seen_from(zone, || When::from(at).to_string());
    let utc = "<time datetime=\"2026-11-25T21:58:07Z\">";
    for (zone, words) in [
        ("Europe/Rome", "25 November 2026, 22:58\u{a0}CET"),
        ("Asia/Kathmandu", "26 November 2026, 03:43\u{a0}UTC+5:45"),
        ("Asia/Kolkata", "26 November 2026, 03:28\u{a0}UTC+5:30"),
        ("America/Chicago", "25 November 2026, 15:58\u{a0}UTC−6"),
        ("Pacific/Marquesas", "25 November 2026, 12:28\u{a0}UTC−9:30"),
        ("Pacific/Kiritimati", "26 November 2026, 11:58\u{a0}UTC+14"),
        ("Etc/UTC", "25 November 2026, 21:58\u{a0}UTC"),
    ] {
        assert_eq!(from(zone, MOMENT), format!("{utc}{words}</time>"), "{zone}");
    }
    // The year is another one there; and one hour is there twice.
    let eve = from("Pacific/Auckland", datetime!(2026-12-31 11:00 UTC));
    assert_eq!(eve, "<time datetime=\"2026-12-31T11:00:00Z\">1 January 2027, 00:00\u{a0}NZDT</time>");
    let first = from("Europe/Rome", datetime!(2026-10-25 0:30 UTC));
    let second = from("Europe/Rome", datetime!(2026-10-25 1:30 UTC));
    assert!(first.contains("25 October 2026, 02:30\u{a0}CEST") && second.contains("25 October 2026, 02:30\u{a0}CET"));
    let time = seen_from("Europe/Rome", || When::time(MOMENT).to_string());
    assert_eq!(time, format!("{utc}22:58\u{a0}CET</time>"));
}

// Threat: a day that ends in UTC is taken for one of the viewer's.
#[test]
fn a_day_of_utc_says_so_where_clocks_are_others() {
    let day = date!(2026 - 11 - 25);
    let from = |zone: &str, when: When| seen_from(zone, || when.to_string());
    let words = |words: &str| format!("<time datetime=\"2026-11-25\">{words}</time>");
    assert_eq!(from("Europe/Rome", day.into()), words("25 November 2026 (UTC)"));
    assert_eq!(from("UTC", day.into()), words("25 November 2026"));
    assert_eq!(from("Europe/Rome", When::from(day).in_utc()), words("25 November 2026"), "the page says it");
    let there = seen_from("Pacific/Auckland", || day_there(MOMENT));
    assert_eq!(there, date!(2026 - 11 - 26));
    assert_eq!(from("Europe/Rome", When::day(day)), words("25 November 2026"), "her own day");
}

#[test]
fn another_clock_than_the_viewers_is_said_where_it_is_asked_for() {
    let (utc, house) = seen_from("Europe/Rome", || {
        (When::from(MOMENT).in_utc().to_string(), When::from(MOMENT).in_the_house().to_string())
    });
    let expected = "<time datetime=\"2026-11-25T21:58:07Z\">25 November 2026, 21:58\u{a0}UTC</time>";
    assert_eq!((&*utc, &*house), (expected, expected), "nobody chose a zone for the house");
    let tokyo = Zone::named("Asia/Tokyo").unwrap();
    assert_eq!(seen_from("Europe/Rome", || When::from(MOMENT).by(&tokyo).plain()), "26 November 2026, 06:58\u{a0}JST");
}

#[test]
fn moments_that_somebody_made_up_are_said_all_the_same() {
    for at in [datetime!(-9999-01-01 0:00 UTC), datetime!(9999-12-31 23:59:59 UTC), datetime!(1840-01-01 0:00 UTC)] {
        for zone in ["Europe/Rome", "Pacific/Kiritimati", "Etc/GMT+12", "Africa/Monrovia"] {
            assert!(seen_from(zone, || When::from(at).to_string()).ends_with("</time>"), "{zone}");
        }
    }
}
