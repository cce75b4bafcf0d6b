//! Changes of applications' metadata that were found at their addresses, and wait for somebody to decide.

use super::super::access::Right;
use super::super::applications::about;
use super::figures::{MOST_KEYS, use_of_key};
use crate::federation::{Federation, FoundChange, KeyDates};
use crate::http::error::PageError;
use crate::http::several::both;
use crate::http::when::When;
use crate::sign_in::session::SignedIn;
use crate::words::Text;

/// Of a list no more is shown.
const MOST: u16 = 20;

pub(super) struct Waits {
    pub(super) shown: Vec<Shown>,
    pub(super) has_more: bool,
}

pub(super) struct Shown {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) found_at: Option<When>,
    pub(super) mends: Text,
}

/// What waits, first where a key ends soon; and whether there is more than is looked for.
pub(super) async fn waiting(federation: &Federation, keys: &KeyDates) -> Result<(Vec<FoundChange>, bool), PageError> {
    let first: Vec<String> = keys.soon.iter().take(MOST_KEYS).map(|key| key.entity_id.clone()).collect();
    Ok(federation.waiting(&first, MOST).await?)
}

impl Waits {
    /// Who may decide is led to where that is done; others to the application.
    pub(super) fn of((waiting, has_more): (Vec<FoundChange>, bool), person: &SignedIn) -> Self {
        let page = if Right::Applications.is_held_by(person) { "found" } else { "one" };
        let shown = waiting.into_iter().map(|one| Shown {
            href: about(page, &one.entity_id),
            name: one.name,
            found_at: one.found_at.map(When::from),
            mends: both(one.mends.into_iter().map(use_of_key)),
        });
        Self { shown: shown.collect(), has_more }
    }
}
