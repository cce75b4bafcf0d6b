//! Signing in: two factors, each code once, one answer for every refusal.

use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, Person, enrol};
use senza::sign_in::throttle::ThrottlePolicy;
use std::sync::atomic::{AtomicU32, Ordering};
use time::Duration;

fn try_sign_in(app: &TestApp, identifier: &str, passphrase: &str, code: &str) -> (Browser, Page) {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", identifier), ("passphrase", passphrase), ("code", code)];
    let answer = browser.submit("/login", &page, &typed);
    match answer.location() {
        Some(second) if second.starts_with("/login?attempt=") => {
            let page = browser.get(&second);
            (browser, page)
        }
        _ => (browser, answer),
    }
}

#[test]
fn an_empty_code_leads_everyone_to_the_same_second_step() {
    let app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let (mut right, known) = try_sign_in(&app, "ada@example.org", PASSPHRASE, "");
    let (mut wrong, mistaken) = try_sign_in(&app, "ada@example.org", "not the passphrase", "");
    let (_, unknown) = try_sign_in(&app, "nobody@example.org", PASSPHRASE, "");
    let plain = |page: &Page| without_tokens(page);
    assert_eq!(plain(&known), plain(&mistaken));
    assert_eq!(plain(&known), plain(&unknown));
    let code = app.code(&ada.seed);
    let done = right.submit("/login", &known, &[("code", &code)]);
    assert_eq!(done.location().as_deref(), Some("/portal"));
    app.clock.advance(Duration::seconds(30));
    let refused = wrong.submit("/login", &mistaken, &[("code", &app.code(&ada.seed))]);
    assert_eq!(refused.status, 403);
    let again = right.submit("/login", &known, &[("code", &app.code(&ada.seed))]);
    assert_eq!(again.status, 410, "a second step serves one try");
}

/// A page as all must see it: the request id, the form's tokens and the echoed identifier taken out.
pub(crate) fn without_tokens(page: &Page) -> (u16, Vec<(String, usize)>, String) {
    let mut body = page.body.clone();
    for (_, value) in page.hidden_fields().into_iter().filter(|(_, value)| !value.is_empty()) {
        body = body.replace(&value, "[token]");
    }
    if let Some(id) = page.header("x-request-id") {
        body = body.replace(id, "[request]");
    }
    for identifier in ["ada@example.org", "eve@example.org"] {
        body = body.replace(identifier, "[identifier]");
    }
    let mut headers: Vec<(String, usize)> = page
        .headers
        .iter()
        .filter(|(name, _)| name != "date")
        .map(|(name, value)| (name.clone(), value.len()))
        .collect();
    headers.sort();
    (page.status, headers, body)
}

// Threat: a stranger learns from an answer who exists, or which half of a guess was right.
#[test]
fn every_refusal_is_the_same_page_header_for_header_and_octet_for_octet() {
    let app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let code = app.code(&ada.seed);
    let (_, ok) = try_sign_in(&app, "ada@example.org", PASSPHRASE, &code);
    assert_eq!(ok.status, 303);
    let replayed = try_sign_in(&app, "ada@example.org", PASSPHRASE, &code).1;
    app.clock.advance(Duration::seconds(30));
    let code = app.code(&ada.seed);
    let wrong_passphrase = try_sign_in(&app, "ada@example.org", "wrong horse piano", &code).1;
    let wrong_code = try_sign_in(&app, "ada@example.org", PASSPHRASE, "000000").1;
    let unknown = try_sign_in(&app, "eve@example.org", PASSPHRASE, &code).1;
    for other in [&wrong_passphrase, &wrong_code, &unknown] {
        assert_eq!(without_tokens(&replayed), without_tokens(other));
    }
    assert_eq!(replayed.status, 403);
    assert_ne!(without_tokens(&replayed), without_tokens(&ok), "control: the comparison sees differences");
}

// The same threat, from someone who watches the database.
#[test]
fn every_refusal_writes_the_same_rows() {
    let app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let code = app.code(&ada.seed);
    assert_eq!(try_sign_in(&app, "ada@example.org", PASSPHRASE, &code).1.status, 303);
    app.sql(LOG_WRITES);
    let mut seen = Vec::new();
    for (identifier, passphrase, code) in [
        ("ada@example.org", PASSPHRASE, code.as_str()),
        ("ada@example.org", "wrong horse piano", "123456"),
        ("ada@example.org", PASSPHRASE, "123456"),
        ("eve@example.org", PASSPHRASE, "123456"),
    ] {
        app.sql("truncate test_writes");
        assert_eq!(try_sign_in(&app, identifier, passphrase, code).1.status, 403);
        let query = "select what from test_writes order by n";
        let writes: Vec<String> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
        seen.push(writes);
    }
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
    assert!(seen[0].len() >= 2, "control: writes are seen: {seen:?}");
}

/// From now on every row written leaves a line: table, kind and size.
pub(crate) const LOG_WRITES: &str = "
create table test_writes (n bigserial, what text);
create function test_log_write() returns trigger language plpgsql as $$ begin
    insert into test_writes (what) values (tg_table_name || ' ' || tg_op || ' '
        || case when tg_op = 'DELETE' then pg_column_size(old) else pg_column_size(new) end);
    return null;
end $$;
do $$ declare t text; begin
    for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'test_writes' loop
        execute format('create trigger test_log after insert or update or delete on %I for each row execute function test_log_write()', t);
    end loop;
end $$;
";

#[test]
fn a_code_serves_once_also_under_100_parallel_tries() {
    let app = spawn();
    // A hundred first steps may take longer than a code lasts.
    app.clock.stop();
    let ada = enrol(&app, "ada@example.org");
    let code = app.code(&ada.seed);
    let tries: Vec<(Browser, Page)> = (0..100).map(|_| try_sign_in(&app, "ada@example.org", PASSPHRASE, "")).collect();
    let (served, refused) = (AtomicU32::new(0), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for (mut browser, page) in tries {
            let (code, served, refused) = (&code, &served, &refused);
            scope.spawn(move || {
                // All come at once for the pool's few connections. Whoever gets none in time is asked to try again, and does.
                let answers = (0..50).map(|_| browser.submit("/login", &page, &[("code", code)]).status);
                match answers.into_iter().find(|status| *status != 503) {
                    Some(303) => served.fetch_add(1, Ordering::Relaxed),
                    Some(403) => refused.fetch_add(1, Ordering::Relaxed),
                    other => panic!("{other:?}"),
                }
            });
        }
    });
    assert_eq!((served.into_inner(), refused.into_inner()), (1, 99));
}

#[test]
fn who_tries_too_often_waits_and_a_stranger_learns_nothing_from_the_wait() {
    let mut options = Options::default();
    options.policy.throttle = ThrottlePolicy::default();
    let app = spawn_with(options);
    app.clock.stop();
    let ada = enrol(&app, "ada@example.org");
    for identifier in ["ada@example.org", "nobody@example.org"] {
        let statuses: Vec<u16> = (0..7).map(|_| try_sign_in(&app, identifier, "wrong", "1").1.status).collect();
        assert_eq!(statuses, [403, 403, 403, 403, 403, 403, 429], "{identifier}");
    }
    let waiting = try_sign_in(&app, "ada@example.org", PASSPHRASE, &app.code(&ada.seed)).1;
    assert_eq!(waiting.status, 429);
    assert!(waiting.header("retry-after").is_some());
    app.clock.advance(Duration::minutes(6));
    assert_eq!(try_sign_in(&app, "ada@example.org", PASSPHRASE, &app.code(&ada.seed)).1.status, 303);
}

#[test]
fn signing_in_changes_the_session_and_ends_the_one_before() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let before = ada.browser.cookie("senza_session").unwrap().to_owned();
    let page = ada.browser.get("/login?sign_on=");
    assert_eq!(page.status, 303, "someone who is signed in goes on");
    let mut other = Browser::new(&app.base);
    let page = other.get("/login");
    other.set_cookie("senza_session", &before);
    ada.browser = other;
    assert_eq!(ada.fill_in(&app, &page).status, 303);
    let after = ada.browser.cookie("senza_session").unwrap().to_owned();
    assert_ne!(before, after);
    let mut old = Browser::new(&app.base);
    old.set_cookie("senza_session", &before);
    assert_eq!(old.get("/portal").location().as_deref(), Some("/login"));
    assert_eq!(app.count("session"), 1);
}

#[test]
fn signing_out_ends_the_session_for_good() {
    let app = spawn();
    let mut ada: Person = enrol(&app, "ada@example.org");
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    let page = ada.browser.get("/logout");
    let out = ada.browser.submit("/logout", &page, &[]);
    assert!(out.body.contains("signed out"), "{}", out.body);
    ada.browser.set_cookie("senza_session", &cookie);
    assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"));
    assert_eq!(app.count("session"), 0);
}

#[test]
fn a_revoked_person_is_out_at_the_next_request() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    assert_eq!(ada.browser.get("/portal").status, 200);
    let identifier = senza::domain::Identifier::parse("ADA@example.org").unwrap();
    let ended = app.block_on(senza::sign_in::revocation::revoke(&app.parts, &identifier, "test")).unwrap();
    assert_eq!(ended, 1);
    assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"));
    assert_eq!(ada.sign_in(&app).status, 403);
}

// Threat: another site makes the person's browser send our form.
#[test]
fn a_form_from_elsewhere_is_refused() {
    let app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let code = app.code(&ada.seed);
    let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", &*code)];
    let mut elsewhere = Browser::new(&app.base);
    let refused = elsewhere.submit("/login", &page, &typed);
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("expired"), "{}", refused.body);
    assert_eq!(browser.submit("/login", &page, &typed).status, 303, "control: from where it was shown it is accepted");
}

// Threat: whoever can write to the database moves a session to another account, or makes one up.
#[test]
fn a_session_row_that_was_moved_or_changed_does_not_open() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let _bob = enrol(&app, "bob@example.org");
    assert_eq!(ada.browser.get("/portal").status, 200, "control");
    app.sql("update session set account_id = (select id from account a where a.id <> session.account_id limit 1)");
    assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"));
    app.sql("update session set account_id = (select id from account a where a.id <> session.account_id limit 1)");
    assert_eq!(ada.browser.get("/portal").status, 200, "control: moved back, it opens");
    app.sql("update session set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1)");
    assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"));
}
