//! Changes of one's own ways in. Each needs both factors once more, is one transaction, and gives the session a new cookie.
//!
//! The way of all: [`owner::Owner::prove`] reads the account as it stands and checks the passphrase, outside of any
//! transaction, since that takes time; `begin` locks the account, refuses when anything of it has moved meanwhile, and
//! uses the code up; [`write::Change`] is the one place that writes; the session gets its new cookie; audit row; commit.

pub mod authenticator;
pub mod both;
mod confirm;
pub mod declared_limits;
pub mod deletion;
pub mod identifier;
pub mod identity;
pub mod kit;
pub mod look;
mod owner;
pub mod passkey;
pub mod passphrase;
pub mod person;
pub mod removal;
pub mod roles;
pub mod session_limits;
pub mod sessions;
pub mod token;
mod write;

pub(crate) use self::confirm::{confirmed, confirmed_holding, spent};
pub use self::owner::{Known, known};
pub(super) use self::owner::{Standing, opened};
pub(super) use self::write::Change;
pub use super::proof::{Sent, Typed};

use super::Parts;
use super::attempt::AttemptError;
use super::fresh_way::FreshWayError;
use super::inbox::InboxFlowError;
use super::passkey::Rule;
use super::passphrase::PassphraseError;
use super::passphrase_strength::PassphraseFault;
use super::pending::PendingError;
use super::session::SessionError;
use super::totp::TotpError;
use crate::audit::{AuditError, Event, Subject};
use crate::db::DbError;
use crate::domain::AccountId;
use crate::domain::limits::LimitsError;
use crate::keeper::KeeperError;
use crate::vault::account::VaultError;
use sqlx::{Postgres, Transaction};

/// Why a change did not happen. In every case nothing of it did.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Passphrase or second factor, or that served before: one refusal.
    #[error("passphrase or second factor refused")]
    Refused,
    /// The same, where a passkey was the second factor, and the rule that it broke.
    #[error(transparent)]
    Proof(Rule),
    #[error("the new passphrase was refused: {0}")]
    Passphrase(#[from] PassphraseFault),
    #[error("the new authenticator's code does not fit")]
    NewCode,
    #[error("what was typed back is not on the kit's page")]
    Part,
    #[error("the identifier cannot be used")]
    Identifier,
    #[error(transparent)]
    Passkey(#[from] Rule),
    #[error("there are as many passkeys as an account may have")]
    ManyPasskeys,
    #[error("the site's address is none that passkeys can be made for")]
    NoPasskeysHere,
    #[error("the way in is the only one with a second factor")]
    OnlyWay,
    #[error("without a recovery kit a passkey's PRF would be the only way in")]
    KitNeeded,
    #[error("the passkey cannot be needed beside the passphrase")]
    NotForBoth,
    #[error("the passkey is the last that the passphrase opens the account with")]
    LastForBoth,
    #[error("the limits contradict each other: {0}")]
    Limits(#[from] LimitsError),
    #[error("this is not theirs to choose")]
    NotAllowed,
    #[error("nobody is known under this identifier")]
    Nobody,
    #[error(transparent)]
    Person(#[from] person::PersonFault),
    #[error("another owner says what one may do oneself")]
    OwnRoles,
    #[error(transparent)]
    Inbox(InboxFlowError),
    #[error("there is no such way in")]
    NoSuchWay,
    /// Of what is everybody's: somebody else changed it since the page was shown.
    #[error("it was changed since it was looked at")]
    Stale,
    /// Another change was first.
    #[error("the account was changed meanwhile")]
    Changed,
    #[error("this token cannot be made: {0}")]
    Token(#[from] token::TokenFault),
    #[error("the page was open too long")]
    Expired,
    /// A profile from before identifiers were kept in it.
    #[error("the profile does not say what the person signs in with")]
    SignInAgain,
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Attempt(#[from] AttemptError),
    #[error(transparent)]
    Check(#[from] PassphraseError),
    #[error(transparent)]
    Way(#[from] FreshWayError),
    #[error(transparent)]
    Pending(PendingError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Totp(#[from] TotpError),
    #[error(transparent)]
    Db(DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

impl From<DbError> for ChangeError {
    /// A write that did not touch the row it must: another change was first, whatever lock that one took.
    fn from(error: DbError) -> Self {
        if matches!(error, DbError::Touched { .. }) { Self::Changed } else { Self::Db(error) }
    }
}

impl From<InboxFlowError> for ChangeError {
    /// What is away, or held by others, says nothing of the account.
    fn from(error: InboxFlowError) -> Self {
        match error {
            InboxFlowError::Db(error) => error.into(),
            InboxFlowError::Keeper(error) => Self::Keeper(error),
            InboxFlowError::Audit(error) => Self::Audit(error),
            error => Self::Inbox(error),
        }
    }
}

impl From<PendingError> for ChangeError {
    fn from(error: PendingError) -> Self {
        if matches!(error, PendingError::Gone) { Self::Expired } else { Self::Pending(error) }
    }
}

/// What a change leads to, in a transaction that waits for its audit row.
type Written<T> = Result<(Transaction<'static, Postgres>, T), ChangeError>;

/// Puts a change on record and commits it, or puts on record that the owner's proof was refused.
async fn recorded<T>(
    parts: &Parts,
    account: AccountId,
    event: Event,
    request_id: &str,
    written: Written<T>,
) -> Result<T, ChangeError> {
    let (event, error) = match written {
        Ok((transaction, done)) => {
            parts.commit::<ChangeError>(transaction, event, Subject::Account(account), request_id).await?;
            return Ok(done);
        }
        Err(ChangeError::Refused) => (Event::ChangeRefused, ChangeError::Refused),
        // One refusal to the person, and its reason on record.
        Err(ChangeError::Proof(rule)) => {
            tracing::info!(%rule, "a passkey was refused");
            (rule.event().unwrap_or(Event::ChangeRefused), ChangeError::Refused)
        }
        Err(ChangeError::Passkey(rule)) => (rule.event().unwrap_or(Event::ChangeRefused), ChangeError::Passkey(rule)),
        Err(error) => return Err(error),
    };
    parts.record(event, Subject::Account(account), request_id).await?;
    Err(error)
}
