//! What a program sends of an application: its metadata, and what was chosen for it, in the words of the command.

use super::super::few::Few;
use crate::federation::{Choices, Options, Words, full_name};
use serde::Deserialize;

/// Octets of metadata: as much as the console takes.
pub(super) const LONGEST: usize = 512 * 1024;
/// Attributes that one may be told, and octets of each name.
const MOST_NAMES: usize = 200;
const LONGEST_NAME: usize = 512;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Registered {
    /// What the metadata has to be of.
    pub(super) entity_id: Option<String>,
    pub(super) metadata: String,
    #[serde(default)]
    attributes: Few<String, { MOST_NAMES + 1 }>,
    #[serde(default)]
    allow_http_acs: bool,
    name_id: Option<String>,
    #[serde(default)]
    subject_id: bool,
    signature: Option<String>,
    encryption: Option<String>,
    #[serde(default)]
    skip_assertion_signature: bool,
    default_context: Option<String>,
    fresh_within: Option<u16>,
}

impl Registered {
    /// # Errors
    /// What there is to mend, in a sentence.
    pub(super) fn choices(&self) -> Result<Choices, String> {
        if self.metadata.len() > LONGEST {
            return Err(format!("its metadata is longer than {LONGEST} octets"));
        }
        let minutes = self.fresh_within.map(|minutes| minutes.to_string()).unwrap_or_default();
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        let words = [&self.name_id, &self.signature, &self.encryption, &self.default_context].map(word);
        let [name_id, signature, encryption, default_context] = &words;
        for (words, all) in [
            (Words { name_id, ..Words::NONE }, "name_id is transient, persistent or email"),
            (Words { signature, ..Words::NONE }, "signature is rsa or ecdsa"),
            (Words { encryption, ..Words::NONE }, "encryption is aes128-gcm or aes256-gcm"),
            (Words { default_context, ..Words::NONE }, "default_context is mfa, password, sfa or unspecified"),
            (Words { fresh_within: &minutes, ..Words::NONE }, "fresh_within is a number of minutes from 1 to 720"),
        ] {
            if Options::of_words(words).is_none() {
                return Err(all.to_owned());
            }
        }
        let options = Options::of_words(Words {
            name_id,
            subject_id: self.subject_id,
            signature,
            encryption,
            skip_assertion_signature: self.skip_assertion_signature,
            default_context,
            fresh_within: &minutes,
        });
        let options = options.ok_or("its options do not go together")?;
        Ok(Choices { released: self.released()?, options, allow_http_acs: self.allow_http_acs })
    }

    /// Each attribute once, whichever of its names it has.
    fn released(&self) -> Result<Vec<String>, String> {
        if self.attributes.0.len() > MOST_NAMES {
            return Err(format!("one application is told {MOST_NAMES} attributes at most"));
        }
        let is_none = |name: &&String| {
            name.is_empty()
                || name.len() > LONGEST_NAME
                || name.contains(|c: char| c.is_whitespace() || c.is_control() || c == ',')
        };
        if let Some(place) = self.attributes.0.iter().position(|name| is_none(&name)) {
            return Err(format!("attribute {} is no attribute's name", place + 1));
        }
        let mut once: Vec<String> = Vec::new();
        for name in &self.attributes.0 {
            if !once.iter().any(|one| full_name(one) == full_name(name)) {
                once.push(name.clone());
            }
        }
        Ok(once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn of(more: Value) -> Result<Choices, String> {
        let mut all = json!({ "metadata": "<a/>" });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value::<Registered>(all).map_err(|error| error.to_string())?.choices()
    }

    #[test]
    fn what_is_chosen_is_read_and_what_is_no_choice_is_said() {
        let chosen = of(
            json!({ "attributes": ["mail", "urn:oid:0.9.2342.19200300.100.1.3", "uid"], "signature": "ecdsa",
            "name_id": "persistent", "fresh_within": 30, "subject_id": true, "allow_http_acs": true, "encryption": null }),
        );
        let chosen = chosen.unwrap();
        assert_eq!((chosen.released.len(), chosen.allow_http_acs), (2, true));
        assert_eq!(chosen.options.chosen(), ["name-id=persistent", "subject-id", "signature=ecdsa", "fresh-within=30"]);
        assert_eq!(of(json!({})).unwrap().options, Options::default());
        for (bad, said) in [
            (json!({ "signature": "none" }), "signature is"),
            (json!({ "name_id": "e-mail" }), "name_id is"),
            (json!({ "encryption": "aes256-cbc" }), "encryption is"),
            (json!({ "default_context": "strong" }), "default_context is"),
            (json!({ "fresh_within": 0 }), "fresh_within is"),
            (json!({ "attributes": ["mail", "a b"] }), "attribute 2"),
            (json!({ "attributes": [""] }), "attribute 1"),
            (json!({ "attributes": vec!["x"; 201] }), "200 attributes"),
            (json!({ "metadata": "x".repeat(LONGEST + 1) }), "longer than"),
            (json!({ "colour": "red" }), "unknown field"),
        ] {
            let fault = of(bad.clone()).unwrap_err();
            assert!(fault.contains(said), "{bad}: {fault}");
        }
    }
}
