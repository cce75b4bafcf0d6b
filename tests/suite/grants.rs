//! What an organisation says of a person after enrolment: it holds at the next sign-on, ends when it is to end, and does
//! not come back.

mod attacked;
mod revoked;

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol, enrol_as, invite};
use crate::support::program::Home;
use crate::support::sp::Sp;
use senza::domain::{Attribute, Clock, Identifier, Role};
use senza::sign_in::grant::{self, Grant, GrantError, GrantFault};
use time::Duration;

const WARD: &str = "ward";

/// `name=value` each, to be granted.
fn given(attributes: &[(&str, &str)]) -> Grant {
    let mut grant = Grant::default();
    for (name, value) in attributes {
        Attribute::collect(&mut grant.attributes, name, value);
    }
    grant
}

fn withdrawn(name: &str) -> Grant {
    Grant { withdrawn: vec![name.to_owned()], ..Grant::default() }
}

fn roles(roles: &[Role]) -> Grant {
    Grant { roles: Some(roles.to_vec()), ..Grant::default() }
}

fn grant(app: &TestApp, identifier: &str, grant: Grant) -> Result<(), GrantError> {
    let identifier = Identifier::parse(identifier).unwrap();
    app.block_on(grant::grant(&app.parts, &identifier, grant, "test"))
}

/// A portal that is told the ward, and ada, who has one.
fn ada_of_ward_one() -> (TestApp, Person, Sp) {
    let app = spawn();
    let ada = enrol_as(&app, "ada@example.org", false, &[(WARD, "one")]);
    let portal = Sp::new("portal").told(&[WARD]).register(&app);
    (app, ada, portal)
}

/// The ward that a sign-on on the person's live session asserts; `None` when it says none.
fn ward(app: &TestApp, person: &mut Person, sp: &Sp) -> Option<String> {
    let answer = Answer::of(&person.browser.get(&sp.request(app).unsigned()));
    assert!(answer.is_success(), "{:?}", answer.status());
    answer.told().remove(WARD).map(|values| values.join(" "))
}

#[test]
fn what_is_granted_is_what_the_next_sign_on_asserts_also_on_a_live_session() {
    let (app, mut ada, sp) = ada_of_ward_one();
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("one"));
    grant(&app, "Ada@Example.org", given(&[(WARD, "two"), (WARD, "three")])).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("two three"), "the same session, the next sign-on");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp), None);
    grant(&app, "ada@example.org", given(&[(WARD, "four")])).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("four"));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("four"), "a new session says the same");
}

#[test]
fn many_grants_between_two_sign_ons_leave_the_last_and_no_rows() {
    let (app, mut ada, sp) = ada_of_ward_one();
    let mut elsewhere = Person { browser: crate::support::browser::Browser::new(&app.base), ..enrol(&app, "bob") };
    assert_eq!(elsewhere.sign_in(&app).status, 303);
    let rows = app.count("inbox_item");
    for n in 0..20 {
        grant(&app, "ada@example.org", given(&[(WARD, &format!("ward {n}"))])).unwrap();
    }
    assert_eq!(app.count("inbox_item"), rows + 20, "nobody but ada can tell which say nothing any more");
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("ward 19"));
    assert_eq!(app.count("inbox_item"), rows, "what was superseded is swept when she next comes");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp), None);
    assert_eq!(app.count("inbox_item"), rows - 1, "a withdrawal, once read, leaves no row either");
    assert_eq!(elsewhere.browser.get("/portal").status, 200);
}

#[test]
fn two_sessions_of_one_person_both_learn_of_it() {
    let (app, mut ada, sp) = ada_of_ward_one();
    let mut phone = Person {
        identifier: ada.identifier.clone(),
        passphrase: ada.passphrase.clone(),
        seed: senza::domain::SecretBytes::new(ada.seed.expose().to_vec()),
        browser: crate::support::browser::Browser::new(&app.base),
    };
    assert_eq!(phone.sign_in(&app).status, 303);
    grant(&app, "ada@example.org", given(&[(WARD, "two")])).unwrap();
    for _ in 0..2 {
        assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("two"));
        assert_eq!(ward(&app, &mut phone, &sp).as_deref(), Some("two"));
    }
}

#[test]
fn what_has_expired_says_nothing_and_what_it_stood_for_does_not_come_back() {
    let (app, mut ada, sp) = ada_of_ward_one();
    let expires = Some(app.clock.now() + Duration::hours(1));
    grant(&app, "ada@example.org", Grant { expires, ..given(&[(WARD, "two")]) }).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("two"));
    app.clock.advance(Duration::minutes(59));
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("two"), "control: not yet");
    app.clock.advance(Duration::minutes(2));
    assert_eq!(ward(&app, &mut ada, &sp), None, "also on a session that is open, and ward one stays gone");
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(ward(&app, &mut ada, &sp), None);
}

#[test]
fn what_expired_before_anybody_saw_it_still_stands_in_the_place_of_the_older() {
    let (app, mut ada, sp) = ada_of_ward_one();
    let expires = Some(app.clock.now() + Duration::hours(1));
    grant(&app, "ada@example.org", Grant { expires, ..given(&[(WARD, "two")]) }).unwrap();
    app.clock.advance(Duration::hours(2));
    assert_eq!(ward(&app, &mut ada, &sp), None);
}

#[test]
fn a_role_is_held_until_it_is_taken_or_ends() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    assert_eq!(ada.browser.get("/admin").status, 403);
    let expires = Some(app.clock.now() + Duration::hours(1));
    grant(&app, "ada@example.org", Grant { expires, ..roles(&[Role::Owner]) }).unwrap();
    assert_eq!(ada.browser.get("/admin").status, 200);
    app.clock.advance(Duration::hours(1));
    assert_eq!(ada.browser.get("/admin").status, 403, "its time is over");
    grant(&app, "ada@example.org", roles(&[Role::Owner])).unwrap();
    assert_eq!(ada.browser.get("/admin").status, 200);
    grant(&app, "ada@example.org", roles(&[])).unwrap();
    assert_eq!(ada.browser.get("/admin").status, 403);
}

#[test]
fn who_is_invited_can_be_granted_something_and_a_new_invitation_says_it_all_anew() {
    let app = spawn();
    let sp = Sp::new("portal").told(&[WARD]).register(&app);
    invite(&app, "ada@example.org", false, &[(WARD, "one")]);
    grant(&app, "ada@example.org", given(&[(WARD, "two")])).unwrap();
    let mut ada = enrol(&app, "ada@example.org");
    assert_eq!(ward(&app, &mut ada, &sp), None, "the newer invitation says what holds");
    grant(&app, "ada@example.org", given(&[(WARD, "three")])).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("three"));
}

#[test]
fn what_cannot_be_granted_is_refused_and_nothing_is_written() {
    let (app, mut ada, sp) = ada_of_ward_one();
    let rows = app.count("inbox_item");
    let past = Some(app.clock.now() - Duration::seconds(1));
    let soon = Some(app.clock.now() + Duration::hours(1));
    let refused = |what: Grant| grant(&app, "ada@example.org", what).unwrap_err();
    assert!(matches!(refused(Grant::default()), GrantError::Fault(GrantFault::Nothing)));
    assert!(matches!(refused(given(&[("senza:role", "admin")])), GrantError::Fault(GrantFault::ReservedName(_))));
    assert!(matches!(refused(given(&[("pairwise-id", "x@y")])), GrantError::Fault(GrantFault::ReservedName(_))));
    assert!(matches!(refused(withdrawn("Senza:Role")), GrantError::Fault(GrantFault::ReservedName(_))));
    assert!(matches!(
        refused(Grant { expires: past, ..given(&[(WARD, "x")]) }),
        GrantError::Fault(GrantFault::Expired)
    ));
    assert!(matches!(
        refused(Grant { expires: soon, ..withdrawn(WARD) }),
        GrantError::Fault(GrantFault::ExpiryOfNothing)
    ));
    let both = Grant { withdrawn: vec![WARD.to_owned()], ..given(&[(WARD, "x")]) };
    assert!(matches!(refused(both), GrantError::Fault(GrantFault::Both(_))));
    assert!(matches!(grant(&app, "eve@example.org", given(&[(WARD, "x")])), Err(GrantError::Unknown)));
    let long = "x".repeat(1 << 20);
    assert!(matches!(refused(given(&[(WARD, "two"), ("story", &long)])), GrantError::Inbox(_)));
    assert_eq!((app.count("inbox_item"), ward(&app, &mut ada, &sp).as_deref()), (rows, Some("one")));
}

#[test]
fn the_commands_say_what_they_did_and_what_was_wrong() {
    let home = Home::new();
    let run = |arguments: &[&str]| {
        let output = home.run(arguments);
        assert!(output.stdout.is_empty() || arguments[0] == "invite");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).trim().to_owned())
    };
    assert!(run(&["invite", "ada@example.org"]).0);
    let (done, said) = run(&["grant", "ada@example.org", "ward=two", "--role", "admin", "--expires", "2999-01-31"]);
    assert!(done && said.contains("next sign-on"), "{said}");
    let (done, said) = run(&["grant", "ada@example.org", "--role", "federation,help-desk", "--role", "auditor"]);
    assert!(done, "{said}");
    assert!(run(&["invite", "desk@example.org", "--role", "help-desk"]).0);
    let (done, said) = run(&["grant", "ada@example.org", "--withdraw", "ward"]);
    assert!(done, "{said}");
    for (arguments, expected) in [
        (&["grant", "ada@example.org"][..], "nothing to grant"),
        (&["grant", "ada@example.org", "ward"], "name=value"),
        (&["grant", "ada@example.org", "ward=x", "--expires", "31.01.2999"], "2027-01-31"),
        (&["grant", "ada@example.org", "ward=x", "--expires", "2001-01-31"], "expired already"),
        (
            &["grant", "ada@example.org", "--role", "root"],
            "possible values: admin, federation, help-desk, auditor, none",
        ),
        (&["grant", "ada@example.org", "--role", "none,auditor"], "stands alone"),
        (&["invite", "ada@example.org", "--again", "--role", "auditor"], "grant the others when the person is there"),
        (&["grant", "eve@example.org", "ward=x"], "nobody is known"),
        (&["restore", "ada@example.org"], "nothing to restore"),
        (&["freeze", "ada@example.org"], "not active"),
    ] {
        let (done, said) = run(arguments);
        assert!(!done && said.contains(expected), "{arguments:?}: {said}");
    }
    assert!(run(&["revoke", "ada@example.org"]).0);
    let (done, said) = run(&["restore", "ada@example.org"]);
    assert!(done && said.contains("never enrolled"), "{said}");
    assert!(run(&["invite", "ada@example.org"]).0, "and can be invited again");
}
