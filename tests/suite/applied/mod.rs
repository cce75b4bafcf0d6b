//! A federation as a file has it: made so once, shown before, found unchanged the second time; all of it or nothing.

mod at_once;
mod page;

use crate::support::app::{TestApp, spawn};
use crate::support::sp::Sp;
use senza::domain::Limits;
use senza::federation::declared::{At, Fault, What};
use senza::federation::{Choices, Declaration, Declared, DeclaredError, Options, Plan};

fn told(sp: &Sp, released: &[&str]) -> Declared {
    let released = released.iter().map(|name| (*name).to_owned()).collect();
    let choices = Choices { released, options: sp.options, allow_http_acs: false };
    Declared { entity_id: None, metadata: sp.metadata().into_bytes(), choices }
}

fn all(applications: Vec<Declared>) -> Declaration {
    Declaration { applications, ..Declaration::default() }
}

fn apply(app: &TestApp, declaration: Declaration) -> Result<Plan, DeclaredError> {
    app.block_on(app.federation.declare(declaration, "test"))
}

fn plan(app: &TestApp, declaration: Declaration) -> Plan {
    app.block_on(app.federation.plan(declaration)).unwrap()
}

fn faults(result: Result<Plan, DeclaredError>) -> Vec<Fault> {
    match result {
        Err(DeclaredError::Faults(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

fn rows(app: &TestApp) -> [i64; 3] {
    [
        app.count("service_provider"),
        app.count("audit where event = 'service provider put'"),
        app.count("audit where event = 'service provider removed'"),
    ]
}

#[test]
fn what_is_declared_is_made_so_once_and_what_is_not_named_stays() {
    let app = spawn();
    let old = Sp::new("old").register(&app);
    let (lab, notes) = (Sp::new("lab").encrypted_to().named("Laboratory"), Sp::new("notes"));
    let before = rows(&app);
    let wanted = || all(vec![told(&lab, &["mail", "urn:oid:0.9.2342.19200300.100.1.3"]), told(&notes, &[])]);
    // Shown, and nothing else.
    let shown = plan(&app, wanted());
    assert!(
        shown.text().starts_with("+ https://lab.example/saml (Laboratory)\n    name: Laboratory\n    is told: mail"),
        "{}",
        shown.text()
    );
    assert_eq!(
        (shown.summary().as_str(), rows(&app)),
        ("2 to add, 0 to change, 0 to remove; 0 as declared already", before)
    );
    assert_eq!(apply(&app, wanted()).unwrap(), shown, "what was shown is what is done");
    assert_eq!(rows(&app), [3, before[1] + 2, 0]);
    let again = apply(&app, wanted()).unwrap();
    assert!(again.is_empty() && again.same == 2 && rows(&app) == [3, before[1] + 2, 0], "{again:?}");
    // The same attributes by other names, in another order, are the same.
    let names = ["urn:oid:2.5.4.4", "mail"];
    apply(&app, all(vec![told(&lab, &["mail", "sn"])])).unwrap();
    assert!(apply(&app, all(vec![told(&lab, &names)])).unwrap().is_empty());
    // What changes is said from what it was to what it is to be, and nothing besides.
    let moved = lab.clone().named("Labor").having(|sp| sp.acs[0].1 = "https://lab.example/new".to_owned());
    let moved = moved.having(|sp| sp.options = Options { subject_id: true, ..Options::default() });
    let changed = apply(&app, all(vec![told(&moved, &names)])).unwrap();
    let expected = "~ https://lab.example/saml (Labor)\n    name: Laboratory → Labor\n    \
                    endpoint: HTTP-POST https://lab.example/acs (index 3) → HTTP-POST https://lab.example/new (index 3)\n    subject-id: + yes\n";
    assert_eq!(changed.text(), expected);
    // By name, and once; then what is not named.
    let gone = || Declaration { removed: vec![old.entity_id.clone()], ..all(vec![told(&moved, &names)]) };
    assert_eq!(
        apply(&app, gone()).unwrap().text(),
        "- https://old.example/saml\n    with all that was chosen for it, and its keys\n"
    );
    assert!(apply(&app, gone()).unwrap().is_empty(), "it may stay in the file");
    let pruned = apply(&app, Declaration { prunes: true, ..all(vec![told(&moved, &names)]) }).unwrap();
    assert!(matches!(&pruned.steps[..], [step] if step.what == What::Removed && step.entity_id == notes.entity_id));
    assert_eq!(rows(&app)[0], 1);
    let nothing = faults(apply(&app, Declaration { prunes: true, ..Declaration::default() }));
    assert_eq!((nothing[0].at, rows(&app)[0]), (At::Whole, 1), "an empty file prunes nothing");
    // How long sessions last.
    let limits = || Declaration { limits: Some(Limits::new(720, 30, 5).unwrap()), ..Declaration::default() };
    assert_eq!(apply(&app, limits()).unwrap().text(), "~ sessions\n    idle: 720 → 30 minutes\n");
    assert!(apply(&app, limits()).unwrap().is_empty());
    assert_eq!(app.count("audit where event = 'session limits changed'"), 1);
    assert_eq!(app.findings(), []);
}

// Threat: what is wrong in the middle of a file leaves half a federation; a file loosens what the console would refuse.
#[test]
fn all_of_it_or_nothing_and_nothing_that_the_console_would_refuse() {
    let app = spawn();
    let (lab, notes, ward) = (Sp::new("lab"), Sp::new("notes"), Sp::new("ward"));
    let plain = Sp::new("plain").having(|sp| sp.acs[1].1 = "http://plain.example/acs".to_owned());
    let skips = Sp::new("skips").having(|sp| sp.options.skip_assertion_signature = true);
    let others = Declared { entity_id: Some("https://other.example/saml".into()), ..told(&notes, &[]) };
    let broken = Declared { metadata: b"<html/>".to_vec(), ..told(&ward, &[]) };
    let bad = Declaration {
        removed: vec![lab.entity_id.clone()],
        limits: Some(Limits::new(1080, 60, 5).unwrap()),
        ..all(vec![told(&lab, &[]), told(&plain, &[]), told(&skips, &[]), others, broken])
    };
    let found = faults(apply(&app, bad));
    let at: Vec<At> = found.iter().map(|one| one.at).collect();
    let places = [1, 2, 3, 4].map(At::Application);
    assert_eq!(at, [&places[..], &[At::Removed(0), At::Sessions]].concat(), "{found:?}");
    for (fault, said) in found.iter().zip([
        "plain http",
        "WantAssertionsSigned",
        "not of https://other",
        "no metadata",
        "twice",
        "at most 720",
    ]) {
        assert!(fault.sentence.contains(said), "{said}: {fault:?}");
    }
    assert_eq!(rows(&app), [0, 0, 0]);
    // The last of two cannot be written: the first is not there either.
    app.sql("alter table service_provider add constraint test check (entity_id not like '%ward%')");
    let two = || all(vec![told(&lab, &[]), told(&ward, &[])]);
    assert!(matches!(apply(&app, two()), Err(DeclaredError::Registry(_))));
    assert_eq!(rows(&app)[0], 0);
    app.sql("alter table service_provider drop constraint test");
    assert_eq!((apply(&app, two()).unwrap().steps.len(), rows(&app)[0]), (2, 2), "control");
    assert_eq!(app.findings(), []);
}

// Threat: whoever writes to the database puts a row there that says what is declared, but for the MAC, or takes back what was declared; the
// command says that there is nothing to do.
#[test]
fn a_row_that_this_service_did_not_write_is_replaced() {
    let app = spawn();
    let lab = Sp::new("lab");
    let wanted = || all(vec![told(&lab, &["mail"])]);
    apply(&app, wanted()).unwrap();
    app.sql("update service_provider set mac = sha256(mac)");
    assert!(app.block_on(app.federation.find(&lab.entity_id)).unwrap().is_none(), "control: it counts for nothing");
    let shown = plan(&app, wanted());
    assert!(shown.text().contains("it does not count") && shown.text().contains("→ name: "), "{}", shown.text());
    apply(&app, wanted()).unwrap();
    assert!(app.block_on(app.federation.find(&lab.entity_id)).unwrap().is_some());
    assert!(apply(&app, wanted()).unwrap().is_empty());
}
