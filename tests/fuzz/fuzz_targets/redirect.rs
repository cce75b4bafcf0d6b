//! A raw query, as an attacker writes it who has no key. Whatever comes out was there once and only once, fits the limits,
//! and is not signed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use senza_fuzz::saml::authn_request::issuer_of;
use senza_fuzz::saml::redirect::{RELAY_STATE_LIMIT, RedirectQuery};
use senza_fuzz::saml::verify_request::verify;
use senza_fuzz::saml::xml::Limits;
use senza_fuzz::{NOW, SSO, service_provider};

const KNOWN: [&str; 5] = ["SAMLRequest", "RelayState", "SigAlg", "Signature", "SAMLEncoding"];

fuzz_target!(|query: &str| {
    senza_fuzz::planted!(RepeatedParameter);
    let Ok(message) = RedirectQuery::parse(query) else { return };
    assert!(message.xml().len() <= Limits::MESSAGE.octets, "no more than the limit is decompressed");
    for name in KNOWN {
        // Read in another way than the engine does.
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        assert!(pairs.filter(|(known, _)| known == name).count() <= 1, "{name} is there twice");
    }
    assert!(
        !url::form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "SAMLResponse"),
        "a response is no request"
    );
    let _ = issuer_of(&message);
    for requests_are_signed in [false, true] {
        if let Ok(request) =
            verify(message.clone(), service_provider(requests_are_signed), SSO, NOW, time::Duration::ZERO)
        {
            assert!(!request.is_signed(), "a signature was forged");
            assert!(!requests_are_signed, "a request without a signature was taken");
            assert!(request.relay_state().is_none_or(|state| state.len() <= RELAY_STATE_LIMIT));
        }
    }
});
