//! (b) to (e): the program itself, over HTTP, with its private PostgreSQL.

use crate::engine::SIGNATURES;
use crate::load::{Outcome, Script, fetch, run};
use crate::portal::{ATTRIBUTES, Portal, RELEASED};
use crate::process::{cpu, cpu_of_postgres, memory_mib, postmaster};
use crate::raw::Kind;
use crate::report::{Report, median, micros};
use crate::support::person::{Person, enrol};
use crate::support::program::Home;
use crate::support::stock::Stock;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Connections, and sign-ons of each in one round.
const LOADS: [(usize, usize); 3] = [(1, 2000), (4, 800), (16, 300)];
/// The bounds hold here: with one connection nobody is there to share a read or a commit with.
const BOUND_AT: usize = 16;
const ROUNDS: usize = 3;
const RECORDER_ROUNDS: usize = 11;
const STARTS: usize = 7;
const MANY: usize = 1000;

pub fn measure(report: &mut Report) {
    let home = Home::new();
    let site = Site::of(&home);
    std::thread::sleep(Duration::from_secs(3));
    let rest = memory_mib(site.server.child.id(), "VmRSS");
    site.look_at_one();
    for (connections, each) in LOADS {
        site.measure_load(report, connections, each);
    }
    site.measure_memory(report, rest);
    let Site { server, portal, .. } = site;
    measure_starts(report, &home, server, &portal);
}

/// Enrols as many people as there are connections, and registers the portal.
fn prepare(home: &Home, portal: &Portal) -> (Vec<Person>, String) {
    let server = Server::start(home);
    let base = server.base.clone();
    let most = LOADS.iter().map(|(connections, _)| *connections).max().unwrap();
    let people = (0..most).map(|n| enrol(home, &base, &format!("person{n}"), &ATTRIBUTES)).collect();
    let file = home.path().join("portal.xml");
    std::fs::write(&file, portal.metadata()).unwrap();
    let mut arguments = vec!["sp", "add", file.to_str().unwrap()];
    RELEASED.iter().for_each(|name| arguments.extend(["--attribute", name]));
    let added = home.run(&arguments);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    server.interrupt();
    (people, base)
}

struct Site {
    server: Server,
    people: Vec<Person>,
    portal: Portal,
    base: String,
    postmaster: u32,
}

/// What is written down of each sign-on: two servers, one that records them and one that does not, in turns.
pub fn measure_recorder(report: &mut Report) {
    let homes = [Home::new(), Home::new().with("SENZA_FLIGHT_DAYS", "0")];
    let sites = homes.each_ref().map(Site::of);
    let mut costs = [(); 2].map(|()| Vec::new());
    for round in 0..=RECORDER_ROUNDS {
        for (site, costs) in sites.iter().zip(&mut costs) {
            let cost = site.cost_of(BOUND_AT, 200);
            // The first warms up.
            (round > 0).then(|| costs.push(cost));
        }
    }
    let [with, without] = costs.map(|costs| median(&costs));
    let shown = format!("{} beside {} without it: {:.3}", micros(with), micros(without), with / without);
    report.bounded("(f) a sign-on with the flight recorder, CPU, 16 connections", shown, with / without, 1.1, "");
    report.note(
        "(f) CPU as in (b), of two servers each with its own PostgreSQL, one of which records sign-ons as it does when nobody says \
         otherwise, the other with `SENZA_FLIGHT_DAYS=0`; in turns, eleven rounds, medians.",
    );
}

impl Site {
    fn of(home: &Home) -> Self {
        let portal = Portal::new();
        let (people, base) = prepare(home, &portal);
        // Started anew: enrolment takes the memory of Argon2id, which is no part of a sign-on.
        let server = Server::start(home);
        Self { server, people, portal, base, postmaster: postmaster(&home.path().join("data")) }
    }

    /// CPU seconds of one sign-on, of the server and its PostgreSQL.
    fn cost_of(&self, connections: usize, each: usize) -> f64 {
        let scripts = self.scripts(connections, each);
        let before = self.cpu();
        run(&self.server.address, &scripts);
        let after = self.cpu();
        (after.0 - before.0 + after.1 - before.1) / (connections * each) as f64
    }

    fn cookie(&self, person: usize) -> String {
        format!("senza_session={}", self.people[person].browser.cookie("senza_session").unwrap())
    }

    fn scripts(&self, connections: usize, each: usize) -> Vec<Script> {
        (0..connections)
            .map(|person| Script {
                cookie: self.cookie(person),
                paths: (0..each).map(|_| self.portal.request(&self.base)).collect(),
            })
            .collect()
    }

    /// What is measured is what it should be.
    fn look_at_one(&self) {
        let page = fetch(&self.server.address, &self.portal.request(&self.base), &self.cookie(0));
        assert!(page.contains("name=\"SAMLResponse\"") && page.contains("You are signed in."), "{page}");
    }

    /// CPU seconds so far of the server and of its PostgreSQL.
    fn cpu(&self) -> (f64, f64) {
        (cpu(self.server.child.id()), cpu_of_postgres(self.postmaster))
    }

    fn measure_load(&self, report: &mut Report, connections: usize, each: usize) {
        run(&self.server.address, &self.scripts(connections, each / 10));
        let (mut ratios, mut speeds, mut servers, mut databases) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut outcomes: Vec<Outcome> = Vec::new();
        for _ in 0..ROUNDS {
            let speed = Kind::Rsa2048.openssl_speed();
            let scripts = self.scripts(connections, each);
            let before = self.cpu();
            outcomes.push(run(&self.server.address, &scripts));
            let after = self.cpu();
            let sign_ons = (connections * each) as f64;
            let (server, database) = ((after.0 - before.0) / sign_ons, (after.1 - before.1) / sign_ons);
            ratios.push((server + database) / (SIGNATURES * speed));
            speeds.push(speed);
            servers.push(server);
            databases.push(database);
        }
        let ratio = median(&ratios);
        let shown = format!(
            "server {} and PostgreSQL {} beside 2 × {}: {ratio:.3}",
            micros(median(&servers)),
            micros(median(&databases)),
            micros(median(&speeds)),
        );
        let what = format!("(b) a whole sign-on, CPU, {}", words(connections));
        if connections == BOUND_AT {
            report.bounded(what, shown, ratio, 2.0, "")
        } else {
            report.figure(what, shown)
        }
        let rate = median(&outcomes.iter().map(Outcome::rate).collect::<Vec<_>>());
        let at = |percent| median(&outcomes.iter().map(|outcome| outcome.percentile(percent)).collect::<Vec<_>>());
        let shown = format!("{rate:.0} a second; p50 {:.2} ms, p99 {:.2} ms", at(50), at(99));
        let what = format!("(c) sign-ons, {}", words(connections));
        if connections == BOUND_AT {
            report.bounded(what, shown, at(99), 15.0, " ms")
        } else {
            report.figure(what, shown)
        }
    }

    fn measure_memory(&self, report: &mut Report, rest: f64) {
        let pid = self.server.child.id();
        let peak = memory_mib(pid, "VmHWM");
        report.bounded("(d) the server's resident memory at rest", format!("{rest:.1} MiB"), rest, 48.0, " MiB");
        report.bounded("(d) its peak over all of these loads", format!("{peak:.1} MiB"), peak, 80.0, " MiB");
        report.note(
            "(b) utime + stime in `/proc/PID/stat` of the server and of every process of its private PostgreSQL (ended ones as well), \
             over all sign-ons of a round, for one; divided by two RSA-2048 signatures as `openssl speed` gives them just before the \
             round. A sign-on is a GET of /saml/sso with an AuthnRequest that is not signed, a fresh ID and a live session; the answer is \
             the page with a signed response around a signed and encrypted assertion. Three rounds, medians; the bound is for 16 connections, which share reads and commits. The log is at its default \
             level and goes to a file; commits are durable (fsync, synchronous_commit).",
        );
        report.note(
            "(c) Each connection is kept open and sends its next request when it has its answer. The load generator, threads on the same \
             cores, has its requests ready. A session for each connection.",
        );
    }
}

fn words(connections: usize) -> String {
    if connections == 1 { "1 connection".into() } else { format!("{connections} connections") }
}

/// (e) From the start of the process to the answer of `/readyz`, with the database up: the server before was killed
/// and has left its PostgreSQL running.
fn measure_starts(report: &mut Report, home: &Home, server: Server, portal: &Portal) {
    let server = starts(report, home, server, "1 service provider");
    let stock = Stock::beside(home, &server.base);
    for n in 1..MANY {
        stock.register(&portal.metadata_of(&format!("https://portal{n}.example/saml")), &["mail"]);
    }
    drop(stock);
    let server = starts(report, home, server, "1,000 service providers");
    report.note(
        "(e) Wall time from the start of `senza serve` to the 200 of /readyz, the database up (the server before was killed and left \
         its PostgreSQL running), median of seven.",
    );
    server.interrupt();
}

fn starts(report: &mut Report, home: &Home, mut server: Server, with: &str) -> Server {
    let mut took = Vec::new();
    for _ in 0..STARTS {
        server.kill();
        let begun = Instant::now();
        server = Server::start(home);
        took.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let took = median(&took);
    report.bounded(format!("(e) start to ready with {with}"), format!("{took:.0} ms"), took, 300.0, " ms");
    server
}

/// `senza serve`, its log at the default level and in a file.
struct Server {
    child: Child,
    base: String,
    address: String,
    /// For whoever wonders.
    log: PathBuf,
}

impl Server {
    /// Returns when `/readyz` has said yes.
    fn start(home: &Home) -> Self {
        let log = home.path().join("log");
        let mut command = home.command(&["serve"]);
        command.env_remove("SENZA_LOG").stdout(Stdio::piped()).stderr(File::create(&log).unwrap());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base =
            line.trim().strip_prefix("Senza: ").unwrap_or_else(|| panic!("not a line of ours: {line}")).to_owned();
        let address = base.strip_prefix("http://").unwrap().replace("localhost", "127.0.0.1");
        while TcpStream::connect(&address).is_err() {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(fetch(&address, "/readyz", "").starts_with("HTTP/1.1 200 "));
        Self { child, base, address, log }
    }

    /// Its PostgreSQL goes on.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn interrupt(mut self) {
        assert!(self.ends_well());
    }

    fn ends_well(&mut self) -> bool {
        let pid = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }
}

/// After a measurement that failed: the server and its PostgreSQL end as well.
impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.ends_well();
        }
    }
}
