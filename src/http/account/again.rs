//! `/account/again`: ending a link with which one's account would begin again.

use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::page::see_other;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::Parts;
use crate::sign_in::again;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct AgainForm {
    #[serde(default)]
    form_token: String,
}

pub(in crate::http) async fn end(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<AgainForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (flow, id) = (Parts::clone(&parts), request_id());
    to_the_end(async move { again::end(&flow, &person, &id).await }).await?;
    Ok(see_other("/account?done=link"))
}
