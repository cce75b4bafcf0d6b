//! Very many accounts, rotated while people sign in, enrol and change their ways in: none of it fails. 2,000 by `make test`; more
//! by `ROTATE_ACCOUNTS=100000 ROTATE_PEOPLE=200`, whose figures are in `docs/reports/rotate.md`.

use super::scene::{Keepers, Made, answer, counts, epochs_of_rows, make_accounts, retire, rotate, said, wrapped_now};
use crate::support::app::TestApp;
use crate::support::meanwhile::until_seen;
use crate::support::person::{Person, enrol_at_once, enrol_by, invite};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;
use time::Duration;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().unwrap())
}

/// What happened while the keepers went on.
#[derive(Default)]
struct Tally {
    sign_ins: AtomicUsize,
    changes: AtomicUsize,
    enrolments: AtomicUsize,
    failed: AtomicUsize,
    /// All have one clock, and each moves it on for a code of their own: one at a time.
    turn: Mutex<()>,
}

impl Tally {
    fn note(&self, of: &AtomicUsize, done: bool, what: &str) {
        if done { of } else { &self.failed }.fetch_add(1, Ordering::Relaxed);
        if !done {
            println!("failed: {what}");
        }
    }
}

/// Everybody signs in again and again; one of each round enrols, and one changes their passphrase.
fn go_on(app: &TestApp, people: &mut [Person], tally: &Tally, is_over: &AtomicBool, name: &str) {
    for round in 0.. {
        for (n, person) in people.iter_mut().enumerate() {
            if is_over.load(Ordering::Relaxed) {
                return;
            }
            let _turn = tally.turn.lock().unwrap();
            let page = person.sign_in(app);
            tally.note(&tally.sign_ins, page.status == 303, &format!("{} {}", page.status, page.body));
            if n % 16 == 0 {
                let new = format!("passphrase of round {round} for {name}");
                let page = person.change_passphrase(app, &new);
                let done = page.location().as_deref() == Some("/account?done=passphrase");
                tally.note(&tally.changes, done, &format!("{} {}", page.status, page.body));
                if done {
                    person.passphrase = new;
                }
                let somebody = format!("{name}{round}x{n}@example.org");
                enrol_by(app, &somebody, &invite(app, &somebody, false, &[]));
                tally.note(&tally.enrolments, true, "");
            }
        }
    }
}

/// Before, and after: what the keeper answers for each account is the same.
fn answers(app: &TestApp, some: &[Made]) -> Vec<[u8; 32]> {
    app.block_on(async {
        let wrapped = wrapped_now(&app.parts.pool, some).await;
        assert_eq!(wrapped.len(), some.len(), "nobody is gone");
        let mut all = Vec::new();
        for (made, wrapped) in some.iter().zip(&wrapped) {
            all.push(answer(&app.parts.keeper, app.parts.org, made, wrapped).await);
        }
        all
    })
}

#[test]
fn many_accounts_are_rotated_while_people_sign_in_and_nothing_fails() {
    let (accounts, crowd) = (number("ROTATE_ACCOUNTS", 2_000), number("ROTATE_PEOPLE", 6));
    let keepers = Keepers::two();
    let app = keepers.app();
    let mut people: Vec<Person> =
        (0..crowd.max(2)).map(|n| enrol_at_once(&app, &format!("person{n}@example.org"), false, &[])).collect();
    let links: Vec<String> = (0..5).map(|n| invite(&app, &format!("later{n}@example.org"), false, &[])).collect();
    let begun = Instant::now();
    let made = app.block_on(make_accounts(&app.parts.keeper, &app.parts.pool, app.parts.org, accounts));
    println!("{accounts} accounts made in {:.1} s", begun.elapsed().as_secs_f64());
    let before = answers(&app, &made);
    let (tally, is_over) = (Tally::default(), AtomicBool::new(false));
    let half = people.len() / 2;
    let (one, two) = people.split_at_mut(half);
    let (rotated, said, took) = std::thread::scope(|scope| {
        for (some, name) in [(one, "first"), (two, "second")] {
            let (app, tally, is_over) = (&app, &tally, &is_over);
            scope.spawn(move || go_on(app, some, tally, is_over, name));
        }
        let (output, took) = until_seen(&is_over, || {
            std::thread::sleep(std::time::Duration::from_millis(300));
            let begun = Instant::now();
            let output = keepers.run(&app, &["keeper", "rotate"]);
            let took = begun.elapsed();
            std::thread::sleep(std::time::Duration::from_millis(300));
            (output, took)
        });
        let (status, said) = said(&output);
        (status, said, took)
    });
    println!("{said}");
    assert_eq!(rotated, Some(0), "{said}");
    let [sign_ins, changes, enrolments, failed] =
        [&tally.sign_ins, &tally.changes, &tally.enrolments, &tally.failed].map(|count| count.load(Ordering::Relaxed));
    println!(
        "{accounts} accounts of SQL and {} people in {:.1} s; meanwhile {sign_ins} sign-ins, {changes} changes of a passphrase, \
         {enrolments} enrolments; {failed} failed",
        people.len(),
        took.as_secs_f64()
    );
    assert_eq!(failed, 0);
    assert!(sign_ins > 0 && changes > 0 && enrolments > 0, "control: something happened meanwhile");
    assert_eq!(epochs_of_rows(&app), [2], "{:?}", counts(&app));
    assert!(answers(&app, &made) == before, "every account has the key that it had");
    retire(&app, 1).unwrap();
    assert!(answers(&app, &made[..made.len().min(500)]) == before[..made.len().min(500)]);
    app.clock.advance(Duration::seconds(30));
    for person in &mut people {
        assert_eq!(person.sign_in(&app).status, 303, "{}", person.identifier);
    }
    for (n, link) in links.iter().enumerate() {
        enrol_by(&app, &format!("later{n}@example.org"), link);
    }
    assert!(rotate(&app).is_ok(), "and the next one begins");
    assert_eq!(epochs_of_rows(&app), [3]);
}
