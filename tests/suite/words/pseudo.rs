//! A language that nobody speaks, made of English: every letter of every message is another one (full width), so that what is left of
//! English on a page is plain to see.

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement, Resource};
use senza::words::FILES;

/// The file of the language. `qps` is among the codes that ISO 639 leaves to such languages.
pub(super) fn file() -> String {
    let mut file = String::new();
    for (name, text) in FILES {
        let mut resource: Resource<String> =
            fluent_syntax::parser::parse((*text).to_owned()).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        for entry in &mut resource.body {
            if let Entry::Message(message) = entry {
                message.value.iter_mut().for_each(disguise);
            }
        }
        file.push_str(&fluent_syntax::serializer::serialize(&resource));
        file.push('\n');
    }
    file
}

fn disguise(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = disguised(value),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter_mut().for_each(|variant| disguise(&mut variant.value));
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// Letters in full width; tags stay.
pub(super) fn disguised(text: &str) -> String {
    let mut is_tag = false;
    text.chars()
        .map(|sign| {
            is_tag = (is_tag || sign == '<') && sign != '>';
            match sign {
                sign if is_tag || !sign.is_ascii_alphabetic() => sign,
                sign => char::from_u32(u32::from(sign) - 0x21 + 0xff01).unwrap(),
            }
        })
        .collect()
}

/// What of a page is still in plain letters: text, and what is read out of attributes. Fixed-width text is data, and so is what the page
/// was told.
pub(super) fn english_left(body: &str, data: &[&str]) -> Vec<String> {
    let mut body = body.to_owned();
    for (from, to) in [
        ("<head>", "<title>"),
        ("<div class=\"code\"", "</div>"),
        ("<script", "</script>"),
        ("<code", "</code>"),
        ("<pre", "</pre>"),
        ("<svg", "</svg>"),
    ] {
        while let Some((before, after)) = body.split_once(from) {
            body = format!("{before}{}", after.split_once(to).map_or("", |(_, after)| after));
        }
    }
    for known in data {
        body = body.replace(known, "");
    }
    let mut found = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        found.extend(plain(text));
        for name in [" title=\"", " aria-label=\"", " data-label=\"", " placeholder=\"", " alt=\""] {
            found.extend(tag.split_once(name).and_then(|(_, after)| after.split('"').next()).and_then(plain));
        }
    }
    found
}

/// Two letters in a row are a word. Escapes are none.
fn plain(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    for escape in ["&#38;", "&#39;", "&#34;", "&#60;", "&#62;", "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;"] {
        text = text.replace(escape, " ");
    }
    let letters: Vec<bool> = text.bytes().map(|octet| octet.is_ascii_alphabetic()).collect();
    letters.windows(2).any(|two| two[0] && two[1]).then(|| text.trim().to_owned())
}
