//! Who is killed, when, and how they come back.

use super::struck::Struck;
use super::{Met, rows};
use crate::support::mixed::Run;
use crate::support::mixed::dice::Dice;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Victim {
    /// The program.
    Server,
    /// Every process of PostgreSQL at once.
    Database,
    /// One process of PostgreSQL that serves the program; PostgreSQL then ends all others by itself, and recovers.
    Backend,
    /// The program and all of PostgreSQL.
    Both,
}

/// Changes whose transaction is open and has locked or written a row: rows take a transaction number. The audit's statement
/// is a transaction of its own, and no change.
const OPEN: &str = "select pid::text from pg_stat_activity where datname = 'senza' and pid <> pg_backend_pid()
    and application_name <> 'witness' and backend_xid is not null and query not ilike '%into audit%' order by xact_start";

/// A change that was committed midway, and takes its time: of the control alone.
const HELD: &str = "select pid::text from pg_stat_activity where datname = 'senza' and query ilike 'select pg_sleep%'";

/// Changes that have written something and wait for somebody who holds what they write next.
const WAITING: &str = "select pid::text from pg_stat_activity where datname = 'senza' and backend_xid is not null
    and wait_event_type = 'Lock' and query ilike '%root_seal%' order by xact_start";

/// What a strike waits for.
#[derive(Clone, Copy)]
pub enum At {
    /// A change's transaction is open.
    Open,
    /// The same, of one that cannot go on: what it writes next is held.
    Held,
    /// One was committed in its middle, and takes its time.
    Committed,
}

/// A strike that waits.
pub struct Aim {
    pub at: At,
    pub patience: Duration,
    /// Then it comes within so many milliseconds.
    pub within: u64,
}

pub fn kill(struck: &Struck, run: &Run<'_>, seed: u64, aim: Option<Aim>) -> Met {
    let mut dice = Dice::new(seed.wrapping_mul(7_919));
    std::thread::sleep(Duration::from_millis(250 + dice.throw() % 900));
    let victim = match dice.under(10) {
        0..4 => Victim::Server,
        4..7 => Victim::Database,
        7..9 => Victim::Backend,
        _ => Victim::Both,
    };
    let mut witness = Witness::of(struck);
    let mut holder = None;
    if let Some(Aim { at, patience, within }) = aim {
        match at {
            At::Open => witness.wait_for(patience, |witness| !witness.lines(OPEN).is_empty()),
            At::Committed => witness.wait_for(patience, |witness| !witness.lines(HELD).is_empty()),
            At::Held => {
                holder.insert(Witness::of(struck)).hold();
                witness.wait_for(patience, |witness| !witness.lines(WAITING).is_empty() && struck.in_flight());
            }
        }
        std::thread::sleep(Duration::from_millis(dice.throw() % within));
    }
    let met = strike(struck, &mut witness, victim, holder);
    // A half-changed account would show in its rows, before anything else touches it.
    for half in rows::half_changed(struck) {
        run.finding(format!("half changed, after {victim:?} was killed: {half}"));
    }
    struck.up(true);
    met
}

/// Whoever holds something lets go of it once the strike has come: nobody could begin again.
fn strike(struck: &Struck, witness: &mut Witness, victim: Victim, holder: Option<Witness>) -> Met {
    let server = struck.pid();
    let postmaster = Postmaster::of(struck);
    // What stands still can be counted exactly; PostgreSQL cannot, which is to answer: it is asked just before.
    if matches!(victim, Victim::Server) {
        signal("STOP", &[server]);
    }
    let (in_flight, open) = (struck.in_flight(), witness.lines(OPEN));
    let met = Met { victim, in_flight, midway: in_flight && !open.is_empty() };
    match victim {
        Victim::Server => signal("KILL", &[server]),
        Victim::Database => signal("KILL", &postmaster.family()),
        Victim::Backend => {
            let pid = open.first().map(|pid| pid.parse().unwrap()).or_else(|| witness.any_backend());
            signal("KILL", &pid.into_iter().collect::<Vec<u32>>());
        }
        Victim::Both => signal("KILL", &[vec![server], postmaster.family()].concat()),
    }
    drop(holder);
    struck.up(false);
    match victim {
        Victim::Server | Victim::Both => {
            struck.bury();
            struck.start();
        }
        // Any command starts the private cluster where it does not run: the server goes on, on new connections.
        Victim::Database => {
            // A process that PostgreSQL made at that very moment is of no family, and may take a minute to end by itself.
            let patience = Instant::now() + Duration::from_secs(90);
            loop {
                let listed = struck.home.run(&["sp", "list"]);
                if listed.status.success() {
                    break;
                }
                assert!(Instant::now() < patience, "{}", String::from_utf8_lossy(&listed.stderr));
            }
        }
        Victim::Backend => {}
    }
    met
}

/// Asks PostgreSQL what it sees.
pub struct Witness {
    runtime: tokio::runtime::Runtime,
    options: PgConnectOptions,
    connection: Option<sqlx::PgConnection>,
}

impl Witness {
    pub fn of(struck: &Struck) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let options = PgConnectOptions::new_without_pgpass()
            .socket(Postmaster::socket_folder(&struck.home.path().join("data/postgres")))
            .ssl_mode(sqlx::postgres::PgSslMode::Disable)
            .application_name("witness")
            .username("senza")
            .database("senza");
        Self { runtime, options, connection: None }
    }

    /// The first column of each row. PostgreSQL may be coming up again.
    pub fn lines(&mut self, query: &'static str) -> Vec<String> {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            match self.try_lines(query) {
                Ok(lines) => return lines,
                Err(error) if Instant::now() > until => panic!("{error}"),
                Err(_) => {
                    self.connection = None;
                    std::thread::sleep(Duration::from_millis(20));
                }
            }
        }
    }

    fn try_lines(&mut self, query: &'static str) -> Result<Vec<String>, sqlx::Error> {
        self.runtime.block_on(async {
            let connection = match &mut self.connection {
                Some(connection) => connection,
                empty => empty.insert(self.options.connect().await?),
            };
            sqlx::query_scalar(query).fetch_all(connection).await
        })
    }

    fn wait_for(&mut self, patience: Duration, is_there: impl Fn(&mut Self) -> bool) {
        let until = Instant::now() + patience;
        while !is_there(self) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Until it is dropped nobody writes a seal of a root, which whoever changes or makes a way in does after other things, and nobody
    /// else does. Takes no number.
    fn hold(&mut self) {
        let until = Instant::now() + Duration::from_secs(30);
        while let Err(error) = self.try_hold() {
            assert!(Instant::now() < until, "{error}");
            self.connection = None;
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn try_hold(&mut self) -> Result<(), sqlx::Error> {
        self.runtime.block_on(async {
            let connection = self.connection.insert(self.options.connect().await?);
            sqlx::raw_sql("begin; lock table root_seal in exclusive mode").execute(connection).await.map(drop)
        })
    }

    fn any_backend(&mut self) -> Option<u32> {
        let any = "select pid::text from pg_stat_activity where datname = 'senza' and pid <> pg_backend_pid()
                   and application_name <> 'witness' and backend_type = 'client backend' order by random() limit 1";
        self.lines(any).first().map(|pid| pid.parse().unwrap())
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let _ = self.runtime.block_on(connection.close());
        }
    }
}

/// PostgreSQL's first process, which the program that is struck has started.
struct Postmaster {
    pid: u32,
}

impl Postmaster {
    fn of(struck: &Struck) -> Self {
        let folder = struck.home.path().join("data/postgres");
        let pid: u32 = Self::line(&folder, 0).parse().unwrap();
        // A number in a file proves nothing: it must stand in this test's own folder.
        assert_eq!(fs::read_link(format!("/proc/{pid}/cwd")).unwrap(), fs::canonicalize(&folder).unwrap());
        Self { pid }
    }

    fn line(folder: &Path, n: usize) -> String {
        let text = fs::read_to_string(folder.join("postmaster.pid")).unwrap_or_default();
        text.lines().nth(n).unwrap_or_default().trim().to_owned()
    }

    fn socket_folder(folder: &Path) -> PathBuf {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let line = Self::line(folder, 4);
            if !line.is_empty() || Instant::now() > until {
                return line.into();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// It and its children, which all stand in its folder.
    fn family(&self) -> Vec<u32> {
        let is_child = |pid: &u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            let after = stat.rsplit(')').next().unwrap_or_default();
            after.split_whitespace().nth(1).and_then(|parent| parent.parse().ok()) == Some(self.pid)
        };
        let all = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        std::iter::once(self.pid).chain(all.filter(is_child)).collect()
    }
}

fn signal(name: &str, pids: &[u32]) {
    if pids.is_empty() {
        return;
    }
    let pids: Vec<String> = pids.iter().map(u32::to_string).collect();
    // One of them may have ended meanwhile.
    let _ =
        Command::new("kill").arg(format!("-{name}")).args(pids).stderr(std::process::Stdio::null()).status().unwrap();
}
