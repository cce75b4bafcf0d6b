//! Assertions (SAML core §2, profiles §4.1.4.2): who someone is, for whom, until when.

mod masked;

pub use masked::{MaskedAssertion, MaskedAttribute};

use super::attribute::{KeyAttribute, SamlAttribute};
use super::emitted::{Canonical, Emitted, Head};
use super::encrypt::{EncryptError, EncryptedAssertion, EncryptionKey};
use super::instant;
use super::metadata::RegisteredEndpoint;
use super::name_id::NameId;
use super::names::{self, Ns};
use super::signature::{Credential, Signed, SignedXml, ToSign};
use super::xml::{Attr, Name, ROOM, Writer};
use crate::domain::{Random, SecretBytes};
use time::{Duration, OffsetDateTime};

/// When an assertion may be used: never for more than five minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    not_before: OffsetDateTime,
    not_on_or_after: OffsetDateTime,
}

impl Validity {
    /// NotOnOrAfter of five minutes at most.
    pub const LONGEST: Duration = Duration::minutes(5);

    /// Portals whose clocks are a little slow, and that allow for nothing, exist.
    const HEAD_START: Duration = Duration::seconds(30);

    /// From now for the lifetime, cut to the longest that is allowed.
    pub fn starting(now: OffsetDateTime, lifetime: Duration) -> Self {
        let lifetime = lifetime.clamp(Duration::ZERO, Self::LONGEST);
        Self { not_before: now - Self::HEAD_START, not_on_or_after: now + lifetime }
    }

    pub fn not_before(&self) -> OffsetDateTime {
        self.not_before
    }

    pub fn not_on_or_after(&self) -> OffsetDateTime {
        self.not_on_or_after
    }
}

/// What an assertion says. Only one to a registered endpoint is ever signed or sent.
#[derive(Debug)]
pub struct AssertionContent<R = RegisteredEndpoint> {
    /// From [`random_id::message_id`](super::random_id::message_id), fresh.
    pub id: String,
    pub issue_instant: OffsetDateTime,
    /// Our entityID.
    pub issuer: String,
    pub subject: NameId,
    pub recipient: R,
    /// The request's ID; `None` when the sign-on began here.
    pub in_response_to: Option<String>,
    /// The service provider's entityID.
    pub audience: String,
    pub validity: Validity,
    /// When the person signed in.
    pub authn_instant: OffsetDateTime,
    pub session_index: String,
    /// When the portal should ask again.
    pub session_not_on_or_after: Option<OffsetDateTime>,
    /// How the person signed in: an AuthnContextClassRef.
    pub authn_context_class: String,
    /// Those without a value are left out.
    pub attributes: Vec<SamlAttribute>,
    /// Keys, which are only for assertions that travel encrypted.
    pub keys: Vec<KeyAttribute>,
}

/// A signed assertion, alone.
#[derive(Debug)]
pub struct SignedAssertion {
    xml: SecretBytes,
}

impl SignedAssertion {
    /// Canonical, with its namespaces declared.
    pub fn xml(&self) -> &[u8] {
        self.xml.expose()
    }

    /// Encrypts it to a service provider's key.
    ///
    /// # Errors
    /// When OpenSSL refuses the key.
    pub fn encrypt(&self, key: &EncryptionKey, random: &dyn Random) -> Result<EncryptedAssertion, EncryptError> {
        EncryptedAssertion::new(self.xml.expose(), key, random)
    }
}

impl Signed for SignedAssertion {
    type Beside = ();

    fn from_signed(xml: SignedXml, (): ()) -> Self {
        Self { xml: SecretBytes::new(xml.into_octets()) }
    }
}

const fn saml(local: &'static str) -> Name {
    Name(Ns::Assertion, local)
}

/// An assertion without a signature of its own: the response around it is signed always.
#[derive(Debug)]
pub struct BareAssertion {
    xml: SecretBytes,
}

impl BareAssertion {
    pub fn new(content: &AssertionContent) -> Self {
        Self { xml: write(content).octets }
    }

    /// Canonical, with its namespaces declared.
    pub fn xml(&self) -> &[u8] {
        self.xml.expose()
    }

    /// Encrypts it to a service provider's key.
    ///
    /// # Errors
    /// When OpenSSL refuses the key.
    pub fn encrypt(&self, key: &EncryptionKey, random: &dyn Random) -> Result<EncryptedAssertion, EncryptError> {
        EncryptedAssertion::new(self.xml.expose(), key, random)
    }
}

/// Writes the assertion; the keeper's signature makes it whole.
pub fn unsigned(content: &AssertionContent, credential: &Credential) -> ToSign<SignedAssertion> {
    ToSign::new(write(content), credential, ())
}

fn write<R: AsRef<str>>(content: &AssertionContent<R>) -> Canonical {
    let head = Head { id: &content.id, issue_instant: content.issue_instant, issuer: &content.issuer };
    Canonical::write_within(room(content), Emitted::Assertion, head, &[], |w| {
        subject(w, content);
        conditions(w, content);
        authn_statement(w, content);
        attribute_statement(w, content);
    })
}

fn subject<R: AsRef<str>>(writer: &mut Writer, content: &AssertionContent<R>) {
    // SAML profiles §4.1.4.2: bearer, with Recipient and NotOnOrAfter, without NotBefore.
    let until = instant::format(content.validity.not_on_or_after);
    let asked = content.in_response_to.as_deref().map(|id| (Attr::Plain("InResponseTo"), id));
    let data = [(Attr::Plain("NotOnOrAfter"), until.as_str()), (Attr::Plain("Recipient"), content.recipient.as_ref())];
    let data: Vec<_> = asked.into_iter().chain(data).collect();
    writer.element(saml("Subject"), &[], |w| {
        content.subject.write(w);
        w.element(saml("SubjectConfirmation"), &[(Attr::Plain("Method"), names::CONFIRMATION_BEARER)], |w| {
            w.text_element(saml("SubjectConfirmationData"), &data, "");
        });
    });
}

fn conditions<R: AsRef<str>>(writer: &mut Writer, content: &AssertionContent<R>) {
    let (from, until) =
        (instant::format(content.validity.not_before), instant::format(content.validity.not_on_or_after));
    writer.element(
        saml("Conditions"),
        &[(Attr::Plain("NotBefore"), &from), (Attr::Plain("NotOnOrAfter"), &until)],
        |w| w.element(saml("AudienceRestriction"), &[], |w| w.text_element(saml("Audience"), &[], &content.audience)),
    );
}

fn authn_statement<R: AsRef<str>>(writer: &mut Writer, content: &AssertionContent<R>) {
    let at = instant::format(content.authn_instant);
    let until = content.session_not_on_or_after.map(instant::format);
    let mut attributes =
        vec![(Attr::Plain("AuthnInstant"), at.as_str()), (Attr::Plain("SessionIndex"), content.session_index.as_str())];
    attributes.extend(until.as_deref().map(|until| (Attr::Plain("SessionNotOnOrAfter"), until)));
    writer.element(saml("AuthnStatement"), &attributes, |w| {
        w.element(saml("AuthnContext"), &[], |w| {
            w.text_element(saml("AuthnContextClassRef"), &[], &content.authn_context_class)
        });
    });
}

/// Enough for the whole: where there are keys in it the buffer does not grow, so that no copy is left behind.
fn room<R>(content: &AssertionContent<R>) -> usize {
    // Escaped, a character has six octets at most.
    let of = |values: usize, octets: usize| 512 + values * 64 + octets * 6;
    let attributes = content.attributes.iter().map(|one| {
        of(one.values.len(), one.name.len() + one.name_format.len() + one.values.iter().map(String::len).sum::<usize>())
    });
    let keys = content.keys.iter().map(KeyAttribute::room);
    if content.keys.is_empty() { ROOM } else { ROOM + attributes.chain(keys).sum::<usize>() }
}

/// SAML core §2.7.3: an AttributeStatement holds at least one attribute, else there is none.
fn attribute_statement<R: AsRef<str>>(writer: &mut Writer, content: &AssertionContent<R>) {
    let told: Vec<_> = content.attributes.iter().filter(|attribute| !attribute.values.is_empty()).collect();
    if told.is_empty() && content.keys.is_empty() {
        return;
    }
    writer.element(saml("AttributeStatement"), &[], |w| {
        for attribute in told {
            attribute.write(w);
        }
        for keys in &content.keys {
            keys.write(w);
        }
    });
}
