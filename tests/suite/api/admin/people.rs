//! A program finds people and acts on them: exactly as their administrator does in the console, and no further.

use crate::support::api::Program;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::person::{Person, enrol, enrol_as, enrol_with};
use senza::domain::Role;
use senza::keeper::Limits;
use serde_json::{Value, json};

fn named(identifier: &str) -> Value {
    json!({ "identifier": identifier })
}

fn count(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

fn is_signed_in(person: &mut Person) -> bool {
    person.browser.get("/portal").status == 200
}

const ALL: [&str; 3] = ["find_people", "stop_people", "admit_people"];

#[test]
fn somebody_is_found_stopped_and_let_in_again_and_both_see_it() {
    let app = spawn();
    let (mut desk, mut ada) = (enrol_with(&app, "desk", &[Role::HelpDesk]), enrol(&app, "ada@example.org"));
    let program = Program::with(&app, &desk.console_token(&app, &ALL));
    let post = |act: &str, who: &str| program.post_json(&format!("/admin/people/{act}"), &named(who));
    let found = post("find", " Ada@Example.org ").json();
    assert_eq!(
        (&found["state"], &found["opens_console"], &found["authenticator_apps"], &found["link_until"]),
        (&json!("active"), &json!("no"), &json!(1), &Value::Null),
        "{found}"
    );
    assert_eq!(found["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(post("find", "eve").status, 404);
    assert_eq!((count(&app, "person looked up"), count(&app, "account shown to an administrator")), (2, 1));
    let freeze = post("freeze", "ada@example.org");
    assert_eq!((freeze.status, freeze.json()), (200, json!({ "sessions_ended": 1 })), "{freeze:?}");
    assert!(!is_signed_in(&mut ada) && ada.sign_in(&app).status != 303);
    assert_eq!(post("find", "ada@example.org").json()["state"], "frozen");
    assert_eq!(post("freeze", "ada@example.org").status, 409, "there is nothing to freeze");
    assert_eq!(post("restore", "ada@example.org").json(), json!({ "is_enrolled": true }));
    assert_eq!(post("restore", "ada@example.org").status, 409);
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(post("end-sessions", "ada@example.org").json(), json!({ "sessions_ended": 1 }));
    assert!(!is_signed_in(&mut ada));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(post("revoke", "ada@example.org").json(), json!({ "sessions_ended": 1 }));
    assert!(!is_signed_in(&mut ada));
    for (event, times) in [
        ("frozen", 1),
        ("person frozen", 1),
        ("restored", 1),
        ("person restored", 1),
        ("sessions ended by an administrator", 1),
        ("revoked", 1),
        ("person revoked", 1),
        ("act on a person refused", 2),
    ] {
        assert_eq!(count(&app, event), times, "{event}");
    }
    assert_eq!(app.findings(), []);
    let own = desk.browser.get("/account/activity").body;
    assert!(own.contains("A program acted in the console"), "{own}");
}

#[test]
fn somebody_is_invited_without_a_role_and_sets_their_account_up() {
    let app = spawn();
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let program = Program::with(&app, &desk.console_token(&app, &["admit_people"]));
    let invite = |body: Value| program.post_json("/admin/people/invite", &body);
    let attributes = json!([{ "name": "displayName", "values": ["Carl F."] }]);
    let invited = invite(json!({ "identifier": "carl@example.org", "attributes": attributes }));
    assert_eq!(invited.status, 201, "{invited:?}");
    let link = invited.json()["link"].as_str().unwrap().strip_prefix(&app.base).unwrap().to_owned();
    let mut carl = crate::support::person::enrol_by(&app, "carl@example.org", &link);
    assert!(carl.browser.get("/account").body.contains("Carl F."));
    assert_eq!(carl.browser.get("/admin").status, 403, "no role came with it");
    assert_eq!(invite(named("carl@example.org")).status, 409, "who is enrolled");
    let many: Vec<Value> = (0..65).map(|n| json!({ "name": format!("urn:x:{n}"), "values": ["x"] })).collect();
    for (body, status) in [
        (json!({ "identifier": "" }), 422),
        (json!({ "identifier": "dan", "roles": ["admin"] }), 400),
        (json!({ "identifier": "dan", "attributes": [{ "name": "senza:role", "values": ["admin"] }] }), 422),
        (json!({ "identifier": "dan", "attributes": [{ "name": "nothing", "values": ["x"] }] }), 422),
        (json!({ "identifier": "dan", "attributes": [{ "name": "mail", "values": [] }] }), 422),
        (json!({ "identifier": "dan", "attributes": many }), 422),
        (json!({ "identifier": "dan", "attributes": "mail=x" }), 400),
    ] {
        let refused = invite(body.clone());
        assert_eq!(refused.status, status, "{body}: {refused:?}");
    }
    assert_eq!((count(&app, "invited"), app.count("invitation")), (1, 0), "carl");
    assert_eq!(app.findings(), []);
}

// Threats: the help desk acts on those who stand above it, or on itself, with a program; a program goes through a list of names.
#[test]
fn a_program_acts_on_nobody_whom_its_person_may_not_act_on() {
    let limits =
        Limits { hardenings_per_minute: 100_000, handles_per_second: 2, handle_burst: 80, ..Limits::default() };
    let app = spawn_with(Options { limits, ..Options::default() });
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut aud = enrol_with(&app, "aud", &[Role::Auditor]);
    enrol_as(&app, "ada", false, &[]);
    let program = Program::with(&app, &desk.console_token(&app, &ALL));
    let another = Program::with(&app, &desk.console_token(&app, &ALL));
    let post = |program: &Program, act: &str, who: &str| {
        program.post_json(&format!("/admin/people/{act}"), &named(who)).status
    };
    for act in ["revoke", "freeze", "end-sessions", "restore"] {
        for who in ["root", "aud", "desk"] {
            assert_eq!(post(&program, act, who), 409, "{act} {who}");
        }
        assert_eq!(post(&program, act, "nobody"), 404);
    }
    assert!(is_signed_in(&mut root) && is_signed_in(&mut aud));
    let owners = Program::with(&app, &root.console_token(&app, &ALL));
    // Nor an owner's: whoever administers is stopped, and let in again with their role, by an owner in the console.
    for who in ["aud", "desk", "root"] {
        assert_eq!((post(&owners, "freeze", who), post(&owners, "restore", who)), (409, 409), "{who}");
    }
    let revoked = senza::domain::Identifier::parse("aud").unwrap();
    app.block_on(senza::sign_in::revocation::revoke(&app.parts, &revoked, "test")).unwrap();
    assert_eq!(post(&owners, "restore", "aud"), 409);
    assert!(aud.sign_in(&app).status != 303, "nothing was done");
    assert_eq!((post(&owners, "freeze", "ada"), post(&owners, "restore", "ada")), (200, 200), "control: no role");
    // Another's token for what is their own does nothing here.
    assert_eq!(post(&Program::with(&app, &desk.token(&app, &["seal"])), "find", "ada"), 403);
    let refused = (0..80).map(|_| post(&program, "find", "eve")).find(|status| *status != 404).expect("it ends");
    assert_eq!(refused, 429);
    // All tokens of one person together.
    assert_eq!(post(&another, "find", "eve"), 429);
    app.clock.advance(time::Duration::MINUTE);
    assert_eq!(post(&program, "find", "ada"), 200, "control: it comes back");
}
