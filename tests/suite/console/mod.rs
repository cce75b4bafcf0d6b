//! The console: who may open what.

mod roles;
mod routes;
