//! Building, signing and recording the answer to a sign-on. It leaves only after its audit row is durable.

use super::sign_on::REFEDS_MFA;
use super::{Federation, RegistryError, ServiceProvider, SignOn};
use crate::audit::{AuditError, Entry, Event, RequestMark, Subject};
use crate::db::PgConnection;
use crate::domain::random;
use crate::keeper::KeeperError;
use crate::saml::assertion::{AssertionContent, BuildError, unsigned};
use crate::saml::encrypt::EncryptError;
use crate::saml::metadata::{AcsError, RegisteredEndpoint};
use crate::saml::name_id::NameId;
use crate::saml::response::{Body, ResponseContent, SignedResponse};
use crate::saml::status::Status;
use crate::sign_in::session::SignedIn;
use time::{Duration, OffsetDateTime};

/// How long an assertion may be presented. Rule: five minutes at most.
const VALIDITY: Duration = Duration::minutes(5);
/// How far before now an assertion is valid, for clocks that are behind ours.
const SKEW: Duration = Duration::seconds(60);

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
    Build(#[from] BuildError),
    #[error(transparent)]
    Encrypt(#[from] EncryptError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl Federation {
    /// The answer for a person who is signed in.
    ///
    /// # Errors
    /// The request was answered before; the service provider is gone; keeper or database are away.
    pub async fn answer(
        &self,
        db: &mut PgConnection,
        sign_on: &SignOn,
        person: &SignedIn,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let gone = || AnswerError::Gone(sign_on.sp.clone());
        let sp = self.find(db, &sign_on.sp).await?.ok_or_else(gone)?;
        let endpoint = sp.metadata().endpoint_at(&sign_on.acs)?;
        let now = self.parts.clock.now();
        let content = self.assertion(&sp, sign_on, person, &endpoint, now);
        let to_sign = unsigned(&content, &self.certificate)?;
        let signature = self.parts.keeper.sign_saml(to_sign.signed_info()).await?;
        let assertion = to_sign.finish(&signature);
        let body = match sp.metadata().encryption_key() {
            Some(key) => Body::Encrypted(assertion.encrypt(key, &*self.parts.random)?),
            None => Body::Plain(assertion),
        };
        let response = self.sign(&endpoint, sign_on, Status::SUCCESS, "", body, now).await?;
        let subject = Subject::Account(person.account);
        self.record_answer(Event::SignedOn, subject, &sp, mark, request_id, now).await?;
        Ok(posted(&sp, endpoint, sign_on, &response, true))
    }

    /// An answer that says why there is none.
    pub async fn refuse(
        &self,
        sp: &ServiceProvider,
        sign_on: &SignOn,
        status: Status,
        message: &str,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let endpoint = sp.metadata().endpoint_at(&sign_on.acs)?;
        let now = self.parts.clock.now();
        let response = self.sign(&endpoint, sign_on, status, message, Body::None, now).await?;
        self.record_answer(Event::SignOnRefused, Subject::Nobody, sp, mark, request_id, now).await?;
        Ok(posted(sp, endpoint, sign_on, &response, false))
    }

    /// IsPassive, and nobody is signed in.
    pub async fn refuse_passive(
        &self,
        db: &mut PgConnection,
        sign_on: &SignOn,
        mark: Option<RequestMark>,
        request_id: &str,
    ) -> Result<Posted, AnswerError> {
        let gone = || AnswerError::Gone(sign_on.sp.clone());
        let sp = self.find(db, &sign_on.sp).await?.ok_or_else(gone)?;
        let message = "nobody is signed in, and the request forbids asking";
        self.refuse(&sp, sign_on, Status::NO_PASSIVE, message, mark, request_id).await
    }

    fn assertion<'a>(
        &'a self,
        sp: &'a ServiceProvider,
        sign_on: &'a SignOn,
        person: &'a SignedIn,
        endpoint: &'a RegisteredEndpoint,
        now: OffsetDateTime,
    ) -> AssertionContent<'a> {
        AssertionContent {
            id: self.message_id(),
            issue_instant: now,
            issuer: &self.entity_id,
            name_id: NameId::transient(self.message_id(), &self.entity_id, sp.entity_id()),
            recipient: endpoint,
            in_response_to: sign_on.asked.as_ref().map(|asked| asked.id.as_str()),
            audience: sp.entity_id(),
            not_before: now - SKEW,
            not_on_or_after: now + VALIDITY,
            authn_instant: person.authn_instant(),
            session_index: person.session_index(),
            session_not_on_or_after: person.ends_at(),
            authn_context: sign_on.asked.as_ref().map_or(REFEDS_MFA, |asked| &asked.authn_context),
            attributes: self.attributes(sp, person),
        }
    }

    async fn sign(
        &self,
        endpoint: &RegisteredEndpoint,
        sign_on: &SignOn,
        status: Status,
        message: &str,
        body: Body,
        now: OffsetDateTime,
    ) -> Result<SignedResponse, AnswerError> {
        let content = ResponseContent {
            id: self.message_id(),
            issue_instant: now,
            issuer: &self.entity_id,
            destination: endpoint,
            in_response_to: sign_on.asked.as_ref().map(|asked| asked.id.as_str()),
            status,
            message,
            body,
        };
        let to_sign = content.unsigned(&self.certificate)?;
        let signature = self.parts.keeper.sign_saml(to_sign.signed_info()).await?;
        Ok(to_sign.finish(&signature))
    }

    async fn record_answer(
        &self,
        event: Event,
        subject: Subject,
        sp: &ServiceProvider,
        mark: Option<RequestMark>,
        request_id: &str,
        at: OffsetDateTime,
    ) -> Result<(), AuditError> {
        let entry = Entry {
            at,
            event,
            subject,
            service_provider: sp.entity_id().to_owned(),
            request_id: request_id.to_owned(),
            mark,
        };
        self.parts.journal.record(entry).await
    }

    /// An NCName with 160 random bits. SAML Core §1.3.4 asks for 128 at least.
    fn message_id(&self) -> String {
        let octets: [u8; 20] = random::octets(&*self.parts.random);
        format!("_{}", data_encoding::HEXLOWER.encode(&octets))
    }
}

fn posted(
    sp: &ServiceProvider,
    endpoint: RegisteredEndpoint,
    sign_on: &SignOn,
    response: &SignedResponse,
    is_success: bool,
) -> Posted {
    Posted {
        name: sp.name().to_owned(),
        location: endpoint.location().to_owned(),
        saml_response: response.base64(),
        relay_state: sign_on.relay_state.clone(),
        is_success,
    }
}
