//! The keeper's keys, and the file they rest in: JSON, octets in base64, a version in front.

use crate::domain::{Random, Secret, SecretBytes};
use crate::keeper::saml_key;
use crate::keeper::sessions::{Chain, session_epoch};
use data_encoding::BASE64;
use openssl::error::ErrorStack;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// The file's version. Another is refused rather than guessed at.
const VERSION: u32 = 1;
/// Room for the whole file, so that the buffer it is written into never grows and leaves no copy behind.
const ROOM: usize = 64 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the keeper's key file is of version {0}, and this program knows version {VERSION} only")]
    Version(u32),
    // Where, not what: serde's own message may quote a value.
    #[error("the keeper's key file cannot be read: {category} at line {line}, column {column}")]
    Malformed { category: &'static str, line: usize, column: usize },
    #[error("the keeper's key file has a wrong {0}")]
    Wrong(&'static str),
    #[error("the keeper's key file could not be encoded")]
    Encode,
}

/// All of the service's secrets. Wiped when dropped.
pub(super) struct Keys {
    /// Finds rows. Does not rotate.
    pub(super) handle: Secret<32>,
    /// The hardening keys and decoy salts of rows that do not exist.
    pub(super) missing: Secret<32>,
    pub(super) throttle: Secret<32>,
    pub(super) row: Secret<32>,
    pub(super) audit: Secret<32>,
    /// The Ed25519 private key that signs grants.
    pub(super) grant: Secret<32>,
    /// The keys that hardening keys are wrapped under, newest last, never empty.
    pub(super) hardening: Vec<HardeningEpoch>,
    pub(super) sessions: Chain,
    /// PKCS #8.
    pub(super) saml_private: SecretBytes,
    /// X.509, DER.
    pub(super) saml_certificate: Vec<u8>,
}

pub(super) struct HardeningEpoch {
    pub(super) epoch: u32,
    pub(super) key: Secret<32>,
}

impl Keys {
    /// Fresh keys, at a service's first run. The RSA key comes from OpenSSL's own generator.
    pub(super) fn generate(random: &dyn Random, now: OffsetDateTime) -> Result<Self, ErrorStack> {
        let (saml_private, saml_certificate) = saml_key::generate(random, now)?;
        Ok(Self {
            handle: Secret::random(random),
            missing: Secret::random(random),
            throttle: Secret::random(random),
            row: Secret::random(random),
            audit: Secret::random(random),
            grant: Secret::random(random),
            hardening: vec![HardeningEpoch { epoch: 1, key: Secret::random(random) }],
            // From the day before: a server whose clock is a little behind must find its day's key.
            sessions: Chain { epoch: session_epoch(now).saturating_sub(1), link: Secret::random(random) },
            saml_private,
            saml_certificate,
        })
    }

    /// The file's octets.
    pub(super) fn encode(&self) -> Result<Zeroizing<Vec<u8>>, KeyFileError> {
        let base64 = |secret: &Secret<32>| Base64(Zeroizing::new(secret.expose().to_vec()));
        let wire = Wire {
            version: VERSION,
            handle: base64(&self.handle),
            missing: base64(&self.missing),
            throttle: base64(&self.throttle),
            row: base64(&self.row),
            audit: base64(&self.audit),
            grant: base64(&self.grant),
            hardening: self.hardening.iter().map(|e| WireEpoch { epoch: e.epoch, key: base64(&e.key) }).collect(),
            sessions: WireEpoch { epoch: self.sessions.epoch, key: base64(&self.sessions.link) },
            saml: WireSaml {
                private: Base64(Zeroizing::new(self.saml_private.expose().to_vec())),
                certificate: Base64(Zeroizing::new(self.saml_certificate.clone())),
            },
        };
        let mut octets = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer_pretty(&mut *octets, &wire).map_err(|_| KeyFileError::Encode)?;
        octets.push(b'\n');
        Ok(octets)
    }

    /// Reads the file's octets.
    pub(super) fn decode(octets: &[u8]) -> Result<Self, KeyFileError> {
        #[derive(Deserialize)]
        struct VersionOnly {
            version: u32,
        }
        // First of all the version: a newer file may have other fields.
        let VersionOnly { version } = parse(octets)?;
        if version != VERSION {
            return Err(KeyFileError::Version(version));
        }
        let wire: Wire = parse(octets)?;
        let hardening = wire
            .hardening
            .into_iter()
            .map(|e| Ok(HardeningEpoch { epoch: e.epoch, key: e.key.secret("hardening key")? }))
            .collect::<Result<Vec<_>, KeyFileError>>()?;
        if hardening.is_empty() || !hardening.is_sorted_by(|a, b| a.epoch < b.epoch) {
            return Err(KeyFileError::Wrong("list of hardening epochs"));
        }
        Ok(Self {
            handle: wire.handle.secret("handle key")?,
            missing: wire.missing.secret("missing-row key")?,
            throttle: wire.throttle.secret("throttle key")?,
            row: wire.row.secret("row key")?,
            audit: wire.audit.secret("audit key")?,
            grant: wire.grant.secret("grant key")?,
            hardening,
            sessions: Chain { epoch: wire.sessions.epoch, link: wire.sessions.key.secret("session chain")? },
            saml_private: SecretBytes::new(wire.saml.private.0.to_vec()),
            saml_certificate: wire.saml.certificate.0.to_vec(),
        })
    }
}

fn parse<T: for<'de> Deserialize<'de>>(octets: &[u8]) -> Result<T, KeyFileError> {
    serde_json::from_slice(octets).map_err(|error| KeyFileError::Malformed {
        category: match error.classify() {
            serde_json::error::Category::Eof => "it ends too early",
            serde_json::error::Category::Syntax => "a syntax error",
            _ => "an unexpected value",
        },
        line: error.line(),
        column: error.column(),
    })
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    version: u32,
    handle: Base64,
    missing: Base64,
    throttle: Base64,
    row: Base64,
    audit: Base64,
    grant: Base64,
    hardening: Vec<WireEpoch>,
    sessions: WireEpoch,
    saml: WireSaml,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireEpoch {
    epoch: u32,
    key: Base64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSaml {
    private: Base64,
    certificate: Base64,
}

/// Octets as base64 text, wiped on both sides of the encoding.
struct Base64(Zeroizing<Vec<u8>>);

impl Base64 {
    fn secret(&self, name: &'static str) -> Result<Secret<32>, KeyFileError> {
        Secret::from_slice(&self.0).ok_or(KeyFileError::Wrong(name))
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(BASE64.encode(&self.0)))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Base64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("base64")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Base64, E> {
                let octets = BASE64.decode(text.as_bytes()).map_err(|_| E::custom("not base64"))?;
                Ok(Base64(Zeroizing::new(octets)))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::keeper::testing::NOW;

    #[test]
    fn reads_back_what_it_wrote() {
        let keys = Keys::generate(&SystemRandom, NOW).unwrap();
        let octets = keys.encode().unwrap();
        let again = Keys::decode(&octets).unwrap();
        assert_eq!(*again.encode().unwrap(), *octets);
        assert!(again.handle == keys.handle && again.sessions.link == keys.sessions.link);
        assert!(octets.len() < ROOM);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let octets = Keys::generate(&SystemRandom, NOW).unwrap().encode().unwrap();
        let text = std::str::from_utf8(&octets).unwrap();
        let changed = |from: &str, to: &str| Keys::decode(text.replacen(from, to, 1).as_bytes()).err();
        assert!(changed("\"version\": 1", "\"version\": 1 ").is_none());
        assert!(matches!(changed("\"version\": 1", "\"version\": 2, \"new\": 3"), Some(KeyFileError::Version(2))));
        assert!(matches!(changed("\"audit\"", "\"audio\""), Some(KeyFileError::Malformed { .. })));
        assert!(matches!(changed("\"row\": \"", "\"row\": \"AAAA"), Some(KeyFileError::Wrong("row key"))));
        assert!(matches!(Keys::decode(&octets[..40]), Err(KeyFileError::Malformed { .. })));
    }

    #[test]
    fn a_complaint_quotes_no_key() {
        let octets = Keys::generate(&SystemRandom, NOW).unwrap().encode().unwrap();
        let text = std::str::from_utf8(&octets).unwrap();
        let secret = text.split('"').nth(5).unwrap();
        assert!(secret.len() == 44);
        let error = Keys::decode(text.replacen(secret, &format!("{secret}!"), 1).as_bytes()).err().unwrap();
        assert!(!error.to_string().contains(&secret[..8]) && !format!("{error:?}").contains(&secret[..8]));
    }
}
