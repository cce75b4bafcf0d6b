//! A person's sessions: which there are, and ending them.
//!
//! The audit row of an end is durable before the end is: where it cannot be made, nothing has ended.

use super::ChangeError;
use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::keeper::day_of_epoch;
use crate::sign_in::Parts;
use crate::sign_in::session;
use crate::sign_in::session::SignedIn;
use crate::sign_in::tokens;
use data_encoding::HEXLOWER;
use time::Date;

/// A session as its owner sees it. The database knows the day it began and no more.
pub struct Listed {
    /// Names it in a form; leads to no cookie.
    pub name: String,
    pub began_on: Date,
    pub is_this: bool,
}

/// A person's sessions, this one first.
///
/// # Errors
/// The database is away.
pub async fn list(parts: &Parts, person: &SignedIn) -> Result<Vec<Listed>, ChangeError> {
    let rows = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::session::of_account(&mut db, person.account).await?
    };
    let listed = |row: db::session::Listed| Listed {
        name: HEXLOWER.encode(&row.id_hash),
        began_on: day_of_epoch(u32::try_from(row.epoch).unwrap_or_default()),
        is_this: row.id_hash == person.id_hash(),
    };
    let mut sessions: Vec<Listed> = rows.into_iter().map(listed).collect();
    sessions.sort_by_key(|session| !session.is_this);
    Ok(sessions)
}

/// Ends one of the person's sessions.
///
/// # Errors
/// The database or the keeper is away. One that has ended already is no error.
pub async fn end(parts: &Parts, person: &SignedIn, name: &str, request_id: &str) -> Result<(), ChangeError> {
    let Ok(id_hash) = HEXLOWER.decode(name.as_bytes()) else { return Ok(()) };
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    if db::session::end_of_account(&mut transaction, person.account, &id_hash).await? {
        parts.record(Event::SessionsEnded, Subject::Account(person.account), request_id).await?;
    }
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// Ends all of the person's sessions, this one too, and all their tokens for programs.
///
/// # Errors
/// The database or the keeper is away.
pub async fn end_all(parts: &Parts, person: &SignedIn, request_id: &str) -> Result<(), ChangeError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Held: nobody makes a token meanwhile.
    db::account::by_id_for_update(&mut transaction, person.account).await?;
    db::session::end_all(&mut transaction, person.account).await?;
    let ended = tokens::end_all::<ChangeError>(parts, &mut transaction, person.account).await?;
    parts.record(Event::SessionsEnded, Subject::Account(person.account), request_id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    parts.tokens.ended(ended, parts.clock.now().date());
    Ok(())
}

/// Ends the session of a cookie that nobody used for too long.
///
/// # Errors
/// The database or the keeper is away, and then it waits: it opens nothing any more.
pub async fn end_idle(parts: &Parts, cookie: &str, request_id: &str) -> Result<(), ChangeError> {
    end_by(parts, cookie, Event::SessionIdle, request_id).await
}

/// Ends the session of a cookie that opens it no more, if there is one.
///
/// # Errors
/// The database or the keeper is away, and then it goes on.
pub async fn end_by_cookie(parts: &Parts, cookie: &str, request_id: &str) -> Result<(), ChangeError> {
    end_by(parts, cookie, Event::SignedOut, request_id).await
}

async fn end_by(parts: &Parts, cookie: &str, event: Event, request_id: &str) -> Result<(), ChangeError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    if let Some(account) = session::end(&mut transaction, cookie).await? {
        parts.record(event, Subject::Account(account), request_id).await?;
    }
    Ok(transaction.commit().await.map_err(DbError::from)?)
}
