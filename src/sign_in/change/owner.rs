//! Who changes something proves once more who they are, against the account as it stands.

use super::ChangeError;
use super::passkey::{Listed, passkeys};
use crate::db::account::AccountRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::identifier::shown;
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, FactorId, Identifier, Secret, SecretText, WayId};
use crate::sign_in::passphrase::{FirstStep, first_step};
use crate::sign_in::proof::{Typed, spend};
use crate::sign_in::second_factor::{Beside, Presented, Second};
use crate::sign_in::session::{SessionError, SignedIn};
use crate::sign_in::visitor::Trying;
use crate::sign_in::{Parts, both, keyring, throttle};
use crate::vault::account::{FactorRow, ProfileRow, Root, RootSeal, VaultError, WayRow, open_profile};
use crate::vault::both::way_id;
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

    /// The rows of a kind's ways in. By what is sealed: whoever writes to the database could say of one that is about to be
    /// replaced that it is of another.
    pub(crate) fn ways_of<'a>(&'a self, profile: &'a Profile, kind: Way) -> impl Iterator<Item = &'a WayRow> {
        let kind_of = |row: &WayRow| if skips(Check::WayKind) { Some(row.way) } else { profile.kind_of(row.id) };
        self.ways.iter().map(|(row, _)| row).filter(move |row| kind_of(row) == Some(kind))
    }

    /// The way in that makes a browser a known device of its owner; no more than that follows from it, before the vault is open.
    pub(crate) fn known_by(&self) -> WayId {
        let said = |way: Way| self.ways.iter().map(|(row, _)| row).find(|row| row.way == way);
        said(Way::Passphrase).or_else(|| said(Way::Both)).map_or(WayId(self.account.id.0), WayRow::known_by)
    }

    /// The factors, of which whoever writes to the database could have put a row back that the profile does not name any more.
    pub(crate) fn factors_of<'a>(&'a self, profile: &'a Profile) -> impl Iterator<Item = &'a FactorRow> {
        self.factors.iter().filter(|row| profile.has_factor(row.id))
    }

    /// The account's profile; one that is from before factors and kinds of ways in were named has those now that there are.
    pub(crate) fn open(&self, parts: &Parts, root: &Root) -> Result<Profile, VaultError> {
        let mut profile = open_profile(parts.org, self.account.id, root, &self.profile)?;
        profile.learn_factors(self.factors.iter().map(|row| row.id));
        profile.learn_kinds(self.ways.iter().map(|(row, _)| (row.id, row.way)));
        Ok(profile)
    }

    /// Whether each way in and factor that the profile names has its row.
    pub(super) fn has_all(&self, profile: &Profile) -> bool {
        let ways: Vec<&WayRow> = self.ways.iter().map(|(row, _)| row).collect();
        have_all_ways(&ways, profile) && self.factors_of(profile).count() == profile.factors.len()
    }
}

/// Whether each way in that the profile names has its row among these; one that says what it is, and is of a factor that there is.
pub(super) fn have_all_ways(rows: &[&WayRow], profile: &Profile) -> bool {
    let has_factor = |row: &WayRow| match row.way {
        Way::Passkey => profile.has_factor(FactorId(row.id.0)),
        Way::Both => profile.factors.iter().any(|factor| way_id(*factor, &row.salt) == row.id),
        Way::Passphrase | Way::Kit | Way::Invitation => true,
    };
    profile.ways.iter().all(|way| {
        let row = rows.iter().find(|row| row.id == way.id);
        row.is_some_and(|row| skips(Check::WayKind) || (way.kind == Some(row.way) && has_factor(row)))
    })
}

/// A person who changes something: their account as it stood, opened, and the outcome of the first step.
pub(super) struct Owner<'a> {
    pub(super) standing: Standing,
    pub(super) root: Root,
    pub(super) profile: Profile,
    pub(super) identifier: Identifier,
    step: FirstStep,
    second: Second<'a>,
    /// What passphrase and passkey opened together, where neither does without the other.
    both: Option<both::Unlocked>,
}

impl<'a> Owner<'a> {
    /// Checks the passphrase, in the steps of a sign-in and with its throttle. Does not say what came of it: that and the
    /// second factor are one answer. Where both are needed it is here, and the keeper is asked nothing more for whoever it refuses.
    pub(super) async fn prove(parts: &Parts, person: &SignedIn, typed: Typed<'a>) -> Result<Self, ChangeError> {
        let (standing, root, profile) = opened(parts, person).await?;
        let identifier = Identifier::parse(profile.identifier.expose()).map_err(|_| ChangeError::SignInAgain)?;
        let handle = person.handle(identifier.as_str()).ok_or(ChangeError::SignInAgain)?;
        let step = first_step(parts, &identifier, typed.passphrase, Trying::SignedIn(person.account, &handle)).await?;
        // Once the try is counted: a refusal is written down, and whoever may not try leaves no row.
        let second = typed.second.taken(parts, person).await?;
        let both = both::prove(parts, (person.account, &profile), &step, &second).await?;
        Ok(Self { standing, root, profile, identifier, step, second, both })
    }

    /// Begins the change's transaction: the account is locked and as it was, and both factors were right.
    pub(super) async fn begin(&self, parts: &Parts) -> Result<Transaction<'static, Postgres>, ChangeError> {
        let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
        self.begin_in(parts, &mut transaction).await?;
        Ok(transaction)
    }

    /// The same in a transaction that has begun, since something had to be locked before the account.
    pub(super) async fn begin_in(&self, parts: &Parts, transaction: &mut PgConnection) -> Result<(), ChangeError> {
        let account = self.standing.account.id;
        if Standing::read(transaction, account).await?.as_ref() != Some(&self.standing) {
            return Err(ChangeError::Changed);
        }
        let beside = Beside::Another(self.step.matched == 1 && AccountId(self.step.account) == account);
        let vault = (&self.standing, &self.root, &self.profile);
        match &self.both {
            Some(unlocked) => both::spend(parts, transaction, vault, unlocked).await?,
            None => spend(parts, transaction, vault, &self.second, beside).await?,
        }
        throttle::forgive(transaction, self.step.counted).await?;
        Ok(())
    }

    pub(super) fn account(&self) -> AccountId {
        self.standing.account.id
    }

    /// Whether the passphrase opens nothing without a passkey.
    pub(super) fn needs_both(&self) -> bool {
        both::is_needed(&self.profile)
    }

    /// The factor key of the passphrase that was proved. Where that opens nothing by itself, nobody's: what a code or a passkey
    /// is compared with would tell, with the keeper, whether a passphrase is right.
    pub(super) fn factor_key(&self, parts: &Parts) -> Secret<32> {
        if self.needs_both() { Secret::random(&*parts.random) } else { self.step.factor_key.duplicate() }
    }

    /// What the passphrase gives where it is not alone. Of a wrong one too, until `begin` tells.
    pub(super) fn stretched(&self) -> &Secret<32> {
        &self.step.stretched
    }

    /// What a passkey said that was shown as the second factor.
    pub(super) fn shown(&self) -> Option<&Presented<'a>> {
        match &self.second {
            Second::Passkey(presented) => Some(presented),
            Second::Code(_) => None,
        }
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
    /// Whether the passphrase opens nothing without one of the passkeys.
    pub needs_both: bool,
    pub passkeys: Vec<Listed>,
    /// How many data seeds there have been: one more with each way in that was taken away.
    pub data_generations: usize,
    pub root_epoch: u32,
    /// Whether the administrators keep the identity seed, so that names at applications stay.
    pub names_are_kept: bool,
    /// Whether the organisation keeps a directory of people, and so an entry of theirs.
    pub is_listed: bool,
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
    let ways = profile.ways.iter().filter_map(|way| Some((way.kind?, way.made_on))).collect();
    let (created_on, ring) = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let ring = keyring::told(parts, &mut db, profile.keyring.seen).await.map_err(SessionError::from)?;
        (db::account::created_on(&mut db, person.account).await?, ring)
    };
    Ok(Known {
        ways,
        created_on,
        factors: standing.factors_of(&profile).count(),
        passkeys: passkeys(parts, &standing, &root, &profile)?,
        needs_both: both::is_needed(&profile),
        is_whole: standing.has_all(&profile),
        data_generations: profile.data_seeds.len(),
        identifier: profile.identifier,
        root_epoch: root.epoch,
        is_listed: ring.lists(),
        names_are_kept: profile.keyring.escrow != [0; 32],
    })
}
