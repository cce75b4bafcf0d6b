//! Turned on by an owner who was told what it changes, and off again: with the question about names beside it.

use super::{events, found, listing, search, turn};
use crate::again::keyring::second;
use crate::support::again::administrator;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol, enrol_as, invite};

use senza::sign_in::keyring::choose_directory;

const ADDRESS: &str = "/admin/settings/directory";

fn state(page: &crate::support::browser::Page) -> String {
    page.text_of("state").unwrap_or_else(|| panic!("{}", page.body))
}

#[test]
fn it_is_off_until_an_owner_turns_it_on_who_was_told_what_it_changes_and_off_deletes_all() {
    let app = spawn();
    let mut root = enrol_as(&app, "root@example.org", true, &[]);
    assert!(state(&root.browser.get(ADDRESS)).contains("One question comes first"));
    assert_eq!(turn(&app, &mut root, true).status, 409);
    assert_eq!(root.answer(&app, false).status, 303);
    let page = root.browser.get(ADDRESS);
    assert!(
        state(&page).contains("no directory") && page.body.contains("<strong>all of them</strong>"),
        "{}",
        page.body
    );
    assert!(state(&search(&mut root, "root")).contains("keeps no directory"));
    // Not without having read it, nor without both factors.
    assert_eq!(root.proven(&app, ADDRESS, &[("directory", "yes")]).status, 422);
    assert_eq!(root.proven(&app, ADDRESS, &[("directory", "perhaps"), ("understood", "yes")]).status, 422);
    let asked = root.console(ADDRESS, &[("directory", "yes"), ("understood", "yes")]);
    assert!(asked.status == 200 && asked.body.contains("name=\"passphrase\""), "{}", asked.body);
    let guess = [("passphrase", "a guess that is long enough"), ("code", "000000")];
    let wrong = root.console(ADDRESS, &[&guess[..], &[("directory", "yes"), ("understood", "yes")]].concat());
    assert_eq!(wrong.status, 422);
    assert_eq!((app.count("directory"), app.count("keyring where directory")), (0, 0));
    fills_and_is_deleted(&app, &mut root);
}

fn fills_and_is_deleted(app: &TestApp, root: &mut Person) {
    let mut ada = enrol_as(app, "ada@example.org", false, &[("displayName", "Ada Lovelace")]);
    assert_eq!(turn(app, root, true).status, 303);
    assert_eq!(turn(app, root, true).status, 409, "it is so already");
    assert_eq!((app.count("keyring where directory and not escrows"), app.count("keyring_member")), (1, 1));
    root.browser.get("/admin");
    assert!(state(&root.browser.get(ADDRESS)).contains("1 of 2 people have an entry"), "hers alone, so far");
    assert_eq!(ada.sign_in(app).status, 303);
    assert!(state(&root.browser.get(ADDRESS)).contains("2 of 2"));
    assert_eq!(found(&search(root, "lovelace")), ["ada@example.org"]);
    assert_eq!(app.count("escrow"), 0, "no seed is kept for it");
    assert_eq!(root.proven(app, ADDRESS, &[("directory", "no")]).status, 422, "what is deleted has to be known");
    assert_eq!(turn(app, root, false).status, 303);
    assert_eq!(
        (app.count("directory"), app.count("keyring_member"), app.count("keyring where public is null")),
        (0, 0, 1)
    );
    assert_eq!(turn(app, root, false).status, 409);
    assert_eq!(ada.sign_in(app).status, 303);
    assert_eq!(app.count("directory"), 0, "nothing is written to it any more");
    assert!(state(&search(root, "lovelace")).contains("keeps no directory"));
    assert_eq!((events(app, "directory turned on"), events(app, "directory turned off")), (1, 1));
    assert_eq!(app.findings(), []);
}

#[test]
fn names_at_applications_are_kept_or_not_whatever_is_chosen_of_the_directory() {
    let app = spawn();
    let mut root = listing(&app, true);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada")]);
    assert_eq!((app.count("escrow"), app.count("directory")), (2, 2));
    let ring = || app.count("keyring k join keyring_member m using (epoch)");
    // Seeds are given up, and the directory stays, sealed to the same key.
    assert_eq!(root.answer(&app, false).status, 303);
    assert_eq!((app.count("escrow"), app.count("directory"), ring()), (0, 2, 1));
    assert!(root.consider("ada@example.org").body.contains("become a new person"));
    assert!(root.browser.get("/admin/keyring").body.contains("opens the directory of people"));
    assert_eq!(found(&search(&mut root, "ada")), ["ada@example.org"]);
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(app.count("escrow"), 0);
    // And come back, to the key that is there.
    assert_eq!(root.answer(&app, true).status, 303);
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.consider("ada@example.org").body.contains("Their names at applications stay"));
    // The directory goes, and the key stays for the seeds.
    assert_eq!(turn(&app, &mut root, false).status, 303);
    assert_eq!((app.count("directory"), ring()), (0, 1));
    assert!(root.consider("ada@example.org").body.contains("Their names at applications stay"));
    // A new start gives up both, and both fill again.
    assert_eq!(turn(&app, &mut root, true).status, 303);
    assert_eq!(root.proven(&app, "/admin/keyring/start", &[("understood", "yes")]).status, 303);
    assert_eq!((app.count("escrow"), app.count("directory")), (0, 0));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(found(&search(&mut root, "ada")), ["ada@example.org"]);
    assert!(root.consider("ada@example.org").body.contains("Their names at applications stay"));
}

#[test]
fn people_are_told_that_there_is_a_directory() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut ada = enrol(&app, "ada@example.org");
    let told = |browser: &mut Browser| {
        let page = browser.get(&invite(&app, "new@example.org", false, &[]));
        let account = ada.browser.get("/account");
        (page.text_of("listed").is_some(), account.text_of("listed").is_some())
    };
    let mut told = told;
    assert_eq!(told(&mut Browser::new(&app.base)), (false, false));
    assert_eq!(turn(&app, &mut root, true).status, 303);
    assert_eq!(told(&mut Browser::new(&app.base)), (true, true));
    assert!(ada.browser.get("/account/export").body.contains("\"in_a_directory_for_administrators\": true"));
}

#[test]
fn of_two_owners_who_choose_at_once_one_is_told_that_it_was_changed() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let eve = second(&app, &mut root, "eve@example.org");
    for on in [true, false, true] {
        let both = [root.signed_in(&app), eve.signed_in(&app)];
        let done: Vec<bool> = std::thread::scope(|scope| {
            let choose = |person| app.block_on(choose_directory(&app.parts, person, on, "test")).is_ok();
            let both: Vec<_> = both.iter().map(|person| scope.spawn(move || choose(person))).collect();
            both.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{on}: the other is told that it was changed");
        assert_eq!(app.count("keyring where directory"), i64::from(on));
        assert_eq!(app.count("keyring_member m join keyring k using (epoch)"), 2, "both hold it still");
    }
    assert_eq!(app.findings(), []);
}
