//! The black-box suite: over HTTP, a database for each test, named for the promise it keeps.

mod database_away;
mod enrolment;
mod hostile;
mod oracle;
mod peers;
mod program;
mod saml;
mod sign_in;
mod sources;
mod sso;
#[expect(unreachable_pub, reason = "a test binary has nobody to hide from")]
mod support;
