//! The one view of a document: a scanned, parsed tree and helpers that read it without guessing.

use super::XmlError;
use super::preparse::{self, Limits};
use crate::domain::variant::{Check, skips};
use roxmltree::{Node, ParsingOptions};
use std::ops::Range;
use thiserror::Error;

/// A scanned and parsed document. Borrows the octets it was read from.
#[derive(Debug)]
pub struct Document<'a> {
    tree: roxmltree::Document<'a>,
}

/// The document has not the shape that its schema gives it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShapeError {
    #[error("the root element is {found}, where {wanted} was expected")]
    Root { wanted: &'static str, found: String },
    #[error("{element} has no {attribute} attribute")]
    MissingAttribute { element: String, attribute: &'static str },
    #[error("{element} has no {child} element")]
    MissingChild { element: String, child: &'static str },
    #[error("{element} has more than one {child} element")]
    RepeatedChild { element: String, child: &'static str },
    #[error("{element} holds more than text")]
    MixedContent { element: String },
    #[error("{attribute} of {element} is neither true, false, 1 nor 0")]
    NotBoolean { element: String, attribute: &'static str },
    #[error("{element} must not hold the element {child}")]
    Unexpected { element: String, child: String },
}

impl<'a> Document<'a> {
    /// Scans, then parses.
    ///
    /// # Errors
    /// What the scanner refuses, or what is not well-formed XML 1.0 with namespaces.
    pub fn parse(octets: &'a [u8], limits: &Limits) -> Result<Self, XmlError> {
        #[cfg(feature = "test-variants")]
        let octets = crate::saml::careless::prepared(octets);
        let text = preparse::scan(octets, limits)?;
        // Every element can have a text on each side; a comment counts, and they are bounded by the size.
        let nodes = u32::try_from(limits.octets).unwrap_or(u32::MAX);
        let options = ParsingOptions { allow_dtd: false, nodes_limit: nodes, entity_resolver: None };
        Ok(Self { tree: roxmltree::Document::parse_with_options(text, options)? })
    }

    pub fn root(&self) -> Element<'_, 'a> {
        Element(self.tree.root_element())
    }

    /// The text that was parsed, without a byte order mark; ranges count in it.
    pub fn text(&self) -> &'a str {
        self.tree.input_text()
    }

    /// Where the comments stand in the text.
    pub fn comments(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.tree.descendants().filter(Node::is_comment).map(|node| node.range())
    }
}

/// An element of a [`Document`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Element<'d, 'a>(pub(super) Node<'d, 'a>);

impl<'d, 'a> Element<'d, 'a> {
    /// Whether this is the element `local` of the namespace, whatever its prefix.
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.0.tag_name().namespace() == Some(namespace) && self.0.tag_name().name() == local
    }

    pub fn local_name(&self) -> &'a str {
        self.0.tag_name().name()
    }

    pub fn namespace(&self) -> Option<&'d str> {
        self.0.tag_name().namespace()
    }

    /// An attribute without a namespace.
    pub fn attribute(&self, name: &str) -> Option<&'d str> {
        self.0
            .attributes()
            .find(|attribute| {
                attribute.name() == name && (attribute.namespace().is_none() || skips(Check::PrefixedAttribute))
            })
            .map(|a| a.value())
    }

    /// An attribute of a namespace.
    pub fn attribute_in(&self, namespace: &str, name: &str) -> Option<&'d str> {
        self.0.attribute((namespace, name))
    }

    /// Every attribute: its name, with a prefix that none has where it is in a namespace, and its value.
    pub fn attributes(&self) -> impl Iterator<Item = (&'d str, &'d str)> + use<'d, 'a> {
        let name = |attribute: &roxmltree::Attribute<'d, 'a>| {
            if attribute.namespace().is_none() { attribute.name() } else { ":" }
        };
        self.0.attributes().map(move |attribute| (name(&attribute), attribute.value()))
    }

    /// Its first text, for who shows a document; what is to be believed is read by [`exact_text`](Self::exact_text).
    pub fn text(&self) -> &'d str {
        self.0.text().unwrap_or_default()
    }

    /// The namespaces in scope, each with its prefix; that of `xml:` may be among them.
    pub fn namespaces(&self) -> impl Iterator<Item = (Option<&'d str>, &'d str)> + use<'d, 'a> {
        self.0.namespaces().map(|namespace| (namespace.name(), namespace.uri()))
    }

    /// `xml:lang`.
    pub fn language(&self) -> Option<&'d str> {
        self.0.attribute((crate::saml::names::Ns::Xml.uri(), "lang"))
    }

    pub fn required_attribute(&self, name: &'static str) -> Result<&'d str, ShapeError> {
        self.attribute(name)
            .ok_or_else(|| ShapeError::MissingAttribute { element: self.local_name().to_owned(), attribute: name })
    }

    /// xs:boolean: `true`, `1`, `false` or `0`. `None` when absent.
    pub fn boolean(&self, name: &'static str) -> Result<Option<bool>, ShapeError> {
        match self.attribute(name).map(str::trim) {
            None => Ok(None),
            Some("true" | "1") => Ok(Some(true)),
            Some("false" | "0") => Ok(Some(false)),
            Some(_) => Err(ShapeError::NotBoolean { element: self.local_name().to_owned(), attribute: name }),
        }
    }

    pub fn children(&self) -> impl Iterator<Item = Self> + use<'d, 'a> {
        self.0.children().filter(Node::is_element).map(Element)
    }

    pub fn children_named<'n>(
        &self,
        namespace: &'n str,
        local: &'n str,
    ) -> impl Iterator<Item = Self> + use<'d, 'a, 'n> {
        self.children().filter(move |child| child.is(namespace, local))
    }

    /// The elements around it, from the nearest to the root.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> + use<'d, 'a> {
        self.0.ancestors().skip(1).filter(Node::is_element).map(Element)
    }

    pub fn descendants(&self) -> impl Iterator<Item = Self> + use<'d, 'a> {
        self.0.descendants().filter(Node::is_element).map(Element)
    }

    /// The one child of that name, or none.
    pub fn optional_child(&self, namespace: &str, local: &'static str) -> Result<Option<Self>, ShapeError> {
        let mut found = self.children().filter(|child| child.is(namespace, local));
        let first = found.next();
        if found.next().is_some() && !skips(Check::RepeatedChild) {
            return Err(ShapeError::RepeatedChild { element: self.local_name().to_owned(), child: local });
        }
        Ok(first)
    }

    /// The one child of that name.
    pub fn child(&self, namespace: &str, local: &'static str) -> Result<Self, ShapeError> {
        self.optional_child(namespace, local)?
            .ok_or_else(|| ShapeError::MissingChild { element: self.local_name().to_owned(), child: local })
    }

    /// The exact text of an element that holds text alone: no element, and no comment that would split it.
    pub fn exact_text(&self) -> Result<&'d str, ShapeError> {
        let mut children = self.0.children();
        let Some(first) = children.next() else { return Ok("") };
        match first.text() {
            Some(text) if first.is_text() && (children.next().is_none() || skips(Check::SplitText)) => Ok(text),
            _ => Err(ShapeError::MixedContent { element: self.local_name().to_owned() }),
        }
    }

    /// Where the element stands in the document's text.
    pub fn range(&self) -> Range<usize> {
        self.0.range()
    }
}
