//! A machine as `docs/operations.md` has it: its folders below one of the test's, its ports, and what runs on it.

use super::{PASSPHRASE, text};
use crate::support::browser::Page;
use crate::support::origin::Identity;
use crate::support::ports;
use crate::support::program::folder;
use crate::support::terminal;
use crate::support::visitor::Visitor;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A machine's folders below one of the test's, and a port for each that the page names.
pub(super) struct Machine {
    folder: tempfile::TempDir,
    pub(super) ports: [u16; 3],
    pub(super) identity: Identity,
    postgres: Option<Child>,
    running: Vec<Child>,
}

impl Machine {
    pub(super) fn new() -> Self {
        let folder = folder();
        let ports = [(); 3].map(|()| ports::free());
        let machine =
            Self { folder, ports, identity: Identity::of(&["localhost"]), postgres: None, running: Vec::new() };
        for below in [
            "usr/local/bin",
            "run/postgresql",
            "run/senza-keeper",
            "var/lib",
            "var/backups",
            "mnt/keeper-backup",
            "etc",
            "work/target/release",
            "work/deploy",
        ] {
            std::fs::create_dir_all(machine.path(below)).unwrap();
        }
        machine.shell("chown postgres: run/postgresql && install -d -m 700 -o senza -g senza var/lib/senza && chown senza-keeper: run/senza-keeper");
        std::fs::copy(env!("CARGO_BIN_EXE_senza"), machine.path("work/target/release/senza")).unwrap();
        let deployed = machine.here(&text("deploy/senza-keeper-command"));
        std::fs::write(machine.path("work/deploy/senza-keeper-command"), deployed).unwrap();
        std::fs::write(machine.path("work/login.pem"), machine.identity.certificate.to_pem().unwrap()).unwrap();
        let key = machine.identity.key.private_key_to_pem_pkcs8().unwrap();
        std::fs::write(machine.path("work/login.key"), key).unwrap();
        machine
    }

    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The page's places and names are this machine's.
    pub(super) fn here(&self, text: &str) -> String {
        let root = self.folder.path().to_str().unwrap();
        let [https, metrics, keeper] = self.ports;
        let mut text = text
            .replace("https://login.example.org", &format!("https://localhost:{https}"))
            .replace("0.0.0.0:443,[::]:443", &format!("127.0.0.1:{https}"))
            .replace("0.0.0.0:7440", &format!("127.0.0.1:{keeper}"))
            .replace("keeper.example.org:7440", &format!("localhost:{keeper}"))
            .replace("keeper.example.org", "localhost")
            .replace("127.0.0.1:9464", &format!("127.0.0.1:{metrics}"));
        for place in [
            "/usr/local/bin/",
            "/etc/senza",
            "/run/senza-keeper",
            "/var/lib/senza",
            "/var/backups",
            "/run/postgresql",
            "/mnt/",
        ] {
            text = text.replace(place, &format!("{root}{place}"));
        }
        text
    }

    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SENZA_") || name.starts_with("PG")) {
            command.env_remove(name);
        }
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", self.path("usr/local/bin").display());
        command.env("PATH", path).env("PGHOST", self.path("run/postgresql")).env("SENZA_LOG", "warn");
        command.env("CURL_CA_BUNDLE", self.path("work/login.pem")).stdin(Stdio::null());
        command
    }

    /// As root, in the folder that the program was built in.
    pub(super) fn run(&self, script: &str) -> Output {
        let script = self.here(script);
        let output = self.command("bash").args(["-euc", &script]).current_dir(self.path("work")).output().unwrap();
        assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// The same on a terminal, where these are typed when these are asked for.
    pub(super) fn run_answering(&self, script: &str, answers: &[(&str, &str)]) -> String {
        let script = self.here(script);
        let mut command = self.command("script");
        command.current_dir(self.path("work"));
        let (status, shown) = terminal::answering(command, &format!("bash -euc '{script}'"), answers);
        assert!(status.success(), "{script}\n{shown}");
        shown
    }

    /// What the page leaves to whoever sets the machine up.
    pub(super) fn shell(&self, script: &str) {
        let done = self.command("bash").args(["-euc", script]).current_dir(self.folder.path()).output().unwrap();
        assert!(done.status.success(), "{script}: {}", String::from_utf8_lossy(&done.stderr));
    }

    pub(super) fn start_postgres(&mut self) {
        let bin =
            std::fs::read_dir("/usr/lib/postgresql").unwrap().map(|it| it.unwrap().path()).max().unwrap().join("bin");
        let bin = bin.display();
        self.shell(&format!(
            "install -d -m 700 -o postgres pg && runuser -u postgres -- {bin}/initdb --pgdata pg/data --auth trust --no-sync --encoding UTF8 >/dev/null"
        ));
        let socket = self.path("run/postgresql");
        let settings = format!(
            "exec runuser -u postgres -- {bin}/postgres -D pg/data -c listen_addresses= -c fsync=off -c unix_socket_directories={}",
            socket.display()
        );
        let mut server = self.command("bash");
        server.args(["-c", &settings]).current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        self.postgres = Some(server.spawn().unwrap());
        wait("PostgreSQL", || {
            let asked = self.command("psql").args(["-U", "postgres", "-c", "select 1", "postgres"]).output().unwrap();
            asked.status.success()
        });
    }

    /// What systemd would start: the unit's user, variables and program.
    pub(super) fn start_unit(&mut self, unit: &str) {
        self.start_units(&[unit]);
    }

    /// A unit with what lies beside it: the last program counts.
    pub(super) fn start_units(&mut self, files: &[&str]) {
        let unit: String = files.iter().map(|file| text(&format!("deploy/{file}"))).collect();
        let all = |name: &str| -> Vec<String> {
            unit.lines().filter_map(|line| line.strip_prefix(name)).map(|value| self.here(value)).collect()
        };
        let (user, variables, started) = (all("User="), all("Environment="), all("ExecStart="));
        let mut command = self.command("runuser");
        // A shell that runs the tests beside something has them ignore SIGINT, and they would hand that on.
        command
            .args(["-u", &user[0], "--", "env", "--default-signal=INT"])
            .args(variables)
            .args(started.last().unwrap().split(' '));
        // What the drop-in names besides.
        let settings = self.path("etc/senza-token/settings");
        if user[0] == "senza-keeper" && settings.exists() {
            command.envs(std::fs::read_to_string(settings).unwrap().lines().filter_map(|line| line.split_once('=')));
        }
        for credential in all("LoadCredentialEncrypted=") {
            command.env("CREDENTIALS_DIRECTORY", self.credential(&credential, &user[0]));
        }
        command.current_dir("/").stdout(Stdio::null());
        self.running.push(command.spawn().unwrap());
    }

    /// As systemd.exec(5) has it: decrypted for the unit's user alone.
    pub(super) fn credential(&self, named: &str, user: &str) -> PathBuf {
        let (name, file) = named.split_once(':').unwrap();
        let folder = self.path("run/credentials");
        let (to, shown) = (folder.join(name), folder.display());
        self.shell(&format!(
            "install -d -m 700 -o {user} {shown} && rm -f {to} && systemd-creds decrypt --name={name} {file} {to} && chown {user} {to} && chmod 400 {to}",
            to = to.display()
        ));
        folder
    }

    pub(super) fn start(&mut self) {
        self.start_unit("senza-keeper.service");
        let socket = self.path("run/senza-keeper/keeper.sock");
        wait("the keeper", || socket.exists());
        self.start_server();
    }

    pub(super) fn start_server(&mut self) {
        self.start_unit("senza.service");
        wait("its port", || std::net::TcpStream::connect(self.address()).is_ok());
        wait("the server", || self.get("/readyz").is_some_and(|page| page.status == 200));
    }

    /// The server first. `runuser` hands the signal on.
    pub(super) fn stop(&mut self) {
        while let Some(mut child) = self.running.pop() {
            self.shell(&format!("kill -INT $(pgrep -P {} || echo {})", child.id(), child.id()));
            wait("the end", || child.try_wait().unwrap().is_some());
        }
    }

    pub(super) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.ports[0])
    }

    pub(super) fn get(&self, path: &str) -> Option<Page> {
        Visitor::new(&self.identity).get(&self.address(), path).ok()
    }

    pub(super) fn sign_in(&self, seed: &senza::domain::SecretBytes) -> u16 {
        self.sign_in_as("admin", PASSPHRASE, seed)
    }

    pub(super) fn sign_in_as(&self, identifier: &str, passphrase: &str, seed: &senza::domain::SecretBytes) -> u16 {
        let code = totp::code_at(seed, SystemClock.now()).unwrap();
        let mut visitor = Visitor::new(&self.identity);
        let page = visitor.get(&self.address(), "/login").unwrap();
        let typed = [("identifier", identifier), ("passphrase", passphrase), ("code", &*code)];
        visitor.submit(&self.address(), "/login", &page, &typed).unwrap().status
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        for child in self.running.iter_mut().chain(&mut self.postgres) {
            let of_it = Command::new("pkill").args(["-KILL", "-P", &child.id().to_string()]).status();
            let _ = (of_it, child.kill(), child.wait());
        }
    }
}

pub(super) fn wait(what: &str, mut until: impl FnMut() -> bool) {
    let since = Instant::now();
    while !until() {
        assert!(since.elapsed() < Duration::from_secs(120), "{what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Users are made and files given away: nobody else can.
pub(super) fn is_root() -> bool {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !root {
        println!("not run: the page's commands are root's");
    }
    root
}

/// A one-time code serves once: the next sign-in waits for the next.
pub(super) fn next_code() {
    let now = SystemClock.now().unix_timestamp();
    wait("the next code", || SystemClock.now().unix_timestamp() / 30 > now / 30);
}
