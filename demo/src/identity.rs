//! The portal's own key and certificate: one RSA key that signs its requests and opens what is encrypted to it.
//!
//! Made at the first run and kept in one file, so that a key never stands beside another key's certificate.

use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::{BigNum, MsbOption};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509NameBuilder};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// RSA-2048 for ten years: a service provider's certificate carries a key and is not checked for anything else.
const BITS: u32 = 2048;
const DAYS: u32 = 3650;

pub(crate) struct Identity {
    pub(crate) key: PKey<Private>,
    pub(crate) certificate: X509,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum IdentityError {
    #[error("the portal's key file {0}: {1}")]
    File(PathBuf, io::Error),
    #[error("the portal's key file {0} cannot be read as a key and its certificate; remove it to have a new one made")]
    Unreadable(PathBuf, #[source] ErrorStack),
    #[error("making the portal's key: {0}")]
    Making(#[from] ErrorStack),
}

impl Identity {
    /// Reads `portal.pem` in the folder, or makes it (mode 0600, folder 0700). Two processes that start at once end up
    /// with the same key: the file appears whole or not at all, and the first one stays.
    pub(crate) fn load_or_create(folder: &Path) -> Result<Self, IdentityError> {
        let path = folder.join("portal.pem");
        let failed = |cause| IdentityError::File(path.clone(), cause);
        match fs::read(&path) {
            Ok(pem) => return Self::from_pem(&pem).map_err(|cause| IdentityError::Unreadable(path.clone(), cause)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            Err(_) => {}
        }
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        let draft = folder.join(format!("portal.pem.{}", std::process::id()));
        Self::make()?.write(&draft).map_err(failed)?;
        let placed = fs::hard_link(&draft, &path);
        fs::remove_file(&draft).map_err(failed)?;
        match placed {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(failed(error)),
            _ => Self::load_or_create(folder),
        }
    }

    /// A fresh key and its self-signed certificate, kept nowhere.
    pub(crate) fn make() -> Result<Self, ErrorStack> {
        let key = PKey::from_rsa(Rsa::generate(BITS)?)?;
        let mut name = X509NameBuilder::new()?;
        name.append_entry_by_text("CN", "Demo portal")?;
        let name = name.build();
        let mut serial = BigNum::new()?;
        serial.rand(127, MsbOption::MAYBE_ZERO, false)?;
        let mut certificate = X509::builder()?;
        certificate.set_version(2)?;
        certificate.set_serial_number(&*Asn1Integer::from_bn(&serial)?)?;
        certificate.set_subject_name(&name)?;
        certificate.set_issuer_name(&name)?;
        certificate.set_not_before(&*Asn1Time::days_from_now(0)?)?;
        certificate.set_not_after(&*Asn1Time::days_from_now(DAYS)?)?;
        certificate.set_pubkey(&key)?;
        certificate.sign(&key, MessageDigest::sha256())?;
        Ok(Self { key, certificate: certificate.build() })
    }

    /// The certificate as metadata carries it: base64 of its DER, without line breaks.
    pub(crate) fn certificate_base64(&self) -> Result<String, ErrorStack> {
        Ok(data_encoding::BASE64.encode(&self.certificate.to_der()?))
    }

    fn from_pem(pem: &[u8]) -> Result<Self, ErrorStack> {
        Ok(Self { key: PKey::private_key_from_pem(pem)?, certificate: X509::from_pem(pem)? })
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
        file.write_all(&self.key.private_key_to_pem_pkcs8()?)?;
        file.write_all(&self.certificate.to_pem()?)?;
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_key_is_made_once_and_only_its_owner_reads_it() {
        let folder = std::env::temp_dir().join(format!("senza-demo-identity-{}", std::process::id()));
        let first = Identity::load_or_create(&folder).unwrap();
        let second = Identity::load_or_create(&folder).unwrap();
        let mode = fs::metadata(folder.join("portal.pem")).unwrap().permissions().mode() & 0o777;
        let files = fs::read_dir(&folder).unwrap().count();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(first.certificate.to_der().unwrap(), second.certificate.to_der().unwrap());
        assert!(first.certificate.public_key().unwrap().public_eq(&second.key));
        assert_eq!((mode, files), (0o600, 1));
    }

    #[test]
    fn a_damaged_key_is_not_replaced_in_silence() {
        let folder = std::env::temp_dir().join(format!("senza-demo-damaged-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("portal.pem"), "not a key").unwrap();
        let outcome = Identity::load_or_create(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert!(matches!(outcome, Err(IdentityError::Unreadable(..))));
    }
}
