//! The dependency rule, held by reading the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may use whom: `(folder, modules of this crate, outside names it must not mention)`.
const RULES: &[(&str, &[&str], &[&str])] = &[
    ("domain", &["domain"], &["actix_web", "askama", "sqlx", "tokio", "roxmltree"]),
    ("vault", &["domain", "vault"], &["actix_web", "askama", "sqlx", "tokio", "roxmltree"]),
    ("saml", &["domain", "saml"], &["actix_web", "askama", "sqlx", "tokio"]),
    ("look", &["domain", "saml", "look"], &["actix_web", "askama", "sqlx", "tokio"]),
    // What the operating system and certificates say of whoever asks.
    ("privilege", &["domain", "privilege"], &["actix_web", "askama", "sqlx", "tokio", "roxmltree"]),
    ("tls", &["domain", "tls"], &["actix_web", "askama", "sqlx", "roxmltree"]),
    ("keeper", &["domain", "vault", "privilege", "tls", "keeper"], &["actix_web", "askama", "sqlx", "roxmltree"]),
    ("db", &["domain", "vault", "db"], &["actix_web", "askama", "roxmltree"]),
    ("audit", &["domain", "vault", "tls", "keeper", "db", "audit"], &["actix_web", "askama", "roxmltree"]),
    ("mail", &["domain", "tls", "mail"], &["actix_web", "askama", "sqlx", "roxmltree"]),
    (
        "sign_in",
        &["domain", "vault", "keeper", "db", "audit", "mail", "look", "sign_in"],
        &["actix_web", "askama", "roxmltree"],
    ),
    (
        "federation",
        &["domain", "vault", "keeper", "db", "audit", "saml", "look", "words", "say", "sign_in", "keys", "federation"],
        &["actix_web", "askama", "roxmltree"],
    ),
    ("keys", &["domain", "vault", "keeper", "db", "audit", "sign_in", "keys"], &["actix_web", "askama", "roxmltree"]),
    ("keys/age", &["domain", "vault", "keys"], &["actix_web", "askama", "sqlx", "tokio", "roxmltree"]),
    ("keys/jwe", &["domain", "keys"], &["actix_web", "askama", "sqlx", "tokio", "roxmltree"]),
    ("drill", &["domain", "db", "drill"], &["actix_web", "askama", "tokio"]),
    ("fetch", &["fetch"], &["actix_web", "askama", "sqlx", "tokio", "roxmltree"]),
    (
        "http",
        &[
            "domain",
            "vault",
            "keeper",
            "db",
            "audit",
            "sign_in",
            "federation",
            "keys",
            "fetch",
            "mail",
            "look",
            "words",
            "say",
            "http",
        ],
        &["roxmltree"],
    ),
    ("words", &["words"], &["actix_web", "sqlx", "roxmltree"]),
];

#[test]
fn dependencies_run_one_way() {
    let found: Vec<String> = RULES.iter().flat_map(|rule| offences(rule, &sources(&src().join(rule.0)))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_rule_would_notice() {
    let rule = &RULES[1];
    let bad = vec![(PathBuf::from("x.rs"), "use crate::db::PgPool;\nuse sqlx::query;".to_owned())];
    assert_eq!(offences(rule, &bad).len(), 2);
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources(&src()) {
        assert!(
            text.starts_with("//!") || path.ends_with("tests.rs"),
            "{} does not begin with what it is for",
            path.display()
        );
    }
}

fn offences(rule: &(&str, &[&str], &[&str]), files: &[(PathBuf, String)]) -> Vec<String> {
    let (folder, inside, outside) = rule;
    let mut found = Vec::new();
    for (path, text) in files {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let modules = line
                .split("crate::")
                .skip(1)
                .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
            for module in modules.filter(|module| !module.is_empty() && !inside.contains(module)) {
                found.push(format!("{}: {folder} uses {module}: {line}", path.display()));
            }
            for name in outside.iter().filter(|name| line.contains(&format!("{name}::"))) {
                found.push(format!("{}: {folder} mentions {name}: {line}", path.display()));
            }
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file below a folder, its name and text; test modules of their own are left out.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return all };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    all
}
