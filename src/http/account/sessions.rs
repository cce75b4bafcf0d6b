//! `/account/sessions`: ending one of one's sessions, or all.

use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::leaving::signed_out;
use crate::http::page::see_other;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::Parts;
use crate::sign_in::change::sessions;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct SessionsForm {
    #[serde(default)]
    form_token: String,
    /// Which one; `all` for all.
    #[serde(default)]
    session: String,
}

pub(in crate::http) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<SessionsForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let ends_all = form.session == "all";
    to_the_end(async move {
        match ends_all {
            true => sessions::end_all(&flow, &person, &id).await,
            false => sessions::end(&flow, &person, &form.session, &id).await,
        }
    })
    .await?;
    if ends_all { Ok(signed_in::forget(signed_out(), &site)) } else { Ok(see_other("/account?done=session")) }
}
