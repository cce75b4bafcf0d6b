//! What a message of an authenticator is held to.

use crate::audit::Event;
#[cfg(not(test))]
use crate::domain::variant::{Check, skips};

/// A rule, named for what it sees to; as an error, that it was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passkey's message was refused: {self:?}")]
pub enum Rule {
    /// It is what our script sends, and its parts are what the standard says.
    Message,
    /// It is not larger than any that is honest.
    Size,
    /// It was made for making a passkey, or for using one, whichever was asked for.
    Type,
    /// It answers the challenge of this very page.
    Challenge,
    /// It was made on our own pages.
    Origin,
    /// It was not made in a frame of another site.
    Frame,
    /// It was made for our RP id.
    RelyingParty,
    /// Somebody touched the authenticator.
    UserPresent,
    /// A passkey that is backed up may be.
    Backup,
    /// The authenticator asked for a finger, a face or a PIN, where nothing is typed.
    UserVerified,
    /// What follows from the PRF is there, and as long as it is.
    Secret,
    /// What the authenticator's extensions say is short.
    Extensions,
    /// The key is of a kind that was asked for.
    Algorithm,
    /// A new passkey brings a statement by its maker of which model it is, where some are accepted alone.
    Attested,
    /// That is signed with the algorithm that it names.
    AttestationAlgorithm,
    /// And with the key of its certificate.
    AttestationSignature,
    /// Whose version is 3,
    AttestationVersion,
    /// whose subject is an authenticator's,
    AttestationSubject,
    /// which is no authority's,
    AttestationConstraints,
    /// which is for this very model,
    AttestationModel,
    /// and does not say so as something that must be understood.
    AttestationCritical,
    /// It leads to an authority that was configured for the model, and all on the way holds now.
    AttestationRoot,
    /// The model is on the operator's list when the passkey is made,
    Listed,
    /// and when it is used.
    StillListed,
    /// The passkey is one of this account's.
    Credential,
    /// Whoever the authenticator takes the person for is who they are.
    UserHandle,
    /// A passkey stays one that may be backed up, or stays none.
    BackupEligibility,
    /// It is signed with the passkey's key.
    Signature,
    /// The authenticator's count of its uses goes up.
    Counter,
}

impl Rule {
    /// What stands in the audit. A rule that needs no account to be broken has a word of its own there: the database sees the
    /// same of people who do not exist. What depends on the account shares the word of every refused sign-in, but for a count
    /// that went back, which only a message with a good signature gets to.
    pub(crate) fn event(self) -> Option<Event> {
        match self {
            Self::Message | Self::Size | Self::Type | Self::UserPresent | Self::Backup | Self::Algorithm => {
                Some(Event::PasskeyMalformed)
            }
            Self::UserVerified => Some(Event::PasskeyUnverified),
            Self::Secret => Some(Event::PasskeySecret),
            Self::Extensions => Some(Event::PasskeyExtensions),
            Self::Challenge => Some(Event::PasskeyChallenge),
            Self::Origin | Self::RelyingParty => Some(Event::PasskeyOrigin),
            Self::Frame => Some(Event::PasskeyFrame),
            Self::Counter => Some(Event::PasskeyCounter),
            Self::Attested
            | Self::AttestationAlgorithm
            | Self::AttestationSignature
            | Self::AttestationVersion
            | Self::AttestationSubject
            | Self::AttestationConstraints
            | Self::AttestationModel
            | Self::AttestationCritical
            | Self::AttestationRoot
            | Self::Listed => Some(Event::PasskeyModel),
            Self::Credential | Self::UserHandle | Self::BackupEligibility | Self::Signature | Self::StillListed => None,
        }
    }

    /// Refuses what does not hold.
    pub(super) fn require(self, holds: bool) -> Result<(), Self> {
        if holds || left_out(self) { Ok(()) } else { Err(self) }
    }
}

/// Whether a build that can leave checks out leaves this one out; every rule is kept in any other.
#[cfg(not(test))]
#[inline(always)]
fn left_out(rule: Rule) -> bool {
    match rule {
        Rule::Challenge => skips(Check::PasskeyChallenge),
        Rule::UserVerified => skips(Check::PasskeyVerified),
        Rule::Counter => skips(Check::PasskeyCounter),
        _ => false,
    }
}

#[cfg(test)]
pub(super) use controls::{left_out, without};

/// For the controls: the attack behind a rule succeeds once the rule is left out.
#[cfg(test)]
mod controls {
    use super::Rule;
    use std::cell::Cell;

    thread_local! {
        static LEFT_OUT: Cell<Option<Rule>> = const { Cell::new(None) };
    }

    pub(in crate::sign_in::passkey) fn left_out(rule: Rule) -> bool {
        LEFT_OUT.get() == Some(rule)
    }

    pub(in crate::sign_in::passkey) fn without<T>(rule: Rule, run: impl FnOnce() -> T) -> T {
        LEFT_OUT.set(Some(rule));
        let done = run();
        LEFT_OUT.set(None);
        done
    }
}
