//! How `senza keys` writes a key down.

use crate::federation::Step;
use crate::federation::key_steps::word;
use crate::keeper::{SamlCertificate, SamlKeyId, SamlKeyKind, SamlKeyState};
use data_encoding::BASE64;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// After a next key was made.
pub(super) fn published(of: SamlKeyKind, kind: &str, from: &str) -> [String; 2] {
    match of {
        SamlKeyKind::Signing(algorithm) => [
            format!("Made a next key ({algorithm}); running servers publish it within seconds. It signs nothing yet."),
            format!(
                "Service providers that read the metadata know it from {from} on at the latest: then run `senza keys switch {kind}`."
            ),
        ],
        SamlKeyKind::Decryption => [
            "Made a next key to decrypt with, and every keeper has it. The metadata does not give it yet.".to_owned(),
            format!("Run `senza keys switch {kind}` when you like: service providers then encrypt to it."),
        ],
    }
}

/// After a next key has taken another's place.
pub(super) fn switched(of: SamlKeyKind, id: SamlKeyId) -> String {
    match of {
        SamlKeyKind::Signing(_) => {
            format!("Messages are signed with {id} from now on; each server takes it up within seconds.")
        }
        SamlKeyKind::Decryption => {
            format!(
                "The metadata gives {id} to encrypt to within seconds; what is encrypted to the former is read as before."
            )
        }
    }
}

/// Why a former key has to stay for a while.
pub(super) fn why_not_yet(of: SamlKeyKind) -> &'static str {
    match of {
        SamlKeyKind::Signing(_) => {
            "a message that it signed may be under way, or a service provider may not know the key in use"
        }
        SamlKeyKind::Decryption => "a service provider may hold metadata that gives it, and encrypt to it",
    }
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
        word(facts.kind).to_owned(),
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
