//! PostgreSQL goes away and comes back: a page with Retry-After meanwhile, and recovery without a restart.

use crate::support::app::spawn_on;
use crate::support::browser::Browser;
use crate::support::person::enrol;
use crate::support::relay::Relay;
use crate::support::{app::Options, cluster};

#[test]
fn a_database_that_is_away_is_a_503_and_its_return_is_noticed() {
    let relay = Relay::to(&cluster::create_database());
    let app = spawn_on(relay.options(), Options::default());
    let mut ada = enrol(&app, "ada@example.org");
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
    assert_eq!(ada.sign_in(&app).status, 303);
}
