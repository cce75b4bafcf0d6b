//! The audit's pages: everything in order, narrowed, verified row by row; one person's rows by exact identifier; a file.

use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol, enrol_with};
use crate::support::sp::Sp;
use senza::audit::{Event, Subject};
use senza::domain::Role;
use senza::keeper::Limits;
use serde_json::Value;
use time::Duration;

/// What each row of a page says, the latest first.
fn rows(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    let rows = page.body.split("<dd>").skip(1).filter(|_| page.body.contains("id=\"rows\""));
    rows.map(|row| {
        let row = row.trim_start().replace("<span class=\"badge bad\">Does not stand</span> ", "! ");
        row.replace("<strong>", "").split(['<', '\n']).next().unwrap().trim().to_owned()
    })
    .collect()
}

fn try_as(app: &TestApp, identifier: &str) {
    let mut browser = Browser::new(&app.base);
    let page = browser.get("/login");
    let typed = [("identifier", identifier), ("passphrase", "not the passphrase"), ("code", "000000")];
    assert_eq!(browser.submit("/login", &page, &typed).status, 403);
}

fn look_up(auditor: &mut Person, identifier: &str, from: &str) -> Page {
    let page = auditor.browser.get("/admin/audit");
    let token = page.hidden("form_token").unwrap();
    let fields = [("form_token", &*token), ("identifier", identifier), ("from", from), ("to", "")];
    auditor.browser.post("/admin/audit/person", &fields)
}

fn older(page: &Page) -> Option<String> {
    let (before, _) = page.body.split_once("\" rel=\"next\"")?;
    Some(before.rsplit('"').next()?.replace("&#38;", "&").replace("&amp;", "&"))
}

// Threat: an auditor is shown less than what there is, or believes what somebody wrote into the database.
#[test]
fn every_row_is_shown_once_in_order_by_what_it_is_narrowed_to_and_with_whether_it_stands() {
    let app = spawn();
    let mut auditor = enrol_with(&app, "auditor", &[Role::Auditor]);
    let (ward, other) = (Sp::new("ward").named("Ward <list>").register(&app), Sp::new("other").register(&app));
    let mut ada = enrol(&app, "ada@example.org");
    for portal in [&ward, &ward, &other] {
        assert!(Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).is_success());
    }
    try_as(&app, "ada@example.org");
    let mut get = |path: &str| auditor.browser.get(path);
    let opened = rows(&get("/admin/audit?event=signed+on"));
    assert_eq!(opened.len(), 3);
    let by = |sp: &Sp| format!("/admin/audit?application={}", url_encoded(&sp.entity_id));
    let page = get(&by(&ward));
    assert_eq!(rows(&page).iter().filter(|row| row.starts_with("Somebody opened Ward &#60;list&#62;")).count(), 2);
    assert!(!page.body.contains(&other.entity_id), "{}", page.body);
    assert_eq!(rows(&get(&format!("{}&outcome=refused", by(&ward)))), Vec::<String>::new());
    assert_eq!(rows(&get("/admin/audit?event=kind:sign-ins&outcome=refused")), ["A sign-in was refused"]);
    let tomorrow = (app.parts.clock.now() + Duration::days(1)).date();
    assert_eq!(rows(&get(&format!("/admin/audit?from={tomorrow}"))), Vec::<String>::new());
    assert_eq!(get("/admin/audit?from=never").status, 422);
    assert!(get("/admin/audit?event=%3Cscript%3E").body.contains("no such kind"));

    // More than a page, of several moments and of one and the same.
    app.clock.stop();
    for n in 0..120 {
        if n % 40 == 0 {
            app.clock.advance(Duration::seconds(1));
        }
        app.block_on(app.parts.record(Event::Started, Subject::Nobody, &format!("place-{n}"))).unwrap();
    }
    let (mut address, mut seen, mut pages) = (Some("/admin/audit".to_owned()), Vec::new(), 0);
    while let Some(here) = address {
        let page = get(&here);
        let ids = page.body.split("request <code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
        let places = page.body.split(", row ").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
        seen.extend(ids.zip(places));
        assert!(page.body.contains("<time datetime=\"20") && !page.body.contains("id=\"broken\""));
        (address, pages) = (older(&page), pages + 1);
    }
    assert_eq!(seen.len() as i64, app.count("audit"), "each once, over {pages} pages");
    let of_places: Vec<&str> = seen.iter().filter_map(|(id, _)| id.strip_prefix("place-")).collect();
    assert_eq!(of_places, (0..120).rev().map(|n| n.to_string()).collect::<Vec<_>>(), "the latest first");

    // What somebody edits, adds and takes away.
    app.sql("update audit set event = 'signed on' where request_id = 'place-117'; delete from audit where request_id = 'place-115'");
    app.sql("update audit set at = 'infinity' where request_id = 'place-113'");
    let page = get("/admin/audit");
    let marked: Vec<String> = rows(&page).into_iter().filter(|row| row.starts_with('!')).collect();
    assert_eq!(marked.len(), 3, "edited, behind one that is gone, without a moment: {marked:?}");
    assert!(page.body.contains("3 rows here do not stand") && page.body.contains("No moment"), "{}", page.body);
    let named = app.findings().len();
    println!("audit pages: {pages} pages of {} rows; {} marked, verify names {named}", seen.len(), marked.len());
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|octet| format!("%{octet:02X}")).collect()
}

// Threat: whoever may read the audit learns who has an account without a trace, looks everybody up, or leaves names in addresses and rows.
#[test]
fn one_persons_rows_are_found_by_what_they_sign_in_with_on_record_and_at_the_keepers_rate() {
    let limits = Limits { handle_burst: 60, handles_per_second: 1, ..Limits::default() };
    let app = spawn_with(Options { limits, ..Options::default() });
    let mut auditor = enrol_with(&app, "auditor", &[Role::Auditor]);
    app.sql("create table auditor as select id from account");
    let mut ada = enrol(&app, "ada@example.org");
    enrol(&app, "bob@example.org");
    assert_eq!(ada.sign_in(&app).status, 303);
    try_as(&app, "ada@example.org");
    try_as(&app, "nobody@example.org");
    let looked = "An auditor looked up what is on record of somebody";
    let found = look_up(&mut auditor, "ADA@example.org ", "");
    assert_eq!(rows(&found), ["A sign-in was refused", "Somebody signed in", "Somebody set up their account"]);
    let unknown = look_up(&mut auditor, "nobody@example.org", "");
    assert_eq!(rows(&unknown), ["A sign-in was refused"], "what was tried under it");
    let nothing = look_up(&mut auditor, "carl@example.org", "");
    assert_eq!((nothing.status, nothing.body.contains("id=\"nothing\"")), (200, true));
    // The same page but for what was found and the name.
    let shape = |page: &Page| page.body.split("<h1>").next().unwrap().split("<code>").next().unwrap().len();
    assert_eq!(shape(&found), shape(&nothing));
    assert_eq!(look_up(&mut auditor, "", "").status, 422, "control: nobody is no identifier");
    // On record, each; and no name is anywhere.
    let page = auditor.browser.get("/admin/audit?event=person+looked+up+in+the+audit");
    assert_eq!(rows(&page), [looked; 3]);
    assert_eq!(app.count("audit a where a::text like '%example.org%'"), 0);
    // No more days than are looked at in one go.
    let long = look_up(&mut auditor, "ada@example.org", "2020-01-01");
    assert!(long.body.contains("more days than are looked at"), "{}", long.body);

    // A handle that somebody put into another row leads to nobody's rows.
    app.sql("create table was as select id, handle from account where id not in (select id from auditor)");
    app.sql("update account set handle = sha256(handle) where id in (select id from was)");
    app.sql(
        "update account set handle = (select handle from was order by id limit 1)
         where id = (select id from was order by id desc limit 1)",
    );
    let swapped: Vec<Page> =
        ["ada@example.org", "bob@example.org"].iter().map(|name| look_up(&mut auditor, name, "")).collect();
    let led: Vec<&Page> = swapped.iter().filter(|page| page.body.contains("id=\"tampered\"")).collect();
    assert_eq!(led.len(), 1, "it leads one of them to another's account");
    assert!(!led[0].body.contains("Somebody set up their account"), "{}", led[0].body);
    // No two may be alike in between.
    app.sql("update account set handle = sha256(id::text::bytea) where id in (select id from was)");
    app.sql("update account set handle = was.handle from was where was.id = account.id");

    // At the keeper's rate, as everybody else; no time passes meanwhile.
    app.clock.stop();
    let mut refused = 0;
    for n in 0..60 {
        refused += usize::from(look_up(&mut auditor, &format!("guess-{n}"), "").status == 429);
    }
    assert!(refused > 20, "{refused} of 60 guesses were refused");
}

// Threat: who may not read the audit takes it away; or nobody knows who did.
#[test]
fn some_days_are_taken_away_as_a_file_by_auditors_alone_and_on_record() {
    let app = spawn();
    let mut auditor = enrol_with(&app, "auditor", &[Role::Auditor]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    for n in 0..1100 {
        app.block_on(app.parts.record(Event::Started, Subject::Nobody, &n.to_string())).unwrap();
    }
    app.sql("update audit set event = 'signed on' where request_id = '77'");
    let day = app.parts.clock.now().date();
    let take = |person: &mut Person, from: &str| {
        let token = person.browser.get("/account").hidden("form_token").unwrap();
        person.browser.post("/admin/audit/file", &[("form_token", &*token), ("from", from), ("to", "")])
    };
    assert_eq!(take(&mut desk, &day.to_string()).status, 403);
    assert_eq!(take(&mut auditor, "").status, 422);
    let before = app.count("audit");
    // From yesterday: the test may run over midnight.
    let file = take(&mut auditor, &day.previous_day().unwrap().to_string());
    assert_eq!((file.status, file.header("content-type")), (200, Some("application/x-ndjson")));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"audit-20"));
    let lines: Vec<Value> = file.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len() as i64, before + 1, "all of them, and that they were taken");
    assert!(lines.windows(2).all(|two| two[0]["at"].as_str() <= two[1]["at"].as_str()), "by time");
    let broken: Vec<&Value> = lines.iter().filter(|line| line["holds"] == false).collect();
    assert_eq!((broken.len(), &broken[0]["request_id"]), (1, &"77".into()));
    assert_eq!(lines.last().unwrap()["event"], "audit taken as a file");
}
