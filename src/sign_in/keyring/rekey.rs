//! A new key pair for the keyring when a member leaves. Protects what is kept from then on: whoever held the former key and
//! has an older copy of the rows reads those.
//!
//! The change of keys is one transaction. What is kept follows: see [`reseal`](super::reseal).

use super::KeyringFlowError;
use super::holder::{Holder, holder};
use super::standing::{Administrator, Ring, member_with_mac, members, with_mac};
use crate::audit::{Event, Subject};
use crate::db::keyring::KeyringRow;
use crate::db::keyring_member::MemberRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::MemberId;
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::vault::envelope::KeyPair;
use crate::vault::keyring::{open_label, seal_elder, seal_label, seal_to_member};

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
