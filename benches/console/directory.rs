//! A search by name among as many people as a directory may have: it opens every entry, so that it is no page's time.

use crate::support::person::{PASSPHRASE, Person};
use crate::support::stock::Stock;
use senza::db::directory::DirectoryRow;
use senza::domain::{AccountId, Clock, Handle, SecretText, SystemClock, SystemRandom, random};
use senza::sign_in::{row_macs, totp};
use senza::vault::directory::{Entry, seal_entry};
use std::time::{Duration, Instant};
use uuid::Uuid;

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
    fill(stock, MOST - usize::try_from(stock.number("select count(*) from directory")).unwrap());
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

/// So many accounts with entries, of a real one's size and seal, written past everything.
fn fill(stock: &Stock, many: usize) {
    let ring = stock.block_on(async {
        let mut db = stock.pool.acquire().await.unwrap();
        senza::db::keyring::read(&mut db, stock.org).await.unwrap().unwrap()
    });
    let (public, epoch) = (ring.public.unwrap(), ring.epoch);
    let (mut ids, mut handles) = (Vec::<Uuid>::new(), Vec::<Vec<u8>>::new());
    let (mut all, mut macs) = (Vec::<Vec<u8>>::new(), Vec::<Vec<u8>>::new());
    for n in 0..many {
        let account = AccountId::random(&SystemRandom);
        let handle = Handle(random::octets(&SystemRandom));
        let entry = Entry {
            handle,
            identifier: SecretText::new(format!("m{n}@hospital.example")),
            names: vec![SecretText::new(format!("Person No{n} of Many"))],
            contacts: vec![
                SecretText::new(format!("person.{n}@hospital.example")),
                SecretText::new(format!("+39 02 {n:05}")),
            ],
        };
        let sealed = seal_entry(&public, stock.org, account, epoch, &entry.encode().unwrap(), &SystemRandom).unwrap();
        let row = DirectoryRow { account, epoch, sealed, mark: Vec::new(), mac: Vec::new() };
        macs.push(stock.block_on(stock.keeper.row_mac(row_macs::directory(stock.org, &row))).unwrap().to_vec());
        ids.push(account.0);
        handles.push(handle.as_bytes().to_vec());
        all.push(row.sealed);
    }
    stock.block_on(async {
        let accounts = "insert into account (id, org_id, handle, state, created_on, inbox_public, inbox_mac, inbox_version)
             select id, $1, handle, 'active', current_date, handle, handle, 1 from unnest($2::uuid[], $3::bytea[]) as t (id, handle)";
        let accounts = sqlx::query(accounts).bind(stock.org.0).bind(&ids).bind(&handles);
        accounts.execute(&stock.pool).await.unwrap();
        let entries = "insert into directory (account_id, epoch, sealed, mark, mac)
             select id, $1, sealed, '\\x00', mac from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as t (id, sealed, mac)";
        let entries = sqlx::query(entries).bind(i32::try_from(epoch).unwrap()).bind(&ids).bind(&all).bind(&macs);
        entries.execute(&stock.pool).await.unwrap();
    });
    stock.sql("vacuum analyze directory");
}
