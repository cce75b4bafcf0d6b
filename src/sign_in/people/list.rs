//! A list of people to invite, as it was sent: all of it is as it should be, or each line that is not is told by its number. Pure.

use super::csv::{LineFault, cells, is_formula, is_number, lines, separator};
use crate::domain::identifier::{IdentifierError, Identifiers, OtherKind};
use crate::domain::login_code::LoginCode;
use crate::domain::{Attribute, Identifier, Random};
use crate::mail::{Address, AddressError};
use crate::sign_in::inbox::is_reserved;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Lines below the head.
pub const MOST: usize = 10_000;
/// Octets of the whole list.
pub const LARGEST: usize = 4 * 1024 * 1024;
const IDENTIFIER: &str = "identifier";
/// The attribute that is also where their link can be sent.
const MAIL: &str = "mail";

/// Something to mend, and where: in no line of the list where that is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub what: Wrong,
}

/// What there is to mend. A page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Neither a file nor a list that was pasted.
    NoList,
    /// Both.
    TwoLists,
    Large,
    NotUtf8,
    Empty,
    NoLine,
    ManyLines,
    Line(LineFault),
    UnknownColumn(String),
    NoIdentifier,
    ManyIdentifiers,
    Cells {
        line: usize,
        head: usize,
    },
    /// What stands under this name.
    Formula(String),
    IdentifierFormula,
    Mail(AddressError),
    Identifier(IdentifierError),
    OtherKind(OtherKind),
    /// The same person as in this line.
    Again(usize),
    /// Of whom was looked up.
    Enrolled,
    RevokedOrFrozen,
    /// They will or may open the console.
    OwnersAlone,
}

/// One person of the list.
pub struct Line {
    pub number: usize,
    pub identifier: Identifier,
    pub attributes: Vec<Attribute>,
    /// Where their link can be sent.
    pub mail: Option<Address>,
}

/// What a list may say here.
pub struct Rules<'a> {
    pub identifiers: Identifiers,
    /// Whether something is the name of an attribute.
    pub is_a_name: fn(&str) -> bool,
    /// For login codes.
    pub random: &'a dyn Random,
}

/// # Errors
/// All that there is to mend; nothing of the list is of use then.
pub fn read(octets: &[u8], rules: &Rules<'_>) -> Result<Vec<Line>, Vec<Fault>> {
    let whole = |what| vec![Fault { line: 1, what }];
    if octets.len() > LARGEST {
        return Err(whole(Wrong::Large));
    }
    let Ok(text) = std::str::from_utf8(octets) else {
        return Err(whole(Wrong::NotUtf8));
    };
    let mut lines = lines(text);
    let Some((first, head)) = lines.next() else { return Err(whole(Wrong::Empty)) };
    let separator = separator(head);
    let columns = columns(first, head, separator, rules)?;
    // One more than is taken.
    let rows: Vec<(usize, &str)> = lines.take(MOST + 1).collect();
    match rows.len() {
        0 => return Err(whole(Wrong::NoLine)),
        1..=MOST => {}
        _ => return Err(whole(Wrong::ManyLines)),
    }
    let (mut read, mut faults, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    for (number, row) in rows {
        match line(number, row, separator, &columns, rules).and_then(|line| once(line, &mut seen)) {
            Ok(line) => read.push(line),
            Err(what) => faults.push(Fault { line: number, what }),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

enum Column {
    Identifier,
    Attribute(String),
}

fn columns(number: usize, head: &str, separator: char, rules: &Rules<'_>) -> Result<Vec<Column>, Vec<Fault>> {
    let fault = |what| Fault { line: number, what };
    let names = cells(head, separator).map_err(|error| vec![fault(Wrong::Line(error))])?;
    let (mut columns, mut faults) = (Vec::new(), Vec::new());
    for name in names {
        match name {
            name if name.eq_ignore_ascii_case(IDENTIFIER) => columns.push(Column::Identifier),
            name if (rules.is_a_name)(&name) && !is_reserved(&name) => columns.push(Column::Attribute(name)),
            name => faults.push(fault(Wrong::UnknownColumn(name))),
        }
    }
    match columns.iter().filter(|column| matches!(column, Column::Identifier)).count() {
        1 => {}
        0 if rules.identifiers == Identifiers::Code => {}
        0 => faults.push(fault(Wrong::NoIdentifier)),
        _ => faults.push(fault(Wrong::ManyIdentifiers)),
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

fn line(number: usize, row: &str, separator: char, columns: &[Column], rules: &Rules<'_>) -> Result<Line, Wrong> {
    let cells = cells(row, separator).map_err(Wrong::Line)?;
    if cells.len() != columns.len() {
        return Err(Wrong::Cells { line: cells.len(), head: columns.len() });
    }
    let (mut typed, mut attributes) = (String::new(), Vec::new());
    for (column, cell) in columns.iter().zip(cells) {
        match column {
            Column::Identifier => typed = cell,
            Column::Attribute(_) if cell.is_empty() => {}
            // It would be told to applications, which write tables of their own.
            Column::Attribute(name) if is_formula(&cell) && !is_number(&cell) => {
                return Err(Wrong::Formula(name.clone()));
            }
            Column::Attribute(name) => Attribute::collect(&mut attributes, name, &cell),
        }
    }
    let mail = mail(&attributes)?;
    Ok(Line { number, identifier: identifier(&typed, rules)?, attributes, mail })
}

/// The first that is said of them. One that not every mail server takes is said of them all the same.
fn mail(attributes: &[Attribute]) -> Result<Option<Address>, Wrong> {
    let said = attributes.iter().find(|one| one.name == MAIL).and_then(|one| one.values.first());
    match said.map(|said| Address::parse(said)) {
        None | Some(Err(AddressError::Letters)) => Ok(None),
        Some(Ok(address)) => Ok(Some(address)),
        Some(Err(why)) => Err(Wrong::Mail(why)),
    }
}

fn identifier(typed: &str, rules: &Rules<'_>) -> Result<Identifier, Wrong> {
    if is_formula(typed) {
        return Err(Wrong::IdentifierFormula);
    }
    let identifier = match typed {
        "" if rules.identifiers.has_codes() => LoginCode::random(rules.random).into(),
        typed => Identifier::parse(typed).map_err(Wrong::Identifier)?,
    };
    rules.identifiers.check(&identifier).map_err(Wrong::OtherKind)?;
    Ok(identifier)
}

/// In the one spelling that finds somebody.
fn once(line: Line, seen: &mut HashMap<String, usize>) -> Result<Line, Wrong> {
    match seen.entry(line.identifier.as_str().to_owned()) {
        Entry::Occupied(first) => Err(Wrong::Again(*first.get())),
        Entry::Vacant(free) => {
            free.insert(line.number);
            Ok(line)
        }
    }
}

/// The numbers of lines, those in a row by the first and the last: however many are to be mended, each is named.
pub fn numbers(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let words: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    fn is_a_name(name: &str) -> bool {
        name.contains(':') || ["mail", "displayName", "eduPersonAffiliation", "telephoneNumber"].contains(&name)
    }

    fn of(identifiers: Identifiers, text: &str) -> Result<Vec<Line>, Vec<Fault>> {
        read(text.as_bytes(), &Rules { identifiers, is_a_name, random: &SystemRandom })
    }

    fn faults(text: &str) -> Vec<(usize, Wrong)> {
        of(Identifiers::Any, text).err().unwrap_or_default().into_iter().map(|one| (one.line, one.what)).collect()
    }

    // Threat: a list of ten thousand lines takes a server's time or memory, or of its faults only the first are told.
    #[test]
    fn a_list_as_long_as_one_may_be_is_read_and_every_fault_of_it_numbered() {
        let good: String = (0..MOST).map(|n| format!("person{n}@hospital.example,Person {n}\n")).collect();
        assert_eq!(of(Identifiers::Any, &format!("identifier,displayName\n{good}")).unwrap_or_default().len(), MOST);
        // What costs most: many columns, each of them compared with all others, and more lines than are taken.
        let wide = |many: usize| (0..many).map(|n| format!("a:{n}")).collect::<Vec<_>>().join(",");
        let began = std::time::Instant::now();
        for text in
            [format!("identifier,{}\n{}\n", wide(300_000), ",x".repeat(300_000)), "identifier\n".repeat(300_000)]
        {
            assert_eq!(faults(&text).len(), 1, "it is told as one");
        }
        assert!(began.elapsed().as_secs() < 60, "each is refused at its first bound");
        assert!(of(Identifiers::Any, &format!("identifier,{}\nada{}\n", wide(63), ",x".repeat(63))).is_ok(), "control");
        let bad = good.replace(',', ",=");
        let found = faults(&format!("identifier,displayName\n{bad}"));
        let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!((lines.len(), numbers(&lines)), (MOST, format!("2–{}", MOST + 1)));
        assert_eq!((numbers(&[2, 3, 5, 9, 10, 11]), numbers(&[])), ("2–3, 5, 9–11".to_owned(), String::new()));
    }

    #[test]
    fn a_list_is_read_with_its_attributes() {
        let text = "\u{feff}Identifier;mail;eduPersonAffiliation;eduPersonAffiliation\r\nAda@Hospital.example;ada@hospital.example;staff;member\r\ncarl;;;\r\n";
        let lines = of(Identifiers::Any, text).unwrap_or_default();
        assert_eq!(
            lines.iter().map(|one| (one.number, one.identifier.as_str())).collect::<Vec<_>>(),
            [(2, "ada@hospital.example"), (3, "carl")]
        );
        let ada = lines.first().unwrap();
        assert_eq!(ada.attributes.iter().map(|one| one.values.len()).collect::<Vec<_>>(), [1, 2]);
        assert!(lines.get(1).unwrap().attributes.is_empty() && lines.get(1).unwrap().mail.is_none());
        assert_eq!(ada.mail.as_ref().map(Address::expose), Some("ada@hospital.example"));
        let letters = of(Identifiers::Any, "identifier,mail\njo,j\u{f6}rg@hospital.example\n").unwrap_or_default();
        assert!(letters.first().is_some_and(|one| one.mail.is_none() && one.attributes.len() == 1));
        assert_eq!(faults("identifier,mail\njo,jo at hospital\n"), [(2, Wrong::Mail(AddressError::Form))]);
        let phone = of(Identifiers::Any, "identifier,telephoneNumber\nada,+49 30 1234\n").unwrap_or_default();
        assert_eq!(phone.len(), 1, "a telephone's number is no formula");
        let codes = of(Identifiers::Code, "displayName\nAda\nCarl\n").unwrap_or_default();
        assert!(codes.len() == 2 && codes.iter().all(|one| one.identifier.is_login_code()));
    }

    // Threat: a list that is not what it seems is taken in part, or a line of it does what nobody meant.
    #[test]
    fn every_line_that_is_wrong_is_told_by_its_number_and_none_is_taken() {
        let text = "identifier,mail\nada,ada@x.example\nADA ,a@x.example\n=cmd|'/c calc'!A1,b@x.example\n@eve,c@x.example\ndora\n\"finn,d@x.example\ngil,e@x.example,more\n,f@x.example\nhal,=1+1\n";
        let found = faults(text);
        let told = [
            (3, Wrong::Again(2)),
            (4, Wrong::IdentifierFormula),
            (5, Wrong::IdentifierFormula),
            (6, Wrong::Cells { line: 1, head: 2 }),
            (7, Wrong::Line(LineFault::Open)),
            (8, Wrong::Cells { line: 3, head: 2 }),
            (10, Wrong::Formula("mail".to_owned())),
        ];
        assert_eq!(found, told);
        for (text, line, wrong) in [
            ("", 1, Wrong::Empty),
            ("identifier\n", 1, Wrong::NoLine),
            ("mail\nada\n", 1, Wrong::NoIdentifier),
            ("identifier,identifier\na,b\n", 1, Wrong::ManyIdentifiers),
            ("identifier,Mail\na,b\n", 1, Wrong::UnknownColumn("Mail".to_owned())),
            ("identifier,senza:role\na,admin\n", 1, Wrong::UnknownColumn("senza:role".to_owned())),
        ] {
            assert_eq!(faults(text), [(line, wrong)], "{text:?}");
        }
        let many = format!("identifier\n{}", "x\n".repeat(MOST + 1));
        assert_eq!(faults(&many), [(1, Wrong::ManyLines)]);
        let latin =
            read(b"identifier\nJ\xf6rg\n", &Rules { identifiers: Identifiers::Any, is_a_name, random: &SystemRandom });
        assert_eq!(latin.err().unwrap(), [Fault { line: 1, what: Wrong::NotUtf8 }]);
        assert_eq!(of(Identifiers::Email, "identifier\nada\n").err().unwrap().len(), 1);
        assert_eq!(
            of(Identifiers::Name, "identifier\n\"\"\n").err().unwrap().len(),
            1,
            "no code is made where there are none"
        );
    }
}
