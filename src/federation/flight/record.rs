//! One record: what a request of a sign-on brought, how far it came, and what was answered. It lies sealed in the database, and
//! holds no name, no identifier and no value of anybody's.

use crate::db::flight::Outcome;
use crate::saml::assertion::MaskedAssertion;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// How the request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Came {
    Redirect,
    Post,
    /// The sign-on began here.
    Here,
    /// The person was asked for something, and came back.
    Back,
}

/// The checks, in the order in which they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    Read,
    Sender,
    Signature,
    Addressed,
    Fresh,
    Endpoint,
    Wishes,
    First,
    Person,
    Answer,
    OnRecord,
}

impl Step {
    pub const ALL: [Self; 11] = [
        Self::Read,
        Self::Sender,
        Self::Signature,
        Self::Addressed,
        Self::Fresh,
        Self::Endpoint,
        Self::Wishes,
        Self::First,
        Self::Person,
        Self::Answer,
        Self::OnRecord,
    ];
}

/// What ended it before an assertion left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub step: Step,
    /// What is wrong, in a sentence.
    pub said: String,
    /// What to do about it.
    pub mend: String,
}

/// What an AuthnRequest says of itself, once it was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub id: String,
    /// Seconds since 1970.
    pub issued: i64,
    pub destination: Option<String>,
    /// Which of the metadata's keys it is signed with.
    pub key: Option<String>,
    /// The address, or the index, at which it wants its answer.
    pub acs: Option<String>,
    pub classes: Vec<String>,
    pub name_id: Option<String>,
    pub attribute_service: Option<u16>,
    pub force: bool,
    pub passive: bool,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub assertion: MaskedAssertion,
    /// What it was encrypted with; `None` where the metadata has no key.
    pub encrypted: Option<String>,
    /// What response, and unless the operator saves that, assertion were signed with.
    pub signed: String,
    pub is_assertion_signed: bool,
}

/// An endpoint of the metadata at which answers can be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    pub index: u16,
    pub binding: String,
    pub location: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flight {
    pub request_id: String,
    /// Microseconds since 1970: when the request came.
    pub at: i64,
    /// Until it was answered, in microseconds.
    pub took: u64,
    pub came: Came,
    pub outcome: String,
    /// Octets of the message, rounded up.
    pub octets: usize,
    /// Whether a RelayState came with it.
    pub relay_state: bool,
    /// The entityID that the message gives; masked where nobody is connected under it.
    pub provider: Option<String>,
    /// What the application is called, where it is connected.
    pub name: Option<String>,
    pub signing_keys: usize,
    pub must_sign: bool,
    pub registered: Vec<Endpoint>,
    pub asked: Option<Asked>,
    /// The request's XML, masked.
    pub xml: Option<String>,
    /// Where the answer goes.
    pub endpoint: Option<String>,
    pub fault: Option<Fault>,
    /// What the person was asked for.
    pub waits: Option<String>,
    pub sent: Option<Sent>,
    /// The audit's pseudonym of the person on this day.
    pub person: Option<String>,
}

/// Octets of a record at most, so that it has its place in one page of the database.
const ROOM: usize = 4092;

impl Flight {
    pub fn outcome(&self) -> Outcome {
        Outcome::from_word(&self.outcome).unwrap_or(Outcome::Unknown)
    }

    pub fn moment(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.at) * 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Nothing of the person, not even the pseudonym.
    pub fn without_person(self) -> Self {
        Self { person: None, ..self }
    }

    /// In as many octets as there is room for: what is long is cut, the XML first.
    pub(super) fn encode(mut self) -> serde_json::Result<Vec<u8>> {
        for cut in 0..=5_u8 {
            let octets = serde_json::to_vec(&self)?;
            if octets.len() <= ROOM {
                return Ok(octets);
            }
            let over = octets.len() - ROOM;
            match cut {
                0 => cut_xml(&mut self.xml, over),
                1 => self.registered.truncate(4),
                2 => self.xml = None,
                3 => shorten(&mut self.sent),
                _ => (self.registered, self.sent) = (Vec::new(), None),
            }
        }
        serde_json::to_vec(&Self { asked: None, fault: None, provider: None, name: None, ..self })
    }
}

fn cut_xml(xml: &mut Option<String>, over: usize) {
    const CUT: &str = "…\n";
    let Some(text) = xml else { return };
    // A character may be written as two.
    let mut end = text.len().saturating_sub(over + over / 2 + 64);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text.push_str(CUT);
}

fn shorten(sent: &mut Option<Sent>) {
    let Some(Sent { assertion, .. }) = sent else { return };
    let kept = assertion.attributes.len().min(6);
    assertion.more += assertion.attributes.len() - kept;
    assertion.attributes.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(length: usize) -> String {
        "\"ä<".chars().cycle().take(length).collect()
    }

    fn flight(length: usize, endpoints: u16) -> Flight {
        let endpoint = |index| Endpoint { index, binding: "HTTP-POST".to_owned(), location: long(200) };
        Flight {
            request_id: "ab2c3d4e".to_owned(),
            at: 1_775_908_800_000_000,
            took: 1500,
            came: Came::Post,
            outcome: Outcome::Stopped.word().to_owned(),
            octets: length,
            relay_state: false,
            provider: Some(long(length.min(1024))),
            name: Some(long(200)),
            signing_keys: 1,
            must_sign: true,
            registered: (0..endpoints).map(endpoint).collect(),
            asked: None,
            xml: Some(long(length)),
            endpoint: None,
            fault: Some(Fault { step: Step::Endpoint, said: long(length.min(400)), mend: long(300) }),
            waits: None,
            sent: None,
            person: None,
        }
    }

    // Threat: a message, or somebody's metadata, is so long that its record is none, or takes pages of the database.
    #[test]
    fn whatever_is_long_the_record_fits_and_reads_back() {
        for (length, endpoints) in [(0, 0), (100, 1), (1500, 8), (40_000, 8), (65_000, 8)] {
            let octets = flight(length, endpoints).encode().unwrap();
            assert!(octets.len() <= ROOM, "{length}: {}", octets.len());
            let read: Flight = serde_json::from_slice(&octets).unwrap();
            assert_eq!((read.request_id.as_str(), read.outcome(), read.octets), ("ab2c3d4e", Outcome::Stopped, length));
        }
        let whole: Flight = serde_json::from_slice(&flight(100, 1).encode().unwrap()).unwrap();
        assert_eq!(whole, flight(100, 1), "control: what is short is whole");
    }
}
