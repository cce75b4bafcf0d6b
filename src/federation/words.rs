//! What a portal says that it misses, in words of ours: for the page that it sends people to.

use super::Federation;
use crate::saml::attribute::{full_name, short_name};
use crate::saml::names;
use crate::say;
use crate::words::Text;

/// Names in one context that are looked at.
const MOST: usize = 20;

impl Federation {
    /// The errorURL profile's context: names of attributes, or of ways to sign in, with spaces between. Each that is known
    /// in our words with its name; the rest is passed over, since anyone can write it.
    pub fn words_for(&self, context: &str) -> Vec<Text> {
        let mut words: Vec<Text> = Vec::new();
        for name in context.split_ascii_whitespace().take(MOST) {
            if let Some(word) = word_for(name).filter(|word| !words.contains(word)) {
                words.push(word);
            }
        }
        words
    }
}

fn word_for(name: &str) -> Option<Text> {
    Some(match name {
        names::AUTHN_CONTEXT_REFEDS_MFA => say("told-misses-two-factors"),
        names::AUTHN_CONTEXT_REFEDS_SFA => say("told-misses-passphrase").with("name", "REFEDS SFA"),
        names::AUTHN_CONTEXT_PASSWORD_PROTECTED => {
            say("told-misses-passphrase").with("name", "PasswordProtectedTransport")
        }
        crate::saml::attribute::PAIRWISE_ID => say("told-misses-identifier").with("name", "pairwise-id"),
        crate::saml::attribute::SUBJECT_ID => say("told-misses-identifier").with("name", "subject-id"),
        _ => return of_attribute(short_name(full_name(name))?),
    })
}

/// What people call it.
fn of_attribute(name: &str) -> Option<Text> {
    Some(match name {
        "uid" | "eduPersonPrincipalName" => say("told-misses-user-name").with("name", name),
        "mail" => say("told-misses-mail").with("name", name),
        "displayName" => say("told-misses-display-name").with("name", name),
        "givenName" => say("told-misses-given-name").with("name", name),
        "sn" => say("told-misses-family-name").with("name", name),
        "eduPersonAffiliation" | "eduPersonScopedAffiliation" => say("told-misses-role").with("name", name),
        "eduPersonEntitlement" => say("told-misses-entitlement").with("name", name),
        "eduPersonAssurance" => say("told-misses-assurance").with("name", name),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_attribute_has_words_and_nothing_else_has() {
        let said = |name: &str| word_for(name).map(|word| word.english());
        assert_eq!(said("mail").as_deref(), Some("your e-mail address (mail)"));
        assert_eq!(said("urn:oid:2.5.4.42").as_deref(), Some("your given name (givenName)"));
        for name in crate::saml::attribute::short_names() {
            assert!(word_for(name).is_some(), "{name}");
        }
        for odd in ["ERRORURL_CTX", "call-555-1234", "https://evil.example/login", "<script>", ""] {
            assert_eq!(word_for(odd), None, "{odd}");
        }
    }
}
