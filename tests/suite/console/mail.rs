//! Invitations sent by mail: to a server that proves its name, by TLS; what it does not take is lost to nobody, and said.

use super::many::{faults, paced, sent, taken};
use crate::support::app::{TestApp, spawn_with};
use crate::support::browser::Page;
use crate::support::envelopes::wait_until;
use crate::support::origin::Identity;
use crate::support::person::{Person, enrol_by, enrol_with};
use crate::support::smtp::{MailServer, Mode, Taken};
use crate::swaps::log;
use openssl::ssl::{SslAcceptor, SslMethod};
use senza::domain::{Role, SystemRandom};
use senza::mail::{Address, NotSent, Post, PostSettings, Security, Trouble, Words};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write as _};
use std::net::TcpListener;
use std::time::Duration;
use time::macros::datetime;

const ADDRESS: &str = "/admin/people/many";

pub(super) fn with_mail(post: Post) -> TestApp {
    let mut options = paced(Duration::ZERO);
    options.post = Some(post);
    spawn_with(options)
}

/// Sends what waits, and looks until nothing more is sent; the page then.
fn send(who: &mut Person) -> Page {
    let begun = taken(who, "mail");
    assert_eq!((begun.status, begun.location().as_deref()), (303, Some(ADDRESS)), "{}", begun.body);
    let mut last = None;
    wait_until("nothing more is sent", || {
        let page = who.browser.get(ADDRESS);
        let is_over = page.text_of("mailing").is_none();
        assert!(is_over || page.header("refresh").is_some(), "it shows itself again");
        last = Some(page);
        is_over
    });
    last.unwrap()
}

fn number(page: &Page, id: &str) -> String {
    page.text_of(id).unwrap_or_else(|| panic!("{id}: {}", page.body)).split(' ').next().unwrap().to_owned()
}

// Threat: what is sent by mail goes to somebody else as well, says more than it must, lies somewhere afterwards, or is in the log; one
// address that is refused keeps others from their link.
#[test]
fn each_person_gets_a_message_of_their_own_and_what_is_refused_waits_and_is_said() {
    log::keep();
    let mut server = MailServer::start(Mode::StartTls);
    server.be(&json!({ "refuse": ["finn.private@hospital.example"], "close_after": 1 }));
    let app = with_mail(server.post());
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let list = "identifier,mail,displayName\n\
                eve.private,eve.private@hospital.example,Eve of Oz\n\
                finn.private,finn.private@hospital.example,\n\
                gil.private,gil.private@hospital.example,\n\
                hal.private,,\n";
    let ready = sent(&app, &mut desk, list);
    assert!(ready.body.contains("3 of them have an address"), "{}", ready.body);
    let page = send(&mut desk);
    assert_eq!((number(&page, "sent"), page.text_of("trouble")), ("2".to_owned(), None), "{}", page.body);
    assert_eq!(
        faults(&page),
        ["Line 3: The mail server did not take it (550)."],
        "what the server says is not repeated"
    );
    assert!(page.body.contains("2 links wait for you") && !page.body.contains("unknown here"), "{}", page.body);
    let messages = server.messages();
    assert_eq!(
        messages.iter().map(|one| &*one.to).collect::<Vec<_>>(),
        ["eve.private@hospital.example", "gil.private@hospital.example"]
    );
    say_little(&messages);
    // The link is theirs.
    enrol_by(&app, "eve.private", &messages[0].link());
    // It can be tried again, as often as one likes; what was sent is not sent once more.
    server.be(&json!({ "refuse": [] }));
    let page = send(&mut desk);
    assert_eq!((number(&page, "sent"), faults(&page)), ("3".to_owned(), vec![]), "{}", page.body);
    assert_eq!(server.messages().len(), 3);
    assert_eq!(taken(&mut desk, "mail").status, 410, "who is left has no address");
    let letters = taken(&mut desk, "letters");
    assert!(letters.body.matches("class=\"letter paper\"").count() == 1 && letters.body.contains("hal.private"));
    let events = |people: &str| {
        app.count(&format!("audit where event = 'invitations mailed' and service_provider = '{people}'"))
    };
    assert_eq!((events("2 people"), events("1 people")), (1, 1));
    one_at_a_time(&app, &mut desk, &mut server);
    // Nothing of any of them is in the log, of whatever was answered meanwhile.
    assert_eq!(log::with(".private"), Vec::<String>::new());
    tracing::info!("control: somebody.private");
    assert_eq!(log::with("somebody.private").len(), 1, "it would be found");
    assert_eq!(app.findings(), []);
}

/// By TLS, from who we are; with an address in one header, and nothing else of anybody.
fn say_little(messages: &[Taken]) {
    for (message, name) in messages.iter().zip(["eve", "gil"]) {
        assert!(message.tls && message.known);
        assert_eq!(message.content.matches(".private").count(), 1, "{}", message.content);
        assert!(message.head().contains(&format!("To: {name}.private@hospital.example")), "{}", message.content);
        assert!(!message.content.contains("of Oz") && message.head().contains("Auto-Submitted: auto-generated"));
    }
}

/// One person, invited and sent their link at once.
fn one_at_a_time(app: &TestApp, desk: &mut Person, server: &mut MailServer) {
    let before = server.messages().len();
    let fields = [("identifier", "ida.private"), ("send_to", "ida.private@hospital.example")];
    let page = desk.proven(app, "/admin/invite", &fields);
    assert!(page.text_of("sent").is_some() && !page.body.contains("/enrol/"), "{}", page.body);
    let messages = server.messages();
    assert_eq!(messages.len(), before + 1);
    enrol_by(app, "ida.private", &messages[before].link());
    server.be(&json!({ "refuse": ["jo.private@hospital.example"] }));
    let fields = [("identifier", "jo.private"), ("send_to", "jo.private@hospital.example")];
    let page = desk.proven(app, "/admin/invite", &fields);
    assert!(
        page.body.contains("It is not certain that it was sent by mail")
            && page.body.contains("(550)")
            && page.body.contains("/enrol/"),
        "{}",
        page.body
    );
    let page =
        desk.proven(app, "/admin/invite", &[("identifier", "kim"), ("send_to", "kim@x.example\r\nBcc: y@x.example")]);
    assert!(page.status == 422 && page.body.contains("Nobody was invited"), "{}", page.body);
}

// Threat: the server stops midway, and links are lost, or sent to some and nobody knows to whom.
#[test]
fn a_server_that_dies_midway_loses_nothing_and_the_rest_is_sent_later() {
    let mut server = MailServer::start(Mode::Implicit);
    server.be(&json!({ "die_in": 2 }));
    let app = with_mail(server.post());
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let list: String = (0..5).map(|n| format!("person{n},person{n}@hospital.example\n")).collect();
    sent(&app, &mut desk, &format!("identifier,mail\n{list}"));
    let page = send(&mut desk);
    assert_eq!(number(&page, "sent"), "1", "{}", page.body);
    assert!(page.text_of("trouble").unwrap().contains("cannot be reached"), "{}", page.body);
    assert!(faults(&page).concat().contains("it may have arrived, or not"), "{}", page.body);
    assert!(page.body.contains("4 links wait for you") && page.body.contains("Nothing is lost"), "{}", page.body);
    let still = send(&mut desk);
    assert!(still.text_of("trouble").is_some() && still.body.contains("4 links wait"), "control: {}", still.body);
    server.ask(&json!({ "do": "listen" }));
    let page = send(&mut desk);
    assert_eq!((number(&page, "sent"), page.text_of("trouble"), page.text_of("ready")), ("5".to_owned(), None, None));
    let messages = server.messages();
    let links: BTreeSet<String> = messages.iter().map(|one| one.link()).collect();
    assert_eq!((messages.len(), links.len()), (5, 5), "each has a link of their own");
    assert_eq!(taken(&mut desk, "letters").status, 410, "nothing of them is kept");
}

// Threat: one whose server hangs up, or wants nothing now, keeps everybody behind them from their link, each time.
#[test]
fn a_server_that_hangs_up_over_one_person_takes_the_others() {
    let mut server = MailServer::start(Mode::Plain);
    server.be(&json!({ "hang_up": ["p1@hospital.example"], "busy": ["p2@hospital.example"] }));
    let app = with_mail(server.post());
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let list: String = (0..5).map(|n| format!("p{n},p{n}@hospital.example\n")).collect();
    sent(&app, &mut desk, &format!("identifier,mail\n{list}"));
    let page = send(&mut desk);
    assert_eq!((number(&page, "sent"), page.text_of("trouble")), ("3".to_owned(), None), "{}", page.body);
    let faults = faults(&page);
    assert!(faults.len() == 2 && faults[0].contains("(550)") && faults[1].starts_with("Line 4"), "{faults:?}");
    server.be(&json!({ "hang_up": [], "busy": [] }));
    assert_eq!(number(&send(&mut desk), "sent"), "5", "control");
}

fn stop(who: &mut Person, what: &str) -> Page {
    let id = who.browser.get(ADDRESS).hidden("list").unwrap();
    who.console(&format!("{ADDRESS}/stop"), &[("list", &id), ("what", what)])
}

// Threat: a click that comes late, a sending that takes long, or a second one, loses links, or sends them twice.
#[test]
fn what_was_stopped_or_took_long_is_lost_to_nobody_and_sent_once() {
    let mut server = MailServer::start(Mode::Plain);
    server.be(&json!({ "hold": true }));
    let app = with_mail(server.post());
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    sent(&app, &mut desk, "identifier,mail\np0,p0@hospital.example\np1,p1@hospital.example\np2,\n");
    // The page of before, with its list worked on.
    assert_eq!(stop(&mut desk, "working").status, 303);
    assert!(desk.browser.get(ADDRESS).text_of("ready").is_some(), "links that are there are not thrown away by it");
    assert_eq!(taken(&mut desk, "mail").status, 303);
    app.clock.advance(time::Duration::minutes(31));
    assert!(desk.browser.get(ADDRESS).text_of("mailing").is_some());
    for _ in 0..2 {
        assert_eq!(stop(&mut desk, "sending").status, 303);
    }
    for what in ["mail", "letters", "file"] {
        assert_eq!(taken(&mut desk, what).status, 410, "{what}: one message is on its way");
    }
    server.be(&json!({ "hold": false }));
    wait_until("the last is over", || desk.browser.get(ADDRESS).text_of("mailing").is_none());
    assert_eq!(stop(&mut desk, "sending").status, 303);
    let page = desk.browser.get(ADDRESS);
    assert!(number(&page, "sent") == "1" && page.body.contains("2 links wait for you"), "{}", page.body);
    assert_eq!(number(&send(&mut desk), "sent"), "2");
    assert_eq!(
        server.messages().iter().map(|one| &*one.to).collect::<Vec<_>>(),
        ["p0@hospital.example", "p1@hospital.example"]
    );
    // Thrown away by its own word alone, and on record.
    assert_eq!(stop(&mut desk, "ready").status, 303);
    assert_eq!(taken(&mut desk, "letters").status, 410);
    assert_eq!(app.count("audit where event = 'links thrown away' and service_provider = '1 people'"), 1);
}

fn one(post: &Post) -> Result<(), NotSent> {
    let words = Words { subject: "x".to_owned(), text: "y".to_owned().into(), at: datetime!(2026-11-26 12:00 UTC) };
    let to = Address::parse("ada@hospital.example").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(post.send(&to, &words, &SystemRandom))
}

fn trouble(settings: PostSettings) -> Trouble {
    match one(&Post::new(settings).unwrap()) {
        Err(NotSent::Trouble(trouble)) => trouble,
        other => panic!("{other:?}"),
    }
}

// Threat: somebody on the way takes STARTTLS away, puts words of their own behind it, or takes the server's place, and gets links, or
// name and password.
#[test]
fn nothing_is_said_to_who_offers_no_tls_or_does_not_prove_the_name() {
    let mut stripped = MailServer::start(Mode::Plain);
    let mut other = MailServer::named(Mode::Implicit, "mail.evil.example");
    let mut right = MailServer::start(Mode::StartTls);
    let by_starttls = PostSettings { port: stripped.port, ..right.settings() };
    assert!(matches!(trouble(by_starttls), Trouble::InTheClear));
    // Of an authority that was not named; and of one that was, for another name.
    let unknown = PostSettings { security: other.settings().security, ..right.settings() };
    let Security::Tls(tls) = other.settings().security else { panic!("it is implicit") };
    let unknown = PostSettings { security: Security::StartTls(tls), ..unknown };
    for settings in [unknown, other.settings()] {
        let said = trouble(settings).to_string();
        assert!(said.contains("its certificate is not accepted"), "{said}");
    }
    let wrong = PostSettings { login: Some(right.login("another")), ..right.settings() };
    assert!(matches!(trouble(wrong), Trouble::Login));
    let said = |server: &mut MailServer| server.ask(&json!({ "do": "messages" }))["lines"].as_u64().unwrap();
    assert_eq!((said(&mut stripped), said(&mut other)), (0, 0), "neither who we are nor whom it is about");
    // Control: in the clear it would have been heard.
    let clear = PostSettings { login: Some(stripped.login("another")), ..stripped.settings() };
    assert!(matches!(trouble(clear), Trouble::Login) && said(&mut stripped) > 0);
    // Controls: the same, by the name and the way that are right; and in the clear where that is what was set, to this machine.
    for server in [&mut right, &mut stripped] {
        one(&server.post()).unwrap();
        assert_eq!(server.messages().len(), 1);
    }
    assert!(!stripped.messages()[0].tls, "control: it would have taken it");
}

/// Speaks until TLS begins, with these words behind the answer to STARTTLS, and says whether TLS began.
fn injecting(words: &'static str) -> (u16, Identity, std::thread::JoinHandle<bool>) {
    let (identity, listener) = (Identity::of(&["localhost"]), TcpListener::bind("127.0.0.1:0").unwrap());
    let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap();
    acceptor.set_private_key(&identity.key).unwrap();
    acceptor.set_certificate(&identity.certificate).unwrap();
    let (acceptor, port) = (acceptor.build(), listener.local_addr().unwrap().port());
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap());
        let mut line = String::new();
        stream.write_all(b"220 here\r\n").unwrap();
        lines.read_line(&mut line).unwrap();
        stream.write_all(b"250-here\r\n250 STARTTLS\r\n").unwrap();
        lines.read_line(&mut line).unwrap();
        stream.write_all(format!("220 go on\r\n{words}").as_bytes()).unwrap();
        acceptor.accept(stream).is_ok()
    });
    (port, identity, thread)
}

// Threat: what was put in the clear behind the answer to STARTTLS counts as if it had been said inside TLS (as CVE-2011-0411, the other
// way round).
#[test]
fn what_stands_behind_the_answer_to_starttls_is_no_answer() {
    for (words, begins) in [("", true), ("250-here\r\n250 AUTH PLAIN\r\n", false)] {
        let (port, identity, thread) = injecting(words);
        let folder = tempfile::tempdir().unwrap();
        let ca = folder.path().join("ca.pem");
        std::fs::write(&ca, identity.certificate.to_pem().unwrap()).unwrap();
        let settings = PostSettings {
            host: "localhost".to_owned(),
            port,
            security: Security::StartTls(senza::tls::Outgoing::load(ca).unwrap()),
            login: None,
            from: Address::parse("accounts@hospital.example").unwrap(),
            name: None,
            hello: "login.hospital.example".to_owned(),
            timeout: Duration::from_secs(20),
        };
        let is_handshake = matches!(trouble(settings), Trouble::Handshake(_));
        assert_eq!((thread.join().unwrap(), is_handshake), (begins, !begins), "{words:?}");
    }
}
