//! What an operator ends stays ended, whatever whoever writes to the database hid from the command, or puts back after it.
//!
//! A command is a process of its own, which has seen no row before: so it is here, after a restart.

use super::{agree, change, is_question, numbers, open, portal, told};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use senza::audit::Finding;
use senza::federation::ScopeWanted::{self, Add, AddForPages, End, Remove, Rotate};
use senza::federation::{ScopeDone, ScopeError, ScopeWas};
use time::Duration;

fn delivered(ada: &mut Person, sp: &Sp) -> Vec<String> {
    let page = open(&mut ada.browser, &sp.entity_id);
    assert!(!is_question(&page), "{}", page.body);
    numbers(&Answer::of(&page), "notes")
}

/// As an operator does it a moment later, with what the command says.
fn command(app: &mut TestApp, sp: &Sp, wanted: ScopeWanted) -> Result<ScopeDone, ScopeError> {
    app.restart();
    app.clock.advance(Duration::seconds(1));
    app.block_on(app.federation.change_scope(&sp.entity_id, "notes", wanted, "test"))
}

fn keep(app: &TestApp, table: &str) {
    app.sql(&format!("create table {table} as select * from scope"));
}

fn put_back(app: &TestApp, table: &str) {
    app.sql(&format!("delete from scope; insert into scope select * from {table}"));
}

const ON_RECORD: &str = "event like 'scope %'";

fn is_named(app: &TestApp) -> bool {
    matches!(&app.findings()[..], [Finding::Scope { last, .. }] if last.purpose == "notes")
}

// Threat: a row that was put back before a command is carried on by it, and with it the epochs that had ended.
#[test]
fn a_row_that_was_put_back_is_not_carried_on_by_the_next_command() {
    let mut app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    change(&app, &sp, "notes", Rotate { overlap: 30 }).unwrap();
    keep(&app, "of_before");
    change(&app, &sp, "notes", End { epoch: 1 }).unwrap();
    assert_eq!((delivered(&mut ada, &sp), app.findings()), (vec!["1.2".to_owned()], vec![]), "control");
    put_back(&app, "of_before");
    assert!(is_named(&app), "{:?}", app.findings());
    let why = command(&mut app, &sp, Rotate { overlap: 30 }).unwrap_err();
    assert!(matches!(why, ScopeError::NotAsWritten(..)), "{why}");
    assert_eq!(delivered(&mut ada, &sp), [""; 0]);
    // Which epochs were live, nobody can know: all have ended, and the next one is new.
    let done = command(&mut app, &sp, End { epoch: 2 }).unwrap();
    assert_eq!((done.was, done.scope.is_removed), (ScopeWas::NotAsWritten, true));
    assert_eq!((delivered(&mut ada, &sp), app.findings()), (vec![], vec![]));
    assert_eq!(command(&mut app, &sp, Add { plain: None }).unwrap().scope.epoch, 3);
    assert_eq!(delivered(&mut ada, &sp), ["1.3"]);
}

// Threat: what is hidden while it is ended was not ended, and is put back afterwards.
#[test]
fn what_was_hidden_while_it_was_ended_does_not_come_back() {
    let mut app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    keep(&app, "live");
    app.sql("delete from scope");
    assert_eq!(command(&mut app, &sp, Remove).unwrap().was, ScopeWas::NotAsWritten);
    put_back(&app, "live");
    assert_eq!(delivered(&mut ada, &sp), [""; 0], "its row was hidden");
    app.restart();
    assert!(delivered(&mut ada, &sp).is_empty() && is_named(&app), "and a new process knows");
    // With what is on record of it hidden as well, for as long as the command runs; and the service provider.
    assert_eq!(command(&mut app, &sp, Add { plain: None }).unwrap().scope.epoch, 2);
    assert_eq!(delivered(&mut ada, &sp), ["1.2"], "control");
    keep(&app, "live_again");
    app.sql(&format!(
        "create table hidden as select * from audit where {ON_RECORD}; delete from audit where {ON_RECORD}"
    ));
    app.sql(
        "create table hidden_sp as select * from service_provider; delete from service_provider; delete from scope",
    );
    assert_eq!(command(&mut app, &sp, Remove).unwrap().was, ScopeWas::Nothing, "nothing was there, and it has ended");
    app.sql("insert into audit select * from hidden; delete from scope; insert into scope select * from live_again");
    let columns =
        "org_id, entity_id, version, metadata, released, allow_http_acs, added_on, mac, name_id, subject_id, signature,
                   encryption, skip_assertion_signature, default_context, fresh_within";
    app.sql(&format!("insert into service_provider ({columns}) select {columns} from hidden_sp"));
    app.restart();
    assert!(delivered(&mut ada, &sp).is_empty() && is_named(&app), "{:?}", app.findings());
}

// Threat: a row that nobody could have written, in the place of the one that is being ended, has the command fail: nothing is on
// record, and the row that was there is put back afterwards.
#[test]
fn no_row_that_nobody_wrote_keeps_a_scope_from_being_ended() {
    let mut app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    for (at, junk) in [
        "version = 9223372036854775807",
        "version = -1",
        "former = '{1}', former_until = '{infinity}'",
        "former = '{1}', former_until = '{5000000-01-01}'",
    ]
    .into_iter()
    .enumerate()
    {
        keep(&app, &format!("live_{at}"));
        assert_eq!(delivered(&mut ada, &sp).len(), 1, "control: {junk}");
        app.sql(&format!("update scope set {junk}"));
        assert_eq!(delivered(&mut ada, &sp), [""; 0], "{junk}");
        assert_eq!(command(&mut app, &sp, Remove).unwrap().was, ScopeWas::NotAsWritten, "{junk}");
        put_back(&app, &format!("live_{at}"));
        app.restart();
        assert!(delivered(&mut ada, &sp).is_empty() && is_named(&app), "{junk}");
        command(&mut app, &sp, Add { plain: None }).unwrap();
    }
}

// Threat: with what is on record taken out for good, a row that was put back serves again whoever it had served.
#[test]
fn whoever_was_there_since_a_scope_ended_is_not_served_by_its_row_again() {
    let mut app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let first = told(&agree(&mut ada.browser, &sp.entity_id), "notes");
    keep(&app, "of_before");
    let back = "https://notes.example/note".to_owned();
    for wanted in [Remove, AddForPages { back }] {
        change(&app, &sp, "notes", wanted).unwrap();
        // Nothing is asked, and nothing delivered in an assertion; her profile remembers what there is now.
        assert_eq!(delivered(&mut ada, &sp), [""; 0]);
        let versions = app.count("profile where version = 4");
        assert_eq!((delivered(&mut ada, &sp), app.count("profile where version = 4")), (vec![], versions), "once");
        app.sql(&format!(
            "create table later as select * from audit where {ON_RECORD}; delete from audit where {ON_RECORD}"
        ));
        app.sql("create table latest as select * from scope");
        put_back(&app, "of_before");
        app.restart();
        assert_eq!(delivered(&mut ada, &sp), [""; 0], "by whatever process");
        assert!(matches!(app.findings()[..], [Finding::Removed { .. }, ..]), "and the audit is not whole");
        put_back(&app, "latest");
        app.sql("insert into audit select * from later; drop table later; drop table latest");
    }
    assert!(!first.is_empty() && app.findings().is_empty());
}
