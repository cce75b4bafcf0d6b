//! A token that ends while a program is doing something with it, and one whose row is put back where nobody saw its end.

use super::serves;
use crate::support::api::{Program, Reply};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol_with};
use crate::support::registering::{ROWS, held_up, path};
use crate::support::sp::Sp;
use senza::domain::{Identifier, Role};
use senza::sign_in::{Parts, revocation, tokens};
use serde_json::json;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

fn scene() -> (TestApp, Person, Sp) {
    let app = spawn();
    let fed = enrol_with(&app, "fed", &[Role::Owner]);
    let sp = Sp::new("ward").register(&app);
    (app, fed, sp)
}

fn fed_name() -> Identifier {
    Identifier::parse("fed").unwrap()
}

/// The account that came last: whoever looks at a page of their own writes to theirs.
const BEN: &str = "select from account where id not in (select id from first) for update";

// Threat: what was begun with a token goes on for longer than whoever ends it waits, and is done after its end.
#[test]
fn what_takes_longer_than_its_tokens_end_waits_is_not_done() {
    let (app, mut fed, sp) = scene();
    app.sql("create table first as select id from account");
    enrol_with(&app, "ben", &[]);
    let declared = json!({ "applications": [{ "metadata": sp.metadata(), "attributes": ["mail"] }] });
    let tag = |program: &Program| program.get(&path(&sp.entity_id)).header("etag").unwrap().to_owned();
    let put = |program: &Program, tag: &str| program.put(&sp, Some(("If-Match", tag)), json!({ "attributes": ["sn"] }));
    let freeze =
        |program: &Program, _: &str| program.post_json("/admin/people/freeze", &json!({ "identifier": "ben" }));
    // What is asked for, the row that it waits for, the status where it is done, and where that is seen.
    type Ask<'a> = &'a (dyn Fn(&Program, &str) -> Reply + Sync);
    let each: [(Ask<'_>, &str, u16, &str); 4] = [
        (
            &|program, _| program.apply(&declared, &program.compared(&declared)),
            ROWS,
            200,
            "service_provider where released = '{mail}'",
        ),
        (&put, ROWS, 200, "service_provider where released = '{sn}'"),
        (&freeze, BEN, 200, "account where state = 'frozen'"),
        (
            &|program, tag| program.remove(&sp, Some(("If-Match", tag))),
            ROWS,
            204,
            "audit where event = 'service provider removed'",
        ),
    ];
    for (ask, row, status, seen) in each {
        for ends in [true, false] {
            let program = Program::with(&app, &fed.console_token(&app, &["applications", "stop_people"]));
            let tag = tag(&program);
            let reply = held_up(
                &app,
                row,
                || ask(&program, &tag),
                || {
                    if ends {
                        fed.end_token()
                    }
                },
            );
            let (expected, done) = if ends { (401, 0) } else { (status, 1) };
            assert_eq!((reply.status, app.count(seen)), (expected, done), "{seen}: {reply:?}");
            if !ends {
                fed.end_token();
            }
        }
    }
    let written = app.count("audit where event = 'service provider put' and request_id <> 'test'");
    assert_eq!(written, 2, "nor is it on record as done, where it was not");
    assert_eq!(app.count("audit where event = 'frozen'"), 1, "nor that somebody was frozen who was not");
}

/// What another server makes of a token, that saw nothing of what happened.
fn elsewhere(app: &TestApp, token: &str) -> bool {
    let parts = Parts { tokens: Arc::default(), ..Parts::clone(&app.parts) };
    app.block_on(async { tokens::bearing(&parts, token).await.is_ok() })
}

// Threat: whoever writes to the database, and has a token that was ended, puts its row back where no process has seen its end.
#[test]
fn a_row_that_is_put_back_is_refused_by_a_server_that_saw_nothing() {
    let (app, mut fed, _sp) = scene();
    let put_back = || app.sql("delete from api_token; insert into api_token select * from before");
    for of_console in [true, false] {
        let token = if of_console { fed.console_token(&app, &["applications"]) } else { fed.token(&app, &["seal"]) };
        app.sql("drop table if exists before; create table before as select * from api_token");
        put_back();
        assert!(elsewhere(&app, &token), "control: the same row, put back while it serves");
        if of_console {
            assert!(serves(&app, &token));
        }
        fed.end_token();
        assert!(!elsewhere(&app, &token));
        put_back();
        assert!(!elsewhere(&app, &token), "its end is on record");
        // Without that record it would serve, and whoever takes it away is named.
        app.sql("create table kept as select * from audit; delete from audit where event = 'token ended for good'");
        assert!(elsewhere(&app, &token), "control: that alone refuses it");
        assert!(!app.findings().is_empty());
        app.sql("delete from audit; insert into audit select * from kept; drop table kept");
        app.sql("delete from api_token");
    }
    // One that was hidden while it was ended, as far as the process that ends it knew of it.
    let token = fed.console_token(&app, &["applications"]);
    assert!(serves(&app, &token));
    app.sql("drop table before; create table before as select * from api_token; delete from api_token");
    app.block_on(revocation::freeze(&app.parts, &fed_name(), "test")).unwrap();
    app.block_on(revocation::restore(&app.parts, &fed_name(), "test")).unwrap();
    put_back();
    assert!(!elsewhere(&app, &token), "hidden meanwhile");
    // What says so joins to nobody: nothing of it is beside a request, nor twice the same.
    assert_eq!(app.count("audit where event = 'token ended for good' and request_id <> ''"), 0);
    assert_eq!(app.findings(), []);
}

// Threat: somebody is looked up by a request whose body came after its token had ended.
#[test]
fn nobody_is_looked_up_by_what_was_sent_slowly_until_its_token_ended() {
    let (app, mut root, _sp) = scene();
    let host = app.base.split_once("//").unwrap().1.to_owned();
    for address in ["people/find", "audit/person", "people/freeze"] {
        for (ends, expected) in [(true, "401"), (false, "404 or 200")] {
            let token = root.console_token(&app, &["audit", "find_people", "stop_people"]);
            let mut stream = TcpStream::connect(&*host).unwrap();
            let body = json!({ "identifier": "nobody" }).to_string();
            let (first, rest) = body.split_at(5);
            write!(
                stream,
                "POST /api/v1/admin/{address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{first}",
                body.len()
            )
            .unwrap();
            std::thread::sleep(std::time::Duration::from_millis(500));
            if ends {
                root.end_token();
            }
            stream.write_all(rest.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            let status = answer.split(' ').nth(1).unwrap().to_owned();
            assert!(expected.contains(&status), "{address}: {expected}, not {answer}");
            if !ends {
                root.end_token();
            }
        }
    }
    assert_eq!(app.count("audit where event = 'person looked up'"), 1, "by the one whose token served");
}
