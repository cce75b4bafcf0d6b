//! The whole rollover under load, at the service providers of the table in `docs/interoperability.md`.

use super::load::{Load, sign_on};
use super::site::Site;
use super::{fingerprint, list, refused};
use crate::portals::Wish;
use crate::portals::leaving::tell_everyone;
use crate::portals::scene::portals;
use crate::portals::table::show;
use crate::portals::trail::Trail;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Sign-ons that every portal has to accept between two steps.
const BETWEEN: usize = 5;

struct Kind {
    word: &'static str,
    signature: &'static str,
    /// Those that read what it signs.
    portals: &'static [&'static str],
}

const RSA: Kind =
    Kind { word: "rsa", signature: "rsa", portals: &["pysaml2", "node-saml", "mod_auth_mellon", "samael"] };
const EC: Kind = Kind { word: "ec", signature: "ecdsa", portals: &["pysaml2"] };

fn published(site: &Site) -> Vec<String> {
    list(site.home()).into_iter().map(|line| line.fingerprint).collect()
}

/// Somebody signs on everywhere and out of one portal: what tells the others, and the answer to the first, are signed by us.
fn out_of_all(site: &Site, load: &Load, name: &str) {
    let portals = load.portals.read().unwrap();
    let mut person = site.person(name);
    for portal in portals.iter() {
        Trail::from(&mut person.browser, &portal.sign_in(&Wish::PLAIN));
        assert!(portal.knows(&person.browser.get(&portal.home(&Wish::PLAIN))), "{}", portal.name());
    }
    let first = portals[0].as_ref();
    let (address, page) = first.sign_out(&mut person.browser);
    let trail = Trail::onwards(&mut person.browser, &address, page);
    let end = if portals.len() == 1 {
        trail
    } else {
        let left = tell_everyone(&mut person.browser, trail);
        assert_eq!(left.states, vec!["signed out"; portals.len() - 1], "{name}");
        left.end
    };
    assert!(first.says_signed_out(end.end()), "{name}: {}", end.end().body);
    for portal in portals.iter() {
        assert!(!portal.knows(&person.browser.get(&portal.home(&Wish::PLAIN))), "{name}: {}", portal.name());
    }
}

fn steps(site: &Site, load: &Load, kind: &Kind) {
    let word = kind.word;
    let old = fingerprint(site.home(), word, "in-use").unwrap();
    load.more(&old, BETWEEN);
    site.run(&["keys", "publish", word]);
    let next = fingerprint(site.home(), word, "published").unwrap();
    let took = site.publishes(&published(site));
    load.more(&old, BETWEEN);
    load.refresh(site);
    load.more(&old, BETWEEN);
    assert!(refused(site.home(), &["keys", "switch", word]).contains("too early"), "nobody waited");
    site.run(&["keys", "switch", word, "--now"]);
    let switched = site.publishes(&published(site));
    load.more(&next, BETWEEN);
    out_of_all(site, load, &format!("{word}-switched@example.org"));
    // The order is another now; nobody has to read it.
    load.refresh(site);
    load.more(&next, BETWEEN);
    let consent = site.consent(&old);
    let consent: Vec<&str> = consent.iter().map(String::as_str).collect();
    site.run(&[&["keys", "retire", &old, "--now"], &*consent].concat());
    let retired = site.publishes(&published(site));
    load.more(&next, BETWEEN);
    load.refresh(site);
    load.more(&next, BETWEEN);
    out_of_all(site, load, &format!("{word}-retired@example.org"));
    show(&format!(
        "{word}: in the metadata of every server {took:?}, {switched:?} and {retired:?} after the three steps"
    ));
}

fn roll(site: &Site, kind: &Kind) {
    let mut all = portals(&site.metadata());
    all.iter().flat_map(|portal| portal.metadata()).for_each(|metadata| site.register(&metadata, kind.signature));
    let people: Vec<_> = (0..3).map(|n| site.person(&format!("{}-{n}@example.org", kind.word))).collect();
    for portal in &all {
        let reads = sign_on(&people[0], portal.as_ref()).is_ok();
        assert_eq!(reads, kind.portals.contains(&portal.name()), "{}: {}", portal.name(), kind.signature);
    }
    all.retain(|portal| kind.portals.contains(&portal.name()));
    let load = Load::new(all);
    std::thread::scope(|scope| {
        for (n, person) in people.iter().enumerate() {
            let load = &load;
            scope.spawn(move || load.goes_on(person, n));
        }
        let done = catch_unwind(AssertUnwindSafe(|| steps(site, &load, kind)));
        load.stop();
        done.unwrap_or_else(|panic| resume_unwind(panic));
    });
    let (accepted, failed) = (load.accepted(), load.failed());
    show(&format!("{}: {} sign-ons, {} failed", kind.word, accepted.values().sum::<usize>(), failed.len()));
    for ((portal, signer), count) in &accepted {
        show(&format!("  {portal} accepted {count} signed by {}", &signer[..16]));
    }
    assert!(failed.is_empty(), "{}", failed[0]);
    for portal in load.portals.read().unwrap().iter() {
        assert_eq!(
            accepted.keys().filter(|(name, _)| *name == portal.name()).count(),
            2,
            "{}: both keys",
            portal.name()
        );
    }
}

#[test]
fn no_sign_on_fails_while_keys_roll_with_one_server_and_its_keeper_inside() {
    let site = Site::one();
    [RSA, EC].iter().for_each(|kind| roll(&site, kind));
}

#[test]
fn no_sign_on_fails_while_keys_roll_with_two_servers_and_two_keepers() {
    let site = Site::two();
    [RSA, EC].iter().for_each(|kind| roll(&site, kind));
}

/// The control: without the first step, and without having read the metadata, every portal refuses what the new key signs.
#[test]
fn a_portal_that_has_not_read_of_a_key_refuses_what_it_signs() {
    let site = Site::one();
    let mut all = portals(&site.metadata());
    all.iter().flat_map(|portal| portal.metadata()).for_each(|metadata| site.register(&metadata, "rsa"));
    let person = site.person("ada@example.org");
    let accepts = |all: &[Box<dyn crate::portals::Portal>]| -> Vec<bool> {
        all.iter().map(|portal| sign_on(&person, portal.as_ref()).is_ok()).collect()
    };
    assert!(accepts(&all).iter().all(|accepts| *accepts));
    site.run(&["keys", "publish", "rsa"]);
    site.run(&["keys", "switch", "rsa", "--now"]);
    site.publishes(&published(&site));
    assert!(accepts(&all).iter().all(|accepts| !accepts), "{:?}", accepts(&all));
    let metadata = site.metadata();
    all.iter_mut().for_each(|portal| portal.refresh(&metadata));
    assert!(accepts(&all).iter().all(|accepts| *accepts), "{:?}", accepts(&all));
}
