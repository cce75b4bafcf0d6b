//! What the drill searches for: secrets with a label each. The label is printed, the secret never.

use crate::domain::secret::SecretBytes;
use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER_PERMISSIVE};

/// Shorter ones turn up by chance: four given octets are expected once in 4 GiB of random data, and there are many
/// secrets and forms.
pub const SHORTEST: usize = 5;

/// A secret that must not be in the dump.
#[derive(Debug)]
pub struct Known {
    name: String,
    secret: SecretBytes,
}

/// Why something cannot be searched for.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum KnownError {
    #[error(
        "{label} has {octets} octets: under {SHORTEST} it would be found anywhere by chance; leave it out, or give a longer part of it"
    )]
    Short { label: String, octets: usize },
    #[error("line {line}: the value after \"{prefix}\" is not {what}")]
    Encoding { line: usize, prefix: &'static str, what: &'static str },
    #[error("line {line}: the label is not UTF-8")]
    Label { line: usize },
    /// The label goes into the report, so it must not say what it labels.
    #[error("{place}: the label contains the secret itself, and the report would print it")]
    LabelTells { place: String },
}

impl Known {
    /// `name` is a label such as "identifier of person 17".
    ///
    /// # Errors
    /// A secret of under [`SHORTEST`] octets; a label that contains the secret.
    pub fn new(name: impl Into<String>, secret: SecretBytes) -> Result<Self, KnownError> {
        Self::labelled(name.into(), secret, || "a known secret".to_owned())
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The secret, where it is text: it may be what someone signs in with.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.secret.expose()).ok()
    }

    pub(super) fn secret(&self) -> &[u8] {
        self.secret.expose()
    }

    /// Reads one secret a line: `label<TAB>value`, or a value alone, which is then called by its line. A value that
    /// starts with `hex:` or `base64:` is binary. Empty lines are skipped; surrounding blanks belong to the value.
    ///
    /// # Errors
    /// The first line that cannot be used, by number; never its value.
    pub fn parse_file(octets: &[u8]) -> Result<Vec<Self>, KnownError> {
        octets
            .split(|&octet| octet == b'\n')
            .enumerate()
            .map(|(index, line)| (index.saturating_add(1), line.strip_suffix(b"\r").unwrap_or(line)))
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .map(|(number, line)| Self::parse_line(number, line))
            .collect()
    }

    fn parse_line(number: usize, line: &[u8]) -> Result<Self, KnownError> {
        let tab = line.iter().position(|&octet| octet == b'\t').and_then(|at| line.split_at_checked(at));
        let (label, value) = match tab {
            Some((label, rest)) => {
                let label = std::str::from_utf8(label).map_err(|_| KnownError::Label { line: number })?;
                (format!("{} (line {number})", label.trim()), rest.strip_prefix(b"\t").unwrap_or(rest))
            }
            None => (format!("the secret in line {number}"), line),
        };
        let secret = if let Some(hex) = value.strip_prefix(b"hex:") {
            HEXLOWER_PERMISSIVE.decode(hex).map_err(|_| KnownError::Encoding {
                line: number,
                prefix: "hex:",
                what: "pairs of hexadecimal digits",
            })?
        } else if let Some(text) = value.strip_prefix(b"base64:") {
            BASE64.decode(text).or_else(|_| BASE64_NOPAD.decode(text)).map_err(|_| KnownError::Encoding {
                line: number,
                prefix: "base64:",
                what: "standard base64",
            })?
        } else {
            value.to_vec()
        };
        Self::labelled(label, SecretBytes::new(secret), || format!("line {number}"))
    }

    fn labelled(name: String, secret: SecretBytes, place: impl FnOnce() -> String) -> Result<Self, KnownError> {
        let octets = secret.expose();
        if octets.len() < SHORTEST {
            return Err(KnownError::Short { label: name, octets: octets.len() });
        }
        if name.as_bytes().windows(octets.len()).any(|part| part.eq_ignore_ascii_case(octets)) {
            return Err(KnownError::LabelTells { place: place() });
        }
        Ok(Self { name, secret })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_labels_values_and_binary_secrets() {
        let known = Known::parse_file(
            b"e-mail of person 1\tanna@clinic.example\r\n\nplain value\nseed\thex:00FFab0102\nk\tbase64:AAECAwQF\n",
        )
        .unwrap();
        let found: Vec<_> = known.iter().map(|one| (one.name(), one.secret())).collect();
        assert_eq!(
            found,
            [
                ("e-mail of person 1 (line 1)", &b"anna@clinic.example"[..]),
                ("the secret in line 3", b"plain value"),
                ("seed (line 4)", &[0, 0xff, 0xab, 1, 2]),
                ("k (line 5)", &[0, 1, 2, 3, 4, 5]),
            ]
        );
    }

    #[test]
    fn refuses_what_would_be_found_by_chance() {
        let refused = Known::parse_file(b"given name\tAnna").unwrap_err();
        assert_eq!(refused, KnownError::Short { label: "given name (line 1)".into(), octets: 4 });
        assert!(!refused.to_string().contains("Anna"));
        assert!(Known::parse_file(b"given name\tPaola").is_ok());
    }

    #[test]
    fn refuses_broken_encodings_and_telling_labels() {
        assert!(matches!(Known::parse_file(b"a\thex:0g"), Err(KnownError::Encoding { line: 1, prefix: "hex:", .. })));
        assert!(matches!(Known::parse_file(b"\nbase64:*"), Err(KnownError::Encoding { line: 2, .. })));
        assert!(matches!(Known::parse_file(b"Mail of PAOLA\tpaola"), Err(KnownError::LabelTells { .. })));
    }
}
