//! Every form that a secret is searched in.

use crate::domain::secret::SecretBytes;
use data_encoding::{BASE32_NOPAD, BASE64_NOPAD, BASE64URL_NOPAD, Encoding as Alphabet, HEXLOWER};
use std::collections::HashSet;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// From this length on, letters match in either case; a shorter text is searched as it is, in lower and upper case and
/// capitalised, so that random octets do not match it by chance.
const ANY_CASE_FROM: usize = 8;

/// How a form is made from its secret. Base64 and base32 depend on how many octets stand before the secret; the number
/// is that count modulo the group, and only the characters that the secret alone decides are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    Plain,
    Reversed,
    Utf16Le,
    Utf16Be,
    Latin1,
    Percent,
    Json,
    Xml,
    Sql,
    Hex,
    ReversedHex,
    Base64(usize),
    Base64Url(usize),
    Base32(usize),
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => f.write_str("as it is"),
            Self::Reversed => f.write_str("reversed"),
            Self::Utf16Le => f.write_str("UTF-16LE"),
            Self::Utf16Be => f.write_str("UTF-16BE"),
            Self::Latin1 => f.write_str("ISO 8859-1"),
            Self::Percent => f.write_str("percent-encoded"),
            Self::Json => f.write_str("JSON-escaped"),
            Self::Xml => f.write_str("XML-escaped"),
            Self::Sql => f.write_str("SQL-quoted"),
            Self::Hex => f.write_str("hex"),
            Self::ReversedHex => f.write_str("reversed hex"),
            Self::Base64(offset) => write!(f, "base64 at offset {offset}"),
            Self::Base64Url(offset) => write!(f, "URL-safe base64 at offset {offset}"),
            Self::Base32(offset) => write!(f, "base32 at offset {offset}"),
        }
    }
}

/// One form of one secret.
pub(crate) struct Form {
    pub(crate) encoding: Encoding,
    pub(crate) octets: SecretBytes,
    /// Whether ASCII letters match in either case.
    pub(crate) any_case: bool,
}

impl Form {
    /// The chance that random octets match at a given place; for hex, random hexadecimal digits.
    pub(crate) fn chance(&self) -> f64 {
        let symbols: f64 = match self.encoding {
            Encoding::Hex | Encoding::ReversedHex => return 16_f64.powi(self.power()),
            _ => 256.0,
        };
        let letters = self.octets.expose().iter().filter(|octet| octet.is_ascii_alphabetic()).count();
        let cases = if self.any_case { i32::try_from(letters).unwrap_or(i32::MAX) } else { 0 };
        symbols.powi(self.power()) * 2_f64.powi(cases)
    }

    fn power(&self) -> i32 {
        i32::try_from(self.octets.expose().len()).map_or(i32::MIN, i32::wrapping_neg)
    }
}

/// All forms of a secret, the plainest first, none twice.
pub(crate) fn forms(secret: &[u8]) -> Vec<Form> {
    let mut forms = Forms { made: Vec::new(), seen: HashSet::new() };
    match std::str::from_utf8(secret) {
        Ok(text) => {
            let any_case = secret.len() >= ANY_CASE_FROM;
            let spellings = spellings(text);
            for spelling in &spellings {
                forms.plain(spelling.as_bytes(), any_case);
            }
            for spelling in &spellings {
                forms.of_text(spelling, any_case);
            }
            for spelling in &spellings {
                forms.armoured(spelling.as_bytes());
            }
        }
        Err(_) => {
            forms.plain(secret, false);
            forms.armoured(secret);
        }
    }
    forms.made
}

/// As it is, in lower and upper case and capitalised, composed and decomposed.
fn spellings(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut letters = lower.chars();
    let capitalised = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let mut all = vec![text.to_owned(), lower, text.to_uppercase(), capitalised];
    for cased in all.clone() {
        all.push(cased.nfc().collect());
        all.push(cased.nfd().collect());
    }
    let mut seen = HashSet::new();
    all.retain(|spelling| seen.insert(spelling.clone()));
    all
}

struct Forms {
    made: Vec<Form>,
    seen: HashSet<(Vec<u8>, bool)>,
}

impl Forms {
    fn add(&mut self, encoding: Encoding, octets: Vec<u8>, any_case: bool) {
        let key = if any_case { octets.to_ascii_lowercase() } else { octets.clone() };
        if self.seen.insert((key, any_case)) {
            self.made.push(Form { encoding, octets: SecretBytes::new(octets), any_case });
        }
    }

    fn plain(&mut self, octets: &[u8], any_case: bool) {
        self.add(Encoding::Plain, octets.to_vec(), any_case);
        self.add(Encoding::Reversed, octets.iter().rev().copied().collect(), any_case);
    }

    fn of_text(&mut self, text: &str, any_case: bool) {
        // The characters in reverse, where an octet is not a character.
        self.add(Encoding::Reversed, text.chars().rev().collect::<String>().into_bytes(), any_case);
        self.add(Encoding::Utf16Le, text.encode_utf16().flat_map(u16::to_le_bytes).collect(), any_case);
        self.add(Encoding::Utf16Be, text.encode_utf16().flat_map(u16::to_be_bytes).collect(), any_case);
        if let Ok(octets) = text.chars().map(u8::try_from).collect::<Result<Vec<_>, _>>() {
            self.add(Encoding::Latin1, octets, any_case);
        }
        self.add(Encoding::Percent, percent(text, "%20").into_bytes(), any_case);
        self.add(Encoding::Percent, percent(text, "+").into_bytes(), any_case);
        let json = serde_json::Value::from(text).to_string();
        let json = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(&json);
        self.add(Encoding::Json, json.as_bytes().to_vec(), any_case);
        self.add(Encoding::Json, json_in_ascii(json).into_bytes(), any_case);
        for apostrophe in ["&apos;", "&#39;", "'"] {
            self.add(Encoding::Xml, xml(text, apostrophe).into_bytes(), any_case);
        }
        self.add(Encoding::Sql, text.replace('\'', "''").into_bytes(), any_case);
    }

    fn armoured(&mut self, octets: &[u8]) {
        let hex = HEXLOWER.encode(octets).into_bytes();
        self.add(Encoding::ReversedHex, hex.iter().rev().copied().collect(), true);
        self.add(Encoding::Hex, hex, true);
        for offset in 0..3 {
            self.add(Encoding::Base64(offset), inner(&BASE64_NOPAD, 6, offset, octets), false);
            self.add(Encoding::Base64Url(offset), inner(&BASE64URL_NOPAD, 6, offset, octets), false);
        }
        for offset in 0..5 {
            self.add(Encoding::Base32(offset), inner(&BASE32_NOPAD, 5, offset, octets), true);
        }
    }
}

/// The characters that these octets alone decide when `offset` others stand before them.
fn inner(alphabet: &Alphabet, bits: usize, offset: usize, octets: &[u8]) -> Vec<u8> {
    let mut whole = vec![0; offset];
    whole.extend(octets);
    let encoded = alphabet.encode(&whole).into_bytes();
    let first = (offset * 8).div_ceil(bits);
    let last = whole.len() * 8 / bits;
    encoded.get(first..last).unwrap_or_default().to_vec()
}

fn percent(text: &str, blank: &str) -> String {
    text.bytes().fold(String::new(), |mut out, octet| {
        match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(octet)),
            b' ' => out.push_str(blank),
            other => {
                out.push('%');
                out.push_str(&data_encoding::HEXUPPER.encode(&[other]));
            }
        }
        out
    })
}

fn json_in_ascii(json: &str) -> String {
    json.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str("\\u");
                out.push_str(&HEXLOWER.encode(&unit.to_be_bytes()));
            }
        }
        out
    })
}

fn xml(text: &str, apostrophe: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', apostrophe)
}
