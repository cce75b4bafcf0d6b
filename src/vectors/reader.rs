//! The independent reader, as a program: `scripts/test-peers` brings the Python that it needs.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const HOW_TO: &str = "bring it with: scripts/test-peers";

/// Tests run below the target folder.
fn python() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let found = program.ancestors().map(|folder| folder.join("peers/venv/bin/python")).find(|python| python.exists());
    found.unwrap_or_else(|| panic!("there is no Python with cryptography beside {}; {HOW_TO}", program.display()))
}

fn ask(what: &str, input: &str) -> String {
    let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vault_reader/reader.py");
    let mut command = Command::new(python());
    command.arg("-B").arg(reader).arg(what).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{what}: {}; {HOW_TO}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// A set with fresh random octets.
pub(super) fn written() -> Value {
    serde_json::from_str(&ask("write", "")).unwrap()
}

/// For each label, a set that was made with another in its place.
pub(super) fn written_with_each_label_changed() -> Vec<(String, Value)> {
    let each = |line: &str| {
        let mut one: Value = serde_json::from_str(line).unwrap();
        (one["label"].as_str().unwrap().to_owned(), one["set"].take())
    };
    ask("write-flipped", "").lines().map(each).collect()
}

/// What it says of a set.
pub(super) fn checked(set: &Value) -> Value {
    serde_json::from_str(&ask("check", &set.to_string())).unwrap()
}
