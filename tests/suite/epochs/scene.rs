//! Keepers of one fleet, an identity provider that asks them, and many accounts.

use crate::support::app::{Options, TestApp, TestClock, spawn_with, token};
use crate::support::keeper::users_of;
use crate::support::lent_keys;
use senza::db::wrapped::{self, Count};
use senza::domain::{AccountId, Handle, SystemRandom, WayId, random};
use senza::drill::wrapped::{Row, wrapped as rows_of};
use senza::keeper::process::{Door, Peers, Service};
use senza::keeper::{Destroying, Embedded, HardenRequest, Keeper, Limits, Token, Unsealing};
use senza::sign_in::epochs::{self, Backup, EpochError, Rotated};
use senza::startup::KeeperPlace;
use senza::vault::Way;
use sqlx::postgres::PgConnectOptions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Keepers with copies of one key file, each in a folder of its own. Where the suite is run with a token, they share it.
pub struct Keepers {
    folder: tempfile::TempDir,
    token: Option<Arc<Token>>,
    pub sockets: Vec<PathBuf>,
    services: Mutex<Vec<Service>>,
}

impl Keepers {
    pub fn new(count: usize) -> Self {
        Self::with(count, token())
    }

    /// For keepers in processes of their own: all keys are in the files.
    pub fn of_files(count: usize) -> Self {
        Self::with(count, None)
    }

    fn with(count: usize, token: Option<Arc<Token>>) -> Self {
        let folder = tempfile::Builder::new().prefix("senza-keepers-").tempdir_in(senza::cluster::in_memory()).unwrap();
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let mut keepers = Self { folder, token, sockets: Vec::new(), services: Mutex::default() };
        if keepers.token.is_none() {
            lent_keys::lay(&keepers.keys(0));
        }
        drop(keepers.open(0));
        for n in 1..count {
            copy_keys(&keepers.keys(0), &keepers.keys(n));
        }
        keepers.sockets = (0..count).map(|n| keepers.folder.path().join(format!("run{n}/keeper.sock"))).collect();
        keepers
    }

    /// Where the keys of one lie.
    pub fn keys(&self, n: usize) -> PathBuf {
        self.folder.path().join(format!("keys{n}"))
    }

    /// What destroying an epoch takes, as whoever has the keys gives it.
    pub fn consent(&self, epoch: u32) -> String {
        let copy = tempfile::tempdir().unwrap();
        let keys = copy.path().join("keys");
        copy_keys(&self.keys(0), &keys);
        let clock = Arc::new(TestClock::ahead(time::Duration::ZERO));
        let (token, random, limits) = (self.token.clone(), Arc::new(SystemRandom), Limits::default());
        let keys = Embedded::open_with_token(&keys, &Unsealing::Nothing, token, random, clock, limits).unwrap();
        keys.consent(Destroying::Epoch(epoch)).to_string()
    }

    fn open(&self, n: usize) -> Embedded {
        let limits = Limits {
            hardenings_per_minute: 1_000_000,
            handle_burst: 1_000_000,
            handles_per_second: 1_000_000,
            ..Limits::default()
        };
        let clock: Arc<TestClock> = Arc::new(TestClock::ahead(time::Duration::ZERO));
        let (random, token) = (Arc::new(SystemRandom), self.token.clone());
        Embedded::open_with_token(&self.keys(n), &Unsealing::Nothing, token, random, clock, limits).unwrap()
    }

    pub fn start(&self, n: usize) {
        let socket = &self.sockets[n];
        std::fs::create_dir_all(socket.parent().unwrap()).unwrap();
        let own = users_of(std::process::id())[1];
        let service =
            Command::new("id").args(["-u", "senza"]).output().ok().and_then(|id| String::from_utf8(id.stdout).ok());
        let peers = [Some(own), service.and_then(|id| id.trim().parse().ok())].into_iter().flatten().collect();
        let door = Door::open(socket, Peers(peers)).unwrap();
        self.services.lock().unwrap().push(Service::start(self.open(n), door, Arc::new(SystemRandom), 16).unwrap());
    }

    /// An identity provider that asks all of them.
    pub fn app(&self) -> TestApp {
        let sockets = self.sockets.iter().cloned().map(Into::into).collect();
        let app = spawn_with(Options { keeper: Some(KeeperPlace::Sockets(sockets)), ..Options::default() });
        // As an operator has them, who consents.
        copy_keys(&self.keys(0), &app.keeper_dir.path().join("keeper"));
        app
    }

    /// Two of them, both there.
    pub fn two() -> Self {
        let two = Self::new(2);
        (0..2).for_each(|n| two.start(n));
        two
    }

    /// What an operator types beside it.
    pub fn command(&self, app: &TestApp, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_senza"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SENZA_")) {
            command.env_remove(name);
        }
        let sockets: Vec<&str> = self.sockets.iter().map(|socket| socket.to_str().unwrap()).collect();
        let data = self.folder.path().join("data");
        command.env("SENZA_DATABASE_URL", url(&app.database)).env("SENZA_KEEPER_SOCKET", sockets.join(","));
        command.env("SENZA_DATA_DIR", data).env("SENZA_KEEPER_DIR", "/nonexistent/keeper").env("SENZA_LOG", "error");
        command.env("SENZA_LISTEN", app.base.replace("http://localhost", "127.0.0.1")).args(arguments);
        command
    }

    pub fn run(&self, app: &TestApp, arguments: &[&str]) -> Output {
        self.command(app, arguments).output().unwrap()
    }
}

impl Drop for Keepers {
    fn drop(&mut self) {
        self.services.lock().unwrap().iter().for_each(Service::stop);
    }
}

/// Keys as an operator copies them.
pub fn copy_keys(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    std::fs::set_permissions(to, PermissionsExt::from_mode(0o700)).unwrap();
    std::fs::copy(from.join("keys.json"), to.join("keys.json")).unwrap();
    std::fs::set_permissions(to.join("keys.json"), PermissionsExt::from_mode(0o600)).unwrap();
}

/// What a command said and how it ended.
pub fn said(output: &Output) -> (Option<i32>, String) {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

pub fn url(database: &PgConnectOptions) -> String {
    let socket = database.get_socket().unwrap().display().to_string();
    format!("postgres:///{}?host={socket}&user={}", database.get_database().unwrap(), database.get_username())
}

/// A plain-text back-up, as pg_dump makes it.
pub fn dump(database: &PgConnectOptions) -> String {
    let made = client("pg_dump", database).arg("--format=plain").output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    String::from_utf8(made.stdout).unwrap()
}

pub fn client(program: &str, database: &PgConnectOptions) -> Command {
    let mut command = Command::new(program);
    command.arg("--host").arg(database.get_socket().unwrap()).args(["--username", database.get_username()]);
    command.args(["--dbname", database.get_database().unwrap()]);
    command
}

/// A back-up, as the command reads it.
pub fn read(dump: &str) -> Backup {
    let mut backup = Backup::default();
    rows_of(dump.as_bytes(), |row| match row {
        Row::Organisation { id, mac } => backup.organisation = Some((Uuid::from_bytes(id), mac)),
        Row::Way { id, wrapped_kw } => backup.way(Uuid::from_bytes(id), &wrapped_kw),
        Row::Invitation { wrapped_kw } => backup.invitation(&wrapped_kw),
    })
    .unwrap();
    backup
}

pub fn rotate(app: &TestApp) -> Result<Rotated, EpochError> {
    app.block_on(epochs::rotate(&app.parts, "test", &|_| {}))
}

/// With a back-up of this moment.
pub fn retire(app: &TestApp, epoch: u32) -> Result<(), EpochError> {
    let backup = read(&dump(&app.database));
    let consent = app.consent(Destroying::Epoch(epoch));
    app.block_on(epochs::retire(&app.parts, (epoch, Some(consent)), &backup, "test", &|_| {}))
}

/// How many rows there are of each epoch.
pub fn counts(app: &TestApp) -> Vec<Count> {
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        wrapped::counts(&mut db).await.unwrap()
    })
}

/// The epochs of rows.
pub fn epochs_of_rows(app: &TestApp) -> Vec<u32> {
    counts(app).iter().map(|count| count.epoch).collect()
}

/// An account that was made by SQL, of a real one's shape, with a wrapped key of the keeper's.
#[derive(Clone)]
pub struct Made {
    pub account: Uuid,
    pub way: Uuid,
    pub wrapped: Vec<u8>,
}

/// As many accounts as that, in the place of people; there must be a real one.
pub async fn make_accounts(keeper: &Keeper, pool: &sqlx::PgPool, org: senza::domain::OrgId, count: usize) -> Vec<Made> {
    let mut all = Vec::with_capacity(count);
    let id = || Uuid::from_bytes(random::octets(&SystemRandom));
    while all.len() < count {
        let some: Vec<(Uuid, Uuid)> = (0..(count - all.len()).min(64)).map(|_| (id(), id())).collect();
        let made = some.iter().map(|(account, way)| keeper.new_hardening_key(org, AccountId(*account), WayId(*way)));
        let made = futures_util::future::join_all(made).await;
        let made = some.iter().zip(made).map(|(&(account, way), wrapped)| (account, way, wrapped.unwrap()));
        all.extend(made.map(|(account, way, wrapped)| Made { account, way, wrapped }));
    }
    for some in all.chunks(5000) {
        let column = |of: fn(&Made) -> Uuid| some.iter().map(of).collect::<Vec<_>>();
        let handles: Vec<Vec<u8>> = some.iter().map(|_| random::octets::<32>(&SystemRandom).to_vec()).collect();
        let wrapped: Vec<Vec<u8>> = some.iter().map(|one| one.wrapped.clone()).collect();
        let accounts = "insert into account (id, org_id, handle, state, created_on, inbox_public, inbox_mac, inbox_version)
            select fresh.*, real.* from unnest($1::uuid[], $2::bytea[]) as made (id, handle),
            lateral (select state, created_on, inbox_public, inbox_mac, inbox_version, org_id from account where state = 'active' limit 1) as real,
            lateral (select made.id, real.org_id, made.handle) as fresh";
        let accounts = accounts.replace(
            "fresh.*, real.*",
            "fresh.*, real.state, real.created_on, real.inbox_public, real.inbox_mac, real.inbox_version",
        );
        sqlx::query(sqlx::AssertSqlSafe(accounts))
            .bind(column(|one| one.account))
            .bind(handles)
            .execute(pool)
            .await
            .unwrap();
        let ways = "insert into way_in (id, account_id, way, salt, memory_kib, passes, lanes, wrapped_kw, verifier, sealed_private)
            select made.id, made.account, real.way, real.salt, real.memory_kib, real.passes, real.lanes, made.wrapped, real.verifier, real.sealed_private
            from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as made (id, account, wrapped),
            lateral (select * from way_in where way = 'passphrase' limit 1) as real";
        let ways = sqlx::query(ways).bind(column(|one| one.way)).bind(column(|one| one.account)).bind(wrapped);
        ways.execute(pool).await.unwrap();
    }
    all
}

/// What the keeper answers for such an account, with the wrapped key that lies in its row, or with this one.
pub async fn answer(keeper: &Keeper, org: senza::domain::OrgId, made: &Made, wrapped: &[u8]) -> [u8; 32] {
    let request = HardenRequest {
        org,
        account: AccountId(made.account),
        way_id: WayId(made.way),
        handle: &Handle([0; 32]),
        wrapped: Some(wrapped),
        way: Way::Passphrase,
        digest: [7; 32],
        device: None,
    };
    *keeper.harden(request).await.unwrap().expose()
}

/// The wrapped key of each, as it lies in its row now.
pub async fn wrapped_now(pool: &sqlx::PgPool, of: &[Made]) -> Vec<Vec<u8>> {
    let ids: Vec<Uuid> = of.iter().map(|made| made.way).collect();
    let query = "select w.wrapped_kw from unnest($1::uuid[]) with ordinality as asked (id, n)
                 join way_in w on w.id = asked.id order by n";
    sqlx::query_scalar(query).bind(ids).fetch_all(pool).await.unwrap()
}
