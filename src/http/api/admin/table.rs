//! Every address for programs of administrators by every method that it has: what a token has to be for, and which right its maker's roles
//! have to have at that request. An address without a line opens to nobody.

use crate::domain::May;
use crate::http::admin::Right;

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    pub method: &'static str,
    /// As its route says it.
    pub address: &'static str,
    pub may: May,
    pub right: Right,
}

const fn line(method: &'static str, address: &'static str, may: May, right: Right) -> Line {
    Line { method, address, may, right }
}

/// Each line stands in `docs/api.md` as well.
pub const TABLE: &[Line] = &[
    line("GET", "/api/v1/admin/applications", May::ReadApplications, Right::ReadApplications),
    line("GET", "/api/v1/admin/application", May::ReadApplications, Right::ReadApplications),
    line("PUT", "/api/v1/admin/application", May::Applications, Right::Applications),
    line("DELETE", "/api/v1/admin/application", May::Applications, Right::Applications),
    line("POST", "/api/v1/admin/apply", May::Applications, Right::Applications),
    line("POST", "/api/v1/admin/people/find", May::FindPeople, Right::People),
    line("POST", "/api/v1/admin/people/revoke", May::StopPeople, Right::People),
    line("POST", "/api/v1/admin/people/freeze", May::StopPeople, Right::People),
    line("POST", "/api/v1/admin/people/end-sessions", May::StopPeople, Right::People),
    line("POST", "/api/v1/admin/people/restore", May::AdmitPeople, Right::People),
    line("POST", "/api/v1/admin/people/invite", May::AdmitPeople, Right::People),
    line("GET", "/api/v1/admin/audit", May::Audit, Right::Audit),
    line("POST", "/api/v1/admin/audit/person", May::Audit, Right::Audit),
    line("GET", "/api/v1/admin/sign-ons", May::SignOns, Right::ListSignOns),
    line("GET", "/api/v1/admin/sign-ons/{id}", May::SignOns, Right::SignOns),
];

/// What an address takes; nothing where it has no line: then nobody may.
pub(super) fn of(method: &str, address: &str) -> Option<&'static Line> {
    TABLE.iter().find(|line| line.method == method && line.address == address)
}
