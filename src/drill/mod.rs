//! The stolen-database drill: takes a plain-text `pg_dump` as a thief would have it, searches every value for every
//! known secret in every encoding, and holds each column against its class.
//!
//! Uses the list of columns in `db::columns` and nothing else of the database: no connection, no key, no clock. A
//! finding names the secret by its label and its place; the secret itself is never printed.

pub mod dump;
pub mod encodings;
mod find;
mod haystack;
mod inflate;
pub mod inventory;
pub mod known;
pub mod plant;
pub mod report;
mod run;
#[cfg(test)]
mod tests;

pub use dump::{DumpError, Type};
pub use find::DrillError;
pub use known::{Known, KnownError};
pub use plant::{PlantError, Plantable, plant, plantable_columns};
pub use report::{Finding, Report};
pub use run::run;
