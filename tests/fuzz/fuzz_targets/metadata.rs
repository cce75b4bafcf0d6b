//! A service provider's metadata. What is accepted holds the promises that sign-ons rest on, and what is kept of it is the
//! same, without the people in it.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use senza_fuzz::NOW;
use senza_fuzz::input::mutate;
use senza_fuzz::saml::metadata::{AcceptPolicy, Binding, parse_sp};
use std::collections::HashSet;
use url::Url;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, 1) });

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(RepeatedAcsIndex);
    let Some((choice, xml)) = data.split_first() else { return };
    let policy = AcceptPolicy { allow_http_acs: choice % 2 == 1 };
    let Ok(parsed) = parse_sp(xml, &policy, NOW) else { return };
    let sp = &parsed.metadata;
    assert!(!sp.entity_id.is_empty() && !sp.entity_id.contains(char::is_whitespace));
    assert!(!sp.is_expired(NOW));
    assert!(!sp.authn_requests_signed || !sp.signing_keys.is_empty());
    let mut indexes = HashSet::new();
    for acs in sp.acs() {
        assert!(indexes.insert(acs.index), "two endpoints of index {}", acs.index);
        if acs.binding == Binding::HttpPost {
            let url = Url::parse(&acs.location).expect("an address");
            assert!(url.scheme() == "https" || url.scheme() == "http", "{url}");
            assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none(), "{url}");
        }
    }
    let default = sp.default_endpoint();
    assert_eq!(sp.endpoint_at(default.location()).as_ref(), Ok(&default));
    let again = parse_sp(&parsed.stored_xml, &policy, NOW).expect("what is kept is accepted");
    assert_eq!(format!("{:?}", again.metadata), format!("{sp:?}"), "what is kept says the same");
    let kept = std::str::from_utf8(&parsed.stored_xml).expect("text");
    let tree = roxmltree::Document::parse(kept).expect("well-formed");
    assert!(!tree.descendants().any(|node| node.is_comment() || node.has_tag_name((MD, "ContactPerson"))));
});

const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
