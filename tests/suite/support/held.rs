//! A table, or a row, that somebody holds, so that what is to happen meanwhile can.

use super::app::TestApp;
use super::envelopes::wait_until;
use sqlx::{Connection as _, Executor as _};
use std::time::{Duration, Instant};

/// Keeps everybody else from writing to a table until it is dropped. Takes no number, so that no rotation waits for it.
pub struct Held(Option<sqlx::PgConnection>);

impl Held {
    pub fn table(app: &TestApp, table: &str) -> Self {
        Self::by(app, &format!("lock table {table} in exclusive mode"))
    }

    /// What a statement locks. Those who wait for a row get it in the order in which they came.
    pub fn by(app: &TestApp, statement: &str) -> Self {
        app.block_on(async {
            let mut connection = sqlx::PgConnection::connect_with(&app.database).await.unwrap();
            connection.execute("begin").await.unwrap();
            connection.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
            Self(Some(connection))
        })
    }

    /// Until so many wait, for this or for each other.
    pub fn are_waited_for(&self, app: &TestApp, many: i64) {
        wait_until("so many wait", || {
            app.count("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") == many
        });
    }

    /// Until somebody waits for it.
    pub fn is_waited_for(&self, app: &TestApp) {
        self.is_waited_for_by(app, 1);
    }

    /// Until so many do.
    pub fn is_waited_for_by(&self, app: &TestApp, many: i64) {
        let until = Instant::now() + Duration::from_secs(60);
        let query = "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())";
        while app.block_on(sqlx::query_scalar::<_, i64>(query).fetch_one(&app.parts.pool)).unwrap() < many {
            assert!(Instant::now() < until, "{many} do not wait");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn release(mut self, app: &TestApp) {
        let connection = self.0.take().unwrap();
        app.block_on(connection.close()).unwrap();
    }

    /// Lets it go, with what the statement changed.
    pub fn commit(mut self, app: &TestApp) {
        let mut connection = self.0.take().unwrap();
        app.block_on(async {
            connection.execute("commit").await.unwrap();
            connection.close().await.unwrap();
        });
    }
}
