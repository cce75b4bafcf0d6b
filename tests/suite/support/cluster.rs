//! One throw-away PostgreSQL cluster for the suite, a database for each test.

use senza::cluster::{TestCluster, TestDatabase};
use senza::db;
use sqlx::postgres::PgConnectOptions;
use std::sync::OnceLock;
use tokio::runtime::Runtime;

struct Suite {
    runtime: Runtime,
    cluster: TestCluster,
    migrated: TestDatabase,
}

static SUITE: OnceLock<Suite> = OnceLock::new();

/// A migrated database that the test has for itself.
pub fn create_database() -> PgConnectOptions {
    let suite = SUITE.get_or_init(start);
    suite.runtime.block_on(suite.cluster.create_database(Some(&suite.migrated))).expect("a database").connect_options
}

/// Takes it away again.
pub fn drop_database(options: &PgConnectOptions) {
    let suite = SUITE.get_or_init(start);
    let name = options.get_database().expect("a name");
    suite.runtime.block_on(suite.cluster.drop_database(name)).expect("it is there");
}

/// One without a table.
pub fn create_empty_database() -> PgConnectOptions {
    let suite = SUITE.get_or_init(start);
    suite.runtime.block_on(suite.cluster.create_database(None)).expect("a database").connect_options
}

fn start() -> Suite {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (cluster, migrated) = runtime.block_on(async {
        let cluster = TestCluster::start().await.expect("a cluster");
        let migrated = cluster.create_database(None).await.expect("a database");
        let pool = db::pool(migrated.connect_options.clone(), 1);
        db::migrate(&pool).await.expect("the schema");
        pool.close().await;
        (cluster, migrated)
    });
    Suite { runtime, cluster, migrated }
}
