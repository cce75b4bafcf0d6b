//! Ways in and their changes: what changes, what stays, and that nothing is ever half changed.

mod account;
mod activity;
mod applications;
pub(crate) mod factors;
pub(crate) mod halfway;
mod kit;
mod many_applications;
mod recovery;
mod tampered;

use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::person::Person;
use crate::support::sp::Sp;

const NEW_PASSPHRASE: &str = "copper lantern walks quietly home";

/// By which names two service providers know a person.
fn pairwise_ids(app: &TestApp, sps: &[Sp; 2], person: &mut Person) -> [String; 2] {
    std::array::from_fn(|n| Answer::of(&person.browser.get(&sps[n].request(app).unsigned())).pairwise_id())
}

fn two_portals(app: &TestApp) -> [Sp; 2] {
    [Sp::new("one").register(app), Sp::new("two").register(app)]
}

pub(crate) fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}
