//! `senza invite`.

use super::session::Session;
use super::{CommandError, InviteArgs, output};
use crate::config::Config;
use crate::domain::identifier::Identifiers;
use crate::domain::login_code::LoginCode;
use crate::domain::{Attribute, Identifier, SystemRandom};
use crate::sign_in::invitation::{self, Invitee};

pub(super) async fn invite(config: &Config, args: InviteArgs) -> Result<(), CommandError> {
    let invitee = invitee(&args, config.organisation.identifiers)?;
    let code = args.login_code.then(|| invitee.identifier.as_str().to_owned());
    let session = Session::open(config).await?;
    let token = invitation::invite(&session.parts, invitee, None, "command").await.map_err(CommandError::said);
    let link = token.map(|token| format!("{}/enrol/{}", session.site.base(), token.expose()));
    session.close().await?;
    output::line(&link?)?;
    let Some(code) = code else { return Ok(()) };
    output::line(&code)?;
    output::say(
        "The second line is the person's login code. It is shown only now, and on their enrolment page; nobody can look it up.",
    );
    Ok(())
}

fn invitee(args: &InviteArgs, identifiers: Identifiers) -> Result<Invitee, CommandError> {
    let attributes = attributes(&args.attributes, "--attribute ")?;
    let identifier = match &args.identifier {
        Some(typed) => Identifier::parse(typed).map_err(CommandError::said)?,
        None => LoginCode::random(&SystemRandom).into(),
    };
    identifiers.check(&identifier).map_err(CommandError::said)?;
    Ok(Invitee { identifier, admin: args.admin, attributes })
}

/// Each `name=value`; `option` is how it was said.
pub(super) fn attributes(all: &[String], option: &str) -> Result<Vec<Attribute>, CommandError> {
    let mut attributes = Vec::new();
    for text in all {
        let (name, value) =
            text.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty()).ok_or_else(|| {
                CommandError::Said(format!("{option}{text}: write it as name=value, for example mail=ada@example.org"))
            })?;
        Attribute::collect(&mut attributes, name, value);
    }
    Ok(attributes)
}
