//! Why the keeper did not answer.

use crate::keeper::key_folder::FolderError;
use crate::keeper::key_seal::SealedError;
use crate::keeper::keys::KeyFileError;
use crate::keeper::saml_kind::SamlKeyKind;
use crate::keeper::token::TokenError;
use crate::keeper::transfer::TransferFault;
use crate::keeper::unsealing::CredentialError;
use crate::vault::seal::{OpenError, SealError};
use openssl::error::ErrorStack;

/// For the log; a page says the same for all of them, but for [`KeeperError::Budget`].
#[derive(Debug, thiserror::Error)]
pub enum KeeperError {
    #[error("the keeper's budget for {0} is used up for the moment")]
    Budget(&'static str),
    #[error("the row's hardening key is of epoch {0}, which this keeper does not have; read the row once more")]
    UnknownEpoch(u32),
    #[error("epoch {asked} does not follow: the newest is {newest}")]
    EpochOrder { asked: u32, newest: u32 },
    #[error("epoch {asked} cannot be retired: epoch {writing} is written")]
    EpochInUse { asked: u32, writing: u32 },
    #[error("a key did not pass from keeper to keeper: {0}")]
    Transfer(TransferFault),
    #[error("the row's hardening key is cut short")]
    WrappedShort,
    #[error("the row's hardening key does not open: {0}")]
    Wrapped(OpenError),
    #[error("session epoch {asked} is retired; the oldest kept is {oldest}")]
    SessionRetired { asked: u32, oldest: u32 },
    #[error("session epoch {asked} lies ahead of the clock, which stands in {now}")]
    SessionAhead { asked: u32, now: u32 },
    #[error("the keeper's folder now holds other keys than those this keeper runs with")]
    OtherKeys,
    #[error("the keeper and the database do not belong together: one of them was exchanged while this program ran")]
    Foreign,
    #[error("the keeper has no SAML key of the kind {0}")]
    NoSamlKey(SamlKeyKind),
    #[error("a next key of the kind {0} is published already")]
    SamlKeyPublished(SamlKeyKind),
    #[error("this keeper has no such SAML key, or no longer; read the list once more")]
    UnknownSamlKey,
    #[error("the key is in use, so it cannot be retired: switch to a next one first")]
    SamlKeyInUse,
    #[error("the key is a former one, and no key is used twice")]
    FormerSamlKey,
    #[error("the keeper holds as many SAML keys as it may; retire former ones")]
    TooManySamlKeys,
    #[error(
        "nothing is destroyed without consent: run `senza keeper consent` where a keeper's keys lie, and bring what it prints with --consent"
    )]
    NoConsent,
    #[error("what was encrypted does not open with any of the keeper's keys")]
    Undecipherable,
    #[error("the keeper's work was interrupted")]
    Interrupted,
    #[error("a text is longer than the keeper reads")]
    TooLong,
    #[error("no keeper answers: {0}")]
    Away(String),
    #[error("the keeper could not do it; its own log says why")]
    Failed,
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error("the token did not do it: {0}")]
    Token(#[from] TokenError),
    #[error(transparent)]
    Open(OpenKeeperError),
    #[error("OpenSSL refused the keeper's key: {0}")]
    OpenSsl(#[from] ErrorStack),
}

impl From<OpenKeeperError> for KeeperError {
    fn from(error: OpenKeeperError) -> Self {
        match error {
            OpenKeeperError::Token(error) => Self::Token(error),
            other => Self::Open(other),
        }
    }
}

impl From<KeyFileError> for KeeperError {
    fn from(error: KeyFileError) -> Self {
        match error {
            KeyFileError::Token(error) => Self::Token(error),
            other => Self::Open(other.into()),
        }
    }
}

/// Why a keeper's folder could not be opened. The sentences are for whoever runs the service.
#[derive(Debug, thiserror::Error)]
pub enum OpenKeeperError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error(transparent)]
    Sealed(#[from] SealedError),
    #[error(transparent)]
    Credential(#[from] CredentialError),
    #[error("the keeper's keys could not be made or used: {0}")]
    OpenSsl(#[from] ErrorStack),
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error("the keeper could not wrap its decoy: {0}")]
    Decoy(String),
}

impl From<FolderError> for KeeperError {
    fn from(error: FolderError) -> Self {
        Self::Open(error.into())
    }
}
