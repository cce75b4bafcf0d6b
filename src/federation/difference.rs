//! What would change of a service provider, side by side, in plain words, with what follows from it. Pure.
//!
//! It is made from [`facts`]: whatever of metadata has a say is one of them, so that nothing changes unseen.

use super::ServiceProvider;
use super::said::{Fact, called, facts};
use crate::saml::attribute::{full_name, short_name};
use crate::saml::metadata::{About, SpMetadata, SubjectIdReq};
use crate::say;
use crate::vault::derive::sha256;
use crate::words::Text;
use data_encoding::HEXLOWER;

/// What a line says at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Comes,
    Goes,
    Becomes,
    Stays,
}

impl Change {
    pub fn word(self) -> Text {
        match self {
            Self::Comes => say("differences-comes"),
            Self::Goes => say("differences-goes"),
            Self::Becomes => say("differences-becomes"),
            Self::Stays => say("differences-stays"),
        }
    }

    /// Beside the word: no mark is colour alone.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Comes => "+",
            Self::Goes => "−",
            Self::Becomes => "→",
            Self::Stays => "=",
        }
    }

    /// The tone of a badge.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Comes => "good",
            Self::Goes => "bad",
            Self::Becomes => "caution",
            Self::Stays => "",
        }
    }
}

/// One line of it: what is now, and what would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub change: Change,
    pub before: Option<Text>,
    pub after: Option<Text>,
}

/// What would change of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub what: Text,
    pub lines: Vec<Line>,
    /// What follows from it, for whoever decides.
    pub follows: Vec<Text>,
}

/// All that would change; empty where the two say the same.
pub(super) fn differences(before: &ServiceProvider, after: &ServiceProvider) -> Vec<Difference> {
    let (old, new) = (facts(before.metadata()), facts(after.metadata()));
    let of = |facts: &[Fact], about: About| -> Vec<Side> {
        let about = facts.iter().filter(|fact| fact.about == about);
        about.map(|fact| Side { shown: fact.value.clone(), exact: fact.exact.clone() }).collect()
    };
    let is_plain = new.iter().any(|fact| fact.is_plain && !old.contains(fact));
    let of_metadata = About::ALL.into_iter().filter_map(|about| {
        let lines = lines(&of(&old, about), &of(&new, about), about.is_single())?;
        Some(Difference { what: called(about), follows: follows(about, &lines, is_plain, after), lines })
    });
    let told = lines(&told(before), &told(after), false).map(|lines| Difference {
        what: say("differences-what-it-is-told"),
        lines,
        follows: Vec::new(),
    });
    of_metadata.chain(told).collect()
}

/// Its last part, wherever there is a difference: what is registered is the whole document, and not only what is read of it today.
pub(super) fn whole(before: &[u8], after: &[u8]) -> Difference {
    let digest = |octets: &[u8]| Some(format!("SHA-256 {}", HEXLOWER.encode(&sha256(octets))).into());
    let line = Line { change: Change::Becomes, before: digest(before), after: digest(after) };
    let follows = vec![say("differences-whole-more")];
    Difference { what: say("differences-whole"), lines: vec![line], follows }
}

/// What stands on a page, and what it is compared by.
#[derive(Debug, Clone, PartialEq)]
struct Side {
    shown: Text,
    exact: String,
}

/// `None` where nothing changes.
fn lines(before: &[Side], after: &[Side], is_single: bool) -> Option<Vec<Line>> {
    if before == after {
        return None;
    }
    let shown = |side: &Side| Some(side.shown.clone());
    if is_single {
        let (before, after) = (before.first().and_then(shown), after.first().and_then(shown));
        return Some(vec![Line { change: Change::Becomes, before, after }]);
    }
    let (mut left, mut all) = (after.to_vec(), Vec::new());
    for side in before {
        match left.iter().position(|one| one == side) {
            Some(place) => {
                left.remove(place);
                all.push(Line { change: Change::Stays, before: shown(side), after: shown(side) });
            }
            None => all.push(Line { change: Change::Goes, before: shown(side), after: None }),
        }
    }
    all.extend(left.iter().map(|side| Line { change: Change::Comes, before: None, after: shown(side) }));
    // What changes first.
    all.sort_by_key(|line| line.change == Change::Stays);
    Some(all)
}

/// `is_plain`: whether an address comes to which answers would go by plain http.
fn follows(about: About, lines: &[Line], is_plain: bool, after: &ServiceProvider) -> Vec<Text> {
    let has = |change: Change| lines.iter().any(|line| line.change == change);
    let (comes, goes, metadata) = (has(Change::Comes), has(Change::Goes), after.metadata());
    let goes_on = || goes.then(|| say("differences-answers-go"));
    let all: [Option<Text>; 2] = match about {
        About::Name => [Some(say("differences-name")), None],
        About::Until => [Some(say("differences-until")), None],
        About::Answers if is_plain => [Some(say("differences-answers-come-plain")), goes_on()],
        About::Answers => [comes.then(|| say("differences-answers-come")), goes_on()],
        About::SignOuts => [
            metadata.logout_endpoint().is_none().then(|| say("differences-sign-outs-end")),
            comes.then(|| say("differences-sign-outs-come")),
        ],
        About::Requests => [Some(requests(metadata)), None],
        About::SigningKeys => {
            [comes.then(|| say("differences-signing-keys-come")), goes.then(|| say("differences-signing-keys-go"))]
        }
        About::EncryptionKeys => [
            comes.then(|| say("differences-encryption-keys-come")),
            metadata.encryption_keys.is_empty().then(|| say("differences-encryption-keys-end")),
        ],
        About::Assertions => [None, None],
        About::Attributes => [Some(say("differences-attributes")), None],
        About::NameIds => [Some(say("differences-name-ids")), None],
        About::SubjectId => [Some(say("differences-subject-id")), None],
    };
    all.into_iter().flatten().collect()
}

fn requests(metadata: &SpMetadata) -> Text {
    match metadata.authn_requests_signed {
        true => say("differences-requests-signed"),
        false => say("differences-requests-unsigned"),
    }
}

/// What it is told of anybody, whatever the request asks for.
fn told(sp: &ServiceProvider) -> Vec<Side> {
    let metadata = sp.metadata();
    let mut told = vec![say("differences-told-name-id").with("format", sp.usual_name_id().word())];
    match metadata.subject_id_req {
        Some(SubjectIdReq::None) => {}
        Some(SubjectIdReq::SubjectId) if sp.options().subject_id => told.push(say("differences-told-subject-id")),
        _ => told.push(say("differences-told-pairwise-id")),
    }
    let requested: Vec<_> = metadata.attribute_services.iter().flat_map(|service| &service.requested).collect();
    for name in sp.released() {
        let matching: Vec<_> = requested.iter().filter(|one| full_name(&one.name) == full_name(name)).collect();
        if matching.is_empty() && !requested.is_empty() {
            continue;
        }
        let short = short_name(full_name(name)).unwrap_or(name);
        let values: Vec<&str> = matching.iter().flat_map(|one| &one.values).map(String::as_str).collect();
        let is_narrowed = !matching.is_empty() && matching.iter().all(|one| !one.values.is_empty());
        told.push(match is_narrowed {
            true => say("differences-told-values").with("name", short).with("values", values.join(", ")),
            false => short.into(),
        });
    }
    let mut told: Vec<Side> = told.into_iter().map(|shown| Side { exact: shown.english(), shown }).collect();
    told.sort_by(|one, other| one.exact.cmp(&other.exact));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::federation::Options;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use time::OffsetDateTime;

    const HEAD: &str = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://ward.example/saml\">\
<md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">";
    const ACS: &str = "<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://ward.example/acs\" index=\"1\"/>";
    const TAIL: &str = "</md:SPSSODescriptor></md:EntityDescriptor>";

    fn sp(inside: &str) -> ServiceProvider {
        let text = format!("{HEAD}{inside}{TAIL}");
        let policy = AcceptPolicy { allow_http_acs: true };
        let parsed = parse_sp(text.as_bytes(), &policy, OffsetDateTime::UNIX_EPOCH).unwrap();
        ServiceProvider::new(parsed.metadata, vec!["mail".to_owned(), "uid".to_owned()], Options::default())
    }

    fn wants(names: &[&str]) -> String {
        let names: String = names.iter().map(|name| format!("<md:RequestedAttribute Name=\"{name}\"/>")).collect();
        format!(
            "{ACS}<md:AttributeConsumingService index=\"1\"><md:ServiceName xml:lang=\"en\">W</md:ServiceName>{names}</md:AttributeConsumingService>"
        )
    }

    #[test]
    fn each_side_is_shown_and_what_is_told_besides() {
        let (one, same) = (sp(ACS), sp(&format!("<!-- of today -->{ACS}")));
        assert_eq!(differences(&one, &same), Vec::new());
        let other = sp(&ACS.replace("ward.example/acs", "elsewhere.example/acs"));
        let found = differences(&one, &other);
        let changes: Vec<Change> = found.iter().flat_map(|one| &one.lines).map(|line| line.change).collect();
        assert_eq!((found.len(), changes), (1, vec![Change::Goes, Change::Comes]));
        assert!(found[0].lines[0].before.as_ref().unwrap().english().starts_with("https://ward.example/acs"));
        assert!(found[0].lines[1].after.as_ref().unwrap().english().starts_with("https://elsewhere.example/acs"));
        assert_eq!(found[0].follows.len(), 2);
        // What it asks for narrows what it is told, and widens it again.
        let (mail, both) = (sp(&wants(&["mail"])), sp(&wants(&["mail", "uid", "sn"])));
        let found = differences(&mail, &both);
        let told = found.iter().find(|one| one.what.english().starts_with("What it is told")).expect("it is told more");
        let comes: Vec<_> = told.lines.iter().filter(|line| line.change == Change::Comes).collect();
        assert_eq!(
            comes.iter().map(|line| line.after.as_ref().unwrap().english()).collect::<Vec<_>>(),
            ["uid"],
            "sn is not ticked"
        );
        assert!(differences(&both, &both).is_empty());
    }
    // Threat: answers, with what they say of people, go over the wire for all to read, and whoever approved it was not told.
    #[test]
    fn whoever_decides_is_told_that_an_address_that_comes_is_plain_http() {
        let warns = |before: &str, after: &str| {
            let found = differences(&sp(before), &sp(after));
            let mut follows = found.iter().flat_map(|one| &one.follows);
            follows.any(|one| *one == say("differences-answers-come-plain"))
        };
        // However it is written: the address is asked, and no sentence about it.
        for plain in ["http://", "HTTP://", "Http://"] {
            let plain = ACS.replace("https://", plain);
            assert!(warns(ACS, &plain), "{plain}");
            assert!(!warns(&plain, ACS), "control: it goes");
            let second = plain.replace("index=\"1\"", "index=\"2\"");
            assert!(warns(ACS, &format!("{ACS}{second}")) && warns(&plain, &format!("{plain}{second}")));
            assert!(
                !warns(&second, &format!("{second}{}", wants(&["mail"]).replacen("acs", "other", 1))),
                "control: it stays"
            );
        }
        let elsewhere = ACS.replace("ward.example/acs", "ward.example/http://acs");
        assert!(!warns(ACS, &elsewhere), "control: by https");
    }
}
