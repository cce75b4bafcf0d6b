//! A form of the console, as it was sent: shown by us in this browser, and by somebody whose roles open its address. What is posted
//! here is read in no other way, so that no page forgets either check.

use super::access;
use crate::http::form_token;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use actix_web::dev::Payload;
use actix_web::{Error, FromRequest, HttpRequest, web};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::sync::Arc;

#[derive(Deserialize)]
struct Shown<F> {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    form: F,
}

/// A form of text fields, with who sent it and what it takes to answer them.
pub(in crate::http) struct Sent<F> {
    pub(super) request: HttpRequest,
    pub(super) site: web::Data<Site>,
    pub(super) parts: web::Data<Parts>,
    pub(super) person: Arc<SignedIn>,
    pub(super) form: F,
}

impl<F: DeserializeOwned + 'static> FromRequest for Sent<F> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (form, request) = (web::Form::<Shown<F>>::from_request(request, payload), request.clone());
        Box::pin(async move {
            let Shown { form_token, form } = form.await?.into_inner();
            let site: web::Data<Site> = web::Data::extract(&request).await?;
            let parts: web::Data<Parts> = web::Data::extract(&request).await?;
            form_token::check(&request, &site, &form_token)?;
            let person = Arc::new(access::entered(&request, &site, &parts).await?);
            Ok(Self { request, site, parts, person, form })
        })
    }
}
