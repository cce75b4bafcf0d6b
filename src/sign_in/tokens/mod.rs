//! Tokens that people make for programs: what a program that shows one may do, and what it may do it with.
//!
//! A token is no way in: it opens no root and no profile, starts no session and changes nothing of an account. Its row names
//! nobody; whose it is stands under a seal that the token and the keeper open together. Made and ended in
//! [`change::token`](super::change::token).

mod administering;
mod bearing;
mod changing;
mod memory;
mod places;

pub use self::administering::Administering;
pub use self::bearing::{Bearing, bearing};
pub use self::changing::{Changing, CommitError, TokenMark};
pub(super) use self::memory::Ended;
pub use self::memory::Memory;
#[cfg(test)]
pub(crate) use self::places::place_of;
pub(super) use self::places::{At, LONGEST, Places, answer, clear, end_all, end_at, end_of_console, end_those, judged};

use super::inbox::InboxFlowError;
use crate::db::DbError;
use crate::domain::May;
use crate::keeper::KeeperError;

/// Why a program gets nothing.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It shows no token that serves. Why, the log alone says.
    #[error("no token that serves: {0}")]
    None(&'static str),
    /// It is not for this, or its person's roles are not.
    #[error("a token was used for what it is not for")]
    Beyond(May),
    /// Seconds until it may ask again.
    #[error("a token was used too often in a short time")]
    TooOften(i64),
    /// As many programs change something just now as may.
    #[error("other programs change something, and no turn came")]
    Busy,
    #[error(transparent)]
    Inbox(InboxFlowError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

impl From<CommitError> for TokenError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Ended(cause) => Self::None(cause),
            CommitError::Db(error) => Self::Db(error),
            CommitError::Keeper(error) => Self::Keeper(error),
        }
    }
}

impl From<InboxFlowError> for TokenError {
    /// What is away is no fault of the token's.
    fn from(error: InboxFlowError) -> Self {
        match error {
            InboxFlowError::Db(error) => Self::Db(error),
            InboxFlowError::Keeper(error) => Self::Keeper(error),
            error => Self::Inbox(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: while a keeper or the database is away, programs are told that their tokens serve no more, and throw them away.
    #[test]
    fn what_is_away_is_no_fault_of_a_token() {
        let away = TokenError::from(InboxFlowError::Keeper(KeeperError::Interrupted));
        assert!(matches!(away, TokenError::Keeper(_)), "{away}");
        let away = TokenError::from(InboxFlowError::Db(DbError::Shape { table: "account", what: "id" }));
        assert!(matches!(away, TokenError::Db(_)), "{away}");
        let put_back = TokenError::from(InboxFlowError::Tampered);
        assert!(matches!(put_back, TokenError::Inbox(_)), "control: {put_back}");
    }
}
