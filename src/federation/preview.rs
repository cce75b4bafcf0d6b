//! What a service provider will be told about somebody, before anybody signs on: by the flow that tells it, about a person who was made
//! up, or about who looks, masked.

use super::release::About;
use super::{Federation, ServiceProvider};
use crate::domain::{Attribute, Random, Secret, random};
use crate::saml::attribute::{full_name, short_name};
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use data_encoding::BASE32_NOPAD;

/// One thing of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What people call it.
    pub what: Text,
    /// What the assertion calls it; empty where that is no name of an attribute.
    pub name: String,
    pub value: Text,
}

impl Shown {
    /// What stands beside it about somebody else; a person may have nothing of it.
    pub(crate) fn of(all: &[Self], what: &Text) -> Text {
        all.iter().find(|one| one.what == *what).map_or_else(|| say("preview-nothing"), |one| one.value.clone())
    }
}

/// Somebody who was made up: another one each time, with an identity seed of their own, so that no name of theirs is ever a person's.
pub(super) struct Invented {
    pub(super) identity_seed: Secret<32>,
    pub(super) attributes: Vec<Attribute>,
}

impl Invented {
    /// With a value for each of these attributes. No value says that somebody may do or has something: what opens doors is left out.
    pub(super) fn with(names: &[String], random: &dyn Random) -> Self {
        let id = BASE32_NOPAD.encode(&random::octets::<5>(random)).to_lowercase();
        let mut attributes = Vec::new();
        for name in names {
            if let Some(value) = sample(name, &id) {
                Attribute::collect(&mut attributes, name, &value);
            }
        }
        Self { identity_seed: Secret::random(random), attributes }
    }

    pub(super) fn about(&self) -> About<'_> {
        About { identity_seed: &self.identity_seed, attributes: &self.attributes }
    }
}

/// A name under `.invalid` (RFC 2606 §2) is nobody's, and never will be.
fn sample(name: &str, id: &str) -> Option<String> {
    let value = match short_name(full_name(name)) {
        Some("uid") => format!("trial-{id}"),
        Some("mail" | "eduPersonPrincipalName") => format!("trial-{id}@trial.invalid"),
        Some("displayName") => format!("Trial {id} (no real account)"),
        Some("givenName") => "Trial".to_owned(),
        Some("sn") => format!("{id} (no real account)"),
        Some("eduPersonAffiliation") => "affiliate".to_owned(),
        Some("eduPersonScopedAffiliation") => "affiliate@trial.invalid".to_owned(),
        // They open doors.
        Some("eduPersonEntitlement" | "eduPersonAssurance") => return None,
        Some(_) | None => format!("trial-{id}"),
    };
    Some(value)
}

impl Federation {
    /// What it would be told about somebody who was made up.
    pub fn preview(&self, sp: &ServiceProvider) -> Vec<Shown> {
        // The NameID may be an e-mail address that is not told besides.
        let names: Vec<String> = sp.released().iter().cloned().chain(needs_mail(sp)).collect();
        let invented = Invented::with(&names, &*self.parts.random);
        self.shown(sp, invented.about(), str::to_owned)
    }

    /// The same about who looks. What is theirs is masked: a page of the console is seen by others too.
    pub fn preview_of(&self, sp: &ServiceProvider, person: &SignedIn) -> Vec<Shown> {
        self.shown(sp, person.into(), masked)
    }

    fn shown(&self, sp: &ServiceProvider, about: About<'_>, mask: impl Fn(&str) -> String) -> Vec<Shown> {
        let services = &sp.metadata().attribute_services;
        let name_id = match self.name_id(sp, None, about) {
            Ok(name) => Shown {
                what: say("preview-name-id-of").with("format", name.format.word()),
                name: name.format.uri().to_owned(),
                value: mask(&name.value).into(),
            },
            Err(_) => Shown { what: say("preview-name-id"), name: String::new(), value: say("preview-name-id-none") },
        };
        let told = self.attributes(sp, services, about).into_iter().map(|one| Shown {
            what: one.friendly_name.map_or_else(|| one.name.clone(), str::to_owned).into(),
            name: one.name,
            value: one.values.iter().map(|value| mask(value)).collect::<Vec<_>>().join(", ").into(),
        });
        let context = match sp.options().default_context {
            Some(class) => say("preview-context-chosen").with("context", class.uri()),
            None => say("preview-context-strongest"),
        };
        let context = Shown { what: say("preview-context"), name: "AuthnContextClassRef".into(), value: context };
        std::iter::once(name_id).chain(told).chain([context]).collect()
    }
}

/// Where the e-mail address is the NameID, everybody who is signed on has one.
pub(super) fn needs_mail(sp: &ServiceProvider) -> Option<String> {
    let is_mail = sp.usual_name_id() == crate::saml::name_id::NameIdFormat::EmailAddress;
    let has_mail = sp.released().iter().any(|name| full_name(name) == full_name("mail"));
    (is_mail && !has_mail).then(|| "mail".to_owned())
}

/// Its first letter, and nothing of how long it is.
fn masked(value: &str) -> String {
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    match value.split_once('@') {
        Some((local, domain)) => format!("{}•••@{}•••", first(local), first(domain)),
        None => format!("{}•••", first(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    // Threat: a value of the invented person means something to a portal: a role, somebody's address.
    #[test]
    fn who_is_made_up_has_nothing_that_opens_doors_and_no_name_that_is_anybodys() {
        let all = [
            "uid",
            "mail",
            "displayName",
            "eduPersonEntitlement",
            "eduPersonAssurance",
            "eduPersonPrincipalName",
            "clearance",
        ];
        let names = all.map(str::to_owned);
        let (one, other) = (Invented::with(&names, &SystemRandom), Invented::with(&names, &SystemRandom));
        let held = |name: &str| one.attributes.iter().find(|held| held.name == name).map(|held| held.values.join(" "));
        assert_eq!((held("eduPersonEntitlement"), held("eduPersonAssurance")), (None, None));
        assert!(held("mail").unwrap().ends_with("@trial.invalid") && held("clearance").unwrap().starts_with("trial-"));
        assert!(one.identity_seed.expose() != other.identity_seed.expose() && one.attributes != other.attributes);
    }

    #[test]
    fn what_is_somebodys_is_masked() {
        assert_eq!(masked("ada@hospital.example"), "a•••@h•••");
        assert_eq!((masked("Ada Lovelace"), masked(""), masked("É")), ("A•••".into(), "•••".into(), "É•••".into()));
    }
}
