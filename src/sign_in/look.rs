//! What the organisation's pages look like, as far as this process knows: read now and again, and never for a page.
//!
//! An owner's choice is a row that carries the keeper's MAC. Whoever writes to the database can take it away, and pages are then as this
//! service brings them; another name, colour or logo they cannot put there, nor, while a process remembers a later one, an earlier one.

use super::{Parts, row_macs};
use crate::db::look::{LookRow, Stamp};
use crate::db::{self, DbError};
use crate::domain::Zone;
use crate::domain::variant::{Check, skips};
use crate::keeper::KeeperError;
use crate::look::{Colour, Logo, LogoError, name};
use crate::vault::derive::sha256;
use data_encoding::HEXLOWER;
use std::sync::{Arc, PoisonError, RwLock};

/// What pages show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Of the row that it is from; 0 where there is none.
    pub version: u64,
    /// `None` leaves it at what the operator set.
    pub name: Option<String>,
    pub colour: Option<Colour>,
    pub logo: Option<ShownLogo>,
    /// In which times are said where a browser says no other.
    pub zone: Option<Zone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownLogo {
    pub logo: Logo,
    /// Of its octets, in hexadecimal digits: what is kept under it elsewhere is it.
    pub digest: String,
}

impl ShownLogo {
    pub fn new(logo: Logo) -> Self {
        let digest = sha256(&logo.octets);
        Self { digest: HEXLOWER.encode(digest.get(..16).unwrap_or(&digest)), logo }
    }
}

/// What this process shows.
#[derive(Debug, Default)]
pub struct CurrentLook(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    shown: Arc<Shown>,
    /// Of the row that was looked at last, whatever came of it.
    stamp: Option<Stamp>,
    /// The latest version that was believed: nothing of before it comes back.
    latest: u64,
    /// There is a row that is not believed, or one that was seen is gone.
    is_broken: bool,
}

impl CurrentLook {
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).shown)
    }

    /// Whether the database has something else than what an owner chose last, as far as is known here.
    pub fn is_broken(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_broken
    }

    /// The latest version that was believed here.
    pub(super) fn latest(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).latest
    }

    fn take(&self, stamp: Option<Stamp>, believed: Option<Shown>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // A later one may have been taken up while the keeper was asked about this.
        let believed = believed.filter(|shown| shown.version >= known.latest);
        known.is_broken = believed.is_none() && (stamp.is_some() || known.latest > 0);
        known.stamp = stamp;
        known.latest = known.latest.max(believed.as_ref().map_or(0, |shown| shown.version));
        known.shown = Arc::new(believed.unwrap_or_default());
    }

    /// Looks whether the row is another than the one that is known, and takes it up where it is to be believed.
    ///
    /// # Errors
    /// Database or keeper away: what is known stays.
    pub async fn look_again(&self, parts: &Parts) -> Result<(), LookError> {
        let (stamp, is_other, row) = {
            let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
            let stamp = db::look::stamp(&mut db, parts.org).await?;
            let is_other = stamp != self.0.read().unwrap_or_else(PoisonError::into_inner).stamp;
            // One that is not believed may be put right under the same number.
            if !is_other && !self.is_broken() {
                return Ok(());
            }
            (stamp, is_other, db::look::read(&mut db, parts.org).await?)
        };
        let believed = believed(parts, row.as_ref(), self.latest()).await?;
        match (&row, &believed) {
            (_, Some(shown)) => tracing::info!(version = shown.version, "pages look as an owner chose"),
            (None, None) if self.latest() == 0 => {}
            _ if !is_other => {}
            _ => tracing::error!(
                "what pages look like was changed by another hand: they are as this service brings them until an owner chooses again"
            ),
        }
        self.take(stamp, believed);
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
pub enum LookError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// What a row says, where this service wrote it and no later one was seen.
///
/// # Errors
/// The keeper is away.
pub(super) async fn believed(parts: &Parts, row: Option<&LookRow>, latest: u64) -> Result<Option<Shown>, KeeperError> {
    let Some(row) = row else { return Ok(None) };
    let is_ours = parts.keeper.check_row_mac(row_macs::organisation_look(row), &row.mac).await?;
    if !(is_ours || skips(Check::LookMac)) || row.version < latest {
        return Ok(None);
    }
    Ok(Some(shown(row)))
}

/// Each part is read as strictly as when it was handed in. One that a later program reads otherwise is left out alone: the MAC has said
/// already that this service wrote it.
fn shown(row: &LookRow) -> Shown {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let logo = row.logo.as_deref().filter(|octets| !octets.is_empty()).and_then(|octets| {
        let read = Logo::read(octets);
        let unread =
            |error: &LogoError| tracing::warn!(%error, "the logo is not one that this program takes: pages have none");
        read.inspect_err(unread).ok()
    });
    Shown {
        version: row.version,
        name: name(row.name.as_deref().unwrap_or_default()).ok().flatten(),
        colour: said(&row.colour).as_deref().and_then(Colour::parse),
        logo: logo.map(ShownLogo::new),
        zone: said(&row.zone).as_deref().and_then(Zone::named),
    }
}
