//! Servers behind HAProxy, stopped and started one after the other under load: nobody notices.

use crate::support::browser::Browser;
use crate::support::cluster;
use crate::support::person::PASSPHRASE;
use crate::support::ports::free_address;
use crate::support::program::{Home, Serving, folder};
use crate::support::tls::{read_answer, status};
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use sqlx::postgres::PgConnectOptions;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a server says that it will stop, in seconds. HAProxy asks every 200 ms here, and believes the first no.
const DRAIN: &str = "6";
/// Longer than any test waits: until HAProxy has seen it.
pub(crate) const UNTIL_SEEN: &str = "60";

pub(crate) struct Balancer {
    child: Child,
    address: String,
    folder: tempfile::TempDir,
}

impl Balancer {
    /// `looks`: whether it asks the servers if they are ready.
    fn start(address: &str, servers: &[&Home], looks: bool) -> Self {
        Self::with(address, address, servers, if looks { "check inter 200ms fall 1 rise 1" } else { "" })
    }

    /// Listens as `bind` says; `each` says how it speaks to every server. Without a time of its own for an answer, one that took as
    /// long as the time between two questions would be a server that is gone: on a busy machine both are at once.
    pub(crate) fn with(bind: &str, address: &str, servers: &[&Home], each: &str) -> Self {
        let folder = folder();
        let servers: String =
            servers.iter().enumerate().map(|(n, home)| format!("  server s{n} {} {each}\n", home.address())).collect();
        let file = folder.path().join("haproxy.cfg");
        let stats = folder.path().join("stats.sock");
        let stats = stats.display();
        let configuration = format!(
            "global\n  maxconn 500\n  stats socket {stats}\ndefaults\n  mode http\n  option forwardfor\n  option httpchk GET /readyz\n  \
             timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n  timeout check 10s\n  retries 0\n\
             frontend senza\n  bind {bind}\n  http-response set-header X-Served-By %s\n  default_backend servers\n\
             backend servers\n  balance roundrobin\n{servers}"
        );
        std::fs::write(&file, configuration).unwrap();
        let child = Command::new("haproxy").arg("-f").arg(&file).stderr(Stdio::null()).spawn().expect("haproxy");
        let balancer = Self { child, address: address.to_owned(), folder };
        wait("HAProxy", || TcpStream::connect(address).is_ok());
        balancer
    }

    /// Asks the server to end, and for no more patience once nobody is sent to it and nobody's request is there any more; true when it
    /// ended well.
    pub(crate) fn ends(&self, n: usize, program: Serving) -> bool {
        program.signal("TERM");
        wait("HAProxy sees that it will stop", || self.knows(n) == ("DOWN".to_owned(), 0));
        program.terminate()
    }

    /// The state of a server, and how many requests are there.
    pub(crate) fn knows(&self, n: usize) -> (String, usize) {
        let mut stream = UnixStream::connect(self.folder.path().join("stats.sock")).unwrap();
        stream.write_all(b"show stat\n").unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        let mut lines = said.trim_start_matches("# ").lines().map(|line| line.split(',').collect::<Vec<_>>());
        let names = lines.next().unwrap();
        let server = lines.find(|fields| fields.get(1) == Some(&&*format!("s{n}"))).unwrap();
        let field = |name: &str| server[names.iter().position(|one| *one == name).unwrap()];
        (field("status").to_owned(), field("scur").parse().unwrap())
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn wait(what: &str, mut until: impl FnMut() -> bool) {
    let since = Instant::now();
    while !until() {
        assert!(since.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub(crate) fn url(options: &PgConnectOptions) -> String {
    let socket = options.get_socket().unwrap().to_str().unwrap();
    format!("postgres:///{}?host={socket}&user={}", options.get_database().unwrap(), options.get_username())
}

/// One request on a connection that is kept as long as the other side keeps it.
struct Asker {
    address: String,
    stream: Option<TcpStream>,
}

impl Asker {
    fn ask(&mut self, path: &str) -> std::io::Result<(u16, String)> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => TcpStream::connect(&self.address)?,
        };
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())?;
        let answer = read_answer(&mut stream)?;
        let lower = answer.to_lowercase();
        if !lower.contains("\nconnection: close") {
            self.stream = Some(stream);
        }
        let by = lower.lines().find_map(|line| line.strip_prefix("x-served-by: ")).unwrap_or_default().to_owned();
        Ok((status(&answer), by))
    }
}

#[derive(Default)]
struct Counts {
    served: [AtomicUsize; 2],
    failed: AtomicUsize,
}

struct Load {
    stop: Arc<AtomicBool>,
    counts: Arc<Counts>,
    threads: Vec<JoinHandle<()>>,
}

impl Load {
    /// Some keep their connections, some make one for each request.
    fn on(address: &str) -> Self {
        let (stop, counts) = (Arc::new(AtomicBool::new(false)), Arc::new(Counts::default()));
        let threads = (0..6).map(|n| {
            let (stop, counts, address) = (Arc::clone(&stop), Arc::clone(&counts), address.to_owned());
            std::thread::spawn(move || {
                let mut asker = Asker { address, stream: None };
                while !stop.load(Ordering::Relaxed) {
                    match asker.ask("/login") {
                        Ok((200, by)) => drop(counts.served[usize::from(by == "s1")].fetch_add(1, Ordering::Relaxed)),
                        _ => drop(counts.failed.fetch_add(1, Ordering::Relaxed)),
                    }
                    if n % 2 == 0 {
                        asker.stream = None;
                    }
                    std::thread::sleep(Duration::from_millis(2));
                }
            })
        });
        let threads = threads.collect();
        Self { stop, threads, counts }
    }

    fn served(&self) -> [usize; 2] {
        self.counts.served.each_ref().map(|served| served.load(Ordering::Relaxed))
    }

    fn end(self) -> Arc<Counts> {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().unwrap();
        }
        self.counts
    }
}

/// Two servers with one database and one keeper's folder, known by the balancer's address.
fn two(front: &str) -> [Home; 2] {
    let database = url(&cluster::create_database());
    let first = Home::new();
    let keeper = first.path().join("keeper").to_str().unwrap().to_owned();
    let base = format!("http://localhost:{}", front.rsplit(':').next().unwrap());
    [first, Home::new()].map(|home| {
        home.with("SENZA_DATABASE_URL", database.clone())
            .with("SENZA_KEEPER_DIR", keeper.clone())
            .with("SENZA_BASE_URL", base.clone())
            .with("SENZA_DRAIN_SECONDS", UNTIL_SEEN)
            .with("SENZA_TRUSTED_PROXIES", "127.0.0.1")
    })
}

fn serve(home: &Home) -> Serving {
    let program = home.serve(&["serve"]);
    program.value("Senza");
    program
}

fn enrol(home: &Home, front: &str) -> Browser {
    let link = home.run(&["invite", "ada@example.org"]);
    let link = String::from_utf8_lossy(&link.stdout).trim().to_owned();
    let base = format!("http://{front}");
    let path = link.rsplit_once("/enrol/").map(|(_, token)| format!("/enrol/{token}")).expect("a link");
    let mut browser = Browser::new(&base);
    let page = browser.get(&path);
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(browser.submit(&path, &page, &typed).status, 303);
    browser
}

#[test]
fn servers_are_restarted_one_after_the_other_and_no_request_fails() {
    let front = free_address();
    let homes = two(&front);
    // The first one goes when its time is over, all others once HAProxy has seen that they will.
    let first = homes[0].serve_with(&["serve"], &[("SENZA_DRAIN_SECONDS", DRAIN)]);
    first.value("Senza");
    let mut programs = [Some(first), Some(serve(&homes[1]))];
    let balancer = Balancer::start(&front, &[&homes[0], &homes[1]], true);
    let mut ada = enrol(&homes[0], &front);
    let load = Load::on(&balancer.address);
    wait("both serve", || load.served().iter().all(|served| *served > 20));
    for round in 0..4 {
        let n = round % 2;
        let began = Instant::now();
        let program = programs[n].take().unwrap();
        let ends_well = if round == 0 { program.terminate() } else { balancer.ends(n, program) };
        assert!(ends_well);
        let stopped = began.elapsed();
        assert_eq!(ada.get("/portal").status, 200, "signed in, at the other server");
        programs[n] = Some(serve(&homes[n]));
        let before = load.served()[n];
        wait("it serves again", || load.served()[n] > before + 20);
        println!("server {n} stopped within {stopped:?}");
    }
    assert_eq!(ada.get("/portal").status, 200);
    let counts = load.end();
    let served = counts.served.each_ref().map(|served| served.load(Ordering::Relaxed));
    println!("four restarts: {served:?} requests served, {} failed", counts.failed.load(Ordering::Relaxed));
    assert_eq!(counts.failed.load(Ordering::Relaxed), 0);
    for program in programs.into_iter().flatten() {
        assert!(program.interrupt());
    }
}

// The control: the same load at a balancer that does not ask who is ready.
#[test]
fn without_readiness_the_same_restart_is_noticed() {
    let front = free_address();
    let homes = two(&front);
    let [first, second] = homes.each_ref().map(serve);
    let balancer = Balancer::start(&front, &[&homes[0], &homes[1]], false);
    let load = Load::on(&balancer.address);
    wait("both serve", || load.served().iter().all(|served| *served > 20));
    // As it ends when its time is over.
    first.signal("TERM");
    let mut asker = Asker { address: homes[0].address().to_owned(), stream: None };
    wait("not ready", || asker.ask("/readyz").unwrap().0 == 503);
    assert!(first.terminate());
    wait("requests fail", || load.counts.failed.load(Ordering::Relaxed) > 0);
    let counts = load.end();
    println!("without readiness {} requests failed", counts.failed.load(Ordering::Relaxed));
    assert!(second.interrupt());
}

#[test]
fn a_server_that_will_stop_says_so_and_answers_until_then() {
    let home = Home::new().with("SENZA_DRAIN_SECONDS", "30");
    let mut program = serve(&home);
    let mut asker = Asker { address: home.address().to_owned(), stream: None };
    assert_eq!(asker.ask("/readyz").unwrap().0, 200);
    assert!(asker.stream.is_some(), "the connection is kept");
    program.signal("TERM");
    wait("not ready", || asker.ask("/readyz").unwrap().0 == 503);
    assert!(asker.stream.is_none(), "and not kept any more");
    assert_eq!(asker.ask("/login").unwrap().0, 200, "pages are answered");
    let silent = TcpStream::connect(home.address()).unwrap();
    let began = Instant::now();
    program.signal("INT");
    assert!(program.child.wait().unwrap().success());
    assert!(began.elapsed() < Duration::from_secs(10), "a second signal does not wait: {:?}", began.elapsed());
    drop(silent);
    let refused = asker.ask("/login").map(|(status, _)| status);
    assert!(refused.is_err(), "{refused:?}");
}
