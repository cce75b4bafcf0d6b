//! The one place that writes a change. Every statement says how many rows it must touch.

use super::ChangeError;
use super::owner::{Standing, have_all_ways};
use crate::db::{self, PgConnection};
use crate::domain::{AccountId, FactorId, WayId};
use crate::sign_in::{Parts, canary, epochs, tokens};
use crate::vault::account::{FactorRow, MadeWay, Renewed, Root, RootSeal, WayRow, renew, seal_profile};
use crate::vault::profile::Profile;

/// What becomes of an account's rows. What is not named stays as it is.
#[derive(Default)]
pub(crate) struct Change {
    ways_gone: Vec<WayId>,
    ways_made: Vec<(WayRow, RootSeal)>,
    /// Of the ways in that stay, under a new root.
    seals: Vec<RootSeal>,
    factors_rewrapped: Vec<FactorRow>,
    factors_made: Vec<FactorRow>,
}

impl Change {
    /// A way in goes: the profile forgets it, and rows that the profile does not name go.
    pub(crate) fn without_way(mut self, profile: &mut Profile, id: WayId) -> Self {
        profile.ways.retain(|way| way.id != id);
        self.ways_gone.push(id);
        self
    }

    /// A way in comes; the profile names it.
    pub(crate) fn with_way(mut self, profile: &mut Profile, made: MadeWay) -> Self {
        profile.ways.push(made.known);
        self.ways_made.push((made.row, made.seal));
        self
    }

    pub(crate) fn with_rewrapped(mut self, factors: Vec<FactorRow>) -> Self {
        self.factors_rewrapped = factors;
        self
    }

    /// A factor comes beside the others; the profile names it.
    pub(crate) fn with_factor(mut self, profile: &mut Profile, made: FactorRow) -> Self {
        profile.factors.push(made.id);
        self.factors_made.push(made);
        self
    }

    /// All factors go but this new one, those whose rows are hidden as well.
    pub(crate) fn with_only_factor(self, profile: &mut Profile, made: FactorRow) -> Self {
        profile.factors.clear();
        self.with_factor(profile, made)
    }

    /// A new root and data seed, since a way in goes. Comes after those that go and before those that come.
    pub(crate) fn with_new_root(
        mut self,
        parts: &Parts,
        standing: &Standing,
        old: &Root,
        profile: &mut Profile,
    ) -> Result<(Self, Root), ChangeError> {
        let account = standing.account.id;
        let mut stay = std::mem::take(&mut self.factors_rewrapped);
        if stay.is_empty() {
            stay = standing.factors_of(profile).cloned().collect();
        }
        let Renewed { root, seals, factors } = renew(parts.org, account, old, profile, &stay, &*parts.random)?;
        self.seals = seals;
        self.factors_rewrapped = factors;
        Ok((self, root))
    }

    /// Writes it, and the profile's next version. Ways in and factors that this does not name go. A link to begin again ends.
    pub(crate) async fn write(
        self,
        parts: &Parts,
        db: &mut PgConnection,
        standing: &Standing,
        root: &Root,
        profile: &Profile,
    ) -> Result<(), ChangeError> {
        let gone: Vec<WayId> = standing.ways.iter().map(|(way, _)| way.id).filter(|id| !profile.names(*id)).collect();
        if !(gone.is_empty() && self.ways_made.is_empty()) {
            canary::check::<ChangeError>(parts, db).await?;
        }
        let account = standing.account.id;
        self.is_whole(standing, profile).then_some(()).ok_or(ChangeError::Changed)?;
        // Whoever changes a way in has not lost it, and may do it because somebody else wants to take their place.
        db::invitation::withdraw(db, account).await?;
        for way in gone {
            db::way_in::remove(db, account, way).await?;
        }
        for (mut way, seal) in self.ways_made {
            epochs::bring_up::<ChangeError>(parts, db, account, &mut way).await?;
            db::way_in::insert(db, account, &way).await?;
            db::way_in::insert_root_seal(db, &seal).await?;
        }
        #[cfg(feature = "test-variants")]
        db::halves::commit_midway(db, account).await?;
        // Another root, and another data seed: what programs hold followed from the one before.
        if !self.seals.is_empty() {
            end_tokens(parts, db, account).await?;
        }
        for seal in &self.seals {
            db::way_in::replace_root_seal(db, seal).await?;
        }
        for factor in standing.factors.iter().filter(|row| !profile.has_factor(row.id)) {
            db::factor::remove(db, account, factor.id).await?;
        }
        for factor in &self.factors_rewrapped {
            db::factor::rewrap(db, account, factor).await?;
        }
        for factor in &self.factors_made {
            db::factor::insert(db, account, factor).await?;
        }
        let version = standing.profile.version.saturating_add(1);
        let row = seal_profile(parts.org, account, root, version, profile, &*parts.random)?;
        Ok(db::profile::update(db, account, &row).await?)
    }

    /// Whether whatever the profile names has its row. One that is hidden could be put back later: what the owner takes away, replaces
    /// or renews meanwhile would not reach it.
    fn is_whole(&self, standing: &Standing, profile: &Profile) -> bool {
        let ways: Vec<&WayRow> = standing.ways.iter().chain(&self.ways_made).map(|(way, _)| way).collect();
        let factors: Vec<FactorId> = standing.factors.iter().chain(&self.factors_made).map(|row| row.id).collect();
        let had = |id: &WayId| standing.ways.iter().any(|(way, _)| way.id == *id);
        self.ways_gone.iter().all(had)
            && have_all_ways(&ways, profile)
            && profile.factors.iter().all(|id| factors.contains(id))
    }
}

/// Ends all tokens of who changes something, and has it noted before the commit: where that fails, those that go on are refused here, which
/// is the lesser evil, until they are ended and made anew.
pub(super) async fn end_tokens(parts: &Parts, db: &mut PgConnection, account: AccountId) -> Result<(), ChangeError> {
    let ended = tokens::end_all::<ChangeError>(parts, db, account).await?;
    parts.tokens.ended(ended, parts.clock.now().date());
    Ok(())
}
