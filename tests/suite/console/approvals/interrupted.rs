//! A switch of keys at two keepers, of which the second goes away midway: it waits, is approved again, and finished.

use super::keys::step;
use super::{APPROVED, REQUIREMENT, approve, key_of, waits};
use crate::rollover::fleet::{Before, SWITCH};
use crate::rollover::site::keepers;
use crate::rollover::{list, stdout};
use crate::support::app::{Options, spawn_with};
use crate::support::person::enrol_with;
use crate::support::program::Home;
use crate::transport::restart::url;
use senza::domain::{Role, SigningAlgorithm};
use senza::keeper::SamlKeyState;
use senza::startup::KeeperPlace;
use std::sync::atomic::Ordering;

// Threat: keepers sign with two keys, and nobody can finish what two people wanted; or it is finished by one alone.
#[test]
fn a_switch_that_broke_off_between_two_keepers_waits_and_is_approved_again() {
    let keepers = keepers();
    let before = Before::of(&keepers[1].1);
    let sockets = vec![keepers[0].1.socket.clone().into(), before.socket.clone().into()];
    let app = spawn_with(Options { keeper: Some(KeeperPlace::Sockets(sockets)), ..Options::default() });
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut eve = enrol_with(&app, "eve", &[Role::Owner]);
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    // The keepers' clock is the machine's: instead of days that go by, nothing says that anybody is new.
    app.sql("delete from audit where event in ('enrolled', 'granted')");
    let wanted = waits(&root.change(&app, REQUIREMENT, &[]));
    assert_eq!(approve(&app, &mut eve, &wanted).location().as_deref(), APPROVED);
    let made = fed.change(&app, &step("publish", "rsa", ""), &[]);
    assert_eq!(made.location().as_deref(), Some("/admin/settings/keys?done=publish"), "{}", made.body);
    let next = key_of(&app, SigningAlgorithm::RsaSha256.into(), SamlKeyState::Published).unwrap();
    // One keeper alone, as a command finds it.
    let alone = |n: usize| {
        Home::new()
            .with("SENZA_DATABASE_URL", url(&app.database))
            .with("SENZA_KEEPER_SOCKET", keepers[n].1.socket.to_str().unwrap())
            .with("SENZA_KEEPER_DIR", "/nonexistent/keeper")
    };
    let signs = |n: usize| {
        let in_use = list(&alone(n)).into_iter().find(|line| line.kind == "rsa" && line.state == "in-use");
        in_use.unwrap().fingerprint
    };
    // Where it signs anywhere, nothing has to be waited for.
    stdout(&alone(0).run(&["keys", "switch", "rsa", "--now"]));
    assert!(signs(0) == next && signs(1) != next);
    let proposal = waits(&fed.change(&app, &step("switch", "rsa", &next), &[]));
    let rows = |event: &str| app.count(&format!("audit where event = '{event}'"));
    let ended = rows("proposal ended");
    before.ends_at.store(SWITCH, Ordering::Relaxed);
    let broken = approve(&app, &mut eve, &proposal);
    assert!(broken.status >= 500, "{} {}", broken.status, broken.body);
    assert!(signs(1) != next, "the second keeper was not reached");
    assert_eq!((app.count("proposal"), rows("proposal ended")), (1, ended), "it waits");
    before.ends_at.store(0, Ordering::Relaxed);
    assert_eq!(approve(&app, &mut fed, &proposal).status, 422, "nor by whoever proposed it");
    assert_eq!(approve(&app, &mut root, &proposal).location().as_deref(), APPROVED, "by another than the first time");
    assert_eq!((signs(0), signs(1)), (next.clone(), next), "the same at both");
    assert_eq!((app.count("proposal"), rows("proposal ended")), (0, ended + 1));
    assert_eq!(approve(&app, &mut eve, &proposal).status, 410);
}
