//! Tables, columns, counts, and columns that are not what their class says.

use super::{SAMPLE, drill};
use crate::db::columns::{Class, TABLES};
use crate::drill::report::Finding;

#[test]
fn counts_every_column_of_every_table() {
    let report = drill(SAMPLE, Vec::new());
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.inventory.len(), TABLES.len());
    let account = report.inventory.iter().find(|table| table.name == "account").unwrap();
    assert_eq!(account.rows, 40);
    let org = account.columns.iter().find(|column| column.name == "org_id").unwrap();
    assert_eq!((org.class, org.distinct), (Some(Class::Random), 1));
    let handle = account.columns.iter().find(|column| column.name == "handle").unwrap();
    assert_eq!((handle.class, handle.distinct), (Some(Class::Handle), 40));
    let text = report.to_string();
    assert!(text.contains("No known secrets were given"));
    assert!(text.lines().any(|line| line.split_whitespace().eq(["account", "handle", "handle", "40", "40"])), "{text}");
}

#[test]
fn an_unknown_or_missing_table_or_column_is_found() {
    let found = |dump: String| drill(dump, Vec::new()).findings;
    assert_eq!(
        found(SAMPLE.replace("public.profile", "public.names")),
        [Finding::UnknownTable { table: "names".into() }, Finding::MissingTable { table: "profile" }]
    );
    assert_eq!(
        found(SAMPLE.replace("public.profile", "other.profile"))[0],
        Finding::UnknownTable { table: "other.profile".into() }
    );
    // Of an empty table too, from its definition alone.
    let other = SAMPLE.replace("    wrapped_kw bytea", "    email bytea").replace("wrapped_kw, ", "email, ");
    let findings = found(other);
    assert!(findings.contains(&Finding::UnknownColumn { table: "way_in".into(), column: "email".into() }));
    assert!(findings.contains(&Finding::MissingColumn { table: "way_in", column: "wrapped_kw" }));
    let migrations = "CREATE TABLE public._sqlx_migrations (\n    version bigint NOT NULL,\n    checksum bytea\n);\n";
    assert_eq!(found(format!("{migrations}{SAMPLE}")), []);
    let migrations = migrations.replace("checksum", "notes");
    assert_eq!(
        found(format!("{migrations}{SAMPLE}")),
        [Finding::UnknownColumn { table: "_sqlx_migrations".into(), column: "notes".into() }]
    );
}

#[test]
fn a_dump_without_its_last_line_is_found() {
    let cut = SAMPLE.replace("-- PostgreSQL database dump complete", "");
    assert_eq!(drill(cut, Vec::new()).findings, [Finding::Incomplete]);
}

/// Sealed octets in place of which someone stored text, or text as hex; the sample's own are the control.
#[test]
fn a_sealed_column_that_is_not_random_is_found() {
    let (before, rest) =
        SAMPLE.split_once("COPY public.profile (account_id, root_epoch, version, sealed) FROM stdin;\n").unwrap();
    let (rows, after) = rest.split_once("\\.\n").unwrap();
    let with = |value: fn(usize) -> String| {
        let rows: String = rows
            .lines()
            .enumerate()
            .map(|(n, row)| {
                format!(
                    "{}\t\\\\x{}\n",
                    row.rsplit_once('\t').unwrap().0,
                    data_encoding::HEXLOWER.encode(value(n).as_bytes())
                )
            })
            .collect();
        format!("{before}COPY public.profile (account_id, root_epoch, version, sealed) FROM stdin;\n{rows}\\.\n{after}")
    };
    let json = with(|n| format!(r#"{{"givenName":"Person {n}","department":"Radiology","shift":"{n}"}}"#).repeat(3));
    let report = drill(json, Vec::new());
    assert!(
        matches!(&report.findings[..], [Finding::NotRandom { table, column, .. }, Finding::PoorValue { values: 40, .. }] if table == "profile" && column == "sealed"),
        "{report}"
    );
    // Too little to say.
    assert!(drill(with(|n| format!("short {n}")), Vec::new()).is_clean());
}

/// One value among many: the column as a whole still looks random.
#[test]
fn a_single_value_that_is_not_random_is_found() {
    let with = |value: &[u8]| {
        let head = "COPY public.profile (account_id, root_epoch, version, sealed) FROM stdin;\n";
        let (before, rest) = SAMPLE.split_once(head).unwrap();
        let (row, after) = rest.split_once('\n').unwrap();
        let kept = row.rsplit_once('\t').unwrap().0;
        drill(format!("{before}{head}{kept}\t\\\\x{}\n{after}", data_encoding::HEXLOWER.encode(value)), Vec::new())
    };
    let report = with(br#"{"givenName":"Ada","familyName":"Lovelace","mail":"ada@example.org"}"#);
    let expected = Finding::PoorValue { table: "profile".into(), column: "sealed".into(), row: 1, values: 1 };
    assert_eq!(report.findings, [expected], "{report}");
    assert!(with(&openssl::sha::sha512(b"random enough")).is_clean(), "control");
    assert!(with(&[0; 31]).is_clean(), "too short to say");
}
