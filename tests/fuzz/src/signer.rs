//! Signs what the fuzzer wrote, as a service provider would, so that what lies behind the signature is reached.

use crate::saml::xml::{Document, InclusivePrefixes, Limits, exclusive};
use data_encoding::BASE64;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey, EcPoint};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use std::sync::OnceLock;

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const MORE: &str = "http://www.w3.org/2001/04/xmldsig-more#";
const EXC_C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// The same in every run, so that a finding can be repeated; it signs nothing but this.
pub fn key() -> &'static PKey<Private> {
    static KEY: OnceLock<PKey<Private>> = OnceLock::new();
    KEY.get_or_init(|| {
        let scalar = openssl::sha::sha256(b"the key of Senza's fuzz targets");
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("the curve");
        let scalar = BigNum::from_slice(&scalar).expect("a number");
        let mut point = EcPoint::new(&group).expect("a point");
        point.mul_generator2(&group, &scalar, &mut BigNumContext::new().expect("a context")).expect("a product");
        let key = EcKey::from_private_components(&group, &scalar, &point).expect("a key");
        PKey::from_ec_key(key).expect("a key")
    })
}

/// SubjectPublicKeyInfo in base64.
pub fn public_key() -> String {
    BASE64.encode(&key().public_key_to_der().expect("DER"))
}

/// Which digest, by the fuzzer's choice; its URI and the signature's.
#[derive(Clone, Copy)]
pub struct Suite {
    digest: MessageDigest,
    digest_uri: &'static str,
    name: &'static str,
}

impl Suite {
    pub fn of(choice: u8) -> Self {
        let (digest, digest_uri, name) = match choice % 4 {
            0 | 1 => (MessageDigest::sha256(), "http://www.w3.org/2001/04/xmlenc#sha256", "ecdsa-sha256"),
            2 => (MessageDigest::sha384(), "http://www.w3.org/2001/04/xmldsig-more#sha384", "ecdsa-sha384"),
            _ => (MessageDigest::sha512(), "http://www.w3.org/2001/04/xmlenc#sha512", "ecdsa-sha512"),
        };
        Self { digest, digest_uri, name }
    }

    pub fn signature_uri(self) -> String {
        format!("{MORE}{}", self.name)
    }

    /// r and s side by side.
    pub fn sign(self, octets: &[u8]) -> Vec<u8> {
        let digest = hash(self.digest, octets).expect("a digest");
        let signature = EcdsaSig::sign(&digest, &key().ec_key().expect("an EC key")).expect("a signature");
        let padded = |number: &openssl::bn::BigNumRef| number.to_vec_padded(32).expect("32 octets");
        [padded(signature.r()), padded(signature.s())].concat()
    }
}

/// The message with a signature after its Issuer. `None` when it is not one that could have one.
pub fn envelope(xml: &str, suite: Suite, prefixes: &str) -> Option<String> {
    let (id, place, canonical) = prepare(xml, prefixes)?;
    let digest = BASE64.encode(&hash(suite.digest, &canonical).ok()?);
    let info = signed_info(&id, suite, prefixes, &digest);
    let canonical_info = info.replacen("<ds:SignedInfo>", &format!("<ds:SignedInfo xmlns:ds=\"{DSIG}\">"), 1);
    Some(put_in(xml, place, &info, &BASE64.encode(&suite.sign(canonical_info.as_bytes()))))
}

/// The same with the values left out, for another to fill in.
pub fn template(xml: &str, suite: Suite, prefixes: &str) -> Option<String> {
    let (id, place, _) = prepare(xml, prefixes)?;
    Some(put_in(xml, place, &signed_info(&id, suite, prefixes, ""), ""))
}

/// The ID of its root, where the signature goes, and what is digested.
fn prepare(xml: &str, prefixes: &str) -> Option<(String, usize, Vec<u8>)> {
    let document = Document::parse(xml.as_bytes(), &Limits::MESSAGE).ok()?;
    let root = document.root();
    let id = root.attribute("ID").filter(|id| crate::saml::xml::is_ncname(id))?.to_owned();
    let issuer = root.children().next().filter(|first| first.is(SAML, "Issuer"))?;
    if root.descendants().any(|element| element.is(DSIG, "Signature")) {
        return None;
    }
    let skipped = xml.len() - document.text().len();
    let canonical = exclusive(root, None, &InclusivePrefixes::parse(prefixes)?, 1 << 18).ok()?;
    Some((id, issuer.range().end + skipped, canonical))
}

fn signed_info(id: &str, suite: Suite, prefixes: &str, digest: &str) -> String {
    // Written in canonical form; the list of the second transform would need declarations of its own in the first.
    let list = match prefixes {
        "" => String::new(),
        list => {
            format!("<ec:InclusiveNamespaces xmlns:ec=\"{EXC_C14N}\" PrefixList=\"{list}\"></ec:InclusiveNamespaces>")
        }
    };
    format!(
        "<ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{EXC_C14N}\"></ds:CanonicalizationMethod>\
         <ds:SignatureMethod Algorithm=\"{}\"></ds:SignatureMethod><ds:Reference URI=\"#{id}\"><ds:Transforms>\
         <ds:Transform Algorithm=\"{DSIG}enveloped-signature\"></ds:Transform><ds:Transform Algorithm=\"{EXC_C14N}\">{list}</ds:Transform>\
         </ds:Transforms><ds:DigestMethod Algorithm=\"{}\"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue>\
         </ds:Reference></ds:SignedInfo>",
        suite.signature_uri(),
        suite.digest_uri
    )
}

fn put_in(xml: &str, place: usize, info: &str, value: &str) -> String {
    let (before, after) = xml.split_at(place);
    format!(
        "{before}<ds:Signature xmlns:ds=\"{DSIG}\">{info}<ds:SignatureValue>{value}</ds:SignatureValue></ds:Signature>{after}"
    )
}
