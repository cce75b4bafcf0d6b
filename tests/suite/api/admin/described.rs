//! `/api/v1/admin/openapi.json`, held to what is there: every address and method of either is the other's, and real answers are as they
//! are described, by a validator that others wrote.

use super::super::described::noted;
use crate::support::api::{Program, Reply};
use crate::support::app::spawn;
use crate::support::peer::python;
use crate::support::person::{enrol_as, enrol_with};
use crate::support::registering::{approve, path};
use crate::support::sp::Sp;
use senza::domain::Role;
use senza::federation::SETTLED;
use senza::http::ADMIN;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
const WHAT_TO_DO: &str =
    "src/http/api/admin/openapi.json must say what src/http/api/admin/mod.rs routes and table.rs opens";

fn description(program: &Program) -> Value {
    let reply = program.get("/admin/openapi.json");
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    reply.json()
}

/// The addresses that the source routes.
fn routed() -> BTreeSet<String> {
    let source = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/api/admin/mod.rs")).unwrap();
    source.split("at(\"/admin").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn description_routes_and_table_say_the_same() {
    let app = spawn();
    let program = Program::new(&app);
    let description = description(&program);
    let described: BTreeSet<String> = description["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(described, routed(), "{WHAT_TO_DO}");
    let (mut asked, mut operations) = (0, BTreeSet::new());
    for address in &described {
        let path = format!("/admin{}", address.replace("{id}", "x"));
        for method in METHODS {
            let operation = &description["paths"][address][method];
            let reply = program.ask(&method.to_uppercase(), &path, None, &[]);
            let expected = match (operation.is_object(), address.as_str()) {
                (true, "/openapi.json") => 200,
                (true, _) => 401,
                (false, _) => 405,
            };
            assert_eq!(reply.status, expected, "{method} {address}: {WHAT_TO_DO}");
            if operation.is_object() && address != "/openapi.json" {
                let name = format!("{} /api/v1/admin{address}", method.to_uppercase());
                let line = ADMIN.iter().find(|line| format!("{} {}", line.method, line.address) == name);
                let word = format!("`{}`", line.unwrap_or_else(|| panic!("{name}: {WHAT_TO_DO}")).may.word());
                assert!(operation["description"].as_str().unwrap().contains(&word), "{name} needs {word}");
                operations.insert(name);
            }
            asked += 1;
        }
    }
    assert_eq!(operations.len(), ADMIN.len(), "{WHAT_TO_DO}");
    // Who errs is shown the description of what they were after.
    let shown = |method: &str, path: &str| program.ask(method, path, None, &[]).json()["detail"].to_string();
    for (method, path) in [("GET", "/admin/nothing"), ("PATCH", "/admin/apply"), ("GET", "/admin")] {
        assert!(shown(method, path).contains("/api/v1/admin/openapi.json"), "{method} {path}");
    }
    assert!(shown("GET", "/nothing").contains("/api/v1/openapi.json"), "control");
    assert!(shown("PATCH", "/me").contains("/api/v1/openapi.json"), "control");
    println!("{} addresses, {asked} methods of them", described.len());
}

/// Somebody's answers, in the order in which they were had.
#[derive(Default)]
struct Noted(Vec<Value>);

impl Noted {
    fn note(&mut self, method: &str, address: &str, reply: Reply) {
        self.0.push(noted(method, address, &reply));
    }
}

fn reading(all: &mut Noted, program: &Program, few: &Program, nobody: &Program, entity: &str) {
    all.note("get", "/openapi.json", program.get("/admin/openapi.json"));
    all.note("get", "/applications", program.get("/admin/applications"));
    all.note("get", "/applications", program.get("/admin/applications?limit=0"));
    all.note("get", "/applications", few.get("/admin/applications"));
    all.note("get", "/applications", nobody.get("/admin/applications"));
    all.note("get", "/application", program.get(&format!("/admin/application?entity_id={entity}")));
    all.note("get", "/application", program.get("/admin/application?entity_id=x"));
    all.note("get", "/audit", program.get("/admin/audit?limit=5"));
    let person = |body: Value| program.post_json("/admin/audit/person", &body);
    all.note("post", "/audit/person", person(json!({ "identifier": "ada@example.org" })));
    all.note("post", "/audit/person", person(json!({ "identifier": "" })));
    all.note("post", "/audit/person", person(json!({ "identifier": "x".repeat(5000) })));
    let text = program.ask("POST", "/admin/audit/person", Some("text/plain"), b"ada");
    all.note("post", "/audit/person", text);
    let listed = program.get("/admin/sign-ons");
    let id = listed.json()["sign_ons"][0]["request_id"].as_str().unwrap().to_owned();
    all.note("get", "/sign-ons", listed);
    all.note("get", "/sign-ons/{id}", program.get(&format!("/admin/sign-ons/{id}")));
    all.note("get", "/sign-ons/{id}", program.get("/admin/sign-ons/x"));
}

fn changing(all: &mut Noted, program: &Program, sp: &Sp) {
    let (new, other) = (Some(("If-None-Match", "*")), Sp::new("other"));
    let mut put = |saw, more: Value| all.note("put", "/application", program.put(&other, saw, more));
    put(new, json!({ "attributes": ["mail"] }));
    put(new, json!({}));
    put(None, json!({}));
    put(new, json!({ "signature": "none" }));
    let tag = program.get(&path(&other.entity_id)).header("etag").unwrap().to_owned();
    put(Some(("If-Match", &*tag)), json!({}));
    all.note("delete", "/application", program.remove(&other, Some(("If-Match", &tag))));
    let tag = program.get(&path(&other.entity_id)).header("etag").unwrap().to_owned();
    all.note("delete", "/application", program.remove(&other, Some(("If-Match", &tag))));
    all.note("delete", "/application", program.remove(&other, None));
    let mut apply = |body: Value| all.note("post", "/apply", program.post_json("/admin/apply?dry_run=true", &body));
    apply(json!({ "remove": [other.entity_id], "applications": [{ "metadata": sp.metadata() }] }));
    apply(json!({ "applications": [{ "metadata": Sp::new("third").metadata(), "attributes": ["sn"] }] }));
    apply(json!({ "applications": [{ "metadata": "<a/>" }] }));
    apply(json!({ "applications": [{ "metadata": sp.metadata(), "attributes": ["sn"] }] }));
    apply(json!({ "application": [] }));
    let unsaid = program.post_json("/admin/apply", &json!({ "remove": [sp.entity_id] }));
    all.note("post", "/apply", unsaid);
}

fn acting(all: &mut Noted, program: &Program) {
    for act in ["find", "freeze", "freeze", "restore", "end-sessions", "revoke"] {
        for who in ["ada@example.org", "zoe"] {
            let reply = program.post_json(&format!("/admin/people/{act}"), &json!({ "identifier": who }));
            all.note("post", &format!("/people/{act}"), reply);
        }
    }
    let attributes = json!([{ "name": "mail", "values": ["c@x.example"] }]);
    for (who, attributes) in [("carl", attributes), ("root", json!([])), ("", json!([]))] {
        let body = json!({ "identifier": who, "attributes": attributes });
        all.note("post", "/people/invite", program.post_json("/admin/people/invite", &body));
    }
}

/// Answers of every operation, of every status that can be had here.
fn answers() -> (Value, Vec<Value>) {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut eve = enrol_with(&app, "eve", &[Role::Owner]);
    enrol_as(&app, "ada@example.org", false, &[]);
    let sp = Sp::new("ward").named("Ward list").register(&app);
    let entity: String = url::form_urlencoded::byte_serialize(sp.entity_id.as_bytes()).collect();
    assert_eq!(root.browser.get(&format!("/saml/init?sp={entity}")).status, 200);
    let boxes: Vec<&str> = super::BOXES.iter().map(|(field, _)| *field).collect();
    let program = Program::with(&app, &root.console_token(&app, &boxes));
    let few = Program::with(&app, &root.console_token(&app, &["sign_ons"]));
    let mut all = Noted::default();
    reading(&mut all, &program, &few, &Program::new(&app), &entity);
    changing(&mut all, &program, &sp);
    acting(&mut all, &program);
    // From here on it takes two.
    let asked = root.change(&app, "/admin/settings/approvals", &[]).location().unwrap().replace("&done=proposed", "");
    app.clock.advance(SETTLED);
    for owner in [&mut root, &mut eve] {
        assert_eq!(owner.sign_in(&app).status, 303);
    }
    assert!(approve(&app, &mut eve, &asked));
    let tag = program.get(&path(&sp.entity_id)).header("etag").unwrap().to_owned();
    let waits = program.remove(&sp, Some(("If-Match", &tag)));
    assert!(waits.json()["proposal"].is_string(), "{waits:?}");
    all.note("delete", "/application", waits);
    all.note("put", "/application", program.put(&sp, Some(("If-Match", &tag)), json!({})));
    all.note("post", "/apply", program.post_json("/admin/apply", &json!({ "remove": [sp.entity_id] })));
    all.note("put", "/application", program.put(&sp, Some(("If-Match", &tag)), json!({})));
    app.sql("update service_provider set released = '{mail}'");
    all.note("get", "/applications", program.get("/admin/applications"));
    all.note("get", "/application", program.get(&format!("/admin/application?entity_id={entity}")));
    (description(&program), all.0)
}

#[test]
fn real_answers_are_as_they_are_described() {
    let (description, all) = answers();
    let folder = tempfile::tempdir().unwrap();
    let paths = (folder.path().join("openapi.json"), folder.path().join("answers.json"));
    let judged = |answers: &[Value]| {
        fs::write(&paths.0, description.to_string()).unwrap();
        fs::write(&paths.1, json!(answers).to_string()).unwrap();
        let judged = python("openapi.py").args([&paths.0, &paths.1]).output().unwrap();
        let said = [judged.stdout, judged.stderr].concat();
        (judged.status.success(), String::from_utf8(said).unwrap())
    };
    let (is_so, said) = judged(&all);
    assert!(is_so, "{said}");
    // An answer with more in it than is described is none of these.
    let mut altered = all.clone();
    let mut body: Value = serde_json::from_str(altered[1]["body"].as_str().unwrap()).unwrap();
    body["name"] = json!("Ada");
    altered[1]["body"] = body.to_string().into();
    assert!(!judged(&altered).0, "control");
    println!("{said}");
}
