//! Three service providers at once, and a logout that begins at one of them, or with us: all out.

use super::leaving::tell_everyone;
use super::scene::{Scene, without_demo};
use super::table::show;
use super::trail::Trail;
use super::{Portal, Wish};
use crate::support::browser::Browser;
use crate::support::person::PASSPHRASE;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

const THREE: [&str; 3] = ["mod_auth_mellon", "pysaml2", "node-saml"];

fn three(scene: &Scene) -> [&dyn Portal; 3] {
    THREE.map(|name| scene.portals.iter().find(|portal| portal.name() == name).unwrap().as_ref())
}

fn known(scene: &Scene, browser: &mut Browser) -> [bool; 3] {
    three(scene).map(|portal| scene.is_known(browser, portal))
}

#[test]
fn three_at_once_and_out_of_one_is_out_of_all() {
    let scene = Scene::new();
    for begins in three(&scene) {
        let (mut ada, mut bob) = (scene.person(), scene.person());
        for portal in three(&scene) {
            scene.sign_on(&mut ada, portal, &Wish::PLAIN);
            scene.sign_on(&mut bob, portal, &Wish::PLAIN);
        }
        assert_eq!(known(&scene, &mut ada.browser), [true; 3], "control");
        let (address, page) = begins.sign_out(&mut ada.browser);
        let trail = Trail::onwards(&mut ada.browser, &address, page);
        let left = tell_everyone(&mut ada.browser, trail);
        assert_eq!(left.states, ["signed out"; 2], "{}", begins.name());
        assert!(begins.says_signed_out(left.end.end()), "{}: {}", begins.name(), left.end.end().body);
        assert_eq!(known(&scene, &mut ada.browser), [false; 3], "{}", begins.name());
        assert!(!scene.has_session(&mut ada.browser));
        assert_eq!(known(&scene, &mut bob.browser), [true; 3], "another person stays");
        assert!(scene.has_session(&mut bob.browser));
    }
}

/// Signs on at portals in Chromium, signs out, by this button if it takes one, and waits for the words at the end of it. In
/// the end nobody knows the person, and the page with those words is here.
fn walk(scene: &Scene, portals: &[&dyn Portal], (at, button): (&str, Option<&str>), end: &str) -> String {
    let modules = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers");
    assert!(modules.join("node_modules").exists(), "the browser's driver is missing: run scripts/test-peers");
    let person = scene.person();
    let portal = |portal: &&dyn Portal| {
        let (sign_in, home) = (portal.sign_in(&Wish::PLAIN), portal.home(&Wish::PLAIN));
        json!({ "name": portal.name(), "signIn": sign_in, "home": home, "known": portal.mark() })
    };
    let given = json!({
        "senza": scene.app.base,
        "person": { "identifier": person.identifier, "passphrase": PASSPHRASE, "code": scene.app.code(&person.seed) },
        "portals": portals.iter().map(portal).collect::<Vec<_>>(),
        "signOut": { "at": at, "button": button },
        "end": end,
        "shots": std::env::var("SENZA_SHOTS").ok(),
        "modules": modules,
    });
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/logout.mjs");
    let output =
        Command::new("node").arg(script).arg(given.to_string()).output().expect("node, for the browser's driver");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["before"], everywhere(portals, true), "control: {seen}");
    assert_eq!(seen["after"], everywhere(portals, false), "{seen}");
    seen["end"].as_str().unwrap().to_owned()
}

fn everywhere(portals: &[&dyn Portal], is_known: bool) -> Value {
    let mut all = json!({ "senza": is_known });
    for portal in portals {
        all[portal.name()] = is_known.into();
    }
    all
}

#[test]
fn in_chromium_three_at_once_and_out_of_one_is_out_of_all() {
    let scene = Scene::new();
    let home = three(&scene)[0].home(&Wish::PLAIN);
    let (place, _) = home.split_once("protected/").unwrap();
    let sign_out = format!("{place}mellon/logout?ReturnTo={place}");
    let end = walk(&scene, &three(&scene), (&sign_out, None), "Welcome");
    assert_eq!(end, place, "mod_auth_mellon took our answer");
}

#[test]
fn in_chromium_out_of_us_is_out_of_three() {
    let scene = Scene::new();
    let logout = format!("{}/logout", scene.app.base);
    let end = walk(&scene, &three(&scene), (&logout, Some("Sign out")), "Here, and in every application");
    assert!(end.starts_with(&format!("{logout}/leaving?")), "{end}");
}

#[test]
fn in_chromium_out_of_the_demo_portal_is_out_of_all() {
    if without_demo() {
        show("out of the demo portal, out of all: left out, because DEMO=0");
        return;
    }
    let scene = Scene::new();
    let demo = scene.portals.iter().find(|portal| portal.name() == "samael").unwrap().as_ref();
    let home = demo.home(&Wish::PLAIN);
    let [mellon, ..] = three(&scene);
    let end = walk(&scene, &[demo, mellon], (&home, Some("Sign out")), "You are signed out, here and everywhere");
    assert!(end.starts_with(&format!("{home}saml/slo?SAMLResponse=")), "{end}");
}
