//! Programs that are slow, many, or gone: what others have to wait for because of them, and what not.

use super::applying::{post, slow};
use crate::support::api::{Program, Reply};
use crate::support::app::{TestApp, spawn};
use crate::support::held::Held;
use crate::support::person::{Person, enrol_with};
use crate::support::registering::{ROWS, approve, of_two, page, proposal};
use crate::support::sp::Sp;
use senza::domain::Role;
use serde_json::json;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn two() -> (TestApp, String, Program, Person) {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let mut eve = enrol_with(&app, "eve", &[Role::Owner]);
    let token = fed.console_token(&app, &["applications"]);
    let other = Program::with(&app, &eve.console_token(&app, &["applications", "stop_people"]));
    (app, token, other, eve)
}

/// Whether it comes to this within some seconds.
fn comes_to(status: u16, ask: impl Fn() -> Reply) -> bool {
    (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        ask().status == status
    })
}

// Threat: whoever has one administrator's token sends an octet now and then, as often as there are places, and no other administrator's
// program is compared; many take a server's memory.
#[test]
fn who_sends_slowly_keeps_no_place_but_their_own() {
    let (app, token, other, _eve) = two();
    let program = Program::with(&app, &token);
    let compared = |program: &Program| program.post_json("/admin/apply?dry_run=true", &json!({}));
    let mut slow: Vec<TcpStream> = (0..8).map(|_| slow(&app, &token)).collect();
    assert!(comes_to(503, || compared(&program)), "control: it takes its person's place");
    let refused = compared(&program);
    assert_eq!((refused.status, refused.title()), (503, "Not at this moment".to_owned()));
    assert!(refused.header("retry-after").is_some());
    assert_eq!(compared(&other).status, 200, "and nobody else's");
    for one in &mut slow {
        one.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    }
    let waiting = slow.iter_mut().map(|one| one.read(&mut [0])).filter(Result::is_err).count();
    assert_eq!(waiting, 1, "all others of theirs were answered");
    drop(slow);
    assert!(comes_to(200, || compared(&program)), "until they are gone");
}

// Threat: whoever sends a whole federation and goes away has it compared and done all the same, and sends the next: what bounds how much is
// done at once bounds nothing.
#[test]
fn a_turn_is_kept_for_as_long_as_its_work_goes_on_whoever_is_gone() {
    let (app, token, other, _eve) = two();
    let program = Program::with(&app, &token);
    let ward = Sp::new("ward").register(&app);
    let declared = json!({ "remove": [ward.entity_id] });
    let tag = program.compared(&declared);
    let held = Held::by(&app, ROWS);
    let more = format!("If-Match: {tag}\r\nExpect: 100-continue\r\n");
    let mut gone = post(&app, &token, "", &more, declared.to_string().len());
    gone.write_all(declared.to_string().as_bytes()).unwrap();
    held.are_waited_for(&app, 1);
    // Whoever closes with something unread does so at once (RFC 1122 §4.2.2.13): a server lets go of their request then, and not of one
    // whose sender has only said all.
    assert!(gone.peek(&mut [0]).unwrap() > 0);
    drop(gone);
    let dry = |program: &Program| program.post_json("/admin/apply?dry_run=true", &declared).status;
    for _ in 0..10 {
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(dry(&program), 503, "its work goes on");
    }
    assert_eq!(dry(&other), 200, "control: it is its person's turn, and no other's");
    assert_eq!(app.count("service_provider"), 1, "control: nothing is done yet");
    held.release(&app);
    assert!(comes_to(200, || program.post_json("/admin/apply?dry_run=true", &declared)));
    assert_eq!(app.count("service_provider"), 0, "it was done to its end");
}

// Threat: programs that wait for one another hold every connection that a server has, and nobody signs in meanwhile.
#[test]
fn programs_that_wait_for_one_another_leave_connections_for_everybody_else() {
    let (app, _token, program, mut eve) = two();
    app.sql("create table first as select id from account");
    enrol_with(&app, "ben", &[]);
    let held = Held::by(&app, "select from account where id not in (select id from first) for update");
    let freeze = || program.post_json("/admin/people/freeze", &json!({ "identifier": "ben" }));
    let waits = || app.count("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..14).map(|_| scope.spawn(freeze)).collect();
        held.are_waited_for(&app, 3);
        std::thread::sleep(Duration::from_millis(500));
        assert_eq!(waits(), 3, "no more than three of them have a connection");
        let begun = Instant::now();
        assert_eq!(eve.browser.get("/account").status, 200);
        assert!(begun.elapsed() < Duration::from_secs(3), "and it waits for none");
        held.release(&app);
        let replies: Vec<Reply> = asked.into_iter().map(|one| one.join().unwrap()).collect();
        let many = |status: u16| replies.iter().filter(|reply| reply.status == status).count();
        assert_eq!((many(200), many(409) + many(503)), (1, 13), "{replies:?}");
    });
}

// Threat: somebody holds a row, and every program's request behind it waits for as long as they like, or is answered as if something of ours
// were broken.
#[test]
fn what_is_held_for_long_is_not_waited_for_and_nothing_is_done() {
    let (app, token, _other, _eve) = two();
    let program = Program::with(&app, &token);
    let ward = Sp::new("ward").register(&app);
    let saw = program.tag(&ward);
    let held = Held::by(&app, ROWS);
    let refused = program.remove(&ward, Some(("If-Match", &saw)));
    assert_eq!((refused.status, refused.title()), (503, "Not at this moment".to_owned()), "{refused:?}");
    assert!(refused.header("retry-after").is_some());
    let gone = "audit where event in ('service provider removed', 'subscription ended for good')";
    assert_eq!((app.count("service_provider"), app.count(gone)), (1, 0));
    held.release(&app);
    assert_eq!(program.remove(&ward, Some(("If-Match", &saw))).status, 204, "control");
    assert_eq!(app.count(gone), 2);
}

// Threat: an approval holds its person's account and waits for the organisation, a program the other way round: the database ends one of
// them, and an administrator's code is spent for nothing.
#[test]
fn an_approval_and_a_program_that_acts_on_who_approves_do_not_wait_for_each_other() {
    let (app, mut root, mut eve, mut fed, sp) = of_two();
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let wanted = page(&proposal(&program.remove(&sp, Some(("If-Match", &program.tag(&sp))))));
    let other = Program::with(&app, &eve.console_token(&app, &["stop_people"]));
    let held = Held::by(&app, "select from proposal for update");
    std::thread::scope(|scope| {
        let approving = scope.spawn(|| approve(&app, &mut root, &wanted));
        held.are_waited_for(&app, 1);
        let acting = scope.spawn(|| other.post_json("/admin/people/freeze", &json!({ "identifier": "root" })));
        held.are_waited_for(&app, 2);
        held.release(&app);
        assert!(approving.join().unwrap());
        let refused = acting.join().unwrap();
        assert_eq!(refused.status, 409, "root opens the console: {refused:?}");
    });
}

// Threat: somebody holds a person's row; whoever would stop them by a program is told that something of ours is broken, and that they were
// refused is on record, which nobody did.
#[test]
fn a_person_whose_row_is_held_for_long_is_not_waited_for_and_nobody_was_refused() {
    let (app, _token, _other, mut eve) = two();
    app.sql("create table first as select id from account");
    enrol_with(&app, "ben", &[]);
    let program = Program::with(&app, &eve.console_token(&app, &["stop_people", "admit_people"]));
    let named = json!({ "identifier": "ben" });
    let ask = |address: &str| program.post_json(&format!("/admin/people/{address}"), &named);
    let refused = || app.count("audit where event in ('act on a person refused', 'invitation refused')");
    let held = Held::by(&app, "select from account where id not in (select id from first) for update");
    for address in ["freeze", "invite"] {
        let reply = ask(address);
        assert_eq!((reply.status, reply.title()), (503, "Not at this moment".to_owned()), "{address}: {reply:?}");
        assert!(reply.header("retry-after").is_some());
    }
    assert_eq!((refused(), app.count("account where state = 'frozen'")), (0, 0));
    held.release(&app);
    assert_eq!((ask("invite").status, refused()), (409, 1), "control: who is enrolled is refused, on record");
    assert_eq!((ask("freeze").status, app.count("account where state = 'frozen'")), (200, 1), "control");
}
