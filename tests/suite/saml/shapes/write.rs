//! Writes every shape.

use super::each::{self, Travel};
use crate::saml::bench::{AWKWARD, Bench, IDP};
use crate::saml::keys::{Identity, NOW, SP, metadata};
use data_encoding::BASE64;
use senza::domain::{SigningAlgorithm, SystemRandom};
use senza::saml::assertion::{AssertionContent, BareAssertion, unsigned};
use senza::saml::attribute::SamlAttribute;
use senza::saml::emitted::Emitted;
use senza::saml::encrypt::{DataCipher, KeyTransport};
use senza::saml::logout::{Frame, OutgoingLogout};
use senza::saml::metadata::LogoutBinding;
use senza::saml::random_id::message_id;
use senza::saml::response::TravellingAssertion;
use senza::saml::status::Status;
use senza::saml::{NameId, NameIdFormat, Response, SpMetadata};
use time::Duration;

/// A document, and what must be found out about it.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) xml: Vec<u8>,
    pub(super) algorithm: SigningAlgorithm,
    /// Local names of the elements that carry a signature in the clear.
    pub(super) signed: Vec<&'static str>,
    pub(super) travel: Option<Travel>,
    pub(super) sealed: Option<Sealed>,
}

/// What is inside an encrypted assertion.
pub(super) struct Sealed {
    pub(super) transport: KeyTransport,
    pub(super) is_signed: bool,
    pub(super) plain: Vec<u8>,
}

/// A redirect's query, with its RSA signature.
pub(super) struct Query {
    pub(super) name: String,
    pub(super) query: String,
}

pub(super) struct Writer<'a> {
    pub(super) bench: &'a Bench,
    pub(super) portal: &'a Identity,
    pub(super) shapes: Vec<Shape>,
    pub(super) queries: Vec<Query>,
}

impl Writer<'_> {
    pub(super) fn write_all(&mut self) {
        for kind in each::kinds() {
            match kind {
                Emitted::Assertion => self.assertions(),
                Emitted::Response => {
                    self.successes();
                    self.errors();
                }
                Emitted::LogoutRequest => self.logout_requests(),
                Emitted::LogoutResponse => self.logout_responses(),
            }
        }
    }

    /// All that an assertion can say, by either algorithm; alone, as it is before it is encrypted.
    fn assertions(&mut self) {
        let sp = metadata("", "");
        for algorithm in each::algorithms() {
            for (name, content) in contents(self.bench, &sp) {
                let signed = self.bench.sign(unsigned(&content, &self.bench.credential_for(algorithm)));
                let name = format!("assertion, {}, {name}", algorithm.word());
                self.shape(name, signed.xml().to_vec(), algorithm, vec!["Assertion"], None);
            }
        }
    }

    /// All ways in which an assertion travels, asked for or not, by either algorithm.
    fn successes(&mut self) {
        for algorithm in each::algorithms() {
            for asked in [Some("_a1".to_owned()), None] {
                for travel in each::travels() {
                    match travel {
                        Travel::Signed => self.success(algorithm, &asked, true, None),
                        Travel::Bare => self.success(algorithm, &asked, false, None),
                        Travel::Encrypted => self.sealed_successes(algorithm, &asked),
                    }
                }
            }
        }
    }

    fn sealed_successes(&mut self, algorithm: SigningAlgorithm, asked: &Option<String>) {
        for cipher in each::ciphers() {
            for transport in each::transports() {
                for is_signed in [true, false] {
                    self.success(algorithm, asked, is_signed, Some((cipher, transport)));
                }
            }
        }
    }

    fn success(
        &mut self,
        algorithm: SigningAlgorithm,
        asked: &Option<String>,
        is_signed: bool,
        sealed: Option<(DataCipher, KeyTransport)>,
    ) {
        let sp = match sealed {
            Some((cipher, transport)) => sealing(self.portal, cipher, transport),
            None => metadata("", ""),
        };
        let credential = self.bench.credential_for(algorithm);
        let content = AssertionContent { in_response_to: asked.clone(), ..self.bench.content(&sp, many()) };
        let signed = self.bench.sign(unsigned(&content, &credential));
        let bare = BareAssertion::new(&content);
        let plain = if is_signed { signed.xml().to_vec() } else { bare.xml().to_vec() };
        let travelling: TravellingAssertion = match (sp.encryption_key(), is_signed) {
            (Some(key), true) => signed.encrypt(key, &SystemRandom).unwrap().into(),
            (Some(key), false) => bare.encrypt(key, &SystemRandom).unwrap().into(),
            (None, true) => signed.into(),
            (None, false) => bare.into(),
        };
        let travel = Travel::of(&travelling);
        let frame = Response { in_response_to: asked.clone(), ..self.bench.response(&sp) };
        let xml = self.bench.sign(frame.success(travelling, &credential)).xml().to_vec();
        let name = format!("success, {}, {asked:?}, signed {is_signed}, {sealed:?}", algorithm.word());
        let in_the_clear = is_signed && sealed.is_none();
        let elements = if in_the_clear { vec!["Response", "Assertion"] } else { vec!["Response"] };
        let sealed = sealed.map(|(_, transport)| Sealed { transport, is_signed, plain });
        self.shape(name, xml, algorithm, elements, Some(travel));
        self.shapes.last_mut().unwrap().sealed = sealed;
    }

    /// All statuses, with a sentence and without, asked for or not.
    fn errors(&mut self) {
        let sp = metadata("", "");
        for (n, status) in statuses().into_iter().enumerate() {
            for (message, asked) in [(AWKWARD, Some("_a1".to_owned())), ("", None)] {
                // By turns, so that each status comes with each algorithm.
                let algorithm = each::algorithms()[(n + message.len().min(1)) % 2];
                let frame = Response { in_response_to: asked, ..self.bench.response(&sp) };
                let to_sign = frame.error(status, message, &self.bench.credential_for(algorithm));
                let xml = self.bench.sign(to_sign).xml().to_vec();
                self.shape(format!("error, {status:?}, {message:?}"), xml, algorithm, vec!["Response"], None);
            }
        }
    }

    fn logout_requests(&mut self) {
        for algorithm in each::algorithms() {
            for name in each::formats().into_iter().map(name_id) {
                for binding in each::bindings() {
                    let sp = leaving(binding);
                    let id = message_id(&SystemRandom);
                    let (to, until) = (sp.logout_endpoint().unwrap(), NOW + Duration::minutes(5));
                    let message = OutgoingLogout::request(
                        &frame(&id),
                        to,
                        &name,
                        &["_index".to_owned(), "_another".to_owned()],
                        until,
                    );
                    self.logout(format!("logout request, {name:?}"), "LogoutRequest", message, algorithm);
                }
            }
        }
    }

    fn logout_responses(&mut self) {
        for (n, status) in statuses().into_iter().enumerate() {
            for binding in each::bindings() {
                let (message, algorithm) = ([None, Some(AWKWARD)][n % 2], each::algorithms()[(n / 2) % 2]);
                let sp = leaving(binding);
                let id = message_id(&SystemRandom);
                let sent = OutgoingLogout::response(&frame(&id), sp.logout_endpoint().unwrap(), "_b2", status, message);
                self.logout(format!("logout response, {status:?}, {message:?}"), "LogoutResponse", sent, algorithm);
            }
        }
    }

    fn logout(&mut self, name: String, element: &'static str, message: OutgoingLogout, algorithm: SigningAlgorithm) {
        let credential = self.bench.credential_for(algorithm);
        match message.binding() {
            LogoutBinding::Post => {
                let form = self.bench.sign(message.by_post(&credential));
                let xml = BASE64.decode(form.base64.as_bytes()).unwrap();
                self.shape(name, xml, algorithm, vec![element], None);
            }
            // Nobody agrees on the form of ECDSA in a query, so that none is sent there.
            LogoutBinding::Redirect => {
                let algorithm = SigningAlgorithm::RsaSha256;
                let to_sign = message.by_redirect(algorithm, Some("state & <more>"));
                let signature = self.bench.signature(algorithm, to_sign.octets());
                let address = to_sign.finish(&signature);
                let query = address.split_once('?').unwrap().1.to_owned();
                self.queries.push(Query { name, query });
            }
        }
    }

    fn shape(
        &mut self,
        name: String,
        xml: Vec<u8>,
        algorithm: SigningAlgorithm,
        signed: Vec<&'static str>,
        travel: Option<Travel>,
    ) {
        self.shapes.push(Shape { name, xml, algorithm, signed, travel, sealed: None });
    }
}

/// Every NameID format, asked for or not, with an end of the session or not, and no, one or many attributes.
fn contents(bench: &Bench, sp: &SpMetadata) -> Vec<(String, AssertionContent)> {
    let mut contents = Vec::new();
    for format in each::formats() {
        for in_response_to in [Some("_a1".to_owned()), None] {
            for end in [Some(NOW + Duration::hours(8)), None] {
                for attributes in [vec![], vec![SamlAttribute::named("mail", vec!["a@example.org".to_owned()])], many()]
                {
                    let name = format!("{format:?}, {in_response_to:?}, {end:?}, {} attributes", attributes.len());
                    let content = AssertionContent {
                        subject: name_id(format),
                        in_response_to: in_response_to.clone(),
                        session_not_on_or_after: end,
                        ..bench.content(sp, attributes)
                    };
                    contents.push((name, content));
                }
            }
        }
    }
    contents
}

fn name_id(format: NameIdFormat) -> NameId {
    match format {
        NameIdFormat::Transient => NameId::transient(&SystemRandom, IDP, SP),
        NameIdFormat::Persistent => NameId::persistent("mbx3tmsz27ntcqg4g6rj3ao3kgholga5".to_owned(), IDP, SP),
        NameIdFormat::EmailAddress => NameId::email("o'hara+<x>&y@example.org".to_owned()),
    }
}

/// Both subject identifiers, no value, an empty one, several, and every NameFormat.
fn many() -> Vec<SamlAttribute> {
    let one = || vec!["a@example.org".to_owned()];
    vec![
        SamlAttribute::pairwise_id("abc234@idp.example.org".to_owned()),
        SamlAttribute::subject_id("def567@idp.example.org".to_owned()),
        SamlAttribute::named("mail", vec!["a@example.org".to_owned(), AWKWARD.to_owned()]),
        SamlAttribute::named("https://example.org/role", one()),
        SamlAttribute::named("department", one()),
        SamlAttribute::named("cost \"centre\" <&>", vec![String::new()]),
        SamlAttribute::named("ward", one()).in_format("urn:example:\"<format>&"),
        SamlAttribute::named("uid", vec![]),
    ]
}

fn statuses() -> Vec<Status> {
    let mut statuses = Vec::new();
    for top in each::top_levels() {
        statuses.push(Status { top, second: None });
        statuses.extend(each::second_levels().into_iter().map(|second| Status { top, second: Some(second) }));
    }
    statuses
}

fn frame(id: &str) -> Frame<'_> {
    Frame { id, issue_instant: NOW, issuer: IDP }
}

fn leaving(binding: LogoutBinding) -> SpMetadata {
    let name = binding.name();
    metadata(
        "",
        &format!(
            r#"<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:{name}" Location="https://sp.example.org/slo" ResponseLocation="https://sp.example.org/slo/done"/>"#
        ),
    )
}

/// Metadata that leads to this cipher and key transport.
fn sealing(portal: &Identity, cipher: DataCipher, transport: KeyTransport) -> SpMetadata {
    let declared = match transport {
        KeyTransport::OaepMgf1p => "",
        KeyTransport::OaepSha256 => {
            r#"<md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#rsa-oaep"><ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/></md:EncryptionMethod>"#
        }
    };
    let sp = metadata("", &portal.key_descriptor("encryption", declared)).with_cipher(cipher);
    let key = sp.encryption_key().unwrap();
    assert_eq!((key.cipher(), key.transport()), (cipher, transport));
    sp
}
