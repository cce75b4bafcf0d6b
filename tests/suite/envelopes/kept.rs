//! How long an envelope is there, and for whom: expiry, withdrawal, quotas, people who leave, uploads that do not arrive.

use super::three;
use crate::support::app::{Options, spawn_with};
use crate::support::envelopes::{Form, content_type};
use crate::support::person::{PASSPHRASE, enrol};
use senza::domain::Identifier;
use senza::keys::envelopes::Quotas;
use senza::sign_in::revocation;
use std::io::{Read, Write};
use std::net::TcpStream;
use time::Duration;

#[test]
fn it_ends_with_its_time_and_leaves_nothing() {
    let (app, mut ada, mut ben, _) = three();
    let id = ada.mail(&Form { time: "hour", ..Form::text("ben@example.org", "soon") });
    app.clock.advance(Duration::minutes(59));
    assert_eq!(ben.open(&id).0.status, 200, "control: not yet");
    app.clock.advance(Duration::hours(2));
    assert_eq!(ben.open(&id).0.status, 410);
    assert!(app.block_on(app.envelopes.sweep()).unwrap() >= 1);
    assert_eq!((app.envelope_files().len(), app.count("envelope")), (0, 0));
    app.clock.advance(Duration::days(2));
    app.block_on(senza::startup::server::sweep_rows(&app.parts)).unwrap();
    assert_eq!(app.count("envelope_slip"), 0);
}

#[test]
fn withdrawn_it_is_opened_by_nobody_and_the_page_says_who_had_it() {
    let (app, mut ada, mut ben, mut cora) = three();
    let id = ada.mail(&Form::text("ben@example.org,cora@example.org", "not yet"));
    assert_eq!(ben.act(&id, "withdraw").status, 404, "a recipient withdraws nothing");
    assert!(ada.browser.get(&format!("/envelopes/{id}?sent=yes")).body.contains("Nobody has opened it here."));
    assert_eq!(ada.act(&id, "withdraw").status, 303);
    assert!(app.envelope_files().is_empty(), "its content is destroyed at once");
    let (page, _) = ben.open(&id);
    assert!(page.status == 410 && page.body.contains("The sender withdrew it"), "{}", page.body);
    assert!(ada.browser.get(&format!("/envelopes/{id}?sent=yes")).body.contains("Nobody had opened it here before"));
    // Opened by one: the other gets no more of it, and the page does not say that nobody had.
    let id = ada.mail(&Form::text("ben@example.org,cora@example.org", "now"));
    assert_eq!(ben.open(&id).0.status, 200);
    let page = ada.browser.get(&format!("/envelopes/{id}?sent=yes"));
    assert!(page.body.contains("Whoever has opened it has its content") && !page.body.contains(">Withdraw it<"));
    assert_eq!(ada.act(&id, "withdraw").status, 303);
    assert_eq!((cora.open(&id).0.status, ben.open(&id).0.status), (410, 410));
    let page = ada.browser.get(&format!("/envelopes/{id}?sent=yes"));
    assert!(page.body.contains("Those who are marked above had opened it before"), "{}", page.body);
    assert_eq!(ben.act(&id, "forget").status, 303);
    assert!(!ben.browser.get("/envelopes").body.contains(&id));
}

#[test]
fn quotas_hold_and_say_so() {
    let quotas = Quotas { file: 100_000, person: 150_000, total: 350_000 };
    let app = spawn_with(Options { quotas: Some(quotas), ..Options::default() });
    let (mut ada, mut ben, mut cora) = (enrol(&app, "ada"), enrol(&app, "ben"), enrol(&app, "cora"));
    let content = vec![7; 100_001];
    let fault = |person: &mut crate::support::person::Person, octets: usize| {
        let (page, _) = person.seal(&Form::file("ben", "a", &content[..octets]));
        (page.status, page.text_of("fault").unwrap_or_default())
    };
    assert!(fault(&mut ada, 100_001).1.contains("larger than 97.7 KiB"));
    assert!(app.envelope_files().is_empty());
    assert_eq!(fault(&mut ada, 100_000).0, 303);
    assert!(fault(&mut ada, 60_000).1.contains("all the room that is yours"));
    assert_eq!((fault(&mut ben, 99_000).0, fault(&mut cora, 99_000).0), (303, 303));
    assert!(fault(&mut cora, 40_000).1.contains("no room for another envelope just now"));
    assert_eq!(app.envelope_files().len(), 3);
}

// Threat: what was cut off, or is sent by somebody who may no longer, stays behind or arrives.
#[test]
fn an_upload_that_is_cut_off_or_comes_from_somebody_revoked_leaves_nothing() {
    let (app, mut ada, ..) = three();
    let token = ada.browser.get("/envelopes/new").hidden("form_token").unwrap();
    let content = vec![9; 3_000_000];
    let body = Form::file("ben@example.org", "big.bin", &content).body(&token);
    let address = app.base.replace("http://localhost", "127.0.0.1");
    let begin = |length: usize| {
        let mut stream = TcpStream::connect(&address).unwrap();
        let head = format!(
            "POST /envelopes/new HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: {}\r\nContent-Length: {length}\r\n\r\n",
            ada.browser.cookies_here(),
            content_type()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body[..2_000_000]).unwrap();
        stream
    };
    let wait_for = |many: usize| {
        let begun = std::time::Instant::now();
        while app.envelope_files().len() != many {
            assert!(begun.elapsed().as_secs() < 20, "{:?}", app.envelope_files());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    let stream = begin(body.len());
    wait_for(1);
    // A sweep leaves alone what is being written.
    app.block_on(app.envelopes.sweep()).unwrap();
    wait_for(1);
    drop(stream);
    wait_for(0);
    let mut stream = begin(body.len());
    wait_for(1);
    app.block_on(revocation::revoke(&app.parts, &Identifier::parse("ada@example.org").unwrap(), "test")).unwrap();
    stream.write_all(&body[2_000_000..]).unwrap();
    let mut answer = vec![0; 2048];
    let read = stream.read(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.contains("/login") && !answer.contains("/envelopes/"), "{answer}");
    wait_for(0);
    assert_eq!((app.count("envelope"), app.count("envelope_slip")), (0, 0));
}

// A process that was killed leaves files that nobody holds: without a name, or without a row.
#[test]
fn what_a_killed_server_left_is_swept_and_what_a_row_names_is_not() {
    let (app, mut ada, mut ben, _) = three();
    let id = ada.mail(&Form::text("ben@example.org", "stays"));
    let folder = app.keeper_dir.path().join("envelopes");
    for name in ["0123456789abcdef0123456789abcdef.part", "0123456789abcdef0123456789abcdef"] {
        std::fs::write(folder.join(name), b"half").unwrap();
    }
    std::fs::write(folder.join("README"), b"an operator's own").unwrap();
    assert_eq!(app.block_on(app.envelopes.sweep()).unwrap(), 2);
    assert_eq!(app.envelope_files().len(), 2);
    assert_eq!(ben.open(&id).0.status, 200);
    // Without its file a row stays until its time is over: the folder may only be away.
    std::fs::remove_file(app.envelope_file(&id)).unwrap();
    app.block_on(app.envelopes.sweep()).unwrap();
    assert_eq!((app.count("envelope"), ben.open(&id).0.status), (1, 410));
}

#[test]
fn another_data_seed_moves_the_keys_and_what_was_sealed_before_still_opens() {
    let (app, mut ada, mut ben, _) = three();
    let before = ada.mail(&Form::text("ben@example.org", "before"));
    ben.make_kit(&app);
    let generation = |app: &crate::support::app::TestApp| app.count("envelope_key where generation = 2");
    assert_eq!(generation(&app), 0);
    app.clock.advance(Duration::seconds(30));
    let page = ben.browser.get("/account/remove");
    let code = app.code(&ben.seed);
    let done = ben.browser.submit("/account/remove", &page, &[("passphrase", PASSPHRASE), ("code", &code)]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(generation(&app), 1, "moved with the removal itself");
    let after = ada.mail(&Form::text("ben@example.org", "after"));
    for (id, text) in [(before, "before"), (after, "after")] {
        assert_eq!(ben.open(&id).0.text_of("text").as_deref(), Some(text));
    }
}

#[test]
fn a_deleted_account_takes_its_slips_along() {
    let (app, mut ada, mut ben, mut cora) = three();
    let id = ada.mail(&Form::text("ben@example.org,cora@example.org", "for two"));
    assert_eq!(app.count("envelope_slip"), 3);
    app.clock.advance(Duration::seconds(30));
    let (page, code) = (ben.browser.get("/account/delete"), app.code(&ben.seed));
    let done = ben.browser.submit("/account/delete", &page, &[("passphrase", PASSPHRASE), ("code", &code)]);
    assert!(done.status < 400, "{}", done.body);
    assert_eq!((app.count("envelope_slip"), cora.open(&id).0.status), (2, 200));
}
