//! A page of the list of applications, as an address says which: what was looked for, and behind which one it begins.

use crate::db::service_provider::Behind;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Query {
    /// A part of a name or an entityID.
    #[serde(default)]
    find: String,
    /// The last one of the page before: its place in the list, and its entityID.
    #[serde(default)]
    behind: String,
    #[serde(default)]
    entity: String,
}

impl Query {
    pub(super) fn find(&self) -> &str {
        self.find.trim()
    }

    pub(super) fn behind(&self) -> Behind {
        Behind { listed_as: plain(&self.behind), entity_id: plain(&self.entity) }
    }

    /// Whether all are meant, from the first on.
    pub(super) fn is_first_of_all(&self) -> bool {
        self.find().is_empty() && self.behind() == Behind::default()
    }

    /// Where the page behind a place is.
    pub(super) fn address(&self, page: &str, next: &Behind) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.find().is_empty() {
            query.append_pair("find", self.find());
        }
        query.append_pair("behind", &next.listed_as).append_pair("entity", &next.entity_id);
        format!("{page}?{}", query.finish())
    }
}

/// PostgreSQL's text holds no NUL.
fn plain(text: &str) -> String {
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(find: &str, behind: &str, entity: &str) -> Query {
        Query { find: find.to_owned(), behind: behind.to_owned(), entity: entity.to_owned() }
    }

    #[test]
    fn an_address_leads_on_and_says_what_was_looked_for() {
        let next = Behind { listed_as: "ward & list".to_owned(), entity_id: "https://a.example/?b=c".to_owned() };
        assert_eq!(
            query(" w&d ", "", "").address("/portal", &next),
            "/portal?find=w%26d&behind=ward+%26+list&entity=https%3A%2F%2Fa.example%2F%3Fb%3Dc"
        );
        assert!(!query("", "", "").address("/portal", &next).contains("find"));
        assert_eq!(query("", "a\0b", "c\0").behind(), Behind { listed_as: "ab".to_owned(), entity_id: "c".to_owned() });
        assert!(query(" ", "", "").is_first_of_all() && !query("", "", "x").is_first_of_all());
    }
}
