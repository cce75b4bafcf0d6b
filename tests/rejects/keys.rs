//! The controls of scoped keys: what somebody would be given, with the one check taken out.

use crate::SWITCH;
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::support::sp::{Sp, encryption, percent, register, stranger};
use senza::domain::variant::{Check, skip};
use senza::federation::ScopeWanted;

fn alone() -> std::sync::MutexGuard<'static, ()> {
    SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn portal(app: &TestApp) -> Sp {
    let sp = Sp::new("notes").encrypted_to().register(app);
    change(app, &sp, ScopeWanted::Add { plain: None });
    sp
}

fn change(app: &TestApp, sp: &Sp, wanted: ScopeWanted) {
    app.block_on(app.federation.change_scope(&sp.entity_id, "notes", wanted, "test")).unwrap();
}

/// How many keys a sign-on brings; where the person is asked they say «later».
fn delivered(app: &TestApp, ada: &mut Person, sp: &Sp, says: &str) -> usize {
    let page = ada.browser.get(&format!("/saml/init?sp={}", percent(&sp.entity_id)));
    let mut page = ada.browser.follow(page);
    if page.body.contains("action=\"/keys/agree\"") {
        let said = ada.browser.submit("/keys/agree", &page, &[("answer", says)]);
        page = ada.browser.follow(said);
    }
    assert_eq!(page.status, 200, "{} {}", page.status, app.base);
    let answer = [encryption(), stranger()].into_iter().find_map(|keys| {
        let opened = std::panic::catch_unwind(|| Answer::opened(&page, keys));
        opened.ok().flatten()
    });
    answer.unwrap().told().get("senza:scoped-key:notes").map_or(0, Vec::len)
}

/// Tries it with every check, with these out, and with every check again.
fn only_without(check: Check, mut attack: impl FnMut() -> bool) {
    skip(&[]);
    assert!(!attack(), "refused, as long as {check:?} is made");
    skip(&[check]);
    let succeeds = attack();
    skip(&[]);
    assert!(succeeds, "control: without {check:?} it succeeds");
    assert!(!attack(), "and is refused again");
}

// Threat: a key is delivered that the person never agreed to.
#[test]
fn a_purpose_never_agreed_to() {
    let _alone = alone();
    let app = spawn();
    let sp = portal(&app);
    let other = Sp::new("other").encrypted_to().register(&app);
    change(&app, &other, ScopeWanted::Add { plain: None });
    let mut ada = enrol(&app, "ada@example.org");
    // What keys follow from is opened for who has said something.
    assert_eq!(delivered(&app, &mut ada, &other, "agree"), 1);
    only_without(Check::ScopeConsent, || delivered(&app, &mut ada, &sp, "later") > 0);
}

// Threat: an agreement serves a service provider whose key or metadata is another.
#[test]
fn a_key_that_changed_between_agreement_and_delivery() {
    let _alone = alone();
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    skip(&[]);
    assert_eq!(delivered(&app, &mut ada, &sp, "agree"), 1);
    let metadata = sp.metadata().replace(&encryption().certificate_text(), &stranger().certificate_text());
    register(&app, metadata.as_bytes(), &[]);
    only_without(Check::ScopeChanged, || delivered(&app, &mut ada, &sp, "later") > 0);
}

// Threat: keys travel in the open.
#[test]
fn a_service_provider_that_lost_its_key() {
    let _alone = alone();
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    skip(&[]);
    assert_eq!(delivered(&app, &mut ada, &sp, "agree"), 1);
    let bare = Sp { is_encrypted_to: false, ..sp.clone() }.register(&app);
    skip(&[Check::ScopeChanged]);
    assert_eq!(delivered(&app, &mut ada, &bare, "later"), 0, "refused, though the change itself is not minded");
    skip(&[Check::ScopeChanged, Check::ScopeEncrypted]);
    let in_the_open = delivered(&app, &mut ada, &bare, "later");
    skip(&[]);
    assert_eq!(in_the_open, 1, "control: without the check it goes through every browser");
}

// Threat: whoever writes to the database adds an epoch, or takes an end back.
#[test]
fn a_scope_that_was_edited() {
    let _alone = alone();
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    skip(&[]);
    assert_eq!(delivered(&app, &mut ada, &sp, "agree"), 1);
    let mut version = 1;
    only_without(Check::ScopeMac, || {
        // Read anew, and not as it was believed before.
        version += 1;
        app.sql(&format!("update scope set former = '{{7}}', former_until = '{{2999-01-01}}', version = {version}"));
        delivered(&app, &mut ada, &sp, "later") == 2
    });
}

// Threat: the row of before is put back, and with it what an operator ended.
#[test]
fn a_scope_that_was_put_back() {
    let _alone = alone();
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    skip(&[]);
    assert_eq!(delivered(&app, &mut ada, &sp, "agree"), 1);
    app.sql("create table kept as select * from scope");
    change(&app, &sp, ScopeWanted::Remove);
    assert_eq!(delivered(&app, &mut ada, &sp, "later"), 0);
    let later = "create table if not exists later as select * from scope";
    app.sql(later);
    only_without(Check::ScopePutBack, || {
        // Read anew each time.
        app.sql("delete from scope; insert into scope select * from later");
        delivered(&app, &mut ada, &sp, "later");
        app.sql("delete from scope; insert into scope select * from kept");
        delivered(&app, &mut ada, &sp, "later") > 0
    });
}

// Threat: an epoch goes on after its end.
#[test]
fn an_epoch_that_ended() {
    let _alone = alone();
    let app = spawn();
    let sp = portal(&app);
    let mut ada = enrol(&app, "ada@example.org");
    skip(&[]);
    assert_eq!(delivered(&app, &mut ada, &sp, "agree"), 1);
    change(&app, &sp, ScopeWanted::End { epoch: 1 });
    only_without(Check::ScopeEpoch, || delivered(&app, &mut ada, &sp, "later") > 0);
}
