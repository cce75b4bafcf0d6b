//! `docs/vault.md`, held to the sources: each label and each place of a sealed record stands in it, and no other does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const WHAT_TO_DO: &str = "docs/vault.md must say how each label is used and what lies at each place: another team writes a \
                          reader from it. Write the new one into its section, take an old one out; then teach \
 tests/vault_reader the same (vault.py, or records.py and profiles.py), add a case to kinds.py, inputs.py and src/vectors, and run `python \
 tests/vault_reader/reader.py generate`.";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every `senza/1/…` of a text.
fn labels_named(page: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c);
    let rests = page.split("senza/1/").skip(1);
    rests.map(|rest| rest.split(|c| !is_part(c)).next().unwrap().to_owned()).filter(|label| !label.is_empty()).collect()
}

/// The labels that `labels.rs` makes: lines `NAME = "text";`.
fn labels_made(source: &str) -> BTreeSet<String> {
    let lines = source.lines().filter_map(|line| line.trim().strip_suffix("\";")?.split_once(" = \""));
    let made = lines.filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    made.map(|(_, text)| text.to_owned()).collect()
}

fn sources(folder: &Path, all: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            all.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned());
        }
    }
}

/// Table and slot of each `RecordContext { … }` of a source; `None` where the slot is not written there.
fn places_made(source: &str) -> Vec<(String, Option<String>)> {
    let quoted = |text: &str, field: &str| {
        text.split(&format!("{field}: \"")).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
    };
    let literals = source.split("RecordContext {").skip(1).map(|rest| rest.split('}').next().unwrap());
    literals.filter_map(|literal| Some((quoted(literal, "table")?, quoted(literal, "slot")))).collect()
}

/// The first two cells of the rows of the page's table of places.
fn places_named(page: &str) -> Vec<(String, String)> {
    let section = page.split("\n## ").find(|section| section.starts_with("5. Places")).expect("the section of places");
    let rows = section.lines().filter(|line| line.starts_with("| `")).map(|line| line.split(" | ").collect::<Vec<_>>());
    rows.map(|cells| (cells[0].trim_matches(['|', ' ', '`']).to_owned(), cells[1].trim_matches('`').to_owned()))
        .collect()
}

#[test]
fn the_page_names_every_label_and_no_other() {
    let (made, named) = (labels_made(&read("src/vault/labels.rs")), labels_named(&read("docs/vault.md")));
    assert!(made.len() > 40, "{made:?}");
    let missing: Vec<_> = made.difference(&named).collect();
    let too_many: Vec<_> = named.difference(&made).collect();
    assert!(missing.is_empty(), "not in docs/vault.md: {missing:?}\n{WHAT_TO_DO}");
    assert!(too_many.is_empty(), "in docs/vault.md, but no label: {too_many:?}\n{WHAT_TO_DO}");
    println!("{} labels, each in the page", made.len());
}

#[test]
fn the_page_names_every_place_and_no_other() {
    let mut texts = Vec::new();
    sources(&root().join("src"), &mut texts);
    let made: Vec<_> = texts.iter().flat_map(|text| places_made(text)).collect();
    let named = places_named(&read("docs/vault.md"));
    assert!(made.len() > 8 && named.len() > 10, "{made:?} {named:?}");
    for (table, slot) in &made {
        let is_named = named.iter().any(|(t, s)| t == table && slot.as_ref().is_none_or(|slot| slot == s));
        assert!(is_named, "not in docs/vault.md §5: table {table}, slot {slot:?}\n{WHAT_TO_DO}");
    }
    for (table, _) in &named {
        assert!(made.iter().any(|(t, _)| t == table), "in docs/vault.md §5, but no place: {table}\n{WHAT_TO_DO}");
    }
}

#[test]
fn a_missing_or_made_up_label_or_place_would_be_noticed() {
    let source = "labels! {\n    /// A doc.\n    ONE = \"one\";\n    TWO_B = \"two/b\";\n}\nconst X: &str = \"y\";\n";
    assert_eq!(labels_made(source), BTreeSet::from(["one".to_owned(), "two/b".to_owned()]));
    assert_eq!(
        labels_named("`senza/1/two/b`, \"senza/1/x-y\", `senza/1/…`"),
        BTreeSet::from(["two/b".into(), "x-y".into()])
    );
    let source = "RecordContext { org, table: \"t\", row, slot: \"s\" } RecordContext { org, table: \"u\", slot, row }";
    assert_eq!(places_made(source), [("t".to_owned(), Some("s".to_owned())), ("u".to_owned(), None)]);
    assert_eq!(
        places_named("## 1\n\n## 5. Places\n| `t` | `s` | r |\n## 6\n| `x` | `y` |"),
        [("t".into(), "s".into())]
    );
}
