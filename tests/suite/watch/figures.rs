//! The console's figures: what the audit's rows say, in shapes, words and tables; for each role what it may see.

use crate::support::answer::Answer;
use crate::support::app::spawn;
use crate::support::browser::{Browser, Page};
use crate::support::person::{enrol, enrol_with};
use crate::support::sp::Sp;
use senza::domain::Role;
use time::Duration;

/// What stands under a chart.
fn summary(page: &Page, title: &str) -> String {
    assert_eq!(page.status, 200, "{}", page.body);
    let (_, after) = page.body.split_once(&format!("<h3>{title}</h3><p class=\"muted small\">")).unwrap();
    after.split('<').next().unwrap().to_owned()
}

// Threat: figures that say something else than what is on record; script or style that a page's policy would have to allow for them.
#[test]
fn the_first_page_counts_what_is_on_record_and_shows_it_in_shapes_words_and_a_table() {
    let app = spawn();
    // Not over midnight.
    app.clock.advance(Duration::minutes(i64::from(app.parts.clock.now().hour() == 23) * 61));
    let mut manager = enrol_with(&app, "manager", &[Role::Federation]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let mut ada = enrol(&app, "ada@example.org");
    let portal = Sp::new("portal").named("Ward list").register(&app);
    // Its certificate ends in less than thirty days.
    Sp::new("laboratory").named("Laboratory").encrypted_to().register(&app);
    assert_eq!(
        summary(&manager.browser.get("/admin"), "Applications opened"),
        "0 today, 0 in 30 days; the most on one day were 0."
    );
    for _ in 0..3 {
        assert!(Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).is_success());
    }
    let mut stranger = Browser::new(&app.base);
    let login = stranger.get("/login");
    let typed = [("identifier", "ada@example.org"), ("passphrase", "a guess"), ("code", "123456")];
    assert_eq!(stranger.submit("/login", &login, &typed).status, 403);
    // A moment later, so that it is counted anew.
    app.clock.advance(Duration::seconds(10));
    let page = manager.browser.get("/admin");
    assert_eq!(summary(&page, "Applications opened"), "3 today, 3 in 30 days; the most on one day were 3.");
    assert_eq!(summary(&page, "Refused"), "1 today, 1 in 30 days; the most on one day were 1.");
    assert!(page.body.contains("A sign-in was refused</th><td data-label=\"One day\">1<"), "{}", page.body);
    // Wherever the keeper of this run is.
    let keeper = if app.parts.keeper.is_embedded() { "inside this server" } else { ">Answers<" };
    assert!(page.body.contains(keeper) && page.body.contains("Signing key, RSA"), "{}", page.body);
    assert!(page.body.contains("29 days are still being counted"), "a day that is not counted says so");
    for bad in ["style=", "<script", "<style", "onload"] {
        assert!(!page.body.split("id=\"figures\"").nth(1).unwrap().contains(bad), "{bad}");
    }
    assert_eq!(page.body.matches("<svg ").count(), page.body.matches("role=\"img\" aria-labelledby=\"").count());
    assert_eq!(page.body.matches("<table class=\"data\"><caption>").count(), 3, "a table behind each chart");

    // Rows of before, once the days before are counted; and rows that are gone are not counted any more.
    app.sql("update audit set at = at - interval '3 days' where event = 'signed on' and seq % 2 = 0");
    let moved = app.count("audit where event = 'signed on' and at < now() - interval '2 days'");
    assert!(moved > 0, "control");
    while app.block_on(app.parts.figures.count_back(&app.parts.pool, app.parts.clock.now())).unwrap() {}
    app.clock.advance(Duration::seconds(10));
    let page = manager.browser.get("/admin");
    assert_eq!(
        summary(&page, "Applications opened").split(';').next().unwrap(),
        format!("{} today, 3 in 30 days", 3 - moved)
    );
    assert!(!page.body.contains("still being counted"));

    // Which applications there are is not for the help desk.
    let keys = page.body.split("keys that end within thirty days").nth(1).unwrap();
    assert!(keys.contains("Laboratory<br>") && keys.matches(">encryption</td>").count() == 1, "{keys}");
    let page = desk.browser.get("/admin");
    assert!(
        page.status == 200
            && !page.body.contains("keys that end within thirty days")
            && page.body.contains("id=\"keepers\"")
    );
}
