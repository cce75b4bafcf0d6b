//! `/metrics`, on a listener of its own: what is counted, in Prometheus' text format (version 0.0.4).
//!
//! No label names a person, an account or an address; a service provider's entityID may stand in one. A few lines of ours: the
//! format is a line for each number, and a crate would bring a registry beside the one that `domain::measures` is.

use super::App;
use crate::domain::SigningAlgorithm;
use crate::domain::measures::{Area, Asked, Histogram, MEASURES};
use crate::federation::Federation;
use crate::keeper::{Alarms, Keeper, SamlCertificate, SamlKeyKind};
use crate::sign_in::Parts;
use crate::sign_in::readiness::Readiness;
use actix_web::{HttpResponse, web};
use std::fmt::Write as _;
use time::OffsetDateTime;

/// What is known from outside the counters.
#[derive(Clone)]
pub struct Watched {
    pub app: App,
}

struct Page(String);

pub async fn metrics(watched: web::Data<Watched>) -> HttpResponse {
    let parts = &watched.app.parts;
    let mut page = Page(String::new());
    page.requests();
    page.happenings();
    page.keeper();
    page.keepers(&parts.keeper);
    page.argon2id();
    page.audit();
    page.flights();
    page.pool(parts);
    page.process();
    page.readiness(&Readiness::of(parts).await, watched.app.drain.has_begun());
    let federation = &watched.app.federation;
    let saml: Vec<_> = federation.saml_certificates().into_iter().chain(federation.encryption_certificate()).collect();
    page.certificates(parts, &saml, watched.app.expiry.at());
    page.keys_that_end(federation);
    page.stock(parts);
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(page.0)
}

impl Page {
    fn about(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }

    fn histogram(&mut self, name: &str, label: Option<(&str, &str)>, histogram: &Histogram) {
        let (buckets, sum, count) = histogram.read();
        for (bound, so_far) in buckets {
            let bound = if bound.is_finite() { bound.to_string() } else { "+Inf".to_owned() };
            let labels: Vec<(&str, &str)> = label.into_iter().chain([("le", &*bound)]).collect();
            self.line(&format!("{name}_bucket"), &labels, so_far);
        }
        let labels: Vec<(&str, &str)> = label.into_iter().collect();
        self.line(&format!("{name}_sum"), &labels, sum);
        self.line(&format!("{name}_count"), &labels, count);
    }

    fn requests(&mut self) {
        self.about("senza_requests_total", "counter", "Requests answered, by part of the site and class of status.");
        for area in Area::ALL {
            let Some((classes, _)) = MEASURES.requests(area) else { continue };
            for (class, counter) in ["1xx", "2xx", "3xx", "4xx", "5xx"].into_iter().zip(classes) {
                self.line("senza_requests_total", &[("area", area.as_str()), ("status", class)], counter.get());
            }
        }
        self.about("senza_request_seconds", "histogram", "How long an answer took.");
        for area in Area::ALL {
            if let Some((_, times)) = MEASURES.requests(area) {
                self.histogram("senza_request_seconds", Some(("area", area.as_str())), times);
            }
        }
    }

    fn happenings(&mut self) {
        let help = "What happened, once it was durable: sign-ins, sign-ons, refusals, changes.";
        self.about("senza_events_total", "counter", help);
        for ((event, service_provider), count) in MEASURES.events() {
            let sp = Some(("service_provider", &*service_provider)).filter(|(_, sp)| !sp.is_empty());
            let labels: Vec<_> = [("event", event)].into_iter().chain(sp).collect();
            self.line("senza_events_total", &labels, count);
        }
        self.about("senza_refusals_total", "counter", "Pages that said what went wrong, by their title.");
        for (cause, count) in MEASURES.refusals() {
            self.line("senza_refusals_total", &[("cause", &cause)], count);
        }
        self.about("senza_throttle_closed_total", "counter", "Tries that were too many, by what was closed.");
        for (bucket, count) in MEASURES.closings() {
            self.line("senza_throttle_closed_total", &[("bucket", bucket)], count);
        }
    }

    fn keeper(&mut self) {
        self.about("senza_keeper_answers_total", "counter", "Questions to the keeper, by what came of them.");
        for asked in Asked::ALL {
            let Some(answers) = MEASURES.keeper(asked) else { continue };
            for (outcome, counter) in
                [("answered", &answers.answered), ("refused", &answers.refused), ("failed", &answers.failed)]
            {
                let labels = [("asked", asked.as_str()), ("outcome", outcome)];
                self.line("senza_keeper_answers_total", &labels, counter.get());
            }
        }
        self.about("senza_keeper_seconds", "histogram", "How long the keeper's answer took.");
        for asked in Asked::ALL {
            if let Some(answers) = MEASURES.keeper(asked) {
                self.histogram("senza_keeper_seconds", Some(("asked", asked.as_str())), &answers.time);
            }
        }
    }

    /// Each by itself, as this server sees it.
    fn keepers(&mut self, keeper: &Keeper) {
        let health = keeper.health();
        self.about("senza_keeper_up", "gauge", "0 where this keeper gave no answer a moment ago.");
        for one in &health {
            self.line("senza_keeper_up", &[("keeper", &one.name)], u8::from(!one.is_shunned));
        }
        self.about("senza_keeper_questions_total", "counter", "Questions to this keeper, by whether it answered.");
        for one in &health {
            for (outcome, count) in [("answered", one.answered), ("failed", one.failed)] {
                let labels = [("keeper", &*one.name), ("outcome", outcome)];
                self.line("senza_keeper_questions_total", &labels, count);
            }
        }
        self.about("senza_keeper_alarm", "gauge", "1 while a keeper raises this alarm.");
        for word in Alarms::ALL.iter().flat_map(|alarm| alarm.words()) {
            let is_up = keeper.alarms().words().any(|up| up == word);
            self.line("senza_keeper_alarm", &[("alarm", word)], u8::from(is_up));
        }
    }

    /// As they were looked at last, in the background.
    fn keys_that_end(&mut self, federation: &Federation) {
        let name = "senza_service_provider_key_not_after_seconds";
        self.about(name, "gauge", "When a service provider's last key is over, of those that end within thirty days.");
        for key in federation.key_dates().iter().flat_map(|dates| &dates.soon) {
            let labels = [("service_provider", &*key.entity_id), ("use", key.serves)];
            self.line(name, &labels, key.not_after.unix_timestamp());
        }
    }

    /// As it was counted last, in the background.
    fn stock(&mut self, parts: &Parts) {
        self.about("senza_stock", "gauge", "How many accounts, ways in and second factors there are, by kind.");
        for one in parts.figures.stock().into_iter().flat_map(|(_, rows)| rows) {
            self.line("senza_stock", &[("of", &one.of), ("kind", &one.kind)], one.rows);
        }
    }

    fn argon2id(&mut self) {
        self.about("senza_argon2id_waiting", "gauge", "Sign-ins that wait for a permit.");
        self.line("senza_argon2id_waiting", &[], MEASURES.stretch_waiting.get());
        self.about("senza_argon2id_wait_seconds", "histogram", "How long they waited.");
        self.histogram("senza_argon2id_wait_seconds", None, &MEASURES.stretch_wait);
        self.about("senza_argon2id_seconds", "histogram", "How long the computation took.");
        self.histogram("senza_argon2id_seconds", None, &MEASURES.stretch_run);
    }

    fn audit(&mut self) {
        self.about("senza_audit_commit_seconds", "histogram", "How long a commit of the audit took.");
        self.histogram("senza_audit_commit_seconds", None, &MEASURES.audit_commit);
        self.about("senza_audit_commit_rows", "histogram", "How many rows shared a commit.");
        self.histogram("senza_audit_commit_rows", None, &MEASURES.audit_rows);
        self.about("senza_audit_shipped_rows_total", "counter", "Rows of the audit that its receiver has confirmed.");
        self.line("senza_audit_shipped_rows_total", &[], MEASURES.shipped_rows.get());
        self.about("senza_audit_shipping_failures_total", "counter", "Deliveries that it has not confirmed.");
        self.line("senza_audit_shipping_failures_total", &[], MEASURES.shipping_failures.get());
        let help = "When the receiver last had all there was, in seconds since 1970; of the server that sends.";
        self.about("senza_audit_shipped_all_seconds", "gauge", help);
        if let at @ 1.. = MEASURES.shipped_all.get() {
            self.line("senza_audit_shipped_all_seconds", &[], at);
        }
    }

    fn flights(&mut self) {
        self.about("senza_flight_records_total", "counter", "Records of sign-ons, by whether they were written.");
        self.line("senza_flight_records_total", &[("outcome", "written")], MEASURES.flights_written.get());
        self.line("senza_flight_records_total", &[("outcome", "lost")], MEASURES.flights_lost.get());
    }

    fn pool(&mut self, parts: &Parts) {
        let (open, idle) = (parts.pool.size() as usize, parts.pool.num_idle());
        self.about("senza_database_connections", "gauge", "Connections of the requests, by what they do.");
        self.line("senza_database_connections", &[("state", "idle")], idle);
        self.line("senza_database_connections", &[("state", "used")], open.saturating_sub(idle));
    }

    fn process(&mut self) {
        self.about("process_resident_memory_bytes", "gauge", "Memory of this process.");
        if let Some(octets) = resident() {
            self.line("process_resident_memory_bytes", &[], octets);
        }
    }

    fn readiness(&mut self, readiness: &Readiness, draining: bool) {
        self.about("senza_ready", "gauge", "1 where /readyz says yes.");
        self.line("senza_ready", &[], u8::from(readiness.is_ready() && !draining));
        if let Some(offset) = readiness.offset {
            self.about("senza_clock_offset_seconds", "gauge", "PostgreSQL's clock less this machine's.");
            self.line("senza_clock_offset_seconds", &[], offset.as_seconds_f64());
        }
    }

    fn certificates(&mut self, parts: &Parts, saml: &[SamlCertificate], tls: Option<OffsetDateTime>) {
        let name = "senza_certificate_not_after_seconds";
        self.about(name, "gauge", "When a certificate is over, in seconds since 1970.");
        if let Some(over) = tls {
            self.line(name, &[("use", "tls")], over.unix_timestamp());
        }
        if let Some(over) = parts.keeper.certificate_not_after() {
            self.line(name, &[("use", "keeper")], over.unix_timestamp());
        }
        for certificate in saml.iter().filter(|certificate| certificate.is_in_use()) {
            let kind = match certificate.facts.kind {
                SamlKeyKind::Signing(SigningAlgorithm::RsaSha256) => "saml_rsa",
                SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256) => "saml_ecdsa",
                SamlKeyKind::Decryption => "saml_encryption",
            };
            if let Some(over) = certificate.not_after() {
                self.line(name, &[("use", kind)], over.unix_timestamp());
            }
        }
    }
}

/// Backslash, quote and line feed, as the format has it.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// `VmRSS:  12345 kB`, proc(5).
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_end_its_line() {
        let mut page = Page(String::new());
        page.line("x", &[("a", "b\"} 1\nsenza_ready 0 \\")], 7);
        assert_eq!(page.0, "x{a=\"b\\\"} 1\\nsenza_ready 0 \\\\\"} 7\n");
        assert!(resident().is_some_and(|octets| octets > 1 << 20));
    }
}
