//! Keys for a page: what its address may ask, where the person stands to it, and the answer, which goes in the fragment of the
//! registered address, sealed to the key that the page made. The service provider's server sees neither.

use super::{AnswerError, Federation, KeyQuestion, ServiceProvider, SignOn, SignOnError, Standing};
use crate::audit::{Entry, Event, Subject};
use crate::domain::scope::{Delivery, ENTITY_ID_MAX, Purpose, PurposeFault};
use crate::domain::variant::{Check, skips};
use crate::keys::consent::{self, Offer, Position};
use crate::keys::delivery::{Due, due};
use crate::keys::jwe::{self, KeyFault, PagePublicKey, Parties};
use crate::sign_in::change::ChangeError;
use crate::sign_in::session::SignedIn;
use crate::vault::profile::consents::Answer;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// Characters of a state: what a page recognises its own question by.
const STATE_MAX: usize = 128;
/// Keys in one answer: it stands in an address, and proxies pass on eight kilobytes of a header at least.
const MOST_KEYS: usize = 40;
/// Octets of a query that is read: four values, all of which could be escaped.
const QUERY_MAX: usize = 3 * (ENTITY_ID_MAX + STATE_MAX + 256);

/// What a page asks, once it was understood. May wait for the person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PageQuestion {
    sign_on: SignOn,
    purpose: String,
    key: String,
    state: String,
}

/// Why there is an error page, and nothing is sent anywhere.
#[derive(Debug, thiserror::Error)]
pub enum PageQuestionError {
    #[error("the address must say sp, purpose, key and state, each once, and nothing else")]
    Query,
    #[error(transparent)]
    Purpose(#[from] PurposeFault),
    #[error("its state must be 1 to {STATE_MAX} letters, digits, and - . _ ~")]
    State,
    #[error("its public key cannot be used: {0}")]
    Key(#[from] KeyFault),
    #[error("{0} gets no keys for pages for {1}")]
    NotEnabled(String, Purpose),
    #[error(transparent)]
    SignOn(#[from] SignOnError),
}

/// Why a page gets no keys, in the word that it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The person said no just now.
    Declined,
    /// They said no for good, or ended it.
    Ended,
    NotEnabled,
    /// This session asked too often.
    TooMany,
    /// There are more keys than an answer has room for.
    TooManyKeys,
}

impl Refusal {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::Ended => "ended",
            Self::NotEnabled => "not_enabled",
            Self::TooMany => "too_many",
            Self::TooManyKeys => "too_many_keys",
        }
    }
}

/// What comes next for a question.
#[derive(Debug)]
pub enum PageNext {
    SignIn,
    Ask(KeyQuestion),
    Answer,
    Refuse(Refusal),
}

impl PageQuestion {
    /// What people call the application.
    pub fn name(&self) -> &str {
        self.sign_on.name()
    }

    pub fn sign_on_mut(&mut self) -> &mut SignOn {
        &mut self.sign_on
    }

    /// What is offered now for what was asked; none where that was ended or changed meanwhile.
    fn offer(&self) -> Option<Offer<'_>> {
        page_offers(self.sign_on.found()?).find(|offer| offer.scope.purpose.as_str() == self.purpose)
    }

    /// Where the page is led back to: what is registered, by the row as it is now.
    pub fn return_to(&self) -> Option<&str> {
        self.offer()?.scope.return_to.as_ref().map(|back| back.as_str())
    }

    /// The address with a refusal in its fragment.
    pub fn refused(&self, refusal: Refusal) -> Option<String> {
        Some(format!("{}#senza_error={}&state={}", self.return_to()?, refusal.word(), self.state))
    }
}

impl Federation {
    /// Reads the query of a page's question.
    ///
    /// # Errors
    /// See [`PageQuestionError`].
    pub async fn page_question(&self, raw_query: &str) -> Result<PageQuestion, PageQuestionError> {
        let [sp, purpose, key, state] = values(raw_query)?;
        let purpose = Purpose::parse(&purpose)?;
        let is_plain = |one: u8| one.is_ascii_alphanumeric() || b"-._~".contains(&one);
        if state.is_empty() || state.len() > STATE_MAX || !state.bytes().all(is_plain) {
            return Err(PageQuestionError::State);
        }
        PagePublicKey::parse(&key)?;
        let sign_on = self.initiate(&sp).await?;
        let question = PageQuestion { sign_on, purpose: purpose.to_string(), key, state };
        match question.return_to() {
            Some(_) => Ok(question),
            None => Err(PageQuestionError::NotEnabled(sp, purpose)),
        }
    }

    /// Where a person stands to a question whose service provider was looked up.
    pub fn page_next(&self, question: &PageQuestion, person: Option<&SignedIn>) -> PageNext {
        let Some(person) = person else { return PageNext::SignIn };
        // No less than for a sign-on.
        if !matches!(self.standing(&question.sign_on, person), Standing::Met(_)) {
            return PageNext::SignIn;
        }
        let Some(offer) = question.offer() else { return PageNext::Refuse(Refusal::NotEnabled) };
        let said = person.held_keys().map(|held| held.consents).unwrap_or_default();
        match offer.position(&said) {
            Position::Agreed => PageNext::Answer,
            Position::Ask(changed) => PageNext::Ask(KeyQuestion::about(&offer, changed)),
            Position::Never => PageNext::Refuse(Refusal::Ended),
            Position::PutBack => PageNext::Refuse(Refusal::NotEnabled),
        }
    }

    /// Writes down what the person said to a question.
    ///
    /// # Errors
    /// `Changed` when it is not offered any more, or was changed meanwhile; see [`ChangeError`].
    pub async fn say_of_page(
        &self,
        question: &PageQuestion,
        person: &SignedIn,
        answer: Answer,
        request_id: &str,
    ) -> Result<(), ChangeError> {
        let offer = question.offer().ok_or(ChangeError::Changed)?;
        consent::answer(&self.parts, person, &offer, answer, request_id).await
    }

    /// The address with the answer in its fragment, once it is on record; `None` where nothing is registered any more.
    ///
    /// # Errors
    /// The session has ended meanwhile; keeper or database are away.
    pub async fn answer_page(
        &self,
        question: &PageQuestion,
        person: &SignedIn,
        request_id: &str,
    ) -> Result<Option<String>, AnswerError> {
        let now = self.parts.clock.now();
        let (Some(sp), Some(offer), Some(back)) = (question.sign_on.found(), question.offer(), question.return_to())
        else {
            return Ok(None);
        };
        if !self.page_asks.may_ask(person.id_hash(), now) {
            return Ok(question.refused(Refusal::TooMany));
        }
        // Before anything is noted as delivered.
        let generations = person.held_keys().map_or(0, |held| held.data_seeds.len());
        let has_room = generations.saturating_mul(offer.scope.live_epochs(now.date()).len()) <= MOST_KEYS;
        if !has_room && !skips(Check::AnswerSize) {
            tracing::warn!(
                entity_id = sp.entity_id(),
                purpose = question.purpose,
                "more keys than an answer has room for"
            );
            return Ok(question.refused(Refusal::TooManyKeys));
        }
        let due = due(&self.parts, person, &[offer], sp.all_scopes()).await?;
        let Some(due) = due.into_iter().next() else { return Ok(question.refused(Refusal::NotEnabled)) };
        let sealed = self.sealed(question, sp, person, &due)?;
        // On record before it leaves, and not for a session that ended meanwhile.
        let entry = Entry {
            at: now,
            event: Event::KeyForPage,
            subject: Subject::Account(person.account),
            service_provider: sp.entity_id().to_owned(),
            request_id: request_id.to_owned(),
            mark: None,
            participant: None,
            session: Some(*person.id_hash()),
        };
        self.parts.journal.record(entry).await?;
        Ok(Some(format!("{back}#senza_key={sealed}&state={}", question.state)))
    }

    fn sealed(
        &self,
        question: &PageQuestion,
        sp: &ServiceProvider,
        person: &SignedIn,
        due: &Due,
    ) -> Result<String, AnswerError> {
        let to = PagePublicKey::parse(&question.key).map_err(AnswerError::PageKey)?;
        let ids: Vec<String> = due.keys.iter().map(|key| key.id()).collect();
        let said = [
            ("typ", json!("senza-keys-1")),
            ("iss", json!(&*self.entity_id)),
            ("sp", json!(sp.entity_id())),
            ("purpose", json!(question.purpose)),
            ("state", json!(question.state)),
            ("kids", json!(ids)),
        ];
        let said: Map<String, Value> = said.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        let parties = Parties { from: &self.entity_id, to: sp.entity_id() };
        let plain = plain(self.known_as(sp, person).as_deref(), due);
        Ok(jwe::seal(&to, parties, said, plain.as_bytes(), &*self.parts.random)?)
    }
}

/// `{"subject": …, "keys": [{"id": …, "key": …}, …]}`, written here so that no copy of a key stays behind. Ids and keys are
/// letters, digits and few signs; the subject is written by the encoder.
fn plain(subject: Option<&str>, due: &Due) -> Zeroizing<String> {
    let subject = json!(subject).to_string();
    let length = due.keys.len() * 128 + subject.len() + 64;
    let mut text = Zeroizing::new(String::with_capacity(length));
    text.push_str("{\"subject\":");
    text.push_str(&subject);
    text.push_str(",\"keys\":[");
    for (at, key) in due.keys.iter().enumerate() {
        for part in [if at == 0 { "" } else { "," }, "{\"id\":\"", &key.id(), "\",\"key\":\"", &key.text(), "\"}"] {
            text.push_str(part);
        }
    }
    text.push_str("]}");
    text
}

/// What may be delivered to pages of a service provider.
pub(super) fn page_offers(sp: &ServiceProvider) -> impl Iterator<Item = Offer<'_>> {
    let scopes = sp.scopes().iter().filter(|scope| scope.delivery == Delivery::Browser);
    scopes.map(|scope| Offer { scope, fingerprint: sp.fingerprint(scope) })
}

/// Each of the four once, in an order of their own.
fn values(raw_query: &str) -> Result<[String; 4], PageQuestionError> {
    if raw_query.len() > QUERY_MAX {
        return Err(PageQuestionError::Query);
    }
    let mut found: [Option<String>; 4] = Default::default();
    for (name, value) in url::form_urlencoded::parse(raw_query.as_bytes()) {
        let at = ["sp", "purpose", "key", "state"].iter().position(|known| *known == name);
        let place = at.and_then(|at| found.get_mut(at)).ok_or(PageQuestionError::Query)?;
        if place.replace(value.into_owned()).is_some() && !skips(Check::RepeatedParameter) {
            return Err(PageQuestionError::Query);
        }
    }
    let [sp, purpose, key, state] = found.map(|value| value.ok_or(PageQuestionError::Query));
    Ok([sp?, purpose?, key?, state?])
}
