//! What the portal learned at a sign-on, in plain words, and what it was not told.

use chrono::{DateTime, Utc};

const PAIRWISE_ID: &str = "urn:oasis:names:tc:SAML:attribute:pairwise-id";

/// A sign-on, read from a verified assertion.
#[derive(Debug, Clone)]
pub(crate) struct SignIn {
    pub(crate) assertion_id: String,
    pub(crate) name_id: String,
    pub(crate) name_id_format: Option<String>,
    /// The AuthnContextClassRef.
    pub(crate) context: Option<String>,
    pub(crate) at: DateTime<Utc>,
    /// SessionNotOnOrAfter.
    pub(crate) until: Option<DateTime<Utc>>,
    pub(crate) session_index: Option<String>,
    pub(crate) attributes: Vec<Attribute>,
}

/// One attribute as received.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) friendly_name: Option<String>,
    pub(crate) values: Vec<String>,
}

impl Attribute {
    /// What to call it on a page: a plain word where this portal has one, else its own name.
    pub(crate) fn title(&self) -> &str {
        let known = WORDS.iter().find(|(name, _)| *name == self.name);
        known.map(|(_, word)| *word).or(self.friendly_name.as_deref()).unwrap_or(&self.name)
    }

    /// Values as one line.
    pub(crate) fn value(&self) -> String {
        self.values.join(", ")
    }
}

const WORDS: [(&str, &str); 11] = [
    (PAIRWISE_ID, "Pairwise id"),
    ("urn:oid:2.16.840.1.113730.3.1.241", "Name"),
    ("urn:oid:2.5.4.42", "Given name"),
    ("urn:oid:2.5.4.4", "Family name"),
    ("urn:oid:0.9.2342.19200300.100.1.3", "E-mail address"),
    ("urn:oid:0.9.2342.19200300.100.1.1", "User name"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.6", "User name with its organisation"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "Role"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.9", "Role with its organisation"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.7", "Entitlement"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.11", "Assurance"),
];

/// What a portal could have been told, and the attributes that would tell it.
const COULD_BE_TOLD: [(&str, &[&str]); 5] = [
    ("your name", &["urn:oid:2.16.840.1.113730.3.1.241", "urn:oid:2.5.4.42", "urn:oid:2.5.4.4", "urn:oid:2.5.4.3"]),
    ("your e-mail address", &["urn:oid:0.9.2342.19200300.100.1.3"]),
    ("your user name", &["urn:oid:0.9.2342.19200300.100.1.1", "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"]),
    ("your role", &["urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "urn:oid:1.3.6.1.4.1.5923.1.1.1.9"]),
    // People sign in with an address or a user name: who is told either may well know what was typed.
    (
        "the identifier you typed",
        &["urn:oid:0.9.2342.19200300.100.1.3", "urn:oid:0.9.2342.19200300.100.1.1", "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"],
    ),
];

impl SignIn {
    /// The id by which this portal, and no other, knows the visitor.
    pub(crate) fn pairwise_id(&self) -> Option<&str> {
        let attribute = self.attributes.iter().find(|attribute| attribute.name == PAIRWISE_ID)?;
        attribute.values.first().map(String::as_str)
    }

    /// The AuthnContextClassRef in words.
    pub(crate) fn factors(&self) -> &'static str {
        match self.context.as_deref() {
            Some("https://refeds.org/profile/mfa") => "Two different factors",
            Some("https://refeds.org/profile/sfa") => "One factor of good quality",
            Some("urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken") => "A passphrase and a one-time code",
            Some("urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract") => {
                "Two factors, one of them a phone"
            }
            Some(
                "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
                | "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
            ) => "A passphrase alone",
            Some("urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified") | None => "The provider does not say",
            Some(_) => "In a way for which this portal has no words",
        }
    }

    /// The NameID's format in words.
    pub(crate) fn name_id_words(&self) -> &'static str {
        match self.name_id_format.as_deref().and_then(|format| format.rsplit(':').next()) {
            Some("transient") => "made for this sign-in, and never used again",
            Some("persistent") => "the same at each of your visits",
            Some("emailAddress") => "an e-mail address",
            _ => "of no stated kind",
        }
    }

    /// What could have been told and was not: derived from what was received, never assumed.
    pub(crate) fn withheld(&self) -> Vec<&'static str> {
        let told = |names: &[&str]| self.attributes.iter().any(|attribute| names.contains(&attribute.name.as_str()));
        COULD_BE_TOLD.iter().filter(|(_, names)| !told(names)).map(|(what, _)| *what).collect()
    }
}

/// A moment as people read it.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M:%S UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[&str]) -> SignIn {
        let attribute =
            |name: &&str| Attribute { name: (*name).to_owned(), friendly_name: None, values: vec!["x".into()] };
        SignIn {
            assertion_id: "_a".into(),
            name_id: "n".into(),
            name_id_format: None,
            context: None,
            at: DateTime::UNIX_EPOCH,
            until: None,
            session_index: None,
            attributes: names.iter().map(attribute).collect(),
        }
    }

    #[test]
    fn what_was_told_is_not_called_withheld() {
        let all = ["your name", "your e-mail address", "your user name", "your role", "the identifier you typed"];
        assert_eq!(told(&[]).withheld(), all);
        let some = told(&["urn:oid:2.5.4.4", "urn:oid:0.9.2342.19200300.100.1.3"]);
        assert_eq!(some.withheld(), ["your user name", "your role"]);
    }

    #[test]
    fn unknown_attributes_keep_their_own_name() {
        let mut attribute =
            Attribute { name: "urn:x".into(), friendly_name: None, values: vec!["a".into(), "b".into()] };
        assert_eq!((attribute.title(), attribute.value().as_str()), ("urn:x", "a, b"));
        attribute.friendly_name = Some("ward".into());
        assert_eq!(attribute.title(), "ward");
    }
}
