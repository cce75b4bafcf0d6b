//! A program connects, changes and removes applications: of the state that it saw, and where it takes two, by proposing.

use crate::support::api::Program;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol_with};
use crate::support::registering::{NEW, approve, of_two, path};
use crate::support::sp::Sp;
use senza::domain::Role;
use serde_json::json;

fn scene() -> (TestApp, Person, Program, Sp) {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    (app, fed, program, Sp::new("ward").named("Ward list"))
}

fn count(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

#[test]
fn one_is_connected_changed_and_removed_as_it_was_seen_and_on_record() {
    let (app, mut fed, program, sp) = scene();
    let made = program.put(&sp, NEW, json!({ "attributes": ["mail"] }));
    assert_eq!((made.status, &made.json()["entity_id"]), (201, &json!(sp.entity_id)), "{made:?}");
    assert!(made.json()["said"][0].as_str().unwrap().ends_with("is new here."));
    assert_eq!(program.put(&sp, NEW, json!({})).status, 412, "it is there already");
    let first = program.tag(&sp);
    let changed = program.put(&sp, Some(("If-Match", &first)), json!({ "attributes": ["sn"], "signature": "ecdsa" }));
    assert_eq!(changed.status, 200, "{changed:?}");
    let now = program.get(&path(&sp.entity_id)).json();
    assert_eq!((&now["attributes"], &now["signature"], &now["version"]), (&json!(["sn"]), &json!("ecdsa"), &json!(2)));
    // Stale.
    let stale = program.put(&sp, Some(("If-Match", &first)), json!({}));
    assert_eq!((stale.status, stale.title()), (412, "Not as you saw it".to_owned()));
    assert_eq!(program.remove(&sp, Some(("If-Match", &first))).status, 412);
    // Removed, and connected anew: version 1 once more, and not the same.
    assert_eq!(program.remove(&sp, Some(("If-Match", &program.tag(&sp)))).status, 204);
    assert_eq!(program.remove(&sp, Some(("If-Match", &first))).status, 404);
    assert_eq!(program.put(&sp, Some(("If-Match", &first)), json!({})).status, 412, "what is gone does not come back");
    assert_eq!(program.put(&sp, NEW, json!({ "attributes": ["uid"] })).status, 201);
    assert!(program.tag(&sp).starts_with("\"1-") && program.tag(&sp) != first);
    assert_eq!(program.put(&sp, Some(("If-Match", &first)), json!({})).status, 412, "another of the same version");
    assert_eq!(program.get(&path(&sp.entity_id)).json()["attributes"], json!(["uid"]));
    assert_eq!((count(&app, "service provider put"), count(&app, "service provider removed")), (3, 1));
    assert_eq!(count(&app, "done by a token"), 4, "and by a token, each");
    let own = fed.browser.get("/account/activity").body;
    assert!(own.contains("A program acted in the console"), "{own}");
    assert_eq!(app.findings(), []);
}

// Threats: a program says nothing of what it saw, and overwrites; a body that is malformed, very long, or another's is taken.
#[test]
fn what_is_not_said_or_cannot_be_is_refused_and_nothing_is_done() {
    let (app, _fed, program, sp) = scene();
    let (ward, other) = (path(&sp.entity_id), Sp::new("other"));
    assert_eq!(program.put(&sp, None, json!({})).status, 428);
    for saw in [
        ("If-Match", "*"),
        ("If-Match", "1"),
        ("If-Match", "W/\"1-00\""),
        ("If-Match", "\"a\", \"b\""),
        ("If-Match", "\"\""),
        ("If-None-Match", "\"1\""),
    ] {
        assert_eq!(program.put(&sp, Some(saw), json!({})).status, 400, "{saw:?}");
    }
    assert_eq!(program.remove(&sp, None).status, 428);
    for more in [
        json!({ "signature": "none" }),
        json!({ "attributes": ["a b"] }),
        json!({ "entity_id": "https://elsewhere.example" }),
        json!({ "metadata": "<EntityDescriptor/>" }),
        json!({ "metadata": other.metadata() }),
        json!({ "encryption": "aes256-gcm" }),
        json!({ "metadata": sp.metadata().replace("https://ward.example/acs", "http://ward.example/acs") }),
        json!({ "metadata": "x".repeat(600_000) }),
    ] {
        let refused = program.put(&sp, NEW, more.clone());
        assert_eq!(refused.status, 422, "{more}: {refused:?}");
    }
    let ask = |kind: &str, body: &[u8]| program.ask_saying("PUT", &ward, NEW, Some(kind), body).status;
    for (kind, body, status) in [
        ("application/json", &b"{"[..], 400),
        ("application/json", b"[]", 400),
        ("application/json", b"{\"metadata\": 7}", 400),
        ("application/json", b"{\"metadata\": \"<a/>\", \"more\": 1}", 400),
        ("application/json", b"", 400),
        ("text/xml", b"<a/>", 415),
        ("application/json", &vec![b' '; 2 * 1024 * 1024 + 1], 413),
    ] {
        assert_eq!(ask(kind, body), status, "{}", String::from_utf8_lossy(&body[..body.len().min(40)]));
    }
    assert_eq!(program.ask_saying("PUT", "/admin/application", NEW, Some("application/json"), b"{}").status, 400);
    assert_eq!((app.count("service_provider"), count(&app, "done by a token")), (0, 0));
    assert_eq!(program.put(&sp, NEW, json!({})).status, 201, "control");
}

// Threat: of two programs that change one application at once, each undoes what the other did, unseen.
#[test]
fn of_two_at_once_exactly_one_holds() {
    let (app, mut fed, program, sp) = scene();
    let other = Program::with(&app, &fed.console_token(&app, &["applications"]));
    for round in 0..4 {
        if round == 0 {
            assert_eq!(program.put(&sp, NEW, json!({})).status, 201);
        }
        let tag = program.tag(&sp);
        let before = program.get(&path(&sp.entity_id)).json()["version"].as_u64().unwrap();
        let statuses = std::thread::scope(|scope| {
            let (sp, tag) = (&sp, &tag);
            let sent = [(&program, "mail"), (&other, "sn")].map(|(program, name)| {
                scope.spawn(move || program.put(sp, Some(("If-Match", tag)), json!({ "attributes": [name] })).status)
            });
            let mut statuses = sent.map(|one| one.join().unwrap());
            statuses.sort_unstable();
            statuses
        });
        assert_eq!(statuses, [200, 412]);
        assert_eq!(program.get(&path(&sp.entity_id)).json()["version"], json!(before + 1));
    }
    // New, and removed.
    let second = Sp::new("second");
    let at_once = |ask: &(dyn Fn(&Program) -> u16 + Sync)| {
        std::thread::scope(|scope| {
            let sent = [&program, &other].map(|program| scope.spawn(move || ask(program)));
            let mut statuses = sent.map(|one| one.join().unwrap());
            statuses.sort_unstable();
            statuses
        })
    };
    assert_eq!(at_once(&|program: &Program| program.put(&second, NEW, json!({})).status), [201, 412]);
    let tag = program.tag(&second);
    assert_eq!(at_once(&|program: &Program| program.remove(&second, Some(("If-Match", &tag))).status), [204, 404]);
}

// Threat: one person does with a program what takes two.
#[test]
fn where_it_takes_two_a_program_proposes_and_somebody_approves() {
    let (app, mut root, mut eve, mut fed, sp) = of_two();
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let tag = program.tag(&sp);
    let waits = program.put(&sp, Some(("If-Match", &tag)), json!({ "attributes": ["mail"] }));
    assert_eq!(waits.status, 202, "{waits:?}");
    let proposal = waits.json()["proposal"].as_str().unwrap().to_owned();
    let there = waits.header("location").unwrap();
    assert!(there.starts_with("http") && there.ends_with(&format!("/admin/approvals/one?proposal={proposal}")));
    assert_eq!(program.tag(&sp), tag, "nothing is changed yet");
    let left = program.put(&Sp::new("new"), NEW, json!({})).json()["proposal"].as_str().unwrap().to_owned();
    let left = format!("/admin/approvals/one?proposal={left}");
    assert_eq!(program.remove(&sp, Some(("If-Match", &tag))).status, 202);
    let all = program.post_json("/admin/apply", &json!({ "remove": [sp.entity_id] }));
    assert_eq!((all.status, all.json().get("proposal").is_some()), (409, false), "{all:?}");
    let dry = program.post_json("/admin/apply?dry_run=true", &json!({ "remove": [sp.entity_id] }));
    assert_eq!((dry.status, app.count("service_provider")), (200, 1), "control: to look needs nobody");
    // Not by whoever made the token; by another.
    let page = format!("/admin/approvals/one?proposal={proposal}");
    assert!(!approve(&app, &mut fed, &page), "her own");
    assert!(approve(&app, &mut root, &page));
    assert_eq!(program.get(&path(&sp.entity_id)).json()["attributes"], json!(["mail"]));
    assert_eq!((count(&app, "change proposed"), count(&app, "proposal approved")), (4, 2));
    // A role that was taken ends what was proposed with it.
    assert!(!eve.browser.get(&left).body.contains("is not who they were then"), "control");
    super::give(&app, &mut root, "fed", &[]);
    let seen = eve.browser.get(&left).body;
    assert!(seen.contains("is not who they were then"), "{seen}");
    // An account that is new changes nothing that trust rests on.
    let mut new = enrol_with(&app, "new", &[Role::Federation]);
    let program = Program::with(&app, &new.console_token(&app, &["applications"]));
    let refused = program.put(&sp, Some(("If-Match", &program.tag(&sp))), json!({}));
    assert_eq!((refused.status, refused.json().get("proposal").is_some()), (409, false), "{refused:?}");
    assert_eq!(app.findings(), []);
}
