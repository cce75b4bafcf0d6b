//! Passphrase, authenticator and identifier: each changed, with both factors and one transaction.

use super::{NEW_PASSPHRASE, audited, pairwise_ids, two_portals};
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::held::Held;
use crate::support::person::{PASSPHRASE, Person, enrol};
use crate::support::ways::open_vault;
use senza::domain::identifier::Identifiers;
use senza::domain::login_code::LoginCode;
use senza::domain::{SecretBytes, SecretText, SystemRandom};
use senza::sign_in::totp;
use time::Duration;

#[test]
fn a_new_passphrase_opens_everything_and_the_old_one_nothing() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let (ids, before) = (pairwise_ids(&app, &portals, &mut ada), open_vault(&app, &ada));
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    let done = ada.change_passphrase(&app, NEW_PASSPHRASE);
    assert_eq!(done.location().as_deref(), Some("/account?done=passphrase"), "{}", done.body);
    assert_ne!(ada.browser.cookie("senza_session"), Some(&*cookie), "the session has a new cookie");
    assert!(ada.is_signed_in());
    let mut old = Browser::new(&app.base);
    old.set_cookie("senza_session", &cookie);
    assert_eq!(old.get("/portal").status, 303, "and the old one leads nowhere");

    assert_eq!(ada.sign_in(&app).status, 403, "the old passphrase is refused");
    ada.passphrase = NEW_PASSPHRASE.to_owned();
    assert_eq!(ada.sign_in(&app).status, 303, "the new one, with the same app, is not");
    assert_eq!(pairwise_ids(&app, &portals, &mut ada), ids);
    let after = open_vault(&app, &ada);
    assert_eq!((&after.root.key, after.root.epoch), (&before.root.key, before.root.epoch));
    assert_eq!(after.profile.data_seeds, before.profile.data_seeds);
    assert_ne!(after.profile.ways[0].public, before.profile.ways[0].public, "a key pair of its own");
    assert_eq!((audited(&app, "passphrase changed"), app.count("way_in"), app.count("root_seal")), (1, 1, 1));
}

#[test]
fn other_browsers_stay_signed_in_unless_the_person_wishes_otherwise() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut other = ada.elsewhere(&app);
    assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 303);
    assert!(other.is_signed_in() && ada.is_signed_in());
    ada.passphrase = NEW_PASSPHRASE.to_owned();
    let typed = [("new_passphrase", PASSPHRASE), ("new_passphrase_confirm", PASSPHRASE), ("others", "end")];
    assert_eq!(ada.change(&app, "/account/passphrase", &typed).status, 303);
    assert!(ada.is_signed_in() && !other.is_signed_in());
}

// Threat: someone at an open browser changes what they do not know.
#[test]
fn no_change_without_both_factors_and_each_refusal_is_the_same() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let vault = rows(&app);
    let typed = [("new_passphrase", NEW_PASSPHRASE), ("new_passphrase_confirm", NEW_PASSPHRASE)];
    for (path, typed) in [
        ("/account/passphrase", &typed[..]),
        ("/account/kit", &[]),
        ("/account/identifier", &[("new_identifier", "lovelace")]),
        ("/account/authenticator", &[]),
        ("/account/identity", &[]),
        ("/account/delete", &[]),
    ] {
        let page = ada.browser.get(path);
        let code = ada.next_code(&app);
        let mut with = |passphrase: &str, code: &str| {
            let mut fields = vec![("passphrase", passphrase), ("code", code)];
            fields.extend_from_slice(typed);
            let refused = ada.browser.submit(path, &page, &fields);
            assert_eq!(refused.status, 422, "{path}: {}", refused.body);
            refused.text_of("fault").unwrap()
        };
        let wrong_passphrase = with("not the passphrase", &code);
        let wrong_code = with(PASSPHRASE, "000000");
        assert_eq!(wrong_passphrase, wrong_code, "{path}");
        assert_eq!(with("", ""), wrong_code, "{path}");
        assert_eq!(rows(&app), vault, "{path}: nothing was written");
    }
    assert_eq!(audited(&app, "change refused"), 18);
    assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 303, "control: with both it is done");
}

/// Every row of every vault, as one text.
pub(crate) fn rows(app: &TestApp) -> String {
    let query = "select string_agg(line, E'\n' order by line) from (
        select 'account ' || to_jsonb(t)::text as line from account t
        union all select 'way_in ' || to_jsonb(t)::text from way_in t
        union all select 'root_seal ' || to_jsonb(t)::text from root_seal t
        union all select 'factor ' || to_jsonb(t)::text from factor t
        union all select 'profile ' || to_jsonb(t)::text from profile t
        union all select 'inbox_item ' || to_jsonb(t)::text from inbox_item t
        union all select 'invitation ' || to_jsonb(t)::text from invitation t
        union all select 'keyring ' || to_jsonb(t)::text from keyring t
        union all select 'keyring_member ' || to_jsonb(t)::text from keyring_member t
        union all select 'escrow ' || to_jsonb(t)::text from escrow t
        union all select 'directory ' || to_jsonb(t)::text from directory t
        union all select 'api_token ' || to_jsonb(t)::text from api_token t
        union all select 'session ' || to_jsonb(t)::text from session t) rows";
    app.block_on(sqlx::query_scalar::<_, Option<String>>(query).fetch_one(&app.parts.pool)).unwrap().unwrap_or_default()
}

#[test]
fn a_poor_new_passphrase_is_refused_with_its_reason() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    for (new, again, reason) in [
        ("short", "short", "too short"),
        ("passwordpassword", "passwordpassword", "too easy to guess"),
        (NEW_PASSPHRASE, "copper lantern walks quietly", "not the same"),
    ] {
        let typed = [("new_passphrase", new), ("new_passphrase_confirm", again)];
        let refused = ada.change(&app, "/account/passphrase", &typed);
        assert!(refused.status == 422 && refused.body.contains(reason), "{}", refused.body);
    }
    assert_eq!(ada.sign_in(&app).status, 303, "control: the present one serves");
}

/// Opens the page of another app; its seed, and the page.
fn offered(ada: &mut Person) -> (SecretBytes, Page) {
    let page = ada.browser.get("/account/authenticator");
    (totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap(), page)
}

#[test]
fn another_app_takes_the_place_of_the_present_one() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let ids = pairwise_ids(&app, &portals, &mut ada);
    let (seed, page) = offered(&mut ada);
    let misses = ada.send(&app, "/account/authenticator", &page, &[("new_code", "000000")]);
    assert!(misses.status == 422 && misses.body.contains("does not fit the new app"), "{}", misses.body);
    assert_eq!(
        totp::seed_of_uri(&misses.text_of("totp-uri").unwrap()).unwrap().expose(),
        seed.expose(),
        "the same seed again: the app has it by now"
    );
    app.clock.advance(Duration::seconds(30));
    let (old_code, new_code) = (app.code(&ada.seed), app.code(&seed));
    let typed = [("passphrase", PASSPHRASE), ("code", &*old_code), ("new_code", &*new_code)];
    let done = ada.browser.submit("/account/authenticator", &page, &typed);
    assert_eq!(done.location().as_deref(), Some("/account?done=authenticator"), "{}", done.body);
    assert_eq!(app.count("factor"), 1);
    // The code that connected the new app is used up, and codes of the one before serve no more.
    let mut other = Browser::new(&app.base);
    let page = other.get("/login");
    let typed = [("identifier", &*ada.identifier), ("passphrase", PASSPHRASE), ("code", &*new_code)];
    assert_eq!(other.submit("/login", &page, &typed).status, 403);
    assert_eq!(ada.sign_in(&app).status, 403);
    ada.seed = seed;
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(pairwise_ids(&app, &portals, &mut ada), ids);
}

#[test]
fn another_identifier_finds_the_same_person_and_the_old_one_finds_nobody() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let ids = pairwise_ids(&app, &portals, &mut ada);
    let done = ada.change(&app, "/account/identifier", &[("new_identifier", "Lovelace@Example.org ")]);
    assert_eq!(done.location().as_deref(), Some("/account?done=identifier"), "{}", done.body);
    assert_eq!(ada.browser.get("/account").text_of("identifier").as_deref(), Some("lovelace@example.org"));
    assert_eq!(ada.sign_in(&app).status, 403);
    ada.identifier = "lovelace@example.org".to_owned();
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(pairwise_ids(&app, &portals, &mut ada), ids);
    // The old one is free, for somebody new.
    let mut new = enrol(&app, "ada@example.org");
    assert_ne!(pairwise_ids(&app, &portals, &mut new), ids);
}

// Threat: a change of identifier tells who has one, or takes somebody's place.
#[test]
fn an_identifier_that_is_taken_is_refused_like_any_that_cannot_be_used() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    crate::support::person::invite(&app, "carol@example.org", false, &[]);
    let mut told = Vec::new();
    for identifier in ["bob@example.org", "carol@example.org", "ada@example.org", "", "a\u{7}b"] {
        let refused = ada.change(&app, "/account/identifier", &[("new_identifier", identifier)]);
        assert_eq!(refused.status, 422, "{identifier}: {}", refused.body);
        told.push(refused.text_of("fault").unwrap());
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(ada.sign_in(&app).status == 303 && bob.sign_in(&app).status == 303, "control: both are who they were");
}

#[test]
fn what_people_sign_in_with_here_is_what_it_can_be_changed_to() {
    let for_policy = |identifiers| {
        let mut options = Options::default();
        options.policy.identifiers = identifiers;
        spawn_with(options)
    };
    for (identifiers, invited, good, bad) in [
        (Identifiers::Email, "ada@example.org", "lovelace@example.org", "lovelace"),
        (Identifiers::Name, "ada", "lovelace", "lovelace@example.org"),
    ] {
        let app = for_policy(identifiers);
        let mut ada = enrol(&app, invited);
        for typed in [[("new_identifier", bad)], [("make", "code")]] {
            assert_eq!(ada.change(&app, "/account/identifier", &typed).status, 422, "{identifiers:?} {typed:?}");
        }
        assert_eq!(ada.change(&app, "/account/identifier", &[("new_identifier", good)]).status, 303);
    }
    // A login code is made, never chosen: one that somebody thought up would not be random.
    let app = for_policy(Identifiers::Code);
    let code = || LoginCode::random(&SystemRandom).as_str().to_owned();
    let mut ada = enrol(&app, &code());
    let own = code();
    assert_eq!(ada.change(&app, "/account/identifier", &[("new_identifier", &own)]).status, 422);
    let done = ada.change(&app, "/account/identifier", &[("make", "code")]);
    let made = done.text_of("login-code").unwrap_or_else(|| panic!("{} {}", done.status, done.body));
    assert_ne!(made, ada.identifier);
    assert!(ada.browser.get("/account").body.contains(&made), "its owner sees it");
    for page in ["/identifier", "/passphrase", "/authenticator", "/kit"] {
        let page = ada.browser.get(&format!("/account{page}"));
        assert!(page.status == 200 && !page.body.contains(&made[..4]), "nor does an app get it: {}", page.body);
    }
    assert_eq!(ada.sign_in(&app).status, 403, "the code before finds nobody");
    ada.identifier = made.to_lowercase();
    assert_eq!(ada.sign_in(&app).status, 303);
}

// Two windows, one account: one wins, the other is told, and nothing is half of each.
#[test]
fn of_changes_at_once_one_wins_and_the_others_are_told() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut windows: Vec<Person> = (0..6).map(|_| ada.elsewhere(&app)).collect();
    let page = windows.iter_mut().map(|one| one.browser.get("/account/passphrase")).collect::<Vec<_>>();
    app.clock.advance(Duration::seconds(120));
    // Three codes are good at any moment: it is not the code alone that keeps all but one away.
    let now = app.parts.clock.now();
    let codes = [-30, 0, 30].map(|off| totp::code_at(&ada.seed, now + Duration::seconds(off)).unwrap());
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        // All have read what there is before the first of them writes.
        let held = Held::table(&app, "throttle");
        let tries: Vec<_> = windows
            .iter_mut()
            .zip(&page)
            .enumerate()
            .map(|(n, (one, page))| {
                let code = &codes[n % 3];
                scope.spawn(move || {
                    let new = format!("{NEW_PASSPHRASE} {n}");
                    let typed = [
                        ("passphrase", PASSPHRASE),
                        ("code", code.as_str()),
                        ("new_passphrase", &*new),
                        ("new_passphrase_confirm", &*new),
                    ];
                    one.browser.submit("/account/passphrase", page, &typed).status
                })
            })
            .collect();
        held.is_waited_for_by(&app, 6);
        held.release(&app);
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let won: Vec<usize> = (0..6).filter(|n| statuses[*n] == 303).collect();
    assert_eq!(won.len(), 1, "{statuses:?}");
    // Or that they were too many at once.
    assert!(statuses.iter().all(|status| [303, 409, 422].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&409), "who was not second with a code is told that another was first: {statuses:?}");
    ada.passphrase = format!("{NEW_PASSPHRASE} {}", won[0]);
    // Beyond the latest of the three codes.
    app.clock.advance(Duration::seconds(60));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!((app.count("way_in"), app.count("factor")), (1, 1));
}

// An account from before a profile named the identifier is completed at the next sign-in.
#[test]
fn the_profile_says_what_the_person_signs_in_with() {
    let app = spawn();
    let mut ada = enrol(&app, "Ada@Example.org");
    assert_eq!(ada.known(&app).identifier.expose(), "ada@example.org");
    let mut before = open_vault(&app, &ada);
    before.profile.identifier = SecretText::default();
    before.write(&app);
    let refused = ada.change_passphrase(&app, NEW_PASSPHRASE);
    assert!(refused.status == 409 && refused.body.contains("Sign in once more first"), "{}", refused.body);
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(ada.known(&app).identifier.expose(), "ada@example.org");
    assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 303);
}
