//! The keeper's keys, and how they come from and go to the file they rest in.

mod make;
mod wire;

#[cfg(test)]
mod tests;

pub(super) use self::make::{Maker, fresh_mac_key, label};

use self::wire::{Base64, VERSION, Wire, WireEpoch, WireKeyEpoch, WirePlace, WireRetired, WireSaml};
use crate::domain::{Random, Secret, SecretBytes, SigningAlgorithm};
use crate::keeper::retired::{Retired, RetiredKey};
use crate::keeper::saml_key::SamlKey;
use crate::keeper::saml_keys::{SamlKeyId, SamlKeyState, not_before};
use crate::keeper::saml_kind::SamlKeyKind;
use crate::keeper::sessions::{Chain, session_epoch};
use crate::keeper::token::{KeyOf, Place, SharedToken, TokenError};
use openssl::error::ErrorStack;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// Room for the whole file, so that the buffer it is written into never grows and leaves no copy behind.
const ROOM: usize = 128 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the keeper's key file is of version {0}, and this program knows versions 1 to {VERSION} only")]
    Version(u32),
    #[error("the keeper's key file was put back to an older one while it was in use")]
    PutBack,
    // Where, not what: serde's own message may quote a value.
    #[error("the keeper's key file cannot be read: {category} at line {line}, column {column}")]
    Malformed { category: &'static str, line: usize, column: usize },
    #[error("the keeper's key file has a wrong {0}")]
    Wrong(&'static str),
    #[error("the keeper's key file could not be encoded")]
    Encode,
    #[error("the keeper's missing keys could not be made: {0}")]
    OpenSsl(#[from] ErrorStack),
    #[error(transparent)]
    Token(#[from] TokenError),
}

/// All of the service's secrets. Wiped when dropped.
pub(super) struct Keys {
    /// Finds rows. Does not rotate.
    pub(super) handle: Place<Secret<32>>,
    /// The hardening keys and decoy salts of rows that do not exist.
    pub(super) missing: Secret<32>,
    pub(super) throttle: Secret<32>,
    pub(super) row: Secret<32>,
    pub(super) audit: Secret<32>,
    /// The Ed25519 private key that signs grants.
    pub(super) grant: Secret<32>,
    /// Finds and opens who must be told of a logout.
    pub(super) logout: Secret<32>,
    /// The keys that hardening keys are wrapped under, newest last, never empty.
    pub(super) hardening: Vec<HardeningEpoch>,
    /// The epoch of them that new ones are wrapped under.
    pub(super) writing: u32,
    pub(super) sessions: Chain,
    /// One of each kind in use, one at most only published, and any former ones. In a file of before there were keys for
    /// decryption, and until a server has had one made, none of these is there.
    pub(super) saml: Vec<SamlKey>,
    /// Steps that they have taken.
    pub(super) saml_step: u32,
    pub(super) saml_retired: Retired,
}

pub(super) struct HardeningEpoch {
    pub(super) epoch: u32,
    pub(super) key: Place<Secret<32>>,
}

/// Keys out of a file, and whether the file was of this version.
pub(super) struct Read {
    pub(super) keys: Keys,
    /// Some keys are new: they must be written before any is used.
    pub(super) is_upgraded: bool,
}

impl Keys {
    /// Fresh keys, at a service's first run: those that can be in a token there, where there is one. SAML keys come from
    /// OpenSSL's own generator, or the token's.
    pub(super) fn generate(
        random: &dyn Random,
        now: OffsetDateTime,
        token: &SharedToken,
    ) -> Result<Self, KeyFileError> {
        let row = Secret::random(random);
        let maker = Maker { random, now, token, row: &row };
        let mut saml = Vec::new();
        complete(&mut saml, &maker)?;
        saml.push(maker.saml(SamlKeyKind::Decryption, SamlKeyState::InUse)?);
        Ok(Self {
            handle: maker.mac_key("handle")?,
            missing: Secret::random(random),
            throttle: Secret::random(random),
            audit: Secret::random(random),
            grant: Secret::random(random),
            logout: Secret::random(random),
            hardening: vec![HardeningEpoch { epoch: 1, key: maker.mac_key("hardening 1")? }],
            writing: 1,
            // From the day before: a server whose clock is a little behind must find its day's key.
            sessions: Chain { epoch: session_epoch(now).saturating_sub(1), link: Secret::random(random) },
            saml,
            saml_step: 0,
            saml_retired: Retired::default(),
            row,
        })
    }

    /// The hardening key of an epoch.
    pub(super) fn epoch(&self, epoch: u32) -> Option<&HardeningEpoch> {
        self.hardening.iter().find(|known| known.epoch == epoch)
    }

    /// The hardening key of the epoch that is written.
    pub(super) fn written(&self) -> Result<&HardeningEpoch, KeyFileError> {
        self.epoch(self.writing).ok_or(KeyFileError::Wrong("epoch that is written"))
    }

    pub(super) fn newest(&self) -> u32 {
        self.hardening.last().map_or(0, |epoch| epoch.epoch)
    }

    /// The file's octets.
    pub(super) fn encode(&self) -> Result<Zeroizing<Vec<u8>>, KeyFileError> {
        let epoch = |e: &HardeningEpoch| WireKeyEpoch { epoch: e.epoch, key: (&e.key).into() };
        let wire = Wire {
            version: VERSION,
            handle: (&self.handle).into(),
            missing: (&self.missing).into(),
            throttle: (&self.throttle).into(),
            row: (&self.row).into(),
            audit: (&self.audit).into(),
            grant: (&self.grant).into(),
            logout: Some((&self.logout).into()),
            hardening: self.hardening.iter().map(epoch).collect(),
            writing: (self.newest() != self.writing).then_some(self.writing),
            sessions: WireEpoch { epoch: self.sessions.epoch, key: (&self.sessions.link).into() },
            saml: self.saml.iter().map(WireSaml::from).collect(),
            saml_step: self.saml_step,
            saml_retired: self.saml_retired.keys.iter().map(WireRetired::from).collect(),
            saml_retired_older: self.saml_retired.older.map(OffsetDateTime::unix_timestamp),
        };
        let mut octets = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer_pretty(&mut *octets, &wire).map_err(|_| KeyFileError::Encode)?;
        octets.push(b'\n');
        Ok(octets)
    }

    /// Reads the octets of a file that this program has had before.
    pub(super) fn decode(octets: &[u8]) -> Result<Self, KeyFileError> {
        let wire = Wire::parse(octets)?;
        let logout = wire.logout.as_ref().filter(|_| wire.version == VERSION).ok_or(KeyFileError::PutBack)?;
        Self::from_wire(&wire, logout.secret("logout key")?, saml_keys(&wire, None)?)
    }

    /// Reads a file's octets at a start; the keys that a file of version 1 lacks are made, and the
    /// dates that an older one lacks are written down.
    pub(super) fn decode_or_upgrade(
        octets: &[u8],
        random: &dyn Random,
        now: OffsetDateTime,
        token: &SharedToken,
    ) -> Result<Read, KeyFileError> {
        let wire = Wire::parse(octets)?;
        let mut saml = saml_keys(&wire, Some(now))?;
        if wire.version == VERSION {
            let is_upgraded = wire.saml.iter().any(|key| key.published.is_none());
            let logout = wire.logout.as_ref().ok_or(KeyFileError::PutBack)?.secret("logout key")?;
            return Ok(Read { keys: Self::from_wire(&wire, logout, saml)?, is_upgraded });
        }
        let row = wire.row.secret("row key")?;
        complete(&mut saml, &Maker { random, now, token, row: &row })?;
        Ok(Read { keys: Self::from_wire(&wire, Secret::random(random), saml)?, is_upgraded: true })
    }

    fn from_wire(wire: &Wire, logout: Secret<32>, saml: Vec<SamlKey>) -> Result<Self, KeyFileError> {
        let count = |kind: SamlKeyKind, state| saml.iter().filter(|key| key.is(kind, state)).count();
        let in_use = |kind: SamlKeyKind| match count(kind, SamlKeyState::InUse) {
            0 => kind.signs().is_none(),
            count => count == 1,
        };
        if !SamlKeyKind::ALL.into_iter().all(|kind| in_use(kind) && count(kind, SamlKeyState::Published) <= 1) {
            return Err(KeyFileError::Wrong("list of SAML keys"));
        }
        let epoch = |e: &WireKeyEpoch| Ok(HardeningEpoch { epoch: e.epoch, key: e.key.secret("hardening key")? });
        let hardening = wire.hardening.iter().map(epoch).collect::<Result<Vec<_>, KeyFileError>>()?;
        if hardening.is_empty() || !hardening.is_sorted_by(|a, b| a.epoch < b.epoch) {
            return Err(KeyFileError::Wrong("list of hardening epochs"));
        }
        let writing = wire.writing.or(hardening.last().map(|newest| newest.epoch)).unwrap_or_default();
        if !hardening.iter().any(|epoch| epoch.epoch == writing) {
            return Err(KeyFileError::Wrong("epoch that is written"));
        }
        Ok(Self {
            handle: wire.handle.secret("handle key")?,
            missing: wire.missing.secret("missing-row key")?,
            throttle: wire.throttle.secret("throttle key")?,
            row: wire.row.secret("row key")?,
            audit: wire.audit.secret("audit key")?,
            grant: wire.grant.secret("grant key")?,
            logout,
            hardening,
            writing,
            sessions: Chain { epoch: wire.sessions.epoch, link: wire.sessions.key.secret("session chain")? },
            saml,
            saml_step: wire.saml_step,
            saml_retired: retired(wire)?,
        })
    }
}

impl Keys {
    /// What lies in a token, by its labels, and whether nothing goes without it.
    pub(super) fn in_token(&self) -> impl Iterator<Item = (&str, KeyOf, bool)> {
        let is_written = |one: &HardeningEpoch| one.epoch >= self.writing;
        let epochs = self.hardening.iter().map(move |one| (one.key.label(), KeyOf::Hardening, is_written(one)));
        let is_in_use = |key: &SamlKey| key.state == SamlKeyState::InUse;
        let saml = self.saml.iter().map(move |key| (key.private.label(), KeyOf::Saml, is_in_use(key)));
        let all = [(self.handle.label(), KeyOf::Handle, true)].into_iter().chain(epochs).chain(saml);
        all.filter_map(|(label, of, is_needed)| Some((label?, of, is_needed)))
    }
}

/// Every secret of a file, of any version that can be read, with what it is.
pub(super) fn secrets_of(octets: &[u8]) -> Result<Vec<(String, SecretBytes)>, KeyFileError> {
    Ok(Wire::parse(octets)?.secrets())
}

/// Makes a key in use of each algorithm that has none to sign with.
fn complete(saml: &mut Vec<SamlKey>, maker: &Maker<'_>) -> Result<(), KeyFileError> {
    for algorithm in SigningAlgorithm::ALL {
        if !saml.iter().any(|key| key.is(algorithm, SamlKeyState::InUse)) {
            saml.push(maker.saml(algorithm, SamlKeyState::InUse)?);
        }
    }
    Ok(())
}

/// A key without dates is as old as its certificate; a next one is published from now on, since nobody knows whether any
/// metadata had it before.
fn saml_keys(wire: &Wire, now: Option<OffsetDateTime>) -> Result<Vec<SamlKey>, KeyFileError> {
    let key = |key: &WireSaml| {
        let wrong = || KeyFileError::Wrong("SAML certificate");
        let state = SamlKeyState::from(key.state);
        let moment = |seconds: Option<i64>| seconds.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok());
        let made = now.filter(|_| state == SamlKeyState::Published).or_else(|| not_before(&key.certificate.0));
        let published = moment(key.published).or(made).ok_or_else(wrong)?;
        Ok(SamlKey {
            kind: key.algorithm.into(),
            state,
            published,
            used: moment(key.used).or((state != SamlKeyState::Published).then_some(published)),
            former: moment(key.former),
            private: match &key.private {
                WirePlace::Here(octets) => Place::File(SecretBytes::new(octets.0.to_vec())),
                WirePlace::Token(label) => Place::Token(label.clone()),
            },
            certificate: key.certificate.0.to_vec(),
        })
    };
    wire.saml.iter().map(key).collect()
}

fn retired(wire: &Wire) -> Result<Retired, KeyFileError> {
    let wrong = || KeyFileError::Wrong("list of retired SAML keys");
    let moment = |seconds| OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| wrong());
    let one = |key: &WireRetired| {
        let id = <[u8; 32]>::try_from(key.id.0.as_slice()).map_err(|_| wrong())?;
        Ok(RetiredKey { id: SamlKeyId(id), made: moment(key.made)? })
    };
    let keys = wire.saml_retired.iter().map(one).collect::<Result<_, KeyFileError>>()?;
    Ok(Retired { keys, older: wire.saml_retired_older.map(moment).transpose()? })
}

impl From<&RetiredKey> for WireRetired {
    fn from(key: &RetiredKey) -> Self {
        Self { id: Base64::from(key.id.0.as_slice()), made: key.made.unix_timestamp() }
    }
}

impl From<&SamlKey> for WireSaml {
    fn from(key: &SamlKey) -> Self {
        Self {
            algorithm: key.kind.into(),
            state: key.state.into(),
            published: Some(key.published.unix_timestamp()),
            used: key.used.map(OffsetDateTime::unix_timestamp),
            former: key.former.map(OffsetDateTime::unix_timestamp),
            private: match &key.private {
                Place::File(octets) => WirePlace::Here(Base64::from(octets.expose())),
                Place::Token(label) => WirePlace::Token(label.clone()),
            },
            certificate: Base64::from(key.certificate.as_slice()),
        }
    }
}
