//! Errors as a person sees them: one sentence, what to do next, a request id. The cause goes to the log alone.

use super::page::{self, Notice};
use crate::audit::{AuditError, VerifyError};
use crate::db::DbError;
use crate::domain::measures::MEASURES;
use crate::federation::flight::FlightError;
use crate::keeper::KeeperError;
use crate::sign_in::attempt::AttemptError;
use crate::sign_in::enrolment::EnrolmentError;
use crate::sign_in::fresh_way::FreshWayError;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::passphrase::PassphraseError;
use crate::sign_in::pending::PendingError;
use crate::sign_in::session::SessionError;
use crate::sign_in::stretcher::StretcherError;
use crate::sign_in::throttle::ThrottleError;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use std::fmt;

/// A page that says what went wrong and where to go from here.
#[derive(Debug)]
pub(super) struct PageError(Box<Details>);

#[derive(Debug)]
struct Details {
    status: StatusCode,
    title: &'static str,
    sentence: String,
    next: (&'static str, String),
    retry_after: Option<i64>,
    cause: String,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.title, self.0.cause)
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    fn error_response(&self) -> HttpResponse {
        MEASURES.refused(self.0.title);
        if self.0.status.is_server_error() {
            tracing::error!(cause = %self.0.cause, "{}", self.0.title);
        } else {
            tracing::info!(cause = %self.0.cause, "{}", self.0.title);
        }
        let notice =
            Notice { title: self.0.title, sentence: &self.0.sentence, next: Some((self.0.next.0, &self.0.next.1)) };
        let mut response = page::render(self.0.status, &notice);
        if let Some(seconds) = self.0.retry_after
            && let Ok(value) = header::HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

/// What it says, for an answer that is no page.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) status: StatusCode,
    pub(super) title: &'static str,
    pub(super) sentence: String,
    pub(super) retry_after: Option<i64>,
    /// For the log.
    pub(super) cause: String,
}

impl PageError {
    pub(super) fn said(self) -> Said {
        let Details { status, title, sentence, retry_after, cause, .. } = *self.0;
        Said { status, title, sentence, retry_after, cause }
    }

    /// A page with this status; `cause` is for the log.
    pub(super) fn new(
        status: StatusCode,
        title: &'static str,
        sentence: impl Into<String>,
        cause: impl fmt::Display,
    ) -> Self {
        Self(Box::new(Details {
            status,
            title,
            sentence: sentence.into(),
            next: ("Go to the start page", "/".to_owned()),
            retry_after: None,
            cause: cause.to_string(),
        }))
    }

    /// With another way forward.
    pub(super) fn next(mut self, label: &'static str, href: impl Into<String>) -> Self {
        self.0.next = (label, href.into());
        self
    }

    pub(super) fn expired_form() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "This page had expired",
            "The form was open for too long, or cookies are blocked. Nothing was changed. Open the page again and fill it in once more.",
            "the form token does not belong to the cookie",
        )
        .next("Sign in", "/login")
    }

    /// Something of ours is away; it may be back in a moment.
    pub(super) fn away(cause: impl fmt::Display) -> Self {
        let mut error = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "Not available for a moment",
            "The service cannot reach a part of itself just now. Nothing is lost. Try again in a few seconds.",
            cause,
        );
        error.0.retry_after = Some(5);
        error
    }

    pub(super) fn internal(cause: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong on our side",
            "It has been noted. Try again; if it happens once more, tell the people who run this service the request id below.",
            cause,
        )
    }

    /// The same for everybody. Which bucket is closed, only the log says.
    pub(super) fn too_many_tries(seconds: i64, cause: impl fmt::Display) -> Self {
        let mut error = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "Too many tries",
            format!(
                "Wait {seconds} second{}, then try again. This protects people from whoever guesses at their passphrase.",
                if seconds == 1 { "" } else { "s" }
            ),
            cause,
        )
        .next("Sign in", "/login");
        error.0.retry_after = Some(seconds);
        error
    }

    /// No more steps may wait, for this asker at least. Nobody else's is taken away for it.
    fn full(cause: impl fmt::Display) -> Self {
        let sentence = "Very many sign-ins that were begun are waiting to be finished. Nothing is lost. Try again in a minute, or finish one that is open in another tab.";
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "Not available for a moment", sentence, cause);
        error.0.retry_after = Some(60);
        error
    }

    fn busy() -> Self {
        let sentence = "Very many people are signing in at this moment. Nothing is lost. Try again in a few seconds.";
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "Not available for a moment", sentence, "no permit");
        error.0.retry_after = Some(5);
        error
    }

    pub(super) fn sign_in_gone(cause: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::GONE,
            "This sign-in is no longer waiting",
            "It took too long, or was finished in another tab. Start again from the application you came from, or sign in here.",
            cause,
        )
        .next("Sign in", "/login")
    }
}

impl From<DbError> for PageError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Away(_) => Self::away(error),
            other => Self::internal(other),
        }
    }
}

impl From<KeeperError> for PageError {
    /// What it answers strangers is used up, or what it answers known devices: that is over in a moment.
    fn from(error: KeeperError) -> Self {
        if matches!(error, KeeperError::Budget(_)) { Self::too_many_tries(60, error) } else { Self::away(error) }
    }
}

impl From<AuditError> for PageError {
    fn from(error: AuditError) -> Self {
        if matches!(error, AuditError::Ended) {
            return Self::new(
                StatusCode::CONFLICT,
                "You have been signed out",
                "Your session ended just now, here or in another window, and the application was told nothing. Sign in to open it again.",
                error,
            )
            .next("Sign in", "/login");
        }
        Self::away(error)
    }
}

impl From<ThrottleError> for PageError {
    fn from(error: ThrottleError) -> Self {
        match error {
            ThrottleError::Closed { seconds, bucket } => {
                MEASURES.closed(bucket.as_str());
                Self::too_many_tries(seconds, error)
            }
            ThrottleError::Db(error) => error.into(),
            ThrottleError::Keeper(error) => error.into(),
        }
    }
}

impl From<FreshWayError> for PageError {
    fn from(error: FreshWayError) -> Self {
        match error {
            FreshWayError::Stretch(StretcherError::Busy) => Self::busy(),
            FreshWayError::Stretch(error) => Self::internal(error),
            FreshWayError::Keeper(error) => error.into(),
            FreshWayError::Share(error) => Self::internal(error),
        }
    }
}

impl From<PassphraseError> for PageError {
    fn from(error: PassphraseError) -> Self {
        match error {
            PassphraseError::Throttle(error) => error.into(),
            PassphraseError::Db(error) => error.into(),
            PassphraseError::Keeper(error) => error.into(),
            PassphraseError::Stretch(StretcherError::Busy) => Self::busy(),
            PassphraseError::Stretch(error) => Self::internal(error),
        }
    }
}

impl From<PendingError> for PageError {
    fn from(error: PendingError) -> Self {
        match error {
            PendingError::Gone => Self::sign_in_gone(error),
            PendingError::Full(_) => Self::full(error),
            PendingError::Db(error) => error.into(),
            PendingError::Keeper(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

impl From<SessionError> for PageError {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::None(_) | SessionError::Idle | SessionError::Unattended | SessionError::NotActive => {
                Self::sign_in_gone(error)
            }
            SessionError::Keyring(error) => error.into(),
            SessionError::Db(error) => error.into(),
            SessionError::Keeper(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

impl From<AttemptError> for PageError {
    fn from(error: AttemptError) -> Self {
        match error {
            AttemptError::Passphrase(error) => error.into(),
            AttemptError::Pending(error) => error.into(),
            AttemptError::Session(error) => error.into(),
            AttemptError::Db(error) => error.into(),
            AttemptError::Keeper(error) => error.into(),
            AttemptError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

impl From<InvitationError> for PageError {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::Gone(_) => Self::new(
                StatusCode::GONE,
                "This link no longer serves",
                "It was used, or replaced by a newer one, or its 72 hours are over. If you have enrolled, sign in. If not, ask whoever invited you for a new link.",
                error,
            )
            .next("Sign in", "/login"),
            InvitationError::Enrolled
            | InvitationError::Revoked
            | InvitationError::OpensConsole
            | InvitationError::ReservedName(_) => {
                let sentence = format!("Nobody was invited: {error}.");
                Self::new(StatusCode::CONFLICT, "Not invited", sentence, error).next("Back to the console", "/admin")
            }
            InvitationError::Inbox(InboxFlowError::Tampered) => {
                let sentence = "The database says that this name is an account's which this service did not give it to, or holds something else of it that this service did not write. Nothing was done. Tell whoever runs this service: somebody changed the database.";
                Self::new(StatusCode::CONFLICT, "This account was changed by another hand", sentence, error)
                    .next("Back to the console", "/admin")
            }
            InvitationError::Db(error) => error.into(),
            InvitationError::Keeper(error) => error.into(),
            InvitationError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

impl From<EnrolmentError> for PageError {
    fn from(error: EnrolmentError) -> Self {
        match error {
            EnrolmentError::Invitation(error) => error.into(),
            EnrolmentError::Pending(error) => error.into(),
            EnrolmentError::Session(error) => error.into(),
            EnrolmentError::Keyring(error) => error.into(),
            EnrolmentError::Db(error) => error.into(),
            EnrolmentError::Keeper(error) => error.into(),
            EnrolmentError::Audit(error) => error.into(),
            EnrolmentError::Way(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

impl From<FlightError> for PageError {
    fn from(error: FlightError) -> Self {
        match error {
            FlightError::Db(error) => error.into(),
            FlightError::Keeper(error) => error.into(),
            FlightError::Audit(error) => error.into(),
            FlightError::Verify(error) => error.into(),
            FlightError::Seal(_) | FlightError::Encode(_) | FlightError::NoKey => Self::internal(error),
        }
    }
}

impl From<VerifyError> for PageError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Db(error) => error.into(),
            VerifyError::Keeper(error) => error.into(),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

/// No such address, or not by this method.
pub(super) async fn not_found(request: HttpRequest) -> Result<HttpResponse, PageError> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let sentence = "There is no page at this address. The start page leads to everything there is.";
        Err(PageError::new(StatusCode::NOT_FOUND, "No such page", sentence, "no route"))
    } else {
        let sentence = "This address does not take that kind of request. The start page leads to everything there is.";
        Err(PageError::new(StatusCode::METHOD_NOT_ALLOWED, "Not this way", sentence, "no route for the method"))
    }
}

pub(super) fn bad_form(error: actix_web::error::UrlencodedError, _: &HttpRequest) -> actix_web::Error {
    let sentence =
        "The form did not arrive whole, or is not one of ours. Open the page again and fill it in once more.";
    let status = match error.status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    };
    PageError::new(status, "This form cannot be read", sentence, error).into()
}

pub(super) fn bad_query(error: actix_web::error::QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    let sentence =
        "The address is missing something, or has something twice. Follow the link again from where you found it.";
    PageError::new(StatusCode::BAD_REQUEST, "This address cannot be read", sentence, error).into()
}
