//! The vault's test vectors: ours opens what the independent reader (`tests/vault_reader`, in Python) wrote, and that one
//! opens ours; each notices any label or field that changed.
//!
//! A set is an object of kinds, each a list of cases, as in `tests/vectors/vault`. [`derive()`] computes from a case's
//! inputs what the case must say; what it opens must open.

#![expect(clippy::print_stdout, reason = "a test says how much it compared")]

mod account;
mod case;
mod entries;
mod flights;
mod flips;
mod keepers;
mod kinds;
mod reader;
mod records;
mod scoped;
mod slips;
mod tokens;

use self::case::Case;
use serde_json::{Map, Value};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

type Outcome<T = Map<String, Value>> = Result<T, Box<dyn Error>>;

const WHAT_TO_DO: &str = "docs/vault.md, src/vectors and tests/vault_reader must say the same: where a derivation or a record \
     changed on purpose, change all three and run `python tests/vault_reader/reader.py generate`.";

/// Every kind.
const KINDS: [&str; 33] = [
    "stretch",
    "harden",
    "token",
    "seal",
    "envelope",
    "profile",
    "escrow",
    "subject_identifier",
    "scoped_key",
    "inbox",
    "inbox_head",
    "bearer",
    "session_epoch",
    "keeper",
    "kit",
    "key_file",
    "hand_over",
    "marks",
    "spelling",
    "record",
    "audit_row",
    "account",
    "transfer",
    "passkey",
    "passkey_way",
    "both",
    "token_epoch",
    "consent",
    "envelope_identity",
    "slip",
    "api_token",
    "flight",
    "directory",
];

fn derive(kind: &str, case: &Case<'_>) -> Outcome {
    match kind {
        "stretch" => kinds::stretched(case),
        "harden" => kinds::hardened(case),
        "token" => kinds::token(case),
        "seal" => kinds::sealed(case),
        "envelope" => kinds::enveloped(case),
        "profile" => kinds::profile(case),
        "escrow" => kinds::escrow(case),
        "subject_identifier" => kinds::subject_identifiers(case),
        "scoped_key" => scoped::key(case),
        "inbox" => kinds::inbox(case),
        "inbox_head" => kinds::inbox_head(case),
        "bearer" => kinds::bearer(case),
        "marks" => kinds::marks(case),
        "passkey" => kinds::passkey(case),
        "passkey_way" => kinds::passkey_way(case),
        "both" => kinds::both(case),
        "spelling" => kinds::spelling(case),
        "session_epoch" => keepers::session_epoch(case),
        "keeper" => keepers::answers(case),
        "kit" => keepers::kit(case),
        "key_file" => keepers::key_file(case),
        "hand_over" => keepers::hand_over(case),
        "transfer" => keepers::transfer(case),
        "token_epoch" => keepers::token_epoch(case),
        "consent" => keepers::consent(case),
        "slip" => slips::slip(case),
        "api_token" => tokens::api_token(case),
        "flight" => flights::flight(case),
        "directory" => entries::directory(case),
        "envelope_identity" => scoped::envelope_identity(case),
        "record" => records::record(case),
        "audit_row" => records::audit_row(case),
        "account" => account::opened(case),
        other => Err(format!("no such kind: {other}").into()),
    }
}

/// What is wrong with a case.
fn fault(kind: &str, case: &Value) -> Option<String> {
    match derive(kind, &Case(case)) {
        Err(error) => Some(error.to_string()),
        Ok(derived) => {
            let wrong: Vec<_> =
                derived.iter().filter(|(name, value)| case.get(name) != Some(value)).map(|(name, _)| name).collect();
            (!wrong.is_empty()).then(|| format!("other {wrong:?}"))
        }
    }
}

fn faults(set: &Value) -> Vec<String> {
    let each = cases(set).filter_map(|(kind, n, case)| Some(format!("{kind} {n}: {}", fault(kind, case)?)));
    each.collect()
}

/// Stops at the first fault, and stretches last.
fn has_fault(set: &Value) -> bool {
    let mut kinds = KINDS;
    kinds.sort_by_key(|kind| matches!(*kind, "stretch" | "account" | "key_file"));
    kinds.iter().any(|kind| set[kind].as_array().unwrap().iter().any(|case| fault(kind, case).is_some()))
}

fn cases(set: &Value) -> impl Iterator<Item = (&str, usize, &Value)> {
    let kinds = set.as_object().unwrap().iter();
    kinds.flat_map(|(kind, cases)| {
        cases.as_array().unwrap().iter().enumerate().map(move |(n, case)| (kind.as_str(), n, case))
    })
}

/// The vectors of `tests/vectors/vault`.
fn committed() -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/vault");
    let read = |kind: &str| {
        let text = fs::read_to_string(folder.join(format!("{kind}.json"))).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["cases"].take()
    };
    Value::Object(KINDS.iter().map(|kind| ((*kind).to_owned(), read(kind))).collect())
}

/// A set made by us: the committed one's inputs with fresh random octets in them, and accounts that were enrolled.
fn ours() -> Value {
    let mut set = committed();
    for kind in KINDS {
        for case in set[kind].as_array_mut().unwrap() {
            if kind == "account" {
                *case = account::enrolled();
                continue;
            }
            let outputs = derive(kind, &Case(case)).unwrap();
            flips::randomise(case, &outputs);
            // What is opened must be what was just sealed.
            case.as_object_mut()
                .unwrap()
                .retain(|name, _| !["sealed", "escrowed", "admitted", "key_sealed"].contains(&name.as_str()));
            let outputs = derive(kind, &Case(case)).unwrap();
            case.as_object_mut().unwrap().extend(outputs);
        }
    }
    set
}

#[test]
fn committed_vectors_hold() {
    let set = committed();
    assert_eq!(faults(&set), [""; 0], "{WHAT_TO_DO}");
    assert!(KINDS.iter().all(|kind| set[kind].as_array().unwrap().len() > 1));
}

#[test]
fn ours_opens_what_the_other_wrote_and_notices_each_changed_field() {
    let set = reader::written();
    assert_eq!(faults(&set), [""; 0], "{WHAT_TO_DO}");
    let (mut fields, mut unnoticed) = (0, Vec::new());
    for (kind, n, case) in cases(&set) {
        for path in flips::paths(case) {
            fields += 1;
            if fault(kind, &flips::flipped(case, &path)).is_none() {
                unnoticed.push(format!("{kind} {n} {path}"));
            }
        }
    }
    assert!(unnoticed.is_empty(), "changed, and not noticed: {unnoticed:#?}");
    println!("{} cases of the other's; {fields} fields changed in turn, each noticed", cases(&set).count());
    assert!(fields > 400);
}

#[test]
fn ours_notices_each_label_that_the_other_changed() {
    let sets = reader::written_with_each_label_changed();
    let labels: Vec<&str> = crate::vault::labels::ALL.iter().map(|label| &label["senza/1/".len()..]).collect();
    let changed: Vec<&str> = sets.iter().map(|(label, _)| label.as_str()).collect();
    let unknown: Vec<_> = labels.iter().filter(|label| !changed.contains(label)).collect();
    assert!(unknown.is_empty(), "the other reader does not know the labels {unknown:?}\n{WHAT_TO_DO}");
    assert_eq!(changed.len(), labels.len(), "{changed:?}\n{WHAT_TO_DO}");
    let unnoticed: Vec<_> = sets.iter().filter(|(_, set)| !has_fault(set)).map(|(label, _)| label).collect();
    assert!(unnoticed.is_empty(), "changed by the other, and no case of ours minds: {unnoticed:?}\n{WHAT_TO_DO}");
    println!("{} labels changed in turn, each noticed", changed.len());
}

#[test]
fn the_other_opens_ours_and_notices_each_changed_label_and_field() {
    let checked = reader::checked(&ours());
    let list = |name: &str| checked[name].as_array().unwrap().clone();
    for wrong in ["missing", "faults", "unnoticed_fields", "unnoticed_labels"] {
        assert!(list(wrong).is_empty(), "{wrong}: {:#?}\n{WHAT_TO_DO}", list(wrong));
    }
    assert_eq!(list("labels").len(), crate::vault::labels::ALL.len(), "{WHAT_TO_DO}");
    println!("{} cases of ours, {} fields, {} labels", checked["cases"], checked["fields"], list("labels").len());
    assert!(checked["fields"].as_u64().unwrap() > 400);
}
