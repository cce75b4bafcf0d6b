//! What a scoped key is for and how it comes to the application: the words that an operator chooses, a person agrees to and a
//! key is derived for.

use std::fmt;

/// What a key is for, as the operator and the service provider's engineers call it: a short word in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purpose(String);

/// Characters of a purpose.
pub const PURPOSE_MAX: usize = 24;

/// Octets of an entityID that keys can be made for: label, entityID, purpose and epoch are HKDF's `info`, which every
/// implementation takes up to 1,024 octets.
pub const ENTITY_ID_MAX: usize = 900;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a purpose is a word of at most {PURPOSE_MAX} lower-case letters, digits and hyphens, and begins with a letter"
)]
pub struct PurposeFault;

impl Purpose {
    /// # Errors
    /// Anything but a short word in lower case.
    pub fn parse(text: &str) -> Result<Self, PurposeFault> {
        let is_inside = |octet: u8| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'-';
        let begins = text.starts_with(|first: char| first.is_ascii_lowercase());
        let is_word = begins && !text.ends_with('-') && text.len() <= PURPOSE_MAX && text.bytes().all(is_inside);
        if is_word { Ok(Self(text.to_owned())) } else { Err(PurposeFault) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who holds the key in the end. Keys of the one way tell nothing of those of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delivery {
    /// In the encrypted assertion: the service provider's server holds it.
    Assertion,
    /// Sealed to the page that the person has open: the service provider's server never sees it.
    Browser,
}

impl Delivery {
    pub const ALL: [Self; 2] = [Self::Assertion, Self::Browser];

    /// The word for it in commands and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Assertion => "assertion",
            Self::Browser => "browser",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delivery| delivery.word() == word)
    }
}

/// Which of a person's keys for one purpose: removing a way in moves the first number, rotation by the operator the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyNumber {
    /// Of the data seeds, counted from 1.
    pub generation: u32,
    /// Of the scope, counted from 1.
    pub epoch: u32,
}

impl fmt::Display for KeyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.generation, self.epoch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_a_short_lower_case_word() {
        for fine in ["notes", "files-2", "a", &"a".repeat(PURPOSE_MAX)] {
            assert_eq!(Purpose::parse(fine).map(|purpose| purpose.to_string()), Ok(fine.to_owned()));
        }
        let long = "a".repeat(PURPOSE_MAX + 1);
        for other in ["", "Notes", "2files", "-a", "a-", "my notes", "nötes", "a_b", "a.b", "a\n", &long] {
            assert_eq!(Purpose::parse(other), Err(PurposeFault), "{other:?}");
        }
    }

    #[test]
    fn deliveries_have_their_words() {
        for delivery in Delivery::ALL {
            assert_eq!(Delivery::from_word(delivery.word()), Some(delivery));
        }
        assert_eq!(Delivery::from_word("Assertion"), None);
    }
}
