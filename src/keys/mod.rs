//! Keys that people and applications get with a sign-on, and what is sealed with them: scoped keys and envelopes.
//!
//! It may use the vault, the keeper, the database, the audit and sign-in, and knows no web framework or template. `age` and `jwe` in it
//! are pure: file and message formats, and nothing else of the program. `scope` is for what a service provider may get keys, `consent`
//! what a person said about it, `delivery` which keys go into an assertion; `federation` uses them.

pub mod age;
pub mod consent;
pub mod delivery;
pub mod envelopes;
mod identity_file;
pub mod jwe;
pub mod return_address;
pub mod scope;
pub mod shown;

pub use identity_file::identity_file;
