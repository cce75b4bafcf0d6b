//! Times in a real browser: by the clock of where it is, and by the organisation's where it runs no scripts.

use super::run_asking;
use crate::console::look::choose;
use crate::support::app::spawn;
use crate::support::person::{enrol_with, invite};
use senza::domain::{Role, Zone};
use senza::sign_in::totp;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// That each moment is said by the clocks of a zone.
fn assert_by(zone: &str, called: &str, moments: &Value) {
    let zone = Zone::named(zone).unwrap();
    let all = moments.as_array().unwrap();
    assert!(!all.is_empty());
    for one in all {
        let at = OffsetDateTime::parse(one["machine"].as_str().unwrap(), &Rfc3339).unwrap();
        let there = zone.local(at).at;
        let time = format!("{:02}:{:02}\u{a0}{called}", there.hour(), there.minute());
        assert!(one["words"].as_str().unwrap().ends_with(&time), "{one}: {time}");
    }
}

#[test]
fn the_second_page_has_the_times_of_where_its_browser_is_and_without_scripts_the_houses() {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    assert_eq!(choose(&app, &mut root, &[("zone", "Australia/Brisbane")], None).status, 303);
    let links = ["ada", "bea", "cai"].map(|name| format!("{}{}", app.base, invite(&app, name, false, &[])));
    let seen = run_asking("zone.mjs", json!({ "link": links[0], "links": links, "asks": true }), |asked| {
        app.clock.advance(time::Duration::seconds(30));
        json!(app.code(&totp::seed_of_uri(asked["uri"].as_str().unwrap()).unwrap()))
    });
    assert_by("Asia/Kathmandu", "UTC+5:45", &seen["kathmandu"]["moments"]);
    assert_by("Asia/Tokyo", "JST", &seen["before"]);
    assert_by("Asia/Kathmandu", "UTC+5:45", &seen["after"]);
    assert_by("Australia/Brisbane", "AEST", &seen["without"]["moments"]);
    let offset = Zone::named("America/New_York").unwrap().local(OffsetDateTime::now_utc()).at.offset().whole_hours();
    assert_by("America/New_York", if offset == -4 { "EDT" } else { "EST" }, &seen["summer"]["moments"]);
    assert_eq!(seen["without"]["cookies"], json!([]), "{seen}");
    let [cookie] = &seen["kathmandu"]["cookies"].as_array().unwrap()[..] else { panic!("{seen}") };
    // It goes with the browser, and to nobody else.
    assert_eq!(cookie["expires"], json!(-1), "{cookie}");
    // Chromium has the spelling of before.
    assert!(["Asia/Kathmandu", "Asia/Katmandu"].contains(&cookie["value"].as_str().unwrap()), "{cookie}");
    assert_eq!((&cookie["sameSite"], &cookie["path"]), (&json!("Lax"), &json!("/")), "{cookie}");
    assert_eq!(seen["problems"], json!([]), "{seen}");
}
