//! An AuthnRequest by either binding, signed with a key that is known, and edited afterwards by one who has no key.
//! What is read of it as signed is what was signed.

#![no_main]

use data_encoding::BASE64;
use flate2::{Compression, write::DeflateEncoder};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use senza_fuzz::input::{HEAD, Input, mutate};
use senza_fuzz::saml::authn_request::issuer_of;
use senza_fuzz::saml::unverified::Unverified;
use senza_fuzz::saml::verify_request::{RequestError, Verified, verify};
use senza_fuzz::saml::{AuthnRequest, PostForm, RedirectQuery};
use senza_fuzz::signer::{Suite, envelope};
use senza_fuzz::{NOW, SSO, service_provider};
use std::io::Write;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, HEAD) });

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(Digest);
    let Some(input) = Input::read(data) else { return };
    let suite = Suite::of(input.choices >> 2);
    match input.choices & 3 {
        0 => drop(read(RedirectQuery::parse(&query(input.xml)).ok(), false)),
        1 => {
            let message = read(PostForm::parse(&form(input.xml.as_bytes())).ok(), false);
            assert!(!message.is_some_and(|message| message.is_signed()), "a signature was forged");
        }
        2 => by_redirect(&input, suite),
        _ => by_post(&input, suite),
    }
});

/// The octets beside are signed; then the query is edited.
fn by_redirect(input: &Input<'_>, suite: Suite) {
    let plain = format!("{}&RelayState=state&SigAlg={}", query(input.xml), percent(&suite.signature_uri()));
    let signature = percent(&BASE64.encode(&suite.sign(plain.as_bytes())));
    let signed = format!("{plain}&Signature={signature}");
    let Some(sound) = read(RedirectQuery::parse(&signed).ok(), true) else { return };
    assert!(sound.is_signed());
    let mut edited = signed.into_bytes();
    for edit in input.edits.chunks_exact(8) {
        let (at, from) = (u16::from_le_bytes([edit[1], edit[2]]), u16::from_le_bytes([edit[3], edit[4]]));
        let (at, from) = (usize::from(at) % edited.len(), usize::from(from) % edited.len());
        match edit[0] % 3 {
            0 => edited[at] = edit[5],
            1 => drop(edited.drain(at..(at + usize::from(edit[5])).min(edited.len()))),
            _ => {
                let part = edited[from..(from + usize::from(edit[5])).min(edited.len())].to_vec();
                drop(edited.splice(at..at, part));
            }
        }
        if edited.is_empty() {
            return;
        }
    }
    let Some(edited) = std::str::from_utf8(&edited).ok() else { return };
    if let Some(read) = read(RedirectQuery::parse(edited).ok(), true) {
        assert!(read == sound, "another message is read than was signed\n{edited}");
    }
}

/// The message is signed inside; then it is edited.
fn by_post(input: &Input<'_>, suite: Suite) {
    let Some(signed) = envelope(input.xml, suite, "") else { return };
    let Some(message) = PostForm::parse(&form(signed.as_bytes())).ok() else { return };
    let sound = match verify(message, service_provider(true), SSO, NOW, time::Duration::ZERO) {
        Ok(sound) => sound,
        Err(RequestError::BadSignature | RequestError::Unsigned | RequestError::Enveloped(_)) => {
            panic!("what was soundly signed is not taken\n{signed}")
        }
        Err(_) => return,
    };
    let edited = input.edited(&signed);
    if let Some(read) = read(PostForm::parse(&form(&edited)).ok(), true) {
        assert!(read == sound, "another message is read than was signed\n{}", String::from_utf8_lossy(&edited));
    }
}

fn read(message: Option<Unverified>, requests_are_signed: bool) -> Option<Verified<AuthnRequest>> {
    let message = message?;
    let _ = issuer_of(&message);
    let sp = service_provider(requests_are_signed);
    let request = verify(message, sp, SSO, NOW, time::Duration::ZERO).ok()?;
    assert!(request.is_signed() || !requests_are_signed);
    assert_eq!(request.header.issuer, sp.entity_id);
    let _ = sp.resolve_acs(&request);
    Some(request)
}

fn query(xml: &str) -> String {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(xml.as_bytes()).expect("memory");
    format!("SAMLRequest={}", percent(&BASE64.encode(&encoder.finish().expect("memory"))))
}

fn form(xml: &[u8]) -> Vec<u8> {
    format!("SAMLRequest={}&RelayState=state", percent(&BASE64.encode(xml))).into_bytes()
}

fn percent(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
