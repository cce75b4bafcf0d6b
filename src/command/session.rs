//! What a command works with: the database and the keeper, for the command's own time.

use super::CommandError;
use crate::cluster::PrivateCluster;
use crate::config::{self, Config, ConfigError, KeeperConfigError, KeeperTlsConfig};
use crate::domain::{KeeperAddress, SystemClock};
use crate::federation::Federation;
use crate::http::Site;
use crate::keeper::KeeperAt;
use crate::sign_in::{Parts, Policy};
use crate::startup::{self, Environment, KeeperPlace};
use crate::tls::{Files, Mutual, MutualFiles, Side};
use sqlx::postgres::PgConnectOptions;
use std::sync::Arc;

/// Beside a running server its cluster is used; alone, the cluster runs as long as the command.
pub(super) struct Session {
    pub parts: Parts,
    pub site: Site,
    /// `None` where a database is configured.
    pub cluster: Option<PrivateCluster>,
}

/// What an operator set of it.
pub(super) fn environment(config: &Config) -> Environment {
    let policy = Policy {
        identifiers: config.organisation.identifiers,
        limits: config.sessions.limits,
        flight: config.flight.policy,
        ..Policy::default()
    };
    Environment { policy, ..Environment::default() }
}

/// Where an operator says the keeper is.
pub(super) fn keeper_place(config: &Config) -> Result<KeeperPlace, CommandError> {
    let keeper = &config.keeper;
    if keeper.sockets.is_empty() {
        return Ok(KeeperPlace::Folder { dir: keeper.dir.clone(), credential: keeper.credential.clone() });
    }
    let tls = keeper.tls.as_ref().map(|tls| Mutual::load(Side::Server, mutual_files(tls), Arc::new(SystemClock)));
    let tls = tls.transpose()?.map(Arc::new);
    let at = |place: &KeeperAddress| match (place, &tls) {
        (KeeperAddress::Socket(path), _) => Ok(KeeperAt::Socket(path.clone())),
        (KeeperAddress::Tls { host, port }, Some(tls)) => {
            Ok(KeeperAt::Host { host: host.clone(), port: *port, tls: Arc::clone(tls) })
        }
        (KeeperAddress::Tls { .. }, None) => Err(ConfigError::from(KeeperConfigError::NoTls)),
    };
    Ok(KeeperPlace::Sockets(keeper.sockets.iter().map(at).collect::<Result<_, _>>()?))
}

/// The files of either side.
pub(super) fn mutual_files(tls: &KeeperTlsConfig) -> MutualFiles {
    let own = Files { certificate: tls.certificate.clone(), key: tls.key.clone() };
    MutualFiles { own, authority: tls.authority.clone() }
}

impl Session {
    pub(super) async fn open(config: &Config) -> Result<Self, CommandError> {
        let (options, cluster): (PgConnectOptions, Option<PrivateCluster>) =
            match config.database.url.as_ref().map(config::connect_options).transpose()? {
                Some(options) => (options, None),
                None => {
                    let cluster = PrivateCluster::for_command(&config.database.data_dir, None).await?;
                    (cluster.connect_options(), Some(cluster))
                }
            };
        let parts = startup::parts(options, keeper_place(config)?, environment(config)).await?;
        let address = config::settle_server(&config.server, &config.database.data_dir)?;
        let site = Site::new(startup::base(address.base_url.as_str())?);
        Ok(Self { parts, site, cluster })
    }

    pub(super) async fn federation(&self) -> Result<Federation, CommandError> {
        Federation::new(self.parts.clone(), self.site.base(), self.site.scope()).await.map_err(CommandError::said)
    }

    /// Stops what this command started.
    pub(super) async fn close(self) -> Result<(), CommandError> {
        self.parts.pool.close().await;
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
}
