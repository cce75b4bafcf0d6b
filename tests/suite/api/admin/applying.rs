//! A declared federation, posted: the comparison of `senza apply`, and all of it or nothing.

use crate::support::api::{Program, Reply};
use crate::support::app::{TestApp, spawn};
use crate::support::person::enrol_with;
use crate::support::sp::Sp;
use senza::domain::Role;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

impl Program {
    pub(super) fn apply(&self, declared: &Value, tag: &str) -> Reply {
        let body = declared.to_string();
        let saw = Some(("If-Match", tag));
        self.ask_saying("POST", "/admin/apply", saw, Some("application/json"), body.as_bytes())
    }

    pub(super) fn compared(&self, declared: &Value) -> String {
        let dry = self.post_json("/admin/apply?dry_run=true", declared);
        dry.header("etag").unwrap_or_else(|| panic!("{dry:?}")).to_owned()
    }
}

#[test]
fn what_is_declared_is_compared_then_done_and_the_second_time_there_is_nothing_to_do() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let (ward, lab, old) =
        (Sp::new("ward").named("Ward list"), Sp::new("lab").register(&app), Sp::new("old").register(&app));
    let declared = json!({
        "applications": [
            { "metadata": ward.metadata(), "entity_id": ward.entity_id, "attributes": ["mail"] },
            { "metadata": lab.metadata(), "attributes": ["sn"] },
        ],
        "remove": [old.entity_id, "https://nowhere.example"],
    });
    let steps = |reply: &crate::support::api::Reply| -> Vec<(String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let all = reply.json()["steps"].as_array().unwrap().clone();
        all.iter().map(|step| (text(&step["what"]), text(&step["entity_id"]))).collect()
    };
    let dry = program.post_json("/admin/apply?dry_run=true", &declared);
    assert_eq!(dry.status, 200, "{dry:?}");
    let what = [("add", &ward), ("change", &lab), ("remove", &old)];
    let what = what.map(|(what, sp)| (what.to_owned(), sp.entity_id.clone()));
    assert_eq!((steps(&dry), dry.json()["is_done"].as_bool()), (what.to_vec(), Some(false)));
    assert_eq!(dry.json()["steps"][1]["changes"][0]["what"], "is told");
    assert_eq!((app.count("service_provider"), app.count("audit where event = 'done by a token'")), (2, 0));
    let unsaid = program.post_json("/admin/apply", &declared);
    assert_eq!((unsaid.status, unsaid.title()), (428, "Say what you saw".to_owned()));
    let done = program.apply(&declared, dry.header("etag").unwrap());
    assert_eq!((steps(&done), done.json()["is_done"].as_bool()), (what.to_vec(), Some(true)), "{done:?}");
    assert_eq!((app.count("service_provider"), app.count("audit where event = 'done by a token'")), (2, 1));
    let again = program.post_json("/admin/apply", &declared).json();
    assert_eq!((&again["steps"], &again["is_done"], &again["same"]), (&json!([]), &json!(false), &json!(4)), "{again}");
    // Who did it is on record, under a pseudonym, as the console's changes are.
    let rows = app.count(
        "audit where event = 'service provider put' and subject in (select subject from audit where event = 'done by a token')",
    );
    assert_eq!(rows, 2);
    assert_eq!(app.findings(), []);
}

// Threat: what is wrong in the midst of it leaves half a federation, or an empty body prunes all.
#[test]
fn every_fault_is_said_and_nothing_is_done() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let (ward, lab) = (Sp::new("ward"), Sp::new("lab").register(&app));
    let of = |name: &str| json!({ "metadata": Sp::new(name).metadata() });
    let post = |body: &serde_json::Value| program.post_json("/admin/apply", body);
    let at = |body: serde_json::Value| -> Vec<String> {
        let reply = post(&body);
        assert_eq!(reply.status, 422, "{reply:?}");
        reply.json()["faults"].as_array().unwrap().iter().map(|one| one["at"].as_str().unwrap().to_owned()).collect()
    };
    let signed = json!({ "metadata": ward.metadata(), "signature": "none" });
    assert_eq!(
        at(json!({ "applications": [of("a"), signed, { "metadata": "<a/>", "name_id": "x" }] })),
        ["/applications/1", "/applications/2"]
    );
    assert_eq!(
        at(json!({ "applications": [of("a"), { "metadata": "<a/>" }, of("a")], "remove": ["https://a.example/saml"] })),
        ["/applications/1", "/applications/2", "/remove/0"]
    );
    assert_eq!(at(json!({ "remove": ["", "x\u{0}"] })), ["/remove/0", "/remove/1"]);
    for (body, status) in [
        (json!({ "application": [] }), 400),
        (json!({ "applications": {} }), 400),
        (json!({ "prune": true }), 400),
        (json!({ "sessions": { "idle": 5 } }), 400),
        (json!({ "remove": vec!["https://x.example"; 301] }), 413),
    ] {
        assert_eq!(post(&body).status, status, "{body}");
    }
    assert_eq!(program.post_json("/admin/apply?dry_run=perhaps", &json!({})).status, 400);
    assert_eq!(program.ask("POST", "/admin/apply", Some("application/toml"), b"").status, 415);
    let long = format!("{{{}}}", " ".repeat(8 * 1024 * 1024));
    assert_eq!(program.ask("POST", "/admin/apply", Some("application/json"), long.as_bytes()).status, 413);
    assert_eq!(app.count("service_provider"), 1);
    assert_eq!(post(&json!({})).json()["summary"], "0 to add, 0 to change, 0 to remove; 0 as declared already");
    let kept = json!({ "applications": [{ "metadata": lab.metadata() }] });
    assert_eq!(post(&kept).json()["same"], 1, "control");
}

// Threat: what somebody else did since it was compared, to an application that is named or to any other, is undone unseen.
#[test]
fn what_was_changed_since_it_was_compared_is_not_undone() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let (ward, lab) = (Sp::new("ward").register(&app), Sp::new("lab").register(&app));
    let declared = json!({ "applications": [{ "metadata": ward.metadata(), "attributes": ["mail"] }] });
    let told = || app.count("service_provider where released = '{mail}'");
    for sp in [&ward, &lab] {
        let tag = program.compared(&declared);
        let changed = program.put(sp, Some(("If-Match", &program.tag(sp))), json!({ "attributes": ["sn"] }));
        assert_eq!(changed.status, 200);
        let stale = program.apply(&declared, &tag);
        assert_eq!((stale.status, stale.title()), (412, "Not as you saw it".to_owned()));
        assert_eq!(told(), 0);
    }
    // One that went and came back is another.
    let tag = program.compared(&declared);
    assert_eq!(program.remove(&lab, Some(("If-Match", &program.tag(&lab)))).status, 204);
    assert_eq!(program.put(&lab, Some(("If-None-Match", "*")), json!({ "attributes": ["sn"] })).status, 201);
    assert_eq!(program.apply(&declared, &tag).status, 412);
    for wrong in ["*", "1", "W/\"00\""] {
        assert_eq!(program.apply(&declared, wrong).status, 400, "{wrong}");
    }
    let done = program.apply(&declared, &program.compared(&declared));
    assert_eq!((done.status, told()), (200, 1), "control: {done:?}");
    let same = program.post_json("/admin/apply", &declared);
    assert_eq!((same.status, same.header("etag").is_some()), (200, true), "where nothing is done nothing is undone");
}

/// The head of a federation of so many octets that is sent to be applied, with more in its query and head.
pub(super) fn post(app: &TestApp, token: &str, query: &str, more: &str, length: usize) -> TcpStream {
    let host = app.base.split_once("//").unwrap().1;
    let mut stream = TcpStream::connect(host).unwrap();
    let head = format!(
        "POST /api/v1/admin/apply{query} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n"
    );
    let body = format!("{more}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
    stream
}

/// A program that has sent the beginning of a federation, and goes on some day.
pub(super) fn slow(app: &TestApp, token: &str) -> TcpStream {
    let mut stream = post(app, token, "", "", 900);
    stream.write_all(b"{").unwrap();
    stream
}

// Threat: what is connected, and what each application is told, is read by a request whose body came after its token had ended.
#[test]
fn nothing_is_compared_for_what_was_sent_slowly_until_its_token_ended() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let ward = Sp::new("ward").register(&app);
    let body = json!({ "applications": [{ "metadata": ward.metadata() }] }).to_string();
    for (query, ends, expected) in
        [("?dry_run=true", true, "401"), ("", true, "401"), ("?dry_run=true", false, "200"), ("", false, "200")]
    {
        let token = fed.console_token(&app, &["applications"]);
        let mut stream = post(&app, &token, query, "", body.len());
        let (first, rest) = body.split_at(20);
        stream.write_all(first.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(500));
        if ends {
            fed.end_token();
        }
        stream.write_all(rest.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(answer.split(' ').nth(1), Some(expected), "{query}: {answer}");
        if !ends {
            fed.end_token();
        }
    }
}
