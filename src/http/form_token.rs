//! Ties a form to the browser it was shown in: a cookie that no other site can read, and its hash in the form.

use super::error::PageError;
use super::site::Site;
use crate::domain::{Random, random};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use actix_web::cookie::Cookie;
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

const COOKIE: &str = "form";

/// The value for a form's hidden field `form_token`, and the cookie to set when the browser has none yet.
pub(super) struct FormToken {
    pub value: String,
    pub cookie: Option<Cookie<'static>>,
}

/// For a page with a form.
pub(super) fn issue(request: &HttpRequest, site: &Site, random: &dyn Random) -> FormToken {
    if let Some(known) = request.cookie(&site.cookie_name(COOKIE)).filter(|cookie| is_ours(cookie.value())) {
        return FormToken { value: hash(known.value()), cookie: None };
    }
    let secret = BASE64URL_NOPAD.encode(&random::octets::<32>(random));
    FormToken { value: hash(&secret), cookie: Some(site.cookie(COOKIE, secret)) }
}

/// Takes the cookie away: the next person's forms are tied to another.
pub(super) fn forget(mut response: HttpResponse, site: &Site) -> HttpResponse {
    if let Err(error) = response.add_cookie(&site.no_cookie(COOKIE)) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}

/// For the form when it comes back.
///
/// # Errors
/// The cookie is missing or another's: the form was shown by nobody, by another site, or too long ago.
pub(super) fn check(request: &HttpRequest, site: &Site, token: &str) -> Result<(), PageError> {
    // Browsers say where a form was submitted from; one that says «from elsewhere» is believed.
    if request.headers().get("sec-fetch-site").is_some_and(|from| from == "cross-site") {
        return Err(PageError::expired_form());
    }
    let cookie = request.cookie(&site.cookie_name(COOKIE)).ok_or_else(PageError::expired_form)?;
    let same: bool = hash(cookie.value()).as_bytes().ct_eq(token.as_bytes()).into();
    if same && is_ours(cookie.value()) { Ok(()) } else { Err(PageError::expired_form()) }
}

pub(crate) fn hash(secret: &str) -> String {
    BASE64URL_NOPAD.encode(&sha256(&lp(&[labels::FORM_TOKEN.as_bytes(), secret.as_bytes()])))
}

fn is_ours(value: &str) -> bool {
    BASE64URL_NOPAD.decode(value.as_bytes()).is_ok_and(|octets| octets.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use actix_web::test::TestRequest;

    fn site() -> Site {
        Site::new("https://idp.example.org".parse().unwrap())
    }

    #[test]
    fn a_form_comes_back_with_the_cookie_it_was_shown_with() {
        let shown = issue(&TestRequest::default().to_http_request(), &site(), &SystemRandom);
        let back = TestRequest::default().cookie(shown.cookie.unwrap()).to_http_request();
        assert!(check(&back, &site(), &shown.value).is_ok());
        assert_eq!(issue(&back, &site(), &SystemRandom).value, shown.value, "one token for all tabs");
    }

    // Threat: another site submits our form with the person's cookies, having guessed or planted a token.
    #[test]
    fn refuses_a_form_that_we_did_not_show_in_this_browser() {
        let theirs = issue(&TestRequest::default().to_http_request(), &site(), &SystemRandom);
        let mine = issue(&TestRequest::default().to_http_request(), &site(), &SystemRandom);
        let request = TestRequest::default().cookie(mine.cookie.unwrap()).to_http_request();
        assert!(check(&request, &site(), &theirs.value).is_err());
        assert!(check(&request, &site(), "").is_err());
        let shown = issue(&TestRequest::default().to_http_request(), &site(), &SystemRandom);
        let from =
            |from| TestRequest::default().cookie(shown.cookie.clone().unwrap()).insert_header(("sec-fetch-site", from));
        assert!(check(&from("cross-site").to_http_request(), &site(), &shown.value).is_err());
        assert!(check(&from("same-origin").to_http_request(), &site(), &shown.value).is_ok(), "control");
        assert!(check(&TestRequest::default().to_http_request(), &site(), &mine.value).is_err());
    }
}
