//! The HTTP-Redirect binding (SAML bindings §3.4): a query string in, an unverified message out.
//!
//! Works on the raw query, because a signature is over the octets as they were sent.

use super::algorithm::{AlgorithmError, SignatureAlgorithm};
use super::names;
use super::unverified::{Accepts, Arrived, DetachedSignature, Unverified};
use super::xml::Limits;
use crate::domain::variant::{Check, skips};
use data_encoding::BASE64;
use flate2::{Decompress, FlushDecompress, Status};
use thiserror::Error;

/// Longer queries are not read.
pub const QUERY_LIMIT: usize = 32 * 1024;

/// SAML bindings §3.4.3 allows 80 octets; portals send addresses of their own that are longer.
pub const RELAY_STATE_LIMIT: usize = 1024;

/// More parameters than any proxy adds.
const PARAMETER_LIMIT: usize = 64;

/// Why a query carries no message. Nothing is known yet about who sent it: each gets a page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BindingError {
    #[error("the address is longer than {QUERY_LIMIT} characters")]
    QueryTooLong,
    #[error("the address has too many parameters")]
    TooManyParameters,
    #[error("the address carries no SAMLRequest")]
    NoRequest,
    #[error("the address carries a SAMLResponse; an identity provider takes requests")]
    ResponseInstead,
    #[error("the address carries both a SAMLRequest and a SAMLResponse")]
    RequestAndResponse,
    #[error("the parameter {0} is there twice")]
    Repeated(&'static str),
    #[error("the name of the parameter {0} is percent-encoded")]
    EncodedName(&'static str),
    #[error("the parameter {0} is not validly percent-encoded")]
    PercentEncoding(&'static str),
    #[error("the parameter {0} is not valid base64: a + was probably not sent as %2B")]
    UnescapedPlus(&'static str),
    #[error("the parameter {0} is not valid base64")]
    Base64(&'static str),
    #[error("SAMLEncoding names another encoding than DEFLATE")]
    Encoding,
    #[error("the message is base64 but not compressed; the Redirect binding wants raw DEFLATE before base64")]
    NotDeflated,
    #[error("the message is compressed with a zlib header; the Redirect binding wants raw DEFLATE (RFC 1951)")]
    ZlibHeader,
    #[error("the message is compressed with gzip; the Redirect binding wants raw DEFLATE (RFC 1951)")]
    Gzip,
    #[error("the message cannot be decompressed")]
    Inflate,
    #[error("the message goes on after the end of what is compressed")]
    TrailingOctets,
    #[error("the message is larger than {0} octets when decompressed")]
    MessageTooLarge(usize),
    #[error("RelayState is longer than {RELAY_STATE_LIMIT} octets")]
    RelayStateTooLong,
    #[error("RelayState holds control characters")]
    RelayStateCharacters,
    #[error("there is a Signature without SigAlg, or SigAlg without Signature")]
    HalfSigned,
    #[error("{0}")]
    Algorithm(#[from] AlgorithmError),
}

const REQUEST: &str = "SAMLRequest";
const RELAY_STATE: &str = "RelayState";
const SIG_ALG: &str = "SigAlg";
const SIGNATURE: &str = "Signature";
const ENCODING: &str = "SAMLEncoding";
const RESPONSE: &str = "SAMLResponse";
const KNOWN: [&str; 6] = [REQUEST, RELAY_STATE, SIG_ALG, SIGNATURE, ENCODING, RESPONSE];

/// The parameters of the binding, each still percent-encoded.
#[derive(Debug, Clone, Copy, Default)]
pub struct RedirectQuery<'q> {
    /// In the order of `KNOWN`.
    values: [Option<&'q str>; 6],
}

impl<'q> RedirectQuery<'q> {
    /// Reads the query of a request, as it was sent, without its question mark.
    ///
    /// # Errors
    /// See [`BindingError`]; each says what the sender did wrong.
    pub fn parse(raw_query: &'q str) -> Result<Unverified, BindingError> {
        Self::split(raw_query)?.unverified(Accepts::Requests)
    }

    /// The same where responses are taken too.
    ///
    /// # Errors
    /// See [`BindingError`].
    pub fn parse_either(raw_query: &'q str) -> Result<Unverified, BindingError> {
        Self::split(raw_query)?.unverified(Accepts::RequestsAndResponses)
    }

    fn split(raw_query: &'q str) -> Result<Self, BindingError> {
        if raw_query.len() > QUERY_LIMIT {
            return Err(BindingError::QueryTooLong);
        }
        let mut query = Self::default();
        for (count, parameter) in raw_query.split('&').enumerate() {
            if count >= PARAMETER_LIMIT {
                return Err(BindingError::TooManyParameters);
            }
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let decoded = percent_decode(name);
            let found = KNOWN
                .iter()
                .zip(query.values.iter_mut())
                .find(|(known, _)| decoded.as_deref() == Some(known.as_bytes()));
            let Some((known, slot)) = found else { continue };
            if name != *known {
                return Err(BindingError::EncodedName(known));
            }
            if slot.replace(value).is_some() && !skips(Check::RepeatedParameter) {
                return Err(BindingError::Repeated(known));
            }
        }
        Ok(query)
    }

    fn unverified(self, accepts: Accepts) -> Result<Unverified, BindingError> {
        let [request, relay_state, algorithm, signature, encoding, response] = self.values;
        let (field, message) = match (request, response, accepts) {
            (_, Some(_), Accepts::Requests) => return Err(BindingError::ResponseInstead),
            (Some(_), Some(_), _) => return Err(BindingError::RequestAndResponse),
            (Some(request), None, _) => (REQUEST, request),
            (None, Some(response), _) => (RESPONSE, response),
            (None, None, _) => return Err(BindingError::NoRequest),
        };
        if message.is_empty() {
            return Err(BindingError::NoRequest);
        }
        if let Some(encoding) = encoding
            && text(ENCODING, encoding)? != names::ENCODING_DEFLATE
        {
            return Err(BindingError::Encoding);
        }
        let signature = match (algorithm, signature) {
            (None, None) => None,
            (Some(algorithm), Some(signature)) => Some(DetachedSignature {
                algorithm: SignatureAlgorithm::from_uri(&text(SIG_ALG, algorithm)?)?,
                value: base64(SIGNATURE, signature)?,
                signed_octets: signed_octets(field, message, relay_state, algorithm),
            }),
            _ => return Err(BindingError::HalfSigned),
        };
        let xml = inflate(&base64(field, message)?)?;
        let relay_state = relay_state.map(relay_state_text).transpose()?;
        Ok(Unverified { xml, relay_state, by: Arrived::Redirect(signature), is_response: field == RESPONSE })
    }
}

/// SAML bindings §3.4.4.1: the octets as they were sent, in this order whatever theirs; RelayState when it was there.
fn signed_octets(field: &str, message: &str, relay_state: Option<&str>, algorithm: &str) -> Vec<u8> {
    let mut octets = format!("{field}={message}");
    if let Some(relay_state) = relay_state {
        octets.push_str(&format!("&{RELAY_STATE}={relay_state}"));
    }
    octets.push_str(&format!("&{SIG_ALG}={algorithm}"));
    octets.into_bytes()
}

/// As forms are encoded: `+` is a space.
pub(in crate::saml) fn percent_decode(raw: &str) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(raw.len());
    let mut octets = raw.bytes();
    while let Some(octet) = octets.next() {
        decoded.push(match octet {
            b'+' => b' ',
            b'%' => {
                let digit = |octet: u8| char::from(octet).to_digit(16);
                let (high, low) = (digit(octets.next()?)?, digit(octets.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            plain => plain,
        });
    }
    Some(decoded)
}

fn text(name: &'static str, raw: &str) -> Result<String, BindingError> {
    percent_decode(raw).and_then(|octets| String::from_utf8(octets).ok()).ok_or(BindingError::PercentEncoding(name))
}

fn base64(name: &'static str, raw: &str) -> Result<Vec<u8>, BindingError> {
    let encoded = percent_decode(raw).ok_or(BindingError::PercentEncoding(name))?;
    BASE64
        .decode(&encoded)
        .map_err(|_| if raw.contains('+') { BindingError::UnescapedPlus(name) } else { BindingError::Base64(name) })
}

fn relay_state_text(raw: &str) -> Result<String, BindingError> {
    let relay_state = text(RELAY_STATE, raw)?;
    if relay_state.len() > RELAY_STATE_LIMIT && !skips(Check::RelayStateLimit) {
        return Err(BindingError::RelayStateTooLong);
    }
    // It is handed back as it came, in a form; nothing else is done with it.
    if relay_state.chars().any(char::is_control) && !skips(Check::ForbiddenCharacter) {
        return Err(BindingError::RelayStateCharacters);
    }
    Ok(relay_state)
}

/// Decompresses at most the size of a message; never more memory than that.
fn inflate(compressed: &[u8]) -> Result<Vec<u8>, BindingError> {
    #[cfg(feature = "test-variants")]
    if skips(Check::InflateLimit) {
        return Ok(super::careless::inflated(compressed));
    }
    let limit = Limits::MESSAGE.octets;
    let mut xml = Vec::with_capacity(limit + 1);
    let mut inflater = Decompress::new(false);
    let ended = inflater.decompress_vec(compressed, &mut xml, FlushDecompress::Finish);
    if xml.len() > limit {
        return Err(BindingError::MessageTooLarge(limit));
    }
    match ended {
        Ok(Status::StreamEnd) if usize::try_from(inflater.total_in()) == Ok(compressed.len()) => {
            xml.shrink_to_fit();
            Ok(xml)
        }
        Ok(Status::StreamEnd) => Err(diagnose(compressed).unwrap_or(BindingError::TrailingOctets)),
        _ => Err(diagnose(compressed).unwrap_or(BindingError::Inflate)),
    }
}

/// What a message that did not inflate looks like.
fn diagnose(compressed: &[u8]) -> Option<BindingError> {
    match *compressed {
        [0x1F, 0x8B, ..] => Some(BindingError::Gzip),
        [first, second, ..] if first & 0x0F == 8 && (u16::from(first) * 256 + u16::from(second)) % 31 == 0 => {
            Some(BindingError::ZlibHeader)
        }
        _ if compressed.trim_ascii_start().starts_with(b"<") => Some(BindingError::NotDeflated),
        _ => None,
    }
}
