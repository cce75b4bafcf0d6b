//! The key file sealed, and the keys of one keeper given to another, as an operator does it.

use crate::support::keeper::{asking, users_of};
use crate::support::program::{Home, Serving, serving};
use crate::support::terminal;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PASSPHRASE: &str = "nine lanterns under a paper harbour";

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).trim().to_owned()
}

/// What systemd would have decrypted for the unit.
fn credential(home: &Home, name: &str, octets: &[u8], mode: u32) -> PathBuf {
    let folder = home.path().join(name);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("senza-keeper-key");
    fs::write(&file, octets).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    folder
}

fn with(mut command: Command, credentials: &Path) -> Command {
    command.env("CREDENTIALS_DIRECTORY", credentials);
    command
}

/// With this typed into stdin.
fn typing(mut command: Command, typed: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Who refuses before it reads leaves it unread.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn keys(home: &Home) -> Vec<u8> {
    fs::read(home.path().join("keeper/keys.json")).unwrap()
}

fn socket(home: &Home) -> PathBuf {
    home.path().join("run/keeper.sock")
}

fn keeper(home: &Home, more: &[&str]) -> Command {
    let socket = socket(home);
    let mut command = home.command(&[&["keeper", "--socket", socket.to_str().unwrap()], more].concat());
    let own = users_of(std::process::id())[1].to_string();
    command.env("SENZA_KEEPER_PEERS", if own == "0" { "0,senza".to_owned() } else { own });
    command
}

fn is_answering(home: &Home, serving: &Serving) {
    assert_eq!(serving.value("Keeper"), socket(home).to_str().unwrap());
    let asked = asking(home.command(&["keys", "list"]), &[&socket(home)]).output().unwrap();
    assert_eq!(text(&asked.stdout).lines().count(), 3, "{}", text(&asked.stderr));
}

fn refused(output: &Output, said: &str) {
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(text(&output.stderr).contains(said), "{said}: {}", text(&output.stderr));
}

// Threat: whoever has a copy of the keeper's folder has the keys.
#[test]
fn a_key_file_sealed_by_a_credential_opens_with_it_alone() {
    let home = Home::new();
    let own = credential(&home, "own", &[7; 32], 0o400);
    refused(&home.run(&["keeper", "init", "--sealed-by", "credential"]), "there is none here");
    let made = with(home.command(&["keeper", "init", "--sealed-by", "credential"]), &own).output().unwrap();
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stderr).contains("sealed by the credential"), "{}", text(&made.stderr));
    let file = keys(&home);
    assert!(file.starts_with(b"SENZAKEYS"));
    is_answering(&home, &serving(with(keeper(&home, &[]), &own)));

    let start = |credentials: &Path| with(keeper(&home, &[]), credentials).output().unwrap();
    refused(&keeper(&home, &[]).output().unwrap(), "sealed by a credential, and there is none here");
    refused(
        &start(&credential(&home, "other", &[8; 32], 0o400)),
        "the credential is wrong, or the key file is damaged",
    );
    refused(&start(&credential(&home, "short", &[7; 31], 0o400)), "has 31 octets");
    refused(&start(&credential(&home, "open", &[7; 32], 0o444)), "chmod 400");
    refused(&start(&credential(&home, "empty", &[7; 32], 0o400).join("nowhere")), "there is none here");
    for (what, changed) in
        [("damaged", { [&file[..90], &[file[90] ^ 1], &file[91..]].concat() }), ("short", file[..900].to_vec())]
    {
        fs::write(home.path().join("keeper/keys.json"), &changed).unwrap();
        refused(&start(&own), "the credential is wrong, or the key file is damaged");
        assert_eq!(keys(&home), changed, "{what}: left as it is");
    }
    fs::write(home.path().join("keeper/keys.json"), &file).unwrap();
    is_answering(&home, &serving(with(keeper(&home, &[]), &own)));
    // A command with the keeper inside: with the credential, or it says so.
    let list = with(home.command(&["keys", "list"]), &own).output().unwrap();
    assert_eq!(text(&list.stdout).lines().count(), 3, "{}", text(&list.stderr));
    let without = home.run(&["keys", "list"]);
    refused(&without, "sealed by a credential, and there is none here");
}

#[test]
fn a_key_file_sealed_by_a_passphrase_asks_for_it() {
    let home = Home::new();
    let init = ["keeper", "init", "--sealed-by", "passphrase", "--passphrase-fd", "0"];
    refused(&typing(home.command(&init), "short\n"), "too short");
    refused(&typing(home.command(&init), "passwordpassword\n"), "too easy to guess");
    assert!(!home.path().join("keeper/keys.json").exists(), "nothing was made");
    let made = typing(home.command(&init), &format!("{PASSPHRASE}\n"));
    assert!(made.status.success(), "{}", text(&made.stderr));
    let file = keys(&home);

    let start = |typed: &str| typing(keeper(&home, &["--passphrase-fd", "0"]), typed);
    refused(&start("nine lanterns under a paper harbou\n"), "the passphrase is wrong, or the key file is damaged");
    refused(&start(""), "the passphrase is wrong, or the key file is damaged");
    assert_eq!(keys(&home), file, "nothing is overwritten");
    // Who starts a keeper for its own time has the terminal, and a server asks nobody.
    refused(&keeper(&home, &["--while-stdin"]).output().unwrap(), "sealed by a passphrase, which");
    let inside = home.run(&["keys", "list"]);
    refused(&inside, "sealed by a passphrase, which");
    // Argon2id with four gibibytes, says the header.
    let mut dear = file.clone();
    dear[11..15].copy_from_slice(&(4u32 << 20).to_be_bytes());
    fs::write(home.path().join("keeper/keys.json"), &dear).unwrap();
    refused(&start(&format!("{PASSPHRASE}\n")), "more or less Argon2id than is ever computed");
    fs::write(home.path().join("keeper/keys.json"), &file).unwrap();

    let mut command = keeper(&home, &["--passphrase-fd", "0"]);
    let typed = home.path().join("typed");
    fs::write(&typed, format!("{PASSPHRASE}\n")).unwrap();
    command.stdin(fs::File::open(&typed).unwrap());
    is_answering(&home, &serving(command));
}

// Threat: a passphrase that the terminal shows is read over a shoulder, and from whatever records the terminal.
#[test]
fn a_passphrase_is_typed_twice_and_never_shown() {
    let home = Home::new();
    let on_terminal = |arguments: &str, answers: &[(&str, &str)]| {
        let program = env!("CARGO_BIN_EXE_senza");
        let mut command = Command::new("script");
        let like = home.command(&[]);
        command.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
        terminal::answering(command, &format!("{program} {arguments}"), answers)
    };
    let (first, second) = ("New passphrase of the keeper's key file: ", "The same again: ");
    let init = "keeper init --sealed-by passphrase";
    let (status, shown) = on_terminal(init, &[(first, PASSPHRASE), (second, "nine lanterns under a paper harbor")]);
    assert!(!status.success() && shown.contains("not the same"), "{shown}");
    let (status, shown) = on_terminal(init, &[(first, PASSPHRASE), (second, PASSPHRASE)]);
    assert!(status.success(), "{shown}");
    assert!(!shown.contains("lanterns"), "{shown}");
    // Sealed by another, with the one before.
    let old = "Passphrase of the keeper's key file: ";
    let other = "seven kites above a copper meadow";
    let (status, shown) =
        on_terminal("keeper seal --by passphrase", &[(old, PASSPHRASE), (first, other), (second, other)]);
    assert!(status.success() && !shown.contains("lanterns") && !shown.contains("kites"), "{shown}");
    // Control: what may be seen is seen.
    let request = "senza-keeper-request-1 0900000000000000000000000000000000000000000000000000000000000000";
    let file = home.path().join("request");
    fs::write(&file, request).unwrap();
    let question = "machine shows: ";
    let (status, shown) = on_terminal(&format!("keeper give {}", file.display()), &[(question, "0000 1111")]);
    assert!(
        !status.success() && shown.contains("0000 1111") && shown.contains("not this request's fingerprint"),
        "{shown}"
    );
}

#[test]
fn keys_that_lie_plain_are_sealed_and_a_keeper_says_that_they_are_not() {
    let home = Home::new();
    assert!(home.run(&["keeper", "init"]).status.success());
    let plain = text(&keys(&home));
    let own = credential(&home, "own", &[7; 40], 0o440);
    // A second name, to see what becomes of the octets.
    fs::hard_link(home.path().join("keeper/keys.json"), home.path().join("witness")).unwrap();
    let sealed = with(home.command(&["keeper", "seal", "--by", "credential"]), &own).output().unwrap();
    assert!(sealed.status.success(), "{}", text(&sealed.stderr));
    assert!(text(&sealed.stderr).contains("Start the keepers"), "{}", text(&sealed.stderr));
    assert!(fs::read(home.path().join("witness")).unwrap().iter().all(|octet| *octet == 0));
    let secret = plain.split('"').nth(5).unwrap();
    assert!(secret.len() == 44 && !text(&keys(&home)).contains(secret));
    is_answering(&home, &serving(with(keeper(&home, &[]), &own)));
    let empty = Home::new();
    refused(&with(empty.command(&["keeper", "seal", "--by", "credential"]), &own).output().unwrap(), "no keys to seal");
}

// Threat: keys are copied from machine to machine by whatever is at hand, and lie readable on the way; or somebody in between
// exchanges what is carried.
#[test]
fn a_new_keeper_is_given_the_keys_and_whoever_exchanges_the_request_is_not() {
    let (old, new, thief) = (Home::new(), Home::new(), Home::new());
    let made = text(&old.run(&["keeper", "init"]).stdout);
    let ask = |home: &Home| {
        let asked = home.run(&["keeper", "request"]);
        assert!(asked.status.success(), "{}", text(&asked.stderr));
        let fingerprint = text(&asked.stderr).split("say it aloud: ").nth(1).unwrap().to_owned();
        (text(&asked.stdout), fingerprint)
    };
    let ((request, fingerprint), (other, _)) = (ask(&new), ask(&thief));
    let give = |request: &str, fingerprint: &str| {
        typing(old.command(&["keeper", "give", "--fingerprint", fingerprint, "-"]), request)
    };
    let exchanged = give(&other, &fingerprint);
    refused(&exchanged, "the request was exchanged on its way");
    assert!(exchanged.stdout.is_empty());
    refused(&give("senza-keeper-request-1 00", &fingerprint), "no request");
    refused(&give(&request, ""), "not this request's fingerprint");
    let given = give(&request, &fingerprint);
    assert!(given.status.success(), "{}", text(&given.stderr));

    let file = new.path().join("keys.sealed");
    let take = |home: &Home, octets: &[u8]| {
        fs::write(&file, octets).unwrap();
        home.run(&["keeper", "take", file.to_str().unwrap()])
    };
    refused(&take(&thief, &given.stdout), "given to another request");
    refused(&take(&old, &given.stdout), "has keys already");
    refused(&take(&Home::new(), &given.stdout), "nothing was asked for here");
    let mut damaged = given.stdout.clone();
    damaged[1000] ^= 1;
    refused(&take(&new, &damaged), "damaged");
    refused(&take(&new, &given.stdout[..1000]), "damaged");
    refused(&take(&new, b"keys"), "no file of `senza keeper give`");
    let taken = take(&new, &given.stdout);
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    assert_eq!(text(&taken.stdout), made, "the same keys");
    refused(&take(&new, &given.stdout), "has keys already");
    assert!(!new.path().join("keeper/request.key").exists());
    is_answering(&new, &serving(keeper(&new, &[])));
}
