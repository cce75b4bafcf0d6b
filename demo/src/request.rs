//! The AuthnRequest and the address that carries it: HTTP-Redirect, DEFLATE, signed with RSA-SHA256.

use crate::arguments::Base;
use crate::identity::Identity;
use crate::idp::IdentityProvider;
use chrono::{DateTime, Utc};
use samael::metadata::HTTP_POST_BINDING;
use samael::schema::{AuthnRequest, Issuer};

#[derive(Debug, thiserror::Error)]
#[error("making the sign-in request: {0}")]
pub(crate) struct RequestError(String);

/// The address to send the browser to. `id` must be a fresh NCName that cannot be guessed.
///
/// SAML bindings 3.4.4.1: the signature is made over the query octets exactly as sent. samael appends `Signature` to the very
/// query it signed; that holds because the provider's address has no query of its own (checked when its metadata is read).
pub(crate) fn redirect(
    base: &Base,
    identity: &Identity,
    idp: &IdentityProvider,
    id: &str,
    now: DateTime<Utc>,
) -> Result<String, RequestError> {
    let request = AuthnRequest {
        id: id.to_owned(),
        version: "2.0".to_owned(),
        issue_instant: now,
        destination: Some(idp.sign_on.clone()),
        issuer: Some(Issuer { value: Some(base.entity_id()), ..Issuer::default() }),
        assertion_consumer_service_url: Some(base.acs()),
        protocol_binding: Some(HTTP_POST_BINDING.to_owned()),
        ..AuthnRequest::default()
    };
    let signed = request.signed_redirect("", &identity.key).map_err(|error| RequestError(error.to_string()))?;
    signed.map(String::from).ok_or_else(|| RequestError("no destination".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::peer::Peer;
    use openssl::hash::MessageDigest;
    use openssl::sign::Verifier;
    use std::io::Read;
    use url::Url;

    fn verifies(identity: &Identity, octets: &str, signature: &[u8]) -> bool {
        let key = identity.certificate.public_key().unwrap();
        let mut verifier = Verifier::new(MessageDigest::sha256(), &key).unwrap();
        verifier.update(octets.as_bytes()).unwrap();
        verifier.verify(signature).unwrap()
    }

    #[test]
    fn the_octets_sent_are_the_octets_signed() {
        let (base, identity) = (Base::parse("http://127.0.0.1:8081").unwrap(), Identity::make().unwrap());
        let url = redirect(&base, &identity, &Peer::new().provider(), "_1f", crate::token::now()).unwrap();
        let (octets, signature) = url.split_once('?').unwrap().1.split_once("&Signature=").unwrap();
        assert!(octets.starts_with("SAMLRequest=") && octets.ends_with("%23rsa-sha256"), "{octets}");
        let pairs: Vec<(String, String)> = Url::parse(&url).unwrap().query_pairs().into_owned().collect();
        assert!(!signature.contains('&') && pairs.len() == 3);
        let signature = data_encoding::BASE64.decode(pairs[2].1.as_bytes()).unwrap();
        assert!(verifies(&identity, octets, &signature));
        assert!(!verifies(&identity, &octets.replace("%2B", "%2b").replacen("SAML", "saml", 1), &signature));
    }

    #[test]
    fn it_says_who_asks_and_where_to_answer() {
        let (base, identity) = (Base::parse("http://127.0.0.1:8081").unwrap(), Identity::make().unwrap());
        let url = redirect(&base, &identity, &Peer::new().provider(), "_1f", crate::token::now()).unwrap();
        let message = Url::parse(&url).unwrap().query_pairs().next().unwrap().1.into_owned();
        let mut xml = String::new();
        let octets = data_encoding::BASE64.decode(message.as_bytes()).unwrap();
        flate2::read::DeflateDecoder::new(octets.as_slice()).read_to_string(&mut xml).unwrap();
        let read: AuthnRequest = xml.parse().unwrap();
        assert_eq!(read.id, "_1f");
        assert_eq!(read.issuer_value().as_deref(), Some("http://127.0.0.1:8081/saml/metadata"));
        assert_eq!(read.assertion_consumer_service_url.as_deref(), Some("http://127.0.0.1:8081/saml/acs"));
        assert_eq!(read.destination.as_deref(), Some("http://localhost:8080/saml/sso"));
    }
}
