//! Single logout: from a service provider's request, or a person's wish, to everyone's having been told.
//!
//! The session here ends first; what others answer, or do not, changes nothing about that.

use super::leaving::{Leaving, MEMORY, Requester, answer_mark};
use super::logout_error::{LogoutError, NothingEnded};
use super::logout_message::Sent;
use super::participants::Participant;
use super::{Federation, ServiceProvider};
use crate::audit::{AuditError, Entry, Event, Subject};
use crate::db::{self, DbError};
use crate::saml::logout::{self, LogoutRequest, LogoutResponse, Outcome, OutgoingLogout};
use crate::saml::post::PostForm;
use crate::saml::random_id::message_id;
use crate::saml::redirect::RedirectQuery;
use crate::saml::status::Status;
use crate::saml::unverified::Unverified;
use crate::saml::verify_request::Verified;
use crate::sign_in::session::SignedIn;
use serde::{Deserialize, Serialize};
use time::Duration;

/// SDP-G01: "Deployments MUST allow between three (3) and five (5) minutes of clock skew".
const SKEW: Duration = Duration::minutes(3);

/// A message that was understood.
pub enum LogoutArrival {
    /// A request; what becomes of it depends on the browser's session.
    Asked(AskedLogout),
    /// An answer to a request of ours, which was noted.
    Answered { name: String, outcome: Outcome },
}

/// A verified request, in a form that can wait.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AskedLogout {
    requester: Requester,
    /// The sessions that it names, by the hashes of their ids.
    sessions: Vec<[u8; 32]>,
}

/// What the browser that brings a request shows of itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Browser {
    /// The hash of the id in its session cookie, also of a session that has ended.
    pub session: Option<[u8; 32]>,
    /// Whether that session is live.
    pub is_signed_in: bool,
}

impl AskedLogout {
    /// Whether it names this browser's session.
    pub fn names(&self, browser: &Browser) -> bool {
        browser.session.is_some_and(|session| self.sessions.contains(&session))
    }
}

/// What comes of a request.
pub enum Left {
    /// Everyone else is still to be told.
    Leaving(Leaving),
    /// There is an answer to send.
    Answer(Sent),
    /// Done, and nobody to answer.
    Done,
}

impl Federation {
    /// Reads a logout message from the raw query of a redirect.
    ///
    /// # Errors
    /// Anything that must not be acted on: the page says what was wrong with it.
    pub async fn receive_logout_redirect(&self, raw_query: &str) -> Result<LogoutArrival, LogoutError> {
        self.receive_logout(RedirectQuery::parse_either(raw_query)?).await
    }

    /// Reads a logout message from the octets of a posted form.
    ///
    /// # Errors
    /// As by redirect.
    pub async fn receive_logout_post(&self, form: &[u8]) -> Result<LogoutArrival, LogoutError> {
        self.receive_logout(PostForm::parse_either(form)?).await
    }

    async fn receive_logout(&self, message: Unverified) -> Result<LogoutArrival, LogoutError> {
        let issuer = logout::issuer_of(&message)?;
        let sp = self.find(&issuer).await?.ok_or(LogoutError::UnknownIssuer(issuer))?;
        let now = self.parts.clock.now();
        if message.is_response() {
            let response = logout::verify_response(message, sp.metadata(), &self.slo, now, SKEW)?;
            self.note_answer(&sp, &response).await?;
            return Ok(LogoutArrival::Answered { name: sp.name().to_owned(), outcome: response.outcome });
        }
        let request = logout::verify_request(message, sp.metadata(), &self.slo, now, SKEW)?;
        self.first_time(&sp, &request).await?;
        let name = self.name_of(&request).await?;
        let named = self.participants_named(sp.entity_id(), &name, &request.session_indexes).await?;
        Ok(LogoutArrival::Asked(AskedLogout {
            requester: Requester {
                sp: sp.entity_id().to_owned(),
                request: request.header.id.clone(),
                relay_state: request.relay_state().map(str::to_owned),
                waits: !request.is_asynchronous,
            },
            sessions: named.into_iter().map(|one| one.session).collect(),
        }))
    }

    /// A request's id serves once.
    async fn first_time(&self, sp: &ServiceProvider, request: &Verified<LogoutRequest>) -> Result<(), LogoutError> {
        let mark = super::sign_on::request_mark(sp.entity_id(), &request.header.id).0.to_vec();
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let fresh = db::seen_request::mark(&mut db, &[mark], self.parts.clock.now() + MEMORY).await?;
        if fresh.is_empty() { Err(LogoutError::Replayed) } else { Ok(()) }
    }

    async fn note_answer(&self, sp: &ServiceProvider, response: &Verified<LogoutResponse>) -> Result<(), LogoutError> {
        let mark = answer_mark(sp.entity_id(), &response.in_response_to);
        let outcome = match response.outcome {
            Outcome::SignedOut => "signed out",
            Outcome::Partly => "partly",
            Outcome::Refused => "refused",
        };
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        if !db::logout_answer::note(&mut db, &mark, outcome).await? {
            tracing::info!(sp = sp.entity_id(), "an answer to no logout request of ours that waits for one");
        }
        Ok(())
    }

    /// Does what a service provider's request asks: ends the sessions that it names.
    ///
    /// A request that comes with another live session than those ends neither: it was made for another browser, and brought
    /// to this one. Others are told only in a browser that proves one of the sessions by its cookie: the requests to them name
    /// the person as each knows them, and whoever sent this one may have no business with that.
    pub async fn leave(&self, asked: &AskedLogout, browser: &Browser, request_id: &str) -> Result<Left, LogoutError> {
        if asked.sessions.is_empty() {
            return self.refuse_logout(&asked.requester, NothingEnded::Nobody, request_id).await;
        }
        let proves = asked.names(browser);
        if browser.is_signed_in && !proves {
            return self.refuse_logout(&asked.requester, NothingEnded::OtherSession, request_id).await;
        }
        // What breaks in between is told at the next try: whom a session told stays known after its end.
        let mut others = Vec::new();
        for session in &asked.sessions {
            others.extend(self.end_session(session, &asked.requester.sp, request_id).await?);
        }
        let (own, others): (Vec<Participant>, Vec<Participant>) =
            others.into_iter().partition(|one| one.sp == asked.requester.sp);
        self.forget(&own).await?;
        if others.is_empty() || !proves {
            let status = if others.is_empty() { Status::SUCCESS } else { Status::PARTIAL_LOGOUT };
            return self
                .respond(&asked.requester, status, None)
                .await
                .map(|sent| sent.map_or(Left::Done, Left::Answer));
        }
        self.leaving(Some(asked.requester.clone()), others).await.map(Left::Leaving)
    }

    /// Who signs out by itself need not be told.
    async fn forget(&self, participants: &[Participant]) -> Result<(), LogoutError> {
        for one in participants {
            let (locator, groups) = self.rows_of(&one.sp, one.name.value(), &[one.session]).await?;
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::participant::remove(&mut db, &locator, &groups).await?;
        }
        Ok(())
    }

    /// Ends a person's session at their own wish.
    pub async fn sign_out(&self, person: &SignedIn, request_id: &str) -> Result<Leaving, LogoutError> {
        self.sign_out_session(person.id_hash(), request_id).await
    }

    /// The same of a session by the hash of its id: one that is locked.
    ///
    /// # Errors
    /// As of [`Federation::sign_out`].
    pub async fn sign_out_session(&self, session: &[u8; 32], request_id: &str) -> Result<Leaving, LogoutError> {
        let participants = self.end_session(session, "", request_id).await?;
        self.leaving(None, participants).await
    }

    /// Ends a session, and says whom it told. One that has ended already is no error.
    ///
    /// The row goes first: that waits for sign-ons that are being written, and refuses those to come, so that whom they told
    /// is then known. The audit row is durable before the end is; where it cannot be made, the session goes on, and the
    /// person is told that.
    async fn end_session(
        &self,
        session: &[u8; 32],
        sp: &str,
        request_id: &str,
    ) -> Result<Vec<Participant>, LogoutError> {
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let ended = db::session::end(&mut transaction, session).await?;
        let participants = self.participants_of(&mut transaction, session).await?;
        if let Some(account) = ended {
            self.record_logout(Event::SignedOut, Subject::Account(account), sp, request_id).await?;
        }
        transaction.commit().await.map_err(DbError::from)?;
        Ok(participants)
    }

    /// The answer to who asked, once everyone was told or the wait is over.
    pub async fn answer_logout(&self, leaving: &Leaving, all: bool) -> Result<Left, LogoutError> {
        let Some(requester) = leaving.requester() else { return Ok(Left::Done) };
        let status = if all { Status::SUCCESS } else { Status::PARTIAL_LOGOUT };
        self.respond(requester, status, None).await.map(|sent| sent.map_or(Left::Done, Left::Answer))
    }

    async fn refuse_logout(
        &self,
        requester: &Requester,
        why: NothingEnded,
        request_id: &str,
    ) -> Result<Left, LogoutError> {
        tracing::info!(%why, sp = requester.sp, "logout refused");
        self.record_logout(Event::LogoutRefused, Subject::Nobody, &requester.sp, request_id).await?;
        let sent = self.respond(requester, Status::UNKNOWN_PRINCIPAL, Some(&why.to_string())).await?;
        sent.map(Left::Answer).ok_or(LogoutError::Refused(why))
    }

    /// `None` when it does not wait for an answer, or its metadata says nowhere that it takes one.
    async fn respond(
        &self,
        to: &Requester,
        status: Status,
        message: Option<&str>,
    ) -> Result<Option<Sent>, LogoutError> {
        if !to.waits {
            return Ok(None);
        }
        let Some(sp) = self.find(&to.sp).await? else { return Ok(None) };
        let Some(endpoint) = sp.metadata().logout_endpoint() else { return Ok(None) };
        let id = message_id(&*self.parts.random);
        let response = OutgoingLogout::response(&self.logout_frame(&id), endpoint, &to.request, status, message);
        self.send(&sp, response, endpoint, to.relay_state.clone()).await.map(Some)
    }

    async fn record_logout(
        &self,
        event: Event,
        subject: Subject,
        sp: &str,
        request_id: &str,
    ) -> Result<(), AuditError> {
        let entry = Entry {
            at: self.parts.clock.now(),
            event,
            subject,
            service_provider: sp.to_owned(),
            request_id: request_id.to_owned(),
            mark: None,
            participant: None,
            session: None,
        };
        self.parts.journal.record(entry).await
    }
}
