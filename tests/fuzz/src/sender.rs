//! Sends a message as a service provider would, signed with a key that is known; then edits what was sent, as one who has
//! no key would. What is read of it as signed is what was signed.

use crate::edit;
use crate::input::Input;
use crate::saml::unverified::Unverified;
use crate::saml::verify_request::{RequestError, Verified};
use crate::saml::{PostForm, RedirectQuery};
use crate::signer::{Suite, envelope};
use data_encoding::BASE64;
use flate2::{Compression, write::DeflateEncoder};
use std::io::Write;

/// Checks a message, for a service provider whose requests are signed or not.
pub type Verify<T> = fn(Unverified, bool) -> Result<Verified<T>, RequestError>;

/// By either binding, signed or not, as the input chooses.
pub fn send<T: PartialEq>(input: &Input<'_>, verify: Verify<T>) {
    let suite = Suite::of(input.choices >> 2);
    match input.choices & 3 {
        0 => unsigned(RedirectQuery::parse(&query(input.xml)).ok(), verify),
        1 => unsigned(PostForm::parse(&form(input.xml.as_bytes())).ok(), verify),
        2 => by_redirect(input, suite, verify),
        _ => by_post(input, suite, verify),
    }
}

fn unsigned<T>(message: Option<Unverified>, verify: Verify<T>) {
    let Some(message) = message else { return };
    if let Ok(read) = verify(message.clone(), false) {
        assert!(!read.is_signed(), "a signature was forged");
    }
    assert!(verify(message, true).is_err(), "a message without a signature was taken");
}

/// The octets beside are signed; then the query is edited.
fn by_redirect<T: PartialEq>(input: &Input<'_>, suite: Suite, verify: Verify<T>) {
    let plain = format!("{}&RelayState=state&SigAlg={}", query(input.xml), percent(&suite.signature_uri()));
    let signature = percent(&BASE64.encode(&suite.sign(plain.as_bytes())));
    let signed = format!("{plain}&Signature={signature}");
    let Ok(message) = RedirectQuery::parse(&signed) else { return };
    let sound = match verify(message, true) {
        Err(RequestError::BadSignature | RequestError::Unsigned) => {
            panic!("what was soundly signed is not taken\n{signed}")
        }
        Err(_) => return,
        Ok(sound) => sound,
    };
    for edits in input.variations() {
        let mut edited = signed.clone().into_bytes();
        for edit in edits.chunks_exact(edit::SIZE) {
            splice(&mut edited, edit);
        }
        let message = std::str::from_utf8(&edited).ok().and_then(|query| RedirectQuery::parse(query).ok());
        if let Some(Ok(read)) = message.map(|message| verify(message, true)) {
            assert!(read == sound, "another message is read than was signed\n{}", String::from_utf8_lossy(&edited));
        }
    }
}

/// Changes, removes or repeats a few octets.
fn splice(text: &mut Vec<u8>, edit: &[u8]) {
    let place = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high])) % text.len();
    if text.is_empty() {
        return;
    }
    let (at, from, length) = (place(edit[1], edit[2]), place(edit[3], edit[4]), usize::from(edit[5]));
    match edit[0] % 3 {
        0 => text[at] = edit[5],
        1 => drop(text.drain(at..(at + length).min(text.len()))),
        _ => {
            let part = text[from..(from + length).min(text.len())].to_vec();
            drop(text.splice(at..at, part));
        }
    }
}

/// The message is signed inside; then it is edited.
fn by_post<T: PartialEq>(input: &Input<'_>, suite: Suite, verify: Verify<T>) {
    let Some(signed) = envelope(input.xml, suite, "") else { return };
    let Ok(message) = PostForm::parse(&form(signed.as_bytes())) else { return };
    let sound = match verify(message, true) {
        Err(RequestError::BadSignature | RequestError::Unsigned | RequestError::Enveloped(_)) => {
            panic!("what was soundly signed is not taken\n{signed}")
        }
        Err(_) => return,
        Ok(sound) => sound,
    };
    for edits in input.variations() {
        let edited = Input { edits: &edits, ..*input }.edited(&signed);
        let message = PostForm::parse(&form(&edited)).ok();
        if let Some(Ok(read)) = message.map(|message| verify(message, true)) {
            assert!(read == sound, "another message is read than was signed\n{}", String::from_utf8_lossy(&edited));
        }
    }
}

fn query(xml: &str) -> String {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(xml.as_bytes()).expect("memory");
    format!("SAMLRequest={}", percent(&BASE64.encode(&encoder.finish().expect("memory"))))
}

/// A form that carries a message.
pub fn form(xml: &[u8]) -> Vec<u8> {
    format!("SAMLRequest={}&RelayState=state", percent(&BASE64.encode(xml))).into_bytes()
}

fn percent(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
