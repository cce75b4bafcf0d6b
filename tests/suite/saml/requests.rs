//! Requests with signatures, limits of time, and what a service provider may ask for.

use super::keys::{Identity, NOW, SSO, metadata, redirect_value, request_xml};
use openssl::bn::BigNumRef;
use openssl::ecdsa::EcdsaSig;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use senza::saml::authn_context::{Class, Comparison, RequestedAuthnContext, Wish};
use senza::saml::verify_request::{Blame, verify};
use senza::saml::{AuthnRequest, RedirectQuery, RequestError, SpMetadata, Status, Verified};
use time::{Duration, OffsetDateTime};

const RSA_SHA256: &str = "http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256";

fn check(query: &str, sp: &SpMetadata) -> Result<Verified<AuthnRequest>, RequestError> {
    check_at(query, sp, NOW)
}

fn check_at(query: &str, sp: &SpMetadata, now: OffsetDateTime) -> Result<Verified<AuthnRequest>, RequestError> {
    verify(RedirectQuery::parse(query).unwrap(), sp, SSO, now, Duration::ZERO)
}

fn good_request() -> String {
    redirect_value(request_xml(&format!(r#" Destination="{SSO}""#), "").as_bytes())
}

fn signed(octets: &str, signature: &[u8]) -> String {
    let value: String =
        url::form_urlencoded::byte_serialize(data_encoding::BASE64.encode(signature).as_bytes()).collect();
    format!("{octets}&Signature={value}")
}

#[test]
fn a_signed_request_is_verified_and_an_altered_one_is_not() {
    let (own, other) = (Identity::rsa(), Identity::rsa());
    let sp = metadata(r#" AuthnRequestsSigned="1""#, &own.key_descriptor("signing", ""));
    let octets = format!("SAMLRequest={}&RelayState=x&SigAlg={RSA_SHA256}", good_request());
    let query = signed(&octets, &own.sign(MessageDigest::sha256(), octets.as_bytes()));
    let request = check(&query, &sp).unwrap();
    assert!(request.is_signed());
    assert_eq!(request.relay_state(), Some("x"));

    let bad = [
        query.replace("RelayState=x", "RelayState=y"),
        query.replace("&RelayState=x", ""),
        query.replace("RelayState=x", "RelayState=%78"),
        signed(&octets, &other.sign(MessageDigest::sha256(), octets.as_bytes())),
        signed(&octets, &own.sign(MessageDigest::sha512(), octets.as_bytes())),
        signed(&octets, b""),
    ];
    for query in bad {
        assert_eq!(check(&query, &sp), Err(RequestError::BadSignature), "{query}");
    }
}

#[test]
fn a_stripped_signature_is_noticed_where_signing_is_declared() {
    let own = Identity::rsa();
    let query = format!("SAMLRequest={}", good_request());
    let required = metadata(r#" AuthnRequestsSigned="true""#, &own.key_descriptor("signing", ""));
    assert_eq!(check(&query, &required), Err(RequestError::Unsigned));
    // The control: the same request, where the check does not apply.
    assert!(check(&query, &metadata("", &own.key_descriptor("signing", ""))).is_ok());
}

#[test]
fn a_bad_signature_is_fatal_even_where_none_is_needed() {
    let own = Identity::rsa();
    let sp = metadata("", &own.key_descriptor("signing", ""));
    let octets = format!("SAMLRequest={}&SigAlg={RSA_SHA256}", good_request());
    assert_eq!(check(&signed(&octets, &[0; 256]), &sp), Err(RequestError::BadSignature));
    assert_eq!(check(&signed(&octets, &[0; 256]), &metadata("", "")), Err(RequestError::NoSigningKey));
}

#[test]
fn an_encryption_key_does_not_sign() {
    let (own, encryption) = (Identity::rsa(), Identity::rsa());
    let keys = own.key_descriptor("signing", "") + &encryption.key_descriptor("encryption", "");
    let octets = format!("SAMLRequest={}&SigAlg={RSA_SHA256}", good_request());
    let query = signed(&octets, &encryption.sign(MessageDigest::sha256(), octets.as_bytes()));
    assert_eq!(check(&query, &metadata("", &keys)), Err(RequestError::BadSignature));
    let either = metadata("", &(keys + &encryption.key_descriptor("signing", "")));
    assert!(check(&query, &either).is_ok());
}

#[test]
fn the_octets_count_as_they_were_sent_in_any_order() {
    let own = Identity::rsa();
    let sp = metadata("", &own.key_descriptor("signing", ""));
    let request = good_request().replace("%2F", "%2f").replace("%2B", "%2b");
    let algorithm = RSA_SHA256.replace("%3A", ":").replace("%2F", "/");
    let octets = format!("SAMLRequest={request}&RelayState=a%20b+c~%7e&SigAlg={algorithm}");
    let signature = own.sign(MessageDigest::sha256(), octets.as_bytes());
    let request_of = check(&signed(&octets, &signature), &sp).unwrap();
    assert_eq!(request_of.relay_state(), Some("a b c~~"));
    let shuffled = format!("x=y&SigAlg={algorithm}&RelayState=a%20b+c~%7e&SAMLRequest={request}");
    assert!(check(&signed(&shuffled, &signature), &sp).is_ok());
}

#[test]
fn every_algorithm_on_the_list_is_checked_with_its_own_kind_of_key() {
    let curves = [(Nid::X9_62_PRIME256V1, 32), (Nid::SECP384R1, 48), (Nid::SECP521R1, 66)];
    let digests =
        [("sha256", MessageDigest::sha256()), ("sha384", MessageDigest::sha384()), ("sha512", MessageDigest::sha512())];
    let rsa = Identity::rsa();
    for (digest_name, digest) in digests {
        let octets = |kind: &str| {
            let algorithm = RSA_SHA256.replace("rsa-sha256", &format!("{kind}-{digest_name}"));
            format!("SAMLRequest={}&SigAlg={algorithm}", good_request())
        };
        let sp = metadata("", &rsa.key_descriptor("signing", ""));
        let rsa_octets = octets("rsa");
        assert!(check(&signed(&rsa_octets, &rsa.sign(digest, rsa_octets.as_bytes())), &sp).is_ok());
        for (curve, field) in curves {
            let ec = Identity::ec(curve);
            let sp = metadata("", &ec.key_descriptor("signing", ""));
            let ec_octets = octets("ecdsa");
            let der = ec.sign(digest, ec_octets.as_bytes());
            let signature = EcdsaSig::from_der(&der).unwrap();
            let pad = |number: &BigNumRef| number.to_vec_padded(field).unwrap();
            let plain = [pad(signature.r()), pad(signature.s())].concat();
            assert!(check(&signed(&ec_octets, &plain), &sp).is_ok());
            assert_eq!(check(&signed(&ec_octets, &der), &sp), Err(RequestError::BadSignature), "DER is not the form");
            let zeros = vec![0; plain.len()];
            assert_eq!(check(&signed(&ec_octets, &zeros), &sp), Err(RequestError::BadSignature));
            assert_eq!(check(&signed(&rsa_octets, &plain), &sp), Err(RequestError::BadSignature));
        }
    }
}

#[test]
fn a_signed_request_names_its_destination() {
    let own = Identity::rsa();
    let sp = metadata("", &own.key_descriptor("signing", ""));
    let octets = format!("SAMLRequest={}&SigAlg={RSA_SHA256}", redirect_value(request_xml("", "").as_bytes()));
    let query = signed(&octets, &own.sign(MessageDigest::sha256(), octets.as_bytes()));
    assert_eq!(check(&query, &sp), Err(RequestError::NoDestination));
    let unsigned = octets.split('&').next().unwrap();
    assert!(check(unsigned, &sp).is_ok());
}

#[test]
fn five_minutes_either_way() {
    let sp = metadata("", "");
    let query = format!("SAMLRequest={}", good_request());
    let after = |seconds| check_at(&query, &sp, NOW + Duration::seconds(seconds));
    assert!(after(300).is_ok() && after(-300).is_ok());
    assert_eq!(after(301), Err(RequestError::Stale));
    assert_eq!(after(-301), Err(RequestError::FromTheFuture));
    assert_eq!(RequestError::Stale.blame(), Blame::Moment);
    let skewed =
        verify(RedirectQuery::parse(&query).unwrap(), &sp, SSO, NOW + Duration::seconds(330), Duration::minutes(1));
    assert!(skewed.is_ok());
}

#[test]
fn expired_metadata_is_worth_nothing() {
    // Five minutes and a second ago (SDP-G01).
    let sp = metadata(r#" validUntil="2026-01-01T11:55:01Z""#, "");
    let query = format!("SAMLRequest={}", good_request());
    assert!(check(&query, &sp).is_ok());
    assert_eq!(check_at(&query, &sp, NOW + Duration::seconds(1)), Err(RequestError::MetadataExpired));
}

#[test]
fn what_cannot_be_had_is_answered_with_a_status() {
    let children = r#"<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted"/>"#;
    let query = format!("SAMLRequest={}&RelayState=r", redirect_value(request_xml("", children).as_bytes()));
    let sp = metadata("", "");
    let error = check(&query, &sp).unwrap_err();
    assert_eq!(error.status(), Some(Status::INVALID_NAME_ID_POLICY));
    let request = error.request().unwrap();
    assert_eq!((request.header.id.as_str(), request.relay_state()), ("_a1", Some("r")));
    assert_eq!(sp.resolve_acs(request).unwrap().location(), "https://sp.example.org/acs");
}

const PASSWORD: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";
const X509: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509";

// SAML core §3.3.2.2.1.
#[test]
fn a_context_is_asserted_only_when_it_is_met() {
    use Class::{PasswordProtectedTransport as Ppt, RefedsMfa as Mfa, RefedsSfa as Sfa, Unspecified};
    let wanted = |comparison, classes: &[&str]| {
        let classes = classes.iter().map(|class| (*class).to_owned()).collect();
        Wish::of(Some(&RequestedAuthnContext { comparison, classes }))
    };
    let preferred = |classes: &[Class]| Wish::Preferred(classes.to_vec());
    let any = |classes: &[Class]| Wish::AnyOf(classes.to_vec());
    let (mfa, ppt, sfa, unspecified) = (Mfa.uri(), Ppt.uri(), Sfa.uri(), Unspecified.uri());
    for (comparison, classes, expected) in [
        (Comparison::Exact, &[ppt][..], preferred(&[Ppt])),
        (Comparison::Exact, &[X509, sfa, mfa], preferred(&[Sfa, Mfa])),
        (Comparison::Exact, &[unspecified], preferred(&[Unspecified])),
        (Comparison::Exact, &[X509], preferred(&[])),
        // Nobody signs in by a password over an unprotected connection.
        (Comparison::Exact, &[PASSWORD], preferred(&[])),
        (Comparison::Exact, &[], preferred(&[])),
        (Comparison::Minimum, &[mfa], any(&[Mfa])),
        (Comparison::Minimum, &[ppt], any(&[Mfa, Ppt, Sfa])),
        (Comparison::Minimum, &[sfa], any(&[Mfa, Sfa, Ppt])),
        (Comparison::Minimum, &[PASSWORD], any(&[Mfa, Ppt, Sfa])),
        (Comparison::Minimum, &[mfa, unspecified], any(&[Mfa, Ppt, Sfa, Unspecified])),
        (Comparison::Minimum, &[X509], any(&[])),
        (Comparison::Better, &[PASSWORD], any(&[Mfa, Ppt, Sfa])),
        (Comparison::Better, &[ppt], any(&[Mfa])),
        (Comparison::Better, &[sfa, unspecified], any(&[Mfa])),
        (Comparison::Better, &[mfa], any(&[])),
        (Comparison::Better, &[ppt, X509], any(&[])),
        (Comparison::Maximum, &[mfa], any(&[Mfa, Ppt, Sfa, Unspecified])),
        (Comparison::Maximum, &[sfa], any(&[Sfa, Ppt, Unspecified])),
        (Comparison::Maximum, &[PASSWORD], any(&[Unspecified])),
        (Comparison::Maximum, &[X509], any(&[])),
    ] {
        assert_eq!(wanted(comparison, classes), expected, "{comparison:?} {classes:?}");
    }
    assert_eq!(Wish::of(None), Wish::Open);
}
