//! What the console's first page says of the keyring.

use crate::sign_in::keyring::{Listed, Me, Ring, View};

/// What the console's first page says of it.
pub(in crate::http::admin) struct Card {
    /// Somebody has to do something.
    pub(in crate::http::admin) is_urgent: bool,
    pub(in crate::http::admin) heading: &'static str,
    pub(in crate::http::admin) sentence: String,
    pub(in crate::http::admin) label: &'static str,
}

pub(in crate::http::admin) fn card(view: &View) -> Card {
    let counts = &view.counts;
    let say =
        |is_urgent, heading, sentence: &str, label| Card { is_urgent, heading, sentence: sentence.to_owned(), label };
    match (&view.ring, &view.me) {
        (Ring::NotAsked, _) => say(
            true,
            "One question first",
            "Shall people keep the names by which applications know them if they ever lose everything? Until somebody answers, nothing is kept.",
            "Read and answer it",
        ),
        (Ring::Off(_), _) => say(
            false,
            "Names are not kept",
            "Who loses every way in begins again as a new person at every application.",
            "What that means",
        ),
        (Ring::Broken(_), _) => say(
            true,
            "The keyring is not as this service left it",
            "Somebody changed the database by another hand. Nothing is kept or opened by it until you have looked.",
            "Look at it",
        ),
        (Ring::On(row, _), Me::Member(_)) if row.elder.is_some() => say(
            true,
            "The keyring is still being made anew",
            "Some names are still sealed to the former key.",
            "Go on with it",
        ),
        (Ring::On(..), Me::Member(_)) if view.listed.iter().any(|one| one.is_waiting) => say(
            true,
            "An administrator waits for a place on the keyring",
            "Compare the fingerprint with them, then admit them.",
            "Look who it is",
        ),
        (Ring::On(..), Me::Member(_)) if view.listed.iter().any(Listed::has_left) => say(
            true,
            "Somebody on the keyring is no administrator any more",
            "Take them off: the keyring then gets a new key.",
            "Look who it is",
        ),
        (Ring::On(..), Me::Member(_)) => Card {
            is_urgent: false,
            heading: "Names are kept",
            sentence: format!(
                "For {} of {} people who are enrolled. You hold the keyring.",
                counts.kept, counts.enrolled
            ),
            label: "The keyring",
        },
        (Ring::On(..), Me::Waiting(_)) => say(
            false,
            "You wait for a place on the keyring",
            "An administrator who holds it admits you.",
            "Your fingerprint",
        ),
        (Ring::On(..), Me::Outside) => say(
            true,
            "You do not hold the keyring",
            "Names are kept, and you cannot give one back to somebody who lost everything.",
            "Ask for a place",
        ),
    }
}
