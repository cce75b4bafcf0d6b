//! What two people compare of a service provider before and after: each fact of its [metadata](metadata_facts), what is chosen for it here, and
//! the digest of the whole, for what no line speaks of: so that nothing changes unseen. Pure.

use super::ServiceProvider;
use super::describe::told;
use super::said::{called, facts as metadata_facts};
use crate::say;
use crate::vault::derive::sha256;
use crate::words::Text;
use data_encoding::HEXLOWER;

/// What it is about, and what is so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub(super) what: Text,
    pub(super) shown: Text,
    /// The same, so that no two look alike whatever a partner writes into a name or a value.
    exact: String,
}

impl Fact {
    pub(super) fn new(what: Text, shown: impl Into<Text>) -> Self {
        let shown = shown.into();
        Self { what, exact: shown.english(), shown }
    }
}

pub(super) type Facts = Vec<Fact>;

pub(super) fn facts(sp: &ServiceProvider, allow_http_acs: bool, stored: &[u8]) -> Facts {
    let mut facts: Facts = told(sp).into_iter().map(|value| Fact::new(say("facts-may-be-told"), value)).collect();
    facts.extend(sp.options().chosen().into_iter().map(|option| Fact::new(say("facts-chosen-for-it"), option)));
    facts.push(Fact::new(say("facts-name-id"), sp.usual_name_id().word()));
    let plain = if allow_http_acs { say("facts-plain-http-allowed") } else { say("facts-plain-http-not-allowed") };
    facts.push(Fact::new(say("facts-plain-http"), plain));
    let said = metadata_facts(sp.metadata()).into_iter();
    facts.extend(said.map(|fact| Fact { what: called(fact.about), shown: fact.value, exact: fact.exact }));
    facts.push(Fact::new(say("facts-whole"), format!("SHA-256 {}", HEXLOWER.encode(&sha256(stored)))));
    facts
}

/// For what it may get keys of people: they end where it is removed.
pub(super) fn scopes(sp: &ServiceProvider) -> Facts {
    sp.scopes().iter().map(|scope| Fact::new(say("facts-gets-keys-for"), scope.purpose.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::federation::{Options, Words};
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use std::collections::BTreeSet;
    use time::macros::datetime;

    const DOCUMENT: &str = include_str!("../../tests/vectors/saml/accept/metadata/better-encryption.xml");
    const SIGNING: &str = "use=\"signing\"";
    const WHOLE: &str = "Its metadata, as a whole";

    fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
        names.map(str::to_owned).into()
    }

    /// With the key that it gives as one that its requests are known by, too.
    fn signing() -> String {
        let (_, rest) = DOCUMENT.split_once("<md:KeyDescriptor").unwrap();
        let (key, _) = rest.split_once("</md:KeyDescriptor>").unwrap();
        let (_, info) = key.split_once("<ds:KeyInfo").unwrap();
        let (info, _) = info.split_once("</ds:KeyInfo>").unwrap();
        let one = format!("<md:KeyDescriptor {SIGNING}><ds:KeyInfo{info}</ds:KeyInfo></md:KeyDescriptor>");
        DOCUMENT.replacen("<md:KeyDescriptor", &format!("{one}<md:KeyDescriptor"), 1)
    }

    fn of(xml: &str, released: &[&str], words: Words<'_>, allow_http_acs: bool) -> Facts {
        let parsed = parse_sp(xml.as_bytes(), &AcceptPolicy { allow_http_acs }, datetime!(2026-11-01 00:00 UTC));
        let parsed = parsed.unwrap_or_else(|error| panic!("{error}: {xml}"));
        let released = released.iter().map(|name| (*name).to_owned()).collect();
        let sp = ServiceProvider::new(parsed.metadata, released, Options::of_words(words).unwrap());
        facts(&sp, allow_http_acs, &parsed.stored_xml)
    }

    /// What the lines are about that differ.
    fn differing(before: &Facts, after: &Facts) -> BTreeSet<String> {
        let alone = |one: &Facts, other: &Facts| -> Vec<String> {
            one.iter().filter(|line| !other.contains(line)).map(|line| line.what.english()).collect()
        };
        alone(before, after).into_iter().chain(alone(after, before)).collect()
    }

    // Threat: what is chosen changes unseen, and is approved with what is seen.
    #[test]
    fn each_choice_has_a_line() {
        let whole = signing();
        let plain = |words: Words<'_>| of(&whole, &["mail"], words, false);
        let before = plain(Words::NONE);
        assert_eq!(
            differing(&before, &plain(Words::NONE)),
            BTreeSet::new(),
            "control: what is the same has the same lines"
        );
        for changed in [
            Words { name_id: "persistent", ..Words::NONE },
            Words { subject_id: true, ..Words::NONE },
            Words { signature: "ecdsa", ..Words::NONE },
            Words { encryption: "aes256-gcm", ..Words::NONE },
            Words { default_context: "mfa", ..Words::NONE },
            Words { fresh_within: "5", ..Words::NONE },
        ] {
            let found = differing(&before, &plain(changed));
            assert!(found.contains("Chosen for it"), "{found:?}");
        }
        assert!(differing(&before, &plain(Words { name_id: "persistent", ..Words::NONE })).contains("NameID"));
        assert_eq!(differing(&before, &of(&whole, &["mail", "sn"], Words::NONE, false)), set(["May be told"]));
        assert_eq!(differing(&before, &of(&whole, &["mail"], Words::NONE, true)), set(["Answers to plain http"]));
    }

    // Threat: a key by which requests are believed comes unseen, or something that no line speaks of.
    #[test]
    fn what_its_metadata_says_has_a_line_and_all_of_it_a_digest() {
        let whole = signing();
        let of = |xml: &str| of(xml, &[], Words::NONE, false);
        let before = of(&whole);
        let keys = differing(&before, &of(DOCUMENT));
        assert_eq!(keys, set(["Keys that its requests are known by", WHOLE]), "a key goes");
        let other = whole.replace(" entityID", " cacheDuration=\"PT1H\" entityID");
        assert_ne!(other, whole);
        assert_eq!(differing(&before, &of(&other)), set([WHOLE]));
    }
}
