//! What pages look like, chosen by an owner who proves once more who she is: another name or logo on the page on which everybody signs in
//! is what whoever fishes for passphrases would want.

use super::{ChangeError, Typed, spent};
use crate::audit::{Event, Subject};
use crate::db::look::LookRow;
use crate::db::{self, DbError};
use crate::domain::Role;
use crate::look::{Colour, Logo};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};

/// What is to hold from now on, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub name: Option<String>,
    pub colour: Option<Colour>,
    pub zone: Option<String>,
    pub logo: Option<Logo>,
}

/// # Errors
/// `NotAllowed` unless she is an owner; `Stale` where `looked_at` is not the version there is. See [`ChangeError`]; nothing was changed then.
pub async fn choose(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    (wanted, looked_at): (Wanted, u64),
    request_id: &str,
) -> Result<(), ChangeError> {
    if !person.has_role(Role::Owner) {
        return Err(ChangeError::NotAllowed);
    }
    is_as_looked_at(parts, looked_at).await?;
    // In a transaction of its own: the row bears no number that an account bears.
    spent(parts, person, typed, request_id).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    db::look::lock(&mut transaction).await?;
    let found = db::look::read(&mut transaction, parts.org).await?;
    // Of two owners, the second looks at what the first chose before she chooses otherwise.
    if !parts.look.is_of(found.as_ref()) {
        return Err(ChangeError::Stale);
    }
    let known = found.map_or(0, |row| row.version).max(parts.look.latest());
    let version = known.checked_add(1).filter(|version| i64::try_from(*version).is_ok()).ok_or(ChangeError::Changed)?;
    let Wanted { name, colour, zone, logo } = wanted;
    let (colour, logo) = (colour.map(|colour| colour.to_string()), logo.map(|logo| logo.octets));
    let mut row = LookRow { org: parts.org, version, name, colour, zone, logo, mac: Vec::new() };
    row.mac = parts.keeper.row_mac(row_macs::organisation_look(&row)).await?.to_vec();
    db::look::put(&mut transaction, &row).await?;
    parts.commit::<ChangeError>(transaction, Event::LookChanged, Subject::Account(person.account), request_id).await?;
    // The others see it in a moment.
    Ok(parts.look.look_again(parts).await?)
}

/// As the database has it now.
async fn is_as_looked_at(parts: &Parts, looked_at: u64) -> Result<(), ChangeError> {
    parts.look.look_again(parts).await?;
    if parts.look.shown().version == looked_at { Ok(()) } else { Err(ChangeError::Stale) }
}
