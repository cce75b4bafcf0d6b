//! Sends every row of the audit to a receiver: each chain in order, at least once, whatever stops in between. Nobody waits for it.
//!
//! Uses `db`, `keeper` and `tls`, on a database connection of its own. One server of a fleet sends at a time; its place in each chain is durable once the
//! receiver has confirmed what lies before it, and carries the keeper's MAC: whoever moves it in the database has rows sent twice,
//! and none left out.

mod held;
mod message;
mod receiver;

pub use message::Origin;
pub use receiver::{DeliveryError, Receiver};

use self::held::{Held, Look};
use super::pages::{Seen, seen};
use crate::db::audit_shipped::{self, ShippedRow};
use crate::db::{self, DbError, PgPool, audit_pages};
use crate::domain::measures::MEASURES;
use crate::domain::random::{self, Random};
use crate::domain::{Clock, OrgId};
use crate::keeper::{Keeper, KeeperError, row_digest};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Rows in one delivery.
const AT_ONCE: usize = 500;
/// How often it is looked for rows, of chains that had some lately.
const LOOK_EVERY: Duration = Duration::from_secs(1);
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
        let looked = self.clock.now().unix_timestamp();
        let Look { rows, is_all } = self.waiting(&mut held).await?;
        if !rows.is_empty() {
            self.deliver(&rows).await?;
            if !self.note(&mut held, &rows).await? {
                // It took so long that another server has it now, and sends them once more.
                return Ok(Shipped::Elsewhere);
            }
            MEASURES.shipped_rows.add(rows.len() as u64);
        }
        if is_all {
            MEASURES.shipped_all.is_now(looked);
        }
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
            Some(mut held) => {
                held.asked = asked;
                Ok(Some(held))
            }
            None => {
                let places = self.places(audit_shipped::all(&mut db).await?).await?;
                Ok(Some(Held::new(asked, places)))
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
    async fn waiting(&self, held: &mut Held) -> Result<Look, ShipError> {
        let mut db = self.pool.acquire().await.map_err(DbError::from)?;
        let chains = match held.chains(Instant::now()) {
            Some(chains) => chains,
            None => audit_pages::chains(&mut db).await?,
        };
        let limit = i64::try_from(held.limit()).unwrap_or(i64::MAX);
        let found = audit_pages::next(&mut db, &held.behind(chains), limit).await?;
        drop(db);
        Ok(held.look(seen(&self.keeper, &found).await?))
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
        held.keep(rows, places, Instant::now());
        Ok(true)
    }
}

/// Over chain and place.
fn digest(org: OrgId, chain: Uuid, seq: i64) -> [u8; 32] {
    row_digest("audit_shipped", chain.as_bytes(), 1, &[org.as_bytes(), &seq.to_be_bytes()])
}
