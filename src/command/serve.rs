//! `senza serve`: the identity provider, in the foreground, until it is told to stop.

use super::session::{environment, keeper_place};
use super::{CommandError, output};
use crate::audit::{Event, Subject};
use crate::cluster::PrivateCluster;
use crate::config::{self, Config, Settled};
use crate::federation::Publisher;
use crate::http::App;
use crate::sign_in::Parts;
use crate::startup::{self, server};
use actix_web::dev::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;

/// A server that is running, with all that has to be stopped in the right order.
pub(super) struct Running {
    pub parts: Parts,
    pub app: App,
    pub address: Settled,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    sweeper: JoinHandle<()>,
    cluster: Option<PrivateCluster>,
}

pub(super) async fn serve(config: &Config) -> Result<(), CommandError> {
    let stop = Stop::listen()?;
    let running = Running::start(config).await?;
    let said = output::line(&format!("Senza: {}", running.address.base_url.as_str()));
    if said.is_ok() {
        stop.wait().await;
    }
    running.stop().await?;
    said
}

impl Running {
    pub(super) async fn start(config: &Config) -> Result<Self, CommandError> {
        let address = config::settle_server(&config.server, &config.database.data_dir)?;
        // Whoever serves these data already has the port as well, and is the better answer.
        if config.database.url.is_none() {
            PrivateCluster::nobody_serves(&config.database.data_dir)?;
        }
        let listeners = address.bind()?;
        let (options, cluster) = match &config.database.url {
            Some(url) => (config::connect_options(url)?, None),
            None => {
                let cluster = PrivateCluster::serve(&config.database.data_dir, None).await?;
                (cluster.connect_options(), Some(cluster))
            }
        };
        let started = Self::start_site(config, options, &address, listeners).await;
        match (started, cluster) {
            (Ok((parts, app, handle, server)), cluster) => {
                let sweeper = tokio::spawn(server::sweep(parts.clone()));
                Ok(Self { parts, app, address, handle, server, sweeper, cluster })
            }
            (Err(error), cluster) => {
                if let Some(cluster) = cluster {
                    cluster.stop().await?;
                }
                Err(error)
            }
        }
    }

    async fn start_site(
        config: &Config,
        options: sqlx::postgres::PgConnectOptions,
        address: &Settled,
        listeners: Vec<std::net::TcpListener>,
    ) -> Result<(Parts, App, ServerHandle, JoinHandle<std::io::Result<()>>), CommandError> {
        let parts = startup::parts(options, keeper_place(config), environment(config)).await?;
        say_what_is_for_trying_out(config, address);
        let base = startup::base(address.base_url.as_str())?;
        let app = startup::published_app(parts.clone(), base, publisher(config)).await?;
        let running = server::serve(app.clone(), listeners).map_err(CommandError::io("the server could not start"))?;
        let handle = running.handle();
        let server = tokio::spawn(running);
        parts.record(Event::Started, Subject::Nobody, "command").await.map_err(CommandError::said)?;
        Ok((parts, app, handle, server))
    }

    /// Answers what is under way, then closes the database.
    pub(super) async fn stop(self) -> Result<(), CommandError> {
        self.handle.stop(true).await;
        let served = self.server.await.map_err(CommandError::said)?;
        self.sweeper.abort();
        self.parts.pool.close().await;
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        served.map_err(CommandError::io("the server stopped"))
    }
}

fn say_what_is_for_trying_out(config: &Config, address: &Settled) {
    if address.base_url.is_plain_http() {
        tracing::warn!("plain http on this machine alone: cookies go without Secure and the __Host- prefix");
    }
    if config.organisation.technical_contact.is_none() {
        // SDP-IDP33: an IdP's metadata MUST contain a technical contact; whose it would be only the operator knows.
        tracing::warn!("the metadata names no technical contact: set SENZA_TECHNICAL_CONTACT before partners read it");
    }
    if config.keeper.sockets.is_empty() {
        tracing::warn!(
            keeper = %config.keeper.dir.display(),
            "the keeper runs inside the server: whoever copies its folder together with the database has both"
        );
    }
}

fn publisher(config: &Config) -> Publisher {
    let organisation = config.organisation.clone();
    Publisher {
        name: organisation.name,
        url: organisation.url,
        technical_contact: organisation.technical_contact,
        support_contact: organisation.support_contact,
        valid_days: config.metadata.valid_days,
    }
}

/// Ctrl-C, or a request to terminate: heard from the moment this is made, so that neither ends the program half-way
/// through its start.
pub(super) struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    pub(super) fn listen() -> Result<Self, CommandError> {
        let hear = |kind| signal(kind).map_err(CommandError::io("signals cannot be received"));
        Ok(Self { interrupt: hear(SignalKind::interrupt())?, terminate: hear(SignalKind::terminate())? })
    }

    /// Until one of them has come.
    pub(super) async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        tracing::info!("stopping");
    }
}
