//! The administrators' keyring: the question that is asked once, places on it, a new key when somebody leaves.

use super::{NEW, audited};
use crate::support::again::{administrator, begin_again};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::held::Held;
use crate::support::person::{Person, enrol, enrol_as};
use crate::support::sp::Sp;
use senza::domain::{Identifier, MemberId, Role};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::keyring::{Me, Progress, rekey, reseal, view};
use time::Duration;

const NAMES_STAY: &str = "Their names at applications stay";

/// Fingerprint and place of each row of the page's table, by name.
pub(crate) fn member(app: &TestApp, person: &Person, name: &str) -> Option<(MemberId, String, bool)> {
    let view = app.block_on(view(&app.parts, &person.signed_in(app))).unwrap();
    let found = view.listed.into_iter().find(|one| one.name.as_ref().is_some_and(|one| one.expose() == name));
    found.map(|one| (one.id, one.fingerprint, one.is_waiting))
}

pub(super) fn is_member(app: &TestApp, person: &Person) -> bool {
    matches!(app.block_on(view(&app.parts, &person.signed_in(app))).unwrap().me, Me::Member(_))
}

/// A second administrator, admitted by the first.
pub(crate) fn second(app: &TestApp, root: &mut Person, name: &str) -> Person {
    let mut eve = enrol_as(app, name, true, &[]);
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    let (id, fingerprint, _) = member(app, root, name).unwrap();
    let form = [("member", &*id.to_string()), ("fingerprint", &*fingerprint)];
    assert_eq!(root.proven(app, "/admin/keyring/admit", &form).status, 303);
    eve
}

fn give_roles(app: &TestApp, name: &str, roles: Vec<Role>) {
    let roles = Grant { attributes: Vec::new(), roles: Some(roles), withdrawn: Vec::new(), expires: None };
    app.block_on(grant(&app.parts, &Identifier::parse(name).unwrap(), roles, "test")).unwrap();
}

fn withdraw_role(app: &TestApp, name: &str) {
    give_roles(app, name, Vec::new());
}

#[test]
fn the_question_is_asked_once_and_nothing_is_kept_before_it_is_answered() {
    let app = spawn();
    let mut root = enrol_as(&app, "root@example.org", true, &[]);
    enrol(&app, "ada@example.org");
    let console = root.browser.get("/admin");
    assert!(console.status == 200 && console.body.contains("One question first"), "{}", console.body);
    let page = root.browser.get("/admin/keyring");
    assert!(page.body.contains("value=\"no\" checked"), "no is the answer that is there: {}", page.body);
    assert!(!page.body.contains("value=\"yes\" checked"));
    assert_eq!((app.count("escrow"), app.count("keyring")), (0, 0));
    assert_eq!(root.proven(&app, "/admin/keyring/choice", &[]).status, 422, "an answer has to be given");
    assert_eq!(root.answer(&app, false).status, 303);
    assert_eq!((app.count("keyring where not escrows"), app.count("keyring_member")), (1, 0));
    let mut other = enrol_as(&app, "other@example.org", true, &[]);
    for person in [&mut root, &mut other] {
        assert!(!person.browser.get("/admin").body.contains("One question first"), "it is not asked again");
    }
    assert_eq!((app.count("escrow"), audited(&app, "escrow turned off")), (0, 1));
}

#[test]
fn the_answer_can_be_changed_on_record_and_off_deletes_what_was_kept() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut ada = enrol(&app, "ada@example.org");
    assert_eq!(root.answer(&app, true).status, 303);
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.browser.get("/admin").body.contains("For 2 of 2 people"));
    assert_eq!(app.count("escrow"), 2);
    assert_eq!(root.answer(&app, true).status, 409, "it is so already");
    assert_eq!(
        root.proven(&app, "/admin/keyring/choice", &[("keep", "no")]).status,
        422,
        "what is given up has to be known"
    );
    assert_eq!(app.count("escrow"), 2);
    assert_eq!(root.answer(&app, false).status, 303);
    assert_eq!(
        (app.count("escrow"), app.count("keyring_member"), app.count("keyring where public is null")),
        (0, 0, 1)
    );
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(app.count("escrow"), 0);
    assert_eq!(root.answer(&app, true).status, 303, "and on again, with another key");
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.consider("ada@example.org").body.contains(NAMES_STAY));
    assert_eq!((audited(&app, "escrow turned on"), audited(&app, "escrow turned off")), (2, 2));
}

#[test]
fn people_are_told_whether_names_are_kept() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let page = |app: &TestApp| {
        let link = crate::support::person::invite(app, "ada@example.org", false, &[]);
        crate::support::browser::Browser::new(&app.base).get(&link).body
    };
    assert!(!page(&app).contains("administrators keep, sealed"));
    root.answer(&app, true);
    assert!(page(&app).contains("administrators keep, sealed"));
}

#[test]
fn a_further_administrator_is_admitted_by_one_who_compares_her_fingerprint() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    assert!(eve.browser.get("/admin").body.contains("You do not hold the keyring"));
    assert!(eve.consider("ada@example.org").body.contains("You do not hold the administrators' keyring"));
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    let shown = eve.browser.get("/admin/keyring").text_of("fingerprint").unwrap();
    assert!(!eve.consider("ada@example.org").body.contains(NAMES_STAY), "she waits");
    assert!(
        !eve.browser.get("/admin/keyring").body.contains("root@example.org"),
        "who holds it is not for her to see yet"
    );
    assert!(root.browser.get("/admin").body.contains("waits for a place"));
    let (id, fingerprint, is_waiting) = member(&app, &root, "eve@example.org").unwrap();
    assert_eq!((&fingerprint, is_waiting), (&shown, true));
    assert!(root.browser.get("/admin/keyring").body.contains(&shown));
    let id = id.to_string();
    // Nobody admits herself, and another fingerprint than the one that was compared admits nobody.
    let form = [("member", &*id), ("fingerprint", &*fingerprint)];
    assert_eq!(eve.proven(&app, "/admin/keyring/admit", &form).status, 409);
    let other = [("member", &*id), ("fingerprint", "0000 0000 0000 0000")];
    assert_eq!(root.proven(&app, "/admin/keyring/admit", &other).status, 409);
    assert!(!is_member(&app, &eve));
    assert_eq!(root.proven(&app, "/admin/keyring/admit", &form).status, 303, "control");
    assert!(is_member(&app, &eve));
    assert!(eve.consider("ada@example.org").body.contains(NAMES_STAY));
    assert!(eve.browser.get("/admin/keyring").body.contains("root@example.org"));
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 409, "she has a place");
    assert_eq!((audited(&app, "keyring place asked for"), audited(&app, "keyring place given")), (1, 1));
    let mut bob = enrol(&app, "bob@example.org");
    assert_eq!(bob.browser.get("/admin/keyring").status, 403);
    let token = bob.browser.get("/recover").hidden("form_token").unwrap();
    for path in ["choice", "join", "admit", "rekey", "reseal", "start"] {
        let answer = bob.browser.post(&format!("/admin/keyring/{path}"), &[("form_token", &token), ("keep", "no")]);
        assert_eq!(answer.status, 403, "{path}");
    }
}

#[test]
fn who_is_taken_off_opens_nothing_that_comes_and_everybody_s_names_stay() {
    let app = spawn();
    let sp = Sp::new("one").register(&app);
    let mut root = administrator(&app, true);
    let mut eve = second(&app, &mut root, "eve@example.org");
    let mut ada = enrol(&app, "ada@example.org");
    let name = Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).pairwise_id();
    app.sql("create table old_members as select * from keyring_member");
    let (id, ..) = member(&app, &root, "eve@example.org").unwrap();
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
    assert_eq!((app.count("keyring_member"), app.count("keyring where elder is not null")), (1, 0));
    assert_eq!(app.count("escrow e join keyring k using (epoch)"), 3, "all of it is sealed to the new key");
    assert!(!is_member(&app, &eve) && is_member(&app, &root));
    // Her row of before, put back, is of a key that is not the keyring's any more.
    app.sql("insert into keyring_member select * from old_members o where not exists (select from keyring_member m where m.id = o.id)");
    assert_eq!(app.count("keyring_member"), 2);
    assert!(!is_member(&app, &eve), "put back, it is of another epoch");
    app.sql("update keyring_member set epoch = (select epoch from keyring)");
    assert!(!is_member(&app, &eve), "and with the epoch edited, without the keeper's MAC");
    assert!(!eve.consider("ada@example.org").body.contains(NAMES_STAY));
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let mut back = begin_again(&app, "ada@example.org", &link, NEW);
    assert_eq!(Answer::of(&back.browser.get(&sp.request(&app).unsigned())).pairwise_id(), name);
    assert_eq!(audited(&app, "keyring re-keyed"), 1);
    let (own, ..) = member(&app, &root, "root@example.org").unwrap();
    let myself = root.proven(&app, "/admin/keyring/rekey", &[("member", &own.to_string())]);
    assert!(myself.status == 409 && myself.body.contains("yourself"), "{}", myself.body);
}

#[test]
fn a_new_key_that_was_interrupted_is_gone_on_with_by_whoever_holds_it() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut eve = second(&app, &mut root, "eve@example.org");
    let people: Vec<String> = (0..7).map(|n| format!("person{n}@example.org")).collect();
    let mut first = people.iter().map(|name| enrol(&app, name)).next().unwrap();
    for name in &people[1..] {
        enrol(&app, name);
    }
    assert_eq!(app.count("escrow"), 9);
    let signed_in = root.signed_in(&app);
    app.block_on(rekey(&app.parts, &signed_in, &[], "test")).unwrap();
    let done = app.block_on(reseal(&app.parts, &signed_in, 2, 2)).unwrap();
    assert_eq!(done, Progress { resealed: 4, given_up: 0, left: 5 });
    // Half-way, each name can still be given back, by either key, and people go on signing in.
    for name in &people {
        assert!(root.consider(name).body.contains(NAMES_STAY), "{name}");
    }
    assert_eq!(first.sign_in(&app).status, 303);
    let page = eve.browser.get("/admin/keyring").body;
    assert!(page.contains("still being made anew") && page.contains("<progress"), "{page}");
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[]).status, 409, "one after the other");
    // The connection is lost in a batch: the batch is not done, those before are.
    let behind = || app.count("escrow where epoch < (select epoch from keyring)");
    let before = behind();
    app.sql(
        "create function test_cut() returns trigger language plpgsql as $$ begin
             perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$;
         create trigger test_cut after update on escrow for each statement execute function test_cut()",
    );
    assert!(app.block_on(reseal(&app.parts, &signed_in, 2, 1)).is_err());
    app.sql("drop trigger test_cut on escrow");
    assert_eq!(behind(), before);
    // The other administrator goes on.
    assert_eq!(eve.console("/admin/keyring/reseal", &[]).status, 303);
    assert_eq!((behind(), app.count("keyring where elder is null")), (0, 1));
    assert!(!eve.browser.get("/admin/keyring").body.contains("still being made anew"));
    for name in &people {
        assert!(eve.consider(name).body.contains(NAMES_STAY), "{name}");
    }
    println!("interrupted at {before} of 9, gone on with: all {} names stay", people.len());
}

#[test]
fn whose_role_is_withdrawn_leaves_the_keyring_with_her_next_request() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut eve = second(&app, &mut root, "eve@example.org");
    assert!(is_member(&app, &eve), "control");
    assert!(!root.browser.get("/admin/keyring").body.contains("needs a new key"), "control");
    withdraw_role(&app, "eve@example.org");
    assert_eq!(eve.browser.get("/admin").status, 403);
    assert_eq!((app.count("keyring_member"), audited(&app, "keyring left")), (1, 1));
    // She may have kept the key: who holds the keyring is asked for a new one, until there is.
    app.clock.advance(Duration::seconds(1));
    let overview = root.browser.get("/admin");
    assert!(overview.text_of("keyring").is_some() && overview.body.contains("needs a new key"), "{}", overview.body);
    let page = root.browser.get("/admin/keyring");
    assert!(page.text_of("key-due").is_some(), "{}", page.body);
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[]).status, 303);
    for path in ["/admin", "/admin/keyring"] {
        assert!(!root.browser.get(path).body.contains("needs a new key"), "control: {path}");
    }
    give_roles(&app, "eve@example.org", vec![Role::Owner]);
    assert_eq!(eve.browser.get("/admin").status, 200);
    assert!(!is_member(&app, &eve), "the role comes back, the place does not");
}

// Threats: administrators who are asked for a new key where there is no need make none where there is; who leaves while one is made keeps a
// place that is sealed to it, and nobody is asked.
#[test]
fn a_new_key_is_asked_for_where_who_left_may_have_that_of_now_and_nowhere_else() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let is_asked = |root: &mut Person| {
        app.clock.advance(Duration::seconds(1));
        root.browser.get("/admin/keyring").text_of("key-due").is_some()
    };
    // Taken off at once, as the page of roles says: she never had the new key.
    let mut eve = second(&app, &mut root, "eve@example.org");
    let (id, ..) = member(&app, &root, "eve@example.org").unwrap();
    withdraw_role(&app, "eve@example.org");
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
    app.clock.advance(Duration::seconds(1));
    assert_eq!(eve.browser.get("/admin").status, 403);
    assert_eq!((audited(&app, "keyring left"), is_asked(&mut root)), (0, false));
    // Whoever leaves meanwhile waits until it is made: what goes then is a place on the new one.
    let mut mallory = second(&app, &mut root, "mallory@example.org");
    withdraw_role(&app, "mallory@example.org");
    let making = Held::by(&app, "select from keyring for update");
    std::thread::scope(|scope| {
        let leaving = scope.spawn(|| mallory.browser.get("/admin").status);
        making.are_waited_for(&app, 1);
        assert_eq!(app.count("keyring_member"), 2, "she is on it still");
        making.release(&app);
        assert_eq!(leaving.join().unwrap(), 403);
    });
    assert_eq!((app.count("keyring_member"), audited(&app, "keyring left")), (1, 1));
    assert!(is_asked(&mut root), "control");
}

#[test]
fn where_nobody_can_open_the_keyring_any_more_the_page_says_so_and_another_begins() {
    let app = spawn();
    administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    // The only one who held it has lost everything, and is enrolled again: her place went with her old vault.
    let link = eve.link_again(&app, "root@example.org", false, &[("admin", "yes")]);
    let mut root = begin_again(&app, "root@example.org", &link, NEW);
    assert!(!is_member(&app, &root));
    let page = root.browser.get("/admin/keyring").body;
    assert!(page.contains("Nobody who holds it can sign in any more") && page.contains("nobody ever will"), "{page}");
    assert!(!root.consider("ada@example.org").body.contains(NAMES_STAY));
    assert_eq!(root.proven(&app, "/admin/keyring/start", &[]).status, 422, "what is given up has to be known");
    assert_eq!(root.proven(&app, "/admin/keyring/start", &[("understood", "yes")]).status, 303);
    assert!(is_member(&app, &root));
    assert_eq!(app.count("keyring_member"), 1);
    assert!(root.consider("ada@example.org").body.contains("they have not signed in since"));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.consider("ada@example.org").body.contains(NAMES_STAY));
    assert_eq!(audited(&app, "keyring started anew"), 1);
}

// Threat: whoever counts or measures rows in a stolen database learns whom to attack first.
#[test]
fn neither_counts_nor_sizes_tell_who_holds_the_keyring() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "bob@example.org");
    root.sign_in(&app);
    let sizes = |query: &str| -> Vec<String> {
        app.block_on(sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned())).fetch_all(&app.parts.pool)).unwrap()
    };
    for query in [
        "select length(sealed)::text from profile",
        "select count(*) || ' ' || sum(length(sealed)) from escrow group by account_id",
        "select count(*) || ' ' || sum(length(sealed)) from inbox_item group by account_id",
    ] {
        let sizes = sizes(query);
        assert_eq!(sizes.len(), 2);
        assert_eq!(sizes[0], sizes[1], "{query}");
    }
    // No column of a member's row is of an account.
    let shared =
        "select count(*)::text from keyring_member m, account a where to_jsonb(m)::text like '%' || a.id || '%'";
    assert_eq!(sizes(shared), ["0"]);
    let control = "select count(*)::text from escrow m, account a where to_jsonb(m)::text like '%' || a.id || '%'";
    assert_eq!(sizes(control), ["2"], "control: the same search finds what is there");
}

// Threat: a link's size tells whether names stay.
#[test]
fn a_link_s_row_has_one_size_whether_names_stay_or_not() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    root.link_again(&app, "ada@example.org", true, &[]);
    let size = || app.count("(select distinct length(sealed) from invitation) s");
    root.answer(&app, false);
    enrol(&app, "bob@example.org");
    root.link_again(&app, "bob@example.org", false, &[]);
    assert_eq!((app.count("invitation"), size()), (2, 1));
}

#[test]
fn who_deletes_her_account_leaves_the_keyring_and_who_is_revoked_is_shown() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut eve = second(&app, &mut root, "eve@example.org");
    second(&app, &mut root, "mallory@example.org");
    assert_eq!(eve.change(&app, "/account/delete", &[]).status, 200);
    assert_eq!(app.count("keyring_member"), 2);
    assert!(root.browser.get("/admin").body.contains("You hold the keyring"), "control: nothing to do");
    let who = Identifier::parse("mallory@example.org").unwrap();
    app.block_on(senza::sign_in::revocation::revoke(&app.parts, &who, "test")).unwrap();
    assert!(root.browser.get("/admin").body.contains("does not hold it any more"));
    assert!(root.browser.get("/admin/keyring").body.contains("revoked"));
    let (id, ..) = member(&app, &root, "mallory@example.org").unwrap();
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
    assert!(!root.browser.get("/admin").body.contains("does not hold it any more"));
}
