//! Many invited at once, all or none, at a pace that leaves the keeper's look-ups to whoever signs in meanwhile.
//!
//! First each is looked up, in no transaction; then all links are written, in one: whatever stops it, nobody of the list was invited.
//! Both in an order of chance, so that no order of rows is that of a staff list.

use super::held::{Ended, Halt, Letter, Letters, Progress, State};
use super::letters::Mailing;
use super::list::{Fault, Line, Wrong};
use crate::audit::{AuditError, Entry, Event, Subject};
use crate::db::{DbError, PgConnection};
use crate::domain::{AccountId, AccountState, Handle, Random, Role, SecretText, random};
use crate::keeper::KeeperError;
use crate::sign_in::again::Issuer;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::invitation::{self, InvitationError, Invitee, VALIDITY};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, named};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// So many people who cannot be invited are told of, and then nobody more is looked up: a list is no way to learn who is here.
pub const MOST_TOLD: usize = 20;
/// How long all of a list may take to be looked up: nobody else's is worked on meanwhile.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// How often it is asked again where others use the look-ups up.
const AGAIN: Duration = Duration::from_millis(500);

/// Whose list it is, as they stood when they proved who they are.
pub struct By {
    pub(super) account: AccountId,
    is_owner: bool,
    issuer: Issuer,
    /// When their roles end by themselves, in seconds since 1970; nothing where they do not.
    roles_until: Option<i64>,
}

impl By {
    /// Taken before the proof, which is refused where anything of the account has moved since the request began. `None` for an account
    /// that is not active.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn of(parts: &Parts, person: &SignedIn) -> Result<Option<Self>, InboxFlowError> {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let issuer = Issuer::administrator(parts, &mut db, person.account).await?;
        let (account, is_owner) = (person.account, person.has_role(Role::Owner));
        Ok(issuer.map(|issuer| Self { account, is_owner, issuer, roles_until: person.roles_until() }))
    }

    /// Whether they are who they were, and their roles have not ended.
    ///
    /// # Errors
    /// Database or keeper away.
    pub(super) async fn stands(&self, parts: &Parts, db: &mut PgConnection) -> Result<bool, InboxFlowError> {
        let now = parts.clock.now().unix_timestamp();
        Ok(self.roles_until.is_none_or(|until| now < until) && self.issuer.stands(parts, db).await?)
    }
}

/// A list to be worked on.
pub(super) struct Work {
    pub(super) by: By,
    pub(super) lines: Vec<Line>,
    pub(super) request_id: String,
    pub(super) progress: Arc<Progress>,
    /// Of the list.
    pub(super) id: String,
}

#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error("people of the list cannot be invited")]
    Faults { faults: Vec<Fault>, is_cut: bool },
    #[error("who sent the list may not any more")]
    Issuer,
    #[error("it was stopped")]
    ByHand,
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// What becomes of a list. On record before anybody is looked up, and once it is decided; whom it told of, each.
pub(super) async fn worked(parts: &Parts, work: Work) -> State {
    let (by, people, request_id) = (work.by.account, work.lines.len(), work.request_id.clone());
    let stopped = match invited(parts, work).await {
        Ok(letters) => return State::Ready(letters),
        Err(stopped) => stopped,
    };
    tracing::warn!(error = %stopped, request_id, "nobody of a list was invited");
    if let Err(error) = record(parts, Event::ListRefused, by, people, &request_id).await {
        tracing::error!(%error, "it could not be recorded");
    }
    match stopped {
        Stopped::Faults { faults, is_cut } => State::Refused { faults, is_cut },
        Stopped::Issuer => State::Stopped(Halt::Issuer),
        Stopped::ByHand => State::Stopped(Halt::ByHand),
        Stopped::Keeper(KeeperError::Budget(_))
        | Stopped::Invitation(InvitationError::Keeper(KeeperError::Budget(_))) => State::Stopped(Halt::LookUps),
        Stopped::Inbox(InboxFlowError::Tampered)
        | Stopped::Invitation(InvitationError::Inbox(InboxFlowError::Tampered)) => State::Stopped(Halt::Tampered),
        _ => State::Stopped(Halt::Away),
    }
}

/// Ends what somebody's page showed: a list that waits, one that is worked on, the sending of links, or links that wait. On record, where
/// people were looked up, or links are gone.
///
/// # Errors
/// It could not be recorded; it is ended all the same.
pub async fn stop(parts: &Parts, by: AccountId, id: &str, what: &str, request_id: &str) -> Result<(), AuditError> {
    match parts.lists.stop(by, id, what, parts.clock.now()) {
        Ended::Work(people) => record(parts, Event::ListRefused, by, people, request_id).await,
        Ended::Links(people) => dropped(parts, by, people, request_id).await,
        Ended::Nothing => Ok(()),
    }
}

/// Lets go of the links of a session whose person signs out. On record, where links are gone that nobody has.
///
/// # Errors
/// It could not be recorded; they are gone all the same.
pub async fn signed_out(parts: &Parts, by: AccountId, session: &[u8; 32], request_id: &str) -> Result<(), AuditError> {
    dropped(parts, by, parts.lists.forget(by, session), request_id).await
}

pub(super) async fn dropped(parts: &Parts, by: AccountId, people: usize, request_id: &str) -> Result<(), AuditError> {
    if people == 0 {
        return Ok(());
    }
    record(parts, Event::LinksDropped, by, people, request_id).await
}

/// Puts on record that links were handed to their administrator.
///
/// # Errors
/// Database or keeper away.
pub async fn handed_over(parts: &Parts, by: AccountId, people: usize, request_id: &str) -> Result<(), AuditError> {
    record(parts, Event::LinksTaken, by, people, request_id).await
}

/// Ends another's list that is worked on, for an owner.
///
/// # Errors
/// It could not be recorded; it is ended all the same.
pub async fn stop_others(parts: &Parts, by: &SignedIn, request_id: &str) -> Result<(), AuditError> {
    if !by.has_role(Role::Owner) {
        return Ok(());
    }
    match parts.lists.stop_others(by.account, parts.clock.now()) {
        Some((whose, people)) => record(parts, Event::ListRefused, whose, people, request_id).await,
        None => Ok(()),
    }
}

/// With of how many people it is in the place where other rows have their application.
pub(super) async fn record(
    parts: &Parts,
    event: Event,
    by: AccountId,
    people: usize,
    request_id: &str,
) -> Result<(), AuditError> {
    let entry = Entry {
        at: parts.clock.now(),
        event,
        subject: Subject::Account(by),
        service_provider: format!("{people} people"),
        request_id: request_id.to_owned(),
        mark: None,
        participant: None,
        session: None,
    };
    parts.journal.record(entry).await
}

async fn invited(parts: &Parts, work: Work) -> Result<Letters, Stopped> {
    let Work { by, lines, request_id, progress, id } = work;
    let people = lines.len();
    record(parts, Event::ListBegun, by.account, people, &request_id).await?;
    let found = looked_up(parts, &by, lines, &request_id, &progress).await?;
    let until = parts.clock.now() + VALIDITY;
    let mut all = Vec::with_capacity(people);
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    for (line, handle) in found {
        all.push(letter(parts, &mut transaction, line, handle, by.is_owner).await?);
        progress.made.fetch_add(1, Ordering::Relaxed);
        // The keeper would take many hardenings at once for somebody who grinds.
        tokio::time::sleep(parts.policy.lists.pace / 4).await;
    }
    // It took a while: whoever was revoked meanwhile, or from whom a role was taken, invites nobody.
    if !by.stands(parts, &mut transaction).await? {
        return Err(Stopped::Issuer);
    }
    if !parts.lists.close(by.account, &id) {
        return Err(Stopped::ByHand);
    }
    record(parts, Event::ListInvited, by.account, people, &request_id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    all.sort_by_key(|letter| letter.line);
    Ok(Letters { all, until, sent: 0, trouble: None, mailing: Mailing::No, handed: false, is_over: false })
}

/// Everybody with what finds them, those last who have an account already: their rows are locked from when they are written.
async fn looked_up(
    parts: &Parts,
    by: &By,
    lines: Vec<Line>,
    request_id: &str,
    progress: &Progress,
) -> Result<Vec<(Line, Handle)>, Stopped> {
    let (mut new, mut known, mut faults) = (Vec::with_capacity(lines.len()), Vec::new(), Vec::new());
    let (people, began) = (lines.len(), Instant::now());
    for (turn, line) in (1..).zip(shuffled(lines, &*parts.random)) {
        if began.elapsed() > LONGEST {
            return Err(KeeperError::Budget("look-ups of lists").into());
        }
        let handle = handle(parts, &line).await?;
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        match named::known(parts, &mut db, &handle).await? {
            None => new.push((line, handle)),
            Some(found) => match refusal(&found, by) {
                None => known.push((line, handle)),
                Some(what) => {
                    drop(db);
                    parts.record(Event::PersonInList, Subject::Account(found.account.id), request_id).await?;
                    faults.push(Fault { line: line.number, what });
                }
            },
        }
        progress.looked_up.fetch_add(1, Ordering::Relaxed);
        if faults.len() >= MOST_TOLD {
            return Err(told(faults, turn < people));
        }
        tokio::time::sleep(parts.policy.lists.pace).await;
    }
    if !faults.is_empty() {
        return Err(told(faults, false));
    }
    new.append(&mut known);
    Ok(new)
}

fn told(mut faults: Vec<Fault>, is_cut: bool) -> Stopped {
    faults.sort_by_key(|fault| fault.line);
    Stopped::Faults { faults, is_cut }
}

/// Why somebody who is known here is not invited by this administrator.
fn refusal(found: &named::Known, by: &By) -> Option<Wrong> {
    match found.account.state {
        AccountState::Active => Some(Wrong::Enrolled),
        AccountState::Revoked | AccountState::Frozen => Some(Wrong::RevokedOrFrozen),
        AccountState::Invited if !found.may_be_acted_on(by.is_owner) => Some(Wrong::OwnersAlone),
        AccountState::Invited => None,
    }
}

/// Waits for a while where others use the look-ups up: they come first.
async fn handle(parts: &Parts, line: &Line) -> Result<Handle, KeeperError> {
    let (policy, began) = (parts.policy.throttle.source, Instant::now());
    loop {
        let refused = match parts.sources.look_up_of_list(policy, parts.clock.now()) {
            true => match parts.keeper.handle(parts.org, line.identifier.as_str()).await {
                Err(error @ KeeperError::Budget(_)) => {
                    parts.sources.look_ups_are_used_up(policy);
                    error
                }
                found => return found,
            },
            false => KeeperError::Budget("look-ups of lists"),
        };
        if began.elapsed() >= parts.policy.lists.patience {
            return Err(refused);
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn letter(
    parts: &Parts,
    db: &mut PgConnection,
    line: Line,
    handle: Handle,
    is_owner: bool,
) -> Result<Letter, InvitationError> {
    let Line { number, identifier, attributes, mail } = line;
    let name = SecretText::new(identifier.as_str().to_owned());
    let is_login_code = identifier.is_login_code();
    let invitee = Invitee { identifier, roles: Vec::new(), attributes };
    let token = invitation::put(parts, db, &invitee, handle, is_owner).await?;
    Ok(Letter { line: number, identifier: name, token, is_login_code, mail, fault: None })
}

/// In an order that says nothing.
fn shuffled(mut lines: Vec<Line>, source: &dyn Random) -> Vec<Line> {
    lines.sort_by_cached_key(|_| random::octets::<16>(source));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Identifier, SystemRandom};

    // Threat: rows in the order of a staff list match it, one by one.
    #[test]
    fn a_list_is_worked_on_in_an_order_of_chance() {
        let x = || Identifier::parse("x").unwrap();
        let line = |number| Line { number, identifier: x(), attributes: Vec::new(), mail: None };
        let order =
            || shuffled((0..100).map(line).collect(), &SystemRandom).iter().map(|one| one.number).collect::<Vec<_>>();
        let (one, another) = (order(), order());
        let sorted: Vec<usize> = (0..100).collect();
        assert!(one != sorted && another != one, "chances of one in 100!");
        let mut back = one;
        back.sort_unstable();
        assert_eq!(back, sorted, "control: all are there");
    }
}
