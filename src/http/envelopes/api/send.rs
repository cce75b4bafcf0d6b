//! Sending, as a program does it: a form with a file (RFC 7578), whose small fields come first.

use super::super::multipart::MultipartError;
use super::super::{Kept, Sent, here, length, plain_name, sent};
use super::limited;
use crate::domain::May;
use crate::http::api::{Problem, bearing};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::keys::envelopes::{Envelopes, LONGEST_TEXT, Sending, Wanted};
use crate::sign_in::Parts;
use crate::sign_in::tokens::Bearing;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;
use time::Duration;
use zeroize::Zeroizing;

/// How long one is kept, in hours.
const USUAL: i64 = 7 * 24;
const LONGEST: i64 = 30 * 24;
/// Octets of all recipients.
const LONGEST_TO: usize = 16 * 1024;

/// The small fields.
#[derive(Default)]
struct Fields {
    to: String,
    keep_hours: Option<String>,
    own_copy: bool,
    text: Option<Zeroizing<String>>,
    /// What the file is called.
    file: Option<String>,
}

pub(in crate::http) async fn send(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    // Who is nobody uploads nothing.
    let bearing = bearing(&request, &parts, Some(May::Send)).await?;
    let envelopes = here(&kept)?;
    let mut multipart = sent(&request, body, &parts.clock)?;
    let most = envelopes.quotas().file;
    let sent = sealed(envelopes, &bearing, &mut multipart, length(&request)).await;
    let (sending, name) = match sent {
        Ok(sent) => sent,
        Err(problem) => {
            multipart.drain(most).await;
            return Err(problem);
        }
    };
    let (envelopes, id) = (envelopes.clone(), request_id());
    let kept = async move { Ok::<_, PageError>(envelopes.keep(&bearing, sending, &name, &id).await) };
    let id = to_the_end(kept).await?.map_err(limited)?;
    let location = format!("/api/v1/envelopes/{id}?direction=sent");
    Ok(HttpResponse::Created().insert_header(("Location", location)).json(json!({ "id": id.to_string() })))
}

async fn sealed(
    envelopes: &Envelopes,
    bearing: &Bearing,
    multipart: &mut Sent,
    expected: Option<u64>,
) -> Result<(Sending, String), Problem> {
    // Before anything is held of what comes.
    let turn = envelopes.turn(bearing).map_err(limited)?;
    let fields = multipart.fields(fields).await?;
    let hours = fields.keep_hours.as_ref().map_or(Ok(USUAL), |text| text.parse());
    let hours = hours.ok().filter(|hours| (1..=LONGEST).contains(hours));
    let hours = hours.ok_or_else(|| fault("«keep_hours» is a number from 1 to 720."))?;
    let wanted = Wanted { to: &fields.to, own_copy: fields.own_copy, kept_for: Some(Duration::hours(hours)), expected };
    match (fields.text, fields.file) {
        (Some(text), None) if !text.trim().is_empty() && text.len() <= LONGEST_TEXT => {
            let mut sending = envelopes.send_in(turn, bearing, wanted, &request_id()).await.map_err(limited)?;
            sending.push(Zeroizing::new(text.as_bytes().to_vec())).await.map_err(limited)?;
            Ok((sending, String::new()))
        }
        (None, Some(name)) => {
            let mut sending = envelopes.send_in(turn, bearing, wanted, &request_id()).await.map_err(limited)?;
            while let Some(piece) = multipart.piece().await? {
                sending.push(piece).await.map_err(limited)?;
            }
            multipart.end().await?;
            Ok((sending, name))
        }
        (Some(_), None) => Err(fault("The text is empty, or longer than 65536 octets: send a long one as a file.")),
        _ => Err(fault("Send a «text» or a «file», one of them, and the file as the last part.")),
    }
}

fn fault(detail: &'static str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Not sent", detail, "a field of the form")
}

async fn fields(multipart: &mut Sent) -> Result<Fields, Problem> {
    let mut fields = Fields::default();
    while let Some(head) = multipart.next().await? {
        if let ("file", Some(name)) = (head.name.as_str(), &head.file) {
            fields.file = Some(plain_name(name));
            return Ok(fields);
        }
        let value = multipart.field(LONGEST_TEXT * 2).await?;
        let text = std::str::from_utf8(&value).map_err(|_| MultipartError::Form("a field is no text"))?;
        match head.name.as_str() {
            // One for each recipient, or several in one.
            "to" if fields.to.len() + text.len() < LONGEST_TO => fields.to.extend([text, "\n"]),
            "to" => return Err(fault("There are more than 16384 octets of recipients.")),
            "keep_hours" if fields.keep_hours.is_none() => fields.keep_hours = Some(text.to_owned()),
            "own_copy" => fields.own_copy = text == "yes",
            "text" if fields.text.is_none() => fields.text = Some(Zeroizing::new(text.to_owned())),
            _ => return Err(fault("There is a field that this address has not, or one that stands there twice.")),
        }
    }
    Ok(fields)
}
