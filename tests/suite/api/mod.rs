//! `/api/v1`: what a program may do with a token of somebody's, and what ends it.

mod admin;
mod attacked;
mod command;
mod described;
mod ended;
mod keys;

use crate::support::api::{KIND, Program, fields};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol, enrol_as};
use serde_json::{Value, json};

const ALL: [&str; 4] = ["seal", "send", "read", "open"];

fn two() -> (TestApp, Person, Person) {
    let app = spawn();
    // Tokens end with a day.
    app.clock.not_over_midnight();
    let ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada L.")]);
    let ben = enrol(&app, "ben@example.org");
    (app, ada, ben)
}

fn ids(listed: &Value) -> Vec<String> {
    let all = listed["envelopes"].as_array().unwrap();
    all.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

// The first whole flow: a program seals for somebody, whose own program fetches and opens it.
#[test]
fn a_program_sends_and_another_opens() {
    let (app, mut ada, mut ben) = two();
    let (sender, reader) = (ada.token(&app, &["send"]), ben.token(&app, &["open"]));
    let (sender, reader) = (Program::with(&app, &sender), Program::with(&app, &reader));
    let sent = sender.send("ben@example.org", "the left one");
    assert_eq!(sent.status, 201, "{sent:?}");
    let id = sent.json()["id"].as_str().unwrap().to_owned();
    let content: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let body = fields(
        &[("to", "Ben@example.org "), ("own_copy", "yes"), ("keep_hours", "2")],
        Some(("Befund ü.pdf", &content)),
    );
    let file = sender.ask("POST", "/envelopes", Some(KIND), &body);
    assert_eq!(file.status, 201, "{file:?}");
    let file = file.json()["id"].as_str().unwrap().to_owned();
    // What arrived says by what its sender signs in; what they are called is no part of a token.
    let listed = reader.get("/envelopes").json();
    assert_eq!(ids(&listed).len(), 2, "{listed}");
    let one = reader.get(&format!("/envelopes/{file}")).json();
    assert_eq!(
        (&one["with"], &one["name"], &one["state"]),
        (&json!(["ada@example.org"]), &json!("Befund ü.pdf"), &json!("unopened"))
    );
    assert_eq!(reader.get(&format!("/envelopes/{id}/content")).octets, b"the left one");
    let opened = reader.get(&format!("/envelopes/{file}/content"));
    assert!(opened.octets == content && opened.header("content-length") == Some("200000"), "{}", opened.status);
    // Sealed, it opens with its person's keys elsewhere; here, on the page that opens what somebody brings.
    let sealed = reader.get(&format!("/envelopes/{file}/sealed"));
    assert!(sealed.octets.starts_with(b"age-encryption.org/v1\n"), "{}", sealed.status);
    assert!(ben.open_file("x.age", &sealed.octets).1 == content, "no octet of the room behind it");
    assert_eq!(reader.get(&format!("/envelopes/{file}")).json()["state"], "opened");
    // Pages, newest first.
    let first = reader.get("/envelopes?limit=1").json();
    let next = first["next"].as_str().unwrap();
    let second = reader.get(&format!("/envelopes?limit=1&after={next}")).json();
    assert_eq!([ids(&first), ids(&second)].concat(), ids(&listed));
    assert!(second["next"].is_null());
    // Withdrawn: nobody opens it.
    assert_eq!(sender.ask("DELETE", &format!("/envelopes/{id}"), None, &[]).status, 204);
    assert_eq!(reader.get(&format!("/envelopes/{id}/content")).status, 410);
    assert_eq!(app.envelope_files().len(), 1);
}

// Threat: a program does more than its person allowed.
#[test]
fn each_token_is_for_what_was_allowed() {
    let (app, mut ada, _ben) = two();
    let nobody = "00000000-0000-4000-8000-000000000000";
    let asked = |program: &Program| {
        let wanted = json!({ "identifier": "ben@example.org" });
        [
            ("seal", program.post_json("/recipients", &wanted)),
            ("send", program.send("ben@example.org", "x")),
            ("send", program.ask("DELETE", &format!("/envelopes/{nobody}"), None, &[])),
            ("read", program.get("/envelopes")),
            ("read", program.get(&format!("/envelopes/{nobody}"))),
            ("read", program.get(&format!("/envelopes/{nobody}/sealed"))),
            ("open", program.get(&format!("/envelopes/{nobody}/content"))),
            ("key", program.get("/keys")),
            ("key", program.get("/keys/1.1.aaaaaaaa")),
        ]
    };
    for may in ALL {
        let token = ada.token(&app, &[may]);
        for (needed, reply) in asked(&Program::with(&app, &token)) {
            let is_allowed = needed == may || (may, needed) == ("open", "read");
            assert_eq!(reply.status != 403, is_allowed, "{may} {needed}: {reply:?}");
            assert_ne!(reply.status, 401, "{may} {needed}");
            if !is_allowed {
                assert!(reply.header("www-authenticate").unwrap().contains("insufficient_scope"));
            }
        }
    }
    // Nobody, and whoever shows something else: one refusal, without a word of what is wrong.
    let token = ada.token(&app, &ALL);
    let mut altered = token.clone();
    altered.replace_range(60..61, if &token[60..61] == "A" { "B" } else { "A" });
    let cookie = format!("senza_session={}", ada.browser.cookie("senza_session").unwrap());
    let bad: Vec<Program> = vec![
        Program::new(&app),
        Program::new(&app).saying("Cookie", &cookie),
        Program::new(&app).saying("Authorization", &format!("Basic {token}")),
        Program::with(&app, &token).saying("Authorization", &format!("Bearer {token}")),
        Program::with(&app, &altered),
        Program::with(&app, &format!("senza_{}", "A".repeat(86))),
        Program::with(&app, ada.browser.cookie("senza_session").unwrap()),
    ];
    for program in &bad {
        for (what, reply) in asked(program) {
            assert_eq!(reply.status, 401, "{what}: {reply:?}");
            assert!(reply.header("www-authenticate").unwrap().starts_with("Bearer realm=\"senza\""));
            assert_eq!((reply.header("cache-control"), reply.header("set-cookie")), (Some("no-store"), None));
            assert_eq!(reply.header("access-control-allow-origin"), None);
        }
    }
    assert!(
        asked(&Program::with(&app, &token))
            .iter()
            .all(|(what, reply)| *what == "key" || ![401, 403].contains(&reply.status)),
        "control"
    );
    // A token signs nobody in.
    let mut browser =
        crate::support::browser::Browser::new(&app.base).saying("Authorization", &format!("Bearer {token}"));
    assert_eq!(browser.get("/account").location().as_deref(), Some("/login"));
    browser.set_cookie("senza_session", &token);
    assert_eq!(browser.get("/account").location().as_deref(), Some("/login"));
}

// Threat: a program tries a list of names, or asks without end.
#[test]
fn who_is_not_here_is_said_plainly_and_few_are_looked_up() {
    let (app, mut ada, _ben) = two();
    let token = ada.token(&app, &ALL);
    let program = Program::with(&app, &token);
    let look = |identifier: &str| program.post_json("/recipients", &json!({ "identifier": identifier }));
    let found = look("BEN@example.org");
    assert!(found.json()["recipient"].as_str().unwrap().starts_with("age1"), "{found:?}");
    app.clock.stop();
    let unknown = look("zoe@example.org");
    assert_eq!((unknown.status, unknown.title()), (404, "No such recipient".to_owned()));
    (0..40).for_each(|_| drop(look("zoe@example.org")));
    assert_eq!(look("zoe@example.org").status, 429, "the person's own, by page or program");
    assert_eq!(program.send("zoe@example.org", "x").status, 429);
    // Bad bodies are told apart, and nothing is sent.
    for (kind, body, status) in [
        ("application/json", &b"{\"identifier\": 7}"[..], 400),
        ("application/json", &[b'x'; 5000], 413),
        ("text/plain", b"{}", 415),
    ] {
        assert_eq!(program.ask("POST", "/recipients", Some(kind), body).status, status);
    }
    for form in [
        fields(&[("to", "age1x"), ("text", "x")], None),
        fields(&[("to", "ben@example.org"), ("text", "x"), ("keep_hours", "721")], None),
        fields(&[("to", "ben@example.org"), ("text", " ")], None),
        fields(&[("to", "ben@example.org"), ("more", "x")], None),
        fields(&[("to", "ben@example.org"), ("to", &" ".repeat(17_000)), ("text", "x")], None),
        fields(&[("to", "ben@example.org"), ("text", "x")], Some(("a", b"b"))),
    ] {
        assert_eq!(program.ask("POST", "/envelopes", Some(KIND), &form).status, 422);
    }
    assert_eq!(program.ask("POST", "/envelopes", Some(KIND), b"--b0undary\r\n").status, 400, "cut off");
    for query in ["limit=0", "limit=101", "after=x", "direction=all", "more=1", "limit=1&limit=2"] {
        assert_eq!(program.get(&format!("/envelopes?{query}")).status, 400, "{query}");
    }
    let asked = (0..200).map(|_| program.status()).filter(|status| *status == 200).count();
    assert!(asked <= 120, "{asked}");
    let slow = program.get("/me");
    assert_eq!((slow.status, slow.header("retry-after")), (429, Some("1")));
    assert_eq!((app.count("envelope"), app.envelope_files().len()), (0, 0));
}
