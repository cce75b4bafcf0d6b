//! `docs/keeper.md`, held to the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// What the keeper's program computes with its keys: the same inside the server.
const ON_KEYS: [&str; 25] = [
    "asked",
    "audit_heads",
    "consent",
    "device",
    "embedded",
    "epochs",
    "error",
    "key_folder",
    "key_seal",
    "keys",
    "keys/make",
    "keys/wire",
    "limits",
    "live",
    "participants",
    "retired",
    "saml_key",
    "saml_keys",
    "saml_kind",
    "saml_ring",
    "sessions",
    "transfer",
    "unsealing",
    "unwrap",
    "wrap",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program apart from what it computes: speaking, listening, being shut in.
fn of_the_program() -> Vec<PathBuf> {
    let folders =
        ["src/keeper/process", "src/keeper/protocol"].map(|folder| fs::read_dir(root().join(folder)).unwrap());
    let files = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = files.filter(|file| !file.ends_with("tests.rs")).collect();
    all.push(root().join("src/command/keeper.rs"));
    all
}

/// A file without its tests.
fn source(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned()
}

fn lines_of_code(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

/// Small enough to be read in an hour.
#[test]
fn the_keeper_s_program_stays_small() {
    let program: Vec<String> = of_the_program().iter().map(|file| source(file)).collect();
    let lines: usize = program.iter().map(|text| text.lines().count()).sum();
    let on_keys = ON_KEYS.map(|name| source(&root().join("src/keeper").join(name).with_extension("rs")));
    let proofs = ["mutual", "peer", "files", "pair", "names"]
        .map(|name| source(&root().join("src/tls").join(name).with_extension("rs")));
    let code: usize = program.iter().chain(&on_keys).chain(&proofs).map(|text| lines_of_code(text)).sum();
    println!("the program: {lines} lines with comments; with the operations on keys: {code} lines of code");
    assert!(lines < 1500, "{lines}");
    assert!(code < 4750, "{code}");
}

#[test]
fn every_operation_is_on_the_page_with_its_number() {
    let page = fs::read_to_string(root().join("docs/keeper.md")).unwrap();
    let operations = fs::read_to_string(root().join("src/keeper/protocol/operation.rs")).unwrap();
    let numbered: Vec<(&str, &str)> = operations
        .lines()
        .filter_map(|line| line.trim().strip_suffix(',')?.split_once(" = "))
        .filter(|(name, _)| *name != "Greeting")
        .collect();
    assert!(numbered.len() > 30, "{numbered:?}");
    for (name, number) in &numbered {
        assert!(page.contains(&format!("| {number} {name} |")), "{number} {name} is not on the page");
    }
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    let rows = rows.filter(|line| line[2..].split(' ').next().is_some_and(|number| number.parse::<u8>().is_ok()));
    assert_eq!(rows.filter(|row| numbered.iter().any(|(name, _)| row.contains(name))).count(), numbered.len());
}
