//! How the key file lies in its folder: plain, or sealed by a passphrase or a credential.
//!
//! ```text
//! file = "SENZAKEYS" ‖ version (1) ‖ by (1) ‖ memory ‖ passes ‖ lanes (4 each, big-endian) ‖ salt (16) ‖ sealed record
//! ```
//!
//! `docs/vault.md` §6 says how the record's key follows. What is kept while a keeper runs is that key, not what it was made of.

use crate::domain::identifier::normal_passphrase;
use crate::domain::random::{self, Random};
use crate::domain::{OrgId, Secret, SecretBytes};
use crate::keeper::unsealing::Unsealing;
use crate::vault::derive::{hkdf_expand, hkdf_extract};
use crate::vault::encode::lp;
use crate::vault::seal::{SealError, open, seal};
use crate::vault::stretch::StretchError;
use crate::vault::{Cost, RecordContext, labels, stretch};
use std::fmt;
use uuid::Uuid;
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

const BEGINNING: &[u8; 9] = b"SENZAKEYS";
const VERSION: u8 = 1;
/// What a passphrase costs to try: as much memory as is ever computed with. It is asked once a start, by nobody who waits
/// for a page.
const COST: Cost = Cost { memory_kib: 262_144, passes: 3, lanes: 1 };

/// What a key file is sealed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedBy {
    Passphrase,
    Credential,
}

impl fmt::Display for SealedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Credential => "credential",
        })
    }
}

/// The sentences are for whoever runs the service.
#[derive(Debug, thiserror::Error)]
pub enum SealedError {
    #[error("the key file begins neither as a plain one nor as a sealed one: it is damaged, or no key file")]
    NoKeyFile,
    #[error("the key file's seal is of version {0}, and this program knows version {VERSION} only")]
    Version(u8),
    #[error(
        "the key file is sealed by a passphrase, which `senza keeper` asks for and nothing else does: run the keeper as a \
         process of its own"
    )]
    NeedsPassphrase,
    #[error(
        "the key file is sealed by a credential, and there is none here: the unit names it in LoadCredentialEncrypted=, and by \
         hand CREDENTIALS_DIRECTORY names the folder that has it under the name senza-keeper-key"
    )]
    NeedsCredential,
    // Before anything is allocated: whoever could write to the file must not buy memory without end.
    #[error("the key file asks for more or less Argon2id than is ever computed: {0}")]
    Stretch(#[from] StretchError),
    // One sentence for both: which of them it is would help whoever tries passphrases, and nobody else.
    #[error("the {0} is wrong, or the key file is damaged")]
    WrongOrDamaged(SealedBy),
    #[error("the key file was sealed anew, or put back, while this keeper ran: start the keeper again")]
    SealedMeanwhile,
    #[error("the key file could not be sealed: {0}")]
    Seal(#[from] SealError),
}

/// A key file's octets, which only [`AtRest::close`] makes: what was sealed cannot be written back plain by oversight.
pub(super) struct KeyFile(Zeroizing<Vec<u8>>);

impl KeyFile {
    pub(super) fn octets(&self) -> &[u8] {
        &self.0
    }

    #[cfg(test)]
    pub(super) fn of(octets: &[u8]) -> Self {
        Self(Zeroizing::new(octets.to_vec()))
    }
}

/// How a key file lies there, and what writes it again.
pub(crate) enum AtRest {
    Plain,
    Sealed(FileSeal),
}

impl AtRest {
    /// Of a file that is to be made: sealed by what was brought, plain where that is nothing.
    pub(super) fn new(by: &Unsealing, random: &dyn Random) -> Result<Self, SealedError> {
        let salt = random::octets(random);
        Ok(match by {
            Unsealing::Nothing => Self::Plain,
            Unsealing::Passphrase(_) => Self::Sealed(Header::new(SealedBy::Passphrase, COST, salt).seal(by)?),
            Unsealing::Credential(_) => Self::Sealed(Header::new(SealedBy::Credential, Cost::NONE, salt).seal(by)?),
        })
    }

    /// The keys in a file, and how it lies there.
    pub(crate) fn open(file: &[u8], with: &Unsealing) -> Result<(Self, SecretBytes), SealedError> {
        let Some((header, _)) = split(file)? else { return Ok((Self::Plain, SecretBytes::new(file.to_vec()))) };
        let seal = header.seal(with)?;
        let keys = seal.open(file)?;
        Ok((Self::Sealed(seal), keys))
    }

    /// The keys in the same file at a later time: sealed in the same way as it was, or plain as it was.
    pub(super) fn open_again(&self, file: &[u8]) -> Result<SecretBytes, SealedError> {
        match (self, split(file)?) {
            (Self::Plain, None) => Ok(SecretBytes::new(file.to_vec())),
            (Self::Sealed(seal), Some((header, _))) if header == seal.header => seal.open(file),
            _ => Err(SealedError::SealedMeanwhile),
        }
    }

    pub(super) fn close(&self, keys: &[u8], random: &dyn Random) -> Result<KeyFile, SealedError> {
        Ok(KeyFile(Zeroizing::new(match self {
            Self::Plain => keys.to_vec(),
            Self::Sealed(seal) => seal.close(keys, random)?,
        })))
    }
}

/// What a file is sealed by; `None` for a plain one.
pub(super) fn sealed_by(file: &[u8]) -> Result<Option<SealedBy>, SealedError> {
    Ok(split(file)?.map(|(header, _)| header.by))
}

/// The record's key, and the header that it belongs to.
pub(crate) struct FileSeal {
    header: Header,
    key: Secret<32>,
}

impl FileSeal {
    pub(crate) fn open(&self, file: &[u8]) -> Result<SecretBytes, SealedError> {
        let damaged = SealedError::WrongOrDamaged(self.header.by);
        let Some((header, record)) = split(file)? else { return Err(damaged) };
        let octets = header.octets();
        open(&self.key, &place(&octets), record).map_err(|_| damaged)
    }

    pub(crate) fn close(&self, keys: &[u8], random: &dyn Random) -> Result<Vec<u8>, SealError> {
        let octets = self.header.octets();
        let record = seal(&self.key, &place(&octets), keys, random)?;
        Ok([octets.as_slice(), &record].concat())
    }
}

fn place(header: &[u8]) -> RecordContext<'_> {
    RecordContext { org: OrgId(Uuid::nil()), table: "keeper", row: header, slot: "keys", version: 1 }
}

/// What stands before the record, and is bound to its key and to its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    by: SealedBy,
    cost: Cost,
    salt: [u8; 16],
}

impl Header {
    pub(crate) fn new(by: SealedBy, cost: Cost, salt: [u8; 16]) -> Self {
        Self { by, cost, salt }
    }

    fn octets(&self) -> Vec<u8> {
        let by = match self.by {
            SealedBy::Passphrase => 1,
            SealedBy::Credential => 2,
        };
        let cost = [self.cost.memory_kib, self.cost.passes, self.cost.lanes].map(u32::to_be_bytes).concat();
        [BEGINNING.as_slice(), &[VERSION, by], &cost, &self.salt].concat()
    }

    /// The seal that follows from the header and what was brought. Takes a second for a passphrase, on purpose.
    pub(crate) fn seal(self, with: &Unsealing) -> Result<FileSeal, SealedError> {
        let octets = self.octets();
        let prk = match (self.by, with) {
            (SealedBy::Passphrase, Unsealing::Passphrase(typed)) => {
                stretch("", &normal_passphrase(typed), &self.salt, &octets, self.cost)?
            }
            (SealedBy::Credential, Unsealing::Credential(key)) => hkdf_extract(&self.salt, key.expose()),
            (SealedBy::Passphrase, _) => return Err(SealedError::NeedsPassphrase),
            (SealedBy::Credential, _) => return Err(SealedError::NeedsCredential),
        };
        let key = hkdf_expand(&prk, &lp(&[labels::KEEPER_KEY_FILE.as_bytes(), &octets]));
        Ok(FileSeal { header: self, key })
    }
}

/// Header and record of a sealed file; `None` for a plain one, which is a JSON object.
fn split(file: &[u8]) -> Result<Option<(Header, &[u8])>, SealedError> {
    if file.first() == Some(&b'{') {
        return Ok(None);
    }
    let rest = file.strip_prefix(BEGINNING).ok_or(SealedError::NoKeyFile)?;
    let ([version, by], rest) = rest.split_first_chunk().ok_or(SealedError::NoKeyFile)?;
    if *version != VERSION {
        return Err(SealedError::Version(*version));
    }
    let by = match by {
        1 => SealedBy::Passphrase,
        2 => SealedBy::Credential,
        _ => return Err(SealedError::NoKeyFile),
    };
    let damaged = SealedError::WrongOrDamaged(by);
    let number = |octets: &[u8; 4]| u32::from_be_bytes(*octets);
    let Some((memory, rest)) = rest.split_first_chunk() else { return Err(damaged) };
    let Some((passes, rest)) = rest.split_first_chunk() else { return Err(damaged) };
    let Some((lanes, rest)) = rest.split_first_chunk() else { return Err(damaged) };
    let Some((salt, record)) = rest.split_first_chunk() else { return Err(damaged) };
    let cost = Cost { memory_kib: number(memory), passes: number(passes), lanes: number(lanes) };
    Ok(Some((Header { by, cost, salt: *salt }, record)))
}
