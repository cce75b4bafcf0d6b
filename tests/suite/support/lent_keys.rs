//! Keeper's folders whose RSA keys were made before: making one takes as long as everything else that a test begins with.
//!
//! What a test's first keeper signs with, every test's first keeper signs with; no two keepers of one test have a key in
//! common, and all other secrets are of this very folder.

use data_encoding::BASE64;
use senza::domain::{SystemClock, SystemRandom, random};
use senza::keeper::Embedded;
use serde_json::Value;
use std::cell::Cell;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

static MADE: Mutex<Vec<Value>> = Mutex::new(Vec::new());

/// Lays keys into a folder that is not there yet. Elsewhere than in a test's own thread nothing is laid: the keeper makes them.
pub fn lay(folder: &Path) {
    thread_local!(static TAKEN: Cell<usize> = const { Cell::new(0) });
    let is_test = std::thread::current().name().is_some_and(|name| name.contains("::"));
    if !is_test || folder.exists() {
        return;
    }
    let mut keys = made(TAKEN.replace(TAKEN.get() + 1));
    keys.as_object_mut()
        .unwrap()
        .iter_mut()
        .filter(|(name, _)| *name != "saml")
        .for_each(|(_, value)| make_anew(value));
    fs::DirBuilder::new().mode(0o700).create(folder).unwrap();
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join("keys.json")).unwrap();
    file.write_all(&serde_json::to_vec(&keys).unwrap()).unwrap();
}

/// The file of a keeper that nobody asks.
fn made(number: usize) -> Value {
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    while made.len() <= number {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keeper");
        Embedded::open(&keys, Arc::new(SystemRandom), Arc::new(SystemClock)).unwrap();
        made.push(serde_json::from_slice(&fs::read(keys.join("keys.json")).unwrap()).unwrap());
    }
    made[number].clone()
}

/// Every secret of 32 octets.
fn make_anew(value: &mut Value) {
    match value {
        Value::String(text) if BASE64.decode(text.as_bytes()).is_ok_and(|octets| octets.len() == 32) => {
            *text = BASE64.encode(&random::octets::<32>(&SystemRandom));
        }
        Value::Array(all) => all.iter_mut().for_each(make_anew),
        Value::Object(fields) => fields.values_mut().for_each(make_anew),
        _ => {}
    }
}
