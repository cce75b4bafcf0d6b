//! Queries that are no AuthnRequest by the Redirect binding.

use super::Said::{Page, Success};
use super::{Attack, SCRIPT, Scene, Sound, judge};
use crate::support::answer::Answer;
use crate::support::sp::{RSA_SHA256, deflate, path, percent};
use data_encoding::{BASE64, BASE64URL};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use std::io::Write;

fn encoded(octets: &[u8]) -> String {
    format!("SAMLRequest={}", percent(&BASE64.encode(octets)))
}

/// The message as it travels, still base64.
fn base64(sound: &Sound) -> String {
    BASE64.encode(&deflate(sound.request.xml().as_bytes()))
}

fn zlib(sound: &Sound) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(sound.request.xml().as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn gzip(sound: &Sound) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(sound.request.xml().as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// 16 MiB of spaces in a few kilobytes, inside an otherwise sound message.
fn bomb(sound: &Sound) -> String {
    let xml = sound.request.xml().replacen("<saml:Issuer>", &format!("{}<saml:Issuer>", " ".repeat(16 << 20)), 1);
    sound.with_xml(xml.as_bytes())
}

/// Without the SAMLRequest, but with everything beside it.
fn without_request(sound: &Sound) -> String {
    sound.query().split('&').filter(|one| !one.starts_with("SAMLRequest")).collect::<Vec<_>>().join("&")
}

const ENCODING: &[Attack] = &[
    Attack("no SAMLRequest", Page("carries no SAMLRequest"), without_request),
    Attack("an empty SAMLRequest", Page("carries no SAMLRequest"), |s| format!("{}&SAMLRequest=", without_request(s))),
    Attack("a SAMLResponse instead", Page("takes requests"), |s| s.query().replace("SAMLRequest", "SAMLResponse")),
    Attack("a SAMLResponse beside it", Page("takes requests"), |s| format!("{}&SAMLResponse=AAAA", s.query())),
    Attack("not base64", Page("not valid base64"), |_| format!("SAMLRequest={}", percent("<not base64>"))),
    Attack("base64 for addresses", Page("not valid base64"), |s| {
        let standard = deflate(format!("{}<!--{}-->", s.request.xml(), "~?>".repeat(30)).as_bytes());
        let url = BASE64URL.encode(&standard);
        assert!(url.contains(['-', '_']), "control: the alphabets differ");
        format!("SAMLRequest={}", percent(&url))
    }),
    Attack("base64 without its padding", Page("not valid base64"), |s| {
        let whole = base64(s);
        let cut = whole.trim_end_matches('=');
        format!("SAMLRequest={}", percent(if cut.len().is_multiple_of(4) { &cut[1..] } else { cut }))
    }),
    Attack("a plus that was not escaped", Page("%2B"), |s| {
        // A different ID makes a different text; one of them has a plus in it.
        let with_plus = (0..)
            .map(|n| s.request.clone().with("ProviderName", n.to_string()).xml())
            .map(|xml| BASE64.encode(&deflate(xml.as_bytes())))
            .find(|text| text.contains('+'));
        format!("SAMLRequest={}", with_plus.unwrap())
    }),
    Attack("escapes that are none", Page("percent-encoded"), |_| "SAMLRequest=%G1%".to_owned()),
    Attack("base64, but not compressed", Page("not compressed"), |s| encoded(s.request.xml().as_bytes())),
    Attack("compressed with a zlib header", Page("zlib header"), |s| encoded(&zlib(s))),
    Attack("compressed with gzip", Page("gzip"), |s| encoded(&gzip(s))),
    Attack("octets that do not inflate", Page("cannot be decompressed"), |_| encoded(&[0xFF; 200])),
    Attack("half a message", Page("cannot be decompressed"), |s| {
        let whole = deflate(s.request.xml().as_bytes());
        encoded(&whole[..whole.len() / 2])
    }),
    Attack("octets after the message", Page("goes on after the end"), |s| {
        encoded(&[deflate(s.request.xml().as_bytes()), b"more".to_vec()].concat())
    }),
    Attack("nothing, compressed", Page("cannot be read"), |_| encoded(&deflate(b""))),
    Attack("a bomb", Page("larger than 65536 octets"), bomb),
    Attack("another SAMLEncoding", Page("another encoding"), |s| {
        format!("{}&SAMLEncoding={}", s.query(), percent("urn:example:brotli"))
    }),
    Attack("SigAlg without Signature", Page("Signature without SigAlg"), |s| {
        format!("SAMLRequest={}&SigAlg={}", percent(&base64(s)), percent(RSA_SHA256))
    }),
    Attack("Signature without SigAlg", Page("Signature without SigAlg"), |s| {
        format!("SAMLRequest={}&Signature=AAAA", percent(&base64(s)))
    }),
    Attack("too long an address", Page("longer than"), |s| format!("{}&padding={}", s.query(), "x".repeat(40_000))),
    Attack("too many parameters", Page("too many parameters"), |s| format!("{}{}", s.query(), "&x=y".repeat(100))),
];

const RELAY_STATES: &[Attack] = &[
    Attack("a script in RelayState", Success, |s| s.with_relay_state(SCRIPT)),
    Attack("an attribute in RelayState", Success, |s| s.with_relay_state("\" formaction=\"https://evil.example/")),
    Attack("an address of elsewhere in RelayState", Success, |s| s.with_relay_state("https://evil.example/")),
    Attack("60 KB of RelayState", Page("longer than"), |s| s.with_relay_state(&"x".repeat(60_000))),
    Attack("2 KB of RelayState", Page("RelayState is longer"), |s| s.with_relay_state(&"x".repeat(2_000))),
    Attack("a NUL in RelayState", Page("control characters"), |s| s.with_relay_state("a\0b")),
    Attack("a header in RelayState", Page("control characters"), |s| {
        s.with_relay_state("a\r\nLocation: https://evil.example/")
    }),
    Attack("RelayState that is not UTF-8", Page("percent-encoded"), |s| {
        s.query().replace("RelayState=state", "RelayState=%FF%FE")
    }),
];

#[test]
fn what_is_not_encoded_as_it_must_be_gets_a_page() {
    Scene::new().run_both(ENCODING);
}

// Threat: RelayState is the sender's own text, and is handed on.
#[test]
fn a_hostile_relay_state_does_no_harm() {
    Scene::new().run_both(RELAY_STATES);
}

// Threat: two readers of one query read two messages, and the signature holds for one of them.
#[test]
fn a_repeated_or_disguised_parameter_is_refused_wherever_it_stands() {
    let mut scene = Scene::new();
    let sp = scene.strict.clone();
    for name in ["SAMLRequest", "RelayState", "SigAlg", "Signature"] {
        let disguised = format!("%{:02X}{}", name.as_bytes()[0], &name[1..]);
        for (again, words) in [(name, "is there twice"), (&disguised, "is percent-encoded")] {
            let sound = Sound::new(&scene.app, &sp, true);
            let query = sound.query();
            let parts: Vec<&str> = query.split('&').collect();
            let value = parts.iter().find_map(|part| part.strip_prefix(&format!("{name}="))).unwrap();
            for value in [value, "AAAA", ""] {
                for place in 0..=parts.len() {
                    let mut parts = parts.clone();
                    let extra = format!("{again}={value}");
                    parts.insert(place, &extra);
                    let page = scene.ada.browser.get(&path(&parts.join("&")));
                    let case = format!("{again} at {place}");
                    assert_eq!((page.status, Answer::read(&page).is_none()), (400, true), "{case}");
                    judge(&case, &Page(words_of(words, again, &page.body)), &page, &sp);
                }
            }
            let in_its_place = query.replace(&format!("{name}="), &format!("{disguised}="));
            assert_eq!(scene.ada.browser.get(&path(&in_its_place)).status, 400, "{disguised} instead");
            assert!(Answer::of(&scene.ada.browser.get(&path(&query))).is_success(), "control");
        }
    }
}

/// Whichever of two that are alike comes second is named as the fault; a disguise is always named.
fn words_of(words: &'static str, again: &str, body: &str) -> &'static str {
    if again.starts_with('%') && body.contains("is there twice") { "is there twice" } else { words }
}

// SAML bindings §3.4.4.1 fixes what is signed; the order of parameters, foreign ones, and the case of escapes are the sender's business.
#[test]
fn what_is_only_unusual_is_answered() {
    let mut scene = Scene::new();
    let sp = scene.strict.clone();
    let unusual: &[Attack] = &[
        Attack("another order of parameters", Success, |s| {
            let query = s.query();
            let mut parts: Vec<&str> = query.split('&').collect();
            parts.reverse();
            parts.join("&")
        }),
        Attack("a parameter of someone else's", Success, |s| format!("utm={}&{}&&x", percent("a b"), s.query())),
        Attack("SAMLEncoding named", Success, |s| {
            format!(
                "{}&SAMLEncoding={}",
                s.query(),
                percent("urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE")
            )
        }),
        Attack("no RelayState", Success, |s| s.signed(s.query().split('&').next().unwrap().to_owned())),
    ];
    scene.run_both(unusual);
    let sound = Sound::new(&scene.app, &sp, false);
    let lower: String = sound.query().split('%').map(lower_escape).collect::<Vec<_>>().join("%");
    let signed = crate::support::sp::sign(&lower, &crate::support::sp::signing().key);
    assert!(Answer::of(&scene.ada.browser.get(&path(&signed))).is_success(), "lower-case escapes, signed as sent");
}

fn lower_escape(part: &str) -> String {
    let (escape, rest) = part.split_at(part.len().min(2));
    if part.starts_with("SAML") { part.to_owned() } else { format!("{}{rest}", escape.to_lowercase()) }
}
