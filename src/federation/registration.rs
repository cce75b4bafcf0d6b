//! What an operator hands in to register a service provider, and what became of it, in words.

use super::{Options, ServiceProvider};
use crate::say;
use crate::words::Text;

/// What an operator hands in.
pub struct Registration<'a> {
    pub metadata: &'a [u8],
    pub released: Vec<String>,
    pub allow_http_acs: bool,
    pub options: Options,
}

/// What became of it, in words.
#[derive(Debug)]
pub struct Put {
    pub entity_id: String,
    pub name: String,
    /// What of the metadata will and will not be used.
    pub notes: Vec<String>,
    /// Names to be released that nobody else uses; perhaps misspelt.
    pub unknown: Vec<String>,
    /// `None` when it is new; else what differs from the version before.
    pub changes: Option<Vec<Text>>,
}

impl Put {
    /// One sentence a line.
    pub fn sentences(&self) -> Vec<String> {
        let mut lines = Vec::new();
        match self.changes.as_deref() {
            None => lines.push(format!("{} is new here.", self.entity_id)),
            Some([]) => lines.push(format!("{} was known; nothing changed.", self.entity_id)),
            Some(changes) => {
                lines.push(format!("{} was known and is replaced.", self.entity_id));
                lines.extend(changes.iter().map(|change| format!("Changed: {}.", change.english())));
            }
        }
        lines.extend(self.notes.iter().cloned());
        lines.extend(self.unknown.iter().map(|name| {
            format!("{name} is not one of the usual attribute names: it is released to it if a person has an attribute of exactly this name.")
        }));
        lines
    }
}

/// What differs, in words for who compares before and after.
pub(super) fn changes(before: &ServiceProvider, after: &ServiceProvider) -> Vec<Text> {
    let (old, new) = (before.metadata(), after.metadata());
    let differing = [
        (old.display_name != new.display_name, say("differences-its-name")),
        (old.acs() != new.acs(), say("differences-its-answers")),
        (old.single_logout() != new.single_logout(), say("differences-its-sign-outs")),
        (old.signing_keys != new.signing_keys, say("differences-its-signing-keys")),
        (old.encryption_keys != new.encryption_keys, say("differences-its-encryption-keys")),
        (old.authn_requests_signed != new.authn_requests_signed, say("differences-its-requests")),
        (old.attribute_services != new.attribute_services, say("differences-its-attributes")),
        (old.name_id_formats != new.name_id_formats, say("differences-its-name-ids")),
        (old.subject_id_req != new.subject_id_req, say("differences-its-subject-id")),
        (old.want_assertions_signed != new.want_assertions_signed, say("differences-its-assertions")),
        (old.valid_until != new.valid_until, say("differences-its-until")),
    ];
    let mut changes: Vec<Text> = differing.into_iter().filter_map(|(differs, what)| differs.then_some(what)).collect();
    let list = |names: &[String]| match names.is_empty() {
        true => say("differences-nothing"),
        false => names.join(", ").into(),
    };
    if before.released() != after.released() {
        let (before, now) = (list(before.released()), list(after.released()));
        changes.push(say("differences-it-may-be-told").with("now", now).with("before", before));
    }
    let (old, new) = (before.options().chosen(), after.options().chosen());
    if old != new {
        changes.push(say("differences-chosen-for-it").with("now", list(&new)).with("before", list(&old)));
    }
    changes
}
