//! Every refusal at the bottom of what a second person is for, whatever page comes to it.

use super::{APPROVE, APPROVED, DECLINE, REQUIREMENT, Scene, about, approve, mail, scene, scene_of_one, stored, waits};
use crate::support::person::enrol_with;
use crate::support::sp::Sp;
use senza::domain::{Role, SecretText};
use senza::federation::{ApprovalError, ProvedError, RegistryError, SETTLED};
use senza::sign_in::change::{Sent, Typed};
use time::Duration;

// Threat: one person removes an application alone, by whatever page forgets to ask.
#[test]
fn one_person_alone_removes_nothing_where_it_takes_two() {
    let Scene { app, mut root, mut eve, mut fed, sp } = scene_of_one();
    let remove = |by| app.block_on(app.federation.remove_by("https://ward.example/saml", by, "test"));
    let by = Some(root.signed_in(&app).account);
    let wanted = waits(&root.change(&app, REQUIREMENT, &[]));
    assert_eq!(approve(&app, &mut eve, &wanted).location().as_deref(), APPROVED);
    assert!(matches!(remove(by), Err(RegistryError::SecondPerson)));
    assert_eq!(stored(&app, &sp.entity_id), Some((Vec::new(), 1)));
    // A form of the version before, and of another application's.
    let page = fed.browser.get(&about("remove", &sp.entity_id));
    let stale = fed.send(&app, "/admin/applications/remove", &page, &[("looked_at", "7")]);
    assert!(stale.status == 422 && app.count("proposal") == 0, "{}", stale.body);
    assert!(remove(None).unwrap(), "control: the command line asks nobody");
    assert_eq!(stored(&app, &sp.entity_id), None);
    sp.register(&app);
    let ended = waits(&root.change(&app, REQUIREMENT, &[]));
    assert_eq!(approve(&app, &mut eve, &ended).location().as_deref(), APPROVED);
    assert!(remove(by).unwrap(), "control: where one is enough");
}

// Threats: somebody without the role proposes, approves, refuses, or has the requirement changed, by a form that they were never shown.
#[test]
fn who_may_not_neither_proposes_nor_decides() {
    let mut scene = scene();
    let proposal = scene.propose("mail");
    let Scene { app, root, sp, .. } = &mut scene;
    let mut desk = enrol_with(app, "desk", &[Role::HelpDesk]);
    app.clock.advance(SETTLED);
    for person in [&mut *root, &mut desk] {
        assert_eq!(person.sign_in(app).status, 303);
    }
    let (id, by) = (proposal.split('=').nth(1).unwrap().parse().unwrap(), desk.signed_in(app));
    let (passphrase, code) = (SecretText::new(desk.passphrase.clone()), SecretText::new(desk.next_code(app)));
    let typed = || Typed { passphrase: &passphrase, second: Sent::Code(&code) };
    // Below every page.
    let flow = &app.federation;
    let approved = app.block_on(flow.approve((&by, typed()), id, "test"));
    assert!(matches!(approved, Err(ApprovalError::NotAllowed)), "{approved:?}");
    let declined = app.block_on(flow.decline(&by, id, "test"));
    assert!(matches!(declined, Err(ApprovalError::NotAllowed)), "{declined:?}");
    let required = app.block_on(flow.propose_requirement((&by, typed()), false, "test"));
    assert!(matches!(required, Err(ApprovalError::NotAllowed)), "{required:?}");
    let code = SecretText::new(desk.next_code(app));
    let typed = Typed { passphrase: &passphrase, second: Sent::Code(&code) };
    let tag = app.block_on(flow.tag(&sp.entity_id)).unwrap().unwrap();
    let removed = app.block_on(flow.remove_proved((&by, typed), &sp.entity_id, &tag, "test"));
    assert!(matches!(removed, Err(ProvedError::Approval(ApprovalError::NotAllowed))), "{:?}", removed.err());
    // And by the pages' addresses.
    let token = desk.browser.get("/account").hidden("form_token").unwrap();
    let id = proposal.split('=').nth(1).unwrap();
    for path in [APPROVE, DECLINE] {
        assert_eq!(desk.browser.post(path, &[("form_token", &token), ("proposal", id)]).status, 403, "{path}");
    }
    assert_eq!((stored(app, &sp.entity_id), app.count("proposal")), (Some((Vec::new(), 1)), 1));
    assert_eq!(approve(app, root, &proposal).location().as_deref(), APPROVED, "control");
    assert_eq!(stored(app, &sp.entity_id), mail(2));
}

// Threat: whoever proposes fills the disk, or hides one proposal among a thousand; or what holds already is chosen once more.
#[test]
fn as_many_wait_as_may_and_what_holds_is_not_proposed() {
    let mut scene = scene();
    let all: Vec<String> = (0..10).map(|n| scene.propose(&format!("urn:x:{n}"))).collect();
    let Scene { app, root, eve, fed, sp } = &mut scene;
    let path = about("change", &sp.entity_id);
    let many = fed.change(app, &path, &[("tell:mail", "yes")]);
    assert!(many.status == 422 && many.body.contains("Very many changes wait"), "{}", many.body);
    waits(&eve.change(app, &path, &[("tell:mail", "yes")]));
    // What it hangs on is proposed all the same, once it is something else.
    let page = root.browser.get(REQUIREMENT);
    let same = root.send(app, REQUIREMENT, &page, &[("needed", "yes")]);
    assert!(same.status == 422 && same.body.contains("Somebody else changed this"), "{}", same.body);
    for strange in ["", "perhaps"] {
        assert_eq!(root.send(app, REQUIREMENT, &page, &[("needed", strange)]).status, 422);
    }
    assert_eq!(app.count("proposal"), 11);
    let withdrawn = fed.browser.get(&all[0]);
    assert_eq!(fed.browser.submit(DECLINE, &withdrawn, &[]).status, 303);
    waits(&fed.change(app, &path, &[("tell:mail", "yes")]));
    // Of all, whoever they are: a hundred.
    app.sql(
        "insert into proposal (id, org_id, sealed, expires_on, mac)
         select gen_random_uuid(), org_id, sealed, expires_on, mac from proposal, generate_series(1, 9)",
    );
    let full = eve.change(app, &path, &[("tell:sn", "yes")]);
    assert!(full.status == 422 && full.body.contains("Very many changes wait"), "{}", full.body);
    app.clock.advance(Duration::days(8));
    for person in [&mut *root, &mut *eve] {
        assert_eq!(person.sign_in(app).status, 303);
    }
    waits(&eve.change(app, &path, &[("tell:sn", "yes")]));
}

// Threat: two choices of the requirement, from one state, are both done: the second undoes what nobody looked at.
#[test]
fn of_two_choices_from_one_state_one_is_done() {
    let mut scene = scene();
    let Scene { app, root, eve, .. } = &mut scene;
    let (first, second) = (waits(&root.change(app, REQUIREMENT, &[])), waits(&root.change(app, REQUIREMENT, &[])));
    assert_eq!(approve(app, eve, &first).location().as_deref(), APPROVED, "control");
    let stale = approve(app, eve, &second);
    assert!(stale.status == 422 && stale.body.contains("What it started from has changed"), "{}", stale.body);
    assert_eq!(app.count("audit where event = 'second person not needed'"), 1);
    // Nor of one that was never.
    let other = Sp::new("other");
    assert_eq!(stored(app, &other.entity_id), None);
    let never = "/admin/approvals/one?proposal=00000000-0000-0000-0000-000000000007";
    assert_eq!((root.browser.get(never).status, approve(app, root, never).status), (410, 410));
}
