//! `keyring`: whether people's identity seeds are kept with the administrators, and the public key that they are sealed to.

use super::{DbError, PgConnection, bigint, fixed, integer, must_touch, unsigned};
use crate::domain::OrgId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyringRow {
    pub org: OrgId,
    /// Counts up with each writing.
    pub version: u64,
    /// What the organisation chose: whether seeds are kept.
    pub escrows: bool,
    /// And whether there is a directory of people.
    pub directory: bool,
    /// Counts up with each new key pair; 0 where there never was one.
    pub epoch: u32,
    /// There while seeds are kept, or there is a directory.
    pub public: Option<[u8; 32]>,
    /// The private key of the epoch before, sealed to this one's: there while rows are still sealed to the former.
    pub elder: Option<Vec<u8>>,
    pub mac: Vec<u8>,
}

struct Columns {
    version: i64,
    escrows: bool,
    directory: bool,
    epoch: i32,
    public: Option<Vec<u8>>,
    elder: Option<Vec<u8>>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self, org: OrgId) -> Result<KeyringRow, DbError> {
        Ok(KeyringRow {
            org,
            version: unsigned("keyring", "version", self.version)?,
            escrows: self.escrows,
            directory: self.directory,
            epoch: unsigned("keyring", "epoch", self.epoch.into())?,
            public: self.public.map(|public| fixed("keyring", "public", &public)).transpose()?,
            elder: self.elder,
            mac: self.mac,
        })
    }
}

pub async fn read(db: &mut PgConnection, org: OrgId) -> Result<Option<KeyringRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select version, escrows, directory, epoch, public, elder, mac from keyring where org_id = $1",
        org.0
    );
    row.fetch_optional(db).await?.map(|row| row.row(org)).transpose()
}

/// The same, and nobody changes it until the transaction ends: for who seals to its key.
pub async fn read_for_share(db: &mut PgConnection, org: OrgId) -> Result<Option<KeyringRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select version, escrows, directory, epoch, public, elder, mac from keyring where org_id = $1 for share",
        org.0
    );
    row.fetch_optional(db).await?.map(|row| row.row(org)).transpose()
}

/// The same for who is going to change it.
pub async fn read_for_update(db: &mut PgConnection, org: OrgId) -> Result<Option<KeyringRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select version, escrows, directory, epoch, public, elder, mac from keyring where org_id = $1 for update",
        org.0
    );
    row.fetch_optional(db).await?.map(|row| row.row(org)).transpose()
}

/// The first answer; touches no row, and is an error, when another was first.
pub async fn insert(db: &mut PgConnection, row: &KeyringRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into keyring (org_id, version, escrows, epoch, public, elder, mac, directory)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        row.org.0,
        bigint(row.version),
        row.escrows,
        integer(row.epoch),
        row.public.as_ref().map(|public| public.as_slice()),
        row.elder,
        row.mac,
        row.directory
    )
    .execute(db)
    .await?;
    must_touch("keyring", 1, &done)
}

/// Takes away a row that is not as this service left it.
pub async fn remove(db: &mut PgConnection, org: OrgId) -> Result<(), DbError> {
    sqlx::query!("delete from keyring where org_id = $1", org.0).execute(db).await?;
    Ok(())
}

/// From the version before to this one; touches no row when another writing was first.
pub async fn update(db: &mut PgConnection, row: &KeyringRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update keyring set version = $2, escrows = $3, epoch = $4, public = $5, elder = $6, mac = $7, directory = $8
         where org_id = $1 and version < $2",
        row.org.0,
        bigint(row.version),
        row.escrows,
        integer(row.epoch),
        row.public.as_ref().map(|public| public.as_slice()),
        row.elder,
        row.mac,
        row.directory
    )
    .execute(db)
    .await?;
    must_touch("keyring", 1, &done)
}
