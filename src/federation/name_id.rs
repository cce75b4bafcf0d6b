//! Which NameID a person has towards a service provider.

use super::participants::ParticipantError;
use super::release::About;
use super::{Federation, ServiceProvider};
use crate::saml::name_id::{NameId, NameIdFormat, NamedSubject};
use crate::saml::unmet::Unmet;
use crate::sign_in::session::SignedIn;
use crate::vault::subject_identifier::persistent_name_id;

const MAIL: &str = "urn:oid:0.9.2342.19200300.100.1.3";

impl Federation {
    /// In the format that the request asks for, else in the usual one. Nothing is kept for it: a persistent NameID follows
    /// from the person's identity seed and exists before anyone asks, so that `AllowCreate` is met whatever it says.
    ///
    /// # Errors
    /// This person has no NameID of that format, or it may not have it.
    pub(super) fn name_id(
        &self,
        sp: &ServiceProvider,
        asked: Option<NameIdFormat>,
        about: About<'_>,
    ) -> Result<NameId, Unmet> {
        let format = asked.unwrap_or_else(|| sp.usual_name_id());
        if !sp.gives(format) {
            return Err(Unmet::NotForIt);
        }
        match format {
            NameIdFormat::Transient => Ok(NameId::transient(&*self.parts.random, &self.entity_id, sp.entity_id())),
            NameIdFormat::Persistent => Ok(self.persistent(sp, about)),
            NameIdFormat::EmailAddress => mail(about).map(NameId::email).ok_or(Unmet::NoMail),
        }
    }

    /// The NameID by which a request names this person; `None` when it names another, or nobody.
    pub(super) async fn recognised(
        &self,
        sp: &ServiceProvider,
        named: &NamedSubject,
        person: &SignedIn,
    ) -> Result<Option<NameId>, ParticipantError> {
        for format in [NameIdFormat::Persistent, NameIdFormat::EmailAddress] {
            if let Ok(name) = self.name_id(sp, Some(format), person.into())
                && named.means(&name)
            {
                return Ok(Some(name));
            }
        }
        // A transient name means somebody for as long as the session lasts in which it was made.
        let known = self.participants_named(sp.entity_id(), named, &[]).await?;
        let mut names = known.into_iter().filter(|one| one.session == *person.id_hash()).map(|one| one.name.name_id());
        // Other formats were tried above, as they may be given now.
        Ok(names.find(|name| name.format == NameIdFormat::Transient))
    }

    pub(super) fn persistent(&self, sp: &ServiceProvider, about: About<'_>) -> NameId {
        let value = persistent_name_id(about.identity_seed, sp.entity_id());
        NameId::persistent(value, &self.entity_id, sp.entity_id())
    }
}

/// The person's first e-mail address.
pub(super) fn mail(about: About<'_>) -> Option<String> {
    let held = about.attributes.iter().find(|held| crate::saml::attribute::full_name(&held.name) == MAIL)?;
    held.values.iter().find(|value| !value.is_empty()).cloned()
}
