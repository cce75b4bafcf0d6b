//! Where it takes two: one proposes, another approves, and exactly that is done.

mod ended;
mod found;
mod fresh;
mod interrupted;
mod keys;
mod refused;

use crate::again::numbers::{look_into_pages, numbers, of_accounts, sweep_twice};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol_with};
use crate::support::sp::{Sp, register};
use senza::domain::Role;
use senza::federation::{Options, Registration, RegistryError, SETTLED};
use senza::keeper::{SamlKeyKind, SamlKeyState};
use time::Duration;

const REQUIREMENT: &str = "/admin/settings/approvals";
const APPROVE: &str = "/admin/approvals/approve";
const DECLINE: &str = "/admin/approvals/decline";
const APPROVED: Option<&str> = Some("/admin/approvals?done=approved");

struct Scene {
    app: TestApp,
    root: Person,
    eve: Person,
    fed: Person,
    sp: Sp,
}

/// Two owners, a federation manager, an application; all of them for some days.
fn scene_of_one() -> Scene {
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    let mut eve = enrol_with(&app, "eve", &[Role::Owner]);
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    app.clock.advance(SETTLED);
    for person in [&mut root, &mut eve, &mut fed] {
        assert_eq!(person.sign_in(&app).status, 303);
    }
    let sp = Sp::new("ward").named("Ward list").register(&app);
    Scene { app, root, eve, fed, sp }
}

/// A key that we sign with, or decrypt with.
fn key_of(app: &TestApp, kind: SamlKeyKind, state: SamlKeyState) -> Option<String> {
    let keys = app.block_on(app.parts.keeper.saml_keys()).unwrap().keys;
    keys.into_iter().find(|facts| facts.is(kind, state)).map(|facts| facts.id.to_string())
}

/// The same; and it takes two.
fn scene() -> Scene {
    let mut scene = scene_of_one();
    let Scene { app, root, eve, .. } = &mut scene;
    let proposal = waits(&root.change(app, REQUIREMENT, &[]));
    assert_eq!(approve(app, eve, &proposal).location().as_deref(), APPROVED);
    scene
}

fn about(page: &str, entity_id: &str) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/admin/applications/{page}?entity={entity}")
}

/// What it may be told, and its version.
fn stored(app: &TestApp, entity_id: &str) -> Option<(Vec<String>, i64)> {
    let query = "select released, version from service_provider where entity_id = $1";
    app.block_on(sqlx::query_as(query).bind(entity_id).fetch_optional(&app.parts.pool)).unwrap()
}

fn mail(version: i64) -> Option<(Vec<String>, i64)> {
    Some((vec!["mail".to_owned()], version))
}

/// The page of a proposal that a form has led to.
fn waits(done: &Page) -> String {
    let page = done.location().unwrap_or_else(|| panic!("{} {}", done.status, done.body));
    page.strip_suffix("&done=proposed").unwrap_or_else(|| panic!("{page}")).to_owned()
}

impl Scene {
    /// The federation manager wants the application to be told an attribute.
    fn propose(&mut self, attribute: &str) -> String {
        let field = format!("tell:{attribute}");
        let path = about("change", &self.sp.entity_id);
        waits(&self.fed.change(&self.app, &path, &[(&field, "yes")]))
    }
}

fn approve(app: &TestApp, person: &mut Person, proposal: &str) -> Page {
    let page = person.browser.get(proposal);
    let id = proposal.split('=').nth(1).unwrap();
    let token = page.hidden("form_token").or_else(|| person.browser.get("/account").hidden("form_token")).unwrap();
    let code = person.next_code(app);
    let fields = [("form_token", &*token), ("proposal", id), ("passphrase", &person.passphrase), ("code", &code)];
    person.browser.post(APPROVE, &fields)
}

// Threats: one person does it alone; approves their own; one approval is sent twice, or its row put back.
#[test]
fn a_change_waits_for_another_person_and_is_done_exactly_as_proposed() {
    let mut scene = scene();
    let proposal = scene.propose("mail");
    let Scene { app, root, eve, fed, sp } = &mut scene;
    assert_eq!(stored(app, &sp.entity_id), Some((Vec::new(), 1)), "nothing is changed yet");
    // By no other way of the console either; the command line asks nobody.
    let metadata = sp.metadata();
    let alone = |by| {
        let (metadata, released) = (metadata.as_bytes(), Vec::new());
        let wanted = Registration { metadata, released, allow_http_acs: false, options: Options::default() };
        app.block_on(app.federation.put(wanted, by, "test"))
    };
    assert!(matches!(alone(Some(root.signed_in(app).account)), Err(RegistryError::SecondPerson)));
    // What the others see, and who proposed it.
    assert!(root.browser.get("/admin").body.contains("1 change waits for you to decide"));
    let seen = root.browser.get(&proposal);
    assert!(seen.body.contains("<ins>mail (") && seen.body.contains("Another administrator proposed"), "{}", seen.body);
    let own = fed.browser.get(&proposal);
    assert!(own.body.contains("You proposed this") && !own.body.contains(APPROVE), "{}", own.body);
    // Nor by another session of theirs.
    for own in [&mut fed.elsewhere(app), &mut *fed] {
        let refused = approve(app, own, &proposal);
        assert!(refused.status == 422 && refused.body.contains("another person than the one"), "{}", refused.body);
    }
    // Somebody at another's open session.
    let guess = [("passphrase", "a guess that is long enough"), ("code", "000000")];
    assert_eq!(root.browser.submit(APPROVE, &seen, &guess).status, 422);
    assert_eq!((stored(app, &sp.entity_id), app.count("proposal")), (Some((Vec::new(), 1)), 1));
    app.sql("create table elder as select * from proposal");
    assert_eq!(approve(app, root, &proposal).location().as_deref(), APPROVED);
    assert_eq!((stored(app, &sp.entity_id), app.count("proposal")), (mail(2), 0));
    assert_eq!(approve(app, eve, &proposal).status, 410, "it was done once");
    // Put back, and everything that it started from too: the application is removed and registered anew, as it was.
    app.sql("insert into proposal select * from elder");
    assert_eq!(approve(app, eve, &proposal).status, 410, "the audit says that it was decided");
    assert!(eve.browser.get("/admin/approvals").body.contains("Nothing waits."));
    comes_and_goes_by_two(app, fed, eve);
    for (event, times) in
        [("change proposed", 4), ("proposal approved", 4), ("proposal done", 4), ("proposal ended", 4)]
    {
        assert_eq!(app.count(&format!("audit where event = '{event}'")), times, "{event}");
    }
    assert!(fed.browser.get("/account/activity").body.contains("was approved, and done, for Ward list"));
    assert_eq!(app.findings(), [], "and the audit holds");
}

/// Adding and removing go the same way.
fn comes_and_goes_by_two(app: &TestApp, fed: &mut Person, eve: &mut Person) {
    let other = Sp::new("laboratory").named("Laboratory");
    let look = fed.browser.hand_in(&other.metadata());
    let added = waits(&fed.send(app, "/admin/applications/look", &look, &[]));
    assert_eq!(stored(app, &other.entity_id), None);
    assert_eq!(approve(app, eve, &added).location().as_deref(), APPROVED);
    assert!(stored(app, &other.entity_id).is_some());
    let page = fed.browser.get(&about("remove", &other.entity_id));
    let removed = waits(&fed.send(app, "/admin/applications/remove", &page, &[]));
    assert!(stored(app, &other.entity_id).is_some());
    assert!(eve.browser.get(&removed).body.contains("Remove Laboratory"));
    assert_eq!(approve(app, eve, &removed).location().as_deref(), APPROVED);
    assert_eq!(stored(app, &other.entity_id), None);
}

// Threat: two approve at the same moment, and it is done twice.
#[test]
fn of_two_who_approve_at_once_one_does_it() {
    let mut scene = scene();
    let proposal = scene.propose("mail");
    let Scene { app, root, eve, sp, .. } = &mut scene;
    let app = &*app;
    let codes = [root.next_code(app), eve.next_code(app)];
    let pages = [root.browser.get(&proposal), eve.browser.get(&proposal)];
    let statuses = std::thread::scope(|scope| {
        let all = [&mut *root, &mut *eve].into_iter().zip(pages.iter().zip(&codes));
        let sent: Vec<_> = all
            .map(|(person, (page, code))| {
                scope.spawn(move || {
                    let passphrase = person.passphrase.clone();
                    person.browser.submit(APPROVE, page, &[("passphrase", &passphrase), ("code", code)]).status
                })
            })
            .collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.contains(&410), "{statuses:?}");
    assert_eq!((stored(app, &sp.entity_id), app.count("audit where event = 'service provider put'")), (mail(2), 2));
}

// Threat: who writes to the database has something else approved than what was proposed.
#[test]
fn a_proposal_that_was_meddled_with_is_none() {
    let mut scene = scene();
    let (proposal, _) = (scene.propose("mail"), scene.propose("sn"));
    let Scene { app, root, sp, .. } = &mut scene;
    let id = proposal.split('=').nth(1).unwrap().to_owned();
    app.sql("create table kept as select * from proposal");
    let back = "delete from proposal; insert into proposal select * from kept";
    let own = format!("where id = '{id}'");
    let other = format!("(select * from kept where id <> '{id}') other {own}");
    for attack in [
        format!("update proposal set sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1) {own}"),
        format!("update proposal set mac = set_byte(mac, 0, get_byte(mac, 0) # 1) {own}"),
        format!("update proposal set expires_on = expires_on + 300 {own}"),
        format!(
            "update proposal set sealed = other.sealed from {}",
            other.replace("where id = '", "where proposal.id = '")
        ),
        format!(
            "update proposal set sealed = other.sealed, mac = other.mac, expires_on = other.expires_on from {}",
            other.replace("where id = '", "where proposal.id = '")
        ),
        // The other's row under this one's name.
        format!("delete from proposal {own}; update proposal set id = '{id}'"),
    ] {
        app.sql(&attack);
        assert!(root.browser.get(&proposal).status == 410, "{attack}");
        assert_eq!(approve(app, root, &proposal).status, 410, "{attack}");
        app.sql(back);
    }
    assert_eq!(stored(app, &sp.entity_id), Some((Vec::new(), 1)));
    assert_eq!(approve(app, root, &proposal).location().as_deref(), APPROVED, "control: as it was, it is believed");
    assert_eq!(stored(app, &sp.entity_id), mail(2));
}

// Threats: what is approved is not what was looked at; whoever proposed it was shut out since; it waits for ever.
#[test]
fn what_started_from_something_else_or_came_from_who_is_gone_is_not_done() {
    let mut scene = scene();
    let stale = scene.propose("mail");
    register(&scene.app, scene.sp.metadata().as_bytes(), &["sn"]);
    let of_now = scene.propose("mail");
    let (to_refuse, to_withdraw) = (scene.propose("cn"), scene.propose("uid"));
    let Scene { app, root, eve, fed, sp } = &mut scene;
    let refused = approve(app, root, &stale);
    assert!(refused.status == 422 && refused.text_of("over").is_some(), "{}", refused.body);
    assert!(root.browser.get(&stale).body.contains("What it started from has changed"));
    // Refused by another, withdrawn by who made it.
    for (person, proposal) in [(&mut *root, &to_refuse), (&mut *fed, &to_withdraw)] {
        let page = person.browser.get(proposal);
        let done = person.browser.submit(DECLINE, &page, &[]);
        assert_eq!(done.location().as_deref(), Some("/admin/approvals?done=declined"), "{}", done.body);
        assert_eq!(approve(app, eve, proposal).status, 410);
    }
    for event in ["proposal refused", "proposal declined", "proposal withdrawn"] {
        assert_eq!(app.count(&format!("audit where event = '{event}'")), 1, "{event}");
    }
    // The role is taken from whoever proposed it, and given back: they may not be who they were.
    for boxes in [&[("identifier", "fed")][..], &[("identifier", "fed"), ("federation", "yes")]] {
        assert_eq!(root.change(app, "/admin/settings/roles", boxes).status, 303);
        let gone = approve(app, eve, &of_now);
        assert!(gone.status == 422 && gone.body.contains("not who they were then"), "{}", gone.body);
    }
    assert_eq!(stored(app, &sp.entity_id), Some((vec!["sn".to_owned()], 2)));
    // Days later.
    app.clock.advance(SETTLED);
    assert_eq!(fed.sign_in(app).status, 303);
    let late = scene.propose("mail");
    let Scene { app, root, .. } = &mut scene;
    app.clock.advance(Duration::days(7));
    assert_eq!(root.sign_in(app).status, 303);
    assert_eq!(approve(app, root, &late).status, 410);
    let again = {
        scene.fed.sign_in(&scene.app);
        scene.propose("mail")
    };
    let Scene { app, root, sp, .. } = &mut scene;
    app.clock.advance(Duration::days(6));
    assert_eq!(root.sign_in(app).status, 303);
    assert_eq!(approve(app, root, &again).location().as_deref(), APPROVED, "control: in time, and as it was");
    assert_eq!(stored(app, &sp.entity_id), mail(3));
}

// Threats: an organisation with one owner shuts itself out; who writes to the database, or one owner alone, has one person be enough.
#[test]
fn it_takes_two_owners_to_need_a_second_person_and_to_need_none() {
    let mut scene = scene_of_one();
    let Scene { app, root, eve, fed, sp } = &mut scene;
    let wanted = waits(&root.change(app, REQUIREMENT, &[]));
    let alone = fed.change(app, &about("change", &sp.entity_id), &[]);
    assert!(alone.location().unwrap().ends_with("done=changed"), "until another owner approves it, nothing is needed");
    assert_eq!((approve(app, root, &wanted).status, approve(app, fed, &wanted).status), (422, 422));
    assert!(!app.block_on(app.federation.needs_second_person()).unwrap());
    assert_eq!(approve(app, eve, &wanted).location().as_deref(), APPROVED);
    assert!(app.block_on(app.federation.needs_second_person()).unwrap(), "there are two, since both have proved it");
    assert!(root.browser.get(REQUIREMENT).body.contains("takes two administrators here"));
    app.sql("create table kept as select * from approval_policy");
    // By what lies in the database alone, as a server that has just started finds it.
    for attack in [
        "update approval_policy set needed = false",
        "update approval_policy set needed = false, version = version + 1",
        "delete from approval_policy",
    ] {
        app.sql(attack);
        app.restart();
        assert!(app.block_on(app.federation.needs_second_person()).unwrap(), "{attack}");
        app.sql("delete from approval_policy; insert into approval_policy select * from kept");
    }
    let proposal = waits(&root.change(app, REQUIREMENT, &[]));
    assert!(app.block_on(app.federation.needs_second_person()).unwrap(), "it waits");
    let refused = approve(app, fed, &proposal);
    assert!(refused.status == 422 && refused.body.contains("Your role does not do"), "{}", refused.body);
    assert_eq!(approve(app, root, &proposal).status, 422, "nor by the same owner");
    assert_eq!(approve(app, eve, &proposal).location().as_deref(), APPROVED);
    assert!(!app.block_on(app.federation.needs_second_person()).unwrap());
    let alone = fed.change(app, &about("change", &sp.entity_id), &[("tell:mail", "yes")]);
    assert!(alone.location().unwrap().ends_with("done=changed"), "control: one is enough");
    // An earlier choice, put back, does not count either: where the database is not to be believed, it takes two.
    app.sql("delete from approval_policy; insert into approval_policy select * from kept");
    app.restart();
    assert!(app.block_on(app.federation.needs_second_person()).unwrap());
    assert_eq!(app.findings(), []);
    app.sql("delete from approval_policy; delete from audit where event like 'second person %'");
    app.restart();
    assert!(!app.block_on(app.federation.needs_second_person()).unwrap(), "control: it is the audit that remembers");
    assert_ne!(app.findings(), []);
}

// Threat: a copy of the database's files shows that one transaction wrote a proposal and locked an account.
#[test]
fn no_number_of_a_transaction_joins_a_proposal_to_an_account_after_the_sweep() {
    let mut scene = scene();
    look_into_pages(&scene.app);
    scene.propose("mail");
    let accounts = of_accounts(&scene.app);
    let joined = |app: &TestApp, table| !numbers(app, table).is_disjoint(&accounts);
    assert!(joined(&scene.app, "proposal"), "control: before the sweep they are joined");
    sweep_twice(&scene.app);
    for table in ["proposal", "approval_policy"] {
        assert!(!joined(&scene.app, table), "{table} still bears an account's number");
    }
}
