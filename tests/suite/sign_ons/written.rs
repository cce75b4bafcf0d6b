//! Whoever writes to the database, holds it, or brings back what is over.

use super::{failed, flight, found, person, portal};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use senza::db::flight::Outcome;
use senza::domain::Clock as _;
use senza::domain::measures::MEASURES;
use senza::federation::flight::{Step, Wanted};
use senza::keeper::session_epoch;
use senza::startup::server;
use sqlx::{Connection as _, Executor as _};
use time::Duration;

fn broken(app: &TestApp) -> usize {
    app.block_on(app.federation.flights().list(Wanted { most: 50, ..Wanted::default() })).unwrap().broken
}

// Threat: whoever can write to the database changes what a record says, puts one in another's place, or makes one up, and an operator
// believes it.
#[test]
fn a_record_of_which_anything_was_changed_does_not_open() {
    let app = spawn();
    let (sp, mut ada) = (portal(&app), person(&app));
    let answered = ada.browser.get(&sp.request(&app).unsigned());
    let passive = Browser::new(&app.base).get(&sp.request(&app).with("IsPassive", "true").unsigned());
    assert!(
        found(&app, &answered).is_some() && found(&app, &passive).is_some() && broken(&app) == 0,
        "control: both open"
    );
    app.sql("create table kept as select * from flight");
    let back = || {
        app.sql("delete from flight");
        app.sql("insert into flight select * from kept");
        assert!(found(&app, &answered).is_some() && broken(&app) == 0, "control: as it was, it opens");
    };
    for change in [
        "update flight set outcome = 'refused' where outcome = 'answered'",
        "update flight set at = at - interval '1 second' where outcome = 'answered'",
        "update flight set provider = decode(repeat('00', 32), 'hex') where outcome = 'answered'",
        "update flight set trail = decode(repeat('00', 16), 'hex') where outcome = 'answered'",
        "update flight set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1) where outcome = 'answered'",
        "update flight set sealed = substring(sealed from 1 for 100) where outcome = 'answered'",
        "update flight set sealed = (select sealed from kept where outcome = 'refused') where outcome = 'answered'",
        "update flight set outcome = 'stopped', at = at - interval '400 days' where outcome = 'answered'",
    ] {
        assert_eq!(app.sql(change), 1, "{change}");
        assert!(found(&app, &answered).is_none(), "{change}");
        back();
    }
    // Under another's place it is not that one.
    app.sql("delete from flight where outcome = 'refused'");
    app.sql("update flight set place = (select place from kept where outcome = 'refused')");
    assert!(found(&app, &passive).is_none() && broken(&app) == 1);
    // Moments that are none, and one that has not come, neither stop the list nor stay.
    back();
    app.sql("insert into flight select sha256(place), 'infinity', provider, outcome, trail, sealed from kept");
    app.sql("insert into flight select sha256(sha256(place)), now() + interval '400 days', provider, outcome, trail, sealed from kept");
    assert!(found(&app, &answered).is_some() && broken(&app) == 2);
    app.block_on(senza::federation::flight::sweep(&app.parts)).unwrap();
    assert_eq!((app.count("flight"), broken(&app)), (2, 0));
}

// Threat: the records of a year lie in backups, and whoever takes those later, with the keeper of then, reads them.
#[test]
fn records_last_their_days_and_no_backup_opens_two_days_later() {
    let app = spawn();
    let sp = portal(&app);
    let mut nobody = Browser::new(&app.base);
    let first = nobody.get(&sp.request(&app).with("IsPassive", "true").unsigned());
    let (began, days) = (session_epoch(app.clock.now()), i64::from(app.federation.flights().days()));
    assert!(found(&app, &first).is_some());
    app.sql("create table kept as select * from flight");
    app.sql("create table kept_keys as select * from flight_key");
    let sweep = |app: &TestApp| {
        app.block_on(senza::federation::flight::sweep(&app.parts)).unwrap();
        app.block_on(server::sweep_keys(&app.parts)).unwrap();
    };
    for _ in 1..days {
        app.clock.advance(Duration::DAY);
        sweep(&app);
    }
    assert!(found(&app, &first).is_some(), "carried on under other days' keys");
    // The row of then does not serve any more: the key that it is sealed under is gone.
    app.sql("create table carried as select * from flight_key");
    let put_back = |keys: &str| {
        app.sql("delete from flight; delete from flight_key");
        app.sql(&format!("insert into flight select * from kept; insert into flight_key select * from {keys}"));
        found(&app, &first).is_some()
    };
    assert!(!put_back("kept_keys") && put_back("carried"), "the key's row of today opens, and the backup's does not");
    app.clock.advance(Duration::DAY + Duration::HOUR);
    sweep(&app);
    assert!(found(&app, &first).is_none() && app.count("flight") == 0, "its days are over");
    assert!(!put_back("carried"), "a record that was put back is as old as it says inside its seal");
    app.clock.advance(Duration::DAY * 2);
    sweep(&app);
    let last = began + u32::try_from(days).unwrap();
    for epoch in began..=last {
        assert!(
            app.block_on(app.parts.keeper.session_epoch_key(epoch)).is_err(),
            "no key that any copy is sealed under is left: {epoch}"
        );
    }
    assert!(app.block_on(app.parts.keeper.session_epoch_key(last + 2)).is_ok(), "control: today's is there");
}

// Threat: the recorder stops sign-ons: its table is locked, or gone, and everybody waits.
#[test]
fn a_sign_on_goes_on_when_nothing_can_be_recorded() {
    let app = spawn();
    let (sp, mut ada) = (portal(&app), person(&app));
    let answered = ada.browser.get(&sp.request(&app).unsigned());
    assert!(found(&app, &answered).is_some(), "control: it is recorded");
    let held = app.block_on(async {
        let mut connection = sqlx::PgConnection::connect_with(&app.database).await.unwrap();
        connection.execute("begin; lock table flight in access exclusive mode").await.unwrap();
        connection
    });
    let lost = MEASURES.flights_lost.get();
    let unseen = ada.browser.get(&sp.request(&app).unsigned());
    assert!(Answer::of(&unseen).is_success());
    // Returns when the record is lost: two seconds later.
    app.block_on(app.federation.flights().settled());
    assert!(MEASURES.flights_lost.get() > lost);
    app.block_on(held.close()).unwrap();
    assert!(found(&app, &unseen).is_none());
    app.sql("alter table flight rename to elsewhere");
    assert!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).is_success());
    app.block_on(app.federation.flights().settled());
    app.sql("alter table elsewhere rename to flight");
    let seen = ada.browser.get(&sp.request(&app).unsigned());
    assert_eq!(flight(&app, &seen).outcome(), Outcome::Answered, "it is recorded again");
}

// Threat: a request that is sent once more, from somebody's history, looks like the first.
#[test]
fn a_request_that_comes_again_is_recorded_as_what_it_is() {
    let app = spawn();
    let (sp, mut ada) = (portal(&app), person(&app));
    let request = sp.request(&app).unsigned();
    assert!(Answer::of(&ada.browser.get(&request)).is_success());
    let again = ada.browser.get(&request);
    assert_eq!((again.status, failed(&flight(&app, &again)).map(|(step, _)| step)), (409, Some(Step::First)));
    let waits = Browser::new(&app.base).get(&request);
    assert_eq!((waits.status, failed(&flight(&app, &waits)).map(|(step, _)| step)), (409, Some(Step::First)));
}
