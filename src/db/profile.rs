//! `profile`: what only the person's root opens.

use super::{DbError, PgConnection, bigint, integer, must_touch, unsigned};
use crate::domain::AccountId;
use crate::vault::account::ProfileRow;

pub async fn read(db: &mut PgConnection, account: AccountId) -> Result<Option<ProfileRow>, DbError> {
    let row = sqlx::query!("select root_epoch, version, sealed from profile where account_id = $1", account.0)
        .fetch_optional(db)
        .await?;
    row.map(|row| {
        Ok(ProfileRow {
            root_epoch: unsigned("profile", "root_epoch", row.root_epoch.into())?,
            version: unsigned("profile", "version", row.version)?,
            sealed: row.sealed,
        })
    })
    .transpose()
}

pub async fn insert(db: &mut PgConnection, account: AccountId, profile: &ProfileRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into profile (account_id, root_epoch, version, sealed) values ($1, $2, $3, $4)",
        account.0,
        integer(profile.root_epoch),
        bigint(profile.version),
        profile.sealed
    )
    .execute(db)
    .await?;
    must_touch("profile", 1, &done)
}

/// From the version before to this one; touches no row when another writing was first.
pub async fn update(db: &mut PgConnection, account: AccountId, profile: &ProfileRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update profile set root_epoch = $2, version = $3, sealed = $4 where account_id = $1 and version + 1 = $3",
        account.0,
        integer(profile.root_epoch),
        bigint(profile.version),
        profile.sealed
    )
    .execute(db)
    .await?;
    must_touch("profile", 1, &done)
}

/// Takes the profile of an account whose vault is being exchanged away.
pub async fn remove(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    let done = sqlx::query!("delete from profile where account_id = $1", account.0).execute(db).await?;
    must_touch("profile", 1, &done)
}
