//! The server's own certificate: read from its files, checked, offered, and read again when they change. And TLS between
//! server and keeper, where both sides have one.
//!
//! Uses OpenSSL and the clock. Knows no page, no database and no keeper.

mod acceptor;
mod certificates;
mod error;
mod files;
mod issue;
mod mutual;
mod names;
mod outgoing;
mod pair;
mod peer;
#[cfg(test)]
mod tests;

use certificates::is_over_soon;
pub use certificates::{Certificates, Renewal, WATCH_EVERY};
pub use error::TlsError;
pub use files::Files;
pub use issue::{AUTHORITY_DAYS, Authority, Issued, Validity};
pub use mutual::{Mutual, MutualFiles, Side};
pub use outgoing::Outgoing;
pub use peer::{Expected, Handshake, PeerError, Wants, said};
