//! An attribute of a person, by the name it is released under.

use std::fmt;

/// One attribute: its name, short or full (`mail`, `urn:oid:0.9.2342.19200300.100.1.3`), and its values in order.
#[derive(Clone, PartialEq, Eq)]
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
