//! The AuthnRequest (SAML core §3.4.1): what a service provider asks for.

use super::authn_context::{Comparison, RequestedAuthnContext};
use super::message::{Header, Message, MessageError, is_signature};
use super::metadata::Binding;
use super::name_id::NamedSubject;
use super::names::Ns;
use super::unverified::{Arrived, Unverified};
use super::xml::{Document, Element, Limits, ShapeError};
use crate::domain::variant::{Check, skips};

const SAML: &str = Ns::Assertion.uri();
const SAMLP: &str = Ns::Protocol.uri();

/// An AuthnRequest as it was sent. Only a [`Verified`](super::Verified) one may be acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthnRequest {
    pub header: Header,
    pub acs_url: Option<String>,
    pub acs_index: Option<u16>,
    pub protocol_binding: Option<Binding>,
    pub force_authn: bool,
    pub is_passive: bool,
    pub name_id_policy: Option<NameIdPolicy>,
    pub requested_authn_context: Option<RequestedAuthnContext>,
    pub attribute_consuming_service_index: Option<u16>,
    pub subject: Option<RequestedSubject>,
    /// It wants conditions of its own in the assertion.
    pub has_conditions: bool,
    /// It speaks of other identity providers; nothing is proxied here.
    pub has_scoping: bool,
}

/// Who is to be signed in (SAML core §3.4.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestedSubject {
    Named(NamedSubject),
    /// By anything but a NameID alone, which is not done here.
    Otherwise,
}

/// SAML core §3.4.1.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameIdPolicy {
    pub format: Option<String>,
    pub sp_name_qualifier: Option<String>,
    pub allow_create: bool,
}

/// Who says that they sent the message, so that their metadata can be found. Nothing else may rest on it.
///
/// # Errors
/// When the message cannot be read whole.
pub fn issuer_of(message: &Unverified) -> Result<String, MessageError> {
    let document = Document::parse(&message.xml, &Limits::MESSAGE)?;
    let root = document.root();
    #[cfg(feature = "test-variants")]
    let root = super::careless::first_message(root);
    AuthnRequest::read(root, &message.by).map(|request| request.header.issuer)
}

impl Message for AuthnRequest {
    fn header(&self) -> &Header {
        &self.header
    }

    fn read(root: Element<'_, '_>, by: &Arrived) -> Result<Self, MessageError> {
        if !root.is(SAMLP, "AuthnRequest") {
            let found = match root.local_name() {
                "AuthnRequest" => "an AuthnRequest in another namespace".to_owned(),
                other => other.chars().take(100).collect(),
            };
            return Err(MessageError::NotAuthnRequest(found));
        }
        check_children(root, by)?;
        let header = Header::read(root)?;
        let acs_url = root.attribute("AssertionConsumerServiceURL").map(str::to_owned);
        let acs_index = index(root, "AssertionConsumerServiceIndex")?;
        let protocol_binding = root.attribute("ProtocolBinding").map(Binding::from_uri);
        // SAML core §3.4.1: AssertionConsumerServiceIndex is mutually exclusive with the other two.
        if acs_index.is_some() && (acs_url.is_some() || protocol_binding.is_some()) {
            return Err(MessageError::IndexAndUrl);
        }
        Ok(Self {
            header,
            acs_url,
            acs_index,
            protocol_binding,
            force_authn: root.boolean("ForceAuthn")?.unwrap_or(false),
            is_passive: root.boolean("IsPassive")?.unwrap_or(false),
            name_id_policy: root.optional_child(SAMLP, "NameIDPolicy")?.map(name_id_policy).transpose()?,
            requested_authn_context: root
                .optional_child(SAMLP, "RequestedAuthnContext")?
                .map(requested_authn_context)
                .transpose()?,
            attribute_consuming_service_index: index(root, "AttributeConsumingServiceIndex")?,
            subject: root.optional_child(SAML, "Subject")?.map(requested_subject).transpose()?,
            has_conditions: root.optional_child(SAML, "Conditions")?.is_some(),
            has_scoping: root.optional_child(SAMLP, "Scoping")?.is_some(),
        })
    }
}

/// What the schema allows inside an AuthnRequest, each at most once; Extensions are not looked into.
fn check_children(root: Element<'_, '_>, by: &Arrived) -> Result<(), MessageError> {
    for child in root.children() {
        if is_signature(child, by)? {
            continue;
        }
        let allowed = match child.namespace() {
            Some(SAML) => matches!(child.local_name(), "Issuer" | "Subject" | "Conditions"),
            Some(SAMLP) => {
                matches!(child.local_name(), "Extensions" | "NameIDPolicy" | "RequestedAuthnContext" | "Scoping")
            }
            _ => false,
        };
        if !allowed && !skips(Check::SignedElement) {
            let child = child.local_name().chars().take(100).collect();
            return Err(ShapeError::Unexpected { element: "AuthnRequest".to_owned(), child }.into());
        }
    }
    Ok(root.optional_child(SAMLP, "Extensions").map(drop)?)
}

/// SAML profiles §4.1.4.1: a Subject that names the person, without any SubjectConfirmation.
fn requested_subject(element: Element<'_, '_>) -> Result<RequestedSubject, MessageError> {
    let mut children = element.children();
    match (children.next(), children.next()) {
        (Some(name), None) if name.is(SAML, "NameID") => {
            Ok(NamedSubject::read(name)?.map_or(RequestedSubject::Otherwise, RequestedSubject::Named))
        }
        _ => Ok(RequestedSubject::Otherwise),
    }
}

fn index(root: Element<'_, '_>, name: &'static str) -> Result<Option<u16>, MessageError> {
    match root.attribute(name).map(str::parse) {
        Some(Err(_)) if !skips(Check::AcsIndex) => Err(MessageError::Index(name)),
        found => Ok(found.and_then(Result::ok)),
    }
}

fn name_id_policy(element: Element<'_, '_>) -> Result<NameIdPolicy, MessageError> {
    Ok(NameIdPolicy {
        format: element.attribute("Format").map(str::to_owned),
        sp_name_qualifier: element.attribute("SPNameQualifier").map(str::to_owned),
        allow_create: element.boolean("AllowCreate")?.unwrap_or(false),
    })
}

fn requested_authn_context(element: Element<'_, '_>) -> Result<RequestedAuthnContext, MessageError> {
    let comparison = match element.attribute("Comparison") {
        None | Some("exact") => Comparison::Exact,
        Some("minimum") => Comparison::Minimum,
        Some("maximum") => Comparison::Maximum,
        Some("better") => Comparison::Better,
        Some(_) => return Err(MessageError::Comparison),
    };
    let mut classes = Vec::new();
    for class in element.children_named(SAML, "AuthnContextClassRef") {
        classes.push(class.exact_text()?.trim().to_owned());
    }
    // SAML core §3.3.2.2.1: by class or by declaration. No declaration is served, so that one beside classes changes what is
    // asked for into what cannot be met.
    if element.children_named(SAML, "AuthnContextDeclRef").next().is_some() {
        classes.clear();
    }
    Ok(RequestedAuthnContext { comparison, classes })
}
