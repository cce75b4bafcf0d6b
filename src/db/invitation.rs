//! `invitation`: a one-time enrolment link, found by a hash of its token and opened by the token alone.

use super::{DbError, PgConnection, fixed, must_touch};
use crate::domain::AccountId;
use time::Date;

pub struct InvitationRow {
    pub locator: [u8; 32],
    pub account: AccountId,
    pub wrapped_kw: Vec<u8>,
    pub sealed: Vec<u8>,
    pub expires_on: Date,
    pub mac: Vec<u8>,
}

pub async fn by_locator(db: &mut PgConnection, locator: [u8; 32]) -> Result<Option<InvitationRow>, DbError> {
    let row = sqlx::query!(
        r#"select account_id, wrapped_kw, sealed, greatest(least(expires_on, '9999-12-31'), '0001-01-01') as "expires_on!", mac
           from invitation where locator = $1"#,
        locator.as_slice()
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| InvitationRow {
        locator,
        account: AccountId(row.account_id),
        wrapped_kw: row.wrapped_kw,
        sealed: row.sealed,
        expires_on: row.expires_on,
        mac: row.mac,
    }))
}

/// The account's open invitation.
pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Option<InvitationRow>, DbError> {
    let row = sqlx::query!(
        "select locator, wrapped_kw, sealed, expires_on, mac from invitation where account_id = $1",
        account.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(InvitationRow {
            locator: fixed("invitation", "locator", &row.locator)?,
            account,
            wrapped_kw: row.wrapped_kw,
            sealed: row.sealed,
            expires_on: row.expires_on,
            mac: row.mac,
        })
    })
    .transpose()
}

/// Puts an invitation in the place of the account's earlier one, if any.
pub async fn replace(db: &mut PgConnection, row: &InvitationRow) -> Result<(), DbError> {
    sqlx::query!("delete from invitation where account_id = $1", row.account.0).execute(&mut *db).await?;
    let done = sqlx::query!(
        "insert into invitation (locator, account_id, wrapped_kw, sealed, expires_on, mac)
         values ($1, $2, $3, $4, $5, $6)",
        row.locator.as_slice(),
        row.account.0,
        row.wrapped_kw,
        row.sealed,
        row.expires_on,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("invitation", 1, &done)
}

/// Uses the invitation up; touches no row when it was used or replaced meanwhile.
pub async fn spend(db: &mut PgConnection, locator: &[u8; 32]) -> Result<(), DbError> {
    let done = sqlx::query!("delete from invitation where locator = $1", locator.as_slice()).execute(db).await?;
    must_touch("invitation", 1, &done)
}

/// Takes an account's open invitation back, if there is one.
pub async fn withdraw(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    sqlx::query!("delete from invitation where account_id = $1", account.0).execute(db).await?;
    Ok(())
}
