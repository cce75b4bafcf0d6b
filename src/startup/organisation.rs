//! The organisation: made at the first start; afterwards, the proof that keeper and database belong together.

use crate::db::{self, DbError, PgPool};
use crate::domain::{OrgId, Random};
use crate::keeper::{Keeper, KeeperError};
use crate::sign_in::row_macs;
use time::Date;

#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    #[error(
        "this keeper and this database do not belong together: nobody could sign in. Start with the keeper that was used \
         with this database (its folder: SENZA_KEEPER_DIR; or where it listens: SENZA_KEEPER_SOCKET), or with an empty \
         database"
    )]
    ForeignKeeper,
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// Finds the organisation, or makes it in an empty database.
pub(super) async fn ensure(
    pool: &PgPool,
    keeper: &Keeper,
    random: &dyn Random,
    today: Date,
) -> Result<OrgId, OrganisationError> {
    let mut transaction = pool.begin().await.map_err(DbError::from)?;
    if let Some(found) = db::organisation::first(&mut transaction).await? {
        return check(keeper, found).await;
    }
    // Two servers that start at once on an empty database make one organisation.
    db::organisation::lock(&mut transaction).await?;
    if let Some(found) = db::organisation::first(&mut transaction).await? {
        return check(keeper, found).await;
    }
    let id = OrgId::random(random);
    let mac = keeper.row_mac(row_macs::organisation(id)).await?;
    db::organisation::insert(&mut transaction, id, today, &mac).await?;
    transaction.commit().await.map_err(DbError::from)?;
    Ok(id)
}

async fn check(keeper: &Keeper, found: db::organisation::OrganisationRow) -> Result<OrgId, OrganisationError> {
    if keeper.check_row_mac(row_macs::organisation(found.id), &found.mac).await? {
        Ok(found.id)
    } else {
        Err(OrganisationError::ForeignKeeper)
    }
}
