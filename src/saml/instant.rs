//! Moments as SAML writes them: xs:dateTime in UTC, `YYYY-MM-DDThh:mm:ss[.fff]Z` (SAML core §1.3.3).

use time::OffsetDateTime;
use time::UtcOffset;
use time::format_description::well_known::Rfc3339;

/// Reads a moment. `None` unless it is in UTC and marked so by `Z`.
pub fn parse(text: &str) -> Option<OffsetDateTime> {
    // SAML core §1.3.3: "All SAML time values … MUST be expressed in UTC form, with no time zone component."
    if !text.ends_with('Z') || text.as_bytes().get(10) != Some(&b'T') || text.len() > 40 {
        return None;
    }
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

/// Writes a moment to the second, which every implementation reads.
pub fn format(moment: OffsetDateTime) -> String {
    let utc = moment.to_offset(UtcOffset::UTC);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        utc.year(),
        u8::from(utc.month()),
        utc.day(),
        utc.hour(),
        utc.minute(),
        utc.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn reads_what_service_providers_write() {
        assert_eq!(parse("2026-02-03T04:05:06Z"), Some(datetime!(2026-02-03 04:05:06 UTC)));
        assert_eq!(parse("2026-02-03T04:05:06.789Z"), Some(datetime!(2026-02-03 04:05:06.789 UTC)));
        assert_eq!(parse("2026-02-03T04:05:06.1234567Z"), Some(datetime!(2026-02-03 04:05:06.123_456_7 UTC)));
    }

    #[test]
    fn refuses_local_and_loose_times() {
        for text in [
            "2026-02-03T04:05:06",
            "2026-02-03T04:05:06+02:00",
            "2026-02-03 04:05:06Z",
            "2026-02-30T04:05:06Z",
            "Z",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn writes_seconds_in_utc() {
        assert_eq!(format(datetime!(2026-02-03 04:05:06.789 +02:00)), "2026-02-03T02:05:06Z");
    }
}
