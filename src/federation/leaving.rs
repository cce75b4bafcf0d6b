//! A logout under way: who is being told, and what each of them has said so far.

use super::Federation;
use super::logout_error::LogoutError;
use super::logout_message::Sent;
use super::participants::{Name, Participant};
use crate::db::logout_answer::AskedRow;
use crate::db::participant::MOST;
use crate::db::{self, DbError};
use crate::domain::random;
use crate::saml::logout::OutgoingLogout;
use crate::saml::random_id::message_id;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::{Duration, OffsetDateTime};

/// How long the page waits for answers.
const PATIENCE: Duration = Duration::seconds(8);
/// How long a service provider may take to read our request.
const REQUEST_LIFETIME: Duration = Duration::minutes(5);
/// How long an answer is waited for, and remembered.
pub(super) const MEMORY: Duration = Duration::minutes(30);

/// Waits, sealed, under a token that the browser has.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Leaving {
    /// Names this logout in hashes.
    id: [u8; 16],
    begun_at: i64,
    /// The service provider that began it; `None` when it began here.
    requester: Option<Requester>,
    told: Vec<Told>,
    /// There were more sign-ons than are looked at.
    incomplete: bool,
}

/// A service provider whose request waits for its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Requester {
    pub(super) sp: String,
    /// Its request's ID.
    pub(super) request: String,
    pub(super) relay_state: Option<String>,
    /// False when it asked to be left alone afterwards.
    pub(super) waits: bool,
}

/// A service provider that is told of one name, with all sessions that it has under it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    sp: String,
    /// What people call it.
    name: String,
    subject: Name,
    session_indexes: Vec<String>,
    sessions: Vec<[u8; 32]>,
    can_be_told: bool,
}

/// How far one of them is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoutState {
    Asking,
    SignedOut,
    Partly,
    Refused,
    Silent,
    /// It takes no logout messages.
    Cannot,
}

impl Told {
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Leaving {
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// The service provider that waits for the outcome.
    pub fn requester(&self) -> Option<&Requester> {
        self.requester.as_ref().filter(|requester| requester.waits)
    }

    /// Whether everyone who could have been told says that it signed the person out.
    pub fn is_complete(&self, states: &[LogoutState]) -> bool {
        !self.incomplete && states.iter().all(|state| *state == LogoutState::SignedOut)
    }

    fn is_over(&self, now: OffsetDateTime) -> bool {
        now.unix_timestamp() >= self.begun_at + PATIENCE.whole_seconds()
    }

    fn place(&self, at: usize) -> [u8; 32] {
        place(&self.id, u64::try_from(at).unwrap_or(u64::MAX))
    }
}

/// What stands in the database for one of those who are told in a logout.
pub(crate) fn place(logout: &[u8; 16], at: u64) -> [u8; 32] {
    sha256(&lp(&[labels::LOGOUT_PLACE.as_bytes(), logout, &at.to_be_bytes()]))
}

impl Federation {
    /// `participants` come newest first. A name that a service provider has several sessions under is told once, with all
    /// of them; several names of one session are several requests (SAML core §3.7.1: one NameID, any number of
    /// SessionIndex).
    pub(super) async fn leaving(
        &self,
        requester: Option<Requester>,
        participants: Vec<Participant>,
    ) -> Result<Leaving, LogoutError> {
        let incomplete = i64::try_from(participants.len()).unwrap_or(i64::MAX) >= MOST;
        let mut each: BTreeMap<(String, String), Vec<Participant>> = BTreeMap::new();
        for one in participants {
            each.entry((one.sp.clone(), one.name.value().to_owned())).or_default().push(one);
        }
        let mut told = Vec::with_capacity(each.len());
        for ((sp, _), group) in each {
            let Some(first) = group.first() else { continue };
            let known = self.find(&sp).await?;
            let mut session_indexes: Vec<String> = group.iter().map(|one| one.session_index.clone()).collect();
            session_indexes.sort();
            session_indexes.dedup();
            told.push(Told {
                name: known.as_ref().map_or(sp.as_str(), |sp| sp.name()).to_owned(),
                can_be_told: known.is_some_and(|sp| sp.metadata().logout_endpoint().is_some()),
                subject: first.name.clone(),
                session_indexes,
                sessions: group.iter().map(|one| one.session).collect(),
                sp,
            });
        }
        let begun_at = self.parts.clock.now().unix_timestamp();
        Ok(Leaving { id: random::octets(&*self.parts.random), begun_at, requester, told, incomplete })
    }

    /// How far each of them is, in the order of [`Leaving::told`]. The best of several tries counts.
    pub async fn logout_states(&self, leaving: &Leaving) -> Result<Vec<LogoutState>, LogoutError> {
        let places: Vec<Vec<u8>> = (0..leaving.told.len()).map(|at| leaving.place(at).to_vec()).collect();
        let outcomes = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::logout_answer::at(&mut db, &places).await?
        };
        let over = leaving.is_over(self.parts.clock.now());
        let state = |(one, place): (&Told, &Vec<u8>)| {
            let is = |wanted: &str| outcomes.iter().any(|(at, outcome)| at == place && outcome == wanted);
            match () {
                () if is("signed out") => LogoutState::SignedOut,
                () if is("partly") => LogoutState::Partly,
                () if is("refused") => LogoutState::Refused,
                () if !one.can_be_told => LogoutState::Cannot,
                () if over => LogoutState::Silent,
                () => LogoutState::Asking,
            }
        };
        Ok(leaving.told.iter().zip(&places).map(state).collect())
    }

    /// Our request to one of them, signed; another one at each try.
    ///
    /// # Errors
    /// `NotTold` when there is no such one, or it takes no logout messages.
    pub async fn logout_request(&self, leaving: &Leaving, at: usize) -> Result<Sent, LogoutError> {
        let told = leaving.told.get(at).ok_or(LogoutError::NotTold)?;
        let sp = self.find(&told.sp).await?.ok_or(LogoutError::NotTold)?;
        let endpoint = sp.metadata().logout_endpoint().ok_or(LogoutError::NotTold)?;
        let (id, now) = (message_id(&*self.parts.random), self.parts.clock.now());
        let (locator, session_groups) = self.rows_of(&told.sp, told.subject.value(), &told.sessions).await?;
        let row = AskedRow { mark: answer_mark(&told.sp, &id), place: leaving.place(at), locator, session_groups };
        {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::logout_answer::ask(&mut db, &row, now + MEMORY).await?;
        }
        let (frame, name) = (self.logout_frame(&id), told.subject.name_id());
        let until = now + REQUEST_LIFETIME;
        let request = OutgoingLogout::request(&frame, endpoint, &name, &told.session_indexes, until);
        self.send(&sp, request, endpoint, None).await
    }
}

/// What finds our request to a service provider when its answer comes: no other's answer is one.
pub(crate) fn answer_mark(sp: &str, request: &str) -> [u8; 32] {
    sha256(&lp(&[labels::LOGOUT_ANSWER.as_bytes(), sp.as_bytes(), request.as_bytes()]))
}
