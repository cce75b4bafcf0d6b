//! `/readyz`: what is well, what is not, and nothing that anybody could use.

use crate::support::app::{Options, TestApp, spawn, spawn_on, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::cluster;
use crate::support::relay::Relay;
use time::Duration;

fn ask(app: &TestApp) -> (u16, serde_json::Value) {
    let Page { status, body, .. } = Browser::new(&app.base).get("/readyz");
    (status, serde_json::from_str(&body).unwrap())
}

#[test]
fn a_server_that_is_well_says_of_each_part_that_it_is() {
    let app = spawn();
    let (status, said) = ask(&app);
    assert_eq!(status, 200);
    assert_eq!(said["ready"], true);
    for (part, state) in [("database", "ok"), ("keeper", "ok")] {
        assert_eq!(said[part], state);
    }
    assert_eq!(said["clock"]["state"], "ok");
    let offset = said["clock"]["offset_ms"].as_i64().unwrap();
    assert!(offset.abs() < 1900, "the same machine's clock: {offset} ms");
    let words: usize = said.as_object().unwrap().len();
    assert_eq!(words, 5, "nothing else is told: {said}");
}

// Threat: a machine whose clock is off takes codes that are over and makes assertions that nobody may use yet.
#[test]
fn a_clock_that_is_off_is_measured_and_not_ready() {
    for (seconds, status) in [(-12, 503), (12, 503), (-8, 200), (8, 200)] {
        let app = spawn_with(Options { ahead: Duration::seconds(seconds), ..Options::default() });
        let (found, said) = ask(&app);
        assert_eq!(found, status, "{said}");
        assert_eq!(said["clock"]["state"], if status == 200 { "ok" } else { "off" });
        let offset = said["clock"]["offset_ms"].as_i64().unwrap();
        assert!((offset + seconds * 1000).abs() < 1900, "PostgreSQL's less ours: {offset} ms");
    }
}

#[test]
fn a_database_that_is_away_and_one_that_is_anothers_are_told_apart() {
    let relay = Relay::to(&cluster::create_database());
    let app = spawn_on(relay.options(), Options::default());
    relay.cut();
    let (status, said) = ask(&app);
    assert_eq!((status, said["database"].as_str(), said["keeper"].as_str()), (503, Some("away"), Some("ok")), "{said}");
    assert!(said["clock"]["offset_ms"].is_null());
    relay.mend();
    assert_eq!(ask(&app).0, 200);
    assert_eq!(app.sql("update organisation set mac = decode(repeat('00', 32), 'hex')"), 1);
    let (status, said) = ask(&app);
    assert_eq!((status, said["keeper"].as_str()), (503, Some("foreign")), "{said}");
}
