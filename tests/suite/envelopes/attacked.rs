//! Whoever can write to the database or to the folder: neither says who sent something, nor shows anybody anything.

use super::three;
use crate::support::envelopes::Form;
use crate::support::person::Person;
use senza::audit::Finding;
use senza::domain::Identifier;
use senza::sign_in::grant::{Grant, grant};
use std::fs;

// Threat: a database writer names another key, brings a withdrawn envelope back, moves slips, makes one up.
#[test]
fn rows_that_this_service_did_not_write_are_refused() {
    let (app, mut ada, mut ben, mut cora) = three();
    let id = ada.mail(&Form::text("ben@example.org", "for ben"));
    for (change, undo) in [
        ("expires_at = expires_at + interval '1 hour'", "expires_at = expires_at - interval '1 hour'"),
        ("opened = 2", "opened = 0"),
        ("room = room + 1", "room = room - 1"),
    ] {
        app.sql(&format!("update envelope set {change}"));
        assert_eq!(ben.open(&id).0.status, 410, "{change}");
        app.sql(&format!("update envelope set {undo}"));
    }
    assert_eq!(ben.open(&id).0.status, 200, "control: as it was");
    assert_eq!(ada.act(&id, "withdraw").status, 303);
    app.sql("update envelope set state = 'kept'");
    assert_eq!(ben.open(&id).0.status, 410, "withdrawn, and brought back");
    // Another's key in the row of ben's.
    app.sql(
        "update envelope_key set public = other.public, slips = other.slips from envelope_key other
         where envelope_key.account_id <> other.account_id",
    );
    assert_ne!(ada.seal(&Form::text("ben@example.org", "for whom?")).0.status, 303);
    assert_eq!(ben.sign_in(&app).status, 303);
    assert_eq!(ada.seal(&Form::text("ben@example.org", "for ben")).0.status, 303, "mended when he next signs in");
    // A slip in another place opens for nobody.
    app.sql("update envelope_slip set place = sha256(place)");
    assert!(!ben.browser.get("/envelopes").body.contains("Ada L."));
    let _ = cora.browser.get("/envelopes");
}

// Threat: whoever can write to the folder exchanges, cuts, turns or lengthens a file.
#[test]
fn files_that_are_not_what_was_sent_show_nothing() {
    let (app, mut ada, mut ben, _) = three();
    let (content, other) = (super::octets(), vec![b'x'; 230_001]);
    let id = ada.mail(&Form::file("ben@example.org", "a", &content));
    let elsewhere = ada.mail(&Form::file("ben@example.org", "b", &other));
    let (path, whole) = (app.envelope_file(&id), fs::read(app.envelope_file(&id)).unwrap());
    let flipped = |at: usize| {
        let mut octets = whole.clone();
        octets[at] ^= 1;
        octets
    };
    let chunk = |n: usize| {
        let header = whole.windows(4).position(|window| window == b"\n---").unwrap() + 4 + 1 + 43 + 1 + 16;
        header + n * 65_552
    };
    let reordered =
        [&whole[..chunk(0)], &whole[chunk(1)..chunk(2)], &whole[chunk(0)..chunk(1)], &whole[chunk(2)..]].concat();
    for (what, octets) in [
        ("a bit of the header", flipped(60)),
        ("a bit of the second chunk", flipped(chunk(1) + 5)),
        ("a bit of the last chunk", flipped(chunk(3) + 5)),
        ("cut off", whole[..200_000].to_vec()),
        ("re-ordered", reordered),
        ("another envelope to the same person", fs::read(app.envelope_file(&elsewhere)).unwrap()),
        ("empty", Vec::new()),
    ] {
        fs::write(&path, octets).unwrap();
        let (page, shown) = ben.open(&id);
        assert_eq!(page.status, 422, "{what}: {}", page.body);
        assert!(page.body.contains("Nothing of it was shown"), "{what}: {}", page.body);
        assert!(!shown.windows(64).any(|window| window == &content[..64] || window == &other[..64]), "{what}");
    }
    fs::write(&path, &whole).unwrap();
    assert!(ben.open(&id).1 == content, "control: as it was");
    // What lies behind the ciphertext is no part of it.
    fs::write(&path, [&whole[..], b"more"].concat()).unwrap();
    assert!(ben.open(&id).1 == content);
}

// Threat: a copy of database and folder tells who writes to whom, when, and how much.
#[test]
fn a_copy_names_nobody_and_no_size() {
    let (app, mut ada, mut ben, mut cora) = three();
    for (person, to) in
        [(&mut ada, "ben@example.org"), (&mut ben, "cora@example.org,ada@example.org"), (&mut cora, "ada@example.org")]
    {
        person.mail(&Form::file(to, "same.txt", b"a few octets"));
    }
    assert_eq!(app.count("envelope_slip where length(sealed) <> (select max(length(sealed)) from envelope_slip)"), 0);
    assert_eq!(app.count("envelope where room <> 65536 or extract(minute from expires_at) <> 0"), 0);
    let stanzas = |path: &std::path::PathBuf| {
        fs::read(path).unwrap().windows(10).filter(|window| window == b"-> X25519 ").count()
    };
    assert!(app.envelope_files().iter().all(|path| stanzas(path) == 4), "for one, two or more");
    app.block_on(senza::startup::server::scatter_rows(&app.parts)).unwrap();
    let joined = "envelope join envelope_slip on envelope.xmin = envelope_slip.xmin";
    assert_eq!(app.count(joined), 0, "what one transaction wrote, its number joins no more");
    assert_eq!(app.count("(select distinct xmin::text from envelope_slip) as numbers"), 1);
}

// Threat: one row that nobody could have written has everybody's lists and sendings fail, or its owner's sign-in.
#[test]
fn a_row_that_is_none_stops_nobody() {
    let (app, mut ada, mut ben, _) = three();
    let [bad, good] = ["bad", "good"].map(|text| ada.mail(&Form::text("ben@example.org", text)));
    for change in ["room = -1", "room = 9223372036854775807", "opened = -1", "expires_at = '-infinity'"] {
        app.sql("create table kept as select * from envelope");
        app.sql(&format!("update envelope set {change} where id = '{bad}'"));
        let list = ben.browser.get("/envelopes");
        assert!(list.status == 200 && list.body.contains(&good), "{change}: {}", list.body);
        assert_eq!(list.body.matches("not as it was left").count(), 1, "{change}");
        assert_eq!((ben.open(&bad).0.status, ben.open(&good).0.status), (410, 200), "{change}");
        assert_eq!(ada.seal(&Form::text("cora@example.org", "hello")).0.status, 303, "{change}");
        app.sql("delete from envelope; insert into envelope select * from kept; drop table kept");
    }
    assert_eq!(ben.open(&bad).0.status, 200, "control: as it was");
    for change in ["public = ''", "slips = ''", "generation = -1", "inbox_version = -1"] {
        app.sql(&format!("update envelope_key set {change}"));
        assert_ne!(ada.seal(&Form::text("ben@example.org", "for whom?")).0.status, 303, "{change}");
        assert_eq!((ben.sign_in(&app).status, ada.browser.get("/account").status), (303, 200), "{change}");
        assert_eq!(ada.seal(&Form::text("ben@example.org", "for ben")).0.status, 303, "{change}: mended");
    }
}

// Threat: a key that was replaced, because a way in was lost, is put back with its right MAC: whoever has that way in reads what is sent.
#[test]
fn a_key_that_was_replaced_is_sealed_to_no_more() {
    let (app, mut ada, mut ben, _) = three();
    let sends = |ada: &mut Person| ada.seal(&Form::text("ben@example.org", "for ben")).0.status == 303;
    ben.make_kit(&app);
    app.sql("create table keys as select * from envelope_key; create table accounts as select * from account");
    assert_eq!(ben.change(&app, "/account/remove", &[("way", "kit")]).status, 303);
    assert!(sends(&mut ada), "control");
    app.sql("create table latest as select * from envelope_key; delete from envelope_key; insert into envelope_key select * from keys");
    assert!(!sends(&mut ada), "the row of before the removal");
    app.sql("delete from envelope_key; insert into envelope_key select * from latest");
    // Whatever else moves the account has the key move with it, without its person.
    let said = Grant { roles: Some(Vec::new()), ..Grant::default() };
    app.block_on(grant(&app.parts, &Identifier::parse("ben@example.org").unwrap(), said, "test")).unwrap();
    assert!(sends(&mut ada), "control: he has not come since");
    // With the account's own row, its person notices at the next request.
    app.sql(
        "update account a set inbox_version = b.inbox_version, inbox_mac = b.inbox_mac from accounts b where a.id = b.id;
         delete from inbox_item; delete from envelope_key; insert into envelope_key select * from keys",
    );
    assert!(ben.browser.get("/account").status >= 500, "put back, and noticed");
}

// Threat: with a copy of its row and of its file, an envelope that was withdrawn is brought back.
#[test]
fn an_envelope_that_was_withdrawn_is_not_brought_back_by_its_row_and_file() {
    let (app, mut ada, mut ben, _) = three();
    let id = ada.mail(&Form::text("ben@example.org", "not any more"));
    let (path, copy) = (app.envelope_file(&id), fs::read(app.envelope_file(&id)).unwrap());
    app.sql("create table kept as select * from envelope");
    assert_eq!((ada.act(&id, "withdraw").status, app.findings()), (303, vec![]));
    fs::write(&path, copy).unwrap();
    app.sql("delete from envelope; insert into envelope select * from kept");
    let opened = ben.open(&id).0;
    assert!(opened.status == 410 && opened.body.contains("withdrew it"), "{} {}", opened.status, opened.body);
    assert!(matches!(app.findings()[..], [Finding::Envelope { .. }]), "{:?}", app.findings());
    app.sql("delete from audit where event = 'envelope ended'");
    assert_eq!(ben.open(&id).0.status, 200, "control: that is what keeps it closed");
    assert!(matches!(app.findings()[..], [Finding::Removed { .. }]), "and the audit is not whole any more");
}
