//! Computers that people share: who goes away leaves nothing that opens, and nothing that says who it was.

use super::{app, minutes};
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::held::Held;
use crate::support::person::{Person, enrol, enrol_as};
use crate::support::sp::Sp;
use crate::ways::halfway::FAILPOINTS;
use time::Duration;

pub(super) const SESSION: &str = "senza_session";
pub(super) const LOCKED: &str = "senza_locked";

/// A ward's computer locks itself after five minutes. The clock moves only when told to.
pub(super) fn ward() -> TestApp {
    app(720)
}

/// Signs in with a browser, at a computer that others use too.
pub(super) fn sign_in_shared(app: &TestApp, person: &Person, browser: &mut Browser) -> Page {
    let page = browser.get("/login");
    let code = person.next_code(app);
    let typed =
        [("identifier", &*person.identifier), ("passphrase", &*person.passphrase), ("code", &*code), ("shared", "yes")];
    browser.submit("/login", &page, &typed)
}

/// Ada, signed in at the ward's computer.
pub(super) fn ada_at_the_ward(app: &TestApp) -> Person {
    let mut ada = enrol_as(app, "ada.lovelace@example.org", false, &[("displayName", "Augusta Ada King")]);
    app.sql("delete from session");
    ada.browser = Browser::new(&app.base);
    let mut browser = Browser::new(&app.base);
    assert_eq!(sign_in_shared(app, &ada, &mut browser).status, 303);
    ada.browser = browser;
    ada
}

pub(super) fn press_lock(person: &mut Person) {
    assert_eq!(person.browser.post("/lock", &[]).location().as_deref(), Some("/locked"));
}

fn come_back(browser: &mut Browser, passphrase: &str, code: &str) -> Page {
    let page = browser.get("/locked");
    assert_eq!(page.status, 200, "{}", page.body);
    browser.submit("/locked", &page, &[("passphrase", passphrase), ("code", code)])
}

fn back(app: &TestApp, person: &mut Person) -> Page {
    let (code, passphrase) = (person.next_code(app), person.passphrase.clone());
    come_back(&mut person.browser, &passphrase, &code)
}

fn sealed(app: &TestApp) -> Vec<u8> {
    app.block_on(sqlx::query_scalar("select sealed from session").fetch_one(&app.parts.pool)).unwrap()
}

fn put_back(app: &TestApp, octets: &[u8]) {
    let query = sqlx::query("update session set sealed = $1").bind(octets.to_vec());
    app.block_on(query.execute(&app.parts.pool)).unwrap();
}

pub(super) fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

// Threat: a nurse leaves the computer, and somebody sits down at it.
#[test]
fn it_locks_itself_and_only_the_same_person_comes_back() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    let mut home = ada.elsewhere(&app);
    assert!(ada.is_signed_in());
    minutes(&app, 5);
    assert!(home.is_signed_in(), "control: a computer of her own does not");
    // Whatever page is asked for leads there.
    let asked = ada.browser.get("/account");
    let page = ada.browser.follow(asked);
    assert!(page.body.contains("<h1>Locked</h1>"), "{}", page.body);
    assert!(ada.browser.cookie(SESSION).is_none() && ada.browser.cookie(LOCKED).is_some());
    assert!(!ada.is_signed_in());
    assert_eq!(back(&app, &mut ada).location().as_deref(), Some("/portal"));
    assert!(ada.is_signed_in() && ada.browser.cookie(LOCKED).is_none());
    assert_eq!((audited(&app, "session locked"), audited(&app, "session unlocked")), (1, 1));
    assert!(ada.browser.get("/account/activity").body.contains("You came back to a locked session"));
}

// Threat: whoever stands at a locked computer tries their own passphrase, or another's.
#[test]
fn nobody_else_comes_back() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    let bob = enrol(&app, "bob@example.org");
    press_lock(&mut ada);
    let refused = |page: Page| page.status == 403 && page.text_of("refused").is_some();
    let code = bob.next_code(&app);
    assert!(refused(come_back(&mut ada.browser, "brass kettle sings at noon", &code)));
    assert!(refused(come_back(&mut ada.browser, &bob.passphrase.clone(), &bob.next_code(&app))), "Bob's own code");
    assert!(refused(come_back(&mut ada.browser, "", "")));
    let used = ada.next_code(&app);
    let passphrase = ada.passphrase.clone();
    assert_eq!(come_back(&mut ada.browser, &passphrase, &used).status, 303, "control: Ada's");
    press_lock(&mut ada);
    assert!(refused(come_back(&mut ada.browser, &passphrase, &used)), "a code serves once");
}

// Threat: somebody copied the cookie of the session before it was locked, or copies the one of after.
#[test]
fn a_copy_of_the_cookie_opens_nothing_once_it_is_locked() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    let stolen = ada.browser.cookie(SESSION).unwrap().to_owned();
    let mut thief = Browser::new(&app.base);
    thief.set_cookie(SESSION, &stolen);
    assert_eq!(thief.get("/portal").status, 200, "control: before");
    let before = sealed(&app);
    press_lock(&mut ada);
    assert_eq!(thief.get("/portal").location().as_deref(), Some("/login"));
    // The cookie of after leads to the lock alone, in either cookie's place.
    let locked = ada.browser.cookie(LOCKED).unwrap().to_owned();
    for (name, value) in [(SESSION, &locked), (LOCKED, &stolen), (LOCKED, &locked)] {
        let mut thief = Browser::new(&app.base);
        thief.set_cookie(name, value);
        assert_eq!(thief.get("/portal").location().as_deref(), Some("/login"), "{name}");
        assert_eq!(thief.get("/account/export").location().as_deref(), Some("/login"), "{name}");
    }
    // Who writes to the database as well has it until the limit is over, and not a minute longer.
    let after = sealed(&app);
    put_back(&app, &before);
    assert_eq!(thief.get("/portal").status, 200, "control: the row of before, and its cookie");
    put_back(&app, &before);
    minutes(&app, 5);
    assert_ne!(thief.get("/portal").status, 200);
    put_back(&app, &after);
    assert_eq!(back(&app, &mut ada).status, 303);
}

// Threat: a request that was under way when the computer was locked undoes it.
#[test]
fn what_was_read_before_the_lock_is_not_written_after_it() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    minutes(&app, 1);
    let before = sealed(&app);
    press_lock(&mut ada);
    let locked = sealed(&app);
    let written = app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let hash: Vec<u8> = sqlx::query_scalar("select id_hash from session where sealed = $1")
            .bind(&locked)
            .fetch_one(&mut *db)
            .await
            .unwrap();
        let hash: [u8; 32] = hash.try_into().unwrap();
        let late = senza::db::session::update_read(&mut db, &hash, &before, b"late").await.unwrap();
        (late, senza::db::session::update_read(&mut db, &hash, &locked, &locked).await.unwrap())
    });
    assert_eq!(written, (false, true), "a late one, and the control");
    assert_eq!(sealed(&app), locked);
}

// Threat: what takes long, and was begun before its owner locked the computer and went away, opens it again for whoever sits down.
#[test]
fn a_change_that_was_under_way_does_not_undo_a_lock() {
    for locks in [true, false] {
        let app = ward();
        let mut ada = ada_at_the_ward(&app);
        let page = ada.browser.get("/account/passphrase");
        let mut other_tab = ada.browser.here_alone();
        let code = ada.next_code(&app);
        let new = "quiet harbour under seven lamps";
        let typed = [
            ("passphrase", &*ada.passphrase),
            ("code", &*code),
            ("new_passphrase", new),
            ("new_passphrase_confirm", new),
        ];
        let changed = std::thread::scope(|scope| {
            let held = Held::table(&app, "throttle");
            let changing = scope.spawn(|| ada.browser.submit("/account/passphrase", &page, &typed));
            held.is_waited_for(&app);
            if locks {
                assert_eq!(other_tab.post("/lock", &[]).location().as_deref(), Some("/locked"));
            }
            let meanwhile = sealed(&app);
            held.release(&app);
            (changing.join().unwrap(), meanwhile)
        });
        let (answer, meanwhile) = changed;
        if locks {
            assert_ne!(answer.status, 303, "it is told that it was not done: {}", answer.body);
            assert_eq!(sealed(&app), meanwhile, "it is locked still");
            assert!(!ada.is_signed_in());
            let refused = come_back(&mut other_tab, new, &ada.next_code(&app)).status;
            assert_eq!(refused, 403, "nothing of the change is there");
            assert_eq!(come_back(&mut other_tab, &ada.passphrase, &ada.next_code(&app)).status, 303);
        } else {
            assert_eq!(answer.status, 303, "control: {}", answer.body);
            assert!(ada.is_signed_in());
        }
    }
}

// Threat: the next person at the computer learns who was there before.
#[test]
fn no_page_and_no_cookie_says_who_was_there() {
    let app = ward();
    let sp = Sp::new("portal").told(&["displayName"]).leaving_by(&["Redirect"]).register(&app);
    let mut ada = ada_at_the_ward(&app);
    assert!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).is_success());
    assert!(ada.browser.get("/account").body.contains("ada.lovelace"), "control: her own page does");
    press_lock(&mut ada);
    let lock = ada.browser.get("/locked");
    let refused = come_back(&mut ada.browser, "brass kettle sings at noon", "000000");
    let leaving = ada.browser.submit("/locked/leave", &lock, &[]);
    let told = ada.browser.follow(leaving.clone());
    assert!(told.body.contains("portal"), "the application is told: {}", told.body);
    let login = ada.browser.get("/login");
    assert!(login.body.contains("name=\"shared\" value=\"yes\" checked"), "{}", login.body);
    assert!(login.body.contains("autocomplete=\"off\" autocapitalize"), "the browser is not to offer names");
    for page in [&lock, &refused, &leaving, &told, &login] {
        for word in ["lovelace", "Augusta"] {
            assert!(!page.body.contains(word), "{word}: {}", page.body);
        }
    }
    assert!(ada.browser.cookie(SESSION).is_none() && ada.browser.cookie(LOCKED).is_none());
    for cookie in ["senza_known", "senza_shared", "senza_form"] {
        let value = ada.browser.cookie(cookie).unwrap_or_default();
        assert!(!value.contains("ada"), "{cookie}");
    }
    assert_eq!(app.count("session"), 0);
    // And the next one signs in, as herself, at the same computer.
    let bea = enrol(&app, "bea@example.org");
    assert_eq!(sign_in_shared(&app, &bea, &mut ada.browser).status, 303);
    assert!(ada.browser.get("/account").body.contains("bea@example.org"));
}

#[test]
fn somebody_else_ends_the_session_and_signs_in() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    let home = ada.elsewhere(&app);
    press_lock(&mut ada);
    assert_eq!(app.count("session"), 2);
    let page = ada.browser.get("/locked");
    assert_eq!(ada.browser.post("/locked/leave", &[]).status, 400, "a form from elsewhere");
    assert_eq!(ada.browser.submit("/locked/leave", &page, &[]).location().as_deref(), Some("/login"));
    assert_eq!(app.count("session"), 1);
    assert_eq!(ada.browser.get("/locked").location().as_deref(), Some("/login"));
    let mut home = home;
    assert!(home.is_signed_in(), "control: hers elsewhere goes on");
}

// The pending sign-on is kept, and goes on as the person who came back.
#[test]
fn a_sign_on_leads_to_the_lock_and_then_on() {
    let app = ward();
    let sp = Sp::new("portal").register(&app);
    let mut ada = ada_at_the_ward(&app);
    let index = |page: &Page| Answer::of(page).attribute("AuthnStatement", "SessionIndex");
    let first = index(&ada.browser.get(&sp.request(&app).unsigned()));
    minutes(&app, 6);
    let asked = ada.browser.get(&sp.request(&app).unsigned());
    let page = ada.browser.follow(asked);
    assert!(page.body.contains("<h1>Locked</h1>") && page.body.contains("is waiting"), "{}", page.body);
    let (code, passphrase) = (ada.next_code(&app), ada.passphrase.clone());
    let done = ada.browser.submit("/locked", &page, &[("passphrase", &passphrase), ("code", &code)]);
    let answered = ada.browser.follow(done);
    assert!(Answer::of(&answered).is_success());
    assert_eq!(index(&answered), first, "the application knows the session as before");
    press_lock(&mut ada);
    let passive = sp.request(&app).with("IsPassive", "true").unsigned();
    assert!(!Answer::of(&ada.browser.get(&passive)).is_success(), "locked, nobody is signed in");
}

// Threat: coming back again and again makes a session last for ever.
#[test]
fn coming_back_does_not_make_it_last_longer() {
    let mut options = Options::default();
    options.policy.limits = senza::domain::Limits::new(60, 60, 5).unwrap();
    let app = spawn_with(options);
    app.clock.stop();
    let mut ada = ada_at_the_ward(&app);
    for _ in 0..10 {
        minutes(&app, 5);
        assert_eq!(ada.browser.get("/locked").location().as_deref(), Some("/locked"));
        assert_eq!(back(&app, &mut ada).status, 303);
    }
    minutes(&app, 4);
    assert_eq!(ada.browser.get("/portal").status, 200, "control: 59 minutes at the latest");
    press_lock(&mut ada);
    app.clock.advance(Duration::minutes(2));
    assert_eq!(ada.browser.get("/locked").location().as_deref(), Some("/login"));
    assert!(!ada.is_signed_in());
}

// Without a script, a header leads to the lock; looking at that page keeps nothing alive.
#[test]
fn each_page_covers_itself_and_a_covered_one_keeps_nothing_alive() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    for path in ["/portal", "/account", "/account/activity", "/account/passphrase", "/logout"] {
        let page = ada.browser.get(path);
        assert_eq!(page.header("refresh"), Some("301; url=/locked"), "{path}");
        assert!(path == "/logout" || page.body.contains("id=\"lock\"") && page.body.contains("data-seconds=\"300\""));
    }
    let answered = ada.browser.get(&Sp::new("portal").register(&app).request(&app).unsigned());
    assert_eq!(answered.header("refresh"), Some("301; url=/locked"), "what is on its way to an application");
    minutes(&app, 3);
    let covered = ada.browser.get("/locked");
    assert!(covered.body.contains("<h1>Covered</h1>"), "{}", covered.body);
    let seconds: i64 = covered.header("refresh").unwrap().split(';').next().unwrap().parse().unwrap();
    assert!((90..=121).contains(&seconds), "{seconds}");
    minutes(&app, 2);
    assert_eq!(ada.browser.get("/locked").location().as_deref(), Some("/locked"), "it was looked at, and not used");
    let mut home = enrol(&app, "bob@example.org");
    let page = home.browser.get("/portal");
    assert!(page.header("refresh").is_none() && !page.body.contains("id=\"lock\""), "control: a computer of one's own");
    assert_eq!(home.browser.post("/lock", &[]).location().as_deref(), Some("/login"), "and has nothing to lock");
    assert!(home.is_signed_in());
}

#[test]
fn revoked_while_away_is_signed_out() {
    let app = ward();
    let mut ada = ada_at_the_ward(&app);
    press_lock(&mut ada);
    assert_eq!(ada.browser.get("/locked").status, 200, "control");
    app.sql("update account set state = 'frozen'");
    assert_eq!(ada.browser.get("/locked").location().as_deref(), Some("/login"));
}

/// Fails at each statement until it goes through; how many times it failed.
fn fail_everywhere(app: &TestApp, cuts: bool, mut send: impl FnMut() -> Page) -> u32 {
    for at in 1..40 {
        let before = sealed(app);
        app.sql(&format!(
            "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
        ));
        let done = send();
        app.sql("update test_failpoint set at = 0");
        if done.status == 303 && sealed(app) != before {
            return at - 1;
        }
        assert!(done.status >= 500 && sealed(app) == before, "{at}: half done, {} {}", done.status, done.body);
    }
    panic!("it never went through");
}

#[test]
fn a_lock_and_a_return_are_whole_or_not_at_all() {
    for cuts in [false, true] {
        let app = ward();
        let mut ada = ada_at_the_ward(&app);
        assert!(ada.is_signed_in());
        app.sql(FAILPOINTS);
        let locking = fail_everywhere(&app, cuts, || ada.browser.post("/lock", &[]));
        let page = ada.browser.get("/locked");
        let returning = fail_everywhere(&app, cuts, || {
            let (code, passphrase) = (ada.next_code(&app), ada.passphrase.clone());
            ada.browser.submit("/locked", &page, &[("passphrase", &passphrase), ("code", &code)])
        });
        println!("{locking} and {returning} failpoints, cuts {cuts}: nothing half done");
        assert!(locking >= 1 && returning >= 3 && ada.is_signed_in());
    }
}
