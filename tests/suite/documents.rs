//! The documents: every link in them leads somewhere, and from the README to each of them.

use crate::conformance::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Where links are looked for. Decisions and reports are found by their folder.
const FOLDERS: [&str; 7] =
    [".", "docs", "docs/console", "docs/decisions", "docs/reports", "demo", "tests/vectors/saml"];

/// The documents, by their path from the root.
fn documents() -> BTreeMap<PathBuf, String> {
    let files = FOLDERS.iter().flat_map(|folder| fs::read_dir(root().join(folder)).unwrap());
    let files = files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "md"));
    files.map(|path| (plain(path.strip_prefix(root()).unwrap()), fs::read_to_string(&path).unwrap())).collect()
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut all = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(all.pop()),
            Component::Normal(name) => all.push(name),
            _ => {}
        }
    }
    all
}

/// What a document links to here: a path from the root, and the heading in it, if one is named.
fn links(document: &Path, text: &str) -> Vec<(PathBuf, String)> {
    let all = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
    let here =
        all.filter(|link| !link.contains("://") && !link.starts_with("mailto:") && !link.contains(char::is_whitespace));
    here.map(|link| {
        let (path, heading) = link.split_once('#').unwrap_or((link, ""));
        let from = document.parent().unwrap();
        let to = if path.is_empty() { document.to_owned() } else { plain(&from.join(path)) };
        (to, heading.to_owned())
    })
    .collect()
}

/// A heading, as it is linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c)).collect::<String>();
    kept.replace(' ', "-")
}

fn dead(document: &Path, text: &str, all: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let is_dead = |(to, heading): &(PathBuf, String)| {
        let headings = all.get(to).map(|text| text.lines().filter_map(|line| line.strip_prefix('#')));
        let has = headings.map(|mut lines| lines.any(|line| anchor(line.trim_start_matches('#').trim()) == *heading));
        !root().join(to).exists() || (!heading.is_empty() && has != Some(true))
    };
    let dead = links(document, text).into_iter().filter(is_dead);
    dead.map(|(to, heading)| format!("{}: {} #{heading}", document.display(), to.display())).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let all = documents();
    let found: Vec<String> = all.iter().flat_map(|(path, text)| dead(path, text, &all)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    let control = "[a](docs/keys.md) [b](docs/gone.md) [c](docs/keys.md#gone) [d](docs/keys.md#what-arrives) [e](https://x.example/)";
    assert_eq!(dead(Path::new("README.md"), control, &all).len(), 2, "control");
}

#[test]
fn every_document_is_found_from_the_readme() {
    let all = documents();
    let mut found = BTreeSet::from([PathBuf::from("README.md")]);
    let mut ahead: Vec<PathBuf> = found.iter().cloned().collect();
    while let Some(path) = ahead.pop() {
        let to = all.get(&path).map(|text| links(&path, text)).unwrap_or_default();
        ahead.extend(to.into_iter().map(|(to, _)| to).filter(|to| found.insert(to.clone())));
    }
    // In a folder that is linked to, each is named for what it is about.
    let is_lost = |path: &&PathBuf| !found.contains(*path) && !found.contains(path.parent().unwrap());
    assert_eq!(all.keys().filter(is_lost).collect::<Vec<_>>(), Vec::<&PathBuf>::new());
}
