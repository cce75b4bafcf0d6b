//! What each class leaves in PostgreSQL's write-ahead log: kinds, sizes and order, from `pg_walinspect`.
//!
//! Kept out of the window: no sweep runs (`startup::server::sweep`, which also puts rows in order, belongs to `senza serve`);
//! autovacuum is off; there is one checkpoint before the warm-up and none after it (the next is minutes away). Left aside are
//! records that belong to a page and not to a row: see [`is_housekeeping`].

use crate::classes::{Class, NAMES, Scene, Stranger};
use crate::statistics::welch;
use crate::timing::BOUND;
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _};
use std::collections::{BTreeMap, BTreeSet};
use tokio::runtime::Runtime;

/// Sign-ins of each class and way.
const EACH: usize = 48;

const PREPARE: &[&str] = &[
    "create extension pg_walinspect",
    "alter system set autovacuum = off",
    "select pg_reload_conf()",
    "vacuum (freeze)",
    "checkpoint",
];

/// A request, and where the log stood before and after it.
struct Window {
    what: &'static str,
    class: Class,
    from: String,
    to: String,
}

/// What one request left.
struct Left {
    what: &'static str,
    class: Class,
    /// One line for each record, in order.
    records: Vec<String>,
    /// Of an UPDATE's row PostgreSQL leaves out what is as before at its end. Of `throttle` that is the part of a moment which
    /// has not moved since the bucket's last try: a size that differs by octets with the time between two tries.
    throttle: Option<f64>,
}

pub(crate) struct Records(Vec<Left>);

pub(crate) fn compare(scene: &Scene) -> Records {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let options = scene.app.database.clone().username("postgres");
    let mut db = runtime.block_on(PgConnection::connect_with(&options)).unwrap();
    for statement in PREPARE {
        runtime.block_on(db.execute(*statement)).unwrap();
    }
    let windows = windows(scene, &runtime, &mut db);
    // Written and flushed: what is only in memory cannot be looked at.
    let flush = "set synchronous_commit = on; select pg_logical_emit_message(true, 'test', 'flush')";
    runtime.block_on(db.execute(sqlx::raw_sql(flush))).unwrap();
    let left: Vec<Vec<Line>> = windows.iter().map(|window| runtime.block_on(lines(&mut db, window))).collect();
    let usual: BTreeMap<String, String> =
        left.iter().flatten().filter(|line| !line.is_split).map(|line| (line.kind.clone(), line.text())).collect();
    let left = windows.into_iter().zip(left).map(|(Window { what, class, .. }, lines)| Left {
        what,
        class,
        throttle: lines.iter().find(|line| line.is_throttle()).map(|line| f64::from(line.size)),
        records: lines.iter().map(|line| if line.is_split { usual[&line.kind].clone() } else { line.text() }).collect(),
    });
    Records(left.collect())
}

fn windows(scene: &Scene, runtime: &Runtime, db: &mut PgConnection) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut stranger = Stranger::new(scene);
    for round in 0..NAMES + EACH {
        for class in Class::EQUAL {
            let mut now = || runtime.block_on(position(db));
            let start = now();
            let first = stranger.first_step(class, round % NAMES);
            let between = now();
            stranger.second_step(&first);
            let after = now();
            stranger.one_form(class, round % NAMES);
            let end = now();
            if round >= NAMES {
                windows.push(Window { what: "first step", class, from: start, to: between.clone() });
                windows.push(Window { what: "second step", class, from: between, to: after.clone() });
                windows.push(Window { what: "one form", class, from: after, to: end });
            }
        }
    }
    windows
}

async fn position(db: &mut PgConnection) -> String {
    db.fetch_one("select pg_current_wal_insert_lsn()::text").await.unwrap().get(0)
}

async fn lines(db: &mut PgConnection, window: &Window) -> Vec<Line> {
    let query = format!(
        "select resource_manager, record_type, record_length - fpi_length,
                coalesce((select relname::text from pg_class
                          where relfilenode::text = substring(block_ref from 'rel [0-9]+/[0-9]+/([0-9]+)')), '')
         from pg_get_wal_records_info('{}', '{}') order by start_lsn",
        window.from, window.to
    );
    let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(db).await.unwrap();
    rows.iter().filter_map(Line::of).collect()
}

struct Line {
    kind: String,
    size: i32,
    /// A row for which its index's page was split: its record has the page's size.
    is_split: bool,
}

impl Line {
    fn of(row: &PgRow) -> Option<Self> {
        let (manager, kind, size, relation): (String, String, i32, String) =
            (row.get(0), row.get(1), row.get(2), row.get(3));
        if is_housekeeping(&manager, &kind) {
            return None;
        }
        let is_split = kind.starts_with("SPLIT");
        // The first row of a page is a row like the others.
        let kind = if is_split { "INSERT_LEAF" } else { kind.trim_end_matches("+INIT") };
        Some(Self { kind: format!("{manager} {kind} {relation}").trim_end().to_owned(), size, is_split })
    }

    fn is_throttle(&self) -> bool {
        self.kind == "Heap HOT_UPDATE throttle"
    }

    fn text(&self) -> String {
        if self.is_throttle() { self.kind.clone() } else { format!("{}, {} octets", self.kind, self.size) }
    }
}

/// Of a page and not of a row: it comes when the page is full, or was not touched since the last checkpoint, or when it is time
/// for a word to a standby.
fn is_housekeeping(manager: &str, kind: &str) -> bool {
    let of_a_page = matches!(manager, "XLOG" | "Standby" | "Heap2" | "CommitTs");
    of_a_page || (manager == "Btree" && kind != "INSERT_LEAF" && !kind.starts_with("SPLIT"))
}

/// One request of all classes.
pub(crate) struct Summary {
    pub(crate) what: &'static str,
    pub(crate) requests: usize,
    /// All that were left by any.
    pub(crate) distinct: BTreeSet<Vec<String>>,
    /// The smallest and the largest record of a throttle's row, and the largest t of its sizes between two classes.
    pub(crate) throttle: Option<(f64, f64, f64)>,
}

impl Records {
    pub(crate) fn summaries(&self) -> Vec<Summary> {
        ["first step", "second step", "one form"].into_iter().map(|what| self.summary(what)).collect()
    }

    fn summary(&self, what: &'static str) -> Summary {
        let of_this = || self.0.iter().filter(move |left| left.what == what);
        let sizes_of =
            |class| of_this().filter(|left| left.class == class).filter_map(|left| left.throttle).collect::<Vec<_>>();
        let sizes: Vec<Vec<f64>> = Class::EQUAL.into_iter().map(sizes_of).collect();
        let pairs = sizes.iter().enumerate().flat_map(|(n, a)| sizes[n + 1..].iter().map(move |b| (a, b)));
        // Samples without any variance have no t, and no difference unless their means have.
        let largest = pairs.map(|(a, b)| if a == b { 0.0 } else { welch(a, b).abs() }).fold(0.0, f64::max);
        let all = || sizes.iter().flatten().copied();
        let throttle = all().next().map(|_| (all().fold(f64::MAX, f64::min), all().fold(0.0, f64::max), largest));
        let distinct = of_this().map(|left| left.records.clone()).collect();
        Summary { what, requests: of_this().count(), distinct, throttle }
    }

    pub(crate) fn assert_equal(&self) {
        for Summary { what, distinct, throttle, .. } in self.summaries() {
            assert_eq!(distinct.len(), 1, "{what} leaves several things: {distinct:#?}");
            let records = distinct.first().unwrap();
            assert!(records.iter().any(|record| record.starts_with("Heap INSERT")), "control: {records:?}");
            if let Some((_, _, largest)) = throttle {
                assert!(largest < BOUND, "{what}: the sizes of throttle's rows differ by class: t {largest}");
            }
        }
    }
}
