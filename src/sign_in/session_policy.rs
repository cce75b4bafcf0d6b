//! How long sessions last here: what the operator set, and within it what the organisation's administrators chose.
//!
//! What they chose is a row that carries the keeper's MAC. Whoever writes to the database can take it away or put an earlier one
//! back: this process remembers the latest that it has believed, each person's profile the latest that they signed in under,
//! and each session's sealed record its own limits. None of them is lengthened by what the database says.

use super::{Parts, row_macs};
use crate::db::session_policy::PolicyRow;
use crate::db::{self, PgConnection};
use crate::domain::Limits;
use crate::keeper::KeeperError;
use crate::vault::profile::{LimitsNote, Profile};
use std::sync::{Mutex, PoisonError};

/// What this process knows of the row.
#[derive(Default)]
pub struct SessionPolicy(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// The latest that was believed.
    believed: Option<(PolicyRow, Limits)>,
    /// The last that was not: its MAC is not asked about at each request.
    refused: Option<PolicyRow>,
}

/// A choice that is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) version: u64,
    pub(super) limits: Limits,
}

impl SessionPolicy {
    fn with<T>(&self, look: impl FnOnce(&mut Known) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a row is the one that was believed last.
    pub(super) fn is_latest(&self, row: Option<&PolicyRow>) -> bool {
        self.with(|known| known.believed.as_ref().map(|(row, _)| row) == row)
    }

    /// What holds, from the row as it was just read.
    ///
    /// # Errors
    /// The keeper is away, and the row is another than the one that is known.
    pub(super) async fn chosen(&self, parts: &Parts, row: Option<&PolicyRow>) -> Result<Option<Chosen>, KeeperError> {
        let (latest, is_known) = self.with(|known| {
            let is_latest = known.believed.as_ref().map(|(row, _)| row) == row;
            (known.chosen(), is_latest || (row.is_some() && known.refused.as_ref() == row))
        });
        let Some(row) = row else {
            if latest.is_some() {
                tracing::warn!("the row of how long sessions last is gone: the limits of before go on");
            }
            return Ok(latest);
        };
        if is_known {
            return Ok(latest);
        }
        let limits = limits_of(row);
        let is_ours = parts.keeper.check_row_mac(row_macs::session_policy(row), &row.mac).await?;
        Ok(self.with(|known| match limits {
            Some(limits) if is_ours && known.believed.as_ref().is_none_or(|(last, _)| last.version < row.version) => {
                known.believed = Some((row.clone(), limits));
                known.chosen()
            }
            _ => {
                tracing::warn!(is_ours, version = row.version, "the row of how long sessions last is not believed");
                known.refused = Some(row.clone());
                known.chosen()
            }
        }))
    }
}

impl Known {
    fn chosen(&self) -> Option<Chosen> {
        self.believed.as_ref().map(|(row, limits)| Chosen { version: row.version, limits: *limits })
    }
}

fn limits_of(row: &PolicyRow) -> Option<Limits> {
    let minutes = |minutes: i32| u16::try_from(minutes).ok();
    Limits::new(minutes(row.longest)?, minutes(row.idle)?, minutes(row.shared_idle)?).ok()
}

/// The limits that hold for sessions at this request.
///
/// # Errors
/// As of [`SessionPolicy::chosen`].
pub(super) async fn now(parts: &Parts, row: Option<&PolicyRow>) -> Result<Limits, KeeperError> {
    let chosen = parts.session_policy.chosen(parts, row).await?;
    Ok(within(parts, chosen.map(|chosen| chosen.limits)))
}

fn within(parts: &Parts, chosen: Option<Limits>) -> Limits {
    chosen.map_or(parts.policy.limits, |chosen| chosen.within(parts.policy.limits))
}

/// The limits for whoever opens their account now, and whether their profile is to be written for it: it remembers the latest
/// choice. The caller has locked the account, and commits.
///
/// # Errors
/// The database or the keeper is away.
pub(super) async fn settled<E: From<db::DbError> + From<KeeperError>>(
    parts: &Parts,
    db: &mut PgConnection,
    profile: &mut Profile,
) -> Result<(Limits, bool), E> {
    let row = db::session_policy::read(db, parts.org).await?;
    let chosen = parts.session_policy.chosen(parts, row.as_ref()).await?;
    let note = &mut profile.limits;
    match chosen {
        Some(Chosen { version, limits }) if version > note.version => {
            *note = LimitsNote { version, limits: Some(limits) };
            Ok((within(parts, Some(limits)), true))
        }
        Some(Chosen { version, .. }) if version == note.version => Ok((within(parts, note.limits), false)),
        _ => {
            if note.version > 0 {
                tracing::warn!(seen = note.version, "a later row of how long sessions last was seen: that one holds");
            }
            Ok((within(parts, note.limits), false))
        }
    }
}
