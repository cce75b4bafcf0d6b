//! What is known of a service provider, for an operator who wants to look.

use super::{Federation, RegistryError, ServiceProvider, notes};
use crate::db::{self, DbError};
use crate::saml::attribute::full_name;
use crate::saml::instant;
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::say;
use crate::words::Text;

type Lines = Vec<(&'static str, String)>;

impl Federation {
    /// Name and value, one a line, names as often as there are values; `None` where there is no such service provider,
    /// or only a row that this service did not write.
    pub async fn describe(&self, entity_id: &str) -> Result<Option<Lines>, RegistryError> {
        let Some(sp) = self.find(entity_id).await? else { return Ok(None) };
        let row = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::service_provider::by_entity_id(&mut db, self.parts.org, entity_id).await?
        };
        let Some(row) = row else { return Ok(None) };
        let policy = AcceptPolicy { allow_http_acs: row.allow_http_acs };
        let parsed = parse_sp(&row.metadata, &policy, self.parts.clock.now())?;
        let mut lines = vec![("entityID", entity_id.to_owned()), ("name", sp.name().to_owned())];
        lines.extend(told(&sp).into_iter().map(|value| ("told", value.english())));
        endpoints(&sp, &mut lines);
        logout(&sp, &mut lines);
        keys(&sp, &mut lines);
        lines.extend(
            sp.scopes().iter().map(|scope| ("keys for", format!("{}, of people who agree to it", scope.purpose))),
        );
        if let Some(until) = sp.metadata().valid_until {
            lines.push(("valid until", instant::format(until)));
        }
        if row.allow_http_acs {
            lines.push(("option", "plain-http addresses for its responses are allowed".to_owned()));
        }
        lines.extend(sp.options().chosen().into_iter().map(|option| ("option", option)));
        lines.push(("version", row.version.to_string()));
        lines.extend(parsed.notes.into_iter().map(|note| ("note", note.to_string())));
        lines.extend(notes::about(&sp).into_iter().map(|note| ("note", note)));
        Ok(Some(lines))
    }
}

/// What it may be told, one a line.
pub(super) fn told(sp: &ServiceProvider) -> Vec<Text> {
    if sp.released().is_empty() {
        return vec![say("facts-an-identifier")];
    }
    let named = |name: &String| match full_name(name) {
        full if full == name => name.clone().into(),
        full => format!("{name} ({full})").into(),
    };
    sp.released().iter().map(named).collect()
}

pub(super) fn endpoints(sp: &ServiceProvider, lines: &mut Lines) {
    let default = sp.metadata().default_endpoint();
    for acs in sp.metadata().acs() {
        let is_default = acs.location == default.location();
        let mark = if is_default { ", the default" } else { "" };
        lines.push(("endpoint", format!("{} {} (index {}{mark})", acs.binding.name(), acs.location, acs.index)));
    }
}

fn logout(sp: &ServiceProvider, lines: &mut Lines) {
    if let Some(endpoint) = sp.metadata().logout_endpoint() {
        lines.push(("logout", format!("{} {}", endpoint.binding().name(), endpoint.location())));
    }
}

fn keys(sp: &ServiceProvider, lines: &mut Lines) {
    lines.extend(sp.metadata().signing_keys.iter().map(|key| ("signing key", key.to_string())));
    lines.extend(sp.metadata().encryption_keys.iter().map(|key| ("encryption key", key.key().to_string())));
}
