//! Metadata as a list of plain facts: everything of it by which a service provider is known, is sent something, or asks for something.
//! Two documents that give the same facts are one to whoever decides about them, whatever else stands in them.

use super::{AttributeService, LogoutEndpoint, RequestedAttribute, SpMetadata, SubjectIdReq};
use crate::saml::attribute::{full_name, short_name};
use std::fmt::Debug;
use time::{OffsetDateTime, UtcOffset};

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Name,
    Until,
    Answers,
    SignOuts,
    Requests,
    SigningKeys,
    EncryptionKeys,
    Assertions,
    Attributes,
    NameIds,
    SubjectId,
}

impl About {
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Until,
        Self::Answers,
        Self::SignOuts,
        Self::Requests,
        Self::SigningKeys,
        Self::EncryptionKeys,
        Self::Assertions,
        Self::Attributes,
        Self::NameIds,
        Self::SubjectId,
    ];

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Name => "What it is called",
            Self::Until => "Until when its metadata holds",
            Self::Answers => "Where answers can go",
            Self::SignOuts => "Where it is told of sign-outs",
            Self::Requests => "Whether its requests are signed",
            Self::SigningKeys => "Keys that its requests are known by",
            Self::EncryptionKeys => "Keys that it is written to with",
            Self::Assertions => "Whether it wants assertions signed",
            Self::Attributes => "What it asks for",
            Self::NameIds => "Forms of NameID that it lists",
            Self::SubjectId => "Which identifier it asks for",
        }
    }

    /// Whether there is always exactly one.
    pub const fn is_single(self) -> bool {
        match self {
            Self::Name | Self::Until | Self::Requests | Self::Assertions | Self::NameIds | Self::SubjectId => true,
            Self::Answers | Self::SignOuts | Self::SigningKeys | Self::EncryptionKeys | Self::Attributes => false,
        }
    }
}

/// One of them, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub about: About,
    pub value: String,
    /// The same, so that no two facts look alike whatever a partner writes into a name or a value.
    pub exact: String,
}

/// All of them, in an order that does not depend on the document's where that confers nothing.
pub fn facts(metadata: &SpMetadata) -> Vec<Fact> {
    // Without `..`: what is read from metadata some day has its fact, or this does not compile.
    let SpMetadata {
        entity_id: _,
        display_name,
        acs,
        default,
        single_logout,
        signing_keys,
        encryption_keys,
        authn_requests_signed,
        want_assertions_signed,
        name_id_formats,
        requested_attributes: _,
        attribute_services,
        subject_id_req,
        valid_until,
    } = metadata;
    let mut facts = Vec::new();
    let mut say = |about: About, value: String, exact: &dyn Debug| {
        facts.push(Fact { about, value, exact: format!("{exact:?}") });
    };
    let name = display_name.clone().unwrap_or_else(|| "it does not say; people see its entityID".to_owned());
    say(About::Name, name, display_name);
    say(About::Until, valid_until.map_or_else(|| "without end".to_owned(), moment), valid_until);
    for one in acs {
        let usual = if one.location == default.location() { ", the usual one" } else { "" };
        let value = format!("{}, by {}, number {}{usual}", one.location, one.binding.name(), one.index);
        say(About::Answers, value, &(&one.location, &one.binding, one.index, usual));
    }
    for one in single_logout {
        let is_used = metadata.logout_endpoint() == Some(one);
        say(About::SignOuts, sign_out(one, is_used), &(one, is_used));
    }
    let signed = if *authn_requests_signed { "they are; unsigned ones are refused" } else { "they may come unsigned" };
    say(About::Requests, signed.to_owned(), authn_requests_signed);
    for key in signing_keys {
        say(About::SigningKeys, key.to_string(), &key.to_string());
    }
    for (place, key) in encryption_keys.iter().enumerate() {
        let used = if place == 0 { ", the one that is used" } else { "" };
        let value = format!("{}; by {key}{used}", key.key());
        say(About::EncryptionKeys, value.clone(), &value);
    }
    say(About::Assertions, signed_assertions(*want_assertions_signed).to_owned(), want_assertions_signed);
    let usual = metadata.attribute_service(None).ok().flatten();
    for service in attribute_services {
        let is_usual = usual.is_some_and(|usual| std::ptr::eq(usual, service));
        for value in attributes(service, is_usual) {
            say(About::Attributes, value, &(service, is_usual));
        }
    }
    // The first that it may have is what people get: their order counts.
    let none = || "none in particular".to_owned();
    let listed = if name_id_formats.is_empty() { none() } else { name_id_formats.join(", ") };
    say(About::NameIds, listed, name_id_formats);
    say(About::SubjectId, subject_id(*subject_id_req).to_owned(), subject_id_req);
    facts.sort();
    facts
}

const fn signed_assertions(wanted: Option<bool>) -> &'static str {
    match wanted {
        Some(true) => "it does",
        Some(false) => "it says that it does not need them so",
        None => "it does not say",
    }
}

fn sign_out(endpoint: &LogoutEndpoint, is_used: bool) -> String {
    let (to, back) = (endpoint.location(), endpoint.response_location());
    let back = if to == back { String::new() } else { format!(", with answers to {back}") };
    let used = if is_used { ", the one that is used" } else { "" };
    format!("{to}, by {}{back}{used}", endpoint.binding().name())
}

/// What each of its names asks for.
fn attributes(service: &AttributeService, is_usual: bool) -> Vec<String> {
    let number = service.index.map_or_else(|| "without a number".to_owned(), |index| format!("number {index}"));
    let usual = if is_usual { ", the usual one" } else { "" };
    let of = format!("in its list {number}{usual}");
    if service.requested.is_empty() {
        return vec![format!("nothing by name, {of}")];
    }
    let one = |RequestedAttribute { name, is_required, name_format, values }: &RequestedAttribute| {
        let needs = if *is_required { ", which it needs" } else { "" };
        let form = name_format.as_ref().map(|format| format!(", in the form {format}")).unwrap_or_default();
        let values: Vec<String> = values.iter().map(|value| format!("“{value}”")).collect();
        let only =
            if values.is_empty() { String::new() } else { format!(", of its values only {}", values.join(", ")) };
        format!("{}{needs}{form}{only}, {of}", called(name))
    };
    service.requested.iter().map(one).collect()
}

/// By the word that people use, where there is one.
fn called(name: &str) -> String {
    match short_name(full_name(name)) {
        Some(short) if short != name => format!("{short} ({name})"),
        _ => name.to_owned(),
    }
}

const fn subject_id(req: Option<SubjectIdReq>) -> &'static str {
    match req {
        Some(SubjectIdReq::SubjectId) => "the subject-id, the same at every application",
        Some(SubjectIdReq::PairwiseId) => "the pairwise-id, made for it alone",
        Some(SubjectIdReq::Any) => "any of the two, and so the pairwise-id, made for it alone",
        Some(SubjectIdReq::None) => "none",
        None => "it does not say, and so the pairwise-id, made for it alone",
    }
}

/// To the second: what it says decides to the second.
fn moment(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    let (date, month) = (at.date(), at.month());
    format!("{} {month} {}, {:02}:{:02}:{:02} UTC", date.day(), date.year(), at.hour(), at.minute(), at.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use data_encoding::BASE64;

    const HEAD: &str = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"https://ward.example/saml\" validUntil=\"2030-01-02T03:04:05Z\">\
<md:Extensions><a:EntityAttributes xmlns:a=\"urn:oasis:names:tc:SAML:metadata:attribute\"><s:Attribute xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\" Name=\"urn:oasis:names:tc:SAML:profiles:subject-id:req\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"><s:AttributeValue>any</s:AttributeValue></s:Attribute></a:EntityAttributes></md:Extensions>\
<md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\" AuthnRequestsSigned=\"false\" WantAssertionsSigned=\"true\">";
    const REST: &str = "<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://ward.example/slo\" ResponseLocation=\"https://ward.example/slo/back\"/>\
<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>\
<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://ward.example/acs\" index=\"1\" isDefault=\"true\"/>\
<md:AttributeConsumingService index=\"1\"><md:ServiceName xml:lang=\"en\">Ward list</md:ServiceName><md:RequestedAttribute Name=\"mail\" isRequired=\"true\"/>\
<md:RequestedAttribute Name=\"ward\"><s:AttributeValue xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\">a, b</s:AttributeValue></md:RequestedAttribute></md:AttributeConsumingService>\
</md:SPSSODescriptor></md:EntityDescriptor>";

    fn key() -> String {
        let key = openssl::rsa::Rsa::generate(2048).unwrap();
        let (n, e) = (BASE64.encode(&key.n().to_vec()), BASE64.encode(&key.e().to_vec()));
        format!(
            "<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{n}</ds:Modulus><ds:Exponent>{e}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>"
        )
    }

    fn whole(signing: &str, encryption: &str) -> String {
        format!(
            "{HEAD}<md:KeyDescriptor use=\"signing\">{signing}</md:KeyDescriptor><md:KeyDescriptor use=\"encryption\">{encryption}\
             <md:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#aes128-gcm\"/></md:KeyDescriptor>{REST}"
        )
    }

    fn read(text: &str) -> Vec<Fact> {
        let policy = AcceptPolicy { allow_http_acs: false };
        facts(&parse_sp(text.as_bytes(), &policy, OffsetDateTime::UNIX_EPOCH).unwrap().metadata)
    }

    // Threat: something that changes whom we believe, or what we send where, changes without being seen.
    #[test]
    fn whatever_changes_in_what_is_read_is_another_fact() {
        let [signing, encryption, other] = [key(), key(), key()];
        let whole = whole(&signing, &encryption);
        let before = read(&whole);
        assert_eq!(
            before,
            read(&whole.replace("<md:NameIDFormat>", "<!-- said before -->\n <md:NameIDFormat>")),
            "control"
        );
        for (old, new, about) in [
            (&*signing, &*other, About::SigningKeys),
            (&encryption, &other, About::EncryptionKeys),
            ("aes128-gcm", "aes256-gcm", About::EncryptionKeys),
            ("AuthnRequestsSigned=\"false\"", "AuthnRequestsSigned=\"true\"", About::Requests),
            (">any<", ">none<", About::SubjectId),
            ("Name=\"ward\"", "Name=\"ward\" NameFormat=\"urn:x\"", About::Attributes),
            // What a partner writes into a value makes it no other's.
            (
                ">a, b<",
                ">a</s:AttributeValue><s:AttributeValue xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\">b<",
                About::Attributes,
            ),
            (">a, b<", ">a”, “b<", About::Attributes),
            ("Ward list", "Ward", About::Name),
            ("2030-01-02T03:04:05Z", "2030-01-02T03:04:06Z", About::Until),
            (" validUntil=\"2030-01-02T03:04:05Z\"", "", About::Until),
            ("ward.example/acs", "ward.example/Acs", About::Answers),
            ("index=\"1\" isDefault", "index=\"2\" isDefault", About::Answers),
            ("Location=\"https://ward.example/slo\"", "Location=\"https://ward.example/out\"", About::SignOuts),
            ("https://ward.example/slo/back", "https://ward.example/slo/else", About::SignOuts),
            (
                "HTTP-POST\" Location=\"https://ward.example/slo",
                "HTTP-Redirect\" Location=\"https://ward.example/slo",
                About::SignOuts,
            ),
            ("WantAssertionsSigned=\"true\"", "WantAssertionsSigned=\"false\"", About::Assertions),
            (" WantAssertionsSigned=\"true\"", "", About::Assertions),
            ("nameid-format:persistent", "nameid-format:transient", About::NameIds),
            ("isRequired=\"true\"", "isRequired=\"false\"", About::Attributes),
            ("Name=\"mail\"", "Name=\"uid\"", About::Attributes),
            (
                "<md:AttributeConsumingService index=\"1\">",
                "<md:AttributeConsumingService index=\"7\">",
                About::Attributes,
            ),
        ] {
            let changed = whole.replace(old, new);
            assert_ne!(changed, whole, "{old}");
            let after = read(&changed);
            let differs: Vec<About> =
                before.iter().filter(|fact| !after.contains(fact)).map(|fact| fact.about).collect();
            assert!(!differs.is_empty() && differs.iter().all(|one| *one == about), "{old} becomes {new}: {differs:?}");
        }
    }
}
