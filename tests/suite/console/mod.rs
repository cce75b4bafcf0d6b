//! The console: who may open what.

mod giving;
mod people;
mod roles;
mod routes;
