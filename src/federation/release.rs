//! What a service provider is told: an identifier made for it, and the attributes an operator released to it.

use super::{Federation, ServiceProvider};
use crate::saml::attribute::{SamlAttribute, full_name};
use crate::sign_in::session::SignedIn;
use crate::vault::pairwise_id::pairwise_id;

/// One thing that a service provider is told, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub what: String,
    pub value: String,
}

impl Federation {
    /// The attributes of an assertion for this service provider. Nothing that was not released gets in.
    pub(super) fn attributes(&self, sp: &ServiceProvider, person: &SignedIn) -> Vec<SamlAttribute> {
        let pairwise = pairwise_id(person.identity_seed(), sp.entity_id(), &self.scope);
        let mut attributes = vec![SamlAttribute::pairwise_id(pairwise)];
        for held in person.attributes() {
            if sp.released.iter().any(|name| full_name(name) == full_name(&held.name)) {
                attributes.push(SamlAttribute::named(&held.name, held.values.clone()));
            }
        }
        attributes
    }

    /// The same for a page.
    pub fn told(&self, sp: &ServiceProvider, person: &SignedIn) -> Vec<Told> {
        let mut told: Vec<Told> = self
            .attributes(sp, person)
            .into_iter()
            .map(|one| Told { what: one.friendly_name.map_or(one.name, str::to_owned), value: one.values.join(", ") })
            .collect();
        told.push(Told { what: "a NameID".into(), value: "a random one, new at each sign-on".into() });
        told.push(Told { what: "how you signed in".into(), value: "with two factors (REFEDS MFA), and when".into() });
        told
    }
}
