//! What the console's first page says of the keyring.

use crate::http::when::When;
use crate::say;
use crate::sign_in::keyring::{Extent, Listed, Me, Ring, View};
use crate::words::Text;

pub(in crate::http::admin) struct Card {
    /// Somebody has to do something.
    pub(in crate::http::admin) is_urgent: bool,
    pub(in crate::http::admin) heading: Text,
    pub(in crate::http::admin) sentence: Text,
    pub(in crate::http::admin) label: Text,
}

fn urgent(heading: Text, sentence: Text, label: Text) -> Card {
    Card { is_urgent: true, heading, sentence, label }
}

fn calm(heading: Text, sentence: Text, label: Text) -> Card {
    Card { is_urgent: false, heading, sentence, label }
}

pub(in crate::http::admin) fn card(view: &View, extent: &Extent) -> Card {
    match (&view.ring, &view.me) {
        (Ring::NotAsked, _) => urgent(
            say("admin-keyring-card-one-question-first"),
            say("admin-keyring-card-shall-people-keep-names-by"),
            say("admin-keyring-card-read-and-answer-it"),
        ),
        (Ring::Off(_), _) => calm(
            say("admin-keyring-card-names-are-not-kept"),
            say("admin-keyring-card-who-loses-every-way-in"),
            say("admin-keyring-card-what-that-means"),
        ),
        (Ring::Broken(_), _) => urgent(
            say("admin-keyring-card-keyring-is-not-as-this"),
            say("admin-keyring-card-somebody-changed-database-by-another"),
            say("admin-keyring-card-look-at-it"),
        ),
        (Ring::On(row, _), Me::Member(_)) => for_member(view, extent, row.elder.is_some()),
        (Ring::On(..), Me::Waiting(_)) => calm(
            say("admin-keyring-card-you-wait-for-place-on"),
            say("admin-keyring-card-administrator-who-holds-it-admits"),
            say("admin-keyring-card-your-fingerprint"),
        ),
        (Ring::On(row, _), Me::Outside) => urgent(
            say("admin-keyring-card-you-do-not-hold-keyring"),
            match row.escrows {
                true => say("admin-keyring-card-names-are-kept-and-you"),
                false => say("admin-keyring-card-there-is-directory-and-you"),
            },
            say("admin-keyring-card-ask-for-place"),
        ),
    }
}

fn for_member(view: &View, extent: &Extent, is_unfinished: bool) -> Card {
    if is_unfinished {
        let sentence = say("admin-keyring-card-something-is-still-sealed");
        return urgent(
            say("admin-keyring-card-keyring-is-still-being-made"),
            sentence,
            say("admin-keyring-card-go-on-with-it"),
        );
    }
    if view.listed.iter().any(|one| one.is_waiting) {
        let sentence = say("admin-keyring-card-compare-fingerprint-with-them-then");
        return urgent(
            say("admin-keyring-card-administrator-waits-for-place-on"),
            sentence,
            say("admin-keyring-card-look-who-it-is"),
        );
    }
    if view.listed.iter().any(Listed::has_left) {
        let sentence = say("admin-keyring-card-take-them-off-keyring-then");
        return urgent(
            say("admin-keyring-card-somebody-on-keyring-does-not"),
            sentence,
            say("admin-keyring-card-look-who-it-is"),
        );
    }
    if view.is_key_due {
        let sentence = say("admin-keyring-card-role-was-withdrawn");
        return urgent(say("admin-keyring-key-is-due"), sentence, say("admin-keyring-card-keyring"));
    }
    if !view.ring.escrows() {
        let sentence = say("admin-keyring-card-directory-is-sealed-to-it");
        return calm(say("admin-keyring-card-you-hold-keyring"), sentence, say("admin-keyring-card-keyring"));
    }
    let sentence = match extent.counted_at {
        None => {
            say("admin-keyring-card-for-of-people-who-are").with("kept", extent.kept).with("enrolled", extent.enrolled)
        }
        Some(at) => say("admin-keyring-card-for-of-people-as-counted")
            .with("kept", extent.kept)
            .with("enrolled", extent.enrolled)
            .with("at", When::from(at)),
    };
    calm(say("admin-keyring-card-names-are-kept"), sentence, say("admin-keyring-card-keyring"))
}
