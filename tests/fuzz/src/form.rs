//! A form with files, read to its end as the pages for envelopes read it; and one written as browsers write it.

use crate::multipart::{Multipart, MultipartError, Patience};
use std::convert::Infallible;

/// What a part said of itself, and what was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub file: Option<String>,
    pub content: Vec<u8>,
}

/// The parts, or what is wrong with it. It comes in pieces of so many octets; small fields are read whole, files as they come.
pub fn read(kind: &str, body: &[u8], piece: usize, longest: usize) -> Result<Vec<Part>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(parts(kind, body, piece, longest)).map_err(|error| error.to_string())
}

async fn parts(kind: &str, body: &[u8], piece: usize, longest: usize) -> Result<Vec<Part>, MultipartError> {
    let pieces = body.chunks(piece.max(1)).map(Ok::<_, Infallible>);
    let mut multipart = Multipart::new(Some(kind), futures_util::stream::iter(pieces), Patience::USUAL)?;
    let mut parts = Vec::new();
    while let Some(head) = multipart.next().await? {
        let mut content = Vec::new();
        match head.file {
            None => content.extend_from_slice(&multipart.field(longest).await?),
            Some(_) => {
                while let Some(piece) = multipart.piece().await? {
                    assert!(!piece.is_empty(), "a piece of nothing");
                    content.extend_from_slice(&piece);
                }
            }
        }
        parts.push(Part { name: head.name, file: head.file, content });
    }
    Ok(parts)
}

/// As browsers write it (HTML, "multipart/form-data encoding algorithm").
pub fn written(boundary: &str, parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    let quoted = |text: &str| text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    for Part { name, file, content } in parts {
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name)).as_bytes(),
        );
        if let Some(file) = file {
            body.extend_from_slice(format!("; filename=\"{}\"\r\nContent-Type: text/plain", quoted(file)).as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}
