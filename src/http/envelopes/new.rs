//! `/envelopes/new`: a text or a file, sealed for others with one click.

use super::error::fault;
use super::multipart::MultipartError;
use super::names::plain_name;
use super::pace::Watch;
use super::visit::Visit;
use super::{Sent, length, sent, size, stream};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::spans;
use crate::http::uninterrupted::to_the_end;
use crate::keys::envelopes::{EnvelopeFlowError, LONGEST_TEXT, Sending, Turn, Wanted};
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use time::Duration;
use zeroize::Zeroizing;

/// How long an envelope may be kept, by the word of the form.
const TIMES: [(&str, i64); 5] =
    [("hour", 1), ("day", 24), ("week", 7 * 24), ("fortnight", 14 * 24), ("month", 30 * 24)];

#[derive(Template)]
#[template(path = "envelopes/new.html")]
struct NewPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: Text,
    identifier_label: crate::words::Text,
    times: [(&'static str, Text); 5],
    largest: String,
    /// What was typed, where it has to be shown again.
    typed: &'a Typed,
    had_file: bool,
}

/// The small fields of the form.
#[derive(Default)]
struct Typed {
    form_token: String,
    to: String,
    text: Zeroizing<String>,
    time: String,
    keep: bool,
    own_copy: bool,
}

pub(super) async fn form(visit: Visit) -> Result<HttpResponse, PageError> {
    let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
    let typed = Typed { time: "week".to_owned(), keep: true, ..Typed::default() };
    show(&visit, &person, &typed, Text::default(), false)
}

fn show(
    visit: &Visit,
    person: &SignedIn,
    typed: &Typed,
    fault: Text,
    had_file: bool,
) -> Result<HttpResponse, PageError> {
    let token = visit.token();
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        fault,
        identifier_label: crate::http::login::label(visit.parts.policy.identifiers),
        times: TIMES.map(|(word, hours)| (word, spans::hours(hours))),
        largest: size(visit.envelopes()?.quotas().file),
        typed,
        had_file,
    };
    Ok(with_cookie(html(status, page.render()?), token))
}

/// What the form brings, up to the file.
enum Filled {
    Text,
    File { name: String },
}

pub(super) async fn submit(visit: Visit, body: web::Payload) -> Result<HttpResponse, PageError> {
    // Who is nobody uploads nothing.
    let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
    let most = visit.envelopes()?.quotas().file;
    let mut multipart = sent(&visit.request, body, &visit.parts.clock)?;
    // Before anything is held of what comes.
    let turn = match visit.envelopes()?.turn(&person) {
        Ok(turn) => turn,
        Err(error) => {
            multipart.drain(most).await;
            return Err(error.into());
        }
    };
    let (typed, filled) = multipart.fields(fields).await?;
    visit.check(&typed.form_token)?;
    let done = match sealed(&visit, (&person, turn), &mut multipart, &typed, &filled).await {
        Ok((sending, name)) => finished(&visit, person, sending, name, typed.keep).await,
        Err(stopped) => Err(stopped),
    };
    match done {
        Ok(response) => Ok(response),
        Err(Stopped::Fault(sentence)) => {
            multipart.drain(most).await;
            let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
            show(&visit, &person, &typed, sentence, matches!(filled, Filled::File { .. }))
        }
        Err(Stopped::Page(error)) => Err(error),
    }
}

/// The fields in front of the file: a browser sends them in the order in which they stand in the page.
async fn fields(multipart: &mut Sent) -> Result<(Typed, Filled), PageError> {
    let mut typed = Typed::default();
    while let Some(head) = multipart.next().await? {
        match (head.name.as_str(), head.file) {
            ("file", Some(name)) if !name.is_empty() => {
                return Ok((typed, Filled::File { name: plain_name(&name) }));
            }
            (name, _) => {
                let name = name.to_owned();
                let value = multipart.field(LONGEST_TEXT * 2).await?;
                let text = std::str::from_utf8(&value).map_err(|_| MultipartError::Form("a field is no text"))?;
                match name.as_str() {
                    "form_token" => typed.form_token = text.to_owned(),
                    "to" => typed.to = text.to_owned(),
                    "text" => typed.text = Zeroizing::new(text.to_owned()),
                    "time" => typed.time = text.to_owned(),
                    "keep" => typed.keep = text == "yes",
                    "own_copy" => typed.own_copy = text == "yes",
                    "file" => {}
                    _ => return Err(MultipartError::Form("it has a field that ours has not").into()),
                }
            }
        }
    }
    Ok((typed, Filled::Text))
}

enum Stopped {
    /// To be mended on the page.
    Fault(Text),
    Page(PageError),
}

impl From<EnvelopeFlowError> for Stopped {
    fn from(error: EnvelopeFlowError) -> Self {
        fault(&error).map_or_else(|| Self::Page(error.into()), Self::Fault)
    }
}

impl From<MultipartError> for Stopped {
    fn from(error: MultipartError) -> Self {
        Self::Page(error.into())
    }
}

/// Seals what comes. The name of a text is empty.
async fn sealed(
    visit: &Visit,
    (person, turn): (&SignedIn, Turn),
    multipart: &mut Sent,
    typed: &Typed,
    filled: &Filled,
) -> Result<(Sending, String), Stopped> {
    let is_text = matches!(filled, Filled::Text);
    let sentence = match (is_text, typed.text.trim().is_empty()) {
        (true, true) => Some(say("envelopes-new-write-text-or-choose-file")),
        (false, false) => Some(say("envelopes-new-send-text-or-file-not")),
        (true, false) if typed.text.len() > LONGEST_TEXT => Some(say("envelopes-new-text-is-too-long-send")),
        _ => None,
    };
    if let Some(sentence) = sentence {
        return Err(Stopped::Fault(sentence));
    }
    let time = TIMES.iter().find(|(word, _)| *word == typed.time);
    let (_, hours) = time.ok_or_else(|| Stopped::Fault(say("envelopes-new-choose-how-long-it-is")))?;
    let kept_for = typed.keep.then_some(Duration::hours(*hours));
    let wanted = Wanted { to: &typed.to, own_copy: typed.own_copy, kept_for, expected: length(&visit.request) };
    let (envelopes, request_id) = visit.work().map_err(Stopped::Page)?;
    let mut sending = envelopes.send_in(turn, person, wanted, &request_id).await?;
    match filled {
        Filled::Text => {
            sending.push(Zeroizing::new(typed.text.as_bytes().to_vec())).await?;
            Ok((sending, String::new()))
        }
        Filled::File { name } => {
            while let Some(piece) = multipart.piece().await? {
                sending.push(piece).await?;
            }
            // What is cut off here is not whole.
            multipart.end().await?;
            Ok((sending, name.clone()))
        }
    }
}

async fn finished(
    visit: &Visit,
    person: SignedIn,
    sending: Sending,
    name: String,
    keep: bool,
) -> Result<HttpResponse, Stopped> {
    let (envelopes, id) = visit.work().map_err(Stopped::Page)?;
    if keep {
        let kept = async move { Ok::<_, PageError>(envelopes.keep(&person, sending, &name, &id).await) };
        let kept = to_the_end(kept).await.map_err(Stopped::Page)?;
        return Ok(see_other(&format!("/envelopes/{}?done=sent&sent=yes", kept?)));
    }
    let outgoing = envelopes.hand_back(sending, &id).await?;
    let watch = Watch::over(&envelopes, person, &visit.parts.clock);
    let name = if name.is_empty() { "message.txt" } else { &name };
    Ok(stream::sealed(&format!("{name}.age"), outgoing, watch))
}
