//! Holds the dump's tables and columns against the list in `db::columns`, counts rows and distinct values, and checks
//! that columns of random octets look like it.

use super::dump::{Table, Type};
use super::report::Finding;
use crate::db::columns::{self, Class};
use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Made by the migrations, in no way about people; may be absent.
const MIGRATIONS: (&str, &[&str]) =
    ("_sqlx_migrations", &["version", "description", "installed_on", "success", "checksum", "execution_time"]);
/// Too few octets say nothing about their distribution.
const ENOUGH: u64 = 4096;
/// Of the eight bits of an octet, or of what the symbols that occur could carry.
const RANDOM_FROM: f64 = 7.0 / 8.0;

#[derive(Debug, Clone, PartialEq)]
pub struct TableInventory {
    pub name: String,
    pub rows: u64,
    pub columns: Vec<ColumnInventory>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ColumnInventory {
    pub name: String,
    /// `None` if the list does not know the column.
    pub class: Option<Class>,
    /// Values other than NULL that differ.
    pub distinct: usize,
}

/// One table of the dump, counted row by row.
pub(crate) struct Counted {
    name: String,
    rows: u64,
    columns: Vec<Tally>,
}

struct Tally {
    name: String,
    declared: Option<Type>,
    class: Option<Class>,
    /// 64-bit hashes of the values: eight octets for each distinct one.
    distinct: HashSet<u64>,
    octets: Box<[u64; 256]>,
    /// The first row with a value that no random source gives, and how many there are.
    poor: Option<(u64, u64)>,
}

#[derive(Default)]
pub(crate) struct Inventory {
    tables: Vec<Counted>,
}

impl Inventory {
    /// Enters the table's columns, if they are new, and says where [`Inventory::count`] finds it.
    pub(crate) fn enter(&mut self, table: &Table) -> usize {
        let at = self.tables.iter().position(|counted| counted.name == table.table).unwrap_or_else(|| {
            self.tables.push(Counted { name: table.table.clone(), rows: 0, columns: Vec::new() });
            self.tables.len().saturating_sub(1)
        });
        if let Some(counted) = self.tables.get_mut(at) {
            for column in &table.columns {
                if !counted.columns.iter().any(|tally| tally.name == column.name) {
                    let class = class(&table.table, &column.name);
                    counted.columns.push(Tally::new(column.name.clone(), column.declared, class));
                }
            }
        }
        at
    }

    pub(crate) fn row(&mut self, table: usize) {
        if let Some(counted) = self.tables.get_mut(table) {
            counted.rows = counted.rows.saturating_add(1);
        }
    }

    pub(crate) fn value(&mut self, table: usize, column: &str, octets: &[u8]) {
        let rows = self.tables.get(table).map_or(0, |counted| counted.rows);
        let columns = self.tables.get_mut(table).map(|counted| counted.columns.iter_mut());
        if let Some(tally) = columns.into_iter().flatten().find(|tally| tally.name == column) {
            tally.count(octets, rows);
        }
    }

    /// The inventory, and what is wrong with it.
    pub(crate) fn finish(mut self) -> (Vec<TableInventory>, Vec<Finding>) {
        self.tables.sort_by(|a, b| a.name.cmp(&b.name));
        let mut findings = Vec::new();
        for table in &self.tables {
            if table.name != MIGRATIONS.0 && !columns::TABLES.iter().any(|known| known.name == table.name) {
                findings.push(Finding::UnknownTable { table: table.name.clone() });
            } else {
                findings.extend(
                    table
                        .columns
                        .iter()
                        .filter(|tally| tally.class.is_none())
                        .map(|tally| Finding::UnknownColumn { table: table.name.clone(), column: tally.name.clone() }),
                );
            }
            findings.extend(table.columns.iter().filter_map(|tally| tally.not_random(&table.name)));
            findings.extend(table.columns.iter().filter_map(|tally| tally.poor_value(&table.name)));
        }
        for known in columns::TABLES {
            match self.tables.iter().find(|table| table.name == known.name) {
                None => findings.push(Finding::MissingTable { table: known.name }),
                Some(table) => {
                    let there: BTreeSet<&str> = table.columns.iter().map(|tally| tally.name.as_str()).collect();
                    findings.extend(
                        known
                            .columns
                            .iter()
                            .filter(|column| !there.contains(column.name))
                            .filter(|column| !columns::COMPUTED.contains(&(known.name, column.name)))
                            .map(|column| Finding::MissingColumn { table: known.name, column: column.name }),
                    );
                }
            }
        }
        (self.tables.into_iter().map(Counted::finish).collect(), findings)
    }
}

impl Counted {
    fn finish(self) -> TableInventory {
        let columns = self.columns.into_iter().map(|tally| ColumnInventory {
            name: tally.name,
            class: tally.class,
            distinct: tally.distinct.len(),
        });
        TableInventory { name: self.name, rows: self.rows, columns: columns.collect() }
    }
}

impl Tally {
    fn new(name: String, declared: Option<Type>, class: Option<Class>) -> Self {
        Self { name, declared, class, distinct: HashSet::new(), octets: Box::new([0; 256]), poor: None }
    }

    fn count(&mut self, value: &[u8], row: u64) {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        // A value that stands in many rows says nothing more about how it was made.
        if self.distinct.insert(hasher.finish()) && self.must_be_random() {
            if self.declared == Some(Type::Bytea) && is_poor(value) {
                let (first, values) = self.poor.unwrap_or((row, 0));
                self.poor = Some((first, values.saturating_add(1)));
            }
            for &octet in value {
                if let Some(count) = self.octets.get_mut(usize::from(octet)) {
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    fn must_be_random(&self) -> bool {
        use Class::{Handle, Mac, Random, Salt, Sealed, Verifier};
        matches!(self.class, Some(Random | Handle | Salt | Verifier | Sealed | Mac))
    }

    fn poor_value(&self, table: &str) -> Option<Finding> {
        let (row, values) = self.poor?;
        Some(Finding::PoorValue { table: table.to_owned(), column: self.name.clone(), row, values })
    }

    /// Octets must carry seven bits of eight; text, written in fewer symbols, as large a part of what those can carry.
    fn not_random(&self, table: &str) -> Option<Finding> {
        let total: u64 = self.octets.iter().sum();
        if total < ENOUGH {
            return None;
        }
        let counts = self.octets.iter().filter(|&&count| count > 0);
        let bits: f64 = counts.map(|&count| count as f64 / total as f64).map(|share| -share * share.log2()).sum();
        let binary = matches!(self.declared, Some(Type::Bytea | Type::Uuid))
            || self.octets.iter().skip(0x80).any(|&count| count > 0);
        let symbols = self.octets.iter().filter(|&&count| count > 0).count();
        let most = if binary { 8.0 } else { (symbols as f64).log2() };
        (bits <= most * RANDOM_FROM).then(|| Finding::NotRandom {
            table: table.to_owned(),
            column: self.name.clone(),
            bits,
            most,
        })
    }
}

/// Whether a value repeats its octets far more than random ones do: not half as many different ones as are expected. Of 32
/// random octets, fewer than once in a thousand million values.
fn is_poor(value: &[u8]) -> bool {
    let head = value.get(..256).unwrap_or(value);
    let different = head.iter().collect::<HashSet<_>>().len();
    let expected = 256.0 * (1.0 - (255.0_f64 / 256.0).powf(head.len() as f64));
    head.len() >= 32 && (different as f64) < expected / 2.0
}

fn class(table: &str, column: &str) -> Option<Class> {
    if table == MIGRATIONS.0 {
        return MIGRATIONS.1.contains(&column).then_some(Class::Public);
    }
    let table = columns::TABLES.iter().find(|known| known.name == table)?;
    table.columns.iter().find(|known| known.name == column).map(|known| known.class)
}
