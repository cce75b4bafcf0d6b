//! Writes XML straight in exclusive canonical form (Exclusive XML Canonicalization 1.0, without comments).
//!
//! The shapes that canonical form excludes cannot be written: attributes are sorted here, a namespace is declared where
//! it is first visibly used and nowhere else, every element has an end tag, and text is escaped in the one canonical
//! way. What is written can be digested as it is.

use crate::saml::names::Ns;
use data_encoding::BASE64;

/// An element's name.
#[derive(Debug, Clone, Copy)]
pub struct Name(pub Ns, pub &'static str);

/// An attribute's name: in no namespace, or in one.
#[derive(Debug, Clone, Copy)]
pub enum Attr {
    Plain(&'static str),
    In(Ns, &'static str),
}

impl Attr {
    fn sort_key(&self) -> (&'static str, &'static str) {
        match self {
            Self::Plain(local) => ("", local),
            Self::In(ns, local) => (ns.uri(), local),
        }
    }

    /// Nearly all are plain, and nearly all callers write them in order: the one comparison that is then needed.
    fn is_in_order_before(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Plain(this), Self::Plain(next)) => this <= next,
            _ => self.sort_key() <= next.sort_key(),
        }
    }
}

/// What most of what is written has room in, in octets.
pub const ROOM: usize = 4096;

/// A buffer of canonical octets.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// One bit for each namespace that an open element has declared.
    declared: u32,
}

impl Writer {
    pub fn new() -> Self {
        Self::with_room(ROOM)
    }

    /// With room for this many octets from the start.
    pub fn with_room(room: usize) -> Self {
        Self { out: Vec::with_capacity(room), declared: 0 }
    }

    /// An element with what `content` writes into it.
    pub fn element(&mut self, name: Name, attributes: &[(Attr, &str)], content: impl FnOnce(&mut Self)) {
        let around = self.declared;
        self.open(name, attributes);
        content(self);
        self.close(name);
        self.declared = around;
    }

    /// An element that holds text alone.
    pub fn text_element(&mut self, name: Name, attributes: &[(Attr, &str)], text: &str) {
        self.element(name, attributes, |writer| writer.text(text));
    }

    /// An element that holds base64 alone, which is nearly all of a message and needs no look at its characters.
    pub(in crate::saml) fn base64_element(&mut self, name: Name, octets: &[u8]) {
        self.element(name, &[], |writer| {
            let from = writer.out.len();
            writer.out.resize(from + BASE64.encode_len(octets.len()), 0);
            if let Some(place) = writer.out.get_mut(from..) {
                BASE64.encode_mut(octets, place);
            }
        });
    }

    pub fn text(&mut self, text: &str) {
        self.escaped(text, in_text);
    }

    /// Puts a canonical element in, which must have been written by itself.
    ///
    /// It declares its own namespaces. Inside an element that has declared one of them too the whole would no longer be
    /// canonical; so this is only for places whose open elements use other namespaces, which the debug build checks.
    pub(in crate::saml) fn embed(&mut self, canonical: &[u8], its_root: Ns) {
        debug_assert_eq!(self.declared & bit(its_root), 0, "already declared around the embedded element");
        self.out.extend_from_slice(canonical);
    }

    /// Puts a canonical element in whose namespace is declared around it already: without its own declaration.
    pub(in crate::saml) fn embed_inside(&mut self, canonical: &[u8], its_root: Ns) {
        debug_assert_ne!(self.declared & bit(its_root), 0, "not declared around the embedded element");
        let declaration = format!(" xmlns:{}=\"{}\"", its_root.prefix(), its_root.uri());
        let place = canonical.windows(declaration.len()).position(|window| window == declaration.as_bytes());
        let (before, rest) = canonical.split_at_checked(place.unwrap_or_default()).unwrap_or((canonical, &[]));
        self.out.extend_from_slice(before);
        self.out.extend_from_slice(rest.strip_prefix(declaration.as_bytes()).unwrap_or(rest));
    }

    /// How many octets have been written.
    pub(in crate::saml) fn position(&self) -> usize {
        self.out.len()
    }

    pub fn finish(self) -> Vec<u8> {
        self.out
    }

    fn open(&mut self, Name(ns, local): Name, attributes: &[(Attr, &str)]) {
        self.raw("<");
        self.qualified(ns, local);
        let qualified = attributes.iter().filter_map(|(name, _)| match name {
            Attr::In(ns, _) => Some(*ns),
            Attr::Plain(_) => None,
        });
        // Most elements declare nothing; a vector that stays empty costs nothing.
        let declared = self.declared;
        let is_new = |ns: &Ns| *ns != Ns::Xml && declared & bit(*ns) == 0;
        let mut used: Vec<Ns> = std::iter::once(ns).chain(qualified).filter(is_new).collect();
        used.sort_by_key(|ns| ns.prefix());
        used.dedup();
        for ns in used {
            self.raw(" xmlns:");
            self.raw(ns.prefix());
            self.value(ns.uri());
            self.declared |= bit(ns);
        }
        // Callers mostly write them in order already.
        if attributes.is_sorted_by(|(this, _), (next, _)| this.is_in_order_before(next)) {
            attributes.iter().for_each(|attribute| self.attribute(attribute));
        } else {
            let mut sorted: Vec<&(Attr, &str)> = attributes.iter().collect();
            sorted.sort_by_key(|(name, _)| name.sort_key());
            sorted.into_iter().for_each(|attribute| self.attribute(attribute));
        }
        self.raw(">");
    }

    fn attribute(&mut self, (name, value): &(Attr, &str)) {
        self.raw(" ");
        match name {
            Attr::Plain(local) => self.raw(local),
            Attr::In(ns, local) => self.qualified(*ns, local),
        }
        self.value(value);
    }

    fn close(&mut self, Name(ns, local): Name) {
        self.raw("</");
        self.qualified(ns, local);
        self.raw(">");
    }

    fn qualified(&mut self, ns: Ns, local: &str) {
        self.raw(ns.prefix());
        self.raw(":");
        self.raw(local);
    }

    fn value(&mut self, value: &str) {
        self.raw("=\"");
        self.escaped(value, in_value);
        self.raw("\"");
    }

    /// Copies what needs no look as it is, in runs.
    fn escaped(&mut self, text: &str, escape: impl Fn(char) -> Option<&'static str>) {
        let mut rest = text;
        while let Some((run, c, after)) = split_at_special(rest) {
            self.raw(run);
            // A character that XML cannot carry, not even as a reference, is replaced: the document stays readable.
            let c = if is_forbidden(c) { char::REPLACEMENT_CHARACTER } else { c };
            match escape(c) {
                Some(reference) => self.raw(reference),
                None => self.raw(c.encode_utf8(&mut [0; 4])),
            }
            rest = after;
        }
        self.raw(rest);
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

fn bit(ns: Ns) -> u32 {
    1 << (ns as u32)
}

/// What stands before the first character that may have to be escaped or replaced, that character, and what follows.
fn split_at_special(text: &str) -> Option<(&str, char, &str)> {
    let place = first_special(text.as_bytes())?;
    let (run, from) = text.split_at_checked(place)?;
    let mut characters = from.chars();
    let c = characters.next()?;
    Some((run, c, characters.as_str()))
}

/// Looks at chunks whole, without a branch for each octet: nearly all of them hold nothing special.
fn first_special(octets: &[u8]) -> Option<usize> {
    const CHUNK: usize = 16;
    let is_plain = |chunk: &&[u8]| !chunk.iter().fold(false, |special, octet| special | may_be_special(*octet));
    let plain = octets.chunks(CHUNK).take_while(is_plain).count() * CHUNK;
    octets.get(plain..)?.iter().position(|octet| may_be_special(*octet)).map(|place| plain + place)
}

/// The first octets of all characters that [`in_text`], [`in_value`] or [`is_forbidden`] have something to say of.
const fn may_be_special(octet: u8) -> bool {
    // U+FFFE and U+FFFF begin with EF.
    matches!(octet, 0..0x20 | b'&' | b'<' | b'>' | b'"' | 0xEF)
}

/// Canonical XML §2.3: what stands for a character in text.
pub(super) fn in_text(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#xD;"),
        _ => None,
    }
}

/// Canonical XML §2.3: what stands for a character in an attribute's value.
pub(super) fn in_value(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#x9;"),
        '\n' => Some("&#xA;"),
        '\r' => Some("&#xD;"),
        _ => None,
    }
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Writer)) -> String {
        let mut writer = Writer::new();
        write(&mut writer);
        String::from_utf8(writer.finish()).unwrap()
    }

    #[test]
    fn declares_a_namespace_where_it_is_first_used_and_again_beside() {
        let xml = written(|w| {
            w.element(Name(Ns::Protocol, "A"), &[], |w| {
                w.element(Name(Ns::Assertion, "B"), &[], |w| w.text_element(Name(Ns::Assertion, "C"), &[], ""));
                w.text_element(Name(Ns::Assertion, "B"), &[], "x");
            });
        });
        assert_eq!(
            xml,
            r#"<samlp:A xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><saml:B xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:C></saml:C></saml:B><saml:B xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">x</saml:B></samlp:A>"#
        );
    }

    #[test]
    fn copies_exactly_what_needs_no_look() {
        let by_one = |text: &str, escape: fn(char) -> Option<&'static str>| {
            let replaced = text.chars().map(|c| if is_forbidden(c) { char::REPLACEMENT_CHARACTER } else { c });
            replaced.map(|c| escape(c).map_or_else(|| c.to_string(), str::to_owned)).collect::<String>()
        };
        let all: String = (char::MIN..=char::MAX).collect();
        for text in ["", "plain", "&", "a&b<c>d\"e", "\u{FFFE}", "x\u{FFFF}\u{FEFF}y", "é\u{1}ü\r\n\t", &all] {
            let mut writer = Writer::new();
            writer.text(text);
            assert_eq!(String::from_utf8(writer.finish()).unwrap(), by_one(text, in_text));
            let mut writer = Writer::new();
            writer.value(text);
            assert_eq!(String::from_utf8(writer.finish()).unwrap(), format!("=\"{}\"", by_one(text, in_value)));
        }
    }

    #[test]
    fn embeds_an_element_as_it_would_have_been_written_there() {
        let (around, inside) = (Name(Ns::Dsig, "Signature"), Name(Ns::Dsig, "SignedInfo"));
        let attributes = [(Attr::Plain("Algorithm"), "x")];
        let content = |w: &mut Writer| {
            w.element(inside, &attributes, |w| w.text_element(Name(Ns::Dsig, "Reference"), &[], "xmlns:ds"));
        };
        let alone = written(content);
        assert!(alone.starts_with("<ds:SignedInfo xmlns:ds="), "control: alone it declares");
        let embedded = written(|w| w.element(around, &[], |w| w.embed_inside(alone.as_bytes(), Ns::Dsig)));
        assert_eq!(embedded, written(|w| w.element(around, &[], content)));
    }

    #[test]
    fn writes_base64_as_text_would_be_written() {
        let octets: Vec<u8> = (0..=255).collect();
        let name = Name(Ns::Dsig, "SignatureValue");
        for length in [0, 1, 2, 3, 256] {
            let text = written(|w| w.text_element(name, &[], &BASE64.encode(&octets[..length])));
            assert_eq!(written(|w| w.base64_element(name, &octets[..length])), text);
        }
    }

    #[test]
    fn sorts_attributes_by_namespace_then_name_and_escapes() {
        let attributes = [
            (Attr::In(Ns::Xml, "lang"), "en"),
            (Attr::Plain("b"), "\"<&>\t\n\r"),
            (Attr::In(Ns::Dsig, "z"), "1"),
            (Attr::Plain("a"), "\u{1}"),
        ];
        let xml = written(|w| w.text_element(Name(Ns::Metadata, "E"), &attributes, "\"<&>\t\r"));
        assert_eq!(
            xml,
            "<md:E xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
             a=\"\u{FFFD}\" b=\"&quot;&lt;&amp;>&#x9;&#xA;&#xD;\" ds:z=\"1\" xml:lang=\"en\">\"&lt;&amp;&gt;\t&#xD;</md:E>"
        );
    }
}
