//! What partners read about us: the metadata, valid by the OASIS schemas and complete by the Deployment Profile; the
//! logo it names; and the page that portals send people to whom they cannot let in.

use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::enrol_as;
use crate::support::schema::validate;
use crate::support::sp::Sp;
use roxmltree::{Document, Node};
use senza::federation::Publisher;
use senza::saml::NameIdFormat;
use senza::saml::metadata::{Binding, IdpDescription, Logo, Organization, publish};
use time::Duration;

fn run_by_a_clinic() -> TestApp {
    let publisher = Publisher {
        name: Some("Klinikum <Süd> & Co".to_owned()),
        url: Some("https://www.klinikum.example/it?a=b&c=d".to_owned()),
        technical_contact: Some("it@klinikum.example".to_owned()),
        support_contact: Some("help@klinikum.example".to_owned()),
        valid_days: Some(14),
    };
    spawn_with(Options { publisher, ..Options::default() })
}

fn metadata(app: &TestApp) -> String {
    let page = Browser::new(&app.base).get("/saml/metadata");
    assert_eq!((page.status, page.header("content-type")), (200, Some("application/samlmetadata+xml")));
    page.body
}

fn named<'a, 'd>(document: &'a Document<'d>, name: &str) -> Vec<Node<'a, 'd>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn text<'a>(document: &'a Document<'_>, name: &str) -> &'a str {
    match named(document, name).as_slice() {
        [one] => one.text().unwrap_or_default(),
        several => panic!("{} of {name}", several.len()),
    }
}

#[test]
fn our_metadata_is_valid_by_the_schemas_whoever_runs_it() {
    for app in [spawn(), run_by_a_clinic()] {
        let xml = metadata(&app);
        assert_eq!(validate(&xml), Ok(()), "{xml}");
    }
}

#[test]
fn every_part_of_our_metadata_is_valid_by_the_schemas_and_out_of_order_it_is_not() {
    let at = |path: &str| format!("https://idp.example.org{path}");
    let by = |path: &str| [Binding::HttpRedirect, Binding::HttpPost].map(|by| (by, at(path))).to_vec();
    let xml = String::from_utf8(publish(&IdpDescription {
        entity_id: at("/saml/metadata"),
        single_sign_on: by("/saml/sso"),
        single_logout: by("/saml/slo"),
        scope: "idp.example.org".to_owned(),
        signing_certificates: vec![vec![1; 300], vec![2; 300]],
        encryption_certificate: Some(vec![3; 300]),
        display_name: "Klinikum & Co".to_owned(),
        description: Some("Two factors".to_owned()),
        information_url: Some(at("/")),
        logo: Some(Logo { url: at("/logo.png"), width: 1, height: 2 }),
        error_url: Some(at("/saml/error?a=b&c=d")),
        name_id_formats: NameIdFormat::OFFERED.to_vec(),
        organization: Some(Organization { name: "Klinikum".to_owned(), url: at("/") }),
        technical_contact: Some("it@idp.example.org".to_owned()),
        support_contact: Some("help@idp.example.org".to_owned()),
        valid_until: Some(time::macros::datetime!(2026-01-02 0:00 UTC)),
    }))
    .unwrap();
    assert_eq!(validate(&xml), Ok(()), "{xml}");
    assert_eq!(xml.matches("<md:KeyDescriptor use=\"signing\">").count(), 2);
    assert_eq!(xml.matches("<md:KeyDescriptor use=\"encryption\">").count(), 1);
    assert_eq!(xml.matches("<md:SingleLogoutService ").count(), 2);

    let moved = |from: &str, to: &str| {
        let (start, end) = (xml.find(&format!("<md:{from}")).unwrap(), xml.find(&format!("</md:{from}>")).unwrap());
        let end = end + format!("</md:{from}>").len();
        let without = format!("{}{}", &xml[..start], &xml[end..]);
        let place = without.find(&format!("<md:{to}")).unwrap();
        format!("{}{}{}", &without[..place], &xml[start..end], &without[place..])
    };
    for (what, spoilt) in [
        ("key behind the formats", moved("KeyDescriptor", "SingleSignOnService")),
        ("sign-on before the formats", moved("SingleSignOnService", "NameIDFormat")),
        ("contact before the organization", moved("ContactPerson", "Organization")),
        ("organization before the role", moved("Organization", "IDPSSODescriptor")),
        ("logo without a size", xml.replace("height=\"2\" width=\"1\"", "")),
        ("an algorithm that is none", xml.replacen(" Algorithm=", " Algo=", 1)),
        ("a cipher before its key's certificate", moved_inside(&xml)),
        ("a contact of another kind", xml.replace("\"technical\"", "\"technician\"")),
    ] {
        assert_ne!(spoilt, xml, "{what}");
        let said = validate(&spoilt).expect_err(what);
        println!("{what}: {said}");
    }
}

#[test]
fn what_we_send_is_valid_by_the_schemas() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org")]);
    for sp in [Sp::new("plain").told(&["mail"]), Sp::new("sealed").told(&["mail"]).encrypted_to()] {
        let sp = sp.register(&app);
        let answer = Answer::of(&ada.browser.get(&sp.request(&app).signed()));
        assert!(answer.is_success());
        assert_eq!(validate(&answer.response), Ok(()), "{}", answer.response);
        let assertion = answer.assertion.unwrap();
        assert_eq!(validate(&assertion), Ok(()), "{assertion}");
        let (subject, conditions) = (part(&assertion, "Subject"), part(&assertion, "Conditions"));
        let swapped = assertion.replace(&format!("{subject}{conditions}"), &format!("{conditions}{subject}"));
        assert_ne!(swapped, assertion);
        println!("{}", validate(&swapped).expect_err("control: an element out of order"));
    }
}

/// The namespace of the profile for algorithm support.
const ALGORITHMS: &str = "urn:oasis:names:tc:SAML:metadata:algsupport";

/// With the ciphers before the KeyInfo that they belong to.
fn moved_inside(xml: &str) -> String {
    let start = xml.find("use=\"encryption\">").unwrap() + "use=\"encryption\">".len();
    let info = xml[start..].find("</ds:KeyInfo>").unwrap() + start + "</ds:KeyInfo>".len();
    let end = xml[start..].find("</md:KeyDescriptor>").unwrap() + start;
    format!("{}{}{}{}", &xml[..start], &xml[info..end], &xml[start..info], &xml[end..])
}

/// An element of the assertion namespace as it stands in the text.
fn part(xml: &str, name: &str) -> String {
    let (start, end) = (format!("<saml:{name}>"), format!("</saml:{name}>"));
    let from = xml.find(&start).or_else(|| xml.find(&format!("<saml:{name} "))).unwrap();
    let to = xml.find(&end).unwrap() + end.len();
    xml[from..to].to_owned()
}

/// SDP-MD09, SDP-IDP14, SDP-IDP33, IIP-MD09.
#[test]
fn our_metadata_says_all_that_the_deployment_profile_asks_for() {
    let app = run_by_a_clinic();
    let xml = metadata(&app);
    let document = Document::parse(&xml).unwrap();
    let base = &app.base;
    let root = document.root_element();
    assert_eq!(root.attribute("entityID"), Some(&*format!("{base}/saml/metadata")));
    assert_eq!(root.attribute("cacheDuration"), Some("PT1H"));
    assert!(root.attribute("validUntil").unwrap().ends_with("T00:00:00Z"), "{xml}");
    let [role] = named(&document, "IDPSSODescriptor")[..] else { panic!("{xml}") };
    assert_eq!(role.attribute("WantAuthnRequestsSigned"), Some("false"));
    let error_url =
        format!("{base}/saml/error?code=ERRORURL_CODE&ts=ERRORURL_TS&rp=ERRORURL_RP&tid=ERRORURL_TID&ctx=ERRORURL_CTX");
    assert_eq!(role.attribute("errorURL"), Some(&*error_url));
    assert_eq!(named(&document, "SingleSignOnService").len(), 2);
    assert_eq!(named(&document, "SingleLogoutService").len(), 2);
    let scope = named(&document, "Scope")[0];
    assert_eq!((scope.text(), scope.attribute("regexp")), (Some("localhost"), Some("false")));
    assert_eq!(text(&document, "DisplayName"), "Klinikum <Süd> & Co");
    assert_eq!(text(&document, "Description"), "Single sign-on with two factors");
    assert_eq!(text(&document, "InformationURL"), "https://www.klinikum.example/it?a=b&c=d");
    assert_eq!(text(&document, "OrganizationName"), "Klinikum <Süd> & Co");
    let contacts: Vec<_> = named(&document, "ContactPerson")
        .iter()
        .map(|contact| {
            (contact.attribute("contactType").unwrap(), contact.first_element_child().unwrap().text().unwrap())
        })
        .collect();
    let wanted = [("technical", "mailto:it@klinikum.example"), ("support", "mailto:help@klinikum.example")];
    assert_eq!(contacts, wanted);
    let accepted = document.descendants().filter(|node| node.has_tag_name((ALGORITHMS, "DigestMethod"))).count();
    assert_eq!((accepted, named(&document, "SigningMethod").len()), (3, 6));
    let uses: Vec<_> = named(&document, "KeyDescriptor").iter().filter_map(|node| node.attribute("use")).collect();
    assert_eq!(uses, ["signing", "signing", "encryption"]);
    let ciphers = named(&document, "EncryptionMethod");
    let ciphers: Vec<_> = ciphers.iter().map(|node| node.attribute("Algorithm").unwrap()).collect();
    assert!(ciphers.iter().all(|uri| uri.ends_with("-gcm") || uri.contains("#rsa-oaep")) && ciphers.len() == 5);
    let formats: Vec<_> = named(&document, "NameIDFormat").iter().map(|node| node.text().unwrap()).collect();
    assert_eq!(formats, NameIdFormat::OFFERED.map(NameIdFormat::uri), "the preferred first");
}

#[test]
fn with_nothing_configured_no_contact_is_made_up() {
    let app = spawn();
    let xml = metadata(&app);
    for absent in ["ContactPerson", "Organization", "validUntil", "mailto:"] {
        assert!(!xml.contains(absent), "{absent}: {xml}");
    }
    let document = Document::parse(&xml).unwrap();
    assert_eq!(text(&document, "DisplayName"), "Senza");
    assert_eq!(text(&document, "InformationURL"), format!("{}/", app.base));
}

#[test]
fn the_logo_has_the_size_that_metadata_says_and_may_be_shown_elsewhere() {
    let app = spawn();
    let xml = metadata(&app);
    let document = Document::parse(&xml).unwrap();
    let [logo] = named(&document, "Logo")[..] else { panic!("{xml}") };
    let url = logo.text().unwrap();
    let response = ureq::get(url).call().unwrap();
    assert_eq!(response.headers()["content-type"], "image/png");
    assert_eq!(response.headers()["cross-origin-resource-policy"], "cross-origin");
    let octets = response.into_body().read_to_vec().unwrap();
    assert!(octets.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(octets[at..at + 4].try_into().unwrap()).to_string();
    let stated = (logo.attribute("width").unwrap().to_owned(), logo.attribute("height").unwrap().to_owned());
    assert_eq!((number(16), number(20)), stated, "IHDR's width and height");
    let css = Browser::new(&app.base).get("/assets/senza.css");
    assert_eq!(css.header("cross-origin-resource-policy"), Some("same-origin"), "control: only the logo");
}

#[test]
fn whoever_has_the_metadata_is_told_so() {
    let app = run_by_a_clinic();
    let url = format!("{}/saml/metadata", app.base);
    let first = ureq::get(&url).call().unwrap();
    let etag = first.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(first.headers()["cache-control"], "public, max-age=3600");
    for known in [etag.clone(), format!("W/{etag}"), format!("\"x\", {etag}"), "*".to_owned()] {
        let again = ureq::get(&url).header("If-None-Match", &known).call().unwrap();
        assert_eq!((again.status().as_u16(), &again.headers()["etag"]), (304, &first.headers()["etag"]), "{known}");
    }
    assert_eq!(ureq::get(&url).header("If-None-Match", "\"x\"").call().unwrap().status().as_u16(), 200, "control");
    app.clock.advance(Duration::days(1));
    let tomorrow = ureq::get(&url).header("If-None-Match", &etag).call().unwrap();
    assert_eq!(tomorrow.status().as_u16(), 200, "valid for a day longer");
}

fn help(app: &TestApp, query: &str) -> Page {
    let page = Browser::new(&app.base).get(&format!("/saml/error{query}"));
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")), "{query}");
    page
}

#[test]
fn the_error_page_explains_each_code_and_says_what_to_do_next() {
    let app = run_by_a_clinic();
    let mut seen = Vec::new();
    for (code, words) in [
        ("IDENTIFICATION_FAILURE", "needs to know more about you"),
        ("AUTHENTICATION_FAILURE", "sign in in another way"),
        ("AUTHORIZATION_FAILURE", "does not let you in"),
        ("OTHER_ERROR", "could not use your sign-in"),
    ] {
        let page = help(&app, &format!("?code={code}&ts=1596450000"));
        assert!(page.body.contains(words) && page.body.contains("What to do next"), "{}", page.body);
        assert!(
            page.body.contains(&format!("<code>{code}</code>"))
                && page.body.contains("\"2020-08-03T10:20:00Z\">3 August 2020, 10:20\u{a0}UTC<")
        );
        assert!(page.body.contains("mailto:help@klinikum.example"), "{}", page.body);
        seen.push(page.body.split("<h1>").nth(1).unwrap().split('<').next().unwrap().to_owned());
    }
    seen.dedup();
    assert_eq!(seen.len(), 4, "a page for each: {seen:?}");
    // As it stands in the metadata, for portals that replace nothing.
    let xml = metadata(&app);
    let document = Document::parse(&xml).unwrap();
    let url = named(&document, "IDPSSODescriptor")[0].attribute("errorURL").unwrap();
    let untouched = help(&app, url.split_once("/saml/error").unwrap().1);
    assert!(untouched.body.contains("could not use your sign-in") && !untouched.body.contains("ERRORURL"));
    assert!(help(&app, "").body.contains("could not use your sign-in"));
}

#[test]
fn the_error_page_names_what_is_known_here_in_its_own_words() {
    let app = spawn();
    let sp = Sp::new("portal").register(&app);
    let rp = sp.entity_id.replace(':', "%3A").replace('/', "%2F");
    let query = format!(
        "?code=IDENTIFICATION_FAILURE&rp={rp}&tid=_a1b2-C3&ctx=urn:oid:0.9.2342.19200300.100.1.3%20sn+https://refeds.org/profile/mfa"
    );
    let page = help(&app, &query);
    for words in
        [&*sp.entity_id, "_a1b2-C3", "your e-mail address (mail)", "your family name (sn)", "two factors (REFEDS MFA)"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

/// Anyone can make a link to this page: it says nothing that the link's author wants to have said.
#[test]
fn the_error_page_repeats_nothing_of_a_strangers_link() {
    let app = spawn();
    for payload in ["<script>alert(1)</script>", "\"><img src=x>", "Call 555 1234 now", "https://evil.example/login"] {
        let escaped: String = payload.bytes().map(|octet| format!("%{octet:02X}")).collect();
        for field in ["code", "ts", "rp", "tid", "ctx", "unknown"] {
            let page = help(&app, &format!("?{field}={escaped}"));
            for trace in ["alert(1)", "src=x", "555", "evil.example"] {
                assert!(!page.body.contains(trace), "{field}={payload}: {}", page.body);
            }
        }
    }
    let nul = help(&app, "?rp=%00&tid=%00&ctx=%00");
    assert!(!nul.body.contains('\0'));
    assert_eq!(Browser::new(&app.base).get("/saml/error?code=OTHER_ERROR&code=OTHER_ERROR").status, 400);
}
