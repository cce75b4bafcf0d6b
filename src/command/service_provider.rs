//! `senza sp`.

use super::session::Session;
use super::{CommandError, SpCommand, SpOptions, output};
use crate::config::Config;
use crate::federation::{Federation, Options, Registration, Words};
use crate::fetch::Fetcher;
use std::io::Read;
use std::net::IpAddr;

/// Metadata is refused above a smaller size; this much is read, so that the refusal can say so.
const MOST: u64 = 8 * 1024 * 1024;

/// Reads the metadata that `sp add` names, before the program stops being root. What has to be fetched waits until then.
pub(super) fn read_input(path: &str) -> Result<Vec<u8>, CommandError> {
    if is_address(path) {
        return Ok(Vec::new());
    }
    let mut input = Vec::new();
    let reader: Box<dyn Read> = if path == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(path).map_err(|error| CommandError::Said(format!("{path}: {error}")))?)
    };
    reader.take(MOST).read_to_end(&mut input).map_err(|error| CommandError::Said(format!("{path}: {error}")))?;
    Ok(input)
}

fn is_address(path: &str) -> bool {
    let scheme = path.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

pub(super) async fn run(config: &Config, command: SpCommand, input: Vec<u8>) -> Result<(), CommandError> {
    let input = match &command {
        SpCommand::Add { metadata, allow_private_addresses, .. } if is_address(metadata) => {
            fetched(metadata.clone(), allow_private_addresses.clone()).await?
        }
        _ => input,
    };
    let session = Session::open(config).await?;
    let done = dispatch(&session, command, &input).await;
    session.close().await?;
    done
}

async fn fetched(url: String, allowed: Vec<IpAddr>) -> Result<Vec<u8>, CommandError> {
    let fetch = move || Fetcher::for_metadata(allowed).fetch(&url);
    tokio::task::spawn_blocking(fetch).await.map_err(CommandError::said)?.map_err(CommandError::said)
}

async fn dispatch(session: &Session, command: SpCommand, input: &[u8]) -> Result<(), CommandError> {
    let federation = session.federation().await?;
    match command {
        SpCommand::Add { attributes, allow_http_acs, options, .. } => {
            let options = chosen(&options)?;
            let registration = Registration { metadata: input, released: attributes, allow_http_acs, options };
            add(&federation, registration).await
        }
        SpCommand::List => list(&federation).await,
        SpCommand::Show { entity_id, metadata: true } => stored(&federation, &entity_id).await,
        SpCommand::Show { entity_id, metadata: false } => show(&federation, &entity_id).await,
        SpCommand::Remove { entity_id } => {
            if federation.remove(&entity_id, "command").await.map_err(CommandError::said)? {
                output::say(&format!("Removed {entity_id}."));
                Ok(())
            } else {
                Err(unknown(&entity_id))
            }
        }
    }
}

fn chosen(options: &SpOptions) -> Result<Options, CommandError> {
    let words = Words {
        name_id: options.name_id.as_deref().unwrap_or_default(),
        subject_id: options.subject_id,
        signature: &options.signature,
        encryption: options.encryption.as_deref().unwrap_or_default(),
        skip_assertion_signature: options.skip_assertion_signature,
        default_context: options.default_context.as_deref().unwrap_or_default(),
        fresh_within: &options.fresh_within.map(|minutes| minutes.to_string()).unwrap_or_default(),
    };
    // The command line's parser has let known words through only.
    Options::of_words(words).ok_or_else(|| CommandError::Said("an option has an unknown value".to_owned()))
}

async fn add(federation: &Federation, registration: Registration<'_>) -> Result<(), CommandError> {
    let put = federation.put(registration, None, "command").await.map_err(CommandError::said)?;
    for sentence in put.sentences() {
        output::say(&sentence);
    }
    output::line(&put.entity_id)
}

async fn list(federation: &Federation) -> Result<(), CommandError> {
    for sp in federation.all().await.map_err(CommandError::said)? {
        let (released, chosen) = (sp.released().join(" "), sp.options().chosen().join(" "));
        output::line(&format!("{}\t{released}\t{chosen}", sp.entity_id()))?;
    }
    Ok(())
}

/// `name: value`, one a line; a name comes as often as it has values.
async fn show(federation: &Federation, entity_id: &str) -> Result<(), CommandError> {
    let found = federation.describe(entity_id).await.map_err(CommandError::said)?;
    for (name, value) in found.ok_or_else(|| unknown(entity_id))? {
        output::line(&format!("{name}: {value}"))?;
    }
    Ok(())
}

async fn stored(federation: &Federation, entity_id: &str) -> Result<(), CommandError> {
    let stored = federation.stored(entity_id).await.map_err(CommandError::said)?;
    output::raw(&stored.ok_or_else(|| unknown(entity_id))?)
}

fn unknown(entity_id: &str) -> CommandError {
    CommandError::Said(format!(
        "no service provider is registered as {entity_id}; `senza sp list` shows those that are"
    ))
}
