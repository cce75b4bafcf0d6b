//! `/saml/error`: where a portal may send a person whom it cannot let in (SDP-IDP33: "an HTML page suitable for referral
//! by SPs"), with what it knows in the query, as the REFEDS errorURL profile has it.
//!
//! Anyone can make such a link. So nothing of it is repeated but what we know ourselves: an application is named by the
//! name under which it is connected here, attributes and factors by our own words; times are read and written anew, and
//! an identifier has letters and digits alone.

use super::context::request_id;
use super::error::PageError;
use super::page::html;
use super::when::When;
use crate::federation::Federation;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use time::OffsetDateTime;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct HelpQuery {
    code: String,
    ts: String,
    rp: String,
    tid: String,
    ctx: String,
}

/// Title, what it means, what to do next.
struct Explained {
    title: Text,
    meaning: Text,
    next: Text,
}

#[derive(Template)]
#[template(path = "saml/error.html")]
struct HelpPage<'a> {
    request_id: &'a str,
    explained: &'a Explained,
    /// What the application misses, in our words.
    missing: Vec<Text>,
    application: Option<&'a str>,
    code: Option<&'a str>,
    when: Option<When>,
    transaction: Option<&'a str>,
    support: Option<&'a str>,
}

pub(super) async fn page(
    federation: web::Data<Federation>,
    query: web::Query<HelpQuery>,
) -> Result<HttpResponse, PageError> {
    let application = match query.rp.as_str() {
        "" | "ERRORURL_RP" => None,
        // SAML core §8.3.6: no entityID is longer.
        long if long.len() > 1024 => None,
        entity_id => federation.find(entity_id).await?,
    };
    let (code, explained) = explain(&query.code);
    let page = HelpPage {
        request_id: &request_id(),
        explained: &explained,
        missing: federation.words_for(&query.ctx),
        application: application.as_deref().map(|sp| sp.name()),
        code,
        when: moment(&query.ts),
        transaction: transaction(&query.tid),
        support: federation.publisher().support_contact.as_deref(),
    };
    Ok(html(StatusCode::OK, page.render()?))
}

/// The profile's four codes; anything else, the placeholder among it, is a problem without a name.
fn explain(code: &str) -> (Option<&'static str>, Explained) {
    match code {
        "IDENTIFICATION_FAILURE" => (
            Some("IDENTIFICATION_FAILURE"),
            Explained {
                title: say("saml-help-application-needs-to-know-more"),
                meaning: say("saml-help-you-are-signed-in-but"),
                next: say("saml-help-ask-people-who-run-this"),
            },
        ),
        "AUTHENTICATION_FAILURE" => (
            Some("AUTHENTICATION_FAILURE"),
            Explained {
                title: say("saml-help-application-wants-you-to-sign"),
                meaning: say("saml-help-you-are-signed-in-but-not"),
                next: say("saml-help-sign-out-here-go-back"),
            },
        ),
        "AUTHORIZATION_FAILURE" => (
            Some("AUTHORIZATION_FAILURE"),
            Explained {
                title: say("saml-help-application-does-not-let-you"),
                meaning: say("saml-help-you-are-signed-in-and"),
                next: say("saml-help-who-may-use-application-is"),
            },
        ),
        "OTHER_ERROR" => (Some("OTHER_ERROR"), other()),
        _ => (None, other()),
    }
}

fn other() -> Explained {
    Explained {
        title: say("saml-help-application-could-not-use-your"),
        meaning: say("saml-help-something-went-wrong-between-this"),
        next: say("saml-help-go-back-to-application-and"),
    }
}

/// Seconds since 1970, as the profile has it, between 2000 and 2100.
fn moment(ts: &str) -> Option<When> {
    let seconds = ts.parse().ok().filter(|seconds| (946_684_800..4_102_444_800).contains(seconds))?;
    OffsetDateTime::from_unix_timestamp(seconds).ok().map(When::from)
}

/// An identifier that people read out: a sentence would not pass.
fn transaction(tid: &str) -> Option<&str> {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (!tid.is_empty() && tid != "ERRORURL_TID" && tid.len() <= 64 && tid.chars().all(fine)).then_some(tid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn only_times_and_identifiers_are_repeated() {
        assert_eq!(moment("1596450000"), Some(datetime!(2020-08-03 10:20 UTC).into()));
        for odd in ["", "ERRORURL_TS", "-1", "0", "99999999999999999999", "1596450000 call 555", "４"] {
            assert_eq!(moment(odd), None, "{odd}");
        }
        assert_eq!(transaction("_a1-b2.C3"), Some("_a1-b2.C3"));
        let long = "a".repeat(65);
        for odd in ["", "ERRORURL_TID", "call 555 1234", "<b>", "https://x.example", "ä", &long] {
            assert_eq!(transaction(odd), None, "{odd}");
        }
    }
}
