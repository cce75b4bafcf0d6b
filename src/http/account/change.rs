//! What the pages of all changes have in common.

use crate::audit::Event;
use crate::domain::SecretText;
use crate::http::admin::limits_fault;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::sign_in::change::ChangeError;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::passkey::Rule;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

/// Of passphrase and second factor, whichever was wrong.
pub(in crate::http) const REFUSED: &str = "Passphrase, code or passkey is not right, or the code was used before. Check them, and try again: with a code, \
                                           once the app shows a new one.";

/// The same, of somebody whose passphrase needs a passkey beside it.
pub(in crate::http) const REFUSED_BOTH: &str = "Passphrase or passkey is not right, or the passkey was not shown. A code is not enough here. Check the passphrase, use a \
                                                passkey that was chosen for it, and try again.";

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
        let sentence = "It is done, but this browser could not be kept signed in. Sign in again.";
        PageError::new(StatusCode::INTERNAL_SERVER_ERROR, "Almost done", sentence, error).next("Sign in", "/login")
    })?;
    Ok(response)
}

/// What the person can mend on the page; anything else is a page of its own.
pub(in crate::http) fn fault(error: ChangeError) -> Result<String, PageError> {
    let sentence = match error {
        ChangeError::Refused => REFUSED,
        ChangeError::Passphrase(fault) => return Ok(fault.to_string()),
        ChangeError::NewCode => {
            "The code does not fit the new app. Type the six digits that it shows now; if they never fit, its clock may be wrong."
        }
        ChangeError::Part => {
            "These are not the two groups. Look at your printed page, and type them as they stand there."
        }
        ChangeError::Passkey(rule) => {
            tracing::info!(%rule, "a passkey was refused");
            passkey_fault(rule)
        }
        ChangeError::NotForBoth => {
            "This needs a passkey that has a key for it and asks for your finger, face or PIN. Use another one, or make this one anew on this device."
        }
        ChangeError::ManyPasskeys => "There is no room for another passkey. Take one away first.",
        ChangeError::Limits(fault) => return Ok(limits_fault(fault)),
        ChangeError::Token(fault) => return Ok(fault.to_string()),
        ChangeError::NotAllowed => "This is more than the people who run this service allow, or not for this account.",
        ChangeError::Identifier => "This cannot be used. Choose another.",
        ChangeError::Person(fault) => return Ok(fault.to_string()),
        ChangeError::Stale => {
            "Somebody else changed this while you looked. What holds now stands here beside what you typed: look at both, and send it again if you still want to."
        }
        ChangeError::Nobody => "Nobody is known under this name. Check how it is spelt, or invite them first.",
        ChangeError::OwnRoles => {
            "What you may do yourself, another owner says: so that there is always one. Ask one of them."
        }
        other => return Err(other.into()),
    };
    Ok(sentence.to_owned())
}

/// Why a passkey was not added.
fn passkey_fault(rule: Rule) -> &'static str {
    match rule {
        Rule::Attested => {
            "The passkey was not added: it did not prove which model it is, and only the models that this page names are accepted. \
             If your browser asked whether this site may see the make and model, answer yes; or use another key. What was made now, you can delete on its device."
        }
        Rule::Listed => {
            "The passkey was not added: it is of another model than those that this page names, and only they are accepted. \
             Use one of those. What was made now, you can delete on its device."
        }
        rule if rule.event() == Some(Event::PasskeyModel) => {
            "The passkey was not added: its proof of which model it is could not be verified. Ask whoever gave you the key. \
             What was made now, you can delete on its device."
        }
        _ => {
            "The passkey was not added: what your browser sent of it could not be accepted. Try again on this page, or with another device."
        }
    }
}

/// What stands in the way of a change: the page's title and sentence.
fn conflict(error: &ChangeError) -> Option<(&'static str, &'static str)> {
    Some(match error {
        ChangeError::Changed => (
            "Your account was changed meanwhile",
            "Another window or device was first. Nothing of this was done. Look at your account, and begin again if you still want to.",
        ),
        ChangeError::OnlyWay => {
            ("The passphrase stays", "It is the only way in that has a second factor. You can change it instead.")
        }
        ChangeError::KitNeeded => (
            "A recovery kit has to be there",
            "Your passphrase opens your account only with a passkey, or is about to. Without a recovery kit, whoever loses the passkey loses the account.",
        ),
        ChangeError::LastForBoth => (
            "The passkey stays for now",
            "It is the last that your passphrase opens your account with. Add another first, or let your passphrase open the account with a code again.",
        ),
        _ => return None,
    })
}

impl From<ChangeError> for PageError {
    fn from(error: ChangeError) -> Self {
        let page = |status, title, sentence: &'static str, error: ChangeError| {
            Self::new(status, title, sentence, error).next("Your account", "/account")
        };
        if let Some((title, sentence)) = conflict(&error) {
            return page(StatusCode::CONFLICT, title, sentence, error);
        }
        match error {
            ChangeError::Expired => page(
                StatusCode::GONE,
                "This page had expired",
                "It was open for too long, or was used already. Nothing was changed. Open the page again.",
                error,
            ),
            ChangeError::NoSuchWay => page(
                StatusCode::NOT_FOUND,
                "Nothing to take away",
                "There is no such way into your account. Nothing was changed.",
                error,
            ),
            ChangeError::NoPasskeysHere => page(
                StatusCode::NOT_FOUND,
                "No passkeys here",
                "The address of this sign-in is a number. Passkeys are made for names.",
                error,
            ),
            ChangeError::SignInAgain => page(
                StatusCode::CONFLICT,
                "Sign in once more first",
                "This session cannot be used for it. Sign out and in again, and the next one can.",
                error,
            )
            .next("Sign out", "/logout"),
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
