//! What the audit's events are called when they are told to the person whom they concern.

use super::on_applications::applications;
use crate::audit::Event;
use crate::say;
use crate::words::Text;

/// One event, in words.
pub(in crate::http) struct Words {
    pub(in crate::http) what: Text,
    /// What it means, or what to do if it was somebody else; empty where it says itself.
    pub(in crate::http) more: Text,
    /// To be looked at.
    pub(in crate::http) is_caution: bool,
}

/// Nothing more is said of it.
pub(super) fn plain(what: Text) -> Words {
    calm(what, Text::default())
}

pub(super) fn calm(what: Text, more: Text) -> Words {
    Words { what, more, is_caution: false }
}

fn caution(what: Text, more: Text) -> Words {
    Words { what, more, is_caution: true }
}

/// `application` is the name of the one that was concerned.
pub(in crate::http) fn words(event: Option<Event>, application: Option<&str>) -> Words {
    let name = application.unwrap_or_default();
    let named = |what: Text, one: Text| if application.is_some() { what } else { one };
    let Some(event) = event else { return plain(unnamed()) };
    match event {
        Event::Enrolled => calm(say("did-you-set-up-your-account"), say("did-with-passphrase-and-authenticator-app")),
        Event::SignedIn => plain(say("did-you-signed-in")),
        Event::SignInRefused => caution(say("did-sign-in-was-refused"), say("did-somebody-typed-what-you-sign")),
        Event::SteppedUp => calm(say("did-you-confirmed-that-it-is"), say("did-application-asked-for-it")),
        Event::StepUpRefused => {
            caution(say("did-confirmation-was-refused"), say("did-application-asked-somebody-who-was"))
        }
        Event::SignedOn => {
            plain(named(say("did-you-opened-application-named").with("name", name), say("did-you-opened-application")))
        }
        Event::SignOnRefused => plain(named(
            say("did-application-did-not-open-named").with("name", name),
            say("did-application-did-not-open"),
        )),
        Event::SignedOut => plain(named(say("did-you-signed-out-named").with("name", name), say("did-you-signed-out"))),
        Event::LogoutRefused => plain(say("did-request-to-sign-you-out")),
        Event::SessionsEnded => calm(say("did-you-ended-sessions"), say("did-on-account-page-one-of")),
        Event::DevicesForgotten => plain(say("did-you-had-browsers-forgotten-that")),
        Event::SessionLocked => calm(say("did-your-session-was-locked"), say("did-at-computer-that-people-share")),
        Event::SessionUnlocked => plain(say("did-you-came-back-to-locked")),
        Event::SessionIdle => calm(say("did-you-were-signed-out"), say("did-your-session-was-not-used")),
        Event::GaveWay => calm(say("did-your-session-ended"), say("did-somebody-else-signed-in-with")),
        Event::PassphraseChanged => calm(say("did-your-passphrase-was-changed"), if_not_you()),
        Event::IdentifierChanged => calm(say("did-what-you-sign-in-with"), if_not_you()),
        Event::AuthenticatorChanged => calm(say("did-another-authenticator-app-was-connected"), if_not_you()),
        Event::KitDrawn => calm(say("did-recovery-kit-was-shown"), say("did-it-counts-once-part-of")),
        Event::KitMade => calm(say("did-recovery-kit-was-made"), if_not_you()),
        Event::WayRemoved => calm(say("did-recovery-kit-was-taken-away"), if_not_you()),
        Event::ChangeRefused => caution(say("did-change-of-your-account-was"), say("did-somebody-who-was-signed-in")),
        Event::Recovered => caution(say("did-recovery-kit-was-used"), say("did-passphrase-and-authenticator-app-were")),
        Event::RecoveryRefused => caution(say("did-recovery-kit-was-refused"), Text::default()),
        Event::Granted => plain(say("did-your-organisation-changed-what-it")),
        Event::Withdrawn => plain(say("did-your-organisation-took-back-something")),
        Event::AccountDeleted => caution(say("did-account-was-deleted"), Text::default()),
        Event::ReenrolmentLink => caution(say("did-link-was-made-with-which"), say("did-for-somebody-who-has-lost")),
        Event::ReenrolmentEnded => plain(say("did-you-ended-link-with-which")),
        Event::LinkTakenBack => plain(say("did-your-organisation-took-back-link")),
        Event::Reenrolled => {
            caution(say("did-your-account-began-again"), say("did-with-another-passphrase-another-app"))
        }
        other => {
            let found = passkeys_changed(other).or_else(|| passkey_refused(other)).or_else(|| by_organisation(other));
            let found = found.or_else(|| keys_and_envelopes(other, application));
            let found = found.or_else(|| with_a_second(other, application)).or_else(|| inviting(other, application));
            found.unwrap_or_else(|| administering(other, application))
        }
    }
}

/// What the organisation did to the account, and that it looked.
fn by_organisation(event: Event) -> Option<Words> {
    Some(match event {
        Event::Revoked => caution(say("did-your-account-was-closed-by"), say("did-all-sessions-ended")),
        Event::Frozen => caution(say("did-your-account-was-frozen-by"), say("did-all-sessions-ended")),
        Event::Restored => plain(say("did-your-account-was-opened-again")),
        Event::SessionsEndedByOther => {
            caution(say("did-your-organisation-ended-your-sessions"), say("did-you-can-sign-in-again"))
        }
        Event::PersonShown => calm(say("did-administrator-looked-at-how-your"), say("did-your-ways-in-sessions-and")),
        Event::PersonInList => calm(say("did-administrator-had-you-in-list"), say("did-and-was-told-that-you")),
        _ => return None,
    })
}

/// Which passkeys there are, and what they open.
fn passkeys_changed(event: Event) -> Option<Words> {
    let what = match event {
        Event::PasskeyAdded => say("did-passkey-was-added"),
        Event::PasskeyRenamed => say("did-passkey-was-given-another-name"),
        Event::PasskeyRemoved => say("did-passkey-was-taken-away"),
        Event::BothChosen => say("did-your-passphrase-opens-your-account"),
        Event::BothJoined => say("did-another-passkey-opens-your-account"),
        Event::BothEnded => say("did-your-passphrase-opens-your-account-with"),
        _ => return None,
    };
    Some(calm(what, if_not_you()))
}

/// What becomes of keys, and of what is sealed with them.
fn keys_and_envelopes(event: Event, application: Option<&str>) -> Option<Words> {
    let name = application.unwrap_or_default();
    let named = |what: Text, one: Text| if application.is_some() { what } else { one };
    Some(match event {
        Event::KeyForPage => calm(
            named(
                say("did-page-of-application-got-your-key").with("name", name),
                say("did-page-of-application-got-your"),
            ),
            say("did-sealed-to-that-page-in"),
        ),
        Event::KeyAgreed => calm(
            named(
                say("did-you-agreed-to-give-application-key").with("name", name),
                say("did-you-agreed-to-give-application"),
            ),
            say("did-what-was-delivered-and-how"),
        ),
        Event::KeyRefused => plain(named(
            say("did-you-gave-application-no-key-for").with("name", name),
            say("did-you-gave-application-no-key"),
        )),
        Event::KeyEnded => calm(
            named(say("did-you-ended-delivery-of-key-named").with("name", name), say("did-you-ended-delivery-of-key")),
            say("did-what-it-had-received-it"),
        ),
        Event::KeyAskedAgain => {
            plain(named(say("did-you-want-to-be-asked-about").with("name", name), say("did-you-want-to-be-asked")))
        }
        Event::IdentityExported => {
            caution(say("did-your-key-for-sealed-files"), say("did-whoever-has-that-file-opens"))
        }
        Event::TokenMade => caution(say("did-token-for-program-was-made"), say("did-whoever-has-it-does-what")),
        Event::TokenEnded => plain(say("did-you-ended-token-for-program")),
        Event::TokenGone => plain(say("did-token-was-put-on-record-as-ended")),
        Event::KeyForProgram => calm(
            named(say("did-program-of-yours-was-given-key").with("name", name), say("did-program-of-yours-was-given")),
            say("did-with-token-that-you-had"),
        ),
        Event::RecipientFound => plain(say("did-you-looked-somebody-up-to")),
        Event::RecipientUnknown => plain(say("did-you-looked-for-somebody-to")),
        Event::EnvelopeSent => plain(say("did-you-sent-envelope")),
        Event::EnvelopeSealed => calm(say("did-you-sealed-file-to-send"), say("did-nothing-of-it-was-kept")),
        Event::EnvelopeOpened => plain(say("did-you-opened-envelope")),
        Event::EnvelopeRefused => {
            caution(say("did-envelope-was-not-opened-because"), say("did-its-content-is-not-what"))
        }
        Event::EnvelopeWithdrawn => plain(say("did-you-withdrew-envelope")),
        _ => return None,
    })
}

/// What an authenticator's message was refused for.
fn passkey_refused(event: Event) -> Option<Words> {
    let (what, more) = match event {
        Event::PasskeyMalformed => (say("did-passkeys-message-could-not-be"), say("did-something-between-you-and-us")),
        Event::PasskeyExtensions => (say("did-passkeys-message-was-too-long"), say("did-something-between-you-and-us")),
        Event::PasskeyChallenge => (say("did-passkey-was-refused-that-answered"), say("did-or-page-was-open-for")),
        Event::PasskeyOrigin => (say("did-passkey-was-refused-that-was"), say("did-another-site-may-have-pretended")),
        Event::PasskeyFrame => {
            (say("did-passkey-was-refused-that-was-used"), say("did-another-site-may-have-pretended"))
        }
        Event::PasskeyCounter => (say("did-passkey-was-refused-that-may"), say("did-it-was-used-more-often")),
        Event::PasskeyUnverified => (say("did-passkey-was-refused-that-had"), say("did-alone-it-does-not-sign")),
        Event::PasskeyModel => {
            (say("did-passkey-was-not-added-that"), say("did-your-organisation-accepts-certain-models"))
        }
        Event::PasskeySecret => (say("did-passkey-was-refused-that-gave"), say("did-alone-it-does-not-sign-you")),
        _ => return None,
    };
    Some(caution(what, more))
}

/// Who may do what in the console, and what takes two.
fn with_a_second(event: Event, application: Option<&str>) -> Option<Words> {
    let name = application.unwrap_or_default();
    let named = |what: Text, one: Text| if application.is_some() { what } else { one };
    Some(match event {
        Event::Proposed => calm(
            named(say("did-you-proposed-change-named").with("name", name), say("did-you-proposed-change")),
            say("did-it-waits-for-second-person"),
        ),
        Event::ProposalApproved => calm(
            named(say("did-you-approved-change-named").with("name", name), say("did-you-approved-change")),
            say("did-what-another-administrator-had-proposed"),
        ),
        Event::ProposalRefused => plain(named(
            say("did-you-refused-proposed-change-named").with("name", name),
            say("did-you-refused-proposed-change"),
        )),
        Event::ProposalWithdrawn => plain(named(
            say("did-you-withdrew-what-you-had-proposed").with("name", name),
            say("did-you-withdrew-what-you-had"),
        )),
        Event::ProposalDone => plain(named(
            say("did-what-you-had-proposed-was-approved").with("name", name),
            say("did-what-you-had-proposed-was"),
        )),
        Event::ProposalDeclined => calm(
            named(
                say("did-what-you-had-proposed-was-refused-named").with("name", name),
                say("did-what-you-had-proposed-was-refused"),
            ),
            say("did-by-another-administrator"),
        ),
        Event::RolesGiven => plain(say("did-you-said-what-somebody-may")),
        Event::RolesRefused => plain(say("did-what-you-said-of-somebodys")),
        Event::SecondPersonNeeded => plain(say("did-changes-of-trust-need-second")),
        Event::SecondPersonNotNeeded => plain(say("did-changes-of-trust-need-no")),
        Event::ProposalEnded => plain(say("did-proposed-change-was-put-on")),
        _ => return None,
    })
}

/// Whom people invite. Of a list, how many they are stands where others have their application.
fn inviting(event: Event, application: Option<&str>) -> Option<Words> {
    let name = application.unwrap_or_default();
    let named = |what: Text, one: Text| if application.is_some() { what } else { one };
    Some(match event {
        Event::Invited => plain(say("did-you-invited-somebody")),
        Event::AdministratorInvited => plain(say("did-you-invited-administrator")),
        Event::InvitationRefused => plain(say("did-invitation-of-yours-was-refused")),
        Event::ListBegun => {
            plain(named(say("did-you-sent-list-of-people-to").with("name", name), say("did-you-sent-list-of-people")))
        }
        Event::ListInvited => plain(named(
            say("did-you-invited-all-of-list-named").with("name", name),
            say("did-you-invited-all-of-list"),
        )),
        Event::LinksTaken => plain(named(
            say("did-you-took-links-of-invitations-named").with("name", name),
            say("did-you-took-links-of-invitations"),
        )),
        Event::LinksDropped => plain(named(
            say("did-you-threw-links-of-invitations-away").with("name", name),
            say("did-you-threw-links-of-invitations"),
        )),
        Event::MailingBegun => {
            plain(named(say("did-you-began-to-send-links-by").with("name", name), say("did-you-began-to-send-links")))
        }
        Event::InvitationsMailed => plain(named(
            say("did-you-sent-links-of-invitations-by").with("name", name),
            say("did-you-sent-links-of-invitations"),
        )),
        Event::ListRefused => plain(named(
            say("did-nobody-was-invited-of-list-of").with("name", name),
            say("did-nobody-was-invited-of-list"),
        )),
        _ => return None,
    })
}

/// What people do for others.
fn administering(event: Event, application: Option<&str>) -> Words {
    match event {
        Event::ReenrolmentConsidered => plain(say("did-you-looked-up-what-somebody")),
        Event::ReenrolmentOffered => plain(say("did-you-made-link-for-somebody")),
        Event::ReenrolmentRefused => plain(say("did-link-for-somebody-to-begin")),
        Event::LinkWithdrawn => plain(say("did-you-withdrew-link-of-somebodys")),
        Event::PersonSought => plain(say("did-you-looked-somebody-up")),
        Event::PersonRevoked => plain(say("did-you-closed-somebodys-account")),
        Event::PersonFrozen => plain(say("did-you-froze-somebodys-account")),
        Event::PersonRestored => plain(say("did-you-opened-somebodys-account-again")),
        Event::PersonSignedOut => plain(say("did-you-ended-somebodys-sessions")),
        Event::PersonToldOf => plain(say("did-you-changed-what-is-said")),
        Event::PersonRefused => plain(say("did-something-that-you-wanted-to")),
        Event::SessionLimitsChanged => plain(say("did-you-chose-how-long-sessions")),
        Event::LookChanged => plain(say("did-you-chose-what-pages-look")),
        Event::EscrowTurnedOn => plain(say("did-you-chose-that-names-at")),
        Event::EscrowTurnedOff => plain(say("did-you-chose-that-no-names")),
        Event::DirectoryTurnedOn => plain(say("did-you-turned-directory-on")),
        Event::DirectoryTurnedOff => calm(say("did-you-turned-directory-off"), say("did-all-of-its-entries-were")),
        Event::DirectorySearched => plain(say("did-you-searched-directory")),
        Event::KeyringStartedAnew => calm(say("did-you-started-new-keyring"), say("did-what-was-kept-before-was")),
        Event::KeyringJoined => plain(say("did-you-asked-for-place-on")),
        Event::KeyringAdmitted => plain(say("did-you-admitted-administrator-to-keyring")),
        Event::KeyringRekeyed => plain(say("did-you-gave-keyring-new-key")),
        Event::KeyringLeft => calm(say("did-you-left-keyring"), say("did-you-are-no-administrator-any")),
        Event::PersonLookedUp => plain(say("did-you-looked-up-what-is")),
        Event::ByToken => calm(say("did-program-acted-with-token"), say("did-what-it-did-stands-beside")),
        Event::AuditTaken => plain(say("did-you-took-part-of-audit")),
        Event::Started => plain(say("did-service-started")),
        Event::FlightRead => calm(say("did-you-looked-at-record-of"), say("did-of-somebodys-under-pseudonym")),
        Event::FlightShared => calm(say("did-you-made-link-to-record"), say("did-it-shows-nothing-of-person")),
        Event::FlightShareWithdrawn => plain(say("did-you-withdrew-link-to-record")),
        // Of no person's.
        Event::FlightReadByLink => plain(say("did-record-of-sign-on-was")),
        Event::FlightReadOften => plain(say("did-record-looked-at-often")),
        Event::FlightShareEnded => plain(say("did-link-to-record-of-sign")),
        Event::KeeperAlarm => plain(say("did-keeper-raised-alarm")),
        Event::SamlKeyPublished => plain(say("did-next-signing-key-was-published")),
        Event::SamlKeySwitched => plain(say("did-another-signing-key-was-taken")),
        Event::SamlKeyRetired => plain(say("did-former-signing-key-was-destroyed")),
        Event::DecryptionKeyPublished => plain(say("did-next-decryption-key-was-made")),
        Event::DecryptionKeySwitched => plain(say("did-another-decryption-key-was-taken")),
        Event::DecryptionKeyRetired => plain(say("did-former-decryption-key-was-destroyed")),
        // Of no person's: a mark that only the keeper makes.
        Event::EnvelopeEnded => plain(say("did-envelope-was-put-on-record")),
        Event::EpochWritten => plain(say("did-keepers-went-on-to-new")),
        Event::EpochRetired => plain(say("did-keepers-destroyed-epoch")),
        _ => applications(event, application),
    }
}

pub(super) fn unnamed() -> Text {
    say("did-something-that-this-page-has")
}

fn if_not_you() -> Text {
    say("did-if-it-was-not-you")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_has_words_of_its_own() {
        let all: BTreeSet<String> = Event::ALL.iter().map(|event| words(Some(*event), None).what.english()).collect();
        assert_eq!(all.len(), Event::ALL.len());
        assert!(!all.contains(&unnamed().english()) && words(None, None).what == unnamed());
        assert_eq!(words(Some(Event::SignedOn), Some("Portal")).what.english(), "You opened Portal");
        assert!(Event::ALL.iter().all(|event| Event::parse(event.as_str()) == Some(*event)));
    }
}
