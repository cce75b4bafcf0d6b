use super::*;
use crate::config::Environment;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

// Threat: the portal is another's program, and the database's password stands in our environment.
#[test]
fn the_portal_is_told_nothing_of_our_environment() {
    let program = ReachableProgram::open(Path::new("/usr/bin/env")).unwrap();
    let names = |mut command: Command| -> Vec<String> {
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        said.lines().filter_map(|line| Some(line.split_once('=')?.0.to_owned())).collect()
    };
    let told = names(told_nothing(&program));
    assert!(told.iter().all(|name| ["PATH", "LANG"].contains(&name.as_str())), "{told:?}");
    let set = "SENZA_DATABASE_URL";
    let mut cleared = program.command();
    cleared.env(set, "x");
    assert!(names(cleared).contains(&set.to_owned()), "control: what a command is given reaches its program");
    assert!(names(program.command()).len() > told.len(), "control: and what we have ourselves");
}

fn config(data: &Path, keeper: &Path) -> Config {
    let variables = [("SENZA_DATA_DIR", data), ("SENZA_KEEPER_DIR", keeper)];
    let variables: BTreeMap<_, _> = variables.map(|(name, path)| (name.into(), path.into())).into();
    Config::load(None, &Environment { variables, root: false }).unwrap()
}

#[test]
fn the_portal_keeps_its_key_beside_the_data_and_away_from_the_keepers() {
    let home = tempfile::tempdir_in("/tmp").unwrap();
    let (data, keeper, beside) = (home.path().join("data"), home.path().join("keeper"), home.path().join(STATE));
    assert_eq!(state_folder(&config(&data, &keeper)).unwrap(), beside);
    assert_eq!(fs::metadata(&beside).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(!data.exists());

    // Not where the keeper is, not through a link, not where there is something else.
    assert_eq!(state_folder(&config(&data, &beside)).unwrap(), data.join(STATE));
    fs::remove_dir(&beside).unwrap();
    std::os::unix::fs::symlink(home.path(), &beside).unwrap();
    assert_eq!(state_folder(&config(&data, &keeper)).unwrap(), data.join(STATE));
    fs::remove_file(&beside).unwrap();
    fs::write(&beside, "").unwrap();
    assert_eq!(state_folder(&config(&data, &keeper)).unwrap(), data.join(STATE));
}
