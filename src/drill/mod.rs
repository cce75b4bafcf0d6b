//! The stolen-database drill: takes a plain-text `pg_dump` as a thief would have it, searches every value for every
//! known secret in every encoding, and holds each column against its class.
//!
//! Uses the list of columns in `db::columns` and nothing else of the database: no connection, no key, no clock. A
//! finding names the secret by its label and its place; the secret itself is never printed.

mod dump;
mod encodings;
pub mod files;
mod find;
mod haystack;
mod inflate;
pub mod inventory;
mod known;
pub mod order;
mod plant;
pub mod price;
mod report;
mod run;
#[cfg(test)]
mod tests;
pub mod wrapped;

pub use dump::{DumpError, Type};
pub use encodings::Encoding;
pub use find::DrillError;
pub use inflate::Layer;
pub use known::{Known, KnownError, SHORTEST};
pub use plant::{PlantError, Plantable, plant, plantable_columns};
pub use report::{Finding, Place, Report, Searched};
pub use run::run;
