//! `senza demo code`: an authenticator app for those who try out without a phone.

use super::{CommandError, output};
use crate::domain::{Clock, SystemClock};
use crate::sign_in::totp;

pub(super) fn code(uri: &str) -> Result<(), CommandError> {
    let seed = totp::seed_of_uri(uri).ok_or_else(|| {
        CommandError::Said(
            "this is not an otpauth URI: copy the whole text beginning with otpauth:// from the enrolment page, and put \
             it in quotation marks"
                .into(),
        )
    })?;
    output::line(&totp::code_at(&seed, SystemClock.now()).map_err(CommandError::said)?)
}
