//! The SAML engine from outside: bad input by name, real-world input, and what xmlsec1 says of what we write.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod bench;
mod keys;
mod metadata_files;
mod metadata_forms;
mod oracle;
mod post_files;
mod post_signatures;
mod request_files;
mod requests;
mod shapes;
