//! Keys that only a person's page opens: what leaves here, for whom, and what others' code makes of it.

mod asked;
mod page;
mod refused;
mod script;
mod sealed;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::sp::Sp;
pub(crate) use page::PageKey;
use senza::federation::ScopeWanted;

/// Where the portal's page is, as an operator registered it.
pub(crate) const BACK: &str = "https://notes.example/note?ward=3";
const STATE: &str = "a-state.of~the_page";

/// A service provider whose pages may have keys for notes.
fn portal(app: &TestApp) -> Sp {
    let sp = Sp::new("notes").named("Ward notes").register(app);
    change(app, &sp, ScopeWanted::AddForPages { back: BACK.to_owned() });
    sp
}

/// As `senza scope` does.
fn change(app: &TestApp, sp: &Sp, wanted: ScopeWanted) {
    app.block_on(app.federation.change_scope(&sp.entity_id, "notes", wanted, "test")).unwrap();
}

/// The address that a page leaves for.
pub(crate) fn address(sp: &Sp, page: &PageKey) -> String {
    asking(&[("sp", &sp.entity_id), ("purpose", "notes"), ("key", &page.public()), ("state", STATE)])
}

fn asking(parameters: &[(&str, &str)]) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("/keys/browser?{query}")
}

/// Leads on within the site, as far as a page or the way out.
pub(crate) fn go(browser: &mut Browser, address: &str) -> Page {
    let page = browser.get(address);
    browser.follow(page)
}

fn is_question(page: &Page) -> bool {
    page.status == 200 && page.body.contains("action=\"/keys/browser/agree\"")
}

/// Says something on the page that asks; the page after.
fn say(browser: &mut Browser, page: &Page, answer: &str) -> Page {
    assert!(is_question(page), "{} {:?} {}", page.status, page.location(), page.body);
    let said = browser.submit("/keys/browser/agree", page, &[("answer", answer)]);
    browser.follow(said)
}

/// What the fragment of the registered address has: the key's JWE, or the word that says why not.
fn came_back(page: &Page) -> Result<String, String> {
    let location = page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    let (address, fragment) = location.split_once('#').unwrap();
    assert_eq!((page.status, address), (303, BACK), "to the registered address, whatever happens");
    let (answer, state) = fragment.split_once("&state=").unwrap();
    assert_eq!(state, STATE);
    match answer.split_once('=').unwrap() {
        ("senza_key", jwe) => Ok(jwe.to_owned()),
        ("senza_error", word) => Err(word.to_owned()),
        other => panic!("{other:?}"),
    }
}
