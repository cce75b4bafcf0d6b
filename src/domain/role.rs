//! The roles of administrators: what an organisation lets somebody do in the console. Each is a word in a grant that the keeper
//! signed, sealed to the person: nobody else reads who holds which.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// May do everything, and alone says who holds which role.
    #[serde(rename = "admin")]
    Owner,
    Federation,
    HelpDesk,
    Auditor,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Owner, Self::Federation, Self::HelpDesk, Self::Auditor];
    pub const WORDS: [&'static str; 4] =
        [Self::Owner.as_str(), Self::Federation.as_str(), Self::HelpDesk.as_str(), Self::Auditor.as_str()];

    /// The word that stands in grants and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "admin",
            Self::Federation => "federation",
            Self::HelpDesk => "help-desk",
            Self::Auditor => "auditor",
        }
    }

    /// `None` for a word that is no role's, or a newer version's: it opens nothing.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether whoever holds it may have a place on the keyring: who helps people begin again gives them their names back.
    pub fn may_hold_keyring(self) -> bool {
        matches!(self, Self::Owner | Self::HelpDesk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_a_word_of_its_own_which_reads_back() {
        for (role, word) in Role::ALL.into_iter().zip(Role::WORDS) {
            assert_eq!((role.as_str(), Role::parse(word)), (word, Some(role)));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("{word:?}"));
        }
        for none in ["", "Admin", "owner", "admin ", "root"] {
            assert_eq!(Role::parse(none), None, "{none:?}");
        }
    }
}
