//! A back-up from before a rotation, restored into an empty cluster: with the keys of after it nobody's account opens.

use super::scene::{client, copy_keys, dump, epochs_of_rows, retire, rotate};
use crate::support::app::{Options, TestApp, spawn, spawn_on};
use crate::support::person::{Person, enrol, invite};
use crate::support::ways::type_kit;
use senza::cluster::TestCluster;
use senza::startup::KeeperPlace;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// A cluster that nobody has used, with the back-up in it, and an identity provider on it with these keys.
struct Restored {
    app: TestApp,
    _cluster: TestCluster,
    _runtime: tokio::runtime::Runtime,
}

fn restored(dump: &str, keys: &Path, ahead: time::Duration) -> Restored {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (cluster, database) = runtime.block_on(async {
        let cluster = TestCluster::start().await.unwrap();
        let database = cluster.create_database(None).await.unwrap();
        (cluster, database.connect_options)
    });
    let mut psql = client("psql", &database);
    psql.args(["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1"]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut psql = psql.spawn().unwrap();
    psql.stdin.take().unwrap().write_all(dump.as_bytes()).unwrap();
    assert!(psql.wait().unwrap().success());
    let keeper = Some(KeeperPlace::from(keys));
    let app = spawn_on(database, Options { keeper, ahead, ..Options::default() });
    Restored { app, _cluster: cluster, _runtime: runtime }
}

/// What opens: the passphrase, the kit, the invitation.
fn opens(restored: &Restored, ada: &Person, kit: &str, link: &str) -> [bool; 3] {
    let app = &restored.app;
    let mut ada = Person {
        identifier: ada.identifier.clone(),
        passphrase: ada.passphrase.clone(),
        seed: senza::domain::SecretBytes::new(ada.seed.expose().to_vec()),
        browser: crate::support::browser::Browser::new(&app.base),
    };
    let page = ada.sign_in(app);
    let signed_in = page.status == 303 && ada.is_signed_in();
    let accepted = type_kit(app, kit).1.status == 303;
    let invited = crate::support::browser::Browser::new(&app.base).get(link);
    [signed_in, accepted, invited.status == 200 && invited.text_of("totp-uri").is_some()]
}

// Threat: whoever stole a back-up years ago gets at the keeper of today.
#[test]
fn a_backup_from_before_a_rotation_opens_nothing_with_the_keys_of_after_it() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let link = invite(&app, "bob@example.org", false, &[]);
    let folder = tempfile::tempdir().unwrap();
    let keys = app.keeper_dir.path().join("keeper");
    let (old_keys, new_keys) = (folder.path().join("old"), folder.path().join("new"));

    let before = dump(&app.database);
    copy_keys(&keys, &old_keys);
    let rotated = rotate(&app).unwrap();
    assert_eq!((rotated.epoch, &*rotated.waiting), (2, &[1][..]));
    assert_eq!(epochs_of_rows(&app), [2]);
    let between = folder.path().join("between");
    copy_keys(&keys, &between);
    retire(&app, 1).unwrap();
    copy_keys(&keys, &new_keys);
    let after = dump(&app.database);
    // Whoever restores is later than whoever signed in last.
    let ahead = time::Duration::hours(1);

    let control = restored(&before, &old_keys, ahead);
    assert_eq!(opens(&control, &ada, &kit, &link), [true; 3], "control: the same back-up with the keys of then");
    let control = restored(&before, &between, ahead);
    assert_eq!(opens(&control, &ada, &kit, &link), [true; 3], "control: before the epoch was destroyed");
    let control = restored(&after, &new_keys, ahead);
    assert_eq!(opens(&control, &ada, &kit, &link), [true; 3], "control: the back-up of after it");
    let dead = restored(&before, &new_keys, ahead);
    assert_eq!(opens(&dead, &ada, &kit, &link), [false; 3]);
    // And for everybody who is here nothing has changed.
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(type_kit(&app, &kit).1.status, 303);
}
