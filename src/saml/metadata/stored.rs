//! The metadata as it is kept: without the people in it.

use crate::saml::names::Ns;
use crate::saml::xml::Document;
use std::ops::Range;

/// What was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) contacts: usize,
    pub(super) comments: usize,
}

/// The document's text without any ContactPerson and without comments, in which names and addresses hide too.
pub(super) fn without_people(document: &Document<'_>) -> (Vec<u8>, LeftOut) {
    let contacts = document.root().descendants().filter(|element| element.is(Ns::Metadata.uri(), "ContactPerson"));
    let mut out: Vec<Range<usize>> = contacts.map(|element| element.range()).collect();
    let contacts = out.len();
    out.extend(document.comments());
    let left_out = LeftOut { contacts, comments: out.len() - contacts };
    out.sort_by_key(|range| range.start);

    let text = document.text().as_bytes();
    let mut kept = Vec::with_capacity(text.len());
    let mut from = 0;
    for range in out {
        // A comment inside a ContactPerson has gone with it.
        if range.start >= from {
            kept.extend_from_slice(text.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
    }
    kept.extend_from_slice(text.get(from..).unwrap_or_default());
    (kept, left_out)
}
