//! The console's pages of people, walked through in a language that is not English; and the mail that is sent from them.

use super::pages::{foreign, languages};
use super::pseudo;
use crate::directory::{listing, search};
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::Page;
use crate::support::envelopes::wait_until;
use crate::support::person::{Person, enrol, enrol_as, enrol_with, invite};
use crate::support::smtp::{MailServer, Mode};
use senza::domain::Role;
use senza::federation::short_names;
use senza::sign_in::people::held::ListPolicy;
use serde_json::json;

const MANY: &str = "/admin/people/many";
/// What was typed, and what no language says otherwise.
const DATA: &[&str] = &[
    "Senza",
    "localhost",
    "UTC",
    "http://",
    "nobody-here",
    "desk",
    "carl",
    "eve-the-first",
    "finn",
    "ada",
    "root",
    "hospital.example",
    "senza:role",
    "no-equals-sign",
    "“mail”",
];

fn app(post: Option<&MailServer>) -> TestApp {
    let mut options = Options {
        languages: languages(&[("qps.ftl", &pseudo::file())]),
        post: post.map(MailServer::post),
        ..Options::default()
    };
    options.policy.lists = ListPolicy { pace: std::time::Duration::ZERO, patience: std::time::Duration::ZERO };
    spawn_with(options)
}

/// The same with a mail server that refuses one address, somebody at the help desk who asks for another language, and Ada.
fn with_mail() -> (MailServer, TestApp, Person, Walk) {
    let mut server = MailServer::start(Mode::Plain);
    server.be(&json!({ "refuse": ["finn@hospital.example"] }));
    let app = app(Some(&server));
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    enrol(&app, "ada");
    goes_foreign(&app, &mut desk);
    (server, app, desk, Walk::default())
}

/// In a browser that asks for another language from here on.
fn goes_foreign(app: &TestApp, who: &mut Person) {
    who.browser = foreign(app);
    let page = who.browser.get("/login");
    assert_eq!(who.fill_in(app, &page).status, 303);
}

/// What is English on each page, by what was done there.
#[derive(Default)]
struct Walk(Vec<String>);

impl Walk {
    fn look(&mut self, name: &str, status: u16, page: Page) -> Page {
        assert_eq!(page.status, status, "{name}: {}", page.body);
        assert!(page.body.contains("lang=\"qps\""), "{name}: {}", page.body);
        let names = short_names().collect::<Vec<_>>().join(", ");
        let data: Vec<&str> = std::iter::once(&*names).chain(DATA.iter().copied()).collect();
        self.0.extend(pseudo::english_left(&page.body, &data).into_iter().map(|text| format!("{name}: {text}")));
        page
    }

    fn over(&self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

fn act(app: &TestApp, who: &mut Person, walk: &mut Walk, word: &str, typed: &[(&str, &str)], status: u16) {
    let page = who.console("/admin/people/act", &[("identifier", "ada"), ("act", word)]);
    let page = walk.look(word, 200, page);
    let done = who.send(app, "/admin/people/act/confirm", &page, typed);
    walk.look(&format!("{word}, done"), status, done);
}

#[test]
fn somebody_is_found_and_acted_on_without_a_word_of_english() {
    let (app, mut walk) = (app(None), Walk::default());
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let _open = (enrol(&app, "ada"), invite(&app, "carl", false, &[]), enrol_with(&app, "root", &[Role::Owner]));
    goes_foreign(&app, &mut desk);
    walk.look("people", 200, desk.browser.get("/admin/people"));
    for (identifier, status) in
        [("nobody-here", 404), ("", 422), ("ada", 200), ("carl", 200), ("root", 200), ("desk", 200)]
    {
        let page = desk.console("/admin/people/find", &[("identifier", identifier)]);
        walk.look(&format!("find {identifier}"), status, page);
    }
    let unknown = desk.console("/admin/people/act", &[("identifier", "ada"), ("act", "nothing")]);
    walk.look("no such act", 422, unknown);
    for typed in [
        &[][..],
        &[("name", "nobody-here")],
        &[("name", "mail"), ("values", "ada"), ("expires", "ada")],
        &[("name", "mail"), ("values", "ada"), ("expires", "2001-01-01")],
        &[("name", "mail"), ("expires", "9000-01-01")],
        &[("name", "senza:role"), ("values", "ada")],
    ] {
        act(&app, &mut desk, &mut walk, "say", typed, 422);
    }
    act(&app, &mut desk, &mut walk, "say", &[("name", "mail"), ("values", "ada")], 200);
    act(&app, &mut desk, &mut walk, "restore", &[], 422);
    for word in ["end-sessions", "freeze", "revoke", "restore"] {
        act(&app, &mut desk, &mut walk, word, &[], 200);
    }
    let own = desk.console("/admin/people/act", &[("identifier", "desk"), ("act", "end-sessions")]);
    walk.look("own", 422, desk.browser.submit("/admin/people/act/confirm", &own, &[]));
    walk.over();
}

#[test]
fn somebody_is_invited_and_written_to_without_a_word_of_english() {
    let (mut server, app, mut desk, mut walk) = with_mail();
    for (name, typed) in [
        ("no identifier", &[][..]),
        ("both", &[("identifier", "carl"), ("login_code", "yes")]),
        ("a bad line", &[("identifier", "carl"), ("attributes", "no-equals-sign")]),
        ("no address", &[("identifier", "carl"), ("send_to", "nobody-here")]),
    ] {
        walk.look(name, 422, desk.console("/admin/invite", typed));
    }
    let typed = [("identifier", "carl"), ("send_to", "carl@hospital.example")];
    walk.look("asked, by mail", 200, desk.console("/admin/invite", &typed));
    walk.look("asked, of a code", 200, desk.console("/admin/invite", &[("login_code", "yes")]));
    walk.look("sent", 200, desk.proven(&app, "/admin/invite", &typed));
    let typed = [("identifier", "finn"), ("send_to", "finn@hospital.example")];
    walk.look("not sent", 200, desk.proven(&app, "/admin/invite", &typed));
    walk.look("enrolled", 409, desk.proven(&app, "/admin/invite", &[("identifier", "ada")]));
    for _ in 0..2 {
        walk.look("withdrawn", 200, desk.console("/admin/again/withdraw", &[("identifier", "carl")]));
    }
    walk.over();
    let sent = server.messages();
    assert_eq!(sent.len(), 1);
    assert!(
        !sent[0].content.contains("You are invited") && !sent[0].head().contains("Set up how"),
        "{}",
        sent[0].content
    );
    assert!(sent[0].head().contains("Subject: =?utf-8?"), "{}", sent[0].content);
}

/// Sends a list, and looks until it is worked on no more.
fn many(app: &TestApp, who: &mut Person, walk: &mut Walk, list: &str) -> Page {
    assert_eq!(who.console(MANY, &[("list", list)]).status, 303);
    let read = walk.look("read", 200, who.browser.get(MANY));
    let asked = who.browser.submit("/admin/people/many/begin", &read, &[]);
    let asked = walk.look("asked", 200, asked);
    assert_eq!(who.send(app, "/admin/people/many/begin", &asked, &[]).status, 303);
    settled(who, "working")
}

fn settled(who: &mut Person, id: &str) -> Page {
    let mut last = None;
    wait_until("nothing more is done", || {
        let page = who.browser.get(MANY);
        let is_over = page.text_of(id).is_none();
        last = Some(page);
        is_over
    });
    last.unwrap()
}

#[test]
fn a_list_is_sent_refused_and_handed_over_without_a_word_of_english() {
    let (mut server, app, mut desk, mut walk) = with_mail();
    walk.look("many", 200, desk.browser.get(MANY));
    for list in [
        "",
        "identifier\n",
        "senza:role\nada\n",
        "identifier,mail\nada,\nada,\n=ada,\nada\n\"ada,\nada,\"a\"b\nfinn,finn\nfinn,=1+1\n\u{7},x\n",
    ] {
        walk.look("mend", 422, desk.console(MANY, &[("list", list)]));
    }
    let enrolled = many(&app, &mut desk, &mut walk, "identifier\nada\n");
    walk.look("refused", 200, enrolled);
    let list = "identifier,mail\neve-the-first,eve-the-first@hospital.example\nfinn,finn@hospital.example\n\"\",\n";
    let ready = many(&app, &mut desk, &mut walk, list);
    walk.look("ready", 200, ready);
    walk.look("waiting", 409, desk.console(MANY, &[("list", "identifier\ncarl\n")]));
    assert_eq!(desk.console("/admin/people/many/mail", &[]).status, 303);
    let sent = settled(&mut desk, "mailing");
    assert!(sent.text_of("sent").is_some() && sent.text_of("faults").is_some(), "{}", sent.body);
    walk.look("sent", 200, sent);
    walk.look("letters", 200, desk.console("/admin/people/many/letters", &[]));
    let handed = walk.look("handed", 200, desk.browser.get(MANY));
    assert_eq!(desk.browser.submit("/admin/people/many/stop", &handed, &[("what", "ready")]).status, 303);
    for what in ["letters", "mail"] {
        walk.look(what, 410, desk.console(&format!("{MANY}/{what}"), &[]));
    }
    walk.over();
    // Written while nobody's page was: in the language of whoever sent it all the same.
    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    assert!(messages[0].head().contains("Subject: =?utf-8?"), "{}", messages[0].content);
}

// Control: the mail of who asks for nothing else is in English.
#[test]
fn a_list_that_is_sent_in_english_is_written_to_in_english() {
    let mut server = MailServer::start(Mode::Plain);
    let (app, mut walk) = (app(Some(&server)), Walk::default());
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    goes_foreign(&app, &mut desk);
    many(&app, &mut desk, &mut walk, "identifier,mail\nfinn,finn@hospital.example\n");
    assert_eq!(desk.sign_in(&app).status, 303);
    let again = desk.proven(&app, "/admin/people/many/mail", &[]);
    assert_eq!(again.status, 303, "{}", again.body);
    settled(&mut desk, "mailing");
    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    assert!(messages[0].content.contains("You are invited to set up how you sign in at"), "{}", messages[0].content);
}

#[test]
fn people_are_searched_by_name_without_a_word_of_english() {
    let (app, mut walk) = (app(None), Walk::default());
    let mut root = listing(&app, false);
    let _ada = enrol_as(&app, "ada", false, &[("displayName", "carl")]);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    root.browser = foreign(&app);
    let page = root.browser.get("/login");
    assert_eq!(root.fill_in(&app, &page).status, 303);
    goes_foreign(&app, &mut desk);
    walk.look("search", 200, root.browser.get("/admin/people/directory"));
    walk.look("too short", 422, search(&mut root, "x"));
    walk.look("nobody", 200, search(&mut root, "nobody-here"));
    walk.look("found", 200, search(&mut root, "carl"));
    walk.look("no place", 200, search(&mut desk, "carl"));
    for who in [&mut root, &mut desk] {
        walk.look("entry", 200, who.console("/admin/people/find", &[("identifier", "ada")]));
    }
    walk.over();
}
