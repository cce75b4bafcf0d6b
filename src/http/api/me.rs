//! `/api/v1/me`: what the token is for, and until when. Whose it is, it does not say.

use super::{Problem, bearing, moment};
use crate::domain::May;
use crate::sign_in::Parts;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

pub(super) async fn me(request: HttpRequest, parts: web::Data<Parts>) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, None).await?;
    let may: Vec<&str> = bearing.all().iter().copied().map(May::word).collect();
    Ok(HttpResponse::Ok().json(json!({ "may": may, "expires_at": moment(bearing.expires_at()) })))
}
