//! What pages look like, chosen by an owner who proves once more who she is: another name or logo on the page on which everybody signs in
//! is what whoever fishes for passphrases would want.

use super::{ChangeError, Typed, spent};
use crate::audit::{Event, Subject};
use crate::db::look::LookRow;
use crate::db::{self, DbError};
use crate::domain::{Role, Zone};
use crate::look::{Colour, Logo};
use crate::sign_in::look::believed;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};

/// What is to hold from now on, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub name: Option<String>,
    pub colour: Option<Colour>,
    pub logo: Option<Logo>,
    pub zone: Option<Zone>,
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
    // In a transaction of its own: the row bears no number that an account bears.
    spent(parts, person, typed, request_id).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    db::look::lock(&mut transaction).await?;
    let found = db::look::read(&mut transaction, parts.org).await?;
    let latest = parts.look.latest();
    let believed = believed(parts, found.as_ref(), latest).await?.map_or(0, |shown| shown.version);
    // Of two owners, the second looks at what the first chose before she chooses otherwise.
    if believed != looked_at {
        return Err(ChangeError::Stale);
    }
    // Above whatever some server has believed, whether or not this one has: none has believed a number that lies ahead. What a row says
    // that nobody believes counts for nothing.
    let now = u64::try_from(parts.clock.now().unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
    let version = believed.max(latest).max(now).saturating_add(1);
    let Wanted { name, colour, logo, zone } = wanted;
    let (colour, logo) = (colour.map(|colour| colour.to_string()), logo.map(|logo| logo.octets));
    let zone = zone.map(|zone| zone.name().to_owned());
    let mut row = LookRow { org: parts.org, version, name, colour, zone, logo, mac: Vec::new() };
    row.mac = parts.keeper.row_mac(row_macs::organisation_look(&row)).await?.to_vec();
    db::look::put(&mut transaction, &row).await?;
    parts.commit::<ChangeError>(transaction, Event::LookChanged, Subject::Account(person.account), request_id).await?;
    // It is chosen, whatever becomes of this: here and elsewhere it is seen in a moment.
    if let Err(error) = parts.look.look_again(parts).await {
        tracing::warn!(%error, "what was chosen of how pages look is shown a little later");
    }
    Ok(())
}
