//! The flight recorder's keys: what a day's is sealed under, where records lie, and what is kept of a link.

use super::Outcome;
use super::case::{Case, Given, hex};
use crate::vault::flight::{DayKey, key_context, record_context, row, share_mark, wrapping};
use crate::vault::seal::{open, seal};
use serde_json::json;

pub(super) fn flight(case: &Case<'_>) -> Outcome {
    let (org, day_key) = (case.org()?, DayKey::new(case.secret("day_key")?));
    let (number, under) = (case.small("day")?.to_be_bytes(), case.small("under")?);
    let wrapping = wrapping(&case.secret("epoch_key")?);
    let context = key_context(org, &number, under);
    let made = seal(&wrapping, &context, day_key.secret().expose(), &Given::new(case.octets("key_salt")?))?;
    let given = case.octets("key_sealed").unwrap_or_else(|_| made.clone());
    if open(&wrapping, &context, &given)?.expose() != day_key.secret().expose() {
        return Err("the day's key is another".into());
    }
    let (place, provider) = (day_key.place(case.text("request")?), day_key.provider(case.text("entity_id")?));
    let columns = row(&place, case.text("micros")?.parse()?, &provider, case.text("outcome")?, &case.octets("trail")?);
    let record = seal(
        day_key.secret(),
        &record_context(org, &columns),
        &case.octets("plaintext")?,
        &Given::new(case.octets("record_salt")?),
    )?;
    let value = json!({
        "key_sealed": hex(made),
        "place": hex(place),
        "provider": hex(provider),
        "record_sealed": hex(record),
        "share_mark": hex(share_mark(&case.array("token")?)),
    });
    value.as_object().cloned().ok_or_else(|| "no object".into())
}
