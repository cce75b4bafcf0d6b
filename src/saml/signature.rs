//! Enveloped XML signatures that we write (XML Signature, restricted as SAML core §5.4 says).
//!
//! What is signed is written canonical, so digesting needs no parser. The private key is not here: the canonical
//! `SignedInfo` goes out, a signature value comes back.

use super::algorithm;
use super::emitted::Canonical;
use super::names::{self, Ns};
use super::xml::{Attr, Name, Writer};
use crate::domain::SigningAlgorithm;
use data_encoding::BASE64;
use std::sync::Arc;

/// What a message says of the key that signs it. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    algorithm: SigningAlgorithm,
    /// DER.
    certificate: Arc<[u8]>,
    fingerprint: [u8; 32],
}

impl Credential {
    /// `certificate` is DER.
    pub fn new(algorithm: SigningAlgorithm, certificate: &[u8]) -> Self {
        Self { algorithm, certificate: certificate.into(), fingerprint: openssl::sha::sha256(certificate) }
    }

    /// SHA-256 of the certificate: which key is meant.
    pub fn fingerprint(&self) -> &[u8; 32] {
        &self.fingerprint
    }

    pub fn algorithm(&self) -> SigningAlgorithm {
        self.algorithm
    }
}

/// A signed document's octets. Made by [`ToSign::finish`] alone.
#[derive(Debug)]
pub struct SignedXml(Vec<u8>);

impl SignedXml {
    pub(in crate::saml) fn into_octets(self) -> Vec<u8> {
        self.0
    }
}

/// What a finished signature makes.
pub trait Signed: Sized {
    /// What goes with the document and is not in it.
    type Beside;

    fn from_signed(xml: SignedXml, beside: Self::Beside) -> Self;
}

/// A document that waits for its signature.
#[derive(Debug)]
#[must_use]
pub struct ToSign<T: Signed> {
    document: Canonical,
    credential: Credential,
    signed_info: Vec<u8>,
    beside: T::Beside,
}

impl<T: Signed> ToSign<T> {
    pub(in crate::saml) fn new(document: Canonical, credential: &Credential, beside: T::Beside) -> Self {
        let signed_info = signed_info(&document, credential);
        Self { document, credential: credential.clone(), signed_info, beside }
    }

    /// What to sign with.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// The same document, signed with another key.
    pub fn with(self, credential: &Credential) -> Self {
        Self::new(self.document, credential, self.beside)
    }

    /// The octets to sign.
    pub fn signed_info(&self) -> &[u8] {
        &self.signed_info
    }

    /// Puts the signature value in, in the form that XML Signature gives it.
    pub fn finish(self, signature: &[u8]) -> T {
        let mut writer = Writer::new();
        writer.element(Name(Ns::Dsig, "Signature"), &[], |w| {
            w.embed_inside(&self.signed_info, Ns::Dsig);
            w.base64_element(Name(Ns::Dsig, "SignatureValue"), signature);
            write_certificate(w, &self.credential.certificate);
        });
        let Canonical { octets, place, .. } = self.document;
        let (before, after) = octets.expose().split_at(place.min(octets.expose().len()));
        // Its whole room from the start: what may hold a key leaves no copy behind.
        let signed = [before, &writer.finish(), after].concat();
        T::from_signed(SignedXml(signed), self.beside)
    }
}

/// Over a document without its signature.
fn signed_info(document: &Canonical, credential: &Credential) -> Vec<u8> {
    // The enveloped-signature transform takes away exactly what `finish` puts in, so the digest is over what is here.
    let digest = BASE64.encode(&openssl::sha::sha256(document.octets.expose()));
    let mut writer = Writer::new();
    write_signed_info(&mut writer, credential.algorithm, &format!("#{}", document.id), &digest);
    writer.finish()
}

/// `ds:KeyInfo` with one certificate, DER.
pub(in crate::saml) fn write_certificate(writer: &mut Writer, certificate: &[u8]) {
    writer.element(Name(Ns::Dsig, "KeyInfo"), &[], |w| {
        w.element(Name(Ns::Dsig, "X509Data"), &[], |w| {
            w.base64_element(Name(Ns::Dsig, "X509Certificate"), certificate)
        });
    });
}

/// SAML core §5.4: one reference, to the root by its ID; enveloped signature and exclusive canonicalisation.
fn write_signed_info(writer: &mut Writer, signing: SigningAlgorithm, reference: &str, digest: &str) {
    let method =
        |w: &mut Writer, name, uri: &str| w.text_element(Name(Ns::Dsig, name), &[(Attr::Plain("Algorithm"), uri)], "");
    writer.element(Name(Ns::Dsig, "SignedInfo"), &[], |w| {
        method(w, "CanonicalizationMethod", names::EXC_C14N);
        method(w, "SignatureMethod", algorithm::uri(signing));
        w.element(Name(Ns::Dsig, "Reference"), &[(Attr::Plain("URI"), reference)], |w| {
            w.element(Name(Ns::Dsig, "Transforms"), &[], |w| {
                method(w, "Transform", names::ENVELOPED_SIGNATURE);
                method(w, "Transform", names::EXC_C14N);
            });
            method(w, "DigestMethod", names::DIGEST_SHA256);
            w.text_element(Name(Ns::Dsig, "DigestValue"), &[], digest);
        });
    });
}
