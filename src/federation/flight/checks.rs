//! The checks of a request in plain words: what was looked at, and what came of it.

use super::record::{Asked, Came, Flight, Sent, Step};
use crate::saml::assertion::MaskedAttribute;
use crate::saml::instant;
use time::OffsetDateTime;

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    Failed,
    /// The person was asked, and it went on, or did not, from there.
    Asked,
    /// It did not come so far.
    NotReached,
}

impl Verdict {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Asked => "asked",
            Self::NotReached => "not made",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub step: Step,
    pub name: &'static str,
    pub verdict: Verdict,
    /// What was found; empty where it did not come so far.
    pub detail: String,
}

impl Step {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "The message can be read",
            Self::Sender => "The sender is connected here",
            Self::Signature => "The signature holds, where there must be one",
            Self::Addressed => "It is meant for us",
            Self::Fresh => "It was issued just now",
            Self::Endpoint => "The answer goes to a registered address",
            Self::Wishes => "What it asks for can be had",
            Self::First => "It was not used before",
            Self::Person => "The person is signed in as it wants it",
            Self::Answer => "The answer is signed, and encrypted",
            Self::OnRecord => "The answer is on record",
        }
    }

    /// Whether it is made of a request that came in this way.
    fn is_made(self, came: Came) -> bool {
        match came {
            Came::Redirect | Came::Post => true,
            // Nobody sent a message; or what it says was checked when it came.
            Came::Here | Came::Back => {
                matches!(self, Self::Sender | Self::Endpoint | Self::Person | Self::Answer | Self::OnRecord)
            }
        }
    }
}

/// Every check that is made of a request that came like this one, in order.
pub fn checks(flight: &Flight) -> Vec<Check> {
    Step::ALL.into_iter().filter(|step| step.is_made(flight.came)).map(|step| check(flight, step)).collect()
}

fn check(flight: &Flight, step: Step) -> Check {
    let verdict = verdict(flight, step);
    let detail = match (verdict, &flight.fault) {
        (Verdict::Failed, Some(fault)) => format!("{}. {}", fault.said, registered(flight, step)).trim_end().to_owned(),
        (Verdict::Asked, _) => flight.waits.clone().unwrap_or_default(),
        (Verdict::Passed, _) => passed(flight, step),
        _ => String::new(),
    };
    Check { step, name: step.name(), verdict, detail }
}

fn verdict(flight: &Flight, step: Step) -> Verdict {
    let ended_at = match (&flight.fault, &flight.waits) {
        (Some(fault), _) => fault.step,
        (None, Some(_)) => Step::Person,
        (None, None) => return Verdict::Passed,
    };
    match step.cmp(&ended_at) {
        std::cmp::Ordering::Less => Verdict::Passed,
        std::cmp::Ordering::Equal if flight.fault.is_some() => Verdict::Failed,
        std::cmp::Ordering::Equal => Verdict::Asked,
        std::cmp::Ordering::Greater => Verdict::NotReached,
    }
}

/// Where answers could have gone.
fn registered(flight: &Flight, step: Step) -> String {
    if step != Step::Endpoint || flight.registered.is_empty() {
        return String::new();
    }
    let all = flight.registered.iter().map(|one| format!("{} (index {}, {})", one.location, one.index, one.binding));
    format!("Registered are: {}.", all.collect::<Vec<_>>().join("; "))
}

fn passed(flight: &Flight, step: Step) -> String {
    let asked = flight.asked.as_ref();
    match step {
        Step::Read => read(flight, asked),
        Step::Sender => sender(flight),
        Step::Signature => signature(flight, asked),
        Step::Addressed => match asked.and_then(|asked| asked.destination.as_deref()) {
            Some(destination) => format!("Destination is {destination}, which is ours."),
            None => "It names no Destination, and as it is not signed it need not.".to_owned(),
        },
        Step::Fresh => asked.map(|asked| fresh(flight, asked)).unwrap_or_default(),
        Step::Endpoint => endpoint(flight, asked),
        Step::Wishes => asked.map(wishes).unwrap_or_default(),
        Step::First => "A request serves once: it is marked as used.".to_owned(),
        Step::Person => flight.sent.as_ref().map(person).unwrap_or_default(),
        Step::Answer => flight.sent.as_ref().map(answer).unwrap_or_default(),
        Step::OnRecord => "The audit's row was durable before the answer left.".to_owned(),
    }
}

fn read(flight: &Flight, asked: Option<&Asked>) -> String {
    let by = if flight.came == Came::Post { "HTTP-POST" } else { "HTTP-Redirect" };
    let id = asked.map(|asked| format!(" with the ID {}", asked.id)).unwrap_or_default();
    let state = if flight.relay_state { "a RelayState" } else { "no RelayState" };
    format!("An AuthnRequest{id} of {} octets at most by {by}, and {state}.", flight.octets)
}

fn sender(flight: &Flight) -> String {
    let provider = flight.provider.as_deref().unwrap_or_default();
    let name = flight.name.as_deref().unwrap_or(provider);
    format!("{name}, entityID {provider}. The keeper vouches for its row, and its metadata is valid.")
}

fn signature(flight: &Flight, asked: Option<&Asked>) -> String {
    match (asked.and_then(|asked| asked.key.as_deref()), flight.must_sign) {
        (Some(key), _) => format!("Signed, with this key of its metadata: {key}."),
        (None, false) => "It is not signed, and its metadata does not say that its requests are.".to_owned(),
        // Who came no further than this did not come so far.
        (None, true) => String::new(),
    }
}

fn fresh(flight: &Flight, asked: &Asked) -> String {
    let seconds = flight.moment().unix_timestamp() - asked.issued;
    let when = match seconds {
        0 => "in the second in which it came".to_owned(),
        1.. => format!("{seconds} s before it came"),
        _ => format!("{} s after it came, by the application's clock", -seconds),
    };
    format!("Issued at {}, {when}; five minutes are allowed, and one that clocks may differ by.", moment(asked.issued))
}

fn endpoint(flight: &Flight, asked: Option<&Asked>) -> String {
    let wanted = match asked.and_then(|asked| asked.acs.as_deref()) {
        Some(acs) => format!("It asks for {acs}, which is registered."),
        None => "It asks for none in particular, and gets the default one.".to_owned(),
    };
    match &flight.endpoint {
        Some(location) => format!("{wanted} The answer goes to {location}."),
        None => wanted,
    }
}

fn wishes(asked: &Asked) -> String {
    let mut wishes = Vec::new();
    if !asked.classes.is_empty() {
        wishes.push(format!("an authentication context of {}", asked.classes.join(", ")));
    }
    wishes.extend(asked.name_id.as_ref().map(|format| format!("a NameID in the format {format}")));
    wishes.extend(asked.attribute_service.map(|index| format!("the attributes of its service {index}")));
    wishes.extend(asked.force.then(|| "a fresh sign-in (ForceAuthn)".to_owned()));
    wishes.extend(asked.passive.then(|| "that nobody is asked anything (IsPassive)".to_owned()));
    if wishes.is_empty() { "Nothing in particular.".to_owned() } else { format!("It asks for {}.", wishes.join("; ")) }
}

fn person(sent: &Sent) -> String {
    let said = &sent.assertion;
    format!("The assertion says {}, at {}.", said.class, moment(said.authn_instant))
}

fn answer(sent: &Sent) -> String {
    let said = &sent.assertion;
    let what = if sent.is_assertion_signed { "Assertion and response are" } else { "The response is" };
    let encrypted = match &sent.encrypted {
        Some(how) => format!("The assertion is encrypted with {how}."),
        None => "The assertion is not encrypted: the metadata has no key for it.".to_owned(),
    };
    let names: Vec<&str> = said.attributes.iter().map(MaskedAttribute::called).collect();
    let more = if said.more > 0 { format!(" and {} more", said.more) } else { String::new() };
    let told = if names.is_empty() { "no attribute".to_owned() } else { format!("{}{more}", names.join(", ")) };
    format!(
        "{what} signed with {}. {encrypted} It has a NameID in the format {}, and {told}. It may be used from {} until {}.",
        sent.signed,
        said.name_format.word(),
        moment(said.not_before),
        moment(said.not_on_or_after)
    )
}

fn moment(seconds: i64) -> String {
    instant::format(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
}
