//! Who changes something proves once more who they are, against the account as it stands.

use super::ChangeError;
use super::passkey::{Listed, passkeys};
use crate::db::account::AccountRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::identifier::shown;
use crate::domain::{AccountId, Identifier, Secret, SecretText, WayId};
use crate::sign_in::passphrase::{FirstStep, first_step};
use crate::sign_in::proof::{Typed, spend};
use crate::sign_in::second_factor::{Beside, Second};
use crate::sign_in::session::SignedIn;
use crate::sign_in::visitor::Trying;
use crate::sign_in::{Parts, throttle};
use crate::vault::account::{FactorRow, ProfileRow, Root, RootSeal, VaultError, WayRow, open_profile};
use crate::vault::harden::Way;
use crate::vault::profile::Profile;
use sqlx::{Postgres, Transaction};
use time::Date;

/// The rows of an account's vault at one moment.
#[derive(PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) account: AccountRow,
    pub(crate) ways: Vec<(WayRow, RootSeal)>,
    pub(crate) factors: Vec<FactorRow>,
    pub(crate) profile: ProfileRow,
}

impl Standing {
    /// Reads them, and locks the account until the transaction ends. `None` unless the account is active.
    pub(crate) async fn read(db: &mut PgConnection, account: AccountId) -> Result<Option<Self>, DbError> {
        let row = db::account::by_id_for_update(db, account).await?.filter(|row| row.state.may_sign_on());
        let Some(row) = row else { return Ok(None) };
        let Some(profile) = db::profile::read(db, account).await? else { return Ok(None) };
        let mut ways = db::way_in::of_account(db, account).await?;
        // Which no change uses, and a rotation of the keeper's epochs exchanges at any moment: for the account nothing changes.
        ways.iter_mut().for_each(|(way, _)| way.wrapped_kw.clear());
        let factors = db::factor::of_account(db, account).await?;
        Ok(Some(Self { account: row, ways, factors, profile }))
    }

    pub(crate) fn way(&self, way: Way) -> Option<&(WayRow, RootSeal)> {
        self.ways.iter().find(|(row, _)| row.way == way)
    }

    /// The way in that makes a browser a known device of its owner.
    pub(crate) fn known_by(&self) -> WayId {
        self.way(Way::Passphrase).map_or(WayId(self.account.id.0), |(way, _)| way.id)
    }

    /// The factors, of which whoever writes to the database could have put a row back that the profile does not name any more.
    pub(crate) fn factors_of<'a>(&'a self, profile: &'a Profile) -> impl Iterator<Item = &'a FactorRow> {
        self.factors.iter().filter(|row| profile.has_factor(row.id))
    }

    /// The account's profile; one that is from before factors were named has those now that there are.
    pub(crate) fn open(&self, parts: &Parts, root: &Root) -> Result<Profile, VaultError> {
        let mut profile = open_profile(parts.org, self.account.id, root, &self.profile)?;
        profile.learn_factors(self.factors.iter().map(|row| row.id));
        Ok(profile)
    }

    /// Whether each way in and factor that the profile names has its row.
    pub(super) fn has_all(&self, profile: &Profile) -> bool {
        profile.ways.iter().all(|way| self.ways.iter().any(|(row, _)| row.id == way.id))
            && self.factors_of(profile).count() == profile.factors.len()
    }
}

/// A person who changes something: their account as it stood, opened, and the outcome of the first step.
pub(super) struct Owner<'a> {
    pub(super) standing: Standing,
    pub(super) root: Root,
    pub(super) profile: Profile,
    pub(super) identifier: Identifier,
    step: FirstStep,
    second: Second<'a>,
}

impl<'a> Owner<'a> {
    /// Checks the passphrase, in the steps of a sign-in and with its throttle. Does not say what came of it: that and the
    /// second factor are one answer.
    pub(super) async fn prove(parts: &Parts, person: &SignedIn, typed: Typed<'a>) -> Result<Self, ChangeError> {
        let (standing, root, profile) = opened(parts, person).await?;
        let identifier = Identifier::parse(profile.identifier.expose()).map_err(|_| ChangeError::SignInAgain)?;
        let handle = person.handle(identifier.as_str()).ok_or(ChangeError::SignInAgain)?;
        let step = first_step(parts, &identifier, typed.passphrase, Trying::SignedIn(person.account, &handle)).await?;
        // Once the try is counted: a refusal is written down, and whoever may not try leaves no row.
        let second = typed.second.taken(parts, person).await?;
        Ok(Self { standing, root, profile, identifier, step, second })
    }

    /// Begins the change's transaction: the account is locked and as it was, and both factors were right.
    pub(super) async fn begin(&self, parts: &Parts) -> Result<Transaction<'static, Postgres>, ChangeError> {
        let account = self.standing.account.id;
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        if Standing::read(&mut transaction, account).await?.as_ref() != Some(&self.standing) {
            return Err(ChangeError::Changed);
        }
        let beside = Beside::Another(self.step.matched == 1 && AccountId(self.step.account) == account);
        let vault = (&self.standing, &self.root, &self.profile);
        spend(parts, &mut transaction, vault, &self.second, beside).await?;
        throttle::forgive(&mut transaction, self.step.counted).await?;
        Ok(transaction)
    }

    pub(super) fn account(&self) -> AccountId {
        self.standing.account.id
    }

    /// The factor key of the passphrase that was proved.
    pub(super) fn factor_key(&self) -> &Secret<32> {
        &self.step.factor_key
    }
}

/// The account of a person as it stands, opened with their session's root.
pub(crate) async fn opened(parts: &Parts, person: &SignedIn) -> Result<(Standing, Root, Profile), ChangeError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let standing = Standing::read(&mut db, person.account).await?.ok_or(ChangeError::Changed)?;
    let root = person.root();
    let profile = standing.open(parts, &root)?;
    Ok((standing, root, profile))
}

/// What an account's own page shows of it.
pub struct Known {
    /// Empty until the next sign-in, in an account from before it was kept.
    pub identifier: SecretText,
    pub created_on: Date,
    /// Each way in, and the day it was made where that is known.
    pub ways: Vec<(Way, Option<Date>)>,
    pub factors: usize,
    pub passkeys: Vec<Listed>,
    /// How many data seeds there have been: one more with each way in that was taken away.
    pub data_generations: usize,
    pub root_epoch: u32,
    /// Whether the administrators keep the identity seed, so that names at applications stay.
    pub names_are_kept: bool,
    /// Whether each way in and factor has its row: a hidden one could be put back later.
    pub is_whole: bool,
}

impl Known {
    /// What the person signs in with, where it need not stand in full.
    pub fn shown(&self) -> &str {
        shown(self.identifier.expose())
    }
}

/// Opens what an account's own page shows.
///
/// # Errors
/// The database is away, or the session has ended meanwhile.
pub async fn known(parts: &Parts, person: &SignedIn) -> Result<Known, ChangeError> {
    let (standing, root, profile) = opened(parts, person).await?;
    let made_on = |row: &WayRow| profile.ways.iter().find(|way| way.id == row.id).and_then(|way| way.made_on);
    let ways = standing.ways.iter().map(|(row, _)| (row.way, made_on(row))).collect();
    let created_on = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::account::created_on(&mut db, person.account).await?
    };
    Ok(Known {
        ways,
        created_on,
        factors: standing.factors_of(&profile).count(),
        passkeys: passkeys(parts, &standing, &root, &profile)?,
        is_whole: standing.has_all(&profile),
        data_generations: profile.data_seeds.len(),
        identifier: profile.identifier,
        root_epoch: root.epoch,
        names_are_kept: profile.keyring.escrow != [0; 32],
    })
}
