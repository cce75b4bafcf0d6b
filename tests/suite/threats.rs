//! `docs/threats.md`, held to the sources: every cell of its table has a row that says what shows it, and what it names exists.

use crate::conformance::{exists, root, tests_in};
use std::collections::BTreeSet;
use std::fs;

/// Attackers, and what each may get.
const ROWS: usize = 8;
const COLUMNS: usize = 4;
/// Words that DESIGN settled: what to say, and what not.
const WORDS: [&str; 5] = [
    "identifies no one and opens nothing without the separate keeper",
    "\"Zero knowledge\": no",
    "45 CFR 164.514(c)",
    "45 CFR 164.402 with the HHS guidance",
    "which an in-process keeper on the database's host is not",
];

fn page() -> String {
    fs::read_to_string(root().join("docs/threats.md")).unwrap()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split(" | ").map(str::trim).collect()
}

/// Cell and what shows it.
fn shown(page: &str) -> Vec<(String, String)> {
    let is_cell = |cell: &str| cell.len() == 3 && cell.split('.').all(|part| part.parse::<usize>().is_ok());
    let rows = page.lines().filter(|line| line.starts_with("| ")).map(cells);
    rows.filter(|row| row.len() == 2 && is_cell(row[0])).map(|row| (row[0].into(), row[1].into())).collect()
}

fn wrong(shown: &[(String, String)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (cell, by) in shown {
        let tests = tests_in(by);
        let words = ["not yet", "nothing to show"].iter().any(|words| by.contains(words));
        if tests.is_empty() && !words && !by.contains("`senza drill") {
            wrong.push(format!("{cell} is shown by nothing: {by}"));
        }
        wrong.extend(tests.iter().filter(|test| !exists(&root(), test)).map(|test| format!("{cell}: no test {test}")));
    }
    wrong
}

#[test]
fn every_cell_says_what_shows_it_and_every_test_that_is_named_exists() {
    let page = page();
    let claims = page.lines().filter(|line| line.starts_with("| ") && cells(line).len() == COLUMNS + 1).count();
    assert_eq!(claims, ROWS + 1, "the attackers, and a head");
    let shown = shown(&page);
    let wanted: BTreeSet<String> =
        (1..=ROWS).flat_map(|row| (1..=COLUMNS).map(move |n| format!("{row}.{n}"))).collect();
    assert_eq!(shown.iter().map(|(cell, _)| cell.clone()).collect::<BTreeSet<_>>(), wanted);
    assert_eq!(shown.len(), wanted.len(), "one row each");
    assert!(wrong(&shown).is_empty(), "{:#?}", wrong(&shown));
    // Those outside the table too.
    let missing: Vec<&str> = tests_in(&page).into_iter().filter(|test| !exists(&root(), test)).collect();
    assert!(missing.is_empty(), "no such test: {missing:#?}");
    let by_tests = shown.iter().filter(|(_, by)| !tests_in(by).is_empty()).count();
    println!("{} cells, {by_tests} shown by tests", shown.len());
}

#[test]
fn the_page_claims_in_the_words_that_were_settled() {
    let text = page().split_whitespace().collect::<Vec<_>>().join(" ");
    for words in WORDS {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_cell_without_a_test_would_be_noticed() {
    let one = |by: &str| wrong(&[("1.1".to_owned(), by.to_owned())]).len();
    assert_eq!(one("`threats::a_cell_without_a_test_would_be_noticed`"), 0);
    assert_eq!(one("nothing to show"), 0);
    assert_eq!(one("trust us"), 1);
    assert_eq!(one("`threats::nowhere`, `threats::a_cell_without_a_test_would_be_noticed`"), 1);
    assert_eq!(shown("| 1.1 | a `b::c` |\n| 1.x | no |\n| head | shown by |").len(), 1);
}
