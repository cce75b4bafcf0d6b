//! The two files, as octets, and who may read the key.

use super::TlsError;
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A chain with many names is a few ten thousand octets.
const MOST: u64 = 1 << 20;

/// Where certificate and key lie, in PEM: the server's own certificate first, then those that lead to a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// What they held at one moment; each of its own, so the two may not belong together.
pub(super) struct Octets {
    pub(super) certificate: Vec<u8>,
    pub(super) key: Zeroizing<Vec<u8>>,
}

impl Files {
    pub(super) fn read(&self) -> Result<Octets, TlsError> {
        let (certificate, _) = read(&self.certificate)?;
        let (key, found) = read(&self.key)?;
        is_private(&self.key, &found, nix::unistd::geteuid().as_raw())?;
        Ok(Octets { certificate: certificate.to_vec(), key })
    }
}

/// The rights are those of what was read: a name may lead elsewhere a moment later.
pub(super) fn read(file: &Path) -> Result<(Zeroizing<Vec<u8>>, Metadata), TlsError> {
    let unreadable = |cause| TlsError::Unreadable { file: file.to_owned(), cause };
    let handle = File::open(file).map_err(unreadable)?;
    let found = handle.metadata().map_err(unreadable)?;
    if !found.is_file() || found.len() > MOST {
        return Err(TlsError::NoFile { file: file.to_owned() });
    }
    // With room for all of it at once: a vector that grows leaves copies behind.
    let mut octets = Zeroizing::new(Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default() + 1));
    handle.take(MOST).read_to_end(&mut octets).map_err(unreadable)?;
    Ok((octets, found))
}

/// As PostgreSQL has it: the owner alone; or root's, and readable by a group.
fn is_private(file: &Path, found: &Metadata, user: u32) -> Result<(), TlsError> {
    let mode = found.mode() & 0o777;
    let too_much = if found.uid() == 0 && user != 0 { 0o037 } else { 0o077 };
    if mode & too_much == 0 { Ok(()) } else { Err(TlsError::Rights { file: file.to_owned(), mode }) }
}
