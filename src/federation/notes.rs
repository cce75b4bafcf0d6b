//! Says in plain sentences what follows from a service provider's metadata and an operator's choices together.

use super::ServiceProvider;
use crate::domain::SigningAlgorithm;
use crate::saml::attribute::full_name;
use crate::saml::metadata::SubjectIdReq;
use crate::saml::name_id::NameIdFormat;
use crate::say;
use crate::words::Text;

pub(super) fn about(sp: &ServiceProvider) -> Vec<String> {
    let mut notes = Vec::new();
    notes.push(name_id(sp));
    notes.extend(subject_identifier(sp).map(str::to_owned));
    signature(sp, &mut notes);
    authn_context(sp, &mut notes);
    if let Some(cipher) = sp.options().cipher {
        notes.push(format!("assertions to it are encrypted with {}, as you chose", cipher.word()));
    }
    notes.extend(sp.released().iter().filter(|name| !is_asked_for(sp, name)).map(|name| {
        format!("it does not ask for {name} in its metadata: it is told only what you allow and it asks for")
    }));
    notes
}

/// What becomes of people's agreements to give it keys, when its metadata is replaced.
pub(super) fn about_keys(before: &ServiceProvider, digest: [u8; 32], after: &ServiceProvider) -> Option<Text> {
    if before.scopes().is_empty() || before.metadata_digest() == digest {
        return None;
    }
    Some(match after.metadata().encryption_key() {
        Some(_) => say("facts-keys-asked-anew"),
        None => say("facts-keys-none-any-more"),
    })
}

fn name_id(sp: &ServiceProvider) -> String {
    let usual = sp.usual_name_id();
    let gets = match usual {
        NameIdFormat::Transient => "a transient NameID, another one at each sign-on",
        NameIdFormat::Persistent => "a persistent NameID, the same at each sign-on and made for it alone",
        NameIdFormat::EmailAddress => "the person's e-mail address as NameID; who has none is not signed on there",
    };
    let lists_others = !sp.metadata().name_id_formats.is_empty() && !lists(sp, usual);
    let although = if lists_others { ", although its metadata lists others" } else { "" };
    let asks = if usual == NameIdFormat::EmailAddress {
        "unless it asks for another"
    } else {
        "unless it asks for another that it may have"
    };
    format!("it gets {gets}{although}, {asks}")
}

fn authn_context(sp: &ServiceProvider, notes: &mut Vec<String>) {
    if let Some(class) = sp.options().default_context {
        notes.push(format!(
            "where its requests ask for no authentication context it gets {}, and who has not signed in so is asked for what is missing",
            class.uri()
        ));
    }
    if let Some(minutes) = sp.options().fresh_within {
        notes.push(format!("passphrase and code are asked for again when they are older than {minutes} minutes"));
    }
}

fn lists(sp: &ServiceProvider, format: NameIdFormat) -> bool {
    sp.metadata().name_id_formats.iter().any(|listed| listed == format.uri())
}

fn subject_identifier(sp: &ServiceProvider) -> Option<&'static str> {
    match (sp.metadata().subject_id_req, sp.options().subject_id) {
        (Some(SubjectIdReq::SubjectId), true) => {
            Some("it gets the subject-id that it asks for: the same for all that get it")
        }
        (Some(SubjectIdReq::SubjectId), false) => {
            Some("does not give a subject-id, which it asks for: it gets a pairwise-id (--subject-id would allow it)")
        }
        (Some(SubjectIdReq::None), _) => Some("it asks for no identifier: it gets neither pairwise-id nor subject-id"),
        (_, true) => Some("its metadata does not ask for a subject-id, so that allowing it changes nothing"),
        (Some(SubjectIdReq::PairwiseId | SubjectIdReq::Any) | None, false) => None,
    }
}

fn signature(sp: &ServiceProvider, notes: &mut Vec<String>) {
    match sp.options().signature {
        SigningAlgorithm::RsaSha256 => {}
        SigningAlgorithm::EcdsaSha256 => notes.push("signs with ECDSA on P-256, as you chose".to_owned()),
    }
    if sp.options().skip_assertion_signature {
        notes.push(
            "signs the response alone, as you chose; the assertion inside has no signature of its own".to_owned(),
        );
    } else if sp.metadata().want_assertions_signed != Some(true) {
        notes.push("signs its assertions although it does not ask for that".to_owned());
    }
}

/// Whether any of its AttributeConsumingService elements names the attribute; true when there are none.
fn is_asked_for(sp: &ServiceProvider, name: &str) -> bool {
    let services = &sp.metadata().attribute_services;
    let mut requested = services.iter().flat_map(|service| &service.requested);
    services.is_empty() || requested.any(|one| full_name(&one.name) == full_name(name))
}
