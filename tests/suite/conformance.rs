//! The page that says which test shows which requirement: every requirement has a row, every test that it names exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Requirements of the two profiles for identity providers: prefix, and the highest number.
const REQUIREMENTS: [(&str, usize); 9] = [
    ("SDP-G", 4),
    ("SDP-MD", 10),
    ("SDP-ALG", 1),
    ("SDP-IDP", 33),
    ("IIP-G", 3),
    ("IIP-MD", 12),
    ("IIP-SSO", 7),
    ("IIP-ALG", 6),
    ("IIP-IDP", 21),
];

/// Why a row may name no test.
const WITHOUT_TEST: [&str; 2] = ["not yet", "nothing to show"];

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Requirement and last cell of each row.
fn rows(page: &str) -> Vec<(String, String)> {
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = page.lines().filter(|line| line.starts_with("| SDP-") || line.starts_with("| IIP-"));
    rows.map(|line| match cells(line).as_slice() {
        [requirement, _, shown] => (requirement.clone(), shown.clone()),
        _ => panic!("not three cells: {line}"),
    })
    .collect()
}

pub(crate) fn tests_in(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).filter(|name| name.contains("::")).collect()
}

/// Whether a test of this name, as `cargo test` prints it, stands in the sources below `root`.
pub(crate) fn exists(root: &Path, test: &str) -> bool {
    let (module, function) = test.rsplit_once("::").unwrap();
    let path = module.replace("::", "/");
    let path = path.strip_suffix("/tests").unwrap_or(&path);
    let places = [
        format!("tests/suite/{path}.rs"),
        format!("tests/suite/{path}/mod.rs"),
        format!("tests/{path}/main.rs"),
        format!("tests/{path}.rs"),
        format!("src/{path}.rs"),
        format!("src/{path}/mod.rs"),
        format!("src/{path}/tests.rs"),
    ];
    places.iter().filter_map(|place| fs::read_to_string(root.join(place)).ok()).any(|source| {
        let source = source.replace("#[tokio::test]", "#[test]");
        let tests = source.split("#[test]").skip(1);
        let mut names = tests.filter_map(|rest| rest.split("fn ").nth(1)?.split('(').next());
        names.any(|name| name == function)
    })
}

#[test]
fn every_requirement_has_a_row_and_every_test_that_is_named_exists() {
    let page = fs::read_to_string(root().join("docs/saml-conformance.md")).unwrap();
    let rows = rows(&page);
    let mut wanted: BTreeSet<String> = BTreeSet::from(["IIP-EXT01".to_owned()]);
    for (prefix, highest) in REQUIREMENTS {
        wanted.extend((1..=highest).map(|number| format!("{prefix}{number:02}")));
    }
    let found: BTreeSet<String> = rows.iter().map(|(requirement, _)| requirement.clone()).collect();
    assert_eq!(found, wanted);
    assert_eq!(rows.len(), found.len(), "one row each");
    let mut wrong = Vec::new();
    for (requirement, shown) in &rows {
        let tests = tests_in(shown);
        if tests.is_empty() && !WITHOUT_TEST.iter().any(|words| shown.starts_with(words)) {
            wrong.push(format!("{requirement} names no test: {shown}"));
        }
        wrong.extend(
            tests.iter().filter(|test| !exists(&root(), test)).map(|test| format!("{requirement}: no test {test}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    println!(
        "{} requirements, {} shown by tests",
        rows.len(),
        rows.iter().filter(|row| !tests_in(&row.1).is_empty()).count()
    );
}

#[test]
fn a_test_that_does_not_exist_would_be_noticed() {
    let here = "conformance::a_test_that_does_not_exist_would_be_noticed";
    assert!(exists(&root(), here));
    for none in ["conformance::a_test_that_is_none", "nowhere::a_test_that_does_not_exist_would_be_noticed"] {
        assert!(!exists(&root(), none), "{none}");
    }
    assert!(!exists(&root(), "conformance::exists"), "a function that is no test");
    let row = "| SDP-G01 | skew | `a::b`, `c::d`; and `words` |";
    assert_eq!(rows(row).len(), 1);
    assert_eq!(tests_in(&rows(row)[0].1), ["a::b", "c::d"]);
}
