//! `senza revoke`.

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
    let ended = ended?;
    output::say(&format!(
        "Revoked for good. {ended} session{} here ended; portals keep sessions of their own until those end.",
        if ended == 1 { "" } else { "s" }
    ));
    Ok(())
}
