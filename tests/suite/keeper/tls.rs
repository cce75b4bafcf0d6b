//! Keeper and server on two machines: who is let in, who is asked, and what is said where not. What each check keeps out gets in
//! without it: `rejects::keeper_tls`.

use crate::support::keeper::log;
use crate::support::mutual::{
    A_KEEPER, A_SERVER, Ca, Caller, Impostor, KEEPER, Pair, Port, SERVER, Terms, asking, keeper_s, set, start, tcp,
};
use crate::support::ports::free_address;
use crate::support::program::Home;
use openssl::ssl::SslVersion;
use senza::keeper::{Keeper, KeeperError};
use senza::tls::Side;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A keeper's process, the authority it believes, and whoever comes.
struct Scene {
    home: Home,
    ca: Ca,
    address: SocketAddr,
    _keeper: crate::support::keeper::KeeperProcess,
}

impl Scene {
    fn new() -> Self {
        let (home, ca) = (Home::new(), Ca::new());
        let (keeper, address) = start(&home, &ca, "one");
        let scene = Self { home, ca, address, _keeper: keeper };
        Caller::showing(scene.ca.issue(A_SERVER)).call(address).expect("control: a server is let in");
        scene
    }

    /// The caller is not greeted; the keeper's log says why, and so does what the caller is told.
    fn is_refused(&self, caller: &Caller, told: &str, logged: &str) {
        let refused = caller.call(self.address).expect_err("not greeted");
        assert!(refused.contains(told), "told: {refused}");
        self.is_logged(logged);
    }

    fn is_logged(&self, logged: &str) {
        let until = Instant::now() + Duration::from_secs(30);
        while !log(&self.home).contains(logged) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
        }
        let log = log(&self.home);
        assert!(log.contains(&format!("a connection of {KEEPER}:")) && log.contains(logged), "{logged}: {log}");
    }
}

// Threat: somebody in the keeper's network asks it, with whatever certificate can be had.
#[test]
fn a_caller_without_a_certificate_is_refused() {
    let scene = Scene::new();
    let caller = Caller { shows: None, newest: SslVersion::TLS1_3 };
    scene.is_refused(&caller, "certificate required", "peer did not return a certificate");
}

#[test]
fn a_caller_of_another_authority_is_refused() {
    let scene = Scene::new();
    let caller = Caller::showing(Ca::named("another authority").issue(A_SERVER));
    scene.is_refused(
        &caller,
        "unknown ca",
        "(of senza-server) is not accepted: unable to get local issuer certificate",
    );
    // And of one that calls itself as ours does.
    let caller = Caller::showing(Ca::new().issue(A_SERVER));
    scene.is_refused(&caller, "decrypt error", "(of senza-server) is not accepted: certificate signature failure");
}

#[test]
fn a_caller_of_another_name_is_refused() {
    let scene = Scene::new();
    let caller = Caller::showing(scene.ca.issue(Terms { name: "mail.example.org", ..A_SERVER }));
    let logged = "its certificate is for mail.example.org, and senza-server was expected";
    scene.is_refused(&caller, "handshake failure", logged);
    // A pattern is no name.
    let caller = Caller::showing(scene.ca.issue(Terms { name: "*.example.org", ..A_SERVER }));
    scene.is_refused(&caller, "handshake failure", "for *.example.org, and senza-server was expected");
}

// Threat: a keeper that was taken over asks another, or a web server's certificate of the same authority is used.
#[test]
fn a_keeper_s_certificate_asks_nothing() {
    let scene = Scene::new();
    let caller = Caller::showing(scene.ca.issue(Terms { of: Some(Side::Keeper), ..A_SERVER }));
    scene.is_refused(&caller, "unsupported certificate", "is not accepted: unsuitable certificate purpose");
    let caller = Caller::showing(scene.ca.issue(Terms { of: None, ..A_SERVER }));
    scene.is_refused(
        &caller,
        "handshake failure",
        "is not that of a server: its extended key usage does not say clientAuth",
    );
}

#[test]
fn a_caller_whose_certificate_is_over_is_refused() {
    let scene = Scene::new();
    let caller = Caller::showing(scene.ca.issue(Terms { days: (-30, -1), ..A_SERVER }));
    scene.is_refused(&caller, "certificate expired", "is not accepted: certificate has expired");
}

#[test]
fn a_caller_whose_certificate_is_yet_to_come_is_refused() {
    let scene = Scene::new();
    let caller = Caller::showing(scene.ca.issue(Terms { days: (1, 30), ..A_SERVER }));
    scene.is_refused(&caller, "bad certificate", "is not accepted: certificate is not yet valid");
}

#[test]
fn a_caller_by_an_older_tls_is_refused() {
    let scene = Scene::new();
    let caller = Caller { newest: SslVersion::TLS1_2, ..Caller::showing(scene.ca.issue(A_SERVER)) };
    scene.is_refused(&caller, "protocol version", "the handshake failed: unsupported protocol");
}

#[test]
fn a_caller_without_tls_is_refused() {
    let scene = Scene::new();
    let mut stream = tcp(scene.address);
    let mut question = [0; 2048];
    question[..5].copy_from_slice(b"SZK\x01\x07");
    stream.write_all(&question).unwrap();
    let mut told = Vec::new();
    let _ = stream.read_to_end(&mut told);
    // An alert of TLS at most (RFC 8446 §6: type 21), and nothing of a keeper.
    assert!(told.is_empty() || told[0] == 21 && told.len() < 10, "{told:?}");
    scene.is_logged("the handshake failed: wrong version number");
}

// Threat: an octet now and then, so that a handshake is always still coming, and a thread is lost to each.
#[test]
fn a_handshake_that_drips_is_over_within_the_time_of_a_frame() {
    let scene = Scene::new();
    let begun = Instant::now();
    let mut stream = tcp(scene.address);
    // A record of a handshake, of 512 octets (RFC 8446 §5.1), which never becomes whole.
    let hello = [[22, 3, 1, 2, 0, 1].as_slice(), &[0; 500]].concat();
    let written = hello.iter().take_while(|octet| {
        std::thread::sleep(Duration::from_millis(200));
        begun.elapsed() < Duration::from_secs(15) && stream.write_all(&[**octet]).is_ok()
    });
    assert!(written.count() > 10);
    let took = begun.elapsed();
    assert!((Duration::from_secs(5)..Duration::from_secs(14)).contains(&took), "{took:?}");
    scene.is_logged("it did not finish its handshake in time");
}

// Threat: strangers who only connect take the place of servers that ask, or keep them out.
#[test]
fn strangers_who_connect_take_no_place_of_a_server_s() {
    let ca = Ca::new();
    let keeper = Port::of(&ca, 8);
    let server = Caller::showing(ca.issue(A_SERVER));
    let mut quiet: Vec<_> = (0..6).map(|_| server.call(keeper.address).unwrap()).collect();
    let strangers: Vec<_> = (0..60).map(|_| tcp(keeper.address)).collect();
    let begun = Instant::now();
    assert!(server.call(keeper.address).is_ok(), "whoever proves to be a server is let in");
    // And not only once the strangers have had the five seconds of a handshake.
    assert!(begun.elapsed() < Duration::from_millis(4500), "at once: {:?}", begun.elapsed());
    for (n, stream) in quiet.iter_mut().enumerate() {
        // It is closed by a thread of the keeper's, when that has its turn; that another is not shows soon or never.
        let patience = if n == 0 { Duration::from_secs(30) } else { Duration::from_millis(200) };
        stream.get_ref().set_read_timeout(Some(patience)).unwrap();
        let is_closed = stream.read(&mut [0]).is_ok_and(|count| count == 0)
            || stream.get_ref().peek(&mut [0]).is_ok_and(|count| count == 0);
        // The control: one that has proved it takes the place of the quietest.
        assert_eq!(is_closed, n == 0, "{n}");
    }
    drop(strangers);
}

/// Whatever listens there, it is not asked, and the reason is this.
fn is_not_asked(keeper: &Keeper, why: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let begun = Instant::now();
    match runtime.block_on(keeper.row_mac([7; 32])) {
        Err(KeeperError::Away(said)) => assert!(said.contains(why), "{why}: {said}"),
        other => panic!("{why}: {other:?}"),
    }
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

/// Somebody with this in a keeper's place.
fn is_no_keeper(ca: &Ca, shows: Pair, newest: Option<SslVersion>, why: &str) {
    let impostor = Impostor::showing(shows, newest);
    is_not_asked(&asking(ca, impostor.address), why);
    assert!(!impostor.was_asked());
}

const NEW: Option<SslVersion> = Some(SslVersion::TLS1_3);

#[test]
fn a_server_asks_a_keeper_that_proves_its_name() {
    let ca = Ca::new();
    let keeper = Port::of(&ca, 4);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let asked = asking(&ca, keeper.address);
    let mac = runtime.block_on(asked.row_mac([7; 32])).unwrap();
    assert!(runtime.block_on(asked.check_row_mac([7; 32], &mac)).unwrap());
    // The control of what follows: one that shows the right certificate would be asked.
    let impostor = Impostor::showing(ca.issue(A_KEEPER), NEW);
    let _ = runtime.block_on(asking(&ca, impostor.address).row_mac([7; 32]));
    assert!(impostor.was_asked());
}

// Threat: somebody on the way, or at the keeper's address, answers in its place and hears what is asked.
#[test]
fn a_keeper_of_another_authority_is_not_asked() {
    let another = Ca::named("another authority").issue(A_KEEPER);
    is_no_keeper(&Ca::new(), another, NEW, "unable to get local issuer certificate");
    is_no_keeper(&Ca::new(), Ca::new().issue(A_KEEPER), NEW, "certificate signature failure");
}

#[test]
fn a_keeper_of_another_name_is_not_asked() {
    let ca = Ca::new();
    let shows = ca.issue(Terms { name: "127.0.0.2", ..A_KEEPER });
    is_no_keeper(&ca, shows, NEW, "its certificate is for 127.0.0.2, and 127.0.0.1 was expected");
}

// Threat: a server that was taken over answers other servers in a keeper's place.
#[test]
fn a_server_s_certificate_answers_nothing() {
    let ca = Ca::new();
    let shows = ca.issue(Terms { of: Some(Side::Server), ..A_KEEPER });
    is_no_keeper(&ca, shows, NEW, "unsuitable certificate purpose");
    let shows = ca.issue(Terms { of: None, ..A_KEEPER });
    is_no_keeper(&ca, shows, NEW, "is not that of a keeper: its extended key usage does not say serverAuth");
}

#[test]
fn a_keeper_whose_certificate_is_over_or_yet_to_come_is_not_asked() {
    let ca = Ca::new();
    is_no_keeper(&ca, ca.issue(Terms { days: (-30, -1), ..A_KEEPER }), NEW, "certificate has expired");
    is_no_keeper(&ca, ca.issue(Terms { days: (1, 30), ..A_KEEPER }), NEW, "certificate is not yet valid");
}

#[test]
fn a_keeper_by_an_older_tls_or_without_is_not_asked() {
    let ca = Ca::new();
    is_no_keeper(&ca, ca.issue(A_KEEPER), Some(SslVersion::TLS1_2), "the handshake failed");
    is_no_keeper(&ca, ca.issue(A_KEEPER), None, "wrong version number");
}

// A server whose certificate a keeper does not take says so itself, with the keeper's word for it.
#[test]
fn a_server_that_is_not_let_in_says_why() {
    let scene = Scene::new();
    let run = |files| {
        let mut command = scene.home.command(&["keys", "list"]);
        command.env("SENZA_KEEPER_SOCKET", format!("tls://{}", scene.address)).env("SENZA_LOG", "warn");
        set(&mut command, &files);
        command.output().unwrap()
    };
    let folder = scene.home.path().join("server");
    let control = run(scene.ca.files(&folder, A_SERVER));
    assert!(control.status.success(), "{}", String::from_utf8_lossy(&control.stderr));
    for (terms, said) in [
        (Terms { name: "other.example.org", ..A_SERVER }, "does not take this server's certificate"),
        (Terms { of: Some(Side::Keeper), ..A_SERVER }, "its extended key usage does not say clientAuth"),
        (Terms { days: (-30, -1), ..A_SERVER }, "is over since"),
    ] {
        let refused = run(scene.ca.files(&folder, terms));
        let text = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(1) && text.contains(said), "{said}: {text}");
    }
}

// Threat: the key lies open, half of what is needed is set, or a keeper listens to a network without TLS.
#[test]
fn what_is_set_wrong_is_refused_at_the_start() {
    let (home, ca) = (Home::new(), Ca::new());
    let files = keeper_s(&ca, &home.path().join("tls"));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap().to_string();
    let start = |without: &[&str], listen: &str| {
        let mut command = home.command(&["keeper", "--init", "--listen", listen]);
        set(&mut command, &files);
        for name in without {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let all = ["SENZA_KEEPER_TLS_CERTIFICATE", "SENZA_KEEPER_TLS_KEY", "SENZA_KEEPER_TLS_CA"];
    for name in all {
        let said = start(&[name], &taken);
        assert!(said.contains(&format!("{name} is not set")), "{said}");
    }
    let said = start(&all, &taken);
    assert!(said.contains("only by TLS in which both sides prove"), "{said}");
    std::fs::set_permissions(&files.own.key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let said = start(&[], &taken);
    assert!(said.contains("may be read by others"), "{said}");
    std::fs::set_permissions(&files.own.key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let said = start(&[], &taken);
    assert!(said.contains("could not be opened"), "control: with all of it right the port is reached: {said}");
}

// One authority's files, made by the program itself, are enough for both sides; what was made before is kept.
#[test]
fn certificates_of_the_program_s_own_serve_both_sides() {
    let home = Home::new();
    let folder = home.path().join("made");
    let make =
        |arguments: &[&str]| home.run(&[&["keeper", "certificates", folder.to_str().unwrap()], arguments].concat());
    let made = make(&["--keeper", KEEPER, "--server", SERVER]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let authority = std::fs::read(folder.join("ca.pem")).unwrap();
    for key in ["ca-key.pem", "127.0.0.1-key.pem", "senza-server-key.pem"] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(folder.join(key)).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{key}");
    }
    let variables = |name: &str| {
        [("CERTIFICATE", format!("{name}.pem")), ("KEY", format!("{name}-key.pem")), ("CA", "ca.pem".to_owned())]
            .map(|(end, file)| (format!("SENZA_KEEPER_TLS_{end}"), folder.join(file)))
    };
    if crate::support::keeper::users_of(std::process::id())[1] == 0 {
        std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let give = |name: &str, user: &str| {
            let id = std::process::Command::new("chown").args([user, folder.join(name).to_str().unwrap()]).status();
            assert!(id.unwrap().success());
        };
        give("127.0.0.1-key.pem", "senza-keeper");
        give("senza-server-key.pem", "senza");
    }
    let mut keeper = home.command(&["keeper", "--init", "--listen", &free_address()]);
    keeper.envs(variables(KEEPER));
    let keeper = crate::support::program::serving(keeper);
    let place = keeper.value("Keeper");
    let ask = |name: &str| {
        let mut asked = home.command(&["keys", "list"]);
        asked.env("SENZA_KEEPER_SOCKET", &place).envs(variables(name)).output().unwrap()
    };
    let asked = ask(SERVER);
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    assert!(!ask(KEEPER).status.success(), "and each kind for its own side alone");
    let more = make(&["--server", "second.example.org"]);
    assert!(more.status.success(), "{}", String::from_utf8_lossy(&more.stderr));
    assert_eq!(std::fs::read(folder.join("ca.pem")).unwrap(), authority, "of the same authority");
    std::fs::remove_file(folder.join("ca-key.pem")).unwrap();
    let away = make(&["--server", "third.example.org"]);
    assert!(String::from_utf8_lossy(&away.stderr).contains("bring it back"), "its key was put away");
    assert_eq!(make(&["--server", "../x"]).status.code(), Some(2));
    assert_eq!(make(&["--server", "a", "--keeper", "a"]).status.code(), Some(1));
}
