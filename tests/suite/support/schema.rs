//! The OASIS schemas' verdict on a document, by a validator that others wrote.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python that `scripts/test-peers` brought.
pub fn python() -> PathBuf {
    // The folder for a suite's own files lies in the target folder.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let python = target.join("peers/venv/bin/python");
    assert!(python.exists(), "{} is missing; bring it with: scripts/test-peers", python.display());
    python
}

/// `Ok` when it is valid, else what the validator says.
pub fn validate(document: &str) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.xml");
    std::fs::write(&file, document).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/schema.py");
    let output = Command::new(python()).arg(script).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match (output.status.code(), said.as_str()) {
        (Some(0), "valid") => Ok(()),
        (Some(1), _) if !said.is_empty() => Err(said),
        _ => panic!("no verdict: {}", String::from_utf8_lossy(&output.stderr)),
    }
}
