//! The table: every portal by everything that a portal may want, run, printed, and compared with `docs/interoperability.md`.

use super::scene::{Scene, without_demo};
use super::{Portal, cells};
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

type Cell = fn(&Scene, &dyn Portal) -> String;

const COLUMNS: &[(&str, Cell)] = &[
    ("signed request", cells::signed_request),
    ("encrypted assertion", cells::encrypted_assertion),
    ("ForceAuthn", cells::force_authn),
    ("IsPassive", cells::is_passive),
    ("MFA context", cells::mfa_context),
    ("persistent", cells::persistent),
    ("transient", cells::transient),
    ("logout from the SP", cells::logout_from_the_sp),
    ("logout from us", cells::logout_from_us),
];

/// A blank cell says why it is blank, and nothing that works may be blank.
fn cell(scene: &Scene, portal: &dyn Portal, (column, run): &(&'static str, Cell)) -> String {
    let observed = catch_unwind(AssertUnwindSafe(|| run(scene, portal)));
    match (portal.cannot(column), observed) {
        (None, Ok(observed)) => observed,
        (Some(line), Err(_)) => format!("— {line}"),
        (None, Err(_)) => format!("FAILED, see above: {column} by {}", portal.name()),
        (Some(_), Ok(observed)) => format!("FAILED: it is said to be impossible, and is not: {observed}"),
    }
}

fn row(scene: &Scene, portal: &dyn Portal) -> String {
    let cells: String = COLUMNS.iter().map(|column| format!(" {} |", cell(scene, portal, column))).collect();
    format!("| {} |{cells}", portal.name())
}

fn head() -> [String; 2] {
    let titles: String = COLUMNS.iter().map(|(title, _)| format!(" {title} |")).collect();
    [format!("| service provider |{titles}"), format!("|---{}|", "|---".repeat(COLUMNS.len()))]
}

/// Past the harness, which keeps to itself what a test that passes prints.
pub fn show(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{text}").unwrap();
}

#[test]
fn what_each_service_provider_does_with_us() {
    let scene = Scene::new();
    let rows = scene.portals.iter().map(|portal| row(&scene, portal.as_ref()));
    let table: Vec<String> = head().into_iter().chain(rows).collect();
    show(&table.join("\n"));
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/interoperability.md");
    let text = fs::read_to_string(document).unwrap();
    // The first table; the page has others.
    let is_row = |line: &&str| line.starts_with('|');
    let mut committed: Vec<&str> = text.lines().skip_while(|line| !is_row(line)).take_while(is_row).collect();
    if without_demo() {
        show("| samael | left out, because DEMO=0: it needs libxml2 |");
        committed.retain(|line| !line.starts_with("| samael |"));
    }
    assert_eq!(table, committed, "docs/interoperability.md says otherwise");
}
