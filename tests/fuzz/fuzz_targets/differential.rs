//! A signed message, read by us and by libxmlsec1. What both accept, both read alike: the octets that were digested, the ID
//! and the Issuer.

#![no_main]

use data_encoding::BASE64;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use senza_fuzz::input::{HEAD, Input, mutate};
use senza_fuzz::saml::PostForm;
use senza_fuzz::saml::verify_request::verify;
use senza_fuzz::saml::xml::{Document, InclusivePrefixes, Limits, exclusive};
use senza_fuzz::signer::{Suite, envelope, template};
use senza_fuzz::{NOW, SSO, service_provider, xmlsec};
use std::sync::atomic::{AtomicU64, Ordering};

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const PREFIXES: [&str; 4] = ["", "#default", "p samlp saml", "#default e unused nowhere xml"];

/// Messages that we accepted, and those of them that libxmlsec1 accepted too.
static OURS: AtomicU64 = AtomicU64::new(0);
static BOTH: AtomicU64 = AtomicU64::new(0);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, HEAD) });

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(SplitText);
    let Some(input) = Input::read(data) else { return };
    let suite = Suite::of(input.choices >> 3);
    let prefixes = PREFIXES[usize::from(input.choices & 3)];
    let signed = if input.choices & 4 == 0 {
        envelope(input.xml, suite, prefixes)
    } else {
        let filled = template(input.xml, suite, prefixes).and_then(|xml| xmlsec::sign(xml.as_bytes()));
        filled.and_then(|xml| String::from_utf8(xml).ok())
    };
    let Some(signed) = signed else { return };
    compare(signed.as_bytes());
    if !input.edits.is_empty() {
        compare(&input.edited(&signed));
    }
});

fn compare(edited: &[u8]) {
    let body = format!(
        "SAMLRequest={}",
        url::form_urlencoded::byte_serialize(BASE64.encode(edited).as_bytes()).collect::<String>()
    );
    let Ok(message) = PostForm::parse(body.as_bytes()) else { return };
    let Ok(ours) = verify(message, service_provider(true), SSO, NOW, time::Duration::ZERO) else { return };
    let count = OURS.fetch_add(1, Ordering::Relaxed) + 1;
    let shown = String::from_utf8_lossy(edited);
    if let Some(theirs) = xmlsec::verify(edited) {
        let both = BOTH.fetch_add(1, Ordering::Relaxed) + 1;
        assert_eq!(Some(theirs.digested), canonical(edited), "the octets that were digested\n{shown}");
        assert_eq!(theirs.id, ours.header.id.as_bytes(), "the ID\n{shown}");
        assert_eq!(theirs.issuer, ours.header.issuer.as_bytes(), "the Issuer\n{shown}");
        if both.is_power_of_two() {
            eprintln!("accepted by us {count}, by both {both}");
        }
    } else if (count - BOTH.load(Ordering::Relaxed)).is_power_of_two() {
        // No finding, but worth a look.
        eprintln!("accepted by us alone: {shown}");
    }
}

/// What we digest.
fn canonical(xml: &[u8]) -> Option<Vec<u8>> {
    let document = Document::parse(xml, &Limits::MESSAGE).ok()?;
    let signature = document.root().descendants().find(|element| element.is(DSIG, "Signature"))?;
    let transform = signature.descendants().filter(|element| element.is(DSIG, "Transform")).nth(1)?;
    let list = transform.children().next().and_then(|list| list.attribute("PrefixList")).unwrap_or_default();
    exclusive(document.root(), Some(signature), &InclusivePrefixes::parse(list)?, 1 << 18).ok()
}
