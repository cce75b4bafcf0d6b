//! Of two things at once one is first, and the other sees it, although nobody locks a row of a person's.

use super::three;
use crate::support::app::TestApp;
use crate::support::envelopes::{Form, head_of, wait_until};
use crate::support::held::Held;
use crate::support::person::Person;
use senza::domain::Identifier;
use senza::keys::envelopes::{EnvelopeFlowError, Holder, Sending, Wanted};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::{revocation, tokens};
use sqlx::{Connection as _, Executor as _};
use std::io::Write as _;
use std::net::TcpStream;
use time::Duration;
use zeroize::Zeroizing;

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

/// The numbers by which people are held just now, in this database and by others than whoever locks by hand.
fn held_numbers(app: &TestApp) -> Vec<i64> {
    let query = "select (classid::bigint << 32) | objid::bigint from pg_locks
                 where locktype = 'advisory' and granted and mode <> 'ShareLock' and objsubid = 1
                 and database = (select oid from pg_database where datname = current_database())
                 and pid not in (select pid from pg_stat_activity where application_name = 'another login')";
    app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap()
}

// Threat: any login of the database holds whom it likes: they neither send nor receive, and nobody can revoke them.
#[test]
fn nobody_holds_a_person_by_what_the_database_says_nor_keeps_them_from_being_revoked() {
    let (app, ada, ..) = three();
    let name = Identifier::parse("ada@example.org").unwrap();
    let signed_in = ada.signed_in(&app);
    let (first, last) = signed_in.account.0.as_u64_pair();
    let mut other = app.block_on(async {
        let options = app.database.clone().application_name("another login");
        sqlx::PgConnection::connect_with(&options).await.unwrap()
    });
    let mut say = |statement: &str| app.block_on(other.execute(sqlx::AssertSqlSafe(statement.to_owned()))).unwrap();
    // What such a login can read says nothing of the number.
    for half in [first, last] {
        say(&format!("select pg_advisory_lock({}::bigint)", half.cast_signed()));
    }
    let sending = begun(&app, &signed_in, "");
    let held = Held::table(&app, "envelope_slip");
    let numbers = std::thread::scope(|scope| {
        let keeping = scope.spawn(|| app.block_on(app.envelopes.keep(&signed_in, sending, "", "test")).unwrap());
        held.is_waited_for(&app);
        let numbers = held_numbers(&app);
        // She does not wait without end where it was hers.
        say("select pg_advisory_unlock_all()");
        held.release(&app);
        keeping.join().unwrap();
        numbers
    });
    // Of somebody whom it has seen held it does, until the day is over.
    assert!(!numbers.is_empty(), "control: a login sees what is held");
    for number in numbers {
        say(&format!("select pg_advisory_lock({number}::bigint)"));
    }
    let since = std::time::Instant::now();
    assert_eq!(app.block_on(revocation::revoke(&app.parts, &name, "test")).unwrap(), 1);
    assert!(since.elapsed() >= std::time::Duration::from_secs(3), "control: it waited for whoever held her");
    assert_eq!(app.count("account where state = 'revoked'"), 1);
    say("select pg_advisory_unlock_all()");
}

/// Something that is sent to these, up to its commit.
fn begun(app: &TestApp, from: &impl Holder, to: &str) -> Sending {
    app.block_on(async {
        let wanted = Wanted { to, own_copy: true, kept_for: Some(Duration::hours(1)), expected: Some(1000) };
        let mut sending = app.envelopes.send(from, wanted, "test").await.unwrap();
        sending.push(Zeroizing::new(b"a text".to_vec())).await.unwrap();
        sending
    })
}

// Threat: somebody takes a way in away because a token was stolen, while whoever has it sends: each waits for the other, and the database
// has one of the two fail.
#[test]
fn of_a_way_in_that_is_taken_away_and_what_a_token_sends_meanwhile_one_is_first() {
    let (app, mut ada, ..) = three();
    ada.make_kit(&app);
    let token = ada.token(&app, &["send"]);
    let bearing = app.block_on(tokens::bearing(&app.parts, &token)).unwrap();
    let sending = begun(&app, &bearing, "ben@example.org");
    // Her tokens have ended by then, and her keys are not moved yet.
    let held = Held::table(&app, "profile");
    std::thread::scope(|scope| {
        let removing = scope.spawn(|| ada.change(&app, "/account/remove", &[("way", "kit")]));
        held.are_waited_for(&app, 1);
        let keeping = scope.spawn(|| app.block_on(app.envelopes.keep(&bearing, sending, "", "test")));
        held.are_waited_for(&app, 2);
        held.release(&app);
        let (removed, kept) = (removing.join().unwrap(), keeping.join().unwrap());
        assert_eq!(removed.status, 303, "{}", removed.body);
        assert!(matches!(kept, Err(EnvelopeFlowError::Ended)), "{kept:?}");
    });
    assert_eq!(app.count("envelope"), 0);
}

// Threat: somebody's keys are replaced, because a way in was lost, while something for them is on its way; and whoever writes to the
// database has those of before in their place at the moment of its commit.
#[test]
fn keys_that_were_replaced_while_something_was_on_its_way_are_sealed_to_no_more() {
    let (app, ada, mut ben, _) = three();
    let (ada, name) = (ada.signed_in(&app), Identifier::parse("ben@example.org").unwrap());
    ben.make_kit(&app);
    let [first, second, third, fourth] = [(); 4].map(|()| begun(&app, &ada, "ben@example.org"));
    let keep = |sending| app.block_on(app.envelopes.keep(&ada, sending, "", "test"));
    let said = Grant { roles: Some(Vec::new()), ..Grant::default() };
    app.block_on(grant(&app.parts, &name, said, "test")).unwrap();
    keep(first).expect("control: the same keys, and another row, since something was said of him");
    app.sql("create table keys as select * from envelope_key");
    assert_eq!(ben.change(&app, "/account/remove", &[("way", "kit")]).status, 303);
    let are_changed = |kept: Result<_, _>| matches!(kept, Err(EnvelopeFlowError::KeysChanged));
    assert!(are_changed(keep(second)), "others");
    app.sql("delete from envelope_key; insert into envelope_key select * from keys");
    assert!(are_changed(keep(third)), "the row of before");
    app.sql("update envelope_key k set inbox_version = a.inbox_version from account a where a.id = k.account_id");
    assert!(are_changed(keep(fourth)), "with the version of now");
    assert_eq!(app.count("envelope"), 1);
}
