//! `/locked/passkey`: coming back to a locked session by one touch of a passkey that opens the account alone.
//!
//! What is asked of it, and in which order, is as at the sign-in (`super::super::alone`), whose question it answers.

use super::{BackForm, COOKIE, Fault, show, waiting, without};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::login::{let_in, sign_on_token};
use crate::http::page::see_other;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::http::{form_token, known};
use crate::sign_in::alone::{self, Arriving};
use crate::sign_in::attempt::{AttemptError, Previous};
use crate::sign_in::{Parts, throttle};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

pub(in crate::http) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<BackForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let form = form.into_inner();
    let sign_on = sign_on_token(&form.sign_on).to_owned();
    let Some(locked) = waiting(&request, &site, &parts).await? else {
        return Ok(without(see_other(&super::address("/login", &sign_on)), &site, COOKIE));
    };
    let visitor = known::visitor(&request, &site, &parts).await?;
    let counted = throttle::count_nameless(&parts, &visitor).await?;
    let (flow, id, from) = (Parts::clone(&parts), request_id(), visitor.clone());
    let back = to_the_end(async move {
        let arriving = Arriving { visitor: &from, previous: Previous::Locked(&locked), shared: true };
        Ok::<_, PageError>(alone::sign_in(&flow, form.answered(), arriving, &id).await)
    });
    let done = back.await?;
    throttle::settle(&parts, counted, matches!(done, Err(AttemptError::Refused)));
    match done {
        Ok(entered) => let_in(&site, &parts, &sign_on, &visitor.devices, entered),
        Err(AttemptError::Refused) => show(&request, &site, &parts, StatusCode::FORBIDDEN, &sign_on, Fault::Passkey),
        Err(error) => Err(error.into()),
    }
}
