//! The way of a browser from one site to another: redirects followed, forms with SAML messages sent on, as their script does.

use crate::support::answer::Answer;
use crate::support::browser::{Browser, Page};
use crate::support::sp::Keys;
use url::Url;

/// What was visited, in order.
pub struct Trail(Vec<(Url, Page)>);

impl Trail {
    /// From an address onwards.
    pub fn from(browser: &mut Browser, address: &str) -> Self {
        let page = browser.get(address);
        Self::onwards(browser, address, page)
    }

    /// From a page that came from this address.
    pub fn onwards(browser: &mut Browser, address: &str, page: Page) -> Self {
        let mut trail = Self(vec![(address.parse().unwrap(), page)]);
        while let Some(next) = trail.step(browser) {
            trail.0.push(next);
            assert!(trail.0.len() < 20, "going round in circles: {:#?}", trail.addresses());
        }
        trail
    }

    fn step(&self, browser: &mut Browser) -> Option<(Url, Page)> {
        let (address, page) = self.0.last().unwrap();
        if let Some(location) = page.location().filter(|_| (300..400).contains(&page.status)) {
            let next = address.join(&location).unwrap();
            return Some((next.clone(), browser.get(next.as_str())));
        }
        let fields = page.hidden_fields();
        let is_message = page.status == 200 && fields.iter().any(|(name, _)| name.starts_with("SAMLRe"));
        let next = address.join(&page.action().filter(|_| is_message)?).unwrap();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        Some((next.clone(), browser.post_from(address.as_str(), next.as_str(), &fields)))
    }

    pub fn end(&self) -> &Page {
        &self.0.last().unwrap().1
    }

    /// An address as the last page means it.
    pub fn resolve(&self, address: &str) -> String {
        self.0.last().unwrap().0.join(address).unwrap().into()
    }

    pub fn end_address(&self) -> &str {
        self.0.last().unwrap().0.as_str()
    }

    /// The address with the first request that was sent by redirect.
    pub fn request(&self) -> &str {
        let mut addresses = self.0.iter().map(|(address, _)| address.as_str());
        addresses.find(|address| address.contains("SAMLRequest=")).unwrap_or_else(|| panic!("{:#?}", self.addresses()))
    }

    /// The last Response that was posted on the way, if any.
    pub fn answer(&self, keys: &Keys) -> Option<Answer> {
        self.0.iter().rev().find_map(|(_, page)| Answer::opened(page, keys))
    }

    pub fn addresses(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|(address, page)| format!("{} {}", page.status, &address.as_str()[..address.as_str().len().min(160)]))
            .collect()
    }
}
