//! The keys in a token: found by their labels, made there, brought there once, taken away.
//!
//! Whoever has the PIN can put a key there under any label. What tells it from one that was made there is what the token itself
//! says of it, and nobody can set (PKCS #11 v3.1 §4.8 and §4.9: CKA_LOCAL, CKA_ALWAYS_SENSITIVE, CKA_NEVER_EXTRACTABLE).

use super::error::TokenError;
use super::known::TRIED;
use super::pool::Inside;
use super::{Token, TokenError as Error};
use crate::domain::{Secret, SigningAlgorithm};
use cryptoki::error::Error as CallError;
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use std::sync::PoisonError;

/// P-256's name as a DER-encoded object identifier, 1.2.840.10045.3.1.7.
const P_256: [u8; 10] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
/// 65537.
const EXPONENT: [u8; 3] = [1, 0, 1];

/// Octets of a key for HMAC.
const LENGTH: u64 = 32;

/// Which key it is: by that it is held to what it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// Finds rows, and does not rotate. Of a keeper that had it in its file it was brought.
    Handle,
    Hardening,
    Saml,
}

impl KeyOf {
    /// What the token says of a key that it made itself and never gave away, so that nobody has it elsewhere.
    fn made_there(self) -> Vec<Attribute> {
        let mut all = vec![Attribute::Local(true), Attribute::AlwaysSensitive(true), Attribute::NeverExtractable(true)];
        match self {
            // It may have been brought: nothing is known of what was before.
            Self::Handle => return Vec::new(),
            // One octet, or one that a password gives, would have been made there as well.
            Self::Hardening => all.extend([
                Attribute::KeyType(KeyType::GENERIC_SECRET),
                Attribute::ValueLen(LENGTH.into()),
                Attribute::KeyGenMechanism(MechanismType::GENERIC_SECRET_KEY_GEN),
            ]),
            // Which it is, its certificate says.
            Self::Saml => {}
        }
        all
    }
}

/// What everyone may know of a key pair that was made.
pub(in crate::keeper) enum PublicKey {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// The point of P-256, uncompressed, 65 octets.
    P256(Vec<u8>),
}

impl Token {
    /// Whether a key is there, and such as Senza makes them: not to be got out, and, but for the handle key, made there. And
    /// whether it is the one that it was.
    ///
    /// # Errors
    /// It is not; it can be got out; or whoever put it there may have it elsewhere.
    pub fn check(&self, label: &str, of: KeyOf) -> Result<(), TokenError> {
        self.pool.run(|inside| inside.confirm(inside.found(label)?, label, of))
    }

    /// The labels that begin so, of all its keys.
    pub(super) fn labels(&self, beginning: &str) -> Result<Vec<String>, TokenError> {
        self.pool.run(|inside| {
            let mut all = Vec::new();
            for class in [ObjectClass::SECRET_KEY, ObjectClass::PRIVATE_KEY] {
                for key in inside.session.find_objects(&[Attribute::Class(class)])? {
                    if let [Attribute::Label(label)] =
                        inside.session.get_attributes(key, &[AttributeType::Label])?.as_slice()
                    {
                        all.extend(std::str::from_utf8(label).ok().map(str::to_owned));
                    }
                }
            }
            all.retain(|label| label.starts_with(beginning));
            all.sort();
            Ok(all)
        })
    }

    /// Makes a key for HMAC-SHA-256.
    pub(in crate::keeper) fn make_mac_key(&self, label: &str) -> Result<(), TokenError> {
        self.pool.run(|inside| {
            let session = inside.to_write(label)?;
            let mut template = secret_key(label);
            template.push(Attribute::ValueLen(LENGTH.into()));
            let made = session.generate_key(&Mechanism::GenericSecretKeyGen, &template).map(drop);
            closed(session, made)
        })
    }

    /// Brings a key for HMAC-SHA-256 into the token. It was outside: whoever has a copy of that has the key.
    pub(in crate::keeper) fn bring_mac_key(&self, label: &str, key: &Secret<32>) -> Result<(), TokenError> {
        self.pool.run(|inside| {
            let session = inside.to_write(label)?;
            let mut template = secret_key(label);
            template.push(Attribute::Value(key.expose().to_vec()));
            let made = session.create_object(&template).map(drop);
            template.iter_mut().for_each(wipe);
            closed(session, made)
        })
    }

    /// Makes a key pair for SAML signatures.
    pub(in crate::keeper) fn make_pair(
        &self,
        label: &str,
        algorithm: SigningAlgorithm,
    ) -> Result<PublicKey, TokenError> {
        self.pool.run(|inside| {
            let session = inside.to_write(label)?;
            let made = make_pair(&session, label, algorithm);
            closed(session, Ok(())).and(made)
        })
    }

    /// Takes a key away, for good. One that is gone already is no error.
    pub(super) fn destroy(&self, label: &str) -> Result<(), TokenError> {
        self.pool.run(|inside| {
            let key = match inside.found(label) {
                Ok(key) => key,
                Err(Error::KeyMissing { .. }) => return Ok(()),
                Err(error) => return Err(error),
            };
            let session = inside.pkcs11.open_rw_session_no_drop(inside.connection.slot)?;
            let destroyed = session.destroy_object(key);
            inside.forget(label);
            closed(session, destroyed)
        })
    }
}

impl Inside<'_> {
    /// The one secret or private key with a label, looked at as it is found: first, and anew whenever the token has failed.
    // Threat: whoever has the PIN destroys a key while keepers run, and puts one that they know in its place.
    pub(super) fn key(&self, label: &str, of: KeyOf) -> Result<ObjectHandle, TokenError> {
        let known = self.connection.keys.lock().unwrap_or_else(PoisonError::into_inner).get(label).copied();
        if let Some(key) = known {
            return Ok(key);
        }
        let key = self.found(label)?;
        self.confirm(key, label, of)?;
        self.connection.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(label.to_owned(), key);
        Ok(key)
    }

    fn found(&self, label: &str) -> Result<ObjectHandle, TokenError> {
        let (token, named) = (self.connection.token.clone(), label.to_owned());
        match self.keys(label)?.as_slice() {
            [] => Err(Error::KeyMissing { token, key: named }),
            [key] => Ok(*key),
            _ => Err(Error::SameKey { token, key: named }),
        }
    }

    /// That it is such as it has to be, and the one that it was.
    fn confirm(&self, key: ObjectHandle, label: &str, of: KeyOf) -> Result<(), TokenError> {
        let (token, named) = (self.connection.token.clone(), label.to_owned());
        if !self.says(key, &[Attribute::Sensitive(true), Attribute::Extractable(false)])? {
            return Err(Error::Extractable { token, key: named });
        }
        if !self.says(key, &of.made_there())? {
            return Err(Error::NotMadeThere { token, key: named });
        }
        match of {
            // Which it is, its certificate says.
            KeyOf::Saml => Ok(()),
            KeyOf::Handle | KeyOf::Hardening if self.known.is_the_same(label, self.mac(key, TRIED)?) => Ok(()),
            KeyOf::Handle | KeyOf::Hardening => Err(Error::OtherKey { token, key: named }),
        }
    }

    /// What is known of a key that this program is about to make, or has destroyed.
    fn forget(&self, label: &str) {
        self.connection.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
        self.known.forget(label);
    }

    /// Whether the token says all of this of a key. Of what it does not know it says nothing.
    fn says(&self, key: ObjectHandle, expected: &[Attribute]) -> Result<bool, TokenError> {
        let asked: Vec<_> = expected.iter().map(Attribute::attribute_type).collect();
        if asked.is_empty() {
            return Ok(true);
        }
        match self.session.get_attributes(key, &asked) {
            // Such as the mechanism of a key that was not made there: it has no name.
            Err(CallError::NotSupported) => Ok(false),
            said => Ok(said? == expected),
        }
    }

    fn keys(&self, label: &str) -> Result<Vec<ObjectHandle>, TokenError> {
        let mut all = Vec::new();
        for class in [ObjectClass::SECRET_KEY, ObjectClass::PRIVATE_KEY] {
            all.extend(
                self.session.find_objects(&[Attribute::Class(class), Attribute::Label(label.as_bytes().to_vec())])?,
            );
        }
        Ok(all)
    }

    /// A session in which the key of a label that is new can be made.
    fn to_write(&self, label: &str) -> Result<Session, TokenError> {
        if !self.keys(label)?.is_empty() {
            return Err(Error::KeyThere { token: self.connection.token.clone(), key: label.to_owned() });
        }
        self.forget(label);
        Ok(self.pkcs11.open_rw_session_no_drop(self.connection.slot)?)
    }
}

fn closed(session: Session, done: cryptoki::error::Result<()>) -> Result<(), TokenError> {
    let closed = session.close();
    Ok(done.and(closed)?)
}

fn make_pair(session: &Session, label: &str, algorithm: SigningAlgorithm) -> Result<PublicKey, TokenError> {
    let private = private_key(label);
    // The certificate has the public half, so the token need not.
    let public = [Attribute::Token(false), Attribute::Private(false), Attribute::Verify(true)];
    let with = |more: &[Attribute]| public.iter().chain(more).cloned().collect::<Vec<_>>();
    match algorithm {
        SigningAlgorithm::RsaSha256 => {
            let public = with(&[Attribute::ModulusBits(2048.into()), Attribute::PublicExponent(EXPONENT.to_vec())]);
            let (public, _) = session.generate_key_pair(&Mechanism::RsaPkcsKeyPairGen, &public, &private)?;
            let said = session.get_attributes(public, &[AttributeType::Modulus, AttributeType::PublicExponent])?;
            match said.as_slice() {
                [Attribute::Modulus(modulus), Attribute::PublicExponent(exponent)] => {
                    Ok(PublicKey::Rsa { modulus: modulus.clone(), exponent: exponent.clone() })
                }
                _ => Err(Error::Answer("RSA public key")),
            }
        }
        SigningAlgorithm::EcdsaSha256 => {
            let public = with(&[Attribute::EcParams(P_256.to_vec())]);
            let (public, _) = session.generate_key_pair(&Mechanism::EccKeyPairGen, &public, &private)?;
            match session.get_attributes(public, &[AttributeType::EcPoint])?.as_slice() {
                [Attribute::EcPoint(point)] => Ok(PublicKey::P256(uncompressed(point)?.to_vec())),
                _ => Err(Error::Answer("point")),
            }
        }
    }
}

/// PKCS #11 v3.1 §6.3.3: CKA_EC_POINT is the "DER-encoding of ANSI X9.62 ECPoint value", an octet string; some tokens leave
/// its head out.
fn uncompressed(point: &[u8]) -> Result<&[u8], TokenError> {
    match point {
        [4, 65, bare @ ..] | bare if bare.len() == 65 && bare.first() == Some(&4) => Ok(bare),
        _ => Err(Error::Answer("point")),
    }
}

fn wipe(attribute: &mut Attribute) {
    if let Attribute::Value(octets) = attribute {
        zeroize::Zeroize::zeroize(octets);
    }
}

fn secret_key(label: &str) -> Vec<Attribute> {
    let mut all = own_key(ObjectClass::SECRET_KEY, label);
    all.extend([Attribute::KeyType(KeyType::GENERIC_SECRET), Attribute::Verify(false)]);
    all.extend([Attribute::Encrypt(false), Attribute::Wrap(false)]);
    all
}

fn private_key(label: &str) -> Vec<Attribute> {
    own_key(ObjectClass::PRIVATE_KEY, label)
}

/// It signs, which for HMAC is to compute, and nothing else; nobody sees it, in the clear or wrapped.
fn own_key(class: ObjectClass, label: &str) -> Vec<Attribute> {
    vec![
        Attribute::Class(class),
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Modifiable(false),
        Attribute::Sign(true),
        Attribute::Decrypt(false),
        Attribute::Unwrap(false),
        Attribute::Derive(false),
        Attribute::Label(label.as_bytes().to_vec()),
        Attribute::Id(label.as_bytes().to_vec()),
    ]
}
