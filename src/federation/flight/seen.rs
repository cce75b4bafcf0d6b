//! What a request of a sign-on brought, held while it is answered: nothing is put into words before it has ended.

use super::record::Came;
use crate::domain::{Clock, Source};
use crate::federation::ServiceProvider;
use crate::saml::authn_request::AuthnRequest;
use crate::saml::verify_request::Verified;
use std::sync::Arc;
use std::time::Instant;
use time::OffsetDateTime;

/// Joins the records of one sign-on.
pub(in crate::federation) type Trail = [u8; 16];

/// Why nobody is found under an entityID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::federation) enum Unfound {
    NotConnected,
    /// There is a row, and the keeper does not vouch for it.
    NotOurs,
    Expired,
    /// Its metadata or options cannot be read by this program any more.
    Unreadable,
}

#[derive(Debug, Clone)]
pub(in crate::federation) struct Seen {
    pub request_id: String,
    pub at: OffsetDateTime,
    pub began: Instant,
    pub came: Came,
    /// Whose failures count together.
    pub source: Source,
    pub xml: Vec<u8>,
    pub relay_state: bool,
    pub issuer: Option<String>,
    pub sp: Option<Arc<ServiceProvider>>,
    pub unfound: Option<Unfound>,
    pub request: Option<Verified<AuthnRequest>>,
}

impl Seen {
    pub(crate) fn new(request_id: &str, came: Came, source: Source, clock: &dyn Clock) -> Self {
        Self {
            request_id: request_id.to_owned(),
            at: clock.now(),
            began: Instant::now(),
            came,
            source,
            xml: Vec::new(),
            relay_state: false,
            issuer: None,
            sp: None,
            unfound: None,
            request: None,
        }
    }
}
