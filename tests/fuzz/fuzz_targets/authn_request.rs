//! An AuthnRequest by either binding, signed or not, and edited on the way (see `sender`).

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use senza_fuzz::input::{HEAD, Input, mutate};
use senza_fuzz::saml::AuthnRequest;
use senza_fuzz::saml::authn_request::issuer_of;
use senza_fuzz::saml::unverified::Unverified;
use senza_fuzz::saml::verify_request::{RequestError, Verified, verify};
use senza_fuzz::{NOW, SSO, sender, service_provider};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { mutate(data, size, max_size, seed, HEAD) });

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(Digest);
    if let Some(input) = Input::read(data) {
        sender::send(&input, check);
    }
});

fn check(message: Unverified, requests_are_signed: bool) -> Result<Verified<AuthnRequest>, RequestError> {
    let issuer = issuer_of(&message);
    let sp = service_provider(requests_are_signed);
    let request = verify(message, sp, SSO, NOW, time::Duration::ZERO)?;
    assert_eq!(issuer.as_ref(), Ok(&request.header.issuer));
    assert_eq!(request.header.issuer, sp.entity_id);
    let _ = sp.resolve_acs(&request);
    Ok(request)
}
