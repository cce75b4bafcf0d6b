//! The portal's conduct, apart from HTTP: starting a sign-in, taking a response, letting its own browser claim it.
//!
//! A response arrives by a POST from the provider's site, which carries none of this portal's cookies (SameSite=Lax).
//! So it is verified and put aside, and the browser is sent on to a GET that does carry them: only the browser that
//! started the sign-in may claim what came of it.

mod sign_out;

use crate::arguments::Base;
use crate::assertion::{self, AssertionError, Expected};
use crate::decrypt::{self, DecryptError};
use crate::envelope::{self, EnvelopeError, PROTOCOL};
use crate::identity::Identity;
use crate::idp::IdentityProvider;
use crate::logout::LogoutError;
use crate::memory::Shelf;
use crate::notes::Notes;
use crate::request::{self, RequestError, Wish};
use crate::response::{self, ResponseError, SKEW};
use crate::sign_in::SignIn;
use chrono::{DateTime, TimeDelta, Utc};
pub(crate) use sign_out::Left;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

const REQUEST_LASTS: TimeDelta = TimeDelta::minutes(15);
const ARRIVAL_LASTS: TimeDelta = TimeDelta::minutes(2);
const SESSION_LASTS: TimeDelta = TimeDelta::hours(8);
/// Longer than any assertion this portal accepts can stay valid.
const SEEN_LASTS: TimeDelta = TimeDelta::minutes(30);

/// The browser (by its sign-in cookie) that began; `None` where the provider began.
type Starter = Option<String>;

pub(crate) struct Portal {
    pub(crate) base: Base,
    pub(crate) identity: Identity,
    pub(crate) idp: OnceLock<IdentityProvider>,
    pub(crate) notes: Notes,
    memory: Mutex<Memory>,
}

/// A request that waits for its answer.
struct Asked {
    browser: String,
    wish: Wish,
    at: DateTime<Utc>,
}

struct Memory {
    requests: Shelf<Asked>,
    arrivals: Shelf<(SignIn, Starter)>,
    sessions: Shelf<SignIn>,
    seen: Shelf<()>,
    /// Logout requests of ours, by ID.
    leaving: Shelf<()>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum PortalError {
    #[error("the identity provider's metadata has not been read yet")]
    NotReady,
    #[error(transparent)]
    Request(#[from] RequestError),
    #[error("the random generator failed: {0}")]
    Random(#[from] openssl::error::ErrorStack),
    #[error("SAMLResponse is missing, repeated, or not base64 of UTF-8")]
    Encoding,
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error(transparent)]
    Response(#[from] ResponseError),
    #[error(transparent)]
    Decrypt(#[from] DecryptError),
    #[error(transparent)]
    Assertion(#[from] AssertionError),
    #[error(transparent)]
    Logout(#[from] LogoutError),
    #[error("the identity provider asked for a logout, and its metadata has no address for the answer")]
    NowhereToAnswer,
    #[error("verifying the response came to an unexpected end")]
    Died,
    #[error("the response answers a request that this portal did not make, or that was answered before")]
    UnknownRequest,
    #[error("the response does not meet what the request asked for")]
    Unmet,
    #[error("this assertion was used before")]
    Replayed,
    #[error("there is no sign-in to claim, or it was claimed before")]
    NothingToClaim,
    #[error("the sign-in was started in another browser")]
    AnotherBrowser,
}

/// A sign-in under way: where to send the browser, and the cookie value by which it will be known on its return.
pub(crate) struct Departure {
    pub(crate) address: String,
    pub(crate) browser: String,
}

impl Portal {
    pub(crate) fn new(base: Base, identity: Identity, notes: Notes) -> Self {
        let memory = Memory {
            requests: Shelf::new(4096),
            arrivals: Shelf::new(1024),
            sessions: Shelf::new(4096),
            seen: Shelf::new(16384),
            leaving: Shelf::new(4096),
        };
        Self { base, identity, idp: OnceLock::new(), notes, memory: Mutex::new(memory) }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a signed AuthnRequest and remembers it. `browser` is the cookie's value, where there is one already.
    pub(crate) fn depart(
        &self,
        browser: Option<String>,
        wish: Wish,
        now: DateTime<Utc>,
    ) -> Result<Departure, PortalError> {
        let idp = self.idp.get().ok_or(PortalError::NotReady)?;
        let browser = browser.map_or_else(crate::token::random, Ok)?;
        // An ID is an NCName, which may not start with a digit (SAML core 1.3.4).
        let id = format!("_{}", crate::token::random()?);
        let address = request::redirect(&self.base, &self.identity, idp, &id, &wish, now)?;
        let asked = Asked { browser: browser.clone(), wish, at: now };
        self.memory().requests.put(id, asked, now + REQUEST_LASTS, now);
        Ok(Departure { address, browser })
    }

    /// Verifies a posted SAMLResponse and puts its sign-in aside. Returns the name under which it can be claimed.
    pub(crate) fn arrive(&self, message: &str, now: DateTime<Utc>) -> Result<String, PortalError> {
        let idp = self.idp.get().ok_or(PortalError::NotReady)?;
        let (acs, entity_id) = (self.base.acs(), self.base.entity_id());
        let verified = envelope::verify(&decode(message)?, PROTOCOL, "Response", &idp.certificates)?;
        let request = response::check(&verified, &acs, &idp.entity_id, now)?;
        if request.as_ref().is_some_and(|id| self.memory().requests.get(id, now).is_none()) {
            return Err(PortalError::UnknownRequest);
        }
        let plain = decrypt::assertion(&verified, &self.identity.key)?;
        let expected = Expected { entity_id: &entity_id, acs: &acs, idp, request: request.as_deref() };
        let sign_in = assertion::accept(&plain, &expected, now)?;
        self.put_aside(sign_in, request.as_deref(), now)
    }

    /// The request and the assertion are used up in one step, so that of two equal responses at once one is refused.
    fn put_aside(&self, sign_in: SignIn, request: Option<&str>, now: DateTime<Utc>) -> Result<String, PortalError> {
        let name = crate::token::random()?;
        let mut memory = self.memory();
        if memory.seen.get(&sign_in.assertion_id, now).is_some() {
            return Err(PortalError::Replayed);
        }
        let asked = match request {
            Some(id) => Some(memory.requests.take(id, now).ok_or(PortalError::UnknownRequest)?),
            None => None,
        };
        if asked.as_ref().is_some_and(|asked| !asked.is_met_by(&sign_in)) {
            return Err(PortalError::Unmet);
        }
        let starter = asked.map(|asked| asked.browser);
        memory.seen.put(sign_in.assertion_id.clone(), (), now + SEEN_LASTS, now);
        memory.arrivals.put(name.clone(), (sign_in, starter), now + ARRIVAL_LASTS, now);
        Ok(name)
    }

    /// Turns an arrival into a session, once, for the browser that began. Returns the session cookie's value.
    pub(crate) fn claim(&self, name: &str, browser: Option<&str>, now: DateTime<Utc>) -> Result<String, PortalError> {
        let session = crate::token::random()?;
        let mut memory = self.memory();
        let (sign_in, starter) = memory.arrivals.take(name, now).ok_or(PortalError::NothingToClaim)?;
        if starter.is_some() && starter.as_deref() != browser {
            return Err(PortalError::AnotherBrowser);
        }
        let longest = now + SESSION_LASTS;
        let until = sign_in.until.map_or(longest, |end| end.min(longest));
        memory.sessions.put(session.clone(), sign_in, until, now);
        Ok(session)
    }

    pub(crate) fn session(&self, name: &str, now: DateTime<Utc>) -> Option<SignIn> {
        self.memory().sessions.get(name, now).cloned()
    }
}

impl Asked {
    /// An identity provider that cannot do what was asked has a status to say so; a portal that needs it looks all the same.
    fn is_met_by(&self, sign_in: &SignIn) -> bool {
        let met = |asked: &Option<String>, told: &Option<String>| asked.is_none() || asked == told;
        met(&self.wish.context, &sign_in.context)
            && met(&self.wish.format, &sign_in.name_id_format)
            && (!self.wish.force_authn || sign_in.at + SKEW >= self.at)
    }
}

fn decode(message: &str) -> Result<String, PortalError> {
    let compact: String = message.split_ascii_whitespace().collect();
    let octets = data_encoding::BASE64.decode(compact.as_bytes()).map_err(|_| PortalError::Encoding)?;
    String::from_utf8(octets).map_err(|_| PortalError::Encoding)
}
