//! Keepers that are killed, hang, or are not there.

use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::keeper::{KeeperProcess, start};
use crate::support::mutual::{self, Ca};
use crate::support::person::{Person, enrol};
use crate::support::program::Home;
use crate::support::sp::Sp;
use senza::keeper::KeeperAt;
use senza::startup::KeeperPlace;
use senza::tls::{Mutual, Side};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Keepers of one home, and how they are reached.
struct Keepers {
    home: Home,
    /// By TLS, or through sockets.
    tls: Option<(Ca, Arc<Mutual>)>,
}

impl Keepers {
    fn by_sockets() -> Self {
        Self { home: Home::new(), tls: None }
    }

    fn by_tls() -> Self {
        let (home, ca) = (Home::new(), Ca::new());
        let tls = Arc::new(ca.mutual(Side::Server, &home.path().join("server")));
        Self { home, tls: Some((ca, tls)) }
    }

    fn start(&self, name: &str) -> (KeeperProcess, KeeperAt) {
        match &self.tls {
            None => {
                let keeper = start(&self.home, name);
                let at = keeper.socket.clone().into();
                (keeper, at)
            }
            Some((ca, tls)) => {
                let (keeper, address) = mutual::start(&self.home, ca, name);
                (keeper, mutual::host(address, Arc::clone(tls)))
            }
        }
    }
}

/// An identity provider that asks these.
pub(super) fn asking(keepers: &[KeeperAt]) -> TestApp {
    spawn_with(Options { keeper: Some(KeeperPlace::Sockets(keepers.to_vec())), ..Options::default() })
}

/// Signs everybody on, again and again, while something happens; how often, and the longest time that one took.
pub(super) fn under_load(
    app: &TestApp,
    people: &mut [Person],
    portal: &Sp,
    meanwhile: impl FnOnce(),
) -> (usize, Duration) {
    let (is_over, done) = (AtomicBool::new(false), AtomicUsize::new(0));
    let sign_on = |person: &mut Person| {
        let mut slowest = Duration::ZERO;
        while !is_over.load(Ordering::Relaxed) {
            let path = portal.request(app).unsigned();
            let begun = Instant::now();
            let page = person.browser.get(&path);
            slowest = slowest.max(begun.elapsed());
            assert_eq!(page.status, 200, "{}", page.body);
            assert!(Answer::of(&page).is_success());
            done.fetch_add(1, Ordering::Relaxed);
        }
        slowest
    };
    let slowest = std::thread::scope(|scope| {
        let sign_on = &sign_on;
        let threads: Vec<_> = people.iter_mut().map(|person| scope.spawn(move || sign_on(person))).collect();
        meanwhile();
        is_over.store(true, Ordering::Relaxed);
        threads.into_iter().map(|thread| thread.join().unwrap()).max().unwrap()
    });
    (done.load(Ordering::Relaxed), slowest)
}

pub(super) fn people(app: &TestApp) -> Vec<Person> {
    (0..4).map(|n| enrol(app, &format!("person{n}@example.org"))).collect()
}

pub(super) const A_WHILE: Duration = Duration::from_millis(1500);

// Threat: a keeper dies while people sign on.
#[test]
fn two_keepers_and_one_killed_under_load_and_no_sign_on_fails() {
    each_is_killed_once(&Keepers::by_sockets());
}

#[test]
fn two_keepers_by_tls_and_one_killed_under_load_and_no_sign_on_fails() {
    each_is_killed_once(&Keepers::by_tls());
}

fn each_is_killed_once(keepers: &Keepers) {
    let ((mut one, first), (mut two, second)) = (keepers.start("one"), keepers.start("two"));
    let app = asking(&[first, second]);
    let mut people = people(&app);
    let portal = Sp::new("portal").encrypted_to().register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, || {
        std::thread::sleep(A_WHILE);
        one.serving.signal("KILL");
        std::thread::sleep(A_WHILE);
        (one, _) = keepers.start("one");
        std::thread::sleep(A_WHILE * 2);
        two.serving.signal("KILL");
        std::thread::sleep(A_WHILE);
        (two, _) = keepers.start("two");
        std::thread::sleep(A_WHILE);
    });
    println!("{done} sign-ons, none failed, the slowest {slowest:?}, while each keeper was killed once");
    assert!(done > 50, "control: there was a load: {done}");
    // The control: with both gone it is said, at once enough, and when to come back.
    one.serving.signal("KILL");
    two.serving.signal("KILL");
    let begun = Instant::now();
    let page = people[0].browser.get(&portal.request(&app).unsigned());
    assert_eq!(page.status, 503, "{}", page.body);
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
    assert!(page.header("retry-after").is_some(), "{}", page.body);
    let _again = keepers.start("one");
    assert!(Answer::of(&people[0].browser.get(&portal.request(&app).unsigned())).is_success(), "nothing was lost");
}

// Threat: a keeper hangs, and everybody waits for it.
#[test]
fn a_keeper_that_hangs_is_waited_for_within_a_bound() {
    one_hangs(&Keepers::by_sockets());
}

// Its port takes connections, as the kernel does for it, and nobody answers there.
#[test]
fn a_keeper_whose_port_hangs_is_waited_for_within_a_bound() {
    one_hangs(&Keepers::by_tls());
}

fn one_hangs(keepers: &Keepers) {
    let ((one, first), (_two, second)) = (keepers.start("one"), keepers.start("two"));
    let app = asking(&[first, second]);
    let mut people = people(&app);
    let portal = Sp::new("portal").register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, || {
        std::thread::sleep(A_WHILE);
        one.serving.signal("STOP");
        std::thread::sleep(A_WHILE * 4);
        one.serving.signal("CONT");
        std::thread::sleep(A_WHILE);
    });
    println!("{done} sign-ons, none failed, the slowest {slowest:?}, while one keeper hung");
    assert!(slowest > Duration::from_secs(1), "control: somebody waited for it: {slowest:?}");
    assert!(slowest < Duration::from_secs(8), "{slowest:?}");
}

#[test]
fn a_keeper_that_starts_again_under_load_is_waited_for() {
    let keepers = Keepers::by_sockets();
    let (mut one, at) = keepers.start("one");
    let app = asking(&[at]);
    let mut people = people(&app);
    let portal = Sp::new("portal").register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, || {
        std::thread::sleep(A_WHILE);
        one.serving.signal("KILL");
        (one, _) = keepers.start("one");
        std::thread::sleep(A_WHILE);
    });
    println!("{done} sign-ons, none failed, the slowest {slowest:?}, while the only keeper started again");
}

// Threat: the database is exchanged while the server runs; a new passphrase would be sealed by a keeper that the account's
// other rows know nothing of.
#[test]
fn a_way_in_is_not_changed_when_keeper_and_database_no_longer_belong_together() {
    let app = spawn_with(Options::default());
    let mut ada = enrol(&app, "ada@example.org");
    app.sql("update organisation set mac = decode(repeat('00', 32), 'hex')");
    let ways = |app: &TestApp| app.count("way_in");
    let before = ways(&app);
    let refused = ada.change_passphrase(&app, "copper lantern walks quietly home");
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert_eq!(ways(&app), before);
    assert_eq!(ada.sign_in(&app).status, 303, "the passphrase is the one it was");
}
