//! `docs/operations.md`, run: what it tells an administrator to type is typed, in a folder of the test's own, and what the
//! page promises is there afterwards.

use crate::support::browser::Page;
use crate::support::origin::Identity;
use crate::support::program::folder;
use crate::support::terminal;
use crate::support::visitor::Visitor;
use crate::upgrade::Kept;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Of the back-up of the keeper's keys.
const SAFE: &str = "nine lanterns under a paper harbour";
const PASSPHRASE: &str = crate::support::person::PASSPHRASE;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The blocks that are to be run, by the heading that they stand under.
fn blocks(page: &str) -> Vec<(String, String)> {
    let (mut heading, mut found, mut inside): (_, Vec<(String, String)>, bool) = (String::new(), Vec::new(), false);
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        }
        match line {
            "```sh run" => {
                inside = true;
                found.push((heading.clone(), String::new()));
            }
            "```" => inside = false,
            _ if inside => found.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            _ => {}
        }
    }
    found
}

/// A machine's folders below one of the test's, and a port for each that the page names.
struct Machine {
    folder: tempfile::TempDir,
    ports: [u16; 3],
    identity: Identity,
    postgres: Option<Child>,
    running: Vec<Child>,
}

impl Machine {
    fn new() -> Self {
        let folder = folder();
        let listeners = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let ports = listeners.each_ref().map(|listener| listener.local_addr().unwrap().port());
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

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The page's places and names are this machine's.
    fn here(&self, text: &str) -> String {
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

    fn command(&self, program: &str) -> Command {
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
    fn run(&self, script: &str) -> Output {
        let script = self.here(script);
        let output = self.command("bash").args(["-euc", &script]).current_dir(self.path("work")).output().unwrap();
        assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// The same on a terminal, where these are typed when these are asked for.
    fn run_answering(&self, script: &str, answers: &[(&str, &str)]) -> String {
        let script = self.here(script);
        let mut command = self.command("script");
        command.current_dir(self.path("work"));
        let (status, shown) = terminal::answering(command, &format!("bash -euc '{script}'"), answers);
        assert!(status.success(), "{script}\n{shown}");
        shown
    }

    /// What the page leaves to whoever sets the machine up.
    fn shell(&self, script: &str) {
        let done = self.command("bash").args(["-euc", script]).current_dir(self.folder.path()).output().unwrap();
        assert!(done.status.success(), "{script}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn start_postgres(&mut self) {
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
    fn start_unit(&mut self, unit: &str) {
        self.start_units(&[unit]);
    }

    /// A unit with what lies beside it: the last program counts.
    fn start_units(&mut self, files: &[&str]) {
        let unit: String = files.iter().map(|file| text(&format!("deploy/{file}"))).collect();
        let all = |name: &str| -> Vec<String> {
            unit.lines().filter_map(|line| line.strip_prefix(name)).map(|value| self.here(value)).collect()
        };
        let (user, variables, started) = (all("User="), all("Environment="), all("ExecStart="));
        let mut command = self.command("runuser");
        command.args(["-u", &user[0], "--", "env"]).args(variables).args(started.last().unwrap().split(' '));
        for credential in all("LoadCredentialEncrypted=") {
            command.env("CREDENTIALS_DIRECTORY", self.credential(&credential, &user[0]));
        }
        command.current_dir("/").stdout(Stdio::null());
        self.running.push(command.spawn().unwrap());
    }

    /// As systemd.exec(5) has it: decrypted for the unit's user alone.
    fn credential(&self, named: &str, user: &str) -> PathBuf {
        let (name, file) = named.split_once(':').unwrap();
        let folder = self.path("run/credentials");
        let (to, shown) = (folder.join(name), folder.display());
        self.shell(&format!(
            "install -d -m 700 -o {user} {shown} && rm -f {to} && systemd-creds decrypt --name={name} {file} {to} && chown {user} {to} && chmod 400 {to}",
            to = to.display()
        ));
        folder
    }

    fn start(&mut self) {
        self.start_unit("senza-keeper.service");
        let socket = self.path("run/senza-keeper/keeper.sock");
        wait("the keeper", || socket.exists());
        self.start_server();
    }

    fn start_server(&mut self) {
        self.start_unit("senza.service");
        wait("its port", || std::net::TcpStream::connect(self.address()).is_ok());
        wait("the server", || self.get("/readyz").is_some_and(|page| page.status == 200));
    }

    /// The server first. `runuser` hands the signal on.
    fn stop(&mut self) {
        while let Some(mut child) = self.running.pop() {
            self.shell(&format!("kill -INT $(pgrep -P {} || echo {})", child.id(), child.id()));
            wait("the end", || child.try_wait().unwrap().is_some());
        }
    }

    fn address(&self) -> String {
        format!("127.0.0.1:{}", self.ports[0])
    }

    fn get(&self, path: &str) -> Option<Page> {
        Visitor::new(&self.identity).get(&self.address(), path).ok()
    }

    fn sign_in(&self, seed: &senza::domain::SecretBytes) -> u16 {
        self.sign_in_as("admin", PASSPHRASE, seed)
    }

    fn sign_in_as(&self, identifier: &str, passphrase: &str, seed: &senza::domain::SecretBytes) -> u16 {
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

fn wait(what: &str, mut until: impl FnMut() -> bool) {
    let since = Instant::now();
    while !until() {
        assert!(since.elapsed() < Duration::from_secs(40), "{what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Users are made and files given away: nobody else can.
fn is_root() -> bool {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !root {
        println!("not run: the page's commands are root's");
    }
    root
}

/// A one-time code serves once: the next sign-in waits for the next.
fn next_code() {
    let now = SystemClock.now().unix_timestamp();
    wait("the next code", || SystemClock.now().unix_timestamp() / 30 > now / 30);
}

#[test]
fn the_commands_of_this_page_do_what_it_says() {
    if !is_root() {
        return;
    }
    let page = text("docs/operations.md");
    let blocks = blocks(&page);
    let under = |heading: &str| -> Vec<&str> {
        let found: Vec<&str> = blocks.iter().filter(|(it, _)| it == heading).map(|(_, block)| &**block).collect();
        assert!(!found.is_empty(), "{heading}");
        found
    };
    let mut machine = Machine::new();
    machine.start_postgres();
    for block in under("Install").into_iter().chain(under("TLS")) {
        machine.run(block);
    }
    machine.start();
    let invited = machine.run(under("Start")[0]);
    let link = String::from_utf8_lossy(&invited.stdout).trim().to_owned();
    let path = link.strip_prefix(&machine.here("https://login.example.org")).expect("a link").to_owned();
    let mut visitor = Visitor::new(&machine.identity);
    let enrolment = visitor.get(&machine.address(), &path).unwrap();
    let seed = totp::seed_of_uri(&enrolment.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(visitor.submit(&machine.address(), &path, &enrolment, &typed).unwrap().status, 303);

    a_second_keeper(&machine, &under("Install"), &under("A second keeper"));

    signing_keys(&machine, &under("Signing keys"));

    let back_up = under("Back up");
    back_up[..back_up.len() - 1].iter().for_each(|block| drop(machine.run(block)));
    let new = [("New passphrase of the keeper's key file: ", SAFE), ("The same again: ", SAFE)];
    machine.run_answering(back_up[back_up.len() - 1], &new);
    // People sign in meanwhile, and with what is restored below.
    let rotate = under("Rotate the keeper's keys");
    assert_eq!(String::from_utf8_lossy(&machine.run(rotate[0]).stdout), "1\n", "the epoch that waits");
    let retired = said(&machine.run(rotate[1]));
    assert!(retired.contains("Epoch 1 is destroyed on every keeper"), "{retired}");
    machine.run_answering(rotate[2], &new);
    machine.stop();
    // The machine is lost: nothing is left but the two back-ups, and what was exported.
    machine.run("runuser -u postgres -- dropdb senza\nrm -rf /var/lib/senza-keeper /run/senza-keeper/keeper.sock /etc/senza-keeper");
    machine.run(credential_block(&under("Install")));
    let restore = under("Restore");
    machine.run(restore[0]);
    machine.run_answering(restore[1], &[("Passphrase of the keeper's key file: ", SAFE)]);
    machine.start();
    next_code();
    assert_eq!(machine.sign_in(&seed), 303, "the same person, passphrase and authenticator");
    machine.run(restore[2]);

    for block in under("Watch") {
        let said = machine.run(block);
        println!("{}", String::from_utf8_lossy(&said.stdout).trim());
    }
    let metrics = std::fs::read_to_string(machine.path("work/metrics")).unwrap();
    assert!(metrics.contains("senza_certificate_not_after_seconds{use=\"tls\"}"), "{metrics}");
    machine.stop();

    keeper_elsewhere(&mut machine, &under("A keeper on its own host"), &seed);
    upgraded(&mut machine, &under("Upgrade"), under("Start")[0]);
    println!("{} blocks, of {} in the page", blocks.len(), page.matches("\n```sh").count());
}

/// The block that makes a machine's own credential.
fn credential_block<'a>(install: &[&'a str]) -> &'a str {
    install.iter().find(|block| block.contains("systemd-creds encrypt")).unwrap()
}

/// Behind a port instead of its socket, with the same keys; and back.
fn keeper_elsewhere(machine: &mut Machine, blocks: &[&str], seed: &senza::domain::SecretBytes) {
    machine.run("cp --preserve=all /etc/senza/senza.toml senza.toml");
    for block in blocks {
        machine.run(block);
    }
    machine.start_units(&["senza-keeper.service", "senza-keeper-network.conf"]);
    let port = machine.ports[2];
    wait("the keeper's port", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    machine.start_server();
    next_code();
    assert_eq!(machine.sign_in(seed), 303, "by a keeper that is asked by TLS");
    machine.stop();
    machine.run("cp --preserve=all senza.toml /etc/senza/senza.toml\nrm -f /run/senza-keeper/keeper.sock");
}

/// Two machines, and somebody who is at both.
fn a_second_keeper(old: &Machine, install: &[&str], blocks: &[&str]) {
    let new = Machine::new();
    new.run(install[0]);
    new.run(credential_block(install));
    let asked = new.run(blocks[0]);
    let shown = String::from_utf8_lossy(&asked.stderr).into_owned();
    let fingerprint = shown.split("say it aloud: ").nth(1).expect(&shown).trim();
    std::fs::copy(new.path("work/request"), old.path("work/request")).unwrap();
    old.run_answering(blocks[1], &[("new keeper's machine shows: ", fingerprint)]);
    std::fs::copy(old.path("work/keys.sealed"), new.path("work/keys.sealed")).unwrap();
    let taken = new.run(blocks[2]);
    let taken = String::from_utf8_lossy(&taken.stdout).trim().to_owned();
    assert_eq!(taken.len(), 64, "which keys they are");
    assert!(!new.path("var/lib/senza-keeper/request.key").exists());
    let keys = std::fs::read(new.path("var/lib/senza-keeper/keys.json")).unwrap();
    assert!(
        keys.starts_with(b"SENZAKEYS") && keys != std::fs::read(old.path("var/lib/senza-keeper/keys.json")).unwrap()
    );
    println!("a second keeper has the keys {taken}");
}

/// As days apart, at once.
fn signing_keys(machine: &Machine, steps: &[&str]) {
    let published = || machine.get("/saml/metadata").unwrap().body.matches("<ds:X509Certificate>").count();
    let follows = |count| wait("the metadata follows", || published() == count);
    let [publish, switch, retire] = steps else { panic!("three steps") };
    follows(2);
    machine.run(publish);
    follows(3);
    let next = std::fs::read_to_string(machine.path("work/next.pem")).unwrap();
    let base64: String = next.lines().filter(|line| !line.starts_with("---")).collect();
    let metadata = || machine.get("/saml/metadata").unwrap().body.replace(['\n', ' '], "");
    assert!(metadata().contains(&base64));
    machine.run(&switch.replace("keys switch rsa", "keys switch rsa --now"));
    wait("it is the first", || {
        metadata().split("X509Certificate>").nth(1).is_some_and(|first| first.starts_with(&base64))
    });
    machine.run(&retire.replace("keys retire \"$former\"", "keys retire \"$former\" --now"));
    follows(2);
    println!("published, switched and retired");
}

/// From every schema that was kept, with people in it.
fn upgraded(machine: &mut Machine, upgrade: &[&str], invite: &str) {
    for kept in Kept::all() {
        machine.run("runuser -u postgres -- dropdb senza\nrunuser -u postgres -- createdb --owner senza --template template0 --encoding UTF8 senza\nrm -rf /var/lib/senza-keeper");
        std::fs::write(machine.path("work/kept.sql"), kept.sql()).unwrap();
        machine.run("psql --quiet --set ON_ERROR_STOP=1 --username senza --dbname senza --file kept.sql");
        kept.keys_into(&machine.path("var/lib/senza-keeper"));
        machine
            .run("chown -R senza-keeper:senza-keeper /var/lib/senza-keeper\nsenza-keeper-command seal --by credential");
        machine.start_unit("senza-keeper.service");
        wait("the keeper", || machine.path("run/senza-keeper/keeper.sock").exists());
        for block in upgrade {
            machine.run(block);
        }
        let known = machine.run(
            "runuser -u postgres -- psql --tuples-only --no-align -c 'select max(version) from _sqlx_migrations' senza",
        );
        assert_eq!(String::from_utf8_lossy(&known.stdout).trim(), newest_migration().to_string());
        machine.stop();
        machine.start();
        for who in ["root@example.org", "ada@example.org"] {
            assert_eq!(machine.sign_in_as(who, &kept.passphrase(who), &kept.seed(who)), 303, "{who}");
        }
        let listed = machine.run("senza --config /etc/senza/senza.toml sp list");
        assert!(String::from_utf8_lossy(&listed.stdout).contains("https://portal.example/saml"));
        std::fs::copy(kept.folder.join("heads"), machine.path("work/kept-heads")).unwrap();
        machine.run("senza --config /etc/senza/senza.toml audit verify --head kept-heads");
        let link = machine.run(invite);
        assert!(String::from_utf8_lossy(&link.stdout).contains("/enrol/"));
        machine.stop();
        println!("upgraded from {}", kept.folder.file_name().unwrap().to_string_lossy());
    }
}

fn newest_migration() -> i64 {
    let names = std::fs::read_dir(root().join("migrations")).unwrap().map(|it| it.unwrap().file_name());
    names.map(|name| name.to_str().unwrap().split('_').next().unwrap().parse().unwrap()).max().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

// Threat: a unit that systemd does not understand shuts nothing in, and says so in a log that nobody reads.
#[test]
fn the_units_are_understood_and_shut_their_programs_in() {
    for (unit, beside, most) in [
        ("senza-keeper.service", None, 1.0),
        ("senza-keeper.service", Some("senza-keeper-network.conf"), 2.0),
        ("senza.service", None, 2.0),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(unit);
        if let Some(beside) = beside {
            let beside = text(&format!("deploy/{beside}")).replace("/usr/local/bin/senza", "/bin/true");
            std::fs::create_dir(folder.path().join(format!("{unit}.d"))).unwrap();
            std::fs::write(folder.path().join(format!("{unit}.d/network.conf")), beside).unwrap();
        }
        // The program need not be installed for its unit to be read.
        std::fs::write(&file, text(&format!("deploy/{unit}")).replace("/usr/local/bin/senza", "/bin/true")).unwrap();
        let analyze = |arguments: &[&str]| Command::new("systemd-analyze").args(arguments).arg(&file).output().unwrap();
        let verified = analyze(&["verify"]);
        assert!(verified.status.success() && !said(&verified).contains(unit), "{}", said(&verified));
        let judged = said(&analyze(&["security", "--offline=true", "--no-pager"]));
        let line = judged.lines().find(|line| line.contains("Overall exposure level")).expect("a judgement");
        let exposure: f64 = line.split_whitespace().find_map(|word| word.parse().ok()).unwrap();
        println!("{unit}: exposure {exposure}");
        assert!(exposure < most, "{line}");
        std::fs::write(&file, "[Service]\nExecStart=/bin/true\nNoSuchSetting=yes\n").unwrap();
        assert!(said(&analyze(&["verify"])).contains("NoSuchSetting"), "control: a mistake would be noticed");
    }
}

#[test]
fn the_compose_file_is_understood_and_needs_its_secrets() {
    let compose = |password: Option<&str>| {
        let mut command = Command::new("docker-compose");
        command
            .args(["-f", "docker-compose.yml", "config"])
            .current_dir(root())
            .env("BASE_URL", "https://login.example.org");
        command.env_remove("DATABASE_PASSWORD").envs(password.map(|password| ("DATABASE_PASSWORD", password)));
        command.output().unwrap()
    };
    let understood = compose(Some("a-password"));
    assert!(understood.status.success(), "{}", said(&understood));
    let text = said(&understood);
    assert_eq!(text.matches("network_mode: none").count(), 2, "database and keeper have no network: {text}");
    assert!(!compose(None).status.success());
}

// The configuration that the page recommends for the proxy.
#[test]
fn haproxys_configuration_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let identity = Identity::of(&["login.example.org"]);
    let (certificate, key) = (identity.certificate.to_pem().unwrap(), identity.key.private_key_to_pem_pkcs8().unwrap());
    std::fs::write(folder.path().join("login.pem"), [certificate.clone(), key].concat()).unwrap();
    std::fs::write(folder.path().join("senza-ca.pem"), certificate).unwrap();
    let file = folder.path().join("haproxy.cfg");
    let configuration = text("deploy/haproxy.cfg").replace("/etc/haproxy", folder.path().to_str().unwrap());
    std::fs::write(&file, configuration).unwrap();
    let checked = Command::new("haproxy").args(["-c", "-f"]).arg(&file).output().unwrap();
    assert!(checked.status.success(), "{}", said(&checked));
}
