//! Who lost everything begins again: what is said first, what stays, what goes, and that nothing is ever half exchanged.

mod attacked;
mod command;
mod counted;
mod ended;
mod flows;
mod halfway;
pub(crate) mod keyring;
mod left_behind;
pub(crate) mod named;
pub(crate) mod numbers;
mod portals;
mod put_back;

use crate::support::app::TestApp;
use senza::domain::{Handle, Identifier};

const NEW: &str = "copper lantern walks quietly home";

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

fn handle_of(app: &TestApp, identifier: &str) -> Handle {
    let identifier = Identifier::parse(identifier).unwrap();
    app.block_on(app.parts.keeper.handle(app.parts.org, identifier.as_str())).unwrap()
}
