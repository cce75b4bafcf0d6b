//! Well-formed requests that lie about who sent them, to whom, when, or where the answer should go.

use super::Attack;
use super::Said::{Page, Posted};
use super::{SCRIPT, Scene};
use crate::support::sp::instant;
use senza::domain::{Clock, SystemClock};
use time::Duration;

const ACS: &str = "AssertionConsumerServiceURL";

fn issued(by: Duration) -> String {
    instant(SystemClock.now() + Duration::seconds(30) + by)
}

const WHO: &[Attack] = &[
    Attack("an issuer that nobody registered", Page("not connected here"), |s| {
        s.changed(|r| r.issuer = "https://evil.example/saml".into())
    }),
    Attack("a script as issuer", Page("not connected here"), |s| {
        s.changed(|r| r.issuer = "urn:\"'><script>alert(31337)</script>".into())
    }),
    Attack("the issuer with a slash more", Page("not connected here"), |s| s.changed(|r| r.issuer.push('/'))),
    Attack("the issuer in capitals", Page("not connected here"), |s| s.changed(|r| r.issuer = r.issuer.to_uppercase())),
    Attack("the issuer as a pattern", Page("not connected here"), |s| s.changed(|r| r.issuer = "https://%".into())),
    Attack("the issuer with a space", Page("Issuer"), |s| s.changed(|r| r.issuer.push(' '))),
    Attack("SQL as issuer", Page("not connected here"), |s| s.changed(|r| r.issuer = "x'or/**/1=1--".into())),
    Attack("an issuer of 2,000 letters", Page("Issuer"), |s| s.changed(|r| r.issuer = "x".repeat(2000))),
];

const WHERE_TO: &[Attack] = &[
    Attack("another host's ACS", Page("not in the service provider's metadata"), |s| {
        s.with(ACS, "https://evil.example/acs")
    }),
    Attack("another portal's ACS", Page("not in the service provider's metadata"), |s| {
        let other = if s.is_signed { "https://portal.example/acs" } else { "https://strict.example/acs" };
        s.with(ACS, other)
    }),
    Attack("an ACS with a slash more", Page("not in the"), |s| s.with(ACS, &near(s, "acs/"))),
    Attack("an ACS with a query", Page("not in the"), |s| s.with(ACS, &near(s, "acs?x=https://evil.example/"))),
    Attack("an ACS with a fragment", Page("not in the"), |s| s.with(ACS, &near(s, "acs#x"))),
    Attack("an ACS in capitals", Page("not in the"), |s| s.with(ACS, &near(s, "ACS"))),
    Attack("an ACS with dots", Page("not in the"), |s| s.with(ACS, &near(s, "x/../acs"))),
    Attack("an ACS with an escape", Page("not in the"), |s| s.with(ACS, &near(s, "%61cs"))),
    Attack("an ACS with a space", Page("not in the"), |s| s.with(ACS, &near(s, "acs "))),
    Attack("an ACS with the port named", Page("not in the"), |s| {
        s.with(ACS, &near(s, "acs").replace(".example/", ".example:443/"))
    }),
    Attack("an ACS by plain http", Page("not in the"), |s| s.with(ACS, &near(s, "acs").replace("https", "http"))),
    Attack("an ACS with someone before the host", Page("not in the"), |s| {
        s.with(ACS, &near(s, "acs").replace("https://", "https://evil.example@"))
    }),
    Attack("an ACS with a longer host", Page("not in the"), |s| {
        s.with(ACS, &near(s, "acs").replace(".example/", ".example.evil.example/"))
    }),
    Attack("a script as ACS", Page("not in the"), |s| s.with(ACS, "javascript:alert(31337)")),
    Attack("markup as ACS", Page("not in the"), |s| s.with(ACS, SCRIPT)),
    Attack("an empty ACS", Page("not in the"), |s| s.with(ACS, "")),
    Attack("an index that is not registered", Page("not in the"), |s| s.with("AssertionConsumerServiceIndex", "4")),
    Attack("index and URL", Page("both"), |s| {
        let both = s.request.clone().with("AssertionConsumerServiceIndex", "3").with(ACS, near(s, "acs"));
        s.with_xml(both.xml().as_bytes())
    }),
    Attack("the answer by artifact", Page("HTTP-Artifact"), |s| {
        s.with("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact")
    }),
    Attack("the answer by redirect", Page("HTTP-Redirect"), |s| {
        s.with("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect")
    }),
    Attack("a script as binding", Page("only HTTP-POST"), |s| s.with("ProtocolBinding", SCRIPT)),
];

fn near(sound: &super::Sound, path: &str) -> String {
    sound.request.issuer.replace("/saml", &format!("/{path}"))
}

const TO_WHOM: &[Attack] = &[
    Attack("for another identity provider", Page("not for this"), |s| {
        s.changed(|r| r.destination = Some("https://other.example/saml/sso".into()))
    }),
    Attack("a script as destination", Page("not for this"), |s| s.changed(|r| r.destination = Some(SCRIPT.into()))),
    Attack("an empty destination", Page("not for this"), |s| s.changed(|r| r.destination = Some(String::new()))),
    Attack("a destination with a slash more", Page("not for this"), |s| {
        s.changed(|r| r.destination.as_mut().unwrap().push('/'))
    }),
    Attack("a destination with a query", Page("not for this"), |s| {
        s.changed(|r| r.destination.as_mut().unwrap().push_str("?x"))
    }),
    Attack("our metadata's address as destination", Page("not for this"), |s| {
        s.changed(|r| r.destination = r.destination.as_ref().map(|d| d.replace("/sso", "/metadata")))
    }),
];

const WHEN: &[Attack] = &[
    Attack("seven minutes old", Page("too old"), |s| s.changed(|r| r.issue_instant = issued(Duration::minutes(-7)))),
    Attack("a year old", Page("too old"), |s| s.changed(|r| r.issue_instant = issued(Duration::days(-365)))),
    Attack("seven minutes ahead", Page("in the future"), |s| {
        s.changed(|r| r.issue_instant = issued(Duration::minutes(7)))
    }),
    Attack("in the year 9999", Page("in the future"), |s| {
        s.changed(|r| r.issue_instant = "9999-12-31T23:59:59Z".into())
    }),
    Attack("in no time zone", Page("not a time in UTC"), |s| {
        s.changed(|r| r.issue_instant = r.issue_instant.replace('Z', ""))
    }),
    Attack("in another time zone", Page("not a time in UTC"), |s| {
        s.changed(|r| r.issue_instant = r.issue_instant.replace('Z', "+01:00"))
    }),
    Attack("at no time", Page("not a time in UTC"), |s| s.changed(|r| r.issue_instant = SCRIPT.into())),
    Attack("without a time", Page("IssueInstant"), |s| {
        s.replacing(&format!(" IssueInstant=\"{}\"", s.request.issue_instant), "")
    }),
];

const WHAT: &[Attack] = &[
    Attack("a script as NameID format", Posted("InvalidNameIDPolicy"), |s| {
        s.containing("<samlp:NameIDPolicy Format=\"&quot;&gt;&lt;script>alert(31337)&lt;/script>\"/>")
    }),
    Attack("a script as context", Posted("NoAuthnContext"), |s| {
        s.containing("<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>&lt;script>alert(31337)&lt;/script></saml:AuthnContextClassRef></samlp:RequestedAuthnContext>")
    }),
    Attack("a person to be signed in, and how it is to be confirmed", Posted("RequestUnsupported"), |s| {
        s.containing("<saml:Subject><saml:NameID>root</saml:NameID><saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"/></saml:Subject>")
    }),
];

#[test]
fn an_issuer_that_is_not_registered_gets_a_page() {
    Scene::new().run_both(WHO);
}

// SDP-IDP06. Threat: an assertion is posted to whoever asked for it.
#[test]
fn an_answer_goes_to_no_location_but_a_registered_one() {
    Scene::new().run_both(WHERE_TO);
}

#[test]
fn a_request_for_someone_else_gets_a_page() {
    Scene::new().run_both(TO_WHOM);
}

#[test]
fn a_request_of_another_time_gets_a_page() {
    Scene::new().run_both(WHEN);
}

#[test]
fn a_wish_that_cannot_be_met_gets_a_response_that_repeats_nothing() {
    let mut scene = Scene::new();
    scene.run_both(WHAT);
    let refused = scene.app.count("audit where event = 'sign-on refused'");
    assert_eq!(refused, 2 * i64::try_from(WHAT.len()).unwrap(), "each is on record");
}
