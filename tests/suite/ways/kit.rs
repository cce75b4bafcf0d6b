//! Recovery kits: drawn, shown once, confirmed, replaced, taken away.

use super::{NEW_PASSPHRASE, audited, pairwise_ids, two_portals};
use crate::support::app::spawn;
use crate::support::person::enrol;
use crate::support::ways::{kit_of, open_vault, part_of, recover, type_kit};
use senza::vault::Way;

#[test]
fn a_kit_counts_once_a_part_of_it_was_typed_back() {
    let app = spawn();
    app.clock.not_over_midnight();
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.browser.get("/account").body.contains("You have none."));
    let page = ada.draw_kit(&app);
    let kit = kit_of(&page);
    assert_eq!(kit.split('-').map(str::len).collect::<Vec<_>>(), [4; 9]);
    assert_eq!(type_kit(&app, &kit).1.status, 403, "shown, and not a way in yet");
    let wrong = ada.browser.submit("/account/kit/confirm", &page, &[("part", "0000 0000")]);
    assert_eq!((wrong.status, kit_of(&wrong)), (422, kit.clone()), "the same page again");
    assert_eq!(type_kit(&app, &kit).1.status, 403);
    let lower = part_of(&page).to_lowercase();
    let done = ada.browser.submit("/account/kit/confirm", &page, &[("part", &lower)]);
    assert_eq!(done.location().as_deref(), Some("/account?done=kit"), "{}", done.body);
    let account = ada.browser.get("/account");
    let today = app.parts.clock.now().date();
    assert!(account.body.contains(&format!("id=\"kit-since\"><time datetime=\"{today}\">")), "{}", account.body);
    assert_eq!(type_kit(&app, &kit).1.status, 303);
    // Once: neither the page nor its confirmation come again.
    let again = ada.browser.get(&format!("/account/kit?page={}", page.hidden("page").unwrap()));
    assert_eq!(again.status, 410, "{}", again.body);
    assert!(!again.body.contains(&kit));
    assert_eq!(ada.confirm_kit(&page).status, 410);
    assert_eq!((audited(&app, "recovery kit drawn"), audited(&app, "recovery kit made")), (1, 1));
}

#[test]
fn a_kit_that_was_drawn_is_shown_to_nobody_else() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let page = ada.draw_kit(&app);
    let path = format!("/account/kit?page={}", page.hidden("page").unwrap());
    assert_eq!(bob.browser.get(&path).status, 410);
    let token = bob.browser.get("/account/kit").hidden("form_token").unwrap();
    let form = [("form_token", &*token), ("page", &page.hidden("page").unwrap()), ("part", &part_of(&page))];
    assert_eq!(bob.browser.post("/account/kit/confirm", &form).status, 410);
    assert_eq!(app.count("way_in where way = 'kit'"), 0);
    assert_eq!(ada.confirm_kit(&page).status, 303, "control");
}

#[test]
fn a_new_kit_takes_the_place_of_the_old_one_and_starts_a_new_root() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let ids = pairwise_ids(&app, &portals, &mut ada);
    let old = ada.make_kit(&app);
    assert_eq!((ada.known(&app).root_epoch, ada.known(&app).data_generations), (1, 1), "adding renews nothing");
    let before = open_vault(&app, &ada);
    let mut other = ada.elsewhere(&app);
    let page = ada.draw_kit(&app);
    assert_eq!(type_kit(&app, &old).1.status, 303, "until the new one is confirmed, the old one serves");
    assert_eq!(ada.confirm_kit(&page).status, 303);
    assert_eq!(type_kit(&app, &old).1.status, 403);
    assert_eq!(type_kit(&app, &kit_of(&page)).1.status, 303);
    assert!(ada.is_signed_in() && !other.is_signed_in());
    assert_eq!((ada.known(&app).root_epoch, ada.known(&app).data_generations), (2, 2));
    let after = open_vault(&app, &ada);
    assert_eq!(after.profile.identity_seed, before.profile.identity_seed);
    assert_eq!(after.profile.data_seeds[..1], before.profile.data_seeds[..], "the elder stays for reading");
    assert_ne!(after.root.key, before.root.key);
    assert_eq!((app.count("way_in"), app.count("root_seal"), app.count("root_seal where root_epoch = 2")), (2, 2, 2));
    assert_eq!(ada.sign_in(&app).status, 303, "the passphrase opens the new root");
    assert_eq!(pairwise_ids(&app, &portals, &mut ada), ids);
    let mut back = recover(&app, "ada@example.org", &kit_of(&page), NEW_PASSPHRASE);
    assert_eq!(pairwise_ids(&app, &portals, &mut back), ids, "and so does the new kit");
}

#[test]
fn a_kit_that_was_taken_away_opens_nothing_and_everything_else_goes_on() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let ids = pairwise_ids(&app, &portals, &mut ada);
    let kit = ada.make_kit(&app);
    let mut other = ada.elsewhere(&app);
    let page = ada.browser.get("/account/remove");
    assert!(page.body.contains("What this does, and what it does not undo"));
    // A recovery under way when the kit goes leads nowhere.
    let (mut thief, accepted) = type_kit(&app, &kit);
    let halfway = thief.get(&accepted.location().unwrap());
    assert_eq!(halfway.status, 200);
    let done = ada.send(&app, "/account/remove", &page, &[]);
    assert_eq!(done.location().as_deref(), Some("/account?done=removed"), "{}", done.body);
    assert_eq!(type_kit(&app, &kit).1.status, 403);
    assert_eq!(thief.get(&accepted.location().unwrap()).status, 409);
    assert_eq!(crate::support::ways::renew(&app, &mut thief, &halfway, NEW_PASSPHRASE).1.status, 409);
    assert!(ada.is_signed_in() && !other.is_signed_in());
    let known = ada.known(&app);
    assert_eq!((known.root_epoch, known.data_generations, known.ways.len()), (2, 2, 1));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(pairwise_ids(&app, &portals, &mut ada), ids);
    assert_eq!(audited(&app, "way in removed"), 1);
}

#[test]
fn the_passphrase_cannot_be_taken_away_nor_what_is_not_there() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/remove");
    let token = page.hidden("form_token").unwrap();
    let mut with = |way: &str| {
        let code = ada.next_code(&app);
        let form = [("form_token", &*token), ("way", way), ("passphrase", &*ada.passphrase), ("code", &*code)];
        ada.browser.post("/account/remove", &form).status
    };
    assert_eq!((with("passphrase"), with("kit"), with("invitation"), with("")), (409, 404, 404, 404));
    assert_eq!(ada.known(&app).ways.iter().map(|(way, _)| *way).collect::<Vec<_>>(), [Way::Passphrase]);
    ada.make_kit(&app);
    assert_eq!(ada.change(&app, "/account/remove", &[]).status, 303, "control: a kit can");
}
