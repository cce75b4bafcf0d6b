//! How long an envelope is there, and for whom: expiry, withdrawal, people who leave, uploads that do not arrive.

use super::three;
use crate::support::envelopes::{Form, head_of, wait_until};
use crate::support::person::PASSPHRASE;
use senza::domain::Identifier;
use senza::sign_in::revocation;
use std::io::{Read as _, Write as _};
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

// Threat: what was cut off, or is sent by somebody who may no longer, stays behind or arrives.
#[test]
fn an_upload_that_is_cut_off_or_comes_from_somebody_revoked_leaves_nothing() {
    let (app, mut ada, ..) = three();
    let content = vec![9; 3_000_000];
    let form = Form::file("ben@example.org", "big.bin", &content);
    let files = |many: usize| wait_until("files", || app.envelope_files().len() == many);
    let (stream, _) = ada.upload(&app, &form, 2_000_000);
    files(1);
    // A sweep leaves alone what is being written.
    app.block_on(app.envelopes.sweep()).unwrap();
    files(1);
    drop(stream);
    files(0);
    // Cut off, and the person still there to be told.
    let (mut stream, _) = ada.upload(&app, &form, 2_000_000);
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(answer.is_empty() || answer.contains("It did not arrive whole. Nothing of it was kept."), "{answer}");
    files(0);
    // An octet now and then: its minute is over.
    let (mut stream, body) = ada.upload(&app, &form, 2_000_000);
    files(1);
    app.clock.advance(Duration::minutes(10));
    stream.write_all(&body[2_000_000..2_000_001]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("It did not arrive whole"), "{answer}");
    files(0);
    // Revoked while it comes.
    let (mut stream, body) = ada.upload(&app, &form, 2_000_000);
    files(1);
    app.block_on(revocation::revoke(&app.parts, &Identifier::parse("ada@example.org").unwrap(), "test")).unwrap();
    stream.write_all(&body[2_000_000..]).unwrap();
    let answer = head_of(&mut stream);
    assert!(answer.contains("/login") && !answer.contains("/envelopes/"), "{answer}");
    files(0);
    assert_eq!((app.count("envelope"), app.count("envelope_slip")), (0, 0));
}

// A process that was killed leaves files that nobody holds: without a row, or with one and not in their place yet.
#[test]
fn what_a_killed_server_left_is_swept_and_what_a_row_names_is_not() {
    let (app, mut ada, mut ben, _) = three();
    let id = ada.mail(&Form::text("ben@example.org", "stays"));
    let (folder, coming) = (app.envelope_folder(), app.envelope_folder().join("coming"));
    std::fs::write(coming.join("0123456789abcdef0123456789abcdef"), b"half").unwrap();
    std::fs::write(folder.join("README"), b"an operator's own").unwrap();
    let moved = coming.join(id.replace('-', ""));
    std::fs::rename(app.envelope_file(&id), &moved).unwrap();
    assert_eq!(ben.open(&id).0.status, 200, "killed between the commit and the move: it opens");
    assert_eq!(app.block_on(app.envelopes.sweep()).unwrap(), 1);
    assert!(app.envelope_file(&id).exists() && app.envelope_files().len() == 2);
    assert_eq!(ben.open(&id).0.status, 200);
    // The database is an older one for a while, or a copy whose rows are others: what it does not name stays for longer than any is kept.
    std::fs::write(folder.join("0123456789abcdef0123456789abcdef"), b"of another time").unwrap();
    assert_eq!(app.block_on(app.envelopes.sweep()).unwrap(), 0);
    app.clock.advance(Duration::days(33));
    assert!(app.block_on(app.envelopes.sweep()).unwrap() >= 1);
    assert_eq!(app.envelope_files(), [folder.join("README")]);
}

#[test]
fn a_row_without_its_file_stays_until_its_time_is_over() {
    let (app, mut ada, mut ben, _) = three();
    let id = ada.mail(&Form::text("ben@example.org", "the folder may only be away"));
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
