//! A form with a small file in it, read whole: for pages that take a document and not an envelope.

use super::multipart::MultipartError;
use super::{Sent, sent};
use crate::domain::Clock;
use crate::http::error::PageError;
use crate::say;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use std::sync::Arc;
use zeroize::Zeroizing;

/// One field, or a file.
pub(in crate::http) struct Part {
    pub(in crate::http) name: String,
    pub(in crate::http) octets: Zeroizing<Vec<u8>>,
}

/// Every part, none longer than `longest` octets. What is longer is read to its end and refused: the browser shows the answer.
pub(in crate::http) async fn read_whole(
    request: &HttpRequest,
    body: web::Payload,
    clock: &Arc<dyn Clock>,
    longest: usize,
) -> Result<Vec<Part>, PageError> {
    let mut form = sent(request, body, clock).map_err(unreadable)?;
    match form.fields(async |form: &mut Sent| parts(form, longest).await).await {
        Ok(parts) => Ok(parts),
        Err(error) => {
            if matches!(error, MultipartError::FieldTooLong(_)) {
                form.drain(64 * 1024 * 1024).await;
            }
            Err(unreadable(error))
        }
    }
}

async fn parts(form: &mut Sent, longest: usize) -> Result<Vec<Part>, MultipartError> {
    let mut parts = Vec::new();
    while let Some(head) = form.next().await? {
        parts.push(Part { octets: form.field(longest).await?, name: head.name });
    }
    Ok(parts)
}

fn unreadable(error: MultipartError) -> PageError {
    let (status, sentence) = match error {
        MultipartError::FieldTooLong(most) => {
            (StatusCode::PAYLOAD_TOO_LARGE, say("envelopes-small-it-is-longer-than-kib").with("kib", most / 1024))
        }
        MultipartError::Cut => (StatusCode::BAD_REQUEST, say("envelopes-small-it-did-not-arrive-whole")),
        MultipartError::Silence => (StatusCode::BAD_REQUEST, say("envelopes-small-it-came-too-slowly-and")),
        MultipartError::Form(_) => (StatusCode::BAD_REQUEST, say("envelopes-small-form-is-not-one-of")),
    };
    PageError::new(status, say("envelopes-small-this-form-cannot-be-read"), sentence, error)
        .next(say("envelopes-small-console"), "/admin")
}
