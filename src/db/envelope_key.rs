//! `envelope_key`: where envelopes for a person, and the slips that tell of them, are sealed to.

use super::{DbError, PgConnection, bigint, fixed, integer, must_touch, unsigned};
use crate::domain::AccountId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeKeyRow {
    pub account: AccountId,
    /// Of the data seed that both keys follow from.
    pub generation: u32,
    /// What files are sealed to: an age recipient.
    pub public: [u8; 32],
    /// What slips are sealed to.
    pub slips: [u8; 32],
    /// That of its account: an earlier one is none.
    pub inbox_version: u64,
    pub mac: Vec<u8>,
}

impl EnvelopeKeyRow {
    /// Whether what is sealed to the one opens with the other.
    pub fn has_keys_of(&self, other: &Self) -> bool {
        let keys = |row: &Self| (row.account, row.generation, row.public, row.slips);
        keys(self) == keys(other)
    }
}

struct Columns {
    generation: i32,
    public: Vec<u8>,
    slips: Vec<u8>,
    inbox_version: i64,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self, account: AccountId) -> Result<EnvelopeKeyRow, DbError> {
        Ok(EnvelopeKeyRow {
            account,
            generation: unsigned("envelope_key", "generation", self.generation.into())?,
            public: fixed("envelope_key", "public", &self.public)?,
            slips: fixed("envelope_key", "slips", &self.slips)?,
            inbox_version: unsigned("envelope_key", "inbox_version", self.inbox_version)?,
            mac: self.mac,
        })
    }
}

pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Option<EnvelopeKeyRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select generation, public, slips, inbox_version, mac from envelope_key where account_id = $1",
        account.0
    );
    row.fetch_optional(db).await?.map(|row| row.row(account)).transpose()
}

/// Puts a person's keys in the place of the former, if there are any. The caller holds the person alone: others may just be committing what
/// they sealed to these.
pub async fn put(db: &mut PgConnection, row: &EnvelopeKeyRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into envelope_key (account_id, generation, public, slips, inbox_version, mac) values ($1, $2, $3, $4, $5, $6)
         on conflict (account_id) do update
         set generation = excluded.generation, public = excluded.public, slips = excluded.slips,
             inbox_version = excluded.inbox_version, mac = excluded.mac",
        row.account.0,
        integer(row.generation),
        row.public.as_slice(),
        row.slips.as_slice(),
        bigint(row.inbox_version),
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("envelope_key", 1, &done)
}
