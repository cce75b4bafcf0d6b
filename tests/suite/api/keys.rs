//! The key of an application, for a program of its person's own.

use super::ALL;
use super::attacked::place;
use crate::keys::{agree, change, open, portal, told};
use crate::support::api::Program;
use crate::support::app::spawn;
use crate::support::person::enrol;
use crate::support::sp::Sp;
use senza::federation::ScopeWanted;

// Threat: a token gives a key that the application was not to have, another application's, or one that has ended.
#[test]
fn a_program_gets_the_key_that_the_application_got_and_no_other() {
    let app = spawn();
    let mut ada = enrol(&app, "ada");
    let (sp, other) = (portal(&app, "notes", "notes"), portal(&app, "other", "notes"));
    let wish = format!("assertion notes {}", sp.entity_id);
    let typed = [("name", "x"), ("time", "day"), ("key", &*wish)];
    let page = ada.change(&app, "/account/tokens/new", &typed);
    assert!(page.text_of("fault").unwrap().contains("no key of yours"), "nothing was agreed to: {}", page.body);
    let delivered = told(&agree(&mut ada.browser, &sp.entity_id), "notes");
    let others = told(&agree(&mut ada.browser, &other.entity_id), "notes");
    let token = ada.token_of(&app, &[], "month", &wish);
    let program = Program::with(&app, &token);
    assert_eq!(program.get("/me").json()["may"], serde_json::json!(["keys:read"]));
    let listed = program.get("/keys").json();
    let ids: Vec<&str> = listed["keys"].as_array().unwrap().iter().map(|key| key["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [&delivered[0].id], "{listed}");
    let key = program.get(&format!("/keys/{}", delivered[0].id)).json();
    assert_eq!(key["key"], delivered[0].key);
    assert_eq!(program.get(&format!("/keys/{}", others[0].id)).status, 404);
    let given = "audit where event = 'key given to a program'";
    assert_eq!(app.count(given), 1, "on record");
    // Another token of hers has none.
    let without = ada.token(&app, &ALL);
    assert_eq!(Program::with(&app, &without).get("/keys").status, 403);
    // Rotation: the next epoch is no part of it, and the one that ended is given no more.
    change(&app, &sp, "notes", ScopeWanted::Rotate { overlap: 7 }).unwrap();
    assert_eq!(program.get(&format!("/keys/{}", delivered[0].id)).status, 200, "while both are delivered");
    change(&app, &sp, "notes", ScopeWanted::End { epoch: 1 }).unwrap();
    assert_eq!(program.get(&format!("/keys/{}", delivered[0].id)).status, 404);
    assert_eq!(program.get("/keys").json()["keys"].as_array().unwrap().len(), 0);
    // She says never when she is asked anew.
    let of_other = ada.token_of(&app, &[], "month", &format!("assertion notes {}", other.entity_id));
    assert_eq!(Program::with(&app, &of_other).status(), 200, "control");
    other.clone().having(|sp| sp.acs.push((12, "https://other.example/new".into(), false))).register(&app);
    let page = open(&mut ada.browser, &other.entity_id);
    assert_eq!(Program::with(&app, &of_other).status(), 200, "control: asked, and nothing said");
    ada.browser.submit("/keys/agree", &page, &[("answer", "never")]);
    assert_eq!(Program::with(&app, &of_other).status(), 401, "never");
    // She ends the key for the application: the token with it is at its end.
    let typed = [("sp", &*sp.entity_id), ("purpose", "notes"), ("delivery", "assertion"), ("do", "end")];
    let page = ada.browser.get("/account/keys");
    let ended = ada.browser.submit("/account/keys", &page, &typed);
    assert_eq!(ended.location().as_deref(), Some("/account/keys?done=ended"), "{}", ended.body);
    assert_eq!(program.status(), 401);
    assert_eq!(Program::with(&app, &without).status(), 200, "the other one serves");
}

// Threat: whoever writes to the database hides a token, or makes its row one that cannot be read, while its person says that the
// application gets no key any more; and puts it back once they have said so.
#[test]
fn a_token_that_is_hidden_while_its_key_is_refused_gives_it_no_more() {
    let app = spawn();
    let mut ada = enrol(&app, "ada");
    let (sp, other) = (portal(&app, "notes", "notes"), portal(&app, "other", "notes"));
    agree(&mut ada.browser, &sp.entity_id);
    agree(&mut ada.browser, &other.entity_id);
    let mut token = |sp: &Sp| ada.token_of(&app, &[], "month", &format!("assertion notes {}", sp.entity_id));
    let (hidden, broken, others) = (token(&sp), token(&sp), token(&other));
    let statuses = || [&hidden, &broken, &others].map(|token| Program::with(&app, token).status());
    assert_eq!(statuses(), [200; 3], "control");
    app.sql("create table before as select * from api_token");
    app.sql(&format!("delete from api_token where place = {}", place(&hidden)));
    app.sql(&format!("update api_token set mac = '' where place = {}", place(&broken)));
    sp.clone().having(|sp| sp.acs.push((12, "https://notes.example/new".into(), false))).register(&app);
    let page = open(&mut ada.browser, &sp.entity_id);
    ada.browser.submit("/keys/agree", &page, &[("answer", "never")]);
    app.sql("delete from api_token; insert into api_token select * from before");
    assert_eq!(statuses(), [401, 401, 200], "and what gives another's goes on");
}
