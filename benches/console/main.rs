//! How long the console's pages take where there are 1,000,000 accounts and 10,000 service providers. Run by `make bench`, in the release
//! profile. Stdout is a table as `docs/reports/console.md` holds it; what is going on is said on stderr. The run fails when a page's 95th
//! percentile is above the bound, or when the console has a page that is not looked at. `SENZA_BENCH_ACCOUNTS` and
//! `SENZA_BENCH_PROVIDERS` are for a look.
//!
//! The accounts are rows of a real one's shape under random ids: nobody can sign in with them, and the console's pages cannot tell, for
//! they open none. Service providers, sign-ons and their records are real. The audit has a row for each account's enrolment and three for
//! sign-ons beside the real ones: they lie further back, and do not hold.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    unreachable_pub,
    dead_code,
    reason = "a measurement that meets the unexpected is to fail"
)]

mod directory;
#[path = "../sign_on/load.rs"]
mod load;
mod looks;
#[path = "../sign_on/portal.rs"]
mod portal;
mod seeds;
#[path = "../support/mod.rs"]
mod support;

use looks::Look;
use portal::{ATTRIBUTES, Portal};
use std::time::{Duration, Instant};
use support::browser::Browser;
use support::person::{Person, enrol};
use support::program::Home;
use support::stock::Stock;

/// The bound, for each page.
const P95: Duration = Duration::from_millis(100);
const EACH: usize = 200;
const PEOPLE: usize = 8;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

fn main() {
    let (accounts, providers) = (number("SENZA_BENCH_ACCOUNTS", 1_000_000), number("SENZA_BENCH_PROVIDERS", 10_000));
    let home = Home::new();
    let serving = home.serve(&["serve"]);
    let base = serving.value("Senza");
    let of = |n: usize| if n == 0 { [&ATTRIBUTES[..], &["--admin"]].concat() } else { ATTRIBUTES.to_vec() };
    let mut people: Vec<Person> = (0..PEOPLE).map(|n| enrol(&home, &base, &format!("person{n}"), &of(n))).collect();
    let (stock, portal) = (Stock::beside(&home, &base), Portal::new());
    seeds::service_providers(&stock, &portal, providers);
    seeds::sign_ons(&base, &portal, &people);
    seeds::accounts(&stock, accounts);
    println!("| page | p50 | p95 | longest | octets |\n|---|---|---|---|---|");
    let mut slow = Vec::new();
    let looks = looks::all(&stock, &mut people[0]);
    for look in &looks {
        let took = measure(&mut people[0].browser, look);
        if took > P95 {
            slow.push(look.name.clone());
        }
    }
    let is_quick = directory::searched(&stock, &mut people[0]);
    assert!(serving.interrupt());
    assert!(is_quick, "a search by name took too long");
    assert!(slow.is_empty(), "longer than {P95:?}: {slow:?}");
}

/// The 95th percentile, as the browser sees it.
fn measure(browser: &mut Browser, look: &Look) -> Duration {
    let mut took = Vec::with_capacity(EACH);
    let mut octets = 0;
    for n in 0..EACH + EACH / 10 {
        let begun = Instant::now();
        let page = look.open(browser);
        if n >= EACH / 10 {
            took.push(begun.elapsed());
        }
        octets = page.body.len();
        assert!(
            page.body.contains(&look.shows),
            "{}: {} without {:?}\n{}",
            look.name,
            page.status,
            look.shows,
            page.body
        );
    }
    took.sort();
    let at = |percent: usize| took[(took.len() * percent).div_ceil(100) - 1];
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    println!("| {} | {} | {} | {} | {octets} |", look.name, ms(at(50)), ms(at(95)), ms(at(100)));
    at(95)
}
