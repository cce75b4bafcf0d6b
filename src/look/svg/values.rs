//! Attributes of a drawing that are written again, each by the grammar of its value.

/// Why an attribute is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does something, or leads somewhere.
    Active,
    /// It is one that is taken, and its value is not.
    Value,
}

/// By what a value is read.
#[derive(Clone, Copy)]
enum Grammar {
    Id,
    /// One number, with or without a unit.
    Length,
    Numbers,
    Path,
    Transform,
    Paint,
    Clip,
    Word,
}

use self::Grammar::{Clip, Id, Length, Numbers, Paint, Path, Transform, Word};

const TAKEN: &[(&str, Grammar)] = &[
    ("id", Id),
    ("x", Length),
    ("y", Length),
    ("x1", Length),
    ("y1", Length),
    ("x2", Length),
    ("y2", Length),
    ("cx", Length),
    ("cy", Length),
    ("r", Length),
    ("rx", Length),
    ("ry", Length),
    ("fx", Length),
    ("fy", Length),
    ("fr", Length),
    ("offset", Length),
    ("width", Length),
    ("height", Length),
    ("stroke-width", Length),
    ("stroke-miterlimit", Length),
    ("opacity", Length),
    ("fill-opacity", Length),
    ("stroke-opacity", Length),
    ("stop-opacity", Length),
    ("points", Numbers),
    ("d", Path),
    ("transform", Transform),
    ("gradientTransform", Transform),
    ("fill", Paint),
    ("stroke", Paint),
    ("stop-color", Paint),
    ("color", Paint),
    ("clip-path", Clip),
    ("fill-rule", Word),
    ("clip-rule", Word),
    ("stroke-linecap", Word),
    ("stroke-linejoin", Word),
    ("gradientUnits", Word),
    ("clipPathUnits", Word),
    ("spreadMethod", Word),
    ("display", Word),
    ("visibility", Word),
];

/// Of the root, which is written with a size of its own; and what stands by itself.
const ELSEWHERE: &[&str] = &["viewBox", "href"];

/// What is written for an attribute: nothing, itself, or, for `style`, what it declares.
pub(super) fn drawn(name: &str, value: &str) -> Result<Vec<(&'static str, String)>, Fault> {
    if name == "style" {
        return declared(value);
    }
    // In every letter case: HTML's readers do not tell them apart.
    if name.to_ascii_lowercase().starts_with("on") {
        return Err(Fault::Active);
    }
    // Of another namespace: an editor's notes. What links by one is looked at where it is read.
    if name == ":" || ELSEWHERE.contains(&name) {
        return Ok(Vec::new());
    }
    Ok(one(name, value)?.into_iter().collect())
}

/// `property: value; …`, each as the attribute of the same name.
fn declared(style: &str) -> Result<Vec<(&'static str, String)>, Fault> {
    let mut all = Vec::new();
    for declaration in style.split(';').map(str::trim).filter(|one| !one.is_empty()) {
        let (name, value) = declaration.split_once(':').ok_or(Fault::Value)?;
        all.extend(one(name.trim(), value)?);
    }
    Ok(all)
}

/// One that shows nothing that we draw is left out, unless it could lead somewhere.
fn one(name: &str, value: &str) -> Result<Option<(&'static str, String)>, Fault> {
    let value = value.trim();
    let Some((name, grammar)) = TAKEN.iter().find(|(taken, _)| *taken == name) else {
        return if leads_out(value) { Err(Fault::Active) } else { Ok(None) };
    };
    let fits = match grammar {
        Id => is_id(value),
        Length => is_length(value),
        Numbers => is_of(value, ""),
        Path => is_of(value, "MmZzLlHhVvCcSsQqTtAa"),
        Transform => is_transform(value),
        Paint => is_paint(value),
        Clip => value == "none" || is_local(value),
        Word => {
            (1..=40).contains(&value.len()) && value.bytes().all(|octet| octet.is_ascii_alphabetic() || octet == b'-')
        }
    };
    match fits {
        // A line end would be read as a space the next time.
        true => Ok(Some((name, value.replace(['\t', '\n', '\r'], " ")))),
        false if leads_out(value) => Err(Fault::Active),
        false => Err(Fault::Value),
    }
}

/// By which a value fetches something or does something, wherever it stands. What is written into our file never has any of it; this
/// tells whoever handed it in.
fn leads_out(value: &str) -> bool {
    let plain: String = value.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect();
    let plain = plain.to_ascii_lowercase();
    ["url(", "javascript:", "data:", "vbscript:", "@import", "expression(", "image(", "src(", "//"]
        .iter()
        .any(|bad| plain.contains(bad))
}

/// A gradient that another goes on from: within the drawing alone.
pub(super) fn href(value: &str) -> Result<&str, Fault> {
    let value = value.trim();
    if value.strip_prefix('#').is_some_and(is_id) { Ok(value) } else { Err(Fault::Active) }
}

/// A number that is one, and not too long to be read.
pub(super) fn number(text: &str) -> Option<f64> {
    let is_plain = text.len() <= 24 && text.bytes().all(|octet| octet.is_ascii_digit() || b".eE+-".contains(&octet));
    text.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())
}

fn is_id(text: &str) -> bool {
    text.len() <= 100 && crate::saml::xml::is_ncname(text)
}

fn is_length(text: &str) -> bool {
    let units = ["%", "px", "pt", "pc", "mm", "cm", "in", "em", "ex"];
    let bare = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    number(bare).is_some()
}

/// Numbers between spaces and commas, and these letters.
fn is_of(text: &str, letters: &str) -> bool {
    text.bytes()
        .all(|octet| octet.is_ascii_digit() || b" \t\n\r,.+-eE".contains(&octet) || letters.as_bytes().contains(&octet))
}

fn is_transform(text: &str) -> bool {
    let words = text.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let known = ["matrix", "translate", "scale", "rotate", "skewX", "skewY", "e", "E"];
    text.bytes().all(|octet| octet.is_ascii_alphanumeric() || b" \t\n\r,.+-()".contains(&octet))
        && words.into_iter().all(|word| known.contains(&word))
}

fn is_paint(text: &str) -> bool {
    let is_hex =
        |digits: &str| matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|octet| octet.is_ascii_hexdigit());
    let is_function = |text: &str| {
        ["rgb(", "rgba(", "hsl(", "hsla("].iter().any(|name| {
            let inside = text.strip_prefix(name).and_then(|rest| rest.strip_suffix(')'));
            inside.is_some_and(|inside| {
                inside.len() <= 60 && inside.bytes().all(|octet| octet.is_ascii_digit() || b" ,.%/+-".contains(&octet))
            })
        })
    };
    let is_name = (3..=30).contains(&text.len()) && text.bytes().all(|octet| octet.is_ascii_alphabetic());
    is_name || text.strip_prefix('#').is_some_and(is_hex) || is_function(text) || is_local(text)
}

/// `url(#id)`: something within the drawing.
fn is_local(text: &str) -> bool {
    let inside = text.strip_prefix("url(").and_then(|rest| rest.strip_suffix(')')).unwrap_or_default().trim();
    let bare = ['"', '\''].iter().find_map(|quote| inside.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(inside);
    bare.strip_prefix('#').is_some_and(is_id)
}

/// Whether an attribute is among those that are written.
#[cfg(test)]
pub(super) fn is_named(attribute: &str) -> bool {
    TAKEN.iter().any(|(taken, _)| *taken == attribute) || ELSEWHERE.contains(&attribute)
}
