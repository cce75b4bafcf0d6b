//! The way of a browser from one site to another: redirects followed, forms with SAML messages sent on, as their script does.

use crate::support::answer::Answer;
use crate::support::browser::{Browser, Page};
use crate::support::sp::Keys;
use data_encoding::BASE64;
use flate2::read::DeflateDecoder;
use senza::domain::{Clock, SystemClock};
use std::io::Read as _;
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

    /// Each message on the way, whole, and the clock here.
    pub fn messages(&self) -> String {
        let of = |(address, page): &(Url, Page)| -> Vec<String> {
            let by_redirect = address.query_pairs().filter(|(name, _)| name == "SAMLRequest" || name == "SAMLResponse");
            let by_redirect = by_redirect.map(|(name, value)| format!("{name} {}", inflated(&value)));
            let by_post = page.hidden_fields().into_iter().filter(|(name, _)| name.starts_with("SAMLRe"));
            let by_post = by_post.map(|(name, value)| format!("{name} {}", plain(&value)));
            by_redirect.chain(by_post).collect()
        };
        let all: Vec<String> = self.0.iter().flat_map(of).collect();
        format!("now it is {}:\n{}", SystemClock.now(), all.join("\n"))
    }

    pub fn addresses(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|(address, page)| format!("{} {}", page.status, &address.as_str()[..address.as_str().len().min(160)]))
            .collect()
    }
}

fn plain(value: &str) -> String {
    BASE64.decode(value.as_bytes()).map_or_else(|_| value.to_owned(), |xml| String::from_utf8_lossy(&xml).into_owned())
}

fn inflated(value: &str) -> String {
    let mut xml = String::new();
    let deflated = BASE64.decode(value.as_bytes()).unwrap_or_default();
    let read = DeflateDecoder::new(&*deflated).read_to_string(&mut xml);
    if read.is_ok() { xml } else { value.to_owned() }
}
