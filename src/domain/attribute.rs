//! An attribute of a person, by the name it is released under.

use std::fmt;

/// One attribute: its name, short or full (`mail`, `urn:oid:0.9.2342.19200300.100.1.3`), and its values in order.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attribute {
    pub name: String,
    pub values: Vec<String>,
}

/// Prints the name and how many values there are: values name people and stay out of logs.
impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attribute({}, {} values)", self.name, self.values.len())
    }
}

impl Attribute {
    /// Adds a value to the attribute of this name, which is made when it is not there yet.
    pub fn collect(all: &mut Vec<Self>, name: &str, value: &str) {
        match all.iter_mut().find(|one| one.name == name) {
            Some(known) => known.values.push(value.to_owned()),
            None => all.push(Self { name: name.to_owned(), values: vec![value.to_owned()] }),
        }
    }
}
