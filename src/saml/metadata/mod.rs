//! Metadata: what a service provider says of itself, and what we say of ourselves.
//!
//! Pure; knows keys, endpoints and wishes, not who may be told what (that is `federation`'s).

mod certificate;
pub mod endpoint;
mod error;
mod facts;
pub mod key;
mod key_info;
mod left_out;
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
pub use facts::{About, Fact, Given, facts};
pub use key::{KeyError, PublicKey};
pub use left_out::LeftOut;
pub use parse::{AcceptPolicy, ParsedSp, parse_sp};
pub use publish::{CACHE_DURATION, IdpDescription, Logo, Organization, publish};

use crate::saml::encrypt::{DataCipher, EncryptionKey};
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
    /// `WantAssertionsSigned`, when it says so or not. Assertions are signed unless it says false and an operator agrees.
    pub want_assertions_signed: Option<bool>,
    pub name_id_formats: Vec<String>,
    /// Names of the attributes that it asks for, in document order, each once.
    pub requested_attributes: Vec<String>,
    /// In document order.
    pub attribute_services: Vec<AttributeService>,
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

    pub fn single_logout(&self) -> &[LogoutEndpoint] {
        &self.single_logout
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

/// An AttributeConsumingService (SAML metadata §2.4.4.1): what it asks for, for one of its purposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeService {
    /// `None` when it gives none, or none that is a number: it cannot be asked for by index.
    pub index: Option<u16>,
    pub is_default: Option<bool>,
    pub requested: Vec<RequestedAttribute>,
}

/// A RequestedAttribute (SAML metadata §2.4.4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestedAttribute {
    pub name: String,
    /// `isRequired`: it says that it does not work without.
    pub is_required: bool,
    pub name_format: Option<String>,
    /// Where it names values, it asks for those alone; empty: for all.
    pub values: Vec<String>,
}

impl SpMetadata {
    /// The AttributeConsumingService of this index, or the default one; `None` when there is none at all.
    ///
    /// # Errors
    /// None has this index.
    pub fn attribute_service(&self, index: Option<u16>) -> Result<Option<&AttributeService>, UnknownAttributeService> {
        let all = || self.attribute_services.iter();
        match index {
            Some(index) => all().find(|one| one.index == Some(index)).map(Some).ok_or(UnknownAttributeService),
            // SAML metadata §2.4.4.1: the one with isDefault="true", else the first without isDefault="false", else the first.
            None => Ok(all()
                .find(|one| one.is_default == Some(true))
                .or_else(|| all().find(|one| one.is_default.is_none()))
                .or_else(|| all().next())),
        }
    }

    /// Encrypts with the cipher that an operator chose.
    pub fn with_cipher(mut self, cipher: DataCipher) -> Self {
        self.encryption_keys = self.encryption_keys.into_iter().map(|key| key.with_cipher(cipher)).collect();
        self
    }
}

/// A request asks for the attributes of an AttributeConsumingService that is not in the metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAttributeService;

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
pub enum Note {
    Said(String),
    /// Also for the check list, which says the rest by itself.
    LeftOut(LeftOut),
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Said(sentence) => f.write_str(sentence),
            Self::LeftOut(what) => what.fmt(f),
        }
    }
}
