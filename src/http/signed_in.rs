//! Who is asking: the session's cookie, opened.

use super::context;
use super::error::PageError;
use super::locked;
use super::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::session::{self, Presented, SessionError, SignedIn};
use actix_web::{HttpRequest, HttpResponse};

pub(super) const COOKIE: &str = "session";

/// The cookie as it came, whatever it is worth.
pub(super) fn cookie(request: &HttpRequest, site: &Site) -> Option<String> {
    request.cookie(&site.cookie_name(COOKIE)).map(|cookie| cookie.value().to_owned())
}

/// The same, or the cookie of a locked session: what ends when somebody else signs in.
pub(super) fn previous(request: &HttpRequest, site: &Site) -> Option<String> {
    cookie(request, site).or_else(|| locked::cookie(request, site))
}

/// What the cookie leads to, not looked up yet.
pub(super) fn presented(request: &HttpRequest, site: &Site) -> Option<Presented> {
    Presented::parse(request.cookie(&site.cookie_name(COOKIE))?.value())
}

/// The person whose live session the request belongs to, if any. No connection is held when it returns.
pub(super) async fn now(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<Option<SignedIn>, PageError> {
    let Some(cookie) = cookie(request, site) else { return Ok(None) };
    who(session::load(parts, &cookie).await)
}

/// What a session cookie is worth.
pub(super) enum Seen {
    Person,
    Nobody,
    /// Somebody's session that was not used for too long.
    Idle,
    /// The same at a shared computer: it is to be locked.
    Unattended,
}

/// The same as [`now`], for the page that says why there is nobody.
pub(super) async fn look(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<Seen, PageError> {
    let Some(cookie) = cookie(request, site) else { return Ok(Seen::Nobody) };
    match session::load(parts, &cookie).await {
        Err(SessionError::Idle) => Ok(Seen::Idle),
        Err(SessionError::Unattended) => Ok(Seen::Unattended),
        loaded => Ok(who(loaded)?.map_or(Seen::Nobody, |_| Seen::Person)),
    }
}

/// No session, and a session that no longer counts, are nobody. Whatever page answers somebody at a shared computer covers itself.
pub(super) fn who(loaded: Result<SignedIn, SessionError>) -> Result<Option<SignedIn>, PageError> {
    match loaded {
        Ok(signed_in) => {
            if let Some(minutes) = signed_in.shared_for() {
                context::covers_itself(i64::from(minutes) * 60);
            }
            Ok(Some(signed_in))
        }
        Err(SessionError::None(reason)) => {
            tracing::debug!(reason, "no session");
            Ok(None)
        }
        Err(SessionError::Idle | SessionError::Unattended | SessionError::NotActive) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Takes the session's cookie away with a response.
pub(super) fn forget(mut response: HttpResponse, site: &Site) -> HttpResponse {
    if let Err(error) = response.add_cookie(&site.no_cookie(COOKIE)) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}

/// What would find the session's row, whether or not there is one.
pub(super) fn id_hash(request: &HttpRequest, site: &Site) -> Option<[u8; 32]> {
    session::id_hash(&previous(request, site)?)
}
