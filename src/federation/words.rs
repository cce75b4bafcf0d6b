//! What a portal says that it misses, in words of ours: for the page that it sends people to.

use super::Federation;
use crate::saml::attribute::{full_name, short_name};
use crate::saml::names;

/// The names that portals ask for by, and what people call them.
const WORDS: [(&str, &str); 10] = [
    ("uid", "your user name"),
    ("mail", "your e-mail address"),
    ("displayName", "your name"),
    ("givenName", "your given name"),
    ("sn", "your family name"),
    ("eduPersonAffiliation", "your role in the organisation"),
    ("eduPersonScopedAffiliation", "your role in the organisation"),
    ("eduPersonPrincipalName", "your user name"),
    ("eduPersonEntitlement", "what you are entitled to"),
    ("eduPersonAssurance", "how well your identity was checked"),
];

/// Names in one context that are looked at.
const MOST: usize = 20;

impl Federation {
    /// The errorURL profile's context: names of attributes, or of ways to sign in, with spaces between. Each that is known
    /// in our words with its name; the rest is passed over, since anyone can write it.
    pub fn words_for(&self, context: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for name in context.split_ascii_whitespace().take(MOST) {
            if let Some(word) = word_for(name).filter(|word| !words.contains(word)) {
                words.push(word);
            }
        }
        words
    }
}

fn word_for(name: &str) -> Option<String> {
    match name {
        names::AUTHN_CONTEXT_REFEDS_MFA => return Some("two factors (REFEDS MFA)".to_owned()),
        names::AUTHN_CONTEXT_REFEDS_SFA => return Some("a passphrase (REFEDS SFA)".to_owned()),
        names::AUTHN_CONTEXT_PASSWORD_PROTECTED => return Some("a passphrase (PasswordProtectedTransport)".to_owned()),
        crate::saml::attribute::PAIRWISE_ID => return Some("an identifier for you (pairwise-id)".to_owned()),
        crate::saml::attribute::SUBJECT_ID => return Some("an identifier for you (subject-id)".to_owned()),
        _ => {}
    }
    let short = short_name(full_name(name))?;
    let (_, word) = WORDS.iter().find(|(known, _)| *known == short)?;
    Some(format!("{word} ({short})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_attribute_has_words_and_nothing_else_has() {
        assert_eq!(word_for("mail").as_deref(), Some("your e-mail address (mail)"));
        assert_eq!(word_for("urn:oid:2.5.4.42").as_deref(), Some("your given name (givenName)"));
        for (short, _) in WORDS {
            assert!(short_name(full_name(short)) == Some(short), "{short}");
        }
        for odd in ["ERRORURL_CTX", "call-555-1234", "https://evil.example/login", "<script>", ""] {
            assert_eq!(word_for(odd), None, "{odd}");
        }
    }
}
