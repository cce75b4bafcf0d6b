//! Of two things at once one is first, and the other sees it, although nobody locks a row of a person's.

use super::three;
use crate::support::app::TestApp;
use crate::support::envelopes::{Form, head_of, wait_until};
use crate::support::held::Held;
use crate::support::person::Person;
use senza::domain::Identifier;
use senza::sign_in::revocation;
use sqlx::{Connection as _, Executor as _};
use std::io::Write as _;
use std::net::TcpStream;

/// Somebody waits to hold a person.
fn one_waits(app: &TestApp) {
    let here = "database = (select oid from pg_database where datname = current_database())";
    wait_until("one waits for the other", || {
        app.count(&format!("pg_locks where locktype = 'advisory' and not granted and {here}")) == 1
    });
}

// Threat: somebody is revoked at the very moment at which what they send is committed, and it arrives after all.
#[test]
fn whoever_is_revoked_while_they_send_has_sent_it_before_or_not_at_all() {
    let (app, mut ada, ..) = three();
    let name = Identifier::parse("ada@example.org").unwrap();
    let revoke = || app.block_on(revocation::revoke(&app.parts, &name, "test")).unwrap();
    let content = vec![9; 3_000_000];
    let form = Form::file("ben@example.org", "before, or not at all", &content);
    // What comes last is held back until the other has begun.
    let begin = |ada: &mut Person, files: usize| {
        let (stream, body) = ada.upload(&app, &form, 2_000_000);
        wait_until("it is coming", || app.envelope_files().len() == files);
        (stream, body[2_000_000..].to_vec())
    };
    let finish = |(mut stream, rest): (TcpStream, Vec<u8>)| {
        stream.write_all(&rest).unwrap();
        head_of(&mut stream)
    };

    // The sending was first: its row cannot be written yet.
    let (begun, held) = (begin(&mut ada, 1), Held::table(&app, "envelope"));
    std::thread::scope(|scope| {
        let sending = scope.spawn(|| finish(begun));
        held.is_waited_for(&app);
        let revoking = scope.spawn(revoke);
        one_waits(&app);
        held.release(&app);
        let answer = sending.join().unwrap();
        assert!(answer.contains("/envelopes/") && revoking.join().unwrap() == 1, "{answer}");
    });
    assert_eq!((app.count("envelope"), app.count("account where state = 'revoked'")), (1, 1));

    // The revocation was first: her sessions cannot be ended yet.
    app.block_on(revocation::restore(&app.parts, &name, "test")).unwrap();
    assert_eq!(ada.sign_in(&app).status, 303);
    let (begun, held) = (begin(&mut ada, 2), Held::table(&app, "session"));
    std::thread::scope(|scope| {
        let revoking = scope.spawn(revoke);
        held.is_waited_for(&app);
        let sending = scope.spawn(|| finish(begun));
        one_waits(&app);
        held.release(&app);
        let answer = sending.join().unwrap();
        assert!(answer.contains("/login") && revoking.join().unwrap() == 1, "{answer}");
    });
    assert_eq!((app.count("envelope"), app.envelope_files().len()), (1, 1));
}

// Threat: any login of the database takes the number by which a person is held, and keeps it: nobody can revoke them.
#[test]
fn nobody_keeps_a_person_from_being_revoked_by_holding_them() {
    let (app, ada, ..) = three();
    let name = Identifier::parse("ada@example.org").unwrap();
    let (number, _) = ada.signed_in(&app).account.0.as_u64_pair();
    let mut other = app.block_on(async {
        let mut other = sqlx::PgConnection::connect_with(&app.database).await.unwrap();
        let lock = sqlx::query("select pg_advisory_lock($1)").bind(number.cast_signed());
        lock.execute(&mut other).await.unwrap();
        other
    });
    let begun = std::time::Instant::now();
    assert_eq!(app.block_on(revocation::revoke(&app.parts, &name, "test")).unwrap(), 1);
    assert!(begun.elapsed() >= std::time::Duration::from_secs(3), "control: it waited for whoever held her");
    assert_eq!(app.count("account where state = 'revoked'"), 1);
    app.block_on(other.execute("select pg_advisory_unlock_all()")).unwrap();
}
