//! Which account an identifier means, for whoever acts on somebody by name: an operator, an administrator, a command.
//!
//! A sign-in needs none of this: a passphrase is stretched with the identifier and hardened for the account, so that an account
//! that is found under another's handle opens for nobody. Who acts on somebody else has no such proof. They go by what the
//! keeper vouches for.

use super::Parts;
use super::acting::Acting;
use super::inbox::{self, Console, InboxFlowError};
use crate::db::account::AccountRow;
use crate::db::{self, PgConnection};
use crate::domain::{Handle, Role};

/// The account of a handle, locked until the transaction ends, if there is one.
///
/// # Errors
/// `Tampered` where the keeper does not vouch that this handle is this account's.
pub(super) async fn locked(
    parts: &Parts,
    db: &mut PgConnection,
    handle: &Handle,
) -> Result<Option<AccountRow>, InboxFlowError> {
    Ok(known(parts, db, handle).await?.map(|known| known.account))
}

/// An account that was found by name.
pub(super) struct Known {
    pub(super) account: AccountRow,
    /// Whether its person opens the console: a role of theirs, that is, whichever.
    pub(super) console: Console,
}

impl Known {
    /// Who opens the console themselves, or of whom that is not known yet, an owner alone acts on: or the help desk would end, or be,
    /// those who stand above it.
    pub(super) fn may_be_acted_on_by(&self, person: &impl Acting) -> bool {
        self.may_be_acted_on(person.has_role(Role::Owner))
    }

    /// The same by an owner, or by somebody who is none.
    pub(super) fn may_be_acted_on(&self, by_owner: bool) -> bool {
        self.console == Console::Closed || by_owner
    }
}

/// The same as [`locked`], with what is known of the person's roles without them.
///
/// # Errors
/// As [`locked`].
pub(super) async fn known(
    parts: &Parts,
    db: &mut PgConnection,
    handle: &Handle,
) -> Result<Option<Known>, InboxFlowError> {
    let Some(found) = db::account::by_handle(db, parts.org, handle).await? else { return Ok(None) };
    let Some(account) = db::account::by_id_for_update(db, found.id).await? else { return Ok(None) };
    // Another identifier since it was looked for: it is somebody else's now, or nobody's.
    if account.handle != *handle {
        return Ok(None);
    }
    let console = inbox::check(parts, db, &account).await?;
    Ok(Some(Known { account, console }))
}
