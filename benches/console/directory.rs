//! A search by name among as many people as a directory may have: it opens every entry, so that it is no page's time.

use crate::support::listed::list_many;
use crate::support::person::{PASSPHRASE, Person};
use crate::support::stock::Stock;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::time::{Duration, Instant};

const MOST: usize = 20_000;
const SEARCHES: usize = 20;
/// The bound, for each search: whoever waits for it sits at a desk with somebody on the telephone.
const LONGEST: Duration = Duration::from_secs(2);
const SEARCH: &str = "/admin/people/directory";

/// Turned on, filled, and searched. Whether each search was within the bound.
pub fn searched(stock: &Stock, owner: &mut Person) -> bool {
    proven(owner, "/admin/keyring/choice", &[("keep", "no"), ("understood", "yes")]);
    proven(owner, "/admin/settings/directory", &[("directory", "yes"), ("understood", "yes")]);
    // Her session writes her own entry.
    assert_eq!(owner.browser.get("/admin").status, 200);
    let begun = Instant::now();
    let many = MOST - usize::try_from(stock.number("select count(*) from directory")).unwrap();
    stock.block_on(list_many(&stock.pool, &stock.keeper, stock.org, many));
    stock.sql("vacuum analyze directory");
    eprintln!("{MOST} entries: {:.0?}", begun.elapsed());
    let token = owner.browser.get("/admin/people").hidden("form_token").unwrap();
    let mut took = Vec::new();
    for n in 0..SEARCHES {
        let words = format!("person no{} many", 700 * (n + 1));
        let begun = Instant::now();
        let page = owner.browser.post(SEARCH, &[("form_token", &*token), ("words", &*words)]);
        took.push(begun.elapsed());
        assert!(page.body.contains(&format!("m{}@hospital.example", 700 * (n + 1))), "{}: {}", page.status, page.body);
    }
    took.sort();
    let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
    let (middle, longest) = (took[SEARCHES / 2], took[SEARCHES - 1]);
    println!(
        "\nA search by name among {MOST} people, {SEARCHES} times: {} in the middle, {} the longest.",
        ms(middle),
        ms(longest)
    );
    longest <= LONGEST
}

/// A form of the console with both factors once more, when the next code is due.
fn proven(owner: &mut Person, path: &str, fields: &[(&str, &str)]) {
    std::thread::sleep(Duration::from_secs(31));
    let token = owner.browser.get("/admin/people").hidden("form_token").unwrap();
    let code = totp::code_at(&owner.seed, SystemClock.now()).unwrap();
    let all = [&[("form_token", &*token), ("passphrase", PASSPHRASE), ("code", &*code)], fields].concat();
    let done = owner.browser.post(path, &all);
    assert_eq!(done.status, 303, "{path}: {}", done.body);
}
