//! A recovery kit: drawn, shown on a page to print, and a way in only once a part of it was typed back.

use super::owner::{Owner, Standing};
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db::{self, DbError};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, Secret, SecretText, random};
use crate::sign_in::bearer::Purpose;
use crate::sign_in::fresh_way::FreshWay;
use crate::sign_in::session::{self, SignedIn};
use crate::sign_in::waiting::Waiter;
use crate::sign_in::{Parts, pending};
use crate::vault::account::new_way;
use crate::vault::harden::Way;
use crate::vault::kit::{GROUPS, Kit};
use serde::{Deserialize, Serialize};
use time::Duration;

/// How long the page with a kit may be open.
const PAGE_LIFETIME: Duration = Duration::minutes(30);

/// A kit that is shown and counts for nothing yet.
#[derive(Serialize, Deserialize)]
struct Drawn {
    account: AccountId,
    #[serde(with = "inside_a_seal")]
    kit: Secret<20>,
    /// The first of the two groups that are to be typed back, counted from 0.
    asked: u8,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Drawn>(json)?)
}

/// What the page shows.
pub struct Shown {
    pub groups: Vec<SecretText>,
    /// The first of the two groups to be typed back, counted from 1.
    pub asked: usize,
    /// A kit made before, which this one is to replace.
    pub replaces: bool,
}

/// Draws a kit; returns the token of the page that shows it.
///
/// # Errors
/// See [`ChangeError`].
pub async fn draw(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let done = put_aside(parts, person, typed).await;
    recorded(parts, person.account, Event::KitDrawn, request_id, done).await
}

async fn put_aside(parts: &Parts, person: &SignedIn, typed: Typed<'_>) -> Written<SecretText> {
    let place = pending::place(parts, Waiter::Account(person.account))?;
    let owner = Owner::prove(parts, person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    let [chance] = random::octets(&*parts.random);
    let asked = chance % u8::try_from(GROUPS - 1).unwrap_or(1);
    let drawn = Drawn { account: person.account, kit: Kit::random(&*parts.random).octets().duplicate(), asked };
    let token = pending::put(parts, &mut transaction, place, Purpose::Kit, &drawn, PAGE_LIFETIME).await?;
    Ok((transaction, token))
}

/// The page of a kit that was drawn.
///
/// # Errors
/// `Expired` when it was confirmed, is too old, or is another person's.
pub async fn shown(parts: &Parts, person: &SignedIn, token: &str) -> Result<Shown, ChangeError> {
    let drawn = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        own(person, pending::read(parts, &mut db, Purpose::Kit, token).await?)?
    };
    let (_, _, profile) = super::owner::opened(parts, person).await?;
    Ok(Shown {
        groups: Kit::new(drawn.kit).groups(),
        asked: usize::from(drawn.asked) + 1,
        replaces: profile.ways_of(Way::Kit).next().is_some(),
    })
}

fn own(person: &SignedIn, drawn: Drawn) -> Result<Drawn, ChangeError> {
    if drawn.account == person.account { Ok(drawn) } else { Err(ChangeError::Expired) }
}

/// Makes the kit a way in, when the part that was asked for is typed back. It takes the place of an older kit, whose removal
/// starts a new root and ends the sessions of other browsers. Returns the session's new cookie.
///
/// # Errors
/// `Part` when it is not the part; otherwise see [`ChangeError`]. The older kit stays as it is then.
pub async fn confirm(
    parts: &Parts,
    person: SignedIn,
    token: &str,
    part: &SecretText,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = written(parts, person, token, part).await;
    recorded(parts, account, Event::KitMade, request_id, done).await
}

async fn written(parts: &Parts, person: SignedIn, token: &str, part: &SecretText) -> Written<SecretText> {
    let account = person.account;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let standing = Standing::read(&mut transaction, account).await?.ok_or(ChangeError::Changed)?;
    // Of two confirmations of one page, one goes on.
    let drawn: Drawn = own(
        &person,
        pending::take(parts, &mut transaction, Waiter::Account(person.account), Purpose::Kit, token).await?,
    )?;
    let kit = Kit::new(drawn.kit);
    if !kit.is_part(drawn.asked.into(), part) {
        return Err(ChangeError::Part);
    }
    let mut profile = standing.open(parts, &person.root())?;
    let (mut change, mut root) = (Change::default(), person.root());
    let older = standing.ways_of(&profile, Way::Kit).next().map(|row| row.id);
    if let Some(older) = older {
        let without = change.without_way(&mut profile, older);
        (change, root) = without.with_new_root(parts, &standing, &root, &mut profile)?;
        db::session::end_others(&mut transaction, account, person.id_hash()).await?;
    }
    let fresh = FreshWay::kit(parts, account, &standing.account.handle, &kit).await?;
    let made = new_way(fresh.input(parts, account), &root, &*parts.random)?;
    let change = change.with_way(&mut profile, made);
    change.write(parts, &mut transaction, &standing, &root, &profile).await?;
    let cookie = session::rotate(parts, &mut transaction, person, root).await?;
    Ok((transaction, cookie))
}
