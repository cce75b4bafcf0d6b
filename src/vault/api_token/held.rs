//! What a token holds.

use super::{TokenRecordError, may_of, padded, unpadded, words};
use crate::domain::scope::{Delivery, KeyNumber, Purpose};
use crate::domain::{AccountId, May, Secret};
use crate::vault::encode::{Reader, lp};
use crate::vault::scoped_key::ScopedKey;
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

const VERSION: u8 = 1;
/// With what an administrator's has behind it.
const OF_CONSOLE: u8 = 2;
/// Octets of the record are a multiple of these.
const STEP: usize = 4000;
/// And at most these: as many generations of keys as anybody comes to have.
const LONGEST: usize = 40_000;

/// Whose token it is, what it is for, until when, and the keys for that.
#[derive(Debug)]
pub struct Held {
    pub account: AccountId,
    pub may: Vec<May>,
    pub expires_at: OffsetDateTime,
    /// The public key of the person's inbox: who began again has another.
    pub inbox: [u8; 32],
    /// Of the data seed that the person's keys followed from, and what is sealed to them.
    pub generation: u32,
    pub files_public: [u8; 32],
    pub slips_public: [u8; 32],
    /// What recipients are told who sent something; empty unless it may send.
    pub known_as: String,
    /// Private keys, newest first; none unless it may open.
    pub files: Vec<Secret<32>>,
    /// None unless it may send, read or open.
    pub slips: Vec<Secret<32>>,
    pub key: Option<HeldKey>,
    /// Of a token for the console alone.
    pub console: Option<HeldInbox>,
}

/// By which an administrator's roles are read at each request: what an organisation says of them lies in their inbox.
#[derive(Debug)]
pub struct HeldInbox {
    pub private: Secret<32>,
    /// The version that was seen when the token was made: an inbox below it was put back.
    pub seen: u64,
}

/// The keys of one application for one purpose.
#[derive(Debug)]
pub struct HeldKey {
    pub entity_id: String,
    pub purpose: Purpose,
    pub delivery: Delivery,
    /// Newest first.
    pub keys: Vec<ScopedKey>,
}

impl Held {
    pub(super) fn encode(&self) -> Result<Zeroizing<Vec<u8>>, TokenRecordError> {
        let key = self.key.as_ref().map(HeldKey::encode).unwrap_or_default();
        let (may, files, slips) = (words(&self.may), list(&self.files), list(&self.slips));
        let (expires_at, generation) = (self.expires_at.unix_timestamp().to_be_bytes(), self.generation.to_be_bytes());
        let console = self.console.as_ref().map(HeldInbox::encode);
        let version = [if console.is_some() { OF_CONSOLE } else { VERSION }];
        let mut parts: Vec<&[u8]> =
            vec![&version, self.account.as_bytes(), &may, &expires_at, &self.inbox, &generation];
        parts.extend([&self.files_public, &self.slips_public, self.known_as.as_bytes(), &files, &slips, &key]);
        parts.extend(console.as_ref().map(|console| console.as_slice()));
        let octets = Zeroizing::new(lp(&parts));
        let padded = padded(&octets, STEP);
        if padded.len() > LONGEST { Err(TokenRecordError::TooLong) } else { Ok(padded) }
    }

    pub(super) fn decode(octets: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(unpadded(octets)?);
        let is_of_console = match reader.array()? {
            [VERSION] => false,
            [OF_CONSOLE] => true,
            _ => return None,
        };
        let held = Self {
            account: AccountId(Uuid::from_bytes(reader.array()?)),
            may: may_of(reader.part()?)?,
            expires_at: OffsetDateTime::from_unix_timestamp(i64::from_be_bytes(reader.array()?)).ok()?,
            inbox: reader.array()?,
            generation: u32::from_be_bytes(reader.array()?),
            files_public: reader.array()?,
            slips_public: reader.array()?,
            known_as: reader.text()?,
            files: secrets(reader.part()?)?,
            slips: secrets(reader.part()?)?,
            key: match reader.part()? {
                [] => None,
                key => Some(HeldKey::decode(key)?),
            },
            console: if is_of_console { Some(HeldInbox::decode(reader.part()?)?) } else { None },
        };
        reader.is_done().then_some(held)
    }
}

impl HeldInbox {
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(lp(&[self.private.expose(), &self.seen.to_be_bytes()]))
    }

    fn decode(octets: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(octets);
        let private = Secret::new(reader.array()?);
        let seen = u64::from_be_bytes(reader.array()?);
        reader.is_done().then_some(Self { private, seen })
    }
}

impl HeldKey {
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let one = |key: &ScopedKey| {
            let KeyNumber { generation, epoch } = key.number;
            Zeroizing::new(lp(&[&generation.to_be_bytes(), &epoch.to_be_bytes(), key.key.expose()]))
        };
        let keys: Vec<Zeroizing<Vec<u8>>> = self.keys.iter().map(one).collect();
        let keys: Vec<&[u8]> = keys.iter().map(|key| key.as_slice()).collect();
        let (purpose, delivery) = (self.purpose.as_str().as_bytes(), self.delivery.word().as_bytes());
        Zeroizing::new(lp(&[self.entity_id.as_bytes(), purpose, delivery, &Zeroizing::new(lp(&keys))]))
    }

    fn decode(octets: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(octets);
        let (entity_id, purpose) = (reader.text()?, Purpose::parse(&reader.text()?).ok()?);
        let delivery = Delivery::from_word(&reader.text()?)?;
        let one = |octets: &[u8]| {
            let mut reader = Reader::new(octets);
            let generation = u32::from_be_bytes(reader.array()?);
            let epoch = u32::from_be_bytes(reader.array()?);
            let key = Secret::new(reader.array()?);
            reader.is_done().then_some(ScopedKey { number: KeyNumber { generation, epoch }, key })
        };
        let keys = Reader::new(reader.part()?).rest()?.into_iter().map(one).collect::<Option<_>>()?;
        reader.is_done().then_some(Self { entity_id, purpose, delivery, keys })
    }
}

fn list(secrets: &[Secret<32>]) -> Zeroizing<Vec<u8>> {
    let all: Vec<&[u8]> = secrets.iter().map(|one| one.expose().as_slice()).collect();
    Zeroizing::new(lp(&all))
}

fn secrets(octets: &[u8]) -> Option<Vec<Secret<32>>> {
    Reader::new(octets).rest()?.into_iter().map(Secret::from_slice).collect()
}
