//! Another authenticator app in the place of the present one.

use super::owner::Owner;
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db::{self, DbError};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, FactorId, Secret, SecretBytes, SecretText, random};
use crate::sign_in::bearer::Purpose;
use crate::sign_in::session::{self, SignedIn};
use crate::sign_in::waiting::Waiter;
use crate::sign_in::{Parts, pending, totp};
use crate::vault::account::{FactorKind, new_factor, open_factor};
use serde::{Deserialize, Serialize};
use time::Duration;

/// How long the page may be open.
const PAGE_LIFETIME: Duration = Duration::minutes(30);

/// Between page and form, sealed: the seed that the new app has by then.
#[derive(Serialize, Deserialize)]
struct Offered {
    account: AccountId,
    #[serde(with = "inside_a_seal")]
    seed: Secret<20>,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Offered>(json)?)
}

/// What the page shows.
pub struct Page {
    pub seed: SecretBytes,
    pub token: SecretText,
}

/// A page with a fresh seed; nothing is decided yet.
///
/// # Errors
/// The database or the keeper is away.
pub async fn begin(parts: &Parts, person: &SignedIn) -> Result<Page, ChangeError> {
    let offered = Offered { account: person.account, seed: Secret::new(random::octets(&*parts.random)) };
    let place = pending::place(parts, Waiter::Account(person.account))?;
    let token = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::put(parts, &mut db, place, Purpose::Authenticator, &offered, PAGE_LIFETIME).await?
    };
    Ok(Page { seed: offered.seed(), token })
}

/// The page again, as it was.
///
/// # Errors
/// `Expired` when it was too old, used, or another person's.
pub async fn again(parts: &Parts, person: &SignedIn, token: &str) -> Result<Page, ChangeError> {
    let offered = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        own(person, pending::read(parts, &mut db, Purpose::Authenticator, token).await?)?
    };
    Ok(Page { seed: offered.seed(), token: SecretText::new(token.to_owned()) })
}

impl Offered {
    fn seed(&self) -> SecretBytes {
        SecretBytes::new(self.seed.expose().to_vec())
    }
}

fn own(person: &SignedIn, offered: Offered) -> Result<Offered, ChangeError> {
    if offered.account == person.account { Ok(offered) } else { Err(ChangeError::Expired) }
}

/// Connects the app whose code of this moment is `new_code`; the one before serves no more. Returns the session's new
/// cookie.
///
/// # Errors
/// `NewCode` when the new app's code does not fit; otherwise see [`ChangeError`]; nothing was changed then.
pub async fn change(
    parts: &Parts,
    person: SignedIn,
    token: &str,
    typed: Typed<'_>,
    new_code: &SecretText,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = written(parts, person, token, typed, new_code).await;
    recorded(parts, account, Event::AuthenticatorChanged, request_id, done).await
}

async fn written(
    parts: &Parts,
    person: SignedIn,
    token: &str,
    typed: Typed<'_>,
    new_code: &SecretText,
) -> Written<SecretText> {
    let mut owner = Owner::prove(parts, &person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    let offered: Offered = own(
        &person,
        pending::take(parts, &mut transaction, Waiter::Account(person.account), Purpose::Authenticator, token).await?,
    )?;
    let (seed, now, account) = (offered.seed(), parts.clock.now(), owner.account());
    let step = totp::matching_step(&seed, new_code, now)?.ok_or(ChangeError::NewCode)?;
    let (key, random) = (&owner.factor_key(parts), &*parts.random);
    let made = new_factor(parts.org, account, key, &owner.root, FactorKind::Totp, &seed, random)?;
    // The code that connected it is used up.
    let mark = open_factor(parts.org, account, key, &made)?.spent_mark(step);
    db::spent_code::spend(&mut transaction, &mark, now.date() + Duration::days(1)).await?;
    let is_app = |id: &FactorId| owner.standing.factors.iter().any(|row| row.id == *id && row.kind == FactorKind::Totp);
    owner.profile.factors.retain(|id| !is_app(id));
    let change = Change::default().with_factor(&mut owner.profile, made);
    change.write(parts, &mut transaction, &owner.standing, &owner.root, &owner.profile).await?;
    let cookie = session::rotate(parts, &mut transaction, person, owner.root).await?;
    Ok((transaction, cookie))
}
