//! One person's rows as a thief would find them, for the page that shows them to that person.

use super::{DbError, PgConnection};
use crate::domain::AccountId;
use serde_json::{Map, Value};

/// One row: its table, and each column with its value as `psql` would print it.
pub struct StolenRow {
    pub table: &'static str,
    pub columns: Vec<(String, String)>,
}

/// Every row that carries the account's id, and the session's own.
pub async fn rows(db: &mut PgConnection, account: AccountId) -> Result<Vec<StolenRow>, DbError> {
    let found = sqlx::query!(
        r#"select 1 as "place!", 'account' as "table!", to_jsonb(t) as "row!" from account t where id = $1
           union all select 2, 'way_in', to_jsonb(t) from way_in t where account_id = $1
           union all select 3, 'root_seal', to_jsonb(t) from root_seal t
                     where way_id in (select id from way_in where account_id = $1)
           union all select 4, 'factor', to_jsonb(t) from factor t where account_id = $1
           union all select 5, 'profile', to_jsonb(t) from profile t where account_id = $1
           union all select 6, 'inbox_item', to_jsonb(t) from inbox_item t where account_id = $1
           union all select 7, 'session', to_jsonb(t) from session t where account_id = $1
           union all select 8, 'escrow', to_jsonb(t) from escrow t where account_id = $1
           union all select 9, 'envelope_key', to_jsonb(t) from envelope_key t where account_id = $1
           union all select 10, 'directory', to_jsonb(t) from directory t where account_id = $1
           order by 1"#,
        account.0
    )
    .fetch_all(db)
    .await?;
    found
        .into_iter()
        .map(|row| {
            let table = super::columns::TABLES
                .iter()
                .find(|table| table.name == row.table)
                .ok_or(DbError::Shape { table: "stolen", what: "a table without a description" })?;
            let Value::Object(object) = row.row else {
                return Err(DbError::Shape { table: table.name, what: "not a row" });
            };
            Ok(StolenRow { table: table.name, columns: in_order(table, object) })
        })
        .collect()
}

fn in_order(table: &super::columns::Table, mut object: Map<String, Value>) -> Vec<(String, String)> {
    table
        .columns
        .iter()
        .filter_map(|column| {
            let value = match object.remove(column.name)? {
                Value::String(text) => text,
                other => other.to_string(),
            };
            Some((column.name.to_owned(), value))
        })
        .collect()
}
