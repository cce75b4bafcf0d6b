//! Metadata: what a service provider says of itself, and what we say of ourselves.
//!
//! Pure; knows keys, endpoints and wishes, not who may be told what (that is `federation`'s).

mod certificate;
pub mod endpoint;
mod error;
pub mod key;
mod key_info;
mod notes;
pub mod parse;
pub mod publish;
mod role;
mod stored;

pub use certificate::CertificateFacts;
pub use endpoint::{
    AcsError, AssertionConsumer, Binding, LocationError, LogoutBinding, LogoutEndpoint, RegisteredEndpoint,
};
pub use error::MetadataError;
pub use key::{KeyError, PublicKey};
pub use parse::{AcceptPolicy, ParsedSp, parse_sp};
pub use publish::{IdpDescription, Logo, Organization, publish};

use crate::saml::encrypt::EncryptionKey;
use time::{Duration, OffsetDateTime};

/// What is known of a service provider. Made by [`parse_sp`] alone, so that it always has a POST endpoint.
#[derive(Debug, Clone)]
pub struct SpMetadata {
    pub entity_id: String,
    /// What to call it on a page: mdui:DisplayName, ServiceName or OrganizationDisplayName, English if it offers several.
    pub display_name: Option<String>,
    /// In document order, of every binding. Private, with the default: they are what registration means.
    acs: Vec<AssertionConsumer>,
    default: RegisteredEndpoint,
    /// Where logout messages go, of the bindings that are served, in document order.
    single_logout: Vec<LogoutEndpoint>,
    /// Keys that its signatures are checked with; any of them will do.
    pub signing_keys: Vec<PublicKey>,
    /// Keys that assertions can be encrypted to, with the algorithms chosen for each; the first is used.
    pub encryption_keys: Vec<EncryptionKey>,
    pub authn_requests_signed: bool,
    /// What it wishes; assertions are signed in any case.
    pub want_assertions_signed: bool,
    pub name_id_formats: Vec<String>,
    /// Names of the attributes that it asks for, in document order, each once.
    pub requested_attributes: Vec<String>,
    pub subject_id_req: Option<SubjectIdReq>,
    /// The earliest `validUntil` that applies to it.
    pub valid_until: Option<OffsetDateTime>,
}

impl SpMetadata {
    /// The AssertionConsumerService endpoints in document order, also those whose binding is not served.
    pub fn acs(&self) -> &[AssertionConsumer] {
        &self.acs
    }

    pub fn is_expired(&self, now: OffsetDateTime) -> bool {
        self.valid_until.is_some_and(|until| has_passed(until, now))
    }

    /// Where logout messages go: by Redirect where it can be, which needs no form.
    pub fn logout_endpoint(&self) -> Option<&LogoutEndpoint> {
        let by_redirect = self.single_logout.iter().find(|endpoint| endpoint.binding() == LogoutBinding::Redirect);
        by_redirect.or(self.single_logout.first())
    }

    /// The key that assertions are encrypted to, when there is one.
    pub fn encryption_key(&self) -> Option<&EncryptionKey> {
        self.encryption_keys.first()
    }
}

/// SDP-G01: "Deployments MUST allow between three (3) and five (5) minutes of clock skew", for validUntil too.
const CLOCK_SKEW: Duration = Duration::minutes(5);

fn has_passed(until: OffsetDateTime, now: OffsetDateTime) -> bool {
    // A moment at the end of time has not passed.
    until.checked_add(CLOCK_SKEW).is_some_and(|until| until <= now)
}

/// The `subject-id:req` entity attribute (SAML Subject Identifier Attributes Profile §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectIdReq {
    SubjectId,
    PairwiseId,
    Any,
    None,
}

/// One plain sentence of what is, or is not, accepted from the metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(pub String);

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
