//! `senza invite`.

use super::session::Session;
use super::{CommandError, InviteArgs, output};
use crate::config::Config;
use crate::domain::{Attribute, Identifier};
use crate::sign_in::invitation::{self, Invitee};

pub(super) async fn invite(config: &Config, args: InviteArgs) -> Result<(), CommandError> {
    let invitee = invitee(&args)?;
    let session = Session::open(config).await?;
    let token = invitation::invite(&session.parts, invitee, None, "command").await.map_err(CommandError::said);
    let link = token.map(|token| format!("{}/enrol/{}", session.site.base(), token.expose()));
    session.close().await?;
    output::line(&link?)
}

fn invitee(args: &InviteArgs) -> Result<Invitee, CommandError> {
    let attributes = attributes(&args.attributes, "--attribute ")?;
    let identifier = Identifier::parse(&args.identifier).map_err(CommandError::said)?;
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
