//! What we emit: every kind of document, and the one way in which each is begun: a root with its id, moment and version,
//! the Issuer, room for a signature, the content.

use super::instant;
use super::names::Ns;
use super::xml::{Attr, Name, ROOM, Writer};
use crate::domain::SecretBytes;
use time::OffsetDateTime;

/// The kinds of document that we write as a message, or inside one. Nothing else can be signed.
///
/// The tests write every shape of each, and list the kinds by this type: a new one without shapes does not compile there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emitted {
    Assertion,
    Response,
    LogoutRequest,
    LogoutResponse,
}

impl Emitted {
    const fn root(self) -> Name {
        match self {
            Self::Assertion => Name(Ns::Assertion, "Assertion"),
            Self::Response => Name(Ns::Protocol, "Response"),
            Self::LogoutRequest => Name(Ns::Protocol, "LogoutRequest"),
            Self::LogoutResponse => Name(Ns::Protocol, "LogoutResponse"),
        }
    }
}

/// What every document has.
#[derive(Debug, Clone, Copy)]
pub(in crate::saml) struct Head<'a> {
    pub(in crate::saml) id: &'a str,
    pub(in crate::saml) issue_instant: OffsetDateTime,
    pub(in crate::saml) issuer: &'a str,
}

/// A document in canonical form, without a signature.
#[derive(Debug)]
pub(in crate::saml) struct Canonical {
    /// Wiped: an assertion may hold keys.
    pub(in crate::saml) octets: SecretBytes,
    /// Where a signature goes: after the Issuer.
    pub(in crate::saml) place: usize,
    pub(in crate::saml) id: String,
}

impl Canonical {
    /// `more` are attributes of the root beside those that all have.
    pub(in crate::saml) fn write(
        kind: Emitted,
        head: Head<'_>,
        more: &[(Attr, &str)],
        content: impl FnOnce(&mut Writer),
    ) -> Self {
        Self::write_within(ROOM, kind, head, more, content)
    }

    /// The same with room for this many octets from the start.
    pub(in crate::saml) fn write_within(
        room: usize,
        kind: Emitted,
        head: Head<'_>,
        more: &[(Attr, &str)],
        content: impl FnOnce(&mut Writer),
    ) -> Self {
        let issued = instant::format(head.issue_instant);
        let mut attributes = vec![
            (Attr::Plain("ID"), head.id),
            (Attr::Plain("IssueInstant"), issued.as_str()),
            (Attr::Plain("Version"), "2.0"),
        ];
        attributes.extend_from_slice(more);
        let mut writer = Writer::with_room(room);
        let mut place = 0;
        writer.element(kind.root(), &attributes, |w| {
            w.text_element(Name(Ns::Assertion, "Issuer"), &[], head.issuer);
            place = w.position();
            content(w);
        });
        Self { octets: SecretBytes::new(writer.finish()), place, id: head.id.to_owned() }
    }
}
