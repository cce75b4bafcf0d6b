//! `senza envelope`, beside no server, with the age tool as a second opinion.

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn run(folder: &Path, program: &str, arguments: &[&str], input: Option<&str>) -> Output {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).env_clear().env("PATH", std::env::var("PATH").unwrap());
    command.stdin(input.map_or_else(Stdio::null, |name| fs::File::open(folder.join(name)).unwrap().into()));
    command.output().unwrap()
}

fn senza(folder: &Path, arguments: &[&str], input: Option<&str>) -> Output {
    run(folder, env!("CARGO_BIN_EXE_senza"), &[&["envelope"], arguments].concat(), input)
}

fn good(output: Output) -> Vec<u8> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What stderr says of a command that must fail with 1.
fn said(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    all.sort();
    all
}

/// A person at a terminal seals and opens; the age tool opens it and is opened; nothing is overwritten, nothing half-written stays, and what fails
/// says so in a sentence and with 1.
#[test]
fn a_file_is_sealed_and_opened_at_a_terminal_by_this_and_by_the_age_tool() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    good(run(folder, "age-keygen", &["-o", "identity.txt"], None));
    let recipient = String::from_utf8(good(run(folder, "age-keygen", &["-y", "identity.txt"], None))).unwrap();
    let recipient = recipient.trim();
    let plain: Vec<u8> = (0_u32..300_000).flat_map(u32::to_le_bytes).collect();
    fs::write(folder.join("plain"), &plain).unwrap();

    // Files, stdin and stdout, binary and as text.
    good(senza(folder, &["seal", "-r", recipient, "-o", "ours.age", "plain"], None));
    assert!(good(run(folder, "age", &["-d", "-i", "identity.txt", "ours.age"], None)) == plain);
    fs::write(
        folder.join("ours.txt"),
        good(senza(folder, &["seal", "--armor", "--recipient", recipient], Some("plain"))),
    )
    .unwrap();
    assert!(fs::read(folder.join("ours.txt")).unwrap().starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----\n"));
    assert!(good(run(folder, "age", &["-d", "-i", "identity.txt", "ours.txt"], None)) == plain);
    good(run(folder, "age", &["-r", recipient, "-o", "theirs.age", "plain"], None));
    assert!(good(senza(folder, &["open", "-i", "identity.txt"], Some("theirs.age"))) == plain);
    good(senza(folder, &["open", "-i", "identity.txt", "-o", "opened", "ours.txt"], None));
    assert!(fs::read(folder.join("opened")).unwrap() == plain);
    let before = names(folder);

    // Nothing is overwritten unasked.
    assert!(said(&senza(folder, &["seal", "-r", recipient, "-o", "opened", "plain"], None)).contains("--overwrite"));
    assert!(fs::read(folder.join("opened")).unwrap() == plain);
    good(senza(folder, &["open", "-i", "identity.txt", "-o", "opened", "--overwrite", "theirs.age"], None));

    // Damaged: the file is not written; stdout has only what is authentic, and the sentence comes at the end.
    let mut damaged = fs::read(folder.join("ours.age")).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(folder.join("plain"), &damaged).unwrap();
    let sentence = said(&senza(folder, &["open", "-i", "identity.txt", "-o", "new", "plain"], None));
    assert!(sentence.contains("This age file was altered: part "), "{sentence}");
    let to_stdout = senza(folder, &["open", "-i", "identity.txt"], Some("plain"));
    assert!(said(&to_stdout).contains("altered"));
    assert!(
        to_stdout.stdout.len() < plain.len() && plain.starts_with(&to_stdout.stdout) && !to_stdout.stdout.is_empty()
    );
    fs::write(folder.join("plain"), &fs::read(folder.join("ours.age")).unwrap()[..middle]).unwrap();
    assert!(said(&senza(folder, &["open", "-i", "identity.txt", "-o", "new", "plain"], None)).contains("cut off"));
    assert_eq!(names(folder), before, "nothing half-written");

    // Whoever is wrong is told what.
    good(run(folder, "age-keygen", &["-o", "other.txt"], None));
    let other = senza(folder, &["open", "-i", "other.txt", "ours.age"], None);
    assert!(said(&other).contains("sealed to other people's keys") && other.stdout.is_empty());
    assert!(said(&senza(folder, &["seal", "-r", "age1nobody", "plain"], None)).contains("age1nobody: "));
    assert!(said(&senza(folder, &["open", "-i", "plain", "ours.age"], None)).starts_with("senza: plain"));
    assert!(said(&senza(folder, &["open", "-i", "-", "-"], Some("identity.txt"))).contains("stdin"));

    // A terminal (made by script(1)) gets no binary, and no orders: of one octet, of two, or by hiding what it shows.
    let mut lines = vec![(format!("seal -r {recipient} plain"), "age-encryption")];
    for (name, orders) in [("c0", "\x1b[2J"), ("c1", "\u{9b}2J"), ("hidden", "17 EUR\r71 EUR")] {
        fs::write(folder.join(name), orders).unwrap();
        good(senza(folder, &["seal", "-r", recipient, "-o", &format!("{name}.age"), name], None));
        lines.push((format!("open -i identity.txt {name}.age"), orders));
    }
    for (arguments, orders) in lines {
        let line = format!("{} envelope {arguments}", env!("CARGO_BIN_EXE_senza"));
        let at_terminal = run(folder, "script", &["-qec", &line, "/dev/null"], None);
        assert_eq!(at_terminal.status.code(), Some(1));
        let shown = String::from_utf8_lossy(&at_terminal.stdout);
        assert!(shown.contains("-o FILE") && !shown.contains(orders) && !shown.contains('\x1b'), "{shown}");
    }
}

/// How much of a file in this folder the program has written so far, whether it has a name or not.
fn written(child: &Child, folder: &Path) -> u64 {
    let open = fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap().map(|entry| entry.unwrap().path());
    let ours = open.filter(|fd| fs::read_link(fd).is_ok_and(|target| target.starts_with(folder)));
    ours.filter_map(|fd| fs::metadata(fd).ok()).map(|data| data.len()).max().unwrap_or(0)
}

// Threat: somebody stops the opening of a large file, and what was opened until then lies in the folder for whoever comes next.
#[test]
fn nothing_that_was_opened_stays_behind_when_the_program_is_ended() {
    let home = tempfile::tempdir().unwrap();
    let folder = &home.path().canonicalize().unwrap();
    good(run(folder, "age-keygen", &["-o", "identity.txt"], None));
    let recipient = String::from_utf8(good(run(folder, "age-keygen", &["-y", "identity.txt"], None))).unwrap();
    fs::write(folder.join("plain"), vec![b'x'; 1 << 20]).unwrap();
    let sealed = good(senza(folder, &["seal", "-r", recipient.trim()], Some("plain")));
    let before = names(folder);
    for signal in [Signal::SIGINT, Signal::SIGKILL] {
        // Whoever runs the tests beside something else has them ignore SIGINT, and they would hand that on.
        let mut command = Command::new("env");
        command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_senza"), "envelope", "open"]);
        command.args(["-i", "identity.txt", "-o", "opened"]).current_dir(folder);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        // More than half of it, and no end.
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&sealed[..700_000]).unwrap();
        let begun = Instant::now();
        while written(&child, folder) < 1 << 19 {
            assert!(begun.elapsed() < Duration::from_secs(60), "it writes as it reads");
            thread::sleep(Duration::from_millis(5));
        }
        kill(Pid::from_raw(child.id().try_into().unwrap()), signal).unwrap();
        assert!(!child.wait().unwrap().success());
        assert_eq!(names(folder), before, "{signal}");
    }
}
