//! The controls of scoped keys: what somebody would be given, with the one check taken out.

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::support::scoped::{change, is_question, open, portal, say};
use crate::support::sp::{Sp, encryption, register, stranger};
use crate::swaps::{alone, only_without};
use senza::domain::variant::{Check, skip};
use senza::federation::ScopeWanted;

/// How many keys a sign-on brings; where the person is asked they say this.
fn delivered(ada: &mut Person, sp: &Sp, says: &str) -> usize {
    let mut page = open(&mut ada.browser, &sp.entity_id);
    if is_question(&page) {
        page = say(&mut ada.browser, &page, says);
    }
    assert_eq!(page.status, 200, "{:?}", page.location());
    let answer = [encryption(), stranger()].into_iter().find_map(|keys| {
        let opened = std::panic::catch_unwind(|| Answer::opened(&page, keys));
        opened.ok().flatten()
    });
    answer.unwrap().told().get("senza:scoped-key:notes").map_or(0, Vec::len)
}

/// Somebody who has agreed, and what they agreed to.
fn agreed() -> (TestApp, Sp, Person) {
    skip(&[]);
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    assert_eq!(delivered(&mut ada, &sp, "agree"), 1);
    (app, sp, ada)
}

/// Two checks stand in the way: with either of them out, the other still does.
fn only_without_both(checks: [Check; 2], mut attack: impl FnMut() -> bool) {
    for one in checks {
        skip(&[one]);
        assert!(!attack(), "refused, without {one:?} alone");
    }
    only_without(&checks, attack);
}

// Threat: a key is delivered that the person never agreed to.
#[test]
fn a_purpose_never_agreed_to() {
    let _alone = alone();
    // What keys follow from is opened for who has said something.
    let (app, _, mut ada) = agreed();
    let other = portal(&app, "other", "notes");
    only_without(&[Check::ScopeConsent], || delivered(&mut ada, &other, "later") > 0);
}

// Threat: an agreement serves a service provider whose key or metadata is another.
#[test]
fn a_key_that_changed_between_agreement_and_delivery() {
    let _alone = alone();
    let (app, sp, mut ada) = agreed();
    let metadata = sp.metadata().replace(&encryption().certificate_text(), &stranger().certificate_text());
    register(&app, metadata.as_bytes(), &[]);
    only_without(&[Check::ScopeChanged], || delivered(&mut ada, &sp, "later") > 0);
}

// Threat: keys travel in the open.
#[test]
fn a_service_provider_that_lost_its_key() {
    let _alone = alone();
    let (app, sp, mut ada) = agreed();
    let bare = Sp { is_encrypted_to: false, ..sp.clone() }.register(&app);
    skip(&[Check::ScopeChanged]);
    assert_eq!(delivered(&mut ada, &bare, "later"), 0, "refused, though the change itself is not minded");
    skip(&[Check::ScopeChanged, Check::ScopeEncrypted]);
    let in_the_open = delivered(&mut ada, &bare, "later");
    skip(&[]);
    assert_eq!(in_the_open, 1, "control: without the check it goes through every browser");
}

// Threat: whoever writes to the database adds an epoch, or takes an end back.
#[test]
fn a_scope_that_was_edited() {
    let _alone = alone();
    let (app, sp, mut ada) = agreed();
    only_without_both([Check::ScopeMac, Check::ScopeOnRecord], || {
        // Read anew, and not as it was believed before.
        app.sql("update scope set former = '{7}', former_until = '{2999-01-01}', version = version + 1");
        delivered(&mut ada, &sp, "later") == 2
    });
}

// Threat: the row of before is put back, and with it what an operator ended.
#[test]
fn a_scope_that_was_put_back() {
    let _alone = alone();
    let (app, sp, mut ada) = agreed();
    app.sql("create table kept as select * from scope");
    change(&app, &sp, "notes", ScopeWanted::Remove).unwrap();
    app.sql("create table later as select * from scope");
    only_without_both([Check::ScopeOnRecord, Check::ScopePutBack], || {
        // Read anew each time.
        app.sql("delete from scope; insert into scope select * from later");
        delivered(&mut ada, &sp, "later");
        app.sql("delete from scope; insert into scope select * from kept");
        delivered(&mut ada, &sp, "later") > 0
    });
}

// Threat: the same, before a process that has seen no other row, for somebody who was not served since.
#[test]
fn a_scope_that_was_put_back_before_a_new_process() {
    let _alone = alone();
    let (mut app, sp, mut ada) = agreed();
    app.sql("create table kept as select * from scope");
    change(&app, &sp, "notes", ScopeWanted::Remove).unwrap();
    app.sql("delete from scope; insert into scope select * from kept");
    only_without(&[Check::ScopeOnRecord], || {
        app.restart();
        delivered(&mut ada, &sp, "later") > 0
    });
}

// Threat: an epoch goes on after its end.
#[test]
fn an_epoch_that_ended() {
    let _alone = alone();
    let (app, sp, mut ada) = agreed();
    change(&app, &sp, "notes", ScopeWanted::End { epoch: 1 }).unwrap();
    only_without(&[Check::ScopeEpoch], || delivered(&mut ada, &sp, "later") > 0);
}
