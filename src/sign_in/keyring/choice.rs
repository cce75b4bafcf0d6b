//! The organisation's answer, given once by an administrator: whether identity seeds are kept. It can be changed, on record:
//! turned on, seeds are kept as people sign in next; turned off, what was kept is deleted.

use super::KeyringFlowError;
use super::members::{admitted, fresh_membership};
use super::standing::{Administrator, Ring, with_mac};
use crate::audit::{Event, Subject};
use crate::db::keyring::KeyringRow;
use crate::db::{self, DbError, PgConnection};
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::vault::envelope::KeyPair;

/// Answers the question, for the first time or otherwise than before. `anew` says that the administrator was told that the
/// row is not as this service left it, and goes on.
///
/// # Errors
/// `Changed` when the answer is not what she was shown any more, or the row is broken and she was not told.
pub async fn answer(
    parts: &Parts,
    person: &SignedIn,
    escrows: bool,
    anew: bool,
    request_id: &str,
) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let mut administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_update(&mut transaction, parts.org).await?;
    let found = match Ring::of(parts, found, administrator.profile.keyring.seen).await? {
        Ring::On(..) if escrows => return Err(KeyringFlowError::Changed),
        Ring::Off(_) if !escrows => return Err(KeyringFlowError::Changed),
        Ring::Broken(_) if !anew => return Err(KeyringFlowError::Changed),
        // Nothing that stands in it is taken over.
        Ring::Broken(_) => {
            db::keyring::remove(&mut transaction, parts.org).await?;
            None
        }
        Ring::On(row, _) | Ring::Off(row) => Some(row),
        Ring::NotAsked => None,
    };
    write(parts, &mut transaction, person, &mut administrator, found, escrows).await?;
    let event = if escrows { Event::EscrowTurnedOn } else { Event::EscrowTurnedOff };
    parts.record(event, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// A new keyring in the place of one that nobody can open any more. What was kept by it is given up; each person's seed is
/// kept again from their next sign-in on.
///
/// # Errors
/// `Off` where there is none.
pub async fn start_anew(parts: &Parts, person: &SignedIn, request_id: &str) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let mut administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_update(&mut transaction, parts.org).await?;
    let (row, _) = Ring::of(parts, found, administrator.profile.keyring.seen).await?.on()?;
    write(parts, &mut transaction, person, &mut administrator, Some(row), true).await?;
    parts.record(Event::KeyringStartedAnew, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// The row, the one member, and nothing kept yet.
async fn write(
    parts: &Parts,
    db: &mut PgConnection,
    person: &SignedIn,
    administrator: &mut Administrator,
    found: Option<KeyringRow>,
    escrows: bool,
) -> Result<(), KeyringFlowError> {
    let known = found.as_ref().map_or(0, |row| row.version).max(administrator.profile.keyring.seen);
    let version = known.saturating_add(1);
    db::keyring_member::clear(db, parts.org).await?;
    db::escrow::clear(db).await?;
    let pair = if escrows { Some(KeyPair::generate(&*parts.random)?) } else { None };
    let row = KeyringRow {
        org: parts.org,
        version,
        escrows,
        // A new key pair's epoch is the version that brought it: above all before, also where a row was lost.
        epoch: match &pair {
            Some(_) => u32::try_from(version).unwrap_or(u32::MAX),
            None => found.as_ref().map_or(0, |row| row.epoch),
        },
        public: pair.as_ref().map(|pair| pair.public),
        elder: None,
        mac: Vec::new(),
    };
    let row = with_mac(parts, row).await?;
    match found {
        Some(_) => db::keyring::update(db, &row).await?,
        None => db::keyring::insert(db, &row).await?,
    }
    administrator.profile.keyring.member = None;
    if let Some(pair) = &pair {
        let membership = fresh_membership(&*parts.random);
        let member = admitted(parts, person, administrator, &membership, &row, pair).await?;
        db::keyring_member::put(db, &member).await?;
        administrator.profile.keyring.member = Some(membership);
    }
    administrator.profile.keyring.seen = version;
    administrator.profile.keyring.escrow = [0; 32];
    administrator.write(parts, db, person).await
}
