//! Logout messages that we send, by Redirect or POST, always signed (SAML profiles §4.4.4).

use crate::domain::SigningAlgorithm;
use crate::saml::algorithm;
use crate::saml::emitted::{Canonical, Emitted, Head};
use crate::saml::instant;
use crate::saml::metadata::{LogoutBinding, LogoutEndpoint};
use crate::saml::name_id::NameId;
use crate::saml::names::{self, Ns};
use crate::saml::response::write_status;
use crate::saml::signature::{Credential, Signed, SignedXml, ToSign};
use crate::saml::status::Status;
use crate::saml::xml::{Attr, Name, Writer};
use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;
use time::OffsetDateTime;

/// What was decided, before it is known by which binding it goes.
#[derive(Debug)]
pub struct OutgoingLogout {
    /// `SAMLRequest` or `SAMLResponse`.
    field: &'static str,
    location: String,
    binding: LogoutBinding,
    document: Canonical,
}

/// What all messages that we send have.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// From [`random_id::message_id`](crate::saml::random_id::message_id), fresh.
    pub id: &'a str,
    pub issue_instant: OffsetDateTime,
    /// Our entityID.
    pub issuer: &'a str,
}

/// A form that carries a signed message.
#[derive(Debug)]
pub struct SignedForm {
    pub field: &'static str,
    pub location: String,
    /// The field's value.
    pub base64: String,
}

impl Signed for SignedForm {
    type Beside = (&'static str, String);

    fn from_signed(xml: SignedXml, (field, location): Self::Beside) -> Self {
        Self { field, location, base64: BASE64.encode(&xml.into_octets()) }
    }
}

/// A query that waits for its signature (SAML bindings §3.4.4.1).
#[derive(Debug)]
#[must_use]
pub struct QueryToSign {
    location: String,
    query: String,
}

const fn samlp(local: &'static str) -> Name {
    Name(Ns::Protocol, local)
}

impl OutgoingLogout {
    /// SAML core §3.7.1: the sessions of that name and those indexes are to end there.
    pub fn request(
        frame: &Frame<'_>,
        to: &LogoutEndpoint,
        name: &NameId,
        session_indexes: &[String],
        not_on_or_after: OffsetDateTime,
    ) -> Self {
        let until = instant::format(not_on_or_after);
        let attributes =
            [(Attr::Plain("NotOnOrAfter"), until.as_str()), (Attr::Plain("Reason"), names::LOGOUT_BY_USER)];
        Self::write(Emitted::LogoutRequest, frame, to.location(), to.binding(), &attributes, |w| {
            name.write(w);
            for index in session_indexes {
                w.text_element(samlp("SessionIndex"), &[], index);
            }
        })
    }

    /// SAML core §3.7.2: what became of a service provider's request.
    pub fn response(
        frame: &Frame<'_>,
        to: &LogoutEndpoint,
        in_response_to: &str,
        status: Status,
        message: Option<&str>,
    ) -> Self {
        let attributes = [(Attr::Plain("InResponseTo"), in_response_to)];
        Self::write(Emitted::LogoutResponse, frame, to.response_location(), to.binding(), &attributes, |w| {
            write_status(w, status, message);
        })
    }

    fn write(
        kind: Emitted,
        frame: &Frame<'_>,
        location: &str,
        binding: LogoutBinding,
        more: &[(Attr, &str)],
        content: impl FnOnce(&mut Writer),
    ) -> Self {
        let head = Head { id: frame.id, issue_instant: frame.issue_instant, issuer: frame.issuer };
        let attributes = [&[(Attr::Plain("Destination"), location)], more].concat();
        let document = Canonical::write(kind, head, &attributes, content);
        let field = if kind == Emitted::LogoutRequest { "SAMLRequest" } else { "SAMLResponse" };
        Self { field, location: location.to_owned(), binding, document }
    }

    pub fn binding(&self) -> LogoutBinding {
        self.binding
    }

    /// For the POST binding: the signature inside.
    pub fn by_post(self, credential: &Credential) -> ToSign<SignedForm> {
        ToSign::new(self.document, credential, (self.field, self.location))
    }

    /// For the Redirect binding: the signature beside.
    pub fn by_redirect(self, algorithm: SigningAlgorithm, relay_state: Option<&str>) -> QueryToSign {
        let mut query = format!("{}={}", self.field, encoded(&BASE64.encode(&deflated(self.document.octets.expose()))));
        if let Some(relay_state) = relay_state {
            query.push_str(&format!("&RelayState={}", encoded(relay_state)));
        }
        query.push_str(&format!("&SigAlg={}", encoded(algorithm::uri(algorithm))));
        QueryToSign { location: self.location, query }
    }
}

impl QueryToSign {
    /// The octets to sign.
    pub fn octets(&self) -> &[u8] {
        self.query.as_bytes()
    }

    /// The address to send the browser to.
    pub fn finish(self, signature: &[u8]) -> String {
        let joint = if self.location.contains('?') { '&' } else { '?' };
        format!("{}{joint}{}&Signature={}", self.location, self.query, encoded(&BASE64.encode(signature)))
    }
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Raw DEFLATE (RFC 1951), as the Redirect binding wants it.
fn deflated(octets: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(octets.len()), Compression::default());
    // Writing into memory does not fail; were it to, what is too short is refused by its reader.
    let _ = encoder.write_all(octets);
    encoder.finish().unwrap_or_default()
}
