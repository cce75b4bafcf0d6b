//! When service providers' keys end, by the certificates in their metadata. Looked at in the background: it reads every service
//! provider that there is.
//!
//! SAML believes a key for the metadata it stands in, and not for its certificate's dates (SAML V2.0 Metadata Interoperability Profile
//! §2.6.1): nobody is refused for one that is over. A partner who lets one end usually means to change it.

use super::{Federation, RegistryError, ServiceProvider};
use crate::saml::metadata::PublicKey;
use std::sync::{Arc, PoisonError, RwLock};
use time::{Duration, OffsetDateTime};

/// What ends later is not soon.
const SOON: Duration = Duration::days(30);

/// A key that ends soon, or has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDate {
    pub entity_id: String,
    pub name: String,
    /// `signing` or `encryption`.
    pub serves: &'static str,
    pub not_after: OffsetDateTime,
}

/// What the last look found, and when that was.
#[derive(Debug, Clone)]
pub struct KeyDates {
    pub at: OffsetDateTime,
    /// The first to end first.
    pub soon: Vec<KeyDate>,
}

#[derive(Debug, Default)]
pub(super) struct Looked(RwLock<Option<Arc<KeyDates>>>);

impl Federation {
    /// What was found last; nothing before anybody has looked.
    pub fn key_dates(&self) -> Option<Arc<KeyDates>> {
        self.key_dates.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks at every service provider's keys.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn look_at_key_dates(&self) -> Result<Arc<KeyDates>, RegistryError> {
        let at = self.parts.clock.now();
        let mut soon: Vec<KeyDate> = self.all().await?.iter().flat_map(|sp| ending(sp, at + SOON)).collect();
        soon.sort_by(|one, other| (one.not_after, &one.entity_id).cmp(&(other.not_after, &other.entity_id)));
        let dates = Arc::new(KeyDates { at, soon });
        *self.key_dates.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&dates));
        Ok(dates)
    }
}

/// Of each use the key that ends last: a partner who has published the next one has nothing to be told.
fn ending(sp: &ServiceProvider, before: OffsetDateTime) -> Vec<KeyDate> {
    let metadata = sp.metadata();
    let signing = last(metadata.signing_keys.iter());
    let encryption = last(metadata.encryption_keys.iter().map(|key| key.key()));
    let dated = [("signing", signing), ("encryption", encryption)];
    let soon = dated.into_iter().filter_map(|(serves, at)| Some((serves, at.filter(|at| *at < before)?)));
    soon.map(|(serves, not_after)| KeyDate {
        entity_id: sp.entity_id().to_owned(),
        name: sp.name().to_owned(),
        serves,
        not_after,
    })
    .collect()
}

/// `None` where one of them has no certificate, and so no end.
fn last<'a>(keys: impl Iterator<Item = &'a PublicKey>) -> Option<OffsetDateTime> {
    let ends: Option<Vec<OffsetDateTime>> = keys.map(|key| Some(key.certificate()?.not_after)).collect();
    ends?.into_iter().max()
}
