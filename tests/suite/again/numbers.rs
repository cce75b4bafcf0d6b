//! The numbers of transactions, as a copy of the database's files has them: in rows that live and in those that are gone.

use super::keyring::{member, second};
use crate::support::again::administrator;
use crate::support::app::{TestApp, spawn};
use crate::support::person::enrol;
use senza::sign_in::keyring::reseal;
use senza::startup::server::scatter_rows;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::collections::BTreeSet;

const KEYRING: [&str; 3] = ["keyring", "keyring_member", "escrow"];

/// Pages are read by the cluster's own superuser alone.
async fn superuser(app: &TestApp) -> PgConnection {
    let options = app.parts.pool.connect_options();
    PgConnection::connect_with(&PgConnectOptions::clone(&options).username("postgres")).await.unwrap()
}

pub(crate) fn look_into_pages(app: &TestApp) {
    app.block_on(async { superuser(app).await.execute("create extension pageinspect").await.map(|_| ()) }).unwrap();
}

/// Who wrote, locked or deleted each row of a table, from its pages and not from what a query sees.
pub(crate) fn numbers(app: &TestApp, table: &str) -> BTreeSet<String> {
    let query = format!(
        "select unnest(array[t_xmin::text, t_xmax::text])
         from generate_series(0, pg_relation_size('{table}') / current_setting('block_size')::int - 1) as page,
              heap_page_items(get_raw_page('{table}', page::int)) where t_xmin is not null"
    );
    let all: Vec<String> = app.block_on(async {
        let mut connection = superuser(app).await;
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap()
    });
    all.into_iter().filter(|number| number != "0").collect()
}

/// Those that the tables of accounts bear.
pub(crate) fn of_accounts(app: &TestApp) -> BTreeSet<String> {
    ["account", "profile", "way_in", "inbox_item"].iter().flat_map(|table| numbers(app, table)).collect()
}

/// The tables of the keyring that bear one of these.
fn joined(app: &TestApp, accounts: &BTreeSet<String>) -> Vec<&'static str> {
    KEYRING.into_iter().filter(|table| !numbers(app, table).is_disjoint(accounts)).collect()
}

/// A transaction anywhere on the machine that began before keeps rows that it might still see: tests run beside others.
fn swept(app: &TestApp, accounts: &BTreeSet<String>, what: &str) {
    for _ in 0..50 {
        app.block_on(scatter_rows(&app.parts)).unwrap();
        if joined(app, accounts).is_empty() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{what}: {:?} still bear an account's numbers", joined(app, accounts));
}

// Threat: a copy of the database's files (a physical backup) shows that one transaction wrote a member's row and an
// account's, and so who is an administrator.
#[test]
fn no_number_of_a_transaction_joins_the_keyring_to_an_account_after_the_sweep() {
    let app = spawn();
    look_into_pages(&app);
    // One row in each table: nothing that could be out of order.
    let mut root = administrator(&app, true);
    let before = of_accounts(&app);
    let control = joined(&app, &before);
    assert!(control.contains(&"keyring") && control.contains(&"keyring_member"), "control: as they came, {control:?}");
    swept(&app, &before, "answered");

    // A second, who asked for a place and was admitted.
    let before = of_accounts(&app);
    second(&app, &mut root, "eve@example.org");
    let after = before.union(&of_accounts(&app)).cloned().collect();
    assert!(joined(&app, &after).contains(&"keyring_member"), "control: as she came");
    swept(&app, &after, "joined");

    // She leaves, and what is kept is sealed anew from an administrator's session.
    enrol(&app, "bob@example.org");
    let (id, ..) = member(&app, &root, "eve@example.org").unwrap();
    assert_eq!(root.console("/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
    app.block_on(reseal(&app.parts, &root.signed_in(&app), 100, 100)).unwrap();
    let before = of_accounts(&app);
    assert_eq!(joined(&app, &before), KEYRING, "control: with a new key");
    swept(&app, &before, "left");

    // Turned off: what was kept is deleted, and its rows lie there until they are written over.
    assert_eq!(root.answer(false).status, 303);
    let before = of_accounts(&app);
    assert_eq!((app.count("escrow"), app.count("keyring_member")), (0, 0));
    assert_eq!(joined(&app, &before), KEYRING, "control: in rows that are gone");
    swept(&app, &before, "turned off");
}
