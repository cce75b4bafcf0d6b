//! Every page that a person sees, in Chromium: axe-core finds no violation in either theme, narrow or wide; a keyboard reaches
//! every control and completes every flow; nothing scrolls sideways. Which pages there are is read from the sources.

use super::routes::{Route, demo_routes, routes, titles};
use super::{root, run_asking};
use crate::passkeys::accepting_one;
use crate::portals::Portal;
use crate::portals::samael::Samael;
use crate::portals::scene::without_demo;
use crate::portals::table::show;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::browser::Browser;
use crate::support::person::invite;
use crate::support::smtp::{MailServer, Mode};
use crate::support::sp::{Sp, register};
use senza::federation::{Looked, Publisher, ScopeWanted};
use senza::saml::authn_context::Class;
use senza::sign_in::totp;
use serde_json::{Value, json};
use std::sync::Arc;
use time::Duration;

/// What answers without a page, or with a page that another address shows.
const NO_PAGE: &[(&str, &str)] = &[
    ("GET /saml/metadata", "a file for portals"),
    ("GET /account/export", "a file for the person"),
    ("GET /healthz", "for machines"),
    ("GET /readyz", "for machines"),
    ("GET /assets/{name}", "files of pages"),
    ("GET /look/logo", "a picture on pages"),
    ("GET /saml/slo/continue", "sends on"),
    ("POST /logout/finish", "leads back to the application"),
    ("POST /login/passkey/question", "JSON for a script"),
    ("POST /account/passkey/question", "JSON for a script"),
    ("POST /lock", "leads to /locked"),
    ("POST /locked/leave", "leads to /login, or to /logout/leaving"),
    ("POST /keys/browser/agree", "leads back to the application, or shows the page again"),
    ("POST /logout", "leads to /logout/leaving, or says at once what that says"),
    ("POST /envelopes/{id}/withdraw", "leads back to /envelopes/{id}"),
    ("POST /envelopes/{id}/forget", "leads back to /envelopes"),
    ("POST /account/keys", "leads back to /account/keys"),
    ("POST /account/tokens/end", "leads back to /account/tokens"),
    ("POST /account/sessions", "leads back to /account"),
    ("POST /account/devices", "leads back to /account/devices"),
    ("POST /account/again", "leads back to /account"),
    ("POST /admin/applications/add", "leads to /admin/applications/look, or shows the page again"),
    ("POST /admin/applications/change", "leads to /admin/applications/one, or shows the page again"),
    ("POST /admin/applications/remove", "leads to /admin/applications, or shows the page again"),
    ("POST /admin/applications/subscription/look", "leads to /admin/applications/subscription"),
    ("POST /admin/applications/found/dismiss", "leads to /admin/applications/subscription, or shows the page again"),
    ("POST /admin/applications/engineers/end", "leads to /admin/applications/engineers"),
    ("POST /admin/applications/trial", "carries an answer to the application, as any sign-on does"),
    ("POST /admin/service-provider", "for programs: leads to /admin/applications/one, or shows the page that adds one"),
    ("POST /admin/audit/file", "a file for the auditor"),
    ("POST /admin/approvals/decline", "leads back to /admin/approvals"),
    (
        "POST /admin/settings/keys/step",
        "leads to /admin/settings/keys or /admin/approvals/one, or shows the page again",
    ),
    ("POST /admin/settings/tokens/end", "leads back to /admin/settings/tokens"),
    ("POST /admin/settings/look/keep", "leads to /admin/settings/look, or shows the page again"),
    ("POST /admin/settings/approvals", "leads to /admin/approvals/one, or shows the page again"),
    ("POST /admin/people/many/stop", "leads back to /admin/people/many"),
    ("POST /admin/people/many/mail", "leads back to /admin/people/many"),
    ("POST /admin/people/many/file", "a file for the administrator"),
    ("POST /admin/keyring/choice", "leads back to /admin/keyring"),
    ("POST /admin/keyring/join", "leads back to /admin/keyring"),
    ("POST /admin/keyring/admit", "leads back to /admin/keyring"),
    ("POST /admin/keyring/rekey", "leads back to /admin/keyring"),
    ("POST /admin/keyring/reseal", "leads back to /admin/keyring"),
    ("POST /admin/keyring/start", "leads back to /admin/keyring"),
    ("demo GET /sign-in", "leads to the identity provider"),
    ("demo POST /sign-out", "leads to the identity provider"),
    ("demo GET /saml/metadata", "a file for the identity provider"),
];

/// Handed in on the walk.
const LABORATORY: &str = "https://laboratory.example/saml";

/// What is planted into a page to see that it is found, each with a part of what is said of it.
const PLANTED: &[&str] = &[
    "axe, wide-light: label",
    "axe, wide-dark: color-contrast",
    "px wide at 320",
    "Tab does not reach button",
    "focus does not show on a",
    "has not exactly one h1",
    "still moves",
];

struct Scene {
    app: TestApp,
    demo: Option<Samael>,
    /// Portals that are nowhere: the browser is answered for them. The second wants two factors, five minutes old at most.
    clinic: Sp,
    pharmacy: Sp,
    /// Asks people for a key.
    study: Sp,
    /// Takes mail, but for one address.
    _mail: MailServer,
}

impl Scene {
    /// The demo portal's clock is the real one. Codes serve once, and each moves the identity provider's on.
    fn new() -> Self {
        let mut options = Options { ahead: Duration::seconds(-200), ..Options::default() };
        options.policy.throttle.free = 15;
        options.publisher = Publisher {
            name: Some("St. Anna hospital".to_owned()),
            support_contact: Some("help@hospital.example".to_owned()),
            ..Publisher::default()
        };
        let mut mail = MailServer::start(Mode::Plain);
        mail.be(&json!({ "refuse": ["gil@hospital.example"] }));
        options.post = Some(mail.post());
        let app = spawn_with(options);
        let demo = (!without_demo()).then(|| {
            let demo = Samael::start(&Browser::new(&app.base).get("/saml/metadata").body);
            register(&app, demo.metadata()[0].as_bytes(), &["mail", "displayName"]);
            let back = format!("{}/note", demo.base());
            let entity_id = format!("{}/saml/metadata", demo.base());
            let note = ScopeWanted::AddForPages { back };
            app.block_on(app.federation.change_scope(&entity_id, "notes", note, "test")).unwrap();
            demo
        });
        let clinic = Sp::new("clinic").named("Ward list").told(&["mail"]).leaving_by(&["POST"]).register(&app);
        let careful = |sp: &mut Sp| {
            (sp.options.default_context, sp.options.fresh_within) = (Some(Class::RefedsMfa), Some(5));
        };
        let pharmacy = Sp::new("pharmacy").named("Pharmacy").having(careful).register(&app);
        let study = Sp::new("study").named("Study notes").encrypted_to().register(&app);
        let wanted = ScopeWanted::Add { plain: None };
        app.block_on(app.federation.change_scope(&study.entity_id, "notes", wanted, "test")).unwrap();
        Self { app, demo, clinic, pharmacy, study, _mail: mail }
    }

    /// What the walk cannot do by itself.
    fn answer(&mut self, asked: &Value) -> Value {
        let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
        match asked["ask"].as_str().unwrap() {
            "code" => {
                self.app.clock.advance(Duration::seconds(30));
                json!(self.app.code(&totp::seed_of_uri(&text("uri")).unwrap()))
            }
            "later" => {
                self.app.clock.advance(Duration::seconds(asked["seconds"].as_i64().unwrap()));
                Value::Null
            }
            "link" => json!(invite(&self.app, &text("name"), asked["admin"] == json!(true), &ABOUT)),
            "request" => {
                let of = match asked["of"].as_str() {
                    Some("careful") => &self.pharmacy,
                    Some("keys") => &self.study,
                    _ => &self.clinic,
                };
                json!(of.request(&self.app).unsigned())
            }
            "another" => {
                let index = u16::try_from(asked["index"].as_u64().unwrap()).unwrap();
                let more = (index, format!("https://study.example/{index}"), false);
                self.study.clone().having(|sp| sp.acs.push(more)).register(&self.app);
                Value::Null
            }
            "tries" => {
                self.try_in_vain(&text("name"));
                Value::Null
            }
            // Somebody meddles with what lies in the folder.
            "spoil" => {
                for path in self.app.envelope_files() {
                    let octets: Vec<u8> = std::fs::read(&path).unwrap().iter().map(|octet| octet ^ 1).collect();
                    std::fs::write(path, octets).unwrap();
                }
                Value::Null
            }
            "sql" => json!(self.app.sql(&text("statement"))),
            // The hospital gives out keys of its own from now on.
            "models" => {
                self.app.restart_accepting(accepting_one("The blue key"));
                Value::Null
            }
            // At the address of the laboratory's metadata: another endpoint, a later key, and an attribute more.
            "found" => {
                let found =
                    Sp::new("laboratory").named("Laboratory").leaving_by(&["POST"]).encrypted_to().having(|sp| {
                        sp.acs.retain(|(index, ..)| *index != 9);
                        sp.acs.push((11, "https://laboratory.example/acs/new".to_owned(), false));
                        sp.role_attributes = " WantAssertionsSigned=\"true\"".to_owned();
                    });
                let found = found.metadata().into_bytes();
                let looked =
                    self.app.federation.look_at(LABORATORY, Arc::new(move |_: &str| Ok(found.clone())), "test");
                assert_eq!(self.app.block_on(looked).unwrap(), Looked::Done);
                Value::Null
            }
            "metadata" => json!(Sp::new("laboratory").named("Laboratory").metadata()),
            other => panic!("the walk asks for {other}"),
        }
    }

    fn try_in_vain(&self, name: &str) {
        for _ in 0..40 {
            let mut browser = Browser::new(&self.app.base);
            let page = browser.get("/login");
            let typed = [("identifier", name), ("passphrase", "not the passphrase"), ("code", "000000")];
            if browser.submit("/login", &page, &typed).status == 429 {
                return;
            }
        }
        panic!("nothing was throttled");
    }
}

const ABOUT: [(&str, &str); 3] =
    [("displayName", "Ada Lovelace"), ("mail", "ada@hospital.example"), ("eduPersonAffiliation", "staff")];

/// Runs the walk, and answers what it asks.
fn walk(scene: &mut Scene) -> Value {
    let given = json!({
        "link": scene.app.base,
        "demo": scene.demo.as_ref().map(|demo| demo.base().to_owned()),
        "pictures": std::env::var("SENZA_PICTURES").ok(),
    });
    run_asking("pages.mjs", given, |asked| scene.answer(asked))
}

#[test]
fn every_page_as_axe_a_keyboard_and_a_narrow_window_find_it() {
    assert!(root().join("tests/peers/node_modules/axe-core").exists(), "axe-core is missing: run scripts/test-peers");
    let mut scene = Scene::new();
    let seen = walk(&mut scene);
    let said = |name: &str| -> Vec<String> {
        let all = seen[name].as_array().unwrap_or_else(|| panic!("{name}: {seen}"));
        all.iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let planted = said("planted");
    let unnoticed: Vec<_> = PLANTED.iter().filter(|what| !planted.iter().any(|one| one.contains(**what))).collect();
    assert!(unnoticed.is_empty(), "planted and not found: {unnoticed:#?} in {planted:#?}");
    let problems = said("problems");
    assert!(problems.is_empty(), "{problems:#?}");
    let mut wanted = routes();
    wanted.extend(scene.demo.iter().flat_map(|_| demo_routes()));
    let unseen = unseen(&wanted, &said("visited"), &titles(), &said("titles"));
    assert!(unseen.is_empty(), "nobody looked at these: add them to tests/browser/pages: {unseen:#?}");
    show(&format!("pages: {} pages, in two themes and two widths each; {} axe runs", seen["pages"], seen["runs"]));
}

/// Routes and titles of the sources that are among none of the pages that were looked at.
fn unseen(routes: &[Route], visited: &[String], titles: &[Vec<String>], shown: &[String]) -> Vec<String> {
    let is_none = |route: &Route| NO_PAGE.iter().any(|(one, _)| *one == route.name());
    let unseen = routes.iter().filter(|route| !is_none(route) && !visited.iter().any(|one| route.fits(one)));
    let fits = |parts: &[String], title: &String| {
        let (first, last) = (parts.first().unwrap(), parts.last().unwrap());
        title.starts_with(&**first) && title.ends_with(&**last)
    };
    let untitled = titles.iter().filter(|parts| !shown.iter().any(|title| fits(parts, title)));
    unseen
        .map(Route::name)
        .chain(untitled.map(|parts| format!("the page with the title {}", parts.join("…"))))
        .collect()
}

/// The control: what the sources hold and nobody looked at, is named.
#[test]
fn a_page_that_nobody_looked_at_is_named() {
    let wanted = routes();
    assert!(wanted.len() > 60 && titles().len() > 25, "the sources are read: {} {}", wanted.len(), titles().len());
    let all: Vec<String> = wanted.iter().map(|route| route.name().replace("{token}", "x1")).collect();
    let shown: Vec<String> = titles().iter().map(|parts| parts.join("something")).collect();
    assert_eq!(unseen(&wanted, &all, &titles(), &shown), Vec::<String>::new());
    let without: Vec<String> = all.iter().filter(|one| *one != "GET /account/kit").cloned().collect();
    assert_eq!(unseen(&wanted, &without, &titles(), &shown), ["GET /account/kit"]);
    let untitled: Vec<String> = shown.iter().filter(|one| !one.starts_with("Passkeys")).cloned().collect();
    assert_eq!(unseen(&wanted, &all, &titles(), &untitled), ["the page with the title Passkeys · St. Anna hospital"]);
}

/// What answers without a page is in the sources: nothing is left out by a name that is gone.
#[test]
fn what_is_no_page_is_there() {
    let names: Vec<String> = routes().iter().chain(&demo_routes()).map(Route::name).collect();
    let gone: Vec<_> = NO_PAGE.iter().filter(|(one, _)| !names.iter().any(|name| name == one)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

/// A reader sees each picture with a sentence, in both themes; all of them are small enough to be in the repository.
#[test]
fn the_pictures_are_those_of_the_document() {
    let text = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let (page, readme, list) = (text("docs/pages.md"), text("README.md"), text("tests/browser/pages/pictures.mjs"));
    let names: Vec<&str> = list.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    let files = names.iter().flat_map(|name| ["light", "dark"].map(|theme| format!("{name}-{theme}.png")));
    let missing: Vec<_> = files.filter(|file| !page.contains(&format!("pictures/{file}"))).collect();
    assert!(names.len() > 10 && missing.is_empty(), "docs/pages.md does not show {missing:?}");
    let mut octets = 0;
    for entry in std::fs::read_dir(root().join("docs/pictures")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        assert!(page.contains(&name) || readme.contains(&name), "nothing shows docs/pictures/{name}");
        octets += entry.metadata().unwrap().len();
    }
    assert!(octets < 2_000_000, "{octets} octets of pictures");
}

/// The same of the console's pages.
#[test]
fn the_pictures_of_the_console_are_those_of_its_document() {
    let text = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let (page, list) = (text("docs/console/README.md"), text("tests/browser/pages/console.mjs"));
    let names: Vec<&str> = list.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
    let mut files: Vec<String> =
        names.iter().flat_map(|name| ["light", "dark"].map(|theme| format!("{name}-{theme}.png"))).collect();
    let missing: Vec<_> = files.iter().filter(|file| !page.contains(&format!("\"{file}\""))).collect();
    assert!(names.len() > 20 && missing.is_empty(), "docs/console/README.md does not show {missing:?}");
    let entries = std::fs::read_dir(root().join("docs/console")).unwrap().map(Result::unwrap);
    let mut there: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    files.push("README.md".to_owned());
    files.sort();
    there.sort();
    assert_eq!(there, files, "take them anew: scripts/pictures");
}

/// "Every flow works by keyboard alone": in the walk there is no other way to act on a page.
#[test]
fn the_walk_has_no_mouse() {
    let folder = root().join("tests/browser/pages");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.push(root().join("tests/browser/pages.mjs"));
    files.push(root().join("tests/browser/hands.mjs"));
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for way in [
            ".click(",
            ".fill(",
            ".check(",
            ".tap(",
            ".mouse",
            ".selectOption(",
            ".setChecked(",
            "dispatchEvent",
            ".submit(",
        ] {
            assert!(!text.contains(way), "{} uses {way}", file.display());
        }
    }
}
