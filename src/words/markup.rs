//! What may stand in a message beside text: a closed set of tags, without attributes. Those of the pages' own (`<a>`) are filled in by
//! whoever says the message. Everything else in a message is text, and so is everything in an argument.

use std::borrow::Cow;

/// Tags that are written as they stand.
const PLAIN: [&str; 6] = ["b", "bdi", "br", "code", "em", "strong"];
/// Tags that need what the page puts into them; with a digit where there are several.
const FILLED: [&str; 6] = ["a", "bdi", "code", "span", "strong", "time"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// A tag that is written as it stands, angle brackets and all.
    Plain(&'a str),
    /// The name in an opening tag that is filled in.
    Open(&'a str),
    /// The name in its end.
    Close(&'a str),
}

/// The pieces of a text, in order.
pub(super) fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let Some(at) = text.find('<') else {
            found.push(Piece::Text(text));
            break;
        };
        let (before, rest) = text.split_at(at);
        if !before.is_empty() {
            found.push(Piece::Text(before));
        }
        match tag(rest) {
            Some((piece, after)) => {
                found.push(piece);
                text = after;
            }
            None => {
                let (sign, after) = rest.split_at(1);
                found.push(Piece::Text(sign));
                text = after;
            }
        }
    }
    found
}

/// The tag at the start of a text, and what follows it.
fn tag(text: &str) -> Option<(Piece<'_>, &str)> {
    let (inside, after) = text.strip_prefix('<')?.split_once('>')?;
    let (name, closes) = inside.strip_prefix('/').map_or((inside, false), |name| (name, true));
    if PLAIN.contains(&name) {
        let (whole, after) = text.split_at(inside.len().checked_add(2)?);
        return Some((Piece::Plain(whole), after));
    }
    let piece = if closes { Piece::Close(name) } else { Piece::Open(name) };
    is_filled(name).then_some((piece, after))
}

fn is_filled(name: &str) -> bool {
    let element = element(name);
    FILLED.contains(&element) && (element != name || !PLAIN.contains(&element)) && name.len() <= element.len() + 1
}

/// `a2` is an `a`.
pub(super) fn element(name: &str) -> &str {
    name.trim_end_matches(|sign: char| sign.is_ascii_digit())
}

/// The tags of a text, each opened and each closed one, in an order that two languages can be compared by.
pub(super) fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = pieces(text)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Plain(tag) => Some(tag.to_owned()),
            Piece::Open(name) => Some(format!("<{name}>")),
            Piece::Close(name) => Some(format!("</{name}>")),
        })
        .collect();
    tags.sort();
    tags
}

/// Whether tags that are opened are closed, in order.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(_) | Piece::Plain("<br>") => {}
            Piece::Plain(tag) => match tag.strip_prefix("</") {
                None => open.push(tag.trim_start_matches('<')),
                Some(name) if open.pop() == Some(name) => {}
                Some(_) => return false,
            },
            Piece::Open(name) => open.push(name),
            Piece::Close(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
        }
    }
    open.is_empty()
}

/// As a page has it: the tags stay, and all else is text.
pub(super) fn written(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&', '"']) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 16);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => escape(text, false, &mut written),
            Piece::Plain(tag) => written.push_str(tag),
            Piece::Open(name) => written.extend(["<", name, ">"]),
            Piece::Close(name) => written.extend(["</", name, ">"]),
        }
    }
    Cow::Owned(written)
}

/// As mail, a log or a program has it: without the tags.
pub(super) fn spoken(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let texts = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        _ => None,
    });
    Cow::Owned(texts.collect())
}

/// An argument, or an attribute's value, as text in a page.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    escape(text, true, &mut written);
    written
}

/// An apostrophe in a message stays: our pages put attributes between double quotes.
fn escape(text: &str, apostrophes: bool, into: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => into.push_str("&#38;"),
            '<' => into.push_str("&#60;"),
            '>' => into.push_str("&#62;"),
            '"' => into.push_str("&#34;"),
            '\'' if apostrophes => into.push_str("&#39;"),
            sign => into.push(sign),
        }
    }
}

/// Puts what the page has for them into the tags of a message that is [`written`] already: every `<` in it begins one.
pub(super) fn filled(text: &str, tags: &[(&'static str, String)]) -> Option<String> {
    let mut filled = String::with_capacity(text.len() + 64);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) | Piece::Plain(text) => filled.push_str(text),
            Piece::Open(name) => {
                let (_, attributes) = tags.iter().find(|(named, _)| *named == name)?;
                filled.extend(["<", element(name), attributes, ">"]);
            }
            Piece::Close(name) => filled.extend(["</", element(name), ">"]),
        }
    }
    Some(filled)
}
