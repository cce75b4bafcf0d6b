//! How long sessions last: what an operator and an administrator set, and that nobody else makes it longer.

mod chosen;
mod idle;
mod shared;
mod touched;

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::person::{Person, enrol_as};
use senza::domain::Limits;
use time::Duration;

/// Sessions that last unused so many minutes. The clock moves only when told to.
fn app(idle: u16) -> TestApp {
    let mut options = Options::default();
    options.policy.limits = Limits::new(720, idle, idle.min(5)).unwrap();
    let app = spawn_with(options);
    app.clock.stop();
    app
}

fn minutes(app: &TestApp, minutes: i64) {
    app.clock.advance(Duration::minutes(minutes));
}

fn root(app: &TestApp) -> Person {
    enrol_as(app, "root@example.org", true, &[])
}

/// An administrator chooses, on the console.
fn choose(app: &TestApp, root: &mut Person, longest: &str, idle: &str, shared: &str) -> crate::support::browser::Page {
    root.change(app, "/admin/sessions", &[("longest", longest), ("idle", idle), ("shared_idle", shared)])
}
