//! The audit as lines of JSON: one object for each row, with names that stay (docs/audit.md), chain after chain, each from a
//! place on. Whoever has the file of before says how far it went.

use super::pages::{Seen, seen};
use super::verify::VerifyError;
use crate::db::audit_pages::{self, Place};
use crate::db::{DbError, PgPool};
use crate::keeper::Keeper;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use uuid::Uuid;

/// So many rows are read at once.
const AT_ONCE: i64 = 500;

/// A row, as it is exported. A name in here is not changed, and what it says keeps its form; names may be added.
#[derive(Serialize)]
struct Line<'a> {
    chain: Uuid,
    seq: i64,
    /// RFC 3339, to the microsecond, in UTC.
    at: Option<String>,
    event: &'a str,
    kind: &'static str,
    outcome: &'static str,
    subject: String,
    service_provider: &'a str,
    request_id: &'a str,
    mac: String,
    holds: bool,
}

/// `done`, or `refused` where somebody did not get what they asked for.
pub(super) fn outcome(row: &Seen) -> &'static str {
    if row.event().is_some_and(super::Event::is_refusal) { "refused" } else { "done" }
}

/// RFC 3339, always to the microsecond: in the order of letters they are in the order of time.
const MOMENT: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");

/// The moment as RFC 3339 has it.
pub(super) fn rfc3339(at: OffsetDateTime) -> Option<String> {
    at.to_offset(time::UtcOffset::UTC).format(MOMENT).ok()
}

/// One line, without its end.
pub fn json_line(row: &Seen) -> String {
    let line = Line {
        chain: row.chain,
        seq: row.seq,
        at: row.at.and_then(rfc3339),
        event: &row.word,
        kind: row.event().map_or("unknown", |event| event.kind().as_str()),
        outcome: outcome(row),
        subject: HEXLOWER.encode(&row.subject),
        service_provider: &row.service_provider,
        request_id: &row.request_id,
        mac: HEXLOWER.encode(&row.mac),
        holds: row.holds,
    };
    // Text, numbers and no map: nothing in it can fail.
    serde_json::to_string(&line).unwrap_or_default()
}

/// How far an export went: the last row of each chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resume(pub BTreeMap<Uuid, i64>);

#[derive(Deserialize)]
struct Known {
    chain: Uuid,
    seq: i64,
    #[serde(default = "stands")]
    holds: bool,
}

fn stands() -> bool {
    true
}

impl Resume {
    /// From the lines of an export, or of exported heads. A last line that was cut off counts for nothing: its row comes again.
    ///
    /// # Errors
    /// The file cannot be read, or a line before the last is no row.
    pub fn read(lines: impl BufRead) -> io::Result<Self> {
        let (mut last, mut broken) = (BTreeMap::new(), None);
        for (number, line) in (1_u64..).zip(lines.split(b'\n')) {
            if let Some(broken) = broken {
                return Err(io::Error::other(format!("line {broken} is no row of the audit")));
            }
            let line = line?;
            match known(&line) {
                // A row that somebody made up may be far ahead of those that are still to come.
                Some(Known { holds: false, .. }) => {}
                Some(Known { chain, seq, .. }) => {
                    let so_far = last.entry(chain).or_insert(seq);
                    *so_far = seq.max(*so_far);
                }
                None if is_of_heads(&line) => {}
                None => broken = Some(number),
            }
        }
        Ok(Self(last))
    }

    fn behind(&self, chain: Uuid) -> i64 {
        self.0.get(&chain).copied().unwrap_or(i64::MIN)
    }
}

fn known(line: &[u8]) -> Option<Known> {
    if let Some(head) = line.strip_prefix(b"chain ") {
        let mut words = std::str::from_utf8(head).ok()?.split(' ');
        return Some(Known { chain: words.next()?.parse().ok()?, seq: words.next()?.parse().ok()?, holds: true });
    }
    serde_json::from_slice(line).ok()
}

/// The other lines of exported heads. Nothing is taken from them: who changes such a file has less exported, or more.
fn is_of_heads(line: &[u8]) -> bool {
    let starts: [&[u8]; 4] = [b"senza audit heads 1", b"organisation ", b"at ", b"signature "];
    line.is_empty() || starts.iter().any(|start| line.starts_with(start))
}

/// An export under way.
pub struct Export<'a> {
    pub pool: &'a PgPool,
    pub keeper: &'a Keeper,
}

impl Export<'_> {
    /// Tells `line` of every row behind these places, chain after chain; returns how many there were, and how many do not hold.
    ///
    /// # Errors
    /// Database or keeper away, or what `line` fails with.
    pub async fn all<E: From<VerifyError>>(
        &self,
        resume: &Resume,
        only: Option<Uuid>,
        mut line: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(u64, u64), E> {
        let chains = match only {
            Some(chain) => vec![chain],
            None => {
                let mut db = self.pool.acquire().await.map_err(|error| VerifyError::from(DbError::from(error)))?;
                audit_pages::chains(&mut db).await.map_err(VerifyError::from)?
            }
        };
        let (mut rows, mut broken) = (0, 0);
        for chain in chains {
            let mut behind = resume.behind(chain);
            loop {
                let found = self.next(chain, behind).await?;
                let Some(last) = found.last() else { break };
                behind = last.seq;
                for row in &found {
                    line(&json_line(row))?;
                    rows += 1;
                    broken += u64::from(!row.holds);
                }
            }
        }
        Ok((rows, broken))
    }

    async fn next(&self, chain: Uuid, behind: i64) -> Result<Vec<Seen>, VerifyError> {
        let rows = {
            let mut db = self.pool.acquire().await.map_err(DbError::from)?;
            audit_pages::next(&mut db, &[(chain, behind)], AT_ONCE).await?
        };
        Ok(seen(self.keeper, &rows).await?)
    }

    /// The next rows of a span of time, in the order of their times: from a place on, before a moment. None where it is over.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn between(&self, after: Place, until: OffsetDateTime) -> Result<Vec<Seen>, VerifyError> {
        let rows = {
            let mut db = self.pool.acquire().await.map_err(DbError::from)?;
            audit_pages::first(&mut db, after, until, AT_ONCE).await?
        };
        Ok(seen(self.keeper, &rows).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn row(seq: i64) -> Seen {
        Seen {
            chain: Uuid::nil(),
            seq,
            at: Some(datetime!(2026-11-25 21:58:07.000120 UTC)),
            word: "sign-on refused".to_owned(),
            subject: vec![1, 255],
            service_provider: "https://a.example/\"\n".to_owned(),
            request_id: "r".to_owned(),
            mac: vec![2],
            holds: true,
        }
    }

    #[test]
    fn a_line_is_one_line_with_the_names_that_are_documented() {
        let line = json_line(&row(7));
        let chain = Uuid::nil();
        assert_eq!(
            line,
            format!(
                r#"{{"chain":"{chain}","seq":7,"at":"2026-11-25T21:58:07.000120Z","event":"sign-on refused","kind":"sign-ons","outcome":"refused","subject":"01ff","service_provider":"https://a.example/\"\n","request_id":"r","mac":"02","holds":true}}"#
            )
        );
        let documented = include_str!("../../docs/audit.md");
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        let missing: Vec<_> =
            value.as_object().unwrap().keys().filter(|name| !documented.contains(&format!("| `{name}` |"))).collect();
        assert!(missing.is_empty(), "docs/audit.md does not say what {missing:?} is");
    }

    #[test]
    fn an_export_goes_on_behind_the_last_whole_line() {
        let whole = format!("{}\n{}\n", json_line(&row(3)), json_line(&row(4)));
        let read = |text: &str| Resume::read(text.as_bytes());
        assert_eq!(read(&whole).unwrap().behind(Uuid::nil()), 4);
        let cut = format!("{whole}{}", &json_line(&row(5))[..40]);
        assert_eq!(read(&cut).unwrap().behind(Uuid::nil()), 4, "its last line was cut off");
        assert!(read(&format!("{cut}\n{whole}")).is_err(), "control: not in the midst of it");
        let heads = format!("senza audit heads 1\norganisation x\nat y\nchain {} 9 00\nsignature z\n", Uuid::nil());
        assert_eq!(read(&heads).unwrap().behind(Uuid::nil()), 9);
        let ahead = format!("{whole}{}\n", json_line(&Seen { holds: false, ..row(i64::MAX) }));
        assert_eq!(read(&ahead).unwrap().behind(Uuid::nil()), 4, "a row that was made up moves nothing");
        assert_eq!(read("").unwrap().behind(Uuid::nil()), i64::MIN);
    }
}
