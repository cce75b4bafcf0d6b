//! `/healthz`: the process answers. `/readyz`: it could sign somebody in, and will go on to.

use crate::sign_in::Parts;
use crate::sign_in::readiness::{CLOCK_BOUND, Readiness};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Said before a stop: this server answers still, and whoever balances should send nobody here any more.
#[derive(Debug, Clone, Default)]
pub struct Drain(Arc<AtomicBool>);

impl Drain {
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// For whoever balances and whoever watches. Says which part, never why: causes are for the log.
#[derive(Serialize)]
struct Said {
    ready: bool,
    draining: bool,
    database: &'static str,
    keeper: &'static str,
    clock: Clock,
}

#[derive(Serialize)]
struct Clock {
    state: &'static str,
    /// PostgreSQL's less ours.
    offset_ms: Option<i64>,
    bound_ms: i64,
}

pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

pub(super) async fn ready(parts: web::Data<Parts>, drain: web::Data<Drain>) -> HttpResponse {
    let readiness = Readiness::of(&parts).await;
    log(&readiness);
    let said = said(&readiness, drain.has_begun());
    let mut response = if said.ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    if !said.ready {
        response.insert_header(("Retry-After", "5"));
    }
    response.json(said)
}

fn said(readiness: &Readiness, draining: bool) -> Said {
    use crate::sign_in::readiness::KeeperState;
    let clock = match readiness.offset {
        None => "unknown",
        Some(_) if readiness.is_clock_right() => "ok",
        Some(_) => "off",
    };
    Said {
        ready: readiness.is_ready() && !draining,
        draining,
        database: if readiness.database.is_ok() { "ok" } else { "away" },
        keeper: match readiness.keeper {
            Ok(()) => "ok",
            Err(KeeperState::Away(_)) => "away",
            Err(KeeperState::Foreign) => "foreign",
        },
        clock: Clock {
            state: clock,
            offset_ms: readiness.offset.map(|offset| i64::try_from(offset.whole_milliseconds()).unwrap_or(i64::MAX)),
            bound_ms: i64::try_from(CLOCK_BOUND.whole_milliseconds()).unwrap_or(i64::MAX),
        },
    }
}

fn log(readiness: &Readiness) {
    if let Err(error) = &readiness.database {
        tracing::warn!(%error, "not ready");
    }
    if let Err(error) = &readiness.keeper {
        tracing::warn!(%error, "not ready");
    }
    if let Some(offset) = readiness.offset.filter(|_| !readiness.is_clock_right()) {
        tracing::warn!(%offset, "not ready: this machine's clock and the database's differ, and codes and assertions would not be taken; set both by NTP");
    }
}
