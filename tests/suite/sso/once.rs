//! One request, one answer, and the audit row first.

use super::{ada_and_portal, location};
use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person};
use crate::support::sp::{Sp, percent};
use senza::domain::Identifier;
use senza::sign_in::revocation;
use time::Duration;

fn is_refused_as_used(page: &Page) -> bool {
    page.status == 409 && page.body.contains("used before") && Answer::read(page).is_none()
}

#[test]
fn an_answered_request_is_not_answered_again() {
    let (app, mut ada, portal) = ada_and_portal();
    let request = portal.request(&app);
    assert!(Answer::of(&ada.browser.get(&request.unsigned())).is_success());
    for again in [request.unsigned(), request.signed(), request.unsigned_with("other")] {
        assert!(is_refused_as_used(&ada.browser.get(&again)), "{again}");
        assert!(is_refused_as_used(&Browser::new(&app.base).get(&again)), "nor does it wait for anyone");
    }
    let other = Sp::new("other").register(&app);
    let same_id = crate::support::sp::Request { id: request.id, ..other.request(&app) };
    assert!(Answer::of(&ada.browser.get(&same_id.unsigned())).is_success(), "ids are each service provider's own");
    let passive = portal.request(&app).with("IsPassive", "true");
    assert!(Answer::read(&Browser::new(&app.base).get(&passive.unsigned())).is_some());
    assert!(is_refused_as_used(&ada.browser.get(&passive.unsigned())), "an error was an answer too");
}

#[test]
fn a_request_that_waits_at_the_sign_in_is_used() {
    let (app, mut ada, portal) = ada_and_portal();
    let request = portal.request(&app);
    let mut stranger = Browser::new(&app.base);
    let waiting = stranger.get(&request.unsigned());
    assert!(location(&waiting).starts_with("/login"));
    assert!(is_refused_as_used(&ada.browser.get(&request.unsigned())));
    assert!(is_refused_as_used(&stranger.get(&request.unsigned())));
}

#[test]
fn what_waited_is_answered_once() {
    let (app, mut ada, portal) = ada_and_portal();
    ada.browser = Browser::new(&app.base);
    let waiting = ada.browser.get(&portal.request(&app).unsigned());
    let form = ada.browser.follow(waiting);
    let signed_in = ada.fill_in(&app, &form);
    let back = location(&signed_in);
    assert!(Answer::of(&ada.browser.get(&back)).is_success());
    let again = ada.browser.get(&back);
    assert_eq!((again.status, Answer::read(&again).is_none()), (410, true), "{}", again.body);
}

#[test]
fn a_request_that_waited_too_long_is_gone() {
    let (app, mut ada, portal) = ada_and_portal();
    ada.browser = Browser::new(&app.base);
    let waiting = ada.browser.get(&portal.request(&app).unsigned());
    let form = ada.browser.follow(waiting);
    app.clock.advance(Duration::minutes(31));
    let signed_in = ada.fill_in(&app, &form);
    let page = ada.browser.follow(signed_in);
    assert_eq!((page.status, Answer::read(&page).is_none()), (410, true));
}

#[test]
fn of_many_that_arrive_at_once_one_is_answered() {
    let (app, ada, portal) = ada_and_portal();
    let path = portal.request(&app).unsigned();
    let cookie = ada.browser.cookie("senza_session").unwrap();
    let answered: usize = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let mut browser = Browser::new(&app.base);
                browser.set_cookie("senza_session", cookie);
                let path = &path;
                scope.spawn(move || usize::from(Answer::read(&browser.get(path)).is_some()))
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert_eq!(answered, 1);
}

#[test]
fn a_used_request_stays_used_when_the_program_starts_again() {
    let (mut app, mut ada, portal) = ada_and_portal();
    let (answered, waiting, fresh) = (portal.request(&app), portal.request(&app), portal.request(&app));
    assert!(Answer::of(&ada.browser.get(&answered.unsigned())).is_success());
    let mut stranger = Browser::new(&app.base);
    let held = stranger.get(&waiting.unsigned());
    app.restart();
    assert!(is_refused_as_used(&ada.browser.get(&answered.unsigned())));
    assert!(is_refused_as_used(&ada.browser.get(&waiting.unsigned())));
    assert!(
        Answer::of(&ada.browser.get(&fresh.unsigned())).is_success(),
        "control: the session and the portal are known"
    );
    let form = stranger.follow(held);
    ada.browser = stranger;
    let signed_in = ada.fill_in(&app, &form);
    assert!(Answer::of(&ada.browser.follow(signed_in)).is_success(), "what waited goes on after the restart");
}

// The audit row is durable before the response leaves.
#[test]
fn the_audit_row_is_there_when_the_response_leaves() {
    let (app, mut ada, portal) = ada_and_portal();
    let rows = |page: &Page, event: &str| {
        app.count(&format!(
            "audit where event = '{event}' and service_provider = '{}' and request_id = '{}'",
            portal.entity_id,
            page.header("x-request-id").unwrap()
        ))
    };
    let page = ada.browser.get(&portal.request(&app).unsigned());
    assert!(Answer::of(&page).is_success());
    assert_eq!((rows(&page, "signed on"), rows(&page, "sign-on refused")), (1, 0));
    let begun_here = ada.browser.get(&format!("/saml/init?sp={}", percent(&portal.entity_id)));
    assert!(Answer::of(&begun_here).is_success());
    assert_eq!(rows(&begun_here, "signed on"), 1);
    let refused = Browser::new(&app.base).get(&portal.request(&app).with("IsPassive", "1").unsigned());
    assert_eq!((Answer::of(&refused).status().1.as_str(), rows(&refused, "sign-on refused")), ("NoPassive", 1));
}

#[test]
fn without_an_audit_row_no_response_leaves() {
    let (app, mut ada, portal) = ada_and_portal();
    app.sql(
        "create function refuse() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$;
         create trigger refuse before insert on audit for each row execute function refuse()",
    );
    let request = portal.request(&app);
    for path in [request.unsigned(), format!("/saml/init?sp={}", percent(&portal.entity_id))] {
        let page = ada.browser.get(&path);
        assert_eq!((page.status, Answer::read(&page).is_none()), (503, true), "{}", page.body);
        assert!(page.header("retry-after").is_some());
        assert!(!page.body.contains("disk full"));
    }
    app.sql("drop trigger refuse on audit");
    assert!(Answer::of(&ada.browser.get(&request.unsigned())).is_success(), "and it was not used up");
}

fn revoke(app: &TestApp, person: &Person) {
    let identifier = Identifier::parse(&person.identifier).unwrap();
    app.block_on(revocation::revoke(&app.parts, &identifier, "test")).unwrap();
}

#[test]
fn a_revoked_person_is_signed_on_nowhere_also_when_the_sign_on_was_waiting() {
    let (app, mut ada, portal) = ada_and_portal();
    app.clock.advance(Duration::seconds(5));
    let forced = portal.request(&app).with("ForceAuthn", "1");
    let waiting = location(&ada.browser.get(&forced.unsigned()));
    let form = ada.browser.get(&waiting);
    let signed_in = ada.fill_in(&app, &form);
    let back = location(&signed_in);
    revoke(&app, &ada);
    let refused = ada.browser.get(&back);
    assert!(location(&refused).starts_with("/login"), "signed in a moment ago, revoked since");
    let form = ada.browser.follow(refused);
    let (code, passphrase) = (app.code(&ada.seed), PASSPHRASE);
    let typed = [("identifier", &*ada.identifier), ("passphrase", passphrase), ("code", &*code)];
    let page = ada.browser.submit("/login", &form, &typed);
    assert_eq!((page.status, Answer::read(&page).is_none()), (403, true));
    let anew = ada.browser.get(&portal.request(&app).unsigned());
    assert!(location(&anew).starts_with("/login"));
}
