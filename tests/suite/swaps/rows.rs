//! Rows as text, and what somebody who can write to the database does to them.

use crate::support::app::TestApp;
use sqlx::Row as _;
use std::collections::BTreeMap;

/// What finds a row of each table.
const KEYS: &[(&str, &[&str])] = &[
    ("organisation", &["id"]),
    ("account", &["id"]),
    ("way_in", &["id"]),
    ("root_seal", &["way_id", "root_epoch"]),
    ("factor", &["id"]),
    ("profile", &["account_id"]),
    ("inbox_item", &["id"]),
    ("invitation", &["locator"]),
    ("service_provider", &["org_id", "entity_id"]),
    ("session", &["id_hash"]),
    ("pending", &["id_hash"]),
    ("participant", &["locator", "session_group"]),
    ("audit", &["chain", "seq"]),
];

pub fn keys(table: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(name, _)| *name == table).expect("a table with keys").1
}

pub type Values = BTreeMap<String, Option<String>>;

/// A row, each value as PostgreSQL writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub table: &'static str,
    pub values: Values,
}

/// A column, its type, and whether the database computes it.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub kind: String,
}

pub fn columns(app: &TestApp, table: &str) -> Vec<Column> {
    let query = "select column_name::text, udt_name::text from information_schema.columns
                 where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position";
    let rows = app.block_on(sqlx::query(query).bind(table).fetch_all(&app.parts.pool)).unwrap();
    rows.iter().map(|row| Column { name: row.get(0), kind: row.get(1) }).collect()
}

pub fn rows(app: &TestApp, table: &'static str, condition: &str) -> Vec<Row> {
    let columns = columns(app, table);
    let list: Vec<String> = columns.iter().map(|column| format!("{}::text", column.name)).collect();
    let query = format!("select {} from {table} where {condition} order by 1", list.join(", "));
    let rows = app.block_on(sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(&app.parts.pool)).unwrap();
    let values = |row: &sqlx::postgres::PgRow| {
        columns.iter().enumerate().map(|(n, column)| (column.name.clone(), row.get(n))).collect()
    };
    rows.iter().map(|row| Row { table, values: values(row) }).collect()
}

fn literal(value: Option<&str>) -> String {
    value.map_or("null".to_owned(), |text| format!("'{}'", text.replace('\'', "''")))
}

impl Row {
    pub fn value(&self, column: &str) -> Option<&str> {
        self.values[column].as_deref()
    }

    pub fn with(&self, column: &str, value: Option<&str>) -> Self {
        let mut row = self.clone();
        row.values.insert(column.to_owned(), value.map(str::to_owned));
        row
    }

    pub fn condition(&self) -> String {
        let keys = keys(self.table);
        let is = |key: &&str| format!("{key} = {}", literal(self.value(key)));
        keys.iter().map(is).collect::<Vec<_>>().join(" and ")
    }

    /// Writes these values where the row of `self` lies.
    pub fn becomes(&self, app: &TestApp, other: &Self) {
        let set: Vec<String> =
            other.values.iter().map(|(name, value)| format!("{name} = {}", literal(value.as_deref()))).collect();
        let done = app.sql(&format!("update {} set {} where {}", self.table, set.join(", "), self.condition()));
        assert_eq!(done, 1, "{} {}", self.table, self.condition());
    }

    pub fn insert(&self, app: &TestApp) {
        let names: Vec<&str> = self.values.keys().map(String::as_str).collect();
        let values: Vec<String> = self.values.values().map(|value| literal(value.as_deref())).collect();
        app.sql(&format!("insert into {} ({}) values ({})", self.table, names.join(", "), values.join(", ")));
    }

    pub fn delete(&self, app: &TestApp) {
        app.sql(&format!("delete from {} where {}", self.table, self.condition()));
    }
}

/// One thing done to one column: its name, and the value afterwards.
pub struct Tamper {
    pub how: String,
    pub value: Option<String>,
}

/// Everything that is done to a column of a row: values of the same column in other rows, of other columns of this row, of
/// older versions of it, and edits.
pub fn tampers(column: &Column, row: &Row, others: &[Row], older: &[Row], columns: &[Column]) -> Vec<Tamper> {
    let own = row.value(&column.name);
    let mut all = Vec::new();
    let mut add = |how: String, value: Option<String>| {
        let is_there = |one: &Tamper| one.value == value;
        if value.as_deref() != own && !all.iter().any(is_there) {
            all.push(Tamper { how, value });
        }
    };
    for (n, other) in others.iter().enumerate() {
        add(format!("of row {n}"), other.value(&column.name).map(str::to_owned));
    }
    for old in older {
        add("of an older version".to_owned(), old.value(&column.name).map(str::to_owned));
    }
    if column.kind == "bytea" {
        for other in columns.iter().filter(|other| other.kind == "bytea" && other.name != column.name) {
            add(format!("of column {}", other.name), row.value(&other.name).map(str::to_owned));
        }
    }
    for (how, value) in edits(&column.kind, own) {
        add(how, Some(value));
    }
    all
}

fn edits(kind: &str, own: Option<&str>) -> Vec<(String, String)> {
    let own = own.unwrap_or_default();
    let named = |list: &[(&str, String)]| list.iter().map(|(how, value)| ((*how).to_owned(), value.clone())).collect();
    match kind {
        "bytea" => of_octets(own),
        "uuid" => named(&[("another id", "00000000-1111-4222-8333-444444444444".to_owned())]),
        "int4" | "int8" => {
            let number: i64 = own.parse().unwrap_or_default();
            let most = if kind == "int4" { i64::from(i32::MAX) } else { i64::MAX };
            named(&[
                ("one more", (number + 1).to_string()),
                ("one less", (number - 1).to_string()),
                ("0", "0".to_owned()),
                ("-1", "-1".to_owned()),
                // As memory of Argon2id: 4 GiB.
                ("4194304", "4194304".to_owned()),
                ("the most", most.to_string()),
            ])
        }
        "date" => named(&[
            ("a later day", "2999-12-31".into()),
            ("an earlier day", "2001-01-01".into()),
            ("no day", "infinity".into()),
        ]),
        "timestamptz" => named(&[("later", "2999-12-31 00:00:00Z".into()), ("no moment", "infinity".into())]),
        "bool" => named(&[("the opposite", if own == "true" { "false".into() } else { "true".into() })]),
        "_text" => named(&[("one more", "{mail,displayName}".into()), ("none", "{}".into())]),
        _ => named(&[("another word", format!("{own}x")), ("nothing", String::new())]),
    }
}

/// A bit in its first, middle and last octet; cut to nothing, one octet, half, and all but one; an octet more.
fn of_octets(own: &str) -> Vec<(String, String)> {
    let hex = own.trim_start_matches("\\x").to_owned();
    let octets = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap_or_default();
    let text = |octets: &[u8]| format!("\\x{}", data_encoding::HEXLOWER.encode(octets));
    let length = octets.len();
    let mut all = Vec::new();
    for at in [0, length / 2, length.saturating_sub(1)] {
        let mut flipped = octets.clone();
        if let Some(octet) = flipped.get_mut(at) {
            *octet ^= 1;
            all.push((format!("a bit of octet {at}"), text(&flipped)));
        }
    }
    for cut in [0, 1, length / 2, length.saturating_sub(1)] {
        all.push((format!("cut to {cut}"), text(&octets[..cut.min(length)])));
    }
    all.push(("an octet more".to_owned(), text(&[&octets[..], &[7]].concat())));
    all
}
