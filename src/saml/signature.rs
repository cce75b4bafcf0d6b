//! Enveloped XML signatures that we write (XML Signature, restricted as SAML core §5.4 says).
//!
//! What is signed is written canonical, so digesting needs no parser. The private key is not here: the canonical
//! `SignedInfo` goes out, a signature value comes back.

use super::names::{self, Ns};
use super::xml::{Attr, Name, Writer};
use data_encoding::BASE64;

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

/// A document that waits for its signature, RSA with SHA-256.
#[derive(Debug)]
#[must_use]
pub struct ToSign<T: Signed> {
    /// Canonical, without the signature.
    octets: Vec<u8>,
    /// Where the signature goes: after the Issuer.
    place: usize,
    reference: String,
    digest: String,
    certificate: String,
    signed_info: Vec<u8>,
    beside: T::Beside,
}

impl<T: Signed> ToSign<T> {
    /// `octets` are canonical; the element that they are has the ID `id`; `certificate` is DER.
    pub(in crate::saml) fn new(octets: Vec<u8>, place: usize, id: &str, certificate: &[u8], beside: T::Beside) -> Self {
        // The enveloped-signature transform takes away exactly what `finish` puts in, so the digest is over what is here.
        let digest = BASE64.encode(&openssl::sha::sha256(&octets));
        let reference = format!("#{id}");
        let mut writer = Writer::new();
        write_signed_info(&mut writer, &reference, &digest);
        let signed_info = writer.finish();
        Self { octets, place, reference, digest, certificate: BASE64.encode(certificate), signed_info, beside }
    }

    /// The octets to sign: compute RSASSA-PKCS1-v1_5 with SHA-256 over them.
    pub fn signed_info(&self) -> &[u8] {
        &self.signed_info
    }

    /// Puts the signature value in.
    pub fn finish(mut self, signature: &[u8]) -> T {
        let mut writer = Writer::new();
        writer.element(Name(Ns::Dsig, "Signature"), &[], |w| {
            write_signed_info(w, &self.reference, &self.digest);
            w.text_element(Name(Ns::Dsig, "SignatureValue"), &[], &BASE64.encode(signature));
            write_certificate(w, &self.certificate);
        });
        let after = self.octets.split_off(self.place.min(self.octets.len()));
        let mut signed = self.octets;
        signed.extend_from_slice(&writer.finish());
        signed.extend_from_slice(&after);
        T::from_signed(SignedXml(signed), self.beside)
    }
}

/// `ds:KeyInfo` with one certificate, in base64.
pub(in crate::saml) fn write_certificate(writer: &mut Writer, certificate: &str) {
    writer.element(Name(Ns::Dsig, "KeyInfo"), &[], |w| {
        w.element(Name(Ns::Dsig, "X509Data"), &[], |w| {
            w.text_element(Name(Ns::Dsig, "X509Certificate"), &[], certificate)
        });
    });
}

/// SAML core §5.4: one reference, to the root by its ID; enveloped signature and exclusive canonicalisation.
fn write_signed_info(writer: &mut Writer, reference: &str, digest: &str) {
    let algorithm =
        |w: &mut Writer, name, uri: &str| w.text_element(Name(Ns::Dsig, name), &[(Attr::Plain("Algorithm"), uri)], "");
    writer.element(Name(Ns::Dsig, "SignedInfo"), &[], |w| {
        algorithm(w, "CanonicalizationMethod", names::EXC_C14N);
        algorithm(w, "SignatureMethod", names::RSA_SHA256);
        w.element(Name(Ns::Dsig, "Reference"), &[(Attr::Plain("URI"), reference)], |w| {
            w.element(Name(Ns::Dsig, "Transforms"), &[], |w| {
                algorithm(w, "Transform", names::ENVELOPED_SIGNATURE);
                algorithm(w, "Transform", names::EXC_C14N);
            });
            algorithm(w, "DigestMethod", names::DIGEST_SHA256);
            w.text_element(Name(Ns::Dsig, "DigestValue"), &[], digest);
        });
    });
}
