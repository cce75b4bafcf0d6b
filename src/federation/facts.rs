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
    use time::macros::datetime;

    const WITH_A_KEY: &str = include_str!("../../tests/vectors/saml/accept/metadata/better-encryption.xml");

    /// A service provider's metadata: attributes of its role, what stands before its endpoint, and behind it.
    fn metadata(role: &str, before: &str, location: &str, behind: &str) -> String {
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" \
             entityID=\"https://sp.example.org/sp\"><md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"{role}>\
             {before}<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"{location}\" index=\"1\"/>\
             {behind}</md:SPSSODescriptor></md:EntityDescriptor>"
        )
    }

    fn key(used_for: &str, methods: &str) -> String {
        let (_, rest) = WITH_A_KEY.split_once("<ds:X509Certificate>").unwrap();
        let (certificate, _) = rest.split_once("</ds:X509Certificate>").unwrap();
        format!(
            "<md:KeyDescriptor use=\"{used_for}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}\
             </ds:X509Certificate></ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>"
        )
    }

    fn service(attributes: &str, requested: &str) -> String {
        format!(
            "<md:AttributeConsumingService {attributes}><md:ServiceName xml:lang=\"en\">W</md:ServiceName>{requested}</md:AttributeConsumingService>"
        )
    }

    fn of(xml: &str, allow_http_acs: bool) -> Facts {
        let parsed = parse_sp(xml.as_bytes(), &AcceptPolicy { allow_http_acs }, datetime!(2026-11-01 00:00 UTC));
        let parsed = parsed.unwrap_or_else(|error| panic!("{error}: {xml}"));
        facts(
            &ServiceProvider::new(parsed.metadata, Vec::new(), Options::default()),
            allow_http_acs,
            &parsed.stored_xml,
        )
    }

    // Threat: a change that nobody sees is approved with those that are seen.
    #[test]
    fn whatever_changes_how_it_is_trusted_or_what_it_is_told_has_a_line() {
        const ACS: &str = "https://sp.example.org/acs";
        let (signs, mail) = (key("signing", ""), "<md:RequestedAttribute Name=\"mail\"/>");
        let plain = metadata("", &signs, ACS, "");
        let before = of(&plain, false);
        let asking = metadata("", &signs, ACS, &service("index=\"1\"", mail));
        for (xml, earlier, about) in [
            (metadata(" AuthnRequestsSigned=\"true\"", &signs, ACS, ""), &before, "Its requests"),
            (metadata(" WantAssertionsSigned=\"false\"", &signs, ACS, ""), &before, "Signed assertions"),
            (metadata(" WantAssertionsSigned=\"true\"", &signs, ACS, ""), &before, "Signed assertions"),
            (metadata("", "", ACS, ""), &before, "Key of its signatures"),
            (metadata("", &(signs.clone() + &key("encryption", "")), ACS, ""), &before, "Key it is encrypted to"),
            (metadata("", &signs, "https://sp.example.org/other", ""), &before, "Answers go to"),
            (asking.clone(), &before, "Asks for"),
            (metadata(" validUntil=\"2027-01-01T00:00:00Z\"", &signs, ACS, ""), &before, "Its metadata holds until"),
            (
                metadata(
                    "",
                    &format!("{signs}<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>"),
                    ACS,
                    "",
                ),
                &before,
                "NameID formats it lists",
            ),
            (
                metadata(
                    "",
                    &format!(
                        "{signs}<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"https://sp.example.org/slo\"/>"
                    ),
                    ACS,
                    "",
                ),
                &before,
                "Logout messages go to",
            ),
            (plain.replace("<md:SPSSODescriptor", &(SUBJECT_ID.to_owned() + "<md:SPSSODescriptor")), &before, "Subject identifier it asks for"),
            // Within what it asks for.
            (asking.replace("Name=\"mail\"", "Name=\"mail\" isRequired=\"true\""), &of(&asking, false), "Asks for"),
            (asking.replace("Name=\"mail\"", "Name=\"sn\""), &of(&asking, false), "Asks for"),
            (asking.replace("index=\"1\"><md:ServiceName", "index=\"2\"><md:ServiceName"), &of(&asking, false), "Asks for"),
            (asking.replace("><md:ServiceName", " isDefault=\"false\"><md:ServiceName"), &of(&asking, false), "Asks for"),
            (
                asking.replace(
                    mail,
                    "<md:RequestedAttribute Name=\"mail\"><saml:AttributeValue xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">a</saml:AttributeValue></md:RequestedAttribute>",
                ),
                &of(&asking, false),
                "Asks for",
            ),
        ] {
            let after = of(&xml, false);
            let of_it = |facts: &Facts| -> Vec<String> {
                facts.iter().filter(|(what, _)| *what == about).map(|(_, value)| value.clone()).collect()
            };
            assert_ne!(of_it(earlier), of_it(&after), "{about}: {xml}");
        }
        assert_eq!(of(&plain, false), before, "control: what is the same has the same lines");
        let allowed = of(&plain, true);
        let differing: Vec<&str> =
            before.iter().zip(&allowed).filter(|(one, other)| one != other).map(|(one, _)| one.0).collect();
        assert_eq!(differing, ["Answers to plain http"]);
    }

    const SUBJECT_ID: &str = "<md:Extensions><mdattr:EntityAttributes xmlns:mdattr=\"urn:oasis:names:tc:SAML:metadata:attribute\" \
        xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml:Attribute Name=\"urn:oasis:names:tc:SAML:profiles:subject-id:req\" \
        NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"><saml:AttributeValue>subject-id</saml:AttributeValue></saml:Attribute>\
        </mdattr:EntityAttributes></md:Extensions>";

    #[test]
    fn what_no_line_speaks_of_shows_in_the_whole() {
        let one = metadata("", "", "https://sp.example.org/acs", "");
        let other = one.replace(" entityID", " cacheDuration=\"PT1H\" entityID");
        let (one, other) = (of(&one, false), of(&other, false));
        let differing: Vec<&str> =
            one.iter().zip(&other).filter(|(one, other)| one != other).map(|(one, _)| one.0).collect();
        assert_eq!(differing, ["Its metadata, as a whole"]);
    }
}
