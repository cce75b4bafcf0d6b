//! What the audit's events are called when somebody else reads of them. Words that speak to nobody are those of the person's own
//! page; an event without words of its own is called by its name.

use super::called::called;
use crate::audit::{Event, Kind};
use crate::http::account::activity::words as event_words;
use crate::say;
use crate::words::Text;

/// One event, in words.
pub(in crate::http::admin) struct Words {
    pub(in crate::http::admin) what: Text,
    /// To be looked at.
    pub(in crate::http::admin) is_caution: bool,
}

/// `word` is the event's own, as it stands in the row; `application` the name of the one that was concerned.
pub(in crate::http::admin) fn words(word: &str, application: Option<&str>) -> Words {
    let Some(event) = Event::parse(word) else { return Words { what: capital(word).into(), is_caution: true } };
    let own = event_words(Some(event), application);
    let what = match speaks_to_somebody(&own.what.english()) {
        false => own.what,
        true => about_somebody(event, application).unwrap_or_else(|| called(event, application)),
    };
    Words { what, is_caution: own.is_caution || event.is_refusal() }
}

fn speaks_to_somebody(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic())
        .any(|word| ["you", "your", "yours"].contains(&&*word.to_lowercase()))
}

pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// In the third person.
fn about_somebody(event: Event, application: Option<&str>) -> Option<Text> {
    let name = application.unwrap_or_default();
    let at = |what: Text, otherwise: Text| if application.is_some() { what } else { otherwise };
    let said = match event {
        Event::Enrolled => say("event-somebody-set-up-their-account"),
        Event::SignedIn => say("event-somebody-signed-in"),
        Event::SteppedUp => say("event-somebody-confirmed-who-they-are"),
        Event::SignedOn => {
            return Some(at(
                say("event-somebody-opened-application-named").with("name", name),
                say("event-somebody-opened-application"),
            ));
        }
        Event::SignOnRefused => {
            return Some(at(
                say("event-somebody-was-not-let-into-application").with("name", name),
                say("event-somebody-was-not-let-into"),
            ));
        }
        Event::SignedOut => {
            return Some(at(
                say("event-somebody-signed-out-named").with("name", name),
                say("event-somebody-signed-out"),
            ));
        }
        Event::LogoutRefused => say("event-request-to-sign-somebody-out"),
        Event::SessionsEnded => say("event-somebody-ended-sessions-of-theirs"),
        Event::DevicesForgotten => say("event-somebody-had-browsers-forgotten-that"),
        Event::SessionLocked => say("event-session-was-locked"),
        Event::SessionUnlocked => say("event-somebody-came-back-to-locked"),
        Event::SessionIdle => say("event-session-ended-that-was-not"),
        Event::GaveWay => say("event-session-ended-because-somebody-else"),
        Event::PassphraseChanged => say("event-somebody-changed-their-passphrase"),
        Event::IdentifierChanged => say("event-somebody-changed-what-they-sign"),
        Event::AuthenticatorChanged => say("event-somebody-connected-another-authenticator-app"),
        Event::BothChosen => say("event-passphrase-opens-account-only-with"),
        Event::BothJoined => say("event-another-passkey-opens-account-together"),
        Event::BothEnded => say("event-passphrase-opens-account-with-code"),
        Event::ChangeRefused => say("event-change-of-account-was-refused"),
        Event::Granted => say("event-what-is-said-about-somebody"),
        Event::Withdrawn => say("event-something-that-was-said-about"),
        Event::Revoked => say("event-somebody-was-revoked"),
        Event::Frozen => say("event-somebody-was-frozen"),
        Event::Restored => say("event-somebody-was-let-in-again"),
        Event::ReenrolmentLink => say("event-link-was-made-with-which"),
        Event::ReenrolmentEnded => say("event-somebody-ended-link-with-which"),
        Event::LinkTakenBack => say("event-link-that-was-made-for"),
        Event::Reenrolled => say("event-account-began-again"),
        other => return inviting(other, application).or_else(|| keys_and_envelopes(other, application)),
    };
    Some(said)
}

/// Of a list, how many they are stands where others have their application.
fn inviting(event: Event, application: Option<&str>) -> Option<Text> {
    let name = application.unwrap_or_default();
    let at = |what: Text, otherwise: Text| if application.is_some() { what } else { otherwise };
    let said = match event {
        Event::Invited => say("event-somebody-was-invited"),
        Event::AdministratorInvited => say("event-administrator-was-invited"),
        Event::InvitationRefused => say("event-invitation-was-refused"),
        Event::ListBegun => {
            return Some(at(
                say("event-list-of-people-to-invite-was").with("name", name),
                say("event-list-of-people-to-invite"),
            ));
        }
        Event::ListInvited => {
            return Some(at(
                say("event-all-of-list-were-invited-named").with("name", name),
                say("event-all-of-list-were-invited"),
            ));
        }
        Event::ListRefused => {
            return Some(at(
                say("event-nobody-was-invited-of-list-named").with("name", name),
                say("event-nobody-was-invited-of-list"),
            ));
        }
        Event::LinksTaken => {
            return Some(at(
                say("event-links-of-invitations-were-taken-named").with("name", name),
                say("event-links-of-invitations-were-taken"),
            ));
        }
        Event::LinksDropped => {
            return Some(at(
                say("event-links-of-invitations-were-thrown-away").with("name", name),
                say("event-links-of-invitations-were-thrown"),
            ));
        }
        Event::MailingBegun => {
            return Some(at(
                say("event-links-began-to-be-sent-by").with("name", name),
                say("event-links-began-to-be-sent"),
            ));
        }
        Event::InvitationsMailed => {
            return Some(at(
                say("event-links-of-invitations-were-sent-by").with("name", name),
                say("event-links-of-invitations-were-sent"),
            ));
        }
        Event::PersonInList => say("event-somebody-with-account-was-met"),
        _ => return None,
    };
    Some(said)
}

fn keys_and_envelopes(event: Event, application: Option<&str>) -> Option<Text> {
    let name = application.unwrap_or_default();
    let at = |what: Text, otherwise: Text| if application.is_some() { what } else { otherwise };
    let said = match event {
        Event::KeyForPage => {
            return Some(at(
                say("event-somebodys-key-was-sealed-to-page").with("name", name),
                say("event-somebodys-key-was-sealed-to"),
            ));
        }
        Event::KeyAgreed => {
            return Some(at(
                say("event-somebody-agreed-to-give-key-named").with("name", name),
                say("event-somebody-agreed-to-give-key"),
            ));
        }
        Event::KeyRefused => {
            return Some(at(
                say("event-somebody-gave-no-key-for-good").with("name", name),
                say("event-somebody-gave-no-key-for"),
            ));
        }
        Event::KeyEnded => {
            return Some(at(
                say("event-somebody-ended-delivery-of-key-named").with("name", name),
                say("event-somebody-ended-delivery-of-key"),
            ));
        }
        Event::KeyAskedAgain => {
            return Some(at(
                say("event-somebody-wants-to-be-asked-again").with("name", name),
                say("event-somebody-wants-to-be-asked"),
            ));
        }
        Event::IdentityExported => say("event-somebody-took-their-key-for"),
        Event::TokenEnded => say("event-somebody-ended-token-for-program"),
        Event::KeyForProgram => {
            return Some(at(
                say("event-program-of-somebodys-was-given-key").with("name", name),
                say("event-program-of-somebodys-was-given"),
            ));
        }
        Event::RecipientFound => say("event-somebody-looked-up-whom-to"),
        Event::RecipientUnknown => say("event-somebody-looked-for-whom-to"),
        Event::EnvelopeSent => say("event-somebody-sent-envelope"),
        Event::EnvelopeSealed => say("event-somebody-sealed-file-to-send"),
        Event::EnvelopeOpened => say("event-somebody-opened-envelope"),
        Event::EnvelopeWithdrawn => say("event-somebody-withdrew-envelope"),
        other => return console(other).or_else(|| applications(other, application)),
    };
    Some(said)
}

fn console(event: Event) -> Option<Text> {
    Some(match event {
        Event::ReenrolmentConsidered => say("event-it-was-looked-up-what"),
        Event::ReenrolmentOffered => say("event-administrator-made-link-for-somebody"),
        Event::ReenrolmentRefused => say("event-link-for-somebody-to-begin"),
        Event::LinkWithdrawn => say("event-administrator-withdrew-somebodys-link"),
        Event::SessionLimitsChanged => say("event-how-long-sessions-last-was"),
        Event::LookChanged => say("event-what-pages-look-like-was"),
        Event::EscrowTurnedOn => say("event-it-was-chosen-that-names"),
        Event::EscrowTurnedOff => say("event-it-was-chosen-that-no"),
        Event::DirectoryTurnedOn => say("event-directory-was-turned-on"),
        Event::DirectoryTurnedOff => say("event-directory-was-turned-off"),
        Event::DirectorySearched => say("event-directory-was-searched"),
        Event::KeyringStartedAnew => say("event-new-keyring-was-started"),
        Event::KeyringJoined => say("event-administrator-asked-for-place-on"),
        Event::KeyringAdmitted => say("event-administrator-was-admitted-to-keyring"),
        Event::KeyringRekeyed => say("event-keyring-was-given-new-key"),
        Event::KeyringLeft => say("event-somebody-left-keyring"),
        Event::PersonLookedUp => say("event-auditor-looked-up-what-is"),
        Event::ByToken => say("event-program-did-next-with-token"),
        Event::AuditTaken => say("event-part-of-audit-was-taken"),
        _ => return None,
    })
}

fn applications(event: Event, application: Option<&str>) -> Option<Text> {
    let name = application.unwrap_or_default();
    let at = |what: Text, otherwise: Text| if application.is_some() { what } else { otherwise };
    Some(match event {
        Event::ServiceProviderPut => at(
            say("event-application-was-connected-or-changed-named").with("name", name),
            say("event-application-was-connected-or-changed"),
        ),
        Event::ServiceProviderRemoved => {
            at(say("event-application-was-removed-named").with("name", name), say("event-application-was-removed"))
        }
        Event::ScopeAdded => at(
            say("event-keys-were-enabled-for-application-named").with("name", name),
            say("event-keys-were-enabled-for-application"),
        ),
        Event::ScopeRotated => at(
            say("event-new-epoch-of-applications-keys-was").with("name", name),
            say("event-new-epoch-of-applications-keys"),
        ),
        Event::ScopeEpochEnded => at(
            say("event-epoch-of-applications-keys-was-ended").with("name", name),
            say("event-epoch-of-applications-keys-was"),
        ),
        Event::ScopeRemoved => at(
            say("event-all-keys-of-application-were-ended").with("name", name),
            say("event-all-keys-of-application-were"),
        ),
        _ => return None,
    })
}

/// What the kinds are called.
pub(super) fn kind(kind: Kind) -> Text {
    match kind {
        Kind::SignIns => say("event-signing-in"),
        Kind::SignOns => say("event-opening-applications"),
        Kind::Records => say("event-records-of-sign-ons"),
        Kind::Sessions => say("event-sessions-and-sign-outs"),
        Kind::OwnChanges => say("event-what-people-change-of-their"),
        Kind::People => say("event-administering-people"),
        Kind::Applications => say("event-connecting-applications"),
        Kind::Keys => say("event-keys-and-tokens"),
        Kind::Envelopes => say("event-envelopes"),
        Kind::Keyring => say("event-keyring"),
        Kind::Service => say("event-service-itself"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_is_told_of_somebody_else_in_words_of_its_own() {
        let all: BTreeSet<String> = Event::ALL.iter().map(|event| words(event.as_str(), None).what.english()).collect();
        assert_eq!(all.len(), Event::ALL.len());
        let to_you: Vec<&String> = all.iter().filter(|what| what.is_empty() || speaks_to_somebody(what)).collect();
        assert!(to_you.is_empty(), "{to_you:?}");
        assert_eq!(words("signed on", Some("Ward list")).what.english(), "Somebody opened Ward list");
        assert_eq!(words("of another version", None).what.english(), "Of another version");
        assert!(words("sign-in refused", None).is_caution && !words("signed in", None).is_caution);
    }

    #[test]
    fn every_kind_has_an_event_and_every_event_a_kind() {
        for one in Kind::ALL {
            assert!(Event::ALL.iter().any(|event| event.kind() == one), "{one:?}");
        }
    }
}
