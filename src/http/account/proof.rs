//! A person's own proof, which comes with every change of theirs: the fields of `account/proof.html`.

use crate::domain::SecretText;
use crate::sign_in::change::{Sent, Typed};
use crate::sign_in::question::Answered;
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(in crate::http) struct Proof {
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
    /// Leads to what a passkey was asked.
    #[serde(default)]
    question: String,
    /// What it said, in the place of a code.
    #[serde(default)]
    answer: SecretText,
}

impl Proof {
    /// Whether none was sent at all: the form has yet to ask for it.
    pub(in crate::http) fn is_empty(&self) -> bool {
        self.passphrase.is_empty() && self.code.is_empty() && self.answer.is_empty()
    }

    pub(in crate::http) fn typed(&self) -> Typed<'_> {
        let second = match self.answer.is_empty() {
            true => Sent::Code(&self.code),
            false => Sent::Passkey(Answered { token: &self.question, message: self.answer.expose() }),
        };
        Typed { passphrase: &self.passphrase, second }
    }
}
