//! `docs/operations.md`, run: what it tells an administrator to type is typed, in a folder of the test's own, and what the
//! page promises is there afterwards.

mod files;
mod machine;
mod models;

use self::machine::{Machine, is_root, next_code, wait};
use crate::support::sp::Sp;
use crate::support::visitor::Visitor;
use crate::upgrade::Kept;
use senza::domain::{Clock, SystemClock};
use senza::sign_in::totp;
use std::path::{Path, PathBuf};
use std::process::Output;

/// Of the back-up of the keeper's keys.
const SAFE: &str = "nine lanterns under a paper harbour";
const PASSPHRASE: &str = crate::support::person::PASSPHRASE;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The blocks that are to be run, by the heading that they stand under.
fn blocks(page: &str) -> Vec<(String, String)> {
    let (mut heading, mut found, mut inside): (_, Vec<(String, String)>, bool) = (String::new(), Vec::new(), false);
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        }
        match line {
            "```sh run" => {
                inside = true;
                found.push((heading.clone(), String::new()));
            }
            "```" => inside = false,
            _ if inside => found.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            _ => {}
        }
    }
    found
}

#[test]
fn the_commands_of_this_page_do_what_it_says() {
    if !is_root() {
        return;
    }
    let page = text("docs/operations.md");
    let blocks = blocks(&page);
    let under = |heading: &str| -> Vec<&str> {
        let found: Vec<&str> = blocks.iter().filter(|(it, _)| it == heading).map(|(_, block)| &**block).collect();
        assert!(!found.is_empty(), "{heading}");
        found
    };
    let mut machine = Machine::new();
    machine.start_postgres();
    for block in under("Install").into_iter().chain(under("TLS")).chain(under("Look, language and zone")) {
        machine.run(block);
    }
    machine.start();
    let invited = machine.run(under("Start")[0]);
    let link = String::from_utf8_lossy(&invited.stdout).trim().to_owned();
    let path = link.strip_prefix(&machine.here("https://login.example.org")).expect("a link").to_owned();
    let mut visitor = Visitor::new(&machine.identity);
    let enrolment = visitor.get(&machine.address(), &path).unwrap();
    let seed = totp::seed_of_uri(&enrolment.text_of("totp-uri").unwrap()).unwrap();
    let code = totp::code_at(&seed, SystemClock.now()).unwrap();
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(visitor.submit(&machine.address(), &path, &enrolment, &typed).unwrap().status, 303);

    a_second_keeper(&machine, &under("Install"), &under("A second keeper"));

    signing_keys(&machine, &under("Signing keys"));

    keys_for_applications(&machine, &under("Keys for applications"));

    let back_up = under("Back up");
    back_up[..back_up.len() - 1].iter().for_each(|block| drop(machine.run(block)));
    let new = [("New passphrase of the keeper's key file: ", SAFE), ("The same again: ", SAFE)];
    machine.run_answering(back_up[back_up.len() - 1], &new);
    // People sign in meanwhile, and with what is restored below.
    let rotate = under("Rotate the keeper's keys");
    assert_eq!(String::from_utf8_lossy(&machine.run(rotate[0]).stdout), "1\n", "the epoch that waits");
    let retired = said(&machine.run(rotate[1]));
    assert!(retired.contains("Epoch 1 is destroyed on every keeper"), "{retired}");
    machine.run_answering(rotate[2], &new);
    machine.stop();
    // The machine is lost: nothing is left but the two back-ups, and what was exported.
    machine.run("runuser -u postgres -- dropdb senza\nrm -rf /var/lib/senza-keeper /run/senza-keeper/keeper.sock /etc/senza-keeper");
    machine.run(credential_block(&under("Install")));
    let restore = under("Restore");
    machine.run(restore[0]);
    machine.run_answering(restore[1], &[("Passphrase of the keeper's key file: ", SAFE)]);
    machine.start();
    next_code();
    assert_eq!(machine.sign_in(&seed), 303, "the same person, passphrase and authenticator");
    machine.run(restore[2]);

    for block in under("Watch") {
        let said = machine.run(block);
        println!("{}", String::from_utf8_lossy(&said.stdout).trim());
    }
    let metrics = std::fs::read_to_string(machine.path("work/metrics")).unwrap();
    assert!(metrics.contains("senza_certificate_not_after_seconds{use=\"tls\"}"), "{metrics}");
    machine.stop();

    keeper_elsewhere(&mut machine, &under("A keeper on its own host"), &seed);

    keys_in_a_token(&mut machine, &under("Keys in a token"), &seed);

    upgraded(&mut machine, &under("Upgrade"), under("Start")[0]);
    println!("{} blocks, of {} in the page", blocks.len(), page.matches("\n```sh").count());
}

/// The block that makes a machine's own credential.
fn credential_block<'a>(install: &[&'a str]) -> &'a str {
    install.iter().find(|block| block.contains("systemd-creds encrypt")).unwrap()
}

/// Behind a port instead of its socket, with the same keys; and back.
fn keeper_elsewhere(machine: &mut Machine, blocks: &[&str], seed: &senza::domain::SecretBytes) {
    machine.run("cp --preserve=all /etc/senza/senza.toml senza.toml");
    for block in blocks {
        machine.run(block);
    }
    machine.start_units(&["senza-keeper.service", "senza-keeper-network.conf"]);
    let port = machine.ports[2];
    wait("the keeper's port", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    machine.start_server();
    next_code();
    assert_eq!(machine.sign_in(seed), 303, "by a keeper that is asked by TLS");
    machine.stop();
    machine.run("cp --preserve=all senza.toml /etc/senza/senza.toml\nrm -f /run/senza-keeper/keeper.sock");
}

/// Two machines, and somebody who is at both.
fn a_second_keeper(old: &Machine, install: &[&str], blocks: &[&str]) {
    let new = Machine::new();
    new.run(install[0]);
    new.run(credential_block(install));
    let asked = new.run(blocks[0]);
    let shown = String::from_utf8_lossy(&asked.stderr).into_owned();
    let fingerprint = shown.split("say it aloud: ").nth(1).expect(&shown).trim();
    std::fs::copy(new.path("work/request"), old.path("work/request")).unwrap();
    old.run_answering(blocks[1], &[("new keeper's machine shows: ", fingerprint)]);
    std::fs::copy(old.path("work/keys.sealed"), new.path("work/keys.sealed")).unwrap();
    let taken = new.run(blocks[2]);
    let taken = String::from_utf8_lossy(&taken.stdout).trim().to_owned();
    assert_eq!(taken.len(), 64, "which keys they are");
    assert!(!new.path("var/lib/senza-keeper/request.key").exists());
    let keys = std::fs::read(new.path("var/lib/senza-keeper/keys.json")).unwrap();
    assert!(
        keys.starts_with(b"SENZAKEYS") && keys != std::fs::read(old.path("var/lib/senza-keeper/keys.json")).unwrap()
    );
    println!("a second keeper has the keys {taken}");
}

/// As days apart, at once.
fn signing_keys(machine: &Machine, steps: &[&str]) {
    let published = || machine.get("/saml/metadata").unwrap().body.matches("<ds:X509Certificate>").count();
    let follows = |count| wait("the metadata follows", || published() == count);
    // Two to sign with, and one to encrypt to.
    let [publish, switch, retire] = steps else { panic!("three steps") };
    follows(3);
    machine.run(publish);
    follows(4);
    let next = std::fs::read_to_string(machine.path("work/next.pem")).unwrap();
    let base64: String = next.lines().filter(|line| !line.starts_with("---")).collect();
    let metadata = || machine.get("/saml/metadata").unwrap().body.replace(['\n', ' '], "");
    assert!(metadata().contains(&base64));
    machine.run(&switch.replace("keys switch rsa", "keys switch rsa --now"));
    wait("it is the first", || {
        metadata().split("X509Certificate>").nth(1).is_some_and(|first| first.starts_with(&base64))
    });
    machine.run(&retire.replace("keys retire \"$former\"", "keys retire \"$former\" --now"));
    follows(3);
    println!("published, switched and retired");
}

/// Of a service provider whose metadata lies where the page has it.
fn keys_for_applications(machine: &Machine, blocks: &[&str]) {
    let sp = Sp::new("notes").encrypted_to();
    std::fs::write(machine.path("work/notes.xml"), sp.metadata()).unwrap();
    let shown = |block: &str| String::from_utf8_lossy(&machine.run(block).stdout).into_owned();
    let line = |epochs: &str| format!("{}\tnotes\tassertion\t{epochs}", sp.entity_id);
    assert!(shown(blocks[0]).ends_with(&format!("{}\t\n", line("1"))));
    assert!(shown(blocks[1]).starts_with(&line("2, 1 until ")));
    let ended = machine.run(blocks[2]);
    assert_eq!(String::from_utf8_lossy(&ended.stdout), format!("{}\t\n", line("2")), "{}", said(&ended));
    assert!(said(&ended).contains("1 scopes of keys agree"), "{}", said(&ended));
}

/// Whose PIN is typed, and lies in the file that the page names.
fn keys_in_a_token(machine: &mut Machine, blocks: &[&str], seed: &senza::domain::SecretBytes) {
    const PIN: &str = "2718 2818";
    let typed = [
        ("enter SO PIN: ", "3141 5926"),
        ("reenter SO PIN: ", "3141 5926"),
        ("enter user PIN: ", PIN),
        ("reenter user PIN: ", PIN),
    ];
    machine.run_answering(blocks[0], &typed);
    std::fs::write(machine.path("work/token-pin"), format!("{PIN}\n")).unwrap();
    machine.run(blocks[1]);
    let brought = machine.run(blocks[2]);
    let lines = String::from_utf8_lossy(&brought.stdout).into_owned();
    assert!(lines.starts_with("handle key\ttoken\tsenza "), "{lines}");
    println!("{lines}");
    machine.start();
    next_code();
    assert_eq!(machine.sign_in(seed), 303, "the same handle, of the key in the token");
    machine.stop();
    // Those that follow have keys of their own.
    machine.run("rm -r /etc/senza-token");
}

/// From every schema that was kept, with people in it.
fn upgraded(machine: &mut Machine, upgrade: &[&str], invite: &str) {
    for kept in Kept::all() {
        machine.run("runuser -u postgres -- dropdb senza\nrunuser -u postgres -- createdb --owner senza --template template0 --encoding UTF8 senza\nrm -rf /var/lib/senza-keeper");
        std::fs::write(machine.path("work/kept.sql"), kept.sql()).unwrap();
        machine.run("psql --quiet --set ON_ERROR_STOP=1 --username senza --dbname senza --file kept.sql");
        kept.keys_into(&machine.path("var/lib/senza-keeper"));
        machine
            .run("chown -R senza-keeper:senza-keeper /var/lib/senza-keeper\nsenza-keeper-command seal --by credential");
        machine.start_unit("senza-keeper.service");
        wait("the keeper", || machine.path("run/senza-keeper/keeper.sock").exists());
        for block in upgrade {
            machine.run(block);
        }
        let known = machine.run(
            "runuser -u postgres -- psql --tuples-only --no-align -c 'select max(version) from _sqlx_migrations' senza",
        );
        assert_eq!(String::from_utf8_lossy(&known.stdout).trim(), newest_migration().to_string());
        machine.stop();
        machine.start();
        for who in ["root@example.org", "ada@example.org"] {
            assert_eq!(machine.sign_in_as(who, &kept.passphrase(who), &kept.seed(who)), 303, "{who}");
        }
        let listed = machine.run("senza --config /etc/senza/senza.toml sp list");
        assert!(String::from_utf8_lossy(&listed.stdout).contains("https://portal.example/saml"));
        std::fs::copy(kept.folder.join("heads"), machine.path("work/kept-heads")).unwrap();
        machine.run("senza --config /etc/senza/senza.toml audit verify --head kept-heads");
        let link = machine.run(invite);
        assert!(String::from_utf8_lossy(&link.stdout).contains("/enrol/"));
        machine.stop();
        println!("upgraded from {}", kept.folder.file_name().unwrap().to_string_lossy());
    }
}

fn newest_migration() -> i64 {
    let names = std::fs::read_dir(root().join("migrations")).unwrap().map(|it| it.unwrap().file_name());
    names.map(|name| name.to_str().unwrap().split('_').next().unwrap().parse().unwrap()).max().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
