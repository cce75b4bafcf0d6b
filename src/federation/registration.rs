//! What an operator hands in to register a service provider, and what became of it, in words.

use super::{Options, ServiceProvider};

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
    pub changes: Option<Vec<String>>,
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
                lines.extend(changes.iter().map(|change| format!("Changed: {change}.")));
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
pub(super) fn changes(before: &ServiceProvider, after: &ServiceProvider) -> Vec<String> {
    let (old, new) = (before.metadata(), after.metadata());
    let mut changes = Vec::new();
    let mut note = |differs: bool, what: &str| {
        if differs {
            changes.push(what.to_owned());
        }
    };
    note(old.display_name != new.display_name, "its name");
    note(old.acs() != new.acs(), "where responses are sent");
    note(old.single_logout() != new.single_logout(), "where logout messages are sent");
    note(old.signing_keys != new.signing_keys, "the keys its requests are checked with");
    note(old.encryption_keys != new.encryption_keys, "how assertions are encrypted to it");
    note(old.authn_requests_signed != new.authn_requests_signed, "whether its requests must be signed");
    note(old.attribute_services != new.attribute_services, "the attributes it asks for");
    note(old.name_id_formats != new.name_id_formats, "the NameID formats it lists");
    note(old.subject_id_req != new.subject_id_req, "which subject identifier it asks for");
    note(old.want_assertions_signed != new.want_assertions_signed, "whether it wants assertions signed");
    note(old.valid_until != new.valid_until, "until when its metadata is valid");
    let list = |names: &[String]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    if before.released() != after.released() {
        changes.push(format!("it may be told {} instead of {}", list(after.released()), list(before.released())));
    }
    let (old, new) = (before.options().chosen(), after.options().chosen());
    if old != new {
        changes.push(format!("chosen for it is {} instead of {}", list(&new), list(&old)));
    }
    changes
}
