//! What every page of envelopes is given: who asks, and where envelopes are.

use super::Kept;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token::{self, FormToken};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::keys::envelopes::Envelopes;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{Error, FromRequest, HttpRequest, web};
use std::future::{Ready, ready};

pub(super) struct Visit {
    pub(super) request: HttpRequest,
    site: web::Data<Site>,
    pub(super) parts: web::Data<Parts>,
    kept: Kept,
}

impl FromRequest for Visit {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = (request.app_data(), request.app_data(), request.app_data());
        let (Some(site), Some(parts), Some(kept)) = found else {
            return ready(Err(PageError::internal("the site was not wired").into()));
        };
        let (site, parts, kept) = (web::Data::clone(site), web::Data::clone(parts), Kept::clone(kept));
        ready(Ok(Self { request: request.clone(), site, parts, kept }))
    }
}

impl Visit {
    pub(super) async fn person(&self) -> Result<Option<SignedIn>, PageError> {
        signed_in::now(&self.request, &self.site, &self.parts).await
    }

    pub(super) fn envelopes(&self) -> Result<&Envelopes, PageError> {
        here(&self.kept)
    }

    pub(super) fn token(&self) -> FormToken {
        form_token::issue(&self.request, &self.site, &*self.parts.random)
    }

    pub(super) fn check(&self, token: &str) -> Result<(), PageError> {
        form_token::check(&self.request, &self.site, token)
    }

    /// For work that goes on when the browser goes away.
    pub(super) fn work(&self) -> Result<(Envelopes, String), PageError> {
        Ok((self.envelopes()?.clone(), request_id()))
    }
}

pub(super) fn here(envelopes: &Option<Envelopes>) -> Result<&Envelopes, PageError> {
    envelopes.as_ref().ok_or_else(|| {
        let sentence = say("envelopes-visit-people-who-run-this-service");
        PageError::new(StatusCode::NOT_FOUND, say("envelopes-visit-no-envelopes-here"), sentence, "no folder")
    })
}
