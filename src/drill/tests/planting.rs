//! One secret planted in each column is found each time, and the report never says it.

use super::{SAMPLE, drill, known, places};
use crate::drill::dump::{DumpError, Type};
use crate::drill::report::{Finding, Place};
use crate::drill::{DrillError, PlantError, plant, plantable_columns, run};

const MAIL: &str = "paola \"o'x\\y\"\t{bianchi}@clinic.example";
const SEED: [u8; 10] = [0, 0xff, 9, 10, 13, 0x5c, 0x2e, 0xfe, 0x80, 1];

#[test]
fn a_secret_in_any_column_is_found() {
    let columns = plantable_columns(SAMPLE.as_bytes()).unwrap();
    for secret in [MAIL.as_bytes(), &SEED] {
        for place in &columns {
            let dump = plant(SAMPLE.as_bytes(), &known("label", secret), &place.table, &place.column).unwrap();
            let report = drill(&dump, vec![known("label", secret)]);
            assert_eq!(places(&report), [format!("{}.{}", place.table, place.column)], "{report}");
            assert!(!report.to_string().contains("bianchi"));
            assert!(!format!("{report:?}").contains("bianchi"));
            let last = dump_rows(&place.table);
            assert!(matches!(&report.findings[0],
                Finding::Secret { place: Place::Value { row, .. }, times: 1, .. } if *row == last));
        }
    }
}

fn dump_rows(table: &str) -> u64 {
    let header = format!("COPY public.{table} (");
    let rows = SAMPLE.lines().skip_while(|line| !line.starts_with(&header)).skip(1);
    rows.take_while(|line| *line != r"\.").count() as u64
}

#[test]
fn every_text_and_bytea_column_of_the_schema_can_be_planted() {
    let columns = plantable_columns(SAMPLE.as_bytes()).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let schema: String = files.collect();
    let of_schema = schema.lines().filter(|line| {
        let line = line.trim_start();
        if line.contains("generated always") {
            return false;
        }
        let mut words = line.strip_prefix("add column").unwrap_or(line).split_whitespace();
        let (name, kind) = (words.next(), words.next());
        let kind = kind.map(|kind| kind.trim_end_matches([',', ';']));
        name != Some("--")
            && kind.is_some_and(|kind| ["text", "bytea", "text[]", "bytea[]", "integer[]", "date[]"].contains(&kind))
    });
    assert_eq!(columns.len(), of_schema.count());
    assert!(columns.iter().any(|place| place.column == "released" && place.kind == Type::Array));
}

#[test]
fn nothing_is_planted_where_it_cannot_be() {
    for (table, column) in [("account", "id"), ("account", "nothing"), ("nobody", "id")] {
        let refused = plant(SAMPLE.as_bytes(), &known("label", MAIL), table, column);
        assert!(matches!(refused, Err(PlantError::Nowhere { .. })), "{table}.{column}");
    }
}

/// Comments, definitions and names are searched, over line ends too; a name that is a secret is not printed.
#[test]
fn a_secret_outside_the_rows_is_found() {
    let name = "Paola_Bianchi";
    let lines = "-----BEGIN KEY-----\nabc\n-----END KEY-----";
    let comment = format!("{SAMPLE}COMMENT ON TABLE public.account IS 'as {name} said';\n-- {lines}\n");
    let report = drill(comment, vec![known("a name", name), known("a key", lines)]);
    assert_eq!(places(&report), ["text", "text"]);
    assert!(!report.to_string().contains("ABC"));

    let report = drill(SAMPLE.replace("public.profile", &format!("public.{name}")), vec![known("a name", name)]);
    assert!(report.findings.contains(&Finding::UnknownTable { table: "(a known secret)".into() }));
    assert!(!report.to_string().to_lowercase().contains("bianchi"), "{report}");
}

#[test]
fn insert_statements_are_searched_as_text_and_reported() {
    let insert = |hex: &str| format!("{SAMPLE}INSERT INTO public.spent_code VALUES ('\\x{hex}', '2026-01-08');\n");
    let clean = drill(insert("0011223344556677"), vec![known("a seed", SEED)]);
    assert_eq!(clean.findings, [Finding::Inserts { statements: 1 }]);
    let hex = data_encoding::HEXLOWER.encode(&SEED);
    let report = drill(insert(&format!("aa{hex}bb")), vec![known("a seed", SEED)]);
    assert_eq!(report.findings.len(), 2, "{report}");
    assert!(report.to_string().contains("a seed, as it is, in hex text: line "));
}

#[test]
fn a_dump_with_carriage_returns_reads_the_same() {
    let dump = SAMPLE.replace('\n', "\r\n");
    let report = drill(&dump, vec![known("label", "https://portal.example/other")]);
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.inventory, drill(SAMPLE, Vec::new()).inventory);
}

#[test]
fn what_is_no_whole_plain_dump_is_refused() {
    let refused = |dump: &[u8]| match run(dump, Vec::new()) {
        Err(DrillError::Dump(error)) => error,
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused(b"PGDMP\x01"), DumpError::Format(_)));
    assert!(matches!(refused(b"\x1f\x8b\x08"), DumpError::Format(_)));
    let rows = SAMPLE.find("COPY public.way_in").unwrap() + 200;
    let cut = &SAMPLE[..rows + SAMPLE[rows..].find('\n').unwrap() + 1];
    assert!(matches!(refused(cut.as_bytes()), DumpError::Cut { table } if table == "way_in"));
    assert!(matches!(refused(&SAMPLE.as_bytes()[..rows]), DumpError::Fields { .. } | DumpError::Cut { .. }));
    let more = SAMPLE.replacen("\t2026-01-08\n", "\t2026-01-08\textra\n", 1);
    assert!(matches!(refused(more.as_bytes()), DumpError::Fields { found: 3, expected: 2, .. }));
}
