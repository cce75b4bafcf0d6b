//! Checking the enveloped XML signature of a message (SAML core §5.4), in the one shape that SAML allows.
//!
//! The signature must be over the root of the document that is read; what it names is compared and never looked up.
//! Nothing is fetched, no key is taken from the message, and nothing is computed before the shape is right.

use super::algorithm::{AlgorithmError, DigestAlgorithm, SignatureAlgorithm};
use super::metadata::PublicKey;
use super::names::{self, Ns};
use super::xml::{Element, InclusivePrefixes, Limits, ShapeError, TooLarge, exclusive};
use crate::domain::variant::{Check, skips};
use data_encoding::BASE64;
use subtle::ConstantTimeEq;
use thiserror::Error;

const DSIG: &str = Ns::Dsig.uri();

/// What the canonical form of a message may grow to.
const CANONICAL_LIMIT: usize = 4 * Limits::MESSAGE.octets;

/// Why the signature inside a message is not believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EnvelopedError {
    #[error("the message holds more than one XML signature")]
    Several,
    #[error("the message's XML signature is not right after its Issuer, where it must be")]
    Misplaced,
    #[error("the XML signature has not the right form: {0}")]
    Shape(#[from] ShapeError),
    #[error("the XML signature does not use exclusive canonicalisation")]
    Canonicalization,
    #[error("{0}")]
    Algorithm(#[from] AlgorithmError),
    #[error("the XML signature does not refer to the message by its ID")]
    Reference,
    #[error("the XML signature has other transforms than enveloped-signature followed by exclusive canonicalisation")]
    Transforms,
    #[error("the XML signature's {0} is not valid base64")]
    Base64(&'static str),
    #[error("the message is not taken: {0}")]
    TooLarge(#[from] TooLarge),
    #[error("the message was altered after it was signed: its digest is not the one in its signature")]
    Digest,
    #[error("the XML signature does not hold with any key in the service provider's metadata")]
    Signature,
}

/// The signature of a message, of the right form, not yet checked.
pub(in crate::saml) struct Enveloped<'d, 'a> {
    message: Element<'d, 'a>,
    signature: Element<'d, 'a>,
    signed_info: Element<'d, 'a>,
    prefixes_of_signed_info: InclusivePrefixes<'d>,
    prefixes_of_message: InclusivePrefixes<'d>,
    algorithm: SignatureAlgorithm,
    value: Vec<u8>,
    digest_algorithm: DigestAlgorithm,
    digest: Vec<u8>,
}

impl<'d, 'a> Enveloped<'d, 'a> {
    /// Reads the signature of the message whose root this is. `None` when there is no signature anywhere in it.
    ///
    /// # Errors
    /// It is not alone, not in its place, or not of the one allowed form.
    pub(in crate::saml) fn find(message: Element<'d, 'a>) -> Result<Option<Self>, EnvelopedError> {
        let mut all = message.descendants().filter(|element| element.is(DSIG, "Signature"));
        let Some(signature) = all.next() else { return Ok(None) };
        if all.next().is_some() && !skips(Check::OneSignature) && !skips(Check::SignedElement) {
            return Err(EnvelopedError::Several);
        }
        // SAML core §3.2.1: RequestAbstractType is a sequence of Issuer, Signature, Extensions.
        let mut children = message.children();
        let follows_issuer = children.next().is_some_and(|first| first.is(Ns::Assertion.uri(), "Issuer"));
        if (!follows_issuer || children.next() != Some(signature)) && !skips(Check::SignedElement) {
            return Err(EnvelopedError::Misplaced);
        }
        Self::read(message, signature).map(Some)
    }

    fn read(message: Element<'d, 'a>, signature: Element<'d, 'a>) -> Result<Self, EnvelopedError> {
        // KeyInfo is the only part that may be left out, and is not looked into. An Object would be a place to hide in.
        let [signed_info, value] = match signature.optional_child(DSIG, "KeyInfo")? {
            Some(_) => {
                let [signed_info, value, _] = parts(signature, ["SignedInfo", "SignatureValue", "KeyInfo"])?;
                [signed_info, value]
            }
            None => parts(signature, ["SignedInfo", "SignatureValue"])?,
        };
        let [canonicalization, method, reference] =
            parts(signed_info, ["CanonicalizationMethod", "SignatureMethod", "Reference"])?;
        let prefixes_of_signed_info = canonicalization_of(canonicalization)?.ok_or(EnvelopedError::Canonicalization)?;
        let [] = parts(method, [])?;
        let algorithm = SignatureAlgorithm::from_uri(method.required_attribute("Algorithm")?)?;
        #[cfg(feature = "test-variants")]
        let message = super::careless::referenced(message, signature);
        // SAML core §5.4.2: a single Reference, to the ID of the root element of the message.
        let id = message.required_attribute("ID")?;
        if reference.required_attribute("URI")?.strip_prefix('#') != Some(id) || id.is_empty() {
            return Err(EnvelopedError::Reference);
        }
        #[cfg(feature = "test-variants")]
        super::careless::transform(message, reference);
        let [transforms, digest_method, digest] = parts(reference, ["Transforms", "DigestMethod", "DigestValue"])?;
        let [] = parts(digest_method, [])?;
        Ok(Self {
            message,
            signature,
            signed_info,
            prefixes_of_signed_info,
            prefixes_of_message: transforms_of(transforms)?,
            algorithm,
            value: octets(value, "SignatureValue")?,
            digest_algorithm: DigestAlgorithm::from_uri(digest_method.required_attribute("Algorithm")?)?,
            digest: octets(digest, "DigestValue")?,
        })
    }

    /// Checks that one of the keys signed this message as it stands, and says which.
    ///
    /// # Errors
    /// No key did, or what is signed is another message.
    pub(in crate::saml) fn verify(&self, keys: &[PublicKey]) -> Result<usize, EnvelopedError> {
        #[cfg(feature = "test-variants")]
        let keys = &super::careless::keys_in(self.signature).unwrap_or_else(|| keys.to_vec());
        // Who has no key gets no further than the signature, which is over little.
        let signed = exclusive(self.signed_info, None, &self.prefixes_of_signed_info, CANONICAL_LIMIT)?;
        let holds = |key: &PublicKey| key.verify(self.algorithm, &signed, &self.value);
        let key = keys.iter().position(holds).ok_or(EnvelopedError::Signature)?;
        let message = exclusive(self.message, Some(self.signature), &self.prefixes_of_message, CANONICAL_LIMIT)?;
        let digest = openssl::hash::hash(self.digest_algorithm.digest(), &message);
        let digest = digest.map_err(|_| EnvelopedError::Digest)?;
        if bool::from(digest.as_ref().ct_eq(&self.digest)) || skips(Check::Digest) {
            Ok(key)
        } else {
            Err(EnvelopedError::Digest)
        }
    }
}

/// The children of an element, which must be these, each once, in this order.
fn parts<'d, 'a, const N: usize>(
    element: Element<'d, 'a>,
    names: [&'static str; N],
) -> Result<[Element<'d, 'a>; N], EnvelopedError> {
    let mut found = Vec::with_capacity(N);
    let belongs = |child: &Element<'_, '_>| names.iter().any(|name| child.is(DSIG, name));
    let mut children = element
        .children()
        .filter(|child| belongs(child) || !(skips(Check::SignatureParts) || skips(Check::SignedElement)));
    for name in names {
        match children.next() {
            Some(child) if child.is(DSIG, name) => found.push(child),
            Some(other) => return Err(unexpected(element, other)),
            None => {
                return Err(ShapeError::MissingChild { element: element.local_name().to_owned(), child: name }.into());
            }
        }
    }
    match children.next() {
        Some(other) => Err(unexpected(element, other)),
        None => found.try_into().map_err(|_| EnvelopedError::Misplaced),
    }
}

fn unexpected(element: Element<'_, '_>, child: Element<'_, '_>) -> EnvelopedError {
    let child = child.local_name().chars().take(100).collect();
    ShapeError::Unexpected { element: element.local_name().to_owned(), child }.into()
}

/// The prefixes of an exclusive canonicalisation. `None` when it is another method, or has other parameters.
fn canonicalization_of<'d>(method: Element<'d, '_>) -> Result<Option<InclusivePrefixes<'d>>, EnvelopedError> {
    // The scanner refuses comments, so that both forms are one.
    if !matches!(method.required_attribute("Algorithm")?, names::EXC_C14N | names::EXC_C14N_WITH_COMMENTS) {
        return Ok(None);
    }
    let mut children = method.children();
    let Some(parameters) = children.next() else { return Ok(Some(InclusivePrefixes::default())) };
    if !parameters.is(names::EXC_C14N, "InclusiveNamespaces") || children.next().is_some() {
        return Ok(None);
    }
    Ok(InclusivePrefixes::parse(parameters.attribute("PrefixList").unwrap_or_default()))
}

/// SAML core §5.4.4: no transforms but the enveloped signature transform and exclusive canonicalisation.
fn transforms_of<'d>(transforms: Element<'d, '_>) -> Result<InclusivePrefixes<'d>, EnvelopedError> {
    let mut children = transforms.children();
    let (first, second) = (children.next(), children.next());
    let (Some(first), Some(second), None) = (first, second, children.next()) else {
        return Err(EnvelopedError::Transforms);
    };
    let is_transform = |element: &Element<'_, '_>| element.is(DSIG, "Transform");
    let is_enveloped = first.attribute("Algorithm") == Some(names::ENVELOPED_SIGNATURE);
    if !is_transform(&first) || !is_transform(&second) || !is_enveloped || first.children().next().is_some() {
        return Err(EnvelopedError::Transforms);
    }
    canonicalization_of(second)?.ok_or(EnvelopedError::Transforms)
}

/// Base64 in lines or in one.
fn octets(element: Element<'_, '_>, name: &'static str) -> Result<Vec<u8>, EnvelopedError> {
    let mut encoded = element.exact_text()?.as_bytes().to_vec();
    encoded.retain(|octet| !matches!(octet, b' ' | b'\t' | b'\r' | b'\n'));
    BASE64.decode(&encoded).map_err(|_| EnvelopedError::Base64(name))
}
