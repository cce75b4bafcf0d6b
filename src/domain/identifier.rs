//! What a person types to say who they are, and the passphrase, brought into one spelling.

use crate::domain::SecretText;
use crate::domain::login_code::{LoginCode, Reading};
use unicode_normalization::UnicodeNormalization;

/// The longest identifier accepted, in octets after normalisation.
pub const IDENTIFIER_MAX: usize = 254;

/// An e-mail address or user name, trimmed, NFKC, lower case; or a login code in its one spelling. Never logged, never
/// stored.
pub struct Identifier(SecretText);

/// Why a text cannot be an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    #[error("an identifier is needed")]
    Empty,
    #[error("an identifier has at most {IDENTIFIER_MAX} octets")]
    TooLong,
    #[error("an identifier has no control characters")]
    Control,
    #[error("this login code has a mistake in it: compare it group by group")]
    MistypedCode,
}

/// Why somebody cannot be invited with an identifier here: with what instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OtherKind {
    #[error("people here sign in with their e-mail address")]
    Email,
    #[error("people here sign in with a user name, which has no @")]
    Name,
    #[error("people here sign in with a login code, which is made for them")]
    Code,
}

/// What an organisation lets people sign in with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Identifiers {
    /// Whatever somebody is invited with.
    #[default]
    Any,
    Email,
    Name,
    Code,
}

impl Identifiers {
    /// The word of a setting.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "email" => Some(Self::Email),
            "name" => Some(Self::Name),
            "code" => Some(Self::Code),
            _ => None,
        }
    }

    /// Whether codes are made here.
    pub fn has_codes(self) -> bool {
        matches!(self, Self::Any | Self::Code)
    }

    /// Whether somebody may be invited with this.
    ///
    /// # Errors
    /// With what instead.
    pub fn check(self, identifier: &Identifier) -> Result<(), OtherKind> {
        let (is_code, is_address) = (identifier.is_login_code(), identifier.as_str().contains('@'));
        match self {
            Self::Email if !is_address => Err(OtherKind::Email),
            Self::Name if is_address || is_code => Err(OtherKind::Name),
            Self::Code if !is_code => Err(OtherKind::Code),
            Self::Any | Self::Email | Self::Name | Self::Code => Ok(()),
        }
    }
}

impl Identifier {
    /// # Errors
    /// Empty, over 254 octets, with control characters inside, or a login code with a mistake.
    pub fn parse(typed: &str) -> Result<Self, IdentifierError> {
        // Normalisation can lengthen a text eighteenfold: the cap is held before and after.
        if typed.len() > IDENTIFIER_MAX * 2 {
            return Err(IdentifierError::TooLong);
        }
        let normal = SecretText::gather(typed.trim().nfkc().flat_map(char::to_lowercase).nfkc());
        match normal.expose().trim() {
            "" => Err(IdentifierError::Empty),
            text if text.len() > IDENTIFIER_MAX => Err(IdentifierError::TooLong),
            text if text.chars().any(char::is_control) => Err(IdentifierError::Control),
            text => match LoginCode::read(text) {
                Reading::Other => Ok(Self(SecretText::new(text.to_owned()))),
                Reading::Mistyped => Err(IdentifierError::MistypedCode),
                Reading::Code(code) => Ok(code.into()),
            },
        }
    }

    pub fn is_login_code(&self) -> bool {
        matches!(LoginCode::read(self.as_str()), Reading::Code(_))
    }

    pub fn as_str(&self) -> &str {
        self.0.expose()
    }
}

impl From<LoginCode> for Identifier {
    fn from(code: LoginCode) -> Self {
        Self(SecretText::new(code.as_str().to_owned()))
    }
}

/// What an identifier is called where it need not stand in full: a login code is on its paper and on its owner's own page.
pub fn shown(identifier: &str) -> &str {
    if matches!(LoginCode::read(identifier), Reading::Code(_)) { "login code" } else { identifier }
}

/// RFC 8265 OpaqueString: spaces of any kind become U+0020, then NFC; case and composition of words are kept.
pub fn normal_passphrase(typed: &SecretText) -> SecretText {
    let spaced = typed.expose().chars().map(|c| if c.is_whitespace() && !c.is_control() { ' ' } else { c });
    SecretText::gather(spaced.nfc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{Needle, in_a_process_of_its_own};

    #[test]
    fn one_person_however_they_type_it() {
        for typed in ["Ada@Example.org", "  ada@example.ORG ", "ａｄａ@example.org"] {
            assert_eq!(Identifier::parse(typed).unwrap().as_str(), "ada@example.org");
        }
    }

    #[test]
    fn refuses_what_no_one_is_called() {
        assert_eq!(Identifier::parse("  ").err(), Some(IdentifierError::Empty));
        assert_eq!(Identifier::parse(&"a".repeat(255)).err(), Some(IdentifierError::TooLong));
        assert_eq!(Identifier::parse(&"ﷺ".repeat(100)).err(), Some(IdentifierError::TooLong));
        assert_eq!(Identifier::parse("a\0b").err(), Some(IdentifierError::Control));
    }

    #[test]
    fn a_passphrase_is_the_same_from_every_keyboard() {
        let composed = normal_passphrase(&SecretText::new("caf\u{e9} au\u{a0}lait".into()));
        let decomposed = normal_passphrase(&SecretText::new("cafe\u{301} au lait".into()));
        assert_eq!(composed.expose(), decomposed.expose());
        assert_ne!(normal_passphrase(&SecretText::new("Tea".into())).expose(), composed.expose());
    }

    #[test]
    fn what_was_typed_leaves_nothing_behind() {
        in_a_process_of_its_own("domain::identifier::tests::leaves_nothing_behind");
    }

    #[test]
    #[ignore = "looks through all memory: run in a process of its own"]
    fn leaves_nothing_behind() {
        // Made at run time, so that the program's own text does not hold it.
        let typed = |alphabet: &'static str| SecretText::gather(alphabet.chars().cycle().take(120));
        let needle = |alphabet| Needle::new(&typed(alphabet).expose().as_bytes()[50..80]);

        let passphrase = needle("qx9\u{e9}w");
        assert!(!passphrase.is_in_memory(), "before");
        drop(normal_passphrase(&typed("qx9\u{e9}w")));
        assert!(!passphrase.is_in_memory());
        drop(typed("qx9\u{e9}w").expose().nfc().collect::<String>());
        assert!(passphrase.is_in_memory(), "control: a text that grows and is not wiped");

        let identifier = needle("jv7k4");
        drop(Identifier::parse(typed("JV7K4").expose()).unwrap());
        assert!(Identifier::parse(typed("JV7K4\0").expose()).is_err());
        assert!(!identifier.is_in_memory());
        drop(typed("jv7k4").expose().nfkc().collect::<String>());
        assert!(identifier.is_in_memory(), "control");
    }
}
