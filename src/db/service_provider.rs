//! `service_provider`: partners' metadata, what each may be told, and the keeper's MAC over all of it.

use super::{DbError, PgConnection, bigint, must_touch, unsigned};
use crate::domain::OrgId;
use time::Date;

pub struct ServiceProviderRow {
    pub entity_id: String,
    pub version: u64,
    pub metadata: Vec<u8>,
    pub released: Vec<String>,
    pub allow_http_acs: bool,
    pub options: OptionColumns,
    pub mac: Vec<u8>,
}

/// What an operator chose beside the metadata, in the words that the columns hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionColumns {
    pub name_id: Option<String>,
    pub subject_id: bool,
    pub signature: String,
    pub encryption: Option<String>,
    pub skip_assertion_signature: bool,
    pub default_context: Option<String>,
    /// Minutes.
    pub fresh_within: Option<i32>,
}

struct Columns {
    entity_id: String,
    version: i64,
    metadata: Vec<u8>,
    released: Vec<String>,
    allow_http_acs: bool,
    name_id: Option<String>,
    subject_id: bool,
    signature: String,
    encryption: Option<String>,
    skip_assertion_signature: bool,
    default_context: Option<String>,
    fresh_within: Option<i32>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self) -> Result<ServiceProviderRow, DbError> {
        Ok(ServiceProviderRow {
            entity_id: self.entity_id,
            version: unsigned("service_provider", "version", self.version)?,
            metadata: self.metadata,
            released: self.released,
            allow_http_acs: self.allow_http_acs,
            options: OptionColumns {
                name_id: self.name_id,
                subject_id: self.subject_id,
                signature: self.signature,
                encryption: self.encryption,
                skip_assertion_signature: self.skip_assertion_signature,
                default_context: self.default_context,
                fresh_within: self.fresh_within,
            },
            mac: self.mac,
        })
    }
}

pub async fn by_entity_id(
    db: &mut PgConnection,
    org: OrgId,
    entity_id: &str,
) -> Result<Option<ServiceProviderRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select entity_id, version, metadata, released, allow_http_acs, name_id, subject_id, signature, encryption,
                skip_assertion_signature, default_context, fresh_within, mac
         from service_provider where org_id = $1 and entity_id = $2",
        org.0,
        entity_id
    )
    .fetch_optional(db)
    .await?;
    row.map(Columns::row).transpose()
}

/// All of an organisation's, by entityID.
pub async fn all(db: &mut PgConnection, org: OrgId) -> Result<Vec<ServiceProviderRow>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        "select entity_id, version, metadata, released, allow_http_acs, name_id, subject_id, signature, encryption,
                skip_assertion_signature, default_context, fresh_within, mac
         from service_provider where org_id = $1 order by entity_id",
        org.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Columns::row).collect()
}

/// By which a row is known again, without all that is in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub entity_id: String,
    pub version: u64,
    pub mac: Vec<u8>,
}

impl Mark {
    pub fn of(row: &ServiceProviderRow) -> Self {
        Self { entity_id: row.entity_id.clone(), version: row.version, mac: row.mac.clone() }
    }
}

/// Of all of an organisation's.
pub async fn marks(db: &mut PgConnection, org: OrgId) -> Result<Vec<Mark>, DbError> {
    let rows = sqlx::query!("select entity_id, version, mac from service_provider where org_id = $1", org.0);
    let rows = rows.fetch_all(db).await?;
    let mark = |(entity_id, version, mac)| {
        Ok(Mark { entity_id, version: unsigned("service_provider", "version", version)?, mac })
    };
    rows.into_iter().map(|row| mark((row.entity_id, row.version, row.mac))).collect()
}

/// A place in the list: a page begins behind it. Empty: at the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    pub listed_as: String,
    pub entity_id: String,
}

/// So many places of the list, by name, whose name or entityID has `part` in it, in small letters. One statement that reads one index and
/// no row, however many there are.
pub async fn places(
    db: &mut PgConnection,
    org: OrgId,
    part: &str,
    behind: &Behind,
    most: i64,
) -> Result<Vec<Behind>, DbError> {
    let rows = sqlx::query_as!(
        Behind,
        r#"select listed_as, entity_id from service_provider
         where org_id = $1 and (listed_as collate "C", entity_id collate "C") > ($3, $4)
           and ($2 = '' or position($2 in listed_as) > 0 or position($2 in lower(entity_id)) > 0)
         order by listed_as collate "C", entity_id collate "C" limit $5"#,
        org.0,
        part,
        behind.listed_as,
        behind.entity_id,
        most
    );
    Ok(rows.fetch_all(db).await?)
}

/// How many there are.
pub async fn count(db: &mut PgConnection, org: OrgId) -> Result<u64, DbError> {
    let row = sqlx::query!(r#"select count(*) as "count!" from service_provider where org_id = $1"#, org.0);
    unsigned("service_provider", "count", row.fetch_one(db).await?.count)
}

/// Rows that are in no order yet: from before there was one. In the index's collation, which alone finds them without reading all.
pub async fn unlisted(db: &mut PgConnection, org: OrgId, most: i64) -> Result<Vec<ServiceProviderRow>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        r#"select entity_id, version, metadata, released, allow_http_acs, name_id, subject_id, signature, encryption,
                skip_assertion_signature, default_context, fresh_within, mac
         from service_provider where org_id = $1 and listed_as collate "C" = '' limit $2"#,
        org.0,
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Columns::row).collect()
}

/// Gives one its place in the list, if it has none.
pub async fn list_as(db: &mut PgConnection, org: OrgId, entity_id: &str, listed_as: &str) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update service_provider set listed_as = $3 where org_id = $1 and entity_id = $2 and listed_as = ''",
        org.0,
        entity_id,
        listed_as
    );
    done.execute(db).await?;
    Ok(())
}

/// When one was registered, and when it was changed last where that is known.
pub async fn dates(
    db: &mut PgConnection,
    org: OrgId,
    entity_id: &str,
) -> Result<Option<(Date, Option<Date>)>, DbError> {
    let row = sqlx::query!(
        r#"select greatest(least(added_on, '9999-12-31'), '0001-01-01') as "added_on!",
                  greatest(least(changed_on, '9999-12-31'), '0001-01-01') as "changed_on?"
           from service_provider where org_id = $1 and entity_id = $2"#,
        org.0,
        entity_id
    );
    Ok(row.fetch_optional(db).await?.map(|row| (row.added_on, row.changed_on)))
}

/// Adds a service provider, or replaces the version before.
/// `listed_as` is its place in the list.
pub async fn put(
    db: &mut PgConnection,
    org: OrgId,
    row: &ServiceProviderRow,
    listed_as: &str,
    on: Date,
) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into service_provider (org_id, entity_id, version, metadata, released, allow_http_acs, added_on, mac,
                                       name_id, subject_id, signature, encryption, skip_assertion_signature, default_context, fresh_within,
                                       listed_as, changed_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $7)
         on conflict (org_id, entity_id) do update
         set version = excluded.version, metadata = excluded.metadata, released = excluded.released,
             allow_http_acs = excluded.allow_http_acs, mac = excluded.mac, name_id = excluded.name_id,
             subject_id = excluded.subject_id, signature = excluded.signature, encryption = excluded.encryption,
             skip_assertion_signature = excluded.skip_assertion_signature, default_context = excluded.default_context,
             fresh_within = excluded.fresh_within, listed_as = excluded.listed_as, changed_on = excluded.changed_on
         where service_provider.version < excluded.version",
        org.0,
        row.entity_id,
        bigint(row.version),
        row.metadata,
        &row.released,
        row.allow_http_acs,
        on,
        row.mac,
        row.options.name_id,
        row.options.subject_id,
        row.options.signature,
        row.options.encryption,
        row.options.skip_assertion_signature,
        row.options.default_context,
        row.options.fresh_within,
        listed_as
    )
    .execute(db)
    .await?;
    must_touch("service_provider", 1, &done)
}

/// The version that is there, which nobody changes or takes away until the transaction ends.
pub async fn lock(db: &mut PgConnection, org: OrgId, entity_id: &str) -> Result<Option<u64>, DbError> {
    let row = sqlx::query_scalar!(
        "select version from service_provider where org_id = $1 and entity_id = $2 for update",
        org.0,
        entity_id
    );
    row.fetch_optional(db).await?.map(|version| unsigned("service_provider", "version", version)).transpose()
}

/// True when there was one to remove: of that very version, where one is given.
pub async fn remove(db: &mut PgConnection, org: OrgId, entity_id: &str, version: Option<u64>) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "delete from service_provider where org_id = $1 and entity_id = $2 and ($3::bigint is null or version = $3)",
        org.0,
        entity_id,
        version.map(bigint)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
