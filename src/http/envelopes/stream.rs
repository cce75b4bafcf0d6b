//! Files on their way to a browser: a piece at a time, no faster than it takes them, and no longer than it may.

use super::names::disposition;
use super::pace::Watch;
use crate::keys::envelopes::{EnvelopeFlowError, Envelopes, Holder, Opening, Outgoing};
use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use futures_util::stream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc::{self, Sender};

/// Pieces that wait for the browser.
const AHEAD: usize = 2;

type Piece = Result<Bytes, std::io::Error>;

/// Where pieces are handed on.
pub(super) struct Giving<H> {
    sender: Sender<Piece>,
    watch: Arc<Watch<H>>,
}

impl<H: Holder> Giving<H> {
    /// False where nobody takes any more.
    async fn give(&self, part: Vec<u8>) -> bool {
        let octets = part.len();
        let taken = self.sender.send(Ok(part.into())).await.is_ok();
        self.watch.moves(octets);
        taken
    }

    /// The connection breaks off: the browser knows that what it has is not whole.
    async fn broken(&self, error: EnvelopeFlowError) {
        tracing::error!(%error, "a file that had been verified could not be read once more");
        let _ = self.sender.send(Err(std::io::Error::other("it was changed"))).await;
    }
}

/// As a file to be saved, never as something that a browser shows or runs.
pub(super) fn download<H: Holder + 'static>(
    name: &str,
    length: u64,
    watch: Watch<H>,
    fill: impl AsyncFnOnce(Giving<H>) + 'static,
) -> HttpResponse {
    let (sender, receiver) = mpsc::channel::<Piece>(AHEAD);
    let (watch, has_ended) = (Arc::new(watch), Arc::new(AtomicBool::new(false)));
    let (giving, ends) = (Giving { sender, watch: Arc::clone(&watch) }, Arc::clone(&has_ended));
    actix_web::rt::spawn(async move {
        tokio::select! {
            () = fill(giving) => {}
            why = watch.ends() => {
                ends.store(true, Ordering::SeqCst);
                tracing::info!(why, "a download was broken off");
            }
        }
    });
    let pieces = stream::unfold((receiver, has_ended), |(mut receiver, has_ended)| async move {
        let mut piece = receiver.recv().await?;
        // What waits here was handed on before.
        if has_ended.load(Ordering::SeqCst) {
            piece = Err(std::io::Error::other("it was broken off"));
        }
        Some((piece, (receiver, has_ended)))
    });
    let mut response = HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((HeaderName::from_static("x-content-type-options"), "nosniff"))
        .body(SizedStream::new(length, Box::pin(pieces)));
    if let Ok(value) = HeaderValue::from_str(&disposition(name)) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// What is in an envelope that was verified from end to end. `held` is held until it is handed on.
pub(super) fn opened<H: Holder + 'static>(
    name: &str,
    mut opening: Opening,
    held: impl Send + 'static,
    watch: Watch<H>,
) -> HttpResponse {
    download(name, opening.octets, watch, async move |giving| {
        let _held = held;
        loop {
            match Envelopes::next_part(opening).await {
                Ok((next, Some(part))) => {
                    opening = next;
                    if !giving.give(part).await {
                        return;
                    }
                }
                Ok((_, None)) => return,
                Err(error) => return giving.broken(error).await,
            }
        }
    })
}

/// An envelope as it is.
pub(super) fn sealed<H: Holder + 'static>(name: &str, mut outgoing: Outgoing, watch: Watch<H>) -> HttpResponse {
    download(name, outgoing.length, watch, async move |giving| {
        loop {
            match outgoing.next().await {
                Ok((next, Some(part))) => {
                    outgoing = next;
                    if !giving.give(part).await {
                        return;
                    }
                }
                Ok((_, None)) => return,
                Err(error) => return giving.broken(error).await,
            }
        }
    })
}
