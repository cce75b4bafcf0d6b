//! A connection that one task keeps for itself. The pool tests a connection whenever it is taken and given back, which
//! costs a round trip each time; here that is done only after a pause.

use super::{DbError, PgConnection, PgPool};
use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Postgres};
use std::time::{Duration, Instant};

/// What was well so short a time ago is taken to be well; whoever uses it can bear that it is not.
const FRESH: Duration = Duration::from_millis(100);

pub struct Held {
    pool: PgPool,
    kept: Option<Kept>,
}

struct Kept {
    connection: PoolConnection<Postgres>,
    used: Instant,
}

impl Held {
    /// The pool should be of one connection, and nobody else's.
    pub fn new(pool: PgPool) -> Self {
        Self { pool, kept: None }
    }

    /// The connection that is kept, or another one.
    ///
    /// # Errors
    /// The database is away.
    pub async fn connection(&mut self) -> Result<&mut PgConnection, DbError> {
        let mut kept = self.kept.take();
        if let Some(one) = &mut kept
            && one.used.elapsed() > FRESH
            && one.connection.ping().await.is_err()
        {
            Self::close(kept.take());
        }
        let connection = match kept {
            Some(kept) => kept.connection,
            None => self.pool.acquire().await?,
        };
        Ok(&mut self.kept.insert(Kept { connection, used: Instant::now() }).connection)
    }

    /// After an error: whatever state the connection is in, nobody gets it again.
    pub fn give_up(&mut self) {
        Self::close(self.kept.take());
    }

    fn close(kept: Option<Kept>) {
        if let Some(mut kept) = kept {
            kept.connection.close_on_drop();
        }
    }
}
