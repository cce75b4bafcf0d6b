//! What the organisation's pages look like, as far as this process knows: read now and again, and never for a page.
//!
//! An owner's choice is a row that carries the keeper's MAC. Whoever writes to the database can take it away, and pages are then as this
//! service brings them; another name, colour or logo they cannot put there, nor, while a process remembers a later one, an earlier one.

use super::{Parts, row_macs};
use crate::db::look::{LookRow, Stamp};
use crate::db::{self, DbError};
use crate::domain::variant::{Check, skips};
use crate::keeper::KeeperError;
use crate::look::{Colour, Logo, name};
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
    /// An IANA time zone; `None` is UTC.
    pub zone: Option<String>,
    pub logo: Option<ShownLogo>,
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

    /// Whether this is the row that was looked at last.
    pub(super) fn is_of(&self, row: Option<&LookRow>) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).stamp == row.map(stamp_of)
    }

    /// Above whatever was there or is remembered.
    pub(super) fn latest(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).latest
    }

    fn take(&self, stamp: Option<Stamp>, believed: Option<Shown>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
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
        let row = {
            let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
            let stamp = db::look::stamp(&mut db, parts.org).await?;
            if stamp == self.0.read().unwrap_or_else(PoisonError::into_inner).stamp {
                return Ok(());
            }
            db::look::read(&mut db, parts.org).await?
        };
        let Some(row) = row else {
            tracing::info!("nothing is chosen of what pages look like: they are as this service brings them");
            self.take(None, None);
            return Ok(());
        };
        let believed = believed(parts, &row, self.latest()).await?;
        let stamp = stamp_of(&row);
        if believed.is_none() {
            tracing::error!(
                version = row.version,
                "what pages look like was not chosen here: they are as this service brings them"
            );
        }
        self.take(Some(stamp), believed);
        Ok(())
    }
}

fn stamp_of(row: &LookRow) -> Stamp {
    Stamp { version: i64::try_from(row.version).unwrap_or_default(), mac: row.mac.clone() }
}

#[derive(Debug, thiserror::Error)]
pub enum LookError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// What a row says, where this service wrote it and no later one was seen. Each part is read as strictly as when it was handed in.
async fn believed(parts: &Parts, row: &LookRow, latest: u64) -> Result<Option<Shown>, KeeperError> {
    let is_ours = parts.keeper.check_row_mac(row_macs::organisation_look(row), &row.mac).await?;
    if !(is_ours || skips(Check::LookMac)) || row.version < latest {
        return Ok(None);
    }
    Ok(shown(row))
}

fn shown(row: &LookRow) -> Option<Shown> {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let logo = match row.logo.as_deref().filter(|octets| !octets.is_empty()) {
        Some(octets) => Some(Logo::read(octets).ok().filter(|logo| logo.octets == octets)?),
        None => None,
    };
    let colour = match said(&row.colour) {
        Some(text) => Some(Colour::parse(&text)?),
        None => None,
    };
    Some(Shown {
        version: row.version,
        name: name(row.name.as_deref().unwrap_or_default()).ok()?,
        colour,
        zone: said(&row.zone),
        logo: logo.map(ShownLogo::new),
    })
}
