//! Rows of the audit as a page shows them.

use super::words::words;
use crate::audit::{Event, Seen};
use crate::federation::{Federation, RegistryError};
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use std::collections::BTreeMap;

pub(super) struct Row {
    /// `None` where no moment stands in it.
    pub(super) at: Option<When>,
    pub(super) what: Text,
    pub(super) is_caution: bool,
    /// The entityID of the application that was concerned, or nothing.
    pub(super) application: String,
    pub(super) request_id: String,
    /// Chain and number, in short.
    pub(super) place: Text,
    pub(super) holds: bool,
}

/// Applications by what people call them; one that is no longer connected keeps its address.
pub(super) async fn rows(federation: &Federation, seen: &[Seen]) -> Result<Vec<Row>, RegistryError> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for row in seen {
        let application = application(row);
        if !application.is_empty() && !names.contains_key(application) {
            let found = federation.find(application).await?;
            let name = found.map_or_else(|| application.to_owned(), |sp| sp.name().to_owned());
            names.insert(application.to_owned(), name);
        }
    }
    Ok(seen.iter().map(|row| shown(row, names.get(application(row)).map(String::as_str))).collect())
}

/// Whether of how many people it is stands where other rows have their application.
fn is_of_list(row: &Seen) -> bool {
    let told = [Event::ListBegun, Event::ListInvited, Event::ListRefused, Event::LinksTaken, Event::LinksDropped];
    let mailed = [Event::MailingBegun, Event::InvitationsMailed];
    row.event().is_some_and(|event| told.contains(&event) || mailed.contains(&event))
}

/// What concerns an application's keys has purpose, version and epoch behind its entityID.
fn application(row: &Seen) -> &str {
    if is_of_list(row) {
        return "";
    }
    let is_of_scope = matches!(
        row.event(),
        Some(Event::ScopeAdded | Event::ScopeRotated | Event::ScopeEpochEnded | Event::ScopeRemoved)
    );
    match is_of_scope {
        true => row.service_provider.rsplitn(4, ' ').nth(3).unwrap_or(&row.service_provider),
        false => &row.service_provider,
    }
}

fn shown(row: &Seen, name: Option<&str>) -> Row {
    let people = Some(row.service_provider.as_str()).filter(|people| is_of_list(row) && !people.is_empty());
    let words = words(&row.word, people.or(name));
    let chain = row.chain.to_string();
    Row {
        at: row.at.map(|at| When::from(at).in_utc()),
        what: words.what,
        is_caution: words.is_caution,
        application: application(row).to_owned(),
        request_id: row.request_id.clone(),
        place: say("admin-audit-rows-place")
            .with("number", row.seq)
            .with("chain", chain.split('-').next().unwrap_or_default()),
        holds: row.holds,
    }
}
