//! The numbers of transactions, as a copy of the database's files has them: in rows that live and in those that are gone.

use super::keyring::{member, second};
use crate::directory::turn;
use crate::support::again::administrator;
use crate::support::app::{TestApp, spawn};
use crate::support::person::enrol;
use senza::sign_in::keyring::reseal;
use senza::startup::server::scatter_rows;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const KEYRING: [&str; 4] = ["keyring", "keyring_member", "escrow", "directory"];

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

/// A transaction that began before, in any database of the cluster, keeps rows that it might still see: tests run beside
/// others. The sweep is to have done with them as soon as those have ended.
pub(crate) fn sweep_twice(app: &TestApp) {
    app.block_on(scatter_rows(&app.parts)).unwrap();
    wait_for_older(app);
    app.block_on(scatter_rows(&app.parts)).unwrap();
}

/// The same, and the second sweep beside a transaction that began after the first: it keeps nothing of what was gone by then.
pub(crate) fn sweep_twice_beside_a_later_one(app: &TestApp) {
    app.block_on(scatter_rows(&app.parts)).unwrap();
    wait_for_older(app);
    let mut other = begun_elsewhere(app);
    app.block_on(scatter_rows(&app.parts)).unwrap();
    app.block_on(other.execute("rollback")).unwrap();
}

/// Until no transaction runs, and no statement looks at this database, that began before now.
fn wait_for_older(app: &TestApp) {
    let since = Instant::now();
    app.block_on(async {
        let mut connection = superuser(app).await;
        let now = sqlx::query_scalar::<_, String>("select pg_current_xact_id()::text");
        let now = now.fetch_one(&mut connection).await.unwrap();
        let has_ended = "select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8
            and not exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                            and age(backend_xmin) >= age($1::xid8::xid))";
        while !sqlx::query_scalar::<_, bool>(has_ended).bind(&now).fetch_one(&mut connection).await.unwrap() {
            assert!(since.elapsed() < Duration::from_secs(300), "a transaction that does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
}

fn swept(app: &TestApp, accounts: &BTreeSet<String>, what: &str) {
    sweep_twice(app);
    assert_eq!(joined(app, accounts), [""; 0], "{what}: these still bear an account's numbers");
}

/// A transaction that bears a number, in another database of the cluster.
pub(crate) fn begun_elsewhere(app: &TestApp) -> PgConnection {
    app.block_on(async {
        let options = PgConnectOptions::clone(&app.database).username("postgres").database("postgres");
        let mut other = PgConnection::connect_with(&options).await.unwrap();
        other.execute("begin; select pg_current_xact_id()").await.unwrap();
        other
    })
}

/// Sweeps beside a transaction that began before in another database: what it might see stays until it ends, and no longer.
fn swept_beside_another(app: &TestApp, accounts: &BTreeSet<String>, what: &str) {
    let mut other = begun_elsewhere(app);
    for _ in 0..2 {
        app.block_on(scatter_rows(&app.parts)).unwrap();
        assert!(joined(app, accounts).contains(&"escrow"), "{what}, control: it is kept for whoever might see it");
    }
    app.block_on(other.execute("rollback")).unwrap();
    wait_for_older(app);
    app.block_on(scatter_rows(&app.parts)).unwrap();
    assert_eq!(joined(app, accounts), [""; 0], "{what}: with the first sweep after it");
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
    swept_beside_another(&app, &after, "joined");

    // She leaves, and what is kept is sealed anew from an administrator's session.
    assert_eq!(turn(&app, &mut root, true).status, 303);
    root.browser.get("/admin");
    enrol(&app, "bob@example.org");
    let (id, ..) = member(&app, &root, "eve@example.org").unwrap();
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
    app.block_on(reseal(&app.parts, &root.signed_in(&app), 100, 100)).unwrap();
    let before = of_accounts(&app);
    assert_eq!(joined(&app, &before), KEYRING, "control: with a new key");
    swept(&app, &before, "left");

    // Turned off: what was kept is deleted, and its rows lie there until they are written over.
    assert_eq!(root.answer(&app, false).status, 303);
    assert_eq!(turn(&app, &mut root, false).status, 303);
    let before = of_accounts(&app);
    assert_eq!((app.count("escrow"), app.count("directory"), app.count("keyring_member")), (0, 0, 0));
    assert_eq!(joined(&app, &before), KEYRING, "control: in rows that are gone");
    swept(&app, &before, "turned off");
}
