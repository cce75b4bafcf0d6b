//! Recipients and identities as texts.

use super::*;

/// The specification's own.
const SECRET: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const PUBLIC: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

#[test]
fn keys_are_spelled_as_the_specification_spells_them() {
    let identity: Identity = SECRET.parse().unwrap();
    assert_eq!(identity.recipient().to_string(), PUBLIC);
    assert_eq!(identity.text().expose(), SECRET);
    assert_eq!(PUBLIC.parse::<Recipient>().unwrap(), identity.recipient());
    assert_eq!(format!("{identity:?}"), "[redacted]");
}

#[test]
fn a_key_with_a_wrong_character_is_no_key() {
    for text in [PUBLIC, SECRET] {
        let spelled = |text: &str| text.parse::<Recipient>().is_ok() || text.parse::<Identity>().is_ok();
        assert!(spelled(text), "control");
        for at in 0..text.len() {
            let mut changed = text.as_bytes().to_vec();
            changed[at] = if changed[at].eq_ignore_ascii_case(&b'q') { b'p' } else { b'q' };
            assert!(!spelled(std::str::from_utf8(&changed).unwrap()), "{at}");
            assert!(!spelled(&text[..at]), "cut at {at}");
        }
        assert!(!spelled(&text.to_ascii_uppercase()) || text == SECRET);
        assert!(!spelled(&text.to_ascii_lowercase()) || text == PUBLIC);
    }
}

#[test]
fn keys_of_other_kinds_are_named_as_such() {
    let other = |text: &str| text.parse::<Recipient>().unwrap_err();
    assert_eq!(other("age1pq1x34nzsvr0rxjsgdn8"), KeyError::Kind);
    assert_eq!(other("age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"), KeyError::Kind);
    assert_eq!(other("ssh-ed25519 AAAA"), KeyError::Recipient);
    assert_eq!("AGE-SECRET-KEY-PQ-1XX76".parse::<Identity>().unwrap_err(), KeyError::Kind);
    assert_eq!(PUBLIC.replace("w", "v").parse::<Recipient>().unwrap_err(), KeyError::Checksum);
}

#[test]
fn a_file_of_identities_is_read_as_the_age_tool_reads_it() {
    let file = format!("# created: 2026-01-01\n# public key: {PUBLIC}\n{SECRET}\r\n\n");
    let all = identities_in(&file).unwrap();
    assert_eq!(all.iter().map(Identity::recipient).collect::<Vec<_>>(), [PUBLIC.parse().unwrap()]);
    assert_eq!(identities_in("# none\n").unwrap_err(), KeyError::NoIdentity);
    assert_eq!(identities_in(&format!("{SECRET}\nhunter2\n")).unwrap_err(), KeyError::Line(2));
    // As many as 64 KiB hold, and none more.
    let many = |count| format!("{SECRET}\n").repeat(count);
    assert!(many(873).len() <= 64 * 1024 && many(874).len() > 64 * 1024);
    assert_eq!(identities_in(&many(873)).unwrap().len(), 873);
    assert_eq!(identities_in(&many(874)).unwrap_err(), KeyError::TooMany(873));
}
