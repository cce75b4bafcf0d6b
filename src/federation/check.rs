//! The check list: what an operator should know of a service provider before it goes live, and any day after, in plain words. Pure.

use super::ServiceProvider;
use super::registration::changes;
use crate::saml::attribute::{full_name, short_name};
use crate::saml::metadata::{Binding, CertificateFacts, Note, PublicKey, SubjectIdReq};
use crate::saml::name_id::NameIdFormat;
use time::{Duration, OffsetDateTime};

/// A certificate, or metadata, that ends sooner is worth a look.
const SOON: Duration = Duration::days(60);

/// What a line says at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Good,
    /// It works, and somebody should decide whether it is meant.
    Look,
    /// It does not work so.
    Cannot,
}

impl Mark {
    /// What a page says of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Look => "look at this",
            Self::Cannot => "cannot",
        }
    }

    /// The tone of a badge.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Look => "caution",
            Self::Cannot => "bad",
        }
    }
}

/// One thing that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub mark: Mark,
    pub what: String,
    /// What follows from it, or what to do; may be empty.
    pub more: String,
}

impl Line {
    fn good(what: impl Into<String>, more: impl Into<String>) -> Self {
        Self { mark: Mark::Good, what: what.into(), more: more.into() }
    }

    fn look(what: impl Into<String>, more: impl Into<String>) -> Self {
        Self { mark: Mark::Look, what: what.into(), more: more.into() }
    }
}

/// Lines about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    pub lines: Vec<Line>,
}

impl Section {
    /// What keeps metadata from being used at all.
    pub fn refused(why: String) -> Self {
        let more = "Nothing was registered. Send the application's engineers this sentence, and try again with what they send back.";
        let line = Line { mark: Mark::Cannot, what: why, more: more.to_owned() };
        Self { title: "It cannot be connected as it is", lines: vec![line] }
    }
}

/// How many lines have a mark.
pub fn count(sections: &[Section], mark: Mark) -> usize {
    sections.iter().flat_map(|section| &section.lines).filter(|line| line.mark == mark).count()
}

pub(super) fn about(
    sp: &ServiceProvider,
    notes: &[Note],
    before: Option<&ServiceProvider>,
    needs_http: bool,
    now: OffsetDateTime,
) -> Vec<Section> {
    vec![
        Section { title: "Who it is", lines: identity(sp, before, now) },
        Section { title: "Where people are sent", lines: endpoints(sp, needs_http) },
        Section { title: "How its messages are known as its own", lines: signatures(sp, now) },
        Section { title: "Who can read what it is told", lines: encryption(sp, now) },
        Section { title: "What it asks for", lines: wishes(sp) },
        Section { title: "What is not used or kept", lines: left_out(notes) },
    ]
    .into_iter()
    .filter(|section| !section.lines.is_empty())
    .collect()
}

fn identity(sp: &ServiceProvider, before: Option<&ServiceProvider>, now: OffsetDateTime) -> Vec<Line> {
    let mut lines = Vec::new();
    match before.map(|before| changes(before, sp)) {
        None => lines.push(Line::good(format!("{} is new here.", sp.entity_id()), "")),
        Some(changes) if changes.is_empty() => {
            lines.push(Line::good(format!("{} is connected already, exactly like this.", sp.entity_id()), ""));
        }
        Some(changes) => {
            let more = format!("It would be replaced. What changes: {}.", changes.join("; "));
            lines.push(Line::look(format!("{} is connected already.", sp.entity_id()), more));
        }
    }
    if sp.metadata().display_name.is_none() {
        let more = "People see its entityID in the list of their applications.";
        lines.push(Line::look("Its metadata does not say what it is called.", more));
    }
    lines.push(match sp.metadata().valid_until {
        None => Line::good("Its metadata has no end.", "It holds until somebody replaces it."),
        Some(until) if until - now < SOON => Line::look(
            format!("Its metadata ends on {}.", until.date()),
            "Sign-ons stop then, unless it is replaced before. Ask for its address, to replace it in time.",
        ),
        Some(until) => Line::good(
            format!("Its metadata holds until {}.", until.date()),
            "Sign-ons stop then, unless it is replaced.",
        ),
    });
    lines
}

fn endpoints(sp: &ServiceProvider, needs_http: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let default = sp.metadata().default_endpoint();
    for acs in sp.metadata().acs() {
        let usual = if acs.location == default.location() { " The usual one." } else { "" };
        let plain = acs.location.starts_with("http://");
        lines.push(match (&acs.binding, plain) {
            (Binding::HttpPost, false) => {
                Line::good(format!("Answers can go to {}", acs.location), format!("By HTTP-POST over https.{usual}"))
            }
            (Binding::HttpPost, true) if needs_http => Line::look(
                format!("Answers can go to {}, without encryption on the way", acs.location),
                format!("Anyone on the way can read and change them. For a test or an intranet alone: say below that it may.{usual}"),
            ),
            (Binding::HttpPost, true) => Line::look(
                format!("Answers can go to {} on this very machine", acs.location),
                format!("Plain http, which does not leave the computer. For trying out.{usual}"),
            ),
            (other, _) => Line::good(
                format!("{} at {} is not used", other.name(), acs.location),
                "Answers go by HTTP-POST alone; it has such an address too.",
            ),
        });
    }
    lines.push(match sp.metadata().logout_endpoint() {
        Some(endpoint) => Line::good(
            format!("It is told when somebody signs out, at {}", endpoint.location()),
            format!("By {}.", endpoint.binding().name()),
        ),
        None => Line::look("It cannot be told when somebody signs out.", "People sign out there by themselves."),
    });
    lines
}

fn signatures(sp: &ServiceProvider, now: OffsetDateTime) -> Vec<Line> {
    let keys = &sp.metadata().signing_keys;
    let mut lines = vec![match (sp.metadata().authn_requests_signed, keys.is_empty()) {
        (true, _) => Line::good("Its requests are signed.", "Unsigned ones are refused."),
        (false, false) => Line::good(
            "Its requests may come unsigned.",
            "A signature, where there is one, is checked. Answers go to the addresses above in any case.",
        ),
        (false, true) => Line::look(
            "It gives no key to check its requests with.",
            "They are accepted unsigned. Answers go to the addresses above in any case.",
        ),
    }];
    lines.extend(keys.iter().map(|key| dated("Key for signatures", key, now)));
    lines
}

fn encryption(sp: &ServiceProvider, now: OffsetDateTime) -> Vec<Line> {
    let keys = &sp.metadata().encryption_keys;
    let mut lines = vec![match keys.first() {
        Some(key) => Line::good(
            format!("What it is told travels encrypted to it, with {}.", key.cipher().word().to_uppercase()),
            "Nothing between here and there can read it, not even the person's browser.",
        ),
        None => Line::look(
            "What it is told travels signed, and not encrypted.",
            "Its metadata has no key for it. The person's browser, and what looks into it, can read along. Ask its engineers for an encryption key.",
        ),
    }];
    lines.extend(keys.iter().map(|key| dated("Key for encryption", key.key(), now)));
    lines
}

/// A key with the dates of its certificate. They decide nothing (metadata is what confers trust); they tell that a change is near.
fn dated(what: &str, key: &PublicKey, now: OffsetDateTime) -> Line {
    let what = format!("{what}: {key}");
    let Some(CertificateFacts { not_before, not_after, .. }) = key.certificate() else {
        return Line::good(what, "It comes without a certificate, and so without dates.");
    };
    match () {
        () if *not_after <= now => Line::look(
            what,
            "Its certificate is over. It is used all the same: expect that its engineers change it, and ask them.",
        ),
        () if *not_before > now => Line::look(what, "Its certificate has not begun yet. It is used all the same."),
        () if *not_after - now < SOON => {
            Line::look(what, "Its certificate ends soon. Ask its engineers for metadata with the next key beside it.")
        }
        () => Line::good(what, ""),
    }
}

fn wishes(sp: &ServiceProvider) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for wanted in sp.metadata().attribute_services.iter().flat_map(|service| &service.requested) {
        let full = full_name(&wanted.name);
        if seen.contains(&full) {
            continue;
        }
        seen.push(full);
        let name = short_name(full).unwrap_or(&wanted.name);
        let is_released = sp.released().iter().any(|name| full_name(name) == full);
        lines.push(match (is_released, wanted.is_required) {
            (true, _) => Line::good(format!("It asks for {name}, and is told."), ""),
            (false, true) => Line::look(
                format!("It needs {name}, and is not told."),
                "It says that it does not work without. Tick it below if it may know.",
            ),
            (false, false) => {
                Line::good(format!("It would like {name}, and is not told."), "It says that it works without.")
            }
        });
    }
    let asks = !seen.is_empty();
    let extra: Vec<&str> =
        sp.released().iter().filter(|name| asks && !seen.contains(&full_name(name))).map(String::as_str).collect();
    if !extra.is_empty() {
        let what = format!("It may know {}, and does not ask for it.", extra.join(", "));
        lines.push(Line::look(what, "It is told only what is both ticked and asked for."));
    }
    if !asks && sp.released().is_empty() {
        lines.push(Line::good("It asks for no attributes.", "It learns an identifier made for it alone."));
    }
    lines.push(name_id(sp));
    if sp.metadata().subject_id_req == Some(SubjectIdReq::SubjectId) && !sp.options().subject_id {
        let more = "With it, applications can compare whom they know. It gets a pairwise-id of its own instead, unless you allow it.";
        lines.push(Line::look("It asks for the subject-id, the same for every application.", more));
    }
    lines
}

fn name_id(sp: &ServiceProvider) -> Line {
    match sp.usual_name_id() {
        NameIdFormat::Transient => Line::good("People have another NameID at each sign-on (transient).", ""),
        NameIdFormat::Persistent => Line::good("People have a NameID that stays, made for it alone (persistent).", ""),
        NameIdFormat::EmailAddress => Line::look(
            "People's e-mail address is their NameID.",
            "It names the person. Who has none is not signed on there.",
        ),
    }
}

/// Of what reading noted, what no line above says.
fn left_out(notes: &[Note]) -> Vec<Line> {
    let is_said = |note: &str| {
        ["ignores its", "ignores a", "takes the key", "does not keep", "does not check", "it lists only"]
            .iter()
            .any(|start| note.starts_with(start))
    };
    let lines = notes.iter().filter(|note| is_said(&note.0));
    lines
        .map(|note| {
            let mut letters = note.0.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            Line::good(format!("{first}{}.", letters.as_str()), "")
        })
        .collect()
}
