//! What a rotation and a retirement refuse, each with a sentence, and nothing changed. Each refusal has a control.

use super::scene::{Keepers, dump, epochs_of_rows, make_accounts, retire, rotate, said};
use crate::support::app::TestApp;
use crate::support::person::{enrol, invite};
use senza::keeper::Keeper;
use sqlx::Connection as _;
use std::fs;
use std::path::PathBuf;

/// The epochs that each keeper has.
fn held(keeper: &Keeper, app: &TestApp) -> Vec<Vec<u32>> {
    let epochs = keeper.each().into_iter().map(|(_, one)| app.block_on(async move { one.epochs().await.unwrap() }));
    epochs.map(|epochs| epochs.held.iter().map(|epoch| epoch.number).collect()).collect()
}

/// A file that the command's user can read.
fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

struct Scene {
    keepers: Keepers,
    app: TestApp,
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let keepers = Keepers::two();
        let app = keepers.app();
        enrol(&app, "ada@example.org");
        invite(&app, "bob@example.org", false, &[]);
        Self { keepers, app, folder: crate::support::program::folder() }
    }

    fn retire(&self, epoch: u32, backup: &str) -> (Option<i32>, String) {
        self.retire_with(epoch, backup, &["--consent", &self.keepers.consent(epoch)])
    }

    fn retire_with(&self, epoch: u32, backup: &str, consent: &[&str]) -> (Option<i32>, String) {
        let path = file(&self.folder, "backup.sql", backup);
        let epoch = epoch.to_string();
        let arguments = [&["keeper", "retire", &epoch, "--backup", path.to_str().unwrap()], consent].concat();
        said(&self.keepers.run(&self.app, &arguments))
    }

    /// Refused, with these words, and every keeper has what it had.
    fn refused(&self, epoch: u32, backup: &str, words: &str) {
        let before = held(&self.app.parts.keeper, &self.app);
        let (status, said) = self.retire(epoch, backup);
        assert_eq!(status, Some(1), "{words}: {said}");
        assert!(said.contains(words), "{words}: {said}");
        assert_eq!(held(&self.app.parts.keeper, &self.app), before, "{words}");
    }
}

#[test]
fn a_keeper_that_is_away_stops_it_before_anything_is_changed() {
    let keepers = Keepers::new(2);
    keepers.start(0);
    let app = keepers.app();
    enrol(&app, "ada@example.org");
    let (status, said_so) = said(&keepers.run(&app, &["keeper", "rotate"]));
    assert_eq!(status, Some(1), "{said_so}");
    let missing = keepers.sockets[1].to_str().unwrap();
    assert!(said_so.contains("not every keeper answers") && said_so.contains(missing), "{said_so}");
    assert_eq!(epochs_of_rows(&app), [1]);
    let alone = app.parts.keeper.each().remove(0).1;
    assert_eq!(app.block_on(alone.epochs()).unwrap().held.len(), 1, "nothing was made");
    keepers.start(1);
    let (status, said_so) = said(&keepers.run(&app, &["keeper", "rotate"]));
    assert_eq!(status, Some(0), "control: {said_so}");
    assert!(said_so.ends_with("senza keeper retire 1 --backup FILE\n") || said_so.starts_with("1\n"), "{said_so}");
    assert_eq!(held(&app.parts.keeper, &app), [[1, 2], [1, 2]]);
    let listed = said(&keepers.run(&app, &["keeper", "epochs"])).1;
    assert_eq!(listed.lines().filter(|line| line.contains("keeper.sock\t2\t1 ")).count(), 2, "{listed}");
    let fingerprints: Vec<&str> = listed.lines().take(2).map(|line| line.split_once('\t').unwrap().1).collect();
    assert_eq!(fingerprints[0], fingerprints[1], "both have the same keys");
}

#[test]
fn the_epoch_that_is_written_or_unknown_is_not_retired() {
    let scene = Scene::new();
    let before = dump(&scene.app.database);
    scene.refused(1, &before, "epoch 1 is the one that is written");
    scene.refused(7, &before, "no keeper has epoch 7");
    rotate(&scene.app).unwrap();
    let after = dump(&scene.app.database);
    scene.refused(2, &after, "epoch 2 is the one that is written");
    let (status, said) = scene.retire(1, &after);
    assert_eq!(status, Some(0), "control: {said}");
    assert!(said.contains("destroyed on every keeper") && said.contains("back-up of the keepers' keys"), "{said}");
    assert_eq!(held(&scene.app.parts.keeper, &scene.app), [[2], [2]]);
    scene.refused(1, &after, "no keeper has epoch 1");
}

#[test]
fn an_epoch_with_rows_left_is_not_retired() {
    let scene = Scene::new();
    let app = &scene.app;
    let (keeper, org) = (app.parts.keeper.clone(), app.parts.org);
    let made = app.block_on(make_accounts(&keeper, &app.parts.pool, org, 3));
    rotate(app).unwrap();
    // As a server would leave it that nobody waited for.
    app.block_on(
        sqlx::query("update way_in set wrapped_kw = $2 where id = $1")
            .bind(made[1].way)
            .bind(&made[1].wrapped)
            .execute(&app.parts.pool),
    )
    .unwrap();
    scene.refused(1, &dump(&app.database), "1 rows are still of epoch 1");
    rotate(app).unwrap();
    let (status, said) = scene.retire(1, &dump(&app.database));
    assert_eq!(status, Some(0), "control: {said}");
}

// Threat: the old epoch is destroyed, and the back-up that was to replace all older ones is none.
#[test]
fn a_backup_that_is_old_cut_off_or_anothers_is_refused() {
    let scene = Scene::new();
    let app = &scene.app;
    let before = dump(&app.database);
    rotate(app).unwrap();
    let good = dump(&app.database);
    scene.refused(1, &before, "older than the rotation");
    scene.refused(1, &good[..good.len() / 2], "nothing was destroyed");
    let cut = &good[..good.rfind("-- PostgreSQL database dump complete").unwrap()];
    scene.refused(1, cut, "cut off");
    scene.refused(1, "", "no rows of organisation");
    scene.refused(1, &format!("PGDMP{good}"), "pg_restore --file - FILE");
    let other = Scene::new();
    rotate(&other.app).unwrap();
    scene.refused(1, &dump(&other.app.database), "is of another database");
    // Whole, and without a way in that somebody has made since.
    enrol(app, "carol@example.org");
    scene.refused(1, &good, "lacks 1 of 2 ways in");
    let (status, said) = scene.retire(1, &dump(&app.database));
    assert_eq!(status, Some(0), "control: {said}");
}

// Threat: a row that was changed is made good by being sealed anew, or stops every rotation from now on without a word.
#[test]
fn a_row_that_does_not_open_is_named_and_left_as_it_is() {
    let scene = Scene::new();
    let app = &scene.app;
    let (keeper, org) = (app.parts.keeper.clone(), app.parts.org);
    let made = app.block_on(make_accounts(&keeper, &app.parts.pool, org, 12));
    let bad = made[4].way;
    app.sql(&format!(
        "update way_in set wrapped_kw = set_byte(wrapped_kw, 60, get_byte(wrapped_kw, 60) # 1) where id = '{bad}'"
    ));
    app.sql("update invitation set mac = set_byte(mac, 3, get_byte(mac, 3) # 1)");
    let (status, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
    assert_eq!(status, Some(1), "{said_so}");
    assert!(said_so.contains("2 rows do not open") && said_so.contains(&bad.to_string()), "{said_so}");
    assert!(said_so.contains("invitation") && said_so.contains("not written by this service"), "{said_so}");
    assert_eq!(app.count("way_in where substring(wrapped_kw from 1 for 4) = '\\x00000001'"), 1, "all others are done");
    scene.refused(1, &dump(&app.database), "2 rows are still of epoch 1");
    app.sql(&format!("delete from account where id = '{}'", made[4].account));
    app.sql("delete from invitation");
    let (status, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
    assert_eq!(status, Some(0), "control: {said_so}");
    retire(app, 1).unwrap();
}

// Threat: one row, made up or changed, names an epoch that there is not, and nobody learns which row stops every rotation.
#[test]
fn a_row_of_an_epoch_that_no_keeper_has_is_named() {
    let scene = Scene::new();
    let app = &scene.app;
    let (keeper, org) = (app.parts.keeper.clone(), app.parts.org);
    let made = app.block_on(make_accounts(&keeper, &app.parts.pool, org, 12));
    let (bad, id) = (made[4].way, made[4].account);
    let before = held(&keeper, app);
    for (epoch, said_as) in [("fffffffe", "epoch 4294967294"), ("00000002", "epoch 2")] {
        app.sql(&format!(
            "update way_in set wrapped_kw = overlay(wrapped_kw placing '\\x{epoch}' from 1) where id = '{bad}'"
        ));
        let (status, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
        assert_eq!(status, Some(1), "{said_so}");
        assert!(said_so.contains(&format!("way_in {bad} ({said_as})")), "{said_so}");
        assert!(said_so.contains("1 of 14 rows") && said_so.contains("or delete them"), "{said_so}");
        assert_eq!(held(&keeper, app), before, "no epoch of that number is made");
    }
    // As many as there are: some are named.
    app.sql("update way_in set wrapped_kw = overlay(wrapped_kw placing '\\x00000009' from 1)");
    app.sql("update invitation set wrapped_kw = overlay(wrapped_kw placing '\\x00000009' from 1)");
    let (_, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
    assert_eq!(said_so.matches("(epoch 9)").count(), 5, "{said_so}");
    assert!(said_so.contains("14 of 14 rows") && said_so.contains("and others"), "{said_so}");
    assert!(said_so.contains("older than the database"), "{said_so}");
    app.sql("update way_in set wrapped_kw = overlay(wrapped_kw placing '\\x00000001' from 1)");
    app.sql("update invitation set wrapped_kw = overlay(wrapped_kw placing '\\x00000001' from 1)");
    app.sql(&format!("delete from account where id = '{id}'"));
    let (status, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
    assert_eq!(status, Some(0), "control: {said_so}");
    retire(app, 1).unwrap();
}

// Threat: a server that was taken over has the epoch destroyed that every way in hangs on, or whoever types has nobody's word for it.
#[test]
fn nothing_is_destroyed_without_the_consent_of_who_has_the_keys() {
    let scene = Scene::new();
    rotate(&scene.app).unwrap();
    let (keeper, backup) = (&scene.app.parts.keeper, dump(&scene.app.database));
    let before = scene.app.count("audit");
    let (status, said) = scene.retire_with(1, &backup, &[]);
    assert_eq!((status, said.contains("senza keeper consent")), (Some(1), true), "{said}");
    assert_eq!(scene.app.count("audit"), before, "nor is it on record");
    for wrong in [scene.keepers.consent(2), "00".repeat(32)] {
        let (status, said) = scene.retire_with(1, &backup, &["--consent", &wrong]);
        assert_eq!((status, said.contains("without consent")), (Some(1), true), "{said}");
    }
    assert_eq!(held(keeper, &scene.app), [[1, 2], [1, 2]]);
    let (status, said) = scene.retire(1, &backup);
    assert_eq!(status, Some(0), "control: {said}");
    assert_eq!(held(keeper, &scene.app), [[2], [2]]);
}

// Threat: a keeper's folder was put back from a back-up of before, and opens what was to be dead.
#[test]
fn a_keeper_that_was_put_back_is_brought_up_again_and_loses_the_old_epoch_again() {
    let keepers = Keepers::new(2);
    keepers.start(0);
    keepers.start(1);
    let app = keepers.app();
    let mut ada = enrol(&app, "ada@example.org");
    let old = fs::read(keepers.keys(1).join("keys.json")).unwrap();
    rotate(&app).unwrap();
    retire(&app, 1).unwrap();
    assert_eq!(held(&app.parts.keeper, &app), [[2], [2]]);
    let put_back = keepers.keys(1).join("keys.json.put-back");
    fs::write(&put_back, &old).unwrap();
    fs::set_permissions(&put_back, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    fs::rename(&put_back, keepers.keys(1).join("keys.json")).unwrap();
    assert_eq!(held(&app.parts.keeper, &app), [[2], [1]], "control: it was put back");
    for _ in 0..4 {
        assert_eq!(ada.sign_in(&app).status, 303, "the other is asked");
    }
    let rotated = rotate(&app).unwrap();
    assert_eq!((rotated.epoch, &*rotated.waiting), (2, &[1][..]), "no further epoch is begun");
    assert_eq!(held(&app.parts.keeper, &app), [vec![2], vec![1, 2]]);
    retire(&app, 1).unwrap();
    assert_eq!(held(&app.parts.keeper, &app), [[2], [2]]);
}

// Threat: two operators rotate at once, and each makes an epoch of the same number.
#[test]
fn of_two_rotations_at_once_one_is_refused() {
    let scene = Scene::new();
    let app = &scene.app;
    let mut alone = app.block_on(sqlx::PgConnection::connect_with(&app.database)).unwrap();
    assert!(app.block_on(senza::db::epoch::lock(&mut alone)).unwrap());
    let (status, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
    assert!(status == Some(1) && said_so.contains("another rotation is under way"), "{said_so}");
    app.block_on(alone.close()).unwrap();
    let (status, said_so) = said(&scene.keepers.run(app, &["keeper", "rotate"]));
    assert_eq!(status, Some(0), "control: {said_so}");
}
