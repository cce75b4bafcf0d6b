//! A time zone by its name in IANA's database, which is compiled in: what the clocks there say of a moment.
//!
//! No file is read for a name, whoever gives it, and what the system has of zones does not matter.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::fmt;
use std::sync::LazyLock;
use time::{OffsetDateTime, UtcOffset};

/// Longer than any name there is.
const LONGEST: usize = 64;

/// Names of UTC, which all say so.
const UTC: [&str; 8] = ["UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu"];

/// What clocks far apart are called alike: Chicago's, Havana's and Shanghai's; Dublin's, Jerusalem's and Kolkata's; Los Angeles' and
/// Manila's. A test compares this with the database.
const AMBIGUOUS: [&str; 4] = ["CDT", "CST", "IST", "PST"];

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone that there is. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// What the clocks of a zone say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// The same moment, with its offset there.
    pub at: OffsetDateTime,
    pub called: Called,
}

/// How one tells these clocks from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    Utc,
    /// By letters that mean one offset wherever they are used, such as CET.
    Letters(String),
    /// By the offset: where there are no letters, or others go by the same.
    Offset(UtcOffset),
}

impl Zone {
    pub const UTC: Self = Self(TimeZone::UTC);

    /// `None` where there is no such zone. Of a long name, or one with other signs than names have, nothing is looked up.
    pub fn named(name: &str) -> Option<Self> {
        let is_sign = |octet: u8| octet.is_ascii_alphanumeric() || b"_+-/".contains(&octet);
        if name.len() > LONGEST || !name.bytes().all(is_sign) {
            return None;
        }
        if UTC.iter().any(|utc| utc.eq_ignore_ascii_case(name)) {
            return Some(Self::UTC);
        }
        DATABASE.get(name).ok().filter(|zone| zone.iana_name().is_some()).map(Self)
    }

    /// As the database spells it.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    pub fn is_utc(&self) -> bool {
        self.0 == TimeZone::UTC
    }

    /// A moment that no clock reaches is said in UTC.
    pub fn local(&self, at: OffsetDateTime) -> Local {
        let utc = Local { at: at.to_offset(UtcOffset::UTC), called: Called::Utc };
        if self.is_utc() {
            return utc;
        }
        let Ok(moment) = Timestamp::from_second(at.unix_timestamp()) else { return utc };
        let there = self.0.to_offset_info(moment);
        let offset = UtcOffset::from_whole_seconds(there.offset().seconds()).ok();
        let Some((at, offset)) = offset.and_then(|offset| Some((at.checked_to_offset(offset)?, offset))) else {
            return utc;
        };
        Local { at, called: Called::of(there.abbreviation(), offset) }
    }

    /// Names to choose from: of places, without those that are kept for old programs' sake.
    pub fn names() -> Vec<String> {
        const PLACES: [&str; 10] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Arctic/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        let is_place = |name: &String| PLACES.iter().any(|start| name.starts_with(start));
        let mut names: Vec<String> =
            DATABASE.available().map(|name| name.to_string()).filter(is_place).chain(["UTC".to_owned()]).collect();
        names.sort();
        names
    }
}

impl Called {
    fn of(abbreviation: &str, offset: UtcOffset) -> Self {
        let is_letters = abbreviation.bytes().all(|octet| octet.is_ascii_alphabetic());
        // Before there were zones: a place's own noon.
        let is_told = is_letters && abbreviation != "LMT" && !AMBIGUOUS.contains(&abbreviation);
        if is_told { Self::Letters(abbreviation.to_owned()) } else { Self::Offset(offset) }
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use time::Duration;
    use time::macros::datetime;

    fn said(zone: &str, at: OffsetDateTime) -> String {
        let Local { at, called } = Zone::named(zone).unwrap().local(at);
        let called = match called {
            Called::Utc => "UTC".to_owned(),
            Called::Letters(letters) => letters,
            Called::Offset(offset) => offset.to_string(),
        };
        format!("{} {:02}:{:02} {called}", at.date(), at.hour(), at.minute())
    }

    #[test]
    fn clocks_say_what_they_say_there() {
        for (zone, at, expected) in [
            ("Europe/Rome", datetime!(2026-11-25 21:58 UTC), "2026-11-25 22:58 CET"),
            ("Europe/Rome", datetime!(2026-07-25 21:58 UTC), "2026-07-25 23:58 CEST"),
            // The hour that is there twice, and the one that is not.
            ("Europe/Rome", datetime!(2026-10-25 0:30 UTC), "2026-10-25 02:30 CEST"),
            ("Europe/Rome", datetime!(2026-10-25 1:30 UTC), "2026-10-25 02:30 CET"),
            ("Europe/Rome", datetime!(2026-03-29 0:59:59 UTC), "2026-03-29 01:59 CET"),
            ("Europe/Rome", datetime!(2026-03-29 1:00 UTC), "2026-03-29 03:00 CEST"),
            // After what the database lists: by rule.
            ("Europe/Rome", datetime!(2057-07-01 12:00 UTC), "2057-07-01 14:00 CEST"),
            ("Asia/Kathmandu", datetime!(2026-11-25 18:30 UTC), "2026-11-26 00:15 +05:45:00"),
            ("America/St_Johns", datetime!(2026-11-26 3:29 UTC), "2026-11-25 23:59 NST"),
            ("America/Sao_Paulo", datetime!(2026-01-01 2:59 UTC), "2025-12-31 23:59 -03:00:00"),
            ("Pacific/Auckland", datetime!(2026-12-31 11:00 UTC), "2027-01-01 00:00 NZDT"),
            ("Etc/GMT+12", datetime!(2027-01-01 11:59 UTC), "2026-12-31 23:59 -12:00:00"),
            ("Asia/Kolkata", datetime!(2026-11-25 12:00 UTC), "2026-11-25 17:30 +05:30:00"),
            ("America/Chicago", datetime!(2026-11-25 12:00 UTC), "2026-11-25 06:00 -06:00:00"),
            ("America/New_York", datetime!(2026-11-25 12:00 UTC), "2026-11-25 07:00 EST"),
            // Half an hour of summer.
            ("Australia/Lord_Howe", datetime!(2026-07-01 0:00 UTC), "2026-07-01 10:30 +10:30:00"),
            ("Australia/Lord_Howe", datetime!(2026-12-01 0:00 UTC), "2026-12-01 11:00 +11:00:00"),
            ("Etc/UTC", datetime!(2026-11-25 21:58 UTC), "2026-11-25 21:58 UTC"),
            ("Europe/London", datetime!(2026-11-25 21:58 UTC), "2026-11-25 21:58 GMT"),
        ] {
            assert_eq!(said(zone, at), expected, "{zone}");
        }
    }

    #[test]
    fn moments_that_no_clock_reaches_are_said_all_the_same() {
        let ends = [datetime!(-9999-01-01 0:00 UTC), datetime!(9999-12-31 23:59:59 UTC)];
        for name in Zone::names() {
            let zone = Zone::named(&name).unwrap();
            for at in ends {
                assert_eq!(zone.local(at).at, at, "{name}");
            }
        }
    }

    // Threat: a name that leads to a file, or one that costs something.
    #[test]
    fn a_name_is_one_of_the_list_and_nothing_else() {
        for (typed, name) in [
            ("europe/rome", "Europe/Rome"),
            ("Asia/Calcutta", "Asia/Calcutta"),
            ("zulu", "UTC"),
            ("Etc/UTC", "UTC"),
            ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ] {
            assert_eq!(Zone::named(typed).unwrap().name(), name, "{typed}");
        }
        let long = format!("Europe/{}", "Rome/".repeat(2000));
        for none in [
            "",
            " ",
            "Mars/Olympus",
            "Europe",
            "Europe/",
            "/Europe/Rome",
            "../zoneinfo/Europe/Rome",
            "Europe/../Europe/Rome",
            "/etc/localtime",
            "localtime",
            "posixrules",
            "Etc/Unknown",
            "+01:00",
            "CET-1CEST",
            "Europe/Rome\0",
            "Europe/Rome\r\n",
            "Europe/Röme",
            "Europe%2FRome",
            &*long,
        ] {
            assert_eq!(Zone::named(none), None, "{none:.40}");
        }
    }

    #[test]
    fn what_is_offered_to_choose_from_is_there() {
        let names = Zone::names();
        assert!(names.len() > 300 && names.contains(&"Europe/Rome".to_owned()) && names.contains(&"UTC".to_owned()));
        assert!(names.iter().all(|name| Zone::named(name).is_some_and(|zone| zone.name() == name)));
    }

    // Threat: somebody reads letters that mean another hour where they are.
    #[test]
    fn letters_that_are_shown_mean_one_offset_everywhere() {
        let mut meant: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
        let weeks = (0..12 * 52).map(|week| datetime!(2020-01-01 0:00 UTC) + Duration::weeks(week));
        let weeks: Vec<Timestamp> = weeks.map(|at| Timestamp::from_second(at.unix_timestamp()).unwrap()).collect();
        for name in DATABASE.available() {
            let zone = DATABASE.get(name.as_str()).unwrap();
            for week in &weeks {
                let there = zone.to_offset_info(*week);
                meant.entry(there.abbreviation().to_owned()).or_default().insert(there.offset().seconds());
            }
        }
        let many: Vec<&str> = meant.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| &**name).collect();
        assert_eq!(many, AMBIGUOUS);
        assert!(meant.len() > 50, "{meant:?}");
    }
}
