//! What others put into an account: attributes and roles, signed by the keeper, sealed to the account's inbox.

use super::{Parts, row_macs};
use crate::db::account::AccountRow;
use crate::db::inbox::InboxRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::random;
use crate::domain::{AccountId, Attribute};
use crate::keeper::KeeperError;
use crate::vault::envelope::KeyPair;
use crate::vault::inbox::{InboxError, Item, ROLE, item_digest, open_item, seal_item};
use std::collections::BTreeMap;

#[derive(Debug, thiserror::Error)]
pub enum InboxFlowError {
    #[error("the inbox key of this account was not made by this keeper")]
    ForeignKey,
    #[error(transparent)]
    Item(#[from] InboxError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// What the inbox holds, after every signature was checked: the newest item of each name that has not expired.
#[derive(Debug, Default)]
pub struct Granted {
    pub attributes: Vec<Attribute>,
    pub roles: Vec<String>,
}

/// Signs and seals items into an account's inbox, numbered from `first`.
pub async fn deliver(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    first: u64,
    items: Vec<Attribute>,
) -> Result<(), InboxFlowError> {
    if !parts.keeper.check_row_mac(row_macs::inbox_of(account), &account.inbox_mac).await? {
        return Err(InboxFlowError::ForeignKey);
    }
    for (sequence, attribute) in (first..).zip(items) {
        let id = random::uuid(&*parts.random);
        let item = Item { id, sequence, name: attribute.name, values: attribute.values, expires: None };
        let signature = parts.keeper.sign_grant(item_digest(account.org, account.id, &item)).await?;
        let sealed = seal_item(&account.inbox_public, account.org, account.id, &item, &signature, &*parts.random)?;
        db::inbox::insert(db, account.id, &InboxRow { id, sealed }).await?;
    }
    Ok(())
}

/// Opens an inbox. An item that was not signed by the keeper for this account ends the attempt: it is an attack.
pub async fn open(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    inbox: &KeyPair,
) -> Result<Granted, InboxFlowError> {
    let key = parts.keeper.grant_key().await?;
    let now = parts.clock.now();
    let mut newest: BTreeMap<String, Item> = BTreeMap::new();
    for row in db::inbox::of_account(db, account).await? {
        if let Some(item) = open_item(inbox, parts.org, account, row.id, &row.sealed, &key, now)?
            && newest.get(&item.name).is_none_or(|known| known.sequence < item.sequence)
        {
            newest.insert(item.name.clone(), item);
        }
    }
    let mut granted = Granted::default();
    for (name, item) in newest {
        if name == ROLE {
            granted.roles = item.values;
        } else {
            granted.attributes.push(Attribute { name, values: item.values });
        }
    }
    Ok(granted)
}
