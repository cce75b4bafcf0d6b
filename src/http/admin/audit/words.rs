//! What the audit's events are called when somebody else reads of them. Words that speak to nobody are those of the person's own
//! page; an event without words of its own is called by its name.

use crate::audit::{Event, Kind};
use crate::http::account::activity::words as event_words;

/// One event, in words.
pub(in crate::http::admin) struct Words {
    pub(in crate::http::admin) what: String,
    /// To be looked at.
    pub(in crate::http::admin) is_caution: bool,
}

/// `word` is the event's own, as it stands in the row; `application` the name of the one that was concerned.
pub(in crate::http::admin) fn words(word: &str, application: Option<&str>) -> Words {
    let Some(event) = Event::parse(word) else { return Words { what: capital(word), is_caution: true } };
    let own = event_words(Some(event), application);
    let what = match speaks_to_somebody(&own.what) {
        false => own.what,
        true => about_somebody(event, application).unwrap_or_else(|| by_name(event, application)),
    };
    Words { what, is_caution: own.is_caution || event.is_refusal() }
}

fn speaks_to_somebody(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic())
        .any(|word| ["you", "your", "yours"].contains(&&*word.to_lowercase()))
}

fn by_name(event: Event, application: Option<&str>) -> String {
    let word = capital(event.as_str());
    application.map_or_else(|| word.clone(), |name| format!("{word}: {name}"))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// In the third person.
fn about_somebody(event: Event, application: Option<&str>) -> Option<String> {
    let at =
        |what: &str, otherwise: &str| application.map_or_else(|| otherwise.to_owned(), |name| format!("{what} {name}"));
    let said = match event {
        Event::Enrolled => "Somebody set up their account",
        Event::SignedIn => "Somebody signed in",
        Event::SteppedUp => "Somebody confirmed who they are",
        Event::SignedOn => return Some(at("Somebody opened", "Somebody opened an application")),
        Event::SignOnRefused => {
            return Some(at("Somebody was not let into", "Somebody was not let into an application"));
        }
        Event::SignedOut => return Some(at("Somebody signed out at", "Somebody signed out")),
        Event::LogoutRefused => "A request to sign somebody out was refused",
        Event::SessionsEnded => "Somebody ended sessions of theirs",
        Event::DevicesForgotten => "Somebody had the browsers forgotten that counted as known",
        Event::SessionLocked => "A session was locked",
        Event::SessionUnlocked => "Somebody came back to a locked session",
        Event::SessionIdle => "A session ended that was not used",
        Event::GaveWay => "A session ended because somebody else signed in with its browser",
        Event::PassphraseChanged => "Somebody changed their passphrase",
        Event::IdentifierChanged => "Somebody changed what they sign in with",
        Event::AuthenticatorChanged => "Somebody connected another authenticator app",
        Event::BothChosen => "A passphrase opens an account only with a passkey since then",
        Event::BothJoined => "Another passkey opens an account together with its passphrase",
        Event::BothEnded => "A passphrase opens an account with a code again",
        Event::ChangeRefused => "A change of an account was refused",
        Event::Granted => "What is said about somebody was changed",
        Event::Withdrawn => "Something that was said about somebody was taken back",
        Event::Revoked => "Somebody was revoked",
        Event::Frozen => "Somebody was frozen",
        Event::Restored => "Somebody was let in again",
        Event::ReenrolmentLink => "A link was made with which an account begins again",
        Event::ReenrolmentEnded => "Somebody ended the link with which their account would have begun again",
        Event::LinkTakenBack => "A link that was made for somebody was taken back",
        Event::Reenrolled => "An account began again",
        other => return inviting(other, at).or_else(|| keys_and_console(other, at)),
    };
    Some(said.to_owned())
}

/// Of a list, how many they are stands where others have their application.
fn inviting(event: Event, at: impl Fn(&str, &str) -> String) -> Option<String> {
    let said = match event {
        Event::Invited => "Somebody was invited",
        Event::AdministratorInvited => "An administrator was invited",
        Event::InvitationRefused => "An invitation was refused",
        Event::ListBegun => {
            return Some(at("A list of people to invite was sent:", "A list of people to invite was sent"));
        }
        Event::ListInvited => return Some(at("All of a list were invited:", "All of a list were invited")),
        Event::ListRefused => return Some(at("Nobody was invited of a list:", "Nobody was invited of a list")),
        Event::LinksTaken => return Some(at("Links of invitations were taken:", "Links of invitations were taken")),
        Event::LinksDropped => {
            return Some(at("Links of invitations were thrown away:", "Links of invitations were thrown away"));
        }
        Event::MailingBegun => return Some(at("Links began to be sent by mail:", "Links began to be sent by mail")),
        Event::InvitationsMailed => {
            return Some(at("Links of invitations were sent by mail:", "Links of invitations were sent by mail"));
        }
        Event::PersonInList => "Somebody with an account was met in a list of people to invite",
        _ => return None,
    };
    Some(said.to_owned())
}

fn keys_and_console(event: Event, at: impl Fn(&str, &str) -> String) -> Option<String> {
    let said = match event {
        Event::KeyForPage => {
            return Some(at("Somebody's key was sealed to a page of", "Somebody's key was sealed to a page"));
        }
        Event::KeyAgreed => return Some(at("Somebody agreed to give a key to", "Somebody agreed to give a key")),
        Event::KeyRefused => return Some(at("Somebody gave no key, for good, to", "Somebody gave no key, for good")),
        Event::KeyEnded => {
            return Some(at("Somebody ended the delivery of a key to", "Somebody ended the delivery of a key"));
        }
        Event::KeyAskedAgain => {
            return Some(at(
                "Somebody wants to be asked again about a key for",
                "Somebody wants to be asked again about a key",
            ));
        }
        Event::IdentityExported => "Somebody took their key for sealed files away as a file",
        Event::TokenEnded => "Somebody ended a token for a program",
        Event::KeyForProgram => {
            return Some(at("A program of somebody's was given the key of", "A program of somebody's was given a key"));
        }
        Event::RecipientFound => "Somebody looked up whom to send an envelope to",
        Event::RecipientUnknown => "Somebody looked for whom to send an envelope to, and nobody was found",
        Event::EnvelopeSent => "Somebody sent an envelope",
        Event::EnvelopeSealed => "Somebody sealed a file to send it themselves",
        Event::EnvelopeOpened => "Somebody opened an envelope",
        Event::EnvelopeWithdrawn => "Somebody withdrew an envelope",
        Event::ServiceProviderPut => {
            return Some(at("Connected or changed:", "An application was connected or changed"));
        }
        Event::ServiceProviderRemoved => return Some(at("Removed:", "An application was removed")),
        Event::ScopeAdded => return Some(at("Keys were enabled for", "Keys were enabled for an application")),
        Event::ScopeRotated => {
            return Some(at("A new epoch of keys was begun for", "A new epoch of an application's keys was begun"));
        }
        Event::ScopeEpochEnded => {
            return Some(at("An epoch of keys was ended for", "An epoch of an application's keys was ended"));
        }
        Event::ScopeRemoved => return Some(at("All keys were ended for", "All keys of an application were ended")),
        Event::ReenrolmentConsidered => "It was looked up what somebody who lost everything would keep",
        Event::ReenrolmentOffered => "An administrator made a link for somebody to begin again",
        Event::ReenrolmentRefused => "A link for somebody to begin again was refused",
        Event::LinkWithdrawn => "An administrator withdrew somebody's link",
        Event::SessionLimitsChanged => "How long sessions last was changed",
        Event::LookChanged => "What pages look like was changed",
        Event::EscrowTurnedOn => "It was chosen that names at applications are kept",
        Event::EscrowTurnedOff => "It was chosen that no names at applications are kept",
        Event::DirectoryTurnedOn => "The directory of people was turned on",
        Event::DirectoryTurnedOff => "The directory of people was turned off",
        Event::DirectorySearched => "The directory of people was searched",
        Event::KeyringStartedAnew => "A new keyring was started",
        Event::KeyringJoined => "An administrator asked for a place on the keyring",
        Event::KeyringAdmitted => "An administrator was admitted to the keyring",
        Event::KeyringRekeyed => "The keyring was given a new key",
        Event::KeyringLeft => "Somebody left the keyring",
        Event::PersonLookedUp => "An auditor looked up what is on record of somebody",
        Event::ByToken => "A program did the next with a token of an administrator's",
        Event::AuditTaken => "A part of the audit was taken away as a file",
        _ => return None,
    };
    Some(said.to_owned())
}

/// What the kinds are called.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::SignIns => "Signing in",
        Kind::SignOns => "Opening applications",
        Kind::Records => "Records of sign-ons",
        Kind::Sessions => "Sessions and sign-outs",
        Kind::OwnChanges => "What people change of their own",
        Kind::People => "Administering people",
        Kind::Applications => "Connecting applications",
        Kind::Keys => "Keys and tokens",
        Kind::Envelopes => "Envelopes",
        Kind::Keyring => "The keyring",
        Kind::Service => "The service itself",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_is_told_of_somebody_else_in_words_of_its_own() {
        let all: BTreeSet<String> = Event::ALL.iter().map(|event| words(event.as_str(), None).what).collect();
        assert_eq!(all.len(), Event::ALL.len());
        let to_you: Vec<&String> = all.iter().filter(|what| what.is_empty() || speaks_to_somebody(what)).collect();
        assert!(to_you.is_empty(), "{to_you:?}");
        assert_eq!(words("signed on", Some("Ward list")).what, "Somebody opened Ward list");
        assert_eq!(words("of another version", None).what, "Of another version");
        assert!(words("sign-in refused", None).is_caution && !words("signed in", None).is_caution);
    }

    #[test]
    fn every_kind_has_an_event_and_every_event_a_kind() {
        for one in Kind::ALL {
            assert!(Event::ALL.iter().any(|event| event.kind() == one), "{one:?}");
        }
    }
}
