//! How `senza keys` writes a key down.

use super::CommandError;
use crate::domain::SigningAlgorithm;
use crate::federation::Step;
use crate::keeper::{SamlCertificate, SamlKeyId, SamlKeyState};
use data_encoding::BASE64;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Hexadecimal digits that tell a key from the others, and are written where there is little room.
const SHORT: usize = 16;

/// The word for a key of this algorithm.
pub(super) fn word(algorithm: SigningAlgorithm) -> &'static str {
    match algorithm {
        SigningAlgorithm::RsaSha256 => "rsa",
        SigningAlgorithm::EcdsaSha256 => "ec",
    }
}

pub(super) fn algorithm_of(kind: &str) -> Result<SigningAlgorithm, CommandError> {
    let unknown = || CommandError::Said(format!("{kind} is not a kind of key; say rsa or ec"));
    SigningAlgorithm::ALL.into_iter().find(|one| word(*one) == kind).ok_or_else(unknown)
}

/// A fingerprint's beginning.
pub(super) fn short(id: SamlKeyId) -> String {
    id.to_string().chars().take(SHORT).collect()
}

/// RFC 3339, to the second, in UTC.
pub(super) fn moment(at: OffsetDateTime) -> String {
    at.replace_nanosecond(0).ok().and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_else(|| "-".to_owned())
}

/// A line of the list.
pub(super) fn described(key: &SamlCertificate, next: Option<(Step, OffsetDateTime)>) -> String {
    let facts = &key.facts;
    let state = match facts.state {
        SamlKeyState::InUse => "in-use",
        SamlKeyState::Published => "published",
        SamlKeyState::Former => "former",
    };
    let since = |at: Option<OffsetDateTime>| at.map_or_else(|| "-".to_owned(), moment);
    let (step, from) = match next {
        Some((Step::Publish, from)) => ("publish", moment(from)),
        Some((Step::Switch, from)) => ("switch", moment(from)),
        Some((Step::Retire, from)) => ("retire", moment(from)),
        None => ("-", "-".to_owned()),
    };
    let columns = [
        word(facts.algorithm).to_owned(),
        state.to_owned(),
        facts.id.to_string(),
        moment(facts.published),
        since(facts.used),
        since(facts.former),
        since(key.not_after()),
        step.to_owned(),
        from,
    ];
    columns.join("\t")
}

/// RFC 7468 §5.
pub(super) fn pem(der: &[u8]) -> String {
    let base64 = BASE64.encode(der);
    let mut text = "-----BEGIN CERTIFICATE-----\n".to_owned();
    for (at, character) in base64.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text.push_str("\n-----END CERTIFICATE-----\n");
    text
}
