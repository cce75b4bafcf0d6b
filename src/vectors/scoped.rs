//! Scoped keys, what a profile says of them, and the key that files are sealed to.

use super::Outcome;
use super::case::Case;
use crate::domain::scope::{Delivery, KeyNumber, Purpose};
use crate::keys::age::Identity;
use crate::vault::envelope_identity::pair_of;
use crate::vault::profile::consents::{Answer, Consent, Delivered, Fingerprint};
use crate::vault::scoped_key::{ScopedFor, ScopedKey};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use time::Date;

pub(super) fn consent_of(case: &Case<'_>) -> Outcome<Consent> {
    let answer = u8::try_from(case.number("answer")?)?;
    let fingerprint = case.list("fingerprint")?;
    let part = |at: usize| Case(&json!({ "part": fingerprint[at] })).array("part");
    Ok(Consent {
        entity_id: case.text("entity_id")?.to_owned(),
        purpose: Purpose::parse(case.text("purpose")?)?,
        delivery: Delivery::from_word(case.text("delivery")?).ok_or("no such delivery")?,
        answer: Answer::from_octet(answer).ok_or("no such answer")?,
        at: case.text("at")?.parse()?,
        fingerprint: Fingerprint { keys: part(0)?, metadata: part(1)?, terms: part(2)? },
        seen: case.number("seen")?,
        delivered: case.list("delivered")?.iter().map(delivered_of).collect::<Outcome<_>>()?,
    })
}

fn delivered_of(value: &Value) -> Outcome<Delivered> {
    let number =
        |at: usize| Ok::<_, Box<dyn std::error::Error>>(u32::try_from(value[at].as_u64().ok_or("no number")?)?);
    let day = i32::try_from(value[2].as_i64().ok_or("no day")?)?;
    let number = KeyNumber { generation: number(0)?, epoch: number(1)? };
    Ok(Delivered { number, on: Date::from_julian_day(day)? })
}

pub(super) fn key(case: &Case<'_>) -> Outcome {
    let (seed, purpose) = (case.secret("data_seed")?, Purpose::parse(case.text("purpose")?)?);
    let delivery = Delivery::from_word(case.text("delivery")?).ok_or("no such delivery")?;
    let scoped = ScopedFor::new(case.text("entity_id")?, &purpose, delivery).ok_or("too long")?;
    let number = KeyNumber { generation: case.small("generation")?, epoch: case.small("epoch")? };
    let key = ScopedKey::derive(&seed, &scoped, number);
    let value = json!({ "key": HEXLOWER.encode(key.key.expose()), "id": key.id(), "text": key.text().as_str() });
    value.as_object().cloned().ok_or_else(|| "no object".into())
}

pub(super) fn envelope_identity(case: &Case<'_>) -> Outcome {
    let pair = pair_of(&case.secret("data_seed")?)?;
    let (private, public) = (HEXLOWER.encode(pair.private.expose()), HEXLOWER.encode(&pair.public));
    let identity = Identity::from(pair);
    let value = json!({
        "private": private,
        "public": public,
        "recipient": identity.recipient().to_string(),
        "identity": identity.text().expose(),
    });
    value.as_object().cloned().ok_or_else(|| "no object".into())
}
