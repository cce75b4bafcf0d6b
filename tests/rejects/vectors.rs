//! The files, as they are sent.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

pub(crate) fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/saml/reject").join(file)
}

/// A file's octets; of one that is only described, what it describes.
pub(crate) fn read(file: &str) -> Vec<u8> {
    let octets = fs::read(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    if file.starts_with("described/") { described(&String::from_utf8(octets).unwrap()).into_bytes() } else { octets }
}

/// `{{1000 times: text}}` is the text so often, with `{n}` for its number.
fn described(text: &str) -> String {
    let Some((before, rest)) = text.split_once("{{") else { return text.to_owned() };
    let (description, after) = rest.split_once("}}").unwrap();
    let (count, repeated) = description.split_once(" times: ").unwrap();
    let mut out = before.to_owned();
    for n in 0..count.parse::<usize>().unwrap() {
        out.push_str(&repeated.replace("{n}", &n.to_string()));
    }
    out + after
}

/// `/name.extension` of each file in a folder.
pub(crate) fn names(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(path(folder)).unwrap();
    files.map(|file| format!("/{}", file.unwrap().file_name().to_str().unwrap())).collect()
}

/// Every different order of these parts.
pub(crate) fn orders(parts: &[&str]) -> BTreeSet<String> {
    if let [one] = parts {
        return BTreeSet::from([(*one).to_owned()]);
    }
    let mut all = BTreeSet::new();
    for first in 0..parts.len() {
        let mut rest = parts.to_vec();
        let first = rest.remove(first);
        all.extend(orders(&rest).into_iter().map(|rest| format!("{first}&{rest}")));
    }
    all
}
