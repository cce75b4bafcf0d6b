//! What a program proposes, where it takes two: it is said to be a program's, falls with its token, and waits once.

use crate::support::api::Program;
use crate::support::registering::{NEW, approve, of_two, page, path, proposal};
use crate::support::sp::Sp;
use serde_json::json;
use time::Duration;

// Threat: what was proposed with a stolen token is approved after its person has ended it.
#[test]
fn what_a_program_proposed_falls_with_its_token() {
    let (app, mut root, mut eve, mut fed, sp) = of_two();
    let told = |name: &str| app.count(&format!("service_provider where released = '{{{name}}}'"));
    let propose = |program: &Program, name: &str| {
        proposal(&program.put(&sp, Some(("If-Match", &program.tag(&sp))), json!({ "attributes": [name] })))
    };
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let first = propose(&program, "mail");
    let seen = eve.browser.get(&page(&first));
    assert!(seen.text_of("program").unwrap().contains("by a program") && seen.text_of("over").is_none());
    fed.end_token();
    let seen = eve.browser.get(&page(&first));
    assert!(seen.text_of("over").is_some() && seen.body.contains("a token that has ended since"), "{}", seen.body);
    assert!(!approve(&app, &mut root, &page(&first)));
    assert_eq!(told("mail"), 0);
    // By its time as well.
    let program = Program::with(&app, &fed.console_token_of(&app, &["applications"], "day"));
    let second = propose(&program, "sn");
    app.clock.advance(Duration::hours(25));
    for person in [&mut root, &mut eve, &mut fed] {
        assert_eq!(person.sign_in(&app).status, 303);
    }
    assert!(eve.browser.get(&page(&second)).text_of("over").is_some() && !approve(&app, &mut root, &page(&second)));
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let third = propose(&program, "uid");
    assert!(approve(&app, &mut root, &page(&third)), "control: while it serves");
    assert_eq!((told("sn"), told("uid")), (0, 1));
}

// Threat: a nightly run proposes the same each night, until nothing else can be proposed.
#[test]
fn the_same_again_is_the_same_proposal() {
    let (app, _root, mut eve, mut fed, sp) = of_two();
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    let tag = program.tag(&sp);
    let put = |program: &Program, name: &str| {
        proposal(&program.put(&sp, Some(("If-Match", &tag)), json!({ "attributes": [name] })))
    };
    let first = put(&program, "mail");
    for _ in 0..12 {
        assert_eq!(put(&program, "mail"), first);
    }
    // By another token of hers too; and what is another is another.
    let other = Program::with(&app, &fed.console_token(&app, &["applications"]));
    assert_eq!(put(&other, "mail"), first);
    let second = put(&program, "sn");
    let gone = proposal(&program.remove(&sp, Some(("If-Match", &tag))));
    let new = proposal(&program.put(&Sp::new("new"), NEW, json!({})));
    assert_eq!(std::collections::BTreeSet::from([&first, &second, &gone, &new]).len(), 4, "control");
    assert_eq!(proposal(&program.remove(&sp, Some(("If-Match", &tag)))), gone);
    assert_eq!(
        (app.count("proposal"), app.count("audit where event = 'change proposed' and service_provider <> ''")),
        (4, 4)
    );
    // Refused, it is proposed anew.
    let shown = eve.browser.get(&page(&first));
    let token = shown.hidden("form_token").unwrap();
    let done = eve.browser.post("/admin/approvals/decline", &[("form_token", &token), ("proposal", &first)]);
    assert_eq!(done.location().as_deref(), Some("/admin/approvals?done=declined"));
    assert_ne!(put(&program, "mail"), first);
    assert_eq!(program.get(&path(&sp.entity_id)).header("etag"), Some(&*tag), "nothing of it is done");
}

// Threat: what has fallen with a token keeps its person from proposing anything for a week; or, where it does not count, one person fills
// the list of all.
#[test]
fn what_has_fallen_keeps_nobody_from_proposing_and_fills_no_list() {
    let (app, _root, _eve, mut fed, _sp) = of_two();
    let propose = |program: &Program, n: usize| program.put(&Sp::new(&format!("new{n}")), NEW, json!({})).status;
    let before = app.count("proposal");
    for round in 0..2 {
        let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
        let all: Vec<u16> = (0..11).map(|n| propose(&program, round * 11 + n)).collect();
        assert_eq!(all, [vec![202; 10], vec![409]].concat(), "ten wait of one person");
        fed.end_token();
    }
    let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
    assert_eq!(propose(&program, 30), 409, "and twenty lie there, fallen or not");
    assert_eq!(app.count("proposal") - before, 20);
}
