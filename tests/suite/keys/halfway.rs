//! Agreed or not, and never in between: every statement that writes, and the commit, fails once by an error, and once by a lost
//! connection, which is what PostgreSQL sees of a server that is killed there. A profile and a scope's row are then as they were, octet
//! for octet.

use super::{change, enable, open, portal, told};
use crate::page_keys::{self, PageKey};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use crate::ways::halfway::FAILPOINTS;
use senza::federation::ScopeWanted::{Add, AddForPages, Remove, Rotate};

fn standing(app: &TestApp) -> String {
    let query = "select string_agg(line, ' ' order by line) from (select to_jsonb(t)::text as line from scope t
                 union all select to_jsonb(t)::text from profile t) rows";
    app.block_on(sqlx::query_scalar(query).fetch_one(&app.parts.pool)).unwrap()
}

struct Scene<'a> {
    app: &'a TestApp,
    cuts: bool,
    tried: u32,
}

impl Scene<'_> {
    /// Fails it at each statement in turn until it goes through.
    fn everywhere(&mut self, what: &str, mut send: impl FnMut() -> bool) {
        let before = standing(self.app);
        for at in 1..40 {
            let cuts = self.cuts;
            self.app.sql(&format!(
                "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
            ));
            let is_done = send();
            self.app.sql("update test_failpoint set at = 0");
            if is_done {
                assert!(at > 1, "control: {what} has a statement to fail at");
                assert_ne!(standing(self.app), before, "control: {what} changes something");
                return;
            }
            assert_eq!(standing(self.app), before, "{what} at {at}: half done");
            self.tried += 1;
        }
        panic!("{what} never went through");
    }
}

fn went(page: &Page) -> bool {
    assert!(page.status < 400 || page.status >= 500, "{} {}", page.status, page.body);
    page.status < 400
}

/// Everything that a person says, and what is noted for them.
fn says_it_all(scene: &mut Scene<'_>, ada: &mut Person, [sp, pages]: [&Sp; 2]) {
    for purpose in ["files", "notes"] {
        let page = open(&mut ada.browser, &sp.entity_id);
        let typed = [("purpose", purpose), ("answer", "agree")];
        scene.everywhere("to agree", || went(&ada.browser.submit("/keys/agree", &page, &typed)));
    }
    scene.everywhere("a first delivery", || {
        let page = open(&mut ada.browser, &sp.entity_id);
        went(&page) && !told(&Answer::of(&page), "notes").is_empty()
    });
    let page = ada.browser.get("/account/keys");
    for what in ["end", "ask"] {
        let typed = [("sp", &*sp.entity_id), ("purpose", "files"), ("delivery", "assertion"), ("do", what)];
        scene.everywhere(what, || went(&ada.browser.submit("/account/keys", &page, &typed)));
    }
    let address = || page_keys::address(pages, &PageKey::new());
    let page = page_keys::go(&mut ada.browser, &address());
    let typed = [("answer", "agree")];
    scene.everywhere("to agree for a page", || went(&ada.browser.submit("/keys/browser/agree", &page, &typed)));
    scene.everywhere("a first delivery to a page", || went(&page_keys::go(&mut ada.browser, &address())));
}

#[test]
fn what_is_said_is_said_or_not_whichever_statement_fails_or_is_cut_off() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    enable(&app, &sp, "files");
    let pages = Sp::new("pages").register(&app);
    change(&app, &pages, "notes", AddForPages { back: page_keys::BACK.to_owned() }).unwrap();
    let mut people = ["ada@example.org", "ben@example.org"].map(|name| enrol(&app, name));
    app.sql(FAILPOINTS);
    let mut tried = [0; 2];
    for ((cuts, person), tried) in [false, true].into_iter().zip(&mut people).zip(&mut tried) {
        let mut scene = Scene { app: &app, cuts, tried: 0 };
        says_it_all(&mut scene, person, [&sp, &pages]);
        for wanted in [|| Rotate { overlap: 30 }, || Remove, || Add { plain: None }] {
            scene.everywhere("an operator's change", || change(&app, &sp, "notes", wanted()).is_ok());
        }
        *tried = scene.tried;
    }
    println!("{tried:?} failpoints, nothing half done");
    assert!(tried.iter().all(|tried| *tried > 12), "control: {tried:?}");
    assert_eq!(app.findings(), [], "and what is on record is so, once it was done");
}
