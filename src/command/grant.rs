//! `senza grant`.

use super::invite::attributes;
use super::session::Session;
use super::{CommandError, output};
use crate::config::Config;
use crate::domain::{Identifier, Role};
use crate::sign_in::grant::{self as flow, Grant};
use clap::Args;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, Time};

/// Whoever is to be granted no role at all.
const NO_ROLE: &str = "none";

#[derive(Debug, Args)]
pub(super) struct GrantArgs {
    /// What the person signs in with.
    identifier: String,
    /// What service providers may be told from now on, in the place of what was said under that name; a name that comes
    /// twice has both values.
    #[arg(value_name = "NAME=VALUE")]
    attributes: Vec<String>,
    /// All that the person may do in the console from now on: admin (everything), federation, help-desk, auditor; several with
    /// commas between, or none.
    #[arg(long = "role", value_name = "ROLE", value_delimiter = ',', value_parser = words())]
    roles: Vec<String>,
    /// When what is granted ends: a day (2027-01-31, through its end in UTC) or a moment (2027-01-31T12:00:00Z).
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
    /// Say nothing more under this name, as it was spelt when it was given.
    #[arg(long = "withdraw", value_name = "NAME")]
    withdrawn: Vec<String>,
}

pub(super) async fn grant(config: &Config, args: GrantArgs) -> Result<(), CommandError> {
    let identifier = Identifier::parse(&args.identifier).map_err(CommandError::said)?;
    let grant = Grant {
        attributes: attributes(&args.attributes, "")?,
        roles: roles(&args.roles)?,
        withdrawn: args.withdrawn,
        expires: args.expires.as_deref().map(expiry).transpose()?,
    };
    let session = Session::open(config).await?;
    let done = flow::grant(&session.parts, &identifier, grant, "command").await.map_err(CommandError::said);
    session.close().await?;
    done?;
    output::say("Put into their inbox. It holds at their next sign-on, also on a session that is open now.");
    Ok(())
}

fn words() -> clap::builder::PossibleValuesParser {
    Role::WORDS.into_iter().chain([NO_ROLE]).collect::<Vec<_>>().into()
}

/// `None` where nothing is said of them.
fn roles(words: &[String]) -> Result<Option<Vec<Role>>, CommandError> {
    let says_none = words.iter().any(|word| word == NO_ROLE);
    if says_none && words.len() > 1 {
        return Err(CommandError::Said("--role none stands alone: it takes every role away".to_owned()));
    }
    Ok((!words.is_empty()).then(|| words.iter().filter_map(|word| Role::parse(word)).collect()))
}

fn expiry(text: &str) -> Result<OffsetDateTime, CommandError> {
    let end_of = |day: Date| day.next_day().map(|next| next.with_time(Time::MIDNIGHT).assume_utc());
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok();
    let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok().and_then(end_of);
    moment.or(day).ok_or_else(|| {
        CommandError::Said(format!("--expires {text}: write it as 2027-01-31 or as 2027-01-31T12:00:00Z"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_day_counts_through_its_end_and_a_moment_is_a_moment() {
        assert_eq!(expiry("2027-01-31").unwrap(), datetime!(2027-02-01 00:00 UTC));
        assert_eq!(expiry("2027-01-31T12:00:00+01:00").unwrap(), datetime!(2027-01-31 11:00 UTC));
        for bad in ["", "tomorrow", "2027-02-30", "31.01.2027", "2027-01-31T12:00"] {
            assert!(expiry(bad).is_err(), "{bad}");
        }
    }
}
