//! Envelopes: what somebody seals for others, they alone open, with one click; and whoever meddles with it shows them nothing.

mod attacked;
mod command;
mod identity;
mod kept;
mod killed;
mod lost;
mod numbers;
mod order;
mod quotas;
mod slow;
mod stolen;
mod tool;

use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::envelopes::{Form, wait_until};
use crate::support::person::{Person, enrol, enrol_as};
use time::Duration;

/// More than three of age's chunks, and not a whole number of them.
fn octets() -> Vec<u8> {
    (0..230_001_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn three() -> (TestApp, Person, Person, Person) {
    let app = spawn();
    let ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada L.")]);
    let (ben, cora) = (enrol(&app, "ben@example.org"), enrol(&app, "cora@example.org"));
    (app, ada, ben, cora)
}

// The first whole flow, and who is not part of it.
#[test]
fn a_text_reaches_an_enrolled_person_and_nobody_else() {
    let (app, mut ada, mut ben, mut cora) = three();
    let id = ada.mail(&Form::text("Ben@example.org ", "The <b>left</b> one, & soon"));
    let list = ben.browser.get("/envelopes");
    assert!(list.body.contains("Ada L. (ada@example.org)") && list.body.contains(&id), "{}", list.body);
    let page = ben.browser.get(&format!("/envelopes/{id}"));
    assert_eq!((page.status, page.text_of("from").as_deref()), (200, Some("Ada L. (ada@example.org)")));
    assert!(ada.browser.get(&format!("/envelopes/{id}?sent=yes")).body.contains("has not opened it here"));
    let (opened, _) = ben.open(&id);
    assert_eq!(opened.text_of("text").as_deref(), Some("The <b>left</b> one, & soon"), "escaped, and whole");
    assert!(!opened.body.contains("<b>left"), "as text");
    assert!(ada.browser.get(&format!("/envelopes/{id}?sent=yes")).body.contains("has opened it"));
    // Neither another person, nor the sender without a copy, nor somebody who is not signed in.
    assert_eq!(cora.browser.get(&format!("/envelopes/{id}")).status, 404);
    assert_eq!(cora.open(&id).0.status, 404);
    assert!(!cora.browser.get("/envelopes").body.contains(&id));
    assert_eq!(ada.open(&id).0.status, 410);
    let mut nobody = Browser::new(&app.base);
    for path in ["/envelopes", "/envelopes/new", "/envelopes/file", &format!("/envelopes/{id}")] {
        assert_eq!(nobody.get(path).location().as_deref(), Some("/login"), "{path}");
    }
    // The only file is ciphertext, of no length that says anything, from no time that says anything.
    let files = app.envelope_files();
    let about = std::fs::metadata(&files[0]).unwrap();
    assert_eq!((files.len(), about.len(), about.modified().unwrap()), (1, 1 << 16, std::time::UNIX_EPOCH));
}

#[test]
fn a_file_reaches_several_people_as_a_download_and_the_sender_too() {
    let (_app, mut ada, mut ben, mut cora) = three();
    let content = octets();
    let to = "ben@example.org\r\ncora@example.org, ben@example.org";
    let id = ada.mail(&Form { own_copy: true, ..Form::file(to, "Befund ü.pdf", &content) });
    for person in [&mut ben, &mut cora, &mut ada] {
        let (page, opened) = person.open(&id);
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(opened == content, "{} octets", opened.len());
        assert_eq!(page.header("content-length"), Some("230001"));
        let disposition = "attachment; filename=\"Befund__.pdf\"; filename*=UTF-8''Befund%20%C3%BC.pdf";
        assert_eq!(page.header("content-disposition"), Some(disposition));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("content-security-policy"), Some("default-src 'none'; sandbox"));
        assert_eq!(page.header("content-type"), Some("application/octet-stream"));
    }
    // Empty, and of exactly a chunk.
    for content in [&content[..0], &content[..65_536]] {
        let id = ada.mail(&Form::file("ben@example.org", "edge", content));
        assert!(ben.open(&id).1 == content);
    }
}

#[test]
fn what_is_downloaded_is_kept_nowhere_and_opens_here_and_for_its_recipient_alone() {
    let (app, mut ada, mut ben, mut cora) = three();
    let content = octets();
    let form = Form { keep: false, ..Form::file("ben@example.org", "scan.png", &content) };
    let (page, sealed) = ada.seal(&form);
    assert_eq!(page.status, 200);
    assert!(page.header("content-disposition").unwrap().contains("scan.png.age"));
    assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
    // The last octet is here before the server has put away what it came from.
    let nothing_stays = || wait_until("nothing stays", || app.envelope_files().is_empty());
    nothing_stays();
    assert_eq!((app.count("envelope"), app.count("envelope_slip")), (0, 0));
    let (page, opened) = ben.open_file("scan.png.age", &sealed);
    assert!(page.status == 200 && opened == content, "{}", page.body);
    assert!(page.header("content-disposition").unwrap().contains("filename=\"scan.png\""));
    let (page, shown) = cora.open_file("scan.png.age", &sealed);
    assert_eq!(page.status, 422, "{}", page.body);
    assert!(!shown.windows(32).any(|window| content.windows(32).step_by(1000).any(|part| part == window)));
    // Whatever is wrong with it, nothing of it is shown and nothing stays.
    let mut flipped = sealed.clone();
    flipped[100_000] ^= 1;
    let header = sealed.len() - 230_001 - 4 * 16;
    let (first, second) = (header..header + 65_552, header + 65_552..header + 2 * 65_552);
    let reordered = [&sealed[..header], &sealed[second.clone()], &sealed[first], &sealed[second.end..]].concat();
    let longer = [&sealed[..], b"x"].concat();
    for (what, bad) in [
        ("altered", &flipped[..]),
        ("cut off", &sealed[..200_000]),
        ("another order", &reordered),
        ("added", &longer),
        ("not a file in the age format", b"PK\x03\x04 no"),
    ] {
        let (page, _) = ben.open_file("bad.age", bad);
        assert_eq!(page.status, 422, "{what}");
        assert!(page.body.contains(what) && page.body.contains("Nothing of it was shown"), "{what}: {}", page.body);
    }
    nothing_stays();
}

#[test]
fn who_is_not_here_is_said_plainly_and_few_are_looked_up() {
    let (app, mut ada, ..) = three();
    crate::support::person::invite(&app, "dora@example.org", false, &[]);
    for nobody in ["zoe@example.org", "dora@example.org", "not\tone", "age1qqq"] {
        let (page, _) = ada.seal(&Form::text(nobody, "hello"));
        assert_eq!(page.status, 422, "{nobody}");
        assert!(page.text_of("fault").is_some() && page.body.contains(">hello</textarea>"), "typed text stays");
    }
    assert_eq!((app.count("envelope"), app.envelope_files().len()), (0, 0));
    let last = (0..40).map(|_| ada.seal(&Form::text("zoe@example.org", "hello")).0).last().unwrap();
    assert!(last.text_of("fault").unwrap().contains("very many people"), "{}", last.body);
    app.clock.advance(Duration::minutes(1));
    let (page, _) = ada.seal(&Form::text("ben@example.org", "hello"));
    assert_eq!(page.status, 303, "{}", page.body);
    for form in [
        Form::text("ben@example.org", " "),
        Form { text: "both", ..Form::file("ben@example.org", "a", b"b") },
        Form::text("", "for nobody"),
        Form { time: "year", ..Form::text("ben@example.org", "x") },
    ] {
        assert_eq!(ada.seal(&form).0.status, 422);
    }
}
