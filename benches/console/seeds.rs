//! What there is before anything is measured.

use crate::load::{Script, run};
use crate::portal::{Portal, RELEASED};
use crate::support::person::Person;
use crate::support::stock::Stock;
use std::time::Instant;

/// Sign-ons of each person.
const SIGN_ONS: usize = 2_500;

pub fn service_providers(stock: &Stock, portal: &Portal, count: usize) {
    let begun = Instant::now();
    stock.register(&portal.metadata(), &RELEASED);
    for n in 1..count {
        stock.register(&portal.metadata_of(&format!("https://portal{n}.example/saml")), &["mail"]);
    }
    eprintln!("{count} service providers: {:.0?}", begun.elapsed());
}

pub fn sign_ons(base: &str, portal: &Portal, people: &[Person]) {
    let script = |person: &Person| Script {
        cookie: format!("senza_session={}", person.browser.cookie("senza_session").unwrap()),
        paths: (0..SIGN_ONS).map(|_| portal.request(base)).collect(),
    };
    let scripts: Vec<Script> = people.iter().map(script).collect();
    let outcome = run(&base.strip_prefix("http://").unwrap().replace("localhost", "127.0.0.1"), &scripts);
    eprintln!("{} sign-ons: {:.0?}", outcome.latencies.len(), outcome.took);
}

/// Accounts with a way in, a factor, a profile and a session in a hundred, and what the audit says of them.
pub fn accounts(stock: &Stock, count: usize) {
    let begun = Instant::now();
    stock.sql(&format!(
        "create table made as select n, gen_random_uuid() as account, gen_random_uuid() as way from generate_series(1, {count}) as n"
    ));
    let octets = "sha256(made.account::text::bytea)";
    stock.copies("account", "state = 'active'", "made", &[("id", "made.account"), ("handle", octets)]);
    stock.copies("way_in", "way = 'passphrase'", "made", &[("id", "made.way"), ("account_id", "made.account")]);
    stock.copies("root_seal", "true", "made", &[("way_id", "made.way")]);
    stock.copies("factor", "true", "made", &[("id", "gen_random_uuid()"), ("account_id", "made.account")]);
    stock.copies("profile", "true", "made", &[("account_id", "made.account")]);
    let sessions = "made where n % 100 = 0";
    stock.copies(
        "session",
        "true",
        &format!("(select * from {sessions}) as made"),
        &[("id_hash", octets), ("account_id", "made.account")],
    );
    // Over three months, until yesterday.
    let back = |share: &str| {
        format!("now() - interval '1 day' - made.n * interval '90 days' / {count} - interval '{share} minutes'")
    };
    for (event, times) in [("enrolled", 1), ("signed on", 3)] {
        for nth in 0..times {
            let at = back(&(nth * 7).to_string());
            let changed = [
                ("chain", "(select gen_random_uuid() where made.n > 0)"),
                ("at", &*at),
                ("subject", octets),
                ("mac", octets),
            ];
            stock.copies("audit", &format!("event = '{event}'"), "made", &changed);
        }
    }
    stock.sql("drop table made");
    for table in
        ["account", "way_in", "root_seal", "factor", "profile", "session", "audit", "flight", "service_provider"]
    {
        stock.sql(&format!("vacuum analyze {table}"));
    }
    let rows = stock.number("select count(*) from audit");
    eprintln!("{count} accounts and an audit of {rows} rows: {:.0?}", begun.elapsed());
}
