//! Service providers written by others, with every check that they have turned on, accept what we send.

use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::peer::Peer;
use crate::support::person::{Person, enrol_as};
use crate::support::post::{post_from_elsewhere, post_message};
use crate::support::sp::register;
use crate::support::ways::recover;
use data_encoding::BASE64;
use serde_json::{Value, json};
use time::Duration;

const PAIRWISE: &str = "urn:oasis:names:tc:SAML:attribute:pairwise-id";
const MAIL: &str = "urn:oid:0.9.2342.19200300.100.1.3";
const NAME: &str = "urn:oid:2.16.840.1.113730.3.1.241";
const DISPLAYED: &str = "Ada <Lovelace> & Söhne";

/// Someone signed in at an identity provider that knows a peer by its metadata alone, and is known likewise.
struct Meeting {
    app: TestApp,
    ada: Person,
    peer: Peer,
}

impl Meeting {
    fn with(peer: Peer) -> Self {
        let meeting = Self::begun(peer, Duration::ZERO);
        // The peer's clock is the real one.
        meeting.app.clock.advance(Duration::seconds(-30));
        meeting
    }

    /// With a clock that is so far ahead, and goes half a minute further.
    fn begun(mut peer: Peer, ahead: Duration) -> Self {
        let app = spawn_with(Options { ahead, ..Options::default() });
        let attributes = [("mail", "ada@example.org"), ("displayName", DISPLAYED), ("uid", "ada")];
        let ada = enrol_as(&app, "ada@example.org", false, &attributes);
        let metadata = peer.metadata();
        register(&app, metadata.as_bytes(), &["mail", "displayName"]);
        peer.meet(&Browser::new(&app.base).get("/saml/metadata").body);
        Self { app, ada, peer }
    }

    /// A sign-on that the peer began, as far as the form that goes to it.
    fn answer(&mut self, relay_state: &str) -> Answer {
        let location = self.peer.request(relay_state);
        assert!(location.starts_with(&format!("{}/saml/sso?", self.app.base)), "{location}");
        assert!(location.contains("Signature="), "its requests are signed: {location}");
        Answer::of(&self.ada.browser.get(&location))
    }

    /// The peer accepts a sign-on, and read what we sent.
    fn is_accepted(&mut self) -> (Answer, Value) {
        let answer = self.answer("/charts?patient=1&x=<y>");
        assert_eq!(answer.relay_state.as_deref(), Some("/charts?patient=1&x=<y>"));
        assert!(answer.response.contains("EncryptedAssertion") && !answer.response.contains("<saml:Assertion"));
        let read = self.peer.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"));
        let told = json!({ PAIRWISE: [answer.pairwise_id()], MAIL: ["ada@example.org"], NAME: [DISPLAYED] });
        assert_eq!(read["attributes"], told, "these and no others");
        assert_eq!(read["context"], "https://refeds.org/profile/mfa");
        assert_eq!(read["name_id"], answer.text("NameID"));
        assert_eq!(read["in_response_to"], answer.frame("InResponseTo").unwrap());
        (answer, read)
    }

    /// The control: what was altered on the way is refused.
    fn refuses_what_was_altered(&mut self) {
        for (name, alter) in ALTERATIONS {
            let answer = self.answer("");
            let altered = alter(&answer.response);
            assert_ne!(altered, answer.response, "{name}");
            let refused = self.peer.accept(&BASE64.encode(altered.as_bytes()));
            eprintln!("{name}: {refused:?}");
            assert!(refused.is_err(), "{name}: {refused:?}");
        }
        let answer = self.answer("");
        assert!(self.peer.accept(&answer.field).is_ok(), "unaltered, it is accepted");
    }
}

impl Meeting {
    /// A sign-on that the peer began by the POST binding: its own form, sent as it stands, and signed inside.
    fn is_accepted_by_post(&mut self) {
        let page = self.peer.post("/charts?patient=1");
        let page = Page { status: 200, headers: Vec::new(), body: page };
        assert_eq!(page.action().unwrap(), format!("{}/saml/sso", self.app.base));
        let fields = page.hidden_fields();
        let message = &fields.iter().find(|(name, _)| name == "SAMLRequest").expect("a request").1;
        let compact: String = message.split_ascii_whitespace().collect();
        let xml = String::from_utf8(BASE64.decode(compact.as_bytes()).unwrap()).unwrap();
        let is_signed = xml.contains("SignatureValue>") && !xml.contains("<ns1:SignatureValue/>");
        assert!(is_signed, "its requests are signed: {xml}");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let posted = post_from_elsewhere(&self.app, &fields);
        let answer = Answer::of(&self.ada.browser.after(posted));
        assert_eq!(answer.relay_state.as_deref(), Some("/charts?patient=1"));
        let read = self.peer.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"));
        assert_eq!(read["in_response_to"], answer.frame("InResponseTo").unwrap());
        // The control: one letter of it altered, it is refused.
        let id = xml.find(" ID=\"").unwrap() + 8;
        let other = if &xml[id..=id] == "a" { "b" } else { "a" };
        let altered = format!("{}{other}{}", &xml[..id], &xml[id + 1..]);
        assert_eq!(post_message(&self.app, &altered, None).status, 400);
    }
}

impl Meeting {
    /// Somebody whose session is too weak for what the peer asks for: asked for the factors, and accepted; and without them the
    /// peer hears why not.
    fn gets_mfa_after_a_step_up(&mut self) {
        let kit = self.ada.make_kit(&self.app);
        self.ada = recover(&self.app, "ada@example.org", &kit, "another sentence of seven quiet words");
        // Minutes later, since no code serves twice: now it is as late as the peer's clock says, which is the real one.
        self.app.clock.advance(Duration::seconds(240));
        let asked = |meeting: &mut Self| {
            let location = meeting.peer.request_mfa();
            assert!(location.contains("Signature="), "{location}");
            let page = meeting.ada.browser.get(&location);
            assert!(page.location().is_some_and(|to| to.starts_with("/step-up?")), "{:?}", page.location());
            meeting.ada.browser.follow(page)
        };
        let page = asked(self);
        let declined = Answer::of(&self.ada.browser.submit("/step-up", &page, &[("decline", "yes")]));
        assert_eq!(declined.status(), ("Responder".to_owned(), "NoAuthnContext".to_owned()));
        let why = self.peer.accept(&declined.field).unwrap_err();
        eprintln!("declined: {why}");
        // pysaml2 tells its portal the status, node-saml the message beside it.
        assert!(why.contains("AuthnContext") || why.contains("went back without it"), "{why}");
        let page = asked(self);
        self.app.clock.advance(Duration::seconds(-30));
        let proved = self.ada.send(&self.app, "/step-up", &page, &[]);
        let answer = Answer::of(&self.ada.browser.follow(proved));
        let read = self.peer.accept(&answer.field).unwrap_or_else(|why| panic!("refused: {why}"));
        assert_eq!(read["context"], "https://refeds.org/profile/mfa");
    }
}

type Alteration = (&'static str, fn(&str) -> String);

const ALTERATIONS: &[Alteration] = &[
    ("one letter of the ciphertext", |xml| {
        let (before, last) = xml.rsplit_once("</xenc:CipherValue>").unwrap();
        let (rest, letter) = before.split_at(before.len() - 20);
        let other = if letter.starts_with('A') { 'B' } else { 'A' };
        format!("{rest}{other}{}</xenc:CipherValue>{last}", &letter[1..])
    }),
    ("when it was issued", |xml| {
        let at = xml.find("IssueInstant=\"20").unwrap() + "IssueInstant=\"".len() + 17;
        let digit = if &xml[at..=at] == "1" { "2" } else { "1" };
        format!("{}{digit}{}", &xml[..at], &xml[at + 1..])
    }),
    ("the response's signature taken away", |xml| {
        let (before, rest) = xml.split_once("<ds:Signature ").unwrap();
        format!("{before}{}", rest.split_once("</ds:Signature>").unwrap().1)
    }),
    ("one letter of the response's signature", |xml| {
        let (before, rest) = xml.split_once("<ds:SignatureValue>").unwrap();
        let other = if rest.starts_with('A') { 'B' } else { 'A' };
        format!("{before}<ds:SignatureValue>{other}{}", &rest[1..])
    }),
];

#[test]
fn pysaml2_accepts_a_signed_and_encrypted_sign_on() {
    let (_, read) = Meeting::with(Peer::pysaml2()).is_accepted();
    assert_eq!(read["by_short_name"]["mail"], json!(["ada@example.org"]), "{read}");
}

#[test]
fn pysaml2_gets_mfa_after_a_step_up() {
    Meeting::begun(Peer::pysaml2(), Duration::seconds(-300)).gets_mfa_after_a_step_up();
}

#[test]
fn node_saml_gets_mfa_after_a_step_up() {
    Meeting::begun(Peer::node_saml(), Duration::seconds(-300)).gets_mfa_after_a_step_up();
}

#[test]
fn pysaml2_is_answered_by_post_too() {
    Meeting::with(Peer::pysaml2()).is_accepted_by_post();
}

#[test]
fn node_saml_is_answered_by_post_too() {
    Meeting::with(Peer::node_saml()).is_accepted_by_post();
}

#[test]
fn pysaml2_refuses_what_was_altered() {
    Meeting::with(Peer::pysaml2()).refuses_what_was_altered();
}

#[test]
fn node_saml_accepts_a_signed_and_encrypted_sign_on() {
    let mut meeting = Meeting::with(Peer::node_saml());
    let (answer, read) = meeting.is_accepted();
    assert_eq!(read["by_short_name"]["pairwise"], answer.pairwise_id());
    let again = meeting.peer.accept(&answer.field).unwrap_err();
    assert!(again.contains("InResponseTo"), "it asked once: {again}");
}

#[test]
fn node_saml_refuses_what_was_altered() {
    Meeting::with(Peer::node_saml()).refuses_what_was_altered();
}
