//! A form with a file in it (RFC 7578), read as it comes: the small fields first, then the file, of which no more is held than was just
//! read. Strict: what browsers do not write is refused. Knows no web framework, so that it is fuzzed as it is (`tests/fuzz`).

use crate::domain::variant::{Check, skips};
use futures_util::{Stream, StreamExt as _};
use memchr::memmem::Finder;
use std::time::Duration;
use zeroize::{Zeroize as _, Zeroizing};

/// How long nothing may come. Whoever falls silent holds a place that others wait for.
const SILENCE: Duration = Duration::from_secs(30);
/// How long what nobody wants may take.
const DRAINED: Duration = Duration::from_secs(120);
/// How long the small fields in front of a file may take, however often an octet comes.
const FIELDS: Duration = Duration::from_secs(60);
/// Octets of a part's head, and parts of a form.
const LONGEST_HEAD: usize = 2048;
const HEAD_END: &[u8] = b"\r\n\r\n";
const MOST_PARTS: usize = 16;
/// Handed on at once.
const PIECE: usize = 512 * 1024;
/// Room for that and for what was just read, of a file; for a field, and until something came, little is taken. None of it is ever left unwiped in
/// another place; of what the HTTP library read it is copied once.
const HELD: usize = PIECE + 128 * 1024;
const LITTLE: usize = 4096;

#[derive(Debug, thiserror::Error)]
pub(super) enum MultipartError {
    #[error("it is no form with a file: {0}")]
    Form(&'static str),
    #[error("it was cut off")]
    Cut,
    #[error("nothing came for too long")]
    Silence,
    #[error("a field is longer than {0} octets")]
    FieldTooLong(usize),
}

/// The small fields of a form, or that they took too long.
pub(super) async fn within_time<T, E: From<MultipartError>>(
    fields: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    tokio::time::timeout(FIELDS, fields).await.map_err(|_| MultipartError::Silence)?
}

/// What a part says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    /// Of a file; empty where none was chosen.
    pub(super) file: Option<String>,
}

pub(super) struct Multipart<B> {
    body: B,
    /// What has come and was not handed on.
    held: Zeroizing<Vec<u8>>,
    /// `CRLF ‖ "--" ‖ boundary` (RFC 2046 §5.1.1).
    delimiter: Finder<'static>,
    parts: usize,
    /// Whether the part that is read has a file's name.
    is_file: bool,
}

impl<B, O, E> Multipart<B>
where
    B: Stream<Item = Result<O, E>> + Unpin,
    O: AsRef<[u8]>,
{
    /// Of a body, and the `Content-Type` that it has.
    pub(super) fn new(kind: Option<&str>, body: B) -> Result<Self, MultipartError> {
        let boundary = kind.and_then(boundary).ok_or(MultipartError::Form("it says no boundary"))?;
        let delimiter = Finder::new(format!("\r\n--{boundary}").as_bytes()).into_owned();
        // The first delimiter may stand at the very beginning.
        let mut held = Zeroizing::new(Vec::with_capacity(LITTLE));
        held.extend_from_slice(b"\r\n");
        Ok(Self { body, held, delimiter, parts: 0, is_file: false })
    }

    /// The head of the next part; none after the last. What was left of the part before is skipped by nobody: it must have been read.
    pub(super) async fn next(&mut self) -> Result<Option<Head>, MultipartError> {
        let width = self.delimiter.needle().len();
        self.hold(width + 2).await?;
        if !self.held.starts_with(self.delimiter.needle()) {
            return Err(MultipartError::Form("a part does not begin where it should"));
        }
        let after = self.held.get(width..width + 2).unwrap_or_default().to_vec();
        self.held.drain(..width + 2);
        match after.as_slice() {
            b"--" => return Ok(None),
            b"\r\n" => {}
            _ => return Err(MultipartError::Form("a delimiter has no line of its own")),
        }
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(MultipartError::Form("it has too many parts"));
        }
        loop {
            let seen = self.held.get(..LONGEST_HEAD + HEAD_END.len());
            if let Some(end) = memchr::memmem::find(seen.unwrap_or(&self.held), HEAD_END) {
                let head = head(self.held.get(..end).unwrap_or_default());
                self.held.drain(..end + HEAD_END.len());
                self.is_file = head.as_ref().is_some_and(|head| head.file.is_some());
                return head.map(Some).ok_or(MultipartError::Form("the head of a part cannot be read"));
            }
            if seen.is_some() {
                return Err(MultipartError::Form("the head of a part is too long"));
            }
            self.more().await?;
        }
    }

    /// The whole of a small field.
    pub(super) async fn field(&mut self, longest: usize) -> Result<Zeroizing<Vec<u8>>, MultipartError> {
        let mut all = Zeroizing::new(Vec::new());
        while let Some(piece) = self.piece().await? {
            if all.len() + piece.len() > longest {
                return Err(MultipartError::FieldTooLong(longest));
            }
            extend(&mut all, &piece);
        }
        Ok(all)
    }

    /// The next octets of the part; none at its end, upon which [`next`](Self::next) finds the delimiter.
    pub(super) async fn piece(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, MultipartError> {
        let mut out = Zeroizing::new(Vec::with_capacity(if self.is_file { HELD } else { LITTLE }));
        loop {
            if let Some(end) = self.delimiter.find(&self.held) {
                self.give(end, &mut out);
                return Ok((!out.is_empty()).then_some(out));
            }
            // The beginning of a delimiter may be the end of what has come.
            let delimiter = if skips(Check::PartEnd) { 1 } else { self.delimiter.needle().len() };
            let certain = self.held.len().saturating_sub(delimiter - 1);
            self.give(certain, &mut out);
            if out.len() >= PIECE {
                return Ok(Some(out));
            }
            self.more().await?;
        }
    }

    fn give(&mut self, many: usize, out: &mut Zeroizing<Vec<u8>>) {
        extend(out, self.held.get(..many).unwrap_or_default());
        self.held.drain(..many);
    }

    /// A file, whose part ends the form: what comes behind it nobody has looked at.
    pub(super) async fn end(&mut self) -> Result<(), MultipartError> {
        match self.next().await? {
            Some(_) => Err(MultipartError::Form("the file is not its last part")),
            None => Ok(()),
        }
    }

    async fn hold(&mut self, many: usize) -> Result<(), MultipartError> {
        while self.held.len() < many {
            self.more().await?;
        }
        Ok(())
    }

    async fn more(&mut self) -> Result<(), MultipartError> {
        let next = tokio::time::timeout(SILENCE, self.body.next()).await.map_err(|_| MultipartError::Silence)?;
        let octets = next.ok_or(MultipartError::Cut)?.map_err(|_| MultipartError::Cut)?;
        extend(&mut self.held, octets.as_ref());
        Ok(())
    }

    /// Reads what is still to come and keeps nothing of it, so that the browser shows the answer and not a broken connection.
    pub(super) async fn drain(mut self, most: u64) {
        self.held.zeroize();
        let mut left = most;
        let read = async {
            while let Some(Ok(octets)) = self.body.next().await {
                left = left.saturating_sub(octets.as_ref().len() as u64);
                if left == 0 {
                    break;
                }
            }
        };
        // However often an octet comes: whoever takes longer sees a broken connection.
        let _ = tokio::time::timeout(DRAINED, read).await;
    }
}

/// Appends; what had to move to more room is wiped where it was.
fn extend(to: &mut Zeroizing<Vec<u8>>, octets: &[u8]) {
    let length = to.len().saturating_add(octets.len());
    if length > to.capacity() {
        let mut larger = Zeroizing::new(Vec::with_capacity(length.next_power_of_two()));
        larger.extend_from_slice(to);
        *to = larger;
    }
    to.extend_from_slice(octets);
}

/// `multipart/form-data; boundary=…`, of the characters that RFC 2046 §5.1.1 has, seventy at most.
fn boundary(kind: &str) -> Option<String> {
    let (kind, parameter) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let (name, value) = parameter.trim().split_once('=')?;
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    let is_allowed = |c: u8| c.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&c);
    let fits = (1..=70).contains(&value.len()) && value.bytes().all(is_allowed);
    (name.eq_ignore_ascii_case("boundary") && fits).then(|| value.to_owned())
}

/// The head's one `Content-Disposition: form-data; name="…"; filename="…"`; `Content-Type` is nobody's business.
fn head(octets: &[u8]) -> Option<Head> {
    let text = std::str::from_utf8(octets).ok()?;
    let mut found = None;
    for line in text.split("\r\n") {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-disposition") {
            if found.is_some() {
                return None;
            }
            found = Some(value.trim());
        }
    }
    parameters(found?.strip_prefix("form-data")?)
}

/// `; name="…"; filename="…"`, the first at least and each once.
fn parameters(mut text: &str) -> Option<Head> {
    let (mut name, mut file) = (None, None);
    while !text.is_empty() {
        let (key, value, rest) = parameter(text)?;
        let place = if key == "name" { &mut name } else { &mut file };
        if place.is_some() {
            return None;
        }
        *place = Some(value);
        text = rest;
    }
    Some(Head { name: name?, file })
}

/// The first parameter, and what follows it.
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let text = text.strip_prefix("; ")?;
    // RFC 7578 §4.2 has no such form, but programs' libraries write it for names that are not ASCII.
    if let Some(rest) = text.strip_prefix("filename*=") {
        let (value, rest) = rest.split_at_checked(rest.find(';').unwrap_or(rest.len()))?;
        let (charset, encoded) = value.split_once("''")?;
        return charset.eq_ignore_ascii_case("utf-8").then_some(("filename", extended(encoded)?, rest));
    }
    let (key, rest) = text.split_once("=\"")?;
    // Browsers write a quote inside as `%22`: the next one is the end.
    let (value, rest) = rest.split_once('"')?;
    let value = value.replace("%22", "\"").replace("%0D", " ").replace("%0A", " ");
    ["name", "filename"].contains(&key).then_some((key, value, rest))
}

/// The text of an `ext-value` (RFC 8187 §3.2.1): what is no `attr-char` as `%` and two hexadecimal digits.
fn extended(encoded: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(octet) = rest.next() {
        let is_attr_char = octet.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&octet);
        octets.push(match octet {
            b'%' => {
                let digit = |octet: u8| char::from(octet).to_digit(16);
                u8::try_from(digit(rest.next()?)? * 16 + digit(rest.next()?)?).ok()?
            }
            octet if is_attr_char => octet,
            _ => return None,
        });
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_more_room_is_moved_whole() {
        let mut all = Zeroizing::new(Vec::with_capacity(4));
        for n in 0..100_u8 {
            extend(&mut all, &[n; 7]);
        }
        assert_eq!((all.len(), all.first(), all.last()), (700, Some(&0), Some(&99)));
    }

    #[test]
    fn reads_what_browsers_write() {
        let kind = "multipart/form-data; boundary=----WebKitFormBoundaryAbC123";
        assert_eq!(boundary(kind).as_deref(), Some("----WebKitFormBoundaryAbC123"));
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), None);
        assert_eq!(boundary("multipart/mixed; boundary=a"), None);
        let file = head(
            "Content-Disposition: form-data; name=\"file\"; filename=\"Bef%22und ü.pdf\"\r\nContent-Type: application/pdf"
                .as_bytes(),
        );
        assert_eq!(file, Some(Head { name: "file".into(), file: Some("Bef\"und ü.pdf".into()) }));
        let field = head(b"Content-Disposition: form-data; name=\"to\"");
        assert_eq!(field, Some(Head { name: "to".into(), file: None }));
    }

    #[test]
    fn reads_what_programs_write_of_names_that_are_not_ascii() {
        for (written, name) in [("Bef%C3%BCnd%20%22a%22%3B.pdf", "Befünd \"a\";.pdf"), ("", ""), ("a.txt", "a.txt")] {
            for order in
                [format!("name=\"f\"; filename*=utf-8''{written}"), format!("filename*=UTF-8''{written}; name=\"f\"")]
            {
                let file = head(format!("Content-Disposition: form-data; {order}").as_bytes());
                assert_eq!(file, Some(Head { name: "f".into(), file: Some(name.into()) }), "{order}");
            }
        }
    }

    // Found by fuzzing: whoever calls a file so could not send it.
    #[test]
    fn a_name_that_looks_like_a_parameter_is_a_name() {
        for name in ["a; name=", "; filename=", "; name=%22file", "form-data; name="] {
            let file = head(format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"").as_bytes());
            assert_eq!(file, Some(Head { name: "file".into(), file: Some(name.replace("%22", "\"")) }));
        }
    }

    type Part = (String, Option<String>, Vec<u8>);

    fn read(body: &[u8], piece: usize) -> Result<Vec<Part>, String> {
        let pieces = futures_util::stream::iter(body.chunks(piece).map(Ok::<_, std::convert::Infallible>));
        let parts = async {
            let mut multipart = Multipart::new(Some("multipart/form-data; boundary=b"), pieces)?;
            let mut parts = Vec::new();
            while let Some(Head { name, file }) = multipart.next().await? {
                parts.push((name, file, multipart.field(4096).await?.to_vec()));
            }
            Ok(parts)
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(parts).map_err(|error: MultipartError| error.to_string())
    }

    fn form(padding: usize, content: &str) -> Vec<u8> {
        let padding = "x".repeat(padding);
        format!("--b\r\nx:{padding}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{content}\r\n--b--\r\n")
            .into_bytes()
    }

    // Threat: a network that cuts a form elsewhere has another text or file arrive than was sent.
    #[test]
    fn it_makes_no_difference_in_what_pieces_it_comes() {
        for content in ["", "\r\n", "\r\n--", "\r\n-b\r\n--\r", "\r\n\r\n", "--b"] {
            let read_as = Ok(vec![("a".to_owned(), None, content.as_bytes().to_vec())]);
            for piece in (1..16).chain([4096]) {
                assert_eq!(read(&form(0, content), piece), read_as, "{content:?} in pieces of {piece}");
            }
        }
        // One that was cut off is none, wherever that was.
        let whole = form(0, "text");
        for end in 0..whole.len() - 2 {
            assert_eq!(read(&whole[..end], 4096), Err(MultipartError::Cut.to_string()), "after {end} octets");
        }
    }

    // As long as it may be, and an octet longer: what was in one piece had been read however long it was.
    #[test]
    fn a_head_has_its_length_in_whatever_pieces_it_comes() {
        let around = "x:\r\nContent-Disposition: form-data; name=\"a\"".len();
        for piece in [1, 7, 100_000] {
            let long = |head: usize| read(&form(head - around, "text"), piece);
            assert!(long(LONGEST_HEAD).is_ok(), "in pieces of {piece}");
            assert_eq!(
                long(LONGEST_HEAD + 1).unwrap_err(),
                "it is no form with a file: the head of a part is too long"
            );
        }
    }

    #[test]
    fn refuses_what_can_be_read_in_two_ways() {
        for bad in [
            &b"Content-Disposition: form-data; name=\"a\"; name=\"b\""[..],
            b"Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
            b"Content-Disposition: form-data; name=\"a",
            b"Content-Disposition: attachment; name=\"a\"",
            b"Content-Disposition: form-data; filename=\"a\"",
            b"Content-Disposition: form-data; name=\"a\"; filename=\"b\"; filename=\"c\"",
            b"Content-Disposition: form-data; name=\"a\"; filename=\"b\"; filename*=UTF-8''c",
            b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b c",
            b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b%",
            b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b%+1",
            b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''%FF",
            b"Content-Disposition: form-data; name=\"a\"; filename*=ISO-8859-1''b",
            b"Content-Disposition: form-data; name*=UTF-8''a",
            b"Content-Disposition: form-data; name=\"a\" b",
            b"Content-Type: text/plain",
            b"no colon",
            b"Content-Disposition: form-data; name=\"\xff\"",
        ] {
            assert_eq!(head(bad), None, "{}", String::from_utf8_lossy(bad));
        }
    }
}
