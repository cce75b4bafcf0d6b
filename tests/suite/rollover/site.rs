//! An identity provider as programs of its own: one server with its keeper inside, or two servers behind HAProxy and two
//! keepers in processes of their own.

use super::{fingerprints, stdout};
use crate::support::browser::Browser;
use crate::support::cluster;
use crate::support::keeper::{self, KeeperProcess};
use crate::support::person::PASSPHRASE;
use crate::support::ports::free_address;
use crate::support::program::{Home, Serving};
use crate::transport::restart::{Balancer, url, wait};
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::process::Command;
use std::time::{Duration, Instant};

pub struct Site {
    pub base: String,
    pub servers: Vec<Home>,
    _programs: Vec<Serving>,
    keepers: Vec<(Home, KeeperProcess)>,
    _balancer: Option<Balancer>,
}

/// A person's browser with a session.
pub struct Person {
    pub browser: Browser,
}

impl Site {
    pub fn one() -> Self {
        let home = Home::new();
        let program = home.serve(&["serve"]);
        let base = program.value("Senza");
        Self { base, servers: vec![home], _programs: vec![program], keepers: Vec::new(), _balancer: None }
    }

    pub fn two() -> Self {
        let keepers = keepers();
        let (front, database) = (free_address(), url(&cluster::create_database()));
        let sockets: Vec<&str> = keepers.iter().map(|(_, keeper)| keeper.socket.to_str().unwrap()).collect();
        let base = format!("http://localhost:{}", front.rsplit(':').next().unwrap());
        let server = || {
            Home::new()
                .with("SENZA_BASE_URL", base.clone())
                .with("SENZA_DATABASE_URL", database.clone())
                .with("SENZA_KEEPER_SOCKET", sockets.join(","))
                .with("SENZA_KEEPER_DIR", "/nonexistent/keeper")
                .with("SENZA_TRUSTED_PROXIES", "127.0.0.1")
        };
        let servers = vec![server(), server()];
        let start = |home: &Home| {
            let program = home.serve(&["serve"]);
            program.value("Senza");
            program
        };
        let programs = servers.iter().map(start).collect();
        let both: Vec<&Home> = servers.iter().collect();
        let balancer = Balancer::with(&front, &front, &both, "check inter 200ms fall 1 rise 1");
        Self { base, servers, _programs: programs, keepers, _balancer: Some(balancer) }
    }

    /// A command beside it.
    pub fn run(&self, arguments: &[&str]) -> String {
        stdout(&self.servers[0].run(arguments))
    }

    /// What destroying a key takes where keepers are apart, as it is typed.
    pub fn consent(&self, key: &str) -> Vec<String> {
        let keeper = self.keepers.first();
        keeper.map_or(Vec::new(), |(home, _)| vec!["--consent".to_owned(), consent(home, key)])
    }

    pub fn home(&self) -> &Home {
        &self.servers[0]
    }

    pub fn metadata(&self) -> String {
        Browser::new(&self.base).get("/saml/metadata").body
    }

    /// Waits until every server publishes these and no others.
    pub fn publishes(&self, expected: &[String]) -> Duration {
        let since = Instant::now();
        for home in &self.servers {
            let own = format!("http://localhost:{}", home.address().rsplit(':').next().unwrap());
            wait("the metadata follows", || fingerprints(&Browser::new(&own).get("/saml/metadata").body) == expected);
        }
        since.elapsed()
    }

    pub fn register(&self, metadata: &str, signature: &str) {
        let file = self.servers[0].path().join("portal.xml");
        std::fs::write(&file, metadata).unwrap();
        let file = file.to_str().unwrap();
        self.run(&[
            "sp",
            "add",
            file,
            "--allow-http-acs",
            "--attribute",
            "mail",
            "--attribute",
            "displayName",
            "--signature",
            signature,
        ]);
    }

    pub fn person(&self, name: &str) -> Person {
        let invited =
            self.run(&["invite", name, "--attribute", &format!("mail={name}"), "--attribute", "displayName=Ada"]);
        let link = invited.trim().strip_prefix(&self.base).expect("a link").to_owned();
        let mut browser = Browser::new(&self.base);
        let page = browser.get(&link);
        let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
        let code = totp::code_at(&seed, SystemClock.now()).unwrap();
        let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
        assert_eq!(browser.submit(&link, &page, &typed).status, 303);
        Person { browser }
    }
}

/// As an operator has it printed on a keeper's machine.
pub fn consent(home: &Home, key: &str) -> String {
    stdout(&home.run(&["keeper", "consent", "--saml-key", key])).trim().to_owned()
}

/// Two, each with a folder of its own and the same keys in it.
pub fn keepers() -> Vec<(Home, KeeperProcess)> {
    let (one, two) = (Home::new(), Home::new());
    let first = keeper::start(&one, "one");
    let copied = Command::new("cp").arg("-a").args([one.path().join("keeper"), two.path().join("keeper")]).status();
    assert!(copied.unwrap().success());
    let second = keeper::start(&two, "two");
    vec![(one, first), (two, second)]
}
