//! The scanner that runs before the parser and refuses what is too large, dangerous or ambiguous.
//!
//! It walks the octets once, allocates only for the IDs it has seen, and leaves well-formedness to the parser except
//! where the parser (roxmltree 0.21) is looser than XML 1.0 with Namespaces: a second `xmlns`, a prefixed attribute
//! named `xmlns`, an empty prefix, references to surrogates, and a carriage return beside a reference. Each is refused
//! here, so that no other reader can see another document than ours.

use super::XmlError;
use crate::domain::variant::{Check, skips};
use std::collections::HashSet;

/// What besides elements and text may stand in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Elements and text alone: for messages, whose values must not be split by what canonicalisation drops.
    ElementsOnly,
    /// Comments and CDATA sections too: for metadata, which people write by hand.
    CommentsAndCdata,
}

/// How much is read. Every count is checked before the parser sees the document.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub octets: usize,
    pub depth: usize,
    pub elements: usize,
    /// Attributes on one element; checks for duplicates are quadratic in it.
    pub attributes: usize,
    /// Namespace declarations in scope of one element; looking up a prefix is linear in it.
    pub namespaces: usize,
    pub markup: Markup,
}

impl Limits {
    /// A protocol message: 64 KiB.
    pub const MESSAGE: Self = Self {
        octets: 64 * 1024,
        depth: 32,
        elements: 1024,
        attributes: 64,
        namespaces: 64,
        markup: Markup::ElementsOnly,
    };

    /// Metadata of a single service provider: 1 MiB.
    pub const METADATA: Self = Self {
        octets: 1024 * 1024,
        depth: 48,
        elements: 16 * 1024,
        attributes: 64,
        namespaces: 64,
        markup: Markup::CommentsAndCdata,
    };
}

/// Checks the octets and returns them as text, without a UTF-8 byte order mark.
///
/// # Errors
/// The first thing found that must not be read.
pub fn scan<'a>(octets: &'a [u8], limits: &Limits) -> Result<&'a str, XmlError> {
    if octets.len() > limits.octets && !skips(Check::Size) {
        return Err(XmlError::TooLarge { size: octets.len(), limit: limits.octets });
    }
    if octets.starts_with(&[0xFE, 0xFF])
        || octets.starts_with(&[0xFF, 0xFE])
        || octets.get(..2).is_some_and(|two| two.contains(&0))
    {
        return Err(XmlError::Utf16);
    }
    let text = std::str::from_utf8(octets).map_err(|error| XmlError::NotUtf8 { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    characters(text)?;
    let mut scanner =
        Scanner { text, at: 0, limits, open: Vec::new(), namespaces: 0, elements: 0, ids: HashSet::new() };
    scanner.declaration()?;
    scanner.content()?;
    Ok(text)
}

/// XML 1.0 §2.2 `Char`, and line ends that all parsers normalise alike.
fn characters(text: &str) -> Result<(), XmlError> {
    let octets = text.as_bytes();
    for (at, &octet) in octets.iter().enumerate() {
        match octet {
            b'\r' if octets.get(at + 1) != Some(&b'\n') => return Err(XmlError::LoneCarriageReturn { at }),
            b'\t' | b'\n' | b'\r' => {}
            0..0x20 | 0x7F => return Err(XmlError::ForbiddenCharacter { at }),
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF; the text is valid UTF-8, so a lead octet has its followers.
            0xEF if matches!(octets.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => {
                return Err(XmlError::ForbiddenCharacter { at });
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) struct Scanner<'a, 'l> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) limits: &'l Limits,
    /// For each open element, the namespace declarations in scope around it.
    pub(super) open: Vec<usize>,
    pub(super) namespaces: usize,
    pub(super) elements: usize,
    pub(super) ids: HashSet<&'a str>,
}

impl<'a> Scanner<'a, '_> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes everything before `end` and steps over it.
    pub(super) fn until(&mut self, end: &str, what: &'static str) -> Result<&'a str, XmlError> {
        let Some((before, _)) = self.rest().split_once(end) else {
            return Err(XmlError::Malformed { at: self.at, what });
        };
        self.at += before.len() + end.len();
        Ok(before)
    }

    fn declaration(&mut self) -> Result<(), XmlError> {
        if !self.rest().starts_with("<?xml ") {
            return Ok(());
        }
        let declaration = self.until("?>", "the XML declaration does not end")?;
        let value = |name: &str| {
            let (_, after) = declaration.split_once(name)?;
            let after = after.trim_start().strip_prefix('=')?.trim_start();
            let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            after.get(1..)?.split(quote).next()
        };
        if value("version") != Some("1.0") {
            return Err(XmlError::Version);
        }
        match value("encoding") {
            Some(encoding) if !encoding.eq_ignore_ascii_case("utf-8") && !skips(Check::DeclaredEncoding) => {
                Err(XmlError::DeclaredEncoding(encoding.chars().take(40).collect()))
            }
            None if declaration.contains("encoding") => Err(XmlError::DeclaredEncoding(String::new())),
            _ => Ok(()),
        }
    }

    fn content(&mut self) -> Result<(), XmlError> {
        while !self.rest().is_empty() {
            let text = self.rest().split('<').next().unwrap_or_default();
            self.references(text, self.at)?;
            self.at += text.len();
            let rest = self.rest();
            if rest.is_empty() {
                break;
            }
            if rest.starts_with("</") {
                self.end_tag()?;
            } else if rest.starts_with("<?") {
                self.processing_instruction()?;
            } else if rest.starts_with("<!") {
                self.declared_markup(rest)?;
            } else {
                self.start_tag()?;
            }
        }
        if self.open.is_empty() {
            Ok(())
        } else {
            Err(XmlError::Malformed { at: self.at, what: "an element does not end" })
        }
    }

    fn processing_instruction(&mut self) -> Result<(), XmlError> {
        if !skips(Check::SplitText) {
            return Err(XmlError::ProcessingInstruction { at: self.at });
        }
        self.until("?>", "a processing instruction does not end").map(drop)
    }

    fn declared_markup(&mut self, rest: &str) -> Result<(), XmlError> {
        let at = self.at;
        let allowed = self.limits.markup == Markup::CommentsAndCdata;
        if rest.starts_with("<!--") {
            if !allowed && !skips(Check::SplitText) {
                return Err(XmlError::Comment { at });
            }
            self.at += 4;
            self.until("-->", "a comment does not end").map(drop)
        } else if rest.starts_with("<![CDATA[") {
            if !allowed {
                return Err(XmlError::Cdata { at });
            }
            self.until("]]>", "a CDATA section does not end").map(drop)
        } else {
            Err(XmlError::Doctype { at })
        }
    }

    fn end_tag(&mut self) -> Result<(), XmlError> {
        let at = self.at;
        let Some(around) = self.open.pop() else {
            return Err(XmlError::Malformed { at, what: "an end tag without a start tag" });
        };
        self.namespaces = around;
        self.at += 2;
        let name = self.until(">", "an end tag does not end")?;
        if name.contains(['<', '"', '\'']) {
            return Err(XmlError::Malformed { at, what: "an end tag holds more than a name" });
        }
        Ok(())
    }

    /// Only the five predefined entities and references to characters that XML allows.
    pub(super) fn references(&self, text: &str, start: usize) -> Result<(), XmlError> {
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| rest.find('&')) {
            let at = from + found;
            let reference = text.get(at + 1..).and_then(|rest| rest.split_once(';')).map(|(name, _)| name);
            let Some(name) = reference.filter(|name| is_reference(name)) else {
                return Err(XmlError::Reference { at: start + at });
            };
            from = at + 1 + name.len();
        }
        Ok(())
    }
}

fn is_reference(name: &str) -> bool {
    let number = |digits: &str, radix| {
        let plain = !digits.is_empty() && digits.len() <= 8 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let character = plain.then(|| u32::from_str_radix(digits, radix).ok()).flatten().and_then(char::from_u32);
        character.is_some_and(|c| matches!(c, '\t' | '\n' | '\r' | ' '..) && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
    };
    match name.strip_prefix('#') {
        Some(digits) => digits.strip_prefix('x').map_or_else(|| number(digits, 10), |hex| number(hex, 16)),
        None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
    }
}
