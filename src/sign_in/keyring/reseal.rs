//! What is kept follows the keyring's new key, seeds and entries of the directory: in batches, each a transaction of its own, from
//! whichever member's session. Until the last, the former private key lies sealed to the new public one.

use super::KeyringFlowError;
use super::standing::{Administrator, Ring, members, with_mac};
use crate::db::directory::DirectoryRow;
use crate::db::escrow::EscrowRow;
use crate::db::keyring::KeyringRow;
use crate::db::{self, DbError, PgConnection};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use crate::vault::directory::{open_entry, seal_entry};
use crate::vault::envelope::{KeyPair, Opener};
use crate::vault::keyring::{open_elder, open_seed, seal_seed};

/// How far a re-sealing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Sealed to the new key by this call.
    pub resealed: u64,
    /// What could not be opened and was taken away: it is kept again from that person's next sign-in on.
    pub given_up: u64,
    /// Still to come, as far as they are counted.
    pub left: u64,
}

/// As many of each are counted after each batch.
const LEFT: i64 = 1_000;

/// From which key to which.
struct Step {
    elder: KeyPair,
    opener: Opener,
    public: [u8; 32],
    epoch: u32,
}

/// Seals what is kept to the present key, so many rows a transaction and so many transactions; what is left when it returns
/// or is interrupted, a later call does.
///
/// # Errors
/// `NotAMember` for who does not hold the keyring.
pub async fn reseal(parts: &Parts, person: &SignedIn, batch: u32, most: u32) -> Result<Progress, KeyringFlowError> {
    let mut progress = Progress { resealed: 0, given_up: 0, left: 0 };
    for _ in 0..most {
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        let done = one_batch(parts, &mut transaction, person, batch, &mut progress).await?;
        transaction.commit().await.map_err(DbError::from)?;
        if done {
            break;
        }
    }
    Ok(progress)
}

/// True when nothing is left to do, or others are doing it.
async fn one_batch(
    parts: &Parts,
    db: &mut PgConnection,
    person: &SignedIn,
    batch: u32,
    progress: &mut Progress,
) -> Result<bool, KeyringFlowError> {
    let administrator = Administrator::lock(parts, db, person).await?;
    let found = db::keyring::read_for_update(db, parts.org).await?;
    let (ring, public) = Ring::of(parts, found, administrator.profile.keyring.seen).await?.on()?;
    let pair = administrator.open(parts, &ring, &members(parts, db, &ring).await?)?;
    let Some(sealed) = &ring.elder else { return Ok(true) };
    let elder = open_elder(&pair, parts.org, ring.epoch, sealed)?;
    let step = Step { opener: Opener::new(&elder)?, elder, public, epoch: ring.epoch };
    let seeds = seeds(parts, db, &step, batch, progress).await?;
    let entries = entries(parts, db, &step, batch.saturating_sub(seeds), progress).await?;
    let behind = db::escrow::count_before(db, ring.epoch, LEFT).await?
        + db::directory::counts(db, ring.epoch, LEFT).await?.behind;
    progress.left = u64::try_from(behind).unwrap_or_default();
    if behind == 0 {
        // Nothing is sealed to the former key any more: it goes.
        let version = ring.version.saturating_add(1);
        let done = with_mac(parts, KeyringRow { version, elder: None, ..ring }).await?;
        db::keyring::update(db, &done).await?;
    }
    Ok(seeds + entries == 0 || behind == 0)
}

/// How many it was of.
async fn seeds(
    parts: &Parts,
    db: &mut PgConnection,
    step: &Step,
    most: u32,
    progress: &mut Progress,
) -> Result<u32, KeyringFlowError> {
    let mut of = 0;
    for row in db::escrow::before(db, step.epoch, most).await? {
        of += 1;
        let account = row.account;
        match seed(parts, row, step).await? {
            Some(row) => {
                db::escrow::put(db, &row).await?;
                progress.resealed += 1;
            }
            None => {
                tracing::warn!("an escrowed seed is not as this service wrote it, and was given up");
                db::escrow::remove(db, account).await?;
                progress.given_up += 1;
            }
        }
    }
    Ok(of)
}

/// The same of the directory.
async fn entries(
    parts: &Parts,
    db: &mut PgConnection,
    step: &Step,
    most: u32,
    progress: &mut Progress,
) -> Result<u32, KeyringFlowError> {
    let mut of = 0;
    for row in db::directory::before(db, step.epoch, most).await? {
        of += 1;
        let account = row.account;
        match entry(parts, row, step).await? {
            Some(row) => {
                db::directory::put(db, &row).await?;
                progress.resealed += 1;
            }
            None => {
                tracing::warn!("an entry of the directory is not as this service wrote it, and was given up");
                db::directory::remove(db, account).await?;
                progress.given_up += 1;
            }
        }
    }
    Ok(of)
}

/// A row for the present key; `None` where it is not as this service wrote it or does not open.
async fn seed(parts: &Parts, row: EscrowRow, step: &Step) -> Result<Option<EscrowRow>, KeyringFlowError> {
    let (account, epoch) = (row.account, step.epoch);
    if !parts.keeper.check_row_mac(row_macs::escrow(parts.org, &row), &row.mac).await? {
        return Ok(None);
    }
    let Ok(kept) = open_seed(&step.elder, parts.org, account, row.epoch, &row.sealed) else { return Ok(None) };
    let sealed = seal_seed(&step.public, parts.org, account, epoch, &kept, &*parts.random)?;
    let mut row = EscrowRow { account, epoch, sealed, mac: Vec::new() };
    row.mac = parts.keeper.row_mac(row_macs::escrow(parts.org, &row)).await?.to_vec();
    Ok(Some(row))
}

/// The mark stays, and is of the row of before: its person's session writes another at their next sign-in.
async fn entry(parts: &Parts, row: DirectoryRow, step: &Step) -> Result<Option<DirectoryRow>, KeyringFlowError> {
    let (account, epoch) = (row.account, step.epoch);
    if !parts.keeper.check_row_mac(row_macs::directory(parts.org, &row), &row.mac).await? {
        return Ok(None);
    }
    let Ok(entry) = open_entry(&step.opener, parts.org, account, row.epoch, &row.sealed) else { return Ok(None) };
    let sealed = seal_entry(&step.public, parts.org, account, epoch, &entry, &*parts.random)?;
    let mut row = DirectoryRow { epoch, sealed, mac: Vec::new(), ..row };
    row.mac = parts.keeper.row_mac(row_macs::directory(parts.org, &row)).await?.to_vec();
    Ok(Some(row))
}
