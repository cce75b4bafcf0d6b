//! Building, signing and recording the answer to a sign-on. It leaves only after its audit row is durable.

use super::authn_context::{Context, Standing, standing};
use super::flight::{Answered, Ended, Step};
use super::participants::ParticipantError;
use super::sign_on::Refusal;
use super::{Federation, RegistryError, ServiceProvider, SignOn};
use crate::audit::{self, AuditError, Entry, Event, RequestMark, Subject};
use crate::db::participant::ParticipantRow;
use crate::domain::variant::{Check, skips};
use crate::keeper::{AuditWho, KeeperError};
use crate::keys::jwe::{JweError, KeyFault};
use crate::saml::assertion::{AssertionContent, BareAssertion, Validity, unsigned};
use crate::saml::encrypt::EncryptError;
use crate::saml::metadata::{AcsError, RegisteredEndpoint};
use crate::saml::name_id::NameId;
use crate::saml::random_id::message_id;
use crate::saml::response::{Response, SignedResponse, TravellingAssertion};
use crate::saml::signature::Credential;
use crate::saml::unmet::Unmet;
use crate::sign_in::change::ChangeError;
use crate::sign_in::session::SignedIn;
use time::OffsetDateTime;

/// A message on its way to a registered endpoint, through the browser.
#[derive(Debug)]
pub struct Posted {
    /// What people call the service provider.
    pub name: String,
    pub location: String,
    /// Base64, for the form field of this name.
    pub saml_response: String,
    pub relay_state: Option<String>,
    /// False when the message says why not.
    pub is_success: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    #[error("the service provider {0:?} is no longer registered")]
    Gone(String),
    #[error(transparent)]
    Acs(#[from] AcsError),
    #[error(transparent)]
    Encrypt(#[from] EncryptError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Participant(#[from] ParticipantError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error("the page's key: {0}")]
    PageKey(KeyFault),
    #[error(transparent)]
    Seal(#[from] JweError),
    #[error("keys could not be delivered: {0}")]
    Keys(#[from] ChangeError),
}

/// What is written in the same commit as the audit row.
pub(super) struct Rows {
    pub(super) mark: Option<RequestMark>,
    pub(super) participant: Option<ParticipantRow>,
    pub(super) session: Option<[u8; 32]>,
}

/// Decided when the person was there.
fn at_last(unmet: Unmet) -> Refusal {
    Refusal { step: Step::Person, unmet }
}

impl Federation {
    /// The answer for a person who is signed in.
    ///
    /// # Errors
    /// The request was answered before; the session has ended meanwhile; the service provider is gone; keeper or database are away.
    pub async fn answer(
        &self,
        sign_on: &SignOn,
        person: &SignedIn,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let answered = self.answered(sign_on, person, mark, request_id).await;
        self.note_failure(sign_on, answered.as_ref().err());
        answered
    }

    async fn answered(
        &self,
        sign_on: &SignOn,
        person: &SignedIn,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let gone = || AnswerError::Gone(sign_on.sp.clone());
        let sp = self.provider_of(sign_on).await?.ok_or_else(gone)?;
        let endpoint = sp.metadata().endpoint_at(&sign_on.acs)?;
        let now = self.parts.clock.now();
        // Most service providers do not compare what they get with what they asked for: whatever led here, nothing is asserted
        // that this session does not meet.
        let context = match standing(sign_on, sp.options(), person, now) {
            Standing::Met(context) => Ok(context),
            Standing::StepUp(_) | Standing::SignIn => Err(Unmet::Session),
        };
        let subject = self.subject(&sp, sign_on, person).await?;
        let content = context.and_then(|context| {
            subject.and_then(|subject| self.assertion(&sp, sign_on, (person, context), subject, &endpoint, now))
        });
        let mut content = match content {
            Ok(content) => content,
            Err(unmet) => return self.refused(&sp, sign_on, at_last(unmet), mark, request_id).await,
        };
        content.keys = self.keys_due(&sp, person).await?;
        // Nobody's attribute takes the place of a key.
        content.attributes.retain(|told| content.keys.iter().all(|key| key.name() != told.name));
        let keys = self.keys.current();
        let credential = keys.credential(sp.options().signature);
        // What does not wait for each other's answers is asked of the keeper together: it wakes once for all of it.
        let (participant, assertion, pseudonym) = tokio::join!(
            self.participation(&sp, person, &content.subject, &content.session_index),
            self.travelling(&sp, &content, credential),
            self.parts.keeper.audit_subject(self.parts.org, AuditWho::Account(person.account), audit::day(now)),
        );
        let (participant, assertion, pseudonym) = (participant?, assertion?, pseudonym?);
        let subject = Subject::Pseudonym(pseudonym);
        let to_sign = self.frame(sign_on, endpoint, now).success(assertion, credential);
        let rows = Rows { mark, participant: Some(participant), session: Some(*person.id_hash()) };
        // The row says that this was answered, and not with what: it is written while the answer is being signed. Nothing
        // leaves unless both are done.
        let recorded = self.record_answer(Event::SignedOn, subject, &sp, rows, request_id, now);
        let (recorded, response) = tokio::join!(recorded, self.sign(to_sign));
        recorded?;
        let posted = posted(&sp, sign_on, &response?, true);
        self.note(sign_on, Ended::Answered(Box::new(Answered::of(&content, &sp, credential, pseudonym))));
        Ok(posted)
    }

    /// A failure after the request was understood, for the record.
    pub(super) fn note_failure(&self, sign_on: &SignOn, error: Option<&AnswerError>) {
        if let Some((error, (seen, trail))) = error.zip(sign_on.recorded()) {
            self.flights.unanswered(seen, trail, error);
        }
    }

    /// An answer that says why there is none.
    pub(super) async fn refuse(
        &self,
        sp: &ServiceProvider,
        sign_on: &SignOn,
        refusal: Refusal,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let refused = self.refused(sp, sign_on, refusal, mark, request_id).await;
        self.note_failure(sign_on, refused.as_ref().err());
        refused
    }

    async fn refused(
        &self,
        sp: &ServiceProvider,
        sign_on: &SignOn,
        refusal: Refusal,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let Refusal { step, unmet } = refusal;
        let endpoint = sp.metadata().endpoint_at(&sign_on.acs)?;
        let now = self.parts.clock.now();
        let frame = self.frame(sign_on, endpoint, now);
        let keys = self.keys.current();
        let credential = keys.credential(sp.options().signature);
        let response = self.sign(frame.error(unmet.status(), unmet.sentence(), credential)).await?;
        let rows = Rows { mark, participant: None, session: None };
        self.record_answer(Event::SignOnRefused, Subject::Nobody, sp, rows, request_id, now).await?;
        let endpoint = response.destination().location().to_owned();
        self.note(sign_on, Ended::Refused { step, unmet, endpoint });
        Ok(posted(sp, sign_on, &response, false))
    }

    /// IsPassive, and nobody is signed in, or not as it is wanted.
    pub async fn refuse_passive(
        &self,
        sign_on: &SignOn,
        is_signed_in: bool,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let gone = || AnswerError::Gone(sign_on.sp.clone());
        let sp = self.provider_of(sign_on).await?.ok_or_else(gone)?;
        let unmet = if is_signed_in { Unmet::MayNotAsk } else { Unmet::Nobody };
        self.refuse(&sp, sign_on, at_last(unmet), mark, request_id).await
    }

    /// The person goes back without proving what was missing.
    pub async fn refuse_unproved(&self, sign_on: &SignOn, request_id: &str) -> Result<Posted, AnswerError> {
        let gone = || AnswerError::Gone(sign_on.sp.clone());
        let sp = self.provider_of(sign_on).await?.ok_or_else(gone)?;
        self.refuse(&sp, sign_on, at_last(Unmet::Unproved), None, request_id).await
    }

    /// Whom the assertion is about, in the words that the service provider is to know them by.
    async fn subject(
        &self,
        sp: &ServiceProvider,
        sign_on: &SignOn,
        person: &SignedIn,
    ) -> Result<Result<NameId, Unmet>, ParticipantError> {
        let format = sign_on.asked.as_ref().and_then(|asked| asked.name_id);
        let Some(named) = sign_on.asked.as_ref().and_then(|asked| asked.subject.as_ref()) else {
            return Ok(self.name_id(sp, format, person.into()));
        };
        // SAML profiles §4.1.4.1: "If the identity provider does not recognize the principal as that identity, then it MUST
        // respond with a <Response> message containing an error status and no assertions."
        Ok(match self.recognised(sp, named, person).await? {
            None => Err(Unmet::Person),
            Some(name) if format.is_some_and(|format| format != name.format) => Err(Unmet::OtherFormat),
            Some(name) => Ok(name),
        })
    }

    fn assertion(
        &self,
        sp: &ServiceProvider,
        sign_on: &SignOn,
        (person, context): (&SignedIn, Context),
        subject: NameId,
        endpoint: &RegisteredEndpoint,
        now: OffsetDateTime,
    ) -> Result<AssertionContent, Unmet> {
        let asked = sign_on.asked.as_ref();
        let index = asked.and_then(|asked| asked.attribute_service);
        // Asked once more: the metadata may have been replaced while the sign-on waited.
        let service = sp.metadata().attribute_service(index).map_err(|_| Unmet::Service)?;
        Ok(AssertionContent {
            id: message_id(&*self.parts.random),
            issue_instant: now,
            issuer: self.entity_id.to_string(),
            subject,
            recipient: endpoint.clone(),
            in_response_to: asked.map(|asked| asked.id.clone()),
            audience: sp.entity_id().to_owned(),
            validity: Validity::starting(now, Validity::LONGEST),
            authn_instant: context.instant,
            session_index: person.session_index(sp.entity_id()),
            session_not_on_or_after: Some(person.ends_at()),
            authn_context_class: context.class.uri().to_owned(),
            attributes: self.attributes(sp, service, person.into()),
            keys: Vec::new(),
        })
    }

    /// Signed unless the operator saves that, and encrypted where there is a key.
    pub(super) async fn travelling(
        &self,
        sp: &ServiceProvider,
        content: &AssertionContent,
        credential: &Credential,
    ) -> Result<TravellingAssertion, AnswerError> {
        let (key, random) = (sp.metadata().encryption_key(), &*self.parts.random);
        if sp.options().skip_assertion_signature {
            let bare = BareAssertion::new(content);
            return Ok(match key {
                Some(key) => bare.encrypt(key, random)?.into(),
                None => bare.into(),
            });
        }
        let signed = self.sign(unsigned(content, credential)).await?;
        Ok(match key {
            Some(key) => signed.encrypt(key, random)?.into(),
            None => signed.into(),
        })
    }

    pub(super) fn frame(&self, sign_on: &SignOn, destination: RegisteredEndpoint, now: OffsetDateTime) -> Response {
        Response {
            id: message_id(&*self.parts.random),
            issue_instant: now,
            issuer: self.entity_id.to_string(),
            destination,
            in_response_to: sign_on.asked.as_ref().map(|asked| asked.id.clone()),
        }
    }

    pub(super) async fn record_answer(
        &self,
        event: Event,
        subject: Subject,
        sp: &ServiceProvider,
        rows: Rows,
        request_id: &str,
        at: OffsetDateTime,
    ) -> Result<(), AuditError> {
        let entry = Entry {
            at,
            event,
            subject,
            service_provider: sp.entity_id().to_owned(),
            request_id: request_id.to_owned(),
            mark: rows.mark.filter(|_| !skips(Check::Replay)),
            participant: rows.participant,
            session: rows.session,
        };
        self.parts.journal.record(entry).await
    }
}

pub(super) fn posted(sp: &ServiceProvider, sign_on: &SignOn, response: &SignedResponse, is_success: bool) -> Posted {
    Posted {
        name: sp.name().to_owned(),
        location: response.destination().location().to_owned(),
        saml_response: response.base64(),
        relay_state: sign_on.relay_state.clone(),
        is_success,
    }
}
