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

/// The page's own lines, in a folder with the metadata, in a shell that goes on after a failure as the one does that people type into.
fn taken(folder: &Path, blob: &str, flag: &str) -> Output {
    std::fs::write(folder.join("mds.jwt"), blob).unwrap();
    let page = text("docs/operations.md");
    let start = page.find("\ndeploy/passkey-roots ").unwrap() + 1;
    let lines = page[start..].split("```").next().unwrap();
    assert!(lines.contains("install "), "{lines}");
    let lines = lines.replace("/etc/ssl/certs/GlobalSign_Root_CA_-_R3.pem", "authority.pem");
    let lines =
        lines.replace("/etc/senza/passkeys/", "installed/").replace(" roots.pem &&", &format!(" roots.pem {flag} &&"));
    let lines = format!("{}/{lines}", root().display());
    Command::new("bash").args(["-uc", &lines]).current_dir(folder).output().unwrap()
}

// Threat: whoever is on the way puts an authority of their own into the metadata, or hands out an old one that does not know yet what was found
// against a model.
#[test]
fn authorities_come_out_of_metadata_that_is_believed() {
    let folder = tempfile::tempdir().unwrap();
    let (authority, maker) = (certified("An authority", None), certified("A maker", None).certificate);
    let host = certified("mds.fidoalliance.org", Some(&authority));
    std::fs::write(folder.path().join("authority.pem"), authority.certificate.to_pem().unwrap()).unwrap();
    let good = metadata(&maker, "FIDO_CERTIFIED_L1");
    let blob = signed(&good, &host);
    let done = taken(folder.path(), &blob, "");
    assert!(done.status.success() && said(&done).contains("A blue key: FIDO_CERTIFIED_L1"), "{}", said(&done));
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let roots = || ["roots.pem", "installed/blue-key.pem"].map(read);
    let before = [maker.to_pem().unwrap(), maker.to_pem().unwrap()];
    assert_eq!(roots(), before, "the authority, as the settings want it");
    let (elsewhere, self_made) =
        (certified("login.example.org", Some(&authority)), certified("mds.fidoalliance.org", None));
    let other = metadata(&authority.certificate, "FIDO_CERTIFIED_L1");
    let mut old = other.clone();
    old["nextUpdate"] = json!("2026-01-01");
    let parts = |blob: &str| blob.split('.').map(str::to_owned).collect::<Vec<_>>();
    let exchanged =
        [&parts(&blob)[0], &parts(&signed(&other, &host))[1], &parts(&blob)[2]].map(String::as_str).join(".");
    for (blob, words) in [
        (exchanged, "not to be believed"),
        (signed(&other, &elsewhere), "not to be believed"),
        (signed(&other, &self_made), "not to be believed"),
        (signed(&metadata(&authority.certificate, "ATTESTATION_KEY_COMPROMISE"), &host), "known against the model"),
        (signed(&json!({ "nextUpdate": "2999-01-01", "entries": [] }), &host), "no model"),
        (signed(&old, &host), "newer metadata, since 2026-01-01"),
    ] {
        let refused = taken(folder.path(), &blob, "");
        assert!(!refused.status.success() && said(&refused).contains(words), "{words}: {}", said(&refused));
        assert_eq!(roots(), before, "{words}: what was there stays");
    }
    let asked = taken(folder.path(), &signed(&old, &host), "--stale");
    assert!(asked.status.success() && said(&asked).contains("newer metadata"), "{}", said(&asked));
    assert_eq!(roots()[1], authority.certificate.to_pem().unwrap());
}
