//! The public halves of the keys that a person's envelopes are sealed to: kept where others find them, vouched for by the keeper,
//! and moved on with the data seed.

use super::Parts;
use super::change::{ChangeError, opened};
use super::holding::hold;
use super::inbox::{self, InboxFlowError};
use super::row_macs;
use super::session::{SessionError, SignedIn};
use crate::db::account::AccountRow;
use crate::db::envelope_key::EnvelopeKeyRow;
use crate::db::held_apart::Hold;
use crate::db::{self, DbError, PgConnection};
use crate::domain::identifier::shown;
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, Identifier};
use crate::keeper::KeeperError;
use crate::vault::KeyPair;
use crate::vault::envelope_keys::{EnvelopePairs, pairs};
use crate::vault::profile::Profile;
use std::sync::Arc;

/// Writes the row unless it is the very one that belongs there. Other keys than before are a step of the account, which its profile
/// remembers: the row of before is of an earlier version then. The caller has locked the account, and commits.
pub(super) async fn keep(
    parts: &Parts,
    db: &mut PgConnection,
    account: &mut AccountRow,
    profile: &Profile,
    read: &mut inbox::Read,
) -> Result<(), SessionError> {
    let all = pairs(profile)?;
    let Some(EnvelopePairs { generation, files, slips }) = all.into_iter().next() else { return Ok(()) };
    let (account_id, inbox_version) = (account.id, account.inbox_version);
    let (public, slips) = (files.public, slips.public);
    let mut row = EnvelopeKeyRow { account: account_id, generation, public, slips, inbox_version, mac: Vec::new() };
    let found = readable(db, account_id).await?;
    // Of the first keys there is no row of before, whatever is hidden: another vault begins with a step of its own.
    let is_new = found.as_ref().map_or(generation > 1, |found| !found.has_keys_of(&row));
    if let Some(found) = found {
        row.mac.clone_from(&found.mac);
        if found == row && parts.keeper.check_row_mac(row_macs::envelope_key(parts.org, &row), &row.mac).await? {
            return Ok(());
        }
    }
    if is_new {
        read.step(parts, db, account).await?;
        row.inbox_version = account.inbox_version;
    }
    Ok(put(parts, db, row).await?)
}

/// Has the row go with its account from one version to the next. One that is not of that version is left as it is: nobody here knows
/// whether it is this person's.
pub(super) async fn follow(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    (from, to): (u64, u64),
) -> Result<(), InboxFlowError> {
    let Some(mut row) = readable(db, account).await? else { return Ok(()) };
    let holds = parts.keeper.check_row_mac(row_macs::envelope_key(parts.org, &row), &row.mac).await?;
    if from == to || row.inbox_version != from || !holds {
        return Ok(());
    }
    row.inbox_version = to;
    put(parts, db, row).await
}

async fn put(parts: &Parts, db: &mut PgConnection, mut row: EnvelopeKeyRow) -> Result<(), InboxFlowError> {
    row.mac = parts.keeper.row_mac(row_macs::envelope_key(parts.org, &row)).await?.to_vec();
    // Others may just be committing what they sealed to the keys of before.
    hold::<InboxFlowError>(parts, db, row.account, Hold::Alone).await?;
    Ok(db::envelope_key::put(db, &row).await?)
}

#[derive(Debug, thiserror::Error)]
pub enum AddresseeError {
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error("the keys of this person's envelopes are not as this service left them")]
    Tampered,
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// The keys of whoever signs in with this; `None` where nobody does who could read an envelope. Costs one of the keeper's
/// look-ups.
///
/// # Errors
/// `Tampered` where the keeper does not vouch for what was found.
pub async fn addressee(parts: &Parts, identifier: &Identifier) -> Result<Option<EnvelopeKeyRow>, AddresseeError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    // All of one moment: what is said of somebody meanwhile moves the account, and the row with it.
    let mut db = parts.pool.begin().await.map_err(DbError::from)?;
    db::audit::snapshot(&mut db).await?;
    let found = db::account::by_handle(&mut db, parts.org, &handle).await?.filter(|row| row.state.may_sign_on());
    let Some(account) = found else { return Ok(None) };
    // That this handle is this account's is what the keeper vouches for.
    inbox::check(parts, &mut db, &account).await?;
    let row = match db::envelope_key::of_account(&mut db, account.id).await {
        Err(DbError::Shape { .. }) => return Err(AddresseeError::Tampered),
        row => row?,
    };
    let Some(row) = row else { return Ok(None) };
    // Whoever could put another key there would read what is sealed to it; or the one of before, with what was lost since.
    let is_vouched = is_vouched(parts, &row, account.inbox_version).await?;
    if is_vouched { Ok(Some(row)) } else { Err(AddresseeError::Tampered) }
}

/// By the keeper, and not for an earlier state of the account than was read.
async fn is_vouched(parts: &Parts, row: &EnvelopeKeyRow, inbox_version: u64) -> Result<bool, KeeperError> {
    let holds = parts.keeper.check_row_mac(row_macs::envelope_key(parts.org, row), &row.mac).await?;
    Ok((holds || skips(Check::EnvelopeKeyMac)) && is_current(row, inbox_version))
}

fn is_current(row: &EnvelopeKeyRow, inbox_version: u64) -> bool {
    row.inbox_version >= inbox_version || skips(Check::EnvelopeKeyCurrent)
}

/// Whether somebody has the keys still that were found for them, which they keep for as long as the caller holds them. The keeper is asked
/// of a row alone that was written anew since, as when something was said of its person.
///
/// # Errors
/// Database or keeper away.
pub async fn are_still(parts: &Parts, db: &mut PgConnection, known: &EnvelopeKeyRow) -> Result<bool, AddresseeError> {
    let Some(account) = db::account::by_id(db, known.account).await? else { return Ok(false) };
    let Some(row) = readable(db, known.account).await? else { return Ok(false) };
    // The very row that was vouched for is of before too, once its account has gone on without it: somebody put it back.
    if row == *known && is_current(&row, account.inbox_version) {
        return Ok(true);
    }
    Ok(row.has_keys_of(known) && is_vouched(parts, &row, account.inbox_version).await?)
}

/// The row of an account. One that cannot be read nobody here wrote: it is none, stops nobody, and gives way when its person next comes.
async fn readable(db: &mut PgConnection, account: AccountId) -> Result<Option<EnvelopeKeyRow>, DbError> {
    match db::envelope_key::of_account(db, account).await {
        Err(error @ DbError::Shape { .. }) => {
            tracing::error!(%error, "the keys of a person's envelopes are not as this service left them");
            Ok(None)
        }
        row => row,
    }
}

/// The keys of an account that is known by other means; `None` where there are none that the keeper vouches for.
pub(super) async fn vouched<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
) -> Result<Option<EnvelopeKeyRow>, E> {
    let Some(row) = readable(db, account.id).await? else { return Ok(None) };
    Ok(is_vouched(parts, &row, account.inbox_version).await?.then_some(row))
}

/// What a person opens their envelopes with, and is called by in those that they send.
pub struct OwnKeys {
    pub account: AccountId,
    /// In full only where it is not a login code.
    pub identifier: String,
    /// What is sealed to them now: files, and the slips that tell of them.
    pub files_public: [u8; 32],
    pub slips_public: [u8; 32],
    /// What opens either, newest first. A program with a token may have none of the one or the other.
    pub files: Vec<KeyPair>,
    pub slips: Arc<[KeyPair]>,
}

/// Octets of a name that stands beside an identifier.
const LONGEST_NAME: usize = 200;

/// Opens them with the person's session.
///
/// # Errors
/// The database is away, or the session has ended meanwhile.
pub async fn own(parts: &Parts, person: &SignedIn) -> Result<OwnKeys, ChangeError> {
    let (_, _, profile) = opened(parts, person).await?;
    let all = pairs(&profile).map_err(SessionError::from)?;
    let newest = all.first().ok_or(ChangeError::Changed)?;
    let (files_public, slips_public) = (newest.files.public, newest.slips.public);
    let (files, slips): (_, Vec<KeyPair>) = all.into_iter().map(|pair| (pair.files, pair.slips)).unzip();
    let identifier = known_as(person, &profile);
    Ok(OwnKeys { account: person.account, identifier, files_public, slips_public, files, slips: slips.into() })
}

/// What others are told who sent something.
pub(super) fn known_as(person: &SignedIn, profile: &Profile) -> String {
    let identifier = profile.identifier.expose();
    let named = |name: &str| {
        let found = person.attributes().iter().find(|one| one.name.eq_ignore_ascii_case(name));
        found.and_then(|one| one.values.first().cloned())
    };
    let known_as = shown(identifier).to_owned();
    match named("displayName").or_else(|| named("cn")) {
        Some(name) if name != known_as && name.len() <= LONGEST_NAME => format!("{name} ({known_as})"),
        _ => known_as,
    }
}
