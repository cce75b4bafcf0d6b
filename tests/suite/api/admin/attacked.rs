//! Whoever can write to the database, and has a token that serves no more or for less: it gives them nothing. That rows of tokens are as
//! they were written, `api::attacked` shows of all of them: those for the console are the same rows.

use super::super::attacked::place;
use super::{give, serves};
use crate::drill::dump;
use crate::support::api::Program;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol, enrol_with};
use crate::support::ways::open_vault;
use data_encoding::HEXLOWER;
use senza::domain::Role;
use senza::drill::{Known, plant, run};
use std::io::Cursor;

const KEPT: [&str; 3] = ["account", "inbox_item", "api_token"];

fn two() -> (TestApp, Person, Person) {
    let app = spawn();
    let root = enrol_with(&app, "root", &[Role::Owner]);
    let ada = enrol_with(&app, "ada", &[Role::Federation]);
    (app, root, ada)
}

fn copy(app: &TestApp, name: &str) {
    for table in KEPT {
        app.sql(&format!("create table {name}_{table} as select * from {table}"));
    }
}

fn put_back(app: &TestApp, name: &str, tables: &[&str]) {
    for table in tables {
        // Of an account its row alone: others hang on it.
        if *table == "account" {
            app.sql(&format!(
                "update account set inbox_public = b.inbox_public, inbox_mac = b.inbox_mac, inbox_version = b.inbox_version
                 from {name}_account b where b.id = account.id"
            ));
        } else {
            app.sql(&format!("delete from {table}; insert into {table} select * from {name}_{table}"));
        }
    }
}

// Threat: a token for envelopes is given the place, or what lies there, of one for the console.
#[test]
fn what_another_token_may_is_no_others() {
    let (app, _root, mut ada) = two();
    let (own, console) = (ada.token(&app, &["seal"]), ada.console_token(&app, &["read_applications"]));
    assert!(serves(&app, &console) && Program::with(&app, &own).status() == 200, "control");
    app.sql("create table before as select * from api_token");
    for (from, to, token) in [(&console, &own, &own), (&own, &console, &console)] {
        for columns in ["held", "held, label", "held, label, version, verifier, expires_on, mac"] {
            app.sql(&format!(
                "update api_token set ({columns}) = (select {columns} from before where place = {}) where place = {}",
                place(from),
                place(to)
            ));
            assert_eq!(Program::with(&app, token).status(), 401, "{columns}");
            app.sql("delete from api_token; insert into api_token select * from before");
        }
    }
    assert!(serves(&app, &console), "control: as it was");
}

// Threat: a role that was taken away comes back, as rows of before are put back.
#[test]
fn a_role_of_before_that_is_put_back_gives_nothing() {
    let (app, mut root, mut ada) = two();
    let token = ada.console_token(&app, &["applications", "sign_ons"]);
    copy(&app, "before");
    put_back(&app, "before", &KEPT);
    assert!(serves(&app, &token), "control: the same rows, while they are the latest");
    give(&app, &mut root, "ada", &[]);
    copy(&app, "after");
    for tables in [&["api_token"][..], &["account", "inbox_item"], &["account"], &["inbox_item"], &KEPT] {
        put_back(&app, "before", tables);
        assert!(!serves(&app, &token), "{tables:?}");
        put_back(&app, "after", &KEPT);
    }
    // A token that was made since does not go by what was said before it.
    give(&app, &mut root, "ada", &["help_desk"]);
    let token = ada.console_token(&app, &["sign_ons"]);
    let list = || Program::with(&app, &token).get("/admin/sign-ons").status;
    assert_eq!(list(), 403, "the help desk has no list of sign-ons");
    put_back(&app, "before", &["account", "inbox_item"]);
    assert_eq!(list(), 401);
}

// Threat: a copy of the database tells which tokens are worth stealing, or names whoever made one.
#[test]
fn a_copy_does_not_tell_which_tokens_are_for_the_console() {
    let (app, mut root, mut ada) = two();
    let mut ben = enrol(&app, "ben");
    ben.token(&app, &["open"]);
    ada.console_token(&app, &["applications"]);
    let token = root.console_token(&app, &["applications", "audit", "find_people", "stop_people", "admit_people"]);
    let alike = "(select distinct length(held), length(label), length(verifier), version from api_token) as kinds";
    assert_eq!((app.count("api_token"), app.count(alike)), (3, 1));
    let made = app.count("audit where event = 'token made'");
    assert_eq!(made, 3, "one word for all of them");
    // What it holds: the key of an inbox.
    let inbox = open_vault(&app, &root).profile.inbox_private;
    let key = data_encoding::BASE64URL_NOPAD.decode(token.strip_prefix("senza_").unwrap().as_bytes()).unwrap();
    let known = || {
        let lines = format!(
            "token\t{token}\nkey\thex:{}\ninbox\thex:{}\nname\tRepository\nword\tapplications:write\n",
            HEXLOWER.encode(&key[32..]),
            HEXLOWER.encode(inbox.expose())
        );
        Known::parse_file(lines.as_bytes()).unwrap()
    };
    let dump = dump(&app);
    let report = run(Cursor::new(&dump), known()).unwrap();
    assert!(report.is_clean(), "{report}");
    let mut found = 0;
    for column in ["place", "verifier", "held", "label", "mac"] {
        let planted = plant(&dump, &known()[2], "api_token", column).unwrap();
        found += usize::from(!run(Cursor::new(planted), known()).unwrap().is_clean());
    }
    assert_eq!(found, 5, "control: put into a column it is found");
    println!("the drill: no finding; {found} of 5 that were planted");
}
