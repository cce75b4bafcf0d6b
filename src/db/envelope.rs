//! `envelope`: one that is kept. The ciphertext is in a file of the same random name.

use super::{DbError, PgConnection, bigint, must_touch, unsigned};
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeRow {
    pub id: Uuid,
    /// Octets of the file: a step of sizes.
    pub room: u64,
    /// A bit for each recipient, who alone knows which is theirs.
    pub opened: u32,
    pub is_withdrawn: bool,
    /// A full hour.
    pub expires_at: OffsetDateTime,
    pub mac: Vec<u8>,
}

struct Columns {
    id: Uuid,
    room: i64,
    opened: i32,
    state: String,
    expires_at: OffsetDateTime,
    mac: Vec<u8>,
}

impl Columns {
    /// Whoever writes a number that we never do has a row whose MAC does not hold, and nobody else's is lost for it.
    fn row(self) -> EnvelopeRow {
        EnvelopeRow {
            id: self.id,
            room: u64::try_from(self.room).unwrap_or(u64::MAX),
            opened: u32::try_from(self.opened).unwrap_or(u32::MAX),
            is_withdrawn: self.state == "withdrawn",
            expires_at: self.expires_at,
            mac: self.mac,
        }
    }
}

fn state(row: &EnvelopeRow) -> &'static str {
    if row.is_withdrawn { "withdrawn" } else { "kept" }
}

fn mask(row: &EnvelopeRow) -> i32 {
    i32::try_from(row.opened).unwrap_or(i32::MAX)
}

/// Of these those that are there.
pub async fn of(db: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<EnvelopeRow>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        r#"select id, room, opened, state, greatest(least(expires_at, '9999-01-01'), '0001-01-02') as "expires_at!", mac
           from envelope where id = any($1)"#,
        ids
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Columns::row).collect())
}

/// One, locked until the transaction ends: of an opening and a withdrawal one is first.
pub async fn read_for_update(db: &mut PgConnection, id: Uuid) -> Result<Option<EnvelopeRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        r#"select id, room, opened, state, greatest(least(expires_at, '9999-01-01'), '0001-01-02') as "expires_at!", mac
           from envelope where id = $1 for update"#,
        id
    );
    Ok(row.fetch_optional(db).await?.map(Columns::row))
}

pub async fn insert(db: &mut PgConnection, row: &EnvelopeRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into envelope (id, room, opened, state, expires_at, mac) values ($1, $2, $3, $4, $5, $6)",
        row.id,
        bigint(row.room),
        mask(row),
        state(row),
        row.expires_at,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("envelope", 1, &done)
}

pub async fn update(db: &mut PgConnection, row: &EnvelopeRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update envelope set opened = $2, state = $3, mac = $4 where id = $1",
        row.id,
        mask(row),
        state(row),
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("envelope", 1, &done)
}

/// Which are kept, by their rows.
pub async fn kept(db: &mut PgConnection) -> Result<Vec<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from envelope where state = 'kept'").fetch_all(db).await?)
}

/// Which are over; their files go first.
pub async fn expired(db: &mut PgConnection, now: OffsetDateTime) -> Result<Vec<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from envelope where expires_at <= $1", now).fetch_all(db).await?)
}

/// Which were withdrawn and are not over: their files are to be gone.
pub async fn withdrawn(db: &mut PgConnection) -> Result<Vec<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from envelope where state = 'withdrawn'").fetch_all(db).await?)
}

pub async fn delete(db: &mut PgConnection, id: Uuid) -> Result<(), DbError> {
    sqlx::query!("delete from envelope where id = $1", id).execute(db).await?;
    Ok(())
}

/// More octets than any file has: a row that says so is none of ours.
const MORE_THAN_ANY: i64 = 1 << 50;

/// Octets of all files that are kept; and of how many rows no file has as many as they say, which count as none.
pub async fn room(db: &mut PgConnection) -> Result<(u64, i64), DbError> {
    let found = sqlx::query!(
        r#"select least(coalesce(sum(room) filter (where room between 0 and $1), 0), 9223372036854775807)::bigint as "room!",
                  count(*) filter (where room not between 0 and $1) as "others!"
           from envelope where state = 'kept'"#,
        MORE_THAN_ANY
    )
    .fetch_one(db)
    .await?;
    Ok((unsigned("envelope", "room", found.room)?, found.others))
}
