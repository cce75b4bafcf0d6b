//! Service providers, what each may be told, and the sign-on that tells it.
//!
//! Uses `saml`, `sign_in`'s proof of who is signed in, `keys`, `keeper`, `db` and `audit`. Knows no page.

mod answer;
mod approvals;
mod authn_context;
mod by_program;
mod cache;
mod candidate;
mod catalogue;
mod check;
pub mod declared;
mod decryption;
mod describe;
mod difference;
mod facts;
pub mod flight;
mod key_dates;
mod key_delivery;
pub(crate) mod key_steps;
mod leaving;
mod logout;
mod logout_error;
mod logout_message;
mod maker;
mod meaning;
mod metadata;
mod name_id;
mod notes;
mod often;
mod on_file;
mod options;
mod page_asks;
mod page_keys;
mod participants;
mod partner;
mod preview;
mod program_keys;
mod publisher;
mod recorded;
mod registration;
mod registry;
mod release;
mod rollover;
mod said;
mod scope_rows;
mod scopes;
mod service_provider;
mod sign_on;
mod signing_keys;
mod subscription;
mod to_record;
mod trial;
mod words;
mod writing;

pub use crate::db::service_provider::Behind;
pub use crate::saml::attribute::{full_name, is_a_name, short_name, short_names};
pub use crate::saml::logout::Outcome as LogoutOutcome;
pub use crate::saml::metadata::About;
pub use answer::{AnswerError, Posted};
pub use approvals::{
    ApprovalError, Changed, Counted, Diff, Outcome, SETTLED, Standing as ProposalStanding, WAITS, Waiting,
};
pub use authn_context::Standing;
pub use by_program::{ByProgramError, Saw};
pub use candidate::{Candidate, Choices, ProvedError, Registered};
pub use catalogue::{Catalogue, Listed, Offered, State as ListedState};
pub use check::{Line, Mark, Section, count as count_marks};
pub use declared::{Declaration, Declared, DeclaredError, Plan};
pub use decryption::EnsureKeyError;
pub use difference::{Difference, Line as DifferenceLine};
pub use key_dates::{KeyDate, KeyDates};
pub use key_delivery::KeyQuestion;
pub use key_steps::{KeyLine, KeyStepError, KeysHeld};
pub use leaving::{Leaving, LogoutState};
#[cfg(test)]
pub(crate) use leaving::{answer_mark, place as logout_place};
pub use logout::{AskedLogout, Browser, Left, LogoutArrival};
pub use logout_error::{LogoutError, NothingEnded};
pub use logout_message::Sent;
pub use maker::MakerError;
pub use on_file::OnFile;
pub use options::{Options, OptionsError, Words};
pub use page_keys::{PageNext, PageQuestion, PageQuestionError, Refusal};
pub use participants::ParticipantError;
#[cfg(test)]
pub(crate) use participants::rewritten as participant_rewritten;
pub use partner::{PARTNER_LINK_DAYS, PARTNER_LINKS, Partner, PartnerLink};
pub use preview::Shown;
pub use publisher::Publisher;
pub use recorded::Coming;
pub use registration::{Put, Registration};
pub use registry::RegistryError;
pub use release::Told;
pub use rollover::{Schedule, Step};
pub use said::{acs_error, binding_error, called, facts, message_error, post_error, request_error, sentence};
pub use scopes::{Done as ScopeDone, ScopeError, Wanted as ScopeWanted, Was as ScopeWas};
pub use service_provider::ServiceProvider;
#[cfg(test)]
pub(crate) use sign_on::request_mark;
pub use sign_on::{Arrival, SignOn, SignOnError};
pub use subscription::{Fetch, Found, FoundChange, Looked, Subscription};
pub use trial::TrialError;

use self::signing_keys::SigningKeys;
use crate::sign_in::Parts;
use crate::sign_in::look::Shown as Look;
use std::sync::Arc;

/// Octets of a posted form that carries a request; longer ones are not read.
pub const POSTED_REQUEST_LIMIT: usize = crate::saml::post::FORM_LIMIT;

/// The identity provider towards its service providers.
#[derive(Clone)]
pub struct Federation {
    parts: Parts,
    /// The site's origin without a slash at the end.
    base: Arc<str>,
    /// The published entityID.
    entity_id: Arc<str>,
    /// Where AuthnRequests are to be sent: the Destination that they must carry.
    sso: Arc<str>,
    /// Where logout messages are to be sent.
    slo: Arc<str>,
    /// The scope of pairwise ids.
    scope: Arc<str>,
    keys: Arc<SigningKeys>,
    publisher: Arc<Publisher>,
    cache: Arc<cache::Cache>,
    /// The latest version of each scope's row that was seen here.
    scopes_seen: Arc<scope_rows::Seen>,
    page_asks: Arc<page_asks::PageAsks>,
    flights: flight::Flights,
    key_dates: Arc<key_dates::Looked>,
    /// The latest choice of a second person that was seen here.
    second_person_seen: Arc<approvals::SeenChoice>,
    /// Looks at addresses of metadata that are under way.
    looks: Arc<tokio::sync::Semaphore>,
    /// Looks by links for engineers.
    often: Arc<often::Often>,
}

impl Federation {
    /// `base` is the site's origin without a slash at the end; `scope` its host name.
    ///
    /// # Errors
    /// The keeper is away.
    pub async fn new(parts: Parts, base: &str, scope: &str) -> Result<Self, crate::keeper::KeeperError> {
        let keys = Arc::new(SigningKeys::of(&parts.keeper).await?);
        Ok(Self {
            base: base.into(),
            entity_id: format!("{base}/saml/metadata").into(),
            sso: format!("{base}/saml/sso").into(),
            slo: format!("{base}/saml/slo").into(),
            scope: scope.into(),
            keys,
            publisher: Arc::default(),
            cache: Arc::default(),
            scopes_seen: Arc::default(),
            page_asks: Arc::default(),
            flights: flight::Flights::start(&parts),
            key_dates: Arc::default(),
            second_person_seen: Arc::default(),
            looks: Arc::new(tokio::sync::Semaphore::new(subscription::LOOKS_AT_ONCE)),
            often: Arc::default(),
            parts,
        })
    }

    /// Run by these.
    pub fn published_by(mut self, publisher: Publisher) -> Self {
        self.publisher = Arc::new(publisher);
        self
    }

    pub fn publisher(&self) -> &Publisher {
        &self.publisher
    }

    /// What an owner chose of how pages look.
    pub fn look(&self) -> Arc<Look> {
        self.parts.look.shown()
    }

    /// What the organisation is called: as an owner chose, else as the operator set; `None` where neither said.
    pub fn chosen_name(&self) -> Option<String> {
        self.look().name.clone().or_else(|| self.publisher.name.clone())
    }

    /// What became of sign-ons lately.
    pub fn flights(&self) -> &flight::Flights {
        &self.flights
    }

    pub fn entity_id(&self) -> &str {
        &self.entity_id
    }
}
