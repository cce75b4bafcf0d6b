//! Many invited from a list: all or none, at a pace, and nothing of it is kept.

use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::envelopes::wait_until;
use crate::support::held::Held;
use crate::support::person::{Person, enrol, enrol_by, enrol_with, invite, invite_with};
use crate::swaps::log;
use senza::domain::{Identifier, Role};
use senza::keeper::Limits;
use senza::sign_in::people::csv::cells;
use senza::sign_in::people::held::ListPolicy;
use senza::sign_in::revocation;
use std::time::Duration;

pub(super) const ADDRESS: &str = "/admin/people/many";

pub(super) fn paced(pace: Duration) -> Options {
    let mut options = Options::default();
    options.policy.lists = ListPolicy { pace, patience: Duration::ZERO };
    options
}

/// Without a pause between two look-ups.
pub(super) fn unhurried() -> TestApp {
    spawn_with(paced(Duration::ZERO))
}

/// As a browser sends the form with a file.
fn upload(who: &mut Person, file: &str) -> Page {
    let token = who.browser.get("/admin/people").hidden("form_token").unwrap();
    who.browser.send_file(ADDRESS, &[("form_token", &token), ("list", "")], ("file", file))
}

/// Sends a list that can be read, and proves who sends it: nobody is looked up before.
pub(super) fn begin(app: &TestApp, who: &mut Person, list: &str) -> Page {
    let taken = upload(who, list);
    assert_eq!((taken.status, taken.location().as_deref()), (303, Some(ADDRESS)), "{}", taken.body);
    let read = who.browser.get(ADDRESS);
    assert!(read.text_of("read").is_some(), "{}", read.body);
    let asked = who.browser.submit("/admin/people/many/begin", &read, &[]);
    if asked.status != 200 {
        return asked;
    }
    assert!(asked.body.contains("name=\"passphrase\""), "{}", asked.body);
    who.send(app, "/admin/people/many/begin", &asked, &[])
}

/// The same, and looks until it is worked on no more; the page then.
pub(super) fn sent(app: &TestApp, who: &mut Person, list: &str) -> Page {
    let begun = begin(app, who, list);
    assert_eq!((begun.status, begun.location().as_deref()), (303, Some(ADDRESS)), "{}", begun.body);
    let mut last = None;
    wait_until("the list is worked on no more", || {
        let page = who.browser.get(ADDRESS);
        let is_over = page.text_of("working").is_none();
        assert!(is_over || page.header("refresh").is_some(), "it shows itself again");
        last = Some(page);
        is_over
    });
    last.unwrap()
}

/// Each thing that there is to mend.
pub(super) fn faults(page: &Page) -> Vec<String> {
    let list = page.body.split("id=\"faults\"").nth(1).unwrap_or_default().split("</ul>").next().unwrap_or_default();
    list.split("<li>").skip(1).map(|one| one.split("</li>").next().unwrap_or_default().to_owned()).collect()
}

pub(super) fn taken(who: &mut Person, what: &str) -> Page {
    who.console(&format!("{ADDRESS}/{what}"), &[])
}

/// Says that the links that were handed over are there.
pub(super) fn have_them(who: &mut Person) -> Page {
    let page = who.browser.get(ADDRESS);
    assert!(page.body.contains("I have them"), "{}", page.body);
    who.browser.submit("/admin/people/many/stop", &page, &[("what", "ready")])
}

pub(super) fn stop(who: &mut Person) -> Page {
    let id = who.browser.get(ADDRESS).hidden("list").unwrap();
    who.console("/admin/people/many/stop", &[("list", &id), ("what", "working")])
}

fn made(app: &TestApp) -> (i64, i64) {
    (app.count("account"), app.count("invitation"))
}

pub(super) fn events(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

// Threat: a list is taken in part; what is in it runs in a spreadsheet, or lies somewhere afterwards.
#[test]
fn a_list_is_taken_whole_or_not_at_all_and_its_links_are_handed_over_once() {
    let app = unhurried();
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut ada = enrol(&app, "ada");
    let before = made(&app);
    refused_as_they_are(&mut desk);
    // What only a look-up tells: nobody of it is invited, whichever line comes first.
    let enrolled = sent(&app, &mut desk, "identifier\neve\nada\nfinn\n");
    assert_eq!(faults(&enrolled), ["Line 3: this person is enrolled already"], "{}", enrolled.body);
    assert_eq!(made(&app), before, "all or none");
    assert_eq!(["list taken up", "list refused", "account met in a list"].map(|event| events(&app, event)), [1, 1, 1]);
    assert!(ada.browser.get("/account/activity").body.contains("had you in a list of people to invite"));
    // All of it: also somebody who had a link already, which ends.
    let former = invite(&app, "finn", false, &[]);
    let list =
        "\u{feff}Identifier;mail;displayName\r\neve;eve@x.example;\"Eve; of Oz\"\r\nfinn;;\r\n\"o\"\"neil\";;\r\n";
    let ready = sent(&app, &mut desk, list);
    assert!(ready.text_of("ready").is_some(), "{}", ready.body);
    assert_eq!(made(&app), (before.0 + 3, before.1 + 3));
    assert_eq!((events(&app, "list invited"), app.count("audit where service_provider = '3 people'")), (1, 4));
    // Nobody else's to take, and nobody's without the form's token.
    let mut other = enrol_with(&app, "other", &[Role::HelpDesk]);
    assert_eq!(taken(&mut other, "file").status, 410);
    assert_eq!(desk.browser.post(&format!("{ADDRESS}/file"), &[]).status, 400);
    let file = taken(&mut desk, "file");
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let rows: Vec<Vec<String>> =
        file.body.trim_start_matches('\u{feff}').lines().map(|line| cells(line, ',').unwrap()).collect();
    assert_eq!(rows.iter().map(|row| &*row[0]).collect::<Vec<_>>(), ["identifier", "eve", "finn", "o\"neil"]);
    // A download that broke is taken again, until she says that she has it.
    assert_eq!(taken(&mut desk, "file").body, file.body);
    assert_eq!(have_them(&mut desk).status, 303);
    for again in ["file", "letters"] {
        assert_eq!(taken(&mut desk, again).status, 410, "nothing of them is here any more");
    }
    assert_eq!((events(&app, "links handed over"), events(&app, "links thrown away")), (2, 0));
    assert!(!file.body.contains("of Oz"), "what is said of somebody is not written again");
    // Each link opens its own person's account.
    let path = |row: &Vec<String>| row[1].split_once("/enrol/").map(|(_, token)| format!("/enrol/{token}")).unwrap();
    let mut eve = enrol_by(&app, "eve", &path(&rows[1]));
    assert!(eve.browser.get("/account/export").body.contains("Eve; of Oz"));
    assert_eq!(eve.browser.get(&former).status, 410, "the link of before has ended");
    enrol_by(&app, "finn", &path(&rows[2]));
    letters(&app, &mut desk);
    for change in [Change::None, Change::Revoked, Change::RoleTaken] {
        changed_meanwhile(&app, change);
    }
    assert_eq!(app.findings(), []);
}

/// What can be told from the list alone, each by its number.
fn refused_as_they_are(desk: &mut Person) {
    let bad = upload(desk, "identifier,mail\neve,e@x.example\n=1+1,f@x.example\nEVE,g@x.example\nfinn\n\"gil\n");
    let told = faults(&bad).concat();
    assert!(bad.status == 422 && (3..=6).all(|line| told.contains(&format!("Line {line}:"))), "{told}");
    assert!(!told.contains("Line 2:") && !bad.body.contains("=1+1"), "control: {told}");
    for list in ["", "identifier\n", "identifier,Mail\nx,y\n", "mail\nx@x.example\n"] {
        assert_eq!(upload(desk, list).status, 422, "{list:?}");
    }
    let long = format!("identifier,mail\n{}", "=x,=y\n".repeat(10_000));
    let all = upload(desk, &long);
    assert!(
        all.status == 422 && all.text_of("other-faults").unwrap().ends_with("102–10001."),
        "{:?}",
        all.text_of("other-faults")
    );
    assert_eq!(upload(desk, &"x".repeat(5 * 1024 * 1024)).status, 413);
    assert_eq!(desk.browser.get(ADDRESS).text_of("read"), None, "none of them waits");
}

/// A page for each, with a code where there is no name; and nothing of them after half an hour.
fn letters(app: &TestApp, desk: &mut Person) {
    sent(app, desk, "identifier,mail\ngil,\n,code@x.example\n");
    let letters = taken(desk, "letters");
    assert_eq!(letters.body.matches("class=\"letter paper\"").count(), 2, "{}", letters.body);
    assert!(letters.body.contains("this login code") && letters.header("cache-control").unwrap().contains("no-store"));
    assert_eq!(desk.browser.submit("/admin/people/many/stop", &letters, &[("what", "ready")]).status, 303);
    assert_eq!(taken(desk, "letters").status, 410);
    // Another's invitation with a role is an owner's to replace, by a list as well.
    invite_with(app, "chief", &[Role::Auditor], &[]);
    let refused = sent(app, desk, "identifier\nchief\n");
    assert!(faults(&refused).concat().contains("an owner alone"), "{}", refused.body);
    sent(app, desk, "identifier\nhugo\n");
    app.clock.advance(time::Duration::minutes(29));
    assert!(desk.browser.get(ADDRESS).text_of("ready").is_some(), "control");
    assert_eq!(taken(desk, "file").status, 200);
    app.clock.advance(time::Duration::minutes(2));
    assert_eq!(taken(desk, "letters").status, 410);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// The control.
    None,
    Revoked,
    RoleTaken,
}

/// A list waits for somebody of it whose row another holds; until it goes on, its administrator is revoked, or has lost the role.
fn changed_meanwhile(app: &TestApp, change: Change) {
    log::keep();
    let who = format!("{change:?}").to_lowercase();
    let mut desk = enrol_with(app, &who, &[Role::HelpDesk]);
    let mut root = enrol_with(app, &format!("root-{who}"), &[Role::Owner]);
    invite(app, "hal", false, &[]);
    let (before, refused) = (made(app), events(app, "list refused"));
    let held = Held::by(app, "select id from account where state = 'invited' for update");
    assert_eq!(begin(app, &mut desk, &format!("identifier\nhal\nida-{who}\n")).status, 303);
    held.are_waited_for(app, 1);
    match change {
        Change::None => {}
        Change::Revoked => {
            app.block_on(revocation::revoke(&app.parts, &Identifier::parse(&who).unwrap(), "test")).unwrap();
        }
        Change::RoleTaken => {
            let page = root.browser.get("/admin/settings/roles");
            let done = root.send(app, "/admin/settings/roles", &page, &[("identifier", &who)]);
            assert_eq!(done.status, 303, "{}", done.body);
        }
    }
    let said = log::with("who sent the list may not any more").len();
    held.release(app);
    if change == Change::None {
        wait_until("it is done", || desk.browser.get(ADDRESS).text_of("ready").is_some());
        assert_eq!(made(app), (before.0 + 1, before.1 + 1), "control");
        return;
    }
    wait_until("it is refused", || events(app, "list refused") > refused);
    assert_eq!((made(app), log::with("who sent the list may not any more").len() - said), (before, 1), "{who}");
}

// Threat: somebody at an open screen, or with a stolen cookie, takes the links of a list that its administrator proved for.
#[test]
fn links_are_handed_to_the_session_that_proved_or_to_another_that_does() {
    let app = unhurried();
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    sent(&app, &mut desk, "identifier\neve\nfinn\n");
    let first = std::mem::replace(&mut desk.browser, Browser::new(&app.base));
    assert_eq!(desk.sign_in(&app).status, 303);
    for what in ["letters", "file"] {
        let asked = taken(&mut desk, what);
        assert!(asked.body.contains("name=\"passphrase\"") && !asked.body.contains("/enrol/"), "{}", asked.body);
    }
    assert_eq!(events(&app, "links handed over"), 0);
    // Controls: with a proof; and in the session of before without.
    let file = desk.proven(&app, "/admin/people/many/file", &[]);
    assert_eq!((file.body.matches("/enrol/").count(), events(&app, "links handed over")), (2, 1), "{}", file.body);
    desk.browser = first;
    sent(&app, &mut desk, "identifier\neve\n");
    // A list of another page takes nothing from those that wait.
    assert_eq!(upload(&mut desk, "identifier\ngil\n").status, 409);
    assert!(taken(&mut desk, "file").body.contains("/enrol/"));
}

// Threat: a list cannot be stopped; two at once double the pace, or one administrator takes what is another's; or a list begins without
// its administrator's second factor, or another one than she looked at.
#[test]
fn a_list_that_is_stopped_invites_nobody_and_is_its_own_administrators_alone() {
    let app = spawn_with(paced(Duration::from_secs(3600)));
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut other = enrol_with(&app, "other", &[Role::Owner]);
    let (before, list) = (made(&app), "identifier\neve\nfinn\n");
    // Wrong factors begin nothing; nor does a page of before another list was sent.
    assert_eq!(upload(&mut desk, list).status, 303);
    let old = desk.browser.get(ADDRESS);
    let asked = desk.browser.submit("/admin/people/many/begin", &old, &[]);
    let wrong = [("passphrase", "a guess that is long enough"), ("code", "000000")];
    assert_eq!(desk.browser.submit("/admin/people/many/begin", &asked, &wrong).status, 422);
    assert_eq!(upload(&mut desk, list).status, 303);
    assert_eq!(desk.send(&app, "/admin/people/many/begin", &asked, &[]).status, 410);
    assert_eq!(events(&app, "list taken up"), 0);
    assert_eq!(begin(&app, &mut desk, list).status, 303);
    assert!(desk.browser.get(ADDRESS).text_of("working").unwrap().contains("of 2 people"));
    let busy = begin(&app, &mut other, list);
    assert!(busy.status == 409 && busy.body.contains("One list at a time"), "{}", busy.body);
    assert_eq!(upload(&mut desk, list).status, 409, "nor is one's own replaced");
    assert_eq!(taken(&mut desk, "letters").status, 410, "none is ready");
    let id = desk.browser.get(ADDRESS).hidden("list").unwrap();
    let fields = [("list", &*id), ("what", "working")];
    assert_eq!(other.console("/admin/people/many/stop", &fields).status, 303);
    assert!(desk.browser.get(ADDRESS).text_of("working").is_some(), "another's is theirs alone to stop");
    assert_eq!(stop(&mut desk).status, 303);
    assert!(desk.browser.get(ADDRESS).text_of("working").is_none());
    assert_eq!((made(&app), events(&app, "list refused")), (before, 1));
    assert_eq!(begin(&app, &mut desk, list).status, 303, "control: another may begin");
    // But for an owner, who says so: nobody keeps the only place.
    assert_eq!(other.console("/admin/people/many/stop", &[("what", "others")]).status, 303);
    assert!(desk.browser.get(ADDRESS).text_of("working").is_none() && events(&app, "list refused") == 2);
}

// Threat: a list of names tells who has an account, ten thousand at a time.
#[test]
fn a_list_tells_of_twenty_who_are_here_and_five_lists_an_hour() {
    let app = unhurried();
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let known: String = (0..30).map(|n| format!("person{n}\n")).collect();
    known.lines().for_each(|name| drop(invite(&app, name, false, &[])));
    app.sql("update account set state = 'revoked' where state = 'invited'");
    let told = sent(&app, &mut desk, &format!("identifier\n{known}"));
    assert_eq!(faults(&told).len(), 20, "{}", told.body);
    assert!(told.text_of("cut").is_some() && events(&app, "account met in a list") == 20, "{}", told.body);
    for _ in 1..5 {
        sent(&app, &mut desk, "identifier\nperson1\n");
    }
    let waits = begin(&app, &mut desk, "identifier\nnobody\n");
    assert!(waits.status == 429 && waits.body.contains("no way to find out who is here"), "{}", waits.body);
    assert_eq!((events(&app, "list taken up"), events(&app, "list refused")), (5, 5));
    // Control: it is hers alone, and over after an hour.
    let mut other = enrol_with(&app, "other", &[Role::HelpDesk]);
    assert!(sent(&app, &mut other, "identifier\nnobody\n").text_of("ready").is_some());
    app.clock.advance(time::Duration::minutes(61));
    desk.sign_in(&app);
    assert!(sent(&app, &mut desk, "identifier\nnobody\n").text_of("ready").is_some());
}

// Threat: a list uses up what the keeper looks up, and nobody signs in any more.
#[test]
fn a_list_takes_no_more_look_ups_than_those_who_sign_in_leave() {
    let mut options = paced(Duration::ZERO);
    options.policy.throttle.source.look_ups_in_all_per_second = 0;
    options.policy.throttle.source.look_ups_in_all_burst = 60;
    options.limits = Limits { handles_per_second: 0, handle_burst: 400, ..options.limits };
    let app = spawn_with(options);
    let (mut desk, mut ada) = (enrol_with(&app, "desk", &[Role::HelpDesk]), enrol(&app, "ada"));
    let before = made(&app);
    let many: String = (0..100).map(|n| format!("person{n}\n")).collect();
    let stopped = sent(&app, &mut desk, &format!("identifier\n{many}"));
    let why = stopped.text_of("stopped").unwrap_or_else(|| panic!("{}", stopped.body));
    assert!(why.contains("Those who sign in come first") && made(&app) == before, "{why}");
    // A stranger's browser: theirs is the other half.
    ada.browser = Browser::new(&app.base);
    assert_eq!(ada.sign_in(&app).status, 303);
    // Control: by the keeper's own budget alone, once all is used, nobody would.
    let used_up = (0..200).any(|_| app.block_on(app.parts.keeper.handle(app.parts.org, "x")).is_err());
    ada.browser = Browser::new(&app.base);
    assert!(used_up && ada.sign_in(&app).status != 303);
}
