//! `senza serve`: the identity provider, in the foreground, until it is told to stop.

use super::session::{environment, keeper_place};
use super::{CommandError, output};
use crate::audit::{self, Event, Shipper, Subject};
use crate::cluster::PrivateCluster;
use crate::config::{self, Config, Settled, SmtpTls};
use crate::domain::{Clock, SystemClock};
use crate::federation::{Federation, Publisher};
use crate::http::{App, Expiry, Watched};
use crate::keys::envelopes::{Folder, Quotas};
use crate::mail::{Post, PostSettings, Security};
use crate::sign_in::Parts;
use crate::sign_in::passkey::Models;
use crate::startup::{self, StartupError, server};
use crate::tls::{Certificates, Files, Outgoing};
use crate::words::Languages;
use actix_web::dev::ServerHandle;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;

/// A server that is running, with all that has to be stopped in the right order.
pub(super) struct Running {
    pub parts: Parts,
    pub app: App,
    pub address: Settled,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    /// What goes on beside it: sweeping, and looking after the certificate.
    beside: Vec<JoinHandle<()>>,
    drain: Duration,
    cluster: Option<PrivateCluster>,
}

pub(super) async fn serve(config: &Config) -> Result<(), CommandError> {
    let stop = Stop::listen()?;
    let running = Running::start(config).await?;
    let said = output::line(&format!("Senza: {}", running.address.base_url.as_str()));
    if said.is_ok() {
        running.wait(stop).await;
    }
    running.stop().await?;
    said
}

/// `/metrics`, as long as the server runs.
fn watch(app: &App, listener: std::net::TcpListener) -> Result<JoinHandle<()>, CommandError> {
    let serving = server::serve_metrics(Watched { app: app.clone() }, listener)
        .map_err(CommandError::io("SENZA_METRICS_LISTEN cannot be listened on"))?;
    Ok(tokio::spawn(async move {
        if let Err(error) = serving.await {
            tracing::error!(%error, "nobody answers at SENZA_METRICS_LISTEN any more");
        }
    }))
}

/// The certificate in force, where there is one: read first, so that a mistake in it is said before anything starts.
fn certificates(config: &Config, address: &Settled) -> Result<Option<Certificates>, CommandError> {
    let Some(tls) = &config.server.tls else { return Ok(None) };
    let files = Files { certificate: tls.certificate.clone(), key: tls.key.clone() };
    Ok(Some(Certificates::load(files, address.base_url.host(), Arc::new(SystemClock))?))
}

/// Languages beside English, where an operator named a folder of them.
fn languages(config: &Config) -> Result<Languages, CommandError> {
    let folder = config.organisation.languages_dir.as_deref();
    folder.map(Languages::from_folder).transpose().map(Option::unwrap_or_default).map_err(CommandError::said)
}

/// Where mail is handed in, where an operator named a server: what it takes is read first, as above.
fn post(config: &Config, address: &Settled) -> Result<Option<Post>, CommandError> {
    let Some(smtp) = &config.smtp else { return Ok(None) };
    let outgoing = || match &smtp.ca {
        Some(ca) => Outgoing::load(ca.clone()),
        None => Ok(Outgoing::of_machine()),
    };
    let security = match smtp.tls {
        SmtpTls::Implicit => Security::Tls(outgoing()?),
        SmtpTls::StartTls => Security::StartTls(outgoing()?),
        SmtpTls::None => Security::Loopback,
    };
    let settings = PostSettings {
        host: smtp.host.clone(),
        port: smtp.port,
        security,
        login: smtp.login.clone(),
        from: smtp.from.clone(),
        name: config.organisation.name.clone(),
        hello: address.base_url.host().to_owned(),
        timeout: smtp.timeout,
    };
    Post::new(settings).map(Some).map_err(CommandError::said)
}

/// Who takes the audit, where an operator named somebody: its authorities are read first, so that a mistake is said before anything starts.
fn receiver(config: &Config, address: &Settled) -> Result<Option<audit::Receiver>, CommandError> {
    let Some(syslog) = &config.syslog else { return Ok(None) };
    let tls = Outgoing::load(syslog.ca.clone())?;
    let origin = audit::Origin { host: address.base_url.host().to_owned(), enterprise: syslog.enterprise };
    Ok(Some(audit::Receiver { host: syslog.host.clone(), port: syslog.port, tls, origin }))
}

fn shipper(parts: &Parts, receiver: audit::Receiver) -> Shipper {
    Shipper::new(&parts.pool, parts.keeper.clone(), parts.org, Arc::clone(&parts.clock), &*parts.random, receiver)
}

impl Running {
    pub(super) async fn start(config: &Config) -> Result<Self, CommandError> {
        let address = config::settle_server(&config.server, &config.database.data_dir)?;
        let tls = certificates(config, &address)?;
        let receiver = receiver(config, &address)?;
        let models = startup::models(&config.passkeys, SystemClock.now()).map_err(StartupError::from)?;
        let metrics = config.server.metrics.map(std::net::TcpListener::bind).transpose();
        let metrics = metrics.map_err(CommandError::io("SENZA_METRICS_LISTEN cannot be listened on"))?;
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
        let started = Self::start_site(config, options, &address, listeners, tls.as_ref(), models).await;
        match (started, cluster) {
            (Ok((parts, app, handle, server)), cluster) => {
                let mut beside = vec![
                    tokio::spawn(server::sweep(parts.clone())),
                    tokio::spawn(server::watch_keeper(parts.clone())),
                    tokio::spawn(server::sweep_envelopes(app.envelopes.as_ref().clone())),
                    tokio::spawn(server::watch_keys(Federation::clone(&app.federation))),
                    tokio::spawn(server::watch_look(Parts::clone(&app.parts))),
                    tokio::spawn(server::watch_metadata(Federation::clone(&app.federation))),
                    tokio::spawn(server::count_figures(parts.clone(), Federation::clone(&app.federation))),
                ];
                if let Some(listener) = metrics {
                    beside.push(watch(&app, listener)?);
                }
                beside.extend(tls.map(|tls| tokio::spawn(tls.watch())));
                beside.extend(receiver.map(|receiver| tokio::spawn(shipper(&parts, receiver).run())));
                let drain = config.server.drain;
                Ok(Self { parts, app, address, handle, server, beside, drain, cluster })
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
        tls: Option<&Certificates>,
        models: Models,
    ) -> Result<(Parts, App, ServerHandle, JoinHandle<std::io::Result<()>>), CommandError> {
        let post = post(config, address)?;
        let languages = languages(config)?;
        let parts = startup::parts(options, keeper_place(config)?, environment(config)).await?;
        say_what_is_for_trying_out(config, address);
        let base = startup::base(address.base_url.as_str())?;
        let app = startup::published_app(parts.clone(), base, publisher(config), models).await?;
        let expiry = tls.cloned().map(|tls| Expiry::new(move || tls.not_after())).unwrap_or_default();
        let app = kept(
            config,
            app.behind(config.server.proxies.clone()).certified(expiry).posting(post).speaking(languages),
        )?;
        let running =
            server::serve_with(app.clone(), listeners, tls).map_err(CommandError::io("the server could not start"))?;
        let handle = running.handle();
        let server = tokio::spawn(running);
        parts.record(Event::Started, Subject::Nobody, "command").await.map_err(CommandError::said)?;
        Ok((parts, app, handle, server))
    }

    /// Until somebody wants it to end. Asked for by SIGTERM, it says so first to whoever balances, and goes on answering
    /// for a while; Ctrl-C, or a second signal, ends that.
    pub(super) async fn wait(&self, mut stop: Stop) {
        if stop.wait().await == Asked::AtOnce || self.drain.is_zero() {
            return;
        }
        self.app.drain.begin();
        tracing::info!(seconds = self.drain.as_secs(), "not ready any more, and answering until others have noticed");
        tokio::select! {
            () = tokio::time::sleep(self.drain) => {}
            _ = stop.wait() => {}
        }
    }

    /// Answers what is under way, then closes the database.
    pub(super) async fn stop(self) -> Result<(), CommandError> {
        self.handle.stop(true).await;
        let served = self.server.await.map_err(CommandError::said)?;
        self.beside.iter().for_each(JoinHandle::abort);
        self.parts.pool.close().await;
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        served.map_err(CommandError::io("the server stopped"))
    }
}

/// With a folder for envelopes beside the database, unless they are turned off.
fn kept(config: &Config, app: App) -> Result<App, CommandError> {
    let [file, person, total] =
        [config.envelopes.file_mib, config.envelopes.person_mib, config.envelopes.total_mib].map(|mib| mib << 20);
    if total == 0 {
        return Ok(app);
    }
    let folder = Folder::open(&config.database.data_dir.join("envelopes"), app.parts.org)
        .map_err(CommandError::io("the folder for envelopes cannot be made"))?;
    Ok(app.keeping(folder, Quotas { file, person, total }))
}

fn say_what_is_for_trying_out(config: &Config, address: &Settled) {
    if address.base_url.is_plain_http() {
        tracing::warn!("plain http on this machine alone: cookies go without Secure and the __Host- prefix");
    } else if config.server.tls.is_none() {
        say_who_speaks_tls(config, address);
    }
    say_where_the_keeper_is(config);
    say_whom_partners_ask(config);
}

fn say_whom_partners_ask(config: &Config) {
    if config.organisation.technical_contact.is_none() {
        // SDP-IDP33: an IdP's metadata MUST contain a technical contact; whose it would be only the operator knows.
        tracing::warn!("the metadata names no technical contact: set SENZA_TECHNICAL_CONTACT before partners read it");
    }
}

fn say_where_the_keeper_is(config: &Config) {
    if config.keeper.sockets.is_empty() {
        tracing::warn!(
            keeper = %config.keeper.dir.display(),
            "the keeper runs inside the server: whoever copies its folder together with the database has both"
        );
    }
}

fn say_who_speaks_tls(config: &Config, address: &Settled) {
    let base_url = address.base_url.as_str();
    if config.server.proxies.networks.is_empty() {
        tracing::warn!(
            base_url,
            "no certificate is set, so a proxy in front has to speak TLS; set SENZA_TRUSTED_PROXIES to its address, or everybody \
             counts as coming from it"
        );
    } else {
        tracing::info!(base_url, "no certificate is set: the proxies in front speak TLS");
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

/// How a stop was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// By somebody at the keyboard.
    AtOnce,
    /// By whatever runs services.
    InGoodTime,
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
    pub(super) async fn wait(&mut self) -> Asked {
        let asked = tokio::select! {
            _ = self.interrupt.recv() => Asked::AtOnce,
            _ = self.terminate.recv() => Asked::InGoodTime,
        };
        tracing::info!("stopping");
        asked
    }
}
