//! A database on another machine: TLS that proves whose it is, with a PostgreSQL that has a certificate.

use crate::support::origin::Identity;
use crate::support::ports;
use crate::support::program::{Home, folder};
use crate::support::tls::write;
use senza::config::connect_options;
use senza::db;
use senza::domain::SecretText;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Server {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
}

fn program(name: &str) -> PathBuf {
    let mut found: Vec<_> = std::fs::read_dir("/usr/lib/postgresql").unwrap().map(|it| it.unwrap().path()).collect();
    found.sort();
    found.pop().unwrap().join("bin").join(name)
}

/// As somebody who is not root: PostgreSQL insists.
fn unprivileged(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(program(name));
    if let Some(user) = senza::privilege::run_as().unwrap() {
        command.uid(user.uid).gid(user.gid);
    }
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Server {
    fn start(identity: &Identity) -> Self {
        let folder = folder();
        if let Some(user) = senza::privilege::run_as().unwrap() {
            chown(folder.path(), Some(user.uid), Some(user.gid)).unwrap();
        }
        let data = folder.path().join("data");
        let data = data.to_str().unwrap();
        let made = ["--pgdata", data, "--username", "senza", "--auth", "trust", "--no-sync", "--encoding", "UTF8"];
        assert!(unprivileged("initdb", folder.path()).args(made).status().unwrap().success());
        write(&folder.path().join("server.crt"), &identity.certificate.to_pem().unwrap());
        write(&folder.path().join("server.key"), &identity.key.private_key_to_pem_pkcs8().unwrap());
        // Nobody comes in without TLS.
        std::fs::write(Path::new(data).join("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n").unwrap();
        let port = ports::free();
        let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let settings = [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={port}"),
            "unix_socket_directories=".to_owned(),
            "fsync=off".to_owned(),
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", file("server.crt")),
            format!("ssl_key_file={}", file("server.key")),
        ];
        let settings = settings.iter().flat_map(|setting| ["-c", setting]);
        let child = unprivileged("postgres", folder.path()).args(["-D", data]).args(settings).spawn().unwrap();
        let since = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(since.elapsed() < Duration::from_secs(20), "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { child, folder, port }
    }

    fn url(&self, host: &str, more: &str) -> String {
        format!("postgres://senza@{host}:{}/postgres?{more}", self.port)
    }

    /// Where a certificate that is to be trusted lies.
    fn authority(&self, name: &str, identity: &Identity) -> String {
        let file = self.folder.path().join(name);
        write(&file, &identity.certificate.to_pem().unwrap());
        format!("sslrootcert={}", file.to_str().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn reach(url: &str) -> Result<(), String> {
    let options = connect_options(&SecretText::new(url.to_owned())).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = db::pool(options, 1);
        let mut connection = pool.acquire().await.map_err(|error| error.to_string())?;
        db::now(&mut connection).await.map(drop).map_err(|error| error.to_string())
    })
}

// Threat: somebody between the two machines answers instead of the database, or reads what passes.
#[test]
fn a_database_is_believed_by_its_certificate_alone() {
    let identity = Identity::of(&["localhost"]);
    let server = Server::start(&identity);
    let (own, other) =
        (server.authority("own.pem", &identity), server.authority("other.pem", &Identity::of(&["localhost"])));
    assert_eq!(reach(&server.url("localhost", &format!("sslmode=verify-full&{own}"))), Ok(()));
    let refused = |url: String| reach(&url).expect_err(&url);
    // The certificate is for `localhost`, and by this name somebody else is meant.
    refused(server.url("127.0.0.1", &format!("sslmode=verify-full&{own}")));
    refused(server.url("localhost", &format!("sslmode=verify-full&{other}")));
    refused(server.url("localhost", "sslmode=verify-full"));
    let plain = refused(server.url("localhost", "sslmode=disable"));
    assert!(
        plain.contains("pg_hba.conf") || plain.contains("no encryption"),
        "control: it is TLS that lets in: {plain}"
    );
    assert_eq!(
        reach(&server.url("127.0.0.1", &format!("sslmode=require&{other}"))),
        Ok(()),
        "control: the rest was fine"
    );
}

#[test]
fn the_program_works_with_such_a_database() {
    let identity = Identity::of(&["localhost"]);
    let server = Server::start(&identity);
    let url = server.url("localhost", &format!("sslmode=verify-full&{}", server.authority("own.pem", &identity)));
    let home = Home::new().with("SENZA_DATABASE_URL", url);
    let invited = home.run(&["invite", "ada@example.org"]);
    let said = String::from_utf8_lossy(&invited.stderr);
    assert!(invited.status.success(), "{said}");
    assert!(String::from_utf8_lossy(&invited.stdout).contains("/enrol/"));
}
