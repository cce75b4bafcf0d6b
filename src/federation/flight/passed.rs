//! What was found at each check that passed: from the facts on the record, so that it is said in the language of whoever reads it.

use super::checks::and;
use super::record::{Asked, Came, Flight, Sent, Step};
use crate::federation::said::several;
use crate::saml::assertion::MaskedAttribute;
use crate::saml::instant;
use crate::say;
use crate::words::Text;
use time::OffsetDateTime;

pub(super) fn passed(flight: &Flight, step: Step) -> Text {
    let asked = flight.asked.as_ref();
    match step {
        Step::Read => read(flight, asked),
        Step::Sender => sender(flight),
        Step::Signature => signature(flight, asked),
        Step::Addressed => match asked.and_then(|asked| asked.destination.as_deref()) {
            Some(destination) => say("flight-passed-destination").with("destination", destination),
            None => say("flight-passed-no-destination"),
        },
        Step::Fresh => asked.map(|asked| fresh(flight, asked)).unwrap_or_default(),
        Step::Endpoint => endpoint(flight, asked),
        Step::Wishes => asked.map(wishes).unwrap_or_default(),
        Step::First => say("flight-passed-first"),
        Step::Person => flight.sent.as_ref().map(person).unwrap_or_default(),
        Step::Answer => flight.sent.as_ref().map(answer).unwrap_or_default(),
        Step::OnRecord => say("flight-passed-on-record"),
    }
}

fn read(flight: &Flight, asked: Option<&Asked>) -> Text {
    let binding = if flight.came == Came::Post { "HTTP-POST" } else { "HTTP-Redirect" };
    let octets = flight.octets.to_string();
    let state = match flight.relay_state {
        true => say("flight-passed-relay-state"),
        false => say("flight-passed-no-relay-state"),
    };
    match asked {
        Some(Asked { id, .. }) => say("flight-passed-read")
            .with("id", id)
            .with("octets", octets)
            .with("binding", binding)
            .with("state", state),
        None => say("flight-passed-read-no-id").with("octets", octets).with("binding", binding).with("state", state),
    }
}

fn sender(flight: &Flight) -> Text {
    let provider = flight.provider.as_deref().unwrap_or_default();
    let name = flight.name.as_deref().unwrap_or(provider);
    say("flight-passed-sender").with("name", name).with("provider", provider)
}

fn signature(flight: &Flight, asked: Option<&Asked>) -> Text {
    match (asked.and_then(Asked::key), flight.must_sign) {
        (Some(key), _) => say("flight-passed-signed").with("key", key),
        (None, false) => say("flight-passed-not-signed"),
        // Who came no further than this did not come so far.
        (None, true) => Text::default(),
    }
}

fn fresh(flight: &Flight, asked: &Asked) -> Text {
    let seconds = flight.moment().unix_timestamp() - asked.issued;
    let when = match seconds {
        0 => say("flight-passed-fresh-now"),
        1.. => say("flight-passed-fresh-before").with("seconds", seconds),
        _ => say("flight-passed-fresh-after").with("seconds", -seconds),
    };
    say("flight-passed-fresh").with("at", moment(asked.issued)).with("when", when)
}

fn endpoint(flight: &Flight, asked: Option<&Asked>) -> Text {
    let wanted = match asked.map(|asked| (asked.acs_index, asked.acs.as_deref())) {
        Some((Some(index), _)) => say("flight-passed-acs-index").with("index", index.to_string()),
        Some((None, Some(address))) => say("flight-passed-acs").with("address", address),
        Some((None, None)) | None => say("flight-passed-acs-default"),
    };
    match &flight.endpoint {
        Some(location) => and(wanted, say("flight-passed-endpoint").with("location", location)),
        None => wanted,
    }
}

fn wishes(asked: &Asked) -> Text {
    let mut wishes = Vec::new();
    if !asked.classes.is_empty() {
        wishes.push(say("flight-passed-wish-context").with("classes", asked.classes.join(", ")));
    }
    wishes.extend(asked.name_id.as_ref().map(|format| say("flight-passed-wish-name-id").with("format", format)));
    let service = |index: u16| say("flight-passed-wish-service").with("index", index.to_string());
    wishes.extend(asked.attribute_service.map(service));
    wishes.extend(asked.force.then(|| say("flight-passed-wish-force")));
    wishes.extend(asked.passive.then(|| say("flight-passed-wish-passive")));
    match wishes.is_empty() {
        true => say("flight-passed-no-wish"),
        false => say("flight-passed-wishes").with("wishes", several(wishes)),
    }
}

fn person(sent: &Sent) -> Text {
    let said = &sent.assertion;
    say("flight-passed-person").with("class", &said.class).with("at", moment(said.authn_instant))
}

fn answer(sent: &Sent) -> Text {
    let said = &sent.assertion;
    let signed = match sent.is_assertion_signed {
        true => say("flight-passed-both-signed").with("algorithm", algorithm(&sent.signed)),
        false => say("flight-passed-response-signed").with("algorithm", algorithm(&sent.signed)),
    };
    let encrypted = match &sent.encrypted {
        Some(how) => say("flight-passed-encrypted").with("algorithm", algorithm(how)),
        None => say("flight-passed-not-encrypted"),
    };
    let told = say("flight-passed-told").with("format", said.name_format.word()).with("told", attributes(sent));
    let validity =
        say("flight-passed-validity").with("from", moment(said.not_before)).with("until", moment(said.not_on_or_after));
    [encrypted, told, validity].into_iter().fold(signed, and)
}

fn attributes(sent: &Sent) -> Text {
    let said = &sent.assertion;
    let names: Vec<&str> = said.attributes.iter().map(MaskedAttribute::called).collect();
    let names = names.join(", ");
    match (names.is_empty(), said.more) {
        (true, _) => say("flight-passed-no-attribute"),
        (false, 0) => names.into(),
        (false, more) => say("flight-passed-attributes-more").with("names", names).with("more", more),
    }
}

/// As it is called on the record, which is a name but for one word.
fn algorithm(called: &str) -> Text {
    match called.split_once(" with SHA-256") {
        Some((algorithm, "")) => say("flight-passed-with-sha-256").with("algorithm", algorithm),
        _ => called.into(),
    }
}

fn moment(seconds: i64) -> String {
    instant::format(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
}
