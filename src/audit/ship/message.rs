//! A row of the audit as a syslog message: RFC 5424, in the frames of RFC 5425. Pure.

use crate::audit::Event;
use crate::audit::line::{outcome, rfc3339};
use crate::audit::pages::Seen;
use data_encoding::HEXLOWER;

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The host of the site's address.
    pub host: String,
    /// The private enterprise number of the structured data's name.
    pub enterprise: u32,
}

/// Facility 13, log audit (RFC 5424 §6.2.1).
const FACILITY: u8 = 13;
/// RFC 5424 §6.2.4 to §6.2.7.
const LONGEST_HOST: usize = 255;
const LONGEST_MESSAGE_ID: usize = 32;
/// Of one value, in octets. RFC 5425 §4.3.1: receivers should take messages of 8192; all the values together are shorter.
const LONGEST_VALUE: usize = 1100;

/// In a frame: RFC 5425 §4.3, `MSG-LEN SP SYSLOG-MSG`.
pub(super) fn frame(row: &Seen, origin: &Origin) -> Vec<u8> {
    let message = message(row, origin);
    let mut frame = format!("{} ", message.len()).into_bytes();
    frame.extend_from_slice(message.as_bytes());
    frame
}

/// `HEADER SP STRUCTURED-DATA SP MSG`, RFC 5424 §6.
fn message(row: &Seen, origin: &Origin) -> String {
    let priority = u16::from(FACILITY) * 8 + u16::from(severity(row));
    // §6.2.3: NILVALUE where no moment is known.
    let at = row.at.and_then(rfc3339).unwrap_or_else(|| "-".to_owned());
    let host = printable(&origin.host, LONGEST_HOST);
    let id = printable(&row.word, LONGEST_MESSAGE_ID);
    let data = structured(row, origin.enterprise);
    // §6.4: UTF-8, which begins with its mark.
    format!("<{priority}>1 {at} {host} senza - {id} {data} \u{feff}{}", words(row))
}

/// §6.2.1: by what somebody who is on call does with it.
fn severity(row: &Seen) -> u8 {
    const CRITICAL: u8 = 2;
    const WARNING: u8 = 4;
    const NOTICE: u8 = 5;
    const INFORMATIONAL: u8 = 6;
    match row.event() {
        _ if !row.holds => CRITICAL,
        Some(Event::KeeperAlarm) => CRITICAL,
        Some(event) if event.is_refusal() => WARNING,
        Some(Event::SignedOn | Event::SignedIn | Event::SignedOut) => INFORMATIONAL,
        _ => NOTICE,
    }
}

fn structured(row: &Seen, enterprise: u32) -> String {
    let (chain, seq, subject, mac) =
        (row.chain.to_string(), row.seq.to_string(), HEXLOWER.encode(&row.subject), HEXLOWER.encode(&row.mac));
    let values: [(&str, &str); 9] = [
        ("chain", &chain),
        ("seq", &seq),
        ("event", &row.word),
        ("outcome", outcome(row)),
        ("subject", &subject),
        ("service_provider", &row.service_provider),
        ("request_id", &row.request_id),
        ("mac", &mac),
        ("holds", if row.holds { "yes" } else { "no" }),
    ];
    let values: Vec<String> =
        values.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| parameter(name, value)).collect();
    format!("[senza@{enterprise} {}]", values.join(" "))
}

/// §6.3.3: `"`, `\` and `]` stand behind a backslash. A control character would end a line, or a record, for whoever reads it later:
/// one stands as U+FFFD.
fn parameter(name: &str, value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 2);
    for letter in plain(value).chars() {
        if matches!(letter, '"' | '\\' | ']') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    format!("{name}=\"{escaped}\"")
}

/// Without what steers a terminal or turns the direction of writing, and no longer than a value may be.
fn plain(value: &str) -> String {
    let steers = |letter: char| {
        letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut kept = String::new();
    for letter in value.chars().map(|letter| if steers(letter) { '\u{fffd}' } else { letter }) {
        if kept.len() + letter.len_utf8() > LONGEST_VALUE {
            break;
        }
        kept.push(letter);
    }
    kept
}

/// PRINTUSASCII, without spaces; NILVALUE for nothing.
fn printable(text: &str, longest: usize) -> String {
    let letters = text.chars().map(|letter| if letter.is_ascii_graphic() { letter } else { '-' });
    let kept: String = letters.take(longest).collect();
    if kept.is_empty() { "-".to_owned() } else { kept }
}

fn words(row: &Seen) -> String {
    let what = match row.service_provider.as_str() {
        "" => plain(&row.word),
        sp => format!("{}: {}", plain(&row.word), plain(sp)),
    };
    if row.holds { what } else { format!("{what} (this row is not as the service wrote it)") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;
    use uuid::Uuid;

    fn row() -> Seen {
        Seen {
            chain: Uuid::nil(),
            seq: 7,
            at: Some(datetime!(2026-11-25 21:58:07.123456 UTC)),
            word: "signed on".to_owned(),
            subject: vec![0xab; 2],
            service_provider: "https://portal.example/saml".to_owned(),
            request_id: "r1".to_owned(),
            mac: vec![1],
            holds: true,
        }
    }

    fn origin() -> Origin {
        Origin { host: "login.example.org".to_owned(), enterprise: 32473 }
    }

    #[test]
    fn a_row_is_a_message_of_rfc_5424_in_a_frame_of_rfc_5425() {
        let expected = format!(
            "<110>1 2026-11-25T21:58:07.123456Z login.example.org senza - signed-on [senza@32473 chain=\"{}\" seq=\"7\" \
             event=\"signed on\" outcome=\"done\" subject=\"abab\" service_provider=\"https://portal.example/saml\" \
             request_id=\"r1\" mac=\"01\" holds=\"yes\"] \u{feff}signed on: https://portal.example/saml",
            Uuid::nil()
        );
        let frame = frame(&row(), &origin());
        // The length is in octets, the mark of UTF-8 among them.
        assert_eq!(String::from_utf8(frame).unwrap(), format!("{} {expected}", expected.len()));
    }

    // Threat: whoever can name an application, or write to the database, ends a record and begins one of their own.
    #[test]
    fn nothing_in_a_row_ends_a_value_a_record_or_a_frame() {
        let hostile = "x\"] evil=\"1\\\n<0>1 - \u{1b}[2J\u{202e}\u{85}\u{feff}]";
        let row = Seen { service_provider: hostile.to_owned(), word: hostile.repeat(200), holds: false, ..row() };
        let whole = message(&row, &origin());
        assert!(!whole.chars().any(char::is_control) && !whole.contains('\u{202e}'), "{whole}");
        assert!(whole.contains(r#"service_provider="x\"\] evil=\"1\\"#), "{whole}");
        let (_, data) = whole.split_once(" [senza@").unwrap();
        let mut escaped = false;
        let end = data.char_indices().find(|(_, letter)| {
            let is_end = !escaped && *letter == ']';
            escaped = !escaped && *letter == '\\';
            is_end
        });
        assert!(data[end.unwrap().0..].starts_with("] \u{feff}"), "the data ends where it ends: {data}");
        assert!(whole.starts_with("<106>1 ") && whole.contains("holds=\"no\""), "{whole}");
        assert!(whole.len() < 8192, "{}", whole.len());
        let id = whole.split(' ').nth(5).unwrap();
        assert!(id.len() == LONGEST_MESSAGE_ID && id.bytes().all(|octet| octet.is_ascii_graphic()), "{id}");
        let nothing = Seen { at: None, word: String::new(), service_provider: String::new(), ..row };
        assert!(message(&nothing, &Origin { host: String::new(), ..origin() }).starts_with("<106>1 - - senza - - ["));
    }

    #[test]
    fn each_outcome_has_its_severity() {
        let of = |word: &str, holds| severity(&Seen { word: word.to_owned(), holds, ..row() });
        assert_eq!([of("signed on", true), of("granted", true), of("sign-in refused", true)], [6, 5, 4]);
        assert_eq!([of("keeper alarm", true), of("signed on", false), of("of another version", true)], [2, 2, 5]);
    }
}
