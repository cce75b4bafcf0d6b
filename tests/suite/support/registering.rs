//! A program that connects, changes and removes applications, and those who approve what it proposes.

use super::api::{Program, Reply};
use super::app::{TestApp, spawn};
use super::held::Held;
use super::person::{Person, enrol_with};
use super::sp::Sp;
use senza::domain::Role;
use senza::federation::SETTLED;
use serde_json::{Value, json};

pub fn path(entity_id: &str) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/admin/application?entity_id={entity}")
}

fn wanted(sp: &Sp, more: Value) -> Value {
    let mut all = json!({ "metadata": sp.metadata() });
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

impl Program {
    pub fn put(&self, sp: &Sp, saw: Option<(&str, &str)>, more: Value) -> Reply {
        let body = wanted(sp, more).to_string();
        self.ask_saying("PUT", &path(&sp.entity_id), saw, Some("application/json"), body.as_bytes())
    }

    pub fn tag(&self, sp: &Sp) -> String {
        let reply = self.get(&path(&sp.entity_id));
        reply.header("etag").unwrap_or_else(|| panic!("{reply:?}")).to_owned()
    }

    pub fn remove(&self, sp: &Sp, saw: Option<(&str, &str)>) -> Reply {
        self.ask_saying("DELETE", &path(&sp.entity_id), saw, None, &[])
    }
}

pub const NEW: Option<(&str, &str)> = Some(("If-None-Match", "*"));

/// Two owners and a federation manager, where it takes two, and an application.
pub fn of_two() -> (TestApp, Person, Person, Person, Sp) {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut eve = enrol_with(&app, "eve", &[Role::Owner]);
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let sp = Sp::new("ward").named("Ward list").register(&app);
    let asked = root.change(&app, "/admin/settings/approvals", &[]);
    app.clock.advance(SETTLED);
    for person in [&mut root, &mut eve, &mut fed] {
        assert_eq!(person.sign_in(&app).status, 303);
    }
    assert!(approve(&app, &mut eve, &asked.location().unwrap().replace("&done=proposed", "")));
    (app, root, eve, fed, sp)
}

pub fn approve(app: &TestApp, person: &mut Person, page: &str) -> bool {
    let shown = person.browser.get(page);
    let id = page.split("proposal=").nth(1).or_else(|| page.split('=').nth(1)).unwrap();
    let token = shown.hidden("form_token").or_else(|| person.browser.get("/account").hidden("form_token")).unwrap();
    let code = person.next_code(app);
    let fields = [("form_token", &*token), ("proposal", id), ("passphrase", &person.passphrase), ("code", &code)];
    let done = person.browser.post("/admin/approvals/approve", &fields);
    done.location().as_deref() == Some("/admin/approvals?done=approved")
}

/// The id of what a program proposed.
pub fn proposal(reply: &Reply) -> String {
    assert_eq!(reply.status, 202, "{reply:?}");
    reply.json()["proposal"].as_str().unwrap().to_owned()
}

/// The page of one.
pub fn page(proposal: &str) -> String {
    format!("/admin/approvals/one?proposal={proposal}")
}

/// The rows of all applications.
pub const ROWS: &str = "select from service_provider for update";

/// What comes of something that waits for what somebody holds, with what happens meanwhile.
pub fn held_up<T: Send>(app: &TestApp, statement: &str, ask: impl FnOnce() -> T + Send, meanwhile: impl FnOnce()) -> T {
    let held = Held::by(app, statement);
    std::thread::scope(|scope| {
        let asked = scope.spawn(ask);
        held.are_waited_for(app, 1);
        meanwhile();
        held.release(app);
        asked.join().unwrap()
    })
}
