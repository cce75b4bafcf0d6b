//! The keyring as an administrator's own session sees it: what was chosen, who holds it, how much is kept.

use super::KeyringFlowError;
use super::holder::{Holder, holder};
use super::standing::{Administrator, Ring, members};
use crate::audit::Event;
use crate::db::account::AccountRow;
use crate::db::keyring::KeyringRow;
use crate::db::keyring_member::MemberRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountState, MemberId, Secret, SecretText};
use crate::keeper::KeeperError;
use crate::sign_in::directory::MOST;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use crate::vault::envelope::{KeyPair, Opener};
use crate::vault::keyring::{fingerprint, open_elder, open_label, open_seed};

/// How an administrator stands to the keyring.
pub enum Me {
    /// She has no place on it.
    Outside,
    /// She waits to be admitted; this is what she and who admits her compare.
    Waiting(String),
    /// She holds it.
    Member(Box<OpenRing>),
}

/// A keyring that a member's session has opened.
pub struct OpenRing {
    row: KeyringRow,
    pair: KeyPair,
    elder: Option<KeyPair>,
}

/// Somebody on the keyring, or who waits for a place.
pub struct Listed {
    pub id: MemberId,
    /// What she signs in with; `None` for who does not hold the keyring, or where it does not open.
    pub name: Option<SecretText>,
    pub fingerprint: String,
    pub is_waiting: bool,
    pub is_me: bool,
    /// Her account as it is now; `None` for who does not hold the keyring, or where the place does not open.
    pub holder: Option<Holder>,
}

impl Listed {
    /// Whether her account cannot sign in any more, or not by the vault that the place lies in. Of somebody whose role alone was withdrawn nobody can tell.
    pub fn has_left(&self) -> bool {
        self.holder.is_some_and(|holder| holder != Holder::Same(AccountState::Active))
    }
}

pub struct View {
    pub ring: Ring,
    pub me: Me,
    pub listed: Vec<Listed>,
    /// Of the directory, where there is one: [`MOST`] and one at most.
    pub entries: db::directory::Counts,
    /// Somebody's role was withdrawn since there is this key, and she may have it still.
    pub is_key_due: bool,
}

/// # Errors
/// `Session` when the session has ended meanwhile; database or keeper away.
pub async fn view(parts: &Parts, person: &SignedIn) -> Result<View, KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read(&mut transaction, parts.org).await?;
    let ring = Ring::of(parts, found, administrator.profile.keyring.seen).await?;
    let (mut me, mut listed) = (Me::Outside, Vec::new());
    if let Ring::On(row, _) = &ring {
        let rows = members(parts, &mut transaction, row).await?;
        let own = administrator.own(&rows).map(|row| row.id);
        me = standing(parts, &administrator, row, &rows)?;
        for row in &rows {
            listed.push(list(parts, &mut transaction, row, &me, own).await?);
        }
    }
    let entries = match &ring {
        Ring::On(row, _) if row.directory => db::directory::counts(&mut transaction, row.epoch, MOST + 1).await?,
        _ => db::directory::Counts::default(),
    };
    let is_key_due = match &ring {
        Ring::On(..) => is_key_due(&mut transaction).await?,
        _ => false,
    };
    Ok(View { ring, me, listed, entries, is_key_due })
}

/// By what is on record: her place is gone, and with it whatever else would tell. Who only waited for one is counted too, and so is who left
/// before the keyring was turned off and on: a key too many harms nobody.
async fn is_key_due(db: &mut PgConnection) -> Result<bool, DbError> {
    let made = [Event::KeyringRekeyed, Event::KeyringStartedAnew].map(|event| event.as_str().to_owned());
    db::audit::is_unsettled(db, Event::KeyringLeft.as_str(), &made).await
}

/// The keyring, opened by an administrator who holds it; `None` for one who does not, and where there is none.
///
/// # Errors
/// As [`view`].
pub async fn open(parts: &Parts, person: &SignedIn) -> Result<(Ring, Option<OpenRing>), KeyringFlowError> {
    let View { ring, me, .. } = view(parts, person).await?;
    let open = if let Me::Member(open) = me { Some(*open) } else { None };
    Ok((ring, open))
}

/// What people are told: how the keyring's row stands, for somebody who has seen this version of it, 0 for none.
///
/// # Errors
/// Database or keeper away.
pub async fn told(parts: &Parts, db: &mut PgConnection, seen: u64) -> Result<Ring, KeyringFlowError> {
    let row = db::keyring::read(db, parts.org).await?;
    Ok(Ring::of(parts, row, seen).await?)
}

fn standing(
    parts: &Parts,
    administrator: &Administrator,
    ring: &KeyringRow,
    rows: &[MemberRow],
) -> Result<Me, KeyringFlowError> {
    let Some(own) = administrator.own(rows) else { return Ok(Me::Outside) };
    if own.sealed.is_none() {
        return Ok(Me::Waiting(fingerprint(parts.org, own.id, &own.public)));
    }
    let pair = administrator.open(parts, ring, rows)?;
    let elder = ring.elder.as_ref().map(|sealed| open_elder(&pair, parts.org, ring.epoch, sealed)).transpose()?;
    Ok(Me::Member(Box::new(OpenRing { row: ring.clone(), pair, elder })))
}

async fn list(
    parts: &Parts,
    db: &mut PgConnection,
    row: &MemberRow,
    me: &Me,
    own: Option<MemberId>,
) -> Result<Listed, KeyringFlowError> {
    let label = match me {
        Me::Member(open) => open_label(&open.pair, parts.org, row.id, row.epoch, &row.label).ok(),
        Me::Outside | Me::Waiting(_) => None,
    };
    let holder = match &label {
        Some(label) => Some(holder(parts, db, label).await?),
        None => None,
    };
    Ok(Listed {
        id: row.id,
        name: label.map(|label| label.name),
        fingerprint: fingerprint(parts.org, row.id, &row.public),
        is_waiting: row.sealed.is_none(),
        is_me: own == Some(row.id),
        holder,
    })
}

/// The keys of an open keyring, ready to open many envelopes in another thread.
pub(in crate::sign_in) struct Openers {
    epoch: u32,
    pair: Opener,
    elder: Option<Opener>,
}

impl Openers {
    /// The one for what is sealed to the keyring of an epoch: the present one's, or while it is made anew the former's.
    pub(in crate::sign_in) fn of(&self, epoch: u32) -> Option<&Opener> {
        if epoch == self.epoch { Some(&self.pair) } else { self.elder.as_ref() }
    }
}

impl OpenRing {
    /// The version of the keyring's row.
    pub(in crate::sign_in) fn version(&self) -> u64 {
        self.row.version
    }

    pub(in crate::sign_in) fn openers(&self) -> Result<Openers, KeyringFlowError> {
        let elder = self.elder.as_ref().map(Opener::new).transpose()?;
        Ok(Openers { epoch: self.row.epoch, pair: Opener::new(&self.pair)?, elder })
    }

    /// Opens a person's escrowed seed: `None` where none is kept, or what lies there is not as this service wrote it for who has
    /// this account's handle.
    ///
    /// # Errors
    /// Database or keeper away.
    pub(in crate::sign_in) async fn seed(
        &self,
        parts: &Parts,
        db: &mut PgConnection,
        account: &AccountRow,
    ) -> Result<Option<Secret<32>>, KeyringFlowError> {
        let Some(row) = db::escrow::of_account(db, account.id).await? else { return Ok(None) };
        // Without the keeper's MAC the row does not exist: whoever writes to the database would choose the names by which
        // applications know somebody.
        let checked: Result<bool, KeeperError> =
            parts.keeper.check_row_mac(row_macs::escrow(parts.org, &row), &row.mac).await;
        if !checked? {
            return Ok(None);
        }
        let pair = if row.epoch == self.row.epoch { Some(&self.pair) } else { self.elder.as_ref() };
        let Some(opened) = pair.map(|pair| open_seed(pair, parts.org, account.id, row.epoch, &row.sealed)) else {
            return Ok(None);
        };
        match opened {
            Ok(kept) if kept.handle == account.handle => Ok(Some(kept.seed)),
            // The person whose seed this is went by another name when it was written, which their own session mends.
            Ok(_) => {
                tracing::warn!("an escrowed seed was kept under another handle than its account's");
                Ok(None)
            }
            Err(error) => {
                tracing::warn!(%error, "an escrowed seed does not open");
                Ok(None)
            }
        }
    }
}
