//! What happened to a person's account lately, for their own page.

use super::Parts;
use super::session::SignedIn;
use crate::audit::{Recent, VerifyError, Whose};
use crate::domain::SecretText;

/// No page reads more: who tries often is slowed long before.
pub const ALL: u16 = 2000;

/// Activity, and whether it can say who was refused.
pub struct Activity {
    pub recent: Recent,
    /// Tries by others are among it.
    pub has_tries: bool,
}

/// The latest `limit` rows about a person. `identifier` is what their profile says they sign in with. Tries by others are found
/// by the handle that the session remembers: to look at one's own page is no look-up, and the rest of it is of use where the
/// session has none.
///
/// # Errors
/// Database or keeper away.
pub async fn recent(
    parts: &Parts,
    person: &SignedIn,
    identifier: &SecretText,
    limit: u16,
) -> Result<Activity, VerifyError> {
    let handle = person.handle(identifier.expose());
    let whose = Whose { org: parts.org, account: person.account, handle };
    let recent = Recent::read(&parts.pool, &parts.keeper, whose, parts.clock.now(), limit).await?;
    Ok(Activity { recent, has_tries: handle.is_some() })
}
