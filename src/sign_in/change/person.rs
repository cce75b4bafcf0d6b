//! What an administrator does to somebody's account, named by what they sign in with.
//!
//! What gives something, a right to sign on or what applications are told, takes both of her factors once more. What takes something
//! away does not: it has to hold within seconds, and is taken back by an act that does. One transaction, with both ends on record
//! before it: hers, and the person's.

use super::owner::Owner;
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::{Event, Subject};
use crate::db::account::AccountRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{Identifier, Role};
use crate::sign_in::acting::Acting;
use crate::sign_in::grant::{self, Grant, GrantFault};
use crate::sign_in::inbox;
use crate::sign_in::revocation::{self, Flag, RevocationError};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, named, tokens};

/// Why nothing was done to somebody's account.
#[derive(Debug, thiserror::Error)]
pub enum PersonFault {
    #[error("This is your own account. What is yours to change stands on your account’s page.")]
    Own,
    #[error(
        "This person opens the console themselves, or that is not known until they sign in next. An owner alone acts on their account."
    )]
    OpensConsole,
    #[error(
        "This person opens the console themselves, or that is not known until they sign in next. An owner acts on their account in the console; no program does."
    )]
    ByHand,
    #[error("Their account is not active, so there is nothing to freeze.")]
    NotActive,
    #[error("Their account is neither revoked nor frozen, so there is nothing to restore.")]
    NothingToRestore,
    #[error("It was not put into their inbox: {0}.")]
    Grant(GrantFault),
}

/// What is to be done.
pub enum Act {
    Move(Flag),
    EndSessions,
    Say(Grant),
}

impl Act {
    /// Whether it gives something, and takes a proof.
    fn gives(&self) -> bool {
        matches!(self, Self::Move(Flag::Restore) | Self::Say(_))
    }

    /// Hers, on record.
    pub(in crate::sign_in) fn event(&self) -> Event {
        match self {
            Self::Move(Flag::Revoke) => Event::PersonRevoked,
            Self::Move(Flag::Freeze) => Event::PersonFrozen,
            Self::Move(Flag::Restore) => Event::PersonRestored,
            Self::EndSessions => Event::PersonSignedOut,
            Self::Say(_) => Event::PersonToldOf,
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// So many sessions ended with it.
    Moved {
        flag: Flag,
        sessions: u64,
        is_enrolled: bool,
    },
    Ended(u64),
    Said,
}

/// Does it. `proof` is needed where the act gives something, and not looked at otherwise.
///
/// # Errors
/// Her roles do not have it; nobody of this identifier; [`PersonFault`]; see [`ChangeError`]. Nothing was done then, and that is on
/// record.
pub async fn act(
    parts: &Parts,
    person: &SignedIn,
    proof: Typed<'_>,
    whom: &Identifier,
    act: Act,
    request_id: &str,
) -> Result<Done, ChangeError> {
    // Deny by default.
    if !person.has_role(Role::Owner) && !person.has_role(Role::HelpDesk) {
        return Err(ChangeError::NotAllowed);
    }
    let (event, today) = (act.event(), parts.clock.now().date());
    let written = match written(parts, person, proof, whom, act, request_id).await {
        Err(error @ (ChangeError::Nobody | ChangeError::Person(_) | ChangeError::Inbox(_))) => {
            // It tells who is known.
            parts.record(Event::PersonRefused, Subject::Account(person.account), request_id).await?;
            return Err(error);
        }
        written => written,
    };
    let (done, ended) = recorded(parts, person.account, event, request_id, written).await?;
    if let Some(ended) = ended {
        parts.tokens.ended(ended, today);
    }
    Ok(done)
}

async fn written(
    parts: &Parts,
    person: &SignedIn,
    proof: Typed<'_>,
    whom: &Identifier,
    act: Act,
    request_id: &str,
) -> Written<(Done, Option<tokens::Ended>)> {
    let owner = if act.gives() { Some(Owner::prove(parts, person, proof).await?) } else { None };
    let handle = parts.keeper.handle(parts.org, whom.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    if let Some(owner) = &owner {
        // One after the other, before either locks an account: two may be about to act on each other.
        db::organisation::hold(&mut transaction, parts.org).await?;
        owner.begin_in(parts, &mut transaction).await?;
        // What was taken from her since this request began.
        if !person.is_as(&owner.standing.account, &owner.standing.profile) {
            return Err(ChangeError::Changed);
        }
    }
    let known = named::known(parts, &mut transaction, &handle).await?.ok_or(ChangeError::Nobody)?;
    may_be_done_to(person, &known)?;
    let done = done(parts, &mut transaction, known.account, act, request_id).await?;
    Ok((transaction, done))
}

/// Nobody acts on themselves, and who is no owner on nobody who opens the console.
pub(in crate::sign_in) fn may_be_done_to(by: &impl Acting, known: &named::Known) -> Result<(), PersonFault> {
    if known.account.id == by.account() {
        return Err(PersonFault::Own);
    }
    if known.may_be_acted_on_by(by) { Ok(()) } else { Err(PersonFault::OpensConsole) }
}

/// The act itself, once it is known that it may be. The caller holds the account, puts the act on record, and commits.
pub(in crate::sign_in) async fn done(
    parts: &Parts,
    db: &mut PgConnection,
    mut account: AccountRow,
    act: Act,
    request_id: &str,
) -> Result<(Done, Option<tokens::Ended>), ChangeError> {
    match act {
        Act::Move(flag) => {
            let moved = revocation::set(parts, db, &account, flag, request_id).await?;
            let (sessions, is_enrolled) = (moved.sessions, moved.is_enrolled);
            Ok((Done::Moved { flag, sessions, is_enrolled }, Some(moved.tokens)))
        }
        Act::EndSessions => {
            let ended = tokens::end_all::<ChangeError>(parts, db, account.id).await?;
            let sessions = db::session::end_all(db, account.id).await?;
            parts.record(Event::SessionsEndedByOther, Subject::Account(account.id), request_id).await?;
            Ok((Done::Ended(sessions), Some(ended)))
        }
        Act::Say(said) => {
            let event = if said.attributes.is_empty() { Event::Withdrawn } else { Event::Granted };
            let items = grant::items(said, parts.clock.now()).map_err(PersonFault::Grant)?;
            inbox::deliver(parts, db, &mut account, items).await?;
            parts.record(event, Subject::Account(account.id), request_id).await?;
            Ok((Done::Said, None))
        }
    }
}

impl From<RevocationError> for ChangeError {
    fn from(error: RevocationError) -> Self {
        match error {
            RevocationError::Unknown => Self::Nobody,
            RevocationError::NotActive => PersonFault::NotActive.into(),
            RevocationError::NothingToRestore => PersonFault::NothingToRestore.into(),
            RevocationError::Inbox(error) => error.into(),
            RevocationError::Db(error) => error.into(),
            RevocationError::Keeper(error) => error.into(),
            RevocationError::Audit(error) => error.into(),
        }
    }
}
