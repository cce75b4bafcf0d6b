//! What an operator chooses for one service provider, beside what its metadata says and what it may be told.

use crate::db::service_provider::OptionColumns;
use crate::domain::SigningAlgorithm;
use crate::saml::authn_context::Class;
use crate::saml::encrypt::DataCipher;
use crate::saml::metadata::SpMetadata;
use crate::saml::name_id::NameIdFormat;
use crate::vault::encode::lp;

/// The defaults are what an operator who chooses nothing gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The NameID where its requests leave it open; `None`: by its metadata, else transient. An e-mail address is given
    /// to those alone for which it was chosen here.
    pub name_id: Option<NameIdFormat>,
    /// It may be given the subject-id, which is the same for all that get it.
    pub subject_id: bool,
    pub signature: SigningAlgorithm,
    /// Instead of the cipher that its metadata leads to.
    pub cipher: Option<DataCipher>,
    /// Only the response is signed: half the work, for those whose metadata says `WantAssertionsSigned="false"`.
    pub skip_assertion_signature: bool,
    /// The authentication context where its requests ask for none; `None`: the strongest that is true of the session.
    pub default_context: Option<Class>,
    /// How many minutes old the factors may be on which that context rests; `None`: as old as the session.
    pub fresh_within: Option<u16>,
}

/// The longest that factors may be asked to be fresh within, in minutes: as long as a session lasts.
const LONGEST_FRESH: u16 = 720;

impl Default for Options {
    fn default() -> Self {
        Self {
            name_id: None,
            subject_id: false,
            signature: SigningAlgorithm::RsaSha256,
            cipher: None,
            skip_assertion_signature: false,
            default_context: None,
            fresh_within: None,
        }
    }
}

/// Options in the words of the command, the console and the database. An empty one leaves the choice to the default.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub name_id: &'a str,
    pub subject_id: bool,
    pub signature: &'a str,
    pub encryption: &'a str,
    pub skip_assertion_signature: bool,
    pub default_context: &'a str,
    /// A number in digits.
    pub fresh_within: &'a str,
}

impl Words<'static> {
    /// Nothing is chosen.
    pub const NONE: Self = Self {
        name_id: "",
        subject_id: false,
        signature: "",
        encryption: "",
        skip_assertion_signature: false,
        default_context: "",
        fresh_within: "",
    };
}

/// Why options do not go with the metadata. The sentences are for whoever adds the service provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OptionsError {
    #[error(
        "its metadata does not say WantAssertionsSigned=\"false\": many service providers refuse an assertion without a \
         signature of its own, also in a signed response, so it is left out only for those that say so"
    )]
    WantsAssertionsSigned,
    #[error("its metadata gives no RSA key to encrypt to, so no cipher can be chosen")]
    NoEncryptionKey,
}

impl Options {
    /// # Errors
    /// Some option does not go with this metadata.
    pub fn check(&self, metadata: &SpMetadata) -> Result<(), OptionsError> {
        // SAML metadata §2.4.4: WantAssertionsSigned. Several libraries refuse an assertion without a signature of its own
        // even inside a signed response, so it goes without for those alone that say so, by the operator's choice.
        if self.skip_assertion_signature && metadata.want_assertions_signed != Some(false) {
            return Err(OptionsError::WantsAssertionsSigned);
        }
        if self.cipher.is_some() && metadata.encryption_key().is_none() {
            return Err(OptionsError::NoEncryptionKey);
        }
        Ok(())
    }

    /// The words of a row; `None` when this program does not know them all.
    pub(super) fn of(columns: &OptionColumns) -> Option<Self> {
        Self::of_words(Words {
            name_id: columns.name_id.as_deref().unwrap_or_default(),
            subject_id: columns.subject_id,
            signature: &columns.signature,
            encryption: columns.encryption.as_deref().unwrap_or_default(),
            skip_assertion_signature: columns.skip_assertion_signature,
            default_context: columns.default_context.as_deref().unwrap_or_default(),
            fresh_within: &columns.fresh_within.map(|minutes| minutes.to_string()).unwrap_or_default(),
        })
    }

    /// The options that words say; `None` when one of them is unknown.
    pub fn of_words(words: Words<'_>) -> Option<Self> {
        let name_id = match words.name_id {
            "" => None,
            word => Some(NameIdFormat::from_word(word)?),
        };
        let signature = match words.signature {
            "" => Self::default().signature,
            word => SigningAlgorithm::from_word(word)?,
        };
        let cipher = match words.encryption {
            "" => None,
            word => Some(DataCipher::from_word(word)?),
        };
        let default_context = match words.default_context {
            "" => None,
            word => Some(Class::from_word(word)?),
        };
        let fresh_within = match words.fresh_within.trim() {
            "" => None,
            digits => Some(digits.parse().ok().filter(|minutes| (1..=LONGEST_FRESH).contains(minutes))?),
        };
        let Words { subject_id, skip_assertion_signature, .. } = words;
        Some(Self { name_id, subject_id, signature, cipher, skip_assertion_signature, default_context, fresh_within })
    }

    /// In the words of the command, the console and the database.
    pub fn columns(&self) -> OptionColumns {
        OptionColumns {
            name_id: self.name_id.map(|format| format.word().to_owned()),
            subject_id: self.subject_id,
            signature: self.signature.word().to_owned(),
            encryption: self.cipher.map(|cipher| cipher.word().to_owned()),
            skip_assertion_signature: self.skip_assertion_signature,
            default_context: self.default_context.map(|class| class.word().to_owned()),
            fresh_within: self.fresh_within.map(i32::from),
        }
    }

    /// What was chosen, in the words of the command; empty for the defaults.
    pub fn chosen(&self) -> Vec<String> {
        let columns = self.columns();
        // Each, so that none that is added later is left out of what two people compare.
        let OptionColumns {
            name_id: _,
            subject_id: _,
            signature: _,
            encryption: _,
            skip_assertion_signature: _,
            default_context: _,
            fresh_within: _,
        } = &columns;
        let mut chosen = Vec::new();
        chosen.extend(columns.name_id.map(|word| format!("name-id={word}")));
        chosen.extend(self.subject_id.then(|| "subject-id".to_owned()));
        chosen
            .extend((self.signature != Self::default().signature).then(|| format!("signature={}", columns.signature)));
        chosen.extend(columns.encryption.map(|word| format!("encryption={word}")));
        chosen.extend(self.skip_assertion_signature.then(|| "skip-assertion-signature".to_owned()));
        chosen.extend(columns.default_context.map(|word| format!("default-context={word}")));
        chosen.extend(self.fresh_within.map(|minutes| format!("fresh-within={minutes}")));
        chosen
    }
}

/// What the row's MAC covers of them: `None` for the defaults, as rows have it that were written before there were any.
/// Whoever writes to the database cannot turn options back into defaults: that row's MAC was never given out.
pub(super) fn covered(columns: &OptionColumns) -> Option<Vec<u8>> {
    if *columns == Options::default().columns() {
        return None;
    }
    let flags = [u8::from(columns.subject_id), u8::from(columns.skip_assertion_signature)];
    // No word is empty, so that null has a place of its own.
    let word = |word: &Option<String>| word.as_deref().unwrap_or_default().as_bytes().to_vec();
    let (name_id, encryption) = (word(&columns.name_id), word(&columns.encryption));
    let mut parts: Vec<&[u8]> = vec![&name_id, columns.signature.as_bytes(), &encryption, &flags];
    // Rows that were written before there were these two keep their MAC.
    let context = word(&columns.default_context);
    let fresh = columns.fresh_within.map(|minutes| minutes.to_be_bytes().to_vec()).unwrap_or_default();
    if columns.default_context.is_some() || columns.fresh_within.is_some() {
        parts.extend([context.as_slice(), &fresh]);
    }
    Some(lp(&parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One option each, beside the defaults.
    fn each() -> Vec<Options> {
        let default = Options::default();
        let mut all: Vec<Options> =
            NameIdFormat::ALL.map(|format| Options { name_id: Some(format), ..default }).to_vec();
        all.extend(DataCipher::ALL.map(|cipher| Options { cipher: Some(cipher), ..default }));
        all.push(Options { subject_id: true, ..default });
        all.push(Options { signature: SigningAlgorithm::EcdsaSha256, ..default });
        all.push(Options { skip_assertion_signature: true, ..default });
        all.extend(Class::ALL.map(|class| Options { default_context: Some(class), ..default }));
        all.extend([1, 256, LONGEST_FRESH].map(|minutes| Options { fresh_within: Some(minutes), ..default }));
        all
    }

    #[test]
    fn columns_read_back_and_are_covered_each() {
        let mut covers = std::collections::HashSet::from([covered(&Options::default().columns())]);
        assert!(covers.contains(&None), "rows from before there were options keep their MAC");
        for options in each() {
            assert_eq!(Options::of(&options.columns()), Some(options));
            assert!(covers.insert(covered(&options.columns())), "{options:?}");
            assert_eq!(options.chosen().len(), 1, "{options:?}");
        }
        assert!(Options::default().chosen().is_empty());
    }

    #[test]
    fn a_word_from_elsewhere_is_not_guessed_at() {
        let columns = Options::default().columns();
        for strange in [
            OptionColumns { name_id: Some("e-mail".into()), ..columns.clone() },
            OptionColumns { encryption: Some("aes256-cbc".into()), ..columns.clone() },
            OptionColumns { default_context: Some("strong".into()), ..columns.clone() },
            OptionColumns { fresh_within: Some(0), ..columns.clone() },
            OptionColumns { fresh_within: Some(721), ..columns.clone() },
            OptionColumns { fresh_within: Some(-5), ..columns.clone() },
            OptionColumns { signature: "none".into(), ..columns },
        ] {
            assert_eq!(Options::of(&strange), None, "{strange:?}");
        }
    }
}
