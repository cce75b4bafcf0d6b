//! That a new passkey is of the model that it says (WebAuthn §7.1 steps 21 to 24), where an operator accepts some models alone.
//!
//! One format is read, `packed` with certificates (§8.2): it is what security keys say of themselves. `none` and a signature by
//! the passkey's own key (self attestation) prove no model. `fido-u2f` has an AAGUID of zeros, so no model either. `tpm`,
//! `android-key` and `apple` speak of what is built into somebody's computer or phone: not read.

use super::authenticator_data::Attested;
use super::cbor::Item;
use super::certificate::{basic_constraints, extensions, find};
use super::models::Models;
use super::public_key::PublicKey;
use super::rule::Rule;
use openssl::nid::Nid;
use openssl::x509::{X509, X509NameRef};
use time::OffsetDateTime;

/// §8.2.1: id-fido-gen-ce-aaguid, 1.3.6.1.4.1.45724.1.1.4.
const AAGUID: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xe5, 0x1c, 0x01, 0x01, 0x04];
/// The authenticator's certificate and those above it.
const MOST_CERTIFICATES: usize = 5;

/// A statement, and what it speaks of.
pub(super) struct Statement<'a> {
    /// The whole attestation object.
    pub(super) object: &'a Item<'a>,
    pub(super) attested: &'a Attested<'a>,
    /// Authenticator data and hash of the client data, one after the other.
    pub(super) signed: &'a [u8],
}

/// `packed`, taken apart.
struct Packed<'a> {
    algorithm: i64,
    signature: &'a [u8],
    leaf: X509,
    between: Vec<X509>,
}

impl Statement<'_> {
    /// Whether the passkey's model is proved, and on the list.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub(super) fn verify(&self, models: &Models, now: OffsetDateTime) -> Result<bool, Rule> {
        let text = |name| self.object.get(&Item::Text(name));
        // §7.1 step 21: "Determine the attestation statement format by performing a USASCII case-sensitive match on fmt".
        // Step 24: "If no attestation was provided, verify that None attestation is acceptable under Relying Party policy. If
        // self attestation was used, verify that self attestation is acceptable under Relying Party policy": neither is.
        let format = text("fmt");
        let statement = text("attStmt").filter(|_| format == Some(&Item::Text("packed")));
        let Some(packed) = statement.and_then(Packed::read) else {
            Rule::Attested.require(false)?;
            return Ok(false);
        };
        self.check(&packed)?;
        let aaguid = self.attested.aaguid;
        let model = models.find(aaguid);
        Rule::Listed.require(model.is_some())?;
        let Some(model) = model else { return Ok(false) };
        // Step 24: "use the X.509 certificates returned as the attestation trust path from the verification procedure to verify
        // that the attestation public key either correctly chains up to an acceptable root certificate": one that is
        // configured for this very model.
        let Packed { leaf, between, .. } = packed;
        Rule::AttestationRoot.require(model.vouches_for(&leaf, between, now).unwrap_or(false))?;
        Ok(true)
    }

    fn check(&self, packed: &Packed<'_>) -> Result<(), Rule> {
        let key = packed.leaf.public_key().ok().and_then(PublicKey::of).ok_or(Rule::Attested)?;
        // §8.2: "Verify that sig is a valid signature over the concatenation of authenticatorData and clientDataHash using the
        // attestation public key in attestnCert with the algorithm specified in alg."
        Rule::AttestationAlgorithm.require(key.algorithm() == packed.algorithm)?;
        Rule::AttestationSignature.require(key.verify(packed.signature, self.signed))?;
        // §8.2.1: "Version MUST be set to 3 (which is indicated by an ASN.1 INTEGER with value 2)."
        Rule::AttestationVersion.require(packed.leaf.version() == 2)?;
        Rule::AttestationSubject.require(is_subject(packed.leaf.subject_name()))?;
        let der = packed.leaf.to_der().map_err(|_| Rule::Attested)?;
        let extensions = extensions(&der).ok_or(Rule::Attested)?;
        // "The Basic Constraints extension MUST have the CA component set to false."
        Rule::AttestationConstraints.require(basic_constraints(&extensions) == Some(false))?;
        // "If the related attestation root certificate is used for multiple authenticator models, the Extension OID
        // 1.3.6.1.4.1.45724.1.1.4 (id-fido-gen-ce-aaguid) MUST be present, containing the AAGUID as a 16-byte OCTET STRING": we
        // cannot know what else a root is used for, so it has to be there. §8.2: "verify that the value of this extension
        // matches the aaguid in authenticatorData."
        let model = find(&extensions, AAGUID);
        Rule::AttestationModel.require(model.and_then(|one| one.octets()) == Some(self.attested.aaguid.as_slice()))?;
        // "The extension MUST NOT be marked as critical."
        Rule::AttestationCritical.require(model.is_none_or(|one| !one.is_critical))
    }
}

impl<'a> Packed<'a> {
    /// §8.2: "Verify that attStmt is valid CBOR conforming to the syntax defined above": `alg`, `sig` and `x5c`, which is the
    /// certificate of the authenticator and then those above it.
    fn read(statement: &Item<'a>) -> Option<Self> {
        let field = |name| statement.get(&Item::Text(name));
        let Item::List(certificates) = field("x5c")? else { return None };
        if certificates.len() > MOST_CERTIFICATES {
            return None;
        }
        let mut certificates = certificates.iter().map(certificate).collect::<Option<Vec<_>>>()?.into_iter();
        Some(Self {
            algorithm: field("alg")?.integer()?,
            signature: field("sig")?.octets()?,
            leaf: certificates.next()?,
            between: certificates.collect(),
        })
    }
}

/// One that OpenSSL would write as it came.
fn certificate(item: &Item<'_>) -> Option<X509> {
    let octets = item.octets()?;
    X509::from_der(octets).ok().filter(|one| one.to_der().is_ok_and(|again| again == octets))
}

/// §8.2.1: "Subject field MUST be set to: Subject-C ISO 3166 code specifying the country where the Authenticator vendor is
/// incorporated (PrintableString). Subject-O Legal name of the Authenticator vendor (UTF8String). Subject-OU Literal string
/// “Authenticator Attestation” (UTF8String). Subject-CN A UTF8String of the vendor’s choosing." Each once.
fn is_subject(name: &X509NameRef) -> bool {
    let only = |nid| {
        let mut entries = name.entries_by_nid(nid);
        let (entry, another) = (entries.next()?, entries.next());
        entry.data().to_string().ok().filter(|text| !text.is_empty() && another.is_none())
    };
    let is_country = |text: String| text.len() == 2 && text.bytes().all(|octet| octet.is_ascii_alphabetic());
    only(Nid::COUNTRYNAME).is_some_and(is_country)
        && only(Nid::ORGANIZATIONNAME).is_some()
        && only(Nid::ORGANIZATIONALUNITNAME).as_deref() == Some("Authenticator Attestation")
        && only(Nid::COMMONNAME).is_some()
}
