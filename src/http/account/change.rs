//! What the pages of all changes have in common.

use crate::audit::Event;
use crate::domain::SecretText;
use crate::http::admin::{limits_fault, person_fault};
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::say;
use crate::sign_in::change::ChangeError;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::passkey::Rule;
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

/// Of passphrase and second factor, whichever was wrong.
pub(in crate::http) fn refused() -> Text {
    say("account-change-refused")
}

/// The same, of somebody whose passphrase needs a passkey beside it.
pub(in crate::http) fn refused_both() -> Text {
    say("account-change-refused-both")
}

/// On to another page, with the session's new cookie.
pub(in crate::http) fn changed(site: &Site, cookie: &SecretText, to: &str) -> Result<HttpResponse, PageError> {
    signed_on(see_other(to), site, cookie)
}

/// A response with the session's new cookie.
pub(in crate::http) fn signed_on(
    mut response: HttpResponse,
    site: &Site,
    cookie: &SecretText,
) -> Result<HttpResponse, PageError> {
    response.add_cookie(&site.cookie(signed_in::COOKIE, cookie.expose().to_owned())).map_err(|error| {
        let sentence = say("account-change-it-is-done-but-this");
        PageError::new(StatusCode::INTERNAL_SERVER_ERROR, say("account-change-almost-done"), sentence, error)
            .next(say("account-change-sign-in"), "/login")
    })?;
    Ok(response)
}

/// What the person can mend on the page; anything else is a page of its own.
pub(in crate::http) fn fault(error: ChangeError) -> Result<Text, PageError> {
    Ok(match error {
        ChangeError::Refused => refused(),
        ChangeError::Passphrase(fault) => fault.to_string().into(),
        ChangeError::NewCode => say("account-change-code-does-not-fit-new"),
        ChangeError::Part => say("account-change-these-are-not-two-groups"),
        ChangeError::Passkey(rule) => {
            tracing::info!(%rule, "a passkey was refused");
            passkey_fault(rule)
        }
        ChangeError::NotForBoth => say("account-change-this-needs-passkey-that-has"),
        ChangeError::ManyPasskeys => say("account-change-there-is-no-room-for"),
        ChangeError::Limits(fault) => limits_fault(fault).into(),
        ChangeError::Token(fault) => fault.to_string().into(),
        ChangeError::NotAllowed => say("account-change-this-is-more-than-people"),
        ChangeError::Identifier => say("account-change-this-cannot-be-used-choose"),
        ChangeError::Person(fault) => person_fault(fault),
        ChangeError::Stale => say("account-change-somebody-else-changed-this-while"),
        ChangeError::Nobody => say("account-change-nobody-is-known-under-this"),
        ChangeError::OwnRoles => say("account-change-what-you-may-do-yourself"),
        other => return Err(other.into()),
    })
}

/// Why a passkey was not added.
fn passkey_fault(rule: Rule) -> Text {
    match rule {
        Rule::Attested => say("account-change-passkey-was-not-added-it"),
        Rule::Listed => say("account-change-passkey-was-not-added-it-is"),
        rule if rule.event() == Some(Event::PasskeyModel) => say("account-change-passkey-was-not-added-its"),
        _ => say("account-change-passkey-was-not-added-what"),
    }
}

/// What stands in the way of a change: the page's title and sentence.
fn conflict(error: &ChangeError) -> Option<(Text, Text)> {
    Some(match error {
        ChangeError::Changed => (
            say("account-change-your-account-was-changed-meanwhile"),
            say("account-change-another-window-or-device-was"),
        ),
        ChangeError::OnlyWay => (say("account-change-passphrase-stays"), say("account-change-it-is-only-way-in")),
        ChangeError::KitNeeded => {
            (say("account-change-recovery-kit-has-to-be"), say("account-change-your-passphrase-opens-your-account"))
        }
        ChangeError::LastForBoth => {
            (say("account-change-passkey-stays-for-now"), say("account-change-it-is-last-that-your"))
        }
        _ => return None,
    })
}

impl From<ChangeError> for PageError {
    fn from(error: ChangeError) -> Self {
        let page = |status, title: Text, sentence: Text, error: ChangeError| {
            Self::new(status, title, sentence, error).next(say("account-change-your-account"), "/account")
        };
        if let Some((title, sentence)) = conflict(&error) {
            return page(StatusCode::CONFLICT, title, sentence, error);
        }
        match error {
            ChangeError::Expired => page(
                StatusCode::GONE,
                say("account-change-this-page-had-expired"),
                say("account-change-it-was-open-for-too"),
                error,
            ),
            ChangeError::NoSuchWay => page(
                StatusCode::NOT_FOUND,
                say("account-change-nothing-to-take-away"),
                say("account-change-there-is-no-such-way"),
                error,
            ),
            ChangeError::NoPasskeysHere => page(
                StatusCode::NOT_FOUND,
                say("account-change-no-passkeys-here"),
                say("account-change-address-of-this-sign-in"),
                error,
            ),
            ChangeError::SignInAgain => page(
                StatusCode::CONFLICT,
                say("account-change-sign-in-once-more-first"),
                say("account-change-this-session-cannot-be-used"),
                error,
            )
            .next(say("account-change-sign-out"), "/logout"),
            ChangeError::Session(error) => error.into(),
            ChangeError::Inbox(InboxFlowError::Tampered) => InvitationError::Inbox(InboxFlowError::Tampered).into(),
            ChangeError::Attempt(error) => error.into(),
            ChangeError::Check(error) => error.into(),
            ChangeError::Way(error) => error.into(),
            ChangeError::Pending(error) => error.into(),
            ChangeError::Db(error) => error.into(),
            ChangeError::Keeper(error) => error.into(),
            ChangeError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}
