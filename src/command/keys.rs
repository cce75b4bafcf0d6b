//! `senza keys`: the SAML signing keys, in the keeper's folder. Needs no database.

use super::custody::credential;
use super::session::keeper_place;
use super::{CommandError, KeysCommand, output};
use crate::config::Config;
use crate::domain::{SigningAlgorithm, SystemClock, SystemRandom};
use crate::keeper::{Embedded, Keeper, Limits, SamlCertificate};
use crate::startup::KeeperPlace;
use data_encoding::{BASE64, HEXLOWER};
use std::sync::Arc;

pub(super) async fn run(config: &Config, command: KeysCommand) -> Result<(), CommandError> {
    let keeper = match keeper_place(config)? {
        KeeperPlace::Folder { dir, .. } => {
            let (random, clock) = (Arc::new(SystemRandom), Arc::new(SystemClock));
            Embedded::open_sealed(&dir, &credential(&config.keeper)?, random, clock, Limits::default())?.into()
        }
        KeeperPlace::Sockets(keepers) => Keeper::at(keepers, Arc::new(SystemClock)),
    };
    match command {
        KeysCommand::List => {
            for key in keeper.saml_certificates().await.map_err(CommandError::said)? {
                output::line(&described(&key))?;
            }
            Ok(())
        }
        KeysCommand::Publish { kind } => publish(&keeper, &kind).await,
    }
}

async fn publish(keeper: &Keeper, kind: &str) -> Result<(), CommandError> {
    let unknown = || CommandError::Said(format!("{kind} is not a kind of key; say rsa or ec"));
    let algorithm = SigningAlgorithm::ALL.into_iter().find(|one| word(*one) == kind).ok_or_else(unknown)?;
    let key = keeper.publish_saml_key(algorithm).await.map_err(CommandError::said)?;
    output::say(&format!(
        "Made a next key ({algorithm}). A running server publishes it in its metadata from its next start."
    ));
    output::say("Service providers that read the metadata then know both; it signs nothing yet.");
    output::raw(pem(&key.der).as_bytes())
}

fn described(key: &SamlCertificate) -> String {
    let state = if key.in_use { "in-use" } else { "published" };
    format!("{}\t{state}\t{}", word(key.algorithm), HEXLOWER.encode(&openssl::sha::sha256(&key.der)))
}

/// The word for a key of this algorithm.
fn word(algorithm: SigningAlgorithm) -> &'static str {
    match algorithm {
        SigningAlgorithm::RsaSha256 => "rsa",
        SigningAlgorithm::EcdsaSha256 => "ec",
    }
}

/// RFC 7468 §5.
fn pem(der: &[u8]) -> String {
    let base64 = BASE64.encode(der);
    let mut text = "-----BEGIN CERTIFICATE-----\n".to_owned();
    for (at, character) in base64.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text.push_str("\n-----END CERTIFICATE-----\n");
    text
}
