//! One pass over a dump.

use super::dump::{self, Column, Dump, Step, Table, Type, field};
use super::encodings::Encoding;
use super::find::{DrillError, Finder};
use super::haystack::{Text, hex_octets};
use super::inflate::{Inflater, Layer, unarmoured};
use super::inventory::Inventory;
use super::known::Known;
use super::report::{Finding, Findings, Place, Report, Searched};
use std::io::Read;
use std::rc::Rc;

/// Searches a plain-text dump for all known secrets and holds its columns against their classes. Memory is bounded by
/// the longest line, the secrets' forms, and eight octets for each distinct value.
///
/// # Errors
/// A dump that cannot be read to its end, or too many secrets for one search. A finding is not an error.
pub fn run(dump: impl Read, known: Vec<Known>) -> Result<Report, DrillError> {
    let mut dump = Dump::new(dump)?;
    let mut drill = Drill {
        search: Search { finder: Finder::new(&known)?, inflater: Inflater::new(), octets: 0, unpacked: 0 },
        known,
        text: Text::new(),
        inventory: Inventory::default(),
        findings: Findings::default(),
        current: None,
        values: 0,
        inserts: 0,
    };
    while let Some(step) = dump.advance()? {
        drill.step(&dump, step);
    }
    drill.search_text();
    Ok(drill.report(&dump))
}

struct Drill {
    search: Search,
    known: Vec<Known>,
    text: Text,
    inventory: Inventory,
    findings: Findings,
    /// The table being copied, with names that may be shown, and its place in the inventory.
    current: Option<(Table, usize)>,
    values: u64,
    inserts: u64,
}

impl Drill {
    fn step<R: Read>(&mut self, dump: &Dump<R>, step: Step) {
        match step {
            Step::Row(_, row) => self.row(dump, row),
            Step::Declared(table) => {
                let shown = self.shown(&table);
                self.inventory.enter(&shown);
            }
            Step::Opens(table) => {
                let shown = self.shown(&table);
                let at = self.inventory.enter(&shown);
                self.current = Some((shown, at));
            }
            Step::Text => self.outside(dump),
        }
        if self.text.push(dump.line()) {
            self.search_text();
        }
    }

    fn row<R: Read>(&mut self, dump: &Dump<R>, row: u64) {
        let Self { search, known, text, inventory, findings, current: Some((table, at)), values, .. } = self else {
            return;
        };
        inventory.row(*at);
        for (column, escaped) in table.columns.iter().zip(dump.fields()) {
            let Some(octets) = field::decode(column.declared, escaped) else { continue };
            *values = values.saturating_add(1);
            inventory.value(*at, &column.name, &octets);
            // A number, a date or a truth value holds nothing packed.
            let packed = column.declared != Some(Type::Other);
            for found in search.value(&octets, packed) {
                let Some(secret) = known.get(found.secret) else { continue };
                let place = Place::Value { table: table.table.clone(), column: column.name.clone(), row };
                findings.secret(found.secret, secret.name(), found.encoding, &found.layers, place);
                text.found_in_value(dump.number(), found.secret);
            }
        }
    }

    fn outside<R: Read>(&mut self, dump: &Dump<R>) {
        let line = dump::content(dump.line());
        if line.starts_with(b"INSERT INTO ") {
            self.inserts = self.inserts.saturating_add(1);
        }
        for octets in hex_octets(line) {
            for found in self.search.value(&octets, true) {
                let Some(secret) = self.known.get(found.secret) else { continue };
                let layers = [vec![Layer::Hex], found.layers].concat();
                let place = Place::Line { line: dump.number() };
                self.findings.secret(found.secret, secret.name(), found.encoding, &layers, place);
                self.text.found_in_value(dump.number(), found.secret);
            }
        }
    }

    fn search_text(&mut self) {
        for found in self.text.search(&mut self.search.finder) {
            let Some(secret) = self.known.get(found.secret) else { continue };
            let place = Place::Line { line: found.line };
            self.findings.secret(found.secret, secret.name(), found.encoding, &[], place);
        }
    }

    /// The table as a report may print it: a name that is a known secret is left out.
    fn shown(&mut self, table: &Rc<Table>) -> Table {
        let finder = &mut self.search.finder;
        let mut shown = |name: &str| {
            if finder.plainest(name.as_bytes()).is_empty() { name.to_owned() } else { "(a known secret)".to_owned() }
        };
        let columns = table.columns.iter();
        let columns = columns.map(|column| Column { name: shown(&column.name), declared: column.declared }).collect();
        Table { table: shown(&table.table), columns }
    }

    fn report<R: Read>(self, dump: &Dump<R>) -> Report {
        let (inventory, wrong) = self.inventory.finish();
        let Findings { list: mut findings, unlisted, .. } = self.findings;
        findings.extend(wrong);
        if self.inserts > 0 {
            findings.push(Finding::Inserts { statements: self.inserts });
        }
        if !dump.complete() {
            findings.push(Finding::Incomplete);
        }
        let octets = self.search.octets.saturating_add(dump.octets());
        let finder = &self.search.finder;
        let searched = Searched {
            secrets: u64::try_from(self.known.len()).unwrap_or(u64::MAX),
            forms: finder.forms,
            lines: dump.number(),
            values: self.values,
            octets,
            unpacked: self.search.unpacked,
            by_chance: finder.chance * octets.saturating_add(self.search.unpacked) as f64,
        };
        Report { inventory, findings, unlisted, searched }
    }
}

struct Search {
    finder: Finder,
    inflater: Inflater,
    octets: u64,
    unpacked: u64,
}

struct Found {
    secret: usize,
    encoding: Encoding,
    /// Outermost first.
    layers: Vec<Layer>,
}

impl Search {
    /// Searches a value as it is and, where it may be packed, unpacked, as what its text stands for, and that unpacked;
    /// each secret once.
    fn value(&mut self, octets: &[u8], packed: bool) -> Vec<Found> {
        self.octets = self.octets.saturating_add(length(octets));
        let mut found = Vec::new();
        self.layer(octets, &[], packed, &mut found);
        if packed && let Some((layer, inner)) = unarmoured(octets) {
            self.unpacked = self.unpacked.saturating_add(length(&inner));
            self.layer(&inner, &[layer], packed, &mut found);
        }
        found
    }

    fn layer(&mut self, octets: &[u8], layers: &[Layer], packed: bool, found: &mut Vec<Found>) {
        let Self { finder, inflater, unpacked, .. } = self;
        let mut look = |octets: &[u8], layers: &[Layer]| {
            for hit in finder.plainest(octets) {
                if !found.iter().any(|found| found.secret == hit.secret) {
                    found.push(Found { secret: hit.secret, encoding: hit.encoding, layers: layers.to_vec() });
                }
            }
        };
        look(octets, layers);
        if !packed {
            return;
        }
        inflater.each(octets, |layer, inflated| {
            *unpacked = unpacked.saturating_add(length(inflated));
            look(inflated, &[layers, &[layer]].concat());
        });
    }
}

fn length(octets: &[u8]) -> u64 {
    u64::try_from(octets.len()).unwrap_or(u64::MAX)
}
