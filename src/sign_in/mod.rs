//! Signing in: invitations, enrolment, passphrase and one-time code, throttle, sessions.
//!
//! Uses `vault`, `keeper`, `db` and `audit`. Knows no page and no SAML. Its types carry proof: only a session that was
//! opened with the cookie's and the keeper's key, of an account that is active, becomes a [`session::SignedIn`].

pub mod acting;
pub mod activity;
pub mod again;
pub mod alone;
pub mod attempt;
pub mod bearer;
mod both;
pub(crate) mod canary;
mod cells;
pub mod change;
pub mod devices;
pub mod directory;
pub mod enrolment;
pub mod envelope_keys;
pub mod epochs;
pub mod factors;
pub mod fresh_way;
pub mod grant;
pub mod holding;
pub mod inbox;
pub mod invitation;
pub mod keyring;
mod located;
pub mod lock;
pub mod look;
pub mod looked_up;
pub mod mailbox;
mod named;
mod own;
pub mod passkey;
pub mod passphrase;
pub mod passphrase_strength;
pub mod pending;
pub mod people;
pub mod proof;
pub mod question;
pub mod readiness;
pub mod reads;
pub mod recovery;
pub mod revocation;
pub mod row_macs;
mod rows;
pub mod second_factor;
pub mod session;
pub mod session_policy;
pub mod sources;
pub mod step_up;
pub mod stretcher;
pub mod throttle;
pub mod tokens;
pub mod totp;
mod turns;
pub mod visitor;
pub mod waiting;

use crate::audit::{AuditError, Entry, Event, Figures, Journal, Subject};
use crate::db::{DbError, PgPool};
use crate::domain::identifier::Identifiers;
use crate::domain::{Clock, FlightPolicy, Limits, OrgId, Random};
use crate::keeper::Keeper;
use sqlx::{Postgres, Transaction};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What every flow needs, handed over by `startup`.
#[derive(Clone)]
pub struct Parts {
    pub org: OrgId,
    pub pool: PgPool,
    pub keeper: Keeper,
    pub journal: Journal,
    pub reads: reads::Reads,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub stretcher: stretcher::Stretcher,
    pub sources: Arc<sources::Sources>,
    pub waiting: Arc<waiting::WaitingRoom>,
    pub policy: Policy,
    /// Whom passkeys are made for; none where the site's address is no name, or there is no site.
    pub relying_party: Option<passkey::RelyingParty>,
    /// What the administrators chose of how long sessions last, as far as it is known here.
    pub session_policy: Arc<session_policy::SessionPolicy>,
    /// What the organisation's pages look like, as far as it is known here.
    pub look: Arc<look::CurrentLook>,
    /// What this process remembers of programs' tokens.
    pub tokens: Arc<tokens::Memory>,
    /// What this process has counted of the audit.
    pub figures: Arc<Figures>,
    /// Lists of people that are being invited from this process.
    pub lists: Arc<people::held::Lists>,
    /// One search of the directory at a time.
    pub searches: Arc<Semaphore>,
}

impl Parts {
    /// Makes one audit row durable, of something that concerns no service provider.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn record(&self, event: Event, subject: Subject, request_id: &str) -> Result<(), AuditError> {
        let entry = Entry {
            at: self.clock.now(),
            event,
            subject,
            service_provider: String::new(),
            request_id: request_id.to_owned(),
            mark: None,
            participant: None,
            session: None,
        };
        self.journal.record(entry).await
    }

    /// Commits a change, and makes its audit row durable first: what is so in the database is on record, whatever stops in
    /// between. The other way round a row may tell of something that then did not come to be.
    ///
    /// # Errors
    /// Database or keeper away; nothing was changed then.
    pub(crate) async fn commit<E: From<DbError> + From<AuditError>>(
        &self,
        transaction: Transaction<'_, Postgres>,
        event: Event,
        subject: Subject,
        request_id: &str,
    ) -> Result<(), E> {
        self.record(event, subject, request_id).await?;
        Ok(transaction.commit().await.map_err(DbError::from)?)
    }
}

/// What an operator may set.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    pub throttle: throttle::ThrottlePolicy,
    pub waiting: waiting::WaitingPolicy,
    pub cost: crate::vault::stretch::Cost,
    /// What people sign in with.
    pub identifiers: Identifiers,
    /// How long sessions last at most; administrators may choose less.
    pub limits: Limits,
    /// What the flight recorder keeps.
    pub flight: FlightPolicy,
    /// At what pace people of a list are invited.
    pub lists: people::held::ListPolicy,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            throttle: throttle::ThrottlePolicy::default(),
            waiting: waiting::WaitingPolicy::default(),
            cost: crate::vault::stretch::Cost::STANDARD,
            identifiers: Identifiers::default(),
            limits: Limits::STANDARD,
            flight: FlightPolicy::default(),
            lists: people::held::ListPolicy::default(),
        }
    }
}
