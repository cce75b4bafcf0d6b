//! What people do while the keepers go on to another epoch: nothing fails, and nothing is left behind.

use super::scene::{Keepers, epochs_of_rows, retire, rotate};
use crate::support::app::TestApp;
use crate::support::held::Held;
use crate::support::person::{Person, enrol, enrol_by, invite};
use crate::support::ways::type_kit;
use senza::domain::{AccountId, WayId};
use senza::sign_in::epochs::EpochError;
use sqlx::{Connection as _, Executor as _};
use std::sync::mpsc;
use std::time::Duration;
use uuid::Uuid;

/// Somebody does something that stops at this table; the keepers go on meanwhile, and the old epoch is destroyed or not.
fn while_rotated<T: Send>(app: &TestApp, table: &str, retires: bool, act: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let held = Held::table(app, table);
        let acting = scope.spawn(act);
        held.is_waited_for(app);
        rotate(app).unwrap();
        if retires {
            retire(app, 1).unwrap();
        }
        held.release(app);
        acting.join().unwrap()
    })
}

// A sign-in that read its row before, and asks the keeper after the old epoch is gone.
#[test]
fn a_sign_in_that_read_its_row_before_reads_it_once_more() {
    let keepers = Keepers::two();
    let app = keepers.app();
    let mut ada = enrol(&app, "ada@example.org");
    let page = while_rotated(&app, "throttle", true, || ada.sign_in(&app));
    assert_eq!(page.status, 303, "{}", page.body);
    assert!(ada.is_signed_in());
}

#[test]
fn a_kit_that_was_looked_up_before_is_looked_up_once_more() {
    let keepers = Keepers::two();
    let app = keepers.app();
    let kit = enrol(&app, "ada@example.org").make_kit(&app);
    let (_, accepted) = while_rotated(&app, "account", true, || type_kit(&app, &kit));
    assert_eq!(accepted.status, 303, "{}", accepted.body);
}

#[test]
fn a_link_that_was_looked_up_before_is_looked_up_once_more() {
    let keepers = Keepers::two();
    let app = keepers.app();
    enrol(&app, "ada@example.org");
    let link = invite(&app, "bob@example.org", false, &[]);
    let mut browser = crate::support::browser::Browser::new(&app.base);
    let page = while_rotated(&app, "account", true, || browser.get(&link));
    assert_eq!(page.status, 200, "{}", page.body);
    enrol_by(&app, "bob@example.org", &link);
}

// Threat: a way in that was wrapped before the keepers went on is committed after it, and is lost with the old epoch. And the
// account is compared with what was read before the passphrase was stretched: a rotation is no change of it.
#[test]
fn a_change_that_began_before_ends_under_the_new_epoch() {
    let keepers = Keepers::two();
    let app = keepers.app();
    let mut ada = enrol(&app, "ada@example.org");
    let new = "another passphrase of hers";
    let changed = std::thread::scope(|scope| {
        let throttle = Held::table(&app, "throttle");
        let ada = &mut ada;
        let app = &app;
        let changing = scope.spawn(move || ada.change_passphrase(app, new));
        throttle.is_waited_for(app);
        // Her rows have been read. The new way in is wrapped next, and then her account is locked.
        let account = Held::table(app, "account");
        throttle.release(app);
        account.is_waited_for(app);
        rotate(app).unwrap();
        account.release(app);
        changing.join().unwrap()
    });
    assert_eq!(changed.location().as_deref(), Some("/account?done=passphrase"), "{}", changed.body);
    assert_eq!(epochs_of_rows(&app), [2]);
    retire(&app, 1).unwrap();
    ada.passphrase = new.to_owned();
    assert_eq!(ada.sign_in(&app).status, 303);
}

#[test]
fn an_enrolment_that_began_before_ends_under_the_new_epoch() {
    let keepers = Keepers::two();
    let app = keepers.app();
    enrol(&app, "ada@example.org");
    let link = invite(&app, "bob@example.org", false, &[]);
    let mut browser = crate::support::browser::Browser::new(&app.base);
    let page = browser.get(&link);
    let seed = senza::sign_in::totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let (code, passphrase) = (app.code(&seed), crate::support::person::PASSPHRASE);
    let typed = [("passphrase", passphrase), ("passphrase_confirm", passphrase), ("code", &*code)];
    let done = while_rotated(&app, "pending", false, || browser.submit(&link, &page, &typed));
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(epochs_of_rows(&app), [2]);
    retire(&app, 1).unwrap();
    let mut bob = Person { identifier: "bob@example.org".to_owned(), passphrase: passphrase.to_owned(), seed, browser };
    assert_eq!(bob.sign_in(&app).status, 303);
}

/// Somebody who has got a key of the epoch that is written now, and has not committed it.
struct Late {
    way: WayId,
    wrapped: Vec<u8>,
    connection: Option<sqlx::PgConnection>,
}

impl Late {
    fn new(app: &TestApp) -> Self {
        let (org, way) = (app.parts.org, WayId(Uuid::from_u128(7)));
        app.block_on(async {
            let account = sqlx::query_scalar("select id from account").fetch_one(&app.parts.pool).await.unwrap();
            let wrapped = app.parts.keeper.new_hardening_key(org, AccountId(account), way).await.unwrap();
            Self { way, wrapped, connection: None }
        })
    }

    fn begin(&mut self, app: &TestApp) {
        self.connection = Some(app.block_on(async {
            let mut connection = sqlx::PgConnection::connect_with(&app.database).await.unwrap();
            connection.execute("begin").await.unwrap();
            senza::db::epoch::be_waited_for(&mut connection).await.unwrap();
            connection
        }));
    }

    fn commit(mut self, app: &TestApp) {
        let insert = "insert into way_in (id, account_id, way, salt, memory_kib, passes, lanes, wrapped_kw, verifier, sealed_private, locator)
                      select $1, account_id, 'kit', salt, memory_kib, passes, lanes, $2, verifier, sealed_private, verifier from way_in limit 1";
        let mut connection = self.connection.take().unwrap();
        app.block_on(async {
            sqlx::query(insert).bind(self.way.0).bind(&self.wrapped).execute(&mut connection).await.unwrap();
            connection.execute("commit").await.unwrap();
        });
    }
}

// Somebody got a key of the old epoch before the keepers went on, and has not committed it.
#[test]
fn a_transaction_that_was_open_is_waited_for() {
    let keepers = Keepers::two();
    let app = keepers.app();
    enrol(&app, "ada@example.org");
    let mut late = Late::new(&app);
    late.begin(&app);
    let (done, is_done) = mpsc::channel();
    std::thread::scope(|scope| {
        let app = &app;
        scope.spawn(move || done.send(rotate(app).unwrap()).unwrap());
        assert!(is_done.recv_timeout(Duration::from_millis(1500)).is_err(), "it waits");
        late.commit(app);
        let rotated = is_done.recv_timeout(Duration::from_secs(60)).expect("and goes on");
        assert_eq!((rotated.epoch, rotated.resealed), (2, 2));
    });
    assert_eq!(epochs_of_rows(&app), [2], "and what was committed late is not left behind");
}

// Threat: nobody waited for a transaction, since the rotation was killed on the way; nothing was committed since; no row shows that the old epoch is still
// needed, and it is destroyed.
#[test]
fn a_transaction_that_nobody_waited_for_is_waited_for_before_the_old_epoch_is_destroyed() {
    let keepers = Keepers::two();
    let app = keepers.app();
    enrol(&app, "ada@example.org");
    let mut late = Late::new(&app);
    rotate(&app).unwrap();
    late.begin(&app);
    let (done, is_done) = mpsc::channel();
    std::thread::scope(|scope| {
        let app = &app;
        scope.spawn(move || done.send(retire(app, 1)).unwrap());
        assert!(is_done.recv_timeout(Duration::from_millis(1500)).is_err(), "it waits");
        late.commit(app);
        let refused = is_done.recv_timeout(Duration::from_secs(60)).expect("and goes on");
        assert!(matches!(refused, Err(EpochError::Left { epoch: 1, rows: 1 })), "{refused:?}");
    });
    assert_eq!(epochs_of_rows(&app), [1, 2]);
    rotate(&app).unwrap();
    retire(&app, 1).unwrap();
    assert_eq!(epochs_of_rows(&app), [2], "control: it was kept until then, and opened what was committed late");
}
