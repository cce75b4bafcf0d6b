//! What a person is shown of a token of theirs.

use super::{TokenRecordError, may_of, padded, unpadded, words};
use crate::domain::May;
use crate::domain::scope::{Delivery, Purpose};
use crate::vault::encode::{Reader, lp};
use time::{Date, OffsetDateTime};
use zeroize::Zeroizing;

const VERSION: u8 = 1;
/// Octets of every label: a name, and the longest entityID that keys are made for.
const LENGTH: usize = 2000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub name: String,
    pub may: Vec<May>,
    /// EntityID, purpose and delivery of the key that it gives.
    pub key: Option<(String, Purpose, Delivery)>,
    pub made_on: Date,
    pub expires_at: OffsetDateTime,
}

impl Label {
    pub(super) fn encode(&self) -> Result<Zeroizing<Vec<u8>>, TokenRecordError> {
        let key = self.key.as_ref().map(|(entity_id, purpose, delivery)| {
            lp(&[entity_id.as_bytes(), purpose.as_str().as_bytes(), delivery.word().as_bytes()])
        });
        let octets = Zeroizing::new(lp(&[
            &[VERSION],
            self.name.as_bytes(),
            &words(&self.may),
            &key.unwrap_or_default(),
            &self.made_on.to_julian_day().to_be_bytes(),
            &self.expires_at.unix_timestamp().to_be_bytes(),
        ]));
        let padded = padded(&octets, LENGTH);
        if padded.len() > LENGTH { Err(TokenRecordError::TooLong) } else { Ok(padded) }
    }

    pub(super) fn decode(octets: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(unpadded(octets)?);
        if reader.array()? != [VERSION] {
            return None;
        }
        let label = Self {
            name: reader.text()?,
            may: may_of(reader.part()?)?,
            key: match reader.part()? {
                [] => None,
                key => Some(key_of(key)?),
            },
            made_on: Date::from_julian_day(i32::from_be_bytes(reader.array()?)).ok()?,
            expires_at: OffsetDateTime::from_unix_timestamp(i64::from_be_bytes(reader.array()?)).ok()?,
        };
        reader.is_done().then_some(label)
    }
}

fn key_of(octets: &[u8]) -> Option<(String, Purpose, Delivery)> {
    let mut reader = Reader::new(octets);
    let key = (reader.text()?, Purpose::parse(&reader.text()?).ok()?, Delivery::from_word(&reader.text()?)?);
    reader.is_done().then_some(key)
}
