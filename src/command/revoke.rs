//! `senza revoke`, `senza freeze` and `senza restore`.

use super::session::Session;
use super::{CommandError, output};
use crate::config::Config;
use crate::domain::Identifier;
use crate::sign_in::revocation;

pub(super) async fn revoke(config: &Config, identifier: &str) -> Result<(), CommandError> {
    let identifier = Identifier::parse(identifier).map_err(CommandError::said)?;
    let session = Session::open(config).await?;
    let ended = revocation::revoke(&session.parts, &identifier, "command").await.map_err(CommandError::said);
    session.close().await?;
    output::say(&format!("Revoked, until somebody says `senza restore`. {}", sessions(ended?)));
    Ok(())
}

pub(super) async fn freeze(config: &Config, identifier: &str) -> Result<(), CommandError> {
    let identifier = Identifier::parse(identifier).map_err(CommandError::said)?;
    let session = Session::open(config).await?;
    let ended = revocation::freeze(&session.parts, &identifier, "command").await.map_err(CommandError::said);
    session.close().await?;
    output::say(&format!("Frozen, until somebody says `senza restore`. {}", sessions(ended?)));
    Ok(())
}

pub(super) async fn restore(config: &Config, identifier: &str) -> Result<(), CommandError> {
    let identifier = Identifier::parse(identifier).map_err(CommandError::said)?;
    let session = Session::open(config).await?;
    let is_enrolled = revocation::restore(&session.parts, &identifier, "command").await.map_err(CommandError::said);
    session.close().await?;
    output::say(match is_enrolled? {
        true => "Restored: they can sign in again, with what they had. No session of before comes back.",
        false => "Restored. They never enrolled, and the link they had is gone: invite them again.",
    });
    Ok(())
}

fn sessions(ended: u64) -> String {
    let plural = if ended == 1 { "" } else { "s" };
    format!(
        "{ended} session{plural} here ended; portals keep sessions of their own until those end, and the keys that they were given."
    )
}
