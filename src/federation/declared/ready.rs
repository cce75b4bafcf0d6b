//! What is declared, read and checked: everything that is wrong with it at once, before the database is looked at.

use super::{At, Declaration, DeclaredError, Fault};
use crate::db::service_provider::ServiceProviderRow;
use crate::domain::Limits;
use crate::federation::{Choices, Declared, Federation, ServiceProvider, full_name};
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use std::collections::HashMap;
use time::OffsetDateTime;

/// One that can be registered as it is.
pub(super) struct Ready {
    pub(super) sp: ServiceProvider,
    /// As it would be written, but for its version and MAC.
    pub(super) row: ServiceProviderRow,
}

/// All of it.
pub(in crate::federation) struct Whole {
    pub(super) applications: Vec<Ready>,
    pub(super) removed: Vec<String>,
    pub(super) prunes: bool,
    pub(super) limits: Option<Limits>,
}

impl Federation {
    /// # Errors
    /// Every fault that it has.
    pub(in crate::federation) fn ready(&self, declaration: Declaration) -> Result<Whole, DeclaredError> {
        let (now, most) = (self.parts.clock.now(), self.parts.policy.limits);
        let Declaration { applications, removed, prunes, limits } = declaration;
        let mut faults = Vec::new();
        let mut seen = Seen::default();
        let mut ready = Vec::with_capacity(applications.len());
        for (place, declared) in applications.into_iter().enumerate() {
            let at = At::Application(place);
            match read(declared, now).and_then(|one| seen.once(&one.row.entity_id, at).map(|()| one)) {
                Ok(one) => ready.push(one),
                Err(sentence) => faults.push(Fault { at, sentence }),
            }
        }
        for (place, entity_id) in removed.iter().enumerate() {
            let at = At::Removed(place);
            faults.extend(seen.once(entity_id, at).err().map(|sentence| Fault { at, sentence }));
        }
        faults.extend(limits.filter(|limits| *limits != limits.within(most)).map(|_| too_long(most)));
        if prunes && ready.is_empty() && faults.is_empty() {
            // An empty file, or one of another name, is rather a slip.
            let sentence = "it declares no application, and what is not declared is to go: that would be all of them; name the last ones with remove = true".to_owned();
            faults.push(Fault { at: At::Whole, sentence });
        }
        if faults.is_empty() {
            Ok(Whole { applications: ready, removed, prunes, limits })
        } else {
            Err(DeclaredError::Faults(faults))
        }
    }
}

fn too_long(most: Limits) -> Fault {
    let (longest, idle, shared) = (most.longest(), most.idle(), most.shared_idle());
    let sentence = format!(
        "the operator's settings allow at most {longest} minutes, {idle} unused, {shared} unused at a shared computer"
    );
    Fault { at: At::Sessions, sentence }
}

/// The entityIDs that were declared.
#[derive(Default)]
struct Seen(HashMap<String, At>);

impl Seen {
    fn once(&mut self, entity_id: &str, at: At) -> Result<(), String> {
        match self.0.insert(entity_id.to_owned(), at) {
            None => Ok(()),
            Some(_) => Err(format!("{entity_id} is declared twice")),
        }
    }
}

fn read(declared: Declared, now: OffsetDateTime) -> Result<Ready, String> {
    let Declared { entity_id, metadata, choices: Choices { released, options, allow_http_acs } } = declared;
    let policy = AcceptPolicy { allow_http_acs };
    let parsed = parse_sp(&metadata, &policy, now).map_err(|error| error.to_string())?;
    options.check(&parsed.metadata).map_err(|error| error.to_string())?;
    if let Some(wanted) = entity_id.filter(|wanted| *wanted != parsed.metadata.entity_id) {
        return Err(format!("its metadata is that of {}, not of {wanted}", parsed.metadata.entity_id));
    }
    let row = ServiceProviderRow {
        entity_id: parsed.metadata.entity_id.clone(),
        version: 0,
        metadata: parsed.stored_xml,
        released: once_each(released),
        allow_http_acs,
        options: options.columns(),
        mac: Vec::new(),
    };
    Ok(Ready { sp: ServiceProvider::new(parsed.metadata, row.released.clone(), options), row })
}

/// Each attribute once, whichever of its names it has.
fn once_each(names: Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !all.iter().any(|one| full_name(one) == full_name(&name)) {
            all.push(name);
        }
    }
    all
}
