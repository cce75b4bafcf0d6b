//! Locking a session at a computer that people share, and coming back to it.
//!
//! A locked session's row holds no key and nothing that is said of the person, only what the same person goes on with: until when
//! it may last, its index at service providers, and what they sign in with, so that nobody's name has to stand on the page. It
//! is sealed under a new key, which the browser is given in the place of the one before: whoever has a copy of that one has
//! nothing. What is sealed is opened, as every session is, by the cookie's and the keeper's key together.
//!
//! Who comes back proves who they are as at a sign-in, by whatever proofs that takes ([`attempt`]), and gets keys anew from that.

use super::Parts;
use super::attempt::{self, AttemptError, Previous};
use super::bearer::{Bearer, Purpose};
use super::passphrase::first_step;
use super::second_factor::Second;
use super::session::{self, Unattended};
use super::visitor::{Entered, Trying, Visitor};
use crate::audit::{AuditError, Event, Subject};
use crate::db::one_read::Question;
use crate::db::session::LiveSession;
use crate::db::{self, DbError};
use crate::domain::limits::{Lasting, Times};
use crate::domain::secret::{sealed_json, text_inside_a_seal};
use crate::domain::{AccountId, Identifier, SecretText};
use crate::keeper::KeeperError;
use crate::sign_in::session::SessionError;
use crate::sign_in::session_policy;
use crate::vault::account::{Root, VaultError, open_profile};
use crate::vault::seal::{RecordContext, SealError, open, seal};
use serde::{Deserialize, Serialize};

#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error("a locked session could not be read or written: {0}")]
    Encode(#[from] serde_json::Error),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// Inside the seal of a locked session.
#[derive(Serialize, Deserialize)]
struct Record {
    began_at: i64,
    ends_at: i64,
    session_index: String,
    idle: u16,
    /// What the person signs in with.
    #[serde(with = "text_inside_a_seal")]
    identifier: SecretText,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Record>(json)?)
}

/// A locked session that waits for its person.
pub struct Locked {
    pub(super) account: AccountId,
    pub(super) bearer: Bearer,
    pub(super) epoch: u32,
    /// As its row was read: what is written in its place takes the place of this alone.
    pub(super) sealed: Vec<u8>,
    pub(super) times: Times,
    pub(super) session_index: String,
    identifier: Identifier,
}

impl Locked {
    /// What finds its row, and whom it told.
    pub fn id_hash(&self) -> [u8; 32] {
        self.bearer.id_hash(Purpose::Session)
    }
}

/// Locks the session of a cookie; the new cookie. `None` where there is none to lock: it is not at a shared computer, or over, or
/// locked already.
///
/// # Errors
/// The database or the keeper is away: the session is as it was, and ends unused by itself.
pub async fn lock(parts: &Parts, cookie: &str, request_id: &str) -> Result<Option<SecretText>, LockError> {
    for _ in 0..session::LOOKS {
        let Some(found) = session::unattended(parts, cookie).await? else { return Ok(None) };
        let Some(identifier) = identifier_of(parts, &found).await? else { return Ok(None) };
        let Unattended { live, bearer, times, session_index, .. } = found;
        let row = &live.session;
        let record =
            Record { began_at: times.began_at, ends_at: times.ends_at, session_index, idle: times.idle, identifier };
        let bearer = bearer.with_another_key(&*parts.random);
        let key = bearer.sealing_key(Purpose::Lock, &parts.keeper.session_epoch_key(row.epoch).await?);
        let plain = sealed_json(&record)?;
        let sealed = seal(&key, &context(parts, &row.account), plain.expose(), &*parts.random)?;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        if db::session::update_read(&mut transaction, &row.id_hash, &row.sealed, &sealed).await? {
            let subject = Subject::Account(row.account);
            parts.commit::<LockError>(transaction, Event::SessionLocked, subject, request_id).await?;
            return Ok(Some(bearer.encode()));
        }
        // Another request wrote to it meanwhile, or has ended it: what it wrote is what is locked.
    }
    Ok(None)
}

/// From the person's own profile, which their session opens for the last time. `None` when it does not any more.
async fn identifier_of(parts: &Parts, found: &Unattended) -> Result<Option<SecretText>, LockError> {
    let account = found.live.session.account;
    let row = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::profile::read(&mut db, account).await?
    };
    let Some(row) = row else { return Ok(None) };
    let root = Root { epoch: found.root.epoch, key: found.root.key.duplicate() };
    Ok(open_profile(parts.org, account, &root, &row).ok().map(|profile| profile.identifier))
}

/// The locked session of a cookie, if its time is not over and its account active.
///
/// # Errors
/// The database or the keeper is away.
pub async fn waiting(parts: &Parts, cookie: &str) -> Result<Option<Locked>, LockError> {
    let Some(bearer) = Bearer::parse(cookie) else { return Ok(None) };
    let question = Question { session: Some(bearer.id_hash(Purpose::Session)), provider: None };
    let Some(live) = parts.reads.ask(question).await.map_err(LockError::from)?.session else { return Ok(None) };
    if !live.state.may_sign_on() || live.org != parts.org {
        return Ok(None);
    }
    let Some(record) = opened(parts, &bearer, &live).await? else { return Ok(None) };
    let now = parts.clock.now().unix_timestamp();
    let Record { began_at, ends_at, session_index, idle, identifier } = record;
    let times = Times { began_at, ends_at, used_at: now, idle, shared: true };
    let limits = session_policy::now(parts, live.policy.as_ref()).await?;
    let (Lasting::Live { .. }, Ok(identifier)) = (times.lasting(limits, now), Identifier::parse(identifier.expose()))
    else {
        return Ok(None);
    };
    let LiveSession { session: row, .. } = *live;
    Ok(Some(Locked {
        account: row.account,
        bearer,
        epoch: row.epoch,
        sealed: row.sealed,
        times,
        session_index,
        identifier,
    }))
}

async fn opened(parts: &Parts, bearer: &Bearer, live: &LiveSession) -> Result<Option<Record>, LockError> {
    let epoch_key = match parts.keeper.session_epoch_key(live.session.epoch).await {
        Err(KeeperError::SessionRetired { .. } | KeeperError::SessionAhead { .. }) => return Ok(None),
        key => key?,
    };
    let key = bearer.sealing_key(Purpose::Lock, &epoch_key);
    match open(&key, &context(parts, &live.session.account), &live.session.sealed) {
        Ok(plain) => Ok(Some(serde_json::from_slice(plain.expose())?)),
        Err(_) => Ok(None),
    }
}

/// The same person comes back, by passphrase and second factor. The session goes on: service providers know it as the one before.
///
/// # Errors
/// `Refused` for anybody else, and whatever was wrong; or the database or keeper was away. It stays locked then.
pub async fn come_back(
    parts: &Parts,
    locked: &Locked,
    passphrase: &SecretText,
    second: Second<'_>,
    visitor: &Visitor,
    request_id: &str,
) -> Result<Entered, AttemptError> {
    let mut step = first_step(parts, &locked.identifier, passphrase, Trying::Visitor(visitor)).await?;
    step.shared = true;
    attempt::second_step(parts, step, second, visitor.source, Previous::Locked(locked), request_id).await
}

/// Another slot than a session's: neither opens as the other.
fn context<'a>(parts: &Parts, account: &'a AccountId) -> RecordContext<'a> {
    RecordContext { org: parts.org, table: "session", row: account.as_bytes(), slot: "locked", version: 1 }
}
