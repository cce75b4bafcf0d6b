//! What an operator declares of the whole federation at once: which applications there are, what each may be told and what was chosen for it,
//! how long sessions last. Compared with what there is, and done in one transaction, or not at all.
//!
//! What is not declared stays as it is, unless the operator says that it goes. Nothing here is accepted that the console would not accept.

mod compare;
mod facts;
mod plan;
mod ready;
mod write;

pub use plan::{Plan, Step, What};

use self::compare::Planned;
use self::ready::Whole;

use super::{Choices, Federation, RegistryError};
use crate::db::{self, DbError, PgPool};
use crate::domain::Limits;
use crate::sign_in::change::ChangeError;
use sqlx::{Postgres, Transaction};

/// All of it.
#[derive(Debug, Default)]
pub struct Declaration {
    pub applications: Vec<Declared>,
    /// EntityIDs of those that go.
    pub removed: Vec<String>,
    /// Those that are not named go, too.
    pub prunes: bool,
    pub limits: Option<Limits>,
}

/// One application.
#[derive(Debug)]
pub struct Declared {
    /// What its metadata has to be of, where the operator says so.
    pub entity_id: Option<String>,
    pub metadata: Vec<u8>,
    pub choices: Choices,
}

/// What a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// By its place in [`Declaration::applications`].
    Application(usize),
    /// By its place in [`Declaration::removed`].
    Removed(usize),
    Sessions,
    Whole,
}

/// Why something of it cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub at: At,
    pub sentence: String,
}

/// Why nothing was done. In every case nothing was.
#[derive(Debug, thiserror::Error)]
pub enum DeclaredError {
    #[error("{} of what is declared cannot be", .0.len())]
    Faults(Vec<Fault>),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Limits(#[from] ChangeError),
    #[error("what is declared was not read to its end")]
    Interrupted,
}

impl From<DbError> for DeclaredError {
    fn from(error: DbError) -> Self {
        Self::Registry(error.into())
    }
}

impl Federation {
    /// What would be done.
    ///
    /// # Errors
    /// See [`DeclaredError`].
    pub async fn plan(&self, declaration: Declaration) -> Result<Plan, DeclaredError> {
        Ok(self.plan_seen(declaration).await?.0)
    }

    /// The same, and the tag of what is there: what is done later is done to that, or not at all.
    ///
    /// # Errors
    /// See [`DeclaredError`].
    pub async fn plan_seen(&self, declaration: Declaration) -> Result<(Plan, String), DeclaredError> {
        let planned = self.planned(declaration).await?;
        let tag = planned.tag().to_owned();
        Ok((planned.into_plan(), tag))
    }

    /// Read and compared while nobody waits for it.
    pub(super) async fn planned(&self, declaration: Declaration) -> Result<Planned, DeclaredError> {
        let ready = self.ready_aside(declaration).await?;
        let mut seen = begun(&self.parts.pool).await?;
        let planned = self.compared(&mut seen, ready).await?;
        seen.rollback().await.map_err(DbError::from)?;
        Ok(planned)
    }

    /// Reads what is declared, where nobody's request waits for it: megabytes of XML take their time.
    async fn ready_aside(&self, declaration: Declaration) -> Result<Whole, DeclaredError> {
        let federation = self.clone();
        let reading = tokio::task::spawn_blocking(move || federation.ready(declaration));
        reading.await.unwrap_or_else(|_| Err(DeclaredError::Interrupted))
    }

    /// Does it: all, or nothing.
    ///
    /// # Errors
    /// See [`DeclaredError`]; `Changed` where somebody else changed one of these meanwhile.
    pub async fn declare(&self, declaration: Declaration, request_id: &str) -> Result<Plan, DeclaredError> {
        // Read and compared while nobody waits for it; a row that somebody changes from here on is of another version, and then nothing is
        // written.
        let ready = self.ready(declaration)?;
        let mut seen = begun(&self.parts.pool).await?;
        let planned = self.compared(&mut seen, ready).await?;
        seen.rollback().await.map_err(DbError::from)?;
        if planned.plan.is_empty() {
            return Ok(planned.plan);
        }
        let mut transaction = begun(&self.parts.pool).await?;
        // Of two who declare at once, one comes after the other.
        db::organisation::hold(&mut transaction, self.parts.org).await?;
        self.written(transaction, planned, None, request_id).await
    }
}

async fn begun(pool: &PgPool) -> Result<Transaction<'static, Postgres>, DbError> {
    Ok(pool.begin().await?)
}
