//! The facts of metadata, in words.

use super::key_in_words;
use crate::saml::attribute::{full_name, short_name};
use crate::saml::encrypt::{DataCipher, EncryptionKey, KeyTransport};
use crate::saml::metadata::{self, About, AttributeService, Given, LogoutEndpoint};
use crate::saml::metadata::{RequestedAttribute, SpMetadata, SubjectIdReq};
use crate::say;
use crate::words::Text;
use time::{OffsetDateTime, UtcOffset};

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub about: About,
    pub value: Text,
    /// The same, so that no two facts look alike whatever a partner writes into a name or a value.
    pub exact: String,
    /// An address to which answers would go by plain http.
    pub is_plain: bool,
}

/// All of them, in an order that depends neither on the document's, where that confers nothing, nor on a language.
pub fn facts(metadata: &SpMetadata) -> Vec<Fact> {
    let mut facts: Vec<Fact> = metadata::facts(metadata)
        .into_iter()
        .map(|fact| Fact {
            about: fact.about,
            is_plain: matches!(fact.given, Given::Answers { at, .. } if at.is_plain()),
            value: in_words(fact.given),
            exact: fact.exact,
        })
        .collect();
    facts.sort_by_cached_key(|fact| (fact.about, fact.value.english(), fact.exact.clone()));
    facts
}

fn in_words(given: Given<'_>) -> Text {
    match given {
        Given::Name(Some(name)) => name.into(),
        Given::Name(None) => say("facts-name-none"),
        Given::Until(Some(at)) => moment(at),
        Given::Until(None) => say("facts-until-none"),
        Given::Answers { at, is_usual } => {
            let said = say("facts-answers")
                .with("location", &at.location)
                .with("binding", at.binding.name())
                .with("number", at.index.to_string());
            if is_usual { say("facts-usual").with("said", said) } else { said }
        }
        Given::SignOuts { at, is_used } => used(sign_outs(at), is_used),
        Given::Requests(true) => say("facts-requests-signed"),
        Given::Requests(false) => say("facts-requests-unsigned"),
        Given::SigningKey(key) => key_in_words(key),
        Given::EncryptionKey { key, is_used } => used(encryption(key), is_used),
        Given::Assertions(Some(true)) => say("facts-assertions-signed"),
        Given::Assertions(Some(false)) => say("facts-assertions-unsigned"),
        Given::Assertions(None) => say("facts-assertions-none"),
        Given::Attribute { wanted, list, is_usual } => {
            let said = in_list(wanted.map_or_else(|| say("facts-attributes-none"), attribute), list);
            if is_usual { say("facts-usual").with("said", said) } else { said }
        }
        Given::NameIds([]) => say("facts-name-ids-none"),
        Given::NameIds(listed) => listed.join(", ").into(),
        Given::SubjectId(asked) => subject_id(asked),
    }
}

fn used(said: Text, is_used: bool) -> Text {
    if is_used { say("facts-used").with("said", said) } else { said }
}

fn sign_outs(at: &LogoutEndpoint) -> Text {
    let (to, back, binding) = (at.location(), at.response_location(), at.binding().name());
    match to == back {
        true => say("facts-sign-outs").with("location", to).with("binding", binding),
        false => say("facts-sign-outs-answered").with("location", to).with("binding", binding).with("back", back),
    }
}

fn encryption(key: &EncryptionKey) -> Text {
    let cipher = match key.cipher() {
        DataCipher::Aes128Gcm => "AES-128-GCM",
        DataCipher::Aes256Gcm => "AES-256-GCM",
    };
    let of = key_in_words(key.key());
    match key.transport() {
        KeyTransport::OaepMgf1p => say("facts-encryption").with("key", of).with("cipher", cipher),
        KeyTransport::OaepSha256 => say("facts-encryption-sha-256").with("key", of).with("cipher", cipher),
    }
}

fn attribute(wanted: &RequestedAttribute) -> Text {
    let RequestedAttribute { name, is_required, name_format, values } = wanted;
    let mut said = Text::from(called(name));
    if *is_required {
        said = say("facts-attribute-needed").with("said", said);
    }
    if let Some(form) = name_format {
        said = say("facts-attribute-in-form").with("said", said).with("form", form);
    }
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| format!("“{value}”")).collect();
        said = say("facts-attribute-only").with("said", said).with("values", values.join(", "));
    }
    said
}

fn in_list(said: Text, list: &AttributeService) -> Text {
    match list.index {
        Some(number) => say("facts-attribute-in-list").with("said", said).with("number", number.to_string()),
        None => say("facts-attribute-in-list-without-number").with("said", said),
    }
}

/// By the word that people use, where there is one.
fn called(name: &str) -> String {
    match short_name(full_name(name)) {
        Some(short) if short != name => format!("{short} ({name})"),
        _ => name.to_owned(),
    }
}

fn subject_id(asked: Option<SubjectIdReq>) -> Text {
    match asked {
        Some(SubjectIdReq::SubjectId) => say("facts-subject-id-subject"),
        Some(SubjectIdReq::PairwiseId) => say("facts-subject-id-pairwise"),
        Some(SubjectIdReq::Any) => say("facts-subject-id-any"),
        Some(SubjectIdReq::None) => say("facts-subject-id-none"),
        None => say("facts-subject-id-unsaid"),
    }
}

/// To the second: what it says decides to the second.
fn moment(at: OffsetDateTime) -> Text {
    let at = at.to_offset(UtcOffset::UTC);
    say("facts-moment")
        .with("day", at.day())
        .with("month", say("when-month").with("month", u8::from(at.month())))
        .with("year", at.year().to_string())
        .with("time", format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};

    const DOCUMENT: &str = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://ward.example/saml\" validUntil=\"2030-01-02T03:04:05Z\">\
<md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\" WantAssertionsSigned=\"false\">\
<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://ward.example/slo\" ResponseLocation=\"https://ward.example/slo/back\"/>\
<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://ward.example/acs\" index=\"1\" isDefault=\"true\"/>\
<md:AttributeConsumingService index=\"7\"><md:ServiceName xml:lang=\"en\">Ward</md:ServiceName><md:RequestedAttribute Name=\"urn:oid:0.9.2342.19200300.100.1.3\" isRequired=\"true\" NameFormat=\"urn:x\"/>\
<md:RequestedAttribute Name=\"ward\"><s:AttributeValue xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\">a, b</s:AttributeValue></md:RequestedAttribute></md:AttributeConsumingService>\
</md:SPSSODescriptor></md:EntityDescriptor>";

    #[test]
    fn each_is_said_as_whole_as_it_is() {
        let policy = AcceptPolicy { allow_http_acs: false };
        let metadata = parse_sp(DOCUMENT.as_bytes(), &policy, OffsetDateTime::UNIX_EPOCH).unwrap().metadata;
        let said: Vec<String> = facts(&metadata).iter().map(|fact| fact.value.english()).collect();
        let expected = [
            "Ward",
            "2 January 2030, 03:04:05 UTC",
            "https://ward.example/acs, by HTTP-POST, number 1, the usual one",
            "https://ward.example/slo, by HTTP-POST, with answers to https://ward.example/slo/back, the one that is used",
            "they may come unsigned",
            "it says that it does not need them so",
            "mail (urn:oid:0.9.2342.19200300.100.1.3), which it needs, in the form urn:x, in its list number 7, the usual one",
            "ward, of its values only “a, b”, in its list number 7, the usual one",
            "none in particular",
            "it does not say, and so the pairwise-id, made for it alone",
        ];
        assert_eq!(said, expected);
        assert!(About::ALL.into_iter().all(|about| !super::super::called(about).english().starts_with("facts-")));
    }
}
