//! What the audit's events are called when they are told to the person whom they concern.

use crate::audit::Event;

/// One event, in words.
pub(in crate::http::account) struct Words {
    pub(in crate::http::account) what: String,
    /// What it means, or what to do if it was somebody else; empty where it says itself.
    pub(in crate::http::account) more: &'static str,
    /// To be looked at.
    pub(in crate::http::account) is_caution: bool,
}

/// `application` is the name of the one that was concerned.
pub(super) fn words(event: Option<Event>, application: Option<&str>) -> Words {
    let calm = |what: &str, more| Words { what: what.to_owned(), more, is_caution: false };
    let caution = |what: &str, more| Words { what: what.to_owned(), more, is_caution: true };
    let named = |what: &str, one: &str| application.map_or_else(|| one.to_owned(), |name| format!("{what} {name}"));
    match event {
        Some(Event::Enrolled) => calm("You set up your account", "With a passphrase and an authenticator app."),
        Some(Event::SignedIn) => calm("You signed in", ""),
        Some(Event::SignInRefused) => caution(
            "A sign-in was refused",
            "Somebody typed what you sign in with, and passphrase or code was not right. Whoever knows only that comes no further.",
        ),
        Some(Event::SignedOn) => calm(&named("You opened", "You opened an application"), ""),
        Some(Event::SignOnRefused) => calm(&named("You were not let into", "An application did not open"), ""),
        Some(Event::SignedOut) => calm(&named("You signed out at", "You signed out"), ""),
        Some(Event::LogoutRefused) => calm("A request to sign you out was refused", ""),
        Some(Event::SessionsEnded) => calm("You ended sessions", "On the account page: one of them, or all."),
        Some(Event::GaveWay) => calm("Your session ended", "Somebody else signed in with the same browser."),
        Some(Event::PassphraseChanged) => calm("Your passphrase was changed", IF_NOT_YOU),
        Some(Event::IdentifierChanged) => calm("What you sign in with was changed", IF_NOT_YOU),
        Some(Event::AuthenticatorChanged) => calm("Another authenticator app was connected", IF_NOT_YOU),
        Some(Event::KitDrawn) => calm("A recovery kit was shown", "It counts once a part of it was typed back."),
        Some(Event::KitMade) => calm("A recovery kit was made", IF_NOT_YOU),
        Some(Event::WayRemoved) => calm("The recovery kit was taken away", IF_NOT_YOU),
        Some(Event::ChangeRefused) => caution(
            "A change of your account was refused",
            "Somebody who was signed in as you tried one, and passphrase or code was not right.",
        ),
        Some(Event::Recovered) => {
            caution("The recovery kit was used", "Passphrase and authenticator app were chosen anew with it.")
        }
        Some(Event::RecoveryRefused) => caution("A recovery kit was refused", ""),
        Some(Event::Granted) => calm("Your organisation changed what it says about you", ""),
        Some(Event::Withdrawn) => calm("Your organisation took back something it said about you", ""),
        Some(Event::Revoked) => caution("Your account was closed by your organisation", "All sessions ended."),
        Some(Event::Frozen) => caution("Your account was frozen by your organisation", "All sessions ended."),
        Some(Event::Restored) => calm("Your account was opened again by your organisation", ""),
        Some(Event::AccountDeleted) => caution("The account was deleted", ""),
        Some(Event::Invited) => calm("You invited somebody", ""),
        Some(Event::AdministratorInvited) => calm("You invited an administrator", ""),
        Some(Event::InvitationRefused) => calm("An invitation of yours was refused", ""),
        Some(Event::ServiceProviderPut) => calm(&named("You connected", "You connected an application"), ""),
        Some(Event::ServiceProviderRemoved) => calm(&named("You removed", "You removed an application"), ""),
        Some(Event::ReenrolmentConsidered) => calm("You looked up what somebody who lost everything would keep", ""),
        Some(Event::ReenrolmentOffered) => calm("You made a link for somebody to begin again", ""),
        Some(Event::ReenrolmentRefused) => calm("A link for somebody to begin again was refused to you", ""),
        Some(Event::ReenrolmentLink) => caution(
            "A link was made with which your account begins again",
            "For somebody who has lost every way in. Whoever opens it takes your place: if you did not ask for it, tell the people who run this sign-in at once.",
        ),
        Some(Event::Reenrolled) => {
            caution("Your account began again", "With another passphrase, another app and new keys.")
        }
        Some(Event::EscrowTurnedOn) => calm("You chose that names at applications are kept", ""),
        Some(Event::EscrowTurnedOff) => calm("You chose that no names at applications are kept", ""),
        Some(Event::KeyringStartedAnew) => calm("You started a new keyring", "What was kept before was given up."),
        Some(Event::KeyringJoined) => calm("You asked for a place on the keyring", ""),
        Some(Event::KeyringAdmitted) => calm("You admitted an administrator to the keyring", ""),
        Some(Event::KeyringRekeyed) => calm("You gave the keyring a new key", ""),
        Some(Event::KeyringLeft) => calm("You left the keyring", "You are no administrator any more."),
        Some(Event::Started) => calm("The service started", ""),
        None => calm("Something that this page has no words for yet", ""),
    }
}

const IF_NOT_YOU: &str = "If it was not you, tell the people who run this sign-in at once.";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_has_words_of_its_own() {
        let all: BTreeSet<String> = Event::ALL.iter().map(|event| words(Some(*event), None).what).collect();
        assert_eq!(all.len(), Event::ALL.len());
        assert_eq!(words(Some(Event::SignedOn), Some("Portal")).what, "You opened Portal");
        assert!(Event::ALL.iter().all(|event| Event::parse(event.as_str()) == Some(*event)));
    }
}
