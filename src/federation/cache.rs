//! Parsed service providers, so that a sign-on does not parse metadata.

use super::ServiceProvider;
use crate::db::one_read::ProviderStamp;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// More than this many are checked and parsed anew each time. One of them takes a few KiB: full, it is some tens of MiB.
const CAPACITY: usize = 16_384;

/// By entityID. An entry serves a row only when the row is, column for column, the one whose MAC was checked.
#[derive(Default)]
pub(super) struct Cache(RwLock<HashMap<String, Entry>>);

struct Entry {
    stamp: ProviderStamp,
    sp: Arc<ServiceProvider>,
}

impl Cache {
    pub(super) fn get(&self, entity_id: &str, stamp: &ProviderStamp) -> Option<Arc<ServiceProvider>> {
        let entries = self.0.read().ok()?;
        let entry = entries.get(entity_id)?;
        (entry.stamp == *stamp).then(|| Arc::clone(&entry.sp))
    }

    pub(super) fn put(&self, stamp: ProviderStamp, sp: &Arc<ServiceProvider>) {
        if let Ok(mut entries) = self.0.write()
            && (entries.len() < CAPACITY || entries.contains_key(sp.entity_id()))
        {
            entries.insert(sp.entity_id().to_owned(), Entry { stamp, sp: Arc::clone(sp) });
        }
    }
}
