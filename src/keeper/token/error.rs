//! Why a token did not do what it was asked.

use super::pin::PinError;
use cryptoki::error::{Error, RvError};
use openssl::error::ErrorStack;
use std::path::PathBuf;

/// For the log, and for whoever starts a keeper.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TokenError {
    #[error("the PKCS #11 module {} cannot be loaded: {why}", path.display())]
    Module { path: PathBuf, why: String },
    #[error("the PKCS #11 module {} does not start: {why}", path.display())]
    Start { path: PathBuf, why: String },
    #[error("there is no token with the label {0:?}: is it plugged in, and is keeper.token.label its label?")]
    Absent(String),
    #[error(
        "{count} tokens have the label {label:?}, and which of them is meant cannot be told: give one another label, or take it out"
    )]
    SameLabel { label: String, count: usize },
    #[error(transparent)]
    PinFile(#[from] PinError),
    #[error(
        "the token {token:?} refused the PIN ({why}). It is not tried again, since tokens lock themselves: put the right one into its file and start anew"
    )]
    Pin { token: String, why: String },
    #[error(
        "the token {token:?} says that {what}. The PIN is not tried, so that the token does not lock itself: look at its file, then let `senza keeper token` try it once"
    )]
    PinInDanger { token: String, what: &'static str },
    #[error("the token {token:?} has no key {key:?}")]
    KeyMissing { token: String, key: String },
    #[error("the token {token:?} has more than one key {key:?}, and which of them is meant cannot be told")]
    SameKey { token: String, key: String },
    #[error("the token {token:?} has a key {key:?} already, and it is left as it is")]
    KeyThere { token: String, key: String },
    #[error("under the label {key:?} the token {token:?} has another key than it had before, or than the file has")]
    OtherKey { token: String, key: String },
    #[error("the key {key:?} can be got out of the token {token:?}: it was not made by Senza")]
    Extractable { token: String, key: String },
    #[error(
        "the key {key:?} was not made in the token {token:?} as Senza makes them, so that somebody may have it elsewhere: see who put it there, and destroy it with the token's own tools"
    )]
    NotMadeThere { token: String, key: String },
    #[error("{function}: CKR {code}")]
    Call { function: String, code: String },
    #[error("the token did not answer in time")]
    Busy,
    #[error("the token's module has not come back from a call for {seconds} seconds")]
    Hangs { seconds: u64 },
    #[error("what the token answered is no {0}")]
    Answer(&'static str),
    #[error(
        "these keys lie in a token, and only `senza keeper` opens one, with keeper.token.module and keeper.token.label set"
    )]
    NotNamed,
    #[error("OpenSSL refused what the token answered: {0}")]
    OpenSsl(#[from] ErrorStack),
}

impl TokenError {
    /// Whether to log in again would be another try of a PIN that was refused.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Self::Pin { .. })
    }

    /// Whether the token answered, and is no more there when it is looked for anew.
    pub(super) fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::KeyThere { .. }
                | Self::SameKey { .. }
                | Self::Extractable { .. }
                | Self::NotMadeThere { .. }
                | Self::OtherKey { .. }
                | Self::Answer(_)
                | Self::OpenSsl(_)
        )
    }
}

impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        match error {
            Error::Pkcs11(code, function) => {
                Self::Call { function: format!("{function:?}"), code: format!("{code:?}") }
            }
            other => Self::Call { function: "the module".to_owned(), code: other.to_string() },
        }
    }
}

/// Whether a login failed by the PIN, rather than by the token's being away.
pub(super) fn is_about_the_pin(code: RvError) -> bool {
    matches!(
        code,
        RvError::PinIncorrect
            | RvError::PinInvalid
            | RvError::PinLenRange
            | RvError::PinExpired
            | RvError::PinLocked
            | RvError::UserPinNotInitialized
    )
}
