//! What a certificate says besides its key: for people to compare, never to decide by (MDIOP §2.6.1).

use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::error::ErrorStack;
use openssl::x509::X509;
use std::fmt;
use time::OffsetDateTime;

/// Dates and fingerprint of the certificate that a key came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    pub not_before: OffsetDateTime,
    pub not_after: OffsetDateTime,
    /// SHA-256 of its DER.
    pub fingerprint: [u8; 32],
}

impl CertificateFacts {
    /// Its fingerprint, as tools print it: `AB:CD:…`.
    pub fn shown_fingerprint(&self) -> String {
        Fingerprint(&self.fingerprint).to_string()
    }

    /// `None` when its dates cannot be read; the key counts all the same.
    pub(super) fn of(certificate: &X509, der: &[u8]) -> Option<Self> {
        Some(Self {
            not_before: moment(certificate.not_before()).ok().flatten()?,
            not_after: moment(certificate.not_after()).ok().flatten()?,
            fingerprint: openssl::sha::sha256(der),
        })
    }
}

impl fmt::Display for CertificateFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.not_before.date(), self.not_after.date());
        write!(f, "certificate of {from} to {until}, SHA-256 {}", Fingerprint(&self.fingerprint))
    }
}

/// As tools print it: `AB:CD:…`.
pub(super) struct Fingerprint<'a>(pub(super) &'a [u8; 32]);

impl fmt::Display for Fingerprint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, octet) in self.0.iter().enumerate() {
            write!(f, "{}{octet:02X}", if index == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

fn moment(time: &Asn1TimeRef) -> Result<Option<OffsetDateTime>, ErrorStack> {
    let since = Asn1Time::from_unix(0)?.diff(time)?;
    let seconds = i64::from(since.days) * 86_400 + i64::from(since.secs);
    Ok(OffsetDateTime::from_unix_timestamp(seconds).ok())
}
