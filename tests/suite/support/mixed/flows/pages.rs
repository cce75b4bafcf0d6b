//! Forms, filled in.

use crate::support::browser::{Browser, Page};

fn is_form(page: &Page) -> bool {
    page.status == 200
}

/// All three fields at once.
pub fn sign_in(browser: &mut Browser, identifier: &str, passphrase: &str, code: &str) -> Page {
    let page = browser.get("/login");
    if !is_form(&page) {
        return page;
    }
    browser.submit("/login", &page, &[("identifier", identifier), ("passphrase", passphrase), ("code", code)])
}

pub fn type_kit(browser: &mut Browser, kit: &str) -> Page {
    let page = browser.get("/recover");
    if !is_form(&page) {
        return page;
    }
    browser.submit("/recover", &page, &[("kit", kit)])
}
