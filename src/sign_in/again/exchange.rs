//! A link is completed: the vault of before goes, in the transaction in which another takes its place.

use super::Again;
use crate::db::account::AccountRow;
use crate::db::{self, PgConnection};
use crate::sign_in::enrolment::EnrolmentError;
use crate::sign_in::invitation::{self, InvitationError};
use crate::sign_in::{Parts, inbox, row_macs, tokens};

/// The epoch and version at which the new vault begins.
pub(in crate::sign_in) struct Beginning {
    pub(in crate::sign_in) root_epoch: u32,
    pub(in crate::sign_in) profile_version: u64,
}

/// Takes the old vault away, ways in, factors, profile, sessions, inbox, escrowed seed and entry in the directory, and gives the account the new
/// inbox with what the operator said of the person. The caller writes the new vault, and commits.
///
/// # Errors
/// `Gone` when the account was changed since the link was opened.
pub(in crate::sign_in) async fn exchange(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    inbox_public: [u8; 32],
    again: &Again,
) -> Result<Beginning, EnrolmentError> {
    // Read once before the passphrase was stretched, and once more under the lock that lasts until the commit.
    let row = db::account::by_id_for_update(db, account.id).await?;
    let Some(mut row) = row.filter(|row| row == account && again.is_of(row)) else {
        return Err(InvitationError::Gone("the account was changed meanwhile").into());
    };
    // What is believed here gets a fresh MAC below.
    inbox::check(parts, db, &row).await.map_err(InvitationError::from)?;
    if !again.issuer().stands(parts, db).await.map_err(InvitationError::from)? {
        return Err(InvitationError::Gone("who made it is not who they were").into());
    }
    // Before anything that is kept is touched, as everybody takes these locks: account, keyring, kept seed.
    db::keyring::read_for_share(db, parts.org).await?;
    let before = db::profile::read(db, row.id).await?;
    db::way_in::remove_all(db, row.id).await?;
    db::factor::remove_all(db, row.id).await?;
    db::profile::remove(db, row.id).await?;
    db::session::end_all(db, row.id).await?;
    let ended = tokens::end_all::<InvitationError>(parts, db, row.id).await?;
    // Noted before the commit: where that fails, those that go on are refused here until they are ended and made anew.
    parts.tokens.ended(ended, parts.clock.now().date());
    db::escrow::remove(db, row.id).await?;
    db::directory::remove(db, row.id).await?;
    db::inbox::clear(db, row.id).await?;
    row.inbox_public = inbox_public;
    // What was written for the vault of before is of an earlier version.
    row.inbox_version = row.inbox_version.saturating_add(1);
    row.inbox_mac = parts.keeper.row_mac(row_macs::plain_inbox(&row, &[])).await?.to_vec();
    db::account::exchange_inbox(db, &row).await?;
    let items = invitation::items_of(again.roles(), &again.attributes);
    inbox::deliver(parts, db, &mut row, items).await.map_err(InvitationError::from)?;
    // Above those of before: a session or seal of the old vault that is put back is of another epoch.
    Ok(Beginning {
        root_epoch: before.as_ref().map_or(0, |profile| profile.root_epoch).saturating_add(1),
        profile_version: before.as_ref().map_or(0, |profile| profile.version).saturating_add(1),
    })
}
