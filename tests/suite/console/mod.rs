//! The console: who may open what.

mod people;
mod roles;
mod routes;
