//! Changes one field of a case, or gives a case's inputs fresh random octets.

use crate::domain::{Random, SystemRandom};
use data_encoding::HEXLOWER;
use serde_json::{Map, Value};

/// JSON pointers (RFC 6901) of all that a case says.
pub(super) fn paths(value: &Value) -> Vec<String> {
    let below =
        |name: &str, value: &Value| paths(value).into_iter().map(|path| format!("/{name}{path}")).collect::<Vec<_>>();
    match value {
        Value::Object(fields) => fields.iter().flat_map(|(name, value)| below(name, value)).collect(),
        Value::Array(list) => list.iter().enumerate().flat_map(|(n, value)| below(&n.to_string(), value)).collect(),
        Value::Null => Vec::new(),
        _ => vec![String::new()],
    }
}

pub(super) fn flipped(case: &Value, path: &str) -> Value {
    let mut case = case.clone();
    let field = case.pointer_mut(path).unwrap();
    *field = match &*field {
        Value::String(text) => flipped_text(text).into(),
        Value::Bool(whether) => (!*whether).into(),
        other => (other.as_u64().unwrap() ^ 1).into(),
    };
    case
}

fn flipped_text(text: &str) -> String {
    if let Ok(number) = text.parse::<i128>() {
        return (number ^ 1).to_string();
    }
    match HEXLOWER.decode(text.as_bytes()) {
        Ok(mut octets) if !octets.is_empty() => {
            *octets.last_mut().unwrap() ^= 1;
            HEXLOWER.encode(&octets)
        }
        _ => format!("{text}x"),
    }
}

/// Random octets of the same length wherever octets stand, but for the outputs, which follow.
pub(super) fn randomise(case: &mut Value, outputs: &Map<String, Value>) {
    for path in paths(case) {
        let first = path.trim_start_matches('/').split('/').next().unwrap().to_owned();
        let field = case.pointer_mut(&path).unwrap();
        let octets = field.as_str().and_then(|text| HEXLOWER.decode(text.as_bytes()).ok());
        if let Some(mut octets) = octets.filter(|octets| octets.len() > 10 && !outputs.contains_key(&first)) {
            SystemRandom.fill(&mut octets);
            *field = HEXLOWER.encode(&octets).into();
        }
    }
}
