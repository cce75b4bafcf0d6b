//! Who holds the keyring: a further administrator asks for a place, one who is on it compares a fingerprint and admits her.

use super::KeyringFlowError;
use super::holder::{Holder, holder};
use super::standing::{Administrator, Ring, member_with_mac, members};
use crate::audit::{Event, Subject};
use crate::db::keyring::KeyringRow;
use crate::db::keyring_member::MemberRow;
use crate::db::{self, DbError};
use crate::domain::{MemberId, Random, Secret, SecretText};
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::vault::envelope::KeyPair;
use crate::vault::keyring::{Label, fingerprint, open_label, seal_label, seal_to_member};
use crate::vault::profile::Membership;

pub(super) fn fresh_membership(random: &dyn Random) -> Membership {
    Membership { id: MemberId::random(random), private: Secret::random(random) }
}

/// Her row while she waits.
async fn waiting(
    parts: &Parts,
    person: &SignedIn,
    administrator: &Administrator,
    membership: &Membership,
    (ring, ring_public): (&KeyringRow, &[u8; 32]),
) -> Result<MemberRow, KeyringFlowError> {
    let own = KeyPair::from_private(membership.private.duplicate())?;
    let name = SecretText::new(administrator.profile.identifier.expose().to_owned());
    // From her profile, which nobody else writes.
    let inbox_public = KeyPair::from_private(administrator.profile.inbox_private.duplicate())?.public;
    let label = Label { account: person.account, inbox_public, name };
    let row = MemberRow {
        id: membership.id,
        org: parts.org,
        epoch: ring.epoch,
        public: own.public,
        sealed: None,
        label: seal_label(ring_public, parts.org, membership.id, ring.epoch, &label, &*parts.random)?,
        mac: Vec::new(),
    };
    Ok(member_with_mac(parts, row).await?)
}

/// Her row on a keyring that is open.
pub(super) async fn admitted(
    parts: &Parts,
    person: &SignedIn,
    administrator: &Administrator,
    membership: &Membership,
    ring: &KeyringRow,
    pair: &KeyPair,
) -> Result<MemberRow, KeyringFlowError> {
    let mut row = waiting(parts, person, administrator, membership, (ring, &pair.public)).await?;
    row.sealed = Some(seal_to_member(&row.public, parts.org, row.id, ring.epoch, pair, &*parts.random)?);
    Ok(member_with_mac(parts, row).await?)
}

/// Asks for a place on the keyring: a key pair of her own, and a row that waits for somebody who is on it.
///
/// # Errors
/// `Off` where there is no keyring; `Changed` when she has a place already.
pub async fn join(parts: &Parts, person: &SignedIn, request_id: &str) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let mut administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_share(&mut transaction, parts.org).await?;
    let (ring, public) = Ring::of(parts, found, administrator.profile.keyring.seen).await?.on()?;
    let rows = members(parts, &mut transaction, &ring).await?;
    if administrator.own(&rows).is_some() {
        return Err(KeyringFlowError::Changed);
    }
    let membership = fresh_membership(&*parts.random);
    let row = waiting(parts, person, &administrator, &membership, (&ring, &public)).await?;
    db::keyring_member::put(&mut transaction, &row).await?;
    administrator.profile.keyring.member = Some(membership);
    administrator.profile.keyring.seen = ring.version;
    administrator.write(parts, &mut transaction, person).await?;
    parts.record(Event::KeyringJoined, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}

/// Gives a place to somebody who waits. `shown` is the fingerprint that was compared.
///
/// # Errors
/// `NotAMember` for who does not hold the keyring herself; `Changed` when nobody waits with this fingerprint.
pub async fn admit(
    parts: &Parts,
    person: &SignedIn,
    id: MemberId,
    shown: &str,
    request_id: &str,
) -> Result<(), KeyringFlowError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let administrator = Administrator::lock(parts, &mut transaction, person).await?;
    let found = db::keyring::read_for_update(&mut transaction, parts.org).await?;
    let (ring, _) = Ring::of(parts, found, administrator.profile.keyring.seen).await?.on()?;
    let rows = members(parts, &mut transaction, &ring).await?;
    let pair = administrator.open(parts, &ring, &rows)?;
    let row = rows.into_iter().find(|row| row.id == id && row.sealed.is_none()).ok_or(KeyringFlowError::Changed)?;
    // What was compared is what is admitted.
    if fingerprint(parts.org, row.id, &row.public) != shown {
        return Err(KeyringFlowError::Changed);
    }
    // Who asked for it began again since: whoever has her key of then would be admitted.
    let label = open_label(&pair, parts.org, row.id, row.epoch, &row.label)?;
    if !matches!(holder(parts, &mut transaction, &label).await?, Holder::Same(_)) {
        return Err(KeyringFlowError::Changed);
    }
    let sealed = Some(seal_to_member(&row.public, parts.org, row.id, ring.epoch, &pair, &*parts.random)?);
    let row = member_with_mac(parts, MemberRow { sealed, ..row }).await?;
    db::keyring_member::put(&mut transaction, &row).await?;
    parts.record(Event::KeyringAdmitted, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}
