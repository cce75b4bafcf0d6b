//! A second language is one file: with it in the folder, no page says anything in English to whoever asks for that language.

use super::pseudo;
use crate::sign_in::without_tokens;
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::person::{PASSPHRASE, enrol};
use senza::words::Languages;

pub(super) fn languages(files: &[(&str, &str)]) -> Languages {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    Languages::from_folder(folder.path()).unwrap()
}

fn speaking(files: &[(&str, &str)]) -> TestApp {
    spawn_with(Options { languages: languages(files), ..Options::default() })
}

fn with_another() -> TestApp {
    speaking(&[("qps.ftl", &pseudo::file())])
}

pub(super) fn foreign(app: &TestApp) -> Browser {
    Browser::new(&app.base).saying("Accept-Language", "qps, en;q=0.5")
}

fn left(page: &Page) -> Vec<String> {
    pseudo::english_left(&page.body, &["Senza", "localhost", "ada@example.org", "eve@example.org", "UTC"])
}

#[test]
fn no_english_is_left_where_another_language_is_asked_for() {
    let app = with_another();
    let mut browser = foreign(&app);
    let sign_in = browser.get("/login");
    let refused = browser.submit(
        "/login",
        &sign_in,
        &[("identifier", "eve@example.org"), ("passphrase", "wrong"), ("code", "123456")],
    );
    assert_eq!(refused.status, 403);
    let second =
        browser.submit("/login", &sign_in, &[("identifier", "eve@example.org"), ("passphrase", "wrong"), ("code", "")]);
    let second = browser.get(&second.location().unwrap());
    let mistyped = browser.submit(
        "/login",
        &sign_in,
        &[("identifier", "0000-0000-0000-0000-0000-0001"), ("passphrase", "x"), ("code", "")],
    );
    let pages = [
        ("start", browser.get("/")),
        ("sign in", sign_in),
        ("refused", refused),
        ("second step", second),
        ("mistyped", mistyped),
        ("nothing there", browser.get("/nothing-there")),
        ("expired", browser.post("/login", &[("form_token", "x")])),
        ("bad query", browser.get("/login?sign_on=1&sign_on=2")),
    ];
    let mut found = Vec::new();
    for (name, page) in &pages {
        assert!(page.body.contains("lang=\"qps\" dir=\"ltr\""), "{name}");
        assert_eq!(page.header("content-language"), Some("qps"), "{name}");
        assert_eq!(page.header("vary"), Some("Accept-Language"), "{name}");
        found.extend(left(page).into_iter().map(|text| format!("{name}: {text}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

// Control: a text that stands in a page itself is seen.
#[test]
fn a_text_of_a_page_itself_would_be_seen() {
    let app = with_another();
    let mut page = foreign(&app).get("/login");
    assert_eq!(left(&page), Vec::<String>::new());
    page.body = page.body.replacen("</h1>", " here</h1>", 1);
    assert_eq!(left(&page).len(), 1);
    page.body = page.body.replacen("<main", "<main aria-label=\"The page\"", 1);
    assert_eq!(left(&page).len(), 2);
    assert!(!left(&Browser::new(&app.base).get("/login")).is_empty(), "English is English");
}

#[test]
fn whoever_asks_for_nothing_or_for_what_there_is_not_gets_english() {
    let app = with_another();
    let english = Browser::new(&app.base).get("/login");
    assert_eq!(english.header("content-language"), Some("en"));
    assert!(english.body.contains("<html lang=\"en\" dir=\"ltr\">") && english.body.contains("<h1>Sign in</h1>"));
    for asked in ["en-GB, qps;q=0.5", "fr, *", "", ";;;,,q=", "qps;q=0", "<script>", &"x,".repeat(2000)] {
        let page = Browser::new(&app.base).saying("Accept-Language", asked).get("/login");
        assert_eq!((page.status, page.header("content-language")), (200, Some("en")), "{asked:.40}");
    }
    let alone = spawn();
    assert_eq!(foreign(&alone).get("/login").header("content-language"), Some("en"));
}

#[test]
fn what_a_file_leaves_out_or_says_wrongly_is_english() {
    let faulty = "home-sign-in-once = Einmal anmelden\nhome-sign-in = Anmelden { $name }\nhome-new-here-you-need-personal = <em>offen\n\
                  junk\nhome-you-prove-who-you-are = <script>alert(1)</script>{ \"<b>\" }\nno-such-message = x\n";
    let app = speaking(&[("de.ftl", faulty), ("README.txt", "no language")]);
    let page = Browser::new(&app.base).saying("Accept-Language", "de-AT").get("/");
    assert!(page.body.contains("<title>Einmal anmelden ·"), "{}", page.body);
    assert!(
        page.body.contains(">Sign in</a>")
            && page.body.contains("New here? You need")
            && page.body.contains("You prove who you are")
    );
    assert!(!page.body.contains("<script>alert"));
}

#[test]
fn a_file_that_is_no_language_is_refused_with_its_name() {
    for name in ["not a language.ftl", "-.ftl", "und.ftl"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), "").unwrap();
        let error = Languages::from_folder(folder.path()).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains("de.ftl"), "{error}");
    }
    let missing = Languages::from_folder(std::path::Path::new("/nowhere/at/all")).unwrap_err().to_string();
    assert!(missing.contains("/nowhere/at/all"), "{missing}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("de.ftl"), b"a = \xff").unwrap();
    assert!(Languages::from_folder(folder.path()).unwrap_err().to_string().contains("de.ftl"));
}

// Threat: a second language tells a stranger what English does not: who exists, or which half of a guess was right.
#[test]
fn refusals_in_another_language_are_the_same_octet_for_octet() {
    let app = with_another();
    let ada = enrol(&app, "ada@example.org");
    let refused = |identifier, passphrase, code: &str| {
        let mut browser = foreign(&app);
        let page = browser.get("/login");
        browser.submit("/login", &page, &[("identifier", identifier), ("passphrase", passphrase), ("code", code)])
    };
    let unknown = refused("eve@example.org", PASSPHRASE, "000000");
    let wrong_passphrase = refused("ada@example.org", "wrong horse piano", &app.code(&ada.seed));
    let wrong_code = refused("ada@example.org", PASSPHRASE, "000000");
    assert_eq!(unknown.status, 403);
    assert_eq!(unknown.header("content-language"), Some("qps"));
    assert_eq!(unknown.body.len(), wrong_code.body.len());
    assert_eq!(without_tokens(&unknown), without_tokens(&wrong_passphrase));
    assert_eq!(without_tokens(&unknown), without_tokens(&wrong_code));
}
