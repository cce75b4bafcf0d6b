//! How the server is reached: TLS, proxies in front, a stop that nobody notices, readiness, and TLS to the database.

mod database;
mod fleet;
mod hostile;
mod loopback;
mod metrics;
mod proxies;
mod ready;
pub(crate) mod restart;
mod tls;
