//! Nothing to tell apart: whether a name is unknown, a passphrase wrong or empty, or an account revoked, frozen or never
//! enrolled, the answer takes as long, reads the same, and leaves records of the same kinds and sizes in the write-ahead log.
//!
//! A process of its own, run alone, with a real server on loopback and a real PostgreSQL. The feature `test-variants`, which
//! can make some sign-ins a millisecond longer, shows that the measurement would have found a millisecond.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected is to fail"
)]

mod classes;
mod log_records;
#[allow(dead_code, reason = "the library's own, of which this uses a part")]
#[path = "../../src/sign_in/passkey/maker.rs"]
mod maker;
mod plain;
mod report;
#[allow(dead_code, reason = "the library's own, of which this uses a part")]
#[path = "../../src/sign_in/passkey/software.rs"]
mod software;
mod statistics;
#[allow(dead_code, unreachable_pub, reason = "the suite's, of which this uses a part")]
#[path = "../suite/support/mod.rs"]
mod support;
mod timing;

use classes::Scene;
use software::Software;

#[test]
fn unknown_wrong_empty_revoked_and_frozen_are_told_apart_by_nothing() {
    let scene = Scene::new();
    let timed = timing::measure(&scene);
    let records = log_records::compare(&scene);
    let report = report::write(&timed, &records);
    println!("{report}");
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/../enumeration.md"), &report).unwrap();
    timed.assert_equal(&scene);
    records.assert_equal();
}
