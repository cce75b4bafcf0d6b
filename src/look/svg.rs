//! A drawing (SVG 2): shapes and their colours are read, and written anew. What does something, or leads out of the drawing, is refused by
//! its name; what shows nothing is left out.
//!
//! Whoever opens the page on which everybody signs in sees it. So it is not looked through for what is known to be bad: nothing gets into
//! what is written but what is named here, by the grammar of each value ([`values`]).

mod values;

use self::values::{Fault, drawn, href};
use crate::saml::xml::{Document, Element, Limits, Markup, XmlError};
use std::collections::BTreeMap;

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// The longer side, as the drawing says when it is written.
const SIDE: f64 = 256.0;
/// The longer side to the shorter.
const LONGEST: f64 = 8.0;

/// Elements that are clipped: each costs what the clip costs, and both grow with the file.
const MOST_CLIPPED: usize = 16;

const LIMITS: Limits = Limits {
    octets: super::logo::LONGEST,
    depth: 32,
    elements: 4096,
    attributes: 64,
    namespaces: 64,
    markup: Markup::CommentsAndCdata,
};

/// What is written again.
const SHAPES: &[&str] = &["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];
const GRADIENTS: &[&str] = &["linearGradient", "radialGradient"];
const HOLDERS: &[&str] = &["g", "defs", "stop"];
const CLIP: &str = "clipPath";
/// What a drawing says of itself, to nobody here.
const LEFT_OUT: &[&str] = &["title", "desc", "metadata"];

/// What to do about an element that is not taken, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Hint {
    #[error("turn letters into paths first")]
    Letters,
    #[error("give the shapes themselves their colours, as a drawing program does that exports plain SVG")]
    Style,
    #[error("hand the picture in as a PNG")]
    Picture,
    #[error("write what is used in its place, as a drawing program does that exports plain SVG")]
    Use,
    #[error("it is drawn too differently by different browsers")]
    Differently,
    #[error("a drawing does nothing and leads nowhere")]
    Does,
    #[error("only shapes, groups, gradients and clips are")]
    Only,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SvgError {
    #[error("the SVG drawing cannot be read: {0}")]
    Xml(String),
    #[error("the SVG drawing declares a document type or entities, by which other text could be taken in")]
    Doctype,
    #[error("the file is no SVG drawing: its outermost element is not svg of SVG's own namespace")]
    Root,
    #[error("the SVG drawing has a {element} element, which is not taken: {hint}")]
    Element { element: String, hint: Hint },
    #[error(
        "the SVG drawing has {attribute} on its {element} element, which is not taken: a drawing does nothing and leads nowhere"
    )]
    Attribute { element: String, attribute: String },
    #[error("{attribute} on the {element} element of the SVG drawing has a value that is not taken")]
    Value { element: String, attribute: String },
    #[error(
        "the SVG drawing clips what it clips with, or more than {MOST_CLIPPED} elements: that takes a browser long to draw"
    )]
    Clipped,
    #[error("the SVG drawing does not say how large it is: it needs a viewBox, or a width and a height in pixels")]
    Size,
    #[error("the SVG drawing is more than {LONGEST} times as long as it is high, or the other way round")]
    Ratio,
}

impl From<XmlError> for SvgError {
    fn from(error: XmlError) -> Self {
        match error {
            XmlError::Doctype { .. } | XmlError::Reference { .. } => Self::Doctype,
            other => Self::Xml(other.to_string()),
        }
    }
}

/// The drawing written anew, its width and its height.
pub(super) fn read(file: &[u8]) -> Result<(Vec<u8>, u16, u16), SvgError> {
    let document = Document::parse(file, &LIMITS)?;
    let root = document.root();
    if !root.is(SVG, "svg") {
        return Err(SvgError::Root);
    }
    let view = view(&root)?;
    let (width, height) = sides(view)?;
    // As short as they are read again.
    let [x, y, across, down] = view.map(|number| (number * 1e6).round() / 1e6);
    let mut out =
        format!("<svg xmlns=\"{SVG}\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {across} {down}\"");
    attributes(&root, &mut out)?;
    out.push('>');
    children(&root, false, &mut out)?;
    if out.matches(" clip-path=\"").count() > MOST_CLIPPED {
        return Err(SvgError::Clipped);
    }
    out.push_str("</svg>\n");
    Ok((out.into_bytes(), width, height))
}

fn children(element: &Element<'_, '_>, is_clip: bool, out: &mut String) -> Result<(), SvgError> {
    element.children().try_for_each(|child| write(&child, is_clip, out))
}

fn write(element: &Element<'_, '_>, is_clip: bool, out: &mut String) -> Result<(), SvgError> {
    let name = element.local_name();
    match element.namespace() {
        Some(SVG) => {}
        // A page within the drawing, and what is of no namespace at all.
        Some(XHTML) | None => return Err(refused(name)),
        // An editor's own notes.
        Some(_) => return Ok(()),
    }
    if LEFT_OUT.contains(&name) {
        return Ok(());
    }
    let is_taken = name == CLIP || [SHAPES, GRADIENTS, HOLDERS].iter().any(|some| some.contains(&name));
    if !is_taken {
        return Err(refused(name));
    }
    // Clips within clips double with each: thirty of them would keep a browser busy for hours.
    let is_clipped = || element.attributes().any(|(name, value)| name == "clip-path" || value.contains("clip-path"));
    if (is_clip && name == CLIP) || ((is_clip || name == CLIP) && is_clipped()) {
        return Err(SvgError::Clipped);
    }
    out.push('<');
    out.push_str(name);
    attributes(element, out)?;
    out.push('>');
    children(element, is_clip || name == CLIP, out)?;
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    Ok(())
}

/// What each of them is worth, once; what a `style` declares goes before the attribute of its name.
fn attributes(element: &Element<'_, '_>, out: &mut String) -> Result<(), SvgError> {
    let name = element.local_name();
    let of = |attribute: &str, fault: Fault| {
        let (element, attribute) = (short(name), short(attribute));
        match fault {
            Fault::Active => SvgError::Attribute { element, attribute },
            Fault::Value => SvgError::Value { element, attribute },
        }
    };
    let mut taken = BTreeMap::new();
    let (styles, plain): (Vec<_>, Vec<_>) = element.attributes().partition(|(attribute, _)| *attribute == "style");
    for (attribute, value) in plain.into_iter().chain(styles) {
        taken.extend(drawn(attribute, value).map_err(|fault| of(attribute, fault))?);
    }
    let linked = element.attribute("href").or_else(|| element.attribute_in(XLINK, "href"));
    if let Some(value) = linked {
        let target = href(value).map_err(|fault| of("href", fault))?;
        if GRADIENTS.contains(&name) {
            taken.insert("href", target.to_owned());
        }
    }
    // The outermost says how large it is in our words.
    let is_said = |attribute: &str| name == "svg" && ["x", "y", "width", "height"].contains(&attribute);
    for (attribute, value) in taken.iter().filter(|(attribute, _)| !is_said(attribute)) {
        put(attribute, value, out);
    }
    Ok(())
}

/// Its grammar has let nothing in that has a meaning in XML; should it, it would stand there as a sign.
fn put(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for sign in value.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            sign => out.push(sign),
        }
    }
    out.push('"');
}

/// Where the drawing lies: x, y, width and height.
fn view(root: &Element<'_, '_>) -> Result<[f64; 4], SvgError> {
    if let Some(text) = root.attribute("viewBox") {
        let parts = text.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
        let numbers: Option<Vec<f64>> = parts.map(values::number).collect();
        return numbers.and_then(|four| four.try_into().ok()).ok_or(SvgError::Size);
    }
    let side = |name: &str| values::number(root.attribute(name)?.trim().trim_end_matches("px"));
    Ok([0.0, 0.0, side("width").ok_or(SvgError::Size)?, side("height").ok_or(SvgError::Size)?])
}

fn sides([x, y, width, height]: [f64; 4]) -> Result<(u16, u16), SvgError> {
    let (least, most) = (1e-3, 1e6);
    if !(width >= least && height >= least && width <= most && height <= most && x.abs() <= most && y.abs() <= most) {
        return Err(SvgError::Size);
    }
    let longer = width.max(height);
    if longer / width.min(height) > LONGEST {
        return Err(SvgError::Ratio);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 32 to 256")]
    let side = |side: f64| (side / longer * SIDE).round() as u16;
    Ok((side(width), side(height)))
}

fn refused(name: &str) -> SvgError {
    let hint = match name {
        "text" | "tspan" | "textPath" | "font" => Hint::Letters,
        "style" => Hint::Style,
        "image" | "feImage" => Hint::Picture,
        "use" | "symbol" => Hint::Use,
        "filter" | "mask" | "pattern" | "marker" => Hint::Differently,
        "script" | "foreignObject" | "iframe" | "a" | "set" | "handler" | "audio" | "video" => Hint::Does,
        animated if animated.starts_with("animate") => Hint::Does,
        _ => Hint::Only,
    };
    SvgError::Element { element: short(name), hint }
}

/// For a sentence.
fn short(name: &str) -> String {
    name.chars().filter(|sign| !sign.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests;
