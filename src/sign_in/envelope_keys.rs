//! The public halves of the keys that a person's envelopes are sealed to: kept where others find them, vouched for by the keeper,
//! and moved on with the data seed.

use super::Parts;
use super::change::{ChangeError, opened};
use super::inbox::{self, InboxFlowError};
use super::row_macs;
use super::session::{SessionError, SignedIn};
use crate::db::envelope_key::EnvelopeKeyRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::identifier::shown;
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, Identifier};
use crate::keeper::KeeperError;
use crate::vault::KeyPair;
use crate::vault::envelope_keys::{EnvelopePairs, pairs};
use crate::vault::profile::Profile;

/// Writes the row unless it is the very one that belongs there. The caller has locked the account, and commits.
pub(super) async fn keep(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    profile: &Profile,
) -> Result<(), SessionError> {
    let all = pairs(profile)?;
    let Some(EnvelopePairs { generation, files, slips }) = all.into_iter().next() else { return Ok(()) };
    let mut row = EnvelopeKeyRow { account, generation, public: files.public, slips: slips.public, mac: Vec::new() };
    let found = db::envelope_key::of_account(db, account).await?;
    if let Some(found) = found {
        row.mac.clone_from(&found.mac);
        if found == row && parts.keeper.check_row_mac(row_macs::envelope_key(parts.org, &row), &row.mac).await? {
            return Ok(());
        }
    }
    row.mac = parts.keeper.row_mac(row_macs::envelope_key(parts.org, &row)).await?.to_vec();
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
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let found = db::account::by_handle(&mut db, parts.org, &handle).await?.filter(|row| row.state.may_sign_on());
    let Some(account) = found else { return Ok(None) };
    // That this handle is this account's is what the keeper vouches for.
    inbox::check(parts, &mut db, &account).await?;
    let Some(row) = db::envelope_key::of_account(&mut db, account.id).await? else { return Ok(None) };
    // Whoever could put another key there would read what is sealed to it.
    if is_vouched(parts, &row).await? { Ok(Some(row)) } else { Err(AddresseeError::Tampered) }
}

async fn is_vouched(parts: &Parts, row: &EnvelopeKeyRow) -> Result<bool, KeeperError> {
    let holds = parts.keeper.check_row_mac(row_macs::envelope_key(parts.org, row), &row.mac).await?;
    Ok(holds || skips(Check::EnvelopeKeyMac))
}

/// The keys of an account that is known by other means; `None` where there are none that the keeper vouches for.
pub(super) async fn vouched<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<Option<EnvelopeKeyRow>, E> {
    let Some(row) = db::envelope_key::of_account(db, account).await? else { return Ok(None) };
    Ok(is_vouched(parts, &row).await?.then_some(row))
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
    pub slips: Vec<KeyPair>,
}

/// Opens them with the person's session.
///
/// # Errors
/// The database is away, or the session has ended meanwhile.
pub async fn own(parts: &Parts, person: &SignedIn) -> Result<OwnKeys, ChangeError> {
    let (_, _, profile) = opened(parts, person).await?;
    let all = pairs(&profile).map_err(SessionError::from)?;
    let newest = all.first().ok_or(ChangeError::Changed)?;
    let (files_public, slips_public) = (newest.files.public, newest.slips.public);
    let (files, slips) = all.into_iter().map(|pair| (pair.files, pair.slips)).unzip();
    let identifier = known_as(person, &profile);
    Ok(OwnKeys { account: person.account, identifier, files_public, slips_public, files, slips })
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
        Some(name) if name != known_as => format!("{name} ({known_as})"),
        _ => known_as,
    }
}
