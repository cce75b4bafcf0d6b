//! What two people compare of a service provider before and after: whatever changes where it is answered, what it is told, how it is trusted or
//! asked. A line each, under what it is about. Pure.
//!
//! Whatever of the metadata no line speaks of shows in its digest, so that nothing changes unseen.

use super::ServiceProvider;
use super::describe::{endpoints, told};
use crate::saml::encrypt::KeyTransport;
use crate::saml::instant;
use crate::saml::metadata::{AttributeService, RequestedAttribute, SpMetadata, SubjectIdReq};
use crate::vault::derive::sha256;
use data_encoding::HEXLOWER;

/// What it is about, and what is so.
pub(super) type Facts = Vec<(&'static str, String)>;

pub(super) fn facts(sp: &ServiceProvider, allow_http_acs: bool, stored: &[u8]) -> Facts {
    let said = sp.metadata();
    let mut facts = vec![("Name", sp.name().to_owned())];
    let mut described = Vec::new();
    told(sp, &mut described);
    facts.extend(described.drain(..).map(|(_, value)| ("May be told", value)));
    endpoints(sp, &mut described);
    facts.extend(described.into_iter().map(|(_, value)| ("Answers go to", value)));
    facts.push(("Answers to plain http", if allow_http_acs { "allowed" } else { "not allowed" }.to_owned()));
    facts.extend(logout(said));
    facts.push(("Its requests", requests(said)));
    facts.extend(said.signing_keys.iter().map(|key| ("Key of its signatures", key.to_string())));
    facts.extend(encryption(said));
    facts.push(("Signed assertions", wanted(said).to_owned()));
    facts.extend(said.name_id_formats.iter().map(|format| ("NameID formats it lists", format.clone())));
    facts.push(("NameID", sp.usual_name_id().word().to_owned()));
    facts.push(("Subject identifier it asks for", subject_id(said).to_owned()));
    facts.extend(said.attribute_services.iter().flat_map(service).map(|asked| ("Asks for", asked)));
    facts.extend(sp.options().chosen().into_iter().map(|option| ("Chosen for it", option)));
    facts.push(("Its metadata holds until", said.valid_until.map_or_else(|| "no end".to_owned(), instant::format)));
    facts.push(("Its metadata, as a whole", format!("SHA-256 {}", HEXLOWER.encode(&sha256(stored)))));
    facts
}

/// For what it may get keys of people: they end where it is removed.
pub(super) fn scopes(sp: &ServiceProvider) -> Facts {
    sp.scopes().iter().map(|scope| ("Gets keys for", scope.purpose.to_string())).collect()
}

fn logout(said: &SpMetadata) -> impl Iterator<Item = (&'static str, String)> + '_ {
    said.single_logout().iter().map(|endpoint| {
        let answered = match endpoint.response_location() == endpoint.location() {
            true => String::new(),
            false => format!(", answered at {}", endpoint.response_location()),
        };
        ("Logout messages go to", format!("{} {}{answered}", endpoint.binding().name(), endpoint.location()))
    })
}

fn requests(said: &SpMetadata) -> String {
    match said.authn_requests_signed {
        true => "have to be signed",
        false => "may come unsigned",
    }
    .to_owned()
}

fn encryption(said: &SpMetadata) -> impl Iterator<Item = (&'static str, String)> + '_ {
    said.encryption_keys.iter().map(|key| {
        let transport = match key.transport() {
            KeyTransport::OaepMgf1p => "rsa-oaep-mgf1p",
            KeyTransport::OaepSha256 => "rsa-oaep, SHA-256",
        };
        ("Key it is encrypted to", format!("{}, with {} and {transport}", key.key(), key.cipher().word()))
    })
}

fn wanted(said: &SpMetadata) -> &'static str {
    match said.want_assertions_signed {
        Some(true) => "wanted",
        Some(false) => "not needed, it says",
        None => "it does not say",
    }
}

fn subject_id(said: &SpMetadata) -> &'static str {
    match said.subject_id_req {
        Some(SubjectIdReq::SubjectId) => "subject-id, the same for all",
        Some(SubjectIdReq::PairwiseId) => "pairwise-id, its own",
        Some(SubjectIdReq::Any) => "either",
        Some(SubjectIdReq::None) => "none",
        None => "it does not say",
    }
}

/// What one of its attribute services asks for: requests may name the service that they mean.
fn service(service: &AttributeService) -> Vec<String> {
    let number = service.index.map_or_else(|| "without a number".to_owned(), |index| index.to_string());
    let default = match service.is_default {
        Some(true) => ", the default",
        Some(false) => ", not the default",
        None => "",
    };
    let place = format!("in service {number}{default}");
    match service.requested.as_slice() {
        [] => vec![format!("nothing, {place}")],
        requested => requested.iter().map(|one| format!("{}, {place}", asked(one))).collect(),
    }
}

fn asked(one: &RequestedAttribute) -> String {
    let mut text = one.name.clone();
    if one.is_required {
        text.push_str(", needs it");
    }
    if let Some(format) = &one.name_format {
        text.push_str(&format!(", format {format}"));
    }
    if !one.values.is_empty() {
        text.push_str(&format!(", alone with the values {}", one.values.join(" | ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::federation::Options;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use std::collections::BTreeSet;
    use time::macros::datetime;

    const WITH_A_KEY: &str = include_str!("../../tests/vectors/saml/accept/metadata/better-encryption.xml");
    const REQ: &str = "<saml:Attribute Name=\"urn:oasis:names:tc:SAML:profiles:subject-id:req\" \
        NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"><saml:AttributeValue>subject-id</saml:AttributeValue></saml:Attribute>";

    /// A service provider that says everything there is a line for.
    fn document() -> String {
        let (_, rest) = WITH_A_KEY.split_once("<ds:X509Certificate>").unwrap();
        let (certificate, _) = rest.split_once("</ds:X509Certificate>").unwrap();
        let key = |used_for: &str, methods: &str| {
            format!(
                "<md:KeyDescriptor use=\"{used_for}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}\
                 </ds:X509Certificate></ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>"
            )
        };
        let method = "<md:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#aes256-gcm\"/>";
        let (signing, encryption) = (key("signing", ""), key("encryption", method));
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" xmlns:mdattr=\"urn:oasis:names:tc:SAML:metadata:attribute\" \
             entityID=\"https://sp.example.org/sp\"><md:Extensions><mdattr:EntityAttributes>{REQ}</mdattr:EntityAttributes></md:Extensions>\
             <md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\" AuthnRequestsSigned=\"true\" \
             WantAssertionsSigned=\"true\" validUntil=\"2027-01-01T00:00:00Z\">{signing}{encryption}\
             <md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"https://sp.example.org/slo\"/>\
             <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>\
             <md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://sp.example.org/acs\" index=\"1\"/>\
             <md:AttributeConsumingService index=\"4\"><md:ServiceName xml:lang=\"en\">Ward</md:ServiceName><md:RequestedAttribute Name=\"mail\"/>\
             </md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>"
        )
    }

    fn of(xml: &str, allow_http_acs: bool) -> Facts {
        let parsed = parse_sp(xml.as_bytes(), &AcceptPolicy { allow_http_acs }, datetime!(2026-11-01 00:00 UTC));
        let parsed = parsed.unwrap_or_else(|error| panic!("{error}: {xml}"));
        let sp = ServiceProvider::new(parsed.metadata, Vec::new(), Options::default());
        facts(&sp, allow_http_acs, &parsed.stored_xml)
    }

    /// What the lines are about that differ.
    fn differing(before: &Facts, after: &Facts) -> BTreeSet<&'static str> {
        let alone = |one: &Facts, other: &Facts| -> Vec<&'static str> {
            one.iter().filter(|line| !other.contains(line)).map(|line| line.0).collect()
        };
        alone(before, after).into_iter().chain(alone(after, before)).collect()
    }

    // Threat: a change that nobody sees is approved with those that are seen.
    #[test]
    fn whatever_changes_how_it_is_trusted_or_what_it_is_told_has_a_line() {
        const WHOLE: &str = "Its metadata, as a whole";
        let document = document();
        let before = of(&document, false);
        let mail = "<md:RequestedAttribute Name=\"mail\"/>";
        for (from, to, about) in [
            ("AuthnRequestsSigned=\"true\"", "", "Its requests"),
            ("WantAssertionsSigned=\"true\"", "WantAssertionsSigned=\"false\"", "Signed assertions"),
            ("WantAssertionsSigned=\"true\"", "", "Signed assertions"),
            ("use=\"encryption\"", "use=\"signing\"", "Key it is encrypted to"),
            ("aes256-gcm", "aes128-gcm", "Key it is encrypted to"),
            ("sp.example.org/acs", "sp.example.org/other", "Answers go to"),
            ("sp.example.org/slo\"", "sp.example.org/out\"", "Logout messages go to"),
            (
                "sp.example.org/slo\"",
                "sp.example.org/slo\" ResponseLocation=\"https://sp.example.org/b\"",
                "Logout messages go to",
            ),
            ("nameid-format:persistent", "nameid-format:transient", "NameID formats it lists"),
            ("2027-01-01", "2027-02-01", "Its metadata holds until"),
            (">subject-id<", ">pairwise-id<", "Subject identifier it asks for"),
            ("Ward", "Surgery", "Name"),
            (mail, "", "Asks for"),
            ("Name=\"mail\"", "Name=\"sn\"", "Asks for"),
            ("Name=\"mail\"", "Name=\"mail\" isRequired=\"true\"", "Asks for"),
            (
                "Name=\"mail\"",
                "Name=\"mail\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"",
                "Asks for",
            ),
            (
                mail,
                "<md:RequestedAttribute Name=\"mail\"><saml:AttributeValue>a</saml:AttributeValue></md:RequestedAttribute>",
                "Asks for",
            ),
            ("index=\"4\"", "index=\"5\"", "Asks for"),
            ("index=\"4\"", "index=\"4\" isDefault=\"false\"", "Asks for"),
        ] {
            assert!(document.contains(from), "{from}");
            let found = differing(&before, &of(&document.replace(from, to), false));
            assert!(found.contains(about) && found.contains(WHOLE), "{from} to {to}: {found:?}");
        }
        assert_eq!(of(&document, false), before, "control: what is the same has the same lines");
        assert_eq!(differing(&before, &of(&document, true)), BTreeSet::from(["Answers to plain http"]));
        // What no line speaks of shows all the same.
        let other = document.replace(" entityID", " cacheDuration=\"PT1H\" entityID");
        assert_eq!(differing(&before, &of(&other, false)), BTreeSet::from([WHOLE]));
    }
}
