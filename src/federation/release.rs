//! What a service provider is told: an identifier made for it, and of the attributes an operator released to it those
//! that it asks for.

use super::{Federation, ServiceProvider, name_id};
use crate::domain::{Attribute, Secret};
use crate::saml::attribute::{SamlAttribute, full_name};
use crate::saml::metadata::{AttributeService, RequestedAttribute, SubjectIdReq};
use crate::saml::name_id::NameIdFormat;
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::vault::subject_identifier::{pairwise_id, subject_id};
use crate::words::Text;

/// One thing that a service provider is told, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub what: Text,
    pub value: Text,
}

/// Whom it is told about: a person who is signed in, or one who was made up to try it.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) identity_seed: &'a Secret<32>,
    pub(super) attributes: &'a [Attribute],
}

impl<'a> From<&'a SignedIn> for About<'a> {
    fn from(person: &'a SignedIn) -> Self {
        Self { identity_seed: person.identity_seed(), attributes: person.attributes() }
    }
}

impl Federation {
    /// The attributes of an assertion for this service provider. Nothing that was not released gets in.
    pub(super) fn attributes<'a>(
        &self,
        sp: &ServiceProvider,
        services: impl IntoIterator<Item = &'a AttributeService>,
        about: About<'_>,
    ) -> Vec<SamlAttribute> {
        let wanted = Wanted::by(services);
        let mut attributes: Vec<SamlAttribute> = self.identifier(sp, about).into_iter().collect();
        for held in about.attributes.iter().filter(|held| is_released(sp, &held.name)) {
            let Some(told) = wanted.of(held) else { continue };
            match attributes.iter_mut().find(|one| one.name == told.name) {
                // By short and by full name, it is one attribute.
                Some(known) => known.values.extend(told.values),
                None => attributes.push(told),
            }
        }
        attributes
    }

    /// The identifier that the metadata asks for (SAML Subject Identifier Attributes Profile §5): a pairwise-id unless it
    /// says that it needs the subject-id, and may have it, or that it needs none. Where either will do, it is the one
    /// that leads nowhere else.
    fn identifier(&self, sp: &ServiceProvider, about: About<'_>) -> Option<SamlAttribute> {
        let seed = about.identity_seed;
        match sp.metadata().subject_id_req {
            Some(SubjectIdReq::None) => None,
            Some(SubjectIdReq::SubjectId) if sp.options().subject_id => {
                Some(SamlAttribute::subject_id(subject_id(seed, &self.scope)))
            }
            Some(SubjectIdReq::SubjectId | SubjectIdReq::PairwiseId | SubjectIdReq::Any) | None => {
                Some(SamlAttribute::pairwise_id(pairwise_id(seed, sp.entity_id(), &self.scope)))
            }
        }
    }

    /// The identifier alone.
    pub(super) fn known_as(&self, sp: &ServiceProvider, person: &SignedIn) -> Option<String> {
        self.identifier(sp, person.into())?.values.into_iter().next()
    }

    /// The same for a page: all that it is told whatever it asks for.
    pub fn told(&self, sp: &ServiceProvider, person: &SignedIn) -> Vec<Told> {
        let mut told: Vec<Told> = self
            .attributes(sp, &sp.metadata().attribute_services, person.into())
            .into_iter()
            .map(|one| Told {
                what: one.friendly_name.map_or(one.name, str::to_owned).into(),
                value: one.values.join(", ").into(),
            })
            .collect();
        told.push(Told { what: say("told-name-id"), value: self.name_in_words(sp, person) });
        told.push(Told { what: say("told-context"), value: say("told-context-two-factors") });
        told
    }

    /// By which names a service provider knows this person, whatever it is told beside them.
    pub fn known_by(&self, sp: &ServiceProvider, person: &SignedIn) -> Vec<(Text, String)> {
        let identifier = self.identifier(sp, person.into()).map(|one| {
            let what =
                if one.friendly_name == Some("subject-id") { say("told-subject-id") } else { say("told-pairwise-id") };
            (what, one.values.join(", "))
        });
        let persistent = sp.gives(NameIdFormat::Persistent);
        let persistent = persistent.then(|| (say("told-persistent-name-id"), self.persistent(sp, person.into()).value));
        identifier.into_iter().chain(persistent).collect()
    }

    fn name_in_words(&self, sp: &ServiceProvider, person: &SignedIn) -> Text {
        let persistent = self.persistent(sp, person.into()).value;
        match sp.usual_name_id() {
            NameIdFormat::Transient => say("told-name-id-transient").with("persistent", persistent),
            NameIdFormat::Persistent => say("told-name-id-persistent").with("persistent", persistent),
            NameIdFormat::EmailAddress => match name_id::mail(person.into()) {
                Some(mail) => mail.into(),
                None => say("told-name-id-none"),
            },
        }
    }
}

fn is_released(sp: &ServiceProvider, name: &str) -> bool {
    sp.released().iter().any(|released| full_name(released) == full_name(name))
}

/// What a service provider asks for.
enum Wanted<'a> {
    /// It does not say.
    Everything,
    Only(Vec<&'a RequestedAttribute>),
}

impl<'a> Wanted<'a> {
    fn by(services: impl IntoIterator<Item = &'a AttributeService>) -> Self {
        let requested: Vec<_> = services.into_iter().flat_map(|service| &service.requested).collect();
        if requested.is_empty() { Self::Everything } else { Self::Only(requested) }
    }

    /// The attribute as it is told; `None` when it is not asked for.
    fn of(&self, held: &Attribute) -> Option<SamlAttribute> {
        let Self::Only(requested) = self else { return Some(SamlAttribute::named(&held.name, held.values.clone())) };
        let matching: Vec<_> = requested.iter().filter(|one| full_name(&one.name) == full_name(&held.name)).collect();
        let first = matching.first()?;
        let mut values = held.values.clone();
        // SAML metadata §2.4.4.2: where it lists values, it asks for those only.
        if matching.iter().all(|one| !one.values.is_empty()) {
            values.retain(|value| matching.iter().any(|one| one.values.contains(value)));
        }
        let format = first.name_format.as_deref().unwrap_or_default();
        (!values.is_empty()).then(|| SamlAttribute::named(&held.name, values).in_format(format))
    }
}
