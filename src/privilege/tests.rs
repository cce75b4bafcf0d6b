//! What only root can show runs in a child process of the test binary: giving up root is for good.

use super::*;
use std::process::Command;

/// A folder that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("senza-privilege-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder in the temporary folder");
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs one ignored test of this binary by itself, in its own process.
fn in_a_process_of_its_own(test: &str, folder: &Path) -> std::process::Output {
    Command::new(std::env::current_exe().expect("this binary"))
        .args(["--ignored", "--exact", "--nocapture", "--test-threads=1", test])
        .env("TEST_FOLDER", folder)
        .output()
        .expect("this binary runs")
}

#[test]
fn folders_are_private_and_those_of_others_are_left_alone() {
    let scratch = Scratch::new("folders");
    let base = &scratch.0;
    let folder = base.join("a/b/data");
    private_folder(&folder, None).expect("made");
    assert_eq!(fs::metadata(&folder).expect("made").mode() & 0o777, 0o700);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("opened");
    private_folder(&folder, None).expect("there already");
    assert_eq!(fs::metadata(&folder).expect("there").mode() & 0o777, 0o700);

    let other = User { name: "other".into(), uid: geteuid().as_raw() + 1, gid: 1 };
    fs::write(folder.join("something"), "").expect("written");
    let refused = private_folder(&folder, Some(&other));
    assert!(matches!(refused, Err(PrivilegeError::NotOurs { .. })), "{refused:?}");
}

// Threat: whoever may write beside the folder puts a link in its place, and root gives away what it leads to.
#[test]
fn a_link_is_not_followed() {
    let scratch = Scratch::new("links");
    let base = &scratch.0;
    let mode = |path: &Path| fs::metadata(path).expect("there").mode() & 0o777;
    let (target, link) = (base.join("target"), base.join("link"));
    fs::create_dir(&target).expect("made");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o755)).expect("opened");
    std::os::unix::fs::symlink(&target, &link).expect("linked");
    for named in [link.clone(), base.join("link/"), base.join("link/.")] {
        let refused = private_folder(&named, None);
        assert!(matches!(refused, Err(PrivilegeError::NotAFolder { .. })), "{refused:?}");
        assert_eq!(mode(&target), 0o755, "left alone");
    }
    fs::set_permissions(&link, fs::Permissions::from_mode(0o750)).expect("changed");
    assert_eq!(mode(&target), 0o750, "control: by its name alone the link leads there");
    private_folder(&target, None).expect("control: the folder itself is ours");
    assert_eq!(mode(&target), 0o700);

    fs::remove_dir(&target).expect("removed");
    assert!(matches!(private_folder(&link, None), Err(PrivilegeError::NotAFolder { .. })), "a link to nothing");
    fs::write(base.join("file"), "").expect("written");
    assert!(matches!(private_folder(&base.join("file"), None), Err(PrivilegeError::NotAFolder { .. })));
}

#[test]
fn root_is_given_up_for_good() {
    if !geteuid().is_root() {
        return; // Nothing to give up; the machine that builds from scratch runs this as root too.
    }
    let scratch = Scratch::new("root");
    let base = &scratch.0;
    fs::set_permissions(base, fs::Permissions::from_mode(0o755)).expect("enterable");
    let output = in_a_process_of_its_own("privilege::tests::gives_up_root", base);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let expected = service_user().expect("users").expect("the service user");
    assert_eq!(fs::metadata(base.join("data")).expect("made").uid(), expected.uid);
}

/// Threads of the test harness keep their ids with glibc's set-ids-everywhere, so all of the process changes.
#[test]
#[ignore = "gives up root: run in a process of its own"]
fn gives_up_root() {
    let base = PathBuf::from(std::env::var_os("TEST_FOLDER").expect("a folder"));
    let closed = base.join("closed");
    fs::create_dir(&closed).expect("made");
    fs::copy("/bin/true", closed.join("true")).expect("copied");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("closed");
    let program = ReachableProgram::open(&closed.join("true")).expect("still root");

    fs::create_dir(base.join("others")).expect("made");
    fs::write(base.join("others/file"), "").expect("written");
    let refused = private_folder(&base.join("others"), run_as().expect("users").as_ref());
    assert!(matches!(refused, Err(PrivilegeError::NotOurs { .. })), "{refused:?}");
    fs::create_dir(base.join("data")).expect("an empty one is given away");

    let user = drop_if_root(&[&base.join("data")]).expect("given up").expect("was root");
    assert_eq!(geteuid().as_raw(), user.uid);
    assert!(fs::write(base.join("data/file"), "").is_ok());
    assert!(setresuid(Uid::from_raw(0), Uid::from_raw(0), Uid::from_raw(0)).is_err());
    assert!(fs::read_dir(&closed).is_err(), "the control: the folder is closed to us now");
    assert!(Command::new(closed.join("true")).status().is_err(), "the control: not by its path");
    assert!(program.command().status().expect("spawned").success());
}

#[test]
fn a_folder_that_the_user_cannot_reach_is_named() {
    if !geteuid().is_root() {
        return;
    }
    let scratch = Scratch::new("unreachable");
    let base = &scratch.0;
    fs::set_permissions(base, fs::Permissions::from_mode(0o700)).expect("closed");
    let output = in_a_process_of_its_own("privilege::tests::meets_a_closed_folder", base);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
#[ignore = "gives up root: run in a process of its own"]
fn meets_a_closed_folder() {
    let base = PathBuf::from(std::env::var_os("TEST_FOLDER").expect("a folder"));
    let refused = drop_if_root(&[&base.join("data")]);
    assert!(matches!(refused, Err(PrivilegeError::Unreachable { .. })), "{refused:?}");
}
