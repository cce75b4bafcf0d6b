//! Wires the parts together; the only place that knows them all.

mod models;
mod organisation;
pub mod server;

pub use models::{ModelsError, models};
pub use organisation::OrganisationError;

use crate::audit;
use crate::db::{self, DbError, PgPool};
use crate::domain::{Clock, Random, SystemClock, SystemRandom};
use crate::federation::{Federation, Publisher};
use crate::http::{App, Site};
use crate::keeper::{Embedded, Keeper, KeeperAt, KeeperError, Limits, OpenKeeperError, Unsealing};
use crate::sign_in::passkey::{Models, RelyingParty};
use crate::sign_in::reads::Reads;
use crate::sign_in::session_policy::SessionPolicy;
use crate::sign_in::sources::Sources;
use crate::sign_in::stretcher::Stretcher;
use crate::sign_in::waiting::WaitingRoom;
use crate::sign_in::{Parts, Policy};
use sqlx::postgres::PgConnectOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Semaphore;
use url::Url;

#[derive(Debug, thiserror::Error)]
pub enum StartupError {
    #[error("the database cannot be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    OpenKeeper(#[from] OpenKeeperError),
    #[error("the base URL is not one: {0}")]
    Base(url::ParseError),
    #[error(transparent)]
    Organisation(#[from] OrganisationError),
    #[error(transparent)]
    Models(#[from] ModelsError),
}

/// What a program is made of, besides its database and keeper.
pub struct Environment {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub policy: Policy,
    /// How many Argon2id computations may run at once.
    pub permits: usize,
    /// How much the embedded keeper answers.
    pub limits: Limits,
}

impl Default for Environment {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            policy: Policy::default(),
            permits: cores,
            limits: Limits::default(),
        }
    }
}

/// Where the keeper is.
#[derive(Debug, Clone)]
pub enum KeeperPlace {
    /// Inside this process, with its keys in this folder; a sealed key file opens with the credential alone, for a server asks
    /// nobody for a passphrase.
    Folder { dir: PathBuf, credential: Option<PathBuf> },
    /// In processes of their own, at these places.
    Sockets(Vec<KeeperAt>),
}

impl<P: AsRef<Path> + ?Sized> From<&P> for KeeperPlace {
    fn from(folder: &P) -> Self {
        Self::Folder { dir: folder.as_ref().to_owned(), credential: None }
    }
}

impl KeeperPlace {
    fn open(self, environment: &Environment) -> Result<Keeper, StartupError> {
        let (random, clock) = (Arc::clone(&environment.random), Arc::clone(&environment.clock));
        Ok(match self {
            Self::Folder { dir, credential } => {
                let with = Unsealing::from_credential(credential.as_deref()).map_err(OpenKeeperError::from)?;
                Embedded::open_sealed(&dir, &with, random, clock, environment.limits)?.into()
            }
            Self::Sockets(keepers) => Keeper::at(keepers, clock),
        })
    }
}

/// The keeper alone, for what needs no database.
///
/// # Errors
/// Its folder cannot be opened.
pub fn keeper(place: impl Into<KeeperPlace>, environment: &Environment) -> Result<Keeper, StartupError> {
    place.into().open(environment)
}

/// Connects, migrates, opens the keeper's folder or asks the keepers, and checks that keeper and database belong together.
pub async fn parts(
    database: PgConnectOptions,
    keeper: impl Into<KeeperPlace>,
    environment: Environment,
) -> Result<Parts, StartupError> {
    let pool = db::pool(database.clone(), db::FOR_REQUESTS);
    let (writers, readers) = (db::pool(database.clone(), db::FOR_ONE_TASK), db::pool(database, db::FOR_ONE_TASK));
    db::migrate(&pool).await?;
    let keeper = keeper.into().open(&environment)?;
    assemble(Pools { pool, writers, readers }, keeper, environment).await
}

struct Pools {
    pool: PgPool,
    writers: PgPool,
    readers: PgPool,
}

async fn assemble(pools: Pools, keeper: Keeper, environment: Environment) -> Result<Parts, StartupError> {
    let Pools { pool, writers, readers } = pools;
    let Environment { clock, random, policy, permits, .. } = environment;
    let org = organisation::ensure(&pool, &keeper, &*random, clock.now().date()).await?;
    let journal = audit::start(writers, keeper.clone(), org, Arc::clone(&random));
    let reads = Reads::start(readers, org);
    let stretcher = Stretcher::new(permits);
    let sources = Arc::new(Sources::new(&*random));
    let waiting = WaitingRoom::new(policy.waiting, &*random);
    Ok(Parts {
        org,
        pool,
        keeper,
        journal,
        reads,
        clock,
        random,
        stretcher,
        sources,
        waiting,
        policy,
        relying_party: None,
        session_policy: Arc::new(SessionPolicy::default()),
        look: Arc::default(),
        tokens: Arc::default(),
        figures: Arc::default(),
        lists: Arc::default(),
        searches: Arc::new(Semaphore::new(1)),
    })
}

/// The site's address as a URL.
///
/// # Errors
/// It is none.
pub fn base(text: &str) -> Result<Url, StartupError> {
    Url::parse(text).map_err(StartupError::Base)
}

/// The site at an address, run by nobody in particular.
pub async fn app(parts: Parts, base: Url) -> Result<App, StartupError> {
    published_app(parts, base, Publisher::default(), Models::default()).await
}

/// The site at an address, who runs it, and of which models it accepts passkeys.
pub async fn published_app(parts: Parts, base: Url, publisher: Publisher, models: Models) -> Result<App, StartupError> {
    let relying_party = RelyingParty::of(&base).map(|party| party.accepting(models));
    if relying_party.is_none() {
        tracing::warn!(
            "passkeys are off: the base URL has an address and no name, and no passkey can be made for that"
        );
    }
    let (parts, site) = (Parts { relying_party, ..parts }, Site::new(base));
    let federation = Federation::new(parts.clone(), site.base(), site.scope()).await?.published_by(publisher);
    if let Err(error) = parts.look.look_again(&parts).await {
        tracing::warn!(%error, "what pages are to look like is not known yet");
    }
    Ok(App::new(site, parts, federation))
}
