//! The console: who may open what.

mod approvals;
mod giving;
mod handed;
mod long_list;
pub(crate) mod look;
mod look_attacked;
mod mail;
mod many;
mod people;
mod roles;
mod routes;
mod stale;
mod zone;
