//! What gives the most, a link or a place on the keyring, takes a fresh second factor; and an invitation is no way around an owner.

use crate::again::keyring::member;
use crate::support::again::{administrator, path_of};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol, enrol_as, enrol_with};
use senza::domain::Role;

/// What was given, and what was given up.
fn given(app: &TestApp) -> [i64; 4] {
    let admitted = app.count("keyring_member where sealed is not null");
    let versions = app.count("generate_series(1, (select coalesce(max(version), 0) from keyring))");
    [app.count("invitation"), app.count("account"), admitted, versions]
}

// Threat: somebody at an owner's unlocked screen makes another owner, becomes somebody, or has every name at applications handed over.
#[test]
fn what_gives_the_most_takes_a_fresh_second_factor() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    enrol(&app, "ada@example.org");
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    let (id, fingerprint, _) = member(&app, &root, "eve@example.org").unwrap();
    let id = id.to_string();
    let forms: [(&str, &[(&str, &str)]); 7] = [
        ("/admin/invite", &[("identifier", "mallory"), ("admin", "yes")]),
        ("/admin/invite", &[("identifier", "bob"), ("attributes", "eduPersonAffiliation=staff")]),
        ("/admin/again/link", &[("identifier", "eve@example.org"), ("admin", "yes"), ("new_person", "yes")]),
        ("/admin/keyring/admit", &[("member", &id), ("fingerprint", &fingerprint)]),
        ("/admin/keyring/rekey", &[]),
        ("/admin/keyring/start", &[("understood", "yes")]),
        ("/admin/keyring/choice", &[("keep", "no"), ("understood", "yes")]),
    ];
    for (path, fields) in forms {
        let before = given(&app);
        let asked = root.console(path, fields);
        assert!(asked.status == 200 && asked.body.contains("name=\"passphrase\""), "{path}: {}", asked.body);
        let (right, code) = (root.passphrase.clone(), root.next_code(&app));
        for (passphrase, code) in [("a guess that is long enough", &*code), (&right, "000000")] {
            let typed = [fields, &[("passphrase", passphrase), ("code", code)]].concat();
            let refused = root.console(path, &typed);
            assert!(refused.status == 422 && refused.text_of("fault").is_some(), "{path}: {}", refused.body);
        }
        assert_eq!(given(&app), before, "{path}: nothing was done");
        // Control: what is missing is the proof, which the page that asks for it sends with all that was typed.
        // Whoever holds the keyring starts no other.
        if path == "/admin/keyring/start" {
            continue;
        }
        let done = root.send(&app, path, &asked, &[]);
        assert!([200, 303].contains(&done.status), "{path}: {} {}", done.status, done.body);
        assert_ne!(given(&app), before, "control: {path}");
    }
    // And each is used up by what it was for.
    let (right, code) = (root.passphrase.clone(), root.next_code(&app));
    let mut by_this =
        |name| root.console("/admin/invite", &[("identifier", name), ("passphrase", &right), ("code", &code)]).status;
    assert_eq!((by_this("carl"), by_this("dora")), (200, 422));
    assert_eq!(app.findings(), []);
}

// Threat: the same becomes that owner, by a link to begin again in the account that is open.
#[test]
fn nobody_makes_a_link_to_begin_again_of_themselves() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    let own = [("identifier", "root@example.org"), ("admin", "yes"), ("new_person", "yes")];
    for path in ["/admin/again", "/admin/again/link"] {
        let refused = root.proven(&app, path, &own);
        assert!(refused.status == 409 && refused.body.contains("your own account"), "{path}: {}", refused.body);
    }
    assert_eq!(app.count("invitation"), 0);
    // Control: another owner makes one.
    assert_eq!(eve.proven(&app, "/admin/again/link", &own).status, 200);
}

fn invite(app: &TestApp, who: &mut Person, fields: &[(&str, &str)]) -> (u16, Option<String>) {
    let page = who.proven(app, "/admin/invite", fields);
    let link = page.body.split("/enrol/").nth(1).and_then(|rest| rest.split('<').next());
    (page.status, link.map(|token| path_of(&format!("/enrol/{token}"))))
}

// Threat: the help desk invites once more whom an owner has invited as an owner, and has the link, with which it is that owner.
#[test]
fn an_invitation_with_a_role_is_an_owners_to_replace_and_to_withdraw() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let opens = |link: &Option<String>| Browser::new(&app.base).get(link.as_ref().unwrap()).status;
    for role in ["admin", "auditor"] {
        let chief = [("identifier", "chief@example.org")];
        let (_, first) = invite(&app, &mut root, &[chief[0], (role, "yes")]);
        assert_eq!(invite(&app, &mut desk, &chief), (409, None), "{role}");
        assert_eq!(desk.console("/admin/again/withdraw", &chief).status, 409, "{role}");
        assert_eq!(opens(&first), 200, "{role}: the owner's link serves");
        // Control: an owner replaces it.
        let (status, second) = invite(&app, &mut root, &chief);
        assert_eq!((status, opens(&first), opens(&second)), (200, 410, 200), "{role}");
        // Which now carries no role, so it is the help desk's as well.
        let (status, third) = invite(&app, &mut desk, &chief);
        assert_eq!((status, opens(&second), opens(&third)), (200, 410, 200), "control: {role}");
    }
    assert_eq!(app.findings(), []);
}
