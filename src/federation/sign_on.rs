//! A sign-on from the AuthnRequest that asked for it to the answer: what was verified, in a form that can wait.

use super::authn_context::{self, Standing};
use super::flight::{Came, Seen, Step, Trail};
use super::{AnswerError, Coming, Federation, Posted, RegistryError, ServiceProvider};
use crate::audit::{AuditError, RequestMark};
use crate::db::session::LiveSession;
use crate::domain::variant::{Check, skips};
use crate::saml::authn_context::{Class, Wish};
use crate::saml::authn_request::{AuthnRequest, RequestedSubject, issuer_of};
use crate::saml::message::MessageError;
use crate::saml::metadata::AcsError;
use crate::saml::name_id::{NameIdFormat, NameIdWish, NamedSubject};
use crate::saml::post::{PostError, PostForm};
use crate::saml::redirect::{BindingError, RedirectQuery};
use crate::saml::unmet::Unmet;
use crate::saml::unverified::Unverified;
use crate::saml::verify_request::{RequestError, Verified, verify};
use crate::sign_in::session::SignedIn;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use time::Duration;

/// What the clocks of two machines that keep time may differ by.
const SKEW: Duration = Duration::seconds(60);

/// A sign-on that waits for the person, or is about to be answered. Holds nothing that was not verified.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignOn {
    pub(super) sp: String,
    /// The registered endpoint's location; looked up again, exactly, before anything is sent there.
    pub(super) acs: String,
    pub(super) relay_state: Option<String>,
    /// `None` when the sign-on began here.
    pub(super) asked: Option<Asked>,
    pub(super) begun_at: i64,
    /// As it was found by this very request; looked up again when the sign-on has waited.
    #[serde(skip)]
    pub(super) found: Option<Arc<ServiceProvider>>,
    /// Joins what is recorded of it, where it has waited or is about to.
    #[serde(default)]
    pub(super) trail: Option<Trail>,
    /// What the request brought that is being answered.
    #[serde(skip)]
    pub(super) seen: Option<Arc<Seen>>,
}

/// What the AuthnRequest asked for, as far as it changes the answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) force_authn: bool,
    pub(super) is_passive: bool,
    /// The one of those that it asks for that it would have most; what a sign-on said that waited from before the rest was kept.
    pub(super) authn_context: String,
    /// The authentication contexts that it asks for.
    #[serde(default)]
    pub(super) wish: Option<Wish>,
    /// The NameID format, where it names one.
    #[serde(default)]
    pub(super) name_id: Option<NameIdFormat>,
    /// Who is to be signed on, where it says so.
    #[serde(default)]
    pub(super) subject: Option<NamedSubject>,
    /// The AttributeConsumingServiceIndex.
    #[serde(default)]
    pub(super) attribute_service: Option<u16>,
}

/// Why a service provider gets no assertion, and at which check that was decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refusal {
    pub step: Step,
    pub unmet: Unmet,
}

type Understood = (SignOn, RequestMark, Option<Box<LiveSession>>, Option<Refusal>);

/// A request that was understood: either a sign-on to go on with, or an answer to send at once.
pub enum Arrival {
    SignOn {
        sign_on: Box<SignOn>,
        mark: RequestMark,
        /// The row of the session that was presented, read together with the service provider's.
        session: Option<Box<LiveSession>>,
    },
    Refused {
        posted: Posted,
    },
}

#[derive(Debug, thiserror::Error)]
pub enum SignOnError {
    #[error(transparent)]
    Binding(#[from] BindingError),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error("no service provider is registered under the issuer {0:?}")]
    UnknownIssuer(String),
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error(transparent)]
    Request(#[from] RequestError),
    #[error(transparent)]
    Acs(#[from] AcsError),
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

impl SignOn {
    /// True when nobody may be asked anything.
    pub fn is_passive(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.is_passive && !skips(Check::IsPassive))
    }

    /// What people call the service provider; its entityID until it was looked up.
    pub fn name(&self) -> &str {
        self.found.as_ref().map_or(&self.sp, |found| found.name())
    }

    /// Its service provider, once it was looked up.
    pub(super) fn found(&self) -> Option<&ServiceProvider> {
        self.found.as_deref()
    }

    /// True when nothing of before serves.
    pub(super) fn forces(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.force_authn)
    }

    /// The authentication contexts that it asks for.
    pub(super) fn wish(&self) -> Wish {
        let Some(asked) = &self.asked else { return Wish::Open };
        let of_before = || Wish::Preferred(Class::from_uri(&asked.authn_context).into_iter().collect());
        asked.wish.clone().unwrap_or_else(of_before)
    }
}

impl Federation {
    /// Reads an AuthnRequest from the raw query of a redirect.
    ///
    /// # Errors
    /// Anything that must not be answered anywhere: the page says what was wrong with it.
    /// `session` finds the row of the session that came with it.
    pub async fn receive_redirect(
        &self,
        raw_query: &str,
        session: Option<[u8; 32]>,
        coming: Coming<'_>,
    ) -> Result<Arrival, SignOnError> {
        let read = RedirectQuery::parse(raw_query).map_err(SignOnError::from);
        self.receive(read, session, self.seen(coming, Came::Redirect)).await
    }

    /// Reads an AuthnRequest from the octets of a posted form.
    ///
    /// # Errors
    /// Anything that must not be answered anywhere: the page says what was wrong with it.
    pub async fn receive_post(&self, form: &[u8], coming: Coming<'_>) -> Result<Arrival, SignOnError> {
        self.receive(PostForm::parse(form).map_err(SignOnError::from), None, self.seen(coming, Came::Post)).await
    }

    /// Records what was refused before there is anybody to answer to.
    async fn receive(
        &self,
        read: Result<Unverified, SignOnError>,
        session: Option<[u8; 32]>,
        mut seen: Seen,
    ) -> Result<Arrival, SignOnError> {
        let received = match read {
            Ok(unverified) => self.understand(unverified, session, &mut seen).await,
            Err(error) => Err(error),
        };
        let trail = self.flights.trail();
        let seen = Arc::new(seen);
        match received {
            Ok((mut sign_on, mark, session, refusal)) => {
                (sign_on.trail, sign_on.seen) = (Some(trail), Some(seen));
                self.arrived(sign_on, mark, session, refusal).await
            }
            Err(error) => {
                self.flights.stopped(&seen, trail, &error);
                Err(error)
            }
        }
    }

    async fn arrived(
        &self,
        sign_on: SignOn,
        mark: RequestMark,
        session: Option<Box<LiveSession>>,
        refusal: Option<Refusal>,
    ) -> Result<Arrival, SignOnError> {
        match (refusal, sign_on.found.clone()) {
            (Some(refusal), Some(sp)) => {
                let posted = self.refuse(&sp, &sign_on, refusal, Some(mark), sign_on.request_id()).await?;
                Ok(Arrival::Refused { posted })
            }
            _ => Ok(Arrival::SignOn { sign_on: Box::new(sign_on), mark, session }),
        }
    }

    async fn understand(
        &self,
        unverified: Unverified,
        session: Option<[u8; 32]>,
        seen: &mut Seen,
    ) -> Result<Understood, SignOnError> {
        if self.flights.is_on() {
            seen.xml = unverified.xml().to_vec();
            seen.relay_state = unverified.has_relay_state();
        }
        let issuer = issuer_of(&unverified)?;
        seen.issuer = Some(issuer.clone());
        let (sp, session) = self.find_both(&issuer, session).await?;
        let Some(sp) = sp else {
            seen.unfound = self.why_unfound(&issuer, seen).await;
            return Err(SignOnError::UnknownIssuer(issuer));
        };
        seen.sp = Some(Arc::clone(&sp));
        let now = self.parts.clock.now();
        let (request, refusal) = match verify(unverified, sp.metadata(), &self.sso, now, SKEW) {
            Ok(request) => {
                let refusal = unmet(&sp, &request).map(|unmet| Refusal { step: Step::Wishes, unmet });
                (request, refusal)
            }
            // Sound, but it asks for what is not done here: the service provider is told so.
            Err(RequestError::Refused { request, unmet }) => (*request, Some(Refusal { step: Step::Wishes, unmet })),
            Err(error) => return Err(error.into()),
        };
        let understood = self.understood(&sp, &request);
        seen.request = Some(request);
        let (sign_on, mark) = understood?;
        Ok((sign_on, mark, session, refusal))
    }

    /// What of a verified request changes the answer.
    fn understood(
        &self,
        sp: &Arc<ServiceProvider>,
        request: &Verified<AuthnRequest>,
    ) -> Result<(SignOn, RequestMark), SignOnError> {
        let endpoint = sp.metadata().resolve_acs(request)?;
        let wish = Wish::of(request.requested_authn_context.as_ref());
        let sign_on = SignOn {
            sp: sp.entity_id().to_owned(),
            acs: endpoint.location().to_owned(),
            relay_state: request.relay_state().map(str::to_owned),
            asked: Some(Asked {
                id: request.header.id.clone(),
                force_authn: request.force_authn,
                is_passive: request.is_passive,
                authn_context: wish.first().unwrap_or(Class::RefedsMfa).uri().to_owned(),
                wish: Some(wish),
                name_id: name_id_format(request),
                subject: subject(request),
                attribute_service: request.attribute_consuming_service_index,
            }),
            begun_at: self.parts.clock.now().unix_timestamp(),
            found: Some(Arc::clone(sp)),
            trail: None,
            seen: None,
        };
        Ok((sign_on, request_mark(sp.entity_id(), &request.header.id)))
    }

    /// A sign-on that begins here, to the service provider's default endpoint.
    pub async fn initiate(&self, entity_id: &str) -> Result<SignOn, SignOnError> {
        let unknown = || SignOnError::UnknownIssuer(entity_id.to_owned());
        let sp: Arc<ServiceProvider> = self.find(entity_id).await?.ok_or_else(unknown)?;
        let acs = sp.metadata().default_endpoint().location().to_owned();
        let begun_at = self.parts.clock.now().unix_timestamp();
        let sp_name = sp.entity_id().to_owned();
        let found = Some(sp);
        Ok(SignOn { sp: sp_name, acs, relay_state: None, asked: None, begun_at, found, trail: None, seen: None })
    }

    /// Finds the service provider of a sign-on that has waited, as it is at this request.
    ///
    /// # Errors
    /// It is no longer registered; keeper or database are away.
    pub async fn look_up(&self, sign_on: &mut SignOn) -> Result<(), AnswerError> {
        let found = self.provider_of(sign_on).await?;
        sign_on.found = Some(found.ok_or_else(|| AnswerError::Gone(sign_on.sp.clone()))?);
        Ok(())
    }

    /// Whether a session serves for a sign-on whose service provider was looked up.
    pub fn standing(&self, sign_on: &SignOn, person: &SignedIn) -> Standing {
        let options = sign_on.found.as_ref().map(|found| *found.options()).unwrap_or_default();
        authn_context::standing(sign_on, &options, person, self.parts.clock.now())
    }

    /// The service provider of a sign-on, as it is at this request. `None` when it is no longer registered.
    pub(super) async fn provider_of(&self, sign_on: &SignOn) -> Result<Option<Arc<ServiceProvider>>, RegistryError> {
        match &sign_on.found {
            Some(found) => Ok(Some(Arc::clone(found))),
            None => self.find(&sign_on.sp).await,
        }
    }
}

/// What was asked for and this sign-in, or this service provider, cannot have.
fn unmet(sp: &ServiceProvider, request: &AuthnRequest) -> Option<Unmet> {
    // SAML core §3.3.2.2.1: where none of what is asked for is ever met, nobody needs to be asked.
    if Wish::of(request.requested_authn_context.as_ref()).is_impossible() {
        return Some(Unmet::Context);
    }
    if name_id_format(request).is_some_and(|format| !sp.gives(format)) {
        return Some(Unmet::NotForIt);
    }
    // SAML core §3.4.1: the index "identifies information … describing the SAML attributes the requester desires": one that is
    // not in the metadata identifies none, and to tell everything instead would not be what was asked.
    if sp.metadata().attribute_service(request.attribute_consuming_service_index).is_err() {
        return Some(Unmet::Service);
    }
    None
}

/// The person whom the request names.
fn subject(request: &AuthnRequest) -> Option<NamedSubject> {
    match &request.subject {
        Some(RequestedSubject::Named(named)) => Some(named.clone()),
        Some(RequestedSubject::Otherwise) | None => None,
    }
}

/// The format that the request names; `None` when it leaves it open.
fn name_id_format(request: &AuthnRequest) -> Option<NameIdFormat> {
    match NameIdWish::of(request.name_id_policy.as_ref()?.format.as_deref())? {
        NameIdWish::Open => None,
        NameIdWish::Exactly(format) => Some(format),
    }
}

pub(crate) fn request_mark(sp: &str, id: &str) -> RequestMark {
    RequestMark(sha256(&lp(&[labels::REQUEST_MARK.as_bytes(), sp.as_bytes(), id.as_bytes()])))
}
