//! Who made a link: it serves while they are who they were then. One that an administrator made who has been revoked, or from
//! whom the role was taken, must not outlive her.

use crate::db::account::AccountRow;
use crate::db::{self, PgConnection};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, AccountState, Secret};
use crate::sign_in::Parts;
use crate::sign_in::inbox::{self, InboxFlowError};
use crate::sign_in::row_macs;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Of one size, whoever it was: a link's length does not tell.
#[derive(Serialize, Deserialize)]
pub(crate) struct Issuer {
    /// Nil where it was the command line.
    account: AccountId,
    /// What the keeper vouched for of her account; see [`standing`].
    #[serde(with = "inside_a_seal")]
    standing: Secret<32>,
}

impl Issuer {
    pub(super) fn command() -> Self {
        Self { account: AccountId(Uuid::nil()), standing: Secret::new([0; 32]) }
    }

    /// # Errors
    /// Database or keeper away; `Tampered` where her account is not as this service left it. `None` where there is none.
    pub(crate) async fn administrator(
        parts: &Parts,
        db: &mut PgConnection,
        account: AccountId,
    ) -> Result<Option<Self>, InboxFlowError> {
        let found = active(parts, db, account).await?;
        Ok(found.map(|row| Self { account, standing: Secret::new(standing(&row)) }))
    }

    /// Whether whoever made the link may still have made it: her account is active, and nothing was said, taken back or begun
    /// again of it. Roles lie in her inbox, which only she opens; that something moved there, everybody sees.
    ///
    /// # Errors
    /// Database or keeper away.
    pub(crate) async fn stands(&self, parts: &Parts, db: &mut PgConnection) -> Result<bool, InboxFlowError> {
        if self.account.0.is_nil() {
            return Ok(true);
        }
        match active(parts, db, self.account).await {
            Ok(Some(row)) if standing(&row) == *self.standing.expose() => Ok(true),
            Ok(Some(row)) => Ok(standing(&unnoted(parts, db, row).await?) == *self.standing.expose()),
            Ok(None) => Ok(false),
            Err(InboxFlowError::Tampered) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// As it stood before it was noted whether she opens the console, which her next sign-in does and says nothing of her: all else, and
/// the version, is what it is now.
async fn unnoted(parts: &Parts, db: &mut PgConnection, row: AccountRow) -> Result<AccountRow, InboxFlowError> {
    let items = db::inbox::of_account(db, row.id).await?;
    let inbox_mac = parts.keeper.row_mac(row_macs::inbox(&row, &items)).await?.to_vec();
    Ok(AccountRow { inbox_mac, ..row })
}

/// Not locked: two administrators may complete links of each other's at once.
async fn active(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
) -> Result<Option<AccountRow>, InboxFlowError> {
    let row = db::account::by_id(db, account).await?.filter(|row| row.state == AccountState::Active);
    if let Some(row) = &row {
        inbox::check(parts, db, row).await?;
    }
    Ok(row)
}

fn standing(account: &AccountRow) -> [u8; 32] {
    sha256(&lp(&[account.handle.as_bytes(), &account.inbox_mac]))
}
