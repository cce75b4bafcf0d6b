//! One record: what a request of a sign-on brought, how far it came, and what was answered. It lies sealed in the database, and
//! holds no name, no identifier and no value of anybody's.

use super::cause::Cause;
use crate::db::flight::Outcome;
use crate::saml::assertion::MaskedAssertion;
use crate::words::{Message, Text};
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    pub step: Step,
    /// What is wrong, in English without an end: for programs, for the terminal, and for other versions of this one.
    pub said: String,
    /// What to do about it, in English.
    pub mend: String,
    /// The same for pages. Records of before have it not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Box<Words>>,
}

/// What is said in the language of whoever reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Words {
    said: Option<Message>,
    mend: Option<Message>,
}

impl Fault {
    pub(super) fn of(cause: Cause) -> Self {
        let Cause { step, said, mend } = cause;
        let words = Words { said: said.message(), mend: mend.message() };
        Self { step, said: said.capital().english(), mend: mend.english(), words: Some(Box::new(words)) }
    }

    /// What is wrong, without an end.
    pub fn said(&self) -> Text {
        said(self.words.as_ref().and_then(|words| words.said.as_ref()), &self.said).capital()
    }

    /// What to do about it.
    pub fn mend(&self) -> Text {
        said(self.words.as_ref().and_then(|words| words.mend.as_ref()), &self.mend)
    }
}

/// A message, or where it was put away without, or is none of this program's, its English.
fn said(message: Option<&Message>, english: &str) -> Text {
    message.and_then(Text::said_again).unwrap_or_else(|| english.into())
}

/// What an AuthnRequest says of itself, once it was verified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub id: String,
    /// Seconds since 1970.
    pub issued: i64,
    pub destination: Option<String>,
    /// Which of the metadata's keys it is signed with.
    pub key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_words: Option<Message>,
    /// The address, or the index, at which it wants its answer.
    pub acs: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acs_index: Option<u16>,
    pub classes: Vec<String>,
    pub name_id: Option<String>,
    pub attribute_service: Option<u16>,
    pub force: bool,
    pub passive: bool,
}

impl Asked {
    /// Which of the metadata's keys it is signed with, for people who compare.
    pub(super) fn key(&self) -> Option<Text> {
        self.key.as_deref().map(|key| said(self.key_words.as_ref(), key))
    }
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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// What the person was asked for, in English.
    pub waits: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_words: Option<Message>,
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

    /// What the person was asked for.
    pub fn waits(&self) -> Option<Text> {
        self.waits.as_deref().map(|english| said(self.waits_words.as_ref(), english))
    }

    /// Why it went no further, in a few words; nothing where it did.
    pub fn why(&self) -> Text {
        self.fault.as_ref().map(Fault::said).or_else(|| self.waits()).unwrap_or_default()
    }

    /// Nothing of the person, not even the pseudonym.
    pub fn without_person(self) -> Self {
        Self { person: None, ..self }
    }

    /// In as many octets as there is room for: what is long is cut, the XML first.
    pub(super) fn encode(mut self) -> serde_json::Result<Vec<u8>> {
        for cut in 0..=6_u8 {
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
                4 => (self.registered, self.sent) = (Vec::new(), None),
                _ => self.leave_english(),
            }
        }
        serde_json::to_vec(&Self { asked: None, fault: None, provider: None, name: None, ..self })
    }
}

impl Flight {
    /// Without the words of other languages.
    fn leave_english(&mut self) {
        self.waits_words = None;
        if let Some(fault) = &mut self.fault {
            fault.words = None;
        }
        if let Some(asked) = &mut self.asked {
            asked.key_words = None;
        }
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
    use crate::say;
    use crate::words::{Language, said_in};
    use std::sync::Arc;

    /// What a program of before this one reads, and writes.
    #[derive(Debug, Serialize, Deserialize)]
    struct OfBefore {
        request_id: String,
        fault: Option<FaultOfBefore>,
        waits: Option<String>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct FaultOfBefore {
        step: Step,
        said: String,
        mend: String,
    }

    fn long(length: usize) -> String {
        "\"ä<".chars().cycle().take(length).collect()
    }

    fn cause(address: &str) -> Cause {
        let said = say("cause-unregistered-url").with("address", address);
        Cause { step: Step::Endpoint, said, mend: say("mend-registered-address") }
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
            fault: Some(Fault::of(cause(&long(length.min(400))))),
            waits: None,
            waits_words: None,
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

    // What is sealed is read by whoever comes: another language, the program of before, the one after.
    #[test]
    fn a_cause_is_said_in_the_language_of_whoever_reads_and_programs_of_before_read_english() {
        let file = "cause-unregistered-url = die Adresse { $address } ist nicht die richtige\n\
                    mend-registered-address = Nimm eine andere.\n";
        let (german, faults) = Language::other("de".parse().unwrap(), file.to_owned());
        assert_eq!(faults, []);
        let german = Some(Arc::new(german));
        let octets =
            Flight { fault: Some(Fault::of(cause("https://a.example/<b>"))), ..flight(100, 1) }.encode().unwrap();
        let read: Flight = serde_json::from_slice(&octets).unwrap();
        let fault = read.fault.unwrap();
        let said = said_in(german.clone(), || (fault.said().plain(), fault.mend().plain()));
        assert_eq!(
            (&*said.0, &*said.1),
            ("Die Adresse https://a.example/<b> ist nicht die richtige", "Nimm eine andere.")
        );
        let written = said_in(german.clone(), || fault.said().to_string());
        assert!(written.contains("&#60;b&#62;"), "what it quotes is text: {written}");
        assert_eq!((fault.said().english(), fault.mend().english()), (fault.said.clone(), fault.mend.clone()));

        let before: OfBefore = serde_json::from_slice(&octets).unwrap();
        let of_before = before.fault.unwrap();
        assert!(
            of_before.said.starts_with("The AssertionConsumerService address that it asks for, https://a.example/<b>")
        );
        assert_eq!(of_before.mend, fault.mend);
        // And the other way round; a message that this program does not have is English too.
        let of_before = serde_json::from_value::<Fault>(serde_json::to_value(of_before).unwrap()).unwrap();
        let unknown = serde_json::to_string(&fault).unwrap().replace("cause-unregistered-url", "cause-of-later");
        for english in [of_before, serde_json::from_str(&unknown).unwrap()] {
            assert_eq!(said_in(german.clone(), || english.said().plain()), fault.said);
        }
    }
}
