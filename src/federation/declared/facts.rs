//! What an operator compares of an application before and after: a line for each thing that changes what happens.

use crate::federation::{Options, ServiceProvider, full_name};
use crate::saml::instant;
use crate::saml::metadata::{SpMetadata, SubjectIdReq};

/// What it is about, and what is so.
pub(super) type Fact = (String, String);

pub(super) fn of(sp: &ServiceProvider, released: &[String], allow_http_acs: bool) -> Vec<Fact> {
    let (mut facts, metadata) = (Vec::new(), sp.metadata());
    let mut note = |what: &str, is: String| facts.push((what.to_owned(), plain(&is)));
    note("name", sp.name().to_owned());
    told(released).into_iter().for_each(|name| note("is told", name));
    for acs in metadata.acs() {
        let mark = if acs.location == metadata.default_endpoint().location() { ", the default" } else { "" };
        note("endpoint", format!("{} {} (index {}{mark})", acs.binding.name(), acs.location, acs.index));
    }
    for logout in metadata.single_logout() {
        let back = Some(logout.response_location()).filter(|back| *back != logout.location());
        let back = back.map(|back| format!(", answers to {back}")).unwrap_or_default();
        note("logout", format!("{} {}{back}", logout.binding().name(), logout.location()));
    }
    metadata.signing_keys.iter().for_each(|key| note("signing key", key.to_string()));
    metadata.encryption_keys.iter().for_each(|key| note("encryption key", format!("{}; {key}", key.key())));
    wishes(metadata, &mut note);
    chosen(sp.options(), &mut note);
    if allow_http_acs {
        note("plain-http addresses for its responses", "allowed".to_owned());
    }
    facts
}

fn told(released: &[String]) -> Vec<String> {
    if released.is_empty() {
        return vec!["an identifier, and nothing else".to_owned()];
    }
    let name = |name: &String| match full_name(name) {
        full if full == name => name.clone(),
        full => format!("{name} ({full})"),
    };
    released.iter().map(name).collect()
}

fn wishes(metadata: &SpMetadata, note: &mut impl FnMut(&str, String)) {
    note(
        "its requests",
        if metadata.authn_requests_signed { "have to be signed" } else { "may be unsigned" }.to_owned(),
    );
    if let Some(wants) = metadata.want_assertions_signed {
        note("wants its assertions signed", if wants { "yes" } else { "no" }.to_owned());
    }
    for service in &metadata.attribute_services {
        let index = service.index.map(|index| format!(" (service {index})")).unwrap_or_default();
        for one in &service.requested {
            let needs = if one.is_required { ", needed" } else { "" };
            let values = if one.values.is_empty() { String::new() } else { format!(" = {}", one.values.join(" | ")) };
            note("asks for", format!("{}{values}{needs}{index}", one.name));
        }
    }
    metadata.name_id_formats.iter().for_each(|format| note("lists the NameID format", format.clone()));
    if let Some(wanted) = metadata.subject_id_req {
        let word = match wanted {
            SubjectIdReq::SubjectId => "subject-id",
            SubjectIdReq::PairwiseId => "pairwise-id",
            SubjectIdReq::Any => "any",
            SubjectIdReq::None => "none",
        };
        note("identifier that it asks for", word.to_owned());
    }
    if let Some(until) = metadata.valid_until {
        note("its metadata holds until", instant::format(until));
    }
}

fn chosen(options: &Options, note: &mut impl FnMut(&str, String)) {
    for option in options.chosen() {
        let (what, is) = option.split_once('=').unwrap_or((&option, "yes"));
        note(what, is.to_owned());
    }
}

/// On one line, whatever stands in metadata: it is read at a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_direction(c) { '\u{fffd}' } else { c }).collect()
}

/// What turns the order of letters around.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    // Threat: a name in a partner's metadata writes on the terminal of whoever compares, or turns a line around.
    #[test]
    fn what_a_partner_wrote_stays_on_its_line() {
        assert_eq!(
            plain("Lab\n+ https://evil.example \u{1b}[2J\u{202e}x"),
            "Lab\u{fffd}+ https://evil.example \u{fffd}[2J\u{fffd}x"
        );
        assert_eq!(plain("Łódź – Praxis 日本"), "Łódź – Praxis 日本", "control: letters");
    }
}
