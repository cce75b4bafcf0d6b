//! What an address says behind its question mark: each parameter once, and no other, so that one that is misspelt is not passed over.

use super::Problem;
use std::collections::BTreeMap;

pub(in crate::http) struct Parameters(BTreeMap<&'static str, String>);

impl Parameters {
    /// # Errors
    /// One that is none of these, or stands there twice.
    pub(in crate::http) fn of(query: &str, known: &[&'static str]) -> Result<Self, Problem> {
        let mut all = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let Some(known) = known.iter().find(|known| **known == name) else {
                let detail = "There is a parameter that this address has not.";
                return Err(Problem::bad_request(detail, "another parameter"));
            };
            if all.insert(*known, value.into_owned()).is_some() {
                let detail = "A parameter stands there more than once.";
                return Err(Problem::bad_request(detail, "a repeated parameter"));
            }
        }
        Ok(Self(all))
    }

    /// One that need not be there, and says nothing then.
    pub(in crate::http) fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// How many of a list are wanted.
    ///
    /// # Errors
    /// No number from 1 to the most.
    pub(in crate::http) fn limit(&mut self, usual: u16, most: u16) -> Result<u16, Problem> {
        let text = self.0.remove("limit");
        let limit = text.map_or(Some(usual), |text| text.parse().ok()).filter(|limit| (1..=most).contains(limit));
        limit.ok_or_else(|| {
            let detail = "The limit is a number, at least 1, and no more than the description of this address says.";
            Problem::bad_request(detail, "a parameter's value")
        })
    }
}
