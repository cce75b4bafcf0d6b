//! Keys that people and applications get with a sign-on, and what is sealed with them: scoped keys and envelopes.
//!
//! It may use the vault, the keeper, the database, the audit and sign-in, and knows no web framework or template. `age` and `jwe` in it
//! are pure: file and message formats, and nothing else of the program.

pub mod age;
mod identity_file;
pub mod jwe;

pub use identity_file::identity_file;
