//! Questions to whichever passkey answers: a challenge that lies sealed among the steps until the first answer to it is tried.
//!
//! The pages at the door ask nobody in particular. Those of somebody who is signed in ask for their session: what is answered
//! there proves nothing in another one, and not at the door.

use super::Parts;
use super::bearer::{Bearer, Purpose};
use super::passkey::Rule;
use super::pending::{self, PendingError};
use super::second_factor::Presented;
use super::session::SignedIn;
use super::waiting::Waiter;
use crate::db::DbError;
use crate::domain::variant::{Check, skips};
use crate::domain::{SecretText, Source};
use serde::{Deserialize, Serialize};
use time::Duration;

/// How long a page's question may wait for its answer.
const LIFETIME: Duration = Duration::minutes(10);

/// A question to nobody in particular: all of it follows from its token.
#[derive(Serialize, Deserialize)]
struct Asked {}

/// A question in a session.
#[derive(Serialize, Deserialize)]
struct AskedIn {
    session: [u8; 32],
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Asked>(json)?)
}

#[cfg(test)]
pub(crate) fn rewritten_in(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<AskedIn>(json)?)
}

/// What a page asks with.
pub struct Question {
    pub token: SecretText,
    pub challenge: [u8; 32],
}

/// The answer to a question, as it came.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    pub token: &'a str,
    pub message: &'a str,
}

/// A fresh question, for somebody whom nobody knows yet.
///
/// # Errors
/// No room for another of this asker, or the database or the keeper is away.
pub async fn at_the_door(parts: &Parts, source: Source) -> Result<Question, PendingError> {
    put(parts, Waiter::Source(source), Purpose::Alone, &Asked {}).await
}

/// A fresh question, in the session of somebody who is to prove once more who they are.
///
/// # Errors
/// As [`at_the_door`].
pub async fn in_session(parts: &Parts, person: &SignedIn) -> Result<Question, PendingError> {
    put(parts, Waiter::Account(person.account), Purpose::Proof, &AskedIn { session: *person.id_hash() }).await
}

async fn put<T: Serialize>(
    parts: &Parts,
    waiter: Waiter,
    purpose: Purpose,
    asked: &T,
) -> Result<Question, PendingError> {
    let place = pending::place(parts, waiter)?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let token = pending::put(parts, &mut db, place, purpose, asked, LIFETIME).await?;
    let challenge = challenge(token.expose(), purpose).ok_or(PendingError::Gone)?;
    Ok(Question { token, challenge })
}

fn challenge(token: &str, purpose: Purpose) -> Option<[u8; 32]> {
    Bearer::parse(token).map(|bearer| bearer.challenge(purpose))
}

impl<'a> Answered<'a> {
    /// Uses the question up that was asked at the door.
    ///
    /// # Errors
    /// `Gone` when it was answered before, or is too old.
    pub async fn at_the_door(self, parts: &Parts, source: Source) -> Result<Presented<'a>, PendingError> {
        let challenge = challenge(self.token, Purpose::Alone).ok_or(PendingError::Gone)?;
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::take::<Asked>(parts, &mut db, Waiter::Source(source), Purpose::Alone, self.token).await?;
        Ok(Presented { message: self.message, challenge })
    }

    /// Uses the question up that was asked in the person's session. Before anything is said, and whatever comes of it: an answer is
    /// tried once.
    pub(super) async fn in_session(
        self,
        parts: &Parts,
        person: &SignedIn,
    ) -> Result<Result<Presented<'a>, Rule>, PendingError> {
        let Some(challenge) = challenge(self.token, Purpose::Proof) else { return Ok(Err(Rule::Challenge)) };
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let asked = match pending::read::<AskedIn>(parts, &mut db, Purpose::Proof, self.token).await {
            Err(PendingError::Gone) => return Ok(Err(Rule::Challenge)),
            asked => asked?,
        };
        // WebAuthn §13.4.3: the challenge has to be one that we made, and that of the operation under way: of this session's page,
        // whose question stays its own whoever else sends it.
        if asked.session != *person.id_hash() && !skips(Check::QuestionOwner) {
            return Ok(Err(Rule::Challenge));
        }
        if !skips(Check::QuestionOnce) {
            let waiter = Waiter::Account(person.account);
            match pending::take::<AskedIn>(parts, &mut db, waiter, Purpose::Proof, self.token).await {
                Err(PendingError::Gone) => return Ok(Err(Rule::Challenge)),
                taken => taken.map(|_| ())?,
            }
        }
        Ok(Ok(Presented { message: self.message, challenge }))
    }
}
