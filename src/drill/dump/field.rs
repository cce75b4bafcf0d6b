//! One field of a COPY row, from its escaped text to the octets that the column holds.

use super::header::Type;
use data_encoding::HEXLOWER_PERMISSIVE;

/// `None` is NULL. Octets of `bytea` and `uuid`; the elements of an array, a line each; any other type as its text.
/// Without a declared type, what looks like `bytea` or an array is read as one.
pub(crate) fn decode(declared: Option<Type>, field: &[u8]) -> Option<Vec<u8>> {
    if field == br"\N" {
        return None;
    }
    Some(typed(declared, unescape(field)))
}

fn typed(declared: Option<Type>, text: Vec<u8>) -> Vec<u8> {
    match declared {
        Some(Type::Bytea) => hex_bytea(&text).unwrap_or_else(|| octal_bytea(&text)),
        Some(Type::Uuid) => uuid(&text).unwrap_or(text),
        Some(Type::Array) => array(&text).unwrap_or(text),
        None => hex_bytea(&text).or_else(|| array(&text)).unwrap_or(text),
        Some(Type::Text | Type::Other) => text,
    }
}

/// The escapes of COPY's text format: `\b \f \n \r \t \v`, one to three octal digits, `\x` and one or two hexadecimal
/// digits, and any other character for itself.
pub(crate) fn unescape(field: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        if octet != b'\\' {
            out.push(octet);
            continue;
        }
        let Some((&escape, after)) = rest.split_first() else {
            out.push(octet);
            break;
        };
        rest = after;
        match escape {
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'0'..=b'7' => {
                let (value, after) = digits(u32::from(escape - b'0'), after, 8, 2);
                out.push(value);
                rest = after;
            }
            b'x' if after.first().is_some_and(u8::is_ascii_hexdigit) => {
                let (value, after) = digits(0, after, 16, 2);
                out.push(value);
                rest = after;
            }
            other => out.push(other),
        }
    }
    out
}

/// Reads up to `most` more digits; a value over an octet is cut to one, as PostgreSQL does.
fn digits(start: u32, mut rest: &[u8], radix: u32, most: usize) -> (u8, &[u8]) {
    let mut value = start;
    for _ in 0..most {
        let Some((&first, after)) = rest.split_first() else { break };
        let Some(digit) = char::from(first).to_digit(radix) else { break };
        value = (value * radix + digit) & 0xff;
        rest = after;
    }
    (u8::try_from(value).unwrap_or_default(), rest)
}

/// The reverse of [`unescape`], as pg_dump writes it.
pub(crate) fn escape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &octet in text {
        match octet {
            b'\\' => out.extend(br"\\"),
            b'\n' => out.extend(br"\n"),
            b'\r' => out.extend(br"\r"),
            b'\t' => out.extend(br"\t"),
            8 => out.extend(br"\b"),
            11 => out.extend(br"\v"),
            12 => out.extend(br"\f"),
            other => out.push(other),
        }
    }
    out
}

fn hex_bytea(text: &[u8]) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(text.strip_prefix(br"\x")?).ok()
}

/// `bytea_output = escape`: `\\` and `\ooo`.
fn octal_bytea(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        match (octet, after.first()) {
            (b'\\', Some(b'\\')) => {
                out.push(b'\\');
                rest = after.get(1..).unwrap_or_default();
            }
            (b'\\', Some(b'0'..=b'3')) => {
                let (value, after) = digits(0, after, 8, 3);
                out.push(value);
                rest = after;
            }
            _ => out.push(octet),
        }
    }
    out
}

fn uuid(text: &[u8]) -> Option<Vec<u8>> {
    uuid::Uuid::try_parse_ascii(text).ok().map(|id| id.into_bytes().to_vec())
}

/// The elements of `{a,"b, \"c\"",NULL}`, joined by line feeds; nested arrays flat. `None` if it is no array literal.
fn array(text: &[u8]) -> Option<Vec<u8>> {
    let inner = text.strip_prefix(b"{")?.strip_suffix(b"}")?;
    let mut elements: Vec<Vec<u8>> = vec![Vec::new()];
    let (mut quoted, mut octets) = (false, inner.iter());
    while let Some(&octet) = octets.next() {
        match octet {
            b'"' => quoted = !quoted,
            b'\\' => elements.last_mut()?.push(*octets.next()?),
            b',' if !quoted => elements.push(Vec::new()),
            b'{' | b'}' if !quoted => {}
            other => elements.last_mut()?.push(other),
        }
    }
    if quoted {
        return None;
    }
    let decoded: Vec<_> = elements.into_iter().map(|element| hex_bytea(&element).unwrap_or(element)).collect();
    Some(decoded.join(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_of_copy() {
        assert_eq!(unescape(br"a\tb\\c\nd\101\x41\x4\q\"), b"a\tb\\c\ndAA\x04q\\");
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(unescape(&escape(&all)), all);
        assert!(!escape(&all).contains(&b'\t'));
    }

    #[test]
    fn null_is_not_the_text_n() {
        assert_eq!(decode(Some(Type::Text), br"\N"), None);
        assert_eq!(decode(Some(Type::Text), br"\\N"), Some(br"\N".to_vec()));
        assert_eq!(decode(Some(Type::Text), b""), Some(Vec::new()));
    }

    #[test]
    fn bytea_in_both_formats() {
        assert_eq!(decode(Some(Type::Bytea), br"\\x00ffAB").unwrap(), [0, 0xff, 0xab]);
        assert_eq!(decode(Some(Type::Bytea), br"ab\\001\\\\c").unwrap(), b"ab\x01\\c");
        assert_eq!(decode(None, br"\\x6162").unwrap(), b"ab");
        assert_eq!(decode(Some(Type::Text), br"\\x6162").unwrap(), br"\x6162");
    }

    #[test]
    fn arrays_and_ids() {
        assert_eq!(decode(Some(Type::Array), br#"{mail,"a, \\"b\\"",NULL}"#).unwrap(), b"mail\na, \"b\"\nNULL");
        assert_eq!(decode(None, br#"{"\\\\x6162"}"#).unwrap(), b"ab");
        assert_eq!(decode(Some(Type::Array), b"{}").unwrap(), b"");
        assert_eq!(decode(Some(Type::Uuid), b"00000000-0000-0000-0000-0000000000ff").unwrap()[15], 0xff);
    }
}
