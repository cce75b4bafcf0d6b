//! The cluster, driven as the program drives it, with the machine's own PostgreSQL.

use super::*;
use crate::privilege::run_as;
use sqlx::{Connection as _, Executor as _};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

/// A data folder below `/tmp`, gone at the end of the test with whatever runs in it.
struct Data(PathBuf);

impl Data {
    fn new(name: &str) -> Self {
        Self(PathBuf::from(format!("/tmp/senza-cluster-{}-{name}", std::process::id())))
    }

    fn pid(&self) -> i32 {
        let text = fs::read_to_string(self.0.join("postgres/postmaster.pid")).expect("it runs");
        text.lines().next().and_then(|line| line.parse().ok()).expect("a number")
    }

    fn runs(&self) -> bool {
        self.0.join("postgres/postmaster.pid").exists()
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        if self.runs() {
            let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(self.pid()), nix::sys::signal::SIGQUIT);
            std::thread::sleep(Duration::from_millis(500));
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn serve(data: &Data) -> Result<PrivateCluster, ClusterError> {
    PrivateCluster::serve(&data.0, run_as().expect("a user")).await
}

/// The same where nobody serves any more. A test beside this one that starts a program has every open file of this process twice,
/// until the program takes over, and with it the lock that was given up.
async fn serve_again(data: &Data) -> Result<PrivateCluster, ClusterError> {
    for _ in 0..500 {
        match serve(data).await {
            Err(ClusterError::InUse { pid, .. }) if pid == std::process::id().to_string() => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            other => return other,
        }
    }
    serve(data).await
}

/// For the same reason whoever left last may have been taken for one of two: another comes, and goes.
async fn is_stopped(data: &Data) -> bool {
    for _ in 0..500 {
        if !data.runs() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        for_command(data).await.expect("joined").stop().await.expect("left");
    }
    false
}

async fn for_command(data: &Data) -> Result<PrivateCluster, ClusterError> {
    PrivateCluster::for_command(&data.0, run_as().expect("a user")).await
}

async fn connect(cluster: &PrivateCluster) -> PgConnection {
    cluster.connect_options().connect().await.expect("a connection")
}

async fn text(connection: &mut PgConnection, query: &'static str) -> String {
    sqlx::query_scalar(query).fetch_one(connection).await.expect("an answer")
}

#[tokio::test]
async fn starts_stops_and_finds_its_data_again() {
    let data = Data::new("again");
    let cluster = serve(&data).await.expect("started");
    let mut connection = connect(&cluster).await;
    connection.execute("create table kept (what text)").await.expect("made");
    let settings = "select current_setting('data_checksums') || ' ' || current_setting('fsync') || ' ' || \
                    current_setting('server_encoding') || ' ' || current_setting('listen_addresses')";
    assert_eq!(text(&mut connection, settings).await, "on on UTF8 ");
    assert_eq!(text(&mut connection, "select current_setting('is_superuser')").await, "off");
    connection.close().await.expect("closed");
    cluster.stop().await.expect("stopped");
    assert!(!data.runs());

    let cluster = serve_again(&data).await.expect("started again");
    connect(&cluster).await.execute("insert into kept values ('still here')").await.expect("found again");
    cluster.stop().await.expect("stopped");
}

#[tokio::test]
async fn ctrl_c_cannot_reach_it_and_others_cannot_enter() {
    let data = Data::new("session");
    let cluster = serve(&data).await.expect("started");
    let postmaster = nix::unistd::Pid::from_raw(data.pid());
    assert_eq!(nix::unistd::getsid(Some(postmaster)), Ok(postmaster));
    for folder in ["", "run", "postgres"] {
        let mode = fs::metadata(data.0.join(folder)).expect("there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{folder}");
    }
    cluster.stop().await.expect("stopped");
}

#[tokio::test]
async fn a_second_server_is_told_who_is_first_and_a_command_joins() {
    let data = Data::new("shared");
    assert!(PrivateCluster::nobody_serves(&data.0).is_ok());
    let server = serve(&data).await.expect("started");
    assert!(matches!(PrivateCluster::nobody_serves(&data.0), Err(ClusterError::InUse { .. })));
    let refused = serve(&data).await.expect_err("one server to a folder").to_string();
    assert!(refused.contains(&format!("in use by process {}", std::process::id())), "{refused}");

    let command = for_command(&data).await.expect("joined");
    connect(&command).await.execute("create table from_command ()").await.expect("the same database");
    command.stop().await.expect("left");
    connect(&server).await.execute("drop table from_command").await.expect("still running");

    // Whoever is last stops it, also when that is not the server.
    let command = for_command(&data).await.expect("joined");
    server.stop().await.expect("left");
    connect(&command).await.execute("select 1").await.expect("still running");
    command.stop().await.expect("stopped");
    assert!(!data.runs());
}

#[tokio::test]
async fn a_command_alone_starts_it_for_its_own_time() {
    let data = Data::new("alone");
    let (one, other) = tokio::join!(for_command(&data), for_command(&data));
    let (one, other) = (one.expect("started"), other.expect("joined"));
    one.stop().await.expect("left");
    connect(&other).await.execute("select 1").await.expect("still running");
    other.stop().await.expect("stopped");
    assert!(!data.runs());
}

#[tokio::test]
async fn one_that_a_crashed_program_left_running_is_taken_over() {
    let data = Data::new("adopted");
    drop(serve(&data).await.expect("started"));
    let pid = data.pid();
    let cluster = serve_again(&data).await.expect("taken over");
    assert_eq!(data.pid(), pid);
    cluster.stop().await.expect("stopped");
    assert!(is_stopped(&data).await);
}

#[tokio::test]
async fn one_that_crashed_itself_recovers_even_when_its_number_is_anothers() {
    let data = Data::new("recovered");
    let cluster = serve(&data).await.expect("started");
    connect(&cluster).await.execute("create table kept ()").await.expect("made");
    let pid = nix::unistd::Pid::from_raw(data.pid());
    nix::sys::signal::kill(pid, nix::sys::signal::SIGKILL).expect("killed");
    drop(cluster);
    // A process of the same user now has the number: PostgreSQL itself would refuse to start.
    let mut command = tokio::process::Command::new("sleep");
    if let Some(user) = run_as().expect("a user") {
        command.uid(user.uid).gid(user.gid);
    }
    let mut other = command.arg("60").kill_on_drop(true).spawn().expect("another process");
    let file = data.0.join("postgres/postmaster.pid");
    let stale = fs::read_to_string(&file).expect("left behind");
    let rest = stale.split_once('\n').expect("lines").1;
    fs::write(&file, format!("{}\n{rest}", other.id().expect("it runs"))).expect("written");

    let cluster = serve_again(&data).await.expect("recovered");
    connect(&cluster).await.execute("drop table kept").await.expect("what was committed is there");
    cluster.stop().await.expect("stopped");
    other.kill().await.expect("ended");
}

#[tokio::test]
async fn data_of_another_major_version_is_refused_in_a_sentence() {
    let data = Data::new("version");
    fs::create_dir_all(data.0.join("postgres")).expect("made");
    fs::write(data.0.join("postgres/PG_VERSION"), "9\n").expect("written");
    let programs = Programs::find(&data.0.join("postgres"), Path::new(DEBIAN)).await;
    let refused = programs.expect_err("no PostgreSQL 9 here").to_string();
    assert!(refused.contains("PostgreSQL 9") && refused.contains("pg_upgrade"), "{refused}");
    fs::write(data.0.join("postgres/PG_VERSION"), "").expect("written");
    let spoilt = Programs::find(&data.0.join("postgres"), Path::new(DEBIAN)).await;
    assert!(matches!(spoilt, Err(ClusterError::Spoilt { .. })));
}

#[tokio::test]
async fn no_value_of_a_statement_reaches_the_log() {
    let data = Data::new("log");
    let cluster = serve(&data).await.expect("started");
    let mut connection = connect(&cluster).await;
    connection.execute("create table once (what text primary key)").await.expect("made");
    for _ in 0..2 {
        let insert = sqlx::query("insert into once values ($1)").bind("marked-value");
        let _ = insert.execute(&mut connection).await;
    }
    assert!(connection.execute("select 'marked-value'::uuid").await.is_err());
    let log = || fs::read_to_string(data.0.join("postgres.log")).expect("a log");
    assert!(log().contains("ready to accept connections"), "the control: the log is written");
    assert!(!log().contains("marked-value"), "{}", log());
    cluster.stop().await.expect("stopped");
}

#[tokio::test]
async fn a_long_path_moves_the_socket_to_a_folder_that_is_checked() {
    let data = Data::new(&"long".repeat(20));
    let cluster = serve(&data).await.expect("started");
    let socket_folder = cluster.socket_folder.clone();
    assert!(socket_folder.parent() == Some(Path::new("/tmp")), "{}", socket_folder.display());
    cluster.stop().await.expect("stopped");

    // Somebody else was there first.
    fs::set_permissions(&socket_folder, fs::Permissions::from_mode(0o755)).expect("opened");
    let open = serve_again(&data).await;
    fs::remove_dir_all(&socket_folder).expect("removed");
    assert!(matches!(open, Err(ClusterError::SocketFolder { .. })), "{open:?}");
    std::os::unix::fs::symlink("/tmp", &socket_folder).expect("a link");
    let link = serve_again(&data).await;
    fs::remove_file(&socket_folder).expect("removed");
    assert!(matches!(link, Err(ClusterError::SocketFolder { .. })), "{link:?}");
}

#[tokio::test]
async fn a_test_has_a_database_for_itself_copied_from_a_template() {
    let cluster = TestCluster::start().await.expect("started");
    let template = cluster.create_database(None).await.expect("made");
    let mut connection = template.connect_options.connect().await.expect("a connection");
    connection.execute("create table copied ()").await.expect("made");
    connection.close().await.expect("closed");
    let (one, other) = tokio::join!(cluster.create_database(Some(&template)), cluster.create_database(Some(&template)));
    let mut one = one.expect("copied").connect_options.connect().await.expect("a connection");
    let mut other = other.expect("copied").connect_options.connect().await.expect("a connection");
    one.execute("drop table copied").await.expect("its own");
    other.execute("drop table copied").await.expect("its own too");
}
