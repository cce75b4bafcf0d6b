//! Leaving: at the visitor's wish, here and at the identity provider; or because the provider says so.

use super::{Portal, PortalError};
use crate::logout::{self, Arrived, Asked};
use crate::sign_in::SignIn;
use chrono::{DateTime, TimeDelta, Utc};

const ANSWER_LASTS: TimeDelta = TimeDelta::minutes(10);

/// What comes of a logout message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// The address that answers the identity provider.
    Answer(String),
    /// Our own request was answered. `everywhere`: without reservation.
    Answered { everywhere: bool },
}

impl Portal {
    /// Ends a session here. The address that ends it at the identity provider, where it takes logout requests.
    pub(crate) fn sign_out(&self, session: &str, now: DateTime<Utc>) -> Result<Option<String>, PortalError> {
        let ended = self.memory().sessions.take(session, now);
        let idp = self.idp.get().ok_or(PortalError::NotReady)?;
        let (Some(sign_in), Some(to)) = (ended, &idp.sign_out) else { return Ok(None) };
        let id = format!("_{}", crate::token::random()?);
        let name_id = (&*sign_in.name_id, sign_in.name_id_format.as_deref());
        let address = logout::request(&self.base, &self.identity, &to.requests, &id, name_id, now)?;
        self.memory().leaving.put(id, (), now + ANSWER_LASTS, now);
        Ok(Some(address))
    }

    /// Takes a logout message by redirect: a request ends sessions, an answer must be to a request of ours.
    pub(crate) fn logout_message(&self, query: &str, now: DateTime<Utc>) -> Result<Left, PortalError> {
        let idp = self.idp.get().ok_or(PortalError::NotReady)?;
        match logout::read(query, &self.base.slo(), idp, now)? {
            Arrived::Request(asked) => {
                self.memory().sessions.remove_all(|session| asked.names(session));
                let to = idp.sign_out.as_ref().ok_or(PortalError::NowhereToAnswer)?;
                let id = format!("_{}", crate::token::random()?);
                let answer = logout::response(&self.base, &self.identity, &to.answers, &id, &asked, now)?;
                Ok(Left::Answer(answer))
            }
            Arrived::Response { in_response_to, is_success } => {
                let asked = self.memory().leaving.take(&in_response_to, now);
                asked.map(|()| Left::Answered { everywhere: is_success }).ok_or(PortalError::UnknownRequest)
            }
        }
    }
}

impl Asked {
    /// By NameID and SessionIndex, not by the browser's cookie: the message may come in a frame, which has none.
    fn names(&self, session: &SignIn) -> bool {
        let index = session.session_index.as_ref();
        session.name_id == self.name_id
            && (self.session_indexes.is_empty() || index.is_some_and(|index| self.session_indexes.contains(index)))
    }
}
