//! A table that somebody holds, so that what is to happen meanwhile can.

use super::app::TestApp;
use sqlx::{Connection as _, Executor as _};
use std::time::{Duration, Instant};

/// Keeps everybody else from writing to a table until it is dropped. Takes no number, so that no rotation waits for it.
pub struct Held(Option<sqlx::PgConnection>);

impl Held {
    pub fn table(app: &TestApp, table: &str) -> Self {
        app.block_on(async {
            let mut connection = sqlx::PgConnection::connect_with(&app.database).await.unwrap();
            connection.execute("begin").await.unwrap();
            let lock = format!("lock table {table} in exclusive mode");
            connection.execute(sqlx::AssertSqlSafe(lock)).await.unwrap();
            Self(Some(connection))
        })
    }

    /// Until somebody waits for it.
    pub fn is_waited_for(&self, app: &TestApp) {
        let until = Instant::now() + Duration::from_secs(20);
        let query = "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())";
        while app.block_on(sqlx::query_scalar::<_, i64>(query).fetch_one(&app.parts.pool)).unwrap() == 0 {
            assert!(Instant::now() < until, "nobody waits");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn release(mut self, app: &TestApp) {
        let connection = self.0.take().unwrap();
        app.block_on(connection.close()).unwrap();
    }
}
