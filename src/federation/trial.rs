//! A sign-on to try a service provider, of somebody who was made up: by the same builder as every other, with an identity seed that was
//! drawn for this one answer and is kept nowhere, so that no name in it is ever a person's.
//!
//! An application does not know that it is a trial, except by what it reads: it may make an account for who was made up. So the page says.

use super::answer::{Rows, posted};
use super::authn_context::{self, Standing};
use super::preview::{Invented, needs_mail};
use super::{AnswerError, Federation, Posted, ProvedError, RegistryError, ServiceProvider};
use crate::audit::{Event, Subject};
use crate::saml::assertion::{AssertionContent, Validity};
use crate::saml::authn_context::Wish;
use crate::saml::name_id::NameId;
use crate::saml::random_id::message_id;
use crate::sign_in::change::{Typed, confirmed};
use crate::sign_in::factors::{Factor, Factors};
use crate::sign_in::session::SignedIn;
use time::{Duration, OffsetDateTime};

/// How long the application may keep whoever was made up signed in.
const LASTS: Duration = Duration::minutes(10);

/// Why there was none.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    #[error(transparent)]
    Proved(#[from] ProvedError),
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error("the application wants people to have signed in as a trial cannot")]
    Unmet,
}

impl From<RegistryError> for TrialError {
    fn from(error: RegistryError) -> Self {
        Self::Answer(error.into())
    }
}

impl Federation {
    /// The answer that signs somebody on who was made up, for an administrator who proves who they are.
    ///
    /// # Errors
    /// See [`TrialError`]; nothing leaves then.
    pub async fn trial(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        entity_id: &str,
        request_id: &str,
    ) -> Result<Posted, TrialError> {
        let sign_on = self.initiate(entity_id).await.map_err(|_| AnswerError::Gone(entity_id.to_owned()))?;
        let sp = self.provider_of(&sign_on).await?.ok_or_else(|| AnswerError::Gone(entity_id.to_owned()))?;
        let endpoint = sp.metadata().endpoint_at(&sign_on.acs).map_err(AnswerError::from)?;
        let transaction = confirmed(&self.parts, person, typed, request_id).await.map_err(ProvedError::from)?;
        // The code is used up whatever becomes of the rest.
        transaction
            .commit()
            .await
            .map_err(|error| AnswerError::from(RegistryError::from(crate::db::DbError::from(error))))?;
        let now = self.parts.clock.now();
        let content = self.trial_content(&sp, endpoint.clone(), now).ok_or(TrialError::Unmet)?;
        let keys = self.keys.current();
        let credential = keys.credential(sp.options().signature);
        let assertion = self.travelling(&sp, &content, credential).await?;
        let to_sign = self.frame(&sign_on, endpoint, now).success(assertion, credential);
        // Nobody is signed on for whom somebody would have to be told at a logout: the session that the portal begins ends by itself.
        let rows = Rows { mark: None, participant: None, session: Some(*person.id_hash()) };
        let by = Subject::Account(person.account);
        self.record_answer(Event::TrialSignedOn, by, &sp, rows, request_id, now).await.map_err(AnswerError::from)?;
        let response = self.sign(to_sign).await.map_err(AnswerError::from)?;
        Ok(posted(&sp, &sign_on, &response, true))
    }

    fn trial_content(
        &self,
        sp: &ServiceProvider,
        recipient: crate::saml::metadata::RegisteredEndpoint,
        now: OffsetDateTime,
    ) -> Option<AssertionContent> {
        let names: Vec<String> = sp.released().iter().cloned().chain(needs_mail(sp)).collect();
        let invented = Invented::with(&names, &*self.parts.random);
        // What was proved in this very minute, by who tries it.
        let factors = Factors::at(now, &[Factor::Passphrase, Factor::Totp]);
        let Standing::Met(context) =
            authn_context::decide(&Wish::Open, sp.options().default_context, &factors, None, false)
        else {
            return None;
        };
        let subject: NameId = self.name_id(sp, None, invented.about()).ok()?;
        let service = sp.metadata().attribute_service(None).ok()?;
        Some(AssertionContent {
            id: message_id(&*self.parts.random),
            issue_instant: now,
            issuer: self.entity_id.to_string(),
            subject,
            recipient,
            in_response_to: None,
            audience: sp.entity_id().to_owned(),
            validity: Validity::starting(now, Validity::LONGEST),
            authn_instant: context.instant,
            session_index: format!("_trial{}", message_id(&*self.parts.random)),
            session_not_on_or_after: Some(now + LASTS),
            authn_context_class: context.class.uri().to_owned(),
            attributes: self.attributes(sp, service, invented.about()),
            // Keys are people's, and nobody's here.
            keys: Vec::new(),
        })
    }
}
