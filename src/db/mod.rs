//! The database: one file a table, SQL checked at compile time, and writes that state how many rows they must touch.
//!
//! Uses `domain` and the row types of `vault`. Knows no page, no SAML and no secret: what it stores is sealed, salted,
//! derived or random before it arrives here. Every row that confers trust is checked against the keeper's MAC by the
//! caller that reads it (`sign_in`, `federation`).
//!
//! Whoever can write to the database can write moments that are none (`infinity`) or that no program here can hold: a moment
//! is read between the years 1 and 9999, so that such a row is refused and ends no thread.

pub mod account;
pub mod api_token;
pub mod approval_policy;
pub mod audit;
pub mod audit_pages;
pub mod audit_shipped;
pub mod columns;
pub mod directory;
pub mod envelope;
pub mod envelope_key;
pub mod envelope_slip;
pub mod epoch;
pub mod escrow;
pub mod factor;
pub mod flight;
pub mod flight_share;
pub mod forgotten_device;
#[cfg(feature = "test-variants")]
pub mod halves;
pub mod held;
pub mod held_apart;
pub mod inbox;
pub mod invitation;
pub mod keyring;
pub mod keyring_member;
pub mod logout_answer;
pub mod look;
pub mod one_commit;
pub mod one_read;
pub mod organisation;
pub mod participant;
pub mod partner_link;
pub mod pending;
pub mod profile;
pub mod proposal;
pub mod scatter;
pub mod scope;
pub mod seen_request;
pub mod service_provider;
pub mod session;
pub mod session_policy;
pub mod spent_code;
pub mod stock;
pub mod stolen;
pub mod subscription;
pub mod sweep;
pub mod throttle;
pub mod way_in;
pub mod wrapped;

use sqlx::Executor as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::time::Duration;
use time::OffsetDateTime;

pub use sqlx::{PgConnection, PgPool};

/// Why a statement did not do what it must.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The database cannot be reached, or not now: the person may try again.
    #[error("the database is away: {0}")]
    Away(sqlx::Error),
    /// Somebody holds what the statement waited for, for longer than it waits.
    #[error("something was held for longer than is waited for it: {0}")]
    Held(sqlx::Error),
    #[error("a statement failed: {0}")]
    Statement(sqlx::Error),
    #[error("a write to {table} touched {touched} rows instead of {expected}")]
    Touched { table: &'static str, touched: u64, expected: u64 },
    #[error("a row of {table} is not of the expected shape: {what}")]
    Shape { table: &'static str, what: &'static str },
    #[error("the task that reads the database has stopped")]
    Stopped,
}

impl DbError {
    /// The same once more, for others who shared the statement.
    pub fn once_more(&self) -> Self {
        let said = || sqlx::Error::Protocol(self.to_string());
        match self {
            Self::Away(_) => Self::Away(said()),
            Self::Held(_) => Self::Held(said()),
            Self::Statement(_) => Self::Statement(said()),
            Self::Touched { table, touched, expected } => {
                Self::Touched { table, touched: *touched, expected: *expected }
            }
            Self::Shape { table, what } => Self::Shape { table, what },
            Self::Stopped => Self::Stopped,
        }
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Self::Away(error)
            }
            // Classes 08 (connection), 40 (a transaction that lost to another), 53 (out of resources) and 57 (shutting
            // down, starting up).
            sqlx::Error::Database(db)
                if db
                    .code()
                    .is_some_and(|code| ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class))) =>
            {
                Self::Away(error)
            }
            // `lock_not_available`.
            sqlx::Error::Database(db) if db.code().as_deref() == Some("55P03") => Self::Held(error),
            _ => Self::Statement(error),
        }
    }
}

/// How many connections the requests of one server share.
pub const FOR_REQUESTS: u32 = 12;
/// The audit writer has one of its own, and so has the task that reads for all: requests wait for them.
pub const FOR_ONE_TASK: u32 = 1;

/// Every statement here finds its rows by a key: the plan that serves all values is the right one, and to make another for
/// each execution costs more than the execution. By a key also where a table is so small that PostgreSQL would rather read
/// it whole and build a hash of it, for each request anew.
const PLANS: &str = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

/// A small pool that notices a database that went away and came back.
pub fn pool(options: PgConnectOptions, connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .after_connect(|connection, _| Box::pin(async move { connection.execute(PLANS).await.map(drop) }))
        .acquire_timeout(Duration::from_secs(3))
        .idle_timeout(Duration::from_secs(300))
        .connect_lazy_with(options)
}

/// Brings the schema up to this program's.
///
/// # Errors
/// The database is away, or was migrated by a newer program.
pub async fn migrate(pool: &PgPool) -> Result<(), sqlx::migrate::MigrateError> {
    sqlx::migrate!("./migrations").run(pool).await
}

/// States how many rows a write must touch.
fn must_touch(table: &'static str, expected: u64, done: &sqlx::postgres::PgQueryResult) -> Result<(), DbError> {
    let touched = done.rows_affected();
    if touched == expected { Ok(()) } else { Err(DbError::Touched { table, touched, expected }) }
}

/// A column of fixed length, or a complaint about the row.
fn fixed<const N: usize>(table: &'static str, what: &'static str, octets: &[u8]) -> Result<[u8; N], DbError> {
    octets.try_into().map_err(|_| DbError::Shape { table, what })
}

/// A count or version that must not be negative.
fn unsigned<T: TryFrom<i64>>(table: &'static str, what: &'static str, number: i64) -> Result<T, DbError> {
    T::try_from(number).map_err(|_| DbError::Shape { table, what })
}

/// A version on its way into a `bigint`.
fn bigint(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A small count on its way into an `integer`.
fn integer(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The database's own time.
///
/// # Errors
/// It is away.
pub async fn now(db: &mut PgConnection) -> Result<OffsetDateTime, DbError> {
    Ok(sqlx::query_scalar!("select clock_timestamp() as \"now!\"").fetch_one(db).await?)
}
