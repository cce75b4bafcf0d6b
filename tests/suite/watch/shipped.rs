//! The audit goes to a syslog receiver: every row, in order, at least once, to nobody else, and nobody waits for it.

use super::receiver::{Manner, SyslogReceiver};
use crate::support::app::{TestApp, spawn};
use crate::support::person::enrol;
use senza::audit::{DeliveryError, Event, Origin, Receiver, ShipError, Shipped, Shipper, Subject};
use senza::domain::measures::MEASURES;
use senza::tls::Outgoing;
use std::path::Path;
use std::sync::Arc;

fn shipper_to(app: &TestApp, host: &str, port: u16, ca: &Path) -> Shipper {
    let origin = Origin { host: "login.example.org".to_owned(), enterprise: 32473 };
    let receiver = Receiver { host: host.to_owned(), port, tls: Outgoing::load(ca.to_owned()).unwrap(), origin };
    let parts = &app.parts;
    let made = async {
        Shipper::new(&parts.pool, parts.keeper.clone(), parts.org, Arc::clone(&parts.clock), &*parts.random, receiver)
    };
    app.block_on(made)
}

fn shipper(app: &TestApp, receiver: &SyslogReceiver) -> Shipper {
    shipper_to(app, "localhost", receiver.port, &receiver.ca)
}

/// Until nothing is left; how many were confirmed.
fn ship(app: &TestApp, shipper: &mut Shipper) -> Result<usize, ShipError> {
    let mut all = 0;
    loop {
        match app.block_on(shipper.turn())? {
            Shipped::Rows(0) => return Ok(all),
            Shipped::Rows(rows) => all += rows,
            Shipped::Elsewhere => panic!("another has it"),
        }
    }
}

fn record(app: &TestApp, rows: usize, what: &str) {
    let all = (0..rows).map(|n| {
        let parts = app.parts.clone();
        let id = format!("{what}-{n}");
        async move { parts.record(Event::Started, Subject::Nobody, &id).await.unwrap() }
    });
    app.block_on(futures_util::future::join_all(all));
}

fn value(message: &str, name: &str) -> String {
    let (_, after) = message.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("{name} in {message}"));
    after.split('"').next().unwrap().to_owned()
}

/// Chain and number of each message, in the order in which they came.
fn places(messages: &[String]) -> Vec<(String, i64)> {
    messages.iter().map(|one| (value(one, "chain"), value(one, "seq").parse().unwrap())).collect()
}

/// Every row that there is has come, and within each chain none before one that stands before it, but for what came again.
fn check_all_came(app: &TestApp, messages: &[String]) {
    let came = places(messages);
    let mut once = Vec::new();
    for place in &came {
        if !once.contains(place) {
            let last = once.iter().filter(|(chain, _)| *chain == place.0).map(|(_, seq)| *seq).max();
            assert!(last.is_none_or(|last| last + 1 == place.1), "{place:?} after {last:?}");
            once.push(place.clone());
        }
    }
    assert_eq!(once.len() as i64, app.count("audit"), "rows without their message");
}

// Threat: what happened is seen by nobody, because it was lost on the way; or by somebody else.
#[test]
fn every_row_arrives_in_order_whatever_stops_on_the_way() {
    let mut app = spawn();
    let receiver = SyslogReceiver::start("localhost");
    enrol(&app, "ada@example.org");
    record(&app, 1100, "before");
    let mut shipper = shipper(&app, &receiver);
    assert_eq!(ship(&app, &mut shipper).unwrap() as i64, app.count("audit"), "what was there before comes first");
    check_all_came(&app, &receiver.messages());
    assert_eq!(receiver.messages().len() as i64, app.count("audit"), "control: nothing stopped, and each came once");
    assert!(receiver.messages().iter().any(|one| value(one, "event") == "enrolled" && value(one, "holds") == "yes"));
    assert!(!receiver.messages().iter().any(|one| one.contains("ada@")));

    // Gone in the midst of a frame; reads everything, and does not say so.
    for (manner, said) in [(Manner::IsGoneAfter(1000), "connection"), (Manner::SaysNothing, "confirm")] {
        record(&app, 40, said);
        receiver.be(manner);
        let failed = app.block_on(shipper.turn()).unwrap_err();
        assert!(matches!(failed, ShipError::Delivery { .. }), "{failed}");
        let noted = app.count("audit_shipped join audit using (chain, seq)");
        assert_eq!(noted, 1, "the place is where it was");
        receiver.be(Manner::Confirms);
        assert_eq!(ship(&app, &mut shipper).unwrap(), 40, "all of them once more");
        check_all_came(&app, &receiver.messages());
    }
    let twice = receiver.messages().len() as i64 - app.count("audit");
    assert!(twice > 40, "what was read and not confirmed came twice, also of the delivery that was cut off: {twice}");

    // Another server goes on where this one stopped, with the chains of both.
    app.restart();
    record(&app, 3, "after");
    app.sql("delete from audit_shipping");
    let before = MEASURES.shipped_rows.get();
    let mut next = self::shipper(&app, &receiver);
    assert_eq!(ship(&app, &mut next).unwrap(), 3);
    assert!(MEASURES.shipped_rows.get() >= before + 3 && MEASURES.shipped_all.get() > 0);
    check_all_came(&app, &receiver.messages());
    println!("syslog: {} rows, {} messages", app.count("audit"), receiver.messages().len());
}

// Threat: somebody on the way takes the receiver's place.
#[test]
fn nobody_is_told_who_does_not_prove_the_name_by_the_authority_that_was_set() {
    let app = spawn();
    record(&app, 2, "row");
    let (receiver, other) = (SyslogReceiver::start("localhost"), SyslogReceiver::start("elsewhere.example"));
    let tried = [
        ("another authority", shipper_to(&app, "localhost", receiver.port, &other.ca)),
        ("another name", shipper_to(&app, "localhost", other.port, &other.ca)),
        (
            "nobody there",
            shipper_to(
                &app,
                "localhost",
                crate::support::ports::free_address().rsplit(':').next().unwrap().parse().unwrap(),
                &receiver.ca,
            ),
        ),
    ];
    for (what, mut shipper) in tried {
        app.sql("delete from audit_shipping");
        let failed = app.block_on(shipper.turn()).expect_err(what);
        let ShipError::Delivery { cause, .. } = failed else { panic!("{what}: {failed}") };
        let is_said = match what {
            "nobody there" => matches!(cause, DeliveryError::Unreachable(_)),
            _ => cause.to_string().contains("certificate"),
        };
        assert!(is_said, "{what}: {cause}");
        assert_eq!((app.count("audit_shipped"), other.messages().len()), (0, 0), "{what}");
    }
    app.sql("delete from audit_shipping");
    assert_eq!(ship(&app, &mut shipper(&app, &receiver)).unwrap(), 2, "control: who proves it is told");
}

// Threat: whoever writes to the database keeps rows from being sent, or has a made-up one stand in front of them for good.
#[test]
fn a_place_that_somebody_moved_counts_as_none_and_a_row_that_somebody_made_up_moves_none() {
    let app = spawn();
    let receiver = SyslogReceiver::start("localhost");
    record(&app, 5, "row");
    assert_eq!(ship(&app, &mut shipper(&app, &receiver)).unwrap(), 5);
    record(&app, 5, "hidden");
    let again = |statement: &str| {
        app.sql("delete from audit_shipping");
        app.sql(statement);
        ship(&app, &mut shipper(&app, &receiver)).unwrap()
    };
    app.sql("create table place as select * from audit_shipped");
    assert_eq!(again("update audit_shipped set seq = seq + 5"), 10, "moved on: sent from the first on");
    assert_eq!(again(""), 0, "control: as it was written, nothing comes again");
    assert_eq!(again("update audit_shipped set mac = set_byte(mac, 0, get_byte(mac, 0) # 1)"), 10);
    assert_eq!(again("delete from audit_shipped"), 10);
    assert_eq!(again("delete from audit_shipped; insert into audit_shipped select * from place"), 5, "put back");
    // Another chain's place.
    assert_eq!(again("update audit_shipped set chain = gen_random_uuid()"), 10);

    // A row at the end of all numbers: it is sent, as one that does not hold, and those of this service go on being.
    let columns = "at, event, subject, service_provider, request_id, mac";
    app.sql(&format!(
        "insert into audit (chain, seq, {columns}) select chain, 9223372036854775807, {columns} from audit where seq = 0"
    ));
    let mut going_on = shipper(&app, &receiver);
    app.sql("delete from audit_shipping");
    assert_eq!(ship(&app, &mut going_on).unwrap(), 1);
    record(&app, 2, "later");
    assert_eq!(ship(&app, &mut going_on).unwrap(), 2, "and it is told once");
    let broken = |messages: &[String]| messages.iter().filter(|one| value(one, "holds") == "no").count();
    assert_eq!(broken(&receiver.messages()), 1);
    assert!(receiver.messages().iter().any(|one| one.starts_with("<106>1 ") && one.contains("holds=\"no\"")));
}

// Threat: whoever writes to the database fills each look with rows that were told already: no other row is sent, and the figure says all were.
// Without the mend the second look finds the same 500 once more, and nothing behind them.
#[test]
fn rows_that_somebody_made_up_hold_no_others_back_however_many_they_are() {
    let mut app = spawn();
    let receiver = SyslogReceiver::start("localhost");
    record(&app, 3, "first");
    app.restart();
    record(&app, 3, "second");
    let stands = app.count("audit");
    let columns = "at, event, subject, service_provider, request_id, mac";
    let (lowest, own) = (uuid::Uuid::nil(), "chain");
    for (chain, seqs) in [(&*format!("'{lowest}'"), "0, 499"), (own, "-500, -1"), (own, "1000000, 1000499")] {
        app.sql(&format!(
            "insert into audit (chain, seq, {columns}) select {chain}, n, {columns} from generate_series({seqs}) as n,
             (select * from audit where seq = 0 and chain <> '{lowest}' order by at desc limit 1) as a"
        ));
    }
    let mut shipper = shipper(&app, &receiver);
    let sent = |messages: &[String], holds: &str| messages.iter().filter(|one| value(one, "holds") == holds).count();
    ship(&app, &mut shipper).unwrap();
    assert_eq!(sent(&receiver.messages(), "yes") as i64, stands, "what stands in either server's chain");
    assert_eq!(sent(&receiver.messages(), "no"), 1000, "each that is made up, but for numbers that no row has");
    for more in 1..=3 {
        record(&app, 2, "later");
        assert_eq!(ship(&app, &mut shipper).unwrap(), 2, "{more}: those of this service, and nothing twice");
    }
    assert_eq!(sent(&receiver.messages(), "yes") as i64, stands + 6);
    assert!(places(&receiver.messages()).iter().all(|(_, seq)| *seq >= 0));
}

// Threat: two servers send side by side, or none because one of them said that it would.
#[test]
fn one_server_sends_at_a_time_and_none_is_waited_for_long() {
    let app = spawn();
    let receiver = SyslogReceiver::start("localhost");
    record(&app, 1, "row");
    let (mut first, mut second) = (shipper(&app, &receiver), shipper(&app, &receiver));
    assert_eq!(app.block_on(first.turn()).unwrap(), Shipped::Rows(1));
    // However long this machine takes.
    let longer = || app.sql("update audit_shipping set until = clock_timestamp() + interval '55 seconds'");
    longer();
    assert_eq!(app.block_on(second.turn()).unwrap(), Shipped::Elsewhere);
    let least = "update audit_shipping set until = clock_timestamp() - interval '1 second'";
    for over in [least, "update audit_shipping set until = 'infinity'", "delete from audit_shipping"] {
        app.sql(over);
        let mut next = shipper(&app, &receiver);
        assert_eq!(app.block_on(next.turn()).unwrap(), Shipped::Rows(0), "{over}");
        longer();
        assert_eq!(app.block_on(second.turn()).unwrap(), Shipped::Elsewhere, "{over}");
    }
    // The first has it no more, and does not know yet: what it sends now is not noted.
    record(&app, 1, "another");
    longer();
    assert_eq!(app.block_on(first.turn()).unwrap(), Shipped::Elsewhere);
    assert_eq!(app.count("audit_shipped where seq = 0"), 1, "noted by nobody: whoever sends now sends it");
}
