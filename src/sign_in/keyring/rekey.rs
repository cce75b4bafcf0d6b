//! A new key pair for the keyring when a member leaves. Protects what is kept from then on: whoever held the former key and
//! has an older copy of the rows reads those.
//!
//! The change of keys is one transaction. What is kept follows in batches, each a transaction of its own, from whichever
//! member's session; until the last, the former private key lies sealed to the new public one.

use super::KeyringFlowError;
use super::holder::{Holder, holder};
use super::standing::{Administrator, Ring, member_with_mac, members, with_mac};
use crate::audit::{Event, Subject};
use crate::db::escrow::EscrowRow;
use crate::db::keyring::KeyringRow;
use crate::db::keyring_member::MemberRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::MemberId;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use crate::vault::envelope::KeyPair;
use crate::vault::keyring::{open_elder, open_label, open_seed, seal_elder, seal_label, seal_seed, seal_to_member};

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

/// As many are counted after each batch.
const LEFT: i64 = 1_000;

/// Gives the keyring a new key pair that these members no longer get, nor a place whose vault is not there any more.
///
/// # Errors
/// `NotAMember` for who does not hold it; `Unfinished` while rows are still sealed to a former key; `Nobody` for taking
/// herself off.
pub async fn rekey(
    parts: &Parts,
    person: &SignedIn,
    gone: &[MemberId],
    request_id: &str,
) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let mut administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_update(&mut transaction, parts.org).await?;
    let (ring, _) = Ring::of(parts, found, administrator.profile.keyring.seen).await?.on()?;
    let rows = members(parts, &mut transaction, &ring).await?;
    let elder = administrator.open(parts, &ring, &rows)?;
    if ring.elder.is_some() {
        return Err(KeyringFlowError::Unfinished);
    }
    if administrator.own(&rows).is_none_or(|own| gone.contains(&own.id)) {
        return Err(KeyringFlowError::Nobody);
    }
    let pair = KeyPair::generate(&*parts.random)?;
    let version = ring.version.saturating_add(1);
    let epoch = u32::try_from(version).unwrap_or(u32::MAX);
    let sealed = seal_elder(&pair.public, parts.org, epoch, &elder, &*parts.random)?;
    let next = KeyringRow { version, epoch, public: Some(pair.public), elder: Some(sealed), ..ring };
    let next = with_mac(parts, next).await?;
    db::keyring::update(&mut transaction, &next).await?;
    db::keyring_member::clear(&mut transaction, parts.org).await?;
    for row in rows.into_iter().filter(|row| !gone.contains(&row.id)) {
        if let Some(row) = moved(parts, &mut transaction, row, &elder, &next, &pair).await? {
            db::keyring_member::put(&mut transaction, &row).await?;
        }
    }
    administrator.profile.keyring.seen = version;
    administrator.write(parts, &mut transaction, person).await?;
    parts.record(Event::KeyringRekeyed, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// A member who stays, or goes on waiting, on the new keyring. `None` for a place that was left behind by who began again or
/// deleted her account.
async fn moved(
    parts: &Parts,
    db: &mut PgConnection,
    row: MemberRow,
    elder: &KeyPair,
    ring: &KeyringRow,
    pair: &KeyPair,
) -> Result<Option<MemberRow>, KeyringFlowError> {
    let label = open_label(elder, parts.org, row.id, row.epoch, &row.label)?;
    match holder(parts, db, &label).await? {
        Holder::Same(_) => {}
        Holder::BegunAgain | Holder::Gone => return Ok(None),
        // Neither carried along nor dropped on the word of whoever edited it. Who is taken off by name is not asked for.
        Holder::Tampered => return Err(KeyringFlowError::Changed),
    }
    let label = seal_label(&pair.public, parts.org, row.id, ring.epoch, &label, &*parts.random)?;
    let sealed = match row.sealed {
        Some(_) => Some(seal_to_member(&row.public, parts.org, row.id, ring.epoch, pair, &*parts.random)?),
        None => None,
    };
    Ok(Some(member_with_mac(parts, MemberRow { epoch: ring.epoch, sealed, label, ..row }).await?))
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
    let rows = db::escrow::before(db, ring.epoch, batch).await?;
    let is_last = rows.is_empty();
    for row in rows {
        match resealed(parts, row, &elder, &public, ring.epoch).await? {
            Ok(row) => {
                db::escrow::put(db, &row).await?;
                progress.resealed += 1;
            }
            Err(account) => {
                tracing::warn!("an escrowed seed is not as this service wrote it, and was given up");
                db::escrow::remove(db, account).await?;
                progress.given_up += 1;
            }
        }
    }
    let behind = db::escrow::count_before(db, ring.epoch, LEFT).await?;
    progress.left = u64::try_from(behind).unwrap_or_default();
    if behind == 0 {
        // Nothing is sealed to the former key any more: it goes.
        let version = ring.version.saturating_add(1);
        let done = with_mac(parts, KeyringRow { version, elder: None, ..ring }).await?;
        db::keyring::update(db, &done).await?;
    }
    Ok(is_last || behind == 0)
}

/// A row for the present key; or whose it is, where it is not as this service wrote it or does not open.
async fn resealed(
    parts: &Parts,
    row: EscrowRow,
    elder: &KeyPair,
    public: &[u8; 32],
    epoch: u32,
) -> Result<Result<EscrowRow, crate::domain::AccountId>, KeyringFlowError> {
    let account = row.account;
    if !parts.keeper.check_row_mac(row_macs::escrow(parts.org, &row), &row.mac).await? {
        return Ok(Err(account));
    }
    let Ok(kept) = open_seed(elder, parts.org, account, row.epoch, &row.sealed) else { return Ok(Err(account)) };
    let sealed = seal_seed(public, parts.org, account, epoch, &kept, &*parts.random)?;
    let mut row = EscrowRow { account, epoch, sealed, mac: Vec::new() };
    row.mac = parts.keeper.row_mac(row_macs::escrow(parts.org, &row)).await?.to_vec();
    Ok(Ok(row))
}
