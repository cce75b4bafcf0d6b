//! Whether the order of a list of people shows in the order of rows: whoever has both would know who is who.
//!
//! pg_dump writes rows as they lie in the table. The list comes with its handles, which only the keeper can make: the
//! drill knows more here than the thief, and sees what the thief could guess.

use super::dump::{Dump, DumpError, Step, field};
use std::collections::HashMap;
use std::fmt;
use std::io::Read;

/// Fewer people than these are ordered by chance too often.
const ENOUGH: usize = 30;
/// Times the standard deviation that the correlation of unrelated orders has: passed by chance once in two million.
const BOUND: f64 = 5.0;

/// Someone on the list, in the list's order.
pub struct Listed {
    /// For the order of the alphabet.
    pub identifier: String,
    pub handle: [u8; 32],
}

/// Two orders of the same people, compared by Spearman's rank correlation.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlation {
    /// `the list`, or `the alphabet`.
    pub of: &'static str,
    /// Where the other order was read.
    pub with: String,
    pub people: usize,
    /// From -1 to 1; `None` where everyone has the same place.
    pub rho: Option<f64>,
}

impl Correlation {
    /// Above this either way, the orders are not unrelated. `None` for too few people.
    pub fn bound(&self) -> Option<f64> {
        (self.people >= ENOUGH).then(|| BOUND / (self.people as f64 - 1.0).sqrt())
    }

    pub fn is_finding(&self) -> bool {
        matches!((self.rho, self.bound()), (Some(rho), Some(bound)) if rho.abs() > bound)
    }
}

impl fmt::Display for Correlation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the order of {} and of {}: {} people", self.of, self.with, self.people)?;
        match (self.rho, self.bound()) {
            (None, _) => f.write_str(", all alike"),
            (Some(rho), None) => write!(f, ", correlation {rho:.3}; under {ENOUGH} say nothing"),
            (Some(rho), Some(bound)) => write!(f, ", correlation {rho:.3}, bound {bound:.3}"),
        }
    }
}

/// Where each account stands in something's order.
type Places = HashMap<Vec<u8>, f64>;

#[derive(Default)]
struct Found {
    /// Account ids by handle.
    accounts: HashMap<Vec<u8>, Vec<u8>>,
    organisation: Option<[u8; 16]>,
    orders: Vec<(String, Places)>,
}

/// Compares the list's order, and the alphabet's, with every order that the dump shows of its accounts.
///
/// # Errors
/// A dump that cannot be read to its end.
pub fn correlations(dump: impl Read, list: &[Listed]) -> Result<Vec<Correlation>, DumpError> {
    let found = read(dump)?;
    let mut alphabet: Vec<&str> = list.iter().map(|one| one.identifier.as_str()).collect();
    alphabet.sort_unstable();
    let mut all = Vec::new();
    for (with, places) in &found.orders {
        let mut pairs: [Vec<(f64, f64)>; 2] = Default::default();
        for (n, one) in list.iter().enumerate() {
            let account = found.accounts.get(one.handle.as_slice());
            let Some(place) = account.and_then(|account| places.get(account)) else { continue };
            let letter = alphabet.partition_point(|other| *other < one.identifier.as_str());
            let [listed, lettered] = &mut pairs;
            listed.push((n as f64, *place));
            lettered.push((letter as f64, *place));
        }
        for (of, pairs) in ["the list", "the alphabet"].into_iter().zip(pairs) {
            all.push(Correlation { of, with: with.clone(), people: pairs.len(), rho: spearman(&pairs) });
        }
    }
    Ok(all)
}

/// The organisation of the dump's accounts, under which handles are made.
///
/// # Errors
/// A dump that cannot be read to its end.
pub fn organisation(dump: impl Read) -> Result<Option<[u8; 16]>, DumpError> {
    Ok(read(dump)?.organisation)
}

/// Each table with accounts: the order of rows, and in `account` also that of ids and dates.
fn read(dump: impl Read) -> Result<Found, DumpError> {
    let mut dump = Dump::new(dump)?;
    let mut found = Found::default();
    while let Some(step) = dump.advance()? {
        let Step::Row(table, row) = step else { continue };
        let get = |name: &str| {
            let at = table.columns.iter().position(|column| column.name == name)?;
            let declared = table.columns.get(at)?.declared;
            field::decode(declared, dump.fields().nth(at)?)
        };
        let is_account = table.table == "account";
        let Some(account) = get(if is_account { "id" } else { "account_id" }) else { continue };
        found.place(format!("the rows of {}", table.table), &account, row as f64);
        if is_account && let (Some(handle), Some(date)) = (get("handle"), get("created_on")) {
            found.place("account.id".to_owned(), &account, leading(&account));
            found.place("account.created_on".to_owned(), &account, digits(&date));
            found.accounts.insert(handle, account);
            found.organisation = get("org_id").and_then(|id| id.try_into().ok()).or(found.organisation);
        }
    }
    Ok(found)
}

impl Found {
    /// The first place counts.
    fn place(&mut self, order: String, account: &[u8], place: f64) {
        let at = self.orders.iter().position(|(name, _)| *name == order).unwrap_or_else(|| {
            self.orders.push((order, Places::new()));
            self.orders.len().saturating_sub(1)
        });
        if let Some((_, places)) = self.orders.get_mut(at) {
            places.entry(account.to_vec()).or_insert(place);
        }
    }
}

fn leading(id: &[u8]) -> f64 {
    id.iter().take(6).fold(0.0, |number, octet| number * 256.0 + f64::from(*octet))
}

/// A date as pg_dump writes it, 2026-04-11, as a number in the same order.
fn digits(date: &[u8]) -> f64 {
    let digits = date.iter().filter(|octet| octet.is_ascii_digit());
    digits.fold(0.0, |number, digit| number * 10.0 + f64::from(digit.saturating_sub(b'0')))
}

/// Spearman's rank correlation, ties at their average rank.
fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let first = ranks(pairs.iter().map(|(a, _)| *a).collect());
    let second = ranks(pairs.iter().map(|(_, b)| *b).collect());
    let middle = (pairs.len() as f64 + 1.0) / 2.0;
    let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>();
    let scale = (sum(&first, &first) * sum(&second, &second)).sqrt();
    (scale > 0.0).then(|| sum(&first, &second) / scale)
}

fn ranks(values: Vec<f64>) -> Vec<f64> {
    let mut sorted = values.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = |value: f64| {
        let (below, upto) =
            (sorted.partition_point(|other| *other < value), sorted.partition_point(|other| *other <= value));
        (below as f64 + upto as f64 + 1.0) / 2.0
    };
    values.into_iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handle(n: usize) -> [u8; 32] {
        openssl::sha::sha256(&n.to_be_bytes())
    }

    fn list(people: usize) -> Vec<Listed> {
        (0..people).map(|n| Listed { identifier: format!("person{n:04}@example.org"), handle: handle(n) }).collect()
    }

    /// A dump of accounts and their profiles, in these orders.
    fn dump(accounts: &[usize], profiles: &[usize], day: impl Fn(usize) -> usize) -> String {
        let id = |n: usize| {
            let hex = data_encoding::HEXLOWER.encode(&openssl::sha::sha256(&[n as u8, 7, (n >> 8) as u8])[..16]);
            format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
        };
        let account = |n: &usize| {
            format!("{}\t\\\\x{}\t2026-04-{:02}\n", id(*n), data_encoding::HEXLOWER.encode(&handle(*n)), day(*n))
        };
        format!(
            "CREATE TABLE public.account (\n    id uuid NOT NULL,\n    handle bytea NOT NULL,\n    created_on date NOT NULL\n);\n\
             CREATE TABLE public.profile (\n    account_id uuid NOT NULL\n);\n\
             COPY public.account (id, handle, created_on) FROM stdin;\n{}\\.\n\
             COPY public.profile (account_id) FROM stdin;\n{}\\.\n",
            accounts.iter().map(account).collect::<String>(),
            profiles.iter().map(|n| format!("{}\n", id(*n))).collect::<String>()
        )
    }

    /// 0 to 99 in an order that has nothing to do with numbers.
    fn shuffled(salt: u8) -> Vec<usize> {
        let mut all: Vec<usize> = (0..100).collect();
        all.sort_by_key(|n| openssl::sha::sha256(&[*n as u8, salt]));
        all
    }

    fn found(dump: &str) -> Vec<String> {
        let all = correlations(dump.as_bytes(), &list(100)).unwrap();
        all.into_iter().filter(Correlation::is_finding).map(|one| format!("{}, {}", one.of, one.with)).collect()
    }

    #[test]
    fn a_list_whose_order_shows_is_found_and_a_shuffled_one_is_not() {
        let in_order: Vec<usize> = (0..100).collect();
        assert_eq!(found(&dump(&shuffled(1), &shuffled(2), |_| 11)), [""; 0]);
        let both = |what: &str| [format!("the list, {what}"), format!("the alphabet, {what}")];
        assert_eq!(found(&dump(&in_order, &shuffled(2), |_| 11)), both("the rows of account"));
        assert_eq!(found(&dump(&shuffled(1), &in_order, |_| 11)), both("the rows of profile"));
        assert_eq!(found(&dump(&shuffled(1), &shuffled(2), |n| 1 + n / 4)), both("account.created_on"));
        let backwards: Vec<usize> = in_order.into_iter().rev().collect();
        assert_eq!(found(&dump(&backwards, &shuffled(2), |_| 11)), both("the rows of account"));
    }

    #[test]
    fn few_people_say_nothing() {
        let in_order: Vec<usize> = (0..100).collect();
        let few = correlations(dump(&in_order, &in_order, |_| 11).as_bytes(), &list(29)).unwrap();
        assert!(few.iter().all(|one| !one.is_finding() && one.people == 29));
        let enough = correlations(dump(&in_order, &in_order, |_| 11).as_bytes(), &list(30)).unwrap();
        assert!(enough.iter().any(Correlation::is_finding), "control");
    }

    #[test]
    fn rank_correlation_as_in_the_textbook() {
        // Spearman's own kind of example: ranks 1 to 5 against 2 1 4 3 5, d² = 4, rho = 1 - 6·4/(5·24) = 0.8.
        let pairs = [(1.0, 20.0), (2.0, 10.0), (3.0, 40.0), (4.0, 30.0), (5.0, 50.0)];
        assert!((spearman(&pairs).unwrap() - 0.8).abs() < 1e-12);
        assert_eq!(spearman(&[(1.0, 3.0), (2.0, 3.0)]), None);
        assert_eq!(ranks(vec![5.0, 1.0, 5.0]), [2.5, 1.0, 2.5]);
    }
}
