//! Signing out everywhere, without JavaScript: the page on which every portal is told, its frames opened one after the other.

use super::trail::Trail;
use crate::support::browser::{Browser, Page};

/// What came of telling everyone.
pub struct Left {
    /// The page's words about each portal that was told.
    pub states: Vec<String>,
    /// The ways of the frames.
    pub frames: Vec<Trail>,
    /// From the page on: back to the portal that began it, if one did.
    pub end: Trail,
}

/// Signs out at the identity provider.
pub fn sign_out_of_us(browser: &mut Browser, base: &str) -> Left {
    let asked = browser.get("/logout");
    let page = browser.submit("/logout", &asked, &[]);
    let trail = Trail::onwards(browser, &format!("{base}/logout"), page);
    tell_everyone(browser, trail)
}

/// Goes on from where a logout led to: opens the frames of that page, opens it again, and sends its form if it has one.
pub fn tell_everyone(browser: &mut Browser, at: Trail) -> Left {
    let address = at.end_address().to_owned();
    assert!(address.contains("/logout/leaving?"), "{:#?}\n{}", at.addresses(), at.end().body);
    let frames: Vec<Trail> = frames(at.end()).iter().map(|frame| Trail::from(browser, &at.resolve(frame))).collect();
    let page = browser.get(&address);
    let states = states(&page);
    let page = match page.action() {
        Some(action) => browser.submit(&at.resolve(&action), &page, &[]),
        None => page,
    };
    let end = Trail::onwards(browser, &address, page);
    Left { states, frames, end }
}

fn frames(page: &Page) -> Vec<String> {
    let tags = page.body.split("<iframe ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let sources = tags.map(|tag| tag.split("src=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&"));
    sources.collect()
}

fn states(page: &Page) -> Vec<String> {
    let badges = page.body.split("<span class=\"badge").skip(1);
    badges.map(|rest| rest.split_once('>').unwrap().1.split('<').next().unwrap().to_owned()).collect()
}
