//! What happened to a person's account lately, for their own page.

use super::Parts;
use super::session::SignedIn;
use crate::audit::{Recent, VerifyError, Whose};
use crate::domain::{Handle, Identifier, SecretText};
use crate::keeper::KeeperError;

/// No page reads more: who tries often is slowed long before.
pub const ALL: u16 = 2000;

/// Activity, and whether it can say who was refused.
pub struct Activity {
    pub recent: Recent,
    /// Tries by others are among it.
    pub has_tries: bool,
}

/// The latest `limit` rows about a person. `identifier` is what their profile says they sign in with.
///
/// # Errors
/// Database or keeper away.
pub async fn recent(
    parts: &Parts,
    person: &SignedIn,
    identifier: &SecretText,
    limit: u16,
) -> Result<Activity, VerifyError> {
    let handle = handle(parts, identifier).await?;
    let whose = Whose { org: parts.org, account: person.account, handle };
    let recent = Recent::read(&parts.pool, &parts.keeper, whose, parts.clock.now(), limit).await?;
    Ok(Activity { recent, has_tries: handle.is_some() })
}

/// Under which others would try. `None` while the keeper makes no more handles, since somebody tries a list of names at it
/// just then, or where the profile does not say the identifier yet: the rest of the page is of use all the same.
async fn handle(parts: &Parts, identifier: &SecretText) -> Result<Option<Handle>, KeeperError> {
    let Ok(identifier) = Identifier::parse(identifier.expose()) else { return Ok(None) };
    match parts.keeper.handle(parts.org, identifier.as_str()).await {
        Ok(handle) => Ok(Some(handle)),
        Err(KeeperError::Budget(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
