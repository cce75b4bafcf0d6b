//! The textual beginning of a file: version, a stanza for each recipient, and a MAC under the file key.
//!
//! It is read as it comes, a line at a time, and strictly: one header has one spelling.

use crate::domain::Secret;
use crate::domain::variant::{Check, skips};
use crate::keys::age::error::OpenError;
use crate::keys::age::identity::Identity;
use crate::keys::age::stanza::{FILE_KEY, X25519};
use crate::vault::derive::{hkdf_expand, hkdf_extract, hmac_sha256};
use data_encoding::BASE64_NOPAD;
use subtle::ConstantTimeEq;

/// Stanzas in a header, whoever wrote it: each costs a key agreement for each identity.
pub const MAX_STANZAS: usize = 256;
/// Octets of a header; [`MAX_STANZAS`] of X25519 are 26,000, one of a post-quantum key is 1,700.
const MAX_HEADER: usize = 64 * 1024;
/// Octets of a line; a post-quantum key's arguments are 1,600.
const MAX_LINE: usize = 4096;
/// "The version line always starts with …"
const VERSION: &[u8] = b"age-encryption.org/";
const V1: &[u8] = b"age-encryption.org/v1";
/// "The body … wrapped at 64 columns."
const COLUMNS: usize = 64;

/// The header of a new file.
pub(super) fn write(stanzas: &[X25519], file_key: &Secret<FILE_KEY>) -> Vec<u8> {
    let mut text = [V1, b"\n"].concat();
    for stanza in stanzas {
        stanza.write(&mut text);
    }
    text.extend_from_slice(b"---");
    let mac = BASE64_NOPAD.encode(&mac(&text, file_key));
    text.push(b' ');
    text.extend_from_slice(mac.as_bytes());
    text.push(b'\n');
    text
}

/// `HMAC key = HKDF-SHA-256(ikm = file key, salt = empty, info = "header")`; an empty salt is one of zeros (RFC 5869 §2.2). "The MAC is
/// computed with HMAC-SHA-256 over the whole header up to and including the `---` mark (excluding the space following it)."
fn mac(text: &[u8], file_key: &Secret<FILE_KEY>) -> [u8; 32] {
    hmac_sha256(&hkdf_expand(&hkdf_extract(&[0; 32], file_key.expose()), b"header"), text)
}

/// A header that is well-formed. Who wrote it is known once a file key has made its MAC.
pub(super) struct Header {
    stanzas: Vec<X25519>,
    /// What the MAC is over.
    text: Vec<u8>,
    mac: [u8; 32],
}

impl Header {
    /// The file key, by the first stanza that one of these opens.
    pub(super) fn file_key(&self, identities: &[Identity]) -> Result<Secret<FILE_KEY>, OpenError> {
        let file_key = self.unwrapped(identities)?.ok_or(OpenError::NoMatch)?;
        if bool::from(mac(&self.text, &file_key).ct_eq(&self.mac)) || skips(Check::AgeHeaderMac) {
            Ok(file_key)
        } else {
            Err(OpenError::HeaderMac)
        }
    }

    fn unwrapped(&self, identities: &[Identity]) -> Result<Option<Secret<FILE_KEY>>, OpenError> {
        for identity in identities {
            for stanza in &self.stanzas {
                if let Some(file_key) = stanza.open(identity)? {
                    return Ok(Some(file_key));
                }
            }
        }
        Ok(None)
    }
}

/// Reads a header as it comes.
#[derive(Default)]
pub(super) struct HeaderReader {
    text: Vec<u8>,
    /// Where the line that is being read begins.
    line: usize,
    next: Next,
    /// Of every kind.
    count: usize,
    scrypt: bool,
    stanzas: Vec<X25519>,
}

/// What the next line is to be.
#[derive(Default)]
enum Next {
    #[default]
    Version,
    StanzaOrEnd,
    Body {
        arguments: String,
        body: Vec<u8>,
    },
}

impl HeaderReader {
    /// Takes what is the header's, and answers it once it is whole; what is left of `octets` comes after it.
    pub(super) fn push(&mut self, octets: &mut &[u8]) -> Result<Option<Header>, OpenError> {
        while !octets.is_empty() {
            let end = octets.iter().position(|octet| *octet == b'\n');
            let (part, rest) = octets.split_at(end.map_or(octets.len(), |end| end + 1));
            // A file of another kind is told by its first octets, however long its first line.
            if !self.text.iter().chain(part).zip(VERSION).all(|(is, wanted)| is == wanted) {
                return Err(OpenError::NotAge);
            }
            if self.text.len() + part.len() > MAX_HEADER {
                return Err(OpenError::Header("it is longer than any list of recipients"));
            }
            self.text.extend_from_slice(part);
            *octets = rest;
            if self.text.len() - self.line > MAX_LINE {
                return Err(OpenError::Header("a line in it is too long"));
            }
            if end.is_some()
                && let Some(header) = self.take_line()?
            {
                return Ok(Some(header));
            }
        }
        Ok(None)
    }

    /// Why what came so far is no header, at its end.
    pub(super) fn unfinished(&self) -> OpenError {
        if self.text.is_empty() { OpenError::NotAge } else { OpenError::Truncated }
    }

    fn take_line(&mut self) -> Result<Option<Header>, OpenError> {
        let from = std::mem::replace(&mut self.line, self.text.len());
        let line = self.text.get(from..self.text.len() - 1).unwrap_or_default();
        match &mut self.next {
            Next::Version => {
                // "This document only specifies the `v1` format. Anything after the end of the version line may change".
                if line != V1 {
                    return Err(OpenError::Version);
                }
                self.next = Next::StanzaOrEnd;
            }
            Next::StanzaOrEnd => match line.strip_prefix(b"---") {
                Some(rest) => {
                    let mac = end(rest)?;
                    self.text.truncate(from + 3);
                    return self.whole(mac).map(Some);
                }
                None => {
                    let arguments = arguments(line)?.to_owned();
                    self.count += 1;
                    if self.count > MAX_STANZAS {
                        return Err(OpenError::Header("it has more recipients than Senza looks at"));
                    }
                    self.next = Next::Body { arguments, body: Vec::new() };
                }
            },
            Next::Body { arguments, body } => {
                let columns = line.len();
                body.extend_from_slice(&body_line(line)?);
                // "The body MUST end with a line shorter than 64 characters, which MAY be empty."
                if columns < COLUMNS {
                    let (arguments, body) = (std::mem::take(arguments), std::mem::take(body));
                    self.next = Next::StanzaOrEnd;
                    self.stanza(&arguments, &body)?;
                }
            }
        }
        Ok(None)
    }

    fn stanza(&mut self, arguments: &str, body: &[u8]) -> Result<(), OpenError> {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        match arguments.first() {
            Some(&"X25519") => {
                let stanza =
                    X25519::read(&arguments, body).ok_or(OpenError::Header("one of its keys has not its length"))?;
                self.stanzas.push(stanza);
            }
            Some(&"scrypt") => self.scrypt = true,
            // "The identity implementation MUST ignore any stanza that does not have `X25519` as the first argument".
            _ => {}
        }
        Ok(())
    }

    fn whole(&mut self, mac: [u8; 32]) -> Result<Header, OpenError> {
        // `header = v1-line 1*stanza end`
        match (self.count, self.scrypt) {
            (0, _) => Err(OpenError::Header("it has no recipient")),
            (1, true) => Err(OpenError::Passphrase),
            // A scrypt stanza "MUST be the only stanza in the header".
            (_, true) => Err(OpenError::Header("it has a passphrase beside other recipients")),
            _ => Ok(Header { stanzas: std::mem::take(&mut self.stanzas), text: std::mem::take(&mut self.text), mac }),
        }
    }
}

/// `arg-line = "-> " argument *(SP argument) LF`, `argument = 1*VCHAR`
fn arguments(line: &[u8]) -> Result<&str, OpenError> {
    let bad = OpenError::Header("a recipient in it is not written as the format says");
    let Some(arguments) = line.strip_prefix(b"-> ") else { return Err(bad) };
    let each_is_one = arguments.split(|octet| *octet == b' ').all(|argument| !argument.is_empty());
    let visible = arguments.iter().all(|octet| *octet == b' ' || octet.is_ascii_graphic());
    match std::str::from_utf8(arguments) {
        Ok(arguments) if each_is_one && visible => Ok(arguments),
        _ => Err(bad),
    }
}

/// `full-line = 64base64char LF`, `final-line = *63base64char LF`. "decoders MUST reject non-canonical encodings and encodings ending
/// with `=` padding characters": this decoder does.
fn body_line(line: &[u8]) -> Result<Vec<u8>, OpenError> {
    let bad = OpenError::Header("a recipient's key in it is not written as the format says");
    if line.len() > COLUMNS {
        return Err(bad);
    }
    BASE64_NOPAD.decode(line).map_err(|_| bad)
}

/// `end = "--- " 43base64char LF`
fn end(rest: &[u8]) -> Result<[u8; 32], OpenError> {
    let mac = rest.strip_prefix(b" ").and_then(|mac| BASE64_NOPAD.decode(mac).ok());
    mac.and_then(|mac| mac.try_into().ok()).ok_or(OpenError::Header("its last line is not written as the format says"))
}
