//! From what was seen of a request to its record: the words are put together here, off the way of the request.

use super::cause::{self, Cause};
use super::record::{Asked, Came, Endpoint, Fault, Flight, Sent, Step};
use super::seen::{Seen, Trail, Unfound};
use crate::db::flight::Outcome;
use crate::domain::SigningAlgorithm;
use crate::federation::ServiceProvider;
use crate::federation::said::key_in_words;
use crate::saml::assertion::{AssertionContent, MaskedAssertion};
use crate::saml::authn_request::AuthnRequest;
use crate::saml::encrypt::EncryptionKey;
use crate::saml::masked;
use crate::saml::signature::Credential;
use crate::saml::unmet::Unmet;
use crate::saml::verify_request::Verified;
use crate::say;
use crate::words::Text;
use data_encoding::HEXLOWER;
use std::sync::Arc;

/// Endpoints of the metadata that are named.
const ENDPOINTS: usize = 8;
/// A text of somebody's metadata is cut here.
const TEXT: usize = 200;
/// A message's size is rounded up to this many octets: the exact one, less what is shown of it, is how long a single hidden value is.
const STEP: usize = 256;

/// How a request ended.
#[derive(Debug)]
pub(in crate::federation) enum Ended {
    Answered(Box<Answered>),
    Refused {
        step: Step,
        unmet: Unmet,
        endpoint: String,
    },
    Stopped(Cause),
    /// For this the person was asked.
    Waiting(Text),
}

#[derive(Debug)]
pub(in crate::federation) struct Answered {
    pub assertion: MaskedAssertion,
    pub algorithm: SigningAlgorithm,
    pub is_assertion_signed: bool,
    pub pseudonym: [u8; 32],
}

impl Answered {
    pub(crate) fn of(
        content: &AssertionContent,
        sp: &ServiceProvider,
        credential: &Credential,
        pseudonym: [u8; 32],
    ) -> Self {
        Self {
            assertion: MaskedAssertion::of(content),
            algorithm: credential.algorithm(),
            is_assertion_signed: !sp.options().skip_assertion_signature,
            pseudonym,
        }
    }
}

/// A request that has ended, on its way to the recorder.
#[derive(Debug)]
pub(in crate::federation) struct Landed {
    pub seen: Arc<Seen>,
    pub trail: Trail,
    pub ended: Ended,
    pub took: std::time::Duration,
}

impl Landed {
    pub(super) fn outcome(&self) -> Outcome {
        match &self.ended {
            Ended::Answered(_) => Outcome::Answered,
            Ended::Refused { .. } => Outcome::Refused,
            Ended::Stopped(_) if self.seen.sp.is_some() || self.seen.unfound.is_some_and(is_registered) => {
                Outcome::Stopped
            }
            Ended::Stopped(_) => Outcome::Unknown,
            Ended::Waiting(_) => Outcome::Waiting,
        }
    }

    /// Under which service provider it is listed: the one that it says it is from.
    pub(super) fn provider(&self) -> &str {
        let claimed = self.seen.issuer.as_deref().unwrap_or_default();
        self.seen.sp.as_ref().map_or(claimed, |sp| sp.entity_id())
    }

    pub(super) fn micros(&self) -> i64 {
        i64::try_from(self.seen.at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
    }

    pub(super) fn record(self) -> Flight {
        let (outcome, at) = (self.outcome().word().to_owned(), self.micros());
        let Self { seen, ended, took, .. } = self;
        let sp = seen.sp.as_deref();
        let provider = match sp {
            Some(sp) => Some(sp.entity_id().to_owned()),
            None => seen.issuer.as_deref().map(masked::address),
        };
        let mut flight = Flight {
            request_id: seen.request_id.clone(),
            at,
            took: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            came: seen.came,
            outcome,
            octets: seen.xml.len().next_multiple_of(STEP),
            relay_state: seen.relay_state,
            provider,
            name: sp.map(|sp| cut(sp.name())),
            signing_keys: sp.map_or(0, |sp| sp.metadata().signing_keys.len()),
            must_sign: sp.is_some_and(|sp| sp.metadata().authn_requests_signed),
            registered: Vec::new(),
            asked: seen.request.as_ref().map(|request| asked(request, sp)),
            xml: masked::request(&seen.xml).filter(|_| seen.came != Came::Back),
            endpoint: None,
            fault: None,
            waits: None,
            waits_words: None,
            sent: None,
            person: None,
        };
        flight.end(ended, sp);
        flight
    }
}

fn is_registered(unfound: Unfound) -> bool {
    unfound != Unfound::NotConnected
}

impl Flight {
    fn end(&mut self, ended: Ended, sp: Option<&ServiceProvider>) {
        match ended {
            Ended::Answered(answered) => {
                self.endpoint = Some(cut(&answered.assertion.recipient));
                self.person = Some(HEXLOWER.encode(&answered.pseudonym));
                self.sent = Some(Sent {
                    encrypted: sp.and_then(|sp| sp.metadata().encryption_key()).map(EncryptionKey::to_string),
                    signed: answered.algorithm.to_string(),
                    is_assertion_signed: answered.is_assertion_signed,
                    assertion: answered.assertion,
                });
            }
            Ended::Refused { step, unmet, endpoint } => {
                self.endpoint = Some(cut(&endpoint));
                self.fault = Some(Fault::of(cause::of_refusal(step, unmet)));
            }
            Ended::Stopped(cause) => {
                if cause.step == Step::Endpoint {
                    self.registered = sp.map(registered).unwrap_or_default();
                }
                self.fault = Some(Fault::of(cause));
            }
            Ended::Waiting(what) => (self.waits, self.waits_words) = (Some(what.english()), what.message()),
        }
    }
}

fn registered(sp: &ServiceProvider) -> Vec<Endpoint> {
    let acs = sp.metadata().acs().iter().take(ENDPOINTS);
    acs.map(|one| Endpoint { index: one.index, binding: cut(one.binding.name()), location: cut(&one.location) })
        .collect()
}

fn asked(request: &Verified<AuthnRequest>, sp: Option<&ServiceProvider>) -> Asked {
    let key = request.signed_by().map(|place| {
        let key = sp.and_then(|sp| sp.metadata().signing_keys.get(place));
        key.map_or_else(|| say("flight-passed-some-key"), key_in_words)
    });
    let context = request.requested_authn_context.as_ref();
    let index = request.acs_index.map(|index| format!("index {index}"));
    Asked {
        id: request.header.id.clone(),
        issued: request.header.issue_instant.unix_timestamp(),
        destination: request.header.destination.as_deref().map(masked::address),
        key_words: key.as_ref().and_then(Text::message),
        key: key.map(|key| key.english()),
        acs_index: request.acs_index,
        acs: request.acs_url.as_deref().map(masked::address).or(index),
        classes: context
            .map(|context| context.classes.iter().take(6).map(|class| masked::address(class)).collect())
            .unwrap_or_default(),
        name_id: request.name_id_policy.as_ref().and_then(|policy| policy.format.as_deref()).map(masked::address),
        attribute_service: request.attribute_consuming_service_index,
        force: request.force_authn,
        passive: request.is_passive,
    }
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(TEXT).collect()
}
