//! (a) Building, encrypting and signing one assertion and one response, in this process, beside the raw signatures.

use crate::portal::Portal;
use crate::raw::{Kind, Ready};
use crate::report::{Report, median, micros};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use senza::domain::{Clock, Random, SigningAlgorithm, SystemClock, SystemRandom};
use senza::keeper::{Embedded, Keeper, SamlKeyId, SamlKeyState};
use senza::saml::assertion::{AssertionContent, Validity, unsigned};
use senza::saml::attribute::SamlAttribute;
use senza::saml::metadata::{AcceptPolicy, SpMetadata, parse_sp};
use senza::saml::name_id::NameId;
use senza::saml::random_id::message_id;
use senza::saml::response::Response;
use senza::saml::signature::Credential;
use std::sync::Arc;

const ROUNDS: usize = 7;
/// Signatures that one answer needs: the assertion's and the response's.
pub const SIGNATURES: f64 = 2.0;
const IDP: &str = "https://idp.example/saml/metadata";

pub fn measure(report: &mut Report) {
    of(report, Kind::Rsa2048, 1.15, 1500);
    of(report, Kind::P256, 2.5, 8000);
    report.note(
        "(a) CPU time (user and system, `getrusage`) of one thread for one answer: an assertion with three released attributes and a \
         pairwise id written and signed by the keeper, encrypted to an RSA-2048 key (AES-128-GCM, rsa-oaep-mgf1p), put into a \
         response that is written and signed in its turn, all in base64; divided by two signatures of its kind as `openssl speed` gives them. \
         Seven rounds, each of `openssl speed`, raw signatures in this process and whole answers in turn; medians.",
    );
}

fn of(report: &mut Report, kind: Kind, bound: f64, times: usize) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let bench = Bench::new(folder.path(), kind);
    let mut ready = Ready::new(kind);
    runtime.block_on(bench.answers(times / 10));
    let (mut speed, mut raw, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        speed.push(kind.openssl_speed());
        raw.push(cpu_of(times, || (0..times).for_each(|_| ready.sign())));
        whole.push(cpu_of(times, || assert!(runtime.block_on(bench.answers(times)) > 0)));
    }
    let ratios: Vec<f64> = whole.iter().zip(&speed).map(|(whole, speed)| whole / (SIGNATURES * speed)).collect();
    let (ratio, name) = (median(&ratios), kind.name());
    let shown = format!("{} beside 2 × {}: {ratio:.3}", micros(median(&whole)), micros(median(&speed)),);
    report.bounded(
        format!("(a) {name}: build, encrypt and sign one answer, beside its raw signatures"),
        shown,
        ratio,
        bound,
        "",
    );
    report.figure(format!("(a) {name}: one raw signature in this process, context ready"), micros(median(&raw)));
}

fn key(credential: &Credential) -> SamlKeyId {
    SamlKeyId(*credential.fingerprint())
}

/// CPU seconds of this thread for one of so many.
fn cpu_of(times: usize, work: impl FnOnce()) -> f64 {
    let before = cpu();
    work();
    (cpu() - before) / times as f64
}

fn cpu() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_THREAD).unwrap();
    (usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) as f64 / 1e6
}

struct Bench {
    keeper: Keeper,
    credential: Credential,
    sp: SpMetadata,
}

impl Bench {
    fn new(folder: &std::path::Path, kind: Kind) -> Self {
        let (random, clock): (Arc<dyn Random>, Arc<dyn Clock>) = (Arc::new(SystemRandom), Arc::new(SystemClock));
        let keeper = Keeper::from(Embedded::open(&folder.join("keeper"), random, clock).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let algorithm = match kind {
            Kind::Rsa2048 => SigningAlgorithm::RsaSha256,
            Kind::P256 => SigningAlgorithm::EcdsaSha256,
        };
        let certificates = runtime.block_on(keeper.saml_certificates()).unwrap();
        let ours = certificates.iter().find(|one| one.facts.is(algorithm, SamlKeyState::InUse)).unwrap();
        let credential = Credential::new(algorithm, &ours.der);
        let policy = AcceptPolicy { allow_http_acs: false };
        let sp = parse_sp(Portal::new().metadata().as_bytes(), &policy, SystemClock.now()).unwrap().metadata;
        Self { keeper, credential, sp }
    }

    /// So many answers; returns how long the last one was.
    async fn answers(&self, times: usize) -> usize {
        let mut length = 0;
        for _ in 0..times {
            length = self.answer().await.len();
        }
        length
    }

    /// What `federation` does between the read and the commit.
    async fn answer(&self) -> String {
        let assertion = unsigned(&self.content(), &self.credential);
        let signature = self.keeper.sign_saml(key(&self.credential), assertion.signed_info()).await.unwrap();
        let encrypted = assertion.finish(&signature).encrypt(self.sp.encryption_key().unwrap(), &SystemRandom).unwrap();
        let response = Response {
            id: message_id(&SystemRandom),
            issue_instant: SystemClock.now(),
            issuer: IDP.into(),
            destination: self.sp.default_endpoint(),
            in_response_to: Some("_0123456789abcdef0123456789abcdef01234567".into()),
        }
        .success(encrypted, &self.credential);
        let signature = self.keeper.sign_saml(key(&self.credential), response.signed_info()).await.unwrap();
        response.finish(&signature).base64()
    }

    fn content(&self) -> AssertionContent {
        let now = SystemClock.now();
        AssertionContent {
            id: message_id(&SystemRandom),
            issue_instant: now,
            issuer: IDP.into(),
            subject: NameId::transient(&SystemRandom, IDP, &self.sp.entity_id),
            recipient: self.sp.default_endpoint(),
            in_response_to: Some("_0123456789abcdef0123456789abcdef01234567".into()),
            audience: self.sp.entity_id.clone(),
            validity: Validity::starting(now, Validity::LONGEST),
            authn_instant: now,
            session_index: "_0123456789abcdef0123456789abcdef".into(),
            session_not_on_or_after: Some(now),
            authn_context_class: "https://refeds.org/profile/mfa".into(),
            attributes: vec![
                SamlAttribute::pairwise_id("mvyzbjbt2c4h6lg3p6y3lrwfjpxhsnbx3spbvwhgcnvbvqifpoqa@idp.example".into()),
                SamlAttribute::named("mail", vec!["ada@hospital.example".into()]),
                SamlAttribute::named("displayName", vec!["Ada Lovelace".into()]),
                SamlAttribute::named("eduPersonAffiliation", vec!["staff".into()]),
            ],
            keys: Vec::new(),
        }
    }
}
