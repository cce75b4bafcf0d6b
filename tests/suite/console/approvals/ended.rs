//! What can be approved no more: nothing of it is done, nothing of it is on record, and no page is shut by it.

use super::{APPROVED, DECLINE, Scene, approve, mail, scene, stored, waits};
use crate::support::app::TestApp;
use crate::support::registering::{ROWS, held_up};
use crate::support::sp::{Sp, instant};
use senza::domain::{Clock, Identifier, Role};
use senza::federation::SETTLED;
use senza::keeper::row_digest;
use senza::sign_in::grant::{self, Grant};
use senza::sign_in::revocation;
use time::Duration;

// Threat: a proposal whose metadata is over, or that nobody can read, shuts the console to all who might take it away.
#[test]
fn what_cannot_be_carried_out_any_more_is_shown_as_such_and_shuts_no_page() {
    let mut scene = scene();
    let Scene { app, root, eve, fed, .. } = &mut scene;
    let until = instant(app.clock.now() + Duration::days(3));
    let ends = |sp: &mut Sp| sp.role_attributes = format!(" validUntil=\"{until}\"");
    let elder = Sp::new("elder").named("Elder").having(ends).register(app);
    let brief = Sp::new("brief").named("Brief").having(ends);
    let look = fed.browser.hand_in(&brief.metadata());
    let over = waits(&fed.send(app, "/admin/applications/look", &look, &[]));
    assert!(root.browser.get(&over).text_of("over").is_none(), "control: in time it can be approved");
    app.clock.advance(Duration::days(4));
    let unreadable = unreadable(app);
    for person in [&mut *root, &mut *fed] {
        assert_eq!(person.sign_in(app).status, 303);
        let first = person.browser.get("/admin");
        assert!(first.status == 200 && first.body.contains("for you to decide"), "{}", first.body);
        let list = person.browser.get("/admin/approvals");
        assert!(list.status == 200 && list.body.matches("cannot be approved").count() == 2, "{}", list.body);
        let page = person.browser.get(&over);
        assert!(page.status == 200 && page.body.contains("cannot be carried out any more: "), "{}", page.body);
        assert!(person.browser.get(&unreadable).body.contains("which this one does not read"));
    }
    for proposal in [&over, &unreadable] {
        let refused = approve(app, root, proposal);
        assert!(refused.status == 422 && refused.text_of("over").is_some(), "{}", refused.body);
    }
    assert_eq!((stored(app, &brief.entity_id), app.count("audit where event = 'proposal approved'")), (None, 1));
    // Whoever made it takes it back, and anybody concerned takes away what nobody can read.
    assert_eq!(eve.sign_in(app).status, 303);
    for (person, proposal) in [(fed, &over), (eve, &unreadable)] {
        let page = person.browser.get(proposal);
        let done = person.browser.submit(DECLINE, &page, &[]);
        assert_eq!(done.location().as_deref(), Some("/admin/approvals?done=declined"), "{}", done.body);
    }
    assert_eq!(app.count("proposal"), 0);
    follows_one_that_is_over(&mut scene, elder);
}

// Threat: with the metadata that follows one that has expired, people are sent elsewhere, and the comparison shows a newcomer.
fn follows_one_that_is_over(scene: &mut Scene, elder: Sp) {
    let Scene { app, root, fed, .. } = scene;
    let follows = elder.having(|sp| {
        sp.role_attributes.clear();
        sp.acs[0].1 = "https://elsewhere.example/acs".to_owned();
    });
    let look = fed.browser.hand_in(&follows.metadata());
    let proposal = waits(&fed.send(app, "/admin/applications/look", &look, &[]));
    let page = root.browser.get(&proposal).body;
    for part in [
        "<del>https://elder.example/acs, by HTTP-POST, number 3</del>",
        "<ins>https://elsewhere.example/acs, by HTTP-POST, number 3</ins>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains("<del>no: its metadata is over"), "{page}");
    assert!(!page.contains("acs/default"), "control: what stays is left out: {page}");
}

/// A proposal that is ours, by its MAC, and says what this program does not know.
fn unreadable(app: &TestApp) -> String {
    let (id, sealed) = (uuid::Uuid::from_u128(7), vec![7_u8; 400]);
    let expires_on = (app.clock.now() + Duration::days(7)).date();
    let days = expires_on.to_julian_day().to_be_bytes();
    let digest = row_digest("proposal", id.as_bytes(), 1, &[app.parts.org.as_bytes(), &sealed, &days]);
    let mac = app.block_on(app.parts.keeper.row_mac(digest)).unwrap().to_vec();
    let query = sqlx::query("insert into proposal (id, org_id, sealed, expires_on, mac) values ($1, $2, $3, $4, $5)");
    let query = query.bind(id).bind(app.parts.org.0).bind(sealed).bind(expires_on).bind(mac);
    app.block_on(query.execute(&app.parts.pool)).unwrap();
    format!("/admin/approvals/one?proposal={id}")
}

// Threat: somebody proposes for later what they may not do any more by then: their role ends by itself, which leaves no trace in the
// database until they sign in.
#[test]
fn a_role_that_ends_by_itself_ends_what_its_holder_proposed() {
    let mut scene = scene();
    let app = &scene.app;
    let ends = Grant {
        roles: Some(vec![Role::Federation]),
        expires: Some(app.clock.now() + SETTLED + Duration::hours(2)),
        ..Grant::default()
    };
    app.block_on(grant::grant(&app.parts, &Identifier::parse("fed").unwrap(), ends, "test")).unwrap();
    app.clock.advance(SETTLED);
    assert_eq!([scene.fed.sign_in(app).status, scene.root.sign_in(app).status], [303; 2]);
    let (in_time, late) = (scene.propose("mail"), scene.propose("sn"));
    let Scene { app, root, sp, .. } = &mut scene;
    assert_eq!(approve(app, root, &in_time).location().as_deref(), APPROVED, "control: while they hold it");
    // What it started from is as it was then, so that nothing else keeps it from being approved.
    app.sql("delete from service_provider");
    let sp = sp.clone().register(app);
    let of_now = app.count("service_provider where version = 1");
    assert_eq!(of_now, 1);
    app.clock.advance(Duration::hours(2));
    assert_eq!(root.sign_in(app).status, 303);
    let gone = approve(app, root, &late);
    assert!(gone.status == 422 && gone.body.contains("not who they were then"), "{}", gone.body);
    assert_eq!(stored(app, &sp.entity_id), Some((Vec::new(), 1)));
}

// Threat: the record says that two people approved what was never done, and the proposal counts as decided.
#[test]
fn an_approval_whose_work_fails_is_not_on_record_and_can_be_given_again() {
    let mut scene = scene();
    let proposal = scene.propose("mail");
    let Scene { app, root, sp, .. } = &mut scene;
    app.sql(
        "create function broken() returns trigger language plpgsql as $$ begin raise 'broken'; end $$;
         create trigger broken before update on service_provider for each row execute function broken()",
    );
    let rows = |app: &TestApp| {
        ["proposal approved", "proposal done", "proposal ended", "service provider put"]
            .map(|event| app.count(&format!("audit where event = '{event}'")))
    };
    let before = rows(app);
    assert!(approve(app, root, &proposal).status >= 500);
    assert_eq!((rows(app), stored(app, &sp.entity_id)), (before, Some((Vec::new(), 1))));
    app.sql("drop trigger broken on service_provider");
    assert_eq!(approve(app, root, &proposal).location().as_deref(), APPROVED, "control");
    assert_eq!((rows(app), stored(app, &sp.entity_id)), (before.map(|times| times + 1), mail(2)));
}

// Threat: whoever proposed it is shut out at the very moment in which somebody approves it, and it is done all the same.
#[test]
fn whoever_proposed_it_is_looked_at_once_more_when_it_could_be_done() {
    for is_shut_out in [true, false] {
        let mut scene = scene();
        let proposal = scene.propose("mail");
        let Scene { app, root, sp, .. } = &mut scene;
        let fed = Identifier::parse("fed").unwrap();
        let meanwhile = || {
            if is_shut_out {
                app.block_on(revocation::freeze(&app.parts, &fed, "test")).unwrap();
            }
        };
        let done = held_up(app, ROWS, || approve(app, root, &proposal), meanwhile);
        assert_eq!(done.location().as_deref() == APPROVED, !is_shut_out, "{}", done.body);
        assert_eq!(stored(app, &sp.entity_id) == mail(2), !is_shut_out);
        let on_record = app.count("audit where event = 'proposal approved'");
        assert_eq!(on_record, if is_shut_out { 1 } else { 2 }, "that two are needed, and this one");
    }
}
