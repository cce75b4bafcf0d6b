//! Edits of a document that keep most of it well-formed: elements copied, moved, wrapped and removed, and pieces put in
//! that attacks are made of. Used by the mutator before a message is signed, and by the targets afterwards.

use std::ops::Range;

/// Octets that say what to do.
pub const SIZE: usize = 8;

const PIECES: &[&str] = &[
    "<!-- x -->",
    "<?x y?>",
    "<![CDATA[x]]>",
    "&#x41;",
    "&amp;",
    "<samlp:Extensions><e:a xmlns:e=\"urn:e\">x</e:a></samlp:Extensions>",
    "<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">x</ds:Object>",
    "<samlp:NameIDPolicy AllowCreate=\"true\"/>",
    "<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>urn:x</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>",
    "<saml:Issuer>https://sp.example.org/sp</saml:Issuer>",
    "<saml:Subject/>",
    "<a xmlns=\"urn:d\"><b xmlns=\"\"/></a>",
    "<p:a xmlns:p=\"urn:1\" p:b=\"1\"><p:c xmlns:p=\"urn:2\"/></p:a>",
    "\r\n",
    "\u{E9}",
    "<!DOCTYPE x [<!ENTITY y \"z\">]>",
];

const ATTRIBUTES: &[&str] = &[
    " ID=\"_a1\"",
    " Id=\"_a1\"",
    " xml:id=\"_a1\"",
    " ForceAuthn=\"true\"",
    " IsPassive=\"1\"",
    " AssertionConsumerServiceIndex=\"1\"",
    " AssertionConsumerServiceURL=\"https://sp.example.org/acs\"",
    " Destination=\"https://idp.example.org/saml/sso\"",
    " ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"",
    " xmlns=\"urn:d\"",
    " xmlns:p=\"urn:p\"",
    " xmlns:samlp=\"urn:other\"",
    " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"",
    " Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\"",
    " xml:lang=\"en\"",
    " isDefault=\"true\"",
    " Location=\"javascript:alert(1)\"",
    " validUntil=\"2026-01-01T12:00:01Z\"",
];

const AROUND: &[(&str, &str)] = &[
    ("<samlp:Extensions>", "</samlp:Extensions>"),
    ("<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">", "</ds:Object>"),
    ("<x xmlns=\"urn:x\">", "</x>"),
    ("<!--", "-->"),
    ("<samlp:AuthnRequest ID=\"_evil\">", "</samlp:AuthnRequest>"),
];

/// Does one edit, or nothing where there is nothing to do it to.
pub fn apply(xml: &mut Vec<u8>, edit: [u8; SIZE]) {
    let [what, a0, a1, b0, b1, c, d, e] = edit;
    let (a, b) = (usize::from(u16::from_le_bytes([a0, a1])), usize::from(u16::from_le_bytes([b0, b1])));
    let (tags, elements) = scan(xml);
    if tags.is_empty() || elements.is_empty() {
        return;
    }
    let from = elements[a % elements.len()].clone();
    let to = if e.is_multiple_of(2) { tags[b % tags.len()].start } else { tags[b % tags.len()].end };
    match what % 10 {
        0 => {
            let copied = xml[from].to_vec();
            insert(xml, to, &copied);
        }
        1 => {
            let moved = xml[from.clone()].to_vec();
            if from.contains(&to) {
                return;
            }
            insert(xml, to, &moved);
            let start = if to <= from.start { from.start + moved.len() } else { from.start };
            xml.drain(start..start + moved.len());
        }
        2 => drop(xml.drain(from)),
        3 => insert(xml, to, PIECES[usize::from(c) % PIECES.len()].as_bytes()),
        4 => {
            let at = b % xml.len();
            xml[at] = d;
        }
        5 => {
            let tag = &tags[b % tags.len()];
            let name_end = xml[tag.clone()].iter().position(|octet| b" />\n".contains(octet)).unwrap_or(0);
            insert(xml, tag.start + name_end, ATTRIBUTES[usize::from(c) % ATTRIBUTES.len()].as_bytes());
        }
        6 => {
            let (start, end) = AROUND[usize::from(c) % AROUND.len()];
            insert(xml, from.end, end.as_bytes());
            insert(xml, from.start, start.as_bytes());
        }
        7 => {
            let inside = b % (from.end - from.start);
            insert(xml, from.start + inside, PIECES[usize::from(c) % PIECES.len()].as_bytes());
        }
        8 => twin(xml, b, c),
        _ => {
            let other = elements[b % elements.len()].clone();
            let text = xml[other].to_vec();
            xml.splice(from, text);
        }
    }
}

/// Signature wrapping: the same message under another ID, with the sound one somewhere inside; either with the signature or
/// without.
fn twin(xml: &mut Vec<u8>, place: usize, choice: u8) {
    let sound = String::from_utf8_lossy(xml).into_owned();
    let Some((before, rest)) = sound.split_once(" ID=\"") else { return };
    let Some((_, after)) = rest.split_once('"') else { return };
    let evil = format!("{before} ID=\"_evil\"{after}");
    let evil = if choice & 1 == 0 { evil } else { unsigned(&evil) };
    let inside = if choice & 2 == 0 { unsigned(&sound) } else { sound };
    let (start, end) = AROUND[usize::from(choice >> 2) % AROUND.len()];
    let inside = if choice >= 128 { inside } else { format!("{start}{inside}{end}") };
    *xml = evil.into_bytes();
    let (tags, _) = scan(xml);
    let at = if tags.is_empty() { 0 } else { tags[place % tags.len()].start };
    insert(xml, at, inside.as_bytes());
}

fn unsigned(xml: &str) -> String {
    let ends = xml
        .split_once("<ds:Signature ")
        .and_then(|(before, rest)| Some((before, rest.split_once("</ds:Signature>")?.1)));
    ends.map_or_else(|| xml.to_owned(), |(before, after)| format!("{before}{after}"))
}

fn insert(xml: &mut Vec<u8>, at: usize, what: &[u8]) {
    xml.splice(at..at, what.iter().copied());
}

/// Where tags stand, and where elements do; of what is not well-formed, some.
fn scan(xml: &[u8]) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut tags, mut elements, mut open) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(start) = xml[at..].iter().position(|octet| *octet == b'<').map(|found| at + found) {
        let Some(end) = xml[start..].iter().position(|octet| *octet == b'>').map(|found| start + found + 1) else {
            break;
        };
        at = end;
        if matches!(xml.get(start + 1), Some(b'!' | b'?')) {
            continue;
        }
        tags.push(start..end);
        if xml.get(start + 1) == Some(&b'/') {
            elements.extend(open.pop().map(|begin| begin..end));
        } else if xml.get(end - 2) == Some(&b'/') {
            elements.push(start..end);
        } else {
            open.push(start);
        }
    }
    (tags, elements)
}
