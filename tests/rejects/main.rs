//! What bad input gets, and what it would get: every file under `tests/vectors/saml/reject` that the table names is refused,
//! at little cost, with nothing fetched and nothing reflected; and succeeds as soon as the check that refused it is out.
//!
//! One binary of its own, because its program is another: the feature `test-variants`, and a switch for the whole process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected is to fail"
)]

mod age;
mod context;
mod cost;
mod envelopes;
mod keeper_tls;
mod keys;
mod kills;
mod listener;
#[allow(dead_code, reason = "the library's own, of which this uses a part")]
#[path = "../../src/sign_in/passkey/maker.rs"]
mod maker;
mod page_keys;
mod scene;
#[allow(dead_code, reason = "the library's own, of which this uses a part")]
#[path = "../../src/sign_in/passkey/software.rs"]
mod software;
#[allow(dead_code, unreachable_pub, reason = "the suite's, of which this uses a part")]
#[path = "../suite/support/mod.rs"]
mod support;
mod swaps;
mod table;
mod tokens;
mod vectors;

use scene::Scene;
use software::Software;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use table::{LINES, Reject, all};

/// Which checks are left out is the whole process's: one test at a time.
static SWITCH: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[test]
fn bad_input_is_refused_and_would_succeed_without_the_check() {
    let _alone = SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut scene = Scene::new();
    let (mut rejects, mut controls, mut failed) = (0, 0, Vec::new());
    for reject in all() {
        let Reject(_, file, _, _, without, _) = reject;
        // Each file has its turn, whatever became of the one before.
        match catch_unwind(AssertUnwindSafe(|| scene.reject(reject))) {
            Ok(got) => println!("reject   {file:<48} {got}"),
            Err(_) => failed.push(format!("reject {file}")),
        }
        rejects += 1;
        match catch_unwind(AssertUnwindSafe(|| scene.control(reject))) {
            Ok(got) => println!("control  {file:<48} without {without:?}: {got}"),
            Err(_) => failed.push(format!("control {file}")),
        }
        controls += 1;
    }
    println!("{rejects} rejects, {controls} controls, {} lines; {}", LINES.len(), scene.worst());
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(rejects, controls);
}

#[test]
fn every_line_of_the_list_has_a_reject_and_every_file_a_row() {
    let lines: BTreeSet<&str> = all().map(|reject| reject.0).collect();
    assert_eq!(lines, LINES.iter().copied().collect());
    for folder in ["form", "described", "logout-request", "logout-response"] {
        let rows: BTreeSet<String> =
            all().filter_map(|Reject(_, file, ..)| file.strip_prefix(folder)).map(str::to_owned).collect();
        assert_eq!(vectors::names(folder), rows, "{folder}");
    }
}

/// The control of the suite's test that the program has none of this.
#[test]
fn the_variant_says_what_it_is() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_senza")).unwrap();
    assert!(support::harmless::is_variant(&program));
}

/// An attack that would not end: started by its control, which ends it.
#[test]
#[ignore = "run by a control, in a process of its own"]
fn alone() {
    if let Ok(file) = std::env::var(cost::ATTACK) {
        let reject = all().find(|reject| reject.1 == file).unwrap();
        scene::parse_alone(reject);
    }
}
