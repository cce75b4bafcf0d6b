//! What the console's first page says of the keyring.

use crate::http::when::written;
use crate::sign_in::keyring::{Extent, Listed, Me, Ring, View};

pub(in crate::http::admin) struct Card {
    /// Somebody has to do something.
    pub(in crate::http::admin) is_urgent: bool,
    pub(in crate::http::admin) heading: &'static str,
    pub(in crate::http::admin) sentence: String,
    pub(in crate::http::admin) label: &'static str,
}

fn urgent(heading: &'static str, sentence: &str, label: &'static str) -> Card {
    Card { is_urgent: true, heading, sentence: sentence.to_owned(), label }
}

fn calm(heading: &'static str, sentence: &str, label: &'static str) -> Card {
    Card { is_urgent: false, heading, sentence: sentence.to_owned(), label }
}

pub(in crate::http::admin) fn card(view: &View, extent: &Extent) -> Card {
    match (&view.ring, &view.me) {
        (Ring::NotAsked, _) => urgent(
            "One question first",
            "Shall people keep the names by which applications know them if they ever lose everything? Until somebody answers, nothing is kept.",
            "Read and answer it",
        ),
        (Ring::Off(_), _) => calm(
            "Names are not kept",
            "Who loses every way in begins again as a new person at every application.",
            "What that means",
        ),
        (Ring::Broken(_), _) => urgent(
            "The keyring is not as this service left it",
            "Somebody changed the database by another hand. Nothing is kept or opened by it until you have looked.",
            "Look at it",
        ),
        (Ring::On(row, _), Me::Member(_)) => for_member(view, extent, row.elder.is_some()),
        (Ring::On(..), Me::Waiting(_)) => {
            calm("You wait for a place on the keyring", "An administrator who holds it admits you.", "Your fingerprint")
        }
        (Ring::On(row, _), Me::Outside) => urgent(
            "You do not hold the keyring",
            match row.escrows {
                true => "Names are kept, and you cannot give one back to somebody who lost everything.",
                false => "There is a directory of people, and you cannot search it.",
            },
            "Ask for a place",
        ),
    }
}

fn for_member(view: &View, extent: &Extent, is_unfinished: bool) -> Card {
    if is_unfinished {
        let sentence = "Something is still sealed to the former key.";
        return urgent("The keyring is still being made anew", sentence, "Go on with it");
    }
    if view.listed.iter().any(|one| one.is_waiting) {
        let sentence = "Compare the fingerprint with them, then admit them.";
        return urgent("An administrator waits for a place on the keyring", sentence, "Look who it is");
    }
    if view.listed.iter().any(Listed::has_left) {
        let sentence = "Take them off: the keyring then gets a new key.";
        return urgent("Somebody on the keyring does not hold it any more", sentence, "Look who it is");
    }
    if !view.ring.escrows() {
        let sentence = "The directory of people is sealed to it. Names at applications are not kept.";
        return calm("You hold the keyring", sentence, "The keyring");
    }
    let Extent { kept, enrolled, .. } = extent;
    let counted = extent.counted_at.map(|at| format!(", as counted on {}", written(at))).unwrap_or_default();
    let sentence = format!("For {kept} of {enrolled} people who are enrolled{counted}. You hold the keyring.");
    calm("Names are kept", &sentence, "The keyring")
}
