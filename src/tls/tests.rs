use super::{Authority, Certificates, Files, Issued, Mutual, MutualFiles, Renewal, Side, TlsError, Validity};
use crate::domain::{Clock as _, SystemClock, SystemRandom};
use openssl::asn1::Asn1Time;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::symm::Cipher;
use openssl::x509::X509;
use openssl::x509::extension::SubjectAlternativeName;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

const DAY: i64 = 86_400;

fn key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

fn now() -> i64 {
    crate::domain::Clock::now(&SystemClock).unix_timestamp()
}

/// PEM, from and until so many days from now.
fn certificate(key: &PKey<Private>, host: &str, from: i64, until: i64) -> Vec<u8> {
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_pubkey(key).unwrap();
    builder.set_not_before(&Asn1Time::from_unix(now() + from * DAY).unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::from_unix(now() + until * DAY).unwrap()).unwrap();
    let mut names = SubjectAlternativeName::new();
    let names = match host.parse::<std::net::IpAddr>() {
        Ok(_) => names.ip(host),
        Err(_) => names.dns(host),
    };
    let names = names.build(&builder.x509v3_context(None, None)).unwrap();
    builder.append_extension(names).unwrap();
    builder.sign(key, MessageDigest::sha256()).unwrap();
    builder.build().to_pem().unwrap()
}

fn pem(key: &PKey<Private>) -> Vec<u8> {
    key.private_key_to_pem_pkcs8().unwrap()
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn files(&self) -> Files {
        Files { certificate: self.0.path().join("certificate.pem"), key: self.0.path().join("key.pem") }
    }

    fn write(&self, certificate: &[u8], key: &[u8]) {
        write(&self.files().certificate, certificate);
        write(&self.files().key, key);
    }

    fn load(&self, host: &str) -> Result<Certificates, TlsError> {
        Certificates::load(self.files(), host, Arc::new(SystemClock))
    }
}

fn write(file: &Path, octets: &[u8]) {
    std::fs::write(file, octets).unwrap();
    mode(file, 0o600);
}

fn mode(file: &Path, mode: u32) {
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn refused(result: Result<Certificates, TlsError>) -> TlsError {
    result.err().expect("refused")
}

// Threat: a server that starts with a certificate no browser takes, or with a key that anybody on the machine can read.
#[test]
fn what_browsers_would_not_take_is_refused_with_its_reason() {
    let folder = Folder::new();
    assert!(matches!(refused(folder.load("idp.example")), TlsError::Unreadable { .. }));
    let (ours, other) = (key(), key());
    let good = certificate(&ours, "idp.example", -1, 30);
    folder.write(&good, &pem(&ours));
    assert!(folder.load("idp.example").is_ok(), "control");
    for open in [0o644, 0o640, 0o604, 0o620] {
        mode(&folder.files().key, open);
        let error = refused(folder.load("idp.example"));
        assert!(matches!(error, TlsError::Rights { mode, .. } if mode == open), "{error}");
    }
    folder.write(&good, &pem(&other));
    assert!(matches!(refused(folder.load("idp.example")), TlsError::Mismatch { .. }));
    folder.write(&certificate(&ours, "idp.example", -30, -1), &pem(&ours));
    assert!(matches!(refused(folder.load("idp.example")), TlsError::Expired { .. }));
    folder.write(&certificate(&ours, "idp.example", 1, 30), &pem(&ours));
    assert!(matches!(refused(folder.load("idp.example")), TlsError::NotYet { .. }));
    folder.write(&certificate(&ours, "other.example", -1, 30), &pem(&ours));
    let error = refused(folder.load("idp.example"));
    assert!(error.to_string().contains("idp.example") && error.to_string().contains("other.example"), "{error}");
    folder.write(b"no certificate", &pem(&ours));
    assert!(matches!(refused(folder.load("idp.example")), TlsError::NoCertificate { .. }));
    folder.write(&good, b"no key");
    assert!(matches!(refused(folder.load("idp.example")), TlsError::NoKey { .. }));
    folder.write(&good, &vec![b'x'; (1 << 20) + 1]);
    assert!(matches!(refused(folder.load("idp.example")), TlsError::NoFile { .. }));
}

// Threat: OpenSSL asks for the passphrase at the terminal, and a service waits there for ever.
#[test]
fn a_key_with_a_passphrase_is_refused_and_not_asked_about() {
    let (folder, ours) = (Folder::new(), key());
    let sealed = ours.private_key_to_pem_pkcs8_passphrase(Cipher::aes_128_cbc(), b"secret").unwrap();
    folder.write(&certificate(&ours, "idp.example", -1, 30), &sealed);
    assert!(matches!(refused(folder.load("idp.example")), TlsError::NoKey { .. }));
}

#[test]
fn addresses_are_covered_by_addresses_alone() {
    let (folder, ours) = (Folder::new(), key());
    for (named, host, covered) in [
        ("127.0.0.1", "127.0.0.1", true),
        ("::1", "[::1]", true),
        ("127.0.0.1", "localhost", false),
        ("*.example.org", "login.example.org", true),
        ("localhost", "127.0.0.1", false),
    ] {
        folder.write(&certificate(&ours, named, -1, 30), &pem(&ours));
        assert_eq!(folder.load(host).is_ok(), covered, "{named} {host}");
    }
}

#[test]
fn changed_files_are_taken_whole_or_not_at_all() {
    let (folder, first, second) = (Folder::new(), key(), key());
    folder.write(&certificate(&first, "idp.example", -1, 30), &pem(&first));
    let certificates = folder.load("idp.example").unwrap();
    let until = certificates.not_after();
    assert!(matches!(certificates.renew(), Renewal::Unchanged));

    let next = certificate(&second, "idp.example", -1, 60);
    write(&folder.files().certificate, &next[..next.len() / 2]);
    assert!(matches!(certificates.renew(), Renewal::Refused(TlsError::NoCertificate { .. })), "half-written");
    write(&folder.files().certificate, &next);
    assert!(
        matches!(certificates.renew(), Renewal::Refused(TlsError::Mismatch { .. })),
        "the key is still the first's"
    );
    std::fs::remove_file(folder.files().key).unwrap();
    assert!(matches!(certificates.renew(), Renewal::Refused(TlsError::Unreadable { .. })));
    assert_eq!(certificates.not_after(), until, "the first is in force");
    write(&folder.files().key, &pem(&second));
    assert!(matches!(certificates.renew(), Renewal::Renewed));
    assert!(certificates.not_after() > until);
    assert!(matches!(certificates.renew(), Renewal::Unchanged));
}

// Threat: a server goes on with a certificate that is over, or takes half of a pair.
#[test]
fn a_server_s_certificate_for_keepers_is_read_again_and_taken_whole_or_not_at_all() {
    let (folder, random, now) = (tempfile::tempdir().unwrap(), SystemRandom, SystemClock.now());
    let authority = Authority::make(&random, now).unwrap();
    let issue = |side, days| authority.issue(side, "senza-server", &random, Validity { now, days }).unwrap();
    let files = MutualFiles {
        own: Files { certificate: folder.path().join("certificate.pem"), key: folder.path().join("key.pem") },
        authority: folder.path().join("ca.pem"),
    };
    let put = |issued: &Issued| {
        write(&files.own.certificate, &issued.certificate);
        write(&files.own.key, &issued.key);
    };
    let load = || Mutual::load(Side::Server, files.clone(), Arc::new(SystemClock));
    put(&issue(Side::Server, 30));
    assert!(matches!(load().err(), Some(TlsError::Unreadable { .. })), "no authority");
    write(&files.authority, &authority.pem().unwrap().certificate);
    let mutual = load().unwrap();
    let until = mutual.not_after();
    put(&issue(Side::Keeper, 60));
    assert!(matches!(load().err(), Some(TlsError::OtherUsage { .. })), "a keeper's");
    mutual.look_again();
    assert_eq!(mutual.not_after(), until, "what would not start a server is not taken");
    let next = issue(Side::Server, 60);
    write(&files.own.certificate, &next.certificate);
    mutual.look_again();
    assert_eq!(mutual.not_after(), until, "nor half of a pair");
    write(&files.own.key, &next.key);
    mode(&files.own.key, 0o640);
    mutual.look_again();
    assert_eq!(mutual.not_after(), until, "nor a key that others read");
    mode(&files.own.key, 0o600);
    mutual.look_again();
    assert!(mutual.not_after() > until);
    put(&issue(Side::Server, -1));
    assert!(matches!(load().err(), Some(TlsError::Expired { .. })));
}
