//! The same of what is shown one by one: a change that waits for a second person, and the keyring with everybody on it.

use super::applications::{about, left};
use super::pages::{asking, with_another};
use super::pseudo;
use crate::again::keyring::member;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::person::{Person, enrol_as, enrol_with};
use crate::support::sp::Sp;
use senza::domain::Role;
use senza::domain::identifier::IDENTIFIER_MAX;
use senza::federation::SETTLED;
use senza::words::say;

const REQUIREMENT: &str = "/admin/settings/approvals";
const KEYRING: &str = "/admin/keyring";

/// Pages, and what is English on each.
#[derive(Default)]
pub(super) struct Walk {
    pages: Vec<(String, Page)>,
}

impl Walk {
    pub(super) fn look(&mut self, name: &str, page: Page) -> &Page {
        self.pages.push((name.to_owned(), page));
        &self.pages.last().unwrap().1
    }

    /// `told`: what these pages are told, besides what all are.
    pub(super) fn over(self, told: &[&str]) {
        let mut found = Vec::new();
        for (name, page) in &self.pages {
            assert!(page.body.contains("lang=\"qps\""), "{name}: {} {}", page.status, page.body);
            let words = left(page).into_iter().filter(|word| !is_told(told, word));
            found.extend(words.map(|word| format!("{name}: {word}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        // Control: a sentence on the last of them would be seen, and in the others by the same look.
        let (_, mut page) = self.pages.into_iter().next_back().unwrap();
        page.body = page.body.replacen("</h1>", "</h1><p>Nothing waits here.</p>", 1);
        let words: Vec<String> = left(&page).into_iter().filter(|word| !is_told(told, word)).collect();
        assert_eq!(words, ["Nothing", "waits", "here."]);
    }
}

fn is_told(told: &[&str], word: &str) -> bool {
    told.contains(&word.trim_matches(|sign: char| !sign.is_ascii_alphanumeric()))
}

/// Goes on in another language.
pub(super) fn goes_foreign(who: Person) -> Person {
    Person { browser: asking(who.browser), ..who }
}

/// What a proposal's address is, from where a form leads.
fn waits(done: &Page) -> String {
    let page = done.location().unwrap_or_else(|| panic!("{} {}", done.status, done.body));
    page.strip_suffix("&done=proposed").unwrap_or_else(|| panic!("{page}")).to_owned()
}

#[test]
fn no_english_is_left_on_what_waits_for_a_second_person() {
    let (app, mut walk) = (with_another(), Walk::default());
    let owners = ["root", "eve"].map(|name| enrol_with(&app, name, &[Role::Owner]));
    app.clock.advance(SETTLED);
    let [mut root, mut eve] = owners.map(|mut owner| {
        assert_eq!(owner.sign_in(&app).status, 303);
        goes_foreign(owner)
    });
    let sp = Sp::new("ward").named("Ward").told(&["mail"]).register(&app);
    let proposal = waits(&root.change(&app, REQUIREMENT, &[]));
    walk.look("proposed", root.browser.get(&format!("{proposal}&done=proposed")));
    walk.look("one's own", root.browser.get(&proposal));
    let shown = walk.look("another's", eve.browser.get(&proposal)).clone();
    let wrong = [("passphrase", "a guess that is wrong"), ("code", "000000")];
    walk.look("wrong proof", eve.browser.submit("/admin/approvals/approve", &shown, &wrong));
    let done = eve.send(&app, "/admin/approvals/approve", &shown, &[]);
    assert_eq!(done.location().as_deref(), Some("/admin/approvals?done=approved"), "{}", done.body);
    walk.look("approved", eve.browser.get("/admin/approvals?done=approved"));
    let proposal = waits(&root.change(&app, &about("change", &sp), &[("tell:uid", "yes")]));
    walk.look("of an application", eve.browser.get(&proposal));
    walk.look("list", eve.browser.get("/admin/approvals"));
    // It cannot be carried out any more, with why.
    app.sql("update service_provider set version = version + 1");
    walk.look("stale", eve.browser.get(&proposal));
    walk.look("gone", eve.browser.get("/admin/approvals/one?proposal=00000000-0000-0000-0000-000000000000"));
    walk.over(&["mail", "uid"]);
}

fn asked(app: &TestApp, name: &str) -> Person {
    goes_foreign(enrol_as(app, name, true, &[]))
}

#[test]
fn no_english_is_left_on_the_keyring_with_everybody_on_it() {
    let (app, mut walk) = (with_another(), Walk::default());
    let (mut root, mut eve) = (asked(&app, "root@example.org"), asked(&app, "eve@example.org"));
    walk.look("asked", root.browser.get(KEYRING));
    walk.look("no answer", root.proven(&app, "/admin/keyring/choice", &[]));
    assert_eq!(root.answer(&app, true).status, 303);
    walk.look("outside", eve.browser.get(KEYRING));
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    walk.look("waiting", eve.browser.get(KEYRING));
    walk.look("somebody waits", root.browser.get(KEYRING));
    let (id, fingerprint, _) = member(&app, &root, "eve@example.org").unwrap();
    let id = id.to_string();
    let form = [("member", &*id), ("fingerprint", &*fingerprint)];
    walk.look("admit, asked", root.console("/admin/keyring/admit", &form));
    assert_eq!(root.proven(&app, "/admin/keyring/admit", &form).status, 303);
    for done in ["on", "off", "joined", "admitted", "rekeyed", "started"] {
        walk.look(done, root.browser.get(&format!("{KEYRING}?done={done}")));
    }
    for (name, member) in [("take off, asked", &[("member", &*id)][..]), ("anew, asked", &[])] {
        walk.look(name, root.console("/admin/keyring/rekey", member));
    }
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id)]).status, 303);
    walk.look("alone", root.browser.get(KEYRING));
    walk.over(&[]);
}

// Why somebody begins no new account is a sentence within a sentence, and both are in the language of whoever asked.
#[test]
fn no_english_is_left_where_no_link_to_begin_again_is_made() {
    let (app, mut walk) = (with_another(), Walk::default());
    let (mut root, mut english) = (asked(&app, "root@example.org"), enrol_as(&app, "eve@example.org", true, &[]));
    let long = "a".repeat(IDENTIFIER_MAX + 1);
    for (typed, why) in [
        ("", say("admin-people-identifier-is-needed")),
        (&*long, say("admin-people-identifier-is-too-long").with("most", IDENTIFIER_MAX)),
        ("ada\u{7}lovelace", say("admin-people-identifier-has-no-control")),
        ("0000-0000-0000-0000-0000-0001", say("admin-people-login-code-has-a-mistake")),
    ] {
        let why = why.english();
        for path in ["/admin/again", "/admin/again/link", "/admin/again/withdraw"] {
            let page = walk.look(path, root.console(path, &[("identifier", typed)]));
            assert_eq!(page.status, 422, "{path}: {}", page.body);
            assert!(page.body.contains(&pseudo::disguised(&why)), "{path}: {why} is not said in {}", page.body);
            let control = english.console(path, &[("identifier", typed)]);
            assert!(control.status == 422 && control.body.contains(&why), "control: {}", control.body);
        }
    }
    for (name, whom) in [("nobody", "nobody@example.org"), ("one's own", "root@example.org")] {
        assert_eq!(walk.look(name, root.console("/admin/again", &[("identifier", whom)])).status, 409);
    }
    let considered = walk.look("another's", root.console("/admin/again", &[("identifier", "eve@example.org")]));
    assert_eq!(considered.status, 200, "{}", considered.body);
    walk.over(&[]);
}
