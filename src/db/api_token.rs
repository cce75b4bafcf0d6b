//! `api_token`: a program's token, at a place that names nobody.

use super::{DbError, PgConnection, bigint, fixed, must_touch, unsigned};
use time::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    pub place: [u8; 32],
    /// Counts up with each token at this place, and with its end.
    pub version: u64,
    /// Of the token; empty where it has ended, and so are the next two.
    pub verifier: Vec<u8>,
    pub held: Vec<u8>,
    pub label: Vec<u8>,
    /// The last day on which it may serve.
    pub expires_on: Date,
    pub mac: Vec<u8>,
}

impl TokenRow {
    pub fn has_ended(&self) -> bool {
        self.held.is_empty()
    }
}

/// What lies at a place: a row, or the place of one that is none. Whoever writes to the database can write such a one.
pub type Found = Result<TokenRow, [u8; 32]>;

struct Columns {
    place: Vec<u8>,
    version: i64,
    verifier: Vec<u8>,
    held: Vec<u8>,
    label: Vec<u8>,
    expires_on: Date,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self) -> Result<TokenRow, DbError> {
        Ok(TokenRow {
            place: fixed("api_token", "place", &self.place)?,
            version: unsigned("api_token", "version", self.version)?,
            verifier: self.verifier,
            held: self.held,
            label: self.label,
            expires_on: self.expires_on,
            mac: self.mac,
        })
    }

    /// It fails nobody who asks for others as well, or who wants it to end.
    fn found(self) -> Result<Found, DbError> {
        let place = fixed("api_token", "place", &self.place)?;
        Ok(self.row().map_err(|_| place))
    }
}

pub async fn read(db: &mut PgConnection, place: &[u8; 32]) -> Result<Option<TokenRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        r#"select place, version, verifier, held, label,
                  greatest(least(expires_on, '9999-12-31'), '0001-01-01') as "expires_on!", mac
           from api_token where place = $1"#,
        place.as_slice()
    );
    row.fetch_optional(db).await?.map(Columns::row).transpose()
}

/// Of these places those that are taken, or were; nobody changes them until the transaction ends.
pub async fn at_for_update(db: &mut PgConnection, places: &[[u8; 32]]) -> Result<Vec<Found>, DbError> {
    let places: Vec<Vec<u8>> = places.iter().map(|place| place.to_vec()).collect();
    let rows = sqlx::query_as!(
        Columns,
        r#"select place, version, verifier, held, label,
                  greatest(least(expires_on, '9999-12-31'), '0001-01-01') as "expires_on!", mac
           from api_token where place = any($1) order by place for update"#,
        &places
    );
    rows.fetch_all(db).await?.into_iter().map(Columns::found).collect()
}

/// The same, to be looked at.
pub async fn at(db: &mut PgConnection, places: &[[u8; 32]]) -> Result<Vec<Found>, DbError> {
    let places: Vec<Vec<u8>> = places.iter().map(|place| place.to_vec()).collect();
    let rows = sqlx::query_as!(
        Columns,
        r#"select place, version, verifier, held, label,
                  greatest(least(expires_on, '9999-12-31'), '0001-01-01') as "expires_on!", mac
           from api_token where place = any($1) order by place"#,
        &places
    );
    rows.fetch_all(db).await?.into_iter().map(Columns::found).collect()
}

/// Whether the row is of this version still. Locks nothing: who ends it holds its person first.
pub async fn is_still(db: &mut PgConnection, place: &[u8; 32], version: u64) -> Result<bool, DbError> {
    let found = sqlx::query_scalar!(
        "select version from api_token where place = $1 and version = $2",
        place.as_slice(),
        bigint(version)
    );
    Ok(found.fetch_optional(db).await?.is_some())
}

/// Puts a later row in the place of the one that is there, if there is one.
pub async fn put(db: &mut PgConnection, row: &TokenRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into api_token (place, version, verifier, held, label, expires_on, mac) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (place) do update
         set version = excluded.version, verifier = excluded.verifier, held = excluded.held, label = excluded.label,
             expires_on = excluded.expires_on, mac = excluded.mac
         where api_token.version < excluded.version",
        row.place.as_slice(),
        bigint(row.version),
        row.verifier,
        row.held,
        row.label,
        row.expires_on,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("api_token", 1, &done)
}

/// Takes all of these away.
pub async fn clear(db: &mut PgConnection, places: &[[u8; 32]]) -> Result<(), DbError> {
    let places: Vec<Vec<u8>> = places.iter().map(|place| place.to_vec()).collect();
    sqlx::query!("delete from api_token where place = any($1)", &places).execute(db).await?;
    Ok(())
}
