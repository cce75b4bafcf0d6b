//! What a person has of an envelope: its key, its place, what the keeper signs.

use super::Outcome;
use super::case::{Case, hex};
use crate::sign_in::mailbox::place_of;
use crate::vault::envelope_keys::slips_of;
use crate::vault::slip::{Side, Slip, slip_digest};
use serde_json::json;
use time::OffsetDateTime;

pub(super) fn slip(case: &Case<'_>) -> Outcome {
    let moment =
        |field| Ok::<_, Box<dyn std::error::Error>>(OffsetDateTime::from_unix_timestamp(case.number(field)? as i64)?);
    let others = case.list("others")?.iter().filter_map(|one| one.as_str()).map(str::to_owned).collect();
    let [kind, value] = case.array("side")?;
    let slip = Slip {
        envelope: case.id("envelope")?,
        side: if kind == 0 { Side::Received(value) } else { Side::Sent { own_copy: value == 1 } },
        others,
        sent_at: moment("sent")?,
        expires_at: moment("over")?,
        name: case.text("name")?.to_owned(),
        octets: case.number("octets")?,
        length: case.number("length")?,
        digest: case.array("ciphertext")?,
    };
    let side = if kind == 0 { b"received".as_slice() } else { b"sent" };
    let value = json!({
        "public": hex(slips_of(&case.secret("data_seed")?)?.public),
        "digest": hex(slip_digest(case.org()?, case.account()?, &slip)),
        "place": hex(place_of(&case.secret("places")?, side, case.small("number")?)),
    });
    value.as_object().cloned().ok_or_else(|| "no object".into())
}
