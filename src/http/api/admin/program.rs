//! A request of a program that acts for an administrator. It is let in here and nowhere else: by its token, by what that is for, and by
//! the roles that its person holds at this request.

use super::super::bearer::bearing;
use super::super::problem::{Problem, of_token};
use super::table;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::sign_in::Parts;
use crate::sign_in::tokens::Administering;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{Error, FromRequest, HttpRequest, web};
use std::pin::Pin;
use std::sync::Arc;
use tracing::Instrument as _;

/// Who asks, and what it takes to answer them.
pub(in crate::http) struct Program {
    pub(super) request: HttpRequest,
    pub(super) parts: web::Data<Parts>,
    pub(super) by: Arc<Administering>,
    pub(super) id: String,
}

impl Program {
    async fn of(request: HttpRequest) -> Result<Self, Error> {
        let parts: web::Data<Parts> = web::Data::extract(&request).await?;
        let address = request.match_pattern().unwrap_or_default();
        // Deny by default.
        let line = table::of(request.method().as_str(), &address).ok_or_else(|| not_with_this_role("no line"))?;
        let bearing = bearing(&request, &parts, Some(line.may)).await?;
        let by = Administering::by(&parts, bearing).await.map_err(of_token)?;
        if !line.right.is_held_by(&by) {
            return Err(not_with_this_role("no role that does it").into());
        }
        Ok(Self { request, parts, by: Arc::new(by), id: request_id() })
    }

    /// Before somebody is looked up by name: counted, and on record.
    pub(super) async fn looks_up(&self) -> Result<(), Problem> {
        self.by.looks_up(&self.parts).await.map_err(of_token)?;
        self.on_record().await
    }

    /// Puts on record that a program does what follows.
    pub(super) async fn on_record(&self) -> Result<(), Problem> {
        Ok(self.by.on_record(&self.parts, &self.id).await?)
    }
}

impl FromRequest for Program {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Self::of(request.clone()))
    }
}

fn not_with_this_role(cause: &'static str) -> Problem {
    let detail = "The person who made this token holds no role that does this now.";
    Problem::new(StatusCode::FORBIDDEN, "Not with this role", detail, cause)
}

/// To its end, also when the program goes away meanwhile: a change and its audit row.
pub(super) async fn to_the_end<T, E>(work: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, Problem>
where
    T: Send + 'static,
    E: Into<Problem> + Send + 'static,
{
    let done = tokio::spawn(work.instrument(tracing::Span::current())).await;
    done.map_err(|error| Problem::from(PageError::internal(error)))?.map_err(Into::into)
}
