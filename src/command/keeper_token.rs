//! What an operator does about a keeper's token: keys made or brought there, a look at where each is, and the end of retired ones.

use super::{CommandError, output};
use crate::config::{KeeperConfig, TokenConfig};
use crate::domain::{SystemClock, SystemRandom};
use crate::keeper::{
    Besides, Brought, Embedded, Limits, PinSource, Token, TokenSettings, Unsealing, bring_handle_key, destroy_unnamed,
    has_keys, unnamed, whereabouts,
};
use std::sync::Arc;

const NOT_SET: &str =
    "no token is set: say in the settings, under [keeper.token], its label and module, and where its PIN is";

/// A keeper's keys, for as long as it runs; and what the module of its token needs of the kernel, which the log says.
pub(super) fn keys(keeper: &KeeperConfig, with: &Unsealing) -> Result<(Arc<Embedded>, Besides), CommandError> {
    let (besides, token) = (besides(keeper)?, open(keeper)?);
    if !besides.is_empty() {
        tracing::warn!("given up for the token's module: {besides}");
    }
    let (random, clock) = (Arc::new(SystemRandom), Arc::new(SystemClock));
    let keys = Embedded::open_with_token(&keeper.dir, with, token, random, clock, Limits::default())?;
    Ok((Arc::new(keys), besides))
}

/// What a token's module needs besides what a keeper does; nothing where there is none.
fn besides(keeper: &KeeperConfig) -> Result<Besides, CommandError> {
    let Some(token) = &keeper.token else { return Ok(Besides::default()) };
    Besides::new(token.files.clone(), token.ports.clone(), &token.calls).map_err(CommandError::said)
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

/// `senza keeper token`: one try of the PIN, also after a wrong one, whether each key is where the key file says, and what is there
/// besides; and the end of what was retired.
pub(super) fn look(keeper: &KeeperConfig, with: &Unsealing, destroy: &[String]) -> Result<(), CommandError> {
    is_set(keeper)?;
    let Some(config) = &keeper.token else { return Ok(()) };
    let token = Token::open_once_more(settings(config, &besides(keeper)?)).map_err(CommandError::said)?;
    output::say(&format!("The token {:?} took the PIN.", token.label()));
    if !has_keys(&keeper.dir)? {
        output::say("There are no keys yet: `senza keeper init --token` makes them.");
        return Ok(());
    }
    for label in destroy {
        destroy_unnamed(&keeper.dir, with, &token, label).map_err(CommandError::said)?;
        output::say(&format!(
            "Destroyed in the token: {label}. It is still in what was backed up or cloned of it before."
        ));
    }
    say_where(keeper, with)?;
    let unnamed = unnamed(&keeper.dir, with, &token)?;
    unnamed.iter().try_for_each(|label| output::line(&format!("not in the key file\ttoken\t{label}")))?;
    if !unnamed.is_empty() {
        output::say(
            "What is not in the key file was retired, or is another keeper's. Once no keeper has it: --destroy LABEL.",
        );
    }
    // Last: where one is not as it has to be, the others were named.
    for one in whereabouts(&keeper.dir, with)? {
        if let Some(label) = &one.label {
            token.check(label, one.of).map_err(CommandError::said)?;
        }
    }
    Ok(())
}

/// A line for each key, on stdout.
fn say_where(keeper: &KeeperConfig, with: &Unsealing) -> Result<(), CommandError> {
    for one in whereabouts(&keeper.dir, with)? {
        let place = one.label.map_or_else(|| "key file".to_owned(), |label| format!("token\t{label}"));
        output::line(&format!("{}\t{place}", one.what))?;
    }
    Ok(())
}
