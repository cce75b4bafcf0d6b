//! The report: a table of figures, each beside its bound, and what is divided by what.

use crate::machine;
use std::fmt::Write as _;
use std::process::exit;

#[derive(Default)]
pub struct Report {
    machine: String,
    rows: Vec<[String; 3]>,
    broken: Vec<String>,
    notes: Vec<String>,
}

impl Report {
    pub fn begin() -> Self {
        Self { machine: machine::described(), ..Self::default() }
    }

    /// A figure without a bound.
    pub fn figure(&mut self, what: impl Into<String>, figure: impl Into<String>) {
        self.row(what.into(), figure.into(), "–".into());
    }

    /// A figure that must not be above its bound. `shown` is the figure in words, `bound` with its unit.
    pub fn bounded(&mut self, what: impl Into<String>, shown: impl Into<String>, figure: f64, bound: f64, unit: &str) {
        let (what, bound_shown) = (what.into(), format!("{bound}{unit}"));
        if figure.is_nan() || figure > bound {
            self.broken.push(format!("{what}: {figure:.3}{unit}, bound {bound_shown}"));
        }
        self.row(what, shown.into(), bound_shown);
    }

    /// A sentence below the table.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    fn row(&mut self, what: String, figure: String, bound: String) {
        eprintln!("{what}: {figure}; bound {bound}");
        self.rows.push([what, figure, bound]);
    }

    /// Prints all of it, and fails the run when a bound was broken.
    pub fn end(self) {
        let mut text =
            format!("# What a sign-on costs\n\n{}\n\n| what | figure | bound |\n|---|---|---|\n", self.machine);
        for [what, figure, bound] in &self.rows {
            writeln!(text, "| {what} | {figure} | {bound} |").unwrap();
        }
        for note in &self.notes {
            write!(text, "\n{note}\n").unwrap();
        }
        text.push_str("\nThe same run fails when a bound is broken.\n");
        print!("{text}");
        for broken in &self.broken {
            eprintln!("BROKEN {broken}");
        }
        if !self.broken.is_empty() {
            exit(1);
        }
    }
}

/// The middle of several figures.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// Seconds as microseconds.
pub fn micros(seconds: f64) -> String {
    format!("{:.1} µs", seconds * 1e6)
}
