//! How many of what there is, by kinds that stand in the rows anyway: of nobody in particular.

use super::{DbError, PgConnection};

/// A kind, and how many rows are of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// `account`, `way` or `factor`.
    pub of: String,
    pub kind: String,
    pub rows: i64,
}

/// Accounts by state, ways in and factors by kind. Reads each of the three tables once.
pub async fn count(db: &mut PgConnection) -> Result<Vec<Stock>, DbError> {
    let rows = sqlx::query_as!(
        Stock,
        r#"select 'account' as "of!", state as "kind!", count(*) as "rows!" from account group by state
           union all select 'way', way, count(*) from way_in group by way
           union all select 'factor', kind, count(*) from factor group by kind
           order by 1, 2"#
    );
    Ok(rows.fetch_all(db).await?)
}
