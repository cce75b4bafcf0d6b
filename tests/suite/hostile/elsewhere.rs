//! Hostile input at the addresses around `/saml/sso`, and what is hardly HTTP.

use super::{SCRIPT, Scene, Sound, is_harmless, is_helpful};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::sp::percent;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

#[test]
fn a_sign_on_that_begins_here_begins_for_registered_portals_only() {
    let mut scene = Scene::new();
    let known = percent(&scene.portal.entity_id);
    for query in [
        String::new(),
        "sp=".to_owned(),
        format!("sp={}", percent("https://evil.example/saml")),
        format!("sp={}", percent(SCRIPT)),
        format!("sp={known}%00"),
        "sp=%00".to_owned(),
        "sp=%FF".to_owned(),
        format!("sp={known}%20"),
        format!("sp={known}&sp={known}"),
        format!("sp={}", "x".repeat(20_000)),
    ] {
        for browser in [&mut scene.ada.browser, &mut Browser::new(&scene.app.base)] {
            let page = browser.get(&format!("/saml/init?{query}"));
            let name = query.chars().take(60).collect::<String>();
            is_harmless(&name, &page);
            eprintln!("{name:<60} {} {}", page.status, is_helpful(&name, &page));
        }
    }
    assert!(Answer::of(&scene.ada.browser.get(&format!("/saml/init?sp={known}"))).is_success(), "control");
}

#[test]
fn a_sign_on_that_nobody_began_does_not_go_on() {
    let mut scene = Scene::new();
    for token in ["", "x", &percent(SCRIPT), &"A".repeat(64), "%00", "%FF", &"A".repeat(20_000)] {
        let page = scene.ada.browser.get(&format!("/saml/continue?sign_on={token}"));
        is_harmless(token, &page);
        is_helpful(token, &page);
        let page = Browser::new(&scene.app.base).get(&format!("/login?sign_on={token}"));
        assert!(matches!(page.status, 200 | 400), "{token}: {}", page.status);
        is_harmless(token, &page);
    }
    let session = scene.ada.browser.cookie("senza_session").unwrap().to_owned();
    let page = scene.ada.browser.get(&format!("/saml/continue?sign_on={session}"));
    assert_eq!(page.status, 410, "a session's token is no sign-on's");
}

#[test]
fn an_address_that_does_not_exist_or_not_by_this_method_gets_a_page() {
    let mut scene = Scene::new();
    let sound = Sound::new(&scene.app, &scene.portal, false);
    let (_, value) = sound.query().split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
    for page in [
        scene.ada.browser.post("/saml/init", &[("SAMLRequest", &value)]),
        scene.ada.browser.get(&format!("/saml/{}", percent(SCRIPT))),
        scene.ada.browser.get(&format!("/saml/sso/{}", percent("../../etc/passwd"))),
        scene.ada.browser.get("/saml/sso/?SAMLRequest=x"),
        scene.ada.browser.get("//evil.example/%2e%2e"),
    ] {
        is_harmless("address", &page);
        is_helpful("address", &page);
    }
}

// Threat: what no client sends by itself: octets that are not allowed in an address, and addresses without end.
#[test]
fn what_is_hardly_http_is_refused_in_bounded_time() {
    let mut scene = Scene::new();
    let long = format!("GET /saml/sso?SAMLRequest={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "A".repeat(1 << 20));
    let state = format!("GET /saml/sso?RelayState={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "A".repeat(100_000));
    let cases: [&[u8]; 7] = [
        b"GET /saml/sso?SAMLRequest=\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /saml/sso?SAMLRequest=<script>alert(31337)</script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /saml/sso?SAMLRequest=\xFF\xFE HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /saml/sso?SAMLRequest=AAAA\rX: y HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET https://evil.example/saml/sso?SAMLRequest=A HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        state.as_bytes(),
        long.as_bytes(),
    ];
    for case in cases {
        let answer = raw(&scene.app.base, case);
        let name = String::from_utf8_lossy(&case[..case.len().min(60)]).into_owned();
        eprintln!("{name:?} {:?}", answer.lines().next());
        assert!(answer.starts_with("HTTP/1.1 4") || answer.is_empty(), "{name:?}: {answer}");
        for no in ["<script>alert", "ocation:", "panicked"] {
            assert!(!answer.contains(no), "{name:?}: {answer}");
        }
    }
    assert_eq!(scene.ada.browser.get("/portal").status, 200, "control: others are served as before");
}

fn raw(base: &str, octets: &[u8]) -> String {
    let mut stream = TcpStream::connect(base.replace("http://localhost", "127.0.0.1")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
    // The server may have seen enough, and closed, before all is sent.
    let _ = stream.write_all(octets);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
