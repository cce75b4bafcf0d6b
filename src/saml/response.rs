//! Responses (SAML core §3.3.3, bindings §3.5): what goes back to a registered endpoint, always signed.

use super::assertion::{BareAssertion, SignedAssertion};
use super::emitted::{Canonical, Emitted, Head};
use super::encrypt::EncryptedAssertion;
use super::metadata::RegisteredEndpoint;
use super::names::Ns;
use super::signature::{Credential, Signed, SignedXml, ToSign};
use super::status::Status;
use super::xml::{Attr, Name, ROOM, Writer};
use data_encoding::BASE64;
use time::OffsetDateTime;

/// The frame of a response, before it is known to carry success or an error.
#[derive(Debug, Clone)]
pub struct Response {
    /// From [`random_id::message_id`](super::random_id::message_id), fresh, and another than the assertion's.
    pub id: String,
    pub issue_instant: OffsetDateTime,
    /// Our entityID.
    pub issuer: String,
    pub destination: RegisteredEndpoint,
    /// The request's ID; `None` when the sign-on began here.
    pub in_response_to: Option<String>,
}

/// An assertion as it travels.
#[derive(Debug)]
pub enum TravellingAssertion {
    Signed(SignedAssertion),
    Bare(BareAssertion),
    Encrypted(EncryptedAssertion),
}

impl From<SignedAssertion> for TravellingAssertion {
    fn from(assertion: SignedAssertion) -> Self {
        Self::Signed(assertion)
    }
}

impl From<BareAssertion> for TravellingAssertion {
    fn from(assertion: BareAssertion) -> Self {
        Self::Bare(assertion)
    }
}

impl From<EncryptedAssertion> for TravellingAssertion {
    fn from(assertion: EncryptedAssertion) -> Self {
        Self::Encrypted(assertion)
    }
}

/// A response ready to be posted, and where to.
#[derive(Debug)]
pub struct SignedResponse {
    xml: Vec<u8>,
    destination: RegisteredEndpoint,
}

impl SignedResponse {
    pub fn xml(&self) -> &[u8] {
        &self.xml
    }

    /// The value of the form field `SAMLResponse` (SAML bindings §3.5.4).
    pub fn base64(&self) -> String {
        BASE64.encode(&self.xml)
    }

    /// The action of the form.
    pub fn destination(&self) -> &RegisteredEndpoint {
        &self.destination
    }
}

impl Signed for SignedResponse {
    type Beside = RegisteredEndpoint;

    fn from_signed(xml: SignedXml, destination: RegisteredEndpoint) -> Self {
        Self { xml: xml.into_octets(), destination }
    }
}

const fn samlp(local: &'static str) -> Name {
    Name(Ns::Protocol, local)
}

impl Response {
    /// Success, with one assertion.
    pub fn success(
        &self,
        assertion: impl Into<TravellingAssertion>,
        credential: &Credential,
    ) -> ToSign<SignedResponse> {
        let assertion = assertion.into();
        let octets = match &assertion {
            TravellingAssertion::Signed(assertion) => assertion.xml(),
            TravellingAssertion::Bare(assertion) => assertion.xml(),
            TravellingAssertion::Encrypted(assertion) => assertion.xml(),
        };
        self.write(Status::SUCCESS, None, octets, credential)
    }

    /// An error, with a sentence for the portal's engineer that tells nothing about a person.
    pub fn error(&self, status: Status, message: &str, credential: &Credential) -> ToSign<SignedResponse> {
        self.write(status, Some(message).filter(|message| !message.is_empty()), &[], credential)
    }

    fn write(
        &self,
        status: Status,
        message: Option<&str>,
        assertion: &[u8],
        credential: &Credential,
    ) -> ToSign<SignedResponse> {
        let head = Head { id: &self.id, issue_instant: self.issue_instant, issuer: &self.issuer };
        let mut attributes = vec![(Attr::Plain("Destination"), self.destination.location())];
        attributes.extend(self.in_response_to.as_deref().map(|id| (Attr::Plain("InResponseTo"), id)));
        // An encrypted assertion is longer than all that stands around it.
        let room = ROOM + assertion.len();
        let document = Canonical::write_within(room, Emitted::Response, head, &attributes, |w| {
            write_status(w, status, message);
            w.embed(assertion, Ns::Assertion);
        });
        ToSign::new(document, credential, self.destination.clone())
    }
}

pub(in crate::saml) fn write_status(writer: &mut Writer, status: Status, message: Option<&str>) {
    writer.element(samlp("Status"), &[], |w| {
        w.element(samlp("StatusCode"), &[(Attr::Plain("Value"), status.top.uri())], |w| {
            if let Some(second) = status.second {
                w.text_element(samlp("StatusCode"), &[(Attr::Plain("Value"), second.uri())], "");
            }
        });
        if let Some(message) = message {
            w.text_element(samlp("StatusMessage"), &[], message);
        }
    });
}
