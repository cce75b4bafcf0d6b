//! What is audited.

use crate::db::participant::ParticipantRow;
use crate::domain::{AccountId, Handle};
use time::OffsetDateTime;

/// What happened. Kinds of refusal share one word: the database cannot tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Started,
    Invited,
    AdministratorInvited,
    InvitationRefused,
    Enrolled,
    SignedIn,
    SignInRefused,
    SignedOut,
    LogoutRefused,
    SignedOn,
    SignOnRefused,
    Granted,
    Withdrawn,
    Revoked,
    Frozen,
    Restored,
    PassphraseChanged,
    IdentifierChanged,
    AuthenticatorChanged,
    KitDrawn,
    KitMade,
    WayRemoved,
    ChangeRefused,
    Recovered,
    RecoveryRefused,
    SessionsEnded,
    AccountDeleted,
    ServiceProviderPut,
    ServiceProviderRemoved,
}

impl Event {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Invited => "invited",
            Self::AdministratorInvited => "administrator invited",
            Self::InvitationRefused => "invitation refused",
            Self::Enrolled => "enrolled",
            Self::SignedIn => "signed in",
            Self::SignInRefused => "sign-in refused",
            Self::SignedOut => "signed out",
            Self::LogoutRefused => "logout refused",
            Self::SignedOn => "signed on",
            Self::SignOnRefused => "sign-on refused",
            Self::Granted => "granted",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
            Self::Frozen => "frozen",
            Self::Restored => "restored",
            Self::PassphraseChanged => "passphrase changed",
            Self::IdentifierChanged => "identifier changed",
            Self::AuthenticatorChanged => "authenticator changed",
            Self::KitDrawn => "recovery kit drawn",
            Self::KitMade => "recovery kit made",
            Self::WayRemoved => "way in removed",
            Self::ChangeRefused => "change refused",
            Self::Recovered => "recovered",
            Self::RecoveryRefused => "recovery refused",
            Self::SessionsEnded => "sessions ended",
            Self::AccountDeleted => "account deleted",
            Self::ServiceProviderPut => "service provider put",
            Self::ServiceProviderRemoved => "service provider removed",
        }
    }
}

/// Whom it happened to.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    Account(AccountId),
    /// Somebody tried under this handle, and was refused: joins other tries, and nothing that the account's owner did.
    Refused(Handle),
    /// Nobody in particular: the row carries random octets in the subject's place.
    Nobody,
}

/// A SAML request that must not have been seen before, marked in the same commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestMark(pub [u8; 32]);

/// One row to be written.
#[derive(Debug)]
pub struct Entry {
    pub at: OffsetDateTime,
    pub event: Event,
    pub subject: Subject,
    pub service_provider: String,
    pub request_id: String,
    pub mark: Option<RequestMark>,
    /// Who must be told of a logout from now on, written in the same commit.
    pub participant: Option<ParticipantRow>,
}
