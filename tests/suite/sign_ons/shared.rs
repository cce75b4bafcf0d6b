//! The console's pages of sign-ons, and the links that show one to somebody without an account.

use super::{MAIL, WARD, flight, person, portal};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol_with};
use senza::domain::Role;
use time::Duration;

const FIND: &str = "/admin/sign-ons/find";

fn post(one: &mut Person, path: &str, typed: &[(&str, &str)]) -> Page {
    let shown = one.browser.get("/admin/sign-ons");
    let token = shown.hidden("form_token").unwrap();
    let typed: Vec<_> = [("form_token", &*token)].into_iter().chain(typed.iter().copied()).collect();
    one.browser.post(path, &typed)
}

/// A link's path, made by a form of the console.
fn link(app: &TestApp, one: &mut Person, id: &str) -> String {
    let page = post(one, "/admin/sign-ons/link", &[("request_id", id), ("days", "1")]);
    let link = page.text_of("link").unwrap_or_else(|| panic!("{}", page.body));
    link.strip_prefix(&app.base).unwrap().to_owned()
}

fn looked(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

// Threat: who may not, looks; a look leaves no trace; a link shows whom it was about, or goes on showing it when it was withdrawn or its row
// is put back.
#[test]
#[expect(
    clippy::too_many_lines,
    clippy::cognitive_complexity,
    reason = "one scene for all of it: another server costs more than these lines"
)]
fn who_may_finds_it_and_a_link_shows_it_until_it_is_withdrawn_whatever_is_put_back() {
    let app = spawn();
    let (sp, mut ada) = (portal(&app), person(&app));
    let answered = ada.browser.get(&sp.request(&app).unsigned());
    let id = answered.header("x-request-id").unwrap().to_owned();
    let pseudonym = flight(&app, &answered).person.unwrap();
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut manager = enrol_with(&app, "manager", &[Role::Federation]);
    let list = manager.browser.get("/admin/sign-ons").body;
    assert!(list.contains(&id) && list.contains("Lately"), "{list}");
    let narrow = desk.browser.get("/admin/sign-ons").body;
    assert!(!narrow.contains(&id) && !narrow.contains("Lately"), "the help desk finds by what is read out alone");
    let unknown = post(&mut desk, FIND, &[("request_id", "aaaaaaaa")]);
    assert!(unknown.status == 422 && unknown.body.contains("No sign-on is on record"), "{}", unknown.body);
    let before = looked(&app, "sign-on record read");
    let one = post(&mut desk, FIND, &[("request_id", &format!(" {} ", id.to_uppercase()))]);
    assert!(one.status == 200 && one.body.contains("answered: the person was signed on"), "{}", one.body);
    assert!(one.body.contains(&pseudonym) && !one.body.contains("Make a link"), "{}", one.body);
    for hidden in [MAIL, WARD] {
        assert!(!one.body.contains(hidden), "{hidden}");
    }
    assert_eq!(looked(&app, "sign-on record read"), before + 1, "it is on record");
    assert_eq!(post(&mut desk, "/admin/sign-ons/link", &[("request_id", &id), ("days", "1")]).status, 403);

    let path = link(&app, &mut manager, &id);
    let mut engineer = Browser::new(&app.base);
    let mut shows = |path: &str| {
        let page = engineer.get(path);
        assert!([200, 410].contains(&page.status), "{}", page.body);
        (page.status == 200).then_some(page)
    };
    let shown = shows(&path).expect("control: it shows it");
    assert!(shown.body.contains(&sp.entity_id) && shown.body.contains(&id), "{}", shown.body);
    for hidden in [MAIL, WARD, &pseudonym] {
        assert!(!shown.body.contains(hidden), "{hidden}");
    }
    for (name, value) in
        [("x-robots-tag", "noindex, nofollow"), ("cache-control", "no-store"), ("referrer-policy", "no-referrer")]
    {
        assert_eq!(shown.header(name), Some(value));
    }
    assert_eq!(looked(&app, "sign-on record read by link"), 1);
    let wrong = format!("{}AAAA", &path[..path.len() - 4]);
    assert!(shows(&wrong).is_none() && shows("/flight/x").is_none());

    // Put to another record, or made longer, it is no link.
    let other = ada.browser.get(&sp.request(&app).unsigned());
    flight(&app, &other);
    for change in [
        "place = (select place from flight where place <> flight_share.place limit 1)",
        "expires_at = expires_at + interval '1 hour'",
    ] {
        app.sql("create table kept as select * from flight_share");
        assert_eq!(app.sql(&format!("update flight_share set {change}")), 1);
        assert!(shows(&path).is_none(), "{change}");
        app.sql("delete from flight_share; insert into flight_share select * from kept; drop table kept");
        assert!(shows(&path).is_some(), "control: as it was");
    }

    // Withdrawn, for good; another one goes on.
    let second = link(&app, &mut manager, &id);
    app.sql("create table kept as select * from flight_share");
    let page = post(&mut manager, FIND, &[("request_id", &id)]);
    let mark = page.hidden("mark").unwrap();
    post(&mut manager, "/admin/sign-ons/withdraw", &[("request_id", &id), ("mark", &mark)]);
    let (first, second) = if shows(&path).is_none() { (path, second) } else { (second, path) };
    assert!(shows(&first).is_none() && shows(&second).is_some(), "one of the two is withdrawn");
    app.sql("delete from flight_share; insert into flight_share select * from kept");
    assert!(shows(&first).is_none() && shows(&second).is_some(), "its row is there again, and shows nothing");
    app.sql("delete from audit where event = 'sign-on record link ended'");
    assert!(shows(&first).is_some(), "control: it is the audit that says so");
    assert!(!app.findings().is_empty(), "and who takes that away is noticed");
    app.clock.advance(Duration::DAY + Duration::MINUTE);
    assert!(shows(&second).is_none(), "its day is over");
}
