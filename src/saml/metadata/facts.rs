//! Metadata as a list of plain facts: everything of it by which a service provider is known, is sent something, or asks for something.
//! Two documents that give the same facts are one to whoever decides about them, whatever else stands in them. How each is said is no
//! matter of this module.

use super::{
    AssertionConsumer, AttributeService, LogoutEndpoint, PublicKey, RequestedAttribute, SpMetadata, SubjectIdReq,
};
use crate::saml::encrypt::EncryptionKey;
use std::fmt::Debug;
use time::OffsetDateTime;

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

    /// Whether there is always exactly one.
    pub const fn is_single(self) -> bool {
        match self {
            Self::Name | Self::Until | Self::Requests | Self::Assertions | Self::NameIds | Self::SubjectId => true,
            Self::Answers | Self::SignOuts | Self::SigningKeys | Self::EncryptionKeys | Self::Attributes => false,
        }
    }
}

/// What is so.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    Name(Option<&'a str>),
    Until(Option<OffsetDateTime>),
    Answers {
        at: &'a AssertionConsumer,
        is_usual: bool,
    },
    SignOuts {
        at: &'a LogoutEndpoint,
        is_used: bool,
    },
    /// Whether they are signed.
    Requests(bool),
    SigningKey(&'a PublicKey),
    EncryptionKey {
        key: &'a EncryptionKey,
        is_used: bool,
    },
    Assertions(Option<bool>),
    /// One that a list asks for; none where the list names none.
    Attribute {
        wanted: Option<&'a RequestedAttribute>,
        list: &'a AttributeService,
        is_usual: bool,
    },
    NameIds(&'a [String]),
    SubjectId(Option<SubjectIdReq>),
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    pub about: About,
    pub given: Given<'a>,
    /// The same, so that no two facts look alike whatever a partner writes into a name or a value.
    pub exact: String,
}

/// All of them.
pub fn facts(metadata: &SpMetadata) -> Vec<Fact<'_>> {
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
    let mut give = |about: About, given, exact: &dyn Debug| {
        facts.push(Fact { about, given, exact: format!("{exact:?}") });
    };
    give(About::Name, Given::Name(display_name.as_deref()), display_name);
    give(About::Until, Given::Until(*valid_until), valid_until);
    for one in acs {
        let is_usual = one.location == default.location();
        let usual = if is_usual { ", the usual one" } else { "" };
        give(About::Answers, Given::Answers { at: one, is_usual }, &(&one.location, &one.binding, one.index, usual));
    }
    for one in single_logout {
        let is_used = metadata.logout_endpoint() == Some(one);
        give(About::SignOuts, Given::SignOuts { at: one, is_used }, &(one, is_used));
    }
    give(About::Requests, Given::Requests(*authn_requests_signed), authn_requests_signed);
    for key in signing_keys {
        give(About::SigningKeys, Given::SigningKey(key), &key.to_string());
    }
    for (place, key) in encryption_keys.iter().enumerate() {
        let is_used = place == 0;
        let used = if is_used { ", the one that is used" } else { "" };
        let exact = format!("{}; by {key}{used}", key.key());
        give(About::EncryptionKeys, Given::EncryptionKey { key, is_used }, &exact);
    }
    give(About::Assertions, Given::Assertions(*want_assertions_signed), want_assertions_signed);
    let usual = metadata.attribute_service(None).ok().flatten();
    for list in attribute_services {
        let is_usual = usual.is_some_and(|usual| std::ptr::eq(usual, list));
        let none = list.requested.is_empty().then_some(None);
        for wanted in list.requested.iter().map(Some).chain(none) {
            give(About::Attributes, Given::Attribute { wanted, list, is_usual }, &(list, is_usual));
        }
    }
    // The first that it may have is what people get: their order counts.
    give(About::NameIds, Given::NameIds(name_id_formats), name_id_formats);
    give(About::SubjectId, Given::SubjectId(*subject_id_req), subject_id_req);
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use data_encoding::BASE64;
    use std::collections::BTreeSet;

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

    fn read(text: &str) -> BTreeSet<(About, String)> {
        let policy = AcceptPolicy { allow_http_acs: false };
        let metadata = parse_sp(text.as_bytes(), &policy, OffsetDateTime::UNIX_EPOCH).unwrap().metadata;
        facts(&metadata).into_iter().map(|fact| (fact.about, fact.exact)).collect()
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
                before.iter().filter(|fact| !after.contains(fact)).map(|(about, _)| *about).collect();
            assert!(!differs.is_empty() && differs.iter().all(|one| *one == about), "{old} becomes {new}: {differs:?}");
        }
    }
}
