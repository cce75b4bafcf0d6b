//! The HTTP server: listens, serves, stops gracefully.

use crate::db;
use crate::http::{App, observe, security_headers};
use crate::sign_in::Parts;
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, HttpServer};
use std::net::TcpListener;
use std::time::Duration;

/// How often expired rows are taken away.
const SWEEP_EVERY: Duration = Duration::from_secs(300);

/// Serves the site on listeners that are open already.
///
/// # Errors
/// A listener cannot be used.
pub fn serve(app: App, listeners: Vec<TcpListener>) -> std::io::Result<Server> {
    let https = app.site.is_secure();
    let mut server = HttpServer::new(move || {
        let app = app.clone();
        ActixApp::new()
            .wrap(security_headers(https))
            .wrap(from_fn(observe))
            .configure(move |config| app.configure(config))
    })
    .workers(std::thread::available_parallelism().map_or(2, usize::from))
    .client_request_timeout(Duration::from_secs(10))
    .shutdown_timeout(5)
    .disable_signals();
    for listener in listeners {
        server = server.listen(listener)?;
    }
    Ok(server.run())
}

/// Takes away what has expired, now and again, as long as the program runs.
pub async fn sweep(parts: Parts) {
    loop {
        match sweep_once(&parts).await {
            Ok(0) => {}
            Ok(gone) => tracing::debug!(gone, "expired rows were taken away"),
            Err(error) => tracing::warn!(%error, "expired rows were not taken away"),
        }
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}

async fn sweep_once(parts: &Parts) -> Result<u64, db::DbError> {
    let mut connection = parts.pool.acquire().await?;
    db::sweep::expired(&mut connection, parts.clock.now()).await
}
