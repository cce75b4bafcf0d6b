//! Whoever can write to the database, and has a token that serves no more or for less: it gives them nothing.

use super::{ALL, two};
use crate::again::numbers::{look_into_pages, numbers, of_accounts, sweep_twice};
use crate::support::api::Program;
use crate::support::app::TestApp;
use senza::domain::Identifier;
use senza::sign_in::revocation;
use std::collections::BTreeSet;

fn status(app: &TestApp, token: &str) -> u16 {
    Program::with(app, token).status()
}

/// The text of a token as its row's place.
pub(super) fn place(token: &str) -> String {
    let octets = data_encoding::BASE64URL_NOPAD.decode(token.strip_prefix("senza_").unwrap().as_bytes()).unwrap();
    format!("'\\x{}'", data_encoding::HEXLOWER.encode(&octets[..32]))
}

// Threat: a row is edited, moved to another's place, or relabelled with what another may.
#[test]
fn rows_that_this_service_did_not_write_are_refused() {
    let (app, mut ada, mut ben) = two();
    let (seal, all, bens) = (ada.token(&app, &["seal"]), ada.token(&app, &ALL), ben.token(&app, &ALL));
    app.sql("create table before as select * from api_token");
    let undo = || {
        app.sql("delete from api_token");
        app.sql("insert into api_token select * from before");
        assert_eq!([&seal, &all, &bens].map(|token| status(&app, token)), [200; 3], "control: as it was");
    };
    undo();
    let at = place(&all);
    for change in [
        "version = version + 1",
        "verifier = sha256(verifier)",
        "held = set_byte(held, 500, get_byte(held, 500) # 1)",
        "label = set_byte(label, 500, get_byte(label, 500) # 1)",
        "expires_on = expires_on + 1",
        "expires_on = 'infinity'",
        "mac = sha256(mac)",
        "held = ''",
        "place = sha256(place)",
    ] {
        app.sql(&format!("update api_token set {change} where place = {at}"));
        assert_eq!(status(&app, &all), 401, "{change}");
        undo();
    }
    assert!(ada.browser.get("/account/tokens").body.matches("Nightly").count() >= 2);
    app.sql("update api_token set label = sha256(label)");
    assert!(ada.browser.get("/account/tokens").body.contains("not as this service left it"), "and she is told");
    undo();
    // The one that may do more, or another person's, at the place of this one: with its verifier, and without.
    for other in [&all, &bens] {
        let (from, to) = (place(other), place(&seal));
        for columns in ["held, label", "held, label, version, verifier, expires_on, mac"] {
            app.sql(&format!(
                "update api_token set ({columns}) = (select {columns} from before where place = {from}) where place = {to}"
            ));
            assert_eq!(status(&app, &seal), 401, "{columns}");
            undo();
        }
    }
}

// Threat: a token that was ended serves again, because its row of before is put back.
#[test]
fn a_row_that_is_put_back_is_refused() {
    let (app, mut ada, _ben) = two();
    let token = ada.token(&app, &ALL);
    app.sql("create table before as select * from api_token");
    let put_back = || {
        app.sql("delete from api_token");
        app.sql("insert into api_token select * from before");
    };
    put_back();
    assert_eq!(status(&app, &token), 200, "control: the same row, put back while it is the latest");
    ada.end_token();
    let held = app.count("api_token where length(held) + length(label) + length(verifier) > 0");
    assert_eq!((app.count("api_token"), held), (1, 0), "what has ended holds nothing");
    assert_eq!(status(&app, &token), 401);
    put_back();
    assert_eq!(status(&app, &token), 401, "a later row was seen");
    // Ended while the earlier one lies there: above what was seen, and not above that one alone.
    ada.end_token();
    assert_eq!(app.count("api_token where version = 3 and held = ''"), 1);
    // Another token at its place, and the first one's row there.
    app.sql("delete from api_token");
    let page = ada.browser.get("/account/tokens");
    assert!(page.text_of("none").is_some(), "{}", page.body);
}

// Threat: a row that cannot be read, or be followed by a later one, keeps an account from being frozen; and what it took the place of
// is put back once that is over.
#[test]
fn a_row_that_is_none_keeps_nothing_from_ending() {
    let (app, mut ada, _ben) = two();
    let name = Identifier::parse("ada@example.org").unwrap();
    for change in ["version = version", "version = -1", "version = 9223372036854775807", "mac = ''"] {
        let token = ada.token(&app, &ALL);
        let at = place(&token);
        app.sql(&format!("create table before as select * from api_token where place = {at}"));
        app.sql(&format!("update api_token set {change} where place = {at}"));
        let expected = if change == "version = version" { 200 } else { 401 };
        assert_eq!(status(&app, &token), expected, "{change}");
        assert_eq!(ada.browser.get("/account/tokens").status, 200, "{change}");
        let other = ada.token(&app, &["seal"]);
        app.block_on(revocation::freeze(&app.parts, &name, "test")).unwrap();
        app.block_on(revocation::restore(&app.parts, &name, "test")).unwrap();
        assert_eq!(app.count("api_token where length(held) > 0"), 0, "{change}");
        app.sql(&format!(
            "delete from api_token where place = {at}; insert into api_token select * from before; drop table before"
        ));
        assert_eq!([&token, &other].map(|token| status(&app, token)), [401, 401], "{change}: put back");
        assert_eq!(ada.sign_in(&app).status, 303);
    }
    // One click as well, and the place serves another.
    let token = ada.token(&app, &ALL);
    app.sql(&format!("delete from api_token where place <> {}", place(&token)));
    app.sql("update api_token set version = -1");
    ada.end_token();
    assert_eq!(app.count("api_token"), 0);
    assert_eq!(status(&app, &token), 401);
}

// Threat: a copy of the database's files shows that one transaction wrote or locked a token and an account.
#[test]
fn no_number_of_a_transaction_joins_a_token_to_an_account_after_the_sweep() {
    let (app, mut ada, _ben) = two();
    look_into_pages(&app);
    // One row: nothing that could be out of order, or of several numbers.
    let token = ada.token(&app, &["send"]);
    let joins = |before: &BTreeSet<String>| !numbers(&app, "api_token").is_disjoint(before);
    let made = of_accounts(&app);
    assert!(joins(&made), "control: as it was made");
    sweep_twice(&app);
    assert!(!joins(&made), "made");
    // What it sends locks no person's row, and not its own.
    let before = numbers(&app, "api_token");
    assert_eq!(Program::with(&app, &token).send("ben@example.org", "x").status, 201);
    assert_eq!(numbers(&app, "api_token"), before, "a lock would show");
    let sent = of_accounts(&app);
    assert!(!joins(&sent), "as it was used");
    sweep_twice(&app);
    assert!(!joins(&sent) && !joins(&made), "sent");
    let aside = "pg_class where oid = 'api_token'::regclass and pg_relation_size(reltoastrelid) > 0";
    assert_eq!(app.count(aside), 0, "no number of what lies out of line");
}

// Threat: a copy of the database tells whose a token is, what it is for, or which are one person's.
#[test]
fn a_copy_says_nothing_of_whose_they_are() {
    let (app, mut ada, mut ben) = two();
    ada.token(&app, &["seal"]);
    ada.token_of(&app, &ALL, "month", "");
    ben.token(&app, &["open"]);
    let alike = "(select distinct length(held), length(label), length(verifier), version from api_token) as kinds";
    assert_eq!((app.count("api_token"), app.count(alike)), (3, 1));
    app.block_on(senza::startup::server::scatter_rows(&app.parts)).unwrap();
    assert_eq!(app.count("(select distinct xmin::text from api_token) as numbers"), 1);
    let joined = "api_token join account on api_token.xmin = account.xmin or api_token.xmin = account.xmax";
    assert_eq!(app.count(joined), 0, "what one transaction wrote, its number joins no more");
}
