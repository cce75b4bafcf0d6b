//! A logout under way: who is being told, and what each of them has said so far.

use super::Federation;
use super::logout::{LogoutError, Sent, answer_mark};
use super::participants::{Name, Participant};
use crate::db::{self, DbError};
use crate::saml::logout::OutgoingLogout;
use crate::saml::random_id::message_id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::{Duration, OffsetDateTime};

/// How long the page waits for answers.
pub const PATIENCE: Duration = Duration::seconds(8);
/// How long a service provider may take to read our request.
const REQUEST_LIFETIME: Duration = Duration::minutes(5);

/// Waits, sealed, under a token that the browser has.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Leaving {
    begun_at: i64,
    /// The service provider that began it; `None` when it began here.
    requester: Option<Requester>,
    told: Vec<Told>,
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

/// A service provider that is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    sp: String,
    /// What people call it.
    name: String,
    /// The ID of our request to it.
    request: String,
    subject: Name,
    session_index: String,
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

    fn is_over(&self, now: OffsetDateTime) -> bool {
        now.unix_timestamp() >= self.begun_at + PATIENCE.whole_seconds()
    }
}

impl Federation {
    pub(super) async fn leaving(
        &self,
        requester: Option<Requester>,
        participants: Vec<Participant>,
    ) -> Result<Leaving, LogoutError> {
        // One request to each, also where a person had several sessions.
        let each: BTreeMap<String, Participant> = participants.into_iter().map(|one| (one.sp.clone(), one)).collect();
        let mut told = Vec::with_capacity(each.len());
        for one in each.into_values() {
            let sp = self.find(&one.sp).await?;
            told.push(Told {
                name: sp.as_ref().map_or(one.sp.as_str(), |sp| sp.name()).to_owned(),
                can_be_told: sp.is_some_and(|sp| sp.metadata().logout_endpoint().is_some()),
                request: message_id(&*self.parts.random),
                sp: one.sp,
                subject: one.name,
                session_index: one.session_index,
            });
        }
        Ok(Leaving { begun_at: self.parts.clock.now().unix_timestamp(), requester, told })
    }

    /// How far each of them is, in the order of [`Leaving::told`].
    pub async fn logout_states(&self, leaving: &Leaving) -> Result<Vec<LogoutState>, LogoutError> {
        let marks: Vec<Vec<u8>> = leaving.told.iter().map(|one| answer_mark(&one.sp, &one.request).to_vec()).collect();
        let answers: BTreeMap<Vec<u8>, String> = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::logout_answer::of(&mut db, &marks).await?.into_iter().collect()
        };
        let over = leaving.is_over(self.parts.clock.now());
        let state = |(one, mark): (&Told, &Vec<u8>)| match answers.get(mark).map(String::as_str) {
            Some("signed out") => LogoutState::SignedOut,
            Some("partly") => LogoutState::Partly,
            Some(_) => LogoutState::Refused,
            None if !one.can_be_told => LogoutState::Cannot,
            None if over => LogoutState::Silent,
            None => LogoutState::Asking,
        };
        Ok(leaving.told.iter().zip(&marks).map(state).collect())
    }

    /// Our request to one of them, signed; the same ID each time that it is made.
    ///
    /// # Errors
    /// `NotTold` when there is no such one, or it takes no logout messages.
    pub async fn logout_request(&self, leaving: &Leaving, place: usize) -> Result<Sent, LogoutError> {
        let told = leaving.told.get(place).ok_or(LogoutError::NotTold)?;
        let sp = self.find(&told.sp).await?.ok_or(LogoutError::NotTold)?;
        let endpoint = sp.metadata().logout_endpoint().ok_or(LogoutError::NotTold)?;
        let until = self.parts.clock.now() + REQUEST_LIFETIME;
        let frame = self.logout_frame(&told.request);
        let name = told.subject.name_id();
        let request = OutgoingLogout::request(&frame, endpoint, &name, &told.session_index, until);
        self.send(&sp, request, endpoint, None).await
    }
}
