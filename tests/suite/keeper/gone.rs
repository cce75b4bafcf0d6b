//! Keepers that are killed, hang, or are not there.

use crate::support::answer::Answer;
use crate::support::app::{Options, TestApp, spawn_with};
use crate::support::keeper::{KeeperProcess, start};
use crate::support::person::{Person, enrol};
use crate::support::program::Home;
use crate::support::sp::Sp;
use senza::startup::KeeperPlace;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// An identity provider that asks these.
fn asking(keepers: &[&KeeperProcess]) -> TestApp {
    let sockets = keepers.iter().map(|keeper| keeper.socket.clone()).collect();
    spawn_with(Options { keeper: Some(KeeperPlace::Sockets(sockets)), ..Options::default() })
}

/// Signs everybody on, again and again, while something happens; how often, and the longest time that one took.
fn under_load(app: &TestApp, people: &mut [Person], portal: &Sp, meanwhile: impl FnOnce()) -> (usize, Duration) {
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

fn people(app: &TestApp) -> Vec<Person> {
    (0..4).map(|n| enrol(app, &format!("person{n}@example.org"))).collect()
}

const A_WHILE: Duration = Duration::from_millis(1500);

// Threat: a keeper dies while people sign on.
#[test]
fn two_keepers_and_one_killed_under_load_and_no_sign_on_fails() {
    let home = Home::new();
    let (mut one, mut two) = (start(&home, "one"), start(&home, "two"));
    let app = asking(&[&one, &two]);
    let mut people = people(&app);
    let portal = Sp::new("portal").encrypted_to().register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, || {
        std::thread::sleep(A_WHILE);
        one.serving.signal("KILL");
        std::thread::sleep(A_WHILE);
        one = start(&home, "one");
        std::thread::sleep(A_WHILE * 2);
        two.serving.signal("KILL");
        std::thread::sleep(A_WHILE);
        two = start(&home, "two");
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
    let _again = start(&home, "one");
    assert!(Answer::of(&people[0].browser.get(&portal.request(&app).unsigned())).is_success(), "nothing was lost");
}

// Threat: a keeper hangs, and everybody waits for it.
#[test]
fn a_keeper_that_hangs_is_waited_for_within_a_bound() {
    let home = Home::new();
    let (one, two) = (start(&home, "one"), start(&home, "two"));
    let app = asking(&[&one, &two]);
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
    let home = Home::new();
    let mut one = start(&home, "one");
    let app = asking(&[&one]);
    let mut people = people(&app);
    let portal = Sp::new("portal").register(&app);
    let (done, slowest) = under_load(&app, &mut people, &portal, || {
        std::thread::sleep(A_WHILE);
        one.serving.signal("KILL");
        one = start(&home, "one");
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
