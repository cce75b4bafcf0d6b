//! Two servers and two keepers on one database, behind HAProxy, TLS everywhere: whichever is killed or restarted, nobody signs in
//! again.

use super::restart::{Balancer, UNTIL_SEEN, url, wait};
use crate::support::answer::Answer;
use crate::support::browser::Page;
use crate::support::cluster;
use crate::support::keeper::{self, KeeperProcess};
use crate::support::meanwhile::until_seen;
use crate::support::origin::Identity;
use crate::support::person::PASSPHRASE;
use crate::support::ports::free_address;
use crate::support::program::{Home, Serving, folder};
use crate::support::sp::Sp;
use crate::support::tls::{self, write};
use crate::support::visitor::Visitor;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

struct Fleet {
    identity: Identity,
    front: String,
    keepers_home: Home,
    servers: [Home; 2],
}

impl Fleet {
    fn new(sockets: &[&KeeperProcess], keepers_home: Home, identity: Identity) -> Self {
        let (front, database) = (free_address(), url(&cluster::create_database()));
        let sockets: Vec<&str> = sockets.iter().map(|keeper| keeper.socket.to_str().unwrap()).collect();
        let port = front.rsplit(':').next().unwrap();
        let servers = [(); 2].map(|()| {
            tls::home(&identity)
                .with("SENZA_BASE_URL", format!("https://localhost:{port}"))
                .with("SENZA_DATABASE_URL", database.clone())
                .with("SENZA_KEEPER_SOCKET", sockets.join(","))
                .with("SENZA_KEEPER_DIR", "/nonexistent/keeper")
                .with("SENZA_TRUSTED_PROXIES", "127.0.0.1")
                .with("SENZA_DRAIN_SECONDS", UNTIL_SEEN)
        });
        Self { identity, front, keepers_home, servers }
    }

    /// HAProxy speaks TLS to browsers, and to servers that have to prove who they are.
    fn balancer(&self, folder: &tempfile::TempDir) -> Balancer {
        let (both, authority) = (folder.path().join("front.pem"), folder.path().join("authority.pem"));
        let certificate = self.identity.certificate.to_pem().unwrap();
        write(&both, &[certificate.clone(), self.identity.key.private_key_to_pem_pkcs8().unwrap()].concat());
        write(&authority, &certificate);
        let bind = format!("{} ssl crt {}", self.front, both.display());
        let authority = authority.display();
        let each = format!(
            "check inter 200ms fall 1 rise 1 ssl verify required ca-file {authority} sni str(localhost) check-sni localhost verifyhost localhost"
        );
        let [one, two] = &self.servers;
        Balancer::with(&bind, &self.front, &[one, two], &each)
    }

    fn enrol(&self) -> Visitor<'_> {
        let invited = self.servers[0].run(&["invite", "ada@example.org", "--attribute", "mail=ada@example.org"]);
        let link = String::from_utf8_lossy(&invited.stdout).trim().to_owned();
        let path = link.rsplit_once("/enrol/").map(|(_, token)| format!("/enrol/{token}")).expect("a link");
        let (mut ada, at) = (Visitor::new(&self.identity), self.servers[0].address());
        let page = ada.get(at, &path).unwrap();
        let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
        let code = totp::code_at(&seed, SystemClock.now()).unwrap();
        let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
        assert_eq!(ada.submit(at, &path, &page, &typed).unwrap().status, 303);
        ada
    }
}

/// Whether a page answers a sign-on.
fn is_signed_on(page: &Page) -> bool {
    page.status == 200 && page.hidden("SAMLResponse").is_some() && Answer::of(page).is_success()
}

fn start(home: &Home) -> Serving {
    let program = home.serve(&["serve"]);
    program.value("Senza");
    program
}

/// By a command, seen by both servers at once.
fn revoke(fleet: &Fleet, ada: &Visitor<'_>, sign_on: &str) {
    assert!(fleet.servers[0].run(&["revoke", "ada@example.org"]).status.success());
    let since = Instant::now();
    for home in &fleet.servers {
        let page = ada.clone().get(home.address(), "/portal").unwrap();
        assert_eq!(page.status, 303, "revoked, at the next request");
        assert!(!is_signed_on(&ada.clone().get(home.address(), sign_on).unwrap()));
    }
    println!("both servers knew of the revocation at the next request, {:?} after the command", since.elapsed());
}

#[test]
fn whichever_of_two_servers_and_two_keepers_goes_nobody_signs_in_again() {
    let keepers_home = Home::new();
    let (mut one, two) = (keeper::start(&keepers_home, "one"), keeper::start(&keepers_home, "two"));
    let fleet = Fleet::new(&[&one, &two], keepers_home, Identity::of(&["localhost"]));
    let mut programs = fleet.servers.each_ref().map(|home| Some(start(home)));
    let own = folder();
    let balancer = fleet.balancer(&own);
    let portal = Sp::new("portal");
    let file = fleet.servers[0].path().join("portal.xml");
    std::fs::write(&file, portal.metadata()).unwrap();
    assert!(fleet.servers[0].run(&["sp", "add", file.to_str().unwrap(), "--attribute", "mail"]).status.success());
    let sign_on = format!("/saml/init?sp={}", portal.entity_id);

    let ada = fleet.enrol();
    assert!(is_signed_on(&ada.clone().get(fleet.servers[1].address(), &sign_on).unwrap()), "at the other server");

    let (stop, done, failed) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut ada = ada.clone();
                while !stop.load(Ordering::Relaxed) {
                    let signed_on = ada.get(&fleet.front, &sign_on).is_ok_and(|page| is_signed_on(&page));
                    if signed_on { &done } else { &failed }.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        until_seen(&stop, || {
            let more = |what: &str| {
                let before = done.load(Ordering::Relaxed);
                wait(what, || done.load(Ordering::Relaxed) > before + 30);
            };
            more("sign-ons");
            one.serving.child.kill().unwrap();
            one.serving.child.wait().unwrap();
            more("sign-ons with the second keeper alone");
            one = keeper::start(&fleet.keepers_home, "one");
            more("sign-ons with both");
            for (n, home) in fleet.servers.iter().enumerate() {
                assert!(balancer.ends(n, programs[n].take().unwrap()));
                more("sign-ons at the other server");
                programs[n] = Some(start(home));
                wait("HAProxy sees that it is ready", || balancer.knows(n).0 == "UP");
            }
            let in_order = (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed));
            println!("a keeper killed, both servers restarted: {} sign-ons, {} failed", in_order.0, in_order.1);
            assert_eq!(in_order.1, 0);
            // Without a word: what it had in hand is lost, and nothing else.
            programs[0].take().unwrap().kill();
            more("sign-ons after a server was killed");
        });
    });
    let lost = failed.load(Ordering::Relaxed);
    println!("a server killed: {lost} requests lost");
    assert!(ada.clone().get(&fleet.front, "/portal").is_ok_and(|page| page.status == 200), "the same session");

    programs[0] = Some(start(&fleet.servers[0]));
    revoke(&fleet, &ada, &sign_on);
    for program in programs.into_iter().flatten() {
        assert!(program.interrupt());
    }
    drop((one, two));
}
