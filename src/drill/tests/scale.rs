//! A thousand people's secrets in one search, and a dump of many pieces.

use super::{SAMPLE, drill, known};
use crate::drill::Known;
use crate::drill::report::{Finding, Place};
use std::io::{Read, repeat};

fn people() -> Vec<Known> {
    (0..1000_u32)
        .flat_map(|n| {
            let seed = openssl::sha::sha256(&n.to_be_bytes());
            [
                known(&format!("identifier of person {n}"), format!("colleague.{n:04}@hospital.example")),
                known(&format!("name of person {n}"), format!("Firstname{n} Lastname{:04}", n * 7 % 1000)),
                known(&format!("department of person {n}"), format!("Department {n} of Medicine")),
                known(&format!("login code of person {n}"), data_encoding::BASE32_NOPAD.encode(&seed[..13])),
                known(&format!("seed of person {n}"), &seed[..20]),
                known(&format!("token of person {n}"), data_encoding::BASE64URL_NOPAD.encode(&seed)),
            ]
        })
        .collect()
}

#[test]
fn a_thousand_people_are_searched_for_at_once() {
    let report = drill(SAMPLE, people());
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.searched.secrets, 6000);
    assert!(report.searched.forms > 100_000);
    assert!(report.searched.by_chance < 0.001);
    let mail = SAMPLE.replacen("signed-in", "signed-in COLLEAGUE.0734@hospital.example", 1);
    let report = drill(mail, people());
    assert_eq!(report.findings.len(), 1);
    assert!(report.to_string().contains("identifier of person 734, as it is: audit.event, row 1"), "{report}");
}

/// Where one piece of the text ends and the next begins, nothing is lost and nothing is found twice.
#[test]
fn a_secret_across_pieces_of_the_text_is_found_once() {
    let secret = "the-secret-that-lies-across";
    for before in ((1 << 20) - 48..(1 << 20) + 4).step_by(4) {
        let line = [b"-- ".to_vec(), vec![b'x'; before - 4], b"\n".to_vec()].concat();
        // Two lines, so that the piece ends within the secret.
        let halves = format!("-- the-secret\n{secret}\n");
        let text = [&line[..], halves.as_bytes(), &vec![b'\n'; 1 << 20]].concat();
        let report = super::run(&text[..], vec![known("label", secret), known("both", "-secret\nthe-")]).unwrap();
        let lines: Vec<_> = report
            .findings
            .iter()
            .filter_map(|finding| match finding {
                Finding::Secret { label, place: Place::Line { line }, times: 1, .. } => Some((label.as_str(), *line)),
                _ => None,
            })
            .collect();
        assert_eq!(lines.len(), 2, "{before}");
        assert!(lines.contains(&("label", 3)) && lines.contains(&("both", 2)), "{before}: {lines:?}");
    }
}

/// Several pieces, given as a stream; without a definition, values are read as what they look like.
#[test]
fn a_dump_is_read_as_a_stream() {
    let row = "\\\\x00112233445566778899aabbccddeeff\t2026-01-08\n".repeat(1000);
    let rows = std::iter::repeat_n(row, 50).collect::<String>();
    let start = b"COPY public.spent_code (mark, expires_on) FROM stdin;\n";
    let dump = start.chain(rows.as_bytes()).chain(&b"colleague.0001@hospital.example\t\\N\n\\.\n"[..]);
    let report = super::run(dump.chain(repeat(b'\n').take(1 << 20)), people()).unwrap();
    let found: Vec<_> = report.findings.iter().filter(|found| matches!(found, Finding::Secret { .. })).collect();
    assert!(
        matches!(found[..], [Finding::Secret { place: Place::Value { row: 50_001, .. }, .. }]),
        "{:?}",
        found.len()
    );
    assert_eq!(report.inventory[0].rows, 50_001);
}
