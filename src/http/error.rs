//! Errors as a person sees them: one sentence, what to do next, a request id. The cause goes to the log alone.

use super::admin::not_invited;
use super::page::{self, Notice};
use crate::audit::{AuditError, VerifyError};
use crate::db::DbError;
use crate::domain::measures::MEASURES;
use crate::federation::flight::FlightError;
use crate::keeper::KeeperError;
use crate::say;
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
use crate::words::Text;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use std::fmt;

/// A page that says what went wrong and where to go from here.
#[derive(Debug)]
pub(super) struct PageError(Box<Details>);

#[derive(Debug)]
struct Details {
    status: StatusCode,
    title: Text,
    sentence: Text,
    next: (Text, String),
    retry_after: Option<i64>,
    cause: String,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.title.english(), self.0.cause)
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    fn error_response(&self) -> HttpResponse {
        // Logs and measures are in English, whatever language the page is in.
        let title = self.0.title.english();
        if self.0.status.is_server_error() {
            tracing::error!(cause = %self.0.cause, "{title}");
        } else {
            tracing::info!(cause = %self.0.cause, "{title}");
        }
        MEASURES.refused(title);
        let Details { title, sentence, next, .. } = &*self.0;
        let notice = Notice { title: title.clone(), sentence: sentence.clone(), next: Some((next.0.clone(), &next.1)) };
        let mut response = page::render(self.0.status, &notice);
        if let Some(seconds) = self.0.retry_after
            && let Ok(value) = header::HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

/// What it says, in English, for an answer that is no page.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) status: StatusCode,
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) retry_after: Option<i64>,
    /// For the log.
    pub(super) cause: String,
}

impl PageError {
    pub(super) fn said(self) -> Said {
        let Details { status, title, sentence, retry_after, cause, .. } = *self.0;
        Said { status, title: title.english(), sentence: sentence.english(), retry_after, cause }
    }

    /// A page with this status; `cause` is for the log.
    pub(super) fn new(
        status: StatusCode,
        title: impl Into<Text>,
        sentence: impl Into<Text>,
        cause: impl fmt::Display,
    ) -> Self {
        Self(Box::new(Details {
            status,
            title: title.into(),
            sentence: sentence.into(),
            next: (say("error-go-to-start-page"), "/".to_owned()),
            retry_after: None,
            cause: cause.to_string(),
        }))
    }

    /// With another way forward.
    pub(super) fn next(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.0.next = (label.into(), href.into());
        self
    }

    pub(super) fn expired_form() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            say("error-this-page-had-expired"),
            say("error-form-was-open-for-too"),
            "the form token does not belong to the cookie",
        )
        .next(say("error-sign-in"), "/login")
    }

    /// Something of ours is away; it may be back in a moment.
    pub(super) fn away(cause: impl fmt::Display) -> Self {
        let mut error = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            say("error-not-available-for-moment"),
            say("error-service-cannot-reach-part-of"),
            cause,
        );
        error.0.retry_after = Some(5);
        error
    }

    pub(super) fn internal(cause: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            say("error-something-went-wrong-on-our"),
            say("error-it-has-been-noted-try"),
            cause,
        )
    }

    /// The same for everybody. Which bucket is closed, only the log says.
    pub(super) fn too_many_tries(seconds: i64, cause: impl fmt::Display) -> Self {
        let mut error = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            say("error-too-many-tries"),
            say("error-wait-seconds-then-try-again").with("seconds", seconds),
            cause,
        )
        .next(say("error-sign-in"), "/login");
        error.0.retry_after = Some(seconds);
        error
    }

    /// No more steps may wait, for this asker at least. Nobody else's is taken away for it.
    fn full(cause: impl fmt::Display) -> Self {
        let sentence = say("error-very-many-sign-ins-that");
        let mut error =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, say("error-not-available-for-moment"), sentence, cause);
        error.0.retry_after = Some(60);
        error
    }

    fn busy() -> Self {
        let sentence = say("error-very-many-people-are-signing");
        let mut error =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, say("error-not-available-for-moment"), sentence, "no permit");
        error.0.retry_after = Some(5);
        error
    }

    pub(super) fn sign_in_gone(cause: impl fmt::Display) -> Self {
        Self::new(StatusCode::GONE, say("error-this-sign-in-is-no"), say("error-it-took-too-long-or"), cause)
            .next(say("error-sign-in"), "/login")
    }
}

impl From<DbError> for PageError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Away(_) | DbError::Held(_) => Self::away(error),
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
                say("error-you-have-been-signed-out"),
                say("error-your-session-ended-just-now"),
                error,
            )
            .next(say("error-sign-in"), "/login");
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
        if let Some(why) = not_invited(&error) {
            let sentence = say("error-nobody-was-invited").with("error", why);
            return Self::new(StatusCode::CONFLICT, say("error-not-invited"), sentence, error)
                .next(say("error-back-to-console"), "/admin");
        }
        match error {
            InvitationError::Gone(_) => Self::new(
                StatusCode::GONE,
                say("error-this-link-no-longer-serves"),
                say("error-it-was-used-or-replaced"),
                error,
            )
            .next(say("error-sign-in"), "/login"),
            InvitationError::Inbox(InboxFlowError::Tampered) => {
                let sentence = say("error-database-says-that-this-name");
                Self::new(StatusCode::CONFLICT, say("error-this-account-was-changed-by"), sentence, error)
                    .next(say("error-back-to-console"), "/admin")
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
            FlightError::Seal(_) | FlightError::Encode(_) | FlightError::NoKey | FlightError::Maker(_) => {
                Self::internal(error)
            }
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
        let sentence = say("error-there-is-no-page-at");
        Err(PageError::new(StatusCode::NOT_FOUND, say("error-no-such-page"), sentence, "no route"))
    } else {
        let sentence = say("error-this-address-does-not-take");
        Err(PageError::new(
            StatusCode::METHOD_NOT_ALLOWED,
            say("error-not-this-way"),
            sentence,
            "no route for the method",
        ))
    }
}

pub(super) fn bad_form(error: actix_web::error::UrlencodedError, _: &HttpRequest) -> actix_web::Error {
    let sentence = say("error-form-did-not-arrive-whole");
    let status = match error.status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    };
    PageError::new(status, say("error-this-form-cannot-be-read"), sentence, error).into()
}

pub(super) fn bad_query(error: actix_web::error::QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    let sentence = say("error-address-is-missing-something-or");
    PageError::new(StatusCode::BAD_REQUEST, say("error-this-address-cannot-be-read"), sentence, error).into()
}
