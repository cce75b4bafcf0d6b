//! Many at once: nobody waits for what somebody else holds, and nobody gets more tries by being quick.

use crate::support::answer::Answer;
use crate::support::app::{Options, spawn, spawn_with};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol, enrol_as, enrol_at_once};
use crate::support::sp::Sp;
use senza::sign_in::throttle::ThrottlePolicy;
use std::collections::BTreeMap;

/// How often each status came back.
fn tally(statuses: impl IntoIterator<Item = u16>) -> BTreeMap<u16, usize> {
    let mut tally = BTreeMap::new();
    for status in statuses {
        *tally.entry(status).or_default() += 1;
    }
    tally
}

// Threat: requests that wait for the audit writer hold every connection that the writer needs.
#[test]
fn sixty_four_sign_ons_at_once_are_all_answered() {
    let app = spawn();
    let sp = Sp::new("crowd").register(&app);
    let ada = enrol(&app, "ada@example.org");
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..64)
            .map(|_| {
                let (app, sp, cookie) = (&app, &sp, &cookie);
                scope.spawn(move || {
                    let mut browser = Browser::new(&app.base);
                    browser.set_cookie("senza_session", cookie);
                    browser.get(&sp.request(app).unsigned()).status
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(tally(statuses), BTreeMap::from([(200, 64)]));
    assert_eq!(app.count("audit where event = 'signed on'"), 64);
}

// Threat: what was read for one in a statement that many share is told of another.
#[test]
fn of_many_who_share_a_read_each_gets_their_own() {
    let app = spawn();
    let portals = ["one", "two"].map(|name| Sp::new(name).told(&["mail"]).register(&app));
    let people: Vec<(String, String)> = (0..6)
        .map(|n| {
            let mail = format!("person{n}@example.org");
            let person = enrol_as(&app, &mail, false, &[("mail", &mail)]);
            (mail, person.browser.cookie("senza_session").unwrap().to_owned())
        })
        .collect();
    std::thread::scope(|scope| {
        for (n, (mail, cookie)) in people.iter().enumerate() {
            let (app, portals) = (&app, &portals);
            scope.spawn(move || {
                let mut browser = Browser::new(&app.base);
                browser.set_cookie("senza_session", cookie);
                for round in 0..12 {
                    let sp = &portals[(n + round) % 2];
                    let answer = Answer::of(&browser.get(&sp.request(app).unsigned()));
                    let told: Vec<Vec<String>> = answer.told().into_values().filter(|one| one.contains(mail)).collect();
                    assert_eq!((told.len(), answer.text("Audience")), (1, sp.entity_id.clone()));
                }
            });
        }
    });
    assert_eq!(app.count("audit where event = 'signed on'"), 72);
}

// Threat: a bucket that has just opened lets a whole crowd of tries through.
#[test]
fn of_forty_tries_at_one_opening_one_goes_through() {
    let options = Options {
        policy: senza::sign_in::Policy {
            throttle: ThrottlePolicy { free: 0, ..Options::default().policy.throttle },
            ..Options::default().policy
        },
        ..Options::default()
    };
    let app = spawn_with(options);
    // Or it would open once more while they come.
    app.clock.stop();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..40)
            .map(|_| {
                scope.spawn(|| {
                    let mut browser = Browser::new(&app.base);
                    let page = browser.get("/login");
                    let typed = [("identifier", "ada@example.org"), ("passphrase", "wrong"), ("code", "1")];
                    browser.submit("/login", &page, &typed).status
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(tally(statuses), BTreeMap::from([(403, 1), (429, 39)]));
}

// Threat: a stranger tries a name, notes the request id on the refusal, finds that row in a stolen database, and with it
// everything that the person of that name did that day.
#[test]
fn a_refusal_joins_nothing_that_the_person_did() {
    let app = spawn();
    // A pseudonym is of one day.
    app.clock.not_over_midnight();
    let mut ada: Person = enrol(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 303);
    for _ in 0..2 {
        let mut stranger = Browser::new(&app.base);
        let page = stranger.get("/login");
        let typed = [("identifier", "ada@example.org"), ("passphrase", "a guess"), ("code", "123456")];
        assert_eq!(stranger.submit("/login", &page, &typed).status, 403);
    }
    assert_eq!(app.count("(select distinct subject from audit where event = 'sign-in refused') s"), 1);
    let own = "audit where event in ('signed in', 'enrolled')";
    assert_eq!(app.count(&format!("(select distinct subject from {own}) s")), 1, "control: her own rows join");
    let joined =
        "audit r join audit o using (subject) where r.event = 'sign-in refused' and o.event <> 'sign-in refused'";
    assert_eq!(app.count(joined), 0);
}

// Threat: whoever counts rows in a stolen database learns whom to attack first.
#[test]
fn the_number_of_rows_does_not_tell_who_is_an_administrator() {
    let app = spawn();
    let _admin = enrol_at_once(&app, "admin", true, &[("mail", "a@example.org")]);
    let _other = enrol_at_once(&app, "other", false, &[("mail", "b@example.org")]);
    let query = "select count(*)::text || ' ' || sum(length(sealed)) from inbox_item group by account_id";
    let rows: Vec<String> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
    assert_eq!(rows.first(), rows.last());
    assert_eq!(rows.len(), 2);
}
