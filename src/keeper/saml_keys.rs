//! What everyone may know of the SAML keys: which there are, which of them is in use, and since when. How that travels in
//! a frame stands here too. Knows no private key.

use super::protocol::{Reader, Writer};
use super::saml_kind::SamlKeyKind;
use crate::vault::derive::sha256;
use data_encoding::HEXLOWER;
use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::x509::X509;
use std::fmt;
use time::OffsetDateTime;

/// Keys that a keeper holds at most: as many as one frame tells of.
pub(super) const MOST_KEYS: usize = 32;

/// Which key: SHA-256 of its certificate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SamlKeyId(pub [u8; 32]);

/// What a key is for. In the order in which those of one kind are published: the one in use first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SamlKeyState {
    /// Signs. One of each algorithm does. Of those for decryption, the one that metadata gives.
    InUse,
    /// Is published and signs nothing yet, so that service providers know it before it does. At most one of each kind is. For
    /// decryption: every keeper is to have it before metadata gives it.
    Published,
    /// Signed until another took its place, and is still published: what it signed last has to be accepted. For decryption:
    /// metadata no longer gives it, and whoever has older metadata still encrypts to it.
    Former,
}

/// A key without its octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SamlKeyFacts {
    pub id: SamlKeyId,
    pub kind: SamlKeyKind,
    pub state: SamlKeyState,
    /// Since when this keeper has it. To the second, like the others.
    pub published: OffsetDateTime,
    /// Since when it has been in use, if it has.
    pub used: Option<OffsetDateTime>,
    /// Since when it no longer has.
    pub former: Option<OffsetDateTime>,
}

/// All keys at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamlKeys {
    /// How many steps they have taken: of two lists the one of more steps is the newer.
    pub step: u32,
    /// In the order in which they are published.
    pub keys: Vec<SamlKeyFacts>,
}

/// A key with the certificate that carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamlCertificate {
    pub facts: SamlKeyFacts,
    /// X.509, DER.
    pub der: Vec<u8>,
}

impl SamlKeyId {
    /// Of a certificate, DER.
    pub fn of(certificate: &[u8]) -> Self {
        Self(sha256(certificate))
    }

    /// Its first four octets: tells the few keys of a fleet apart, for [`KeyName`](super::KeyName).
    pub fn number(self) -> u32 {
        let [a, b, c, d, ..] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl fmt::Display for SamlKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for SamlKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl SamlKeyFacts {
    pub fn is(&self, kind: impl Into<SamlKeyKind>, state: SamlKeyState) -> bool {
        self.kind == kind.into() && self.state == state
    }

    /// Where it stands among the others. Those of one kind stand together: there is software (samael 0.0.22) that tries one
    /// after the other, and gives up at one of another kind than the signature's.
    pub fn place(&self) -> (SamlKeyKind, SamlKeyState) {
        (self.kind, self.state)
    }

    fn put(&self, to: &mut Writer<'_>) {
        let seconds = |moment: Option<OffsetDateTime>| moment.map_or(0, OffsetDateTime::unix_timestamp).to_be_bytes();
        to.put(&[self.kind.octet(), self.state.octet()]);
        to.put(&self.id.0);
        for moment in [Some(self.published), self.used, self.former] {
            to.put(&seconds(moment));
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (kind, state) = (SamlKeyKind::of_octet(from.u8()?)?, SamlKeyState::of_octet(from.u8()?)?);
        let id = SamlKeyId(from.take()?);
        let mut moment = || {
            let seconds = i64::from_be_bytes(from.take()?);
            OffsetDateTime::from_unix_timestamp(seconds).ok()
        };
        let mut moments =
            [moment()?, moment()?, moment()?].into_iter().map(|at| at.unix_timestamp().ne(&0).then_some(at));
        let published = moments.next()??;
        Some(Self { id, kind, state, published, used: moments.next()?, former: moments.next()? })
    }
}

impl SamlKeys {
    pub(super) fn put(&self, to: &mut Writer<'_>) {
        to.put(&self.step.to_be_bytes());
        to.put(&[u8::try_from(self.keys.len()).unwrap_or(u8::MAX)]);
        self.keys.iter().for_each(|key| key.put(to));
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (step, count) = (from.u32()?, from.u8()?);
        let keys = (0..count).map(|_| SamlKeyFacts::read(from)).collect::<Option<Vec<_>>>()?;
        Some(Self { step, keys })
    }
}

impl SamlKeyState {
    fn octet(self) -> u8 {
        match self {
            Self::InUse => 1,
            Self::Published => 2,
            Self::Former => 3,
        }
    }

    fn of_octet(octet: u8) -> Option<Self> {
        [Self::InUse, Self::Published, Self::Former].into_iter().find(|state| state.octet() == octet)
    }
}

impl SamlCertificate {
    pub fn is_in_use(&self) -> bool {
        self.facts.state == SamlKeyState::InUse
    }

    /// When the certificate is over.
    pub fn not_after(&self) -> Option<OffsetDateTime> {
        moment(X509::from_der(&self.der).ok()?.not_after())
    }
}

/// When a certificate begins.
pub(super) fn not_before(certificate: &[u8]) -> Option<OffsetDateTime> {
    moment(X509::from_der(certificate).ok()?.not_before())
}

fn moment(time: &Asn1TimeRef) -> Option<OffsetDateTime> {
    let since = Asn1Time::from_unix(0).ok()?.diff(time).ok()?;
    OffsetDateTime::from_unix_timestamp(i64::from(since.days) * 86_400 + i64::from(since.secs)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::protocol::{Frame, Header, Operation};
    use crate::keeper::testing::NOW;
    use time::Duration;

    fn facts(octet: u8, state: SamlKeyState) -> SamlKeyFacts {
        let former = (state == SamlKeyState::Former).then_some(NOW + Duration::DAY);
        let used = (state != SamlKeyState::Published).then_some(NOW);
        let kind = SamlKeyKind::ALL[usize::from(octet) % 3];
        SamlKeyFacts { id: SamlKeyId([octet; 32]), kind, state, published: NOW, used, former }
    }

    #[test]
    fn the_longest_list_goes_through_a_frame_and_comes_back() {
        use SamlKeyState::{Former, InUse, Published};
        let keys = (0..32).map(|n| facts(n, [InUse, Published, Former][usize::from(n) % 3])).collect();
        let keys = SamlKeys { step: 7, keys };
        assert_eq!(keys.keys.len(), MOST_KEYS);
        let mut frame = Frame::new(Header { operation: Operation::SamlKeys, outcome: 0, alarms: 0, number: 0 });
        let mut fields = frame.writer();
        keys.put(&mut fields);
        assert!(fields.fits());
        let mut fields = frame.reader();
        assert_eq!(SamlKeys::read(&mut fields), Some(keys));
        assert!(fields.end().is_some());
    }
}
