//! Whoever takes a file slowly, or may not have it any more while it is on its way.

use super::three;
use crate::support::api::KIND;
use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::envelopes::{Form, by_hand, content_type, rest_of, wait_until};
use crate::support::person::enrol;
use senza::domain::Identifier;
use senza::sign_in::revocation;
use time::Duration;

/// More than sockets hold on the way.
const LARGE: usize = 24 << 20;

// Threat: somebody reads a download so slowly that it never ends, with as many as they may have at once; is revoked, or signs out, while
// one is on its way, and goes on reading.
#[test]
fn a_download_ends_with_patience_and_with_the_right_to_it() {
    let (app, mut ada, mut ben, mut cora) = three();
    let content = vec![7; LARGE];
    let id = ada.mail(&Form::file("ben@example.org,cora@example.org", "large.bin", &content));
    assert_eq!(ben.open(&id).1.len(), LARGE, "control: whoever takes it gets all of it");
    let over = || wait_until("they are let go", || app.envelopes.under_way() == 0);
    over();

    let slow: Vec<_> = (0..4).map(|_| ben.download(&app, &id)).collect();
    assert!(slow.iter().all(|(_, head)| head.starts_with("HTTP/1.1 200")), "{:?}", slow[0].1);
    assert_eq!((app.envelopes.under_way(), ben.open(&id).0.status), (4, 429), "control: they are all his");
    app.clock.advance(Duration::minutes(10));
    over();
    for (stream, _) in slow {
        assert!(rest_of(stream) < LARGE, "broken off");
    }
    assert_eq!(ben.open(&id).1.len(), LARGE, "and nothing is left of it");

    let (stream, _) = ben.download(&app, &id);
    let (other, _) = cora.download(&app, &id);
    app.block_on(revocation::revoke(&app.parts, &Identifier::parse("ben@example.org").unwrap(), "test")).unwrap();
    wait_until("his is over", || app.envelopes.under_way() == 1);
    assert!(rest_of(stream) < LARGE, "revoked");
    let page = cora.browser.get("/logout");
    cora.browser.submit("/logout", &page, &[]);
    over();
    assert!(rest_of(other) < LARGE, "signed out");
}

// Threat: somebody opens the same again and again: each is a row of the audit, and two passes over the file.
#[test]
fn openings_are_as_few_as_hands_make_them() {
    let (app, mut ada, mut ben, _) = three();
    let id = ada.mail(&Form::text("ben@example.org", "again?"));
    let token = ben.browser.get("/envelopes/new").hidden("form_token").unwrap();
    let path = format!("/envelopes/{id}/open");
    app.clock.stop();
    let opened = (0..130).map(|_| ben.browser.post(&path, &[("form_token", &token)])).filter(|page| page.status == 200);
    assert_eq!(opened.count(), 120);
    let page = ben.browser.post(&path, &[("form_token", &token)]);
    assert!(page.status == 429 && page.body.contains("very many in a short time"), "{}", page.body);
    app.clock.advance(Duration::minutes(1));
    assert_eq!(ben.open(&id).0.status, 200, "control: a minute later");
}

// Threat: uploads without end whose small fields never come: each holds what has come of it, and counts for nobody.
#[test]
fn a_turn_is_taken_before_anything_of_a_form_is_read() {
    let app = spawn();
    let mut ada = enrol(&app, "ada");
    let token = ada.token(&app, &["send"]);
    let by_program = format!("{KIND}\r\nAuthorization: Bearer {token}");
    let nobody = Browser::new(&app.base);
    for (browser, path, kind) in [
        (&ada.browser, "/envelopes/new", content_type()),
        (&ada.browser, "/envelopes/file", content_type()),
        (&nobody, "/api/v1/envelopes", by_program),
    ] {
        let stream = by_hand(browser, &app.base, path, &kind, 1000, b"");
        wait_until(path, || app.envelopes.under_way() == 1);
        drop(stream);
        wait_until("it is given back", || app.envelopes.under_way() == 0);
    }
}
