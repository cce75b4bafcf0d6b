//! What people do when they do not trust a link must end it: theirs, an operator's, and what befalls whoever made it.

use super::{NEW, audited};
use crate::support::again::{administrator, begin_again, complete, send};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol, enrol_as, invite};
use senza::domain::Identifier;
use senza::sign_in::again::{self, By};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::{revocation, totp};

const OTHER: &str = "granite violin under seven moons";

type Change = fn(&TestApp, &mut Person);

fn of(name: &str) -> Identifier {
    Identifier::parse(name).unwrap()
}

fn opens(app: &TestApp, link: &str) -> bool {
    match Browser::new(&app.base).get(link).status {
        200 => true,
        410 => false,
        other => panic!("{other}"),
    }
}

/// Keeps the link's row, for [`put_back`].
fn keep(app: &TestApp) {
    app.sql("drop table if exists kept_link; create table kept_link as select * from invitation");
}

/// Takes out that the link was withdrawn.
fn put_back(app: &TestApp) {
    app.sql("delete from invitation; insert into invitation select * from kept_link");
}

fn freeze(app: &TestApp, name: &str) {
    app.block_on(revocation::freeze(&app.parts, &of(name), "test")).unwrap();
}

fn restore(app: &TestApp, name: &str) {
    app.block_on(revocation::restore(&app.parts, &of(name), "test")).unwrap();
}

fn without_roles() -> Grant {
    Grant { roles: Some(Vec::new()), ..Grant::default() }
}

fn change_authenticator(app: &TestApp, person: &mut Person) {
    let page = person.browser.get("/account/authenticator");
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let code = person.next_code(app);
    let typed = [("passphrase", &*person.passphrase), ("code", &*code), ("new_code", &*app.code(&seed))];
    let done = person.browser.submit("/account/authenticator", &page, &typed);
    assert_eq!(done.status, 303, "{}", done.body);
    person.seed = seed;
    // The new app's code of this moment is used up.
    app.clock.advance(time::Duration::seconds(30));
}

// Threat: the operator freezes an account because of a link that somebody tricked out of them; it serves once it is restored.
#[test]
fn freezing_and_restoring_end_a_link() {
    let app = spawn();
    let mut root = administrator(&app, false);
    enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", false, &[]);
    assert!(opens(&app, &link), "control");
    keep(&app);
    freeze(&app, "ada@example.org");
    assert_eq!(app.count("invitation"), 0, "freezing ends it");
    put_back(&app);
    restore(&app, "ada@example.org");
    assert!(!opens(&app, &link), "so does restoring, of one that came while it was frozen");
    put_back(&app);
    assert!(opens(&app, &link), "control: had neither ended it, it would serve");
}

// Threat: somebody gets a link in another's name; the person reads that on their page, and changes their passphrase as it says.
#[test]
fn a_change_of_a_way_in_ends_a_link() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut ada = enrol(&app, "ada@example.org");
    let changes: [(&str, Change); 4] = [
        ("passphrase", |app, ada| {
            let done = ada.change_passphrase(app, OTHER);
            assert_eq!(done.status, 303, "{}", done.body);
            ada.passphrase = OTHER.to_owned();
        }),
        ("authenticator", change_authenticator),
        ("kit", |app, ada| drop(ada.make_kit(app))),
        ("removal of the kit", |app, ada| {
            let done = ada.change(app, "/account/remove", &[]);
            assert_eq!(done.status, 303, "{}", done.body);
        }),
    ];
    for (what, change) in changes {
        let link = root.link_again(&app, "ada@example.org", false, &[]);
        let page = ada.browser.get("/account");
        assert!(page.body.contains("ends it as well"), "the page says what ends it: {}", page.body);
        let mut late = Browser::new(&app.base);
        let open = late.get(&link);
        keep(&app);
        change(&app, &mut ada);
        assert!(!opens(&app, &link), "{what}");
        let (_, done) = send(&app, &mut late, &open, &link, NEW, true);
        assert_eq!(done.status, 410, "{what}: a page that was open before leads nowhere: {}", done.body);
        assert!(!ada.browser.get("/account").body.contains("id=\"begins-again\""), "{what}");
        put_back(&app);
        // Another data seed is another key for envelopes, which moves the account: it is not the link's any more.
        let moves = what == "removal of the kit";
        assert_eq!(opens(&app, &link), !moves, "control: nothing but the change had ended it: {what}");
    }
    assert!(ada.is_signed_in());
}

// Threat: an administrator makes links before she is thrown out, and completes them afterwards.
#[test]
fn a_link_serves_while_whoever_made_it_is_who_they_were() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    for name in ["ada", "bob"] {
        enrol(&app, name);
    }
    let (hers, roots) = (eve.link_again(&app, "ada", false, &[]), root.link_again(&app, "bob", false, &[]));
    let mut late = Browser::new(&app.base);
    let open = late.get(&hers);
    assert_eq!(open.status, 200, "control");
    for (what, is_for_good) in [("frozen", false), ("revoked", true)] {
        if is_for_good {
            app.block_on(revocation::revoke(&app.parts, &of("eve@example.org"), "test")).unwrap();
        } else {
            freeze(&app, "eve@example.org");
        }
        assert!(!opens(&app, &hers), "{what}");
        let (_, done) = send(&app, &mut late, &open, &hers, NEW, true);
        assert_eq!(done.status, 410, "{what}: {}", done.body);
        restore(&app, "eve@example.org");
        assert!(opens(&app, &hers), "control: only that she was {what} kept it shut");
    }
    // Her role alone: nobody can read it, and what the keeper vouches for has moved.
    app.block_on(grant(&app.parts, &of("eve@example.org"), without_roles(), "test")).unwrap();
    assert!(!opens(&app, &hers));
    let (_, done) = send(&app, &mut late, &open, &hers, NEW, true);
    assert_eq!(done.status, 410, "{}", done.body);
    assert!(opens(&app, &roots), "control: another's link is none of hers");
    begin_again(&app, "bob", &roots, NEW);
}

// Threat: the account of whoever made it is edited so that it seems to be as it was.
#[test]
fn the_state_of_whoever_made_a_link_is_as_the_keeper_vouches_for_it() {
    let app = spawn();
    administrator(&app, false);
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    enrol(&app, "ada");
    let link = eve.link_again(&app, "ada", false, &[]);
    app.sql("create table before as select * from account; create table items_before as select * from inbox_item");
    app.block_on(grant(&app.parts, &of("eve@example.org"), without_roles(), "test")).unwrap();
    app.sql(
        "update account a set inbox_mac = b.inbox_mac, inbox_version = b.inbox_version from before b where a.id = b.id",
    );
    assert!(!opens(&app, &link), "the MAC of before does not hold for the items of now");
    app.sql("delete from inbox_item; insert into inbox_item select * from items_before");
    assert!(opens(&app, &link), "control: an older whole of her account is her account again");
}

#[test]
fn an_operator_withdraws_a_link_by_name_and_it_is_on_record() {
    let app = spawn();
    let mut root = administrator(&app, false);
    let mut ada = enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", false, &[]);
    let field = [("identifier", "ada@example.org")];
    let token = ada.browser.get("/account").hidden("form_token").unwrap();
    let hers = ada.browser.post("/admin/again/withdraw", &[("form_token", &token), field[0]]);
    assert_eq!(hers.status, 403, "not for who is no administrator");
    assert!(opens(&app, &link), "control");
    let page = root.console("/admin/again/withdraw", &field);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("The link of ada@example.org is withdrawn"), "{}", page.body);
    assert!(!opens(&app, &link));
    assert!(ada.is_signed_in());
    assert!(ada.browser.get("/account/activity").body.contains("Your organisation took back a link"));
    let again = root.console("/admin/again/withdraw", &field);
    assert!(again.body.contains("ada@example.org has no open link"), "{}", again.body);
    let unknown = root.console("/admin/again/withdraw", &[("identifier", "nobody")]);
    assert_eq!(unknown.status, 422);
    assert!(unknown.body.contains("nobody is known"), "{}", unknown.body);
    // An invitation's as well, and by the command.
    let invited = invite(&app, "late", false, &[]);
    assert!(opens(&app, &invited), "control");
    let done = app.block_on(again::withdraw(&app.parts, &By::Command, &of("late"), "test"));
    assert!(done.unwrap() && !opens(&app, &invited));
    assert_eq!((audited(&app, "link withdrawn"), audited(&app, "link taken back")), (3, 2));
    // The page that shows a link has the button beside it.
    let shown = root.proven(&app, "/admin/again/link", &[("identifier", "ada@example.org"), ("new_person", "yes")]);
    let done = root.browser.submit("/admin/again/withdraw", &shown, &[]);
    assert!(done.body.contains("is withdrawn"), "{}", done.body);
    assert_eq!(complete_status(&app, &mut root), 303, "control: another link serves");
}

fn complete_status(app: &TestApp, root: &mut Person) -> u16 {
    let link = root.link_again(app, "ada@example.org", false, &[]);
    complete(app, &link, NEW, true).2.status
}
