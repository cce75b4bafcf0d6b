//! `/login/passkey`: signing in by a passkey alone.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::known;
use super::locked;
use super::login::{Fault, Typed, first_page, let_in, sign_on_token, typed};
use super::signed_in;
use super::site::Site;
use super::uninterrupted::to_the_end;
use crate::domain::SecretText;
use crate::sign_in::alone::{self, Arriving};
use crate::sign_in::attempt::{AttemptError, Previous};
use crate::sign_in::question::Answered;
use crate::sign_in::{Parts, throttle};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct AloneForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sign_on: String,
    /// The question's token, as it came.
    #[serde(default)]
    question: String,
    /// What the authenticator said.
    #[serde(default)]
    passkey: SecretText,
    /// Other people use the computer too: the box of the form beside it.
    #[serde(default)]
    shared: String,
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<AloneForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let form = form.into_inner();
    let sign_on = sign_on_token(&form.sign_on).to_owned();
    let shared = !form.shared.is_empty();
    let previous = signed_in::previous(&request, &site);
    let visitor = known::visitor(&request, &site, &parts).await?;
    let counted = throttle::count_nameless(&parts, &visitor).await?;
    let (flow, id, from) = (Parts::clone(&parts), request_id(), visitor.clone());
    let work = async move {
        let answered = Answered { token: &form.question, message: form.passkey.expose() };
        let arriving = Arriving { visitor: &from, previous: Previous::Cookie(previous.as_deref()), shared };
        Ok::<_, PageError>(alone::sign_in(&flow, answered, arriving, &id).await)
    };
    let done = to_the_end(work).await?;
    throttle::settle(&parts, counted, matches!(done, Err(AttemptError::Refused)));
    match done {
        Ok(entered) => {
            let response = let_in(&site, &parts, &sign_on, &visitor.devices, entered)?;
            Ok(if shared { locked::mark_shared(response, &site) } else { response })
        }
        Err(AttemptError::Refused) => first_page(
            &request,
            &site,
            &parts,
            StatusCode::FORBIDDEN,
            Typed { sign_on: &sign_on, shared, ..typed(Fault::Passkey) },
        ),
        Err(error) => Err(error.into()),
    }
}
