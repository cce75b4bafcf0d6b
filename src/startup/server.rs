//! The HTTP server: listens, serves, stops gracefully.

use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::domain::Limits;
use crate::federation::{Federation, flight};
use crate::http::{App, Watched, metrics, observe, security_headers};
use crate::keeper::{Alarms, KeeperError, session_epoch};
use crate::keys::envelopes::Envelopes;
use crate::sign_in::Parts;
use crate::tls::Certificates;
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, HttpServer, web};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

/// How often expired rows are taken away.
const SWEEP_EVERY: Duration = Duration::from_secs(300);
/// How often the keeper's alarms are looked at. One stays up for a minute after what raised it.
const LISTEN_EVERY: Duration = Duration::from_secs(1);
/// How often it is looked which SAML keys there are: a step of theirs is in force here no later than that.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How often the audit's rows are counted, for figures; and in how many of these turns whole tables.
const COUNT_EVERY: Duration = Duration::from_secs(60);
const STOCK_EVERY: u64 = 30;
/// How often it is looked whether some service provider's metadata is due to be looked at.
const WATCH_EVERY: Duration = Duration::from_secs(20);
/// In how many of these turns keepers that have no key for decryption are given one, once all of them answer.
const ENSURE_EVERY: u64 = 15;

/// How long a client may take to send the head of a request, and to get through a handshake, which is two round trips.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(5);
/// Handshakes under way in each worker; above that nobody is accepted before one is over, so that strangers who say nothing
/// hold up everybody. Each costs some ten thousand octets and no time of the processor.
const HANDSHAKES: usize = 4096;
/// What is under way when a stop begins has this long to be finished: longer than somebody waits for Argon2id.
const STOP_LIMIT: u64 = 30;

/// Serves the site on listeners that are open already, without TLS.
///
/// # Errors
/// A listener cannot be used.
pub fn serve(app: App, listeners: Vec<TcpListener>) -> std::io::Result<Server> {
    serve_with(app, listeners, None)
}

/// The same, with TLS where there is a certificate.
///
/// # Errors
/// A listener cannot be used, or OpenSSL does not take the certificate.
pub fn serve_with(app: App, listeners: Vec<TcpListener>, tls: Option<&Certificates>) -> std::io::Result<Server> {
    let https = app.site.is_secure();
    let mut server = HttpServer::new(move || {
        let app = app.clone();
        ActixApp::new()
            .wrap(security_headers(https))
            .wrap(from_fn(observe))
            .configure(move |config| app.configure(config))
    })
    .workers(std::thread::available_parallelism().map_or(2, usize::from))
    .client_request_timeout(HEAD_LIMIT)
    .tls_handshake_timeout(HANDSHAKE_LIMIT)
    .max_connection_rate(HANDSHAKES)
    .shutdown_timeout(STOP_LIMIT)
    .disable_signals();
    for listener in listeners {
        server = match tls {
            Some(tls) => server.listen_openssl(listener, tls.acceptor().map_err(std::io::Error::other)?)?,
            None => server.listen(listener)?,
        };
    }
    Ok(server.run())
}

/// `/metrics`, and nothing else, on a listener of its own.
///
/// # Errors
/// The listener cannot be used.
pub fn serve_metrics(watched: Watched, listener: TcpListener) -> std::io::Result<Server> {
    let watched = web::Data::new(watched);
    let server =
        HttpServer::new(move || ActixApp::new().app_data(watched.clone()).route("/metrics", web::get().to(metrics)));
    let server = server.workers(1).client_request_timeout(HEAD_LIMIT).shutdown_timeout(1).disable_signals();
    Ok(server.listen(listener)?.run())
}

/// Takes away what has expired, now and again, as long as the program runs.
pub async fn sweep(parts: Parts) {
    loop {
        parts.keeper.look_again().await;
        report(sweep_rows(&parts).await.err(), "expired rows were not taken away");
        // Before the keys of ended sessions go.
        report(flight::sweep(&parts).await.err(), "records of sign-ons that are over were not taken away");
        report(scatter_rows(&parts).await.err(), "rows were not put into an order that says nothing");
        report(sweep_keys(&parts).await.err(), "the keys of ended sessions were not destroyed");
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}

/// Takes away envelopes that are over, and files that nothing names: at the start, and now and again.
pub async fn sweep_envelopes(envelopes: Option<Envelopes>) {
    let Some(envelopes) = envelopes else { return };
    loop {
        report(envelopes.sweep().await.err(), "envelopes that are over were not taken away");
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}

/// Records what a keeper raises the alarm about, as long as the program runs: the keeper has its own log, and no database.
pub async fn watch_keeper(parts: Parts) {
    let mut recorded = Alarms::NONE;
    loop {
        tokio::time::sleep(LISTEN_EVERY).await;
        if parts.keeper.is_embedded() {
            // A command beside this program may have destroyed a key, which memory is to forget as well.
            parts.keeper.look_again().await;
        }
        let up = parts.keeper.alarms();
        for word in up.without(recorded).words() {
            tracing::warn!(alarm = word, "the keeper raised an alarm");
            report(parts.record(Event::KeeperAlarm, Subject::Nobody, word).await.err(), "an alarm was not recorded");
        }
        recorded = up;
    }
}

/// Takes up the SAML keys as `senza keys` changes them, as long as the program runs.
pub async fn watch_keys(federation: Federation) {
    for turn in 0_u64.. {
        if turn.is_multiple_of(ENSURE_EVERY) {
            let ensured = federation.ensure_encryption_key().await;
            report(ensured.err(), "keepers without a key for decryption could not be given one yet");
        }
        tokio::time::sleep(LOOK_EVERY).await;
        match federation.look_at_keys().await {
            Ok(true) => tracing::info!("the SAML keys have changed; the metadata names them as they are now"),
            Ok(false) => {}
            Err(error) => tracing::debug!(%error, "it could not be seen which SAML keys there are"),
        }
    }
}

/// Takes up what pages look like as an owner chose it, at this server or another, as long as the program runs.
pub async fn watch_look(parts: Parts) {
    loop {
        let looked = parts.look.look_again(&parts).await;
        report(looked.err(), "it could not be seen what pages are to look like");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Counts what pages and metrics show, as long as the program runs: the days of the audit one after the other, the latest first, and now and
/// again what reads whole tables.
pub async fn count_figures(parts: Parts, federation: Federation) {
    for turn in 0_u64.. {
        if turn.is_multiple_of(STOCK_EVERY) {
            let counted = parts.figures.count_stock(&parts.pool, parts.clock.now()).await;
            report(counted.err(), "what there is was not counted");
            report(federation.look_at_key_dates().await.err(), "service providers' keys were not looked at");
        }
        let mut has_more = true;
        while has_more {
            let counted = parts.figures.count_back(&parts.pool, parts.clock.now()).await;
            has_more = matches!(counted, Ok(true));
            report(counted.err(), "the audit's rows were not counted");
        }
        tokio::time::sleep(COUNT_EVERY).await;
    }
}

/// Looks at the addresses of service providers' metadata whose time has come, one after another, as long as the program runs.
pub async fn watch_metadata(federation: Federation) {
    loop {
        tokio::time::sleep(WATCH_EVERY).await;
        let mut has_more = true;
        while has_more {
            let looked = federation.look_at_next(Arc::new(crate::http::fetched_metadata)).await;
            has_more = matches!(looked, Ok(true));
            report(looked.err(), "the metadata of a service provider was not looked at");
        }
    }
}

fn report(error: Option<impl std::fmt::Display>, what: &'static str) {
    if let Some(error) = error {
        tracing::warn!(%error, "{what}");
    }
}

/// Deletes the rows that have expired, and the moments in those that stay; returns how many went.
///
/// # Errors
/// The database is away.
pub async fn sweep_rows(parts: &Parts) -> Result<u64, DbError> {
    let mut connection = parts.pool.acquire().await?;
    let now = parts.clock.now();
    let gone = db::sweep::expired(&mut connection, now).await?;
    db::throttle::forget_moments(&mut connection, now, parts.policy.throttle.forgiven_each.as_seconds_f64()).await?;
    parts.waiting.recount(db::pending::count(&mut connection).await?);
    tracing::debug!(gone, "expired rows were taken away");
    Ok(gone)
}

/// Puts rows into an order that does not tell who came when; returns how many tables were not in it.
///
/// # Errors
/// The database is away, or a table is held by somebody else.
pub async fn scatter_rows(parts: &Parts) -> Result<u64, DbError> {
    let mut connection = parts.pool.acquire().await?;
    db::scatter::scatter(&mut connection).await
}

/// Destroys the keys of the days before yesterday: whatever began then has ended, and a copy of its row and its cookie
/// open nothing any more.
///
/// # Errors
/// The keeper's folder cannot be written.
pub async fn sweep_keys(parts: &Parts) -> Result<(), KeeperError> {
    // One day and not the longest of a session: what began late yesterday still lasts, and clocks differ.
    const { assert!(Limits::MOST < 24 * 60) };
    parts.keeper.retire_sessions_before(session_epoch(parts.clock.now()).saturating_sub(1)).await
}
