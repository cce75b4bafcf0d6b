//! Exclusive XML Canonicalization 1.0, without comments, of one element of a scanned document.
//!
//! The tree keeps no prefixes; they are read from the source, at the positions that the tree keeps. What canonical form
//! does with processing instructions and DTDs is not here, because the scanner lets neither through.

use super::Element;
use super::write::{in_text, in_value};
use roxmltree::Node;
use thiserror::Error;

/// More prefixes than any `PrefixList` needs.
const PREFIX_LIMIT: usize = 64;

/// The canonical form is longer than what is made of one message.
///
/// A long namespace name, declared once and used by a thousand elements, is written a thousand times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("in canonical form it would be longer than {limit} octets")]
pub struct TooLarge {
    pub limit: usize,
}

/// The `PrefixList` of `InclusiveNamespaces`: prefixes treated as inclusive canonicalisation treats all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InclusivePrefixes<'p>(Vec<&'p str>);

impl<'p> InclusivePrefixes<'p> {
    /// `None` when there are too many. `#default` stands for the default namespace.
    pub fn parse(list: &'p str) -> Option<Self> {
        let mut prefixes = Vec::new();
        for name in list.split([' ', '\t', '\n', '\r']).filter(|name| !name.is_empty()) {
            if prefixes.len() == PREFIX_LIMIT {
                return None;
            }
            prefixes.push(if name == "#default" { "" } else { name });
        }
        Some(Self(prefixes))
    }
}

/// The canonical octets of an element with all that is in it, except the element `without`.
///
/// # Errors
/// They would be more than `limit`.
pub fn exclusive(
    element: Element<'_, '_>,
    without: Option<Element<'_, '_>>,
    inclusive: &InclusivePrefixes<'_>,
    limit: usize,
) -> Result<Vec<u8>, TooLarge> {
    let mut canonical = Canonical {
        out: Vec::new(),
        limit,
        text: element.0.document().input_text(),
        without: without.map(|element| element.0),
        inclusive: &inclusive.0,
        rendered: Vec::new(),
    };
    canonical.element(element.0)?;
    Ok(canonical.out)
}

struct Canonical<'c, 'd, 'a> {
    out: Vec<u8>,
    limit: usize,
    text: &'d str,
    without: Option<Node<'d, 'a>>,
    inclusive: &'c [&'c str],
    /// The namespaces that open elements have declared in the output, by prefix; a later one hides an earlier.
    rendered: Vec<(&'c str, &'d str)>,
}

/// An attribute, in the order of its fields (Canonical XML §2.2: by namespace name, then by local name).
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Attribute<'d> {
    namespace: &'d str,
    local: &'d str,
    qualified: &'d str,
    value: &'d str,
}

impl<'c, 'd: 'c, 'a> Canonical<'c, 'd, 'a> {
    /// Goes as deep as the scanner let the document go.
    fn element(&mut self, node: Node<'d, 'a>) -> Result<(), TooLarge> {
        let name = self.element_name(node);
        let around = self.rendered.len();
        let mut attributes: Vec<Attribute<'d>> = node
            .attributes()
            .map(|attribute| Attribute {
                namespace: attribute.namespace().unwrap_or_default(),
                local: attribute.name(),
                qualified: self.text.get(attribute.range_qname()).unwrap_or_default(),
                value: attribute.value(),
            })
            .collect();
        attributes.sort_unstable();
        self.raw("<");
        self.raw(name);
        self.namespaces(node, name, &attributes)?;
        for attribute in &attributes {
            self.attribute(attribute.qualified, "", attribute.value)?;
        }
        self.raw(">");
        for child in node.children() {
            if child.is_element() && Some(child) != self.without {
                self.element(child)?;
            } else if child.is_text() {
                self.escaped(child.text().unwrap_or_default(), in_text)?;
            }
        }
        self.raw("</");
        self.raw(name);
        self.raw(">");
        self.rendered.truncate(around);
        self.within_limit()
    }

    /// Exclusive XML Canonicalization §3: those that the element visibly uses, and those of the list, unless the output
    /// has the same declaration around it; in the order of their prefixes.
    fn namespaces(&mut self, node: Node<'d, 'a>, name: &'d str, attributes: &[Attribute<'d>]) -> Result<(), TooLarge> {
        let of_element = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let of_attributes = attributes.iter().filter_map(|attribute| Some(attribute.qualified.split_once(':')?.0));
        let mut prefixes: Vec<&'c str> = std::iter::once(of_element).chain(of_attributes).collect();
        prefixes.extend_from_slice(self.inclusive);
        prefixes.retain(|prefix| *prefix != "xml");
        prefixes.sort_unstable();
        prefixes.dedup();
        for prefix in prefixes {
            // A default namespace that is undeclared is the empty name; so is a listed prefix that means nothing here.
            let name = Some(prefix).filter(|prefix| !prefix.is_empty());
            let meaning = node.lookup_namespace_uri(name).unwrap_or_default();
            let around = self.rendered.iter().rev().find(|(known, _)| *known == prefix).map_or("", |(_, uri)| uri);
            if meaning != around {
                self.attribute(if prefix.is_empty() { "xmlns" } else { "xmlns:" }, prefix, meaning)?;
                self.rendered.push((prefix, meaning));
            }
        }
        Ok(())
    }

    /// The name as it stands after the `<`.
    fn element_name(&self, node: Node<'d, 'a>) -> &'d str {
        let tag = self.text.get(node.range()).and_then(|tag| tag.strip_prefix('<')).unwrap_or_default();
        tag.split([' ', '\t', '\n', '\r', '/', '>']).next().unwrap_or_default()
    }

    fn attribute(&mut self, name: &str, rest_of_name: &str, value: &str) -> Result<(), TooLarge> {
        self.raw(" ");
        self.raw(name);
        self.raw(rest_of_name);
        self.raw("=\"");
        self.escaped(value, in_value)?;
        self.raw("\"");
        Ok(())
    }

    fn escaped(&mut self, text: &str, escape: fn(char) -> Option<&'static str>) -> Result<(), TooLarge> {
        let mut buffer = [0; 4];
        for c in text.chars() {
            match escape(c) {
                Some(reference) => self.raw(reference),
                None => self.raw(c.encode_utf8(&mut buffer)),
            }
        }
        self.within_limit()
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn within_limit(&self) -> Result<(), TooLarge> {
        if self.out.len() > self.limit { Err(TooLarge { limit: self.limit }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Limits};
    use super::*;

    fn canonical(xml: &str, path: &[&str], inclusive: &str) -> String {
        let document = Document::parse(xml.as_bytes(), &Limits::METADATA).unwrap();
        let mut element = document.root();
        for name in path {
            element = element.children().find(|child| child.local_name() == *name).unwrap();
        }
        let inclusive = InclusivePrefixes::parse(inclusive).unwrap();
        String::from_utf8(exclusive(element, None, &inclusive, 4096).unwrap()).unwrap()
    }

    #[test]
    fn a_namespace_is_declared_where_it_is_visibly_used() {
        let xml = "<r xmlns='urn:d' xmlns:a='urn:a' xmlns:b='urn:b'><a:x b:t='1'><y/><a:z/></a:x></r>";
        assert_eq!(
            canonical(xml, &[], ""),
            "<r xmlns=\"urn:d\"><a:x xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" b:t=\"1\"><y></y><a:z></a:z></a:x></r>"
        );
        assert_eq!(
            canonical(xml, &["x"], ""),
            "<a:x xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" b:t=\"1\"><y xmlns=\"urn:d\"></y><a:z></a:z></a:x>"
        );
        // Exclusive XML Canonicalization §2.3: those in the list come with the element at the top.
        assert_eq!(
            canonical(xml, &["x", "z"], "b #default nowhere xml"),
            "<a:z xmlns=\"urn:d\" xmlns:a=\"urn:a\" xmlns:b=\"urn:b\"></a:z>"
        );
    }

    #[test]
    fn a_default_namespace_is_undeclared_only_where_the_output_has_one() {
        let xml = "<r xmlns='urn:d'><a xmlns=''><b xmlns=''/><c xmlns='urn:d'/></a></r>";
        assert_eq!(canonical(xml, &[], ""), "<r xmlns=\"urn:d\"><a xmlns=\"\"><b></b><c xmlns=\"urn:d\"></c></a></r>");
        assert_eq!(canonical(xml, &["a"], ""), "<a><b></b><c xmlns=\"urn:d\"></c></a>");
    }

    #[test]
    fn a_prefix_that_changes_its_meaning_is_declared_again_on_each_side() {
        let xml = "<p:r xmlns:p='urn:1'><p:a xmlns:p='urn:2'><p:b xmlns:p='urn:1'/></p:a><p:c xmlns:p='urn:1'/></p:r>";
        assert_eq!(
            canonical(xml, &[], ""),
            "<p:r xmlns:p=\"urn:1\"><p:a xmlns:p=\"urn:2\"><p:b xmlns:p=\"urn:1\"></p:b></p:a><p:c></p:c></p:r>"
        );
    }

    #[test]
    fn attributes_are_sorted_and_values_escaped() {
        let xml = "<r xmlns:z='urn:1' xmlns:y='urn:2' y:b='1' z:b='2' c='\"&lt;>&#13;&#9;\n' a='' xml:lang='en'>&#13;\r\n<![CDATA[<&>]]><!-- no --> \"</r>";
        assert_eq!(
            canonical(xml, &[], ""),
            "<r xmlns:y=\"urn:2\" xmlns:z=\"urn:1\" a=\"\" c=\"&quot;&lt;>&#xD;&#x9; \" xml:lang=\"en\" z:b=\"2\" y:b=\"1\">&#xD;\n&lt;&amp;&gt; \"</r>"
        );
    }

    #[test]
    fn a_namespace_name_is_escaped_like_any_value() {
        let xml = "<p:r xmlns:p='http://p.example/?a=1&amp;b=2'/>";
        assert_eq!(canonical(xml, &[], ""), "<p:r xmlns:p=\"http://p.example/?a=1&amp;b=2\"></p:r>");
    }

    #[test]
    fn nothing_grows_beyond_the_limit() {
        let long = "x".repeat(1000);
        let xml = format!("<r xmlns:p='urn:{long}'>{}</r>", "<p:a/>".repeat(1000));
        let document = Document::parse(xml.as_bytes(), &Limits::MESSAGE).unwrap();
        let none = InclusivePrefixes::default();
        let tries = |limit| exclusive(document.root(), None, &none, limit).map(|octets| octets.len());
        assert_eq!(tries(100_000), Err(TooLarge { limit: 100_000 }));
        assert!(tries(2_000_000).unwrap() > 1_000_000, "control: so long would it be");
        assert_eq!(InclusivePrefixes::parse(&"a ".repeat(65)), None);
    }
}
