//! The same of the console: an owner who asks for another language finds no English on its pages.

use super::pages::{asking, left_beside, with_another};
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::person::{Person, enrol, enrol_with};
use crate::support::sp::Sp;
use senza::domain::Role;

/// What pages are told: names, and words that programs read.
const DATA: [&str; 8] = ["root", "ada@example.org", "Ward list", "0b5a5e", "RSA", "ECDSA", "PNG", "SVG"];

/// An owner who has chosen something, so that there is something on record, and an application.
fn scene(app: &TestApp) -> (Person, Sp) {
    let root = enrol_with(app, "root", &[Role::Owner]);
    enrol(app, "ada@example.org");
    let sp = Sp::new("ward").named("Ward list").register(app);
    (Person { browser: asking(root.browser), ..root }, sp)
}

/// The name of a chain of the audit, which is eight hexadecimal digits, is no word; a keeper's address is none either.
fn left(page: &Page) -> Vec<String> {
    let is_chain = |word: &str| word.len() == 8 && word.bytes().all(|octet| octet.is_ascii_hexdigit());
    let names: Vec<&str> =
        page.body.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| is_chain(word)).collect();
    let mut left = left_beside(page, &[&DATA, &*names].concat());
    left.retain(|text| !(text.starts_with("tls://") || text.ends_with("/keeper.sock")));
    left
}

#[test]
fn no_english_is_left_in_the_console() {
    let app = with_another();
    let (mut root, _sp) = scene(&app);
    let mut pages: Vec<(String, Page)> = [
        "/admin",
        "/admin/audit",
        "/admin/sign-ons",
        "/admin/approvals",
        "/admin/keyring",
        "/admin/sessions",
        "/admin/settings",
        "/admin/settings/approvals",
        "/admin/settings/directory",
        "/admin/settings/keys",
        "/admin/settings/look",
        "/admin/settings/roles",
        "/admin/settings/tokens",
        "/admin/settings/tokens/new",
    ]
    .map(|path| (path.to_owned(), root.browser.get(path)))
    .into();
    pages.push(("one person's audit".to_owned(), root.console("/admin/audit/person", &[("identifier", "root")])));
    pages.push(("a day that is none".to_owned(), root.browser.get("/admin/audit?from=yesterday")));
    pages.push(("no such sign-on".to_owned(), root.console("/admin/sign-ons/find", &[("request_id", "aaaaaaaa")])));
    pages.push(("not chosen".to_owned(), root.console("/admin/settings/directory", &[])));
    let mut found = Vec::new();
    for (name, page) in &pages {
        assert!(page.body.contains("lang=\"qps\" dir=\"ltr\""), "{name}: {} {}", page.status, page.body);
        found.extend(left(page).into_iter().map(|text| format!("{name}: {text}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

// Control: a page of the console that speaks English is seen, and so is one sentence on a page that does not.
#[test]
fn english_in_the_console_would_be_seen() {
    let app = with_another();
    let (mut root, _sp) = scene(&app);
    let mut page = root.browser.get("/admin/settings");
    assert_eq!(left(&page), Vec::<String>::new());
    page.body = page.body.replacen("</h1>", "</h1><p>Sessions last an hour.</p>", 1);
    assert_eq!(left(&page), ["Sessions last an hour."]);
    let english = enrol_with(&app, "eve", &[Role::Owner]).browser.get("/admin/settings");
    assert!(left(&english).len() > 5, "English is English");
}
