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

pub async fn by_entity_id(
    db: &mut PgConnection,
    org: OrgId,
    entity_id: &str,
) -> Result<Option<ServiceProviderRow>, DbError> {
    let row = sqlx::query!(
        "select version, metadata, released, allow_http_acs, name_id, subject_id, signature, encryption,
                skip_assertion_signature, default_context, fresh_within, mac
         from service_provider where org_id = $1 and entity_id = $2",
        org.0,
        entity_id
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(ServiceProviderRow {
            entity_id: entity_id.to_owned(),
            version: unsigned("service_provider", "version", row.version)?,
            metadata: row.metadata,
            released: row.released,
            allow_http_acs: row.allow_http_acs,
            options: OptionColumns {
                name_id: row.name_id,
                subject_id: row.subject_id,
                signature: row.signature,
                encryption: row.encryption,
                skip_assertion_signature: row.skip_assertion_signature,
                default_context: row.default_context,
                fresh_within: row.fresh_within,
            },
            mac: row.mac,
        })
    })
    .transpose()
}

/// All of an organisation's, by entityID.
pub async fn all(db: &mut PgConnection, org: OrgId) -> Result<Vec<ServiceProviderRow>, DbError> {
    let rows = sqlx::query!(
        "select entity_id, version, metadata, released, allow_http_acs, name_id, subject_id, signature, encryption,
                skip_assertion_signature, default_context, fresh_within, mac
         from service_provider where org_id = $1 order by entity_id",
        org.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ServiceProviderRow {
                entity_id: row.entity_id,
                version: unsigned("service_provider", "version", row.version)?,
                metadata: row.metadata,
                released: row.released,
                allow_http_acs: row.allow_http_acs,
                options: OptionColumns {
                    name_id: row.name_id,
                    subject_id: row.subject_id,
                    signature: row.signature,
                    encryption: row.encryption,
                    skip_assertion_signature: row.skip_assertion_signature,
                    default_context: row.default_context,
                    fresh_within: row.fresh_within,
                },
                mac: row.mac,
            })
        })
        .collect()
}

/// Adds a service provider, or replaces the version before.
pub async fn put(db: &mut PgConnection, org: OrgId, row: &ServiceProviderRow, on: Date) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into service_provider (org_id, entity_id, version, metadata, released, allow_http_acs, added_on, mac,
                                       name_id, subject_id, signature, encryption, skip_assertion_signature, default_context, fresh_within)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (org_id, entity_id) do update
         set version = excluded.version, metadata = excluded.metadata, released = excluded.released,
             allow_http_acs = excluded.allow_http_acs, mac = excluded.mac, name_id = excluded.name_id,
             subject_id = excluded.subject_id, signature = excluded.signature, encryption = excluded.encryption,
             skip_assertion_signature = excluded.skip_assertion_signature, default_context = excluded.default_context,
             fresh_within = excluded.fresh_within
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
        row.options.fresh_within
    )
    .execute(db)
    .await?;
    must_touch("service_provider", 1, &done)
}

/// True when there was one to remove.
pub async fn remove(db: &mut PgConnection, org: OrgId, entity_id: &str) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from service_provider where org_id = $1 and entity_id = $2", org.0, entity_id)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}
