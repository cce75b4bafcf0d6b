//! The key file's form: JSON, octets in base64, a version in front. Version 2 is written; version 1, which had one RSA
//! signing key and no logout key, is read, and so is a version 2 without the dates of its SAML keys.

use super::KeyFileError;
use crate::domain::{Secret, SecretBytes, SigningAlgorithm};
use crate::keeper::saml_keys::SamlKeyState;
use crate::keeper::saml_kind::SamlKeyKind;
use crate::keeper::token::Place;
use data_encoding::BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use zeroize::Zeroizing;

/// The version that is written. An unknown one is refused rather than guessed at.
pub(super) const VERSION: u32 = 2;

/// The file, whichever version it was of.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    pub(super) version: u32,
    pub(super) handle: WirePlace,
    pub(super) missing: Base64,
    pub(super) throttle: Base64,
    pub(super) row: Base64,
    pub(super) audit: Base64,
    pub(super) grant: Base64,
    /// Absent in version 1 only.
    #[serde(default)]
    pub(super) logout: Option<Base64>,
    pub(super) hardening: Vec<WireKeyEpoch>,
    /// The epoch that is written, while that is not the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) writing: Option<u32>,
    pub(super) sessions: WireEpoch,
    pub(super) saml: Vec<WireSaml>,
    /// Steps that the SAML keys have taken; absent before the first.
    #[serde(default)]
    pub(super) saml_step: u32,
    /// Those that were destroyed; absent before the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) saml_retired: Vec<WireRetired>,
    /// What is no younger than this was destroyed too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) saml_retired_older: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireKeyEpoch {
    pub(super) epoch: u32,
    pub(super) key: WirePlace,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireEpoch {
    pub(super) epoch: u32,
    pub(super) key: Base64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireSaml {
    pub(super) algorithm: WireAlgorithm,
    pub(super) state: WireState,
    /// Seconds since 1970. Programs that had no dates wrote none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) used: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) former: Option<i64>,
    pub(super) private: WirePlace,
    pub(super) certificate: Base64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireRetired {
    /// SHA-256 of its certificate.
    pub(super) id: Base64,
    /// Seconds since 1970.
    pub(super) made: i64,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WireAlgorithm {
    RsaSha256,
    EcdsaSha256,
    /// Decryption.
    RsaOaep,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WireState {
    InUse,
    Published,
    Former,
}

/// Version 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire1 {
    #[serde(rename = "version")]
    _version: u32,
    handle: WirePlace,
    missing: Base64,
    throttle: Base64,
    row: Base64,
    audit: Base64,
    grant: Base64,
    hardening: Vec<WireKeyEpoch>,
    sessions: WireEpoch,
    saml: WireSaml1,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSaml1 {
    private: WirePlace,
    certificate: Base64,
}

impl Wire {
    pub(super) fn parse(octets: &[u8]) -> Result<Self, KeyFileError> {
        #[derive(Deserialize)]
        struct VersionOnly {
            version: u32,
        }
        // First of all the version: a newer file may have other fields.
        match parse(octets)? {
            VersionOnly { version: 1 } => Ok(parse::<Wire1>(octets)?.into()),
            VersionOnly { version: VERSION } => parse(octets),
            VersionOnly { version } => Err(KeyFileError::Version(version)),
        }
    }

    /// What the file holds and nobody else may, each with what it is.
    pub(super) fn secrets(&self) -> Vec<(String, SecretBytes)> {
        let fixed = [
            ("missing-row key", &self.missing),
            ("throttle key", &self.throttle),
            ("row key", &self.row),
            ("audit key", &self.audit),
            ("grant key", &self.grant),
            ("session chain", &self.sessions.key),
        ];
        let logout = self.logout.iter().map(|key| ("logout key".to_owned(), key));
        let handle = [("handle key".to_owned(), &self.handle)].into_iter();
        let epochs = self.hardening.iter().map(|e| (format!("hardening key of epoch {}", e.epoch), &e.key));
        let saml = self.saml.iter().zip(1..).map(|(key, n)| match key.algorithm {
            WireAlgorithm::RsaOaep => (format!("decryption key {n}"), &key.private),
            _ => (format!("SAML signing key {n}"), &key.private),
        });
        // What is in a token is not in the file.
        let placed = handle.chain(epochs).chain(saml).filter_map(|(name, place)| match place {
            WirePlace::Here(key) => Some((name, key)),
            WirePlace::Token(_) => None,
        });
        let all = fixed.into_iter().map(|(name, key)| (name.to_owned(), key)).chain(logout).chain(placed);
        all.map(|(name, key)| (format!("keeper's {name}"), SecretBytes::new(key.0.to_vec()))).collect()
    }
}

impl From<Wire1> for Wire {
    fn from(old: Wire1) -> Self {
        let saml = WireSaml {
            algorithm: WireAlgorithm::RsaSha256,
            state: WireState::InUse,
            published: None,
            used: None,
            former: None,
            private: old.saml.private,
            certificate: old.saml.certificate,
        };
        Self {
            version: 1,
            handle: old.handle,
            missing: old.missing,
            throttle: old.throttle,
            row: old.row,
            audit: old.audit,
            grant: old.grant,
            logout: None,
            hardening: old.hardening,
            writing: None,
            sessions: old.sessions,
            saml: vec![saml],
            saml_step: 0,
            saml_retired: Vec::new(),
            saml_retired_older: None,
        }
    }
}

impl From<SamlKeyKind> for WireAlgorithm {
    fn from(kind: SamlKeyKind) -> Self {
        match kind {
            SamlKeyKind::Signing(SigningAlgorithm::RsaSha256) => Self::RsaSha256,
            SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256) => Self::EcdsaSha256,
            SamlKeyKind::Decryption => Self::RsaOaep,
        }
    }
}

impl From<WireAlgorithm> for SamlKeyKind {
    fn from(algorithm: WireAlgorithm) -> Self {
        match algorithm {
            WireAlgorithm::RsaSha256 => Self::Signing(SigningAlgorithm::RsaSha256),
            WireAlgorithm::EcdsaSha256 => Self::Signing(SigningAlgorithm::EcdsaSha256),
            WireAlgorithm::RsaOaep => Self::Decryption,
        }
    }
}

impl From<SamlKeyState> for WireState {
    fn from(state: SamlKeyState) -> Self {
        match state {
            SamlKeyState::InUse => Self::InUse,
            SamlKeyState::Published => Self::Published,
            SamlKeyState::Former => Self::Former,
        }
    }
}

impl From<WireState> for SamlKeyState {
    fn from(state: WireState) -> Self {
        match state {
            WireState::InUse => Self::InUse,
            WireState::Published => Self::Published,
            WireState::Former => Self::Former,
        }
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

/// A key, as base64 text; or where it is in a token, an object that says by which label: `{"token": "…"}`. A program from
/// before there were tokens refuses the object.
pub(super) enum WirePlace {
    Here(Base64),
    Token(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireToken {
    token: String,
}

impl WirePlace {
    pub(super) fn secret(&self, name: &'static str) -> Result<Place<Secret<32>>, KeyFileError> {
        Ok(match self {
            Self::Here(octets) => Place::File(octets.secret(name)?),
            Self::Token(label) => Place::Token(label.clone()),
        })
    }
}

impl From<&Place<Secret<32>>> for WirePlace {
    fn from(place: &Place<Secret<32>>) -> Self {
        match place {
            Place::File(key) => Self::Here(key.into()),
            Place::Token(label) => Self::Token(label.clone()),
        }
    }
}

impl Serialize for WirePlace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Here(octets) => octets.serialize(serializer),
            Self::Token(label) => WireToken { token: label.clone() }.serialize(serializer),
        }
    }
}

/// By hand: serde's own way to read one of two forms would keep a copy of the text that is not wiped.
impl<'de> Deserialize<'de> for WirePlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = WirePlace;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("base64, or a label in a token")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<WirePlace, E> {
                let octets = BASE64.decode(text.as_bytes()).map_err(|_| E::custom("not base64"))?;
                Ok(WirePlace::Here(Base64(Zeroizing::new(octets))))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<WirePlace, A::Error> {
                let named = WireToken::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(WirePlace::Token(named.token))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Octets as base64 text, wiped on both sides of the encoding.
pub(super) struct Base64(pub(super) Zeroizing<Vec<u8>>);

impl Base64 {
    pub(super) fn secret(&self, name: &'static str) -> Result<Secret<32>, KeyFileError> {
        Secret::from_slice(&self.0).ok_or(KeyFileError::Wrong(name))
    }
}

impl From<&Secret<32>> for Base64 {
    fn from(secret: &Secret<32>) -> Self {
        Self::from(secret.expose().as_slice())
    }
}

impl From<&[u8]> for Base64 {
    fn from(octets: &[u8]) -> Self {
        Self(Zeroizing::new(octets.to_vec()))
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
