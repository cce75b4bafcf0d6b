//! What a sign-on costs beside the signatures it needs. Run by `make bench`, in the release profile.
//!
//! Stdout is the report, as `docs/reports/sign-on.md` holds it; what is going on is said on stderr. The run fails when a
//! bound is broken, after the report. Costs are CPU time wherever wall time is not the point, since other work may run
//! on the same cores; what is divided is measured in turns with what divides it. With the argument `engine`, `site` or
//! `recorder`, only that part is run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    unreachable_pub,
    dead_code,
    reason = "a measurement that meets the unexpected is to fail"
)]

mod engine;
mod load;
mod machine;
mod portal;
mod process;
mod raw;
mod report;
mod site;
#[path = "../support/mod.rs"]
mod support;

use report::Report;

fn main() {
    let mut report = Report::begin();
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == part);
    if wants("engine") {
        engine::measure(&mut report);
    }
    if wants("site") {
        site::measure(&mut report);
    }
    if wants("recorder") {
        site::measure_recorder(&mut report);
    }
    report.end();
}
