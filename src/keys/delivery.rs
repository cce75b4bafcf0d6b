//! Which keys go into an assertion: those that the person agreed to, of every generation and every live epoch. What is delivered
//! stands in the profile before it leaves.

use super::consent::{Offer, Position, is_remembered, remember, today, written};
use super::scope::Scope;
use crate::domain::Secret;
use crate::domain::scope::{KeyNumber, Purpose};
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::session::SignedIn;
use crate::vault::profile::consents::Consent;
use crate::vault::scoped_key::{ScopedKey, all_of};
use time::Date;

/// The keys for one purpose, newest first, and never none.
#[derive(Debug)]
pub struct Due {
    pub purpose: Purpose,
    /// The attribute of the plain form, if the operator chose one.
    pub plain: Option<String>,
    pub keys: Vec<ScopedKey>,
}

/// What is to be delivered of these offers. Where that is more than the profile says was delivered, the profile says so
/// first; and which rows of scopes there are now, so that no earlier one serves this person again. A sign-on where nothing was said of
/// keys, or nothing is new, writes nothing for it.
///
/// # Errors
/// See [`ChangeError`]: nothing is delivered then.
pub async fn due<'a>(
    parts: &Parts,
    person: &SignedIn,
    offers: &[Offer<'_>],
    rows: impl Iterator<Item = &'a Scope> + Clone,
) -> Result<Vec<Due>, ChangeError> {
    let Some(held) = person.held_keys() else { return Ok(Vec::new()) };
    let today = today(parts);
    let due = of(offers, &held.consents, &held.data_seeds, today);
    if is_remembered(&held.consents, rows.clone()) && offers.iter().all(|offer| is_noted(offer, &held.consents, &due)) {
        return Ok(due);
    }
    // The profile as it is now, which another tab may have written to: what is noted is what is delivered.
    let mut noted = Vec::new();
    written(parts, person, None, |profile| {
        noted = of(offers, &profile.consents, &profile.data_seeds, today);
        let mut is_news = remember(&mut profile.consents, rows);
        for offer in offers {
            is_news |= note(offer, &mut profile.consents, &noted, today);
        }
        Ok(is_news)
    })
    .await?;
    Ok(noted)
}

fn of(offers: &[Offer<'_>], said: &[Consent], seeds: &[Secret<32>], today: Date) -> Vec<Due> {
    let agreed = offers.iter().filter(|offer| offer.position(said) == Position::Agreed);
    let each = agreed.filter_map(|offer| {
        let scope = offer.scope;
        let keys = all_of(seeds, &scope.derived_for()?, &scope.live_epochs(today));
        (!keys.is_empty()).then(|| Due { purpose: scope.purpose.clone(), plain: scope.plain.clone(), keys })
    });
    each.collect()
}

fn numbers<'a>(offer: &Offer<'_>, due: &'a [Due]) -> impl Iterator<Item = KeyNumber> + use<'a> {
    let purpose = offer.scope.purpose.clone();
    due.iter().filter(move |one| one.purpose == purpose).flat_map(|one| &one.keys).map(|key| key.number)
}

/// Whether the profile says already what is about to be delivered for an offer.
fn is_noted(offer: &Offer<'_>, said: &[Consent], due: &[Due]) -> bool {
    if offer.position(said) != Position::Agreed {
        return true;
    }
    let scope = offer.scope;
    let consent = said.iter().find(|one| one.is_about(&scope.entity_id, &scope.purpose, scope.delivery));
    let is_known = |consent: &Consent, number| consent.delivered.iter().any(|known| known.number == number);
    consent.is_none_or(|consent| numbers(offer, due).all(|number| is_known(consent, number)))
}

fn note(offer: &Offer<'_>, said: &mut [Consent], due: &[Due], today: Date) -> bool {
    let (position, scope) = (offer.position(said), offer.scope);
    let about = |one: &&mut Consent| one.is_about(&scope.entity_id, &scope.purpose, scope.delivery);
    let Some(consent) = said.iter_mut().find(about).filter(|_| position == Position::Agreed) else { return false };
    consent.note(numbers(offer, due), today)
}
