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
    fn row(self) -> Result<EnvelopeRow, DbError> {
        Ok(EnvelopeRow {
            id: self.id,
            room: unsigned("envelope", "room", self.room)?,
            opened: unsigned("envelope", "opened", self.opened.into())?,
            is_withdrawn: self.state == "withdrawn",
            expires_at: self.expires_at,
            mac: self.mac,
        })
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
    rows.fetch_all(db).await?.into_iter().map(Columns::row).collect()
}

/// One, locked until the transaction ends: of an opening and a withdrawal one is first.
pub async fn read_for_update(db: &mut PgConnection, id: Uuid) -> Result<Option<EnvelopeRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        r#"select id, room, opened, state, greatest(least(expires_at, '9999-01-01'), '0001-01-02') as "expires_at!", mac
           from envelope where id = $1 for update"#,
        id
    );
    row.fetch_optional(db).await?.map(Columns::row).transpose()
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

/// Octets of all files that are kept.
pub async fn room(db: &mut PgConnection) -> Result<u64, DbError> {
    let room =
        sqlx::query_scalar!(r#"select coalesce(sum(room), 0)::bigint as "room!" from envelope where state = 'kept'"#);
    unsigned("envelope", "room", room.fetch_one(db).await?)
}
