//! The wrapped keys of a dump, for whoever is about to destroy what older ones open with.

use super::dump::{Dump, DumpError, Step, field};
use std::io::Read;

/// A row of a dump with a wrapped key, or the organisation's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Organisation { id: [u8; 16], mac: Vec<u8> },
    Way { id: [u8; 16], wrapped_kw: Vec<u8> },
    Invitation { wrapped_kw: Vec<u8> },
}

/// Why a dump is none that a database can be restored from.
#[derive(Debug, thiserror::Error)]
pub enum WrappedError {
    #[error(transparent)]
    Dump(#[from] DumpError),
    #[error("line {line}: a row of {table} that cannot be read")]
    Row { line: u64, table: String },
    #[error("it does not end as pg_dump ends one: it is cut off")]
    Cut,
    #[error("it has no rows of {0}: it is not one of a whole database")]
    Lacks(&'static str),
}

/// Calls `found` with each; the dump must be whole.
///
/// # Errors
/// It is in another format, is cut off, or lacks a table.
pub fn wrapped(dump: impl Read, mut found: impl FnMut(Row)) -> Result<(), WrappedError> {
    let mut dump = Dump::new(dump)?;
    let mut tables = Vec::new();
    while let Some(step) = dump.advance()? {
        match step {
            Step::Opens(table) => tables.push(table.table.clone()),
            Step::Row(table, _) => {
                let get = |name: &str| {
                    let at = table.columns.iter().position(|column| column.name == name)?;
                    field::decode(table.columns.get(at)?.declared, dump.fields().nth(at)?)
                };
                let row = match table.table.as_str() {
                    "organisation" => (|| Some(Row::Organisation { id: id(get("id")?)?, mac: get("mac")? }))(),
                    "way_in" => (|| Some(Row::Way { id: id(get("id")?)?, wrapped_kw: get("wrapped_kw")? }))(),
                    "invitation" => get("wrapped_kw").map(|wrapped_kw| Row::Invitation { wrapped_kw }),
                    _ => continue,
                };
                found(row.ok_or_else(|| WrappedError::Row { line: dump.number(), table: table.table.clone() })?);
            }
            Step::Text | Step::Declared(_) => {}
        }
    }
    for table in ["organisation", "way_in", "invitation"] {
        if !tables.iter().any(|name| name == table) {
            return Err(WrappedError::Lacks(table));
        }
    }
    if dump.complete() { Ok(()) } else { Err(WrappedError::Cut) }
}

fn id(octets: Vec<u8>) -> Option<[u8; 16]> {
    octets.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = "CREATE TABLE public.organisation (\n    id uuid NOT NULL,\n    mac bytea NOT NULL\n);\n\
        CREATE TABLE public.way_in (\n    id uuid NOT NULL,\n    wrapped_kw bytea NOT NULL\n);\n\
        CREATE TABLE public.invitation (\n    wrapped_kw bytea NOT NULL\n);\n\
        COPY public.organisation (id, mac) FROM stdin;\n01010101-0101-0101-0101-010101010101\t\\\\x0203\n\\.\n\
        COPY public.way_in (id, wrapped_kw) FROM stdin;\n02020202-0202-0202-0202-020202020202\t\\\\x00000001ff\n\\.\n\
        COPY public.invitation (wrapped_kw) FROM stdin;\n\\\\x00000002ff\n\\.\n\
        -- PostgreSQL database dump complete\n";

    fn read(dump: &str) -> Result<Vec<Row>, WrappedError> {
        let mut all = Vec::new();
        wrapped(dump.as_bytes(), |row| all.push(row))?;
        Ok(all)
    }

    #[test]
    fn every_wrapped_key_of_a_whole_dump_is_found() {
        let expected = [
            Row::Organisation { id: [1; 16], mac: vec![2, 3] },
            Row::Way { id: [2; 16], wrapped_kw: vec![0, 0, 0, 1, 255] },
            Row::Invitation { wrapped_kw: vec![0, 0, 0, 2, 255] },
        ];
        assert_eq!(read(DUMP).unwrap(), expected);
    }

    // Threat: half a back-up is taken for a whole one, and what only the other half had is destroyed.
    #[test]
    fn a_dump_that_is_not_whole_is_refused_wherever_it_is_cut() {
        for (at, _) in DUMP.match_indices('\n') {
            let cut = &DUMP[..=at];
            assert!(cut.len() == DUMP.len() || read(cut).is_err(), "{cut}");
        }
        assert!(matches!(
            read(&DUMP.replace("COPY public.invitation", "COPY public.other")),
            Err(WrappedError::Lacks(_))
        ));
        assert!(matches!(read(&DUMP.replace("\\\\x00000001ff", "\\N")), Err(WrappedError::Row { .. })));
    }
}
