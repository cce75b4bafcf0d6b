//! What a keeper's process may do, as the kernel sees it.

use crate::support::keeper::{asking, start, users_of};
use crate::support::mutual::{self, A_SERVER, Ca, Caller};
use crate::support::ports::free_address;
use crate::support::program::{Home, serving};
use openssl::ssl::SslVersion;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Every system call that `src/keeper/process/shut_in.rs` has in its list.
fn allowed() -> BTreeSet<String> {
    let source = include_str!("../../../src/keeper/process/shut_in.rs");
    let calls = source.split("libc::SYS_").skip(1);
    calls.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()).collect()
}

/// The name of the system call in a line of strace.
fn call(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let name = line.split('(').next()?;
    (line.contains('(') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).then_some(name)
}

// Threat: a keeper that can be made to do something else than answer: read other files, start programs, connect somewhere.
#[test]
fn a_keeper_asks_nothing_of_the_kernel_but_what_it_says() {
    let home = Home::new();
    let socket = home.path().join("run/keeper.sock");
    let program = home.command(&["keeper", "--socket", socket.to_str().unwrap()]);
    a_whole_life(&home, &program, |command| asking(command, &[&socket]));
}

#[test]
fn a_keeper_behind_a_port_asks_no_more_of_the_kernel() {
    let (home, ca) = (Home::new(), Ca::new());
    let address: SocketAddr = free_address().parse().unwrap();
    let mut program = home.command(&["keeper", "--listen", &address.to_string()]);
    mutual::set(&mut program, &mutual::keeper_s(&ca, &home.path().join("one")));
    let server_s = ca.files(&home.path().join("server"), A_SERVER);
    a_whole_life(&home, &program, |command| {
        // Others come too, and are refused: what that takes is seen as well.
        for shows in [None, Some(Ca::new().issue(A_SERVER))] {
            assert!(Caller { shows, newest: SslVersion::TLS1_3 }.call(address).is_err());
        }
        let place = format!("tls://{address}");
        let mut command = asking(command, &[Path::new(&place)]);
        mutual::set(&mut command, &server_s);
        command
    });
}

/// Start, an invitation, keys of sessions destroyed, a key published, the end.
fn a_whole_life(home: &Home, program: &Command, asking: impl Fn(Command) -> Command) {
    assert!(home.run(&["keeper", "init"]).status.success());
    let trace = home.path().join("trace");
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-o", trace.to_str().unwrap()]).arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::null());
    let keeper = serving(command);
    keeper.value("Keeper");
    let server = serving(asking(home.command(&["serve"])));
    server.value("Senza");
    for arguments in [["invite", "ada@example.org"].as_slice(), &["keys", "publish", "ec"], &["keys", "list"]] {
        assert!(asking(home.command(arguments)).output().unwrap().status.success(), "{arguments:?}");
    }
    assert!(server.interrupt());
    let lines = std::fs::read_to_string(&trace).unwrap();
    let started = lines.split_once("SECCOMP_SET_MODE_FILTER").expect("the filter was set").1;
    let used: BTreeSet<&str> = started.lines().skip(1).filter_map(call).collect();
    assert!(used.contains("accept4") && used.contains("openat"), "control: it was seen at work: {used:?}");
    let allowed = allowed();
    let other: Vec<_> = used.iter().filter(|call| !allowed.contains(**call) && **call != "exit_group").collect();
    assert!(other.is_empty(), "not in its list: {other:?}");
    // No file but those in its own folder: the key file, the one that replaces it, and the lock.
    let folder = home.path().join("keeper");
    let opened: Vec<&str> = started.lines().filter(|line| call(line) == Some("openat")).collect();
    let elsewhere: Vec<_> = opened.iter().filter(|line| !line.contains(folder.to_str().unwrap())).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
    assert!(!opened.is_empty(), "control: publishing opened its own");
    println!("{} system calls used of {} allowed: {used:?}", used.len(), allowed.len());
}

#[test]
fn every_protection_that_this_kernel_has_is_in_force() {
    let home = Home::new();
    let keeper = start(&home, "run");
    assert_eq!(status_of(keeper.pid(), "NoNewPrivs"), "1");
    // The line on stdout comes a moment before the last of them.
    let until = Instant::now() + Duration::from_secs(30);
    while status_of(keeper.pid(), "Seccomp") != "2" && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(status_of(keeper.pid(), "Seccomp"), "2", "a filter");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", keeper.pid())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert!(core.split_whitespace().any(|word| word == "0"), "{core}");
    println!("VmRSS {}, threads {}", status_of(keeper.pid(), "VmRSS"), status_of(keeper.pid(), "Threads"));
}

fn status_of(pid: u32, name: &str) -> String {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let value = status.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
    value.unwrap_or_default().trim().to_owned()
}

// Threat: the machine swaps, and the keys lie on its disk.
#[test]
fn memory_is_locked_where_that_is_allowed_and_the_log_says_where_not() {
    if !is_root() {
        return;
    }
    let (locked, said) = started_with(&["--inh-caps", "+ipc_lock", "--ambient-caps", "+ipc_lock"]);
    assert!(
        locked > 4096 && said.contains(" in force: memory locked") && !said.contains("NOT in force"),
        "{locked}: {said}"
    );
    println!("VmLck {locked} kB");
    let (locked, said) = started_with(&[]);
    if locked == 0 {
        assert!(said.contains("NOT in force: memory locked") && said.contains("LimitMEMLOCK"), "{said}");
    }
}

/// As an unprivileged user from the start, as a unit of systemd does it: how much is locked, and what the log says.
fn started_with(capabilities: &[&str]) -> (u64, String) {
    let home = Home::new();
    let (user, owned) = (users_named("senza-keeper"), home.path().join("own"));
    std::fs::create_dir(&owned).unwrap();
    std::os::unix::fs::chown(&owned, Some(user.parse().unwrap()), None).unwrap();
    let socket = owned.join("run/keeper.sock");
    let program = home.command(&["keeper", "--init", "--socket", socket.to_str().unwrap()]);
    let mut command = Command::new("setpriv");
    command.args(["--reuid", &user, "--clear-groups"]).args(capabilities);
    command.arg(program.get_program()).args(program.get_args());
    command.env("SENZA_KEEPER_DIR", owned.join("keys")).env("SENZA_DATA_DIR", owned.join("data"));
    let log = home.path().join("log");
    command.env("SENZA_LOG", "info").stdin(Stdio::null()).stderr(std::fs::File::create(&log).unwrap());
    let keeper = serving(command);
    let said = || std::fs::read_to_string(&log).unwrap();
    let until = Instant::now() + Duration::from_secs(10);
    while !said().contains("(seccomp)") && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    // All that is made afterwards is locked as well, and it still answers.
    let asked = asking(home.command(&["keys", "list"]), &[&socket])
        .env("SENZA_DATA_DIR", home.path().join("data"))
        .output()
        .unwrap();
    println!("{}", String::from_utf8_lossy(&asked.stderr));
    let locked = status_of(keeper.child.id(), "VmLck");
    (locked.trim_end_matches(" kB").parse().unwrap(), said())
}

// Threat: the server is taken over, and its user reads the keeper's memory.
#[test]
fn no_other_process_reads_the_keeper_s_memory() {
    let home = Home::new();
    let keeper = start(&home, "run");
    let pid = keeper.pid();
    // As the keeper's own user, which is more than the server's.
    let uid = users_of(pid)[1].to_string();
    let as_user = |uid: &str, script: &str| {
        let run = Command::new("setpriv")
            .args(["--reuid", uid, "--clear-groups", "sh", "-c", script])
            .stderr(Stdio::null())
            .output();
        run.unwrap().status.success()
    };
    if uid == "0" || !is_root() {
        return;
    }
    let server = users_named("senza");
    for user in [&*uid, &*server] {
        assert!(as_user(user, "true"), "control: a program runs as user {user}");
        assert!(!as_user(user, &format!("head -c 1 /proc/{pid}/mem || test -r /proc/{pid}/mem")), "memory, {user}");
        assert!(!as_user(user, &format!("cat /proc/{pid}/maps | grep -q .")), "maps, {user}");
        assert!(
            !as_user(
                user,
                &format!(
                    "timeout 5 strace -p {pid} -o /dev/null -e trace=none & sleep 1; grep -q '^TracerPid:[^0-9]*[1-9]' /proc/{pid}/status"
                )
            ),
            "ptrace, {user}"
        );
    }
    // The control: a process that has not closed its memory.
    let mut open = Command::new("setpriv").args(["--reuid", &uid, "--clear-groups", "sleep", "30"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(as_user(&uid, &format!("cat /proc/{}/maps | grep -q .", open.id())), "control");
    open.kill().unwrap();
    open.wait().unwrap();
}

fn is_root() -> bool {
    users_of(std::process::id())[1] == 0
}

fn users_named(name: &str) -> String {
    let output = Command::new("id").args(["-u", name]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
