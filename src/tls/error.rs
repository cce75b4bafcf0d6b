//! Why a certificate and its key are not used: each names the file and what to do.

use openssl::error::ErrorStack;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("the file {file} cannot be read: {cause}; it has to be readable by the user that Senza runs as", file = .file.display())]
    Unreadable { file: PathBuf, cause: std::io::Error },
    #[error("{file} is not a file of the size that certificates and keys have", file = .file.display())]
    NoFile { file: PathBuf },
    #[error(
        "the key {file} may be read by others than its owner (its mode is {mode:03o}): `chmod 600`, or, where root owns \
         it, 640 with a group that only Senza is in", file = .file.display()
    )]
    Rights { file: PathBuf, mode: u32 },
    #[error("{file} holds no certificate in PEM: {problem}", file = .file.display())]
    NoCertificate { file: PathBuf, problem: String },
    #[error("{file} holds no private key in PEM without a passphrase: {cause}", file = .file.display())]
    NoKey { file: PathBuf, cause: ErrorStack },
    #[error("the key {key} does not belong to the first certificate in {certificate}", key = .key.display(), certificate = .certificate.display())]
    Mismatch { certificate: PathBuf, key: PathBuf },
    #[error("the certificate in {file} is over since {at}", file = .file.display())]
    Expired { file: PathBuf, at: String },
    #[error("the certificate in {file} begins at {at}", file = .file.display())]
    NotYet { file: PathBuf, at: String },
    #[error(
        "the certificate in {file} is not for {host}, by which the base URL calls this server: it is for {names}",
        file = .file.display()
    )]
    OtherHost { file: PathBuf, host: String, names: String },
    #[error("the certificate in {file} is not that of {kind}: its extended key usage does not say {usage}", file = .file.display())]
    OtherUsage { file: PathBuf, kind: &'static str, usage: &'static str },
    #[error("OpenSSL does not take this certificate and key: {0}")]
    Refused(#[from] ErrorStack),
}
