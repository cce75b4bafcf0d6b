//! Who lost everything begins again: what is said first, what stays, what goes, and that nothing is ever half exchanged.

mod attacked;
mod command;
mod flows;
mod halfway;
mod keyring;
mod portals;

use crate::support::app::TestApp;

const NEW: &str = "copper lantern walks quietly home";

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}
