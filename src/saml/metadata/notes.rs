//! Says in plain sentences what will and what will not be accepted from a service provider's metadata.

use super::stored::LeftOut as Removed;
use super::{Binding, LeftOut, Note, SpMetadata};
use crate::saml::names::Ns;
use crate::saml::xml::Element;

const MD: &str = Ns::Metadata.uri();

pub(super) fn about(
    sp: &SpMetadata,
    entity: Element<'_, '_>,
    role: Element<'_, '_>,
    key_notes: &[Note],
    left_out: Removed,
) -> Vec<Note> {
    let mut notes = vec![Note::Said(format!(
        "responses go by HTTP-POST to {} unless it asks for another of its endpoints",
        sp.default_endpoint().location()
    ))];
    endpoints(sp, role, &mut notes);
    signatures(sp, &mut notes);
    encryption(sp, &mut notes);
    attributes(sp, &mut notes);
    document(sp, entity, left_out, &mut notes);
    notes.extend_from_slice(key_notes);
    notes
}

fn endpoints(sp: &SpMetadata, role: Element<'_, '_>, notes: &mut Vec<Note>) {
    for acs in sp.acs.iter().filter(|acs| acs.binding != Binding::HttpPost) {
        notes.push(Note::Said(format!("ignores the {} endpoint {}", acs.binding.name(), shown(&acs.location))));
    }
    for plain in sp.acs.iter().filter(|acs| acs.binding == Binding::HttpPost && acs.location.starts_with("http://")) {
        notes.push(Note::Said(format!("sends to {} by plain http: for trying out only", shown(&plain.location))));
    }
    notes.push(Note::Said(match sp.logout_endpoint() {
        Some(endpoint) => format!("is told of sign-outs at {}", shown(endpoint.location())),
        None => "gives no usable address for single logout by Redirect or POST: people sign out there by themselves"
            .to_owned(),
    }));
    for (name, what) in
        [("ArtifactResolutionService", "artifact resolution"), ("ManageNameIDService", "NameID management")]
    {
        if role.children_named(MD, name).next().is_some() {
            notes.push(Note::LeftOut(LeftOut::Endpoints(what)));
        }
    }
}

fn signatures(sp: &SpMetadata, notes: &mut Vec<Note>) {
    notes.push(Note::Said(match (sp.authn_requests_signed, sp.signing_keys.len()) {
        (true, _) => "signed requests are required (AuthnRequestsSigned)".to_owned(),
        (false, 0) => {
            "requests are accepted unsigned; it gives no signing key, so a signed one would be refused".to_owned()
        }
        (false, _) => "requests are accepted unsigned; a signature, where there is one, is checked".to_owned(),
    }));
}

fn encryption(sp: &SpMetadata, notes: &mut Vec<Note>) {
    notes.push(Note::Said(match sp.encryption_key() {
        Some(key) => format!("assertions will travel encrypted ({key})"),
        None => "this portal has no encryption key: assertions will travel signed but not encrypted".to_owned(),
    }));
}

fn attributes(sp: &SpMetadata, notes: &mut Vec<Note>) {
    if !sp.requested_attributes.is_empty() {
        let names = sp.requested_attributes.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
        notes.push(Note::Said(format!(
            "it asks for attributes ({names}); it is told only those of them that you allow"
        )));
    }
}

fn document(sp: &SpMetadata, entity: Element<'_, '_>, left_out: Removed, notes: &mut Vec<Note>) {
    let roles = entity
        .children()
        .filter(|child| child.local_name().ends_with("Descriptor") && !child.is(MD, "SPSSODescriptor"));
    for other in roles {
        notes.push(Note::LeftOut(LeftOut::Role(shown(other.local_name()))));
    }
    if left_out.contacts > 0 {
        notes.push(Note::LeftOut(LeftOut::Contacts));
    }
    if left_out.comments > 0 {
        notes.push(Note::LeftOut(LeftOut::Comments));
    }
    if entity.children_named(Ns::Dsig.uri(), "Signature").next().is_some() {
        notes.push(Note::LeftOut(LeftOut::Signature));
    }
    if let Some(until) = sp.valid_until {
        notes.push(Note::Said(format!(
            "it is valid until {}; sign-on stops then unless it is replaced",
            crate::saml::instant::format(until)
        )));
    }
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
