//! PostgreSQL goes away and comes back: a page with Retry-After meanwhile, and recovery without a restart.

use crate::support::answer::Answer;
use crate::support::app::spawn_on;
use crate::support::browser::Browser;
use crate::support::person::{enrol, enrol_at_once};
use crate::support::relay::Relay;
use crate::support::sp::Sp;
use crate::support::{app::Options, cluster};
use time::Duration;

#[test]
fn a_database_that_is_away_is_a_503_and_its_return_is_noticed() {
    let relay = Relay::to(&cluster::create_database());
    let app = spawn_on(relay.options(), Options::default());
    // A clock that was moved on would not be ready either.
    let mut ada = enrol_at_once(&app, "ada@example.org", false, &[]);
    assert_eq!(ada.browser.get("/readyz").status, 200);
    relay.cut();
    for path in ["/portal", "/readyz", "/saml/init?sp=https://sp.example.org"] {
        let away = ada.browser.get(path);
        assert_eq!((away.status, away.header("retry-after")), (503, Some("5")), "{path}");
    }
    assert_eq!(Browser::new(&app.base).get("/healthz").status, 200, "the process itself is well");
    assert_eq!(Browser::new(&app.base).get("/login").status, 200, "a page that needs no database is there");
    let page = ada.browser.get("/portal");
    assert!(page.body.contains("Nothing is lost") && page.body.contains(page.header("x-request-id").unwrap()));
    relay.mend();
    assert_eq!(ada.browser.get("/readyz").status, 200);
    assert_eq!(ada.browser.get("/portal").status, 200, "the same session, without a restart");
    app.clock.advance(Duration::seconds(30));
    assert_eq!(ada.sign_in(&app).status, 303);
}

// Connections that are kept without a test between two uses: one that was lost meanwhile costs nobody a sign-on.
#[test]
fn a_connection_that_was_lost_a_moment_ago_is_made_anew() {
    let relay = Relay::to(&cluster::create_database());
    let app = spawn_on(relay.options(), Options::default());
    let sp = Sp::new("lost").register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    for _ in 0..5 {
        assert!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).is_success());
        relay.cut();
        relay.mend();
    }
    assert_eq!(app.count("audit where event = 'signed on'"), 5);
}

// Threat: a commit whose answer is lost is made a second time, or its sign-on is refused as one that was answered.
#[test]
fn a_commit_whose_answer_was_lost_is_there_once_and_counts() {
    let relay = Relay::to(&cluster::create_database());
    let app = spawn_on(relay.options(), Options::default());
    let sp = Sp::new("lost").register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let request = sp.request(&app).unsigned();
    relay.lose_answer(b"INSERT 0 1\0");
    assert!(Answer::of(&ada.browser.get(&request)).is_success());
    assert!(relay.has_lost(), "control: the answer to the commit was lost");
    assert_eq!(app.count("audit where event = 'signed on'"), 1);
    assert_eq!(app.count("(select 1 from audit group by chain) as chains"), 1, "the chain goes on");
    assert_ne!(ada.browser.get(&request).status, 200, "and the request is used");
    assert!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).is_success());
}
