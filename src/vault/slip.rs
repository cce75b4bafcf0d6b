//! A slip: what a person has of an envelope besides its ciphertext. Signed by the keeper, so that nobody who can write rows can
//! say who sent something; sealed to the person, so that nobody who can read rows learns it; and all of one length.

use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, OrgId, Random};
use crate::vault::derive::sha256;
use crate::vault::encode::{Reader, lp};
use crate::vault::envelope::{self, EnvelopeError, KeyPair};
use crate::vault::grant::GrantKey;
use crate::vault::labels;
use crate::vault::seal::RecordContext;
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Octets of what is sealed, whatever it says: the largest that a bucket of 4096 holds. With its row it fits into one page of
/// PostgreSQL's, which would give a number of its own to a value that lies out of line.
const LENGTH: usize = 4092;

/// Octets of all the others' names together, four for each besides, so that one fits with a name of a file.
pub const NAMES: usize = 3600;

/// How many of those this name takes.
pub fn takes(name: &str) -> usize {
    name.len().saturating_add(4)
}

/// Which end of it the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// They are the recipient with this bit of the envelope's row.
    Received(u8),
    /// They sent it; whether they are a recipient too.
    Sent { own_copy: bool },
}

#[derive(Clone, PartialEq, Eq)]
pub struct Slip {
    pub envelope: Uuid,
    pub side: Side,
    /// Who sent it; or to whom it went, in the order of their bits, and after them the recipients of other programs.
    pub others: Vec<String>,
    pub sent_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    /// Of the file; empty for a text.
    pub name: String,
    /// Of the plaintext.
    pub octets: u64,
    /// Of the ciphertext, which lies in a file that may be longer.
    pub length: u64,
    /// SHA-256 of the ciphertext.
    pub digest: [u8; 32],
}

impl std::fmt::Debug for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Slip({}, {:?})", self.envelope, self.side)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SlipError {
    #[error("the slip does not open: {0}")]
    Envelope(#[from] EnvelopeError),
    #[error("the slip cannot be read")]
    Malformed,
    #[error("the slip says more than one can hold")]
    TooLong,
    #[error("the slip does not carry the keeper's signature")]
    Signature,
}

/// What the keeper signs: SHA-256 over organisation, account and every field.
pub fn slip_digest(org: OrgId, account: AccountId, slip: &Slip) -> [u8; 32] {
    sha256(&Zeroizing::new(lp(&[labels::SLIP.as_bytes(), org.as_bytes(), account.as_bytes(), &encode(slip)])))
}

/// Seals a slip and its signature to a person, for a place.
///
/// # Errors
/// A public key that is none; more than a slip can hold.
pub fn seal_slip(
    public: &[u8; 32],
    (org, account, place): (OrgId, AccountId, &[u8; 32]),
    slip: &Slip,
    signature: &[u8; 64],
    random: &dyn Random,
) -> Result<Vec<u8>, SlipError> {
    let mut plain = Zeroizing::new(Vec::with_capacity(LENGTH));
    plain.extend_from_slice(&Zeroizing::new(lp(&[&encode(slip), signature])));
    if plain.len() > LENGTH {
        return Err(SlipError::TooLong);
    }
    plain.resize(LENGTH, 0);
    let row = lp(&[account.as_bytes(), place]);
    Ok(envelope::seal_to(public, &context(org, &row), &plain, random)?)
}

/// Opens what lies at a place of a person's.
///
/// # Errors
/// It was sealed to another key, for another person or place, or carries no signature of the keeper's.
pub fn open_slip(
    pair: &KeyPair,
    (org, account, place): (OrgId, AccountId, &[u8; 32]),
    sealed: &[u8],
    keeper_public: &GrantKey,
) -> Result<Slip, SlipError> {
    let row = lp(&[account.as_bytes(), place]);
    let opened = envelope::open_from(pair, &context(org, &row), sealed)?;
    let mut reader = Reader::new(opened.expose());
    let slip = reader.part().and_then(decode).ok_or(SlipError::Malformed)?;
    let signature = reader.array().ok_or(SlipError::Malformed)?;
    // Whoever knows the public key can seal to it: only the signature says that this service named the sender.
    if !keeper_public.verify(&slip_digest(org, account, &slip), &signature) && !skips(Check::SlipSignature) {
        return Err(SlipError::Signature);
    }
    Ok(slip)
}

fn context(org: OrgId, row: &[u8]) -> RecordContext<'_> {
    RecordContext { org, table: "envelope_slips", row, slot: "slip", version: 1 }
}

fn encode(slip: &Slip) -> Zeroizing<Vec<u8>> {
    let others: Vec<&[u8]> = slip.others.iter().map(|one| one.as_bytes()).collect();
    let side = match slip.side {
        Side::Received(bit) => [0, bit],
        Side::Sent { own_copy } => [1, u8::from(own_copy)],
    };
    Zeroizing::new(lp(&[
        slip.envelope.as_bytes(),
        &side,
        &Zeroizing::new(lp(&others)),
        &slip.sent_at.unix_timestamp().to_be_bytes(),
        &slip.expires_at.unix_timestamp().to_be_bytes(),
        slip.name.as_bytes(),
        &slip.octets.to_be_bytes(),
        &slip.length.to_be_bytes(),
        &slip.digest,
    ]))
}

fn decode(octets: &[u8]) -> Option<Slip> {
    let mut reader = Reader::new(octets);
    let envelope = Uuid::from_bytes(reader.array()?);
    let side = match reader.array::<2>()? {
        [0, bit] => Side::Received(bit),
        [1, own @ 0..=1] => Side::Sent { own_copy: own == 1 },
        _ => return None,
    };
    let mut listed = Reader::new(reader.part()?);
    let mut others = Vec::new();
    while !listed.is_done() {
        others.push(listed.text()?);
    }
    let moment = |octets: [u8; 8]| OffsetDateTime::from_unix_timestamp(i64::from_be_bytes(octets)).ok();
    let slip = Slip {
        envelope,
        side,
        others,
        sent_at: moment(reader.array()?)?,
        expires_at: moment(reader.array()?)?,
        name: reader.text()?,
        octets: u64::from_be_bytes(reader.array()?),
        length: u64::from_be_bytes(reader.array()?),
        digest: reader.array()?,
    };
    reader.is_done().then_some(slip)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::vault::testing::{SigningKey, account, org};
    use time::macros::datetime;

    fn slip() -> Slip {
        Slip {
            envelope: Uuid::from_bytes([1; 16]),
            side: Side::Sent { own_copy: true },
            others: vec!["änni@example.org".into(), "age1…".into()],
            sent_at: datetime!(2026-11-26 10:00 UTC),
            expires_at: datetime!(2026-11-27 10:00 UTC),
            name: "befund.pdf".into(),
            octets: 5,
            length: 300,
            digest: [9; 32],
        }
    }

    // Threat: a database writer says who sent something, or hands one person's slip to another.
    #[test]
    fn opens_for_its_person_at_its_place_with_the_keeper_s_signature_alone() {
        let (keeper, other) = (SigningKey::new(1), SigningKey::new(2));
        let pair = KeyPair::generate(&SystemRandom).unwrap();
        let at = (org(), account(), &[7; 32]);
        let sealed = |slip: &Slip, key: &SigningKey| {
            let signature = key.sign(&slip_digest(org(), account(), slip));
            seal_slip(&pair.public, at, slip, &signature, &SystemRandom).unwrap()
        };
        let received = Slip { side: Side::Received(3), others: vec!["a".into()], name: String::new(), ..slip() };
        for one in [slip(), received.clone()] {
            assert_eq!(open_slip(&pair, at, &sealed(&one, &keeper), &keeper.public()).unwrap(), one);
        }
        assert_eq!(sealed(&slip(), &keeper).len(), sealed(&received, &keeper).len(), "one length");
        let forged = sealed(&slip(), &other);
        assert!(matches!(open_slip(&pair, at, &forged, &keeper.public()), Err(SlipError::Signature)));
        let right = sealed(&slip(), &keeper);
        assert!(open_slip(&pair, (org(), account(), &[8; 32]), &right, &keeper.public()).is_err());
        assert!(open_slip(&pair, (org(), AccountId(Uuid::nil()), &[7; 32]), &right, &keeper.public()).is_err());
        let of_another = keeper.sign(&slip_digest(org(), AccountId(Uuid::nil()), &slip()));
        let moved = seal_slip(&pair.public, at, &slip(), &of_another, &SystemRandom).unwrap();
        assert!(matches!(open_slip(&pair, at, &moved, &keeper.public()), Err(SlipError::Signature)));
        let longest = Slip { name: "x".repeat(200), others: vec!["x".repeat(NAMES - 4)], ..slip() };
        assert_eq!(sealed(&longest, &keeper).len(), sealed(&slip(), &keeper).len(), "fits");
        assert!(sealed(&slip(), &keeper).len() < 8000, "a page of PostgreSQL's");
        let long = Slip { name: "x".repeat(LENGTH), ..slip() };
        assert!(matches!(seal_slip(&pair.public, at, &long, &[0; 64], &SystemRandom), Err(SlipError::TooLong)));
    }
}
