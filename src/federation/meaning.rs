//! What a service provider's metadata says, as digests that are kept: over its facts themselves, and over no word of any language. A message
//! that is worded anew changes none of them. Pure.

use super::ServiceProvider;
use crate::saml::encrypt::KeyTransport;
use crate::saml::metadata::{AttributeService, Fact, Given, LogoutBinding, PublicKey, SubjectIdReq, facts};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;

/// Two documents that say the same have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) whole: [u8; 32],
    /// Without until when it holds.
    pub(super) but_end: [u8; 32],
}

impl Meaning {
    pub(super) fn of(sp: &ServiceProvider) -> Self {
        let facts = facts(sp.metadata());
        let digest = |counts: &dyn Fn(&Given<'_>) -> bool| {
            let given = facts.iter().map(|Fact { given, .. }| given);
            let mut parts: Vec<Vec<u8>> = given.filter(|given| counts(given)).filter_map(octets).collect();
            // Whatever the order of the document: where that confers something, it is in the fact.
            parts.sort_unstable();
            sha256(&lp(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
        };
        Self { whole: digest(&|_| true), but_end: digest(&|given| !matches!(given, Given::Until(_))) }
    }
}

/// A fact as octets: its kind, by a word that is no page's, and its values. They are kept as digests, so that neither changes.
/// Nothing for what another fact has said already.
fn octets(given: &Given<'_>) -> Option<Vec<u8>> {
    let part = |kind: &str, values: &[&[u8]]| Some(lp(&[&[kind.as_bytes()], values].concat()));
    match given {
        Given::Name(name) => part("name", &[&maybe(name.map(str::as_bytes))]),
        Given::Until(at) => {
            let at = at.map(|at| at.unix_timestamp_nanos().to_be_bytes());
            part("until", &[&maybe(at.as_ref().map(<[u8; 16]>::as_slice))])
        }
        Given::Answers { at, is_usual } => {
            let (to, by) = (at.location.as_bytes(), at.binding.uri().as_bytes());
            part("answers", &[to, by, &at.index.to_be_bytes(), yes(*is_usual)])
        }
        Given::SignOuts { at, is_used } => {
            let by: &[u8] = match at.binding() {
                LogoutBinding::Redirect => b"redirect",
                LogoutBinding::Post => b"post",
            };
            part("sign-outs", &[at.location().as_bytes(), at.response_location().as_bytes(), by, yes(*is_used)])
        }
        Given::Requests(signed) => part("requests", &[yes(*signed)]),
        Given::SigningKey(key) => part("signing-key", &[&key_octets(key)]),
        Given::EncryptionKey { key, is_used } => {
            let transport: &[u8] = match key.transport() {
                KeyTransport::OaepMgf1p => b"rsa-oaep-mgf1p",
                KeyTransport::OaepSha256 => b"rsa-oaep",
            };
            part("encryption-key", &[&key_octets(key.key()), key.cipher().word().as_bytes(), transport, yes(*is_used)])
        }
        Given::Assertions(wanted) => part("assertions", &[&maybe(wanted.map(yes))]),
        Given::Attribute { wanted, list, is_usual } => {
            // The list as a whole, with the first of it: their order, and which of them stand together, is said by it.
            let is_first =
                wanted.is_none_or(|wanted| list.requested.first().is_some_and(|one| std::ptr::eq(one, wanted)));
            is_first.then(|| part("attributes", &[&list_octets(list), yes(*is_usual)])).flatten()
        }
        Given::NameIds(listed) => part("name-ids", &listed.iter().map(String::as_bytes).collect::<Vec<_>>()),
        Given::SubjectId(asked) => {
            let word: Option<&[u8]> = asked.map(|asked| match asked {
                SubjectIdReq::SubjectId => b"subject-id".as_slice(),
                SubjectIdReq::PairwiseId => b"pairwise-id",
                SubjectIdReq::Any => b"any",
                SubjectIdReq::None => b"none",
            });
            part("subject-id", &[&maybe(word)])
        }
    }
}

/// With the certificate that it came in: people compare that.
fn key_octets(key: &PublicKey) -> Vec<u8> {
    lp(&[&key.spki(), &maybe(key.certificate().map(|certificate| certificate.fingerprint.as_slice()))])
}

fn list_octets(list: &AttributeService) -> Vec<u8> {
    let index = list.index.map(u16::to_be_bytes);
    let requested: Vec<Vec<u8>> = list
        .requested
        .iter()
        .map(|one| {
            let values: Vec<&[u8]> = one.values.iter().map(String::as_bytes).collect();
            let form = maybe(one.name_format.as_deref().map(str::as_bytes));
            lp(&[one.name.as_bytes(), yes(one.is_required), &form, &lp(&values)])
        })
        .collect();
    let requested = lp(&requested.iter().map(Vec::as_slice).collect::<Vec<_>>());
    lp(&[&maybe(index.as_ref().map(<[u8; 2]>::as_slice)), &maybe(list.is_default.map(yes)), &requested])
}

fn yes(so: bool) -> &'static [u8] {
    if so { &[1] } else { &[0] }
}

/// What is there is told from what is not.
fn maybe(value: Option<&[u8]>) -> Vec<u8> {
    value.map(|value| lp(&[value])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::federation::Options;
    use crate::saml::metadata::{AcceptPolicy, parse_sp};
    use crate::words::{FILES, Language, said_in};
    use data_encoding::HEXLOWER;
    use std::sync::Arc;
    use time::OffsetDateTime;

    const ALL: &str = include_str!("../../tests/vectors/meaning/all.xml");

    fn sp(text: &str) -> ServiceProvider {
        let policy = AcceptPolicy { allow_http_acs: false };
        let parsed = parse_sp(text.as_bytes(), &policy, OffsetDateTime::UNIX_EPOCH).unwrap();
        ServiceProvider::new(parsed.metadata, Vec::new(), Options::default())
    }

    fn of(text: &str) -> Meaning {
        Meaning::of(&sp(text))
    }

    fn replaced(old: &str, new: &str) -> String {
        let other = ALL.replacen(old, new, 1);
        assert_ne!(other, ALL, "{old}");
        other
    }

    // What was dismissed is known by these digests, in databases that are older than the next version: whoever changes one of them shows
    // everybody what they have left.
    #[test]
    fn the_digests_are_those_of_every_version() {
        let least = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://ward.example/saml\">\
<md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><md:AssertionConsumerService \
Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://ward.example/acs\" index=\"1\"/></md:SPSSODescriptor></md:EntityDescriptor>";
        let (all, least) = (of(ALL), of(least));
        assert_eq!(
            [all.whole, all.but_end, least.whole].map(|digest| HEXLOWER.encode(&digest)),
            [
                "32fab7396cf9e1e29d6a4838ef074bd7fa15291e547d6bf020e1ff1ffc555d95",
                "33bf394bb250acaad2ffa9724fb95d12f6307f817fbfe91e21031484ca169e03",
                "632093c0e87670c437ae4d1173879f1c36ddbf79eb9d168ba811bd440d6e1515",
            ]
        );
    }

    /// English in other words: each message says nothing but a number.
    fn worded_anew() -> Option<Arc<Language>> {
        let keys = FILES.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| line.split_once(" ="));
        let keys = keys.map(|(key, _)| key).filter(|key| key.starts_with(|sign: char| sign.is_ascii_lowercase()));
        let file: String = keys.enumerate().map(|(n, key)| format!("{key} = {n}\n")).collect();
        let (language, faults) = Language::other("qps".parse().unwrap(), file);
        assert_eq!(faults, []);
        Some(Arc::new(language))
    }

    /// The digest of what pages say of it.
    fn of_words(sp: &ServiceProvider) -> [u8; 32] {
        let said: Vec<String> = crate::federation::facts(sp.metadata()).iter().map(|fact| fact.value.plain()).collect();
        sha256(&lp(&said.iter().map(String::as_bytes).collect::<Vec<_>>()))
    }

    // Threat: a sentence is put better, or a second language is spoken, and what was dismissed is asked about once more everywhere; or
    // what is another fact is taken for a known one, because it is said alike.
    #[test]
    fn a_message_that_is_worded_anew_changes_none_of_them() {
        let (sp, meaning) = (sp(ALL), of(ALL));
        let (other, words) = said_in(worded_anew(), || (of(ALL), of_words(&sp)));
        assert_eq!(meaning, other);
        assert_ne!(words, of_words(&sp), "control: whoever takes what pages say has another digest in other words");
        // And no sentence is in what they are over, in English either, which is compiled in.
        let said = crate::federation::facts(sp.metadata());
        let sentences: Vec<String> =
            said.iter().filter(|fact| fact.value.message().is_some()).map(|fact| fact.value.english()).collect();
        let facts = facts(sp.metadata());
        let all: Vec<Vec<u8>> = facts.iter().filter_map(|fact| octets(&fact.given)).collect();
        let holds = |all: &[Vec<u8>], sentence: &str| {
            all.iter().any(|octets| octets.windows(sentence.len()).any(|window| window == sentence.as_bytes()))
        };
        assert!(sentences.len() > 8, "{sentences:?}");
        for sentence in &sentences {
            assert!(!holds(&all, sentence), "{sentence}");
            let planted = [&all[..], &[lp(&[b"name".as_slice(), sentence.as_bytes()])]].concat();
            assert!(holds(&planted, sentence), "control: it would be found");
        }
    }

    #[test]
    fn what_confers_nothing_has_no_part_in_them() {
        let meaning = of(ALL);
        assert_eq!(meaning, of(&replaced("<md:NameIDFormat>", "<!-- of today -->\n<md:NameIDFormat>")));
        let one = ALL.find("<md:AssertionConsumerService").unwrap();
        let end = ALL.rfind("<md:AssertionConsumerService").unwrap();
        let rest = ALL.find("<md:AttributeConsumingService").unwrap();
        let turned = [&ALL[..one], &ALL[end..rest], &ALL[one..end], &ALL[rest..]].concat();
        assert_ne!(turned, ALL);
        assert_eq!(meaning, of(&turned), "the order of its addresses");
        let later = of(&replaced("2030-01-02T03:04:05Z", "2031-01-02T03:04:05Z"));
        assert_eq!((meaning.but_end, meaning.whole == later.whole), (later.but_end, false));
    }

    // Threat: what changes whom we believe or where we send people looks like what was dismissed, or like what is registered.
    #[test]
    fn whatever_is_another_fact_is_another_digest() {
        let meaning = of(ALL);
        for (old, new) in [
            ("use=\"signing\"", "use=\"encryption\""),
            ("aes256-gcm", "aes128-gcm"),
            ("AuthnRequestsSigned=\"true\"", "AuthnRequestsSigned=\"false\""),
            ("WantAssertionsSigned=\"true\"", "WantAssertionsSigned=\"false\""),
            (" WantAssertionsSigned=\"true\"", ""),
            (">any<", ">none<"),
            (">Ward<", ">Ward 2<"),
            ("ward.example/acs\"", "ward.example/Acs\""),
            ("index=\"1\" isDefault", "index=\"4\" isDefault"),
            ("index=\"1\" isDefault=\"true\"", "index=\"1\" isDefault=\"false\""),
            ("https://ward.example/slo\"", "https://ward.example/out\""),
            ("https://ward.example/slo/back", "https://ward.example/slo/else"),
            ("HTTP-Redirect", "HTTP-POST"),
            ("nameid-format:persistent", "nameid-format:transient"),
            ("isRequired=\"true\"", "isRequired=\"false\""),
            (" NameFormat=\"urn:x\"", ""),
            (">a, b<", ">a”, “b<"),
            ("<md:AttributeConsumingService index=\"7\"", "<md:AttributeConsumingService index=\"8\""),
        ] {
            let other = of(&replaced(old, new));
            assert_ne!(meaning.whole, other.whole, "{old} becomes {new}");
            assert_ne!(meaning.but_end, other.but_end, "{old} becomes {new}");
        }
    }
}
