//! What the audit's events are called when they are told to the person whom they concern.

use crate::audit::Event;

/// One event, in words.
pub(in crate::http) struct Words {
    pub(in crate::http) what: String,
    /// What it means, or what to do if it was somebody else; empty where it says itself.
    pub(in crate::http) more: &'static str,
    /// To be looked at.
    pub(in crate::http) is_caution: bool,
}

fn calm(what: &str, more: &'static str) -> Words {
    Words { what: what.to_owned(), more, is_caution: false }
}

fn caution(what: &str, more: &'static str) -> Words {
    Words { what: what.to_owned(), more, is_caution: true }
}

/// `application` is the name of the one that was concerned.
pub(in crate::http) fn words(event: Option<Event>, application: Option<&str>) -> Words {
    let named = |what: &str, one: &str| application.map_or_else(|| one.to_owned(), |name| format!("{what} {name}"));
    let Some(event) = event else { return calm(UNNAMED, "") };
    match event {
        Event::Enrolled => calm("You set up your account", "With a passphrase and an authenticator app."),
        Event::SignedIn => calm("You signed in", ""),
        Event::SignInRefused => caution(
            "A sign-in was refused",
            "Somebody typed what you sign in with, and passphrase or code was not right. Whoever knows only that comes no further.",
        ),
        Event::SteppedUp => calm("You confirmed that it is you", "An application asked for it."),
        Event::StepUpRefused => caution(
            "A confirmation was refused",
            "An application asked somebody who was signed in as you for passphrase, code or passkey once more, and it was not right.",
        ),
        Event::SignedOn => calm(&named("You opened", "You opened an application"), ""),
        Event::SignOnRefused => calm(&named("You were not let into", "An application did not open"), ""),
        Event::SignedOut => calm(&named("You signed out at", "You signed out"), ""),
        Event::LogoutRefused => calm("A request to sign you out was refused", ""),
        Event::SessionsEnded => calm("You ended sessions", "On the account page: one of them, or all."),
        Event::DevicesForgotten => calm("You had browsers forgotten that counted as known", ""),
        Event::SessionLocked => calm("Your session was locked", "At a computer that people share."),
        Event::SessionUnlocked => calm("You came back to a locked session", ""),
        Event::SessionIdle => calm("You were signed out", "Your session was not used for a while."),
        Event::GaveWay => calm("Your session ended", "Somebody else signed in with the same browser."),
        Event::PassphraseChanged => calm("Your passphrase was changed", IF_NOT_YOU),
        Event::IdentifierChanged => calm("What you sign in with was changed", IF_NOT_YOU),
        Event::AuthenticatorChanged => calm("Another authenticator app was connected", IF_NOT_YOU),
        Event::KitDrawn => calm("A recovery kit was shown", "It counts once a part of it was typed back."),
        Event::KitMade => calm("A recovery kit was made", IF_NOT_YOU),
        Event::WayRemoved => calm("The recovery kit was taken away", IF_NOT_YOU),
        Event::ChangeRefused => caution(
            "A change of your account was refused",
            "Somebody who was signed in as you tried one, and passphrase, code or passkey was not right.",
        ),
        Event::Recovered => {
            caution("The recovery kit was used", "Passphrase and authenticator app were chosen anew with it.")
        }
        Event::RecoveryRefused => caution("A recovery kit was refused", ""),
        Event::Granted => calm("Your organisation changed what it says about you", ""),
        Event::Withdrawn => calm("Your organisation took back something it said about you", ""),
        Event::AccountDeleted => caution("The account was deleted", ""),
        Event::ReenrolmentLink => caution(
            "A link was made with which your account begins again",
            "For somebody who has lost every way in. Whoever opens it takes your place. You can end it on your account’s page, and another passphrase, app or kit ends it too. If you did not ask for it, tell the people who run this sign-in at once.",
        ),
        Event::ReenrolmentEnded => calm("You ended the link with which your account would have begun again", ""),
        Event::LinkTakenBack => calm("Your organisation took back a link that it had made for you", ""),
        Event::Reenrolled => caution("Your account began again", "With another passphrase, another app and new keys."),
        other => {
            let found = passkeys_changed(other).or_else(|| passkey_refused(other)).or_else(|| by_organisation(other));
            let found = found.or_else(|| keys_and_envelopes(other, named));
            let found = found.or_else(|| with_a_second(other, named)).or_else(|| inviting(other, named));
            found.unwrap_or_else(|| administering(other, named))
        }
    }
}

/// What the organisation did to the account, and that it looked.
fn by_organisation(event: Event) -> Option<Words> {
    Some(match event {
        Event::Revoked => caution("Your account was closed by your organisation", "All sessions ended."),
        Event::Frozen => caution("Your account was frozen by your organisation", "All sessions ended."),
        Event::Restored => calm("Your account was opened again by your organisation", ""),
        Event::SessionsEndedByOther => caution("Your organisation ended your sessions", "You can sign in again."),
        Event::PersonShown => calm(
            "An administrator looked at how your account stands",
            "Your ways in, sessions and sign-ons by day: nothing that your account holds.",
        ),
        Event::PersonInList => calm(
            "An administrator had you in a list of people to invite",
            "And was told that you have an account. Nobody of that list was invited.",
        ),
        _ => return None,
    })
}

/// Which passkeys there are, and what they open.
fn passkeys_changed(event: Event) -> Option<Words> {
    let what = match event {
        Event::PasskeyAdded => "A passkey was added",
        Event::PasskeyRenamed => "A passkey was given another name",
        Event::PasskeyRemoved => "A passkey was taken away",
        Event::BothChosen => "Your passphrase opens your account only with a passkey since then",
        Event::BothJoined => "Another passkey opens your account with your passphrase",
        Event::BothEnded => "Your passphrase opens your account with a code again",
        _ => return None,
    };
    Some(calm(what, IF_NOT_YOU))
}

/// What becomes of keys, and of what is sealed with them.
fn keys_and_envelopes(event: Event, named: impl Fn(&str, &str) -> String) -> Option<Words> {
    Some(match event {
        Event::KeyForPage => calm(
            &named("A page got your key at", "A page of an application got your key"),
            "Sealed to that page, in your browser.",
        ),
        Event::KeyAgreed => calm(
            &named("You agreed to give a key to", "You agreed to give an application a key"),
            "What was delivered, and how to end it, is on the page of your keys.",
        ),
        Event::KeyRefused => {
            calm(&named("You gave no key, for good, to", "You gave an application no key, for good"), "")
        }
        Event::KeyEnded => calm(
            &named("You ended the delivery of a key to", "You ended the delivery of a key"),
            "What it had received, it may still have.",
        ),
        Event::KeyAskedAgain => {
            calm(&named("You want to be asked again about a key for", "You want to be asked about a key again"), "")
        }
        Event::IdentityExported => caution(
            "Your key for sealed files was taken away as a file",
            "Whoever has that file opens what is sealed to you. If it was not you, take a way into your account away: files are sealed to a new key then.",
        ),
        Event::TokenMade => caution(
            "A token for a program was made",
            "Whoever has it does what it was made for without signing in. If it was not you, end it on the page of your tokens.",
        ),
        Event::TokenEnded => calm("You ended a token for a program", ""),
        Event::KeyForProgram => calm(
            &named("A program of yours was given the key of", "A program of yours was given a key"),
            "With a token that you had made.",
        ),
        Event::RecipientFound => calm("You looked somebody up to send them an envelope", ""),
        Event::RecipientUnknown => calm("You looked for somebody to send an envelope to, and nobody was found", ""),
        Event::EnvelopeSent => calm("You sent an envelope", ""),
        Event::EnvelopeSealed => calm("You sealed a file to send it yourself", "Nothing of it was kept."),
        Event::EnvelopeOpened => calm("You opened an envelope", ""),
        Event::EnvelopeRefused => caution(
            "An envelope was not opened because it is damaged",
            "Its content is not what was sealed. Nothing of it was shown.",
        ),
        Event::EnvelopeWithdrawn => calm("You withdrew an envelope", ""),
        _ => return None,
    })
}

/// What an authenticator's message was refused for.
fn passkey_refused(event: Event) -> Option<Words> {
    let (what, more) = match event {
        Event::PasskeyMalformed => {
            ("A passkey's message could not be read", "Something between you and us has changed it.")
        }
        Event::PasskeyExtensions => {
            ("A passkey's message was too long", "Something between you and us has changed it.")
        }
        Event::PasskeyChallenge => {
            ("A passkey was refused that answered another page", "Or the page was open for too long.")
        }
        Event::PasskeyOrigin => (
            "A passkey was refused that was used on another site",
            "Another site may have pretended to be this one. Look at the address before you sign in.",
        ),
        Event::PasskeyFrame => (
            "A passkey was refused that was used inside another site's page",
            "Another site may have pretended to be this one. Look at the address before you sign in.",
        ),
        Event::PasskeyCounter => (
            "A passkey was refused that may have been copied",
            "It was used more often than we know of. Take it away on your account's page, and add another.",
        ),
        Event::PasskeyUnverified => (
            "A passkey was refused that had not asked for a finger, a face or a PIN",
            "Alone, it does not sign you in then.",
        ),
        Event::PasskeyModel => (
            "A passkey was not added that did not prove an accepted model",
            "Your organisation accepts certain models alone; your page for passkeys names them.",
        ),
        Event::PasskeySecret => (
            "A passkey was refused that gave no key",
            "Alone, it does not sign you in then; beside your passphrase it does.",
        ),
        _ => return None,
    };
    Some(caution(what, more))
}

/// Who may do what in the console, and what takes two.
fn with_a_second(event: Event, named: impl Fn(&str, &str) -> String) -> Option<Words> {
    Some(match event {
        Event::Proposed => {
            calm(&named("You proposed a change of", "You proposed a change"), "It waits for a second person.")
        }
        Event::ProposalApproved => calm(
            &named("You approved a change of", "You approved a change"),
            "What another administrator had proposed.",
        ),
        Event::ProposalRefused => calm(&named("You refused a change of", "You refused a proposed change"), ""),
        Event::ProposalWithdrawn => {
            calm(&named("You withdrew your proposal about", "You withdrew what you had proposed"), "")
        }
        Event::ProposalDone => {
            calm(&named("Your proposal was approved, and done, for", "What you had proposed was approved and done"), "")
        }
        Event::ProposalDeclined => calm(
            &named("Your proposal was refused for", "What you had proposed was refused"),
            "By another administrator.",
        ),
        Event::RolesGiven => calm("You said what somebody may do in the console", ""),
        Event::RolesRefused => calm("What you said of somebody's part in the console was refused", ""),
        Event::SecondPersonNeeded => calm("Changes of trust need a second person since then", ""),
        Event::SecondPersonNotNeeded => calm("Changes of trust need no second person any more", ""),
        Event::ProposalEnded => calm("A proposed change was put on record as decided", ""),
        _ => return None,
    })
}

/// Whom people invite. Of a list, how many they are stands where others have their application.
fn inviting(event: Event, named: impl Fn(&str, &str) -> String) -> Option<Words> {
    Some(match event {
        Event::Invited => calm("You invited somebody", ""),
        Event::AdministratorInvited => calm("You invited an administrator", ""),
        Event::InvitationRefused => calm("An invitation of yours was refused", ""),
        Event::ListBegun => {
            calm(&named("You sent a list of people to invite:", "You sent a list of people to invite"), "")
        }
        Event::ListInvited => calm(&named("You invited all of a list:", "You invited all of a list"), ""),
        Event::LinksTaken => calm(&named("You took links of invitations:", "You took links of invitations"), ""),
        Event::LinksDropped => {
            calm(&named("You threw links of invitations away:", "You threw links of invitations away"), "")
        }
        Event::MailingBegun => calm(&named("You began to send links by mail:", "You began to send links by mail"), ""),
        Event::InvitationsMailed => {
            calm(&named("You sent links of invitations by mail:", "You sent links of invitations by mail"), "")
        }
        Event::ListRefused => {
            calm(&named("Nobody was invited of a list of yours:", "Nobody was invited of a list of yours"), "")
        }
        _ => return None,
    })
}

/// What people do for others.
fn administering(event: Event, named: impl Fn(&str, &str) -> String) -> Words {
    match event {
        Event::ReenrolmentConsidered => calm("You looked up what somebody who lost everything would keep", ""),
        Event::ReenrolmentOffered => calm("You made a link for somebody to begin again", ""),
        Event::ReenrolmentRefused => calm("A link for somebody to begin again was refused to you", ""),
        Event::LinkWithdrawn => calm("You withdrew a link of somebody's", ""),
        Event::PersonSought => calm("You looked somebody up", ""),
        Event::PersonRevoked => calm("You closed somebody's account", ""),
        Event::PersonFrozen => calm("You froze somebody's account", ""),
        Event::PersonRestored => calm("You opened somebody's account again", ""),
        Event::PersonSignedOut => calm("You ended somebody's sessions", ""),
        Event::PersonToldOf => calm("You changed what is said of somebody", ""),
        Event::PersonRefused => calm("Something that you wanted to do to somebody's account was refused", ""),
        Event::SessionLimitsChanged => calm("You chose how long sessions last", ""),
        Event::LookChanged => calm("You chose what pages look like", ""),
        Event::EscrowTurnedOn => calm("You chose that names at applications are kept", ""),
        Event::EscrowTurnedOff => calm("You chose that no names at applications are kept", ""),
        Event::DirectoryTurnedOn => calm("You turned the directory of people on", ""),
        Event::DirectoryTurnedOff => calm("You turned the directory of people off", "All of its entries were deleted."),
        Event::DirectorySearched => calm("You searched the directory of people", ""),
        Event::KeyringStartedAnew => calm("You started a new keyring", "What was kept before was given up."),
        Event::KeyringJoined => calm("You asked for a place on the keyring", ""),
        Event::KeyringAdmitted => calm("You admitted an administrator to the keyring", ""),
        Event::KeyringRekeyed => calm("You gave the keyring a new key", ""),
        Event::KeyringLeft => calm("You left the keyring", "You are no administrator any more."),
        Event::PersonLookedUp => calm("You looked up what is on record of somebody", ""),
        Event::ByToken => calm(
            "A program acted in the console with a token of yours",
            "What it did stands beside it, with the same request id.",
        ),
        Event::AuditTaken => calm("You took a part of the audit away as a file", ""),
        Event::Started => calm("The service started", ""),
        Event::FlightRead => calm("You looked at the record of a sign-on", "Of somebody's, under a pseudonym."),
        Event::FlightShared => calm("You made a link to the record of a sign-on", "It shows nothing of the person."),
        Event::FlightShareWithdrawn => calm("You withdrew a link to the record of a sign-on", ""),
        // Of no person's.
        Event::FlightReadByLink => calm("The record of a sign-on was looked at by a link", ""),
        Event::FlightReadOften => calm("The record of a sign-on was looked at by a link many times in a minute", ""),
        Event::FlightShareEnded => calm("A link to the record of a sign-on was put on record as ended", ""),
        Event::KeeperAlarm => calm("The keeper raised an alarm", ""),
        Event::SamlKeyPublished => calm("A next signing key was published", ""),
        Event::SamlKeySwitched => calm("Another signing key was taken into use", ""),
        Event::SamlKeyRetired => calm("A former signing key was destroyed", ""),
        Event::DecryptionKeyPublished => calm("A next decryption key was made", ""),
        Event::DecryptionKeySwitched => calm("Another decryption key was taken into use", ""),
        Event::DecryptionKeyRetired => calm("A former decryption key was destroyed", ""),
        // Of no person's: a mark that only the keeper makes.
        Event::EnvelopeEnded => calm("An envelope was put on record as ended", ""),
        Event::EpochWritten => calm("The keepers went on to a new epoch", ""),
        Event::EpochRetired => calm("The keepers destroyed an epoch", ""),
        _ => applications(event, named),
    }
}

/// What they do with applications.
fn applications(event: Event, named: impl Fn(&str, &str) -> String) -> Words {
    match event {
        Event::ServiceProviderPut => calm(&named("You connected", "You connected an application"), ""),
        Event::ServiceProviderRemoved => calm(&named("You removed", "You removed an application"), ""),
        Event::TrialSignedOn => calm(
            &named("You tried the sign-on to", "You tried the sign-on to an application"),
            "As somebody who was made up.",
        ),
        Event::SubscriptionPut => calm(
            &named(
                "You chose where the metadata is looked at of",
                "You chose where an application's metadata is looked at",
            ),
            "",
        ),
        Event::SubscriptionEnded => calm(
            &named(
                "You ended that the metadata is looked at of",
                "You ended that an application's metadata is looked at",
            ),
            "",
        ),
        Event::SubscriptionDismissed => calm(
            &named(
                "You left as it is, although its metadata changed,",
                "You left an application as it is, although its metadata changed",
            ),
            "",
        ),
        // Of no person's.
        Event::SubscriptionGone => calm("An address of an application's metadata was put on record as ended", ""),
        Event::SubscriptionFound => calm(
            &named("A change was found in the metadata of", "A change was found in an application's metadata"),
            "Nothing of it holds before somebody approves it.",
        ),
        Event::PartnerLinkMade => calm(
            &named("You made a link for the engineers of", "You made a link for an application's engineers"),
            "It shows nothing of anybody.",
        ),
        Event::PartnerLinkWithdrawn => calm(
            &named("You withdrew a link for the engineers of", "You withdrew a link for an application's engineers"),
            "",
        ),
        // Of no person's.
        Event::PartnerLinkEnded => calm("A link for an application's engineers was put on record as ended", ""),
        Event::PartnerLinksEnded => calm("All links for an application's engineers were put on record as ended", ""),
        Event::PartnerLooked => calm("An application was looked at by a link", ""),
        Event::PartnerLookedOften => calm("An application was looked at by a link many times in a minute", ""),
        Event::ScopeAdded => calm(&named("You enabled keys for", "You enabled keys for an application"), ""),
        Event::ScopeRotated => {
            calm(&named("You began a new epoch of keys for", "You began a new epoch of an application's keys"), "")
        }
        Event::ScopeEpochEnded => {
            calm(&named("You ended an epoch of keys for", "You ended an epoch of an application's keys"), "")
        }
        Event::ScopeRemoved => calm(&named("You ended all keys for", "You ended all of an application's keys"), ""),
        // A test sees to it that every event is in one of the lists.
        _ => calm(UNNAMED, ""),
    }
}

const UNNAMED: &str = "Something that this page has no words for yet";
const IF_NOT_YOU: &str = "If it was not you, tell the people who run this sign-in at once.";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_has_words_of_its_own() {
        let all: BTreeSet<String> = Event::ALL.iter().map(|event| words(Some(*event), None).what).collect();
        assert_eq!(all.len(), Event::ALL.len());
        assert!(!all.contains(UNNAMED) && words(None, None).what == UNNAMED);
        assert_eq!(words(Some(Event::SignedOn), Some("Portal")).what, "You opened Portal");
        assert!(Event::ALL.iter().all(|event| Event::parse(event.as_str()) == Some(*event)));
    }
}
