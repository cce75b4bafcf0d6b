//! What every session does for the keyring while its profile is open: escrow the identity seed and write its person's entry of the
//! directory, where the organisation chose so, remember what was seen, and leave the keyring with the role.

use super::KeyringFlowError;
use super::standing::Ring;
use crate::audit::{Event, Subject};
use crate::db::account::AccountRow;
use crate::db::escrow::EscrowRow;
use crate::db::{self, PgConnection};
use crate::domain::{AccountId, Attribute, Handle};
use crate::sign_in::directory::entry;
use crate::sign_in::{Parts, row_macs};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::keyring::{Kept, seal_seed};
use crate::vault::profile::Profile;

/// Brings what is kept of a person up to date; true when the profile is to be written for it. The caller has locked the
/// account, and commits both.
pub(in crate::sign_in) async fn keep(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    profile: &mut Profile,
    attributes: &[Attribute],
    may_hold: bool,
) -> Result<bool, KeyringFlowError> {
    let row = db::keyring::read(db, parts.org).await?;
    let ring = Ring::of(parts, row, profile.keyring.seen).await?;
    let has_left = !may_hold && leave(parts, db, account.id, profile).await?;
    let (row, has_key) = match ring {
        Ring::NotAsked => return Ok(has_left),
        // Whoever writes to the database gets no seed by it, and nobody is kept from signing in.
        Ring::Broken(fault) => {
            tracing::warn!(?fault, "the keyring's row is not as this service left it: nothing is kept");
            return Ok(has_left);
        }
        Ring::Off(row) => (row, false),
        Ring::On(row, _) => (row, true),
    };
    let is_news = row.version > profile.keyring.seen;
    profile.keyring.seen = row.version;
    let has_gone = !has_key && profile.keyring.member.take().is_some();
    let has_written = match row.escrows {
        true => escrow(parts, db, account, profile, row.epoch).await?,
        false => std::mem::take(&mut profile.keyring.escrow) != [0; 32],
    };
    if row.directory {
        entry::keep(parts, db, account, profile, attributes, row.epoch).await?;
    }
    Ok(has_left || is_news || has_gone || has_written)
}

/// Writes the seed anew unless the row is the very one that was written last, under the handle of now: one that was put back,
/// exchanged or taken away meanwhile is mended so, and one that was sealed again to another keyring, or whose person goes by
/// another name, is sealed afresh.
async fn escrow(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    profile: &mut Profile,
    epoch: u32,
) -> Result<bool, KeyringFlowError> {
    let found = db::escrow::of_account(db, account.id).await?;
    if found.is_some_and(|row| row.epoch == epoch && digest(parts, &row, &account.handle) == profile.keyring.escrow) {
        return Ok(false);
    }
    // From here on the key stays: who makes the keyring anew comes before, or after and finds this row.
    let row = db::keyring::read_for_share(db, parts.org).await?;
    let Ring::On(ring, public) = Ring::of(parts, row, profile.keyring.seen).await? else { return Ok(false) };
    if !ring.escrows {
        return Ok(false);
    }
    let kept = Kept { seed: profile.identity_seed.duplicate(), handle: account.handle };
    let sealed = seal_seed(&public, parts.org, account.id, ring.epoch, &kept, &*parts.random)?;
    let mut row = EscrowRow { account: account.id, epoch: ring.epoch, sealed, mac: Vec::new() };
    row.mac = parts.keeper.row_mac(row_macs::escrow(parts.org, &row)).await?.to_vec();
    db::escrow::put(db, &row).await?;
    profile.keyring.escrow = digest(parts, &row, &account.handle);
    Ok(true)
}

/// Stands in the profile for the row as it was written, and for the handle that is inside.
fn digest(parts: &Parts, row: &EscrowRow, handle: &Handle) -> [u8; 32] {
    sha256(&lp(&[&row_macs::escrow(parts.org, row), &row.mac, handle.as_bytes()]))
}

/// Somebody whose role was withdrawn gives up her place, and with it her key: before the keyring is made anew, or after. On record, unless
/// it was made anew without her already: she never had the key of now.
async fn leave(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    profile: &mut Profile,
) -> Result<bool, KeyringFlowError> {
    let Some(member) = profile.keyring.member.take() else { return Ok(false) };
    let row = db::keyring::read_for_share(db, parts.org).await?;
    let is_of_now = row.is_some_and(|row| row.version <= profile.keyring.seen);
    if db::keyring_member::remove(db, member.id).await? || is_of_now {
        parts.record(Event::KeyringLeft, Subject::Account(account), "").await?;
    }
    Ok(true)
}
