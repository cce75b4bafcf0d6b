//! The drill against a dump of every table, as pg_dump wrote it (`tests/sample.sql`; the values are random).

mod encodings;
mod inventory;
mod planting;
mod scale;

use super::report::{Finding, Place, Report};
use super::{Known, run};
use crate::domain::secret::SecretBytes;

pub(super) const SAMPLE: &str = include_str!("tests/sample.sql");

pub(super) fn known(name: &str, secret: impl AsRef<[u8]>) -> Known {
    Known::new(name, SecretBytes::new(secret.as_ref().to_vec())).unwrap()
}

pub(super) fn drill(dump: impl AsRef<[u8]>, known: Vec<Known>) -> Report {
    run(dump.as_ref(), known).unwrap()
}

/// The sample with more octets in the last row of `session.sealed`.
pub(super) fn sealing(octets: &[u8]) -> Vec<u8> {
    super::plant(SAMPLE.as_bytes(), &known("planted", [&[0xA7; 7], octets].concat()), "session", "sealed").unwrap()
}

/// The places where known secrets were found; anything else that was found fails the test.
pub(super) fn places(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .map(|finding| match finding {
            Finding::Secret { place: Place::Value { table, column, .. }, .. } => format!("{table}.{column}"),
            Finding::Secret { place: Place::Line { .. }, .. } => "text".to_owned(),
            other => panic!("{other}"),
        })
        .collect()
}
