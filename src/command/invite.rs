//! `senza invite`.

use super::session::Session;
use super::{CommandError, InviteArgs, output};
use crate::config::Config;
use crate::domain::identifier::Identifiers;
use crate::domain::login_code::LoginCode;
use crate::domain::{Attribute, Identifier, Role, SystemRandom};
use crate::sign_in::again::{self, AgainError, By, Offer};
use crate::sign_in::invitation::{self, Invitee};

pub(super) async fn invite(config: &Config, args: InviteArgs) -> Result<(), CommandError> {
    if args.withdraw {
        return withdraw(config, &args).await;
    }
    if args.again {
        return begin_again(config, args).await;
    }
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

/// A link for somebody who has lost every way in. Says what is lost before there is one.
async fn begin_again(config: &Config, args: InviteArgs) -> Result<(), CommandError> {
    // Whatever is chosen now, they may have been invited before.
    let invitee = invitee(&args, Identifiers::default())?;
    let session = Session::open(config).await?;
    let offer = Offer { invitee, accepts_new_person: args.new_person };
    let offered = again::offer(&session.parts, &By::Command, offer, "command").await;
    let link = offered.map(|offered| format!("{}/enrol/{}", session.site.base(), offered.token.expose()));
    session.close().await?;
    let link = link.map_err(|error| match error {
        AgainError::NewPerson(_) => CommandError::Said(format!("no link was made: {error} {MEANT}")),
        error => CommandError::said(error),
    })?;
    output::say(LOST);
    output::line(&link)
}

async fn withdraw(config: &Config, args: &InviteArgs) -> Result<(), CommandError> {
    let identifier = Identifier::parse(args.identifier.as_deref().unwrap_or_default()).map_err(CommandError::said)?;
    let session = Session::open(config).await?;
    let done = again::withdraw(&session.parts, &By::Command, &identifier, "command").await.map_err(CommandError::said);
    session.close().await?;
    output::say(match done? {
        true => "Withdrawn: the link opens nothing any more. The account is as it was.",
        false => "There was no open link: nothing to withdraw.",
    });
    Ok(())
}

const MEANT: &str =
    "If they are to begin again as a new person, say --new-person as well; their keys are lost either way.";
const LOST: &str = "When they complete it: their keys are lost, and what applications encrypted for them; what was said of them before; \
     their passphrase, authenticator and kit; and at every application they are a new person. Until then nothing changes.";

fn invitee(args: &InviteArgs, identifiers: Identifiers) -> Result<Invitee, CommandError> {
    let attributes = attributes(&args.attributes, "--attribute ")?;
    let identifier = match &args.identifier {
        Some(typed) => Identifier::parse(typed).map_err(CommandError::said)?,
        None => LoginCode::random(&SystemRandom).into(),
    };
    identifiers.check(&identifier).map_err(CommandError::said)?;
    let roles: Vec<Role> =
        args.roles.iter().filter_map(|word| Role::parse(word)).chain(args.admin.then_some(Role::Owner)).collect();
    if args.again && roles.iter().any(|role| *role != Role::Owner) {
        let sentence = "a link to begin again gives no role but admin: grant the others when the person is there (senza grant --role)";
        return Err(CommandError::Said(sentence.to_owned()));
    }
    Ok(Invitee { identifier, roles, attributes })
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
