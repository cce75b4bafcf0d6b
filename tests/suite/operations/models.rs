//! `deploy/passkey-roots`, as the page has it: authorities come out of metadata that is believed, and out of no other.

use super::{root, said, text};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use openssl::x509::extension::{BasicConstraints, SubjectAlternativeName};
use openssl::x509::{X509, X509NameBuilder};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

const MODEL: &str = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

struct Signed {
    certificate: X509,
    key: PKey<Private>,
}

/// An authority, or what it certifies for a host.
fn certified(name: &str, by: Option<&Signed>) -> Signed {
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut subject = X509NameBuilder::new().unwrap();
    subject.append_entry_by_text("CN", name).unwrap();
    let subject = subject.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_subject_name(&subject).unwrap();
    builder.set_issuer_name(by.map_or(&subject, |by| by.certificate.subject_name())).unwrap();
    builder.set_pubkey(&key).unwrap();
    builder.set_not_before(&openssl::asn1::Asn1Time::days_from_now(0).unwrap()).unwrap();
    builder.set_not_after(&openssl::asn1::Asn1Time::days_from_now(10).unwrap()).unwrap();
    let extension = match by {
        None => BasicConstraints::new().critical().ca().build(),
        Some(_) => SubjectAlternativeName::new().dns(name).build(&builder.x509v3_context(None, None)),
    };
    builder.append_extension(extension.unwrap()).unwrap();
    builder.sign(by.map_or(&key, |by| &by.key), MessageDigest::sha256()).unwrap();
    Signed { certificate: builder.build(), key }
}

fn metadata(model: &X509, status: &str) -> Value {
    let statement = json!({
        "description": "A blue key",
        "attestationRootCertificates": [BASE64.encode(&model.to_der().unwrap())],
    });
    let entry = json!({ "aaguid": MODEL, "metadataStatement": statement, "statusReports": [{ "status": status }] });
    json!({ "nextUpdate": "2999-01-01", "entries": [{ "aaid": "4e4e#4005" }, entry] })
}

fn signed(payload: &Value, by: &Signed) -> String {
    let head = json!({ "alg": "RS256", "x5c": [BASE64.encode(&by.certificate.to_der().unwrap())] });
    let text = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let signed = format!("{}.{}", text(&head), text(payload));
    let mut signer = Signer::new(MessageDigest::sha256(), &by.key).unwrap();
    let signature = signer.sign_oneshot_to_vec(signed.as_bytes()).unwrap();
    format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
}

/// The page's own line, in a folder with the metadata.
fn taken(folder: &Path, blob: &str) -> Output {
    std::fs::write(folder.join("mds.jwt"), blob).unwrap();
    let page = text("docs/operations.md");
    let line = page.lines().find(|line| line.starts_with("deploy/passkey-roots ")).unwrap();
    let line = line.replace("/etc/ssl/certs/GlobalSign_Root_CA_-_R3.pem", "authority.pem");
    let line = format!("{}/{line}", root().display());
    Command::new("bash").args(["-euc", &line]).current_dir(folder).output().unwrap()
}

// Threat: whoever is on the way puts an authority of their own into the metadata.
#[test]
fn authorities_come_out_of_metadata_that_is_believed() {
    let folder = tempfile::tempdir().unwrap();
    let (authority, maker) = (certified("An authority", None), certified("A maker", None).certificate);
    let host = certified("mds.fidoalliance.org", Some(&authority));
    std::fs::write(folder.path().join("authority.pem"), authority.certificate.to_pem().unwrap()).unwrap();
    let good = metadata(&maker, "FIDO_CERTIFIED_L1");
    let blob = signed(&good, &host);
    let done = taken(folder.path(), &blob);
    assert!(done.status.success() && said(&done).contains("A blue key: FIDO_CERTIFIED_L1"), "{}", said(&done));
    let roots = || std::fs::read(folder.path().join("roots.pem")).unwrap();
    assert_eq!(roots(), maker.to_pem().unwrap(), "the authority, as the settings want it");
    let (elsewhere, self_made) =
        (certified("login.example.org", Some(&authority)), certified("mds.fidoalliance.org", None));
    let other = signed(&metadata(&authority.certificate, "FIDO_CERTIFIED_L1"), &host);
    let parts = |blob: &str| blob.split('.').map(str::to_owned).collect::<Vec<_>>();
    let exchanged = [&parts(&blob)[0], &parts(&other)[1], &parts(&blob)[2]].map(String::as_str).join(".");
    for (blob, words) in [
        (exchanged, "not to be believed"),
        (signed(&good, &elsewhere), "not to be believed"),
        (signed(&good, &self_made), "not to be believed"),
        (signed(&metadata(&maker, "ATTESTATION_KEY_COMPROMISE"), &host), "known against the model"),
        (signed(&json!({ "nextUpdate": "2999-01-01", "entries": [] }), &host), "no model"),
    ] {
        let refused = taken(folder.path(), &blob);
        assert!(!refused.status.success() && said(&refused).contains(words), "{words}: {}", said(&refused));
        assert_eq!(roots(), b"", "{words}: nothing is written");
    }
}
