//! The AuthnRequest and the address that carries it: HTTP-Redirect, DEFLATE, signed with RSA-SHA256.

use crate::arguments::Base;
use crate::identity::Identity;
use crate::idp::IdentityProvider;
use chrono::{DateTime, Utc};
use samael::metadata::HTTP_POST_BINDING;
use samael::schema::{
    AuthnContextClassRef, AuthnContextComparison, AuthnRequest, Issuer, NameIdPolicy, RequestedAuthnContext,
};

#[derive(Debug, thiserror::Error)]
#[error("making the sign-in request: {0}")]
pub(crate) struct RequestError(String);

/// What a visitor may have the portal ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) force_authn: bool,
    pub(crate) is_passive: bool,
    /// An AuthnContextClassRef, to be met exactly.
    pub(crate) context: Option<String>,
    /// The NameIDPolicy's Format.
    pub(crate) format: Option<String>,
}

impl Wish {
    /// From the query of the link that was followed; what it does not know it leaves alone.
    pub(crate) fn read(query: &str) -> Self {
        let mut wish = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "force_authn" => wish.force_authn = value == "true",
                "is_passive" => wish.is_passive = value == "true",
                "context" => wish.context = Some(value.into_owned()),
                "format" => wish.format = Some(value.into_owned()),
                _ => {}
            }
        }
        wish
    }

    fn requested_authn_context(&self) -> Option<RequestedAuthnContext> {
        let class = AuthnContextClassRef { value: Some(self.context.clone()?) };
        Some(RequestedAuthnContext {
            authn_context_class_refs: Some(vec![class]),
            authn_context_decl_refs: None,
            comparison: Some(AuthnContextComparison::Exact),
        })
    }

    fn name_id_policy(&self) -> Option<NameIdPolicy> {
        Some(NameIdPolicy { format: Some(self.format.clone()?), allow_create: Some(true), sp_name_qualifier: None })
    }
}

/// The address to send the browser to. `id` must be a fresh NCName that cannot be guessed.
///
/// SAML bindings 3.4.4.1: the signature is made over the query octets exactly as sent. samael appends `Signature` to the very
/// query it signed; that holds because the provider's address has no query of its own (checked when its metadata is read).
pub(crate) fn redirect(
    base: &Base,
    identity: &Identity,
    idp: &IdentityProvider,
    id: &str,
    wish: &Wish,
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
        force_authn: wish.force_authn.then_some(true),
        is_passive: wish.is_passive.then_some(true),
        requested_authn_context: wish.requested_authn_context(),
        name_id_policy: wish.name_id_policy(),
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
        let url =
            redirect(&base, &identity, &Peer::new().provider(), "_1f", &Wish::default(), crate::token::now()).unwrap();
        let (octets, signature) = url.split_once('?').unwrap().1.split_once("&Signature=").unwrap();
        assert!(octets.starts_with("SAMLRequest=") && octets.ends_with("%23rsa-sha256"), "{octets}");
        let pairs: Vec<(String, String)> = Url::parse(&url).unwrap().query_pairs().into_owned().collect();
        assert!(!signature.contains('&') && pairs.len() == 3);
        let signature = data_encoding::BASE64.decode(pairs[2].1.as_bytes()).unwrap();
        assert!(verifies(&identity, octets, &signature));
        assert!(!verifies(&identity, &octets.replace("%2B", "%2b").replacen("SAML", "saml", 1), &signature));
    }

    fn sent(wish: &Wish) -> AuthnRequest {
        let (base, identity) = (Base::parse("http://127.0.0.1:8081").unwrap(), Identity::make().unwrap());
        let url = redirect(&base, &identity, &Peer::new().provider(), "_1f", wish, crate::token::now()).unwrap();
        let message = Url::parse(&url).unwrap().query_pairs().next().unwrap().1.into_owned();
        let mut xml = String::new();
        let octets = data_encoding::BASE64.decode(message.as_bytes()).unwrap();
        flate2::read::DeflateDecoder::new(octets.as_slice()).read_to_string(&mut xml).unwrap();
        xml.parse().unwrap()
    }

    #[test]
    fn it_asks_for_what_was_wished_and_for_nothing_else() {
        let plain = sent(&Wish::read("unknown=true&force_authn=false"));
        assert_eq!((plain.force_authn, plain.is_passive), (None, None));
        assert!(plain.requested_authn_context.is_none() && plain.name_id_policy.is_none());
        let all = sent(&Wish::read("force_authn=true&is_passive=true&context=urn%3Ac&format=urn%3Af"));
        assert_eq!((all.force_authn, all.is_passive), (Some(true), Some(true)));
        assert_eq!(all.name_id_policy.unwrap().format.as_deref(), Some("urn:f"));
        let context = all.requested_authn_context.unwrap();
        assert_eq!(context.comparison, Some(AuthnContextComparison::Exact));
        assert_eq!(context.authn_context_class_refs.unwrap()[0].value.as_deref(), Some("urn:c"));
    }

    #[test]
    fn it_says_who_asks_and_where_to_answer() {
        let read = sent(&Wish::default());
        assert_eq!(read.id, "_1f");
        assert_eq!(read.issuer_value().as_deref(), Some("http://127.0.0.1:8081/saml/metadata"));
        assert_eq!(read.assertion_consumer_service_url.as_deref(), Some("http://127.0.0.1:8081/saml/acs"));
        assert_eq!(read.destination.as_deref(), Some("http://localhost:8080/saml/sso"));
    }
}
