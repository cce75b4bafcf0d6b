//! What an administrator chooses holds at once; whoever writes to the database makes no session longer.

use super::{app, choose, minutes, root};
use crate::again::numbers::{look_into_pages, numbers, of_accounts, sweep_twice};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol};
use crate::support::ways::open_vault;
use crate::ways::halfway::{FAILPOINTS, look_again};
use senza::domain::Limits;
use senza::federation::{Declaration, Federation};
use senza::sign_in::Parts;
use std::sync::Arc;

const CHANGED: Option<&str> = Some("/admin/sessions?done=yes");

/// Whether a session that begins now still lasts after so many minutes unused.
fn lasts(app: &TestApp, person: &Person, unused: i64) -> bool {
    let mut fresh = person.elsewhere(app);
    minutes(app, unused);
    fresh.is_signed_in()
}

fn row(app: &TestApp) -> Option<String> {
    let query = "select to_jsonb(t)::text from session_policy t";
    app.block_on(sqlx::query_scalar(query).fetch_optional(&app.parts.pool)).unwrap()
}

#[test]
fn what_is_chosen_holds_at_once_for_sessions_that_run_and_lengthens_none() {
    let app = app(60);
    let (mut root, mut ada) = (root(&app), enrol(&app, "ada@example.org"));
    let mut other = ada.elsewhere(&app);
    minutes(&app, 20);
    assert!(ada.is_signed_in());
    assert_eq!(choose(&app, &mut root, "720", "15", "5").location().as_deref(), CHANGED);
    assert!(!other.is_signed_in() && ada.is_signed_in(), "not used for 20 minutes, and just now");
    minutes(&app, 15);
    assert!(!ada.is_signed_in());
    // The page says what holds.
    root.sign_in(&app);
    let page = root.browser.get("/admin/sessions");
    assert!(page.body.contains("value=\"15\"") && page.body.contains("An administrator chose"), "{}", page.body);
    assert_eq!(app.count("audit where event = 'session limits changed'"), 1);
    let mut short = ada.elsewhere(&app);
    assert_eq!(choose(&app, &mut root, "720", "60", "5").location().as_deref(), CHANGED);
    minutes(&app, 15);
    assert!(!short.is_signed_in(), "it began when 15 held");
    assert!(lasts(&app, &ada, 50), "control: one that begins now lasts longer");
    root.sign_in(&app);
    let mut long = ada.elsewhere(&app);
    assert_eq!(choose(&app, &mut root, "5", "5", "5").location().as_deref(), CHANGED);
    minutes(&app, 5);
    assert!(!long.is_signed_in() && !lasts(&app, &ada, 5));
}

#[test]
fn limits_of_nothing_absurd_ones_and_more_than_the_operator_allows_are_refused() {
    let app = app(60);
    let mut root = root(&app);
    for (longest, idle, shared, said) in [
        ("0", "0", "0", "A session lasts from 5 minutes"),
        ("720", "0", "0", "at least a minute unused"),
        ("720", "30", "0", "At a shared computer"),
        ("720", "30", "45", "At a shared computer"),
        ("99999", "30", "5", "A session lasts from 5 minutes"),
        ("-5", "30", "5", "A session lasts from 5 minutes"),
        ("for ever", "30", "5", "A session lasts from 5 minutes"),
        ("1080", "30", "5", "more than the people who run this service allow"),
        ("720", "61", "5", "more than the people who run this service allow"),
    ] {
        let page = choose(&app, &mut root, longest, idle, shared);
        assert!(page.status == 422 && page.text_of("fault").unwrap().contains(said), "{longest} {idle}: {}", page.body);
    }
    assert!(row(&app).is_none());
    assert_eq!(choose(&app, &mut root, "720", "60", "5").location().as_deref(), CHANGED, "control");
}

// Threat: somebody at an administrator's open session, or somebody who is none.
#[test]
fn it_takes_an_administrator_with_both_factors() {
    let app = app(60);
    let (mut root, mut ada) = (root(&app), enrol(&app, "ada@example.org"));
    let fields = [("longest", "720"), ("idle", "30"), ("shared_idle", "5")];
    let page = root.browser.get("/admin/sessions");
    for (passphrase, code) in [("a guess that is long enough", None), (&*root.passphrase.clone(), Some("000000"))] {
        let code = code.map_or_else(|| root.next_code(&app), str::to_owned);
        let typed = [&fields[..], &[("passphrase", passphrase), ("code", &code)]].concat();
        let refused = root.browser.submit("/admin/sessions", &page, &typed);
        assert!(refused.status == 422 && row(&app).is_none(), "{}", refused.body);
    }
    assert_eq!(ada.browser.get("/admin/sessions").status, 403);
    let token = ada.browser.get("/account").hidden("form_token").unwrap();
    let code = ada.next_code(&app);
    let passphrase = ada.passphrase.clone();
    let typed = [&fields[..], &[("form_token", &*token), ("passphrase", &passphrase), ("code", &code)]].concat();
    assert_eq!((ada.browser.post("/admin/sessions", &typed).status, row(&app)), (403, None));
    assert_eq!(Browser::new(&app.base).get("/admin/sessions").location().as_deref(), Some("/login"));
    assert_eq!(root.browser.post("/admin/sessions", &fields).status, 400, "a form from elsewhere");
    assert_eq!(choose(&app, &mut root, "720", "30", "5").location().as_deref(), CHANGED, "control");
}

// Threat: who can write to the database lets sessions last longer, by another row, by an older one, or by none.
#[test]
fn nobody_lengthens_sessions_by_writing_to_the_database() {
    let mut app = spawn();
    app.clock.stop();
    let (mut root, ada) = (root(&app), enrol(&app, "ada@example.org"));
    assert_eq!(choose(&app, &mut root, "720", "60", "5").location().as_deref(), CHANGED);
    app.sql("create table elder as select * from session_policy");
    assert!(lasts(&app, &ada, 50), "control: so long they last by that one");
    root.sign_in(&app);
    assert_eq!(choose(&app, &mut root, "720", "20", "5").location().as_deref(), CHANGED);
    assert!(lasts(&app, &ada, 19) && !lasts(&app, &ada, 50), "control");
    let attacks = [
        ("edited", "update session_policy set idle = 700"),
        ("made up", "update session_policy set version = version + 7, idle = 700"),
        ("absurd", "update session_policy set longest = -1, idle = 2147483647"),
        ("gone", "delete from session_policy"),
        ("put back", "delete from session_policy; insert into session_policy select * from elder"),
    ];
    for (name, attack) in attacks {
        app.sql("create table kept as select * from session_policy");
        let mut running = ada.elsewhere(&app);
        app.sql(attack);
        assert!(!lasts(&app, &ada, 50), "{name}: a session that begins then");
        assert!(!running.is_signed_in(), "{name}: one that ran");
        root.sign_in(&app);
        assert!(root.browser.get("/admin/sessions").text_of("broken").is_some(), "{name}: the console says so");
        // Whoever starts anew remembers nothing, but for what each person's own profile does.
        app.restart();
        assert!(!lasts(&app, &ada, 50), "{name}: after a start");
        app.sql("delete from session_policy; insert into session_policy select * from kept; drop table kept");
        assert!(lasts(&app, &ada, 19), "{name}: and it can be put right");
    }
    assert_eq!(open_vault(&app, &ada).profile.limits.limits, Limits::new(720, 20, 5).ok());
    // Control: the same row with the keeper's MAC over it, from an administrator's hand.
    root.sign_in(&app);
    assert_eq!(choose(&app, &mut root, "720", "60", "5").location().as_deref(), CHANGED);
    assert!(lasts(&app, &ada, 50));
}

// Threat: who can write to the database changes an octet of the row, or takes it away; what is chosen then by a process that has not seen it
// whole is said to hold, and yet servers that have go on with the longer limits of before.
#[test]
fn what_is_chosen_where_the_row_is_not_believed_holds_for_whoever_saw_it_whole() {
    let app = app(60);
    let (mut root, ada) = (root(&app), enrol(&app, "ada@example.org"));
    let declare = |idle| {
        let parts = Parts { session_policy: Arc::default(), ..Parts::clone(&app.parts) };
        let declared = Declaration { limits: Limits::new(720, idle, 5).ok(), ..Declaration::default() };
        app.block_on(async {
            let other = Federation::new(parts, &app.base, "example.org").await.unwrap();
            other.declare(declared, "test").await.unwrap();
        });
    };
    for attack in ["update session_policy set idle = 700", "delete from session_policy"] {
        for idle in ["20", "40", "50"] {
            root.sign_in(&app);
            assert_eq!(choose(&app, &mut root, "720", idle, "5").location().as_deref(), CHANGED);
        }
        assert!(lasts(&app, &ada, 45), "control: this server has seen the last of these");
        app.sql(attack);
        assert!(lasts(&app, &ada, 45), "control: {attack}: and goes on with it");
        declare(10);
        assert!(lasts(&app, &ada, 9) && !lasts(&app, &ada, 15), "{attack}");
    }
}

// Threat: who can write to the database gives the row the last number there is, or one that was never given: no owner could choose
// anything behind it, or nobody could be let in who would.
#[test]
fn a_number_that_was_never_given_locks_no_owner_out() {
    let app = app(60);
    let (mut root, ada) = (root(&app), enrol(&app, "ada@example.org"));
    assert_eq!(choose(&app, &mut root, "720", "20", "5").location().as_deref(), CHANGED);
    assert!(lasts(&app, &ada, 19) && !lasts(&app, &ada, 50), "control: it holds, and this server has seen it");
    for number in [i64::MAX, i64::MAX - 1, 0, -1, i64::MIN] {
        assert_eq!(app.sql(&format!("update session_policy set version = {number}, idle = 700")), 1);
        assert!(!lasts(&app, &ada, 50), "{number}: it is not believed");
        root.sign_in(&app);
        assert!(root.browser.get("/admin/sessions").text_of("broken").is_some(), "{number}: the console says so");
        let done = choose(&app, &mut root, "720", "20", "5");
        assert_eq!(done.location().as_deref(), CHANGED, "{number}: {}", done.body);
        // A number by the time, and not one behind what was written there.
        assert_eq!(app.count("session_policy where version between 1 and 5000000000 and idle = 20"), 1, "{number}");
        assert!(lasts(&app, &ada, 19) && !lasts(&app, &ada, 50), "{number}: what was chosen holds");
        root.sign_in(&app);
        assert!(root.browser.get("/admin/sessions").text_of("broken").is_none(), "{number}: control");
    }
}

#[test]
fn two_servers_go_by_the_same_row_at_once() {
    let app = app(60);
    let mut root = root(&app);
    let mut ada = enrol(&app, "ada@example.org");
    choose(&app, &mut root, "720", "30", "5");
    assert!(ada.is_signed_in(), "read with the session");
    choose(&app, &mut root, "720", "10", "5");
    minutes(&app, 10);
    assert!(!ada.is_signed_in());
}

#[test]
fn a_choice_is_whole_or_not_at_all() {
    for cuts in [false, true] {
        let app = app(60);
        let mut root = root(&app);
        assert_eq!(choose(&app, &mut root, "720", "60", "5").status, 303);
        app.sql(FAILPOINTS);
        let seen = |app: &TestApp, root: &Person| (row(app), open_vault(app, root).profile.limits.version);
        let mut failed = 0;
        for at in 1..30 {
            look_again(&app, [&mut root]);
            let page = root.browser.get("/admin/sessions");
            let before = seen(&app, &root);
            app.sql(&format!(
                "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
            ));
            let typed = [("longest", "720"), ("idle", "30"), ("shared_idle", "5")];
            let done = root.send(&app, "/admin/sessions", &page, &typed);
            app.sql("update test_failpoint set at = 0");
            if done.status == 303 {
                assert_ne!(seen(&app, &root), before, "control: it changes something");
                break;
            }
            assert!(done.status >= 500 && seen(&app, &root) == before, "{at}: half changed, {}", done.body);
            failed += 1;
        }
        println!("{failed} failpoints, cuts {cuts}: nothing half changed");
        assert!((4..29).contains(&failed), "{failed}");
    }
}

// Threat: a copy of the database's files shows that one transaction wrote the limits and locked an account, and so who is an
// administrator.
#[test]
fn no_number_of_a_transaction_joins_the_limits_to_an_account_after_the_sweep() {
    let app = app(60);
    look_into_pages(&app);
    let mut root = root(&app);
    choose(&app, &mut root, "720", "30", "5");
    let accounts = of_accounts(&app);
    let joined = |app: &TestApp| !numbers(app, "session_policy").is_disjoint(&accounts);
    assert!(joined(&app), "control: before the sweep they are joined");
    sweep_twice(&app);
    assert!(!joined(&app), "the row still bears an account's number");
}
