//! What an operator does about a keeper's token: keys made or brought there, and a look at where each is.

use super::{CommandError, output};
use crate::config::{KeeperConfig, TokenConfig};
use crate::domain::SystemRandom;
use crate::keeper::{
    Besides, Brought, PinSource, Token, TokenSettings, Unsealing, bring_handle_key, has_keys, whereabouts,
};
use std::sync::Arc;

const NOT_SET: &str =
    "no token is set: say in the settings, under [keeper.token], its label and module, and where its PIN is";

/// What a token's module needs besides what a keeper does; nothing where there is none.
pub(super) fn besides(keeper: &KeeperConfig) -> Result<Besides, CommandError> {
    let Some(token) = &keeper.token else { return Ok(Besides::default()) };
    Besides::new(token.files.clone(), token.ports.clone(), &token.calls).map_err(CommandError::said)
}

/// In the log, beside what is in force.
pub(super) fn say_given_up(besides: &Besides) {
    if !besides.is_empty() {
        tracing::warn!("given up for the token's module: {besides}");
    }
}

/// The token, where one is set.
pub(super) fn open(keeper: &KeeperConfig) -> Result<Option<Arc<Token>>, CommandError> {
    let Some(token) = &keeper.token else { return Ok(None) };
    let settings = settings(token, &besides(keeper)?);
    Ok(Some(Arc::new(Token::open(settings).map_err(CommandError::said)?)))
}

fn settings(token: &TokenConfig, besides: &Besides) -> TokenSettings {
    let credential = token.pin_credential.clone().map(PinSource::Credential);
    let pin = token.pin_file.clone().map(PinSource::File).or(credential);
    TokenSettings {
        module: token.module.clone(),
        label: token.label.clone(),
        pin: pin.unwrap_or_else(|| PinSource::File("/nonexistent".into())),
        may_make_threads: besides.may_make_threads(),
    }
}

/// `senza keeper init --token` where there are keys already: the handle key goes into the token.
pub(super) fn bring(keeper: &KeeperConfig, with: &Unsealing) -> Result<(), CommandError> {
    let token = open(keeper)?.ok_or_else(|| CommandError::Said(NOT_SET.to_owned()))?;
    match bring_handle_key(&keeper.dir, with, &token, &SystemRandom)? {
        Brought::Before => output::say("The handle key is in the token already, and is left as it is."),
        Brought::Now => output::say(
            "The handle key is in the token now, and in the key file no more. Every back-up of the key file from before has it \
             still: destroy those, or keep them as well as the token.",
        ),
    }
    say_where(keeper, with)?;
    output::say(
        "Hardening and signing keys do not move. New ones are made in the token: see \"Keys in a token\" in docs/operations.md.",
    );
    Ok(())
}

/// Whether init may make keys in a token.
pub(super) fn is_set(keeper: &KeeperConfig) -> Result<(), CommandError> {
    if keeper.token.is_some() { Ok(()) } else { Err(CommandError::Said(NOT_SET.to_owned())) }
}

/// `senza keeper token`: one try of the PIN, also after a wrong one, and whether each key is where the key file says.
pub(super) fn look(keeper: &KeeperConfig, with: &Unsealing) -> Result<(), CommandError> {
    is_set(keeper)?;
    let Some(config) = &keeper.token else { return Ok(()) };
    let token = Token::open_once_more(settings(config, &besides(keeper)?)).map_err(CommandError::said)?;
    output::say(&format!("The token {:?} took the PIN.", token.label()));
    if !has_keys(&keeper.dir)? {
        output::say("There are no keys yet: `senza keeper init --token` makes them.");
        return Ok(());
    }
    for one in whereabouts(&keeper.dir, with)? {
        if let Some(label) = &one.label {
            token.check(label).map_err(CommandError::said)?;
        }
    }
    say_where(keeper, with)
}

/// A line for each key, on stdout.
fn say_where(keeper: &KeeperConfig, with: &Unsealing) -> Result<(), CommandError> {
    for one in whereabouts(&keeper.dir, with)? {
        let place = one.label.map_or_else(|| "key file".to_owned(), |label| format!("token\t{label}"));
        output::line(&format!("{}\t{place}", one.what))?;
    }
    Ok(())
}
