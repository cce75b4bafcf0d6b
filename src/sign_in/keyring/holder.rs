//! Whose a place on the keyring is now. Who began again has another vault, and left the key of her place behind in the old one:
//! whoever has that one still, from an older copy or a device that was taken from her, must get no new key.

use super::KeyringFlowError;
use crate::db::{self, PgConnection};
use crate::domain::AccountState;
use crate::sign_in::Parts;
use crate::sign_in::inbox::{self, InboxFlowError};
use crate::vault::keyring::Label;

/// Who made a place, as her account is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The vault that the place lies in is hers still; this is her live flag.
    Same(AccountState),
    BegunAgain,
    /// Her account is deleted.
    Gone,
    /// Her account is not as this service left it.
    Tampered,
}

/// Goes by the inbox's key, which stays while the vault does and which the keeper vouches for: a number that counts up, anybody sets
/// back who writes to the database. The account is not locked, since its own session may wait for the keyring.
pub(super) async fn holder(parts: &Parts, db: &mut PgConnection, label: &Label) -> Result<Holder, KeyringFlowError> {
    let Some(account) = db::account::by_id(db, label.account).await? else { return Ok(Holder::Gone) };
    match inbox::check(parts, db, &account).await {
        Ok(_) if account.inbox_public == label.inbox_public => Ok(Holder::Same(account.state)),
        Ok(_) => Ok(Holder::BegunAgain),
        Err(InboxFlowError::Db(error)) => Err(error.into()),
        Err(InboxFlowError::Keeper(error)) => Err(error.into()),
        Err(_) => Ok(Holder::Tampered),
    }
}
