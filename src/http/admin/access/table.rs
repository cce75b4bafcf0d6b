//! Every address of the console by every method that it has, with the right that it takes.

use super::Right;
use crate::sign_in::session::SignedIn;

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    pub method: &'static str,
    /// As its route says it.
    pub address: &'static str,
    pub right: Right,
}

const fn get(address: &'static str, right: Right) -> Line {
    Line { method: "GET", address, right }
}

const fn post(address: &'static str, right: Right) -> Line {
    Line { method: "POST", address, right }
}

/// A route that has no line here opens to nobody. Each line stands in `docs/console.md` as well.
pub const TABLE: &[Line] = &[
    get("/admin", Right::Overview),
    get("/admin/people", Right::People),
    post("/admin/people/find", Right::People),
    post("/admin/people/act", Right::People),
    post("/admin/people/act/confirm", Right::People),
    get("/admin/people/directory", Right::People),
    post("/admin/people/directory", Right::People),
    get("/admin/people/many", Right::People),
    post("/admin/people/many", Right::People),
    post("/admin/people/many/begin", Right::People),
    post("/admin/people/many/stop", Right::People),
    post("/admin/people/many/mail", Right::People),
    post("/admin/people/many/letters", Right::People),
    post("/admin/people/many/file", Right::People),
    post("/admin/invite", Right::People),
    post("/admin/again", Right::People),
    post("/admin/again/link", Right::People),
    post("/admin/again/withdraw", Right::People),
    get("/admin/applications", Right::ReadApplications),
    post("/admin/service-provider", Right::Applications),
    get("/admin/applications/one", Right::ReadApplications),
    get("/admin/applications/add", Right::Applications),
    post("/admin/applications/add", Right::Applications),
    get("/admin/applications/look", Right::Applications),
    post("/admin/applications/look", Right::Applications),
    get("/admin/applications/change", Right::Applications),
    post("/admin/applications/change", Right::Applications),
    get("/admin/applications/subscription", Right::Applications),
    post("/admin/applications/subscription", Right::Applications),
    post("/admin/applications/subscription/look", Right::Applications),
    get("/admin/applications/found", Right::Applications),
    post("/admin/applications/found", Right::Applications),
    post("/admin/applications/found/dismiss", Right::Applications),
    get("/admin/applications/engineers", Right::Applications),
    post("/admin/applications/engineers", Right::Applications),
    post("/admin/applications/engineers/end", Right::Applications),
    get("/admin/applications/trial", Right::Applications),
    post("/admin/applications/trial", Right::Applications),
    get("/admin/applications/remove", Right::Applications),
    post("/admin/applications/remove", Right::Applications),
    get("/admin/sign-ons", Right::SignOns),
    post("/admin/sign-ons/find", Right::SignOns),
    post("/admin/sign-ons/link", Right::ShareSignOns),
    post("/admin/sign-ons/withdraw", Right::ShareSignOns),
    get("/admin/audit", Right::Audit),
    post("/admin/audit/person", Right::Audit),
    post("/admin/audit/file", Right::Audit),
    get("/admin/approvals", Right::Approvals),
    get("/admin/approvals/one", Right::Approvals),
    post("/admin/approvals/approve", Right::Approvals),
    post("/admin/approvals/decline", Right::Approvals),
    get("/admin/settings", Right::ReadSettings),
    get("/admin/settings/approvals", Right::Settings),
    post("/admin/settings/approvals", Right::Settings),
    get("/admin/settings/keys", Right::Keys),
    get("/admin/settings/keys/step", Right::Keys),
    post("/admin/settings/keys/step", Right::Keys),
    get("/admin/settings/look", Right::Settings),
    post("/admin/settings/look", Right::Settings),
    post("/admin/settings/look/keep", Right::Settings),
    get("/admin/settings/roles", Right::Roles),
    post("/admin/settings/roles", Right::Roles),
    get("/admin/settings/tokens", Right::Tokens),
    get("/admin/settings/tokens/new", Right::Tokens),
    post("/admin/settings/tokens/new", Right::Tokens),
    post("/admin/settings/tokens/end", Right::Tokens),
    get("/admin/settings/directory", Right::Keyring),
    post("/admin/settings/directory", Right::Keyring),
    get("/admin/sessions", Right::Settings),
    post("/admin/sessions", Right::Settings),
    get("/admin/keyring", Right::HoldKeyring),
    post("/admin/keyring/join", Right::HoldKeyring),
    post("/admin/keyring/choice", Right::Keyring),
    post("/admin/keyring/admit", Right::Keyring),
    post("/admin/keyring/rekey", Right::Keyring),
    post("/admin/keyring/reseal", Right::Keyring),
    post("/admin/keyring/start", Right::Keyring),
];

/// What an address takes; nothing where it has no line: then nobody may.
pub(super) fn right(method: &str, address: &str) -> Option<Right> {
    TABLE.iter().find(|line| line.method == method && line.address == address).map(|line| line.right)
}

/// Whether there is such a page, and it opens for this person.
pub(in crate::http::admin) fn opens(address: &str, person: &SignedIn) -> bool {
    right("GET", address).is_some_and(|right| right.is_held_by(person))
}
