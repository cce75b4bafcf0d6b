//! What a person said about a scope, and what follows now. It lies in their own profile alone: nobody agrees in their place, and
//! what was agreed to is exactly what is there now, or it is asked anew.

use super::scope::Scope;
use crate::audit::{AuditError, Entry, Event, Subject};
use crate::db::{self, DbError};
use crate::domain::scope::{Delivery, Purpose};
use crate::domain::variant::{Check, skips};
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, token};
use crate::sign_in::session::SignedIn;
use crate::vault::account::{open_profile, seal_profile};
use crate::vault::profile::Profile;
use crate::vault::profile::consents::{self, Answer, Consent, Fingerprint};
use time::Date;

/// A scope as it is offered at this request.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    pub scope: &'a Scope,
    pub fingerprint: Fingerprint,
}

/// Why the person is asked although they had agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The key that assertions are encrypted with.
    pub keys: bool,
    /// Something else in the service provider's metadata.
    pub metadata: bool,
    /// What the operator chose.
    pub terms: bool,
}

/// Where a person stands to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    Agreed,
    /// To be asked; with what has changed since they agreed.
    Ask(Option<Changed>),
    Never,
    /// A later row was seen: this one was put back. Nothing is delivered and nobody is asked.
    PutBack,
}

impl Offer<'_> {
    fn is_about(&self, consent: &Consent) -> bool {
        consent.is_about(&self.scope.entity_id, &self.scope.purpose, self.scope.delivery)
    }

    /// Where somebody stands who has said this.
    pub fn position(&self, said: &[Consent]) -> Position {
        if self.scope.version < seen(said, self.scope) && !skips(Check::ScopePutBack) {
            return Position::PutBack;
        }
        let Some(consent) = said.iter().find(|one| self.is_about(one)) else {
            return if skips(Check::ScopeConsent) { Position::Agreed } else { Position::Ask(None) };
        };
        match consent.answer {
            Answer::Never => Position::Never,
            Answer::Ask => Position::Ask(None),
            Answer::Agreed => match changed(&consent.fingerprint, &self.fingerprint) {
                Some(_) if skips(Check::ScopeChanged) => Position::Agreed,
                Some(changed) => Position::Ask(Some(changed)),
                None => Position::Agreed,
            },
        }
    }
}

/// The highest version of a scope's row that a person was served by, in whatever way its keys were delivered then.
fn seen(said: &[Consent], scope: &Scope) -> u64 {
    said.iter().filter(|one| one.is_of(&scope.entity_id, &scope.purpose)).map(|one| one.seen).max().unwrap_or_default()
}

/// Lets what was said remember the versions of rows that count now, removed ones among them. Whether one of them is news.
pub(super) fn remember<'a>(said: &mut [Consent], rows: impl Iterator<Item = &'a Scope>) -> bool {
    let mut is_news = false;
    for row in rows {
        for one in said.iter_mut().filter(|one| one.is_of(&row.entity_id, &row.purpose) && one.seen < row.version) {
            one.seen = row.version;
            is_news = true;
        }
    }
    is_news
}

/// Whether [`remember`] would have nothing to do.
pub(super) fn is_remembered<'a>(said: &[Consent], mut rows: impl Iterator<Item = &'a Scope>) -> bool {
    rows.all(|row| said.iter().all(|one| !one.is_of(&row.entity_id, &row.purpose) || one.seen >= row.version))
}

fn changed(before: &Fingerprint, now: &Fingerprint) -> Option<Changed> {
    let keys = before.keys != now.keys;
    let changed =
        Changed { keys, metadata: before.metadata != now.metadata && !keys, terms: before.terms != now.terms };
    (changed.keys || changed.metadata || changed.terms).then_some(changed)
}

/// Writes down what a person said about an offer. What was delivered before stays on record; a program's token that gives what they want
/// given no more ends.
///
/// # Errors
/// `Changed` when a later scope was seen, or the account changed under the session; see [`ChangeError`].
pub async fn answer(
    parts: &Parts,
    person: &SignedIn,
    offer: &Offer<'_>,
    answer: Answer,
    request_id: &str,
) -> Result<(), ChangeError> {
    let (at, scope, fingerprint) = (parts.clock.now().unix_timestamp(), offer.scope, offer.fingerprint);
    let event = if answer == Answer::Agreed { Event::KeyAgreed } else { Event::KeyRefused };
    written(parts, person, Some((event, &scope.entity_id, request_id)), |profile| {
        if offer.position(&profile.consents) == Position::PutBack {
            return Err(ChangeError::Changed);
        }
        let before = profile.consents.iter().find(|one| offer.is_about(one));
        let delivered = before.map(|one| one.delivered.clone()).unwrap_or_default();
        let seen = seen(&profile.consents, scope).max(scope.version);
        let (entity_id, purpose) = (scope.entity_id.clone(), scope.purpose.clone());
        let delivery = scope.delivery;
        let consent = Consent { entity_id, purpose, delivery, answer, at, fingerprint, seen, delivered };
        consents::put(&mut profile.consents, consent);
        Ok(true)
    })
    .await?;
    if answer == Answer::Never {
        // Once it is written: none can be made any more that gives this key.
        token::end_of_key(parts, person, (&scope.entity_id, &scope.purpose, scope.delivery), request_id).await?;
    }
    Ok(())
}

/// What a person can do with what they said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// No key from now on, and no question.
    End,
    /// The question comes again at the next sign-on.
    AskAgain,
}

/// Changes what was said about a purpose. Whether there was something to change.
///
/// # Errors
/// See [`ChangeError`].
pub async fn change(
    parts: &Parts,
    person: &SignedIn,
    (entity_id, purpose, delivery): (&str, &Purpose, Delivery),
    wish: Change,
    request_id: &str,
) -> Result<bool, ChangeError> {
    let (event, from, to) = match wish {
        Change::End => (Event::KeyEnded, [Answer::Agreed, Answer::Ask], Answer::Never),
        Change::AskAgain => (Event::KeyAskedAgain, [Answer::Never, Answer::Never], Answer::Ask),
    };
    let at = parts.clock.now().unix_timestamp();
    written(parts, person, Some((event, entity_id, request_id)), |profile| {
        let found = profile.consents.iter_mut().find(|one| one.is_about(entity_id, purpose, delivery));
        let Some(consent) = found.filter(|one| from.contains(&one.answer)) else { return Ok(false) };
        (consent.answer, consent.at) = (to, at);
        Ok(true)
    })
    .await
    .map(|profile| profile.is_some())
}

/// What a person's profile says of keys, as it is now, for the page that shows it.
///
/// # Errors
/// See [`ChangeError`].
pub async fn held(parts: &Parts, person: &SignedIn) -> Result<consents::Held, ChangeError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let row = db::profile::read(&mut db, person.account).await?.ok_or(ChangeError::Changed)?;
    let profile = open_profile(parts.org, person.account, &person.root(), &row)?;
    Ok(consents::Held { consents: profile.consents, data_seeds: profile.data_seeds })
}

/// Changes the profile as it is now, under the account's lock: of two tabs, the second builds on what the first left. The profile,
/// when `change` said that it is to be written.
pub(super) async fn written(
    parts: &Parts,
    person: &SignedIn,
    on_record: Option<(Event, &str, &str)>,
    change: impl FnOnce(&mut Profile) -> Result<bool, ChangeError>,
) -> Result<Option<Profile>, ChangeError> {
    let (account, root) = (person.account, person.root());
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let locked = db::account::by_id_for_update(&mut transaction, account).await?;
    locked.filter(|row| row.state.may_sign_on()).ok_or(ChangeError::Changed)?;
    let row = db::profile::read(&mut transaction, account).await?.ok_or(ChangeError::Changed)?;
    // A way in was taken away meanwhile, and this session with it.
    let mut profile = open_profile(parts.org, account, &root, &row).map_err(|_| ChangeError::Changed)?;
    if !change(&mut profile)? {
        return Ok(None);
    }
    let next = seal_profile(parts.org, account, &root, row.version.saturating_add(1), &profile, &*parts.random)?;
    db::profile::update(&mut transaction, account, &next).await?;
    if let Some((event, entity_id, request_id)) = on_record {
        record(parts, event, person, entity_id, request_id).await?;
    }
    transaction.commit().await.map_err(DbError::from)?;
    Ok(Some(profile))
}

/// On record before it is so, with the service provider that it is about.
async fn record(
    parts: &Parts,
    event: Event,
    person: &SignedIn,
    entity_id: &str,
    request_id: &str,
) -> Result<(), AuditError> {
    let entry = Entry {
        at: parts.clock.now(),
        event,
        subject: Subject::Account(person.account),
        service_provider: entity_id.to_owned(),
        request_id: request_id.to_owned(),
        mark: None,
        participant: None,
        session: None,
    };
    parts.journal.record(entry).await
}

/// A day on which something is noted.
pub(super) fn today(parts: &Parts) -> Date {
    parts.clock.now().date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::profile::consents::tests::consent;

    const SP: &str = "https://a.example";

    fn scope(version: u64) -> Scope {
        Scope { version, ..Scope::new(SP, Purpose::parse("notes").unwrap(), None) }
    }

    // Threat: whoever exchanges the service provider's key, or what the operator chose, gets what was agreed to with another.
    #[test]
    fn an_agreement_is_to_exactly_what_is_there() {
        let scope = scope(4);
        let fingerprint = Fingerprint { keys: [1; 32], metadata: [2; 32], terms: [3; 32] };
        let offer = |fingerprint| Offer { scope: &scope, fingerprint };
        let said = [consent(SP, "notes"), consent("https://b.example", "files")];
        assert_eq!(offer(fingerprint).position(&said), Position::Agreed);
        let ask = |keys, metadata, terms| Position::Ask(Some(Changed { keys, metadata, terms }));
        let other = |change: fn(&mut Fingerprint)| {
            let mut other = fingerprint;
            change(&mut other);
            offer(other).position(&said)
        };
        assert_eq!(other(|one| (one.keys, one.metadata) = ([9; 32], [9; 32])), ask(true, false, false));
        assert_eq!(other(|one| one.metadata = [9; 32]), ask(false, true, false));
        assert_eq!(other(|one| one.terms = [9; 32]), ask(false, false, true));
        assert_eq!(offer(fingerprint).position(&said[1..]), Position::Ask(None), "another's agreement");
    }

    #[test]
    fn answers_and_rows_that_were_put_back() {
        let fingerprint = Fingerprint { keys: [1; 32], metadata: [2; 32], terms: [3; 32] };
        let position = |version, answer| {
            let said = [Consent { answer, ..consent(SP, "notes") }];
            Offer { scope: &scope(version), fingerprint }.position(&said)
        };
        assert_eq!(position(5, Answer::Agreed), Position::Agreed, "a later one, of the same terms");
        assert_eq!(position(3, Answer::Agreed), Position::PutBack);
        assert_eq!(position(4, Answer::Never), Position::Never);
        assert_eq!(position(4, Answer::Ask), Position::Ask(None));
    }
}
