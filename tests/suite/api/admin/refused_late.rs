//! A removal that is refused, however late, has ended nothing; what it would end is part of what was seen.

use crate::support::api::{Program, Reply};
use crate::support::app::{TestApp, spawn};
use crate::support::held::Held;
use crate::support::person::enrol_with;
use crate::support::registering::{NEW, ROWS, approve, held_up, of_two, page, proposal};
use crate::support::scoped::{change, enable, portal};
use crate::support::sp::Sp;
use senza::domain::Role;
use senza::federation::{Declaration, DeclaredError, Federation, RegistryError, ScopeWanted};
use serde_json::json;

/// For how many purposes an application is delivered keys.
fn delivered(app: &TestApp, sp: &Sp) -> usize {
    let found = app.block_on(app.federation.find(&sp.entity_id)).unwrap().unwrap();
    found.scopes().iter().filter(|scope| !scope.is_removed).count()
}

/// What is on record for good as soon as it is: no row of before counts from then on.
fn ended(app: &TestApp) -> [i64; 3] {
    ["scope removed", "partner links ended", "subscription ended for good"]
        .map(|event| app.count(&format!("audit where event = '{event}'")))
}

// Threat: by a removal that is refused last of all, since its token ended meanwhile, somebody ends an application's keys, its engineers'
// links and the address of its metadata all the same: no second person, and nobody's token, was needed for it.
#[test]
fn a_removal_whose_token_ends_meanwhile_has_ended_nothing() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Owner]);
    type Ask<'a> = &'a (dyn Fn(&Program, &Sp, &str) -> Reply + Sync);
    let each: [(&str, Ask<'_>, u16); 2] = [
        ("ward", &|program, sp, tag| program.remove(sp, Some(("If-Match", tag))), 204),
        ("lab", &|program, sp, tag| program.apply(&json!({ "remove": [sp.entity_id] }), tag), 200),
    ];
    for (name, ask, done) in each {
        let sp = portal(&app, name, "notes");
        app.sql("create table kept as select * from scope");
        for ends in [true, false] {
            let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
            let tag = match name {
                "ward" => program.tag(&sp),
                _ => program.compared(&json!({ "remove": [sp.entity_id] })),
            };
            let before = ended(&app);
            let meanwhile = || {
                if ends {
                    fed.end_token();
                }
            };
            let reply = held_up(&app, ROWS, || ask(&program, &sp, &tag), meanwhile);
            if ends {
                assert_eq!((reply.status, delivered(&app, &sp), ended(&app)), (401, 1, before), "{name}: {reply:?}");
            } else {
                assert_eq!((reply.status, ended(&app)), (done, before.map(|many| many + 1)), "control: {name}");
                fed.end_token();
            }
        }
        // What was removed does not come back, though its rows do.
        app.sql("create table gone as select * from scope; delete from scope; insert into scope select * from kept");
        assert_eq!(program_of(&app, &mut fed).put(&sp, NEW, json!({})).status, 201);
        assert_eq!(delivered(&app, &sp), 0);
        fed.end_token();
        app.sql("delete from scope; insert into scope select * from gone; drop table gone; drop table kept");
    }
    assert_eq!(app.findings(), []);
}

fn program_of(app: &TestApp, person: &mut crate::support::person::Person) -> Program {
    Program::with(app, &person.console_token(app, &["applications"]))
}

// Threat: of several that go at once one was changed meanwhile; nothing goes, and yet the keys of the others have ended.
#[test]
fn of_several_that_go_none_has_ended_where_one_was_changed_meanwhile() {
    let app = spawn();
    let (lab, ward) = (portal(&app, "lab", "notes"), portal(&app, "ward", "notes"));
    let removal =
        || Declaration { removed: vec![lab.entity_id.clone(), ward.entity_id.clone()], ..Declaration::default() };
    let before = ended(&app);
    for changed in [true, false] {
        // The last of them in their order.
        let held = Held::by(&app, "update service_provider set version = version + 1 where entity_id like '%ward%'");
        let (flow, declared) = (Federation::clone(&app.federation), removal());
        let runtime = app.block_on(async { tokio::runtime::Handle::current() });
        let applying = std::thread::spawn(move || runtime.block_on(flow.declare(declared, "test")));
        held.are_waited_for(&app, 1);
        if changed {
            held.commit(&app)
        } else {
            held.release(&app)
        }
        let applied = applying.join().unwrap();
        if changed {
            assert!(matches!(applied, Err(DeclaredError::Registry(RegistryError::Changed))), "{applied:?}");
            assert_eq!((delivered(&app, &lab), ended(&app)), (1, before));
            app.sql("update service_provider set version = version - 1 where entity_id like '%ward%'");
        } else {
            assert_eq!((applied.unwrap().steps.len(), ended(&app)), (2, before.map(|many| many + 2)), "control");
        }
    }
}

// Threat: what somebody delivers to an application since a program looked at it ends with it, unseen.
#[test]
fn what_an_application_is_delivered_is_part_of_what_was_seen() {
    let app = spawn();
    let mut fed = enrol_with(&app, "fed", &[Role::Federation]);
    let program = program_of(&app, &mut fed);
    let sp = portal(&app, "ward", "notes");
    let declared = json!({ "remove": [sp.entity_id] });
    let more: [&dyn Fn(); 3] = [
        &|| enable(&app, &sp, "files"),
        &|| drop(change(&app, &sp, "files", ScopeWanted::Rotate { overlap: 3 }).unwrap()),
        &|| drop(change(&app, &sp, "files", ScopeWanted::Remove).unwrap()),
    ];
    for more in more {
        let (tag, all) = (program.tag(&sp), program.compared(&declared));
        assert_eq!((program.tag(&sp), program.compared(&declared)), (tag.clone(), all.clone()), "control");
        more();
        assert!(program.tag(&sp) != tag && program.compared(&declared) != all);
        let saw = Some(("If-Match", &*tag));
        let refused = [program.remove(&sp, saw), program.put(&sp, saw, json!({})), program.apply(&declared, &all)];
        assert_eq!(refused.map(|reply| reply.status), [412; 3]);
        assert!(delivered(&app, &sp) >= 1);
    }
    // Of another application, only whoever declares all of them sees it.
    let other = portal(&app, "lab", "notes");
    let (tag, all) = (program.tag(&sp), program.compared(&declared));
    enable(&app, &other, "files");
    assert_eq!((program.tag(&sp), program.apply(&declared, &all).status), (tag.clone(), 412));
    assert_eq!(program.remove(&sp, Some(("If-Match", &tag))).status, 204, "control");
}

// Threats: what a program proposed with a stolen token is done past its end, since somebody was approving it just then; refused, it has ended
// the application's keys all the same.
#[test]
fn what_is_being_approved_falls_with_its_token() {
    let (app, mut root, _eve, mut fed, _ward) = of_two();
    let sp = portal(&app, "lab", "notes");
    let approved = || app.count("audit where event = 'proposal approved'");
    let told = || app.count("service_provider where released = '{sn}'");
    let before = approved();
    for removes in [false, true] {
        for ends in [true, false] {
            let program = program_of(&app, &mut fed);
            let (tag, (were, had)) = (program.tag(&sp), (approved(), ended(&app)));
            let saw = Some(("If-Match", &*tag));
            let wanted = match removes {
                true => program.remove(&sp, saw),
                false => program.put(&sp, saw, json!({ "attributes": ["sn"] })),
            };
            let wanted = page(&proposal(&wanted));
            let meanwhile = || {
                if ends {
                    fed.end_token();
                }
            };
            let done = held_up(&app, ROWS, || approve(&app, &mut root, &wanted), meanwhile);
            assert_eq!(done, !ends, "removes: {removes}");
            if ends {
                assert_eq!((approved(), ended(&app), delivered(&app, &sp)), (were, had, 1), "removes: {removes}");
                assert_eq!(told(), i64::from(removes));
            } else {
                assert_eq!((approved(), told()), (were + 1, i64::from(!removes)), "control");
                fed.end_token();
            }
        }
    }
    assert_eq!((approved(), ended(&app)), (before + 2, [1; 3]));
    assert_eq!(app.findings(), []);
}

// Threat: two people approve that an application goes, and with it go keys that somebody added since, of which neither knew.
#[test]
fn a_proposal_to_remove_falls_where_more_is_delivered_since() {
    let (app, mut root, _eve, mut fed, _ward) = of_two();
    let sp = portal(&app, "lab", "notes");
    let program = program_of(&app, &mut fed);
    let propose = || page(&proposal(&program.remove(&sp, Some(("If-Match", &program.tag(&sp))))));
    let first = propose();
    enable(&app, &sp, "files");
    assert!(!approve(&app, &mut root, &first));
    assert_eq!(delivered(&app, &sp), 2);
    let second = propose();
    assert_ne!(first, second, "what it would end is another");
    assert!(approve(&app, &mut root, &second), "control");
    assert_eq!(app.count("service_provider where entity_id like '%lab%'"), 0);
}
