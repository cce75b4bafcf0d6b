//! The check list: what an operator should know of a service provider before it goes live, and any day after, in plain words. Pure.

use super::ServiceProvider;
use super::registration::changes;
use super::said::{key_in_words, left_out, several};
use crate::saml::attribute::{full_name, short_name};
use crate::saml::metadata::{AssertionConsumer, Binding, CertificateFacts, Note, PublicKey, SubjectIdReq};
use crate::saml::name_id::NameIdFormat;
use crate::say;
use crate::words::Text;
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
    pub fn word(self) -> Text {
        match self {
            Self::Good => say("checks-good"),
            Self::Look => say("checks-look"),
            Self::Cannot => say("checks-cannot"),
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
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub mark: Mark,
    pub what: Text,
    /// What follows from it, or what to do; may be empty.
    pub more: Text,
}

impl Line {
    fn good(what: Text, more: Text) -> Self {
        Self { mark: Mark::Good, what, more }
    }

    fn look(what: Text, more: Text) -> Self {
        Self { mark: Mark::Look, what, more }
    }
}

/// Where there is no more to say.
fn no_more() -> Text {
    Text::default()
}

/// Lines about one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub title: Text,
    pub lines: Vec<Line>,
}

impl Section {
    /// What keeps metadata from being used at all.
    pub fn refused(why: Text) -> Self {
        let line = Line { mark: Mark::Cannot, what: why, more: say("checks-refused-nothing-was-registered") };
        Self { title: say("checks-refused"), lines: vec![line] }
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
        Section { title: say("checks-who-it-is"), lines: identity(sp, before, now) },
        Section { title: say("checks-where-people-are-sent"), lines: endpoints(sp, needs_http) },
        Section { title: say("checks-how-its-messages-are-known"), lines: signatures(sp, now) },
        Section { title: say("checks-who-can-read"), lines: encryption(sp, now) },
        Section { title: say("checks-what-it-asks-for"), lines: wishes(sp) },
        Section { title: say("checks-what-is-left-out"), lines: of_notes(notes) },
    ]
    .into_iter()
    .filter(|section| !section.lines.is_empty())
    .collect()
}

fn identity(sp: &ServiceProvider, before: Option<&ServiceProvider>, now: OffsetDateTime) -> Vec<Line> {
    let (mut lines, entity_id) = (Vec::new(), sp.entity_id());
    match before.map(|before| changes(before, sp)) {
        None => lines.push(Line::good(say("checks-new").with("entity-id", entity_id), no_more())),
        Some(changes) if changes.is_empty() => {
            lines.push(Line::good(say("checks-connected-like-this").with("entity-id", entity_id), no_more()));
        }
        Some(changes) => {
            let more = say("checks-connected-replaced").with("changes", several(changes));
            lines.push(Line::look(say("checks-connected").with("entity-id", entity_id), more));
        }
    }
    if sp.metadata().display_name.is_none() {
        lines.push(Line::look(say("checks-no-name"), say("checks-no-name-more")));
    }
    lines.push(match sp.metadata().valid_until {
        None => Line::good(say("checks-no-end"), say("checks-no-end-more")),
        Some(until) if until - now < SOON => {
            Line::look(say("checks-ends").with("until", until.date()), say("checks-ends-more"))
        }
        Some(until) => Line::good(say("checks-holds").with("until", until.date()), say("checks-holds-more")),
    });
    lines
}

fn endpoints(sp: &ServiceProvider, needs_http: bool) -> Vec<Line> {
    let default = sp.metadata().default_endpoint();
    let usual = |acs: &AssertionConsumer| acs.location == default.location();
    let acs = sp.metadata().acs().iter();
    let mut lines: Vec<Line> = acs.map(|acs| endpoint(acs, usual(acs), needs_http)).collect();
    lines.push(match sp.metadata().logout_endpoint() {
        Some(endpoint) => Line::good(
            say("checks-told-of-sign-outs").with("location", endpoint.location()),
            say("checks-told-of-sign-outs-by").with("binding", endpoint.binding().name()),
        ),
        None => Line::look(say("checks-not-told-of-sign-outs"), say("checks-not-told-of-sign-outs-more")),
    });
    lines
}

fn endpoint(acs: &AssertionConsumer, is_usual: bool, needs_http: bool) -> Line {
    let more = |said: Text| if is_usual { say("checks-usual").with("said", said) } else { said };
    let (location, plain) = (&acs.location, acs.is_plain());
    match (&acs.binding, plain) {
        (Binding::HttpPost, false) => {
            Line::good(say("checks-answers").with("location", location), more(say("checks-answers-more")))
        }
        (Binding::HttpPost, true) if needs_http => {
            Line::look(say("checks-answers-plain").with("location", location), more(say("checks-answers-plain-more")))
        }
        (Binding::HttpPost, true) => {
            Line::look(say("checks-answers-here").with("location", location), more(say("checks-answers-here-more")))
        }
        (other, _) => Line::good(
            say("checks-answers-unused").with("binding", other.name()).with("location", location),
            say("checks-answers-unused-more"),
        ),
    }
}

fn signatures(sp: &ServiceProvider, now: OffsetDateTime) -> Vec<Line> {
    let keys = &sp.metadata().signing_keys;
    let mut lines = vec![match (sp.metadata().authn_requests_signed, keys.is_empty()) {
        (true, _) => Line::good(say("checks-requests-signed"), say("checks-requests-signed-more")),
        (false, false) => Line::good(say("checks-requests-unsigned"), say("checks-requests-unsigned-more")),
        (false, true) => Line::look(say("checks-requests-no-key"), say("checks-requests-no-key-more")),
    }];
    lines.extend(
        keys.iter().map(|key| dated(say("checks-key-for-signatures").with("key", key_in_words(key)), key, now)),
    );
    lines
}

fn encryption(sp: &ServiceProvider, now: OffsetDateTime) -> Vec<Line> {
    let keys = &sp.metadata().encryption_keys;
    let mut lines = vec![match keys.first() {
        Some(key) => Line::good(
            say("checks-encrypted").with("cipher", key.cipher().word().to_uppercase()),
            say("checks-encrypted-more"),
        ),
        None => Line::look(say("checks-not-encrypted"), say("checks-not-encrypted-more")),
    }];
    lines.extend(keys.iter().map(|key| {
        let what = say("checks-key-for-encryption").with("key", key_in_words(key.key()));
        dated(what, key.key(), now)
    }));
    lines
}

/// A key with the dates of its certificate. They decide nothing (metadata is what confers trust); they tell that a change is near.
fn dated(what: Text, key: &PublicKey, now: OffsetDateTime) -> Line {
    let Some(CertificateFacts { not_before, not_after, .. }) = key.certificate() else {
        return Line::good(what, say("checks-key-without-dates"));
    };
    match () {
        () if *not_after <= now => Line::look(what, say("checks-key-over")),
        () if *not_before > now => Line::look(what, say("checks-key-not-begun")),
        () if *not_after - now < SOON => Line::look(what, say("checks-key-ends-soon")),
        () => Line::good(what, no_more()),
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
            (true, _) => Line::good(say("checks-asks-and-is-told").with("name", name), no_more()),
            (false, true) => Line::look(
                say("checks-needs-and-is-not-told").with("name", name),
                say("checks-needs-and-is-not-told-more"),
            ),
            (false, false) => Line::good(
                say("checks-likes-and-is-not-told").with("name", name),
                say("checks-likes-and-is-not-told-more"),
            ),
        });
    }
    let asks = !seen.is_empty();
    let extra: Vec<&str> =
        sp.released().iter().filter(|name| asks && !seen.contains(&full_name(name))).map(String::as_str).collect();
    if !extra.is_empty() {
        lines.push(Line::look(
            say("checks-not-asked-for").with("names", extra.join(", ")),
            say("checks-not-asked-for-more"),
        ));
    }
    if !asks && sp.released().is_empty() {
        lines.push(Line::good(say("checks-no-attributes"), say("checks-no-attributes-more")));
    }
    lines.push(name_id(sp));
    if sp.metadata().subject_id_req == Some(SubjectIdReq::SubjectId) && !sp.options().subject_id {
        lines.push(Line::look(say("checks-subject-id"), say("checks-subject-id-more")));
    }
    lines
}

fn name_id(sp: &ServiceProvider) -> Line {
    match sp.usual_name_id() {
        NameIdFormat::Transient => Line::good(say("checks-name-id-transient"), no_more()),
        NameIdFormat::Persistent => Line::good(say("checks-name-id-persistent"), no_more()),
        NameIdFormat::EmailAddress => Line::look(say("checks-name-id-email"), say("checks-name-id-email-more")),
    }
}

/// Of what reading noted, what no line above says.
fn of_notes(notes: &[Note]) -> Vec<Line> {
    let line = |note: &Note| match note {
        Note::LeftOut(what) => Some(Line::good(left_out(what), no_more())),
        Note::Said(_) => None,
    };
    notes.iter().filter_map(line).collect()
}
