//! TLS by the server itself: what it offers, what it refuses to start with, and a certificate that changes under its feet.

use crate::support::origin::Identity;
use crate::support::program::Home;
use crate::support::tls::{self, Client, connector, files, status, write};
use openssl::hash::MessageDigest;
use openssl::ssl::SslVersion;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

fn fingerprint(identity: &Identity) -> Vec<u8> {
    identity.certificate.digest(MessageDigest::sha256()).unwrap().to_vec()
}

#[test]
fn what_is_offered_is_sound_and_nothing_older() {
    let identity = Identity::of(&["localhost"]);
    let home = tls::home(&identity);
    let program = tls::serve(&home);
    let connect = |version: SslVersion| {
        let mut connector = connector(&identity);
        connector.set_security_level(0);
        connector.set_min_proto_version(Some(version)).unwrap();
        connector.set_max_proto_version(Some(version)).unwrap();
        connector.set_alpn_protos(b"\x02h2\x08http/1.1").unwrap();
        Client::with(home.address(), connector)
    };
    for (version, name) in [(SslVersion::TLS1_2, "TLSv1.2"), (SslVersion::TLS1_3, "TLSv1.3")] {
        let mut client = connect(version).unwrap();
        assert_eq!(client.version(), name);
        assert_eq!(client.protocol().as_deref(), Some(&b"http/1.1"[..]), "no HTTP/2");
        assert!(client.cipher().contains("GCM") || client.cipher().contains("CHACHA20"), "{}", client.cipher());
        assert!(!client.is_resumed());
        let answer = client.get("/login").unwrap();
        assert_eq!(status(&answer), 200);
        let head = answer.to_lowercase();
        assert!(head.contains("\nstrict-transport-security: max-age=63072000"), "{head}");
        assert!(head.contains("__host-senza_") && head.contains("; secure"), "{head}");
    }
    for older in [SslVersion::TLS1, SslVersion::TLS1_1] {
        assert!(connect(older).is_err(), "{older:?}");
    }
    for ciphers in ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256", "DHE-RSA-AES128-GCM-SHA256"] {
        let mut connector = connector(&identity);
        connector.set_max_proto_version(Some(SslVersion::TLS1_2)).unwrap();
        connector.set_cipher_list(ciphers).unwrap();
        assert!(Client::with(home.address(), connector).is_err(), "{ciphers}: no forward secrecy, or CBC");
    }
    let stranger = Identity::of(&["localhost"]);
    assert!(Client::connect(home.address(), &stranger).is_err(), "control: this client looks at the certificate");
    assert!(program.interrupt());
}

// A certificate is renewed every few weeks, by a program that writes one file after the other.
#[test]
fn a_changed_certificate_is_offered_to_who_comes_then_and_nobody_else_notices() {
    let (first, second) = (Identity::of(&["localhost"]), Identity::of(&["localhost"]));
    let home = tls::home(&first);
    let program = tls::serve(&home);
    let mut stays = Client::connect(home.address(), &first).unwrap();
    let mut ask = |when: &str| assert_eq!(status(&stays.get("/healthz").unwrap()), 200, "{when}");
    ask("before");
    let (certificate, key) = files(home.path());
    let pem = second.certificate.to_pem().unwrap();
    // Longer than the files are looked at, with half of it, and then with the other's key.
    for octets in [&pem[..pem.len() / 2], &pem[..]] {
        write(&certificate, octets);
        for _ in 0..4 {
            std::thread::sleep(Duration::from_millis(1600));
            ask("meanwhile");
        }
        let offered = Client::connect(home.address(), &first).unwrap().fingerprint();
        assert_eq!(offered, fingerprint(&first), "the one that was whole stays in force");
    }
    write(&key, &second.key.private_key_to_pem_pkcs8().unwrap());
    let since = Instant::now();
    while Client::connect(home.address(), &second).is_err() {
        ask("while it changes");
        assert!(since.elapsed() < Duration::from_secs(20), "the second is never offered");
        std::thread::sleep(Duration::from_millis(500));
    }
    assert_eq!(Client::connect(home.address(), &second).unwrap().fingerprint(), fingerprint(&second));
    assert!(Client::connect(home.address(), &first).is_err());
    ask("the connection from before");
    println!("the second certificate was offered {:?} after its key was whole", since.elapsed());
    assert!(program.interrupt());
}

fn refused(home: &Home) -> String {
    let refused = home.run(&["serve"]);
    assert_eq!(refused.status.code(), Some(1));
    String::from_utf8_lossy(&refused.stderr).into_owned()
}

#[test]
fn a_server_that_no_browser_would_believe_does_not_start_and_says_why() {
    let home = tls::home(&Identity::until(&["localhost"], 0));
    assert!(refused(&home).contains("is over since"));
    let other = tls::home(&Identity::of(&["idp.example"]));
    let said = refused(&other);
    assert!(said.contains("not for localhost") && said.contains("idp.example"), "{said}");
    let (certificate, key) = files(other.path());
    let good = Identity::of(&["localhost"]);
    write(&certificate, &good.certificate.to_pem().unwrap());
    assert!(refused(&other).contains("does not belong to the first certificate"));
    write(&key, &good.key.private_key_to_pem_pkcs8().unwrap());
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(refused(&other).contains("may be read by others"));
    std::fs::remove_file(&key).unwrap();
    let said = refused(&other);
    assert!(said.contains("key.pem cannot be read"), "{said}");
    write(&key, &good.key.private_key_to_pem_pkcs8().unwrap());
    assert!(tls::serve(&other).interrupt(), "control: all else was fine");
}
