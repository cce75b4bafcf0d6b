//! The HTTP-POST binding (SAML bindings §3.5): a form's octets in, an unverified message out.

use super::redirect::{RELAY_STATE_LIMIT, percent_decode};
use super::unverified::{Accepts, Arrived, Unverified};
use super::xml::Limits;
use crate::domain::variant::{Check, skips};
use data_encoding::BASE64;
use flate2::{Decompress, FlushDecompress};
use thiserror::Error;

/// Longer forms are not read: a message in base64 and a RelayState, with each octet percent-encoded, and room to spare.
pub const FORM_LIMIT: usize = 384 * 1024;

/// More fields than any portal sends.
const FIELD_LIMIT: usize = 64;

/// Why a form carries no message. Nothing is known yet about who sent it: each gets a page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PostError {
    #[error("the form is longer than {FORM_LIMIT} octets")]
    TooLong,
    #[error("the form has too many fields")]
    TooManyFields,
    #[error("the form is not in UTF-8 with percent-encoding")]
    NotText,
    #[error("the form carries no SAMLRequest")]
    NoRequest,
    #[error("the form carries a SAMLResponse; an identity provider takes requests")]
    ResponseInstead,
    #[error("the form carries both a SAMLRequest and a SAMLResponse")]
    RequestAndResponse,
    #[error("the field {0} is there twice")]
    Repeated(&'static str),
    #[error("the field {0} is not validly percent-encoded")]
    PercentEncoding(&'static str),
    #[error("there is a signature beside the message, in the field {0}; the POST binding wants it inside the message")]
    DetachedSignature(&'static str),
    #[error("the message is not valid base64: a + was probably not sent as %2B")]
    UnescapedPlus,
    #[error("the message is not valid base64")]
    Base64,
    #[error("the message is larger than {0} octets when decoded")]
    MessageTooLarge(usize),
    #[error(
        "the message is compressed (DEFLATE), which only the Redirect binding does; the POST binding wants the XML in base64 and nothing else"
    )]
    Deflated,
    #[error("RelayState is longer than {RELAY_STATE_LIMIT} octets")]
    RelayStateTooLong,
    #[error("RelayState holds control characters")]
    RelayStateCharacters,
}

const REQUEST: &str = "SAMLRequest";
const RELAY_STATE: &str = "RelayState";
const RESPONSE: &str = "SAMLResponse";
/// Fields of the POST-SimpleSign binding, or of a query that was sent as a form. To ignore them would be to ignore a
/// signature.
const DETACHED: [&str; 2] = ["Signature", "SigAlg"];
const KNOWN: [&str; 5] = [REQUEST, RELAY_STATE, RESPONSE, DETACHED[0], DETACHED[1]];

/// The fields of the binding, each still percent-encoded.
#[derive(Debug, Clone, Copy, Default)]
pub struct PostForm<'f> {
    /// In the order of `KNOWN`.
    values: [Option<&'f str>; 5],
}

impl<'f> PostForm<'f> {
    /// Reads a body of the type `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// See [`PostError`]; each says what the sender did wrong.
    pub fn parse(body: &'f [u8]) -> Result<Unverified, PostError> {
        Self::of(body)?.unverified(Accepts::Requests)
    }

    /// The same where responses are taken too.
    ///
    /// # Errors
    /// See [`PostError`].
    pub fn parse_either(body: &'f [u8]) -> Result<Unverified, PostError> {
        Self::of(body)?.unverified(Accepts::RequestsAndResponses)
    }

    fn of(body: &'f [u8]) -> Result<Self, PostError> {
        if body.len() > FORM_LIMIT {
            return Err(PostError::TooLong);
        }
        Self::split(std::str::from_utf8(body).map_err(|_| PostError::NotText)?)
    }

    fn split(body: &'f str) -> Result<Self, PostError> {
        let mut form = Self::default();
        for (count, field) in body.split('&').enumerate() {
            if count >= FIELD_LIMIT {
                return Err(PostError::TooManyFields);
            }
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let name = percent_decode(name);
            let slots = KNOWN.iter().zip(form.values.iter_mut());
            let found = slots.into_iter().find(|(known, _)| name.as_deref() == Some(known.as_bytes()));
            if let Some((known, slot)) = found
                && slot.replace(value).is_some()
                && !skips(Check::RepeatedParameter)
            {
                return Err(PostError::Repeated(known));
            }
        }
        Ok(form)
    }

    fn unverified(self, accepts: Accepts) -> Result<Unverified, PostError> {
        let [request, relay_state, response, signature, algorithm] = self.values;
        let (field, value) = match (request, response, accepts) {
            (_, Some(_), Accepts::Requests) => return Err(PostError::ResponseInstead),
            (Some(_), Some(_), _) => return Err(PostError::RequestAndResponse),
            (None, Some(response), _) => (RESPONSE, response),
            (request, None, _) => (REQUEST, request.unwrap_or_default()),
        };
        for (name, value) in DETACHED.iter().zip([signature, algorithm]) {
            if value.is_some() {
                return Err(PostError::DetachedSignature(name));
            }
        }
        if value.is_empty() {
            return Err(PostError::NoRequest);
        }
        let xml = message(field, value)?;
        #[cfg(feature = "test-variants")]
        let xml = if skips(Check::InflateLimit) { super::careless::inflated(&xml) } else { xml };
        if looks_compressed(&xml) {
            return Err(PostError::Deflated);
        }
        let relay_state = relay_state.map(relay_state_text).transpose()?;
        Ok(Unverified { xml, relay_state, by: Arrived::Post, is_response: field == RESPONSE })
    }
}

/// Base64, in lines or in one; nothing else beside its alphabet.
fn message(field: &'static str, raw: &str) -> Result<Vec<u8>, PostError> {
    let mut encoded = percent_decode(raw).ok_or(PostError::PercentEncoding(field))?;
    encoded.retain(|octet| !matches!(octet, b'\r' | b'\n'));
    let limit = Limits::MESSAGE.octets;
    if encoded.len() / 4 * 3 > limit + 2 && !skips(Check::Size) {
        return Err(PostError::MessageTooLarge(limit));
    }
    BASE64
        .decode(&encoded)
        .map_err(|_| if encoded.contains(&b' ') { PostError::UnescapedPlus } else { PostError::Base64 })
}

fn relay_state_text(raw: &str) -> Result<String, PostError> {
    let octets = percent_decode(raw).ok_or(PostError::PercentEncoding(RELAY_STATE))?;
    if octets.len() > RELAY_STATE_LIMIT && !skips(Check::RelayStateLimit) {
        return Err(PostError::RelayStateTooLong);
    }
    let relay_state = String::from_utf8(octets).map_err(|_| PostError::PercentEncoding(RELAY_STATE))?;
    // It is handed back as it came, in a form; nothing else is done with it.
    if relay_state.chars().any(char::is_control) && !skips(Check::ForbiddenCharacter) {
        return Err(PostError::RelayStateCharacters);
    }
    Ok(relay_state)
}

/// Raw DEFLATE of something that begins like XML, or a header of zlib or gzip. Never inflates more than a few octets.
fn looks_compressed(octets: &[u8]) -> bool {
    match *octets {
        [b'<' | 0xEF | b' ' | b'\t' | b'\n' | b'\r', ..] => false,
        [0x1F, 0x8B, ..] => true,
        [first, second, ..] if first & 0x0F == 8 && (u16::from(first) * 256 + u16::from(second)) % 31 == 0 => true,
        _ => {
            let mut start = Vec::with_capacity(64);
            let _ = Decompress::new(false).decompress_vec(octets, &mut start, FlushDecompress::Sync);
            start.trim_ascii_start().starts_with(b"<")
        }
    }
}
