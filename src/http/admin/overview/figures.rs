//! What the console's first page counts: sign-ons, sign-ins, refusals by cause, kinds of factors, keepers, certificates.

use super::chart::Chart;
use crate::audit::{Event, Kind};
use crate::domain::SigningAlgorithm;
use crate::federation::{Federation, FoundChange, KeyDate, KeyDates};
use crate::http::Expiry;
use crate::http::admin::audit::event_words;
use crate::http::error::PageError;
use crate::http::several::listed;
use crate::http::when::When;
use crate::keeper::{INSIDE, Keeper, SamlKeyKind};
use crate::say;
use crate::sign_in::Parts;
use crate::words::Text;
use std::sync::Arc;
use time::{Duration, OffsetDateTime};

/// Of a list no more is shown.
pub(super) const MOST_KEYS: usize = 20;
/// A certificate that ends sooner is to be looked at.
const SOON: Duration = Duration::days(30);

pub(super) struct Figures {
    pub(super) charts: Vec<Chart>,
    pub(super) causes: Vec<Cause>,
    pub(super) counted: When,
    pub(super) stock: Vec<Stock>,
    pub(super) stock_at: When,
    pub(super) keepers: Vec<KeeperLine>,
    pub(super) over_budget: u64,
    pub(super) certificates: Vec<CertificateLine>,
    /// Service providers' keys, for who may see which there are.
    pub(super) keys: Option<Keys>,
}

/// A cause of refusals, and how often.
pub(super) struct Cause {
    pub(super) what: Text,
    pub(super) day: u64,
    pub(super) week: u64,
    pub(super) month: u64,
}

pub(super) struct Stock {
    pub(super) what: Text,
    pub(super) rows: i64,
}

pub(super) struct KeeperLine {
    pub(super) name: Text,
    pub(super) answered: u64,
    pub(super) failed: u64,
    pub(super) is_away: bool,
    pub(super) alarms: Text,
}

pub(super) struct CertificateLine {
    pub(super) what: Text,
    pub(super) end: When,
    pub(super) is_soon: bool,
}

pub(super) struct Keys {
    pub(super) shown: Vec<KeyLine>,
    pub(super) all: usize,
    pub(super) at: When,
}

pub(super) struct KeyLine {
    /// A change that was found at its address has a later one.
    pub(super) is_mended: bool,
    pub(super) name: String,
    pub(super) entity_id: String,
    pub(super) serves: Text,
    pub(super) end: When,
    pub(super) is_over: bool,
}

impl Figures {
    pub(super) async fn of(
        parts: &Parts,
        federation: &Federation,
        expiry: &Expiry,
        keys: Option<Arc<KeyDates>>,
        waits: &[FoundChange],
    ) -> Result<Self, PageError> {
        let (now, figures) = (parts.clock.now(), &parts.figures);
        figures.look(&parts.pool, now).await?;
        // Counted in the background; by whoever comes before that has begun.
        let (stock_at, stock) = match figures.stock() {
            Some(known) => known,
            None => figures.count_stock(&parts.pool, now).await?,
        };
        Ok(Self {
            charts: charts(parts, now),
            causes: causes(parts, now),
            counted: figures.until().unwrap_or(now).into(),
            stock: stock.iter().map(|one| Stock { what: kind(&one.of, &one.kind), rows: one.rows }).collect(),
            stock_at: stock_at.into(),
            keepers: keepers(&parts.keeper),
            over_budget: Keeper::refused_for_a_budget(),
            certificates: certificates(parts, federation, expiry, now),
            keys: keys.map(|keys| Keys {
                all: keys.soon.len(),
                at: keys.at.into(),
                shown: keys.soon.iter().take(MOST_KEYS).map(|key| key_line(key, waits, now)).collect(),
            }),
        })
    }
}

fn charts(parts: &Parts, now: OffsetDateTime) -> Vec<Chart> {
    let signed_on = parts.figures.daily(now, |event| event == Event::SignedOn);
    let signed_in = parts.figures.daily(now, |event| event == Event::SignedIn);
    let refused = parts.figures.daily(now, is_failure);
    vec![
        Chart::of("sign-ons", say("admin-overview-figures-applications-opened"), &signed_on),
        Chart::of("sign-ins", say("admin-overview-figures-sign-ins"), &signed_in),
        Chart::of("refusals", say("admin-overview-figures-refused"), &refused),
    ]
}

/// At the door, or on the way to an application.
fn is_failure(event: Event) -> bool {
    event.is_refusal() && matches!(event.kind(), Kind::SignIns | Kind::SignOns | Kind::Sessions)
}

fn causes(parts: &Parts, now: OffsetDateTime) -> Vec<Cause> {
    let since = |days: i64, event: Event| parts.figures.since(now - Duration::days(days), event);
    let failures = Event::ALL.iter().copied().filter(|event| is_failure(*event));
    let counted = failures.map(|event| Cause {
        what: event_words(event.as_str(), None).what,
        day: since(1, event),
        week: since(7, event),
        month: since(30, event),
    });
    let mut causes: Vec<Cause> = counted.filter(|cause| cause.month > 0).collect();
    causes.sort_by_key(|cause| std::cmp::Reverse((cause.day, cause.month)));
    causes
}

fn kind(of: &str, kind: &str) -> Text {
    match (of, kind) {
        ("account", "active") => say("admin-overview-figures-people-who-are-enrolled"),
        ("account", "invited") => say("admin-overview-figures-invited-and-not-enrolled-yet"),
        ("account", "revoked") => say("admin-overview-figures-revoked"),
        ("account", "frozen") => say("admin-overview-figures-frozen"),
        ("way", "passphrase") => say("admin-overview-figures-passphrases"),
        ("way", "kit") => say("admin-overview-figures-recovery-kits"),
        ("way", "passkey") => say("admin-overview-figures-passkeys-that-open-account-alone"),
        ("way", "both") => say("admin-overview-figures-passkeys-that-open-account-with"),
        ("factor", "totp") => say("admin-overview-figures-authenticator-apps"),
        ("factor", "passkey") => say("admin-overview-figures-passkeys-as-second-factors"),
        _ => format!("{of}: {kind}").into(),
    }
}

fn keepers(keeper: &Keeper) -> Vec<KeeperLine> {
    let line = |one: crate::keeper::Health| KeeperLine {
        name: keeper_name(one.name),
        answered: one.answered,
        failed: one.failed,
        is_away: one.is_shunned,
        alarms: listed(one.alarms.words().map(alarm)),
    };
    keeper.health().into_iter().map(line).collect()
}

/// The word of an alarm, as a page says it.
fn alarm(word: &'static str) -> Text {
    match word {
        "look-ups" => say("admin-overview-figures-alarm-look-ups"),
        "account" => say("admin-overview-figures-alarm-account"),
        "whole" => say("admin-overview-figures-alarm-whole"),
        "token" => say("admin-overview-figures-alarm-token"),
        "names" => say("admin-overview-figures-alarm-names"),
        other => other.into(),
    }
}

/// Where it is; the one that is no other machine has no address.
fn keeper_name(name: String) -> Text {
    if name == INSIDE { say("admin-overview-figures-inside-this-server") } else { name.into() }
}

fn certificates(parts: &Parts, federation: &Federation, expiry: &Expiry, now: OffsetDateTime) -> Vec<CertificateLine> {
    let line = |what, end: OffsetDateTime| CertificateLine { what, end: end.into(), is_soon: end < now + SOON };
    let own = expiry.at().map(|end| line(say("admin-overview-figures-this-servers-tls"), end));
    let keeper = parts
        .keeper
        .certificate_not_after()
        .map(|end| line(say("admin-overview-figures-tls-between-server-and-keeper"), end));
    let saml = federation.saml_certificates().into_iter().chain(federation.encryption_certificate());
    let saml = saml.filter(|certificate| certificate.is_in_use()).filter_map(|certificate| {
        let what = match certificate.facts.kind {
            SamlKeyKind::Signing(SigningAlgorithm::RsaSha256) => say("admin-overview-figures-signing-key-rsa"),
            SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256) => say("admin-overview-figures-signing-key-ecdsa"),
            SamlKeyKind::Decryption => say("admin-overview-figures-key-that-applications-encrypt-to"),
        };
        Some(line(what, certificate.not_after()?))
    });
    own.into_iter().chain(keeper).chain(saml).collect()
}

/// What a key is for, in a word.
pub(super) fn use_of_key(word: &'static str) -> Text {
    match word {
        "signing" => say("admin-overview-figures-key-signing"),
        "encryption" => say("admin-overview-figures-key-encryption"),
        other => other.into(),
    }
}

fn key_line(key: &KeyDate, waits: &[FoundChange], now: OffsetDateTime) -> KeyLine {
    let mends = |one: &FoundChange| one.entity_id == key.entity_id && one.mends.contains(&key.serves);
    KeyLine {
        is_mended: waits.iter().any(mends),
        name: key.name.clone(),
        entity_id: key.entity_id.clone(),
        serves: use_of_key(key.serves),
        end: key.not_after.into(),
        is_over: key.not_after < now,
    }
}
