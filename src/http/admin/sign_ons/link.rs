//! Links that show one record to somebody without an account: making one, and taking it back.

use super::super::sent::Sent;
use super::one::one;
use super::{Query, show};
use crate::federation::Federation;
use crate::http::context::request_id;
use crate::http::error::PageError;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use data_encoding::HEXLOWER;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct LinkForm {
    #[serde(default)]
    request_id: String,
    #[serde(default)]
    days: String,
}

#[derive(Deserialize)]
pub(in crate::http) struct WithdrawForm {
    #[serde(default)]
    request_id: String,
    #[serde(default)]
    mark: String,
}

pub(in crate::http) async fn link(
    sent: Sent<LinkForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let typed = sent.form.request_id.trim();
    let Some(found) = federation.flights().by_request_id(typed).await? else {
        return show(sent.console(), &federation, StatusCode::UNPROCESSABLE_ENTITY, &Query::default(), Some(typed))
            .await;
    };
    let days = sent.form.days.trim().parse().unwrap_or(1);
    let token = federation.flights().share(&found.place, days, &sent.person, &request_id()).await?;
    let link = format!("{}/flight/{}", sent.site.base(), token.expose());
    one(sent.console(), &federation, typed, Some(&link)).await
}

pub(in crate::http) async fn withdraw(
    sent: Sent<WithdrawForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let mark = HEXLOWER.decode(sent.form.mark.as_bytes()).ok().and_then(|mark| <[u8; 32]>::try_from(mark).ok());
    if let Some(mark) = mark {
        federation.flights().withdraw(&mark, sent.person.account, &request_id()).await?;
    }
    one(sent.console(), &federation, sent.form.request_id.trim(), None).await
}
