//! A case's fields, and random sources that give what a case says.

use super::Outcome;
use crate::domain::{AccountId, OrgId, Random, Secret};
use crate::vault::{Cost, RecordContext};
use data_encoding::HEXLOWER;
use serde_json::Value;
use std::sync::Mutex;
use uuid::Uuid;

pub(super) struct Case<'a>(pub(super) &'a Value);

impl Case<'_> {
    pub(super) fn text(&self, field: &str) -> Outcome<&str> {
        self.0[field].as_str().ok_or_else(|| format!("{field} is no text").into())
    }

    /// As the program has its own names.
    pub(super) fn fixed(&self, field: &str) -> Outcome<&'static str> {
        Ok(Box::leak(self.text(field)?.to_owned().into_boxed_str()))
    }

    pub(super) fn octets(&self, field: &str) -> Outcome<Vec<u8>> {
        Ok(HEXLOWER.decode(self.text(field)?.as_bytes())?)
    }

    pub(super) fn array<const N: usize>(&self, field: &str) -> Outcome<[u8; N]> {
        self.octets(field)?.try_into().map_err(|_| format!("{field} has another length").into())
    }

    pub(super) fn secret(&self, field: &str) -> Outcome<Secret<32>> {
        Ok(Secret::new(self.array(field)?))
    }

    /// A number, or one written as text.
    pub(super) fn number(&self, field: &str) -> Outcome<u64> {
        match &self.0[field] {
            Value::String(text) => Ok(text.parse()?),
            other => other.as_u64().ok_or_else(|| format!("{field} is no number").into()),
        }
    }

    pub(super) fn small(&self, field: &str) -> Outcome<u32> {
        Ok(self.number(field)?.try_into()?)
    }

    pub(super) fn list(&self, field: &str) -> Outcome<&Vec<Value>> {
        self.0[field].as_array().ok_or_else(|| format!("{field} is no list").into())
    }

    pub(super) fn inner(&self, field: &str) -> Case<'_> {
        Case(&self.0[field])
    }

    pub(super) fn org(&self) -> Outcome<OrgId> {
        Ok(OrgId(self.id("org")?))
    }

    pub(super) fn account(&self) -> Outcome<AccountId> {
        Ok(AccountId(self.id("account")?))
    }

    pub(super) fn id(&self, field: &str) -> Outcome<Uuid> {
        Ok(Uuid::from_bytes(self.array(field)?))
    }

    pub(super) fn cost(&self) -> Outcome<Cost> {
        let cost = self.inner("cost");
        Ok(Cost { memory_kib: cost.small("memory_kib")?, passes: cost.small("passes")?, lanes: cost.small("lanes")? })
    }

    /// The place of a sealed record; `row` is the case's, as octets.
    pub(super) fn place<'r>(&self, row: &'r [u8]) -> Outcome<RecordContext<'r>> {
        let (table, slot) = (self.fixed("table")?, self.fixed("slot")?);
        Ok(RecordContext { org: self.org()?, table, row, slot, version: self.number("version")? })
    }
}

pub(super) fn hex(octets: impl AsRef<[u8]>) -> Value {
    HEXLOWER.encode(octets.as_ref()).into()
}

/// Gives these octets, once; zeros after.
pub(super) struct Given(Mutex<std::vec::IntoIter<u8>>);

impl Given {
    pub(super) fn new(octets: Vec<u8>) -> Self {
        Self(Mutex::new(octets.into_iter()))
    }
}

impl Random for Given {
    fn fill(&self, buffer: &mut [u8]) {
        let mut given = self.0.lock().unwrap();
        buffer.fill_with(|| given.next().unwrap_or_default());
    }
}
