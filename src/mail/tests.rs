//! What an address may be, and what a message is made of.

use super::*;
use crate::domain::SystemRandom;
use std::time::Duration;
use time::macros::datetime;

fn post(name: Option<&str>) -> Post {
    Post::new(PostSettings {
        host: "localhost".to_owned(),
        port: 25,
        security: Security::Loopback,
        login: None,
        from: Address::parse("accounts@hospital.example").unwrap(),
        name: name.map(str::to_owned),
        hello: "login.hospital.example".to_owned(),
        timeout: Duration::from_secs(1),
    })
    .unwrap()
}

fn words(subject: &str, text: &str) -> Words {
    Words { subject: subject.to_owned(), text: text.to_owned().into(), at: datetime!(2026-11-26 12:00 UTC) }
}

// Threat: an address ends its line, and what stands behind it is a header, a command, or another recipient.
#[test]
fn an_address_is_one_plain_word_and_nothing_else() {
    for fine in ["ada@hospital.example", "a.b+c=d@x-1.example", "o'neil@hospital.example"] {
        assert_eq!(Address::parse(fine).unwrap().expose(), fine);
    }
    for bad in [
        "",
        "ada",
        "@hospital.example",
        "ada@",
        "ada@hospital.example\r\nBcc: eve@evil.example",
        "ada@hospital.example\nRCPT TO:<eve@evil.example>",
        "ada@hospital.example>",
        "ada@hospital.example, eve@evil.example",
        "ada @hospital.example",
        "Ada <ada@hospital.example>",
        "\"ada@evil.example\"@hospital.example",
        "\"a\r\nb\"@hospital.example",
        "ada@[127.0.0.1]",
        "ada@eve@hospital.example",
        ".ada@hospital.example",
        "a..b@hospital.example",
        "-f@hospital.example",
        "ada@-x.example",
        "j\u{f6}rg@hospital.example",
        "ada\u{0}@hospital.example",
    ] {
        assert!(Address::parse(bad).is_err(), "{bad:?}");
    }
    assert_eq!(Address::parse(&format!("a@{}.example", "x".repeat(260))), Err(AddressError::Long));
    assert_eq!(format!("{:?}", Address::parse("ada@hospital.example")), "Ok([redacted])");
}

// Threat: a name that an operator set, or a text, begins a header of its own; or a message says more of whom it is to than it must.
#[test]
fn a_message_has_the_headers_that_it_needs_and_its_id_says_nothing() {
    let ada = Address::parse("ada@hospital.example").unwrap();
    let hostile = "St. Anna\r\nBcc: eve@evil.example";
    let message = post(Some(hostile)).message(&ada, &words(hostile, "Dear\n.\nreader"), &SystemRandom).unwrap();
    let message = String::from_utf8(message).unwrap();
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> =
        head.lines().filter(|line| !line.starts_with(' ')).map(|line| line.split(':').next().unwrap()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let wanted =
        ["Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "Message-ID", "Subject", "To"];
    assert_eq!(sorted, wanted, "{head}");
    assert_eq!(message.matches("ada@").count(), 1, "the address alone, in one place: {message}");
    let id = head.lines().find(|line| line.starts_with("Message-ID")).unwrap();
    assert!(id.ends_with("@hospital.example>") && !id.contains("ada"), "{id}");
    assert!(
        body.contains("\r\n.\r\nreader") && message.is_ascii() && head.contains("Date: Thu, 26 Nov 2026 12:00:00"),
        "{message}"
    );
    let umlauts = post(None).message(&ada, &words("F\u{fc}r Sie", "Gr\u{fc}\u{df}e"), &SystemRandom).unwrap();
    assert!(umlauts.is_ascii(), "every server takes it");
}

// Threat: the password lies where others read it.
#[test]
fn a_password_is_its_owners_and_one_line() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    let settings = |text: &str, mode: u32| {
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let login = Some(("senza".to_owned(), file.clone()));
        Post::new(PostSettings { login, ..post(None).settings().clone() })
    };
    assert!(settings("secret\n", 0o600).is_ok());
    for (text, mode) in [("secret\n", 0o604), ("", 0o600), ("a\nb\n", 0o600)] {
        assert!(settings(text, mode).is_err(), "{text:?} {mode:o}");
    }
    std::fs::remove_file(&file).unwrap();
    let gone = Post::new(PostSettings { login: Some(("senza".to_owned(), file)), ..post(None).settings().clone() });
    assert!(matches!(gone, Err(PostError::Unreadable { .. })));
}
