//! `/api/v1/admin`: what a program does in the console with a token of an administrator's, and what it does not.

mod applying;
mod attacked;
mod changing;
mod crowded;
mod described;
mod ended;
mod meanwhile;
mod people;
mod proposing;
mod reading;
mod refused_late;
mod table;

use crate::support::api::Program;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::person::Person;

/// Every box of the page, in the order of the words in tokens.
pub(super) const BOXES: [(&str, &str); 7] = [
    ("read_applications", "applications:read"),
    ("applications", "applications:write"),
    ("audit", "audit:read"),
    ("sign_ons", "sign-ons:read"),
    ("find_people", "people:find"),
    ("stop_people", "people:stop"),
    ("admit_people", "people:admit"),
];

pub(super) fn serves(app: &TestApp, token: &str) -> bool {
    // Any address of the console will do: the roles are looked at there alone.
    let reply = Program::with(app, token).get("/admin/application?entity_id=x");
    assert!([401, 403, 404].contains(&reply.status), "{reply:?}");
    reply.status != 401
}

/// An owner says what somebody may do from now on.
pub(super) fn give(app: &TestApp, owner: &mut Person, to: &str, boxes: &[&str]) {
    let mut typed = vec![("identifier", to)];
    typed.extend(boxes.iter().map(|one| (*one, "yes")));
    let done: Page = owner.change(app, "/admin/settings/roles", &typed);
    assert_eq!(done.location().as_deref(), Some("/admin/settings/roles?done=yes"), "{}", done.body);
}
