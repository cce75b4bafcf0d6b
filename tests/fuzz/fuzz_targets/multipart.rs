//! A form with files. The second octet says how long the pieces are in which it comes. First octet even: a body as it comes, with its
//! content type in a line before it, if the next bit says so. Odd: one that is written as browsers write it, of parts of the fuzzer's: a
//! kind, a length, that many octets, and so on.
//!
//! Whatever it is: it makes no difference in what pieces it comes; what a browser wrote is what is read, part for part; and what was read
//! came from the body: no field is longer than it may be, and there are no more of them than there may be.

#![no_main]

use libfuzzer_sys::fuzz_target;
use senza_fuzz::form::{Part, read, written};

const KIND: &str = "multipart/form-data; boundary=b";
const LONGEST: usize = 64;
const MOST_PARTS: usize = 16;

fn part(kind: u8, octets: &[u8]) -> Part {
    let content = octets.to_vec();
    // What the page's own form has, and names that people give files.
    let name = ["form_token", "to", "text", "file"][usize::from(kind % 4)].to_owned();
    let file = (kind & 4 != 0).then(|| {
        let name = String::from_utf8_lossy(octets.get(..8).unwrap_or(octets)).into_owned();
        // A line in a name is written as `%0A`, and read as a space: what is already so stays.
        name.replace(['\r', '\n', '%'], " ")
    });
    Part { name, file, content }
}

fn parts(mut data: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    while let [kind, length, rest @ ..] = data {
        let (octets, after) = rest.split_at(usize::from(*length).min(rest.len()));
        parts.push(part(*kind, octets));
        data = after;
    }
    parts
}

/// Whether a browser could have written it so: it chooses a boundary that stands in none of what is sent.
fn is_apart(parts: &[Part]) -> bool {
    parts.iter().all(|part| {
        let around = [b"\r\n", part.content.as_slice(), b"\r\n"].concat();
        !around.windows(5).any(|octets| octets == b"\r\n--b")
    })
}

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(PartEnd);
    let [kind, piece, rest @ ..] = data else { return };
    if kind % 2 == 0 {
        let line = if kind & 2 != 0 { rest.iter().position(|octet| *octet == b'\n') } else { None };
        let (kind, rest) = match line.map(|end| (std::str::from_utf8(&rest[..end]), &rest[end + 1..])) {
            Some((Ok(kind), rest)) => (kind, rest),
            _ => (KIND, rest),
        };
        let whole = read(kind, rest, usize::MAX, LONGEST);
        assert_eq!(whole, read(kind, rest, usize::from(*piece), LONGEST), "in pieces");
        if let Ok(parts) = whole {
            assert!(parts.len() <= MOST_PARTS);
            assert!(parts.iter().all(|part| part.file.is_some() || part.content.len() <= LONGEST));
            let of_body = |part: &Part| {
                part.content.is_empty() || rest.windows(part.content.len()).any(|octets| octets == part.content)
            };
            assert!(parts.iter().all(of_body), "what nobody sent");
        }
        return;
    }
    let sent = parts(rest);
    if !is_apart(&sent) {
        return;
    }
    let fits = sent.len() <= MOST_PARTS && sent.iter().all(|part| part.file.is_some() || part.content.len() <= LONGEST);
    match read(KIND, &written("b", &sent), usize::from(*piece), LONGEST) {
        Ok(read) => assert!(fits && read == sent, "{read:?} of {sent:?}"),
        Err(said) => assert!(!fits, "{said}: {sent:?}"),
    }
});
