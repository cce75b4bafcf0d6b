//! `/api/v1/openapi.json`, held to what is there: every address and method of either is the other's, and real answers are as they are
//! described, by a validator that others wrote.

use super::{ALL, two};
use crate::keys::{agree, portal, told};
use crate::support::api::{KIND, Program, Reply, fields};
use crate::support::peer::python;
use crate::support::person::enrol_with;
use crate::support::sp::Sp;
use senza::domain::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
const WHAT_TO_DO: &str = "src/http/api/openapi.json must say what src/http/api/mod.rs routes, and docs/api.md name it";

fn description(program: &Program) -> Value {
    let reply = program.get("/openapi.json");
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    reply.json()
}

fn addresses(description: &Value) -> Vec<String> {
    description["paths"].as_object().unwrap().keys().cloned().collect()
}

/// The addresses that the source routes.
fn routed() -> BTreeSet<String> {
    let source = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/api/mod.rs")).unwrap();
    source.split("at(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn description_and_routes_say_the_same() {
    let (app, ..) = two();
    let program = Program::new(&app);
    let description = description(&program);
    let (described, routed) = (addresses(&description).into_iter().collect::<BTreeSet<_>>(), routed());
    assert_eq!(described, routed, "{WHAT_TO_DO}");
    let mut asked = 0;
    for address in &described {
        let path = address.replace("{id}", "x");
        for method in METHODS {
            let is_described = description["paths"][address].get(method).is_some();
            let reply = program.ask(&method.to_uppercase(), &path, None, &[]);
            let expected = match (is_described, address.as_str()) {
                (true, "/openapi.json") => 200,
                (true, _) => 401,
                (false, _) => 405,
            };
            assert_eq!(reply.status, expected, "{method} {address}: {WHAT_TO_DO}");
            if !is_described {
                let allowed: BTreeSet<String> =
                    reply.header("allow").unwrap().split(", ").map(str::to_lowercase).collect();
                let all = METHODS.iter().filter(|method| description["paths"][address].get(*method).is_some());
                assert_eq!(allowed, all.map(|method| (*method).to_owned()).collect(), "{address}");
            }
            asked += 1;
        }
    }
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/api.md")).unwrap();
    let unnamed: Vec<&String> =
        described.iter().filter(|address| !page.contains(&format!("/api/v1{address}"))).collect();
    assert!(unnamed.is_empty(), "not in docs/api.md: {unnamed:?}");
    assert_eq!(program.get("/nothing").status, 404);
    println!("{} addresses, {asked} methods of them", described.len());
}

pub(super) fn noted(method: &str, address: &str, reply: &Reply) -> Value {
    let text = String::from_utf8(reply.octets.clone()).ok();
    let kind = reply.header("content-type").map(str::to_owned);
    json!({ "method": method, "address": address, "status": reply.status, "kind": kind, "body": text })
}

#[test]
fn real_answers_are_as_they_are_described() {
    let (app, mut ada, mut ben) = two();
    let sp = portal(&app, "notes", "notes");
    let key = told(&agree(&mut ada.browser, &sp.entity_id), "notes").remove(0).id;
    let token = ada.token_of(&app, &ALL, "month", &format!("assertion notes {}", sp.entity_id));
    let program = Program::with(&app, &token);
    let (bens, nobody) = (Program::with(&app, &ben.token(&app, &["seal"])), Program::new(&app));
    let file = fields(&[("to", "ben@example.org"), ("own_copy", "yes")], Some(("a.txt", b"abc")));
    let sent = program.ask("POST", "/envelopes", Some(KIND), &file);
    let id = sent.json()["id"].as_str().unwrap().to_owned();
    let at = |rest: &str| format!("/envelopes/{id}{rest}");
    let mut all = vec![noted("post", "/envelopes", &sent)];
    let mut note = |method: &str, address: &str, reply: Reply| all.push(noted(method, address, &reply));
    let wanted = json!({ "identifier": "ben@example.org" });
    note("get", "/openapi.json", program.get("/openapi.json"));
    note("get", "/me", program.get("/me"));
    note("get", "/me", nobody.get("/me"));
    note("post", "/recipients", program.post_json("/recipients", &wanted));
    note("post", "/recipients", program.post_json("/recipients", &json!({ "identifier": "zoe" })));
    note("post", "/recipients", program.post_json("/recipients", &json!({ "name": "zoe" })));
    note("post", "/recipients", program.ask("POST", "/recipients", Some("text/plain"), b""));
    note("get", "/envelopes", program.get("/envelopes?direction=sent&limit=1"));
    note("get", "/envelopes", program.get("/envelopes?limit=0"));
    note("get", "/envelopes", bens.get("/envelopes"));
    note("post", "/envelopes", program.send("zoe@example.org", "x"));
    note("get", "/envelopes/{id}", program.get(&at("?direction=sent")));
    note("get", "/envelopes/{id}", program.get("/envelopes/x"));
    note("get", "/envelopes/{id}/content", program.get(&at("/content")));
    note("get", "/envelopes/{id}/sealed", bens.get(&at("/sealed")));
    note("delete", "/envelopes/{id}", program.ask("DELETE", &at(""), None, &[]));
    note("get", "/envelopes/{id}/content", program.get(&at("/content")));
    note("get", "/keys", program.get("/keys"));
    note("get", "/keys/{id}", program.get(&format!("/keys/{key}")));
    note("get", "/keys/{id}", program.get("/keys/9.9.aaaaaaaa"));
    let folder = tempfile::tempdir().unwrap();
    let (description, answers) = (folder.path().join("openapi.json"), folder.path().join("answers.json"));
    fs::write(&description, program.get("/openapi.json").octets).unwrap();
    fs::write(&answers, json!(all).to_string()).unwrap();
    let judged = python("openapi.py").args([&description, &answers]).output().unwrap();
    let said = String::from_utf8_lossy(&judged.stdout);
    assert!(judged.status.success(), "{said}{}", String::from_utf8_lossy(&judged.stderr));
    // An answer of another form, or with more in it than is described, is none of these.
    for (member, value) in [("may", json!(["everything"])), ("name", json!("Ada"))] {
        let mut altered = all.clone();
        let mut body: Value = serde_json::from_str(altered[2]["body"].as_str().unwrap()).unwrap();
        body[member] = value;
        altered[2]["body"] = body.to_string().into();
        fs::write(&answers, json!(altered).to_string()).unwrap();
        assert!(
            !python("openapi.py").args([&description, &answers]).output().unwrap().status.success(),
            "control: {member}"
        );
    }
    println!("{said}");
}

// What docs/api.md shows can be run, in the order in which it stands there.
#[test]
fn the_examples_of_the_page_run() {
    let (app, mut ada, mut ben) = two();
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/api.md")).unwrap();
    let examples: Vec<&str> = page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 4);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.pdf"), b"%PDF a report").unwrap();
    fs::write(folder.path().join("token"), ada.token(&app, &ALL)).unwrap();
    fs::write(folder.path().join("token-of-ben"), ben.token(&app, &ALL)).unwrap();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let boxes: Vec<&str> = super::admin::BOXES.iter().map(|(field, _)| *field).collect();
    fs::write(folder.path().join("token-for-the-console"), root.console_token(&app, &boxes)).unwrap();
    let ward = Sp::new("ward").named("Ward list").register(&app);
    fs::write(folder.path().join("ward.xml"), ward.metadata()).unwrap();
    let senza = std::path::Path::new(env!("CARGO_BIN_EXE_senza")).parent().unwrap();
    let path = format!("{}:{}", senza.display(), std::env::var("PATH").unwrap());
    let whole = format!("set -eu\n{}", examples.join("\n"));
    let run = Command::new("sh")
        .arg("-c")
        .arg(whole)
        .current_dir(folder.path())
        .env("PATH", path)
        .env("SENZA", &app.base)
        .output()
        .unwrap();
    let (out, error) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{out}\n{error}");
    assert_eq!(fs::read(folder.path().join("received.pdf")).unwrap(), b"%PDF a report");
    println!("{} examples", examples.len());
}
