//! The server's own certificate: read from its files, checked, offered, and read again when they change.
//!
//! Uses OpenSSL and the clock. Knows no page, no database and no keeper.

mod acceptor;
mod certificates;
mod error;
mod files;
mod names;
mod pair;
#[cfg(test)]
mod tests;

pub use certificates::{Certificates, Renewal, WATCH_EVERY};
pub use error::TlsError;
pub use files::Files;
