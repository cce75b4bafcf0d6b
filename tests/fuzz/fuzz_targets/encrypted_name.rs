//! What was inside an encrypted name, after its tag has held: one NameID, and what any other reader reads of it.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use senza_fuzz::input::mutate;
use senza_fuzz::saml::encrypted_id::{Namespaces, name_in};

const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, 0) });

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(SplitText);
    let around = Namespaces(vec![(Some("saml".to_owned()), SAML.to_owned())]);
    let Ok(name) = name_in(data, &around) else { return };
    assert!(!name.value.is_empty() && name.value.chars().count() <= 1024);
    let text = std::str::from_utf8(data).expect("text");
    let document = format!("<around xmlns:saml=\"{SAML}\">{}</around>", text.strip_prefix('\u{feff}').unwrap_or(text));
    let tree = roxmltree::Document::parse(&document).expect("well-formed");
    let elements: Vec<_> = tree.root_element().descendants().skip(1).filter(|node| node.is_element()).collect();
    assert_eq!(elements.len(), 1);
    assert!(elements[0].has_tag_name((SAML, "NameID")));
    let said: String = elements[0].descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
    assert_eq!(said.trim(), name.value);
});
