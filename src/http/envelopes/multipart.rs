//! A form with a file in it (RFC 7578), read as it comes: the small fields first, then the file, of which no more is held than was just
//! read. Strict: what browsers do not write is refused. Knows no web framework, so that it is fuzzed as it is (`tests/fuzz`).

use crate::domain::variant::{Check, skips};
use futures_util::{Stream, StreamExt as _};
use memchr::memmem::Finder;
use std::time::Duration;
use zeroize::{Zeroize as _, Zeroizing};

/// How long it may take. Whoever is slow holds a place that others wait for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// In which nothing comes.
    silence: Duration,
    /// The small fields in front of a file, however often an octet comes.
    fields: Duration,
    /// What nobody wants.
    drained: Duration,
}

impl Patience {
    pub(super) const USUAL: Self =
        Self { silence: Duration::from_secs(30), fields: Duration::from_secs(60), drained: Duration::from_secs(120) };
}

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

/// What a part says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    /// Of a file; empty where none was chosen.
    pub(super) file: Option<String>,
}

pub(super) struct Multipart<B> {
    body: B,
    patience: Patience,
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
    pub(super) fn new(kind: Option<&str>, body: B, patience: Patience) -> Result<Self, MultipartError> {
        let boundary = kind.and_then(boundary).ok_or(MultipartError::Form("it says no boundary"))?;
        let delimiter = Finder::new(format!("\r\n--{boundary}").as_bytes()).into_owned();
        // The first delimiter may stand at the very beginning.
        let mut held = Zeroizing::new(Vec::with_capacity(LITTLE));
        held.extend_from_slice(b"\r\n");
        Ok(Self { body, patience, held, delimiter, parts: 0, is_file: false })
    }

    /// The small fields in front of a file, as this reads them; or that they took too long.
    pub(super) async fn fields<T, F: From<MultipartError>>(
        &mut self,
        read: impl AsyncFnOnce(&mut Self) -> Result<T, F>,
    ) -> Result<T, F> {
        tokio::time::timeout(self.patience.fields, read(self)).await.map_err(|_| MultipartError::Silence)?
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
        let next =
            tokio::time::timeout(self.patience.silence, self.body.next()).await.map_err(|_| MultipartError::Silence)?;
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
        let _ = tokio::time::timeout(self.patience.drained, read).await;
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
mod tests;
