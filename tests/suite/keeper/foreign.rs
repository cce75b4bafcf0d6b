//! Keeper and database that no longer belong together while the server runs: nothing that a keeper wrapped is written.
//! And the keepers of the tests themselves, which are not to be one another's.

use crate::support::again::{administrator, complete};
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::browser::{Browser, Page};
use crate::support::keeper::start;
use crate::support::lent_keys;
use crate::support::person::{PASSPHRASE, enrol, invite};
use crate::support::program::Home;
use senza::domain::{Identifier, SystemClock, SystemRandom};
use senza::keeper::{Embedded, KeeperError, Unsealing, secrets_at_rest};
use senza::sign_in::invitation::{self, InvitationError, Invitee};
use senza::sign_in::totp;
use senza::startup::KeeperPlace;
use std::fs;
use std::sync::Arc;

/// A link's page, filled in as it has to be and not yet sent.
struct Ready {
    browser: Browser,
    page: Page,
    link: String,
    code: String,
}

impl Ready {
    fn at(app: &TestApp, link: String) -> Self {
        let mut browser = Browser::new(&app.base);
        let page = browser.get(&link);
        let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
        Self { browser, page, link, code: app.code(&seed) }
    }

    fn send(&mut self) -> Page {
        let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*self.code)];
        self.browser.submit(&self.link, &self.page, &typed)
    }
}

fn try_to_invite(app: &TestApp, identifier: &str) -> Result<(), InvitationError> {
    let invitee =
        Invitee { identifier: Identifier::parse(identifier).unwrap(), roles: Vec::new(), attributes: Vec::new() };
    app.block_on(invitation::invite(&app.parts, invitee, None, "test")).map(drop)
}

/// Rows that hold what the keeper wrapped or vouches for, and what goes with them.
fn rows(app: &TestApp) -> Vec<i64> {
    ["account", "way_in", "root_seal", "factor", "profile", "invitation", "session"]
        .map(|table| app.count(table))
        .to_vec()
}

const ANOTHERS: &str = "update organisation set mac = decode(repeat('5a', 32), 'hex')";

// Threat: the database is exchanged, or restored from another installation's back-up, between an enrolment's page and its form;
// the new way in is hardened by a keeper that this database's other rows know nothing of.
#[test]
fn nobody_enrols_and_nobody_is_invited_where_keeper_and_database_no_longer_belong_together() {
    let app = spawn();
    let mac: Vec<u8> =
        app.block_on(sqlx::query_scalar("select mac from organisation").fetch_one(&app.parts.pool)).unwrap();
    let restored = format!("update organisation set mac = decode('{}', 'hex')", data_encoding::HEXLOWER.encode(&mac));
    let mut ready = Ready::at(&app, invite(&app, "ada@example.org", false, &[]));
    let before = rows(&app);
    app.sql(ANOTHERS);
    let refused = ready.send();
    assert_eq!(refused.status, 503, "{}", refused.body);
    let invited = try_to_invite(&app, "bob@example.org");
    assert!(matches!(invited, Err(InvitationError::Keeper(KeeperError::Foreign))), "{invited:?}");
    assert_eq!(rows(&app), before, "nothing was written");
    // The control: it is that row alone which keeps the same form from being taken, and the same person from being invited.
    app.sql(&restored);
    assert_eq!(ready.send().status, 303);
    try_to_invite(&app, "bob@example.org").unwrap();
    assert!(rows(&app) > before);
}

#[test]
fn nobody_begins_again_there_and_the_vault_of_before_stays() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let before = rows(&app);
    let mac: Vec<u8> =
        app.block_on(sqlx::query_scalar("select mac from organisation").fetch_one(&app.parts.pool)).unwrap();
    app.sql(ANOTHERS);
    let (_, _, refused) = complete(&app, &link, "copper lantern walks quietly home", true);
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert_eq!(rows(&app), before, "nothing was taken away and nothing written");
    app.sql(&format!("update organisation set mac = decode('{}', 'hex')", data_encoding::HEXLOWER.encode(&mac)));
    assert_eq!(ada.sign_in(&app).status, 303, "the vault is the one it was");
    let (_, _, done) = complete(&app, &link, "copper lantern walks quietly home", true);
    assert_eq!(done.status, 303, "control: {}", done.body);
}

// Threat: another keeper answers at the socket. A server that runs asks no keeper with other keys than the first had.
#[test]
fn another_keeper_behind_the_socket_enrols_nobody() {
    let (home, stranger) = (Home::new(), Home::new());
    let keeper = start(&home, "run");
    let sockets = KeeperPlace::Sockets(vec![keeper.socket.clone().into()]);
    let app = spawn_with(Options { keeper: Some(sockets), ..Options::default() });
    let mut ready = Ready::at(&app, invite(&app, "ada@example.org", false, &[]));
    let before = rows(&app);
    drop(keeper);
    drop(start(&stranger, "run"));
    let (own, aside) = (home.path().join("keeper"), home.path().join("aside"));
    fs::rename(&own, &aside).unwrap();
    fs::rename(stranger.path().join("keeper"), &own).unwrap();
    let other = start(&home, "run");
    let refused = ready.send();
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(try_to_invite(&app, "bob@example.org").is_err());
    assert_eq!(rows(&app), before);
    drop(other);
    fs::rename(&own, stranger.path().join("keeper")).unwrap();
    fs::rename(&aside, &own).unwrap();
    let _own = start(&home, "run");
    assert_eq!(ready.send().status, 303, "control: with its own keeper the same form is taken");
}

// Threat: two keepers of one test are one, and what is to be refused as another's would be refused for nothing.
#[test]
fn no_two_keepers_of_a_test_have_a_secret_in_common() {
    let place = tempfile::tempdir().unwrap();
    let [one, two] = ["one", "two"].map(|name| {
        let folder = place.path().join(name);
        lent_keys::lay(&folder);
        Embedded::open(&folder, Arc::new(SystemRandom), Arc::new(SystemClock)).unwrap();
        secrets_at_rest(&folder, &Unsealing::Nothing).unwrap()
    });
    assert!(one.len() == two.len() && one.len() > 8, "{}", one.len());
    for ((label, one), (_, two)) in one.iter().zip(&two) {
        assert!(one.expose() != two.expose(), "{label}");
    }
}
