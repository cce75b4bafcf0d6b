//! What an owner chooses of how pages look: seen before it is kept, shown on every page afterwards, and nothing of it does anything.

use crate::support::api::KIND;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol_with, invite};
use senza::domain::Role;
use senza::federation::Publisher;
use std::path::PathBuf;

pub(super) const LOOK: &str = "/admin/settings/look";
pub(super) const KEEP: &str = "/admin/settings/look/keep";
pub(super) const DRAWING: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M1 1h38v18H1z\" fill=\"#0b5a5e\"/></svg>";

pub(super) fn root(app: &TestApp) -> Person {
    enrol_with(app, "root", &[Role::Owner])
}

/// Hands a look in, from the form that the page shows.
pub(super) fn hand_in(root: &mut Person, form: &Page, given: &[(&str, &str)], logo: Option<&[u8]>) -> Page {
    let hidden = form.hidden_fields();
    let own = hidden.iter().map(|(name, value)| (&**name, &**value));
    let all: Vec<(&str, &str)> = own.chain(given.iter().copied()).collect();
    let mut body = Vec::new();
    for (name, value) in all {
        let head = format!("--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.into_bytes());
    }
    // A browser sends an empty file where none was chosen.
    let head = "--b0undary\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.svg\"\r\nContent-Type: image/svg+xml\r\n\r\n";
    body.extend(head.as_bytes());
    body.extend_from_slice(logo.unwrap_or_default());
    body.extend(b"\r\n--b0undary--\r\n");
    root.browser.post_octets(LOOK, KIND, &body).0
}

/// The whole way, as it is when nothing is to be mended.
pub(crate) fn choose(app: &TestApp, root: &mut Person, given: &[(&str, &str)], logo: Option<&[u8]>) -> Page {
    let form = root.browser.get(LOOK);
    assert_eq!(form.status, 200, "{}", form.body);
    let preview = hand_in(root, &form, given, logo);
    assert_eq!(preview.status, 200, "{}", preview.body);
    root.send(app, KEEP, &preview, &[])
}

#[test]
fn a_look_is_seen_before_it_is_kept_and_then_stands_on_every_page() {
    let app = spawn();
    let mut root = root(&app);
    let form = root.browser.get(LOOK);
    let name = "Ward & <script>alert(1)</script> “A”";
    let preview = hand_in(&mut root, &form, &[("name", name), ("colour", "#FFFF00")], Some(DRAWING));
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(
        !preview.body.contains("<script>alert") && preview.body.contains("&#60;script&#62;alert(1)"),
        "{}",
        preview.body
    );
    assert!(preview.body.contains("/assets/accent-ffff00.css") && preview.body.contains("data:image/svg+xml;base64,"));
    assert!(
        preview.body.contains("contrast is 1.0 : 1 where it is least, and text needs 4.5 : 1; this is the nearest"),
        "{}",
        preview.body
    );
    let login = || Browser::new(&app.base).get("/login");
    assert!(app.count("organisation_look") == 0 && login().body.contains("· Senza</title>"), "nothing is kept yet");
    assert_eq!(root.browser.submit(KEEP, &preview, &[("passphrase", "not hers"), ("code", "000000")]).status, 422);
    assert_eq!((app.count("organisation_look"), app.count("audit where event = 'change refused'")), (0, 1));
    let done = root.send(&app, KEEP, &preview, &[]);
    assert_eq!(done.location().as_deref(), Some("/admin/settings/look?done=yes"), "{}", done.body);
    assert_eq!(app.count("audit where event = 'look changed'"), 1);
    let page = login();
    let shown = "Ward &#38; &#60;script&#62;alert(1)&#60;/script&#62; “A”";
    assert!(
        page.body.contains(&format!("· {shown}</title>"))
            && page.body.contains(&format!("<h1>Sign in to <bdi>{shown}</bdi></h1>")),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("href=\"/assets/accent-ffff00.css\"") && !page.body.contains("<script>alert"),
        "{}",
        page.body
    );
    assert!(
        page.body.contains(&format!("alt=\"{shown}\"")) && page.body.contains("src=\"/look/logo?v="),
        "{}",
        page.body
    );
    for path in ["/account", "/portal", "/admin", LOOK, "/nowhere"] {
        assert!(root.browser.get(path).body.contains("src=\"/look/logo?v="), "{path}");
    }
    let link = invite(&app, "ada@example.org", false, &[]);
    assert!(Browser::new(&app.base).get(&link).body.contains(&format!("<h1>Welcome to <bdi>{shown}</bdi></h1>")));
    let metadata = login_metadata(&app);
    assert!(
        metadata.contains(">Ward &amp; &lt;script&gt;alert(1)&lt;/script&gt; “A”</mdui:DisplayName>"),
        "{metadata}"
    );
    assert!(
        metadata.contains("<mdui:Logo height=\"128\" width=\"256\">") && metadata.contains("/look/logo?v="),
        "{metadata}"
    );
    assert!(metadata.contains("OrganizationDisplayName"), "{metadata}");
}

fn login_metadata(app: &TestApp) -> String {
    Browser::new(&app.base).get("/saml/metadata").body
}

#[test]
fn a_logo_is_served_as_a_document_that_does_nothing() {
    let app = spawn();
    let mut root = root(&app);
    let mut anybody = Browser::new(&app.base);
    assert_eq!(anybody.get("/look/logo").status, 404);
    assert_eq!(choose(&app, &mut root, &[], Some(DRAWING)).status, 303);
    let logo = anybody.get("/look/logo");
    let header = |name: &str| logo.header(name).unwrap_or_default().to_owned();
    assert_eq!((logo.status, header("content-type")), (200, "image/svg+xml".to_owned()));
    assert_eq!(header("content-security-policy"), "default-src 'none'; style-src 'none'; sandbox");
    assert_eq!(
        (header("x-content-type-options"), header("content-disposition")),
        ("nosniff".to_owned(), "attachment; filename=\"logo.svg\"".to_owned())
    );
    assert!(
        logo.body.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"256\" height=\"128\""),
        "{}",
        logo.body
    );
    let etag = header("etag");
    let again = Browser::new(&app.base).saying("If-None-Match", &etag).get("/look/logo");
    assert_eq!((again.status, again.body.len()), (304, 0));
    for name in
        ["content-security-policy", "content-disposition", "cross-origin-resource-policy", "cache-control", "etag"]
    {
        assert_eq!(again.header(name), logo.header(name), "{name}: a browser takes it over");
    }
    assert_eq!(header("cross-origin-resource-policy"), "cross-origin");
    let page = anybody.get("/login").body;
    let address = page.split("src=\"/look/logo?v=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(format!("\"{address}\""), etag, "named by its digest");
    assert_eq!(anybody.get("/look/logo?v=another").header("cache-control"), Some("no-store"));
    // It stays while something else changes, and goes when it is taken away.
    assert_eq!(choose(&app, &mut root, &[("name", "A hospital")], None).status, 303);
    assert_eq!(anybody.get("/look/logo").header("etag"), Some(&*etag));
    assert_eq!(choose(&app, &mut root, &[("name", "A hospital"), ("without_logo", "yes")], None).status, 303);
    assert_eq!(anybody.get("/look/logo").status, 404);
    assert!(anybody.get("/login").body.contains("<a class=\"wordmark\" href=\"/\">A hospital</a>"));
}

#[test]
fn what_nobody_chose_is_as_the_operator_set_it() {
    let publisher = Publisher { name: Some("An operator’s".to_owned()), ..Publisher::default() };
    let app = spawn_with(Options { publisher, ..Options::default() });
    let mut root = root(&app);
    let page = |app: &TestApp| Browser::new(&app.base).get("/login").body;
    assert!(page(&app).contains("<h1>Sign in to <bdi>An operator’s</bdi></h1>") && !page(&app).contains("accent-"));
    assert!(root.browser.get(LOOK).body.contains("“An operator’s”, as the service was set up"));
    assert_eq!(choose(&app, &mut root, &[("name", "An owner’s"), ("colour", "123456")], None).status, 303);
    assert!(page(&app).contains("Sign in to <bdi>An owner’s") && page(&app).contains("/assets/accent-123456.css"));
    assert_eq!(choose(&app, &mut root, &[("name", " "), ("colour", "")], None).status, 303);
    assert!(page(&app).contains("Sign in to <bdi>An operator’s") && !page(&app).contains("accent-"));
}

#[test]
fn a_stylesheet_follows_from_its_colour_and_from_nothing_else() {
    let app = spawn();
    let mut anybody = Browser::new(&app.base);
    let sheet = anybody.get("/assets/accent-ffff00.css");
    assert!(sheet.status == 200 && sheet.header("content-type").unwrap().starts_with("text/css"), "{}", sheet.body);
    assert!(sheet.body.starts_with(":root{--accent:#") && !sheet.body.contains("url"), "{}", sheet.body);
    for not in [
        "accent-.css",
        "accent-fff.css",
        "accent-FFFF00.css",
        "accent-ffff0;.css",
        "accent-ffff00",
        "accent-%23ffff00.css",
    ] {
        assert_eq!(anybody.get(&format!("/assets/{not}")).status, 404, "{not}");
    }
}

// Threat: a logo that does something, or is large where it is shown. Each of the drawings is refused by its reason in `look::svg`.
#[test]
fn what_is_not_taken_is_refused_by_its_reason_and_nothing_is_kept() {
    let app = spawn();
    let mut root = root(&app);
    let mut said = |given: &[(&str, &str)], logo: Option<&[u8]>, why: &str| {
        let form = root.browser.get(LOOK);
        let page = hand_in(&mut root, &form, given, logo);
        assert!(
            (page.status == 422 || page.status == 413) && page.body.contains(why),
            "{why}: {} {}",
            page.status,
            page.body
        );
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    };
    said(&[], Some(&vec![b'<'; 10 * 1024 * 1024]), "longer than 256 KiB");
    said(&[], Some(&vec![b'<'; 200 * 1024]), "longer than 128 KiB");
    said(&[], Some(b"GIF89a"), "neither an SVG drawing nor a PNG picture");
    said(&[], Some(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "cut off");
    said(&[("name", &"n".repeat(101))], None, "more than 100 signs");
    said(&[("name", "a\u{202e}b")], None, "turns the line around");
    said(&[("colour", "red;}")], None, "a # and six digits");
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/look/hostile");
    let mut attacks = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        said(&[], Some(&std::fs::read(file.unwrap().path()).unwrap()), "Nothing was kept");
        attacks += 1;
    }
    assert!(
        attacks > 40 && app.count("organisation_look") == 0 && app.count("audit where event = 'look changed'") == 0
    );
    assert_eq!(choose(&app, &mut root, &[], Some(DRAWING)).status, 303, "control");
}

// Threat: the second owner's form, made from what was before, takes the first one's choice back unseen.
#[test]
fn of_two_owners_the_second_sees_what_the_first_chose() {
    let app = spawn();
    let (mut root, mut eve) = (root(&app), enrol_with(&app, "eve", &[Role::Owner]));
    let form = root.browser.get(LOOK);
    let preview = hand_in(&mut root, &form, &[("name", "Root’s")], None);
    assert_eq!(choose(&app, &mut eve, &[("name", "Eve’s")], None).status, 303);
    let stale = root.send(&app, KEEP, &preview, &[]);
    assert!(stale.status == 422 && stale.body.contains("Somebody else changed this"), "{}", stale.body);
    let stale = hand_in(&mut root, &form, &[("name", "Root’s")], None);
    assert!(stale.status == 422 && stale.body.contains("value=\"Eve’s\""), "{}", stale.body);
    assert_eq!(app.count("organisation_look where name = 'Eve’s'"), 1);
    assert_eq!(choose(&app, &mut root, &[("name", "Root’s")], None).status, 303, "control: having seen it, she may");
}

// Threat: the same within one second, while each one's passphrase is stretched.
#[test]
fn of_two_owners_at_once_one_is_first_and_the_other_is_told() {
    let app = spawn();
    let (mut root, mut eve) = (root(&app), enrol_with(&app, "eve", &[Role::Owner]));
    let mut previews = [("Root’s", &mut root), ("Eve’s", &mut eve)].map(|(name, person)| {
        let form = person.browser.get(LOOK);
        (hand_in(person, &form, &[("name", name)], None), person)
    });
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let sent = previews.iter_mut().map(|(page, person)| scope.spawn(|| person.send(&app, KEEP, page, &[]).status));
        let sent: Vec<_> = sent.collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let kept = statuses.iter().filter(|status| **status == 303).count();
    assert!(kept == 1 && statuses.contains(&422), "{statuses:?}");
    assert_eq!(app.count("audit where event = 'look changed'"), 1);
}
