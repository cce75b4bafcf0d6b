//! The same of the pages about applications: what is read out of metadata, found at an address, or went wrong there, is said in the language of
//! whoever looks, and not in that of the moment when it was noted.

use super::pseudo;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol_as};
use crate::support::sp::Sp;
use senza::federation::Fetch;
use senza::words::Languages;
use std::sync::Arc;
use time::Duration;

const SUBSCRIPTION: &str = "/admin/applications/subscription";
/// Names, words of metadata and of commands, and what a person is called who was made up.
const DATA: [&str; 22] = [
    "Ward",
    "ward",
    "mail",
    "displayName",
    "ou",
    "uid",
    "sn",
    "HTTP-POST",
    "transient",
    "persistent",
    "NameID",
    "UTC",
    "SHA-256",
    "AES128-GCM",
    "pairwise-id",
    "signature=ecdsa",
    "ecdsa",
    "html",
    "Trial",
    "account",
    "real",
    "b=c",
];

fn app() -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("qps.ftl"), pseudo::file()).unwrap();
    spawn_with(Options { languages: Languages::from_folder(folder.path()).unwrap(), ..Options::default() })
}

/// An administrator who asks for another language.
fn foreign(app: &TestApp) -> Person {
    let root = enrol_as(app, "root@example.org", true, &[("mail", "root@example.org")]);
    Person { browser: root.browser.saying("Accept-Language", "qps"), ..root }
}

pub(super) fn about(page: &str, sp: &Sp) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(sp.entity_id.as_bytes()).collect();
    format!("/admin/applications/{page}?entity={entity}")
}

/// It needs one attribute and would like another.
fn asking(sp: &mut Sp) {
    sp.attribute_services =
        "<md:AttributeConsumingService index=\"1\"><md:ServiceName xml:lang=\"en\">Ward</md:ServiceName>\
         <md:RequestedAttribute Name=\"mail\" isRequired=\"true\"/><md:RequestedAttribute Name=\"displayName\"/>\
         </md:AttributeConsumingService>"
            .to_owned();
}

/// It answers at one address, which is another than before.
fn moved(sp: &Sp) -> String {
    sp.clone().having(|sp| sp.acs = vec![(1, "https://ward.example/new".into(), true)]).metadata()
}

/// English words of what a page is there for.
pub(super) fn left(page: &Page) -> Vec<String> {
    let main = page.body.split_once("<main").expect("a page").1.split_once("</main>").unwrap().0;
    let pieces = pseudo::english_left(&format!("<main{main}"), &[]);
    let words = pieces.iter().flat_map(|piece| piece.split_whitespace());
    words.filter(|word| is_english(word)).map(str::to_owned).collect()
}

fn is_english(word: &str) -> bool {
    let word = word.replace("&#39;", "'");
    let word = word.split('’').next().unwrap_or_default().trim_matches(|sign: char| !sign.is_alphanumeric());
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_hex = word.split(':').all(|part| part.bytes().all(|octet| octet.is_ascii_hexdigit()));
    let is_place = word.contains("://")
        || word.contains("urn:oid:")
        || word.contains('@')
        || word.contains('•')
        || word.starts_with("trial-");
    let is_moment = word.starts_with(|sign: char| sign.is_ascii_digit()) && word.ends_with('Z');
    letters > 1 && !is_hex && !is_place && !is_moment && !DATA.contains(&word)
}

fn looked(app: &TestApp, sp: &Sp, brought: &str) {
    app.clock.advance(Duration::seconds(61));
    let brought = brought.to_owned().into_bytes();
    let fetch: Fetch = Arc::new(move |_: &str| Ok(brought.clone()));
    app.block_on(app.federation.look_at(&sp.entity_id, fetch, "test")).unwrap();
}

#[test]
fn no_english_is_left_on_the_pages_of_applications() {
    let app = app();
    let mut root = foreign(&app);
    let ward = Sp::new("ward").encrypted_to().named("Ward").told(&["mail"]).register(&app);
    let mut pages: Vec<(String, Page)> = Vec::new();
    let mut see = |name: &str, page: Page| pages.push((name.to_owned(), page));
    see("list", root.browser.get("/admin/applications"));
    see("add", root.browser.get("/admin/applications/add"));
    see("refused", root.browser.hand_in("<x/>"));
    let candidate = root.browser.hand_in(&Sp::new("new").having(asking).metadata());
    see(
        "wrong proof",
        root.browser.submit("/admin/applications/look", &candidate, &[("passphrase", "wrong"), ("code", "1")]),
    );
    see("look", candidate);
    see("again", root.browser.hand_in(&moved(&ward)));
    for page in ["one", "change", "subscription", "engineers", "trial", "remove"] {
        see(page, root.browser.get(&about(page, &ward)));
    }
    let form = root.browser.get(&about("subscription", &ward));
    assert_eq!(root.send(&app, SUBSCRIPTION, &form, &[("address", "https://ward.example/metadata")]).status, 303);
    looked(&app, &ward, "<x/>");
    let failed = root.browser.get(&about("subscription", &ward));
    assert!(failed.text_of("why").unwrap().starts_with('Ｔ'), "it is noted, and said when it is read: {}", failed.body);
    see("came to nothing", failed);
    looked(&app, &ward, &moved(&ward));
    see("something changed", root.browser.get(&about("subscription", &ward)));
    see("found", root.browser.get(&about("found", &ward)));
    see("done", root.browser.get(&format!("{}&done=connected", about("one", &ward))));
    see("unknown", root.browser.get(&about("one", &Sp::new("nobody"))));
    let mut found = Vec::new();
    for (name, page) in &pages {
        assert!(page.body.contains("lang=\"qps\""), "{name}: {} {}", page.status, page.body);
        found.extend(left(page).into_iter().map(|word| format!("{name}: {word}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // Controls: a page in English is seen, and one sentence on a page that is not.
    let (_, mut page) = pages.pop().unwrap();
    page.body = page.body.replacen("</h1>", " here</h1>", 1);
    assert_eq!(left(&page), ["here"]);
    assert!(!left(&Browser::new(&app.base).get("/login")).is_empty());
}
