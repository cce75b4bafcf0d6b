//! The strict form of a signed SAML document, and its signature.
//!
//! samael verifies the signature through libxmlsec1, over libxml2's reading, which mends broken input, fetches what a DTD
//! names, and runs whatever transforms a reference lists. So a strict parser reads first, and lets pass one shape only:
//! one signature, over the root, by the two transforms and three algorithms named here. What is read afterwards is the
//! text whose digest was verified (`Verified`), never the message as it came.

use roxmltree::{Document, Node, ParsingOptions};
use samael::crypto::{AllowedSignatureAlgorithm, CertificateDer, Crypto, CryptoProvider, ReduceMode};

pub(crate) const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(crate) const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
pub(crate) const ALGORITHMS: [AllowedSignatureAlgorithm; 1] = [AllowedSignatureAlgorithm::RsaSha256];

/// A response of one person's attributes has a tenth of this.
pub(crate) const LARGEST: usize = 64 * 1024;
const MOST_NODES: u32 = 4000;

#[derive(Debug, thiserror::Error)]
pub(crate) enum EnvelopeError {
    #[error("the message has {0} octets, more than {LARGEST}")]
    TooLarge(usize),
    #[error("the message is not well-formed XML without a DTD: {0}")]
    Malformed(#[from] roxmltree::Error),
    #[error("the root element is not a {0} with an ID")]
    Root(&'static str),
    #[error("comments and processing instructions have no place in a signed message")]
    Stray,
    #[error("the signature must be one, over the whole document, by exclusive c14n and RSA-SHA256: {0}")]
    Signature(&'static str),
    #[error("the signature does not verify with the identity provider's key: {0}")]
    Unverified(String),
}

/// The canonical text of a root element whose signature holds. Outside tests, made by `verify` alone.
pub(crate) struct Verified(String);

impl Verified {
    pub(crate) fn document(&self) -> Result<Document<'_>, EnvelopeError> {
        parse(&self.0)
    }
}

/// Checks form and signature of a document whose root is `{namespace}name`.
pub(crate) fn verify(
    xml: &str,
    namespace: &'static str,
    name: &'static str,
    certificates: &[CertificateDer],
) -> Result<Verified, EnvelopeError> {
    check_form(xml, namespace, name)?;
    by_samael(xml, certificates)
}

/// samael's share: the signature's value, and the text it was made over.
pub(crate) fn by_samael(xml: &str, certificates: &[CertificateDer]) -> Result<Verified, EnvelopeError> {
    Crypto::reduce_xml_to_signed_with_allowed_algorithms(xml, certificates, ReduceMode::PreDigest, Some(&ALGORITHMS))
        .map(Verified)
        .map_err(|error| EnvelopeError::Unverified(error.to_string()))
}

/// Strictly: within size, without a DTD.
pub(crate) fn parse(xml: &str) -> Result<Document<'_>, EnvelopeError> {
    if xml.len() > LARGEST {
        return Err(EnvelopeError::TooLarge(xml.len()));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Ok(Document::parse_with_options(xml, options)?)
}

/// Checks everything about a signed document but the signature's value.
pub(crate) fn check_form(xml: &str, namespace: &'static str, name: &'static str) -> Result<(), EnvelopeError> {
    let document = parse(xml)?;
    if document.root().descendants().any(|node| node.is_comment() || node.is_pi()) {
        return Err(EnvelopeError::Stray);
    }
    let root = document.root_element();
    let id = root.attribute("ID").filter(|id| !id.is_empty() && root.has_tag_name((namespace, name)));
    let id = id.ok_or(EnvelopeError::Root(name))?;
    let mut signatures = document.descendants().filter(|node| node.has_tag_name((DSIG, "Signature")));
    let signature = signatures.next().ok_or(EnvelopeError::Signature("there is none"))?;
    if signatures.next().is_some() || signature.parent() != Some(root) {
        return Err(EnvelopeError::Signature("it is not the root's own, or not the only one"));
    }
    check_signature(signature, id)
}

fn check_signature(signature: Node<'_, '_>, id: &str) -> Result<(), EnvelopeError> {
    let wrong = EnvelopeError::Signature;
    let info = only(signature, DSIG, "SignedInfo").ok_or(wrong("SignedInfo"))?;
    let reference = only(info, DSIG, "Reference").ok_or(wrong("there must be one reference"))?;
    if reference.attribute("URI").and_then(|uri| uri.strip_prefix('#')) != Some(id) {
        return Err(wrong("the reference is not to the root"));
    }
    let algorithm = |parent, name| only(parent, DSIG, name).and_then(|node| node.attribute("Algorithm"));
    let transforms = only(reference, DSIG, "Transforms").ok_or(wrong("transforms"))?;
    let transforms: Vec<_> =
        transforms.children().filter(Node::is_element).map(|node| node.attribute("Algorithm")).collect();
    if transforms != [Some(ENVELOPED), Some(EXCLUSIVE)] {
        return Err(wrong("transforms"));
    }
    if algorithm(info, "CanonicalizationMethod") != Some(EXCLUSIVE) {
        return Err(wrong("canonicalization"));
    }
    if algorithm(info, "SignatureMethod") != Some(RSA_SHA256) || algorithm(reference, "DigestMethod") != Some(SHA256) {
        return Err(wrong("algorithms"));
    }
    Ok(())
}

/// The one child element of that name; `None` when there is none or more than one.
pub(crate) fn only<'a, 'input>(parent: Node<'a, 'input>, namespace: &str, name: &str) -> Option<Node<'a, 'input>> {
    let mut found = parent.children().filter(|node| node.has_tag_name((namespace, name)));
    match (found.next(), found.next()) {
        (Some(node), None) => Some(node),
        _ => None,
    }
}
