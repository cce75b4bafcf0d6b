//! What a program is told that did not get what it asked for (RFC 9457): a title that stays, a sentence for whoever reads its
//! log, and the request's id. The cause goes to our log alone.

use crate::db::DbError;
use crate::domain::May;
use crate::domain::measures::MEASURES;
use crate::http::context::request_id;
use crate::http::error::{PageError, Said};
use crate::keys::envelopes::EnvelopeFlowError;
use crate::sign_in::tokens::TokenError;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde_json::{Value, json};
use std::fmt;

#[derive(Debug)]
pub(in crate::http) struct Problem(Box<Details>);

#[derive(Debug)]
struct Details {
    said: Said,
    /// RFC 6750 §3.
    challenge: Option<String>,
    /// What this problem has besides (RFC 9457 §3.2).
    more: Option<(&'static str, Value)>,
}

impl Problem {
    pub(in crate::http) fn new(
        status: StatusCode,
        title: &'static str,
        detail: impl Into<Text>,
        cause: impl fmt::Display,
    ) -> Self {
        PageError::new(status, title, detail, cause).into()
    }

    /// RFC 6750 §3: "If the request lacks any authentication information […], the resource server SHOULD NOT include an error code".
    pub(super) fn no_token() -> Self {
        let detail = "Send the token that your person made for this program: Authorization: Bearer senza_…";
        let mut problem = Self::new(StatusCode::UNAUTHORIZED, "A token is needed", detail, "no token was sent");
        problem.0.challenge = Some("Bearer realm=\"senza\"".to_owned());
        problem
    }

    /// One refusal, whatever is wrong with a token.
    fn bad_token(cause: impl fmt::Display) -> Self {
        let detail = "The token does not serve, or serves no more. Its person sees at /account/tokens, or for the console at /admin/settings/tokens, which ones do, and makes another there.";
        let mut problem = Self::new(StatusCode::UNAUTHORIZED, "This token does not serve", detail, cause);
        problem.0.challenge = Some("Bearer realm=\"senza\", error=\"invalid_token\"".to_owned());
        problem
    }

    pub(super) fn may_not(what: May) -> Self {
        let word = what.word();
        let place = if what.is_of_console() { "/admin/settings/tokens" } else { "/account/tokens" };
        let detail = format!("This token is not for {word}. Its person makes one that is at {place}.");
        let mut problem = Self::new(StatusCode::FORBIDDEN, "Not with this token", detail, word);
        problem.0.challenge = Some(format!("Bearer realm=\"senza\", error=\"insufficient_scope\", scope=\"{word}\""));
        problem
    }

    /// With a member of its own.
    pub(super) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.0.more = Some((name, value));
        self
    }

    /// With when to ask again, in seconds.
    pub(super) fn retry_after(mut self, seconds: i64) -> Self {
        self.0.said.retry_after = Some(seconds);
        self
    }

    pub(in crate::http) fn bad_request(detail: impl Into<Text>, cause: impl fmt::Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "This request cannot be read", detail, cause)
    }

    pub(super) fn method(description: &str) -> Self {
        let detail = format!("This address does not take that method. {description} says which it takes.");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "Not this way", detail, "no route for the method")
    }

    pub(in crate::http) fn response(&self) -> HttpResponse {
        let Said { status, title, sentence, retry_after, .. } = &self.0.said;
        let mut body = json!({
            "type": "about:blank",
            "title": title,
            "status": status.as_u16(),
            "detail": sentence,
            "request": request_id(),
        });
        if let (Some((name, value)), Some(members)) = (&self.0.more, body.as_object_mut()) {
            members.insert((*name).to_owned(), value.clone());
        }
        let mut response = HttpResponse::build(*status).content_type("application/problem+json").body(body.to_string());
        let headers = response.headers_mut();
        if let Some(value) = self.0.challenge.as_ref().and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(WWW_AUTHENTICATE, value);
        }
        if let Some(seconds) = retry_after {
            headers.insert(RETRY_AFTER, (*seconds).into());
        }
        response
    }
}

/// Where an address below `/api/v1` is described.
pub(super) fn description_of(path: &str) -> &'static str {
    match path == "/admin" || path.starts_with("/admin/") {
        true => "/api/v1/admin/openapi.json",
        false => "/api/v1/openapi.json",
    }
}

pub(super) async fn no_such_address(request: HttpRequest) -> HttpResponse {
    let description = description_of(request.path().strip_prefix("/api/v1").unwrap_or_default());
    let detail = format!("There is nothing at this address. {description} says what there is.");
    Problem::new(StatusCode::NOT_FOUND, "No such address", detail, "no route").response()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.said.title, self.0.said.cause)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.0.said.status
    }

    fn error_response(&self) -> HttpResponse {
        let Said { status, title, cause, .. } = &self.0.said;
        MEASURES.refused(title.clone());
        if status.is_server_error() {
            tracing::error!(%cause, "{title}");
        } else {
            tracing::info!(%cause, "{title}");
        }
        self.response()
    }
}

impl<E: Into<PageError>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(Box::new(Details { said: error.into().said(), challenge: None, more: None }))
    }
}

/// Where several change something at once: whoever was not first comes again, and nothing is wrong with us.
pub(super) fn of_db(error: DbError) -> Problem {
    match error {
        DbError::Held(cause) => {
            tracing::warn!(%cause, "something was held for longer than a program waits for it");
            Problem::no_turn("what it changes was held for long")
        }
        DbError::Touched { .. } => {
            let detail =
                "Nothing was done: somebody else was changing the same. Look at it as it is now, and send it again.";
            Problem::new(StatusCode::CONFLICT, "Somebody was first", detail, error)
        }
        error => error.into(),
    }
}

/// One that is not the pages'.
pub(super) fn of_token(error: TokenError) -> Problem {
    match error {
        TokenError::None(cause) => Problem::bad_token(cause),
        TokenError::Inbox(cause) => {
            tracing::error!(%cause, "the account of a token is not as the keeper vouched for it");
            Problem::bad_token("its account is not as the keeper vouched for it")
        }
        TokenError::Beyond(what) => Problem::may_not(what),
        TokenError::TooOften(seconds) => {
            let detail = "This token is used very often. Wait, and ask more slowly.";
            let mut problem =
                Problem::new(StatusCode::TOO_MANY_REQUESTS, "Too often", detail, "a token was used too often");
            problem.0.said.retry_after = Some(seconds);
            problem
        }
        TokenError::Busy => Problem::no_turn("no turn to change something came"),
        TokenError::Db(error) => of_db(error),
        TokenError::Keeper(error) => error.into(),
    }
}

/// What is wrong with an envelope, for a program.
pub(in crate::http) fn of_envelope(error: EnvelopeFlowError) -> Problem {
    match error {
        // Its person ended it while something long was under way.
        EnvelopeFlowError::Ended => Problem::bad_token("it was ended meanwhile"),
        error => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: whoever changes something at the same moment as somebody else is told that we are broken, and looks no further.
    #[test]
    fn who_was_not_first_is_told_so_and_who_waited_long_when_to_come_again() {
        let status = |error: DbError| of_db(error).response().status();
        let touched = DbError::Touched { table: "invitation", touched: 0, expected: 1 };
        assert_eq!(status(touched), StatusCode::CONFLICT);
        let held = of_db(DbError::Held(sqlx::Error::RowNotFound)).response();
        assert_eq!((held.status(), held.headers().contains_key(RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, true));
        let shape = DbError::Shape { table: "account", what: "id" };
        assert_eq!(status(shape), StatusCode::INTERNAL_SERVER_ERROR, "control");
    }
}
