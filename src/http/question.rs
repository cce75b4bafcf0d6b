//! `/login/passkey/question` and `/account/passkey/question`: what a page's script asks a passkey, as JSON: a challenge, and the
//! token that leads back to it.

use super::error::PageError;
use super::form_token;
use super::signed_in;
use super::site::Site;
use super::source::source;
use crate::sign_in::Parts;
use crate::sign_in::question::{self, Question};
use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub(super) struct QuestionForm {
    #[serde(default)]
    form_token: String,
}

/// To whoever comes.
pub(super) async fn at_the_door(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<QuestionForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    Ok(said(&question::at_the_door(&parts, source(&request)).await?))
}

/// To somebody who is signed in and proves once more who they are.
pub(super) async fn in_session(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<QuestionForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    // The script says that no passkey was used; the form, once it is sent, leads to the sign-in.
    let Some(person) = signed_in::now(&request, &site, &parts).await? else {
        return Ok(HttpResponse::Unauthorized().finish());
    };
    Ok(said(&question::in_session(&parts, &person).await?))
}

fn said(question: &Question) -> HttpResponse {
    let challenge = BASE64URL_NOPAD.encode(&question.challenge);
    let body = json!({ "question": question.token.expose(), "challenge": challenge }).to_string();
    HttpResponse::Ok().content_type("application/json").body(body)
}
