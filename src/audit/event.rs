//! What is audited.

use crate::db::participant::ParticipantRow;
use crate::domain::{AccountId, Handle};
use time::OffsetDateTime;

/// Event and the word that stands in its rows.
macro_rules! events {
    ($($event:ident => $word:literal,)+) => {
        /// What happened. Kinds of refusal share one word: the database cannot tell them apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Event {
            $($event,)+
        }

        impl Event {
            pub const ALL: &[Self] = &[$(Self::$event,)+];

            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$event => $word,)+
                }
            }
        }
    };
}

events! {
    Started => "started",
    Invited => "invited",
    AdministratorInvited => "administrator invited",
    InvitationRefused => "invitation refused",
    Enrolled => "enrolled",
    SignedIn => "signed in",
    SignInRefused => "sign-in refused",
    PasskeyMalformed => "passkey refused: message",
    PasskeyExtensions => "passkey refused: extensions",
    PasskeyChallenge => "passkey refused: challenge",
    PasskeyOrigin => "passkey refused: origin",
    PasskeyFrame => "passkey refused: frame",
    PasskeyCounter => "passkey refused: counter",
    PasskeyUnverified => "passkey refused: user verification",
    PasskeyModel => "passkey refused: model",
    PasskeySecret => "passkey refused: secret",
    SteppedUp => "stepped up",
    StepUpRefused => "step-up refused",
    SignedOut => "signed out",
    LogoutRefused => "logout refused",
    SignedOn => "signed on",
    SignOnRefused => "sign-on refused",
    Granted => "granted",
    Withdrawn => "withdrawn",
    Revoked => "revoked",
    Frozen => "frozen",
    Restored => "restored",
    PassphraseChanged => "passphrase changed",
    IdentifierChanged => "identifier changed",
    AuthenticatorChanged => "authenticator changed",
    PasskeyAdded => "passkey added",
    PasskeyRenamed => "passkey renamed",
    PasskeyRemoved => "passkey removed",
    BothChosen => "passphrase and passkey chosen",
    BothJoined => "passphrase and passkey widened",
    BothEnded => "passphrase and passkey ended",
    KitDrawn => "recovery kit drawn",
    KitMade => "recovery kit made",
    WayRemoved => "way in removed",
    ChangeRefused => "change refused",
    Recovered => "recovered",
    RecoveryRefused => "recovery refused",
    ReenrolmentConsidered => "re-enrolment considered",
    ReenrolmentOffered => "re-enrolment offered",
    ReenrolmentRefused => "re-enrolment refused",
    ReenrolmentLink => "link to begin again made",
    ReenrolmentEnded => "link to begin again ended",
    LinkWithdrawn => "link withdrawn",
    LinkTakenBack => "link taken back",
    Reenrolled => "re-enrolled",
    EscrowTurnedOn => "escrow turned on",
    EscrowTurnedOff => "escrow turned off",
    KeyringStartedAnew => "keyring started anew",
    KeyringJoined => "keyring place asked for",
    KeyringAdmitted => "keyring place given",
    KeyringRekeyed => "keyring re-keyed",
    KeyringLeft => "keyring left",
    DirectoryTurnedOn => "directory turned on",
    DirectoryTurnedOff => "directory turned off",
    DirectorySearched => "directory searched",
    SessionsEnded => "sessions ended",
    GaveWay => "gave way",
    DevicesForgotten => "devices forgotten",
    SessionLocked => "session locked",
    SessionUnlocked => "session unlocked",
    SessionIdle => "session not used",
    SessionLimitsChanged => "session limits changed",
    LookChanged => "look changed",
    PersonSought => "person looked up",
    PersonShown => "account shown to an administrator",
    PersonRevoked => "person revoked",
    PersonFrozen => "person frozen",
    PersonRestored => "person restored",
    PersonSignedOut => "person signed out",
    PersonToldOf => "person granted",
    PersonRefused => "act on a person refused",
    ListBegun => "list taken up",
    ListInvited => "list invited",
    ListRefused => "list refused",
    LinksTaken => "links handed over",
    LinksDropped => "links thrown away",
    MailingBegun => "invitations being mailed",
    InvitationsMailed => "invitations mailed",
    PersonInList => "account met in a list",
    SessionsEndedByOther => "sessions ended by an administrator",
    ByToken => "done by a token",
    SecondPersonNeeded => "second person needed",
    SecondPersonNotNeeded => "second person not needed",
    Proposed => "change proposed",
    ProposalApproved => "proposal approved",
    ProposalRefused => "proposal refused",
    ProposalWithdrawn => "proposal withdrawn",
    ProposalDone => "proposal done",
    ProposalDeclined => "proposal declined",
    ProposalEnded => "proposal ended",
    RolesGiven => "roles given",
    RolesRefused => "roles refused",
    IdentityExported => "identity exported",
    TokenMade => "token made",
    TokenEnded => "token ended",
    TokenGone => "token ended for good",
    KeyForProgram => "key given to a program",
    RecipientFound => "recipient looked up",
    RecipientUnknown => "recipient not found",
    EnvelopeSent => "envelope sent",
    EnvelopeSealed => "envelope sealed and not kept",
    EnvelopeOpened => "envelope opened",
    EnvelopeRefused => "envelope refused",
    EnvelopeWithdrawn => "envelope withdrawn",
    EnvelopeEnded => "envelope ended",
    AccountDeleted => "account deleted",
    ServiceProviderPut => "service provider put",
    ServiceProviderRemoved => "service provider removed",
    TrialSignedOn => "trial signed on",
    SubscriptionPut => "subscription put",
    SubscriptionEnded => "subscription ended",
    SubscriptionFound => "subscription found a change",
    SubscriptionDismissed => "subscription change dismissed",
    SubscriptionGone => "subscription ended for good",
    PartnerLinkMade => "partner link made",
    PartnerLinkWithdrawn => "partner link withdrawn",
    PartnerLinkEnded => "partner link ended",
    PartnerLinksEnded => "partner links ended",
    PartnerLooked => "application looked at by link",
    PartnerLookedOften => "application looked at by link, often",
    KeyForPage => "key sealed to a page",
    KeyAgreed => "key agreed to",
    KeyRefused => "key refused for good",
    KeyEnded => "key ended",
    KeyAskedAgain => "key to be asked about",
    ScopeAdded => "scope added",
    ScopeRotated => "scope rotated",
    ScopeEpochEnded => "scope epoch ended",
    ScopeRemoved => "scope removed",
    FlightRead => "sign-on record read",
    FlightReadByLink => "sign-on record read by link",
    FlightReadOften => "sign-on record read by link, often",
    FlightShared => "sign-on record shared",
    FlightShareWithdrawn => "sign-on record link withdrawn",
    FlightShareEnded => "sign-on record link ended",
    PersonLookedUp => "person looked up in the audit",
    AuditTaken => "audit taken as a file",
    KeeperAlarm => "keeper alarm",
    SamlKeyPublished => "signing key published",
    SamlKeySwitched => "signing key switched",
    SamlKeyRetired => "signing key retired",
    DecryptionKeyPublished => "decryption key published",
    DecryptionKeySwitched => "decryption key switched",
    DecryptionKeyRetired => "decryption key retired",
    EpochWritten => "keeper epoch written",
    EpochRetired => "keeper epoch retired",
}

impl Event {
    /// `None` for the word of another version.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|event| event.as_str() == word).copied()
    }
}

/// What an event is about: what a look at the audit is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    SignIns,
    SignOns,
    Records,
    Sessions,
    OwnChanges,
    People,
    Applications,
    Keys,
    Envelopes,
    Keyring,
    Service,
}

impl Kind {
    pub const ALL: [Self; 11] = [
        Self::SignIns,
        Self::SignOns,
        Self::Records,
        Self::Sessions,
        Self::OwnChanges,
        Self::People,
        Self::Applications,
        Self::Keys,
        Self::Envelopes,
        Self::Keyring,
        Self::Service,
    ];

    /// Stands in addresses and in what is exported.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIns => "sign-ins",
            Self::SignOns => "sign-ons",
            Self::Records => "sign-on-records",
            Self::Sessions => "sessions",
            Self::OwnChanges => "own-changes",
            Self::People => "people",
            Self::Applications => "applications",
            Self::Keys => "keys",
            Self::Envelopes => "envelopes",
            Self::Keyring => "keyring",
            Self::Service => "service",
        }
    }
}

impl Event {
    /// Whether somebody did not get what they asked for.
    pub fn is_refusal(self) -> bool {
        // A person who wants to give no key refuses nothing to anybody.
        (self.as_str().contains("refused") && self != Self::KeyRefused) || self == Self::RecipientUnknown
    }

    /// What it is about. An event that is not named here was done by who administers people.
    pub fn kind(self) -> Kind {
        match self {
            Self::SignedIn | Self::Enrolled | Self::Recovered | Self::RecoveryRefused | Self::InvitationRefused => {
                Kind::SignIns
            }
            Self::SignInRefused | Self::SteppedUp | Self::StepUpRefused => Kind::SignIns,
            _ if self.as_str().starts_with("passkey refused") => Kind::SignIns,
            Self::SignedOn | Self::SignOnRefused => Kind::SignOns,
            _ if self.as_str().starts_with("sign-on record") => Kind::Records,
            Self::SignedOut | Self::LogoutRefused | Self::SessionsEnded | Self::GaveWay | Self::DevicesForgotten => {
                Kind::Sessions
            }
            Self::SessionLocked | Self::SessionUnlocked | Self::SessionIdle => Kind::Sessions,
            Self::PassphraseChanged | Self::IdentifierChanged | Self::AuthenticatorChanged | Self::PasskeyAdded => {
                Kind::OwnChanges
            }
            Self::PasskeyRenamed | Self::PasskeyRemoved | Self::BothChosen | Self::BothJoined | Self::BothEnded => {
                Kind::OwnChanges
            }
            Self::KitDrawn | Self::KitMade | Self::WayRemoved | Self::ChangeRefused | Self::AccountDeleted => {
                Kind::OwnChanges
            }
            Self::ServiceProviderPut | Self::ServiceProviderRemoved | Self::Proposed => Kind::Applications,
            Self::PartnerLooked | Self::PartnerLookedOften => Kind::Applications,
            _ if self.as_str().starts_with("proposal") => Kind::Applications,
            _ if self.as_str().starts_with("subscription") => Kind::Applications,
            _ if self.as_str().starts_with("partner link") => Kind::Applications,
            Self::ScopeAdded | Self::ScopeRotated | Self::ScopeEpochEnded | Self::ScopeRemoved => Kind::Keys,
            Self::KeyForPage | Self::KeyAgreed | Self::KeyRefused | Self::KeyEnded | Self::KeyAskedAgain => Kind::Keys,
            Self::KeyForProgram | Self::TokenMade | Self::TokenEnded | Self::TokenGone | Self::IdentityExported => {
                Kind::Keys
            }
            Self::RecipientFound | Self::RecipientUnknown => Kind::Envelopes,
            _ if self.as_str().starts_with("envelope") => Kind::Envelopes,
            Self::EscrowTurnedOn | Self::EscrowTurnedOff => Kind::Keyring,
            Self::DirectoryTurnedOn | Self::DirectoryTurnedOff => Kind::Keyring,
            _ if self.as_str().starts_with("keyring") => Kind::Keyring,
            Self::Started | Self::KeeperAlarm | Self::AuditTaken => Kind::Service,
            Self::SessionLimitsChanged | Self::LookChanged => Kind::Service,
            Self::EpochWritten | Self::EpochRetired | Self::ByToken => Kind::Service,
            Self::SecondPersonNeeded | Self::SecondPersonNotNeeded => Kind::Service,
            _ if self.as_str().starts_with("signing key") || self.as_str().starts_with("decryption key") => {
                Kind::Service
            }
            _ => Kind::People,
        }
    }
}

/// Whom it happened to.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    Account(AccountId),
    /// Of an account, under the keeper's pseudonym for the row's [`day`](super::day), which was asked for already.
    Pseudonym([u8; 32]),
    /// Somebody tried under this handle, and was refused: joins other tries, and nothing that the account's owner did.
    Refused(Handle),
    /// Nobody in particular: the row carries random octets in the subject's place.
    Nobody,
    /// A row of another table, under what the keeper's MAC of it covers, or under a mark that the keeper made.
    Row([u8; 32]),
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
    /// The session that must not have ended, by the hash of its id: its end comes after this commit, or before it and then
    /// nothing is written.
    pub session: Option<[u8; 32]>,
}
