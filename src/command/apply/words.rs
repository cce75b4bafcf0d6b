//! What was chosen for an application in the file, in the command's own words, each with the place that a fault is said of.

use super::file::{Faults, Table};
use crate::federation::{Options, Words};
use toml::Spanned;

/// The options that a table says. Of a word that is none the fault is noted, and the default is taken.
pub(super) fn options(table: &Table, faults: &mut Faults<'_>) -> Options {
    let minutes = table.fresh_within.as_ref().map(|minutes| minutes.get_ref().to_string());
    let name_id =
        known(&table.name_id, |name_id| Words { name_id, ..Words::NONE }, "transient, persistent or email", faults);
    let signature = known(&table.signature, |signature| Words { signature, ..Words::NONE }, "rsa or ecdsa", faults);
    let ciphers = "aes128-gcm or aes256-gcm";
    let encryption = known(&table.encryption, |encryption| Words { encryption, ..Words::NONE }, ciphers, faults);
    let contexts = "mfa, password, sfa or unspecified";
    let default_context =
        known(&table.default_context, |default_context| Words { default_context, ..Words::NONE }, contexts, faults);
    let mut fresh_within = minutes.as_deref().unwrap_or_default();
    if Options::of_words(Words { fresh_within, ..Words::NONE }).is_none() {
        let span = table.fresh_within.as_ref().map(Spanned::span).unwrap_or_default();
        faults.note(span, "fresh_within is a number of minutes from 1 to 720");
        fresh_within = "";
    }
    let words = Words {
        name_id,
        subject_id: table.subject_id,
        signature,
        encryption,
        skip_assertion_signature: table.skip_assertion_signature,
        default_context,
        fresh_within,
    };
    Options::of_words(words).unwrap_or_default()
}

fn known<'a>(
    word: &'a Option<Spanned<String>>,
    words: impl Fn(&'a str) -> Words<'a>,
    all: &str,
    faults: &mut Faults<'_>,
) -> &'a str {
    let Some(word) = word else { return "" };
    let text = word.get_ref().as_str();
    if text.is_empty() || Options::of_words(words(text)).is_none() {
        faults.note(word.span(), &format!("{text:?} is none of {all}"));
        return "";
    }
    text
}
