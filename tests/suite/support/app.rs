//! A whole identity provider for one test: its own database, keeper's folder, clock and address.

use super::mutual::{self, Ca, SERVER};
use super::{cluster, lent_keys};
use senza::audit::{Audit, Finding};
use senza::domain::{Clock, SecretBytes, SystemRandom, TrustedProxies};
use senza::federation::{Federation, Publisher};
use senza::keeper::process::{Door, Peers, Service};
use senza::keeper::{
    Consent, Destroying, Embedded, KeeperAt, Limits, PinSource, Token, TokenSettings, Unsealing, Whereabouts,
    whereabouts,
};
use senza::keys::envelopes::{Envelopes, Folder, Quotas};
use senza::sign_in::passkey::Models;
use senza::sign_in::sources::SourcePolicy;
use senza::sign_in::{Parts, Policy, throttle::ThrottlePolicy, totp};
use senza::startup::{self, Environment, KeeperPlace, server};
use senza::tls::Side;
use senza::vault::Cost;
use sqlx::postgres::PgConnectOptions;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, mpsc};
use std::thread::JoinHandle;
use time::{Duration, OffsetDateTime};

pub struct TestApp {
    pub base: String,
    pub parts: Parts,
    pub federation: Federation,
    pub envelopes: Envelopes,
    pub clock: Arc<TestClock>,
    pub database: PgConnectOptions,
    pub keeper_dir: tempfile::TempDir,
    /// Where its keeper is: a second server could ask there as well.
    pub keeper_at: KeeperPlace,
    known_as: Option<&'static str>,
    /// Its door as well as the server's: who would take its port while it starts again comes too late.
    listener: TcpListener,
    /// The database goes with it.
    is_only: bool,
    /// Where the keeper answers on a socket of the test's own.
    answering: Option<Service>,
    runtime: tokio::runtime::Runtime,
    server: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
}

/// Starts at the real time, goes on with it, and moves further when told to.
pub struct TestClock(Mutex<Moved>);

struct Moved {
    by: Duration,
    /// The real moment at which it was stopped.
    stopped: Option<OffsetDateTime>,
}

impl TestClock {
    pub fn ahead(by: Duration) -> Self {
        Self(Mutex::new(Moved { by, stopped: None }))
    }

    pub fn advance(&self, by: Duration) {
        self.0.lock().unwrap().by += by;
    }

    /// Where something ends with the day (UTC), and the test is of one day: past midnight, if that is near.
    pub fn not_over_midnight(&self) {
        if self.now().hour() == 23 {
            self.advance(Duration::minutes(61));
        }
    }

    /// From now on it moves only when told to: for waits of seconds, which a busy machine would sit out.
    pub fn stop(&self) {
        self.0.lock().unwrap().stopped = Some(senza::domain::SystemClock.now());
    }
}

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        let moved = self.0.lock().unwrap();
        moved.stopped.unwrap_or_else(|| senza::domain::SystemClock.now()) + moved.by
    }
}

/// What a test may want otherwise.
pub struct Options {
    pub policy: Policy,
    pub permits: usize,
    pub limits: Limits,
    pub publisher: Publisher,
    /// The address that it is known by, where that is not the one it listens on.
    pub known_as: Option<&'static str>,
    /// Whose forwarded addresses are believed.
    pub proxies: TrustedProxies,
    /// Keepers that the test has started itself; or another folder of keys.
    pub keeper: Option<KeeperPlace>,
    /// Of which models it accepts passkeys.
    pub models: Models,
    /// How far its clock is from the real time when it starts.
    pub ahead: Duration,
    /// How much is kept of envelopes.
    pub quotas: Option<Quotas>,
    /// Where mail is handed in.
    pub post: Option<senza::mail::Post>,
    /// Which languages it speaks beside English.
    pub languages: senza::words::Languages,
}

impl Default for Options {
    /// Argon2id at the floor cost, so that a suite of hundreds of sign-ins stays quick; every parameter is a parameter.
    fn default() -> Self {
        let generous = Limits { hardenings_per_minute: 100_000, ..Limits::default() };
        // All of a test's browsers are at one address.
        let source = SourcePolicy {
            look_ups_per_second: 10_000,
            look_up_burst: 10_000,
            look_ups_in_all_per_second: 1_000_000,
            look_ups_in_all_burst: 1_000_000,
            free: 10_000,
            ..SourcePolicy::default()
        };
        let throttle = ThrottlePolicy { free: 1000, source, ..ThrottlePolicy::default() };
        Self {
            policy: Policy { throttle, cost: Cost::FLOOR, ..Policy::default() },
            permits: 2,
            limits: generous,
            publisher: Publisher::default(),
            known_as: None,
            proxies: TrustedProxies::default(),
            keeper: None,
            models: Models::default(),
            ahead: Duration::ZERO,
            quotas: None,
            post: None,
            languages: senza::words::Languages::default(),
        }
    }
}

pub fn spawn() -> TestApp {
    spawn_with(Options::default())
}

pub fn spawn_with(options: Options) -> TestApp {
    let mut app = spawn_on(cluster::create_database(), options);
    app.is_only = true;
    app
}

/// On a database that is there already.
pub fn spawn_on(database: PgConnectOptions, options: Options) -> TestApp {
    let keeper_dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(TestClock::ahead(options.ahead));
    start(TcpListener::bind("127.0.0.1:0").unwrap(), database, keeper_dir, clock, options)
}

/// On a database that is there already, with the keeper's folder in `keeper_dir`.
pub fn spawn_in(database: PgConnectOptions, keeper_dir: tempfile::TempDir, options: Options) -> TestApp {
    let clock = Arc::new(TestClock::ahead(options.ahead));
    start(TcpListener::bind("127.0.0.1:0").unwrap(), database, keeper_dir, clock, options)
}

fn start(
    listener: TcpListener,
    database: PgConnectOptions,
    keeper_dir: tempfile::TempDir,
    clock: Arc<TestClock>,
    options: Options,
) -> TestApp {
    let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let mut options = options;
    let (keeper_at, answering) = keeper(&mut options, keeper_dir.path(), &clock);
    let environment = Environment {
        clock: clock.clone(),
        random: Arc::new(SystemRandom),
        policy: options.policy,
        permits: options.permits,
        limits: options.limits,
    };
    let parts = runtime.block_on(startup::parts(database.clone(), keeper_at.clone(), environment)).unwrap();
    let app = runtime
        .block_on(startup::published_app(
            parts.clone(),
            options.known_as.unwrap_or(&base).parse().unwrap(),
            options.publisher,
            options.models,
        ))
        .unwrap();
    let quotas = options.quotas.unwrap_or_default();
    let folder = Folder::open(&keeper_dir.path().join("envelopes"), parts.org).unwrap();
    let app = app.behind(options.proxies).keeping(folder, quotas).posting(options.post).speaking(options.languages);
    let envelopes = app.envelopes.as_ref().clone().unwrap();
    let federation = Federation::clone(&app.federation);
    let (sender, receiver) = mpsc::channel();
    let kept = listener.try_clone().unwrap();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let running = server::serve(app, vec![listener]).unwrap();
            sender.send(running.handle()).unwrap();
            running.await.unwrap();
        });
    });
    let server = receiver.recv().unwrap();
    let known_as = options.known_as;
    TestApp {
        base,
        parts,
        federation,
        envelopes,
        clock,
        database,
        keeper_dir,
        keeper_at,
        known_as,
        listener: kept,
        is_only: false,
        answering,
        runtime,
        server,
        thread: Some(thread),
    }
}

/// Inside the server, unless the suite is run with `TEST_KEEPER=socket` or `TEST_KEEPER=tls`: then the same keys, clock and limits
/// behind a socket, or behind a port and TLS, with all that a process of its own says and hears. With `TEST_KEEPER=token` behind a
/// socket too, and handle, hardening and signing keys are in a PKCS #11 token besides (`scripts/test-token`).
fn keeper(options: &mut Options, folder: &Path, clock: &Arc<TestClock>) -> (KeeperPlace, Option<Service>) {
    let is_lent = options.keeper.is_none() && options.ahead.is_zero() && token().is_none();
    let keys = match options.keeper.take() {
        None => folder.join("keeper"),
        Some(KeeperPlace::Folder { dir, .. }) => dir,
        Some(sockets) => return (sockets, None),
    };
    if is_lent {
        lent_keys::lay(&keys);
    }
    let is_fresh = !keys.exists();
    let run = folder.join("run");
    let (door, at) = match std::env::var("TEST_KEEPER").as_deref() {
        Ok("socket" | "token") => by_socket(&run),
        Ok("tls") => by_tls(&run),
        Ok(other) => panic!("TEST_KEEPER is socket, tls or token, and not {other}"),
        Err(_) => return (KeeperPlace::from(&keys), None),
    };
    let (random, limits) = (Arc::new(SystemRandom), options.limits);
    let opened = Embedded::open_with_token(&keys, &Unsealing::Nothing, token(), random, clock.clone(), limits).unwrap();
    let is_in_token = |key: &Whereabouts| key.label.is_some();
    if is_fresh && token().is_some() {
        assert!(whereabouts(&keys, &Unsealing::Nothing).unwrap().iter().all(is_in_token), "each of the three kinds");
    }
    // Each thread of the server has a connection, and a newcomer has a thread of its own.
    let service = Service::start(opened, door, Arc::new(SystemRandom), 14).unwrap();
    (KeeperPlace::Sockets(vec![at]), Some(service))
}

fn by_socket(run: &Path) -> (Door, KeeperAt) {
    std::fs::create_dir_all(run).unwrap();
    let socket = run.join("keeper.sock");
    (Door::open(&socket, Peers(vec![own_uid()])).unwrap(), socket.into())
}

fn by_tls(run: &Path) -> (Door, KeeperAt) {
    let ca = Ca::new();
    let [keeper, server] = [Side::Keeper, Side::Server].map(|side| ca.mutual(side, &run.join(format!("{side:?}"))));
    let door = Door::listen("127.0.0.1:0".parse().unwrap(), keeper, vec![SERVER.to_owned()]).unwrap();
    let address = door.place.strip_prefix("tls://").unwrap().parse().unwrap();
    (door, mutual::host(address, Arc::new(server)))
}

/// Where the suite is run with one.
pub fn token() -> Option<Arc<Token>> {
    let is_asked_for = std::env::var("TEST_KEEPER").is_ok_and(|keeper| keeper == "token");
    is_asked_for.then(|| Arc::clone(&TOKEN))
}

/// One for all servers of the process: each has keys of its own there.
static TOKEN: LazyLock<Arc<Token>> = LazyLock::new(|| {
    let folder = std::env::var_os("TEST_TOKEN").expect("TEST_KEEPER=token is run by scripts/test-token");
    let settings = TokenSettings {
        module: crate::support::token::MODULE.into(),
        label: "senza-tests".to_owned(),
        pin: PinSource::File(Path::new(&folder).join("pin")),
        may_make_threads: false,
    };
    Arc::new(Token::open(settings).unwrap())
});

fn own_uid() -> u32 {
    super::keeper::users_of(std::process::id())[1]
}

impl TestApp {
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }

    /// What destroying a key takes, as whoever has the keeper's keys gives it.
    pub fn consent(&self, to: Destroying) -> Consent {
        let keys = self.keeper_dir.path().join("keeper");
        let (with, random, limits) = (&Unsealing::Nothing, Arc::new(SystemRandom), Limits::default());
        Embedded::open_with_token(&keys, with, token(), random, self.clock.clone(), limits).unwrap().consent(to)
    }

    /// What the person's authenticator shows now.
    pub fn code(&self, seed: &SecretBytes) -> String {
        totp::code_at(seed, self.clock.now()).unwrap()
    }

    /// Runs SQL as whoever can write to the database would.
    pub fn sql(&self, statement: &str) -> u64 {
        let done = self.block_on(sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&self.parts.pool));
        done.unwrap().rows_affected()
    }

    pub fn count(&self, table: &str) -> i64 {
        let query = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        self.block_on(sqlx::query_scalar(query).fetch_one(&self.parts.pool)).unwrap()
    }

    /// From now on nothing can be put on record, until [`open_audit`](Self::open_audit). What there is can be read.
    pub fn close_audit(&self) {
        self.sql(
            "create function closed() returns trigger language plpgsql as $$ begin raise 'closed'; end $$;
             create trigger closed before insert on audit for each statement execute function closed()",
        );
    }

    pub fn open_audit(&self) {
        self.sql("drop function closed cascade");
    }

    /// What `senza audit verify` finds, not compared with heads.
    pub fn findings(&self) -> Vec<Finding> {
        let (mut found, parts) = (Vec::new(), &self.parts);
        let audit = Audit { pool: &parts.pool, keeper: &parts.keeper, org: parts.org, now: self.clock.now() };
        self.block_on(audit.verify(None, &mut |finding| found.push(finding.clone()))).unwrap();
        found
    }

    /// Ends the program and starts it again: the same database, keeper's folder and address.
    pub fn restart(&mut self) {
        self.restart_accepting(Models::default());
    }

    /// The same, accepting passkeys of these models.
    pub fn restart_accepting(&mut self, models: Models) {
        self.stop();
        super::kept::a_server_was_ended();
        self.block_on(self.parts.pool.close());
        let listener = self.listener.try_clone().unwrap();
        let options = Options { known_as: self.known_as, models, ..Options::default() };
        let keeper_dir = std::mem::replace(&mut self.keeper_dir, tempfile::tempdir().unwrap());
        let is_only = std::mem::take(&mut self.is_only);
        *self = start(listener, self.database.clone(), keeper_dir, self.clock.clone(), options);
        self.is_only = is_only;
    }

    fn stop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.runtime.block_on(self.server.stop(false));
            let _ = thread.join();
        }
        if let Some(answering) = self.answering.take() {
            answering.stop();
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop();
        if self.is_only && !std::thread::panicking() {
            cluster::drop_database(&self.database);
        }
    }
}
