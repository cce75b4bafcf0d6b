//! The figures, as they go into `docs/reports/enumeration.md`.

use crate::classes::Class;
use crate::log_records::{Records, Summary};
use crate::timing::{Pair, Step, Timed};

const STEPS: [&str; 2] = ["name and passphrase", "the code"];

pub(crate) fn write(timed: &Timed, records: &Records) -> String {
    let mut lines = Vec::new();
    for (number, what) in STEPS.into_iter().enumerate() {
        step(&mut lines, number, what, &timed.step(number));
        let answers = timed.answers[number].len();
        lines.extend([format!("Distinct answers among all of this step: {answers}."), String::new()]);
    }
    lines.push("## The write-ahead log".to_owned());
    for summary in records.summaries() {
        log(&mut lines, &summary);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn step(lines: &mut Vec<String>, number: usize, what: &str, step: &Step) {
    lines.extend([format!("## Step {}: {what}", number + 1), String::new()]);
    lines.push("| class | sign-ins | mean of nine tenths, ms | standard deviation, ms |".to_owned());
    lines.push("|---|---|---|---|".to_owned());
    for (class, count, mean, deviation) in &step.classes {
        lines.push(format!("| {} | {count} | {mean:.3} | {deviation:.3} |", class.name()));
    }
    let bounds = step.bounds.map(|bound| format!("up to {bound:.1} ms")).join(" | ");
    lines.extend([String::new(), format!("| t of | {bounds} |"), "|---|---|---|---|---|".to_owned()]);
    for Pair { classes: (a, b), t } in &step.pairs {
        let planted = if *b == Class::Planted && number == 0 { ": 1 ms planted" } else { "" };
        let t = t.map(|t| format!("{t:.2}")).join(" | ");
        lines.push(format!("| {}, {}{planted} | {t} |", a.name(), b.name()));
    }
    lines.push(String::new());
}

fn log(lines: &mut Vec<String>, summary: &Summary) {
    let Summary { what, requests, distinct, throttle } = summary;
    let n = distinct.len();
    lines.extend([
        String::new(),
        format!("After {requests} requests «{what}», of all classes: {n} distinct sequence of records."),
        String::new(),
    ]);
    for records in distinct {
        lines.extend(records.iter().map(|record| format!("- {record}")));
    }
    if let Some((smallest, largest, t)) = throttle {
        let line = format!(
            "`throttle`'s record has {smallest} to {largest} octets; largest |t| of its size between two classes: {t:.2}."
        );
        lines.extend([String::new(), line]);
    }
}
