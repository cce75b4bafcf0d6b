//! In processes of their own: what is given up here is given up for good.

use super::*;
use crate::privilege::ReachableProgram;
use nix::sys::prctl::get_dumpable;
use nix::sys::resource::getrlimit;
use nix::unistd::geteuid;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

#[test]
fn memory_is_closed_and_programs_start_all_the_same() {
    let own = ReachableProgram::open(&std::env::current_exe().expect("this binary")).expect("readable");
    run(own.command());
    if geteuid().is_root() {
        let mut as_a_plain_user = own.command();
        as_a_plain_user.uid(65534).gid(65534).current_dir("/");
        run(as_a_plain_user);
    }
}

fn run(mut command: Command) {
    let arguments = ["--ignored", "--exact", "--test-threads=1", "hygiene::tests::closes_memory"];
    let output = command.args(arguments).output().expect("this binary runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "cannot be undone: run in a process of its own"]
fn closes_memory() {
    assert!(get_dumpable().expect("an answer"), "control: open at first");
    leave_no_image().expect("closed");
    assert!(!get_dumpable().expect("an answer"));
    assert_eq!(getrlimit(Resource::RLIMIT_CORE).expect("an answer"), (0, 0));
    // A process that is closed has a `/proc` that is root's; a program opened before still starts from there.
    let program = ReachableProgram::open(Path::new("/bin/cat")).expect("there");
    let output = program.command().arg("/proc/self/limits").output().expect("it starts");
    let limits = String::from_utf8_lossy(&output.stdout).into_owned();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a line");
    assert_eq!(core.split_whitespace().collect::<Vec<_>>(), ["Max", "core", "file", "size", "0", "0", "bytes"]);
}
