//! Recovery by kit: everything as it was, but for what was lost; and no other use of a kit.

use super::{NEW_PASSPHRASE, audited, pairwise_ids, two_portals};
use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::person::{PASSPHRASE, enrol, enrol_as};
use crate::support::ways::{open_vault, recover, renew, type_kit};

#[test]
fn a_kit_brings_back_the_same_person_with_new_factors() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol_as(&app, "ada@example.org", true, &[("mail", "ada@example.org")]);
    let ids = pairwise_ids(&app, &portals, &mut ada);
    let kit = ada.make_kit(&app);
    let before = open_vault(&app, &ada);
    let mut other = ada.elsewhere(&app);
    // However it is typed.
    let typed = kit.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l").replace('V', "u");
    let mut back = recover(&app, "ada@example.org", &typed, NEW_PASSPHRASE);
    assert_eq!(pairwise_ids(&app, &portals, &mut back), ids);
    assert_eq!(back.browser.get("/admin").status, 200, "roles are as they were");
    let known = back.known(&app);
    assert_eq!((known.root_epoch, known.data_generations, known.ways.len(), known.factors), (1, 1, 1, 1));
    let after = open_vault(&app, &back);
    assert_eq!(after.profile.identity_seed, before.profile.identity_seed);
    assert_eq!(after.profile.data_seeds, before.profile.data_seeds, "the same keys");
    assert_eq!(after.root.key, before.root.key);
    assert!(back.browser.get("/account/kit?recovered=1").body.contains("You are back"));
    // What was lost is worth nothing, wherever it turns up.
    assert!(!ada.is_signed_in() && !other.is_signed_in());
    assert_eq!(ada.sign_in(&app).status, 403);
    ada.passphrase = NEW_PASSPHRASE.to_owned();
    assert_eq!(ada.sign_in(&app).status, 403, "the new passphrase with the lost phone");
    assert_eq!(type_kit(&app, &kit).1.status, 403, "used, it is used up");
    assert_eq!(back.sign_in(&app).status, 303, "control: both new ones serve");
    assert_eq!(back.make_kit(&app).len(), 44, "and a new kit can be made");
    assert_eq!((audited(&app, "recovered"), audited(&app, "recovery refused")), (1, 1));
}

// Threat: whoever finds a kit is signed on somewhere by it.
#[test]
fn a_kit_asserts_nothing_until_new_factors_exist() {
    let app = spawn();
    let portals = two_portals(&app);
    let mut ada = enrol_as(&app, "ada@example.org", true, &[]);
    let kit = ada.make_kit(&app);
    let (mut browser, accepted) = type_kit(&app, &kit);
    let token = accepted.location().unwrap().split("page=").nth(1).unwrap().to_owned();
    assert!(browser.cookie("senza_session").is_none(), "no session");
    for path in ["/portal", "/account", "/admin", "/account/export"] {
        assert_eq!(browser.get(path).location().as_deref(), Some("/login"), "{path}");
        // Nor does its token serve as a session's cookie.
        browser.set_cookie("senza_session", &token);
        assert_eq!(browser.get(path).location().as_deref(), Some("/login"), "{path}");
    }
    let asked = browser.get(&portals[0].request(&app).unsigned());
    assert!(Answer::read(&asked).is_none() && asked.location().unwrap().starts_with("/login"), "{asked:?}");
    assert_eq!(browser.get(&format!("/login?attempt={token}")).status, 303, "nor as a first step");
    let page = browser.get(&format!("/recover/renew?page={token}"));
    assert_eq!(renew(&app, &mut browser, &page, NEW_PASSPHRASE).1.status, 303, "control");
    assert!(Answer::of(&browser.get(&portals[0].request(&app).unsigned())).is_success(), "control");
}

#[test]
fn one_wrong_character_is_told_without_asking_the_database() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let statements = |app: &crate::support::app::TestApp| {
        let query = "select sum(calls)::bigint from (select count(*) as calls from audit) t";
        app.block_on(sqlx::query_scalar::<_, Option<i64>>(query).fetch_one(&app.parts.pool)).unwrap()
    };
    let before = statements(&app);
    // The database is away for it: the table that a kit is looked up in is gone.
    app.sql("alter table way_in rename to way_in_away");
    for (typed, told) in [
        (replaced(&kit, 0), "not as it is printed"),
        (replaced(&kit, 20), "not as it is printed"),
        (replaced(&kit, 43), "not as it is printed"),
        (kit[..43].to_owned(), "36 letters and digits; these are 35"),
        ("????".to_owned(), "letters and digits only"),
        (String::new(), "these are 0"),
    ] {
        let answer = type_kit(&app, &typed).1;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.text_of("fault").unwrap().contains(told), "{}", answer.body);
        assert!(typed.is_empty() || !answer.body.contains(&typed), "it is not written back into a page");
    }
    assert_eq!(type_kit(&app, &kit).1.status, 500, "control: one that could be right is looked up");
    assert_eq!(statements(&app), before, "and none of it is audited");
    app.sql("alter table way_in_away rename to way_in");
    assert_eq!(type_kit(&app, &kit).1.status, 303, "control");
}

/// Another character at this place.
fn replaced(kit: &str, at: usize) -> String {
    let mut characters: Vec<char> = kit.chars().collect();
    characters[at] = if characters[at] == '7' { '8' } else { '7' };
    characters.into_iter().collect()
}

// Threat: a stranger learns from an answer whose kit it was, or that it once was one.
#[test]
fn unknown_used_replaced_and_revoked_get_the_same_page() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let used = ada.make_kit(&app);
    let mut ada = recover(&app, "ada@example.org", &used, NEW_PASSPHRASE);
    let replaced = ada.make_kit(&app);
    ada.make_kit(&app);
    let mut bob = enrol(&app, "bob@example.org");
    let revoked = bob.make_kit(&app);
    assert_eq!(type_kit(&app, &revoked).1.status, 303, "control: until he is revoked");
    let bob = senza::domain::Identifier::parse("bob@example.org").unwrap();
    app.block_on(senza::sign_in::revocation::revoke(&app.parts, &bob, "test")).unwrap();
    let unknown = "0000-0000-0000-0000-0000-0000-0000-0000-0000";
    let pages: Vec<_> = [unknown, &used, &replaced, &revoked]
        .into_iter()
        .map(|kit| {
            let page = type_kit(&app, kit).1;
            let mut body = page.body.replace(page.header("x-request-id").unwrap(), "[request]");
            body = body.replace(&page.hidden("form_token").unwrap(), "[token]");
            let mut headers: Vec<_> = page
                .headers
                .iter()
                .filter(|(name, _)| name != "date")
                .map(|(name, value)| (name.clone(), value.len()))
                .collect();
            headers.sort();
            (page.status, headers, body)
        })
        .collect();
    assert_eq!(pages[0].0, 403);
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
}

#[test]
fn who_is_revoked_while_recovering_does_not_come_back() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let (mut browser, accepted) = type_kit(&app, &kit);
    let page = browser.get(&accepted.location().unwrap());
    let identifier = senza::domain::Identifier::parse("ada@example.org").unwrap();
    app.block_on(senza::sign_in::revocation::revoke(&app.parts, &identifier, "test")).unwrap();
    assert_eq!(renew(&app, &mut browser, &page, NEW_PASSPHRASE).1.status, 409);
    assert_eq!(app.count("session"), 0);
}

#[test]
fn of_two_recoveries_with_one_kit_one_goes_on() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let mut tries: Vec<_> = (0..4)
        .map(|_| {
            let (mut browser, accepted) = type_kit(&app, &kit);
            let page = browser.get(&accepted.location().unwrap());
            (browser, page)
        })
        .collect();
    // One page sent twice, and pages of others, all at once.
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = tries
            .iter_mut()
            .map(|(browser, page)| {
                let app = &app;
                scope.spawn(move || renew(app, browser, page, NEW_PASSPHRASE).1.status)
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 409, 410].contains(status)), "{statuses:?}");
    assert_eq!((app.count("way_in"), app.count("factor"), app.count("session")), (1, 1, 1));
}

#[test]
fn what_has_to_be_mended_is_told_and_the_kit_stays_good() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let (mut browser, accepted) = type_kit(&app, &kit);
    let page = browser.get(&accepted.location().unwrap());
    assert!(page.body.contains("ada@example.org"), "the identifier is kept, and need not be known by heart");
    let short = renew(&app, &mut browser, &page, "short").1;
    assert!(short.status == 422 && short.body.contains("too short"), "{}", short.body);
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", "000000")];
    let wrong = browser.submit("/recover/renew", &page, &typed);
    assert!(wrong.status == 422 && wrong.body.contains("does not fit"), "{}", wrong.body);
    assert!(ada.is_signed_in(), "nothing was changed");
    let done = renew(&app, &mut browser, &wrong, PASSPHRASE).1;
    assert_eq!(done.status, 303, "{}", done.body);
}
