//! A certificate and the key that belongs to it.

use super::files::{Files, Octets};
use super::mutual::Side;
use super::{TlsError, names};
use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::x509::{X509, X509VerifyResult};
use std::cmp::Ordering;
use time::OffsetDateTime;

pub(super) struct Pair {
    pub(super) leaf: X509,
    /// Those above it, as they stand in the file.
    pub(super) chain: Vec<X509>,
    pub(super) key: PKey<Private>,
}

impl Pair {
    /// Reads what the files held. A pair that is made fits together.
    pub(super) fn parse(files: &Files, octets: &Octets) -> Result<Self, TlsError> {
        let file = || files.certificate.clone();
        let none = |problem: String| TlsError::NoCertificate { file: file(), problem };
        let mut chain = X509::stack_from_pem(&octets.certificate).map_err(|error| none(error.to_string()))?;
        if chain.is_empty() {
            return Err(none("there is none in it".to_owned()));
        }
        let leaf = chain.remove(0);
        // With an answer of our own: OpenSSL's would ask at the terminal.
        let key = PKey::private_key_from_pem_callback(&octets.key, |_| Ok(0))
            .map_err(|cause| TlsError::NoKey { file: files.key.clone(), cause })?;
        if !leaf.public_key()?.public_eq(&key) {
            return Err(TlsError::Mismatch { certificate: file(), key: files.key.clone() });
        }
        Ok(Self { leaf, chain, key })
    }

    /// Whether browsers that are told `host` take it now.
    pub(super) fn check(&self, files: &Files, host: &str, now: OffsetDateTime) -> Result<(), TlsError> {
        self.check_time(files, now)?;
        if !names::covers(&self.leaf, host) {
            let (file, names) = (files.certificate.clone(), names::listed(&self.leaf));
            return Err(TlsError::OtherHost { file, host: host.to_owned(), names });
        }
        Ok(())
    }

    pub(super) fn check_time(&self, files: &Files, now: OffsetDateTime) -> Result<(), TlsError> {
        let (file, moment) = (|| files.certificate.clone(), Asn1Time::from_unix(now.unix_timestamp())?);
        if self.leaf.not_after().compare(&moment)? != Ordering::Greater {
            return Err(TlsError::Expired { file: file(), at: self.leaf.not_after().to_string() });
        }
        if self.leaf.not_before().compare(&moment)? == Ordering::Greater {
            return Err(TlsError::NotYet { file: file(), at: self.leaf.not_before().to_string() });
        }
        Ok(())
    }

    /// Whether it is that of a keeper, or of a server that asks one.
    pub(super) fn check_usage(&self, files: &Files, side: Side) -> Result<(), TlsError> {
        if self.leaf.extended_key_usage().is_some_and(|usage| usage.contains(side.usage())) {
            return Ok(());
        }
        let (kind, usage) = side.words();
        Err(TlsError::OtherUsage { file: files.certificate.clone(), kind, usage })
    }

    /// Whether each certificate in the file was issued by the next.
    pub(super) fn is_linked(&self) -> bool {
        let issued = std::iter::once(&self.leaf).chain(&self.chain);
        issued.zip(&self.chain).all(|(one, next)| next.issued(one) == X509VerifyResult::OK)
    }

    pub(super) fn not_after(&self) -> Result<OffsetDateTime, TlsError> {
        unix(self.leaf.not_after())
    }

    /// SHA-256 of the certificate, as other tools show it.
    pub(super) fn fingerprint(&self) -> Result<String, TlsError> {
        Ok(data_encoding::HEXLOWER.encode(&self.leaf.digest(MessageDigest::sha256())?))
    }
}

fn unix(at: &Asn1TimeRef) -> Result<OffsetDateTime, TlsError> {
    let since = Asn1Time::from_unix(0)?.diff(at)?;
    let seconds = i64::from(since.days) * 86_400 + i64::from(since.secs);
    Ok(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
}
