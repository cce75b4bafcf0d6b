//! What the drill found and how it says so.

use super::encodings::Encoding;
use super::inflate::Layer;
use super::inventory::TableInventory;
use crate::db::columns::Class;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// Kinds of findings that a report lists; more are counted.
const LISTED: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The first such row of a table, from 1.
    Value { table: String, column: String, row: u64 },
    /// The first such line of the dump's text, from 1.
    Line { line: u64 },
}

/// Something that a stolen dump must not show.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// A known secret. `layers`: how the place was packed, outermost first.
    Secret {
        label: String,
        encoding: Encoding,
        layers: Vec<Layer>,
        place: Place,
        times: u64,
    },
    UnknownTable {
        table: String,
    },
    UnknownColumn {
        table: String,
        column: String,
    },
    MissingTable {
        table: &'static str,
    },
    MissingColumn {
        table: &'static str,
        column: &'static str,
    },
    /// A column of random octets that are not: `bits` for each octet of `most` possible.
    NotRandom {
        table: String,
        column: String,
        bits: f64,
        most: f64,
    },
    /// A value of such a column that is not, whatever the others are.
    PoorValue {
        table: String,
        column: String,
        row: u64,
        values: u64,
    },
    /// Rows as INSERT statements, which no column could be counted for.
    Inserts {
        statements: u64,
    },
    /// The last line that pg_dump writes is missing.
    Incomplete,
}

/// How much was searched.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Searched {
    pub secrets: u64,
    /// Of all secrets together.
    pub forms: u64,
    pub lines: u64,
    pub values: u64,
    /// Of the values and of the text.
    pub octets: u64,
    /// Of what was found packed, or written as hex or base64.
    pub unpacked: u64,
    /// Matches expected if all of it were random.
    pub by_chance: f64,
}

/// The drill's result.
#[derive(Debug, Clone)]
pub struct Report {
    pub inventory: Vec<TableInventory>,
    pub findings: Vec<Finding>,
    /// Kinds of findings over those listed.
    pub unlisted: u64,
    pub searched: Searched,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.unlisted == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        inventory(&self.inventory, f)?;
        classes(&self.inventory, f)?;
        let searched = &self.searched;
        writeln!(
            f,
            "\nSearched {} lines and {} values ({} octets, and {} more unpacked) for {} known secrets in {} forms.",
            searched.lines, searched.values, searched.octets, searched.unpacked, searched.secrets, searched.forms
        )?;
        if searched.secrets == 0 {
            writeln!(f, "No known secrets were given: only the tables and columns were checked.")?;
        }
        if searched.by_chance >= 0.001 {
            writeln!(
                f,
                "Some secrets are short: about {:.3} of them would turn up in this much random data by chance.",
                searched.by_chance
            )?;
        }
        if self.is_clean() {
            return writeln!(f, "\nNothing found.");
        }
        writeln!(f, "\nFound:")?;
        for finding in &self.findings {
            writeln!(f, "- {finding}")?;
        }
        if self.unlisted > 0 {
            writeln!(f, "- and {} more", self.unlisted)?;
        }
        Ok(())
    }
}

fn inventory(tables: &[TableInventory], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let names = tables.iter().map(|table| table.name.chars().count());
    let columns = tables.iter().flat_map(|table| &table.columns).map(|column| column.name.chars().count());
    let (first, second) = (names.max().unwrap_or(0).max(5), columns.max().unwrap_or(0).max(6));
    writeln!(f, "{:first$}  {:second$}  {:8}  {:>9}  {:>9}", "table", "column", "class", "rows", "distinct")?;
    for table in tables {
        for column in &table.columns {
            let class = column.class.map_or("unknown", |class| class.as_str());
            writeln!(
                f,
                "{:first$}  {:second$}  {class:8}  {:>9}  {:>9}",
                table.name, column.name, table.rows, column.distinct
            )?;
        }
    }
    Ok(())
}

/// Columns and values of each class.
fn classes(tables: &[TableInventory], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut counts: BTreeMap<Option<Class>, (u64, usize)> = BTreeMap::new();
    for column in tables.iter().flat_map(|table| &table.columns) {
        let (columns, values) = counts.entry(column.class).or_default();
        (*columns, *values) = (columns.saturating_add(1), values.saturating_add(column.distinct));
    }
    writeln!(f, "\n{:8}  {:>7}  {:>9}", "class", "columns", "distinct")?;
    for (class, (columns, values)) in counts {
        writeln!(f, "{:8}  {columns:>7}  {values:>9}", class.map_or("unknown", |class| class.as_str()))?;
    }
    Ok(())
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret { label, encoding, layers, place, times } => {
                write!(f, "{label}, {encoding}")?;
                for layer in layers.iter().rev() {
                    write!(f, ", in {}", layer.as_str())?;
                }
                match place {
                    Place::Value { table, column, row } => write!(f, ": {table}.{column}, row {row}")?,
                    Place::Line { line } => write!(f, ": line {line} of the dump")?,
                }
                if *times > 1 { write!(f, " and {} more", times.saturating_sub(1)) } else { Ok(()) }
            }
            Self::UnknownTable { table } => write!(f, "table {table} is not in the list of tables"),
            Self::UnknownColumn { table, column } => write!(f, "column {table}.{column} has no class"),
            Self::MissingTable { table } => write!(f, "table {table} is not in this dump"),
            Self::MissingColumn { table, column } => write!(f, "column {table}.{column} is not in this dump"),
            Self::NotRandom { table, column, bits, most } => {
                write!(f, "{table}.{column} is not random: {bits:.2} bits for each octet, of {most:.2}")
            }
            Self::PoorValue { table, column, row, values } => {
                write!(f, "{table}.{column}, row {row}: not a random value; {values} such in all")
            }
            Self::Inserts { statements } => {
                write!(f, "{statements} INSERT statements, searched only as text; dump again without --inserts")
            }
            Self::Incomplete => f.write_str("the dump does not end as pg_dump ends one; it may be cut off"),
        }
    }
}

/// Findings as they come in; the same secret at several rows of a column is one, with a count.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
    pub(crate) unlisted: u64,
    index: HashMap<Kind, usize>,
}

type Kind = (usize, Encoding, Vec<Layer>, Option<(String, String)>);

impl Findings {
    /// `secret` is the secret's place in the list of known ones.
    pub(crate) fn secret(&mut self, secret: usize, label: &str, encoding: Encoding, layers: &[Layer], place: Place) {
        let column = match &place {
            Place::Value { table, column, .. } => Some((table.clone(), column.clone())),
            Place::Line { .. } => None,
        };
        let kind = (secret, encoding, layers.to_vec(), column);
        if let Some(Finding::Secret { times, .. }) = self.index.get(&kind).and_then(|&at| self.list.get_mut(at)) {
            *times = times.saturating_add(1);
        } else if self.list.len() >= LISTED {
            self.unlisted = self.unlisted.saturating_add(1);
        } else {
            self.index.insert(kind, self.list.len());
            let (label, layers) = (label.to_owned(), layers.to_vec());
            self.list.push(Finding::Secret { label, encoding, layers, place, times: 1 });
        }
    }
}
