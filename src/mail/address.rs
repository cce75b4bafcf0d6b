//! An address that mail goes to: the plain kind, which every server takes, and nothing that could end a line of a message.

use std::fmt;

/// RFC 5321 §4.5.3.1.3: a path has 256 octets, with its two brackets.
pub const LONGEST: usize = 254;

/// Prints as `[redacted]`: it names somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(lettre::Address);

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("it is longer than {LONGEST} octets")]
    Long,
    #[error("it has letters that not every mail server takes; write a domain with such letters as xn--…")]
    Letters,
    #[error("it is no address such as ada@hospital.example")]
    Form,
}

impl Address {
    /// # Errors
    /// It is not a dot-atom, an at sign, and a domain of letters, digits, hyphens and dots (RFC 5321 §4.1.2, without its quoted
    /// strings and address literals).
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        if text.len() > LONGEST {
            return Err(AddressError::Long);
        }
        if !text.is_ascii() {
            return Err(AddressError::Letters);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(AddressError::Form)?;
        let is_atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        if local.starts_with('-') || !local.chars().all(is_atom) || !domain.chars().all(is_name) {
            return Err(AddressError::Form);
        }
        lettre::Address::new(local, domain).map(Self).map_err(|_| AddressError::Form)
    }

    /// Read where it is written out, and nowhere else.
    pub fn expose(&self) -> &str {
        self.0.as_ref()
    }

    pub(super) fn domain(&self) -> &str {
        self.0.domain()
    }

    pub(super) fn inner(&self) -> &lettre::Address {
        &self.0
    }
}
