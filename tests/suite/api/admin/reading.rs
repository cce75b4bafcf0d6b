//! What a program reads: the pages that the console shows, and nothing that it does not.

use crate::support::api::Program;
use crate::support::app::spawn;
use crate::support::person::{enrol_as, enrol_with};
use crate::support::scoped::{change, enable, portal};
use crate::support::sp::Sp;
use senza::domain::Role;
use senza::federation::ScopeWanted;
use serde_json::{Value, json};

fn names(page: &Value) -> Vec<String> {
    let all = page["applications"].as_array().unwrap();
    all.iter().map(|one| one["entity_id"].as_str().unwrap().to_owned()).collect()
}

fn asked(entity_id: &str) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/admin/application?entity_id={entity}")
}

#[test]
fn applications_come_a_page_at_a_time_and_one_with_its_tag() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let all: Vec<Sp> =
        (0..5).map(|n| Sp::new(&format!("ward{n}")).named(&format!("Ward {n}")).register(&app)).collect();
    let program = Program::with(&app, &fed.console_token(&app, &["read_applications"]));
    let first = program.get("/admin/applications?limit=2").json();
    assert_eq!((names(&first).len(), &first["total"]), (2, &json!(5)));
    let second = program.get(&format!("/admin/applications?limit=2&after={}", first["next"].as_str().unwrap())).json();
    let third = program.get(&format!("/admin/applications?limit=2&after={}", second["next"].as_str().unwrap())).json();
    assert!(third["next"].is_null());
    let listed = [names(&first), names(&second), names(&third)].concat();
    assert_eq!(listed, all.iter().map(|sp| sp.entity_id.clone()).collect::<Vec<_>>());
    assert_eq!(names(&program.get("/admin/applications?find=ward%203").json()), [all[3].entity_id.clone()]);
    let one = program.get(&asked(&all[0].entity_id));
    let tag = one.header("etag").unwrap().to_owned();
    let body = one.json();
    assert!(tag.starts_with("\"1-") && body["name"] == "Ward 0" && body["attributes"] == json!([]), "{body}");
    assert!(body["metadata"].as_str().unwrap().contains(&all[0].entity_id));
    assert_eq!(body["purposes"], json!([]));
    assert_eq!(program.get(&asked("https://nowhere.example")).status, 404);
    // One that this service did not write is told from one that is not there: it can be removed.
    app.sql("update service_provider set released = '{mail}' where listed_as = 'ward 1'");
    assert_eq!(program.get(&asked(&all[1].entity_id)).json()["state"], "unusable");
    let states = program.get("/admin/applications").json();
    assert_eq!(states["applications"][1], json!({ "entity_id": all[1].entity_id, "state": "not ours" }));
    for query in ["limit=0", "limit=201", "limit=x", "after=x", "more=1", "find=a&find=b", "after=YQ"] {
        assert_eq!(program.get(&format!("/admin/applications?{query}")).status, 400, "{query}");
    }
    for query in ["", "?entity_id=", "?entity_id=%00", "?entity=x", "?entity_id=a&entity_id=b"] {
        assert_eq!(program.get(&format!("/admin/application{query}")).status, 400, "{query}");
    }
}

#[test]
fn an_application_comes_with_the_purposes_that_end_with_it() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let sp = portal(&app, "ward", "notes");
    enable(&app, &sp, "files");
    change(&app, &sp, "files", ScopeWanted::Rotate { overlap: 3 }).unwrap();
    let program = Program::with(&app, &fed.console_token(&app, &["read_applications"]));
    let purposes = || program.get(&asked(&sp.entity_id)).json()["purposes"].clone();
    let one = |purpose: &str, epochs: &[u32]| json!({ "purpose": purpose, "delivery": "assertion", "epochs": epochs });
    assert_eq!(purposes(), json!([one("files", &[2, 1]), one("notes", &[1])]));
    app.clock.advance(time::Duration::days(3));
    fed.sign_in(&app);
    let later = Program::with(&app, &fed.console_token(&app, &["read_applications"]));
    let seen = || later.get(&asked(&sp.entity_id)).json()["purposes"].clone();
    assert_eq!(seen(), json!([one("files", &[2]), one("notes", &[1])]), "the former epoch's time is over");
    change(&app, &sp, "files", ScopeWanted::Remove).unwrap();
    assert_eq!(seen(), json!([one("notes", &[1])]));
}

// Threat: a program looks through names with nobody noticing, or an address names somebody.
#[test]
fn the_audit_is_read_as_it_is_exported_and_a_look_at_one_person_is_on_record() {
    let app = spawn();
    let mut aud = enrol_with(&app, "aud", &[Role::Auditor]);
    enrol_as(&app, "ada@example.org", false, &[]);
    let program = Program::with(&app, &aud.console_token(&app, &["audit"]));
    let page = program.get("/admin/audit?limit=2").json();
    let rows = page["rows"].as_array().unwrap();
    assert!(rows.len() == 2 && rows[0]["event"] == "token made" && rows.iter().all(|row| row["holds"] == true));
    let next = page["next"].as_str().unwrap();
    let older = program.get(&format!("/admin/audit?limit=200&before={next}")).json();
    assert!(older["next"].is_null() && !older["rows"].as_array().unwrap().is_empty());
    assert!(!older["rows"].as_array().unwrap().contains(&rows[1]));
    for query in ["event=nothing", "outcome=both", "from=yesterday", "before=x", "limit=201", "name=ada"] {
        assert_eq!(program.get(&format!("/admin/audit?{query}")).status, 400, "{query}");
    }
    let count = |event: &str| app.count(&format!("audit where event = '{event}'"));
    let look = |identifier: &str| program.post_json("/admin/audit/person", &json!({ "identifier": identifier }));
    let found = look(" Ada@example.org ");
    assert_eq!(found.status, 200, "{found:?}");
    let events = found.json()["rows"].as_array().unwrap().iter().map(|row| row["event"].clone()).collect::<Vec<_>>();
    assert!(events.contains(&json!("enrolled")), "{events:?}");
    let none = look("eve@example.org");
    assert_eq!((none.status, none.json()["rows"].as_array().unwrap().len()), (200, 0), "the same for nobody");
    assert_eq!((count("person looked up in the audit"), count("done by a token")), (2, 2));
    // The rows of one request have its id.
    let by = "(select request_id from audit where event in ('done by a token', 'person looked up in the audit')
               group by request_id having count(*) = 2) as two";
    assert_eq!(app.count(by), 2);
    for (body, status) in [
        (json!({ "identifier": "" }), 422),
        (json!({ "identifier": "ada", "from": "2026-02-02", "to": "2026-02-01" }), 400),
        (json!({ "identifier": "ada", "from": "x" }), 400),
        (json!({ "identifier": "ada", "more": 1 }), 400),
        (json!(["ada"]), 400),
    ] {
        assert_eq!(program.post_json("/admin/audit/person", &body).status, status, "{body}");
    }
    assert_eq!(count("person looked up in the audit"), 2, "nothing was looked up");
    let own = aud.browser.get("/account/activity").body;
    assert!(own.contains("A program acted in the console with a token of yours"), "{own}");
    assert_eq!(app.findings(), []);
}

#[test]
fn sign_ons_are_read_and_one_of_them_is_on_record() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let sp = Sp::new("ward").named("Ward list").register(&app);
    let start =
        format!("/saml/init?sp={}", url::form_urlencoded::byte_serialize(sp.entity_id.as_bytes()).collect::<String>());
    assert_eq!(fed.browser.get(&start).status, 200);
    assert_ne!(fed.browser.get("/saml/init?sp=https%3A%2F%2Fnowhere.example").status, 200);
    let program = Program::with(&app, &fed.console_token(&app, &["sign_ons"]));
    let page = program.get("/admin/sign-ons").json();
    let all = page["sign_ons"].as_array().unwrap();
    assert!(all.len() == 2 && page["broken"] == 0 && page["next"].is_null(), "{page}");
    let answered = program.get("/admin/sign-ons?outcome=answered&limit=1").json();
    assert_eq!(answered["sign_ons"][0]["application"], json!(sp.entity_id), "{answered}");
    let id = answered["sign_ons"][0]["request_id"].as_str().unwrap();
    let count = || app.count("audit where event = 'sign-on record read'");
    for who in [&mut fed, &mut desk] {
        let token = who.console_token(&app, &["sign_ons"]);
        let one = Program::with(&app, &token).get(&format!("/admin/sign-ons/{id}"));
        let stage = one.json()["stages"][0].clone();
        assert!(one.status == 200 && stage["outcome"] == "answered" && stage["name"] == "Ward list", "{one:?}");
        assert!(!String::from_utf8_lossy(&one.octets).contains("person\":"), "no pseudonym of anybody's");
    }
    assert_eq!(count(), 2);
    assert_eq!(program.get("/admin/sign-ons/aaaaaaaa").status, 404);
    for query in ["outcome=none", "before=x", "limit=101", "who=ada"] {
        assert_eq!(program.get(&format!("/admin/sign-ons?{query}")).status, 400, "{query}");
    }
}
