//! What a large organisation has, beside a running program: service providers, registered as an operator registers them, and rows in the
//! place of those of many people.

use super::program::Home;
use nix::unistd::{Uid, geteuid, seteuid};
use senza::domain::OrgId;
use senza::federation::{Federation, Options, Registration};
use senza::keeper::Keeper;
use senza::startup::{self, Environment};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{AssertSqlSafe, PgPool};
use std::os::unix::fs::MetadataExt as _;

pub struct Stock {
    runtime: tokio::runtime::Runtime,
    federation: Federation,
    pub pool: PgPool,
    pub keeper: Keeper,
    pub org: OrgId,
    /// Who started this.
    before: Uid,
}

impl Stock {
    /// With the keeper's folder and the database of a program that runs with both of its own. The folder opens to the user alone that the
    /// program became: so does this, as long as it is there.
    pub fn beside(home: &Home, base: &str) -> Self {
        let before = geteuid();
        let keeper = home.path().join("keeper");
        seteuid(Uid::from_raw(std::fs::metadata(&keeper).unwrap().uid())).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        // The fifth line says in what folder PostgreSQL's socket is.
        let said = std::fs::read_to_string(home.path().join("data/postgres/postmaster.pid")).unwrap();
        let options = PgConnectOptions::new_without_pgpass()
            .socket(said.lines().nth(4).unwrap().trim())
            .ssl_mode(PgSslMode::Disable)
            .username("senza")
            .database("senza");
        let (federation, pool, keeper, org) = runtime.block_on(async {
            let parts = startup::parts(options, &keeper, Environment::default()).await.unwrap();
            let (pool, keeper, org) = (parts.pool.clone(), parts.keeper.clone(), parts.org);
            let app = startup::app(parts, startup::base(base).unwrap()).await.unwrap();
            (Federation::clone(&app.federation), pool, keeper, org)
        });
        Self { runtime, federation, pool, keeper, org, before }
    }

    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    pub fn register(&self, metadata: &str, released: &[&str]) {
        let registration = Registration {
            metadata: metadata.as_bytes(),
            released: released.iter().map(|name| (*name).to_owned()).collect(),
            allow_http_acs: false,
            options: Options::default(),
        };
        self.runtime.block_on(self.federation.put(registration, None, "bench")).unwrap();
    }

    /// Of constant text: how many rows it touched.
    pub fn sql(&self, statement: &str) -> u64 {
        let done = self.runtime.block_on(sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&self.pool));
        done.unwrap().rows_affected()
    }

    pub fn number(&self, query: &str) -> i64 {
        self.runtime.block_on(sqlx::query_scalar(AssertSqlSafe(query.to_owned())).fetch_one(&self.pool)).unwrap()
    }

    /// Rows like the first one of a table of which `one` holds, some columns as these expressions say: one row for each of `made`, of
    /// which the expressions may speak.
    pub fn copies(&self, table: &str, one: &str, made: &str, changed: &[(&str, &str)]) -> u64 {
        let names = format!(
            "select string_agg(column_name, ' ' order by ordinal_position) from information_schema.columns
             where table_schema = 'public' and table_name = '{table}'"
        );
        let names: String =
            self.runtime.block_on(sqlx::query_scalar(AssertSqlSafe(names)).fetch_one(&self.pool)).unwrap();
        let names: Vec<&str> = names.split(' ').collect();
        let values: Vec<String> = names
            .iter()
            .map(|name| {
                let changed = changed.iter().find(|(column, _)| column == name);
                changed.map_or_else(|| format!("one.{name}"), |(_, expression)| (*expression).to_owned())
            })
            .collect();
        self.sql(&format!(
            "insert into {table} ({}) select {} from (select * from {table} where {one} limit 1) as one, {made}",
            names.join(", "),
            values.join(", ")
        ))
    }
}

impl Drop for Stock {
    fn drop(&mut self) {
        self.runtime.block_on(self.pool.close());
        let _ = seteuid(self.before);
    }
}
