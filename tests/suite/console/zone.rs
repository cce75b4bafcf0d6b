//! Whose clock the times of a page are by: the one that the viewer's browser names, else the organisation's, else UTC.

use super::look::{KEEP, LOOK, choose, hand_in, root};
use super::mail::with_mail;
use super::many::{sent, taken};
use crate::drill::dump;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::envelopes::wait_until;
use crate::support::person::{enrol, enrol_with};
use crate::support::smtp::{MailServer, Mode};
use crate::swaps::log;
use senza::domain::{Role, Zone};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const COOKIE: &str = "senza_zone";
/// Quarters of an hour, and no summer.
const KATHMANDU: (&str, &str) = ("Asia/Kathmandu", "UTC+5:45");
const TOKYO: (&str, &str) = ("Asia/Tokyo", "JST");
const UTC: (&str, &str) = ("UTC", "UTC");

/// What a page says of moments: to machines, and in words.
fn moments(page: &Page) -> Vec<(String, String)> {
    let elements = page.body.split("<time datetime=\"").skip(1);
    let parts = elements.map(|rest| {
        let (machine, rest) = rest.split_once("\">").unwrap();
        (machine.to_owned(), rest.split_once("</time>").unwrap().0.to_owned())
    });
    parts.filter(|(machine, _)| machine.contains('T')).collect()
}

/// Each moment of the page is said by these clocks, and there is one.
fn assert_by(page: &Page, (zone, called): (&str, &str)) {
    let (zone, all) = (Zone::named(zone).unwrap(), moments(page));
    assert!(!all.is_empty(), "{}", page.body);
    for (machine, words) in all {
        let at = zone.local(OffsetDateTime::parse(&machine, &Rfc3339).unwrap()).at;
        let time = format!("{:02}:{:02}\u{a0}{called}", at.hour(), at.minute());
        assert!(words.ends_with(&time), "{machine} is said as {words}, not {time}");
        assert!(words == time || words.starts_with(&format!("{} ", at.day())), "{machine}: {words}");
    }
}

/// As an owner, without anything else of how pages look.
fn set(app: &TestApp, root: &mut crate::support::person::Person, zone: &str) {
    assert_eq!(choose(app, root, &[("zone", zone)], None).status, 303);
}

// Threat: a time is read by another clock than it was said by.
#[test]
fn times_are_by_the_viewers_clock_else_the_houses_else_utc() {
    let app = spawn();
    let (mut root, mut ada) = (root(&app), enrol(&app, "ada@example.org"));
    assert_by(&ada.browser.get("/account"), UTC);
    let day = |page: &Page| page.body.contains("</time>") && page.body.contains(" (UTC)</time>");
    assert!(!day(&ada.browser.get("/account/devices")), "a day of UTC needs not say so there");
    ada.browser.set_cookie(COOKIE, KATHMANDU.0);
    assert_by(&ada.browser.get("/account"), KATHMANDU);
    assert_by(&ada.browser.get("/account/activity"), KATHMANDU);
    assert!(day(&ada.browser.get("/account/devices")), "which ends at another hour than her own");
    assert_by(&root.browser.get("/admin"), UTC);
    set(&app, &mut root, TOKYO.0);
    assert_eq!(app.count("organisation_look where zone = 'Asia/Tokyo'"), 1);
    assert_by(&root.browser.get("/admin"), TOKYO);
    assert_by(&ada.browser.get("/account"), KATHMANDU);
    ada.browser = ada.elsewhere(&app).browser;
    assert_by(&ada.browser.get("/account"), TOKYO);
    // It stays while something else changes, and goes when it is taken away.
    let form = root.browser.get(LOOK);
    assert!(form.body.contains("value=\"Asia/Tokyo\" spellcheck"), "{}", form.body);
    set(&app, &mut root, "");
    assert_by(&ada.browser.get("/account"), UTC);
}

// Threat: a cookie that is no zone's name: it leads to a file, stands on the page or in the log, or keeps somebody out. Control: one that is
// changes what is seen.
#[test]
fn a_cookie_that_names_no_zone_is_as_good_as_none() {
    log::keep();
    let app = spawn();
    let mut root = root(&app);
    set(&app, &mut root, TOKYO.0);
    let long = "Asia/Kathmandu/".repeat(200);
    for hostile in [
        "Mars/Olympusnowhere1337",
        "../../etc/passwdnowhere1337",
        "/usr/share/zoneinfo/Asia/Kathmandu",
        "Asia/../Asia/Kathmandu",
        "Asia%2FKathmandunowhere1337",
        "<script>alert(nowhere1337)</script>",
        "\"Asia/Kathmandunowhere1337",
        "Etc/Unknown",
        "localtime",
        "%00%ff",
        "",
        "=",
        &long,
    ] {
        root.browser.set_cookie(COOKIE, hostile);
        let page = root.browser.get("/admin");
        assert_eq!(page.status, 200, "{hostile:.40}");
        assert_by(&page, TOKYO);
        assert!(!page.body.contains("nowhere1337"), "{hostile}");
    }
    assert_eq!(log::with("nowhere1337"), Vec::<String>::new());
    root.browser.set_cookie(COOKIE, KATHMANDU.0);
    assert_by(&root.browser.get("/admin"), KATHMANDU);
}

// Threat: where somebody is, which the cookie says about, is kept. Control: the zone that an owner chose for the house is found there.
#[test]
fn where_somebody_is_goes_to_no_database_and_no_log() {
    log::keep();
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut root = root(&app);
    ada.browser.set_cookie(COOKIE, "Pacific/Chatham");
    root.browser.set_cookie(COOKIE, "Pacific/Chatham");
    ada.sign_in(&app);
    for path in ["/account", "/account/activity", "/portal", "/nowhere"] {
        ada.browser.get(path);
    }
    set(&app, &mut root, "Pacific/Marquesas");
    let dumped = String::from_utf8_lossy(&dump(&app)).into_owned();
    assert!(!dumped.contains("Chatham") && dumped.contains("Pacific/Marquesas"));
    assert_eq!(log::with("Chatham"), Vec::<String>::new());
    tracing::info!("control: Chatham");
    assert_eq!(log::with("Chatham").len(), 1, "it would be found");
}

#[test]
fn what_is_not_a_zone_is_refused_by_its_reason_and_what_is_can_be_seen_before() {
    let app = spawn();
    let mut root = root(&app);
    for not in
        ["Rome", "+01:00", "CET-1CEST", "../zoneinfo/Europe/Rome", "<script>alert(1)</script>", &"Asia/".repeat(99)]
    {
        let form = root.browser.get(LOOK);
        let page = hand_in(&mut root, &form, &[("zone", not)], None);
        assert!(
            page.status == 422 && page.body.contains("A zone is written as a region and a city"),
            "{not}: {}",
            page.body
        );
        assert!(page.body.contains("href=\"#zone\"") && !page.body.contains("<script>alert"), "{}", page.body);
    }
    let form = root.browser.get(LOOK);
    assert!(form.body.contains("<option value=\"Europe/Rome\">"), "names to choose from");
    let preview = hand_in(&mut root, &form, &[("zone", "asia/tokyo")], None);
    let said = preview.text_of("zone").unwrap();
    assert!(said.starts_with("as in Asia/Tokyo: it is ") && said.ends_with("\u{a0}JST now"), "{said}");
    // What is kept is read once more as strictly, whoever says that it was looked at.
    let own = preview.hidden_fields();
    let tampered: Vec<(&str, &str)> =
        own.iter().map(|(name, value)| (&**name, if name == "zone" { "../Asia/Tokyo" } else { &**value })).collect();
    assert_eq!(root.browser.post(KEEP, &tampered).status, 400);
    assert_eq!(app.count("organisation_look"), 0);
    assert_eq!(root.send(&app, KEEP, &preview, &[]).status, 303, "control");
    assert_eq!(app.count("audit where event = 'look changed'"), 1);
}

// Threat: an auditor compares rows with a log or with another auditor's, and the hours are others.
#[test]
fn the_audit_is_in_utc_whoever_looks() {
    let app = spawn();
    let mut root = root(&app);
    set(&app, &mut root, TOKYO.0);
    root.browser.set_cookie(COOKIE, KATHMANDU.0);
    assert_by(&root.browser.get("/admin/audit"), UTC);
    let person = root.console("/admin/audit/person", &[("identifier", "root")]);
    assert!(person.status == 200 && !person.body.contains("(UTC)"), "{}", person.body);
    assert_by(&person, UTC);
    assert_by(&root.browser.get("/admin"), KATHMANDU);
}

// Threat: a link that somebody has by mail or on paper is over at another hour than it says to them: its sender's clock is not theirs.
#[test]
fn mail_and_letters_are_by_the_houses_clock() {
    let mut server = MailServer::start(Mode::Plain);
    let app = with_mail(server.post());
    let (mut root, mut desk) = (root(&app), enrol_with(&app, "desk", &[Role::HelpDesk]));
    set(&app, &mut root, TOKYO.0);
    desk.browser.set_cookie(COOKIE, KATHMANDU.0);
    sent(&app, &mut desk, "identifier,mail\neve,eve@hospital.example\n");
    let letters = taken(&mut desk, "letters");
    assert_eq!(letters.status, 200, "{}", letters.body);
    assert_by(&letters, TOKYO);
    assert_eq!(taken(&mut desk, "mail").status, 303);
    wait_until("it is sent", || !server.messages().is_empty());
    let message = &server.messages()[0];
    assert!(message.content.contains(" JST.") && !message.content.contains("UTC"), "{}", message.content);
}

// Threat: a page that says somebody's times is kept for somebody else.
#[test]
fn nothing_that_may_be_kept_depends_on_the_cookie() {
    let app = spawn();
    let mut there = Browser::new(&app.base);
    there.set_cookie(COOKIE, KATHMANDU.0);
    let kept = ["/assets/senza.css", "/assets/zone.js", "/assets/icon.svg", "/saml/metadata"];
    for path in kept {
        let (with, without) = (there.get(path), Browser::new(&app.base).get(path));
        assert_eq!((with.status, &with.body), (200, &without.body), "{path}");
        assert_eq!((with.header("vary"), with.header("set-cookie")), (None, None), "{path}");
        assert_eq!(with.header("cache-control"), without.header("cache-control"), "{path}");
    }
    for path in ["/", "/login", "/nowhere"] {
        let page = there.get(path);
        assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
        assert!(
            page.body.contains("<script src=\"/assets/zone.js\" data-cookie=\"senza_zone\" defer></script>"),
            "{path}"
        );
    }
}
