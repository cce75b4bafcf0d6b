//! A link to begin again, from the page that says what is lost to the person who is known again, or is not.

use super::{NEW, audited};
use crate::support::again::{administrator, begin_again, complete};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as};
use crate::support::sp::Sp;
use crate::support::ways::{open_vault, type_kit};
use senza::domain::Identifier;
use senza::sign_in::again::{self, By, Offer};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::invitation::Invitee;
use senza::sign_in::revocation;
use time::Duration;

fn pairwise(app: &TestApp, sp: &Sp, person: &mut Person) -> String {
    Answer::of(&person.browser.get(&sp.request(app).unsigned())).pairwise_id()
}

#[test]
fn with_escrow_the_names_stay_and_the_keys_are_new() {
    let app = spawn();
    let sp = Sp::new("one").told(&["mail"]).register(&app);
    let mut root = administrator(&app, true);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "old@example.org")]);
    let name = pairwise(&app, &sp, &mut ada);
    let kit = ada.make_kit(&app);
    let before = open_vault(&app, &ada);
    let link = root.link_again(&app, "ada@example.org", true, &[("attributes", "mail=new@example.org")]);
    assert!(ada.is_signed_in(), "nothing happens before the link is completed");
    assert_eq!(ada.sign_in(&app).status, 303);

    let page = Browser::new(&app.base).get(&link);
    assert!(
        page.body.contains("What is lost") && page.body.contains("Your names at applications stay"),
        "{}",
        page.body
    );
    let mut back = begin_again(&app, "ada@example.org", &link, NEW);
    assert_eq!(pairwise(&app, &sp, &mut back), name);
    let after = open_vault(&app, &back);
    assert_eq!(after.account, before.account, "the account row stays");
    assert_eq!(after.profile.identity_seed, before.profile.identity_seed);
    assert_eq!(after.profile.data_seeds.len(), 1);
    assert_ne!(after.profile.data_seeds, before.profile.data_seeds, "new keys");
    assert_ne!(after.profile.inbox_private, before.profile.inbox_private);
    assert_ne!(after.root.key, before.root.key);
    assert!(after.root.epoch > before.root.epoch && after.row.version > before.row.version);
    // What was said is what the operator says now.
    let told = Answer::of(&back.browser.get(&sp.request(&app).unsigned())).told();
    assert_eq!(told.values().filter(|one| one.contains(&"new@example.org".to_owned())).count(), 1, "{told:?}");
    assert!(!told.values().any(|one| one.contains(&"old@example.org".to_owned())));
    // What was there before opens nothing.
    assert!(!ada.is_signed_in(), "sessions ended");
    assert_eq!(ada.sign_in(&app).status, 403);
    assert_eq!(type_kit(&app, &kit).1.status, 403);
    assert_eq!(back.sign_in(&app).status, 303, "control");
    assert_eq!(Browser::new(&app.base).get(&link).status, 410, "the link serves once");
    assert_eq!((audited(&app, "re-enrolled"), audited(&app, "re-enrolment offered")), (1, 1));
    assert_eq!(app.count("escrow"), 2, "hers is kept anew");
    // And once more: what is kept now is the same seed, from the new vault.
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let mut again = begin_again(&app, "ada@example.org", &link, "granite violin under seven moons");
    assert_eq!(pairwise(&app, &sp, &mut again), name);
}

#[test]
fn without_escrow_they_are_a_new_person_everywhere_and_the_pages_say_so() {
    let app = spawn();
    let sp = Sp::new("one").register(&app);
    let mut root = administrator(&app, false);
    let mut ada = enrol(&app, "ada@example.org");
    let name = pairwise(&app, &sp, &mut ada);
    let before = open_vault(&app, &ada);
    let link = root.link_again(&app, "ada@example.org", false, &[]);
    assert!(Browser::new(&app.base).get(&link).body.contains("You become a new person at every application"));
    let mut back = begin_again(&app, "ada@example.org", &link, NEW);
    assert_ne!(pairwise(&app, &sp, &mut back), name);
    let after = open_vault(&app, &back);
    assert_eq!(after.account, before.account);
    assert_ne!(after.profile.identity_seed, before.profile.identity_seed);
    assert_ne!(after.profile.data_seeds, before.profile.data_seeds);
    assert_eq!(app.count("escrow"), 0);
}

#[test]
fn who_has_not_signed_in_since_names_are_kept_is_a_new_person_and_is_told_why() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut root = administrator(&app, true);
    let said = root.consider("ada@example.org");
    assert!(said.body.contains("they have not signed in since it is"), "{}", said.body);
    assert_eq!(app.count("escrow"), 1, "the administrator's own");
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(app.count("escrow"), 2, "at the next sign-in");
    assert!(root.consider("ada@example.org").body.contains("Their names at applications stay"), "control");
}

#[test]
fn a_command_needs_to_be_told_that_a_new_person_is_meant() {
    let app = spawn();
    administrator(&app, true);
    enrol(&app, "ada@example.org");
    let offer = |accepts_new_person| {
        let identifier = Identifier::parse("ada@example.org").unwrap();
        let invitee = Invitee { identifier, roles: Vec::new(), attributes: Vec::new() };
        app.block_on(again::offer(&app.parts, &By::Command, Offer { invitee, accepts_new_person }, "test"))
    };
    let refused = offer(false).err().unwrap().to_string();
    assert!(refused.contains("new person at every application") && refused.contains("cannot open"), "{refused}");
    assert_eq!(app.count("invitation"), 0);
    let link = format!("/enrol/{}", offer(true).unwrap().token.expose());
    assert!(Browser::new(&app.base).get(&link).body.contains("You become a new person"));
}

#[test]
fn what_is_lost_has_to_be_understood() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut ada = enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", false, &[]);
    let (_, _, refused) = complete(&app, &link, NEW, false);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("tick the box"), "{}", refused.body);
    assert!(ada.is_signed_in() && ada.sign_in(&app).status == 303, "nothing was done");
    let (_, _, done) = complete(&app, &link, NEW, true);
    assert_eq!(done.status, 303, "control");
}

#[test]
fn revoked_frozen_invited_and_unknown_are_refused_and_said() {
    let app = spawn();
    let mut root = administrator(&app, true);
    for name in ["revoked", "frozen", "later"] {
        enrol(&app, name);
    }
    crate::support::person::invite(&app, "invited", false, &[]);
    let late = root.link_again(&app, "later", true, &[]);
    let of = |name: &str| Identifier::parse(name).unwrap();
    app.block_on(revocation::revoke(&app.parts, &of("revoked"), "test")).unwrap();
    app.block_on(revocation::freeze(&app.parts, &of("frozen"), "test")).unwrap();
    app.block_on(revocation::freeze(&app.parts, &of("later"), "test")).unwrap();
    let rows = |app: &TestApp| app.count("invitation");
    let before = rows(&app);
    for (name, why) in [
        ("revoked", "was revoked: restore it first"),
        ("frozen", "is frozen: restore it first"),
        ("invited", "invite them again instead"),
        ("nobody", "nobody is known"),
    ] {
        for path in ["/admin/again", "/admin/again/link"] {
            let answer = root.console(path, &[("identifier", name), ("new_person", "yes")]);
            assert_eq!(answer.status, 409, "{name}");
            assert!(answer.body.contains(why), "{name}: {}", answer.body);
        }
    }
    assert_eq!((before, rows(&app)), (1, 1), "the invitation's");
    assert_eq!(audited(&app, "re-enrolment refused"), 8, "refusals tell who is known, and are on record");
    // Frozen after the link was made: that ends it.
    assert_eq!(Browser::new(&app.base).get(&late).status, 410);
    app.block_on(revocation::restore(&app.parts, &of("later"), "test")).unwrap();
    assert_eq!(Browser::new(&app.base).get(&late).status, 410, "and no more afterwards");
    let late = root.link_again(&app, "later", true, &[]);
    assert_eq!(Browser::new(&app.base).get(&late).status, 200, "control");
    app.block_on(revocation::revoke(&app.parts, &of("later"), "test")).unwrap();
    app.block_on(revocation::restore(&app.parts, &of("later"), "test")).unwrap();
    assert_eq!(Browser::new(&app.base).get(&late).status, 410, "a revocation ends it");
}

// Threat: a role is withdrawn, and a link of before brings it back.
#[test]
fn a_link_that_something_was_said_after_brings_nothing_back() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", true, &[("admin", "yes")]);
    assert_eq!(Browser::new(&app.base).get(&link).status, 200, "control");
    let withdraw = Grant { attributes: Vec::new(), roles: Some(Vec::new()), withdrawn: Vec::new(), expires: None };
    let ada = Identifier::parse("ada@example.org").unwrap();
    app.block_on(grant(&app.parts, &ada, withdraw, "test")).unwrap();
    assert_eq!(Browser::new(&app.base).get(&link).status, 410);
    let link = root.link_again(&app, "ada@example.org", true, &[("admin", "yes")]);
    let mut back = begin_again(&app, "ada@example.org", &link, NEW);
    assert_eq!(back.browser.get("/admin").status, 200, "control: what is said with the link holds");
}

// Threat: whoever reads somebody's old mail takes the account over.
#[test]
fn a_link_ends_with_another_one_with_another_identifier_and_with_time() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let first = root.link_again(&app, "ada@example.org", true, &[]);
    let second = root.link_again(&app, "ada@example.org", true, &[]);
    assert_eq!(Browser::new(&app.base).get(&first).status, 410);
    assert_eq!(Browser::new(&app.base).get(&second).status, 200, "control");
    assert_eq!(ada.change(&app, "/account/identifier", &[("new_identifier", "lovelace")]).status, 303);
    assert_eq!(Browser::new(&app.base).get(&second).status, 410);
    let third = root.link_again(&app, "lovelace", true, &[]);
    app.clock.advance(Duration::hours(71));
    assert_eq!(Browser::new(&app.base).get(&third).status, 200, "control");
    app.clock.advance(Duration::hours(2));
    assert_eq!(Browser::new(&app.base).get(&third).status, 410);
}

#[test]
fn steps_that_were_under_way_in_the_old_vault_lead_nowhere() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    // A first step that waits for its code, and a kit that was accepted.
    let mut slow = Browser::new(&app.base);
    let page = slow.get("/login");
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", "")];
    let waiting = slow.submit("/login", &page, &typed);
    let second = slow.follow(waiting);
    let (mut kitted, accepted) = type_kit(&app, &kit);
    let renewing = kitted.get(&accepted.location().unwrap());
    begin_again(&app, "ada@example.org", &link, NEW);
    let code = ada.next_code(&app);
    assert_eq!(slow.submit("/login", &second, &[("code", &code)]).status, 403);
    assert_eq!(
        crate::support::ways::renew(&app, &mut kitted, &renewing, "granite violin under seven moons").1.status,
        409
    );
}

#[test]
fn two_who_complete_one_link_at_once_are_one() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let mut pages: Vec<(Browser, _)> = (0..4)
        .map(|_| {
            let mut browser = Browser::new(&app.base);
            let page = browser.get(&link);
            (browser, page)
        })
        .collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let (app, link) = (&app, &*link);
        let tries = pages.iter_mut().map(|(browser, page)| {
            scope.spawn(move || crate::support::again::send(app, browser, page, link, NEW, true).1.status)
        });
        tries.collect::<Vec<_>>().into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(
        app.count("way_in w join account a on a.id = w.account_id where a.state = 'active'"),
        2,
        "root's and hers"
    );
}

#[test]
fn the_command_s_flag_is_for_people_who_are_enrolled() {
    let app = spawn();
    crate::support::person::invite(&app, "ada@example.org", false, &[]);
    let identifier = Identifier::parse("ada@example.org").unwrap();
    let invitee = Invitee { identifier, roles: Vec::new(), attributes: Vec::new() };
    let offer = Offer { invitee, accepts_new_person: true };
    let refused = app.block_on(again::offer(&app.parts, &By::Command, offer, "test")).err().unwrap();
    assert!(refused.to_string().contains("invite them again"), "{refused}");
}

// Threat: somebody asks for a link in another's name.
#[test]
fn who_still_signs_in_sees_the_link_and_ends_it() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let page = ada.browser.get("/account");
    assert!(!page.body.contains("id=\"begins-again\"") && page.body.contains("Applications will know you as before"));
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let page = ada.browser.get("/account");
    assert!(
        page.body.contains("id=\"begins-again\"") && page.body.contains("A link was made with which"),
        "{}",
        page.body
    );
    assert!(!bob.browser.get("/account").body.contains("begins-again"));
    let token = bob.browser.get("/account").hidden("form_token").unwrap();
    bob.browser.post("/account/again", &[("form_token", &token)]);
    assert_eq!(ada.browser.post("/account/again", &[("form_token", "another's")]).status, 400);
    assert_eq!(Browser::new(&app.base).get(&link).status, 200, "control: it is not for others to end");
    let token = page.hidden("form_token").unwrap();
    let ended = ada.browser.post("/account/again", &[("form_token", &token)]);
    assert_eq!(ended.location().as_deref(), Some("/account?done=link"));
    assert_eq!(Browser::new(&app.base).get(&link).status, 410);
    assert!(!ada.browser.get("/account").body.contains("id=\"begins-again\""));
    assert!(ada.browser.get("/account/activity").body.contains("A link was made with which your account begins again"));
}
