//! What it costs that the keeper is a process of its own: the same server with the keeper inside, behind a socket, and behind a
//! port and TLS, in turns. Run by `make bench`, in the release profile. The run fails when a bound is broken. `SENZA_BENCH_ROUNDS=1` is for
//! a look: what else the machine does is in its figures.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    unreachable_pub,
    dead_code,
    reason = "a measurement that meets the unexpected is to fail"
)]

mod bare;
#[path = "../sign_on/load.rs"]
mod load;
#[path = "../sign_on/portal.rs"]
mod portal;
#[path = "../sign_on/process.rs"]
mod process;
#[path = "../support/mod.rs"]
mod support;

use load::{Script, run};
use portal::{ATTRIBUTES, Portal, RELEASED};
use process::{cpu, cpu_of_postgres, postmaster};
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::time::{Duration, Instant};
use support::browser::Browser;
use support::person::{PASSPHRASE, Person, enrol};
use support::program::{Home, Serving, serving};

/// Connections, sign-ons of each in one round, and rounds: what one costs alone swings most, with how deep the processors slept.
const LOADS: [(usize, usize, usize); 3] = [(1, 1000, 15), (4, 500, 5), (16, 200, 5)];
const SIGN_INS: usize = 16;
/// What a sign-on, and a sign-in, may cost beside the same with the keeper inside; a sign-on of one connection without what the
/// machine takes for waking two programs that do nothing else.
const SIGN_ON: f64 = 1.15;
const SIGN_IN: f64 = 1.1;

/// One of the three arrangements.
struct Site {
    home: Home,
    server: Serving,
    keeper: Option<Serving>,
    base: String,
    people: Vec<Person>,
    portal: Portal,
}

fn main() {
    if std::env::args().any(|argument| argument == bare::ANSWERS) {
        return bare::answer();
    }
    let sites = [Site::inside(), Site::by_socket(), Site::by_tls()];
    let rounds = std::env::var("SENZA_BENCH_ROUNDS").ok().map(|number| number.parse().unwrap());
    println!("| what | inside | socket | ratio | bound | TLS | to the socket |\n|---|---|---|---|---|---|---|");
    let mut holds: Vec<bool> = LOADS
        .iter()
        .map(|(connections, each, usual)| sign_ons(&sites, (*connections, *each), rounds.unwrap_or(*usual)))
        .collect();
    std::thread::sleep(Duration::from_secs(61));
    holds.push(sign_ins(&sites));
    sites.into_iter().for_each(Site::end);
    assert!(holds.iter().all(|holds| *holds), "BROKEN: which of them hold: {holds:?}");
}

/// Whether they keep to their bound.
fn sign_ons(sites: &[Site], (connections, each): (usize, usize), rounds: usize) -> bool {
    let mut costs = [(); 3].map(|()| Vec::new());
    let mut rates = [(); 3].map(|()| Vec::new());
    let mut bare = vec![];
    for site in sites {
        site.sign_on(connections, each / 5);
    }
    for _ in 0..rounds {
        for (n, site) in sites.iter().enumerate() {
            let (cost, rate) = site.sign_on(connections, each);
            costs[n].push(cost * 1e6);
            rates[n].push(rate);
        }
        // More connections find the keeper awake.
        bare.push(if connections == 1 { bare::cost() * 1e6 } else { 0.0 });
    }
    let [one, two, three] = costs.map(|figures| median(&figures));
    let woken = median(&bare);
    let ratio = (two - woken) / one;
    let bound = if connections == 1 { "below".to_owned() } else { SIGN_ON.to_string() };
    println!(
        "| a sign-on, CPU of all processes, {connections} connections | {one:.0} µs | {two:.0} µs | {:.3} | {bound} | {three:.0} µs | {:.3} |",
        two / one,
        three / two
    );
    if connections == 1 {
        println!("| two programs that only ask and answer, as often | – | {woken:.0} µs | – | – | – | – |");
        println!("| a sign-on without that | {one:.0} µs | {:.0} µs | {ratio:.3} | {SIGN_ON} | – | – |", two - woken);
    }
    let [one, two, three] = rates.map(|figures| median(&figures));
    println!(
        "| sign-ons a second, {connections} connections | {one:.0} | {two:.0} | {:.3} | – | {three:.0} | {:.3} |",
        one / two,
        two / three
    );
    ratio <= SIGN_ON
}

/// Whether they keep to their bound.
fn sign_ins(sites: &[Site]) -> bool {
    let mut took = [(); 3].map(|()| Vec::new());
    for person in 0..SIGN_INS {
        for (n, site) in sites.iter().enumerate() {
            took[n].push(site.sign_in(person).as_secs_f64() * 1e3);
        }
    }
    let [one, two, three] = took.map(|figures| median(&figures));
    println!(
        "| a sign-in, wall time, one by one | {one:.1} ms | {two:.1} ms | {:.3} | {SIGN_IN} | {three:.1} ms | {:.3} |",
        two / one,
        three / two
    );
    two / one <= SIGN_IN
}

impl Site {
    fn inside() -> Self {
        Self::with(Home::new(), None)
    }

    fn by_socket() -> Self {
        let home = Home::new();
        let socket = home.path().join("run/keeper.sock");
        let keeper = home.serve(&["keeper", "--init", "--socket", socket.to_str().unwrap()]);
        keeper.value("Keeper");
        Self::with(home.with("SENZA_KEEPER_SOCKET", socket.to_str().unwrap()), Some(keeper))
    }

    /// With certificates of the program's own.
    fn by_tls() -> Self {
        let home = Home::new();
        let folder = home.path().join("tls");
        let names = ["--keeper", "127.0.0.1", "--server", "senza-server"];
        let made = home.run(&[&["keeper", "certificates", folder.to_str().unwrap()], &names[..]].concat());
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        for (key, user) in [("127.0.0.1-key.pem", "senza-keeper"), ("senza-server-key.pem", "senza")] {
            // By root the programs become these users, and by anybody else they stay who they are.
            let _ = std::process::Command::new("chown")
                .args([user, &file(key)])
                .stderr(std::process::Stdio::null())
                .status();
        }
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let of = |name: &str| (file(&format!("{name}.pem")), file(&format!("{name}-key.pem")));
        let (certificate, key) = of("127.0.0.1");
        let authority = file("ca.pem");
        let variables = [
            ("SENZA_KEEPER_TLS_CERTIFICATE", &*certificate),
            ("SENZA_KEEPER_TLS_KEY", &key),
            ("SENZA_KEEPER_TLS_CA", &authority),
        ];
        let keeper = home.serve_with(&["keeper", "--init", "--listen", &address], &variables);
        let place = keeper.value("Keeper");
        let (certificate, key) = of("senza-server");
        let home = home
            .with("SENZA_KEEPER_SOCKET", place)
            .with("SENZA_KEEPER_TLS_CERTIFICATE", certificate)
            .with("SENZA_KEEPER_TLS_KEY", key)
            .with("SENZA_KEEPER_TLS_CA", authority);
        Self::with(home, Some(keeper))
    }

    fn with(home: Home, keeper: Option<Serving>) -> Self {
        let mut command = home.command(&["serve"]);
        // As it is in use: at its default level, to nobody.
        command.env_remove("SENZA_LOG").stderr(std::process::Stdio::null());
        let server = serving(command);
        let base = server.value("Senza");
        let portal = Portal::new();
        let file = home.path().join("portal.xml");
        std::fs::write(&file, portal.metadata()).unwrap();
        let mut arguments = vec!["sp", "add", file.to_str().unwrap()];
        RELEASED.iter().for_each(|name| arguments.extend(["--attribute", name]));
        let added = home.run(&arguments);
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        let people = (0..16).map(|n| enrol(&home, &base, &format!("person{n}"), &ATTRIBUTES)).collect();
        Self { home, server, keeper, base, people, portal }
    }

    fn cpu(&self) -> f64 {
        let keeper = self.keeper.as_ref().map_or(0.0, |keeper| cpu(keeper.child.id()));
        cpu(self.server.child.id()) + cpu_of_postgres(postmaster(&self.home.path().join("data"))) + keeper
    }

    /// CPU seconds of a sign-on, and how many there were a second.
    fn sign_on(&self, connections: usize, each: usize) -> (f64, f64) {
        let script = |person: &Person| Script {
            cookie: format!("senza_session={}", person.browser.cookie("senza_session").unwrap()),
            paths: (0..each).map(|_| self.portal.request(&self.base)).collect(),
        };
        let scripts: Vec<Script> = self.people.iter().take(connections).map(script).collect();
        let address = self.base.strip_prefix("http://").unwrap().replace("localhost", "127.0.0.1");
        let before = self.cpu();
        let outcome = run(&address, &scripts);
        ((self.cpu() - before) / (connections * each) as f64, outcome.rate())
    }

    fn sign_in(&self, person: usize) -> Duration {
        let person = &self.people[person];
        let mut browser = Browser::new(&self.base);
        let page = browser.get("/login");
        let code = totp::code_at(&person.seed, SystemClock.now()).unwrap();
        let typed = [("identifier", &*person.identifier), ("passphrase", PASSPHRASE), ("code", &*code)];
        let begun = Instant::now();
        let answer = browser.submit("/login", &page, &typed);
        assert_eq!(answer.status, 303, "{}", answer.body);
        begun.elapsed()
    }

    fn end(self) {
        assert!(self.server.interrupt());
        drop(self.keeper);
    }
}

fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
