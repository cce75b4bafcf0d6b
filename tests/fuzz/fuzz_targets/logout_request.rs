//! A LogoutRequest by either binding, signed or not, and edited on the way (see `sender`). Unsigned ones are never taken.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use senza_fuzz::input::{HEAD, Input, mutate};
use senza_fuzz::saml::logout::{LogoutRequest, RequestedName, issuer_of, verify_request};
use senza_fuzz::saml::unverified::Unverified;
use senza_fuzz::saml::verify_request::{RequestError, Verified};
use senza_fuzz::{NOW, SLO, sender, service_provider};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, HEAD) });

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(SignedElement);
    if let Some(input) = Input::read(data) {
        sender::send(&input, check);
    }
});

fn check(message: Unverified, requests_are_signed: bool) -> Result<Verified<LogoutRequest>, RequestError> {
    let issuer = issuer_of(&message);
    let sp = service_provider(requests_are_signed);
    let request = verify_request(message, sp, SLO, NOW, time::Duration::ZERO)?;
    assert!(request.is_signed());
    if let RequestedName::Plain(name) = &request.name {
        assert!(!name.value.is_empty());
    }
    assert_eq!(issuer.as_ref(), Ok(&request.header.issuer));
    assert_eq!(request.header.issuer, sp.entity_id);
    Ok(request)
}
