//! Each encoding, written here by other means than the search's own, is found.

use super::{SAMPLE, drill, known, places, sealing};
use crate::drill::encodings::Encoding;
use crate::drill::inflate::Layer;
use crate::drill::report::Finding;
use data_encoding::{BASE32, BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use std::io::Write;

const MAIL: &str = "paola.bianchi+x?>@clinic.example";
const SEED: [u8; 20] = [
    0xfb, 0xef, 0xbe, 0x12, 0x99, 0x00, 0x0a, 0x5c, 0x09, 0x27, 0xc3, 0x28, 0xff, 0x80, 0x41, 0x42, 0x63, 0x64, 0xfe,
    0x01,
];

fn found(secret: &[u8], written: &[u8]) -> (Encoding, Vec<Layer>) {
    let report = drill(sealing(written), vec![known("label", secret)]);
    assert_eq!(places(&report), ["session.sealed"], "{report}");
    match &report.findings[0] {
        Finding::Secret { encoding, layers, .. } => (*encoding, layers.clone()),
        other => panic!("{other}"),
    }
}

fn encoding(secret: &[u8], written: impl AsRef<[u8]>) -> Encoding {
    let (encoding, layers) = found(secret, written.as_ref());
    assert_eq!(layers, []);
    encoding
}

#[test]
fn a_clean_dump_is_clean() {
    let report = drill(SAMPLE, vec![known("e-mail", MAIL), known("seed", SEED)]);
    assert!(report.is_clean(), "{report}");
    assert!(report.searched.values > 1000);
}

#[test]
fn text_as_it_is_in_any_case_and_reversed() {
    let mail = MAIL.as_bytes();
    assert_eq!(encoding(mail, MAIL), Encoding::Plain);
    assert_eq!(encoding(mail, MAIL.to_uppercase()), Encoding::Plain);
    assert_eq!(encoding(mail, "Paola.BIANCHI+x?>@Clinic.Example"), Encoding::Plain);
    assert_eq!(encoding(mail, MAIL.chars().rev().collect::<String>()), Encoding::Reversed);
    assert_eq!(encoding("Müller-Lüd".as_bytes(), "MÜLLER-LÜD"), Encoding::Plain);
    assert_eq!(encoding("Müller-Lüd".as_bytes(), "Mu\u{308}ller-Lu\u{308}d"), Encoding::Plain);
    assert_eq!(encoding("Müller-Lüd".as_bytes(), b"M\xfcller-L\xfcd"), Encoding::Latin1);
    assert_eq!(encoding("Müller-Lüd".as_bytes(), "düL-rellüM"), Encoding::Reversed);
    for short in ["PAOLA", "paola", "Paola"] {
        assert_eq!(encoding(b"paola", short), Encoding::Plain);
    }
}

#[test]
fn utf_16() {
    let units = |text: &str, octets: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(octets).collect::<Vec<_>>();
    assert_eq!(encoding(MAIL.as_bytes(), units(MAIL, u16::to_le_bytes)), Encoding::Utf16Le);
    assert_eq!(encoding(MAIL.as_bytes(), units(MAIL, u16::to_be_bytes)), Encoding::Utf16Be);
    assert_eq!(encoding(MAIL.as_bytes(), units(&MAIL.to_uppercase(), u16::to_be_bytes)), Encoding::Utf16Be);
}

#[test]
fn escaped_text() {
    let name = "Zoë O'Neil & \"Co\"";
    for (written, expected) in [
        ("Zo%C3%AB%20O%27Neil%20%26%20%22Co%22", Encoding::Percent),
        ("zo%c3%ab+o%27neil+%26+%22co%22", Encoding::Percent),
        ("Zoë O'Neil & \\\"Co\\\"", Encoding::Json),
        ("Zo\\u00eb O'Neil & \\\"Co\\\"", Encoding::Json),
        ("Zoë O&apos;Neil &amp; &quot;Co&quot;", Encoding::Xml),
        ("Zoë O&#39;Neil &amp; &quot;Co&quot;", Encoding::Xml),
        ("Zoë O''Neil & \"Co\"", Encoding::Sql),
    ] {
        assert_eq!(encoding(name.as_bytes(), written), expected, "{written}");
    }
}

/// At every alignment, and with something after it.
#[test]
fn hex_base64_and_base32() {
    for secret in [MAIL.as_bytes(), &SEED, b"paola"] {
        assert_eq!(encoding(secret, HEXLOWER.encode(secret)), Encoding::Hex);
        assert_eq!(encoding(secret, HEXUPPER.encode(secret)), Encoding::Hex);
        assert_eq!(encoding(secret, HEXLOWER.encode(secret).chars().rev().collect::<String>()), Encoding::ReversedHex);
        for before in 0..5 {
            let around = [&vec![0xC7; before], secret, b"\xE1\x7F"].concat();
            assert_eq!(encoding(secret, BASE64.encode(&around)), Encoding::Base64(before % 3), "{before}");
            let url_safe = encoding(secret, BASE64URL.encode(&around));
            assert!([Encoding::Base64(before % 3), Encoding::Base64Url(before % 3)].contains(&url_safe), "{before}");
            assert_eq!(encoding(secret, BASE32.encode(&around)), Encoding::Base32(before));
            assert_eq!(encoding(secret, BASE32.encode(&around).to_lowercase()), Encoding::Base32(before));
        }
    }
    assert_eq!(encoding(&SEED, BASE64URL.encode(&SEED)), Encoding::Base64Url(0));
    assert_eq!(encoding(MAIL.as_bytes(), BASE64.encode(MAIL.to_uppercase().as_bytes())), Encoding::Base64(0));
}

#[test]
fn binary_secrets_as_they_are_and_reversed() {
    assert_eq!(encoding(&SEED, SEED), Encoding::Plain);
    assert_eq!(encoding(&SEED, SEED.iter().rev().copied().collect::<Vec<_>>()), Encoding::Reversed);
}

/// zlib and gzip within a value; raw deflate, which has no mark, only near the start of one.
#[test]
fn deflated() {
    let text = format!("<Attribute><AttributeValue>{MAIL}</AttributeValue></Attribute>");
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(text.as_bytes()).unwrap();
    assert_eq!(found(MAIL.as_bytes(), &zlib.finish().unwrap()), (Encoding::Plain, vec![Layer::Zlib]));
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(HEXLOWER.encode(&SEED).repeat(9).as_bytes()).unwrap();
    assert_eq!(found(&SEED, &gzip.finish().unwrap()), (Encoding::Hex, vec![Layer::Gzip]));

    let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
    raw.write_all(text.as_bytes()).unwrap();
    let raw = raw.finish().unwrap();
    for offset in 0..=4 {
        let value = [vec![0xff; offset], raw.clone()].concat();
        let dump = SAMPLE.replacen("signed-in", &BASE64.encode(&value), 1);
        let report = drill(dump, vec![known("label", MAIL)]);
        assert_eq!(places(&report), ["audit.event"]);
        assert!(report.to_string().contains("label, as it is, in raw deflate, in base64 text: audit.event, row 1"));
        let row = SAMPLE.lines().find(|line| line.contains("\tsigned-in\t")).unwrap();
        let subject = row.split('\t').nth(4).unwrap();
        let dump = SAMPLE.replacen(subject, &format!(r"\\x{}", HEXLOWER.encode(&value)), 1);
        assert_eq!(places(&drill(dump, vec![known("label", MAIL)])), ["audit.subject"], "{offset}");
    }
}

/// Control: a value that only begins like the secret is not found.
#[test]
fn what_is_not_the_secret_is_not_found() {
    let almost = MAIL.replace("example", "exampld");
    assert!(drill(sealing(almost.as_bytes()), vec![known("label", MAIL)]).is_clean());
    let wrong_case = BASE64.encode(&SEED).to_lowercase();
    assert!(drill(sealing(wrong_case.as_bytes()), vec![known("label", SEED)]).is_clean());
    assert!(drill(sealing(b"pAoLa"), vec![known("label", b"paola")]).is_clean());
}
