//! `flight_share`: links that show one record of the flight recorder.

use super::{DbError, PgConnection, fixed, must_touch};
use time::OffsetDateTime;

#[derive(Debug, Clone)]
pub struct ShareRow {
    pub mark: [u8; 32],
    pub place: Vec<u8>,
    /// Microseconds since 1970.
    pub until: i64,
    /// Who made it, sealed; nothing in a link of before.
    pub maker: Option<Vec<u8>>,
    pub mac: Vec<u8>,
}

struct Columns {
    mark: Vec<u8>,
    place: Vec<u8>,
    until: i64,
    maker: Option<Vec<u8>>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self) -> Result<ShareRow, DbError> {
        let Self { mark, place, until, maker, mac } = self;
        Ok(ShareRow { mark: fixed("flight_share", "mark", &mark)?, place, until, maker, mac })
    }
}

/// Those of these, with an end that there is.
macro_rules! links {
    ($which:literal, $argument:expr) => {
        sqlx::query_as!(
            Columns,
            r#"select mark, place, coalesce((extract(epoch from expires_at) * 1000000)::bigint, 0) as "until!", maker, mac
           from flight_share where expires_at between '0001-01-01Z' and '9999-12-31Z' and "# + $which,
            $argument
        )
    };
}

pub async fn insert(db: &mut PgConnection, row: &ShareRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into flight_share (mark, place, expires_at, maker, mac)
         values ($1, $2, '1970-01-01Z'::timestamptz + $3::bigint * interval '1 microsecond', $4, $5)",
        row.mark.as_slice(),
        row.place,
        row.until,
        row.maker,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("flight_share", 1, &done)
}

pub async fn at(db: &mut PgConnection, mark: &[u8; 32]) -> Result<Option<ShareRow>, DbError> {
    let row = links!("mark = $1", mark.as_slice());
    row.fetch_optional(db).await?.map(Columns::row).transpose()
}

/// The links to the record at a place.
pub async fn of(db: &mut PgConnection, place: &[u8]) -> Result<Vec<ShareRow>, DbError> {
    let rows = links!("place = $1 order by expires_at limit 100", place);
    rows.fetch_all(db).await?.into_iter().map(Columns::row).collect()
}

/// True when there was one.
pub async fn withdraw(db: &mut PgConnection, mark: &[u8; 32]) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from flight_share where mark = $1", mark.as_slice()).execute(db).await?;
    Ok(done.rows_affected() == 1)
}

/// Takes away links that are over.
pub async fn expire(db: &mut PgConnection, now: OffsetDateTime) -> Result<u64, DbError> {
    Ok(sqlx::query!("delete from flight_share where expires_at <= $1", now).execute(db).await?.rows_affected())
}
