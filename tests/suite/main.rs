//! The black-box suite: over HTTP, a database for each test, named for the promise it keeps.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected is to fail"
)]

mod again;
mod api;
mod applications;
mod applied;
mod audit;
mod browser;
mod conformance;
mod console;
mod crowd;
mod database_away;
mod directory;
mod documents;
mod drill;
mod enrolment;
mod envelopes;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod epochs;
mod fetch;
mod grants;
mod halfway;
mod hostile;
mod keeper;
mod keys;
mod kills;
mod known_devices;
mod login_codes;
mod logout;
mod mixed;
mod operations;
mod oracle;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod page_keys;
mod passkeys;
mod peers;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod portals;
mod program;
mod published;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod rollover;
mod saml;
mod service_providers;
mod session_keys;
mod sessions;
mod sign_in;
mod sign_ons;
mod sources;
mod sso;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod support;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod swaps;
mod threats;
mod transport;
mod upgrade;
mod variants;
mod vault_page;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod watch;
mod ways;
mod words;
mod written_database;

use passkeys::Software;
