//! The age tool as a second opinion (Debian's `age`): it opens what is sealed here, and what it seals opens here.

use super::*;
use std::path::Path;
use std::process::{Command, Stdio};

fn age(arguments: &[&str], input: &Path) -> Vec<u8> {
    let input = std::fs::File::open(input).unwrap();
    let ran = Command::new("age").args(arguments).stdin(input).stderr(Stdio::piped()).output().expect("the age tool");
    assert!(ran.status.success(), "age {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

fn kept(identity: &Identity, folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, format!("# public key: {}\n{}\n", identity.recipient(), identity.text().expose())).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Text, binary, nothing, one octet around a chunk's end; one recipient and several; binary and as text.
#[test]
fn the_age_tool_and_this_codec_open_what_the_other_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (identity(), identity());
    let files = [kept(&first, folder.path(), "first"), kept(&second, folder.path(), "second")];
    let names = [first.recipient().to_string(), second.recipient().to_string()];
    let file = folder.path().join("file");
    let many = "Größe: 3 µm — 你好\r\n".repeat(9000).into_bytes();
    for plain in [many, text(0), text(1), text(65_535), text(65_536), text(65_537), text(131_072), text(300_001)] {
        let ours = sealed_in_parts(&[first.recipient(), second.recipient()], &plain, 10_007);
        for ours in [armored(&ours, usize::MAX), ours] {
            std::fs::write(&file, &ours).unwrap();
            for identity in &files {
                assert!(age(&["-d", "-i", identity], &file) == plain, "{} octets", plain.len());
            }
        }
        std::fs::write(&file, &plain).unwrap();
        for form in ["--armor", "--encrypt"] {
            let theirs = age(&["--encrypt", form, "-r", &names[0], "-r", &names[1]], &file);
            for identity in [&first, &second] {
                assert!(opened(identity, &theirs).unwrap() == plain, "{} octets", plain.len());
            }
        }
    }
    // The tool's own keys are ours.
    let made = Command::new("age-keygen").output().unwrap();
    let made = identities_in(std::str::from_utf8(&made.stdout).unwrap()).unwrap();
    std::fs::write(&file, b"to its own key").unwrap();
    let theirs = age(&["-r", &made[0].recipient().to_string()], &file);
    assert_eq!(opened(&made[0], &theirs).unwrap(), b"to its own key");
}

/// Its text form is ours, character for character, so that one file has one text.
#[test]
fn the_text_form_is_the_age_tools() {
    let folder = tempfile::tempdir().unwrap();
    let identity = identity();
    let file = folder.path().join("file");
    for length in 0..100 {
        std::fs::write(&file, text(length)).unwrap();
        let theirs = age(&["-a", "-r", &identity.recipient().to_string()], &file);
        let body: String =
            std::str::from_utf8(&theirs).unwrap().lines().filter(|line| !line.starts_with("--")).collect();
        let octets = data_encoding::BASE64.decode(body.as_bytes()).unwrap();
        assert_eq!(armored(&octets, 7), theirs);
    }
}
