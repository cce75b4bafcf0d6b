//! What lies inside seals as JSON: the fields of each record, in the order in which they are written; and an audit row's digest.

use super::Outcome;
use super::case::{Case, hex};
use crate::audit::Columns;
use crate::federation::{PageQuestion, SignOn, participant_rewritten};
use crate::sign_in::passphrase::FirstStep;
use crate::sign_in::{change, enrolment, invitation, lock, question, recovery, session};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn rewritten<T: Serialize + DeserializeOwned>(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<T>(json)?)
}

/// The fields that a case spells out make the record; the record, read and written again, is itself.
pub(super) fn record(case: &Case<'_>) -> Outcome {
    let again = match case.text("of")? {
        "session" => session::rewritten,
        "lock" => lock::rewritten,
        "invitation" => invitation::rewritten,
        "enrolment" => enrolment::rewritten,
        "recovery" => recovery::rewritten,
        "kit" => change::kit::rewritten,
        "authenticator" => change::authenticator::rewritten,
        "passkey" => change::passkey::rewritten,
        "alone" => question::rewritten,
        "proof" => question::rewritten_in,
        "participant" => participant_rewritten,
        "attempt" => rewritten::<FirstStep>,
        "sign-on" => rewritten::<SignOn>,
        "page-keys" => rewritten::<PageQuestion>,
        other => return Err(format!("no such record: {other}").into()),
    };
    let written = again(&serde_json::to_vec(&case.0["fields"])?)?;
    let given = case.octets("record").unwrap_or_else(|_| written.clone());
    if again(&given)? != given {
        return Err("the record is written otherwise".into());
    }
    Ok([("record".to_owned(), hex(written))].into_iter().collect())
}

pub(super) fn audit_row(case: &Case<'_>) -> Outcome {
    let (subject, micros) = (case.octets("subject")?, case.text("micros")?.parse()?);
    let columns = Columns {
        chain: case.id("chain")?,
        seq: case.number("seq")?,
        micros,
        event: case.text("event")?,
        subject: &subject,
        service_provider: case.text("service_provider")?,
        request_id: case.text("request_id")?,
    };
    Ok([("digest".to_owned(), hex(columns.digest()))].into_iter().collect())
}
