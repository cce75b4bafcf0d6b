//! Mail: one message to one person, over SMTP, to the server that an operator named.
//!
//! Uses lettre for the messages and the conversation, and our own TLS for what it goes by (decision 53). Never in the clear but to
//! this very machine. Knows no page, no database and nobody's account; and says nothing to the log of whom it writes to.

mod address;
mod post;
mod session;
mod stream;
#[cfg(test)]
mod tests;

pub use address::{Address, AddressError, LONGEST};
pub use post::{Post, PostError, PostSettings, Security, Words};
pub use session::{NotSent, Session, Trouble};
