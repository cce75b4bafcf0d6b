//! Recent activity: a person sees what happened to them, nobody else does, and nothing that somebody else wrote counts.

use super::NEW_PASSPHRASE;
use super::factors::rows;
use crate::again::named::bless;
use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use senza::audit::{Event, Subject};
use senza::domain::{Attribute, Identifier};
use senza::keeper::Limits;
use senza::sign_in::grant::{self, Grant};
use senza::sign_in::revocation;
use sqlx::{Connection, PgConnection};
use std::time::Instant;
use time::Duration;

const BROKEN: &str = "This record does not hold";
const REFUSED: &str = "A sign-in was refused";

/// What each line of the page says, the latest first.
fn lines(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    let lines = page.body.split("<dd>").skip(1).filter(|_| page.body.contains("facts activity"));
    lines.map(|line| line.trim_start_matches("<strong>").split(['<', ',', '\n']).next().unwrap().to_owned()).collect()
}

fn activity(person: &mut Person) -> Page {
    person.browser.get("/account/activity")
}

/// Somebody tries under this name.
fn try_as(app: &TestApp, identifier: &str) {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", identifier), ("passphrase", "not the passphrase"), ("code", "000000")];
    assert_eq!(browser.submit("/login", &page, &typed).status, 403);
}

fn ada() -> Identifier {
    Identifier::parse("ada@example.org").unwrap()
}

#[test]
fn a_person_sees_what_happened_in_plain_words_and_in_order() {
    let app = spawn();
    let portal = Sp::new("portal").named("Ward portal").register(&app);
    let mut she = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    try_as(&app, "ada@example.org");
    try_as(&app, "Ada@Example.org");
    assert!(Answer::of(&she.browser.get(&portal.request(&app).unsigned())).is_success());
    let mut given = Grant::default();
    Attribute::collect(&mut given.attributes, "ward", "two");
    app.block_on(grant::grant(&app.parts, &ada(), given, "test")).unwrap();
    let withdrawn = Grant { withdrawn: vec!["ward".to_owned()], ..Grant::default() };
    app.block_on(grant::grant(&app.parts, &ada(), withdrawn, "test")).unwrap();
    let mut other = she.elsewhere(&app);
    assert_eq!(she.change_passphrase(&app, NEW_PASSPHRASE).status, 303);
    she.passphrase = NEW_PASSPHRASE.to_owned();
    assert_eq!(she.change(&app, "/account/identifier", &[("new_identifier", "lovelace")]).status, 303);
    she.identifier = "lovelace".to_owned();
    let lovelace = Identifier::parse("lovelace").unwrap();
    she.make_kit(&app);
    let ask = other.browser.get("/logout");
    other.browser.submit("/logout", &ask, &[]);
    app.block_on(revocation::freeze(&app.parts, &lovelace, "test")).unwrap();
    app.block_on(revocation::restore(&app.parts, &lovelace, "test")).unwrap();
    assert_eq!(she.sign_in(&app).status, 303);
    let page = activity(&mut she);
    let seen = lines(&page);
    let expected = [
        "You signed in",
        "Your account was opened again by your organisation",
        "Your account was frozen by your organisation",
        "You signed out",
        "A recovery kit was made",
        "A recovery kit was shown",
        "What you sign in with was changed",
        "Your passphrase was changed",
        "You signed in",
        "Your organisation took back something it said about you",
        "Your organisation changed what it says about you",
        "You opened Ward portal",
        "You set up your account",
    ];
    assert_eq!(seen, expected, "tries under the older name are no longer hers to see");
    assert!(!page.body.contains(BROKEN) && page.body.contains("<time datetime=\"20"), "{}", page.body);
    // The short list has the latest five; the file has all.
    let short = she.browser.get("/account").body;
    assert!(short.contains("A recovery kit was made") && !short.contains("A recovery kit was shown"), "{short}");
    let file: serde_json::Value = serde_json::from_str(&she.browser.get("/account/export").body).unwrap();
    let recorded = file["activity"]["recorded"].as_array().unwrap();
    assert_eq!((recorded.len(), &recorded[0]["what"]), (expected.len(), &"signed in".into()));
    assert!(recorded[0]["at"].as_str().unwrap().ends_with('Z'), "{recorded:?}");
    assert_eq!(lines(&activity(&mut bob)), ["You set up your account"], "and none of it is Bob's");
}

// Threat: somebody tries under a person's name, and the person never learns of it.
#[test]
fn tries_of_others_are_shown_once_with_their_number() {
    let app = spawn();
    // Where a line ends.
    app.clock.not_over_midnight();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    for _ in 0..3 {
        try_as(&app, "ADA@example.org");
    }
    let page = activity(&mut ada);
    assert_eq!(lines(&page)[0], REFUSED);
    assert!(page.body.contains(", 3 times since <time") && page.body.matches(REFUSED).count() == 1, "{}", page.body);
    assert!(!activity(&mut bob).body.contains(REFUSED));
}

// Threat: whoever can write to the database puts another's handle into their own row, to read what is tried under it.
#[test]
fn a_handle_put_into_ones_own_row_shows_nothing_of_another() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    try_as(&app, "ada@example.org");
    assert!(activity(&mut ada).body.contains(REFUSED), "control");
    app.sql(
        "create table was as select id, handle from account; update account set handle = sha256(handle);
         update account a set handle = w.handle from was w where w.id <> a.id",
    );
    assert_eq!(bob.browser.get("/account/activity").status, 500, "the keeper does not vouch for it");
    // And were it vouched for:
    bless(&app, "ada@example.org");
    bless(&app, "bob@example.org");
    assert!(!activity(&mut bob).body.contains(REFUSED));
    assert!(activity(&mut ada).body.contains(REFUSED), "it follows from what her own profile says");
}

#[test]
fn thirty_days_are_shown_and_nothing_is_written_by_looking() {
    let app = spawn();
    app.clock.not_over_midnight();
    let mut ada = enrol(&app, "ada@example.org");
    app.clock.advance(Duration::days(29));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(lines(&activity(&mut ada)), ["You signed in", "You set up your account"]);
    let before = (rows(&app), app.count("audit"));
    activity(&mut ada);
    ada.browser.get("/account");
    assert_eq!((rows(&app), app.count("audit")), before);
    app.clock.advance(Duration::days(1));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(lines(&activity(&mut ada)), ["You signed in", "You signed in"], "of two days, two lines");
}

// Threat: whoever can write to the database hides a break-in, or makes up what a person did.
#[test]
fn what_the_keeper_does_not_vouch_for_is_not_shown_as_true() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    try_as(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 303);
    let sound = ["You signed in", REFUSED, "You set up your account"];
    app.sql("create table copy as select * from audit");
    assert_eq!(
        (lines(&activity(&mut ada)), activity(&mut ada).body.contains(BROKEN)),
        (sound.map(str::to_owned).into(), false)
    );
    let refused = "event = 'sign-in refused'";
    let columns = "at, event, subject, service_provider, request_id, mac";
    let made_up = |seq: &str| {
        format!("insert into audit (chain, seq, {columns}) select chain, {seq}, {columns} from copy where {refused}")
    };
    for (forgery, shown) in [
        (
            format!("update audit set event = 'signed in' where {refused}"),
            &["You signed in", "You set up your account"][..],
        ),
        (
            format!("update audit set at = at + interval '1 microsecond' where {refused}"),
            &["You signed in", "You set up your account"],
        ),
        (
            format!("update audit set service_provider = 'https://elsewhere.example' where {refused}"),
            &["You signed in", "You set up your account"],
        ),
        (format!("update audit set mac = sha256(mac) where {refused}"), &["You set up your account"]),
        // The row before it is gone, and with it what vouches for it.
        (
            format!("delete from audit where seq = (select seq - 1 from copy where {refused})"),
            &["You signed in", "You set up your account"],
        ),
        // One of hers once more, at the end of the chain, before its beginning, in a chain of its own.
        (made_up("(select max(seq) + 1 from copy)"), &sound),
        (made_up("-1"), &sound),
        (made_up("0").replace("select chain", "select '07070707-0707-0707-0707-070707070707'::uuid"), &sound),
        // The same row twice.
        (format!("alter table audit drop constraint audit_pkey; {}", made_up("seq")), &sound),
        // Another's, under her pseudonym.
        (
            format!(
                "update audit set subject = (select subject from copy where {refused}) where seq = (select min(seq) + 1 from copy where event = 'enrolled')"
            ),
            &sound,
        ),
    ] {
        app.sql(&forgery);
        let page = activity(&mut ada);
        let mut seen = lines(&page);
        if shown.len() == 3 {
            seen.retain(|line| line != "You signed in" || shown.contains(&"You signed in"));
        }
        assert!(page.body.contains(BROKEN) && page.body.contains("id=\"broken\""), "{forgery}: {}", page.body);
        assert!(ada.browser.get("/account").body.contains(BROKEN), "{forgery}");
        assert_eq!(seen, shown, "{forgery}");
        let file: serde_json::Value = serde_json::from_str(&ada.browser.get("/account/export").body).unwrap();
        assert_ne!(file["activity"]["entries_that_do_not_hold"], 0, "{forgery}");
        app.sql("delete from audit; insert into audit select * from copy");
        assert_eq!(lines(&activity(&mut ada)), sound, "control: put back, it holds");
    }
    assert!(!activity(&mut ada).body.contains(BROKEN), "control");
    assert!(!activity(&mut bob).body.contains(BROKEN), "nobody else is told");
}

#[test]
fn a_long_list_has_pages() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let account = Subject::Account(ada.signed_in(&app).account);
    for n in 0..120 {
        let event = if n % 2 == 0 { Event::Granted } else { Event::Withdrawn };
        app.block_on(app.parts.record(event, account, "test")).unwrap();
    }
    let mut count = |page: &str| lines(&ada.browser.get(&format!("/account/activity{page}"))).len();
    assert_eq!((count(""), count("?page=2"), count("?page=3")), (50, 50, 21));
    assert_eq!((count("?page=0"), count("?page=99")), (50, 21), "there is no such page: the nearest");
    assert_eq!(ada.browser.get("/account/activity?page=two").status, 400);
}

// The keeper made no more handles when the session began: the page goes on without what needs one.
#[test]
fn without_a_handle_the_rest_is_shown() {
    let limits = Limits { handles_per_second: 0, handle_burst: 2, ..Options::default().limits };
    let app = spawn_with(Options { limits, ..Options::default() });
    let mut ada = enrol(&app, "ada@example.org");
    let page = activity(&mut ada);
    assert!(page.body.contains("cannot be shown in this session"), "{}", page.body);
    assert_eq!(lines(&page), ["You set up your account"]);
    let refused = ada.change_passphrase(&app, NEW_PASSPHRASE);
    assert!(refused.body.contains("Sign in once more first"), "{}", refused.body);
}

// Threat: one person looks at their own pages, or tries their passphrase there, until the keeper looks nothing up for anybody.
#[test]
fn who_is_signed_in_uses_no_look_up_for_their_own_pages_and_tries() {
    let limits = Limits { handles_per_second: 0, handle_burst: 8, ..Options::default().limits };
    let app = spawn_with(Options { limits, ..Options::default() });
    // Two are used: by the invitation, and by the session that begins.
    let mut ada = enrol(&app, "ada@example.org");
    for path in ["/account", "/account/activity", "/account/export"].into_iter().cycle().take(30) {
        let page = ada.browser.get(path);
        assert!(page.status < 400 && !page.body.contains("cannot be shown"), "{path}: {}", page.body);
    }
    ada.passphrase = "not the passphrase".to_owned();
    for _ in 0..5 {
        assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 422);
    }
    try_as(&app, "ada@example.org");
    try_as(&app, "bob@example.org");
    assert_eq!(lines(&activity(&mut ada))[0], REFUSED, "and what strangers try is still shown");
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", "bob@example.org"), ("passphrase", "a guess"), ("code", "123456")];
    assert_eq!(browser.submit("/login", &page, &typed).status, 429, "control: that was the last look-up");
}

/// How many rows of the audit PostgreSQL has read so far, whichever way. What a connection did counts once it is closed.
fn rows_read(app: &TestApp) -> i64 {
    app.block_on(async {
        let mut own = PgConnection::connect_with(&app.database).await.unwrap();
        let others = "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
                      where datname = current_database() and pid <> pg_backend_pid()";
        sqlx::query(others).execute(&mut own).await.unwrap();
        let query = "select seq_tup_read + coalesce((select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'audit'), 0)::bigint
                     from pg_stat_user_tables where relname = 'audit'";
        sqlx::query_scalar(query).fetch_one(&mut own).await.unwrap()
    })
}

// A page about one person must not cost the reading of everyone's rows.
#[test]
fn a_page_touches_a_persons_rows_among_many() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let many = 200_000;
    app.sql(&format!(
        "insert into audit select '07070707-0707-0707-0707-070707070707', n, now() - n * interval '12 seconds', 'signed on',
         sha256(int4send(n % 20000)), 'https://portal.example', 'abcdefgh', sha256(int4send(n)) from generate_series(1, {many}) n;
         analyze audit"
    ));
    activity(&mut ada);
    let before = rows_read(&app);
    let begun = Instant::now();
    for _ in 0..10 {
        assert_eq!(lines(&activity(&mut ada)), ["You set up your account"]);
    }
    let each = begun.elapsed() / 10;
    let read = rows_read(&app) - before;
    println!("among {many} rows: {each:?} a page, {} rows read", read / 10);
    assert!((10..100).contains(&read), "{read}");
    app.sql("drop index audit_of_subject");
    activity(&mut ada);
    assert!(rows_read(&app) - before > many, "control: without the index it reads them all");
}
