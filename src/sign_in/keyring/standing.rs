//! The keyring's row, as far as it may be believed; and an administrator's own account while she changes something of it.

use super::KeyringFlowError;
use crate::db::keyring::KeyringRow;
use crate::db::keyring_member::MemberRow;
use crate::db::{self, PgConnection};
use crate::domain::AccountState;
use crate::keeper::KeeperError;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use crate::vault::account::{ProfileRow, Root, open_profile, seal_profile};
use crate::vault::envelope::KeyPair;
use crate::vault::keyring::open_as_member;
use crate::vault::profile::Profile;

/// What the organisation chose, and the keyring that follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ring {
    /// Nobody has answered yet.
    NotAsked,
    /// No seed is kept, and there is no directory.
    Off(KeyringRow),
    /// Seeds, entries of the directory, or both are sealed to this key: the row says which.
    On(KeyringRow, [u8; 32]),
    /// Not as this service left it: nothing is sealed to it, and nothing opened.
    Broken(Fault),
}

/// Why a keyring's row is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not carry the keeper's MAC.
    Edited,
    /// A later one was seen.
    PutBack { found: u64, seen: u64 },
    /// One was seen, and there is none.
    Gone,
}

impl Ring {
    /// Judges a row. `seen` is the highest version that the reader's profile remembers, 0 for none.
    pub(in crate::sign_in) async fn of(parts: &Parts, row: Option<KeyringRow>, seen: u64) -> Result<Self, KeeperError> {
        let Some(row) = row else {
            return Ok(if seen == 0 { Self::NotAsked } else { Self::Broken(Fault::Gone) });
        };
        // Whoever could put another key in its place would read what is sealed to it.
        if !parts.keeper.check_row_mac(row_macs::keyring(&row), &row.mac).await? {
            return Ok(Self::Broken(Fault::Edited));
        }
        // A row of before, with a MAC that was right, may name the key of somebody who has left.
        if row.version < seen {
            return Ok(Self::Broken(Fault::PutBack { found: row.version, seen }));
        }
        Ok(match row.public {
            Some(public) if row.escrows || row.directory => Self::On(row, public),
            _ => Self::Off(row),
        })
    }

    /// Whether seeds are sealed to it.
    pub fn escrows(&self) -> bool {
        matches!(self, Self::On(row, _) if row.escrows)
    }

    /// Whether entries of a directory are.
    pub fn lists(&self) -> bool {
        matches!(self, Self::On(row, _) if row.directory)
    }

    /// The row and public key of a keyring that is there.
    pub(super) fn on(self) -> Result<(KeyringRow, [u8; 32]), KeyringFlowError> {
        match self {
            Self::On(row, public) => Ok((row, public)),
            Self::NotAsked | Self::Off(_) => Err(KeyringFlowError::Off),
            Self::Broken(_) => Err(KeyringFlowError::Changed),
        }
    }
}

/// Writes the keyring's MAC into its row.
pub(super) async fn with_mac(parts: &Parts, mut row: KeyringRow) -> Result<KeyringRow, KeeperError> {
    row.mac = parts.keeper.row_mac(row_macs::keyring(&row)).await?.to_vec();
    Ok(row)
}

/// The same of a member's row.
pub(super) async fn member_with_mac(parts: &Parts, mut row: MemberRow) -> Result<MemberRow, KeeperError> {
    row.mac = parts.keeper.row_mac(row_macs::keyring_member(&row)).await?.to_vec();
    Ok(row)
}

/// The member rows of this keyring's epoch that this service wrote. Others do not exist: neither one that was made up, nor
/// one of somebody who has left.
pub(super) async fn members(
    parts: &Parts,
    db: &mut PgConnection,
    ring: &KeyringRow,
) -> Result<Vec<MemberRow>, KeyringFlowError> {
    let mut believed = Vec::new();
    for row in db::keyring_member::all(db, parts.org).await? {
        let is_ours = parts.keeper.check_row_mac(row_macs::keyring_member(&row), &row.mac).await?;
        if is_ours && row.epoch == ring.epoch {
            believed.push(row);
        } else {
            tracing::warn!(member = %row.id, is_ours, epoch = row.epoch, "a row of the keyring is passed over");
        }
    }
    Ok(believed)
}

/// An administrator's account, opened with her session's root and locked until the transaction ends.
pub(super) struct Administrator {
    row: ProfileRow,
    root: Root,
    pub(super) profile: Profile,
}

impl Administrator {
    /// # Errors
    /// `Session` when her session has ended meanwhile.
    pub(super) async fn lock(
        parts: &Parts,
        db: &mut PgConnection,
        person: &SignedIn,
    ) -> Result<Self, KeyringFlowError> {
        let account = db::account::by_id_for_update(db, person.account).await?;
        account.filter(|row| row.state == AccountState::Active).ok_or(KeyringFlowError::Session)?;
        let row = db::profile::read(db, person.account).await?.ok_or(KeyringFlowError::Session)?;
        let root = person.root();
        let profile = open_profile(parts.org, person.account, &root, &row).map_err(|_| KeyringFlowError::Session)?;
        Ok(Self { row, root, profile })
    }

    /// Writes her profile as it is now, as its next version.
    pub(super) async fn write(
        &self,
        parts: &Parts,
        db: &mut PgConnection,
        person: &SignedIn,
    ) -> Result<(), KeyringFlowError> {
        let version = self.row.version.saturating_add(1);
        let row = seal_profile(parts.org, person.account, &self.root, version, &self.profile, &*parts.random)?;
        Ok(db::profile::update(db, person.account, &row).await?)
    }

    /// Her own member row among these.
    pub(super) fn own<'a>(&self, rows: &'a [MemberRow]) -> Option<&'a MemberRow> {
        let id = self.profile.keyring.member.as_ref()?.id;
        rows.iter().find(|row| row.id == id)
    }

    /// The keyring's key pair, opened with her own key.
    ///
    /// # Errors
    /// `NotAMember` when she has no place on it, or only waits for one.
    pub(super) fn open(
        &self,
        parts: &Parts,
        ring: &KeyringRow,
        rows: &[MemberRow],
    ) -> Result<KeyPair, KeyringFlowError> {
        let (Some(member), Some(row), Some(public)) = (&self.profile.keyring.member, self.own(rows), &ring.public)
        else {
            return Err(KeyringFlowError::NotAMember);
        };
        let sealed = row.sealed.as_ref().ok_or(KeyringFlowError::NotAMember)?;
        let own = KeyPair::from_private(member.private.duplicate())?;
        Ok(open_as_member(&own, parts.org, member.id, ring.epoch, sealed, public)?)
    }
}
