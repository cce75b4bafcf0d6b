//! Programs' tokens: text, verifier, what the keeper sees, the key of what they hold, and where they lie.

use super::Outcome;
use super::case::{Case, hex};
use crate::sign_in::tokens::place_of;
use crate::vault::api_token::Token;
use serde_json::json;

pub(super) fn api_token(case: &Case<'_>) -> Outcome {
    let places = case.secret("places")?;
    let place = place_of(&places, case.small("number")?);
    let token = Token::new(place, case.secret("key")?);
    let value = json!({
        "place": hex(place),
        "text": token.text().expose(),
        "verifier": hex(token.verifier()),
        "digest": hex(token.digest()),
        "held_key": hex(token.sealing_key(&case.secret("answer")?).expose()),
    });
    value.as_object().cloned().ok_or_else(|| "no object".into())
}
