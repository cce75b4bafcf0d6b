//! What an administrator chooses for an application: ticks for what it may be told, and what its metadata does not say.

use crate::federation::{Candidate, Choices, Options, Words};
use crate::federation::{full_name, short_name};
use crate::say;
use crate::words::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Before the attribute's name, in the name of its tick.
const TICK: &str = "tell:";

/// Of what its metadata asks for, so many have a tick: more can be typed.
const MOST: usize = 100;

/// The usual attributes.
const USUAL: [&str; 10] = [
    "displayName",
    "givenName",
    "sn",
    "mail",
    "uid",
    "eduPersonPrincipalName",
    "eduPersonAffiliation",
    "eduPersonScopedAffiliation",
    "eduPersonEntitlement",
    "eduPersonAssurance",
];

/// What a usual attribute says of a person; nothing of any other.
fn in_words(name: &str) -> Text {
    match name {
        "displayName" => say("admin-application-choices-display-name"),
        "givenName" => say("admin-application-choices-given-name"),
        "sn" => say("admin-application-choices-family-name"),
        "mail" => say("admin-application-choices-mail"),
        "uid" => say("admin-application-choices-user-name"),
        "eduPersonPrincipalName" => say("admin-application-choices-principal-name"),
        "eduPersonAffiliation" => say("admin-application-choices-affiliation"),
        "eduPersonScopedAffiliation" => say("admin-application-choices-scoped-affiliation"),
        "eduPersonEntitlement" => say("admin-application-choices-entitlement"),
        "eduPersonAssurance" => say("admin-application-choices-assurance"),
        _ => Text::default(),
    }
}

/// As it was sent.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    /// Further names, as somebody typed them.
    #[serde(alias = "released")]
    more: String,
    allow_http_acs: String,
    name_id: String,
    subject_id: String,
    signature: String,
    encryption: String,
    skip_assertion_signature: String,
    default_context: String,
    fresh_within: String,
    /// Every further field: the ticks are among them.
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

impl Chosen {
    /// `None` for a word that the form does not offer.
    pub(super) fn choices(&self) -> Option<Choices> {
        let options = Options::of_words(Words {
            name_id: &self.name_id,
            subject_id: self.subject_id == "yes",
            signature: &self.signature,
            encryption: &self.encryption,
            skip_assertion_signature: self.skip_assertion_signature == "yes",
            default_context: &self.default_context,
            fresh_within: &self.fresh_within,
        })?;
        Some(Choices { released: self.released(), options, allow_http_acs: self.allow_http_acs == "yes" })
    }

    /// Each attribute once, whichever of its names it has.
    fn released(&self) -> Vec<String> {
        let ticked = self.others.iter().filter(|(_, value)| *value == "yes");
        let ticked = ticked.filter_map(|(field, _)| field.strip_prefix(TICK));
        let typed = self.more.split(|c: char| c.is_whitespace() || c == ',').filter(|name| !name.is_empty());
        let mut released: Vec<String> = Vec::new();
        for name in ticked.chain(typed) {
            if !released.iter().any(|one| full_name(one) == full_name(name)) {
                released.push(name.to_owned());
            }
        }
        released
    }
}

/// A tick, for the page.
pub(super) struct Tick {
    pub(super) id: String,
    pub(super) field: String,
    pub(super) name: String,
    pub(super) words: Text,
    /// Whether its metadata asks for it, and needs it.
    pub(super) asked: Text,
    pub(super) is_on: bool,
}

/// The choices as the page shows them.
pub(super) struct Shown {
    pub(super) ticks: Vec<Tick>,
    pub(super) needs_http: bool,
    pub(super) allow_http: bool,
    pub(super) can_skip_signature: bool,
    pub(super) name_id: String,
    pub(super) subject_id: bool,
    pub(super) signature: String,
    pub(super) encryption: String,
    pub(super) skip_assertion_signature: bool,
    pub(super) default_context: String,
    pub(super) fresh_within: String,
}

impl From<&Candidate> for Shown {
    fn from(candidate: &Candidate) -> Self {
        let options = candidate.choices.options.columns();
        Self {
            ticks: ticks(candidate),
            needs_http: candidate.needs_http || candidate.choices.allow_http_acs,
            allow_http: candidate.choices.allow_http_acs,
            can_skip_signature: candidate.sp.metadata().want_assertions_signed == Some(false),
            name_id: options.name_id.unwrap_or_default(),
            subject_id: options.subject_id,
            signature: options.signature,
            encryption: options.encryption.unwrap_or_default(),
            skip_assertion_signature: options.skip_assertion_signature,
            default_context: options.default_context.unwrap_or_default(),
            fresh_within: options.fresh_within.map(|minutes| minutes.to_string()).unwrap_or_default(),
        }
    }
}

/// What it asks for first, then the usual ones, then what it may be told besides.
fn ticks(candidate: &Candidate) -> Vec<Tick> {
    let requested: Vec<(&str, bool)> = candidate
        .sp
        .metadata()
        .attribute_services
        .iter()
        .flat_map(|service| &service.requested)
        .map(|one| (one.name.as_str(), one.is_required))
        .take(MOST)
        .collect();
    let released = &candidate.choices.released;
    let usual = USUAL.into_iter();
    let all = requested.iter().map(|(name, _)| *name).chain(usual).chain(released.iter().map(String::as_str));
    let mut names: Vec<&str> = Vec::new();
    for name in all {
        if !names.iter().any(|one| full_name(one) == full_name(name)) {
            names.push(name);
        }
    }
    names.into_iter().enumerate().map(|(place, name)| tick(place, name, &requested, released)).collect()
}

fn tick(place: usize, name: &str, requested: &[(&str, bool)], released: &[String]) -> Tick {
    let short = short_name(full_name(name));
    let is_same = |one: &str| full_name(one) == full_name(name);
    let asked: Vec<bool> = requested.iter().filter(|(one, _)| is_same(one)).map(|(_, needs)| *needs).collect();
    // Under the name by which it is released already.
    let name = released.iter().find(|one| is_same(one)).map(String::as_str).or(short).unwrap_or(name);
    Tick {
        id: format!("tell-{place}"),
        field: format!("{TICK}{name}"),
        words: short.map(in_words).unwrap_or_default(),
        asked: match (asked.contains(&true), asked.is_empty()) {
            (true, _) => say("admin-application-choices-needed"),
            (false, false) => say("admin-application-choices-asked-for"),
            (false, true) => Text::default(),
        },
        is_on: released.iter().any(|one| is_same(one)),
        name: name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_usual_ones_has_words() {
        assert!(USUAL.iter().all(|name| !in_words(name).is_empty() && short_name(full_name(name)) == Some(name)));
    }

    #[test]
    fn ticks_and_typed_names_are_each_taken_once() {
        let form = "tell:mail=yes&tell:sn=no&tell:urn:x:y=yes&more=urn:oid:0.9.2342.19200300.100.1.3, ward%20uid&signature=ecdsa&passphrase=p";
        let chosen = actix_web::web::Query::<Chosen>::from_query(form).unwrap().into_inner();
        let choices = chosen.choices().unwrap();
        assert_eq!(choices.released, ["mail", "urn:x:y", "ward", "uid"]);
        assert!(!choices.allow_http_acs && choices.options.columns().signature == "ecdsa");
        let strange = Chosen { signature: "none".into(), ..chosen };
        assert!(strange.choices().is_none(), "a word that the form does not offer");
    }
}
