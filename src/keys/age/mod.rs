//! The age file format, version 1 (<https://age-encryption.org/v1>, <https://c2sp.org/age>), for X25519 recipients: what is
//! sealed here the age tool opens, and the reverse.
//!
//! It is pushed: octets go in as they come, octets come out into a `Vec`, and nothing waits for anything, so that a server
//! streams through it as a program at a terminal does. Each instance holds a chunk (64 KiB) and a header (64 KiB at most).
//! All cryptography is OpenSSL's; there is no clock, no file and no network here (`docs/decisions/0037`).
//!
//! ```text
//! file    = header ‖ nonce (16) ‖ chunks                       or all of that as one PEM block: `armor`
//! header  = version line, a stanza for each recipient, MAC     `header`
//! stanza  = the file key, encrypted to one recipient           `stanza`
//! chunk   = up to 64 KiB, encrypted and numbered               `payload`
//! ```

mod armor;
mod error;
mod header;
mod identity;
mod opener;
mod payload;
mod recipient;
mod sealer;
mod stanza;

#[cfg(test)]
mod tests;

pub use armor::Armorer;
pub use error::{KeyError, OpenError, SealError};
pub use header::MAX_STANZAS;
pub use identity::{Identity, identities_in};
pub use opener::Opener;
pub use recipient::Recipient;
pub use sealer::Sealer;
