//! A session that is too weak, or whose factors are too old: its owner proves what is missing and nothing else, and is signed
//! on; or the portal hears NoAuthnContext.

use super::wishes::{MFA, PASSWORD, asking_for};
use super::{code, location};
use crate::passkeys::alone::{add_alone, alone};
use crate::support::answer::Answer;
use crate::support::app::{Options as AppOptions, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol, enrol_as};
use crate::support::sp::{Sp, percent};
use crate::support::ways::recover;
use senza::domain::Clock;
use senza::saml::Class;
use senza::sign_in::throttle::ThrottlePolicy;
use time::Duration;

const NEW: &str = "another sentence of seven quiet words";

/// Ada after she came back by her kit: a session in which the kit alone was proved.
fn recovered(app: &TestApp) -> Person {
    let kit = enrol(app, "ada@example.org").make_kit(app);
    let back = recover(app, "ada@example.org", &kit, NEW);
    app.clock.advance(Duration::seconds(30));
    back
}

/// The page on which something is asked for, and where its form goes.
fn asked(person: &mut Person, path: &str) -> (Page, String) {
    let sent = person.browser.get(path);
    let to = location(&sent);
    assert!(to.starts_with("/step-up?sign_on="), "{to}");
    let page = person.browser.get(&to);
    assert_eq!(page.status, 200, "{}", page.body);
    (page, to)
}

/// Which fields a page has.
fn fields(page: &Page) -> (bool, bool) {
    assert!(!page.body.contains("name=\"identifier\""), "who it is is known");
    (page.body.contains("name=\"passphrase\""), page.body.contains("name=\"code\""))
}

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

fn instant_of(answer: &Answer) -> String {
    answer.attribute("AuthnStatement", "AuthnInstant").unwrap()
}

// Threat: whoever holds a printed kit is asserted to have proved two factors. REFEDS MFA §4.2: independence "includes processes to
// recover, replace, or add authentication factors".
#[test]
fn who_came_back_by_a_kit_is_no_two_factors_until_both_were_proved() {
    let app = spawn();
    let mut ada = recovered(&app);
    let portal = Sp::new("portal").named("Charts & more").register(&app);
    let open = Answer::of(&ada.browser.get(&portal.request(&app).unsigned()));
    assert_eq!(open.text("AuthnContextClassRef"), Class::Unspecified.uri(), "where nothing is asked, what is true");
    let before = ada.browser.cookie("senza_session").unwrap().to_owned();
    let request = asking_for(portal.request(&app), "", &[MFA]);
    let (page, at) = asked(&mut ada, &request.unsigned_with("/charts"));
    assert_eq!(fields(&page), (true, true));
    assert!(page.body.contains("Charts &#38; more asks for passphrase and code"), "{}", page.body);
    let around = ada.browser.get(&at.replace("/step-up", "/saml/continue"));
    assert!(location(&around).starts_with("/step-up?"), "no way round");
    app.clock.advance(Duration::minutes(3));
    let now = crate::support::sp::instant(app.clock.now() + Duration::seconds(30));
    let proved = ada.send(&app, "/step-up", &page, &[]);
    let answer = Answer::of(&ada.browser.follow(proved));
    assert!(answer.is_success());
    assert_eq!((answer.text("AuthnContextClassRef"), answer.relay_state.as_deref()), (MFA.to_owned(), Some("/charts")));
    assert!(instant_of(&answer) >= now, "of both: {} {now}", instant_of(&answer));
    assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    // Every privilege change rotates the session: a cookie that was copied before is none.
    let after = ada.browser.cookie("senza_session").unwrap().to_owned();
    assert_ne!(before, after);
    let mut thief = Browser::new(&app.base);
    thief.set_cookie("senza_session", &before);
    assert_eq!(thief.get("/portal").status, 303, "the cookie of before opens nothing");
    assert!(ada.is_signed_in());
    // Same session: whoever was told of it is told of its end.
    assert_eq!(app.count("session"), 1);
    let again = asking_for(portal.request(&app), "", &[MFA]);
    assert!(Answer::of(&ada.browser.get(&again.unsigned())).is_success(), "once is enough");
    assert_eq!((audited(&app, "stepped up"), audited(&app, "step-up refused")), (1, 0));
}

#[test]
fn who_goes_back_without_it_is_refused_at_the_registered_endpoint() {
    let app = spawn();
    let mut ada = recovered(&app);
    let portal = Sp::new("portal").register(&app);
    let request = asking_for(portal.request(&app), "", &[MFA]);
    let (page, at) = asked(&mut ada, &request.unsigned_with("state"));
    let answer = Answer::of(&ada.browser.submit("/step-up", &page, &[("decline", "yes")]));
    assert_eq!((answer.status(), answer.assertion.as_deref()), (code("Responder", "NoAuthnContext"), None));
    assert_eq!((answer.action.as_str(), answer.relay_state.as_deref()), (portal.default_acs(), Some("state")));
    assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    assert!(ada.is_signed_in(), "and stays signed in");
    assert!(ada.browser.get(&at).status >= 400, "it waits no more");
}

// Threat: a code is used twice; and which of two things was wrong is told.
#[test]
fn what_is_wrong_is_refused_alike_and_a_code_serves_once() {
    let app = spawn();
    let mut ada = recovered(&app);
    let portal = Sp::new("portal").register(&app);
    let (page, _) = asked(&mut ada, &asking_for(portal.request(&app), "", &[MFA]).unsigned());
    let mut refusals = Vec::new();
    let used = ada.next_code(&app);
    let passphrase = ada.passphrase.clone();
    for (passphrase, code) in
        [("wrong words altogether", &*used), (&passphrase, "000000"), (&passphrase, ""), ("", &used)]
    {
        let refused = ada.browser.submit("/step-up", &page, &[("passphrase", passphrase), ("code", code)]);
        assert_eq!(refused.status, 403);
        refusals.push(refused.body.split("Request <code>").next().unwrap().to_owned());
    }
    assert!(refusals.iter().all(|page| *page == refusals[0]), "{refusals:#?}");
    // The code was not used up by a wrong passphrase, as at the sign-in.
    let right = [("passphrase", &*passphrase), ("code", &*used)];
    assert_eq!(ada.browser.submit("/step-up", &page, &right).status, 303);
    assert_eq!((audited(&app, "stepped up"), audited(&app, "step-up refused")), (1, 4));
    // One with which she signed in elsewhere is used.
    let fresh = Sp::new("fresh").having(|sp| sp.options.fresh_within = Some(10)).register(&app);
    app.clock.advance(Duration::minutes(11));
    let (page, _) = asked(&mut ada, &asking_for(fresh.request(&app), "", &[MFA]).unsigned());
    let used = ada.next_code(&app);
    let mut elsewhere = Browser::new(&app.base);
    let form = elsewhere.get("/login");
    let typed = [("identifier", &*ada.identifier), ("passphrase", &*passphrase), ("code", &*used)];
    assert_eq!(elsewhere.submit("/login", &form, &typed).status, 303);
    let typed = [("passphrase", &*passphrase), ("code", &*used)];
    assert_eq!(ada.browser.submit("/step-up", &page, &typed).status, 403, "it was used");
    assert_eq!(ada.send(&app, "/step-up", &page, &[]).status, 303, "control: another one is not");
}

// Threat: whoever sits down at a session that was left open, or copied its cookie, tries passphrases, and is told when one is right.
#[test]
fn nobody_is_told_of_a_passphrase_alone() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add_alone(&app, &mut ada, "Phone");
    let portal = Sp::new("portal").register(&app);
    let mut open = alone(&app, &mut key).0;
    let sent = open.get(&asking_for(portal.request(&app), "", &[PASSWORD]).unsigned());
    let page = open.get(&location(&sent));
    assert_eq!(fields(&page), (true, true), "the passphrase is what is missing; a code is asked for with it");
    let code = ada.next_code(&app);
    let mut told = Vec::new();
    for (passphrase, code) in
        [(&*ada.passphrase, ""), (&*ada.passphrase, "000000"), ("a guess", ""), ("a guess", &*code)]
    {
        let refused = open.submit("/step-up", &page, &[("passphrase", passphrase), ("code", code)]);
        assert_eq!(refused.status, 403, "{passphrase} {code}");
        told.push(refused.body.split("Request <code>").next().unwrap().to_owned());
    }
    assert_eq!(
        open.submit("/step-up", &page, &[("passphrase", &ada.passphrase)]).status,
        403,
        "with no such field either"
    );
    told.dedup();
    assert_eq!(told.len(), 1, "{told:#?}");
    let typed = [("passphrase", &*ada.passphrase), ("code", &*code)];
    let proved = open.submit("/step-up", &page, &typed);
    let answer = Answer::of(&open.follow(proved));
    assert_eq!(answer.text("AuthnContextClassRef"), PASSWORD, "control: both are heard");
}

#[test]
fn stale_factors_are_asked_for() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let fresh = Sp::new("fresh").having(|sp| sp.options.fresh_within = Some(30)).register(&app);
    let portal = Sp::new("portal").register(&app);
    let asking = |sp: &Sp, class: &str| asking_for(sp.request(&app), "", &[class]).unsigned();
    let first = Answer::of(&ada.browser.get(&asking(&fresh, MFA)));
    assert!(first.is_success(), "a session that has just begun is fresh");
    app.clock.advance(Duration::minutes(40));
    assert_eq!(instant_of(&Answer::of(&ada.browser.get(&asking(&portal, MFA)))), instant_of(&first), "control");
    let (page, _) = asked(&mut ada, &asking(&fresh, PASSWORD));
    assert_eq!(fields(&page), (true, true));
    let wrong = ada.browser.submit(
        "/step-up",
        &page,
        &[("passphrase", "not this one, surely"), ("code", &app.code(&ada.seed))],
    );
    assert_eq!(wrong.status, 403, "a code serves in no other's place");
    let proved = ada.send(&app, "/step-up", &page, &[]);
    let by_passphrase = Answer::of(&ada.browser.follow(proved));
    assert_eq!(by_passphrase.text("AuthnContextClassRef"), PASSWORD);
    assert!(instant_of(&by_passphrase) > instant_of(&first));
    // Both are as fresh now.
    app.clock.advance(Duration::minutes(10));
    let both = Answer::of(&ada.browser.get(&asking(&fresh, MFA)));
    // REFEDS MFA §5.1.2.1: "the earliest time at which the user was authenticated with any of the factors used".
    assert_eq!((both.text("AuthnContextClassRef"), instant_of(&both)), (MFA.to_owned(), instant_of(&by_passphrase)));
    // Also where nothing is asked for.
    app.clock.advance(Duration::minutes(25));
    let (page, _) = asked(&mut ada, &fresh.request(&app).unsigned());
    assert_eq!(fields(&page), (true, true), "they are 35 minutes old");
}

#[test]
fn what_nothing_asks_for_is_what_the_operator_chose() {
    let app = spawn();
    let mut ada = recovered(&app);
    let choose = |name: &str, class| Sp::new(name).having(|sp| sp.options.default_context = Some(class)).register(&app);
    let (mfa, password) = (choose("mfa", Class::RefedsMfa), choose("password", Class::PasswordProtectedTransport));
    let path = format!("/saml/init?sp={}", percent(&mfa.entity_id));
    let (page, _) = asked(&mut ada, &path);
    assert_eq!(fields(&page), (true, true), "a sign-on that begins here too");
    let proved = ada.send(&app, "/step-up", &page, &[]);
    let answer = Answer::of(&ada.browser.follow(proved));
    assert_eq!((answer.text("AuthnContextClassRef"), answer.action.as_str()), (MFA.to_owned(), mfa.default_acs()));
    let answer = Answer::of(&ada.browser.get(&password.request(&app).unsigned()));
    assert_eq!(answer.text("AuthnContextClassRef"), PASSWORD, "true of two factors as well");
    let asks = asking_for(password.request(&app), "", &[MFA]);
    assert_eq!(
        Answer::of(&ada.browser.get(&asks.unsigned())).text("AuthnContextClassRef"),
        MFA,
        "who asks is answered"
    );
}

#[test]
fn two_tabs_step_up_side_by_side() {
    let app = spawn();
    let mut ada = recovered(&app);
    let (one, two) = (Sp::new("one").register(&app), Sp::new("two").register(&app));
    let ask = |sp: &Sp, state: &str| asking_for(sp.request(&app), "", &[MFA]).unsigned_with(state);
    let (_, first) = asked(&mut ada, &ask(&one, "first"));
    let (page, _) = asked(&mut ada, &ask(&two, "second"));
    let proved = ada.send(&app, "/step-up", &page, &[]);
    let answer = Answer::of(&ada.browser.follow(proved));
    assert_eq!((answer.text("Audience"), answer.relay_state.as_deref()), (two.entity_id, Some("second")));
    // Nothing is missing any more: the other tab goes on by itself.
    let other = ada.browser.get(&first);
    let answer = Answer::of(&ada.browser.follow(other));
    assert_eq!((answer.text("Audience"), answer.relay_state.as_deref()), (one.entity_id, Some("first")));
    assert_eq!(answer.text("AuthnContextClassRef"), MFA);
}

// Threat: somebody else's session, or none, is made stronger than its owner.
#[test]
fn the_page_is_of_the_session_and_the_sign_on_alone() {
    let app = spawn();
    let mut ada = recovered(&app);
    let mut mallory = enrol_as(&app, "mallory", false, &[]);
    let portal = Sp::new("portal").register(&app);
    let (page, at) = asked(&mut ada, &asking_for(portal.request(&app), "", &[MFA]).unsigned());
    // Who is signed in otherwise goes on as whoever they are; with nobody signed in there is a sign-in.
    assert!(location(&mallory.browser.get(&at)).starts_with("/saml/continue?"));
    assert!(location(&Browser::new(&app.base).get(&at)).starts_with("/login?sign_on="));
    let code = mallory.next_code(&app);
    let typed = [("passphrase", &*mallory.passphrase), ("code", &*code)];
    assert_eq!(ada.browser.submit("/step-up", &page, &typed).status, 403, "another's factors are not hers");
    let forged = [("sign_on", page.hidden("sign_on").unwrap()), ("form_token", "x".to_owned())];
    let forged: Vec<(&str, &str)> = forged.iter().map(|(name, value)| (*name, &**value)).collect();
    assert_eq!(ada.browser.post("/step-up", &forged).status, 400, "a form from elsewhere");
    assert!(ada.browser.get("/step-up").status >= 400 && ada.browser.get("/step-up?sign_on=x").status >= 400);
    // Revoked between page and form.
    app.sql("update account set state = 'revoked'");
    let refused = ada.send(&app, "/step-up", &page, &[]);
    assert_eq!((refused.status, audited(&app, "stepped up")), (303, 0));
    assert!(location(&refused).starts_with("/login?"));
}

// Threat: passphrases and codes are tried one after the other in a session that was left open.
#[test]
fn tries_are_throttled_as_everywhere() {
    let policy = senza::sign_in::Policy {
        throttle: ThrottlePolicy { free: 3, ..ThrottlePolicy::default() },
        ..AppOptions::default().policy
    };
    let app = spawn_with(AppOptions { policy, ..AppOptions::default() });
    let mut ada = enrol(&app, "ada@example.org");
    let fresh = Sp::new("fresh").having(|sp| sp.options.fresh_within = Some(30)).register(&app);
    app.clock.advance(Duration::minutes(40));
    let ask = |class: &str| asking_for(fresh.request(&app), "", &[class]).unsigned();
    let (page, _) = asked(&mut ada, &ask(MFA));
    app.clock.stop();
    let passphrase = ada.passphrase.clone();
    let mut statuses = Vec::new();
    for (passphrase, code) in [(&*passphrase, "000000"), ("a guess", "000000")].into_iter().cycle().take(6) {
        statuses.push(ada.browser.submit("/step-up", &page, &[("passphrase", passphrase), ("code", code)]).status);
    }
    assert!(statuses.starts_with(&[403, 403]) && statuses.ends_with(&[429]), "{statuses:?}");
    let mut right =
        |code: String| ada.browser.submit("/step-up", &page, &[("passphrase", &passphrase), ("code", &code)]).status;
    assert_eq!(right(app.code(&ada.seed)), 429, "also with the right ones");
    app.clock.advance(Duration::minutes(6));
    assert_eq!(right(app.code(&ada.seed)), 303, "control: later they are heard");
}

#[test]
fn a_passive_request_asks_nobody_for_more() {
    let app = spawn();
    let mut ada = recovered(&app);
    let portal = Sp::new("portal").register(&app);
    let request = asking_for(portal.request(&app), "", &[MFA]).with("IsPassive", "true");
    let answer = Answer::of(&ada.browser.get(&request.unsigned_with("state")));
    assert_eq!(answer.status(), code("Responder", "NoPassive"));
    assert_eq!((answer.action.as_str(), answer.relay_state.as_deref()), (portal.default_acs(), Some("state")));
    let open = portal.request(&app).with("IsPassive", "true");
    assert!(Answer::of(&ada.browser.get(&open.unsigned())).is_success(), "control: where nothing is missing");
}

// SAML core §3.3.2.2.1: AuthnContextDeclRef. None is served.
#[test]
fn a_declaration_is_never_met() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let portal = Sp::new("portal").register(&app);
    let declared = "<saml:AuthnContextDeclRef>https://portal.example/our-own</saml:AuthnContextDeclRef>";
    let class = format!("<saml:AuthnContextClassRef>{MFA}</saml:AuthnContextClassRef>");
    for comparison in ["exact", "minimum", "maximum", "better"] {
        for inside in [declared.to_owned(), format!("{class}{declared}")] {
            let wish = format!(
                "<samlp:RequestedAuthnContext Comparison=\"{comparison}\">{inside}</samlp:RequestedAuthnContext>"
            );
            let answer = Answer::of(&ada.browser.get(&portal.request(&app).containing(&wish).unsigned()));
            assert_eq!(answer.status(), code("Responder", "NoAuthnContext"), "{comparison} {inside}");
        }
    }
    let answer = Answer::of(&ada.browser.get(&asking_for(portal.request(&app), "", &[MFA]).unsigned()));
    assert!(answer.is_success(), "control");
}
