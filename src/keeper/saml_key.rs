//! The SAML keys, each with the self-signed certificate that carries it in metadata. For signing: RSA-2048 with SHA-256 and
//! PKCS #1 v1.5 padding, which every service provider reads, and ECDSA on P-256. For decryption: RSA-2048, never in a token.

use super::saml_keys::{SamlKeyFacts, SamlKeyId, SamlKeyState};
use super::saml_kind::SamlKeyKind;
use crate::domain::random::octets;
use crate::domain::{Random, SecretBytes, SigningAlgorithm};
use crate::keeper::token::{Place, SharedToken, Token, TokenError};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{Asn1Flag, EcGroup, EcKey};
use openssl::ecdsa::EcdsaSig;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::md::Md;
use openssl::nid::Nid;
use openssl::pkey::{HasPublic, PKey, Private};
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::{Padding, Rsa};
use openssl::x509::extension::{BasicConstraints, KeyUsage};
use openssl::x509::{X509, X509Builder, X509Name};
use std::sync::{Arc, Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// Ten years. SAML metadata trusts the key, not the certificate's dates, but some service providers look at them.
const VALID: Duration = Duration::days(3652);
/// Service providers' clocks may be behind.
const BACKDATED: Duration = Duration::HOUR;
/// Signed at a start, to see that a key in the token fits its certificate. Of nothing that anybody could want signed.
const TRIED: [u8; 32] = [0; 32];
/// Octets of r, and of s, on P-256.
const COORDINATE: i32 = 32;

/// A key as it rests in the file.
pub(super) struct SamlKey {
    pub(super) kind: SamlKeyKind,
    pub(super) state: SamlKeyState,
    /// Since when it is here, has been in use, and no longer has.
    pub(super) published: OffsetDateTime,
    pub(super) used: Option<OffsetDateTime>,
    pub(super) former: Option<OffsetDateTime>,
    /// PKCS #8, or in the token.
    pub(super) private: Place<SecretBytes>,
    /// X.509, DER.
    pub(super) certificate: Vec<u8>,
}

/// A key, ready for what it is for.
pub(super) enum ReadyKey {
    Signs(SamlSigner),
    Decrypts(PKey<Private>),
}

/// A key, ready to sign.
pub(super) struct SamlSigner {
    algorithm: SigningAlgorithm,
    key: Signs,
}

enum Signs {
    Here(InMemory),
    Token(Arc<Token>, String),
}

struct InMemory {
    algorithm: SigningAlgorithm,
    key: PKey<Private>,
    /// Contexts that nobody uses at the moment, at most one for each thread that has ever signed: to set one up takes
    /// OpenSSL a third of an ECDSA signature's time.
    idle: Mutex<Vec<PkeyCtx<Private>>>,
}

impl SamlKey {
    /// A fresh key, from OpenSSL's own generator, and its certificate.
    pub(super) fn generate(
        kind: impl Into<SamlKeyKind>,
        state: SamlKeyState,
        random: &dyn Random,
        now: OffsetDateTime,
    ) -> Result<Self, ErrorStack> {
        let kind = kind.into();
        let key = match kind {
            SamlKeyKind::Signing(SigningAlgorithm::RsaSha256) | SamlKeyKind::Decryption => {
                PKey::from_rsa(Rsa::generate(2048)?)?
            }
            SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256) => {
                let mut group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
                group.set_asn1_flag(Asn1Flag::NAMED_CURVE);
                PKey::from_ec_key(EcKey::generate(&group)?)?
            }
        };
        let mut certificate = certificate(&key, kind, random, now)?;
        certificate.sign(&key, MessageDigest::sha256())?;
        let private = Place::File(SecretBytes::new(key.private_key_to_pkcs8()?));
        Ok(Self::fresh(kind, state, now, private, certificate.build().to_der()?))
    }

    /// A fresh key that the token made, and that stays there.
    pub(super) fn make_in(
        token: &Token,
        label: String,
        algorithm: SigningAlgorithm,
        state: SamlKeyState,
        random: &dyn Random,
        now: OffsetDateTime,
    ) -> Result<Self, TokenError> {
        let public = token.make_pair(&label, algorithm)?.to_openssl()?;
        let certificate =
            token.signed(certificate(&public, algorithm.into(), random, now)?, &label, algorithm)?.to_der()?;
        Ok(Self::fresh(algorithm.into(), state, now, Place::Token(label), certificate))
    }

    fn fresh(
        kind: SamlKeyKind,
        state: SamlKeyState,
        now: OffsetDateTime,
        private: Place<SecretBytes>,
        certificate: Vec<u8>,
    ) -> Self {
        let used = (state == SamlKeyState::InUse).then_some(now);
        Self { kind, state, published: now, used, former: None, private, certificate }
    }

    pub(super) fn is(&self, kind: impl Into<SamlKeyKind>, state: SamlKeyState) -> bool {
        self.kind == kind.into() && self.state == state
    }

    pub(super) fn id(&self) -> SamlKeyId {
        SamlKeyId::of(&self.certificate)
    }

    pub(super) fn facts(&self) -> SamlKeyFacts {
        let Self { kind, state, published, used, former, .. } = *self;
        SamlKeyFacts { id: self.id(), kind, state, published, used, former }
    }

    /// The key as it works; `None` when the certificate carries another, or it is of another kind than it says.
    pub(super) fn ready(&self, token: &SharedToken) -> Result<Option<ReadyKey>, TokenError> {
        match (self.kind, &self.private) {
            (SamlKeyKind::Signing(_), _) => Ok(self.signer(token)?.map(ReadyKey::Signs)),
            (SamlKeyKind::Decryption, Place::File(private)) => Ok(self.own(private)?.map(ReadyKey::Decrypts)),
            (SamlKeyKind::Decryption, Place::Token(_)) => Ok(None),
        }
    }

    /// The same, of a key for signing.
    pub(super) fn signer(&self, token: &SharedToken) -> Result<Option<SamlSigner>, TokenError> {
        let Some(algorithm) = self.kind.signs() else { return Ok(None) };
        let key = match &self.private {
            Place::File(private) => {
                let idle = Mutex::default();
                self.own(private)?.map(|key| Signs::Here(InMemory { algorithm, key, idle }))
            }
            Place::Token(label) => {
                let token = token.as_ref().ok_or(TokenError::NotNamed)?;
                let signature = token.sign(label, algorithm, &TRIED)?;
                let belongs = verifies(algorithm, &self.certificate, &TRIED, &signature).unwrap_or(false);
                belongs.then(|| Signs::Token(Arc::clone(token), label.clone()))
            }
        };
        Ok(key.map(|key| SamlSigner { algorithm, key }))
    }

    /// The key that the certificate carries.
    fn own(&self, private: &SecretBytes) -> Result<Option<PKey<Private>>, ErrorStack> {
        let key = PKey::private_key_from_pkcs8(private.expose())?;
        let is_of_kind = match self.kind {
            SamlKeyKind::Signing(SigningAlgorithm::RsaSha256) | SamlKeyKind::Decryption => key.rsa().is_ok(),
            SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256) => {
                key.ec_key().is_ok_and(|key| key.group().curve_name() == Some(Nid::X9_62_PRIME256V1))
            }
        };
        let belongs = X509::from_der(&self.certificate)?.public_key()?.public_eq(&key);
        Ok((is_of_kind && belongs).then_some(key))
    }
}

impl SamlSigner {
    /// A signature over the SHA-256 of a canonical SignedInfo, in the form that XML Signature gives it: RFC 8017 §8.2 for
    /// RSA; for ECDSA "the octet string … by concatenating the two values" r and s (XML Signature 1.1 §6.4.3), not DER.
    pub(super) fn sign(&self, digest: &[u8; 32]) -> Result<Vec<u8>, TokenError> {
        match &self.key {
            Signs::Here(key) => Ok(key.sign(digest)?),
            Signs::Token(token, label) => token.sign(label, self.algorithm, digest),
        }
    }
}

impl InMemory {
    fn sign(&self, digest: &[u8; 32]) -> Result<Vec<u8>, ErrorStack> {
        let signature = self.sign_digest(digest)?;
        match self.algorithm {
            SigningAlgorithm::RsaSha256 => Ok(signature),
            SigningAlgorithm::EcdsaSha256 => one_after_the_other(&EcdsaSig::from_der(&signature)?),
        }
    }

    /// In OpenSSL's form. A context that failed is not used again.
    fn sign_digest(&self, digest: &[u8; 32]) -> Result<Vec<u8>, ErrorStack> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut context = idle.map_or_else(|| self.context(), Ok)?;
        let mut signature = Vec::new();
        context.sign_to_vec(digest, &mut signature)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(context);
        Ok(signature)
    }

    fn context(&self) -> Result<PkeyCtx<Private>, ErrorStack> {
        let mut context = PkeyCtx::new(&self.key)?;
        context.sign_init()?;
        if self.algorithm == SigningAlgorithm::RsaSha256 {
            context.set_rsa_padding(Padding::PKCS1)?;
        }
        // With it the digest's length is checked, and RSA's padding names the algorithm.
        context.set_signature_md(Md::sha256())?;
        Ok(context)
    }
}

/// r and s, each of its full length.
fn one_after_the_other(pair: &EcdsaSig) -> Result<Vec<u8>, ErrorStack> {
    let mut octets = pair.r().to_vec_padded(COORDINATE)?;
    octets.extend_from_slice(&pair.s().to_vec_padded(COORDINATE)?);
    Ok(octets)
}

/// Whether a certificate verifies a signature of XML Signature's form.
pub(super) fn verifies(
    algorithm: SigningAlgorithm,
    certificate: &[u8],
    digest: &[u8; 32],
    signature: &[u8],
) -> Result<bool, ErrorStack> {
    let public = X509::from_der(certificate)?.public_key()?;
    match algorithm {
        SigningAlgorithm::RsaSha256 => {
            let mut context = PkeyCtx::new(&public)?;
            context.verify_init()?;
            context.set_rsa_padding(Padding::PKCS1)?;
            context.set_signature_md(Md::sha256())?;
            Ok(context.verify(digest, signature).unwrap_or(false))
        }
        SigningAlgorithm::EcdsaSha256 => {
            let Some((r, s)) = signature.split_at_checked(32) else { return Ok(false) };
            let pair = EcdsaSig::from_private_components(BigNum::from_slice(r)?, BigNum::from_slice(s)?)?;
            pair.verify(digest, &*public.ec_key()?)
        }
    }
}

/// All of it but the signature.
fn certificate(
    key: &PKey<impl HasPublic>,
    kind: SamlKeyKind,
    random: &dyn Random,
    now: OffsetDateTime,
) -> Result<X509Builder, ErrorStack> {
    let (common_name, mut usage) = (common_name(kind), KeyUsage::new());
    match kind {
        SamlKeyKind::Signing(_) => usage.digital_signature(),
        SamlKeyKind::Decryption => usage.key_encipherment(),
    };
    let mut name = X509Name::builder()?;
    name.append_entry_by_nid(Nid::COMMONNAME, common_name)?;
    let name = name.build();
    let time = |moment: OffsetDateTime| Asn1Time::from_unix(moment.unix_timestamp());
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    builder.set_serial_number(&*serial(random)?.to_asn1_integer()?)?;
    builder.set_subject_name(&name)?;
    builder.set_issuer_name(&name)?;
    builder.set_pubkey(key)?;
    builder.set_not_before(&*time(now - BACKDATED)?)?;
    builder.set_not_after(&*time(now + VALID)?)?;
    builder.append_extension(BasicConstraints::new().critical().build()?)?;
    builder.append_extension(usage.critical().build()?)?;
    Ok(builder)
}

fn common_name(kind: SamlKeyKind) -> &'static str {
    match kind {
        SamlKeyKind::Signing(_) => "Senza SAML signing",
        SamlKeyKind::Decryption => "Senza SAML encryption",
    }
}

/// RFC 5280 §4.1.2.2: "The serial number MUST be a positive integer"; 126 random bits.
fn serial(random: &dyn Random) -> Result<BigNum, ErrorStack> {
    let mut serial = BigNum::from_slice(&octets::<16>(random))?;
    serial.clear_bit(127)?;
    // Never zero, and always of the same length.
    serial.set_bit(126)?;
    Ok(serial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::keeper::testing::NOW;
    use crate::vault::derive::sha256;
    use openssl::sign::Verifier;

    fn fresh(kind: impl Into<SamlKeyKind>) -> SamlKey {
        SamlKey::generate(kind, SamlKeyState::InUse, &SystemRandom, NOW).unwrap()
    }

    #[test]
    fn the_certificate_verifies_what_the_key_signs() {
        for algorithm in SigningAlgorithm::ALL {
            let key = fresh(algorithm);
            let signature = key.signer(&None).unwrap().unwrap().sign(&sha256(b"SignedInfo")).unwrap();
            let (length, signature) = match algorithm {
                SigningAlgorithm::RsaSha256 => (256, signature),
                SigningAlgorithm::EcdsaSha256 => {
                    let (r, s) = signature.split_at(32);
                    let number = |octets| BigNum::from_slice(octets).unwrap();
                    let der = EcdsaSig::from_private_components(number(r), number(s)).unwrap().to_der().unwrap();
                    assert_eq!(signature.len(), 64);
                    (der.len(), der)
                }
            };
            assert_eq!(signature.len(), length);
            let public = X509::from_der(&key.certificate).unwrap().public_key().unwrap();
            let verifies = |octets: &[u8]| {
                Verifier::new(MessageDigest::sha256(), &public).unwrap().verify_oneshot(&signature, octets).unwrap()
            };
            assert!(verifies(b"SignedInfo") && !verifies(b"SignedInfp"));
        }
    }

    #[test]
    fn many_threads_sign_with_one_key_and_leave_no_more_contexts_than_threads() {
        let key = fresh(SigningAlgorithm::RsaSha256);
        let signer = key.signer(&None).unwrap().unwrap();
        // PKCS #1 v1.5 is deterministic: one octet string is right.
        let expected = signer.sign(&sha256(b"SignedInfo")).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope
                    .spawn(|| (0..20).for_each(|_| assert_eq!(signer.sign(&sha256(b"SignedInfo")).unwrap(), expected)));
            }
        });
        let Signs::Here(key) = &signer.key else { unreachable!() };
        assert!(key.idle.lock().unwrap().len() <= 4);
        assert_ne!(signer.sign(&sha256(b"SignedInfp")).unwrap(), expected);
    }

    /// r or s begins with a zero octet once in 128 times, and with more of them seldom, and keeps its place.
    #[test]
    fn r_and_s_keep_their_length() {
        for (r, s) in [(32, 32), (31, 32), (32, 31), (30, 1), (1, 30)] {
            let [number, other] = [r, s].map(|length| BigNum::from_slice(&vec![0xa7; length]).unwrap());
            let pair = EcdsaSig::from_private_components(number, other).unwrap();
            let padded = |length: usize| [vec![0; 32 - length], vec![0xa7; length]].concat();
            assert_eq!(one_after_the_other(&pair).unwrap(), [padded(r), padded(s)].concat(), "{r} and {s} octets");
        }
        let signer = fresh(SigningAlgorithm::EcdsaSha256).signer(&None).unwrap().unwrap();
        assert_eq!(signer.sign(&sha256(b"SignedInfo")).unwrap().len(), 64, "control: what signs does so");
    }

    #[test]
    fn the_certificate_says_whose_it_is_and_until_when() {
        for kind in SamlKeyKind::ALL {
            let certificate = X509::from_der(&fresh(kind).certificate).unwrap();
            let name = certificate.subject_name().entries_by_nid(Nid::COMMONNAME).next().unwrap();
            assert_eq!(name.data().to_string().unwrap(), common_name(kind));
            let end = Asn1Time::from_unix((NOW + VALID).unix_timestamp()).unwrap();
            assert!(certificate.not_after() == end);
            assert!(certificate.verify(&certificate.public_key().unwrap()).unwrap());
        }
    }

    #[test]
    fn a_key_with_another_s_certificate_or_of_another_kind_is_not_used() {
        for kind in SamlKeyKind::ALL {
            let exchanged = SamlKey { certificate: fresh(kind).certificate, ..fresh(kind) };
            assert!(exchanged.ready(&None).unwrap().is_none());
        }
        for (kind, of) in [(0, 1), (1, 0), (2, 1)].map(|(one, other)| (SamlKeyKind::ALL[one], SamlKeyKind::ALL[other]))
        {
            let mislabelled = SamlKey { kind, ..fresh(of) };
            assert!(mislabelled.ready(&None).unwrap().is_none());
        }
    }
}
