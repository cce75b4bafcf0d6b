//! The keys in a token: found by their labels, made there, brought there once, taken away.

use super::error::TokenError;
use super::pool::Inside;
use super::{Token, TokenError as Error};
use crate::domain::{Secret, SigningAlgorithm};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use std::sync::PoisonError;

/// P-256's name as a DER-encoded object identifier, 1.2.840.10045.3.1.7.
const P_256: [u8; 10] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
/// 65537.
const EXPONENT: [u8; 3] = [1, 0, 1];

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
    /// Whether a key is there, and such as Senza makes them: sensitive, and not to be got out.
    ///
    /// # Errors
    /// It is not; or it can be got out.
    pub fn check(&self, label: &str) -> Result<(), TokenError> {
        self.pool.run(|inside| {
            let key = inside.key(label)?;
            let asked = [AttributeType::Sensitive, AttributeType::Extractable];
            let said = inside.session.get_attributes(key, &asked)?;
            match said.as_slice() {
                [Attribute::Sensitive(true), Attribute::Extractable(false)] => Ok(()),
                _ => Err(Error::Extractable { token: inside.connection.token.clone(), key: label.to_owned() }),
            }
        })
    }

    /// Makes a key for HMAC-SHA-256.
    pub(in crate::keeper) fn make_mac_key(&self, label: &str) -> Result<(), TokenError> {
        self.pool.run(|inside| {
            let session = inside.to_write(label)?;
            let mut template = secret_key(label);
            template.push(Attribute::ValueLen(32.into()));
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
    pub(in crate::keeper) fn destroy(&self, label: &str) -> Result<(), TokenError> {
        self.pool.run(|inside| {
            let key = match inside.key(label) {
                Ok(key) => key,
                Err(Error::KeyMissing { .. }) => return Ok(()),
                Err(error) => return Err(error),
            };
            let session = inside.pkcs11.open_rw_session_no_drop(inside.connection.slot)?;
            let destroyed = session.destroy_object(key);
            inside.connection.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
            closed(session, destroyed)
        })
    }
}

impl Inside<'_> {
    /// The one secret or private key with a label.
    pub(super) fn key(&self, label: &str) -> Result<ObjectHandle, TokenError> {
        let known = self.connection.keys.lock().unwrap_or_else(PoisonError::into_inner).get(label).copied();
        if let Some(key) = known {
            return Ok(key);
        }
        let (token, named) = (self.connection.token.clone(), label.to_owned());
        let key = match self.keys(label)?.as_slice() {
            [] => return Err(Error::KeyMissing { token, key: named }),
            [key] => *key,
            _ => return Err(Error::SameKey { token, key: named }),
        };
        self.connection.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(named, key);
        Ok(key)
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
