//! What a copy of PostgreSQL's own files says besides a dump: the numbers of transactions and of values that lie out of line.

use super::three;
use crate::again::numbers::{look_into_pages, numbers, of_accounts, sweep_twice_beside_a_later_one as sweep_twice};
use crate::support::app::TestApp;
use crate::support::envelopes::Form;
use std::collections::BTreeSet;

fn of(app: &TestApp, tables: &[&str]) -> BTreeSet<String> {
    tables.iter().flat_map(|table| numbers(app, table)).collect()
}

/// Of rows that say whose they are.
fn of_people(app: &TestApp) -> BTreeSet<String> {
    let mut all = of_accounts(app);
    all.extend(of(app, &["envelope_key", "session", "factor", "root_seal"]));
    all
}

fn out_of_line(app: &TestApp) -> i64 {
    let query = "select pg_relation_size(reltoastrelid) from pg_class where relname = 'envelope_slip'";
    app.block_on(sqlx::query_scalar(query).fetch_one(&app.parts.pool)).unwrap()
}

// Threat: a copy of the database's files shows who sent something to whom: by the number of the transaction that locked their rows, and by the
// numbers, in a row, of values that it put out of line.
#[test]
fn no_number_joins_a_sender_to_those_it_was_for_nor_slips_to_each_other() {
    let (app, mut ada, mut ben, _) = three();
    look_into_pages(&app);
    let id = ada.mail(&Form::text("ben@example.org,cora@example.org", "hello"));
    let mine = &["envelope", "envelope_slip"];
    let own = of(&app, mine);
    assert!(!own.is_empty() && own.is_disjoint(&of_people(&app)), "{own:?}: joined as it was written");
    assert_eq!(ben.open(&id).0.status, 200);
    assert!(of(&app, mine).is_disjoint(&of_people(&app)), "joined as it was opened");
    // The control: a transaction that locks a person's row leaves its number there.
    app.sql("select from account order by id limit 1 for update; update envelope set room = room");
    assert!(!of(&app, mine).is_disjoint(&of_people(&app)), "control: a lock shows");

    // Until the sweep the slips of one envelope bear one number, and so does its row, until it is opened.
    let other = ada.mail(&Form::text("ben@example.org", "again"));
    assert!(!numbers(&app, "envelope").is_disjoint(&numbers(&app, "envelope_slip")), "control: as it came");
    sweep_twice(&app);
    let (envelopes, slips) = (numbers(&app, "envelope"), numbers(&app, "envelope_slip"));
    assert!(envelopes.is_disjoint(&slips) && slips.len() == 1, "{envelopes:?} {slips:?}");
    // Rows that are gone bear numbers too: those that are left may all bear the sweep's.
    let written = numbers(&app, "envelope_slip");
    let token = ben.browser.get("/envelopes/new").hidden("form_token").unwrap();
    for id in [id, other] {
        assert_eq!(ben.browser.post(&format!("/envelopes/{id}/forget"), &[("form_token", &token)]).status, 303);
    }
    assert_ne!(numbers(&app, "envelope_slip"), written, "control: gone, and still there to be read");
    sweep_twice(&app);
    assert_eq!(numbers(&app, "envelope_slip").len(), 1, "and no more after the sweep");
    assert_eq!(out_of_line(&app), 0, "no value bears a number of its own");
    let outside = "alter table envelope_slip alter column sealed set storage external; update envelope_slip set sealed = sealed || ''::bytea";
    app.sql(outside);
    assert!(out_of_line(&app) > 0, "control: they would");
}
