//! A scope: for what one service provider may get keys of people who agree to it, and which epochs of them.

use super::return_address::ReturnAddress;
use crate::db::scope::ScopeRow;
use crate::domain::scope::{Delivery, Purpose};
use crate::domain::variant::{Check, skips};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::scoped_key::ScopedFor;
use time::Date;

/// Epochs of before that are delivered at one time at most.
pub const MOST_FORMER: usize = 8;

/// Purposes of one service provider: each is a question to everybody, and an attribute or an answer of its own.
pub const MOST_PURPOSES: usize = 16;

/// An epoch of before that is delivered too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Former {
    pub epoch: u32,
    /// The first day on which it is not.
    pub until: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub entity_id: String,
    pub purpose: Purpose,
    pub delivery: Delivery,
    /// Of the row; counts up with each change.
    pub version: u64,
    /// The latest epoch. Numbers are never given again.
    pub epoch: u32,
    /// The latest has ended, and nothing has taken its place.
    pub is_ended: bool,
    /// Newest first.
    pub former: Vec<Former>,
    /// The attribute that carries the newest key alone.
    pub plain: Option<String>,
    /// Where a page that asked is led back to; of delivery to pages alone.
    pub return_to: Option<ReturnAddress>,
    pub is_removed: bool,
}

/// What an operator asked for that cannot be done to a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopeFault {
    #[error("epoch {0} is not delivered: nothing to end")]
    NotLive(u32),
    #[error("{MOST_FORMER} former epochs are delivered already: end one, or wait until its time is over")]
    ManyFormer,
    #[error("there can be no further epoch of this purpose")]
    NoMore,
}

impl Scope {
    /// A new one, at its first epoch.
    pub fn new(entity_id: &str, purpose: Purpose, plain: Option<String>) -> Self {
        Self {
            entity_id: entity_id.to_owned(),
            purpose,
            delivery: Delivery::Assertion,
            version: 1,
            epoch: 1,
            is_ended: false,
            former: Vec::new(),
            plain,
            return_to: None,
            is_removed: false,
        }
    }

    /// The same, sealed to the page that asks and led back to this address.
    pub fn to_page(self, back: ReturnAddress) -> Self {
        Self { delivery: Delivery::Browser, return_to: Some(back), plain: None, ..self }
    }

    /// Added again after it was removed, at an epoch that there has not been: what had ended does not come back.
    ///
    /// # Errors
    /// The numbers are used up.
    pub fn again(self, plain: Option<String>) -> Result<Self, ScopeFault> {
        let (epoch, version) = (self.next_epoch()?, self.version + 1);
        let (is_ended, is_removed, former) = (false, false, Vec::new());
        let (delivery, return_to) = (Delivery::Assertion, None);
        Ok(Self { version, epoch, is_ended, former, plain, is_removed, delivery, return_to, ..self })
    }

    /// A new epoch; the one of now is delivered until this day, if any.
    ///
    /// # Errors
    /// Too many are delivered already.
    pub fn rotated(mut self, until: Option<Date>, today: Date) -> Result<Self, ScopeFault> {
        let next = self.next_epoch()?;
        self.former.retain(|former| former.until > today);
        if let Some(until) = until.filter(|until| *until > today && !self.is_ended) {
            self.former.insert(0, Former { epoch: self.epoch, until });
        }
        if self.former.len() > MOST_FORMER {
            return Err(ScopeFault::ManyFormer);
        }
        Ok(Self { version: self.version + 1, epoch: next, is_ended: false, ..self })
    }

    /// Without an epoch, from now on.
    ///
    /// # Errors
    /// It was not delivered.
    pub fn ended(mut self, epoch: u32, today: Date) -> Result<Self, ScopeFault> {
        if !self.live_epochs(today).contains(&epoch) {
            return Err(ScopeFault::NotLive(epoch));
        }
        self.former.retain(|former| former.epoch != epoch && former.until > today);
        let is_ended = self.is_ended || epoch == self.epoch;
        Ok(Self { version: self.version + 1, is_ended, ..self })
    }

    pub fn removed(self) -> Self {
        Self { version: self.version + 1, is_ended: true, former: Vec::new(), is_removed: true, ..self }
    }

    /// Removed, whatever it was: of a scope whose row is not known, with the latest epoch that is known of.
    pub fn removed_at(entity_id: &str, purpose: Purpose, epoch: u32) -> Self {
        Self { epoch: epoch.max(1), ..Self::new(entity_id, purpose, None) }.removed()
    }

    fn next_epoch(&self) -> Result<u32, ScopeFault> {
        self.epoch.checked_add(1).filter(|next| i32::try_from(*next).is_ok()).ok_or(ScopeFault::NoMore)
    }

    /// The epochs whose keys are delivered, newest first.
    pub fn live_epochs(&self, today: Date) -> Vec<u32> {
        let skips = skips(Check::ScopeEpoch);
        let former = self.former.iter().filter(|former| former.until > today || skips).map(|former| former.epoch);
        let latest = (!self.is_ended || skips).then_some(self.epoch);
        latest.into_iter().chain(former).collect()
    }

    /// What is agreed to beside the service provider's keys and metadata. Epochs come and go within it.
    pub fn terms(&self) -> [u8; 32] {
        let (plain, back) = (self.plain.as_deref(), self.return_to.as_ref().map(ReturnAddress::as_str));
        let [plain, back] = [plain, back].map(|text| text.unwrap_or_default().as_bytes());
        sha256(&lp(&[self.delivery.word().as_bytes(), plain, back]))
    }

    /// What its keys are derived for. `None` for an entityID that is too long for it, which no scope is made for.
    pub fn derived_for(&self) -> Option<ScopedFor<'_>> {
        ScopedFor::new(&self.entity_id, &self.purpose, self.delivery)
    }

    /// What a row says; `None` for words of a newer program, and what cannot be.
    pub fn of(row: &ScopeRow) -> Option<Self> {
        let numbers = row.former.iter().zip(&row.former_until);
        let former = numbers.map(|(epoch, until)| Some(Former { epoch: u32::try_from(*epoch).ok()?, until: *until }));
        let former: Vec<Former> = former.collect::<Option<_>>()?;
        let scope = Self {
            entity_id: row.entity_id.clone(),
            purpose: Purpose::parse(&row.purpose).ok()?,
            delivery: Delivery::from_word(&row.delivery)?,
            version: row.version,
            epoch: u32::try_from(row.epoch).ok().filter(|epoch| *epoch > 0)?,
            is_ended: row.is_ended,
            former,
            plain: row.plain.clone(),
            return_to: row.return_to.as_deref().map(ReturnAddress::parse).transpose().ok()?,
            is_removed: row.is_removed,
        };
        (row.former.len() == row.former_until.len()).then_some(scope)
    }

    /// The row, without the keeper's MAC.
    pub fn row(&self) -> ScopeRow {
        let number = |epoch: u32| i32::try_from(epoch).unwrap_or(i32::MAX);
        ScopeRow {
            entity_id: self.entity_id.clone(),
            purpose: self.purpose.to_string(),
            version: self.version,
            delivery: self.delivery.word().to_owned(),
            epoch: number(self.epoch),
            is_ended: self.is_ended,
            former: self.former.iter().map(|former| number(former.epoch)).collect(),
            former_until: self.former.iter().map(|former| former.until).collect(),
            plain: self.plain.clone(),
            return_to: self.return_to.as_ref().map(|back| back.as_str().to_owned()),
            is_removed: self.is_removed,
            mac: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::scope_digest;
    use crate::domain::OrgId;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 04 - 11);
    const SOON: Date = date!(2026 - 04 - 14);

    fn scope() -> Scope {
        Scope::new("https://sp.example/saml", Purpose::parse("notes").unwrap(), None)
    }

    #[test]
    fn a_rotation_delivers_both_until_the_overlap_is_over() {
        let rotated = scope().rotated(Some(SOON), TODAY).unwrap();
        assert_eq!((rotated.live_epochs(TODAY), rotated.version), (vec![2, 1], 2));
        assert_eq!(rotated.live_epochs(date!(2026 - 04 - 13)), [2, 1]);
        assert_eq!(rotated.live_epochs(SOON), [2]);
        assert_eq!(scope().rotated(None, TODAY).unwrap().live_epochs(TODAY), [2], "no overlap");
        assert_eq!(rotated.rotated(Some(SOON), SOON).unwrap().live_epochs(SOON), [3], "a day that is over");
    }

    // Threat: an epoch that was ended, or a scope that was removed, comes back with the next change.
    #[test]
    fn what_ended_does_not_come_back() {
        let rotated = scope().rotated(Some(SOON), TODAY).unwrap();
        let without = rotated.clone().ended(1, TODAY).unwrap();
        assert_eq!(without.live_epochs(TODAY), [2]);
        assert_eq!(without.clone().ended(1, TODAY), Err(ScopeFault::NotLive(1)));
        let none = without.ended(2, TODAY).unwrap();
        assert!(none.live_epochs(TODAY).is_empty());
        assert_eq!(none.clone().rotated(Some(SOON), TODAY).unwrap().live_epochs(TODAY), [3], "2 has ended");
        let removed = rotated.removed();
        assert!(removed.live_epochs(TODAY).is_empty() && removed.is_removed);
        let again = removed.again(Some("secret".into())).unwrap();
        assert_eq!((again.live_epochs(TODAY), again.is_removed, again.version), (vec![3], false, 4));
    }

    #[test]
    fn few_epochs_are_delivered_at_once() {
        let mut many = scope();
        for _ in 0..MOST_FORMER {
            many = many.rotated(Some(SOON), TODAY).unwrap();
        }
        assert_eq!(many.live_epochs(TODAY).len(), MOST_FORMER + 1);
        assert_eq!(many.clone().rotated(Some(SOON), TODAY), Err(ScopeFault::ManyFormer));
        assert!(many.clone().rotated(Some(SOON), SOON).is_ok(), "those of before are over");
        assert_eq!(Scope { epoch: i32::MAX as u32, ..many }.rotated(None, TODAY), Err(ScopeFault::NoMore));
    }

    #[test]
    fn rows_read_back_and_each_column_is_under_the_mac() {
        let scope = Scope { plain: Some("secret".into()), ..scope().rotated(Some(SOON), TODAY).unwrap() };
        let row = scope.row();
        assert_eq!(Scope::of(&row), Some(scope));
        let org = OrgId(uuid::Uuid::from_bytes([1; 16]));
        let others = [
            ScopeRow { entity_id: "https://sp.example/sam".into(), ..row.clone() },
            ScopeRow { purpose: "files".into(), ..row.clone() },
            ScopeRow { version: 3, ..row.clone() },
            ScopeRow { delivery: "browser".into(), ..row.clone() },
            ScopeRow { epoch: 1, ..row.clone() },
            ScopeRow { is_ended: true, ..row.clone() },
            ScopeRow { is_removed: true, ..row.clone() },
            ScopeRow { former: vec![3], ..row.clone() },
            ScopeRow { former_until: vec![TODAY], ..row.clone() },
            ScopeRow { plain: None, ..row.clone() },
            ScopeRow { return_to: Some("https://sp.example/note".into()), ..row.clone() },
        ];
        let mut digests: std::collections::HashSet<_> = others.iter().map(|other| scope_digest(org, other)).collect();
        digests.insert(scope_digest(OrgId(uuid::Uuid::from_bytes([2; 16])), &row));
        assert_eq!(digests.len(), 12);
        assert!(!digests.contains(&scope_digest(org, &row)));
        for strange in [
            ScopeRow { purpose: "My notes".into(), ..row.clone() },
            ScopeRow { delivery: "post".into(), ..row.clone() },
            ScopeRow { return_to: Some("http://sp.example/note".into()), ..row.clone() },
            ScopeRow { epoch: 0, ..row.clone() },
            ScopeRow { former: vec![1, 2], ..row.clone() },
            ScopeRow { former: vec![-1], ..row },
        ] {
            assert_eq!(Scope::of(&strange), None, "{strange:?}");
        }
    }
}
