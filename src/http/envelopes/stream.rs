//! Files on their way to a browser: a piece at a time, no faster than it takes them.

use crate::keys::envelopes::{EnvelopeFlowError, Envelopes, Opening, Outgoing};
use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use futures_util::stream;
use std::time::Duration;
use tokio::sync::mpsc::{self, Sender};

/// How long a client may take for one piece: whoever falls silent holds a file that others wait for.
const SILENCE: Duration = Duration::from_secs(60);
/// Pieces that wait for it.
const AHEAD: usize = 2;

type Piece = Result<Bytes, std::io::Error>;

/// As a file to be saved, never as something that a browser shows or runs.
pub(super) fn download(name: &str, length: u64, fill: impl AsyncFnOnce(Sender<Piece>) + 'static) -> HttpResponse {
    let (sender, receiver) = mpsc::channel::<Piece>(AHEAD);
    actix_web::rt::spawn(async move { fill(sender).await });
    let pieces = stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
    let mut response = HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((HeaderName::from_static("x-content-type-options"), "nosniff"))
        .body(SizedStream::new(length, Box::pin(pieces)));
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let encoded = encoded.replace('+', "%20");
    let ascii: String =
        name.chars().map(|c| if c.is_ascii_graphic() && c != '"' && c != '\\' { c } else { '_' }).collect();
    // RFC 6266 §5.
    let value = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// Hands a piece on; false where nobody takes it.
async fn give(sender: &Sender<Piece>, piece: Piece) -> bool {
    matches!(tokio::time::timeout(SILENCE, sender.send(piece)).await, Ok(Ok(())))
}

/// What is in an envelope that was verified from end to end.
pub(super) async fn plaintext(mut opening: Opening, sender: Sender<Piece>) {
    loop {
        match Envelopes::next_part(opening).await {
            Ok((next, Some(part))) => {
                opening = next;
                if !give(&sender, Ok(part.into())).await {
                    return;
                }
            }
            Ok((_, None)) => return,
            Err(error) => return broken(&sender, error).await,
        }
    }
}

/// An envelope as it is.
pub(super) async fn ciphertext(mut outgoing: Outgoing, sender: Sender<Piece>) {
    loop {
        match outgoing.next().await {
            Ok((next, Some(part))) => {
                outgoing = next;
                if !give(&sender, Ok(part.into())).await {
                    return;
                }
            }
            Ok((_, None)) => return,
            Err(error) => return broken(&sender, error).await,
        }
    }
}

/// The connection breaks off: the browser knows that what it has is not whole.
async fn broken(sender: &Sender<Piece>, error: EnvelopeFlowError) {
    tracing::error!(%error, "a file that had been verified could not be read once more");
    give(sender, Err(std::io::Error::other("it was changed"))).await;
}
