//! The files in `deploy/`, read by the programs that they are for.

use super::{root, said, text};
use crate::support::origin::Identity;
use std::process::Command;

// Threat: a unit that systemd does not understand shuts nothing in, and says so in a log that nobody reads.
#[test]
fn the_units_are_understood_and_shut_their_programs_in() {
    for (unit, beside, most) in [
        ("senza-keeper.service", None, 1.0),
        ("senza-keeper.service", Some("senza-keeper-network.conf"), 2.0),
        ("senza.service", None, 2.0),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(unit);
        if let Some(beside) = beside {
            let beside = text(&format!("deploy/{beside}")).replace("/usr/local/bin/senza", "/bin/true");
            std::fs::create_dir(folder.path().join(format!("{unit}.d"))).unwrap();
            std::fs::write(folder.path().join(format!("{unit}.d/network.conf")), beside).unwrap();
        }
        // The program need not be installed for its unit to be read.
        std::fs::write(&file, text(&format!("deploy/{unit}")).replace("/usr/local/bin/senza", "/bin/true")).unwrap();
        let analyze = |arguments: &[&str]| Command::new("systemd-analyze").args(arguments).arg(&file).output().unwrap();
        let verified = analyze(&["verify"]);
        assert!(verified.status.success() && !said(&verified).contains(unit), "{}", said(&verified));
        let judged = said(&analyze(&["security", "--offline=true", "--no-pager"]));
        let line = judged.lines().find(|line| line.contains("Overall exposure level")).expect("a judgement");
        let exposure: f64 = line.split_whitespace().find_map(|word| word.parse().ok()).unwrap();
        println!("{unit}: exposure {exposure}");
        assert!(exposure < most, "{line}");
        std::fs::write(&file, "[Service]\nExecStart=/bin/true\nNoSuchSetting=yes\n").unwrap();
        assert!(said(&analyze(&["verify"])).contains("NoSuchSetting"), "control: a mistake would be noticed");
    }
}

#[test]
fn the_compose_file_is_understood_and_needs_its_secrets() {
    let compose = |password: Option<&str>| {
        let mut command = Command::new("docker-compose");
        command
            .args(["-f", "docker-compose.yml", "config"])
            .current_dir(root())
            .env("BASE_URL", "https://login.example.org");
        command.env_remove("DATABASE_PASSWORD").envs(password.map(|password| ("DATABASE_PASSWORD", password)));
        command.output().unwrap()
    };
    let understood = compose(Some("a-password"));
    assert!(understood.status.success(), "{}", said(&understood));
    let text = said(&understood);
    assert_eq!(text.matches("network_mode: none").count(), 2, "database and keeper have no network: {text}");
    assert!(!compose(None).status.success());
}

// The configuration that the page recommends for the proxy.
#[test]
fn haproxys_configuration_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let identity = Identity::of(&["login.example.org"]);
    let (certificate, key) = (identity.certificate.to_pem().unwrap(), identity.key.private_key_to_pem_pkcs8().unwrap());
    std::fs::write(folder.path().join("login.pem"), [certificate.clone(), key].concat()).unwrap();
    std::fs::write(folder.path().join("senza-ca.pem"), certificate).unwrap();
    let file = folder.path().join("haproxy.cfg");
    let configuration = text("deploy/haproxy.cfg").replace("/etc/haproxy", folder.path().to_str().unwrap());
    std::fs::write(&file, configuration).unwrap();
    let checked = Command::new("haproxy").args(["-c", "-f"]).arg(&file).output().unwrap();
    assert!(checked.status.success(), "{}", said(&checked));
}
