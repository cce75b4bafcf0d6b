//! What the keeper's tests share.

use crate::domain::clock::FixedClock;
use crate::domain::random::uuid;
use crate::domain::{Clock, SystemRandom};
use crate::keeper::Embedded;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// A path for a folder of the test's own, removed at its end.
pub(super) struct TestFolder {
    pub(super) path: PathBuf,
}

impl TestFolder {
    pub(super) fn new() -> Self {
        Self { path: std::env::temp_dir().join(format!("senza-keeper-{}", uuid(&SystemRandom))) }
    }

    pub(super) fn keeper(&self) -> Embedded {
        Embedded::open(&self.path, Arc::new(SystemRandom), Arc::new(FixedClock(NOW))).unwrap()
    }
}

/// The text of a key file as the version before wrote it.
pub(super) fn as_version_1(text: &str) -> String {
    let mut file: serde_json::Value = serde_json::from_str(text).unwrap();
    let fields = file.as_object_mut().unwrap();
    fields.insert("version".to_owned(), 1.into());
    fields.remove("logout").unwrap();
    let mut rsa = fields.remove("saml").unwrap()[0].take();
    for field in ["algorithm", "state", "published", "used"] {
        rsa.as_object_mut().unwrap().remove(field).unwrap();
    }
    fields.remove("saml_step").unwrap();
    fields.insert("saml".to_owned(), rsa);
    serde_json::to_string_pretty(&file).unwrap()
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// In session epoch 100.
pub(super) const NOW: OffsetDateTime = datetime!(2026-04-11 12:00 UTC);

/// A clock that a test moves.
pub(super) struct MovedClock(Mutex<OffsetDateTime>);

impl MovedClock {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(NOW)))
    }

    pub(super) fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for MovedClock {
    fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap()
    }
}
