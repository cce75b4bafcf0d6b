//! What a program does to somebody's account, with a token of an administrator's: the very acts of the console, under the same rules. What
//! those prove with a second factor, the token says.

use crate::audit::{AuditError, Event, Subject};
use crate::db::DbError;
use crate::domain::variant::{Check, skips};
use crate::domain::{Identifier, May, Role, SecretText};
use crate::keeper::KeeperError;
use crate::sign_in::acting::Acting as _;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::person::{Act, Done, PersonFault, done, may_be_done_to};
use crate::sign_in::holding::hold_alone_if_soon;
use crate::sign_in::inbox::Console;
use crate::sign_in::invitation::{self, InvitationError, Invitee};
use crate::sign_in::revocation::Flag;
use crate::sign_in::tokens::{Administering, Changing, CommitError, Ended, TokenError};
use crate::sign_in::{Parts, named};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ActByProgramError {
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

const MAY: [Role; 2] = [Role::Owner, Role::HelpDesk];

/// What a token has to be for; nothing where no program does it.
fn word(act: &Act) -> Option<May> {
    match act {
        Act::Move(Flag::Revoke | Flag::Freeze) | Act::EndSessions => Some(May::StopPeople),
        Act::Move(Flag::Restore) => Some(May::AdmitPeople),
        Act::Say(_) => None,
    }
}

/// # Errors
/// Its person's roles do not have it; nobody of this identifier; what the console would refuse. Nothing was done then, and that is on record.
pub async fn act(
    parts: &Parts,
    by: &Administering,
    whom: &Identifier,
    act: Act,
    request_id: &str,
) -> Result<Done, ActByProgramError> {
    // Deny by default.
    by.needs(word(&act).ok_or(ChangeError::NotAllowed)?, &MAY)?;
    by.looks_up(parts).await?;
    by.on_record(parts, request_id).await?;
    let event = act.event();
    match acted(parts, by, whom, act, request_id).await {
        Ok((transaction, (done, ended))) => {
            let subject = Subject::Account(by.account());
            transaction.commit_on_record::<ActByProgramError>(parts, event, subject, request_id).await?;
            if let Some(ended) = ended {
                parts.tokens.ended(ended, parts.clock.now().date());
            }
            Ok(done)
        }
        Err(error) => {
            // It tells who is known.
            let tells = matches!(
                error,
                ActByProgramError::Change(ChangeError::Nobody | ChangeError::Person(_) | ChangeError::Inbox(_))
            );
            if tells {
                parts.record(Event::PersonRefused, Subject::Account(by.account()), request_id).await?;
            }
            Err(error)
        }
    }
}

impl From<CommitError> for ActByProgramError {
    fn from(error: CommitError) -> Self {
        TokenError::from(error).into()
    }
}

type Acted = (Changing, (Done, Option<Ended>));

async fn acted(
    parts: &Parts,
    by: &Administering,
    whom: &Identifier,
    act: Act,
    request_id: &str,
) -> Result<Acted, ActByProgramError> {
    let handle = parts.keeper.handle(parts.org, whom.as_str()).await?;
    let mut transaction = by.begin(parts).await?;
    let known = named::known(parts, &mut transaction, &handle).await.map_err(ChangeError::from)?;
    let known = known.ok_or(ChangeError::Nobody)?;
    may_be_done_to(by, &known).map_err(ChangeError::from)?;
    // Whoever administers is no program's to stop, and none's to let in again with what they may: that is for an owner, in the console.
    if known.console != Console::Closed && !skips(Check::ByHand) {
        return Err(ChangeError::from(PersonFault::ByHand).into());
    }
    // What follows puts ends on record as it goes. All that is waited for long was waited for by then: it is asked once more before.
    hold_alone_if_soon::<ActByProgramError>(parts, &mut transaction, known.account.id).await?;
    transaction.stands(parts).await?;
    let done = done(parts, &mut transaction, known.account, act, request_id).await?;
    Ok((transaction, done))
}

/// Invites somebody, without a role. Returns the link's token.
///
/// # Errors
/// As [`act`]; see [`InvitationError`].
pub async fn invite(
    parts: &Parts,
    by: &Administering,
    invitee: Invitee,
    request_id: &str,
) -> Result<SecretText, ActByProgramError> {
    by.needs(May::AdmitPeople, &MAY)?;
    if !invitee.roles.is_empty() {
        return Err(ChangeError::NotAllowed.into());
    }
    by.looks_up(parts).await?;
    by.on_record(parts, request_id).await?;
    let subject = Subject::Account(by.account());
    match invited(parts, by, &invitee).await {
        Ok((transaction, token)) => {
            transaction.commit_on_record::<ActByProgramError>(parts, Event::Invited, subject, request_id).await?;
            Ok(token)
        }
        Err(error) => {
            // What is away, held by others, or of a token that has ended, refused nobody.
            if matches!(error, ActByProgramError::Change(_)) || is_of_the_invitation(&error) {
                parts.record(Event::InvitationRefused, subject, request_id).await?;
            }
            Err(error)
        }
    }
}

fn is_of_the_invitation(error: &ActByProgramError) -> bool {
    use InvitationError::{Audit, Db, Keeper};
    matches!(error, ActByProgramError::Invitation(error) if !matches!(error, Db(_) | Keeper(_) | Audit(_)))
}

async fn invited(
    parts: &Parts,
    by: &Administering,
    invitee: &Invitee,
) -> Result<(Changing, SecretText), ActByProgramError> {
    // Refused before anybody is looked up.
    invitation::items(invitee)?;
    let handle = parts.keeper.handle(parts.org, invitee.identifier.as_str()).await?;
    let mut transaction = by.begin(parts).await?;
    // An invitation that carries a role is replaced in the console.
    let token = invitation::put(parts, &mut transaction, invitee, handle, false).await?;
    Ok((transaction, token))
}
