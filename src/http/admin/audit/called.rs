//! What events are called that are told of nobody in a sentence: by their own names, which stand in rows and in files.

use super::words::capital;
use crate::audit::Event;
use crate::say;
use crate::words::Text;

/// The name of an event, and of the application that was concerned.
pub(super) fn called(event: Event, application: Option<&str>) -> Text {
    match application {
        Some(name) => say("event-called-of-application").with("what", name_of(event)).with("name", name),
        None => name_of(event),
    }
}

fn name_of(event: Event) -> Text {
    match event {
        Event::FlightRead => say("event-called-sign-on-record-read"),
        Event::FlightShared => say("event-called-sign-on-record-shared"),
        Event::FlightShareWithdrawn => say("event-called-sign-on-record-link-withdrawn"),
        Event::PersonSought => say("event-called-person-looked-up"),
        Event::PersonShown => say("event-called-account-shown-to-an-administrator"),
        Event::PersonRevoked => say("event-called-person-revoked"),
        Event::PersonFrozen => say("event-called-person-frozen"),
        Event::PersonRestored => say("event-called-person-restored"),
        Event::PersonSignedOut => say("event-called-person-signed-out"),
        Event::PersonToldOf => say("event-called-person-granted"),
        Event::PersonRefused => say("event-called-act-on-a-person-refused"),
        Event::SessionsEndedByOther => say("event-called-sessions-ended-by-an-administrator"),
        Event::RolesGiven => say("event-called-roles-given"),
        Event::RolesRefused => say("event-called-roles-refused"),
        Event::TrialSignedOn => say("event-called-trial-signed-on"),
        Event::Proposed => say("event-called-change-proposed"),
        Event::ProposalApproved => say("event-called-proposal-approved"),
        Event::ProposalRefused => say("event-called-proposal-refused"),
        Event::ProposalWithdrawn => say("event-called-proposal-withdrawn"),
        Event::ProposalDone => say("event-called-proposal-done"),
        Event::ProposalDeclined => say("event-called-proposal-declined"),
        Event::SubscriptionPut => say("event-called-subscription-put"),
        Event::SubscriptionEnded => say("event-called-subscription-ended"),
        Event::SubscriptionDismissed => say("event-called-subscription-change-dismissed"),
        Event::PartnerLinkMade => say("event-called-partner-link-made"),
        Event::PartnerLinkWithdrawn => say("event-called-partner-link-withdrawn"),
        // Of another version's, or one that has a sentence.
        other => capital(other.as_str()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // What stands in a file of the audit is found under the same name on the page.
    #[test]
    fn names_are_those_of_the_rows() {
        for event in Event::ALL {
            assert_eq!(called(*event, None).english(), capital(event.as_str()));
        }
        let of = called(Event::Proposed, Some("Ward list"));
        assert_eq!(of.english(), "Change proposed: Ward list");
    }
}
