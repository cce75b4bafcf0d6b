//! Making the link: what would be lost is looked up first, and said; then the link, on record.

use super::{Again, AgainError, Issuer, Names, Why};
use crate::audit::{Event, Subject};
use crate::db::account::AccountRow;
use crate::db::{DbError, PgConnection};
use crate::domain::{AccountId, AccountState, Identifier, Role, Secret, SecretText};
use crate::sign_in::invitation::{self, InvitationError, Invitee};
use crate::sign_in::keyring::{self, KeyringFlowError, Ring};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, named};
use crate::vault::envelope::KeyPair;
use sqlx::{Postgres, Transaction};

/// Who makes a link.
pub enum By<'a> {
    /// Her session may open the keyring.
    Administrator(&'a SignedIn),
    Command,
}

impl By<'_> {
    pub(super) fn subject(&self) -> Subject {
        match self {
            Self::Administrator(person) => Subject::Account(person.account),
            Self::Command => Subject::Nobody,
        }
    }

    /// Whoever has the link is that person afterwards: of somebody who opens the console, an owner alone makes one.
    pub(super) fn may_act_on(&self, known: &named::Known) -> Result<(), AgainError> {
        match self {
            Self::Administrator(person) if !known.may_be_acted_on_by(*person) => Err(AgainError::OpensConsole),
            Self::Administrator(_) | Self::Command => Ok(()),
        }
    }

    /// Nor of herself: at her open screen somebody else would be her from then on.
    fn may_offer(&self, known: &named::Known) -> Result<(), AgainError> {
        match self {
            Self::Administrator(person) if person.account == known.account.id => Err(AgainError::Own),
            Self::Administrator(_) | Self::Command => self.may_act_on(known),
        }
    }
}

/// For whom, and what applications may be told of them from then on.
pub struct Offer {
    pub invitee: Invitee,
    /// The one who asks knows that applications would see a new person, and means it.
    pub accepts_new_person: bool,
}

pub struct Offered {
    pub token: SecretText,
    pub names: Names,
}

/// Looks up what a re-enrolment would leave of a person. On record, since it tells who is known.
///
/// # Errors
/// Nobody of this identifier, or an account that cannot be enrolled again.
pub async fn consider(
    parts: &Parts,
    by: &By<'_>,
    identifier: &Identifier,
    request_id: &str,
) -> Result<Names, AgainError> {
    let done = look_up(parts, by, identifier).await;
    let event = if done.is_ok() { Event::ReenrolmentConsidered } else { Event::ReenrolmentRefused };
    parts.record(event, by.subject(), request_id).await?;
    Ok(names(&done?.1))
}

/// Makes the link, which takes the place of an earlier one. The account stays as it is until the link is completed.
///
/// # Errors
/// As [`consider`]; `NewPerson` where the names cannot stay and the one who asks has not said that this is meant.
pub async fn offer(parts: &Parts, by: &By<'_>, offer: Offer, request_id: &str) -> Result<Offered, AgainError> {
    match write(parts, by, offer).await {
        Ok((transaction, account, offered)) => {
            // Theirs to see as well, as long as they still sign in; and before there is a link.
            parts.record(Event::ReenrolmentLink, Subject::Account(account), request_id).await?;
            parts.commit::<AgainError>(transaction, Event::ReenrolmentOffered, by.subject(), request_id).await?;
            Ok(offered)
        }
        Err(error) => {
            parts.record(Event::ReenrolmentRefused, by.subject(), request_id).await?;
            Err(error)
        }
    }
}

/// The seed, or why there is none.
type Found = Result<Secret<32>, Why>;

fn names(found: &Found) -> Names {
    match found {
        Ok(_) => Names::Stay,
        Err(why) => Names::New(*why),
    }
}

async fn look_up(parts: &Parts, by: &By<'_>, identifier: &Identifier) -> Result<(AccountRow, Found), AgainError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    // Her own account is opened, and let go of, before another is looked at.
    let ring = match by {
        By::Administrator(person) => Some(keyring::open(parts, person).await?),
        By::Command => None,
    };
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    // Or the link would be to somebody else's account than the one that was named, with somebody else's seed.
    let known = named::known(parts, &mut db, &handle).await.map_err(InvitationError::from)?;
    let known = known.ok_or(AgainError::Unknown)?;
    by.may_offer(&known)?;
    let account = known.account;
    may(&account)?;
    let found = match ring {
        None => Err(Why::Command),
        Some((Ring::NotAsked | Ring::Off(_), _)) => Err(Why::Off),
        Some((Ring::Broken(_), _)) => Err(Why::Broken),
        Some((Ring::On(row, _), _)) if !row.escrows => Err(Why::Off),
        Some((Ring::On(..), None)) => Err(Why::NotAMember),
        Some((Ring::On(..), Some(open))) => open.seed(parts, &mut db, &account).await?.ok_or(Why::NotKept),
    };
    Ok((account, found))
}

fn may(account: &AccountRow) -> Result<(), AgainError> {
    match account.state {
        AccountState::Active => Ok(()),
        AccountState::Invited => Err(AgainError::NotEnrolled),
        AccountState::Revoked => Err(AgainError::Revoked),
        AccountState::Frozen => Err(AgainError::Frozen),
    }
}

async fn write(
    parts: &Parts,
    by: &By<'_>,
    offer: Offer,
) -> Result<(Transaction<'static, Postgres>, AccountId, Offered), AgainError> {
    let Offer { invitee, accepts_new_person } = offer;
    // Refused before anybody is looked up.
    invitation::items(&invitee)?;
    let (account, found) = look_up(parts, by, &invitee.identifier).await?;
    let names = names(&found);
    if let Names::New(why) = names
        && !accepts_new_person
    {
        return Err(AgainError::NewPerson(why));
    }
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let account = locked(parts, &mut transaction, by, account).await?;
    let again = Again {
        keeps_names: u8::from(names == Names::Stay),
        identity_seed: found.unwrap_or_else(|_| Secret::random(&*parts.random)),
        handle: account.handle.as_bytes().to_vec(),
        inbox_mac: account.inbox_mac.clone(),
        attributes: invitee.attributes,
        is_administrator: invitee.roles.contains(&Role::Owner),
        issuer: issuer(parts, &mut transaction, by).await?,
    };
    let inbox = KeyPair::generate(&*parts.random).map_err(InvitationError::from)?;
    let token = invitation::write(parts, &mut transaction, &account, &invitee.identifier, inbox, Some(again)).await?;
    Ok((transaction, account.id, Offered { token, names }))
}

/// Who makes it, as they stand now.
async fn issuer(parts: &Parts, db: &mut PgConnection, by: &By<'_>) -> Result<Issuer, AgainError> {
    let By::Administrator(person) = by else { return Ok(Issuer::command()) };
    let issuer = Issuer::administrator(parts, db, person.account).await.map_err(InvitationError::from)?;
    Ok(issuer.ok_or(KeyringFlowError::Session)?)
}

/// The account as it is now, while nobody else changes it.
async fn locked(
    parts: &Parts,
    db: &mut PgConnection,
    by: &By<'_>,
    account: AccountRow,
) -> Result<AccountRow, AgainError> {
    let known = named::known(parts, db, &account.handle).await.map_err(InvitationError::from)?;
    let known = known.filter(|known| known.account.id == account.id).ok_or(AgainError::Unknown)?;
    by.may_offer(&known)?;
    let row = known.account;
    may(&row)?;
    Ok(row)
}
