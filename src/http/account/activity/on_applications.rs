//! What somebody did in the console to an application, in words.

use super::words::{Words, calm, plain, unnamed};
use crate::audit::Event;
use crate::say;
use crate::words::Text;

/// What they do with applications.
pub(super) fn applications(event: Event, application: Option<&str>) -> Words {
    let name = application.unwrap_or_default();
    let named = |what: Text, one: Text| if application.is_some() { what } else { one };
    match event {
        Event::ServiceProviderPut => plain(named(
            say("did-you-connected-application-named").with("name", name),
            say("did-you-connected-application"),
        )),
        Event::ServiceProviderRemoved => plain(named(
            say("did-you-removed-application-named").with("name", name),
            say("did-you-removed-application"),
        )),
        Event::TrialSignedOn => calm(
            named(say("did-you-tried-sign-on-to-application").with("name", name), say("did-you-tried-sign-on-to")),
            say("did-as-somebody-who-was-made"),
        ),
        Event::SubscriptionPut => plain(named(
            say("did-you-chose-where-applications-metadata-is").with("name", name),
            say("did-you-chose-where-applications-metadata"),
        )),
        Event::SubscriptionEnded => plain(named(
            say("did-you-ended-that-applications-metadata-is").with("name", name),
            say("did-you-ended-that-applications-metadata"),
        )),
        Event::SubscriptionDismissed => plain(named(
            say("did-you-left-application-as-it-is").with("name", name),
            say("did-you-left-application-as-it"),
        )),
        // Of no person's.
        Event::SubscriptionGone => plain(say("did-address-of-metadata-ended")),
        Event::SubscriptionFound => calm(
            named(
                say("did-change-was-found-in-applications-metadata").with("name", name),
                say("did-change-was-found-in-applications"),
            ),
            say("did-nothing-of-it-holds-before"),
        ),
        Event::PartnerLinkMade => calm(
            named(
                say("did-you-made-link-for-applications-engineers").with("name", name),
                say("did-you-made-link-for-applications"),
            ),
            say("did-it-shows-nothing-of-anybody"),
        ),
        Event::PartnerLinkWithdrawn => plain(named(
            say("did-you-withdrew-link-for-applications-engineers").with("name", name),
            say("did-you-withdrew-link-for-applications"),
        )),
        // Of no person's.
        Event::PartnerLinkEnded => plain(say("did-link-for-applications-engineers-was")),
        Event::PartnerLinksEnded => plain(say("did-all-links-for-applications-engineers")),
        Event::PartnerLooked => plain(say("did-application-was-looked-at-by")),
        Event::PartnerLookedOften => plain(say("did-application-looked-at-often")),
        other => keys_of_applications(other, application),
    }
}

/// Which of them get keys.
fn keys_of_applications(event: Event, application: Option<&str>) -> Words {
    let name = application.unwrap_or_default();
    let named = |what: Text, one: Text| if application.is_some() { what } else { one };
    match event {
        Event::ScopeAdded => plain(named(
            say("did-you-enabled-keys-for-application-named").with("name", name),
            say("did-you-enabled-keys-for-application"),
        )),
        Event::ScopeRotated => plain(named(
            say("did-you-began-new-epoch-of-applications").with("name", name),
            say("did-you-began-new-epoch-of"),
        )),
        Event::ScopeEpochEnded => plain(named(
            say("did-you-ended-epoch-of-applications-keys").with("name", name),
            say("did-you-ended-epoch-of-applications"),
        )),
        Event::ScopeRemoved => plain(named(
            say("did-you-ended-all-of-applications-keys").with("name", name),
            say("did-you-ended-all-of-applications"),
        )),
        // A test sees to it that every event is in one of the lists.
        _ => plain(unnamed()),
    }
}
