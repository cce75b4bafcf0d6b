//! Sends every row of the audit to a receiver: each chain in order, at least once, whatever stops in between. Nobody waits for it.
//!
//! Uses `db`, `keeper` and `tls`, on a database connection of its own. One server of a fleet sends at a time; its place in each chain is durable once the
//! receiver has confirmed what lies before it, and carries the keeper's MAC: whoever moves it in the database has rows sent twice,
//! and none left out.

mod message;
mod receiver;

pub use message::Origin;
pub use receiver::{DeliveryError, Receiver};

use super::pages::{Seen, seen};
use crate::db::audit_shipped::{self, ShippedRow};
use crate::db::{self, DbError, PgPool, audit_pages};
use crate::domain::measures::MEASURES;
use crate::domain::random::{self, Random};
use crate::domain::{Clock, OrgId};
use crate::keeper::{Keeper, KeeperError, row_digest};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use uuid::Uuid;

/// Rows in one delivery.
const AT_ONCE: i64 = 500;
/// How often it is looked for rows, of chains that had some lately.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often for chains that nobody here knows: of servers and commands that have just begun.
const CHAINS_EVERY: Duration = Duration::from_secs(15);
/// How long a chain without new rows is looked at each time.
const LIVELY: Duration = Duration::from_secs(600);
/// How often the sending is asked for again; it is had for half a minute.
const HOLD_EVERY: Duration = Duration::from_secs(8);
const SURE: Duration = Duration::from_secs(25);
/// Between two tries after the first failure, and at most.
const PAUSES: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(60)];

#[derive(Debug, thiserror::Error)]
pub enum ShipError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("the receiver {host}:{port} has not taken the audit: {cause}")]
    Delivery { host: String, port: u16, cause: DeliveryError },
    #[error("the thread that sends has stopped")]
    Stopped,
}

/// What came of one turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shipped {
    /// Another server sends.
    Elsewhere,
    /// So many rows were confirmed; with none there was nothing to send.
    Rows(usize),
}

/// One server's part in it.
pub struct Shipper {
    pool: PgPool,
    keeper: Keeper,
    org: OrgId,
    clock: Arc<dyn Clock>,
    receiver: Arc<Receiver>,
    holder: Uuid,
    held: Option<Held>,
}

/// What is known while the sending is this server's.
struct Held {
    asked: Instant,
    /// The last row of each chain that was confirmed.
    places: HashMap<Uuid, i64>,
    /// Those that had rows lately, and when.
    lively: HashMap<Uuid, Instant>,
    looked_for_chains: Option<Instant>,
    /// Rows that do not hold and were sent. They move no place: one that somebody made up may be far ahead of those that are to come.
    told: HashSet<(Uuid, i64)>,
}

impl Shipper {
    pub fn new(
        pool: &PgPool,
        keeper: Keeper,
        org: OrgId,
        clock: Arc<dyn Clock>,
        random: &dyn Random,
        receiver: Receiver,
    ) -> Self {
        let pool = db::pool(pool.connect_options().as_ref().clone(), db::FOR_ONE_TASK);
        Self { pool, keeper, org, clock, receiver: Arc::new(receiver), holder: random::uuid(random), held: None }
    }

    /// As long as the program runs.
    pub async fn run(mut self) {
        let [first, longest] = PAUSES;
        let mut pause = first;
        loop {
            match self.turn().await {
                Ok(Shipped::Rows(rows)) if rows > 0 => pause = first,
                Ok(_) => {
                    pause = first;
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                Err(error) => {
                    MEASURES.shipping_failures.add(1);
                    tracing::warn!(%error, seconds = pause.as_secs(), "the audit waits; it is sent again");
                    self.give_up().await;
                    tokio::time::sleep(pause).await;
                    pause = longest.min(pause * 2);
                }
            }
        }
    }

    /// Sends what there is, up to one delivery of it.
    ///
    /// # Errors
    /// Database, keeper or receiver away: what was sent and not noted is sent again.
    pub async fn turn(&mut self) -> Result<Shipped, ShipError> {
        let Some(mut held) = self.hold().await? else { return Ok(Shipped::Elsewhere) };
        let rows = self.waiting(&mut held).await?;
        if rows.is_empty() {
            MEASURES.shipped_all.is_now(self.clock.now().unix_timestamp());
            self.held = Some(held);
            return Ok(Shipped::Rows(0));
        }
        self.deliver(&rows).await?;
        if !self.note(&mut held, &rows).await? {
            // It took so long that another server has it now, and sends them once more.
            return Ok(Shipped::Elsewhere);
        }
        MEASURES.shipped_rows.add(rows.len() as u64);
        self.held = Some(held);
        Ok(Shipped::Rows(rows.len()))
    }

    /// Lets the sending go: another server may reach the receiver.
    async fn give_up(&mut self) {
        self.held = None;
        if let Ok(mut db) = self.pool.acquire().await {
            let _ = audit_shipped::let_go(&mut db, self.org, self.holder).await;
        }
    }

    /// Takes the sending, where it is free or was ours; `None` where another has it. What is held is taken out: it is put back when a turn
    /// ends well, and read anew after one that did not.
    async fn hold(&mut self) -> Result<Option<Held>, ShipError> {
        let held = match self.held.take() {
            Some(held) if held.asked.elapsed() < HOLD_EVERY => return Ok(Some(held)),
            // Nobody else can have had it meanwhile.
            held => held.filter(|held| held.asked.elapsed() < SURE),
        };
        let mut db = self.pool.acquire().await.map_err(DbError::from)?;
        let asked = Instant::now();
        if !audit_shipped::hold(&mut db, self.org, self.holder).await? {
            return Ok(None);
        }
        match held {
            Some(held) => Ok(Some(Held { asked, ..held })),
            None => {
                let places = self.places(audit_shipped::all(&mut db).await?).await?;
                let (lively, told) = (HashMap::new(), HashSet::new());
                Ok(Some(Held { asked, places, lively, looked_for_chains: None, told }))
            }
        }
    }

    /// Those that the keeper vouches for.
    async fn places(&self, rows: Vec<ShippedRow>) -> Result<HashMap<Uuid, i64>, KeeperError> {
        let mut places = HashMap::new();
        for row in rows {
            if self.keeper.check_row_mac(digest(self.org, row.chain, row.seq), &row.mac).await? {
                places.insert(row.chain, row.seq);
            } else {
                tracing::error!(chain = %row.chain, "how far the audit was sent is not as this service wrote it: it is sent again");
            }
        }
        Ok(places)
    }

    /// The next rows that nobody has confirmed: each chain's in order, and those of different chains by their times.
    async fn waiting(&self, held: &mut Held) -> Result<Vec<Seen>, ShipError> {
        let mut db = self.pool.acquire().await.map_err(DbError::from)?;
        let now = Instant::now();
        held.lively.retain(|_, since| now - *since < LIVELY);
        let chains = if held.looked_for_chains.is_none_or(|at| now - at >= CHAINS_EVERY) {
            held.looked_for_chains = Some(now);
            audit_pages::chains(&mut db).await?
        } else {
            held.lively.keys().copied().collect()
        };
        let behind: Vec<(Uuid, i64)> = chains.into_iter().map(|chain| (chain, held.place(chain))).collect();
        let found = audit_pages::next(&mut db, &behind, AT_ONCE).await?;
        drop(db);
        if i64::try_from(found.len()).is_ok_and(|rows| rows >= AT_ONCE) {
            // Other chains may not have had their turn.
            held.looked_for_chains = None;
        }
        let mut rows = seen(&self.keeper, &found).await?;
        rows.retain(|row| !held.told.contains(&(row.chain, row.seq)));
        Ok(in_order(rows))
    }

    async fn deliver(&self, rows: &[Seen]) -> Result<(), ShipError> {
        let receiver = Arc::clone(&self.receiver);
        let frames: Vec<u8> = rows.iter().flat_map(|row| message::frame(row, &receiver.origin)).collect();
        let sent = tokio::task::spawn_blocking(move || receiver.deliver(&frames)).await;
        let Receiver { host, port, .. } = &*self.receiver;
        sent.map_err(|_| ShipError::Stopped)?.map_err(|cause| ShipError::Delivery {
            host: host.clone(),
            port: *port,
            cause,
        })
    }

    /// Makes durable how far the receiver has it; false where the sending is another's by now.
    async fn note(&self, held: &mut Held, rows: &[Seen]) -> Result<bool, ShipError> {
        let mut places: HashMap<Uuid, i64> = HashMap::new();
        for row in rows.iter().filter(|row| row.holds) {
            let last = places.entry(row.chain).or_insert(row.seq);
            *last = row.seq.max(*last);
        }
        let mut written = Vec::new();
        for (chain, seq) in &places {
            let mac = self.keeper.row_mac(digest(self.org, *chain, *seq)).await?.to_vec();
            written.push(ShippedRow { chain: *chain, seq: *seq, mac });
        }
        let mut db = self.pool.acquire().await.map_err(DbError::from)?;
        if !written.is_empty() && !audit_shipped::put(&mut db, self.org, self.holder, &written).await? {
            return Ok(false);
        }
        let now = Instant::now();
        held.lively.extend(rows.iter().map(|row| (row.chain, now)));
        held.places.extend(places);
        held.told.extend(rows.iter().filter(|row| !row.holds).map(|row| (row.chain, row.seq)));
        Ok(true)
    }
}

impl Held {
    fn place(&self, chain: Uuid) -> i64 {
        self.places.get(&chain).copied().unwrap_or(i64::MIN)
    }
}

/// Over chain and place.
fn digest(org: OrgId, chain: Uuid, seq: i64) -> [u8; 32] {
    row_digest("audit_shipped", chain.as_bytes(), 1, &[org.as_bytes(), &seq.to_be_bytes()])
}

/// Chains come one after the other. They are put into each other by time, and no row comes before one that stands before it in its chain.
fn in_order(rows: Vec<Seen>) -> Vec<Seen> {
    let (mut chain, mut latest) = (None, None);
    let mut timed: Vec<(Option<OffsetDateTime>, Seen)> = rows
        .into_iter()
        .map(|row| {
            latest = if chain == Some(row.chain) { row.at.max(latest) } else { row.at };
            chain = Some(row.chain);
            (latest, row)
        })
        .collect();
    // Stable: of one moment, or of none, they stay as they came.
    timed.sort_by_key(|(at, _)| *at);
    timed.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn chains_are_put_into_each_other_by_time_and_none_out_of_its_own_order() {
        let start = datetime!(2026-11-25 12:00 UTC);
        let row = |chain: u8, seq: i64, seconds: Option<i64>| Seen {
            chain: Uuid::from_bytes([chain; 16]),
            seq,
            at: seconds.map(|seconds| start + time::Duration::seconds(seconds)),
            word: String::new(),
            subject: Vec::new(),
            service_provider: String::new(),
            request_id: String::new(),
            mac: Vec::new(),
            holds: true,
        };
        // In the first chain the second row is of an earlier moment than the first.
        let rows =
            vec![row(1, 0, Some(5)), row(1, 1, Some(3)), row(1, 2, Some(9)), row(2, 0, Some(4)), row(2, 1, None)];
        let order: Vec<(u8, i64)> = in_order(rows).iter().map(|row| (row.chain.as_bytes()[0], row.seq)).collect();
        assert_eq!(order, [(2, 0), (2, 1), (1, 0), (1, 1), (1, 2)]);
    }
}
