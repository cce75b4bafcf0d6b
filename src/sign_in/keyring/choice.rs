//! What the organisation chose, on record, and changed by an administrator: whether identity seeds are kept, which is asked once, and
//! whether there is a directory. Turned on, both fill as people sign in next; turned off, what was kept is deleted.

use super::KeyringFlowError;
use super::members::{admitted, fresh_membership};
use super::standing::{Administrator, Ring, with_mac};
use crate::audit::{Event, Subject};
use crate::db::keyring::KeyringRow;
use crate::db::{self, DbError, PgConnection};
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::vault::envelope::KeyPair;

/// What is to be from now on.
#[derive(Clone, Copy)]
struct Chosen {
    escrows: bool,
    directory: bool,
}

/// Which key it is sealed to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    /// The one that is there, if one is.
    Present,
    /// Another, whoever held the former: nothing that was kept by it stays.
    Fresh,
}

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
        Ring::On(row, _) | Ring::Off(row) if row.escrows == escrows => {
            tracing::debug!(version = row.version, "the question is answered so already");
            return Err(KeyringFlowError::Changed);
        }
        Ring::Broken(_) if !anew => return Err(KeyringFlowError::Changed),
        // Nothing that stands in it is taken over.
        Ring::Broken(_) => {
            db::keyring::remove(&mut transaction, parts.org).await?;
            None
        }
        Ring::On(row, _) | Ring::Off(row) => Some(row),
        Ring::NotAsked => None,
    };
    let chosen = Chosen { escrows, directory: found.as_ref().is_some_and(|row| row.directory) };
    write(parts, &mut transaction, person, &mut administrator, found, chosen, Key::Present).await?;
    let event = if escrows { Event::EscrowTurnedOn } else { Event::EscrowTurnedOff };
    parts.record(event, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// Turns the directory on or off.
///
/// # Errors
/// `Changed` when it is so already, where the question about seeds was not answered yet, or the row is broken.
pub async fn choose_directory(
    parts: &Parts,
    person: &SignedIn,
    directory: bool,
    request_id: &str,
) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let mut administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_update(&mut transaction, parts.org).await?;
    let row = match Ring::of(parts, found, administrator.profile.keyring.seen).await? {
        Ring::On(row, _) | Ring::Off(row) if row.directory != directory => row,
        Ring::On(..) | Ring::Off(_) | Ring::NotAsked | Ring::Broken(_) => return Err(KeyringFlowError::Changed),
    };
    let chosen = Chosen { escrows: row.escrows, directory };
    write(parts, &mut transaction, person, &mut administrator, Some(row), chosen, Key::Present).await?;
    let event = if directory { Event::DirectoryTurnedOn } else { Event::DirectoryTurnedOff };
    parts.record(event, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// A new keyring in the place of one that nobody can open any more. What was kept by it is given up; each person's seed and entry
/// are kept again from their next sign-in on.
///
/// # Errors
/// `Off` where there is none.
pub async fn start_anew(parts: &Parts, person: &SignedIn, request_id: &str) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let mut administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_update(&mut transaction, parts.org).await?;
    let (row, _) = Ring::of(parts, found, administrator.profile.keyring.seen).await?.on()?;
    let chosen = Chosen { escrows: row.escrows, directory: row.directory };
    write(parts, &mut transaction, person, &mut administrator, Some(row), chosen, Key::Fresh).await?;
    parts.record(Event::KeyringStartedAnew, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// The row; with another key the one member of it, and nothing kept yet. What is not chosen is deleted.
async fn write(
    parts: &Parts,
    db: &mut PgConnection,
    person: &SignedIn,
    administrator: &mut Administrator,
    found: Option<KeyringRow>,
    chosen: Chosen,
    key: Key,
) -> Result<(), KeyringFlowError> {
    let known = found.as_ref().map_or(0, |row| row.version).max(administrator.profile.keyring.seen);
    let version = known.saturating_add(1);
    let needs_key = chosen.escrows || chosen.directory;
    let present = found.as_ref().filter(|row| row.public.is_some() && needs_key && key == Key::Present);
    if !(chosen.escrows && present.is_some()) {
        db::escrow::clear(db).await?;
        administrator.profile.keyring.escrow = [0; 32];
    }
    if !(chosen.directory && present.is_some()) {
        db::directory::clear(db).await?;
    }
    let (escrows, directory) = (chosen.escrows, chosen.directory);
    if let Some(row) = present {
        let row = with_mac(parts, KeyringRow { version, escrows, directory, ..row.clone() }).await?;
        db::keyring::update(db, &row).await?;
    } else {
        db::keyring_member::clear(db, parts.org).await?;
        let pair = if needs_key { Some(KeyPair::generate(&*parts.random)?) } else { None };
        let row = KeyringRow {
            org: parts.org,
            version,
            escrows,
            directory,
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
        match &found {
            Some(_) => db::keyring::update(db, &row).await?,
            None => db::keyring::insert(db, &row).await?,
        }
        first_place(parts, db, person, administrator, &row, pair.as_ref()).await?;
    }
    administrator.profile.keyring.seen = version;
    administrator.write(parts, db, person).await
}

/// Whoever makes a key holds it first.
async fn first_place(
    parts: &Parts,
    db: &mut PgConnection,
    person: &SignedIn,
    administrator: &mut Administrator,
    row: &KeyringRow,
    pair: Option<&KeyPair>,
) -> Result<(), KeyringFlowError> {
    administrator.profile.keyring.member = None;
    if let Some(pair) = pair {
        let membership = fresh_membership(&*parts.random);
        let member = admitted(parts, person, administrator, &membership, row, pair).await?;
        db::keyring_member::put(db, &member).await?;
        administrator.profile.keyring.member = Some(membership);
    }
    Ok(())
}
