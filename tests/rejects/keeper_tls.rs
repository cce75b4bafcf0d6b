//! Keeper and server on two machines: every caller and every impostor that is refused, and let in or asked as soon as the
//! check that refused it is out.

use crate::SWITCH;
use crate::support::mutual::{A_KEEPER, A_SERVER, Ca, Caller, Impostor, Pair, Port, Terms, asking, tcp};
use openssl::ssl::SslVersion;
use senza::domain::variant::{Check, skip};
use senza::tls::Side;
use std::io::Write as _;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// Tries it with every check, with this one out, and with every check again: it succeeds in the middle alone.
fn only_without(what: &str, check: Check, attack: impl Fn() -> bool) {
    skip(&[]);
    assert!(!attack(), "{what}: refused, as long as {check:?} is made");
    skip(&[check]);
    let succeeds = attack();
    skip(&[]);
    assert!(succeeds, "control: {what}: without {check:?} it succeeds");
    assert!(!attack(), "{what}: and is refused again");
    println!("{what:<40} refused, and not without {check:?}");
}

/// What is wrong with a certificate, and the check that sees it.
fn wrong(ca: &Ca, right: Terms<'_>, other: Side) -> Vec<(&'static str, Check, Pair)> {
    let another = if other == Side::Server { "127.0.0.2" } else { "mail.example.org" };
    vec![
        ("another authority", Check::PeerAuthority, Ca::new().issue(right)),
        ("another name", Check::PeerName, ca.issue(Terms { name: another, ..right })),
        ("the other side's purpose", Check::PeerPurpose, ca.issue(Terms { of: Some(other), ..right })),
        ("no purpose", Check::PeerPurpose, ca.issue(Terms { of: None, ..right })),
        ("over", Check::PeerTime, ca.issue(Terms { days: (-30, -1), ..right })),
        ("yet to come", Check::PeerTime, ca.issue(Terms { days: (1, 30), ..right })),
    ]
}

// Threat: somebody in the keeper's network asks it, with whatever certificate can be had.
#[test]
fn callers_of_a_keeper() {
    let _alone = SWITCH.lock().unwrap_or_else(PoisonError::into_inner);
    let ca = Ca::new();
    let is_greeted = |caller: &Caller| {
        // The port is made anew: which TLS it speaks is settled there.
        let keeper = Port::of(&ca, 4);
        caller.call(keeper.address).is_ok()
    };
    skip(&[]);
    let right = ca.issue(A_SERVER);
    assert!(is_greeted(&Caller::showing(right.clone())), "control");
    for (what, check, pair) in wrong(&ca, A_SERVER, Side::Keeper) {
        only_without(what, check, || is_greeted(&Caller::showing(pair.clone())));
    }
    let nothing = Caller { shows: None, newest: SslVersion::TLS1_3 };
    only_without("no certificate", Check::PeerCertificate, || is_greeted(&nothing));
    let older = Caller { newest: SslVersion::TLS1_2, ..Caller::showing(right) };
    only_without("an older TLS", Check::TlsVersion, || is_greeted(&older));
}

// Threat: somebody on the way, or at the keeper's address, answers in its place and hears what is asked.
#[test]
fn impostors_of_a_keeper() {
    let _alone = SWITCH.lock().unwrap_or_else(PoisonError::into_inner);
    let ca = Ca::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let is_asked = |pair: &Pair, newest| {
        let impostor = Impostor::showing(pair.clone(), newest);
        let _ = runtime.block_on(asking(&ca, impostor.address).row_mac([7; 32]));
        impostor.was_asked()
    };
    skip(&[]);
    let right = ca.issue(A_KEEPER);
    let new = Some(SslVersion::TLS1_3);
    assert!(is_asked(&right, new), "control");
    assert!(!is_asked(&right, None), "without TLS nothing is asked");
    for (what, check, pair) in wrong(&ca, A_KEEPER, Side::Server) {
        only_without(what, check, || is_asked(&pair, new));
    }
    only_without("an older TLS", Check::TlsVersion, || is_asked(&right, Some(SslVersion::TLS1_2)));
}

// Threat: an octet now and then, so that a handshake is always still coming, and a thread is lost to each.
#[test]
fn a_handshake_that_drips() {
    let _alone = SWITCH.lock().unwrap_or_else(PoisonError::into_inner);
    let keeper = Port::of(&Ca::new(), 4);
    let stays_open = || {
        let (begun, mut stream) = (Instant::now(), tcp(keeper.address));
        let hello = [[22, 3, 1, 2, 0, 1].as_slice(), &[0; 500]].concat();
        hello.iter().take_while(|_| begun.elapsed() < Duration::from_secs(8)).all(|octet| {
            std::thread::sleep(Duration::from_millis(100));
            stream.write_all(&[*octet]).is_ok()
        })
    };
    only_without("a handshake that drips", Check::HandshakeTime, stays_open);
}
