//! The controls of envelopes: what whoever writes to the database or to the folder would win, with the one check taken out.

use crate::support::app::{TestApp, spawn};
use crate::support::envelopes::Form;
use crate::support::person::{Person, enrol};
use crate::swaps::{alone, only_without};
use senza::db::envelope_key::EnvelopeKeyRow;
use senza::db::envelope_slip::SlipRow;
use senza::domain::variant::Check;
use senza::domain::{Clock as _, Identifier, SystemRandom};
use senza::keys::age::{Recipient, Sealer};
use senza::sign_in::envelope_keys::addressee;
use senza::sign_in::mailbox::Mailbox;
use senza::vault::KeyPair;
use senza::vault::slip::{Side, Slip, seal_slip};
use std::fs;

fn two() -> (TestApp, Person, Person) {
    let app = spawn();
    let (ada, ben) = (enrol(&app, "ada"), enrol(&app, "ben"));
    (app, ada, ben)
}

fn keys_of(app: &TestApp, name: &str) -> EnvelopeKeyRow {
    app.block_on(addressee(&app.parts, &Identifier::parse(name).unwrap())).unwrap().unwrap()
}

// Threat: a database writer puts their own key in the place of somebody's, and reads what is sealed to it.
#[test]
fn another_key_in_somebody_s_row() {
    let _alone = alone();
    let (app, mut ada, _ben) = two();
    let own = KeyPair::generate(&SystemRandom).unwrap();
    let hex = data_encoding::HEXLOWER.encode(&own.public);
    let account = keys_of(&app, "ben").account;
    app.sql(&format!("update envelope_key set public = '\\x{hex}', slips = '\\x{hex}' where account_id = '{account}'"));
    only_without(&[Check::EnvelopeKeyMac], || ada.seal(&Form::text("ben", "for ben")).0.status == 303);
}

// Threat: a withdrawn envelope is brought back, by its row and a copy of its file; or by the copy alone.
#[test]
fn a_withdrawn_envelope_that_is_brought_back() {
    let _alone = alone();
    let (app, mut ada, mut ben) = two();
    let id = ada.mail(&Form::text("ben", "not any more"));
    let (path, copy) = (app.envelope_file(&id), fs::read(app.envelope_file(&id)).unwrap());
    assert_eq!(ada.act(&id, "withdraw").status, 303);
    fs::write(&path, copy).unwrap();
    app.sql("update envelope set opened = 0");
    only_without(&[Check::EnvelopeWithdrawn, Check::EnvelopeOnRecord], || ben.open(&id).0.status == 200);
    app.sql("update envelope set state = 'kept'");
    only_without(&[Check::EnvelopeMac, Check::EnvelopeOnRecord], || {
        app.sql("update envelope set opened = 0, state = 'kept'");
        let opened = ben.open(&id).0.status == 200;
        // What the opening wrote carries a MAC again.
        app.sql("update envelope set mac = sha256(mac)");
        opened
    });
}

// Threat: the very row of before is put back, with the keeper's MAC.
#[test]
fn a_withdrawn_envelope_whose_row_is_put_back() {
    let _alone = alone();
    let (app, mut ada, mut ben) = two();
    let id = ada.mail(&Form::text("ben", "not any more"));
    let (path, copy) = (app.envelope_file(&id), fs::read(app.envelope_file(&id)).unwrap());
    app.sql("create table kept as select * from envelope");
    assert_eq!(ada.act(&id, "withdraw").status, 303);
    fs::write(&path, copy).unwrap();
    only_without(&[Check::EnvelopeOnRecord], || {
        app.sql("delete from envelope; insert into envelope select * from kept");
        ben.open(&id).0.status == 200
    });
}

// Threat: the row of a person's key of before a way in was taken away is put back.
#[test]
fn a_key_that_was_replaced() {
    let _alone = alone();
    let (app, mut ada, mut ben) = two();
    ben.make_kit(&app);
    app.sql("create table kept as select * from envelope_key");
    assert_eq!(ben.change(&app, "/account/remove", &[("way", "kit")]).status, 303);
    app.sql("delete from envelope_key; insert into envelope_key select * from kept");
    only_without(&[Check::EnvelopeKeyCurrent], || ada.seal(&Form::text("ben", "for ben")).0.status == 303);
}

// Threat: a database writer says who sent something.
#[test]
fn a_slip_that_was_made_up() {
    let _alone = alone();
    let (app, mut ada, mut ben) = two();
    ada.mail(&Form::text("ben", "hello"));
    let (keys, now) = (keys_of(&app, "ben"), app.clock.now());
    let place = app.block_on(Mailbox::of(&app.parts, keys.account)).unwrap().received[7];
    let slip = Slip {
        envelope: uuid::Uuid::from_u128(7),
        side: Side::Received(0),
        others: vec!["the director".to_owned()],
        sent_at: now,
        expires_at: now + time::Duration::hours(1),
        name: String::new(),
        octets: 1,
        length: 1,
        digest: [0; 32],
    };
    let sealed = seal_slip(&keys.slips, (app.parts.org, keys.account, &place), &slip, &[1; 64], &SystemRandom).unwrap();
    app.sql(&format!("delete from envelope_slip where place = '\\x{}'", data_encoding::HEXLOWER.encode(&place)));
    let row = SlipRow { place, sealed, expires_on: slip.expires_at.date() };
    let insert = async { senza::db::envelope_slip::insert(&mut app.parts.pool.acquire().await.unwrap(), &row).await };
    assert!(app.block_on(insert).unwrap());
    only_without(&[Check::SlipSignature], || ben.browser.get("/envelopes").body.contains("the director"));
}

// Threat: whoever writes to the folder seals something else to the recipient, in the name of who sent the first.
#[test]
fn another_file_that_opens() {
    let _alone = alone();
    let (app, mut ada, mut ben) = two();
    let id = ada.mail(&Form::text("ben", "take 10 mg"));
    let mut to = vec![Recipient::new(keys_of(&app, "ben").public)];
    to.resize_with(4, || Recipient::new(KeyPair::generate(&SystemRandom).unwrap().public));
    let (mut forged, mut sealer) = Sealer::new(&to, &SystemRandom).unwrap();
    sealer.push(b"take 99 mg", &mut forged).unwrap();
    sealer.finish(&mut forged).unwrap();
    fs::write(app.envelope_file(&id), forged).unwrap();
    only_without(&[Check::EnvelopeDigest], || ben.open(&id).0.body.contains("take 99 mg"));
}
