//! Keys in an assertion: what is offered to a person for a service provider, what they are asked, and the attributes that carry what
//! they agreed to.

use super::page_keys::page_offers;
use super::{AnswerError, Federation, ServiceProvider, SignOn};
use crate::domain::SecretText;
use crate::domain::scope::{Delivery, Purpose};
use crate::domain::variant::{Check, skips};
use crate::keys::consent::{self, Changed, Offer, Position};
use crate::keys::delivery::{Due, due};
use crate::keys::shown::Said;
use crate::saml::attribute::KeyAttribute;
use crate::sign_in::change::ChangeError;
use crate::sign_in::session::SignedIn;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::profile::consents::{Answer, Fingerprint};
use crate::vault::scoped_key::ScopedKey;
use data_encoding::HEXLOWER;

/// What a person is asked before a sign-on goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyQuestion {
    pub purpose: Purpose,
    /// They had agreed, and this is another since.
    pub changed: Option<Changed>,
    /// Tells what is asked from anything else that could be.
    pub mark: String,
}

impl KeyQuestion {
    pub(super) fn about(offer: &Offer<'_>, changed: Option<Changed>) -> Self {
        Self { purpose: offer.scope.purpose.clone(), changed, mark: mark(offer) }
    }
}

impl Federation {
    /// The first purpose that the person is to be asked about; none where nobody may be asked.
    pub fn key_question(&self, sign_on: &SignOn, person: &SignedIn) -> Option<KeyQuestion> {
        let sp = sign_on.found()?;
        if sp.scopes().is_empty() || sign_on.is_passive() {
            return None;
        }
        let said = person.held_keys().map(|held| held.consents).unwrap_or_default();
        offers(sp).find_map(|offer| match offer.position(&said) {
            Position::Ask(changed) => Some(KeyQuestion::about(&offer, changed)),
            Position::Agreed | Position::Never | Position::PutBack => None,
        })
    }

    /// Writes down what the person said about a purpose that they were asked about.
    ///
    /// # Errors
    /// `Changed` when it is not offered any more, or was changed meanwhile; see [`ChangeError`].
    pub async fn say_of_key(
        &self,
        sign_on: &SignOn,
        person: &SignedIn,
        (question, answer): (&KeyQuestion, Answer),
        request_id: &str,
    ) -> Result<(), ChangeError> {
        let sp = sign_on.found().ok_or(ChangeError::Changed)?;
        let mut offers = offers(sp);
        let is_it = |offer: &Offer<'_>| offer.scope.purpose == question.purpose && mark(offer) == question.mark;
        let offer = offers.find(is_it).ok_or(ChangeError::Changed)?;
        consent::answer(&self.parts, person, &offer, answer, request_id).await
    }

    /// What the person has said about keys, and how each stands now.
    ///
    /// # Errors
    /// See [`ChangeError`] and [`RegistryError`].
    pub async fn said_of_keys(&self, person: &SignedIn) -> Result<Vec<Said>, AnswerError> {
        let held = consent::held(&self.parts, person).await?;
        let mut names: Vec<String> = held.consents.iter().map(|one| one.entity_id.clone()).collect();
        names.sort_unstable();
        names.dedup();
        let all = self.find_each(names).await?;
        let today = self.parts.clock.now().date();
        let each = held.consents.iter().map(|one| {
            let found = all.iter().find(|(entity_id, _)| *entity_id == one.entity_id);
            let sp = found.and_then(|(_, sp)| sp.as_deref());
            let offer = sp.and_then(|sp| {
                offers(sp)
                    .chain(page_offers(sp))
                    .find(|offer| one.is_about(&offer.scope.entity_id, &offer.scope.purpose, offer.scope.delivery))
            });
            let name = sp.map_or(one.entity_id.as_str(), |sp| sp.name()).to_owned();
            let offered = |offer: Offer<'_>| (offer.position(&held.consents), offer.scope.live_epochs(today));
            Said::new(name, one.clone(), offer.map(offered), &held)
        });
        Ok(each.collect())
    }

    /// The keys that go into an assertion: for purposes that the person agreed to, and only where it travels encrypted.
    pub(super) async fn keys_due(
        &self,
        sp: &ServiceProvider,
        person: &SignedIn,
    ) -> Result<Vec<KeyAttribute>, ChangeError> {
        if sp.all_scopes().next().is_none() {
            return Ok(Vec::new());
        }
        let offers: Vec<Offer<'_>> = offers(sp).collect();
        let due = due(&self.parts, person, &offers, sp.all_scopes()).await?;
        Ok(due.iter().flat_map(attributes).collect())
    }
}

fn mark(offer: &Offer<'_>) -> String {
    let Fingerprint { keys, metadata, terms } = &offer.fingerprint;
    HEXLOWER.encode(&sha256(&lp(&[keys, metadata, terms])))
}

/// What may be delivered to a service provider in its assertions. Its metadata may have lost its key since a scope was added: keys
/// never travel in the open.
fn offers(sp: &ServiceProvider) -> impl Iterator<Item = Offer<'_>> {
    let is_encrypted = sp.metadata().encryption_key().is_some() || skips(Check::ScopeEncrypted);
    let scopes = sp.scopes().iter().filter(move |scope| is_encrypted && scope.delivery == Delivery::Assertion);
    scopes.map(|scope| Offer { scope, fingerprint: sp.fingerprint(scope) })
}

fn attributes(due: &Due) -> impl Iterator<Item = KeyAttribute> {
    let values = due.keys.iter().map(|key| value(&due.purpose, key)).collect();
    let all = KeyAttribute::all(due.purpose.as_str(), values);
    let newest = due.plain.as_deref().zip(due.keys.first());
    let plain = newest.map(|(name, key)| KeyAttribute::plain(name, SecretText::new(key.text().to_string())));
    std::iter::once(all).chain(plain)
}

/// `purpose id epoch key`, with single spaces between.
fn value(purpose: &Purpose, key: &ScopedKey) -> SecretText {
    let (id, epoch, text) = (key.id(), key.number.epoch.to_string(), key.text());
    let parts = [purpose.as_str(), &id, &epoch, &text];
    let mut value = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            value.push(' ');
        }
        value.push_str(part);
    }
    SecretText::new(value)
}
