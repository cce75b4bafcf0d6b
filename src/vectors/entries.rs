//! An entry of the directory: sealed to the keyring, and marked by its person's own session.

use super::Outcome;
use super::case::{Case, Given, hex};
use crate::db::directory::DirectoryRow;
use crate::domain::{Handle, SecretText};
use crate::sign_in::row_macs;
use crate::vault::KeyPair;
use crate::vault::directory::{Entry, mark, open_entry, seal_entry};
use crate::vault::envelope::Opener;
use serde_json::json;

fn texts(case: &Case<'_>, field: &str) -> Outcome<Vec<SecretText>> {
    let text = |value: &serde_json::Value| value.as_str().map(|text| SecretText::new(text.to_owned()));
    case.list(field)?.iter().map(|value| text(value).ok_or_else(|| "no text".into())).collect()
}

pub(super) fn directory(case: &Case<'_>) -> Outcome {
    let (org, account, epoch) = (case.org()?, case.account()?, case.small("epoch")?);
    let ring = KeyPair::from_private(case.secret("ring_private")?)?;
    let entry = Entry {
        handle: Handle(case.array("handle")?),
        identifier: SecretText::new(case.text("identifier")?.to_owned()),
        names: texts(case, "names")?,
        contacts: texts(case, "contacts")?,
    };
    let octets = entry.encode()?;
    let made = seal_entry(&ring.public, org, account, epoch, &octets, &Given::new(case.octets("random")?))?;
    let sealed = case.octets("sealed").unwrap_or_else(|_| made.clone());
    let opened = open_entry(&Opener::new(&ring)?, org, account, epoch, &sealed)?;
    if opened.expose() != octets.expose() || Entry::decode(&opened)?.identifier.expose() != entry.identifier.expose() {
        return Err("another entry".into());
    }
    let row = DirectoryRow { account, epoch, sealed, mark: Vec::new(), mac: case.octets("mac")? };
    let mark = mark(&case.secret("identity_seed")?, &row_macs::directory(org, &row), &row.mac, &octets);
    let value = json!({ "sealed": hex(made), "mark": hex(mark) });
    value.as_object().cloned().ok_or_else(|| "no object".into())
}
