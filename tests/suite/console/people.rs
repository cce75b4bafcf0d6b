//! The help desk finds somebody by exactly what they sign in with, and acts on their account.

use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol, enrol_as, enrol_with, invite};
use senza::db;
use senza::domain::{Identifier, Role};
use senza::keeper::Limits;
use senza::sign_in::row_macs;
use time::Duration;

fn find(who: &mut Person, identifier: &str) -> Page {
    who.console("/admin/people/find", &[("identifier", identifier)])
}

/// The page that says what an act means.
fn consider(who: &mut Person, identifier: &str, act: &str) -> Page {
    who.console("/admin/people/act", &[("identifier", identifier), ("act", act)])
}

/// Does it without a proof.
fn act(who: &mut Person, identifier: &str, act: &str) -> Page {
    let page = consider(who, identifier, act);
    assert_eq!(page.status, 200, "{}", page.body);
    who.browser.submit("/admin/people/act/confirm", &page, &[])
}

/// With both factors, and whatever else the form has.
fn prove(app: &TestApp, who: &mut Person, identifier: &str, act: &str, typed: &[(&str, &str)]) -> Page {
    let page = consider(who, identifier, act);
    who.send(app, "/admin/people/act/confirm", &page, typed)
}

fn events(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

fn is_signed_in(person: &mut Person) -> bool {
    person.browser.get("/portal").status == 200
}

// Threat: the help desk goes through a list of names, unseen; or a page says more of somebody than that they are known.
#[test]
fn one_person_is_found_by_exactly_what_they_sign_in_with_on_record_and_at_the_keepers_pace() {
    let limits =
        Limits { hardenings_per_minute: 100_000, handles_per_second: 2, handle_burst: 80, ..Limits::default() };
    let app = spawn_with(Options { limits, ..Options::default() });
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut ada = enrol_as(&app, "ada@hospital.example", false, &[("mail", "ada.private@hospital.example")]);
    invite(&app, "carl", false, &[]);
    let page = find(&mut desk, " Ada@Hospital.example ");
    assert_eq!(page.status, 200, "{}", page.body);
    for (id, said) in [
        ("state", "They can sign in."),
        ("ways", "a passphrase with a second factor"),
        ("factors", "1 authenticator app"),
        ("link", "none"),
    ] {
        assert_eq!(page.text_of(id).as_deref(), Some(said), "{id}: {}", page.body);
    }
    assert!(page.text_of("sessions").unwrap().starts_with("1, the oldest since"), "{}", page.body);
    assert!(!page.body.contains("ada.private"), "what is said of her is sealed");
    assert!(!page.body.contains("action=\"/admin/people/find?") && !page.body.contains("?identifier"));
    assert_eq!((events(&app, "person looked up"), events(&app, "account shown to an administrator")), (1, 1));
    let own = ada.browser.get("/account/activity").body;
    assert!(own.contains("An administrator looked at how your account stands"), "{own}");
    // Who is no user: on record as well, and nothing is near enough.
    for nobody in ["ada", "ada@hospital", "eve"] {
        assert_eq!(find(&mut desk, nobody).status, 404, "{nobody}");
    }
    assert_eq!((events(&app, "person looked up"), events(&app, "account shown to an administrator")), (4, 1));
    let carl = find(&mut desk, "carl");
    assert!(carl.text_of("state").unwrap().contains("have not set their account up"), "{}", carl.body);
    assert!(carl.text_of("link").unwrap().starts_with("one, which serves until"), "{}", carl.body);
    // A list of names: the keeper stops it, which the page says, and is an alarm.
    let refused = (0..60).map(|_| find(&mut desk, "eve")).find(|page| page.status != 404).expect("it ends");
    assert!(refused.status == 429 && refused.body.contains("Nobody was looked up"), "{}", refused.body);
    app.clock.advance(Duration::MINUTE);
    assert_eq!(find(&mut desk, "ada@hospital.example").status, 200, "control: it comes back");
    assert_eq!(app.findings(), []);
}

// Threat: somebody at an open session of the help desk gives rights with it; or what takes them away comes too late.
#[test]
fn what_takes_away_holds_at_once_and_what_gives_needs_a_fresh_second_factor() {
    let app = spawn();
    let (mut desk, mut ada) = (enrol_with(&app, "desk", &[Role::HelpDesk]), enrol(&app, "ada"));
    assert!(consider(&mut desk, "ada", "freeze").body.contains("What it does not undo"));
    assert!(is_signed_in(&mut ada), "control: nothing was done yet");
    let frozen = act(&mut desk, "ada", "freeze");
    assert_eq!(frozen.text_of("done").as_deref(), Some("Their account is frozen. 1 session of theirs ended here."));
    assert!(!is_signed_in(&mut ada) && ada.sign_in(&app).status != 303);
    assert_eq!((events(&app, "frozen"), events(&app, "person frozen")), (1, 1));
    // Without her factors, and with wrong ones.
    assert_eq!(act(&mut desk, "ada", "restore").status, 422);
    let page = consider(&mut desk, "ada", "restore");
    let wrong = [("passphrase", "a guess that is long enough"), ("code", "000000")];
    assert_eq!(desk.browser.submit("/admin/people/act/confirm", &page, &wrong).status, 422);
    let say = [("name", "mail"), ("values", "mallory@example.org")];
    let page = consider(&mut desk, "ada", "say");
    assert_eq!(desk.browser.submit("/admin/people/act/confirm", &page, &[&wrong[..], &say].concat()).status, 422);
    assert_eq!((events(&app, "restored"), events(&app, "granted")), (0, 0));
    let restored = prove(&app, &mut desk, "ada", "restore", &[]);
    assert_eq!(restored.text_of("done").as_deref(), Some("They can sign in again."), "{}", restored.body);
    assert_eq!(prove(&app, &mut desk, "ada", "restore", &[]).status, 422, "there is nothing to restore");
    assert_eq!(ada.sign_in(&app).status, 303);
    // What is said of her holds in the session that is open; a slip is told, and what was typed is there again.
    let slip = prove(&app, &mut desk, "ada", "say", &[("name", "Mail"), ("values", "ada@example.org")]);
    assert!(slip.status == 422 && slip.body.contains("value=\"Mail\"") && slip.body.contains("is not known here"));
    for expires in ["tomorrow", "2001-01-01"] {
        let typed = [("name", "mail"), ("values", "a@example.org"), ("expires", expires)];
        assert_eq!(prove(&app, &mut desk, "ada", "say", &typed).status, 422, "{expires}");
    }
    let typed = [("name", "eduPersonAffiliation"), ("values", "staff\n\nmember"), ("expires", "9000-01-31")];
    let said = prove(&app, &mut desk, "ada", "say", &typed);
    assert_eq!(said.text_of("done").as_deref(), Some("It lies in their inbox, and holds at their next sign-on."));
    let held = ada.browser.get("/account/export").body;
    assert!(held.contains("\"staff\"") && held.contains("\"member\""), "{held}");
    prove(&app, &mut desk, "ada", "say", &[("name", "eduPersonAffiliation")]);
    assert!(!ada.browser.get("/account/export").body.contains("\"staff\""), "taken back");
    let ended = act(&mut desk, "ada", "end-sessions");
    assert_eq!(ended.text_of("done").as_deref(), Some("1 session of theirs ended here."), "{}", ended.body);
    assert!(!is_signed_in(&mut ada));
    assert_eq!(ada.sign_in(&app).status, 303, "she can sign in again");
    assert!(ada.browser.get("/account/activity").body.contains("Your organisation ended your sessions"));
    act(&mut desk, "ada", "revoke");
    assert!(!is_signed_in(&mut ada));
    assert_eq!(app.findings(), [], "flags and audit agree");
}

/// As an account lies there from before the console was noted.
fn from_before(app: &TestApp, identifier: &str) {
    app.block_on(async {
        let identifier = Identifier::parse(identifier).unwrap();
        let handle = app.parts.keeper.handle(app.parts.org, identifier.as_str()).await.unwrap();
        let mut db = app.parts.pool.acquire().await.unwrap();
        let mut account = db::account::by_handle(&mut db, app.parts.org, &handle).await.unwrap().unwrap();
        let items = db::inbox::of_account(&mut db, account.id).await.unwrap();
        account.inbox_mac = app.parts.keeper.row_mac(row_macs::inbox(&account, &items)).await.unwrap().to_vec();
        db::account::update_inbox(&mut db, &account).await.unwrap();
    });
}

/// Of whom it is not known whether they open the console.
fn is_left_to_an_owner(desk: &mut Person, unknown: &str) {
    let page = find(desk, unknown);
    assert!(page.text_of("console-unknown").is_some() && page.text_of("no-act").is_some(), "{}", page.body);
    for what in ["freeze", "revoke"] {
        let refused = act(desk, unknown, what);
        assert!(refused.status == 422 && refused.body.contains("not known until"), "{what}: {}", refused.body);
    }
    for path in ["/admin/again", "/admin/again/link"] {
        assert_eq!(desk.console(path, &[("identifier", unknown), ("new_person", "yes")]).status, 409, "{path}");
    }
}

// Threat: the help desk revokes an owner, puts words into an auditor's mouth, or makes a link with which it becomes one of them.
#[test]
fn who_opens_the_console_is_an_owners_to_act_on_and_nobody_acts_on_themselves() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut eve = enrol_with(&app, "eve", &[Role::Auditor]);
    let mut ada = enrol(&app, "ada");
    for above in ["root", "eve"] {
        let page = find(&mut desk, above);
        assert!(page.text_of("console").is_some() && page.text_of("no-act").is_some(), "{}", page.body);
        for what in ["freeze", "revoke", "end-sessions"] {
            let refused = act(&mut desk, above, what);
            assert!(
                refused.status == 422 && refused.body.contains("An owner alone"),
                "{above} {what}: {}",
                refused.body
            );
        }
        let said = prove(&app, &mut desk, above, "say", &[("name", "mail"), ("values", "x@example.org")]);
        assert!(said.status == 422 && said.body.contains("An owner alone"), "{}", said.body);
        for path in ["/admin/again", "/admin/again/link", "/admin/again/withdraw"] {
            let refused = desk.console(path, &[("identifier", above), ("new_person", "yes")]);
            assert!([409, 422].contains(&refused.status), "{path} {above}: {}", refused.status);
        }
    }
    assert_eq!((events(&app, "person refused"), app.count("invitation")), (0, 0));
    assert_eq!(events(&app, "act on a person refused"), 8);
    assert!(is_signed_in(&mut eve) && is_signed_in(&mut root));
    // Oneself: an owner would lock herself out, and the help desk say of itself what it likes.
    for (who, name) in [(&mut desk, "desk"), (&mut root, "root")] {
        assert!(act(who, name, "revoke").body.contains("This is your own account"));
        let said = prove(&app, who, name, "say", &[("name", "eduPersonEntitlement"), ("values", "all")]);
        assert!(said.status == 422 && said.body.contains("This is your own account"), "{}", said.body);
    }
    // Control: ordinary people are the help desk's, administrators an owner's; and a role that was taken is none.
    assert_eq!(act(&mut desk, "ada", "end-sessions").status, 200);
    assert_eq!(act(&mut root, "eve", "end-sessions").status, 200);
    // Who held a role before it was noted is found out at their next sign-in.
    from_before(&app, "eve");
    from_before(&app, "ada");
    for unknown in ["eve", "ada"] {
        is_left_to_an_owner(&mut desk, unknown);
    }
    assert_eq!(act(&mut root, "eve", "end-sessions").status, 200, "an owner may");
    assert_eq!((eve.sign_in(&app).status, ada.sign_in(&app).status), (303, 303));
    assert_eq!(act(&mut desk, "ada", "end-sessions").status, 200, "control: settled");
    assert_eq!(act(&mut desk, "eve", "end-sessions").status, 422);
    let taken = root.change(&app, "/admin/settings/roles", &[("identifier", "eve")]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    assert_eq!(act(&mut desk, "eve", "freeze").status, 200);
    assert_eq!(app.findings(), []);
}
